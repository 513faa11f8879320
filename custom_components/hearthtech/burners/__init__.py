"""Burners: protocol, state, capabilities, refusals, registry, clock and heat gate.

Imports no other package of ours.
"""

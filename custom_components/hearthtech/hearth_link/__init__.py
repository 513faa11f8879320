"""Hearth Link: the stove's local push protocol, its client, and a virtual stove."""

"""Conformance check of a stove against the Hearth Link specification."""

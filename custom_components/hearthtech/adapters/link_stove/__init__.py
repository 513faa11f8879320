"""Hearth Link stoves, real or virtual, as burners of the kitchen."""

"""A faithful stove without hardware."""

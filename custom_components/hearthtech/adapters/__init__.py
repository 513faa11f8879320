"""Adapters: implement the kitchen's `Burner` for stoves and for existing entities."""

"""Where the kitchen keeps what it was given."""

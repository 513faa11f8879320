"""Food: ingredient lines, the food database, and what a dish holds."""

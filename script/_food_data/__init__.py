"""How the food database is made: USDA SR28 tables, our own pantry lists, one SQLite file."""

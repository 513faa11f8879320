"""Builds the food database from the USDA SR28 tables and our own pantry lists: one SQLite file."""

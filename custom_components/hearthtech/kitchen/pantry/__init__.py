"""The pantry: stock of food, with amounts and use-by dates."""

"""The shopping list: requirements of recipes and plans, merged and grouped."""

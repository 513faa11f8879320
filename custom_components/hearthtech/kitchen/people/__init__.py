"""People of the household: their data, their allergens and diets, and checks of recipes for them."""

"""The kitchen: recipes, food, people, plans and cooking sessions, free of Home Assistant."""

"""Recipes of a web page. `reader` reads a whole page; `declared` reads its JSON-LD without building a tree."""

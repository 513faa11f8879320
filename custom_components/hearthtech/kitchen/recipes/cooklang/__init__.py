"""Cooklang: reading, writing, and the way to a recipe and back."""

from custom_components.hearthtech.kitchen.recipes.model import Recipe

from .canonical import document_to_json
from .model import CookwareItem, Document, IngredientItem, Item, Quantity, StepBlock, TextItem, TimerItem
from .parser import parse
from .reading import recipe_of_document
from .writing import recipe_to_cooklang

__all__ = [
    "CookwareItem",
    "Document",
    "IngredientItem",
    "Item",
    "Quantity",
    "StepBlock",
    "TextItem",
    "TimerItem",
    "document_to_json",
    "parse",
    "recipe_of_cooklang",
    "recipe_of_document",
    "recipe_to_cooklang",
]


def recipe_of_cooklang(text: str, name: str = "") -> Recipe:
    """The recipe of a Cooklang text; `name` (of its file) is used where it has no title.

    Raises:
        KitchenError: `invalid`, when its front matter refers to itself.
    """
    return recipe_of_document(parse(text), name)

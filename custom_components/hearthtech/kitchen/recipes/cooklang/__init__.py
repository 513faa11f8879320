"""Cooklang: reading, writing, and the way to a recipe and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .canonical import document_to_json
from .model import CookwareItem, Document, IngredientItem, Item, Quantity, StepBlock, TextItem, TimerItem
from .parser import parse

if TYPE_CHECKING:
    from custom_components.hearthtech.kitchen.recipes.model import Recipe

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
    "recipe_to_cooklang",
]


def recipe_of_cooklang(text: str, name: str = "") -> Recipe:
    """The recipe of a Cooklang text. Where it has no title, `name` (of its file) is used, even an empty one.

    Raises:
        KitchenError: `invalid`, when its front matter refers to itself.
    """
    from .reading import recipe_of_document

    return recipe_of_document(parse(text), name)


def recipe_to_cooklang(recipe: Recipe) -> str:
    """The file of a recipe. Reading it gives the same name, yield, times, lines, steps and notes."""
    from .writing import write

    return write(recipe)

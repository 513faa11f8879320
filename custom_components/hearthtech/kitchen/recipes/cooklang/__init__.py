"""Cooklang: parser, writer, and the conversion from and to recipes."""

from ..model import Recipe
from .canonical import document_to_json
from .model import (
    CooklangQuantity,
    CookwareItem,
    Document,
    IngredientItem,
    Item,
    StepBlock,
    TextItem,
    TimerItem,
)
from .parser import parse
from .reading import recipe_of_document
from .writing import write

__all__ = [
    "CooklangQuantity",
    "CookwareItem",
    "Document",
    "IngredientItem",
    "Item",
    "StepBlock",
    "TextItem",
    "TimerItem",
    "document_to_json",
    "parse",
    "recipe_of_cooklang",
    "recipe_to_cooklang",
]


def recipe_of_cooklang(text: str, name: str = "") -> Recipe:
    """Convert a Cooklang text. Without a title, `name` (of its file) is used, even an empty one.

    Raises:
        KitchenError: `invalid`, when its front matter refers to itself.
    """
    return recipe_of_document(parse(text), name)


def recipe_to_cooklang(recipe: Recipe) -> str:
    """Convert a recipe to Cooklang. Reading it gives the same name, yield, times, lines, steps and notes."""
    return write(recipe)

"""Cooklang: reading, writing, and the way to a recipe and back."""

from .canonical import document_to_json
from .model import CookwareItem, Document, IngredientItem, Item, Quantity, StepBlock, TextItem, TimerItem
from .parser import parse

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
]

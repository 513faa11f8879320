"""Three recipes that a new book begins with, written for this kitchen, each with its story."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from custom_components.hearthtech.kitchen.recipes.book import Book
from custom_components.hearthtech.kitchen.recipes.model import Recipe
from custom_components.hearthtech.kitchen.store.schema import FACTS, RECIPES

from .bean_stew import BEAN_STEW
from .chicken_soup import CHICKEN_SOUP
from .semolina import SEMOLINA

FAMILY_RECIPES: tuple[Recipe, ...] = (CHICKEN_SOUP, BEAN_STEW, SEMOLINA)
_FACT = "family_recipes_laid_in"


def lay_in(book: Book, now: Callable[[], datetime], connection: Connection) -> bool:
    """Put the family's recipes into a new book, once in its life: erased ones stay erased. Tells whether it did."""
    if connection.scalar(select(FACTS.c.value).where(FACTS.c.name == _FACT)) is not None:
        return False
    connection.execute(insert(FACTS).values(name=_FACT, value="yes"))
    if connection.scalar(select(func.count()).select_from(RECIPES)):
        return False
    for recipe in FAMILY_RECIPES:
        book.add(connection, recipe, now())
    return True

"""Three sample recipes of a new book, each with a story. They are the `.cook` files of this folder."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from ...storage.schema import FACTS, RECIPES
from ..book import Book
from ..cooklang import recipe_of_cooklang
from ..model import Recipe

_FOLDER = Path(__file__).parent
SAMPLE_IDS = ("grandmas-chicken-soup", "uncle-tomas-white-bean-stew", "papas-semolina-pudding")
"""The names of the files, which are the ids of the recipes, in the order in which they are added."""
_FACT = "family_recipes_laid_in"


@cache
def sample_recipes() -> tuple[Recipe, ...]:
    """The sample recipes. The first call reads the files."""
    return tuple(
        replace(recipe_of_cooklang((_FOLDER / f"{name}.cook").read_text(encoding="utf-8")), id=name)
        for name in SAMPLE_IDS
    )


def seed_sample_recipes(book: Book, now: Callable[[], datetime], connection: Connection) -> bool:
    """Add the sample recipes to a new book, only once: erased ones stay erased. Returns whether it did."""
    if connection.scalar(select(FACTS.c.value).where(FACTS.c.name == _FACT)) is not None:
        return False
    connection.execute(insert(FACTS).values(name=_FACT, value="yes"))
    if connection.scalar(select(func.count()).select_from(RECIPES)):
        return False
    for recipe in sample_recipes():
        book.add(connection, recipe, now())
    return True


def prepare_book(book: Book, now: Callable[[], datetime], connection: Connection) -> None:
    """Create or migrate the tables, and fill a new book with the samples.

    Call it in one transaction: of two homes that open a new book at once, one creates all of it and the other nothing.
    """
    book.prepare(connection)
    seed_sample_recipes(book, now, connection)

"""Writes recipes into a book until it is killed, and prints the id of each once it is acknowledged. Run as a program."""

from itertools import count
import sys

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.recipes.book import Book
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe
from custom_components.hearthtech.kitchen.storage.database import Store


def write(address: str, prefix: str) -> None:
    """Write until killed."""
    store, book, now = Store(address), Book(), ManualClock().now()
    store.write_now(book.prepare)
    for number in count():
        recipe = Recipe(
            id=f"{prefix}-{number}", name=f"Soup {prefix} {number}", ingredients=(Ingredient(text="water"),)
        )

        def add(connection: object, recipe: Recipe = recipe) -> None:
            book.add(connection, recipe, now)  # type: ignore[arg-type]

        store.write_now(add)
        print(recipe.id, flush=True)


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2])

"""`script/hearth nutrition --book BOOK FILE`: nutrition with the corrections and weighings of a household."""

import asyncio

from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.nutrition.analyze import Analyzer
from tools.cli import nutrition


def main(words: list[str]) -> int:
    """Run `nutrition` with the data of a book. Returns the exit code."""
    return nutrition.main(words, _analyzer_of)


def _analyzer_of(book: str) -> Analyzer:
    """The analyzer with the corrections and weighings of the household that owns a book.

    Raises:
        KitchenError: The book can't be opened.
    """

    async def read() -> Analyzer:
        kitchen = await Kitchen.open(book)
        try:
            return await kitchen.nutrition.analyzer()
        finally:
            await kitchen.close()

    return asyncio.run(read())

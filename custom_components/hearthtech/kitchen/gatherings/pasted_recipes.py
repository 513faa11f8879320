"""Finds allergens in recipes that guests paste."""

import asyncio
import contextlib

from ..errors import KitchenError
from ..people.check import Standing
from ..people.model import Allergen
from ..people.service import PeopleService
from ..recipes.file_formats import File
from ..recipes.files_service import RecipeFileService
from ..recipes.model import Recipe
from .validation import LONGEST_RECIPE

RECIPES_AT_ONCE = 2
"""Pasted recipes that are read at the same time."""
LONGEST_READING_S = 20.0
_NAMED = frozenset({Standing.CONTAINS, Standing.MAY_CONTAIN})


class PastedRecipeReader:
    """Checks pasted text with the kitchen's own reader and checks, with limits on size, time and number."""

    def __init__(self, files: RecipeFileService, people: PeopleService) -> None:
        self._files = files
        self._people = people
        self._readers = asyncio.Semaphore(RECIPES_AT_ONCE)

    async def allergens(self, text: str, language: str = "en") -> dict[Allergen, Standing]:
        """Check a pasted recipe for the fourteen allergens, as the kitchen checks its own recipes."""
        async with self._readers, asyncio.timeout(LONGEST_READING_S):
            return await self._check(*await self._parts(text, language))

    async def recipe_allergens(self, recipe: Recipe) -> dict[Allergen, Standing]:
        """Check a recipe of the book for the fourteen allergens."""
        lines = [line.text for line in recipe.ingredients]
        return await self._check(lines, _beside(recipe), recipe.language or "en")

    async def _check(self, lines: list[str], others: list[str], language: str) -> dict[Allergen, Standing]:
        """Combine the ingredient lines with all other text, which alone proves no more than "may contain"."""
        if not lines:
            return {}
        verdicts = await self._people.allergens_in(lines=lines, language=language)
        beside = await self._people.allergens_in(lines=others, language=language)
        return {
            allergen: Standing.MAY_CONTAIN
            if one.standing not in _NAMED and others and beside[allergen].standing in _NAMED
            else one.standing
            for allergen, one in verdicts.items()
        }

    async def _parts(self, text: str, language: str) -> tuple[list[str], list[str], str]:
        """Return the ingredient lines, all other text, and the language."""
        content = text.encode("utf-8", "replace")[:LONGEST_RECIPE]
        lines: list[str] = []
        others: list[str] = []
        with contextlib.suppress(KitchenError):
            read = await self._files.read(File(content=content, name="pasted.txt"))
            for recipe in (one.recipe for one in read):
                lines += [line.text for line in recipe.ingredients]
                others += _beside(recipe)
            language = read[0].recipe.language if read else language
        if not lines:
            # No recipe, but perhaps a list of ingredients.
            return [line for line in text.splitlines() if line.strip()][:200], [], language
        return lines, others, language


def _beside(recipe: Recipe) -> list[str]:
    """Return the text of a recipe beside its ingredients."""
    texts = [*(step.text for step in recipe.steps), *recipe.notes, *recipe.unparsed, recipe.name]
    return [text for text in texts if text.strip()]

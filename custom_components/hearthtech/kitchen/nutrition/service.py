"""Service of nutrition: analysis, corrections, food log.

Every method may raise `KitchenError` with the code it names.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ..changes import ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..recipes.model import Recipe
from ..recipes.service import RecipeService
from . import Analyzer, FoodMatch, Nutrition
from .amount_ratio import food_of, has_amount, ratio
from .corrections import (
    FoodCorrection,
    correct,
    corrections,
    food_number,
    forget,
    meant_name,
    stored_overrides,
)
from .food_log import DayTotals, EatenPortion
from .food_log_store import open_portion
from .personal_targets import Basis
from .recipe_nutrition import nutrition_of, open_tree
from .reference_intakes import Share

MOST_LINES = 500
MOST_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class EatenDay:
    """A day of one person: each portion, their sum, and its share of the daily targets."""

    totals: DayTotals
    portions: tuple[EatenPortion, ...]
    shares: Mapping[str, Share]
    basis: Basis


class NutritionService:
    """Nutrition of recipes and of free lines, the household's corrections, the food log."""

    _analyzer: Analyzer | None = None

    def __init__(self, context: KitchenContext, recipes: RecipeService) -> None:
        self._context = context
        self._recipes = recipes

    async def analyzer(self) -> Analyzer:
        """The analyzer with the household's corrections. Use it in a thread: it only computes.

        The same instance until a correction or weighing changes, because it caches its matches.
        """
        household = await self._context.store.read(stored_overrides)
        if self._analyzer is None or self._analyzer.household != household:
            self._analyzer = Analyzer(household=household)
        return self._analyzer

    async def analyze(self, recipe_id: str, version: int | None = None) -> Nutrition:
        """Nutrition of a recipe, with the counted share.

        The household's corrections and weighings are used, lines that name another recipe of the book count
        with its nutrition, and vitamins are reduced by the cooking method of the steps.
        """
        analyzer = await self.analyzer()
        recipe = await self._recipes.get(recipe_id, version)
        tree = await self._context.store.read(lambda book: open_tree(book, self._context.book, recipe))
        return await asyncio.to_thread(nutrition_of, tree, analyzer)

    async def analyze_lines(
        self, lines: Sequence[str], servings: float | None = None, *, language: str = "en"
    ) -> Nutrition:
        """Nutrition of free ingredient lines.

        Raises:
            KitchenError: `INVALID` when there are too many.
        """
        if len(lines) > MOST_LINES:
            raise KitchenError(ErrorCode.INVALID, reason=f"at most {MOST_LINES} lines at once")
        analyzer = await self.analyzer()
        return await asyncio.to_thread(analyzer.analyze, lines, servings, language)

    async def factor_for(self, recipe: Recipe, line: int, amount: str) -> float:
        """The factor for which a line of the recipe has another amount: `700 g` where it has 500 g is 1.4.

        Amounts of different kinds are compared by weight: 3 plums with 500 g of plums.

        Raises:
            KitchenError: `INVALID` when the line, or the amount, has none that can be compared.
        """
        if not 0 <= line < len(recipe.ingredients):
            raise KitchenError(ErrorCode.INVALID, name=recipe.name, reason="there is no such line")
        text = recipe.ingredients[line].text
        if (factor := ratio(text, amount, recipe.language)) is not None:
            return factor
        if not (has_amount(text, recipe.language) and has_amount(amount, recipe.language)):
            raise KitchenError(ErrorCode.INVALID, name=text, reason="one of them states no amount")
        named = f"{amount} {food_of(text, recipe.language)}"
        had, have = (await self.analyze_lines([text, named], language=recipe.language)).lines
        if not had.grams or not have.grams:
            raise KitchenError(ErrorCode.INVALID, name=text, reason="these amounts can't be compared")
        return have.grams / had.grams

    # Corrections

    async def search_foods(self, words: str, *, language: str = "en", limit: int = 20) -> list[FoodMatch]:
        """Foods of the database for a name, best first, each with its score and reason."""
        analyzer = await self.analyzer()
        return await asyncio.to_thread(analyzer.search, words, language, limit)

    async def correct_food(
        self, name: str, food: int | str, *, actor: str = "", language: str = "en"
    ) -> FoodCorrection:
        """Store which food the household means by a name: by its number, or by a known name.

        Raises:
            KitchenError: `FOOD_NOT_FOUND`, or `INVALID` for a name without words.
        """
        analyzer = await self.analyzer()
        number = await asyncio.to_thread(food_number, analyzer.database, food)
        now = self._context.clock.now()
        corrected = await self._context.store.write(
            lambda book: correct(book, name, number, now, actor=actor, language=language)
        )
        self._context.publish(ChangeKind.FOOD_CORRECTED, corrected.name, actor)
        return corrected

    async def forget_correction(self, name: str, *, actor: str = "", language: str = "en") -> bool:
        """Undo `correct_food`. Returns whether there was a correction."""
        known = await self._context.store.write(partial(forget, name=name, language=language))
        if known:
            self._context.publish(ChangeKind.FOOD_CORRECTED, meant_name(name, language), actor)
        return known

    async def corrections(self) -> tuple[FoodCorrection, ...]:
        """All corrected names."""
        return await self._context.store.read(corrections)

    # Food log

    async def eaten_portion(self, portion_id: str) -> EatenPortion:
        """Return a portion that was logged, or `PORTION_NOT_FOUND`."""
        return await self._context.store.read(partial(open_portion, portion_id=portion_id))

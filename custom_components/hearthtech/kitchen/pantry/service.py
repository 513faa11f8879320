"""Service of the pantry. Every method may raise `KitchenError` with the code it names."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from ..changes import ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..nutrition.parse import parse_line
from ..nutrition.service import NutritionService
from ..nutrition.sub_recipes import parts_named
from ..nutrition.text import key
from ..recipes.model import Recipe
from ..recipes.portions import Portions, recipe_portions
from ..recipes.service import RecipeService
from ..shopping.requirements import RequirementReader
from ..shopping.shopping_list import Wanted
from ..suggestions.load import some_rows
from . import stock as pantry
from .pantry_item import PantryItem, PantryWithdrawal, withdrawals_for
from .stock import SOON_DAYS

MOST_UNDONE = 20
"""Number of changes of the shopping list that can be undone, until the kitchen closes."""


class PantryService:
    """The pantry of the household."""

    _needs: RequirementReader | None = None

    def __init__(self, context: KitchenContext, nutrition: NutritionService, recipes: RecipeService) -> None:
        self._context = context
        self._nutrition = nutrition
        self._recipes = recipes

    async def reader(self) -> RequirementReader:
        """The requirement reader with the household's corrections."""
        analyzer, language = await self._nutrition.analyzer(), self._context.locale.language
        known = self._needs
        if known is None or known.analyzer is not analyzer or known.language != language:
            self._needs = known = RequirementReader(analyzer, language)
        return known

    # Pantry

    async def items(self) -> list[PantryItem]:
        """All pantry items; the ones to use first come first."""
        return await self._context.store.read(pantry.items)

    async def expiring(self, days: int = SOON_DAYS) -> list[PantryItem]:
        """Items to be used within a number of days, including expired ones."""
        until = self._context.locale.day(self._context.clock.now()) + timedelta(days=days)
        return await self._context.store.read(lambda book: pantry.expiring(book, until))

    async def add(self, item: PantryItem, *, actor: str = "") -> PantryItem:
        """Add an item; an equal item gets the sum of both amounts. Raises `INVALID`."""
        reader = await self.reader()
        added = await self._context.store.write(
            lambda book: pantry.add_item(book, item, reader, self._context.clock.now())
        )
        self._context.publish(ChangeKind.PANTRY_CHANGED, added.id, actor)
        return added

    async def change(
        self, item: PantryItem, *, base: PantryItem | None = None, actor: str = ""
    ) -> PantryItem:
        """Replace the data of an item; with `base`, the state that was edited, only what differs from it.

        Raises `PANTRY_ITEM_NOT_FOUND` or `INVALID`.
        """
        reader = await self.reader()
        changed = await self._context.store.write(
            lambda book: pantry.change_item(book, item, reader, self._context.clock.now(), base)
        )
        self._context.publish(ChangeKind.PANTRY_CHANGED, changed.id, actor)
        return changed

    async def remove(self, item_id: str, *, actor: str = "") -> PantryItem:
        """Remove an item. Returns it; adding it again undoes the removal."""
        removed = await self._context.store.write(lambda book: pantry.remove_item(book, item_id))
        self._context.publish(ChangeKind.PANTRY_CHANGED, item_id, actor)
        return removed

    async def find(self, name: str) -> list[PantryItem]:
        """Items by name or id, soonest use-by date first; `PANTRY_ITEM_NOT_FOUND` when there is none."""
        reader = await self.reader()
        wanted = await asyncio.to_thread(reader.named, name, None, "")

        def work(book: Connection) -> list[PantryItem]:
            there = pantry.items(book)
            found = [item for item in there if item.id == name or key(item.name) == key(name)]
            return found or [item for item in there if wanted.food and item.food == wanted.food]

        found = await self._context.store.read(work)
        if not found:
            raise KitchenError(ErrorCode.PANTRY_ITEM_NOT_FOUND, item=name)
        return found

    async def withdrawals(self, recipe_id: str, servings: float | None = None) -> list[PantryWithdrawal]:
        """The withdrawals for cooking a recipe. Nothing is withdrawn until `take`."""
        reader = await self.reader()
        recipe = await self._recipes.get(recipe_id)
        times = (await self.portions(recipe)).times(servings)
        wanted = await self.wanted_by(recipe, times, {}, frozenset())
        stock = await self.items()
        return await asyncio.to_thread(lambda: withdrawals_for((one.need for one in wanted), stock, reader))

    async def take(self, takings: Iterable[PantryWithdrawal], *, actor: str = "") -> list[PantryItem]:
        """Withdraw. Returns the remaining items with their amounts. Items removed meanwhile are skipped."""
        asked = list(takings)

        def work(book: Connection) -> list[PantryItem]:
            left = []
            for taking in asked:
                try:
                    rest = pantry.take(book, taking, self._context.clock.now())
                except KitchenError as error:
                    if error.code is not ErrorCode.PANTRY_ITEM_NOT_FOUND:
                        raise
                    continue
                if rest is not None:
                    left.append(rest)
            return left

        left = await self._context.store.write(work)
        for taking in asked:
            self._context.publish(ChangeKind.PANTRY_CHANGED, taking.item.id, actor)
        return left

    # Shopping

    async def portions(self, recipe: Recipe) -> Portions:
        """The portions of a recipe of the book as suggestions and plans count or estimate them."""
        rows = await self._context.store.read(lambda book: some_rows(book, [recipe.id]))
        if not rows:
            return recipe_portions(recipe.yields)
        serving = rows[0].serving
        return Portions(serving.servings, serving.servings_estimated, serving.helping)

    async def wanted_by(
        self, recipe: Recipe, factor: float, tags: Mapping[str, str], within: frozenset[str]
    ) -> list[Wanted]:
        """The requirements of a recipe, and the recipes of the book that its lines name."""
        reader = await self.reader()
        within |= {recipe.id}
        names = await self._recipes.names()
        lines = [line.text for line in recipe.ingredients]
        parts = await asyncio.to_thread(parts_named, lines, names, recipe.language)
        parts = {name: part for name, part in parts.items() if part not in within}
        wanted: list[Wanted] = []
        named: list[str] = []
        for text in lines:
            part = await asyncio.to_thread(_part_of, text, parts, recipe.language)
            if part is not None:
                named.append(text)
                inner = await self._recipes.get(part[0])
                portions = await self.portions(inner)
                wanted += await self.wanted_by(inner, factor * part[1](portions.count), tags, within)
        needs = await asyncio.to_thread(reader.recipe, recipe, factor, besides=named)
        tags = dict(tags) or {"recipe": recipe.id, "name": recipe.name}
        return [Wanted(need=need, **tags) for need in needs] + [
            one if one.meal else replace(one, recipe=tags.get("recipe", ""), name=tags["name"])
            for one in wanted
        ]


def _part_of(
    text: str, parts: Mapping[str, str], language: str
) -> tuple[str, Callable[[float], float]] | None:
    """The recipe that a line names, and how many times it is needed, by the number of its portions."""
    line = parse_line(text, language)
    part = parts.get(key(line.name))
    if part is None:
        return None
    amount = line.amount.middle if line.amount else 1.0
    by_serving = line.amount is not None and line.amount.unit == "serving"
    return part, lambda portions: amount / portions if by_serving else amount

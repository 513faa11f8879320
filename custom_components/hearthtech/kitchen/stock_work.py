"""What the kitchen can do with the pantry and the shopping list. Every method may raise `KitchenError`."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy import Connection

from .changes import ChangeKind
from .errors import ErrorCode, KitchenError
from .food.parts import parts_named
from .food.text import key
from .food_work import FoodWork
from .plan import meals, pantry, shopping
from .plan.meal import Meal
from .plan.needs import Need, NeedReader
from .plan.pantry import SOON_DAYS, PantryItem, Taking
from .plan.shopping import ShoppingItem, Wanted
from .recipes.model import Recipe

MOST_UNDONE = 20
"""How many changes of the shopping list can be undone, one after the other, until the kitchen closes."""


class StockWork(FoodWork):
    """Pantry and shopping."""

    _needs: NeedReader | None = None

    async def _reader(self) -> NeedReader:
        """What reads needs as this household means them."""
        analyzer, language = await self.analyzer(), self.home.language
        known = self._needs
        if known is None or known.analyzer is not analyzer or known.language != language:
            self._needs = known = NeedReader(analyzer, language)
        return known

    @cached_property
    def _lists_before(self) -> list[list[ShoppingItem]]:
        return []

    # Pantry

    async def pantry(self) -> list[PantryItem]:
        """What is in the house; what has to be used first comes first."""
        return await self._store.read(pantry.items)

    async def expiring(self, days: int = SOON_DAYS) -> list[PantryItem]:
        """What should be used within so many days; what is past its date is among it."""
        until = self.home.day(self.clock.now()) + timedelta(days=days)
        return await self._store.read(lambda book: pantry.expiring(book, until))

    async def add_to_pantry(self, item: PantryItem, *, who: str = "") -> PantryItem:
        """Put something into the pantry; more of the same is added to what is there. Raises `INVALID`."""
        reader = await self._reader()
        added = await self._store.write(lambda book: pantry.add_item(book, item, reader, self.clock.now()))
        self._tell(ChangeKind.PANTRY_CHANGED, added.id, who)
        return added

    async def change_pantry(self, item: PantryItem, *, who: str = "") -> PantryItem:
        """Replace what is known of a thing. Raises `PANTRY_ITEM_NOT_FOUND` or `INVALID`."""
        reader = await self._reader()
        changed = await self._store.write(
            lambda book: pantry.change_item(book, item, reader, self.clock.now())
        )
        self._tell(ChangeKind.PANTRY_CHANGED, changed.id, who)
        return changed

    async def remove_from_pantry(self, item_id: str, *, who: str = "") -> PantryItem:
        """Take a thing out altogether. Returns what it was; adding that again undoes it."""
        removed = await self._store.write(lambda book: pantry.remove_item(book, item_id))
        self._tell(ChangeKind.PANTRY_CHANGED, item_id, who)
        return removed

    async def find_in_pantry(self, name: str) -> list[PantryItem]:
        """What is meant by a name or an id, soonest to be used first; `PANTRY_ITEM_NOT_FOUND` when it is not there."""
        reader = await self._reader()
        wanted = await asyncio.to_thread(reader.named, name, None, "")

        def work(book: Connection) -> list[PantryItem]:
            there = pantry.items(book)
            found = [item for item in there if item.id == name or key(item.name) == key(name)]
            return found or [item for item in there if wanted.food and item.food == wanted.food]

        found = await self._store.read(work)
        if not found:
            raise KitchenError(ErrorCode.PANTRY_ITEM_NOT_FOUND, item=name)
        return found

    async def pantry_after(self, recipe_id: str, servings: float | None = None) -> list[Taking]:
        """What cooking a recipe would take from the pantry. Nothing is taken until `take_from_pantry`."""
        reader = await self._reader()
        recipe = await self.recipe(recipe_id)
        wanted = await self._wanted_by(recipe, _factor(recipe, servings), {}, frozenset())
        stock = await self.pantry()
        return await asyncio.to_thread(lambda: pantry.takings((one.need for one in wanted), stock, reader))

    async def take_from_pantry(self, takings: Iterable[Taking], *, who: str = "") -> list[PantryItem]:
        """Take it. Returns what is left of each thing that is left. What was gone meanwhile is passed over."""
        asked = list(takings)

        def work(book: Connection) -> list[PantryItem]:
            left = []
            for taking in asked:
                try:
                    rest = pantry.take(book, taking, self.clock.now())
                except KitchenError as error:
                    if error.code is not ErrorCode.PANTRY_ITEM_NOT_FOUND:
                        raise
                    continue
                if rest is not None:
                    left.append(rest)
            return left

        left = await self._store.write(work)
        for taking in asked:
            self._tell(ChangeKind.PANTRY_CHANGED, taking.item.id, who)
        return left

    # Shopping

    async def shopping_list(self) -> list[ShoppingItem]:
        """What is to buy, in the order of the list; what is bought comes last."""
        return await self._store.read(shopping.items)

    async def make_shopping_list(
        self,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        recipes: Mapping[str, float | None] | None = None,
        who: str = "",
    ) -> list[ShoppingItem]:
        """Put on the list what the meals of a time need, and these recipes (servings by id), less what is in the house.

        The same call twice makes the same list. Without a time, and without recipes: the seven days from now.
        """
        reader = await self._reader()
        wanted: list[Wanted] = []
        if start is not None or end is not None or not recipes:
            begin = start or self.clock.now()
            wanted += await self._wanted_between(begin, end or begin + timedelta(days=7))
        for recipe_id, servings in (recipes or {}).items():
            recipe = await self.recipe(recipe_id)
            wanted += await self._wanted_by(recipe, _factor(recipe, servings), {}, frozenset())
        return await self._change_list(
            lambda book, there: shopping.planned(there, wanted, pantry.items(book), reader), who
        )

    async def add_to_shopping(
        self,
        words: str,
        *,
        amount: float | None = None,
        unit: str = "",
        note: str = "",
        language: str = "",
        who: str = "",
    ) -> ShoppingItem:
        """Write a thing on the list as people say it: `2 kg flour`, or its name with the amount apart."""
        reader = await self._reader()
        if not words.strip() or len(words) > 500:
            raise KitchenError(ErrorCode.INVALID, reason="what to buy has a name")
        need = await asyncio.to_thread(_spoken, reader, words, amount, unit, language)
        made = await self._change_list(lambda _, there: shopping.with_thing(there, need, note), who)
        return next(item for item in made if item.key == need.key and not item.bought)

    async def change_shopping(
        self,
        item_id: str,
        *,
        words: str | None = None,
        bought: bool | None = None,
        note: str | None = None,
        who: str = "",
    ) -> ShoppingItem:
        """Rewrite a thing, or say whether it is bought. Raises `SHOPPING_ITEM_NOT_FOUND`."""
        reader = await self._reader()
        need = None
        if words is not None:
            need = await asyncio.to_thread(_spoken, reader, words, None, "", "")

        def work(_: Connection, there: Sequence[ShoppingItem]) -> list[ShoppingItem]:
            item = _find(there, item_id)
            new = item
            if need is not None and words != item.words:
                new = shopping.rewritten(item, need, note)
            new = replace(
                new,
                bought=item.bought if bought is None else bought,
                note=new.note if note is None else note,
            )
            return [new if one.id == item_id else one for one in there]

        made = await self._change_list(work, who)
        return next(item for item in made if item.id == item_id)

    async def remove_from_shopping(self, item_ids: Iterable[str], *, who: str = "") -> None:
        """Cross things off the list altogether. Raises `SHOPPING_ITEM_NOT_FOUND`."""
        gone = set(item_ids)

        def work(_: Connection, there: Sequence[ShoppingItem]) -> list[ShoppingItem]:
            for item_id in gone:
                _find(there, item_id)
            return [item for item in there if item.id not in gone]

        await self._change_list(work, who)

    async def move_in_shopping(self, item_id: str, after: str | None, *, who: str = "") -> None:
        """Put a thing after another one, or first. Raises `SHOPPING_ITEM_NOT_FOUND`."""
        await self._change_list(lambda _, there: shopping.moved(there, item_id, after), who)

    async def undo_shopping(self, *, who: str = "") -> list[ShoppingItem]:
        """Make the list what it was before the last change. Raises `NOTHING_TO_UNDO`."""
        if not self._lists_before:
            raise KitchenError(ErrorCode.NOTHING_TO_UNDO)
        before = self._lists_before.pop()
        made = await self._store.write(lambda book: shopping.replace_all(book, before, self.clock.now()))
        self._tell(ChangeKind.SHOPPING_CHANGED, "", who)
        return made

    async def _change_list(
        self, change: Callable[[Connection, Sequence[ShoppingItem]], list[ShoppingItem]], who: str
    ) -> list[ShoppingItem]:
        def work(book: Connection) -> tuple[list[ShoppingItem], list[ShoppingItem]]:
            there = shopping.items(book)
            return there, shopping.replace_all(book, change(book, there), self.clock.now())

        before, made = await self._store.write(work)
        self._lists_before.append(before)
        del self._lists_before[:-MOST_UNDONE]
        self._tell(ChangeKind.SHOPPING_CHANGED, "", who)
        return made

    async def _wanted_between(self, start: datetime, end: datetime) -> list[Wanted]:
        """What the meals that start in a time need, the portions eaten later as leftovers included."""
        # Leftovers are eaten within a week of the cooking.
        found: Sequence[Meal] = await self._store.read(
            lambda book: meals.meals_between(book, start, end + timedelta(days=7))
        )
        portions: dict[str, float] = {}
        for meal in found:
            if meal.leftover_of is not None:
                portions[meal.leftover_of] = portions.get(meal.leftover_of, 0.0) + (_portions(meal) or 0.0)
        wanted: list[Wanted] = []
        for meal in found:
            if meal.recipe_id is None or meal.leftover_of is not None or not start <= meal.starts_at < end:
                continue
            try:
                recipe = await self.recipe(meal.recipe_id)
            except KitchenError as error:
                # A recipe may have been erased after it was planned; the meal still has its words.
                if error.code is not ErrorCode.RECIPE_NOT_FOUND:
                    raise
                continue
            eaten = _portions(meal) or recipe.servings
            cooked = None if eaten is None else eaten + portions.get(meal.id, 0.0)
            tags = {"meal": meal.id, "name": recipe.name}
            wanted += await self._wanted_by(recipe, _factor(recipe, cooked), tags, frozenset())
        return wanted

    async def _wanted_by(
        self, recipe: Recipe, factor: float, tags: Mapping[str, str], within: frozenset[str]
    ) -> list[Wanted]:
        """What a recipe needs, and the recipes of the book that its lines name."""
        reader = await self._reader()
        within |= {recipe.id}
        names = await self.recipe_names()
        lines = [line.text for line in recipe.ingredients]
        parts = await asyncio.to_thread(parts_named, lines, names, recipe.language)
        parts = {name: part for name, part in parts.items() if part not in within}
        wanted: list[Wanted] = []
        named: list[str] = []
        for text in lines:
            part = await asyncio.to_thread(_part_of, text, parts, recipe.language)
            if part is not None:
                named.append(text)
                inner = await self.recipe(part[0])
                wanted += await self._wanted_by(inner, factor * part[1](inner), tags, within)
        needs = await asyncio.to_thread(reader.recipe, recipe, factor, besides=named)
        tags = dict(tags) or {"recipe": recipe.id, "name": recipe.name}
        return [Wanted(need=need, **tags) for need in needs] + [
            one if one.meal else replace(one, recipe=tags.get("recipe", ""), name=tags["name"])
            for one in wanted
        ]


def _spoken(reader: NeedReader, words: str, amount: float | None, unit: str, language: str) -> Need:
    """What a thing written on the list asks for."""
    if amount is not None:
        return reader.named(words, amount, unit, language)
    name, _, rest = words.strip().partition(" (")
    if rest.endswith(")") and (need := reader.line(f"{rest[:-1]} {name}", language)) is not None:
        # As the list itself writes it: "Flour (500 g)".
        return replace(need, name=name)
    return reader.line(words, language) or reader.named(words, None, "", language)


def _find(there: Sequence[ShoppingItem], item_id: str) -> ShoppingItem:
    for item in there:
        if item.id == item_id:
            return item
    raise KitchenError(ErrorCode.SHOPPING_ITEM_NOT_FOUND, item=item_id)


def _portions(meal: Meal) -> float | None:
    return meal.servings or (float(len(meal.people)) if meal.people else None)


def _factor(recipe: Recipe, servings: float | None) -> float:
    """How many times a recipe is cooked. Without knowing for how many it is: once."""
    return servings / recipe.servings if servings and recipe.servings else 1.0


def _part_of(
    text: str, parts: Mapping[str, str], language: str
) -> tuple[str, Callable[[Recipe], float]] | None:
    """The recipe that a line names, and how many times it is needed."""
    from .food.parse import parse_line

    line = parse_line(text, language)
    part = parts.get(key(line.name))
    if part is None:
        return None
    amount = line.amount.middle if line.amount else 1.0
    by_serving = line.amount is not None and line.amount.unit == "serving"
    return part, lambda inner: amount / (inner.servings or 1.0) if by_serving else amount

"""Service of the shopping list. Every method may raise `KitchenError`."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy import Connection

from ..changes import ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..meal_plan import meals
from ..meal_plan.meal import Meal
from ..pantry import stock as pantry
from ..pantry.service import MOST_UNDONE, PantryService
from ..people.portions import portions_by_id
from ..people.store import list_people
from ..recipes.service import RecipeService
from . import shopping_list, shopping_store
from .list_entries import item_of, portions_of, typed_requirement
from .requirements import FoodRequirement
from .shopping_list import ShoppingItem, Wanted
from .shown_items import ShownItem, shown_item


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRevision:
    """The list before and after one change."""

    before: tuple[ShoppingItem, ...]
    after: tuple[ShoppingItem, ...]


class ShoppingService:
    """The household's shopping list."""

    def __init__(self, context: KitchenContext, pantry: PantryService, recipes: RecipeService) -> None:
        self._context = context
        self._pantry = pantry
        self._recipes = recipes
        self._last_change: ListRevision | None = None

    @property
    def last_change(self) -> ListRevision | None:
        """The last change that can be undone; read it directly after the change, before anything else is awaited."""
        return self._last_change

    @cached_property
    def _lists_before(self) -> list[list[ShoppingItem]]:
        return []

    async def items(self) -> list[ShoppingItem]:
        """The items in the order of the list; bought ones come last."""
        return await self._context.store.read(shopping_store.items)

    async def shown(self, items: Sequence[ShoppingItem]) -> dict[str, ShownItem]:
        """The words of items by id, in the language of the household and with the packages of its country."""
        database = (await self._pantry.reader()).analyzer.database
        locale = self._context.locale
        return await asyncio.to_thread(
            lambda: {item.id: shown_item(item, database, locale.language, locale.country) for item in items}
        )

    async def make_list(
        self,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        recipes: Mapping[str, float | None] | None = None,
        actor: str = "",
    ) -> list[ShoppingItem]:
        """Add the requirements of a time's meals, and of these recipes (servings by id), minus the stock.

        The same call twice makes the same list. Without a time, and without recipes: the seven days from now.
        """
        reader = await self._pantry.reader()
        wanted: list[Wanted] = []
        if start is not None or end is not None or not recipes:
            begin = start or self._context.clock.now()
            wanted += await self._wanted_between(begin, end or begin + timedelta(days=7))
        for recipe_id, servings in (recipes or {}).items():
            wanted += await self._wanted_for(recipe_id, servings)
        return await self.change_list(
            lambda book, there: shopping_list.planned(there, wanted, pantry.items(book), reader), actor
        )

    async def missing(self, recipe_id: str, servings: float | None = None) -> list[ShoppingItem]:
        """What a recipe needs and the house does not have, whether or not it is on the list."""
        reader, wanted = await self._pantry.reader(), await self._wanted_for(recipe_id, servings)
        return await self._context.store.read(
            lambda book: shopping_list.planned((), wanted, pantry.items(book), reader)
        )

    async def _wanted_for(self, recipe_id: str, servings: float | None) -> list[Wanted]:
        recipe = await self._recipes.get(recipe_id)
        portions = await self._pantry.portions(recipe)
        return list(await self._pantry.wanted_by(recipe, portions.times(servings), {}, frozenset()))

    async def add(
        self,
        words: str,
        *,
        amount: float | None = None,
        unit: str = "",
        note: str = "",
        language: str = "",
        actor: str = "",
    ) -> ShoppingItem:
        """Add an item as typed: `2 kg flour`, or its name with a separate amount."""
        need = await self._typed(words, amount, unit, language)
        made = await self.change_list(
            lambda _, there: shopping_list.with_thing(there, need, note, actor=actor), actor
        )
        return next(item for item in made if item.key == need.key and not item.bought)

    async def add_several(
        self, things: Sequence[str], *, language: str = "", actor: str = ""
    ) -> list[ShoppingItem]:
        """Add several items as typed, in one change that one `undo` takes back. Returns them, each once."""
        needs = [await self._typed(words, None, "", language) for words in things]

        def work(_: Connection, there: Sequence[ShoppingItem]) -> list[ShoppingItem]:
            items = list(there)
            for need in needs:
                items = shopping_list.with_thing(items, need, actor=actor)
            return items

        open_items = {item.key: item for item in await self.change_list(work, actor) if not item.bought}
        return [open_items[key] for key in dict.fromkeys(need.key for need in needs)]

    async def _typed(self, words: str, amount: float | None, unit: str, language: str) -> FoodRequirement:
        """Read one item as typed. Raises `INVALID` if it is empty or longer than 500 characters."""
        if not words.strip() or len(words) > 500:
            raise KitchenError(ErrorCode.INVALID, reason="what to buy has a name")
        reader = await self._pantry.reader()
        return await asyncio.to_thread(typed_requirement, reader, words, amount, unit, language)

    async def change(
        self,
        item_id: str,
        *,
        words: str | None = None,
        bought: bool | None = None,
        note: str | None = None,
        actor: str = "",
    ) -> ShoppingItem:
        """Change an item, or whether it is bought. Raises `SHOPPING_ITEM_NOT_FOUND`."""
        reader = await self._pantry.reader()
        need = None
        if words is not None:
            need = await asyncio.to_thread(typed_requirement, reader, words, None, "", "")

        def work(_: Connection, there: Sequence[ShoppingItem]) -> list[ShoppingItem]:
            item = item_of(there, item_id)
            new = item
            if need is not None and words != item.words:
                new = shopping_list.rewritten(item, need, note)
            new = replace(
                new,
                bought=item.bought if bought is None else bought,
                note=new.note if note is None else note,
            )
            return [new if one.id == item_id else one for one in there]

        made = await self.change_list(work, actor)
        return next(item for item in made if item.id == item_id)

    async def remove(self, item_ids: Iterable[str], *, actor: str = "") -> None:
        """Remove items from the list. Raises `SHOPPING_ITEM_NOT_FOUND`."""
        gone = set(item_ids)

        def work(_: Connection, there: Sequence[ShoppingItem]) -> list[ShoppingItem]:
            for item_id in gone:
                item_of(there, item_id)
            return [item for item in there if item.id not in gone]

        await self.change_list(work, actor)

    async def move(self, item_id: str, after: str | None, *, actor: str = "") -> None:
        """Move an item after another one, or to the beginning. Raises `SHOPPING_ITEM_NOT_FOUND`."""
        await self.change_list(lambda _, there: shopping_list.moved(there, item_id, after), actor)

    async def undo(self, *, actor: str = "") -> list[ShoppingItem]:
        """Restore the list before the last change. Raises `NOTHING_TO_UNDO`."""
        if not self._lists_before:
            raise KitchenError(ErrorCode.NOTHING_TO_UNDO)
        before = self._lists_before.pop()
        made = await self._context.store.write(
            lambda book: shopping_store.replace_all(book, before, self._context.clock.now())
        )
        self._context.publish(ChangeKind.SHOPPING_CHANGED, "", actor)
        return made

    async def take_back(self, change: ListRevision, *, actor: str = "") -> None:
        """Take back one earlier change; what was changed since then stays."""
        await self.change_list(
            lambda _, there: shopping_list.taken_back(there, change.before, change.after), actor
        )

    async def change_list(
        self,
        change: Callable[[Connection, Sequence[ShoppingItem]], list[ShoppingItem]],
        actor: str,
        *,
        undoable: bool = True,
    ) -> list[ShoppingItem]:
        """Replace the list by what `change` makes of it, in one transaction. `undo` takes it back if `undoable`."""

        def work(book: Connection) -> tuple[list[ShoppingItem], list[ShoppingItem]]:
            there = shopping_store.items(book)
            return there, shopping_store.replace_all(book, change(book, there), self._context.clock.now())

        before, made = await self._context.store.write(work)
        if undoable:
            self._lists_before.append(before)
            self._last_change = ListRevision(before=tuple(before), after=tuple(made))
            del self._lists_before[:-MOST_UNDONE]
        if undoable or before != made:
            self._context.publish(ChangeKind.SHOPPING_CHANGED, "", actor)
        return made

    async def _wanted_between(self, start: datetime, end: datetime) -> list[Wanted]:
        """The requirements of meals that start in a time, including portions eaten later as leftovers."""
        # Leftovers are eaten within a week of the cooking.
        found: Sequence[Meal] = await self._context.store.read(
            lambda book: meals.meals_between(book, start, end + timedelta(days=7))
        )
        shares = portions_by_id(
            await self._context.store.read(list_people), self._context.locale.day(start).year
        )
        leftovers: dict[str, list[Meal]] = {}
        for meal in found:
            if meal.leftover_of is not None:
                leftovers.setdefault(meal.leftover_of, []).append(meal)
        wanted: list[Wanted] = []
        for meal in found:
            not_cooked = meal.leftover_of is not None or meal.frozen is not None
            if meal.recipe_id is None or not_cooked or not start <= meal.starts_at < end:
                continue
            try:
                recipe = await self._recipes.get(meal.recipe_id)
            except KitchenError as error:
                # A recipe may have been erased after it was planned; the meal still has its text.
                if error.code is not ErrorCode.RECIPE_NOT_FOUND:
                    raise
                continue
            portions = await self._pantry.portions(recipe)
            cooked = portions_of(meal, shares, portions.helping) or portions.count
            cooked += sum(
                portions_of(later, shares, portions.helping) or 0.0 for later in leftovers.get(meal.id, ())
            )
            tags = {"meal": meal.id, "name": recipe.name}
            wanted += await self._pantry.wanted_by(recipe, portions.times(cooked), tags, frozenset())
        return wanted

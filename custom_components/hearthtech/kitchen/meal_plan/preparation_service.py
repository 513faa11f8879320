"""Service of preparations: what must be done before planned meals, and when. It moves with the plan.

Every method may raise `KitchenError` with the code it names.
"""

import asyncio
from collections.abc import Sequence
import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete

from ..changes import PLAN_CHANGES, Change, ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..household.model import DonePreparation
from ..household.records import all_records, put_record, remove_record
from ..recipes.model import Recipe
from ..recipes.service import RecipeService
from ..storage.schema import HOUSEHOLD_RECORDS
from ..storage.times import to_text
from . import meals
from .meal import Meal
from .preparations import (
    LONGEST_S,
    PreparationKind,
    RecipePreparation,
    begin_times,
    kind_title,
    preparations_of,
    thaw_before,
    work_after,
)

KEEP_DONE = timedelta(days=60)
MOST_CACHED = 2000
RECIPE_CHANGES = frozenset({ChangeKind.RECIPE_CHANGED, ChangeKind.RECIPE_ERASED, ChangeKind.RECIPE_RESTORED})

PREPARATION_CHANGES = PLAN_CHANGES | RECIPE_CHANGES | {ChangeKind.HOUSEHOLD_CHANGED}
"""The changes after which preparations may be others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MealPreparation:
    """One preparation of a planned meal."""

    id: str
    meal: Meal
    kind: PreparationKind
    words: str
    """The sentence of the recipe; empty for frozen portions."""
    step: int | None
    begin_at: datetime
    latest_at: datetime
    """A later beginning delays the meal."""
    done: bool


def preparation_title(one: MealPreparation, language: str) -> str:
    """`Thaw: Fish soup`, in one of the five languages."""
    return f"{kind_title(one.kind, language)}: {one.meal.words}"


class PreparationService:
    """What must be done before the planned meals."""

    def __init__(self, context: KitchenContext, recipes: RecipeService) -> None:
        self._context = context
        self._recipes = recipes
        self._known: dict[str, tuple[tuple[RecipePreparation, ...], float]] = {}
        context.subscribe(self._changed)

    async def between(self, start: datetime, end: datetime) -> list[MealPreparation]:
        """The preparations that begin in a time, earliest first, with those of meals after it."""
        until = end + timedelta(seconds=LONGEST_S) + timedelta(days=2)

        def work(book: Connection) -> tuple[Sequence[Meal], frozenset[str]]:
            done = frozenset(record.id for record in all_records(book, DonePreparation))
            return meals.meals_between(book, start, until), done

        found, done = await self._context.store.read(work)
        await self._read_all({meal.recipe_id for meal in found if meal.recipe_id is not None})
        made = [one for meal in found for one in await self._of(meal, done)]
        return sorted(
            (one for one in made if start <= one.begin_at < end), key=lambda one: (one.begin_at, one.id)
        )

    async def of_meal(self, meal: Meal) -> list[MealPreparation]:
        """The preparations of a planned meal, in the order in which they begin."""
        done = await self._context.store.read(lambda book: all_records(book, DonePreparation))
        return await self._of(meal, frozenset(record.id for record in done))

    async def of_recipe(self, recipe_id: str) -> tuple[RecipePreparation, ...]:
        """The preparations of a recipe. Raises `RECIPE_NOT_FOUND`."""
        return (await self._read(recipe_id))[0]

    async def mark(self, preparation_id: str, *, done: bool = True, actor: str = "") -> MealPreparation:
        """Mark a preparation as done, or as open again. Raises `MEAL_NOT_FOUND` or `RECORD_NOT_FOUND`."""
        meal_id = preparation_id.rpartition("#")[0]
        meal = await self._context.store.read(lambda book: meals.open_meal(book, meal_id))
        if all(one.id != preparation_id for one in await self.of_meal(meal)):
            raise KitchenError(ErrorCode.RECORD_NOT_FOUND, name=preparation_id)

        def work(book: Connection) -> None:
            now = self._context.clock.now()
            there = any(one.id == preparation_id for one in all_records(book, DonePreparation))
            if done:
                put_record(book, DonePreparation(id=preparation_id, meal=meal_id), now)
            elif there:
                remove_record(book, DonePreparation, preparation_id)
            book.execute(
                delete(HOUSEHOLD_RECORDS).where(
                    HOUSEHOLD_RECORDS.c.kind == "prepared",
                    HOUSEHOLD_RECORDS.c.changed_at < to_text(now - KEEP_DONE),
                )
            )

        await self._context.store.write(work)
        self._context.publish(ChangeKind.HOUSEHOLD_CHANGED, meal_id, actor, record="prepared")
        return next(one for one in await self.of_meal(meal) if one.id == preparation_id)

    async def _of(self, meal: Meal, done: frozenset[str]) -> list[MealPreparation]:
        if meal.frozen is not None:
            begin = thaw_before(meal.starts_at, self._context.locale)
            latest = meal.starts_at - timedelta(hours=8)
            name = f"{meal.id}#frozen"
            return [_preparation(name, meal, PreparationKind.THAW, "", None, begin, latest, done)]
        if meal.recipe_id is None or meal.leftover_of is not None:
            return []
        try:
            found, work_s = await self._read(meal.recipe_id)
        except KitchenError as error:
            # A recipe may have been erased after it was planned.
            if error.code is not ErrorCode.RECIPE_NOT_FOUND:
                raise
            return []
        times = begin_times(found, meal.starts_at, work_s, self._context.locale)
        made = [
            _preparation(f"{meal.id}#{number}", meal, one.kind, one.words, one.step, begin, latest, done)
            for number, (one, (begin, latest)) in enumerate(zip(found, times, strict=True))
        ]
        return sorted(made, key=lambda one: one.begin_at)

    async def _read_all(self, recipe_ids: set[str]) -> None:
        """Read the recipes that are not known yet at once, and find their preparations in one thread."""
        wanted = sorted(recipe_ids - self._known.keys())
        if not wanted:
            return

        def work(book: Connection) -> list[Recipe]:
            opened = []
            for recipe_id in wanted:
                # A recipe may have been erased after it was planned.
                with contextlib.suppress(KitchenError):
                    opened.append(self._context.book.open(book, recipe_id))
            return opened

        recipes = await self._context.store.read(work)
        found = await asyncio.to_thread(lambda: [(one, preparations_of(one)) for one in recipes])
        if len(self._known) + len(found) > MOST_CACHED:
            self._known.clear()
        for recipe, preparations in found:
            self._known[recipe.id] = (preparations, work_after(recipe, preparations))

    async def _read(self, recipe_id: str) -> tuple[tuple[RecipePreparation, ...], float]:
        if (known := self._known.get(recipe_id)) is not None:
            return known
        recipe = await self._recipes.get(recipe_id)
        found = await asyncio.to_thread(preparations_of, recipe)
        if len(self._known) >= MOST_CACHED:
            self._known.clear()
        self._known[recipe_id] = made = (found, work_after(recipe, found))
        return made

    def _changed(self, change: Change) -> None:
        if change.kind in RECIPE_CHANGES:
            self._known.pop(change.subject, None)


def _preparation(
    name: str,
    meal: Meal,
    kind: PreparationKind,
    words: str,
    step: int | None,
    begin: datetime,
    latest: datetime,
    done: frozenset[str],
) -> MealPreparation:
    return MealPreparation(
        id=name,
        meal=meal,
        kind=kind,
        words=words,
        step=step,
        begin_at=begin,
        latest_at=latest,
        done=name in done,
    )

"""The kitchen of a household: each thing it can do is one method here, called by entities, actions, cards and voice.

Asynchronous from outside; the store does its work in threads of its own. What a method wrote is on disk when it
returns, and whoever subscribed has been told.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from .changes import Change, ChangeKind, ChangeListener
from .clock import Clock, LoopClock
from .directory import BurnerDirectory
from .errors import ErrorCode, KitchenError
from .plan import meals
from .plan.meals import Meal
from .recipes.book import Book, Version
from .recipes.family import lay_in
from .recipes.model import HelpLevel, Recipe
from .recipes.originals import Original, open_original
from .recipes.search import Hit, Query
from .session import CookingSession, CookingSessions, Event, dish_plan
from .store import Store
from .store.journal import StoredJournal
from .timers import Alarms, Timer, finish_timer, running_timers, set_timer

if TYPE_CHECKING:
    from .food import Nutrition


class Kitchen:
    """One household's kitchen. Make it with `open`, end it with `close`.

    Every method may raise `KitchenError`: with the code its docstring names, or `BOOK_UNAVAILABLE`.
    """

    def __init__(self, store: Store, clock: Clock, directory: BurnerDirectory) -> None:
        self.clock = clock
        self.burners = directory
        self._store = store
        self._book = Book()
        self.sessions = CookingSessions(
            clock=clock, directory=directory, journal=StoredJournal(self._store, clock.now)
        )
        self.sessions.subscribe(self._session_changed)
        self._listeners: list[ChangeListener] = []
        self._alarms = Alarms(clock, self._timer_done)
        self._tasks: set[asyncio.Task[None]] = set()

    @classmethod
    async def open(
        cls, book: str | Path, *, clock: Clock | None = None, directory: BurnerDirectory | None = None
    ) -> Kitchen:
        """Open a book (a file, or a database URL), making it when it is new."""
        kitchen = cls(
            Store(book), clock or LoopClock(asyncio.get_running_loop()), directory or BurnerDirectory()
        )
        try:
            await kitchen._store.open()
            await kitchen._store.write(kitchen._book.prepare)
            await kitchen._store.write(
                partial(lay_in, kitchen._book, clock.now if clock else kitchen.clock.now)
            )
            for timer in await kitchen.timers():
                kitchen._alarms.watch(timer)
            await kitchen.sessions.restore()
        except BaseException:
            await kitchen._store.close()
            raise
        return kitchen

    async def close(self) -> None:
        """Let go of sessions (their heat goes off) and of the book, once all is written."""
        self._alarms.close()
        await self.sessions.close()
        if self._tasks:
            await asyncio.wait(self._tasks)
        await self._store.close()

    def subscribe(self, listener: ChangeListener) -> Callable[[], None]:
        """Be told of every change, in the event loop. Returns the way to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    # Recipes

    async def search_recipes(self, query: str | Query = "", limit: int = 20) -> list[Hit]:
        """The best recipes for what was typed, best first."""
        asked = Query(text=query) if isinstance(query, str) else query
        return await self._store.read(
            lambda book: self._book.search(book, asked, self.clock.now(), limit=limit)
        )

    async def recipe(self, recipe_id: str, version: int | None = None) -> Recipe:
        """A recipe by its id, or `RECIPE_NOT_FOUND`."""
        return await self._store.read(lambda book: self._book.open(book, recipe_id, version=version))

    async def find_recipe(self, name: str) -> Recipe:
        """The one recipe that is meant by a name, or `RECIPE_NOT_FOUND`, or `RECIPE_AMBIGUOUS` with `candidates`."""
        return await self._store.read(lambda book: self._book.find(book, name, self.clock.now()))

    async def recipe_names(self) -> dict[str, str]:
        """The name of every recipe by its id."""
        return await self._store.read(self._book.names)

    async def recipe_count(self) -> int:
        """How many recipes the book holds."""
        return await self._store.read(self._book.count)

    async def add_recipe(self, recipe: Recipe, *, original: Original | None = None, who: str = "") -> Recipe:
        """Put a recipe into the book, with the words it came from."""
        added = await self._store.write(
            lambda book: self._book.add(book, recipe, self.clock.now(), original=original, who=who)
        )
        self._tell(ChangeKind.RECIPE_ADDED, added.id, who, name=added.name)
        return added

    async def edit_recipe(self, recipe: Recipe, *, who: str = "", reason: str = "") -> Recipe:
        """Make a recipe's next version."""
        edited = await self._store.write(
            lambda book: self._book.edit(book, recipe, self.clock.now(), who=who, reason=reason)
        )
        self._tell(ChangeKind.RECIPE_CHANGED, edited.id, who, name=edited.name, version=edited.version)
        return edited

    async def restore_version(self, recipe_id: str, version: int, *, who: str = "") -> Recipe:
        """Make an older version the newest again."""
        restored = await self._store.write(
            lambda book: self._book.restore(book, recipe_id, version, self.clock.now(), who=who)
        )
        self._tell(ChangeKind.RECIPE_CHANGED, recipe_id, who, name=restored.name, version=restored.version)
        return restored

    async def erase_recipe(self, recipe_id: str, *, who: str = "") -> None:
        """Take a recipe out of the book; `bring_back_recipe` undoes it."""
        await self._store.write(lambda book: self._book.erase(book, recipe_id, self.clock.now()))
        self._tell(ChangeKind.RECIPE_ERASED, recipe_id, who)

    async def bring_back_recipe(self, recipe_id: str, *, who: str = "") -> Recipe:
        """Undo `erase_recipe`."""
        recipe = await self._store.write(lambda book: self._book.bring_back(book, recipe_id))
        self._tell(ChangeKind.RECIPE_RESTORED, recipe_id, who, name=recipe.name)
        return recipe

    async def recipe_versions(self, recipe_id: str) -> tuple[Version, ...]:
        """The history of a recipe, oldest first."""
        return await self._store.read(lambda book: self._book.versions(book, recipe_id))

    async def recipe_original(self, recipe_id: str) -> Original | None:
        """The words a recipe came from, where it came from anywhere."""

        def work(book: Connection) -> Original | None:
            recipe = self._book.open(book, recipe_id)
            return None if recipe.original_id is None else open_original(book, recipe.original_id)

        return await self._store.read(work)

    async def duplicates(self, recipe: Recipe) -> dict[str, str]:
        """Recipes that look like this one, names by id."""
        return await self._store.read(lambda book: self._book.duplicates(book, recipe))

    async def analyze(self, recipe_id: str) -> Nutrition:
        """What a recipe holds, with how much of it was counted."""
        from .food import analyze

        recipe = await self.recipe(recipe_id)
        lines = [line.text for line in recipe.ingredients]
        return await asyncio.to_thread(analyze, lines, recipe.servings)

    # Sessions

    async def start_session(
        self,
        recipe_id: str,
        burner_id: str | None,
        level: HelpLevel = HelpLevel.GUIDE,
        *,
        heat: bool = False,
        who: str = "",
    ) -> CookingSession:
        """Open a session for one recipe on one burner, and start it.

        `heat` tells that the cook agreed that the kitchen may bring the burner to heat. More dishes, or a start at
        another time: `sessions.open`. Raises `RECIPE_NOT_FOUND`, `BURNER_NOT_FOUND`, `BURNER_IN_USE` or `INVALID`.
        """
        recipe = await self.recipe(recipe_id)
        session = await self.sessions.open([dish_plan(recipe, burner_id=burner_id, level=level)])
        await session.start(heat=heat, by=who)
        return session

    def session(self, session_id: str | None = None) -> CookingSession:
        """A session, the current one when no id is given, or `SESSION_NOT_FOUND`."""
        return self.sessions.find(session_id)

    # The plan

    async def plan_meal(self, meal: Meal, *, who: str = "") -> Meal:
        """Put a meal into the plan."""
        planned = await self._store.write(lambda book: meals.plan_meal(book, meal, self.clock.now()))
        self._tell(ChangeKind.MEAL_PLANNED, planned.id, who)
        return planned

    async def change_meal(self, meal: Meal, *, who: str = "") -> Meal:
        """Replace a planned meal (`meal.id`)."""
        changed = await self._store.write(lambda book: meals.change_meal(book, meal, self.clock.now()))
        self._tell(ChangeKind.MEAL_CHANGED, changed.id, who)
        return changed

    async def move_meal(self, meal_id: str, starts_at: datetime, *, who: str = "") -> Meal:
        """Give a meal another time."""
        moved = await self._store.write(
            lambda book: meals.move_meal(book, meal_id, starts_at, self.clock.now())
        )
        self._tell(ChangeKind.MEAL_CHANGED, meal_id, who)
        return moved

    async def remove_meal(self, meal_id: str, *, who: str = "") -> Meal:
        """Take a meal out of the plan. Returns what it was; planning that again undoes it."""
        removed = await self._store.write(lambda book: meals.remove_meal(book, meal_id))
        self._tell(ChangeKind.MEAL_REMOVED, meal_id, who)
        return removed

    async def meal(self, meal_id: str) -> Meal:
        """One planned meal."""
        return await self._store.read(lambda book: meals.open_meal(book, meal_id))

    async def meals_between(self, start: datetime, end: datetime) -> Sequence[Meal]:
        """Meals that touch a time, earliest first."""
        return await self._store.read(lambda book: meals.meals_between(book, start, end))

    async def next_meals(self, after: datetime) -> Sequence[Meal]:
        """All meals that share the earliest start after a moment."""
        return await self._store.read(lambda book: meals.next_meals(book, after))

    async def current_or_next_meal(self) -> Meal | None:
        """The meal that is going on, else the next one."""
        return await self._store.read(lambda book: meals.current_or_next_meal(book, self.clock.now()))

    # Timers

    async def set_timer(
        self,
        name: str,
        *,
        seconds: float | None = None,
        ends_at: datetime | None = None,
        session_id: str | None = None,
    ) -> Timer:
        """Set a timer that rings after `seconds` of wall time, or at a moment."""
        now = self.clock.now()
        if (seconds is None) == (ends_at is None):
            raise KitchenError(ErrorCode.INVALID, reason="a timer has either a length or an end")
        end = ends_at or now + timedelta(seconds=seconds or 0.0)
        timer = await self._store.write(lambda book: set_timer(book, name, now, end, session_id))
        self._alarms.watch(timer)
        self._tell(ChangeKind.TIMER_SET, timer.id, name=timer.name, ends_at=timer.ends_at)
        return timer

    async def timers(self) -> Sequence[Timer]:
        """Timers that are running, next first."""
        return await self._store.read(running_timers)

    async def cancel_timer(self, timer_id: str) -> None:
        """Stop a timer before it rings."""
        self._alarms.forget(timer_id)
        if await self._store.write(partial(finish_timer, timer_id)):
            self._tell(ChangeKind.TIMER_CANCELLED, timer_id)

    def _session_changed(self, session: CookingSession, event: Event) -> None:
        self._tell(ChangeKind.SESSION_CHANGED, session.id, event=event)

    def _timer_done(self, timer: Timer) -> None:
        async def finish() -> None:
            if await self._store.write(partial(finish_timer, timer.id)):
                self._tell(ChangeKind.TIMER_DONE, timer.id, name=timer.name, session_id=timer.session_id)

        task = asyncio.get_running_loop().create_task(finish())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _tell(self, kind: ChangeKind, subject: str, who: str = "", **data: object) -> None:
        change = Change(kind=kind, subject=subject, who=who, data=data)
        for listener in tuple(self._listeners):
            listener(change)

"""Service of recipe profiles: what a recipe contains and may contain, kept in the book and built in the background.

Every method may raise `KitchenError` with the code it names.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
import contextlib
from functools import cached_property, partial
from typing import Final

from sqlalchemy import Connection

from ..changes import Change, ChangeKind
from ..context import KitchenContext
from ..errors import KitchenError
from ..nutrition import Analyzer
from ..nutrition.service import NutritionService
from ..nutrition.text import words
from .household_products import all_products
from .profile import RecipeProfile
from .profile_builder import Profiler, with_parts
from .profile_store import (
    BuiltProfile,
    ProfileBuilder,
    forget,
    missing,
    open_profile,
    profiles_after,
    save_current,
)

AT_ONCE: Final = 20
"""Profiles built and stored in one transaction."""
LONGEST_PAUSE_S: Final = 0.5
"""Greatest time between two batches of profiles that are built in the background, s."""
LONGEST_GOODBYE_S: Final = 5.0
"""Greatest time that closing waits for profiles, s; unwritten ones are rebuilt next time."""
MAKES_NEW: Final = {
    ChangeKind.RECIPE_ADDED, ChangeKind.RECIPE_CHANGED, ChangeKind.RECIPE_RESTORED, ChangeKind.PRODUCT_STATED
}  # fmt: skip
"""Changes after which profiles are missing; a statement on a product removes those that name it."""


class RecipeProfileService:
    """The profiles of the recipes of the book, and of free lines."""

    _wake: asyncio.Event | None = None
    """Set while profiles are built in the background; signals that some may be missing."""
    _keeper: asyncio.Task[None] | None = None
    _closing = False

    def __init__(self, context: KitchenContext, nutrition: NutritionService) -> None:
        self._context = context
        self._nutrition = nutrition
        self._ended = asyncio.Event()

    @cached_property
    def _builder(self) -> ProfileBuilder:
        """The builder. It reads the words of foods from files: use it first in a thread."""
        return ProfileBuilder(self._context.book)

    async def get(self, recipe_id: str) -> RecipeProfile:
        """The profile of a recipe, built now if it is missing. Or `RECIPE_NOT_FOUND`."""
        kept = await self._context.store.read(lambda book: open_profile(book, recipe_id))
        if kept is not None:
            return kept
        analyzer = await self._nutrition.analyzer()
        whole, built = await asyncio.to_thread(self._build_whole, recipe_id, analyzer)
        # It is only a cache: a book that can't be written now is read all the same.
        with contextlib.suppress(KitchenError):
            await self._context.store.write(partial(save_current, built=built))
        return whole

    async def all(self) -> AsyncIterator[RecipeProfile]:
        """All current profiles, in batches. A recipe without one is not checked."""
        number = 0
        while number != -1:
            some, number = await self._context.store.read(partial(profiles_after, number=number))
            for profile in some:
                yield profile

    async def make(self, limit: int | None = None) -> int:
        """Build missing profiles, at most `limit`, and return their number."""
        made = 0
        while (limit is None or made < limit) and not self._closing:
            at_once = AT_ONCE if limit is None else min(AT_ONCE, limit - made)
            wanted = await self._context.store.read(partial(missing, limit=at_once))
            if not wanted:
                break
            analyzer = await self._nutrition.analyzer()
            some = await asyncio.to_thread(self._build_some, wanted, analyzer)
            if not some:
                break
            made += await self._context.store.write(partial(save_current, built=some))
        return made

    def keep(self) -> None:
        """Start building profiles in the background, for existing and new recipes."""
        if self._keeper is not None:
            return
        self._wake = asyncio.Event()
        self._wake.set()
        self._context.subscribe(self._changed)
        self._keeper = asyncio.get_running_loop().create_task(self._keep(self._wake))

    async def stop(self) -> None:
        """Stop after the current recipe; profiles that wait to be written are dropped after a time limit."""
        self._closing = True
        self._ended.set()
        if self._keeper is None or self._wake is None:
            return
        self._wake.set()
        await asyncio.wait({self._keeper}, timeout=LONGEST_GOODBYE_S)
        self._keeper.cancel()
        self._keeper = self._wake = None

    async def _keep(self, wake: asyncio.Event) -> None:
        """Build what is missing after each change, and leave as much time to other work as it takes."""
        clock = asyncio.get_running_loop().time
        while not self._closing:
            await wake.wait()
            wake.clear()
            # An unavailable book is checked again with the next change.
            with contextlib.suppress(KitchenError):
                began = clock()
                while await self.make(AT_ONCE) and not self._closing:
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self._ended.wait(), min(clock() - began, LONGEST_PAUSE_S))
                    began = clock()

    def _changed(self, change: Change) -> None:
        if self._wake is None:
            return
        if change.kind in MAKES_NEW:
            self._wake.set()
        elif change.kind is ChangeKind.FOOD_CORRECTED:
            self._context.spawn(self._forget(change.subject))

    async def _forget(self, name: str) -> None:
        """Rebuild profiles that name a food with a changed meaning."""
        said = set(words(name))
        stale = [profile.recipe_id async for profile in self.all() if said <= profile.words]
        with contextlib.suppress(KitchenError):
            await self._context.store.write(lambda book: forget(book, stale))
        if self._wake is not None:
            self._wake.set()

    def _build_some(self, recipe_ids: Sequence[str], analyzer: Analyzer) -> list[BuiltProfile]:
        made: list[BuiltProfile] = []
        for recipe_id in recipe_ids:
            if self._closing:
                break
            # Erased meanwhile.
            with contextlib.suppress(KitchenError):
                make = partial(self._builder.build, recipe_id=recipe_id, analyzer=analyzer)
                made.append(self._context.store.read_now(make))
        return made

    def _build_whole(self, recipe_id: str, analyzer: Analyzer) -> tuple[RecipeProfile, list[BuiltProfile]]:
        """The profile of a recipe with its sub-recipes, and those that were built for it."""

        def work(book: Connection) -> tuple[RecipeProfile, list[BuiltProfile]]:
            built: list[BuiltProfile] = []

            def build(identity: str) -> RecipeProfile:
                built.append(self._builder.build(book, identity, analyzer))
                return built[-1].profile

            def part(identity: str) -> RecipeProfile | None:
                try:
                    return build(identity)
                except KitchenError:
                    return None

            return with_parts(build(recipe_id), part), built

        return self._context.store.read_now(work)

    # Free lines

    async def of_lines(self, lines: Sequence[str], language: str, title: str = "") -> RecipeProfile:
        """The profile of a dish of these ingredient lines."""
        products = await self._context.store.read(all_products)
        return await asyncio.to_thread(lambda: self._builder.of_lines(lines, language, title, products))

    async def profiler(self) -> Profiler:
        """The profiler with the household's statements on products."""
        products = await self._context.store.read(all_products)
        return await asyncio.to_thread(lambda: self._builder.profiler_with(products))

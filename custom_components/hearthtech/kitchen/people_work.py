"""What the kitchen can do with people, and with what its recipes mean for them.

Every method may raise `KitchenError` with the code it names.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
import contextlib
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection

from .changes import Change, ChangeKind
from .errors import KitchenError
from .food_work import FoodWork
from .people import store
from .plan_work import PlanWork

if TYPE_CHECKING:
    from .food import Analyzer
    from .people.check import Verdict
    from .people.keeping import ProfileMaker
    from .people.model import Person
    from .people.profile import RecipeProfile
    from .people.substitutes import Substitution
    from .plan.meal import Meal

AT_ONCE: Final = 20
"""Profiles made and written in one go."""
LONGEST_GOODBYE_S: Final = 5.0
"""How long closing waits for profiles; what is not written is made anew the next time."""
MAKES_NEW: Final = {ChangeKind.RECIPE_ADDED, ChangeKind.RECIPE_CHANGED, ChangeKind.RECIPE_RESTORED}


class PeopleWork(FoodWork, PlanWork):
    """The people of the household, checks of recipes for them, substitutes."""

    _wake: asyncio.Event | None = None
    """Set while profiles are kept beside; tells that some may be missing."""
    _keeper: asyncio.Task[None] | None = None
    _closing = False

    # People

    async def add_person(self, person: Person, *, who: str = "") -> Person:
        """Add somebody to the household, or `INVALID`."""
        added = await self._store.write(lambda book: store.add_person(book, person, self.clock.now()))
        self._tell(ChangeKind.PERSON_CHANGED, added.id, who)
        return added

    async def change_person(self, person: Person, *, who: str = "") -> Person:
        """Replace what is known of somebody (`person.id`), or `PERSON_NOT_FOUND`, or `INVALID`."""
        changed = await self._store.write(lambda book: store.change_person(book, person, self.clock.now()))
        self._tell(ChangeKind.PERSON_CHANGED, changed.id, who)
        return changed

    async def remove_person(self, person_id: str, *, who: str = "") -> Person:
        """Take somebody off the household; `bring_back_person` undoes it. By id they stay readable."""
        removed = await self._store.write(lambda book: store.remove_person(book, person_id, self.clock.now()))
        self._tell(ChangeKind.PERSON_REMOVED, person_id, who)
        return removed

    async def bring_back_person(self, person_id: str, *, who: str = "") -> Person:
        """Undo `remove_person`."""
        person = await self._store.write(
            lambda book: store.bring_back_person(book, person_id, self.clock.now())
        )
        self._tell(ChangeKind.PERSON_CHANGED, person.id, who)
        return person

    # Profiles

    async def profile(self, recipe_id: str) -> RecipeProfile:
        """What a recipe means for people. Made now where it was not made yet. Or `RECIPE_NOT_FOUND`."""
        from .people.keeping import open_profile

        kept = await self._store.read(lambda book: open_profile(book, recipe_id))
        if kept is not None:
            return kept
        analyzer = await self.analyzer()
        return await asyncio.to_thread(self._make_whole, recipe_id, analyzer)

    async def profiles(self) -> AsyncIterator[RecipeProfile]:
        """All current profiles, a part of the book at a time. A recipe that is not among them is not checked."""
        from .people.keeping import profiles_after

        number = 0
        while number != -1:
            some, number = await self._store.read(partial(profiles_after, number=number))
            for profile in some:
                yield profile

    async def make_profiles(self, limit: int | None = None) -> int:
        """Make the profiles that are missing, `limit` of them at most, and tell how many were made."""
        from .people.keeping import keep, missing

        made = 0
        while (limit is None or made < limit) and not self._closing:
            at_once = AT_ONCE if limit is None else min(AT_ONCE, limit - made)
            wanted = await self._store.read(partial(missing, limit=at_once))
            if not wanted:
                break
            analyzer = await self.analyzer()
            some = await asyncio.to_thread(self._make_some, wanted, analyzer)
            if not some:
                break
            await self._store.write(partial(keep, profiles=some))
            made += len(some)
        return made

    def keep_profiles(self) -> None:
        """From now on make profiles beside, of what is in the book and of what comes."""
        if self._keeper is not None:
            return
        self._wake = asyncio.Event()
        self._wake.set()
        self.subscribe(self._profile_changed)
        self._keeper = asyncio.get_running_loop().create_task(self._keep_profiles(self._wake))

    async def stop_keeping_profiles(self) -> None:
        """Let go once the recipe in hand is done; of what is only waiting to be written, after a while."""
        self._closing = True
        if self._keeper is None or self._wake is None:
            return
        self._wake.set()
        await asyncio.wait({self._keeper}, timeout=LONGEST_GOODBYE_S)
        self._keeper.cancel()
        self._keeper = self._wake = None

    async def _keep_profiles(self, wake: asyncio.Event) -> None:
        while not self._closing:
            await wake.wait()
            wake.clear()
            # A book that is away for a while is looked at again with the next change.
            with contextlib.suppress(KitchenError):
                await self.make_profiles()

    def _profile_changed(self, change: Change) -> None:
        if self._wake is None:
            return
        if change.kind in MAKES_NEW:
            self._wake.set()
        elif change.kind is ChangeKind.FOOD_CORRECTED:
            self._spawn(self._forget_profiles(change.subject))

    async def _forget_profiles(self, name: str) -> None:
        """Make anew what names a food that means another one now."""
        from .food.text import words
        from .people.keeping import forget

        said = set(words(name))
        stale = [profile.recipe_id async for profile in self.profiles() if said <= profile.words]
        with contextlib.suppress(KitchenError):
            await self._store.write(lambda book: forget(book, stale))
        if self._wake is not None:
            self._wake.set()

    @cached_property
    def _maker(self) -> ProfileMaker:
        from .people.keeping import ProfileMaker

        return ProfileMaker(self._book)

    def _make_some(self, recipe_ids: Sequence[str], analyzer: Analyzer) -> list[RecipeProfile]:
        made: list[RecipeProfile] = []
        for recipe_id in recipe_ids:
            if self._closing:
                break
            # Erased meanwhile.
            with contextlib.suppress(KitchenError):
                make = partial(self._maker.make, recipe_id=recipe_id, analyzer=analyzer)
                made.append(self._store.read_now(make))
        return made

    def _make_whole(self, recipe_id: str, analyzer: Analyzer) -> RecipeProfile:
        from .people.profiling import with_parts

        def work(book: Connection) -> RecipeProfile:
            def part(identity: str) -> RecipeProfile | None:
                try:
                    return self._maker.make(book, identity, analyzer)
                except KitchenError:
                    return None

            return with_parts(self._maker.make(book, recipe_id, analyzer), part)

        return self._store.read_now(work)

    # Checks

    async def check_recipe(self, recipe_id: str, people: Iterable[str] | None = None) -> tuple[Verdict, ...]:
        """How a recipe stands to what each of these people (all, when none are named) needs."""
        from .people.check import check

        return check(await self.profile(recipe_id), await self._these(people))

    async def check_lines(
        self,
        lines: Sequence[str],
        people: Iterable[str] | None = None,
        *,
        language: str = "en",
        title: str = "",
    ) -> tuple[Verdict, ...]:
        """How a dish of these ingredient lines stands to people's needs."""
        from .people.check import check

        profile = await asyncio.to_thread(self._maker.of_lines, lines, language, title)
        return check(profile, await self._these(people))

    async def at_table(self, meal: Meal) -> tuple[Person, ...]:
        """Who eats a planned meal. Those who are gone are left out; when nobody of them is left, it is for everybody."""
        everybody = tuple(await self.people())
        return tuple(person for person in everybody if person.id in meal.people) or everybody

    async def check_meal(self, meal_id: str) -> tuple[Verdict, ...]:
        """How a planned meal stands to those who eat it. Free words are not checked; who is gone is left out."""
        from .people.check import check

        meal = await self.meal(meal_id)
        eaters = await self.at_table(meal)
        profile = None
        if meal.recipe_id is not None:
            # A recipe that was erased meanwhile is not checked.
            with contextlib.suppress(KitchenError):
                profile = await self.profile(meal.recipe_id)
        return check(profile, eaters)

    async def substitutes(
        self,
        what: str,
        *,
        recipe_id: str | None = None,
        people: Iterable[str] | None = None,
        language: str = "en",
    ) -> tuple[Substitution, ...]:
        """What can stand in for a food, or for a line of a recipe, and harms none of these people.

        The role it has in the recipe (binding, frying, whipping …) decides which come first.
        """
        from .people.substitutes import substitutes

        recipe = None if recipe_id is None else await self.recipe(recipe_id)
        eaters = await self._these(people)
        return await asyncio.to_thread(
            substitutes, what, eaters, recipe=recipe, language=language if recipe is None else recipe.language
        )

    async def _these(self, people: Iterable[str] | None) -> tuple[Person, ...]:
        if people is None:
            return await self.people()
        return tuple([await self.person(named) for named in people])

"""Service of the list of recipes in the panel: search, with filters that depend on the household.

Such a filter is whether a recipe fits a person, or whether all its ingredients are in the pantry.

Every method may raise `KitchenError` with the code it names.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from ..changes import Change, ChangeKind
from ..context import KitchenContext
from ..household.model import SavedSearch
from ..people.check import fits
from ..people.model import Person
from ..people.profile import RecipeProfile
from ..people.profile_service import RecipeProfileService
from ..people.service import PeopleService
from ..suggestions.service import SuggestionService
from .saved_service import SavedRecipeService
from .search import Query
from .shelf import ShelfOrder, ShelfPart, shelf

CHANGES_FIT: Final = frozenset(
    {
        ChangeKind.RECIPE_ADDED,
        ChangeKind.RECIPE_CHANGED,
        ChangeKind.RECIPE_RESTORED,
        ChangeKind.PERSON_CHANGED,
        ChangeKind.PERSON_REMOVED,
        ChangeKind.FOOD_CORRECTED,
        ChangeKind.PRODUCT_STATED,
    }
)
BATCH: Final = 200
MOST_PEOPLE: Final = 20
"""Number of people whose suitable recipes are cached."""


class ShelfService:
    """The recipes as a page shows them."""

    _watching: Callable[[], None] | None = None

    def __init__(
        self,
        context: KitchenContext,
        people: PeopleService,
        profiles: RecipeProfileService,
        suggestions: SuggestionService,
        saved: SavedRecipeService,
    ) -> None:
        self._context = context
        self._people = people
        self._profiles = profiles
        self._suggestions = suggestions
        self._saved = saved
        self._fitting: dict[str, frozenset[str]] = {}
        self._changes = 0

    async def part(
        self,
        query: Query,
        *,
        order: ShelfOrder = ShelfOrder.NEWEST,
        fits_person: str = "",
        in_house: bool = False,
        collection: str = "",
        offset: int = 0,
        limit: int = 60,
    ) -> ShelfPart:
        """A part of the recipes that satisfy the query and the filters.

        `fits_person` is the id of a person: recipes that are safe for them and keep their diets. `in_house`: everything that
        counts is in the pantry. `collection` is the id of a collection or a saved search. Raises `PERSON_NOT_FOUND` or
        `RECORD_NOT_FOUND`.
        """
        only: frozenset[str] | None = None
        if fits_person:
            only = await self.fitting(fits_person)
        if in_house:
            here = await self._suggestions.all_in_house()
            only = here if only is None else only & here
        if collection:
            members = await self._saved.members(collection)
            if isinstance(members, SavedSearch):
                query = replace(query, text=f"{members.query} {query.text}".strip())
            else:
                only = members if only is None else only & members
        now = self._context.clock.now()
        return await self._context.store.read(
            lambda book: shelf(
                book, self._context.book, query, now, order=order, only=only, offset=offset, limit=limit
            )
        )

    async def fitting(self, person_id: str) -> frozenset[str]:
        """Ids of the recipes that are safe for a person and break none of their diets, as far as known."""
        person = await self._people.get(person_id)
        if (known := self._fitting.get(person.id)) is not None:
            return known
        if self._watching is None:
            self._watching = self._context.subscribe(self._changed)
        changes = self._changes
        found = await self._fitting_now(person)
        if changes == self._changes:
            while len(self._fitting) >= MOST_PEOPLE:
                del self._fitting[next(iter(self._fitting))]
            self._fitting[person.id] = found
        return found

    async def _fitting_now(self, person: Person) -> frozenset[str]:
        names = await self._context.store.read(self._context.book.names)
        checked: set[str] = set()
        good: set[str] = set()
        some: list[RecipeProfile] = []
        async for profile in self._profiles.all():
            checked.add(profile.recipe_id)
            some.append(profile)
            if len(some) == BATCH:
                good |= await asyncio.to_thread(_fitting_of, some, person)
                some = []
        good |= await asyncio.to_thread(_fitting_of, some, person)
        if fits(None, person):
            good |= names.keys() - checked
        return frozenset(good & names.keys())

    def _changed(self, change: Change) -> None:
        if change.kind in CHANGES_FIT:
            self._changes += 1
            self._fitting.clear()


def _fitting_of(profiles: Sequence[RecipeProfile], person: Person) -> set[str]:
    return {profile.recipe_id for profile in profiles if fits(profile, person)}

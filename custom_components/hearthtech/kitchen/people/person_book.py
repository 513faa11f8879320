"""Count the recipes of the book that suit one person, and the needs that exclude the others.

Every method may raise `KitchenError` with the code it names.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from ..context import KitchenContext
from ..recipes.service import RecipeService
from .check import CheckResult, DietaryNeed, Standing, check
from .model import Person
from .profile import RecipeProfile
from .profile_store import profiles_after
from .service import PeopleService

MOST_NAMED: Final = 100
"""Greatest number of recipes that are listed by name."""
MOST_EXAMPLES: Final = 5
"""Recipes that are named for each obstacle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRecipe:
    """A recipe by id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """A need of the person for which recipes are not suitable, and how many.

    `code` is an `Allergen`, a `Diet`, or the person's own text. `NOT_CHECKED` and `MAY_CONTAIN` exclude a recipe only for
    severe needs.
    """

    need: DietaryNeed
    code: str
    standing: Standing
    recipes: int
    examples: tuple[NamedRecipe, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBook:
    """The recipes of the book for one person. A recipe without a profile is not counted as suitable."""

    person_id: str
    recipes: int
    """All recipes of the book."""
    suitable: int
    unread: int
    """Recipes that the kitchen has not looked through yet."""
    named: tuple[NamedRecipe, ...]
    """The suitable ones by name, at most `MOST_NAMED`."""
    obstacles: tuple[Obstacle, ...]
    """Needs that exclude recipes, most recipes first. A recipe counts for each of its obstacles."""


@dataclass(slots=True)
class _Tally:
    """Counters that are filled while the profiles are read."""

    suitable: list[str] = field(default_factory=list)
    against: dict[tuple[DietaryNeed, str, Standing], list[str]] = field(default_factory=dict)
    read: int = 0

    def add(self, profiles: Iterable[RecipeProfile], person: Person) -> None:
        """Check profiles for a person. Blocking."""
        for profile in profiles:
            self.read += 1
            found = [result for result in check(profile, [person]) if is_obstacle(result)]
            if not found:
                self.suitable.append(profile.recipe_id)
            for one in found:
                key = (one.need, one.code, one.standing)
                self.against.setdefault(key, []).append(profile.recipe_id)


class PersonBookService:
    """Checks all recipe profiles of the book for one person."""

    def __init__(self, context: KitchenContext, people: PeopleService, recipes: RecipeService) -> None:
        self._context = context
        self._people = people
        self._recipes = recipes

    async def of(self, person: str) -> PersonBook:
        """Return the counts for a person, given by id or name. Raises `PERSON_NOT_FOUND`.

        The result uses the same checks as suggestions and plans: a recipe suits when `check.fits` says so.
        """
        who = await self._people.get(person)
        tally, number = _Tally(), 0
        while number != -1:
            some, number = await self._context.store.read(partial(profiles_after, number=number))
            await asyncio.to_thread(tally.add, some, who)
        total = await self._recipes.count()
        names = await self._recipes.names()
        return await asyncio.to_thread(_book_of, who, tally, total, names)


def is_obstacle(result: CheckResult) -> bool:
    """Whether a recipe with this result does not suit: it harms, or breaks a diet. A dislike is none."""
    return result.harms or (result.need is DietaryNeed.DIET and result.standing is Standing.CONTAINS)


def _book_of(person: Person, tally: _Tally, total: int, names: dict[str, str]) -> PersonBook:
    def named(ids: Iterable[str], most: int) -> tuple[NamedRecipe, ...]:
        # A recipe may have been erased meanwhile.
        known = [NamedRecipe(id=one, name=names[one]) for one in ids if one in names]
        return tuple(sorted(known, key=lambda one: (one.name.casefold(), one.id))[:most])

    obstacles = [
        Obstacle(
            need=need, code=code, standing=standing, recipes=len(ids), examples=named(ids, MOST_EXAMPLES)
        )
        for (need, code, standing), ids in tally.against.items()
    ]
    return PersonBook(
        person_id=person.id,
        recipes=total,
        suitable=len(tally.suitable),
        unread=max(0, total - tally.read),
        named=named(tally.suitable, MOST_NAMED),
        obstacles=tuple(sorted(obstacles, key=lambda one: (-one.recipes, one.need, one.code, one.standing))),
    )

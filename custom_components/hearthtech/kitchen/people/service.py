"""Service of people, and of checks of recipes for them.

Every method may raise `KitchenError` with the code it names.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
import contextlib
from dataclasses import replace
from functools import cached_property, partial
from typing import Final

from sqlalchemy import Connection

from ..changes import Change, ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..meal_plan.meal import Meal
from ..meal_plan.service import MealPlanService
from ..nutrition import Analyzer
from ..nutrition.service import NutritionService
from ..nutrition.text import words
from ..people.store import list_people, open_person
from ..recipes.service import RecipeService
from . import household_products, store
from .check import CheckResult, NeedVerdict, check, verdict
from .household_products import Product, all_products
from .labels import LONGEST_LABEL, LabelReading, read_label
from .model import Allergen, Person
from .profile import RecipeProfile
from .profile_builder import with_parts
from .profile_store import (
    BuiltProfile,
    ProfileBuilder,
    forget,
    forget_naming,
    missing,
    open_profile,
    profiles_after,
    save_current,
)
from .substitutes import Substitution, substitutes
from .unchecked import UncheckedWord, UncheckedWords, collected

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


class PeopleService:
    """The people of the household, checks of recipes for them, substitutes."""

    _wake: asyncio.Event | None = None
    """Set while profiles are built in the background; signals that some may be missing."""
    _keeper: asyncio.Task[None] | None = None
    _closing = False

    # People

    def __init__(
        self,
        context: KitchenContext,
        meal_plan: MealPlanService,
        nutrition: NutritionService,
        recipes: RecipeService,
    ) -> None:
        self._context = context
        self._meal_plan = meal_plan
        self._nutrition = nutrition
        self._recipes = recipes

    async def add(self, person: Person, *, actor: str = "") -> Person:
        """Add a person, or `INVALID`."""
        added = await self._context.store.write(
            lambda book: store.add_person(book, person, self._context.clock.now())
        )
        self._context.publish(ChangeKind.PERSON_CHANGED, added.id, actor)
        return added

    async def change(self, person: Person, *, base: Person | None = None, actor: str = "") -> Person:
        """Replace the data of a person (`person.id`), or `PERSON_NOT_FOUND`, or `INVALID`.

        With `base`, the state that was edited, only the changed data are replaced: what others changed since stays.
        """
        changed = await self._context.store.write(
            lambda book: store.change_person(book, person, self._context.clock.now(), base)
        )
        self._context.publish(ChangeKind.PERSON_CHANGED, changed.id, actor)
        return changed

    async def remove(self, person_id: str, *, actor: str = "") -> Person:
        """Remove a person; `bring_back` undoes it. By id they stay readable."""
        removed = await self._context.store.write(
            lambda book: store.remove_person(book, person_id, self._context.clock.now())
        )
        self._context.publish(ChangeKind.PERSON_REMOVED, person_id, actor)
        return removed

    async def bring_back(self, person_id: str, *, actor: str = "") -> Person:
        """Undo `remove`."""
        person = await self._context.store.write(
            lambda book: store.bring_back_person(book, person_id, self._context.clock.now())
        )
        self._context.publish(ChangeKind.PERSON_CHANGED, person.id, actor)
        return person

    # Profiles

    async def profile(self, recipe_id: str) -> RecipeProfile:
        """The profile of a recipe, built now if it is missing. Or `RECIPE_NOT_FOUND`."""
        kept = await self._context.store.read(lambda book: open_profile(book, recipe_id))
        if kept is not None:
            return kept
        analyzer = await self._nutrition.analyzer()
        whole, built = await asyncio.to_thread(self._make_whole, recipe_id, analyzer)
        # It is only a cache: a book that can't be written now is read all the same.
        with contextlib.suppress(KitchenError):
            await self._context.store.write(partial(save_current, built=built))
        return whole

    async def profiles(self) -> AsyncIterator[RecipeProfile]:
        """All current profiles, in batches. A recipe without one is not checked."""
        number = 0
        while number != -1:
            some, number = await self._context.store.read(partial(profiles_after, number=number))
            for profile in some:
                yield profile

    async def make_profiles(self, limit: int | None = None) -> int:
        """Build missing profiles, at most `limit`, and return their number."""
        made = 0
        while (limit is None or made < limit) and not self._closing:
            at_once = AT_ONCE if limit is None else min(AT_ONCE, limit - made)
            wanted = await self._context.store.read(partial(missing, limit=at_once))
            if not wanted:
                break
            analyzer = await self._nutrition.analyzer()
            some = await asyncio.to_thread(self._make_some, wanted, analyzer)
            if not some:
                break
            made += await self._context.store.write(partial(save_current, built=some))
        return made

    def keep_profiles(self) -> None:
        """Start building profiles in the background, for existing and new recipes."""
        if self._keeper is not None:
            return
        self._wake = asyncio.Event()
        self._wake.set()
        self._context.subscribe(self._profile_changed)
        self._keeper = asyncio.get_running_loop().create_task(self._keep_profiles(self._wake))

    async def stop_keeping_profiles(self) -> None:
        """Stop after the current recipe; profiles that wait to be written are dropped after a time limit."""
        self._closing = True
        if self._keeper is None or self._wake is None:
            return
        self._wake.set()
        await asyncio.wait({self._keeper}, timeout=LONGEST_GOODBYE_S)
        self._keeper.cancel()
        self._keeper = self._wake = None

    async def _keep_profiles(self, wake: asyncio.Event) -> None:
        """Build what is missing after each change, and leave as much time to other work as it takes."""
        clock = asyncio.get_running_loop().time
        while not self._closing:
            await wake.wait()
            wake.clear()
            # An unavailable book is checked again with the next change.
            with contextlib.suppress(KitchenError):
                began = clock()
                while await self.make_profiles(AT_ONCE) and not self._closing:
                    await asyncio.sleep(min(clock() - began, LONGEST_PAUSE_S))
                    began = clock()

    def _profile_changed(self, change: Change) -> None:
        if self._wake is None:
            return
        if change.kind in MAKES_NEW:
            self._wake.set()
        elif change.kind is ChangeKind.FOOD_CORRECTED:
            self._context.spawn(self._forget_profiles(change.subject))

    async def _forget_profiles(self, name: str) -> None:
        """Rebuild profiles that name a food with a changed meaning."""
        said = set(words(name))
        stale = [profile.recipe_id async for profile in self.profiles() if said <= profile.words]
        with contextlib.suppress(KitchenError):
            await self._context.store.write(lambda book: forget(book, stale))
        if self._wake is not None:
            self._wake.set()

    @cached_property
    def _maker(self) -> ProfileBuilder:
        return ProfileBuilder(self._context.book)

    def _make_some(self, recipe_ids: Sequence[str], analyzer: Analyzer) -> list[BuiltProfile]:
        made: list[BuiltProfile] = []
        for recipe_id in recipe_ids:
            if self._closing:
                break
            # Erased meanwhile.
            with contextlib.suppress(KitchenError):
                make = partial(self._maker.build, recipe_id=recipe_id, analyzer=analyzer)
                made.append(self._context.store.read_now(make))
        return made

    def _make_whole(self, recipe_id: str, analyzer: Analyzer) -> tuple[RecipeProfile, list[BuiltProfile]]:
        """The profile of a recipe with its sub-recipes, and those that were built for it."""

        def work(book: Connection) -> tuple[RecipeProfile, list[BuiltProfile]]:
            built: list[BuiltProfile] = []

            def build(identity: str) -> RecipeProfile:
                built.append(self._maker.build(book, identity, analyzer))
                return built[-1].profile

            def part(identity: str) -> RecipeProfile | None:
                try:
                    return build(identity)
                except KitchenError:
                    return None

            return with_parts(build(recipe_id), part), built

        return self._context.store.read_now(work)

    # Products

    async def products(self) -> tuple[Product, ...]:
        """The household's statements on products, by name."""
        return await self._context.store.read(all_products)

    async def state_product(self, product: Product, *, actor: str = "") -> Product:
        """Store the content of a product; every verdict uses it from now on. Or `INVALID`."""

        def work(book: Connection) -> Product:
            stated = household_products.state(book, product, self._context.clock.now(), actor=actor)
            forget_naming(book, frozenset(stated.key))
            return stated

        stated = await self._context.store.write(work)
        self._context.publish(ChangeKind.PRODUCT_STATED, stated.name, actor)
        return stated

    async def state_label(
        self,
        product: Product,
        label: str,
        *,
        language: str = "en",
        complete: bool | None = None,
        actor: str = "",
    ) -> tuple[Product, LabelReading]:
        """Store the content of a product from the text of its label, completed by the fields of `product`.

        It is complete when every word of a list of ingredients was understood, or when a person has checked
        the other words (`complete`). Returns the statement and the parsed label.

        Raises:
            KitchenError: `INVALID`, also when the words are no label.
        """
        if len(label) > LONGEST_LABEL:
            raise KitchenError(ErrorCode.INVALID, field="label", reason=f"at most {LONGEST_LABEL} letters")
        reading = await asyncio.to_thread(read_label, label, language)
        if not (reading.named or reading.contains or reading.may_contain or reading.suits):
            raise KitchenError(ErrorCode.INVALID, field="label", reason="these words name no ingredient")
        contains = product.contains | reading.contains
        stated = replace(
            product,
            contains=contains,
            may_contain=(product.may_contain | reading.may_contain) - contains,
            made_of=product.made_of | reading.made_of,
            suits=product.suits | reading.suits,
            complete=reading.complete if complete is None else complete,
            label=label,
        )
        return await self.state_product(stated, actor=actor), reading

    async def forget_product(self, name: str, *, actor: str = "") -> Product | None:
        """Delete a statement. Returns it, so that storing it again undoes this; `None`: there was none."""

        def work(book: Connection) -> Product | None:
            known = household_products.forget(book, name)
            if known is not None:
                forget_naming(book, frozenset(known.key))
            return known

        known = await self._context.store.write(work)
        if known is not None:
            self._context.publish(ChangeKind.PRODUCT_STATED, known.name, actor)
        return known

    async def unchecked_words(self, limit: int = 50) -> tuple[UncheckedWord, ...]:
        """Unknown words and foods that leave recipes unchecked, most recipes first, with example lines.

        A statement on one of them (`state_product`) counts for all of its recipes.
        """
        found = UncheckedWords()
        async for profile in self.profiles():
            collected(found, profile)
        names = await self._recipes.names()
        return await asyncio.to_thread(found.ranked, names, limit)

    # Checks

    async def check_recipe(
        self, recipe_id: str, people: Iterable[str] | None = None
    ) -> tuple[CheckResult, ...]:
        """Check a recipe for the needs of these people (by default all)."""
        return check(await self.profile(recipe_id), await self._these(people))

    async def check_lines(
        self,
        lines: Sequence[str],
        people: Iterable[str] | None = None,
        *,
        language: str = "en",
        title: str = "",
    ) -> tuple[CheckResult, ...]:
        """Check a dish of these ingredient lines for people's needs."""
        products = await self._context.store.read(all_products)
        profile = await asyncio.to_thread(self._maker.of_lines, lines, language, title, products)
        return check(profile, await self._these(people))

    async def allergens_in(
        self, recipe_id: str | None = None, *, lines: Sequence[str] = (), language: str = "en"
    ) -> dict[Allergen, NeedVerdict]:
        """Check a recipe, or a dish of these lines, for each of the fourteen allergens, for all people."""
        if recipe_id is not None:
            profile = await self.profile(recipe_id)
        else:
            products = await self._context.store.read(all_products)
            profile = await asyncio.to_thread(self._maker.of_lines, lines, language, "", products)
        return {allergen: verdict(profile, allergen) for allergen in Allergen}

    async def at_table(self, meal: Meal) -> tuple[Person, ...]:
        """The people of a planned meal.

        Removed people are left out; if none remains, the people of the household are returned, without guests.
        """
        everybody = tuple(await self.all())
        named = tuple(person for person in everybody if person.id in meal.people)
        return named or tuple(person for person in everybody if not person.guest)

    async def check_meal(self, meal_id: str) -> tuple[CheckResult, ...]:
        """Check a planned meal for its people. Free text is not checked; removed people are left out."""
        meal = await self._meal_plan.get(meal_id)
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
        """Substitutes for a food, or for a line of a recipe, that are safe for these people.

        Its role in the recipe (binding, frying, whipping …) determines the order.
        """
        recipe = None if recipe_id is None else await self._recipes.get(recipe_id)
        eaters = await self._these(people)
        profiler = self._maker.profiler_with(await self.products())
        return await asyncio.to_thread(
            substitutes,
            what,
            eaters,
            recipe=recipe,
            language=language if recipe is None else recipe.language,
            profiler=profiler,
        )

    async def _these(self, people: Iterable[str] | None) -> tuple[Person, ...]:
        if people is None:
            return tuple(person for person in await self.all() if not person.guest)
        return tuple([await self.get(named) for named in people])

    async def get(self, person: str) -> Person:
        """A person by id (also when removed), or by name, or `PERSON_NOT_FOUND`."""
        return await self._context.store.read(partial(open_person, person=person))

    async def all(self) -> tuple[Person, ...]:
        """All present people of the household, sorted by name."""
        return await self._context.store.read(list_people)

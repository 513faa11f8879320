"""Service of people, and of checks of recipes for them.

Every method may raise `KitchenError` with the code it names.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
import contextlib
from dataclasses import replace
from functools import partial

from sqlalchemy import Connection

from ..changes import ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..meal_plan.meal import Meal
from ..meal_plan.service import MealPlanService
from ..people.store import list_people, open_person
from ..recipes.service import RecipeService
from . import household_products, store
from .check import CheckResult, NeedVerdict, check, verdict
from .household_products import Product, all_products
from .labels import LONGEST_LABEL, LabelReading, read_label
from .model import Allergen, Person
from .profile_service import RecipeProfileService
from .profile_store import forget_naming
from .substitutes import Substitution, substitutes
from .unchecked import UncheckedWord, UncheckedWords, collected


class PeopleService:
    """The people of the household, checks of recipes for them, substitutes."""

    # People

    def __init__(
        self,
        context: KitchenContext,
        meal_plan: MealPlanService,
        profiles: RecipeProfileService,
        recipes: RecipeService,
    ) -> None:
        self._context = context
        self._meal_plan = meal_plan
        self._profiles = profiles
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
        async for profile in self._profiles.all():
            collected(found, profile)
        names = await self._recipes.names()
        return await asyncio.to_thread(found.ranked, names, limit)

    # Checks

    async def check_recipe(
        self, recipe_id: str, people: Iterable[str] | None = None
    ) -> tuple[CheckResult, ...]:
        """Check a recipe for the needs of these people (by default all)."""
        return check(await self._profiles.get(recipe_id), await self.eaters(people))

    async def check_lines(
        self,
        lines: Sequence[str],
        people: Iterable[str] | None = None,
        *,
        language: str = "en",
        title: str = "",
    ) -> tuple[CheckResult, ...]:
        """Check a dish of these ingredient lines for people's needs."""
        profile = await self._profiles.of_lines(lines, language, title)
        return check(profile, await self.eaters(people))

    async def allergens_in(
        self, recipe_id: str | None = None, *, lines: Sequence[str] = (), language: str = "en"
    ) -> dict[Allergen, NeedVerdict]:
        """Check a recipe, or a dish of these lines, for each of the fourteen allergens, for all people."""
        if recipe_id is not None:
            profile = await self._profiles.get(recipe_id)
        else:
            profile = await self._profiles.of_lines(lines, language)
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
                profile = await self._profiles.get(meal.recipe_id)
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
        eaters = await self.eaters(people)
        profiler = await self._profiles.profiler()
        return await asyncio.to_thread(
            substitutes,
            what,
            eaters,
            recipe=recipe,
            language=language if recipe is None else recipe.language,
            profiler=profiler,
        )

    async def eaters(self, people: Iterable[str] | None) -> tuple[Person, ...]:
        """These people by name or id; `None`: the household without guests."""
        if people is None:
            return tuple(person for person in await self.all() if not person.guest)
        return tuple([await self.get(named) for named in people])

    async def get(self, person: str) -> Person:
        """A person by id (also when removed), or by name, or `PERSON_NOT_FOUND`."""
        return await self._context.store.read(partial(open_person, person=person))

    async def all(self) -> tuple[Person, ...]:
        """All present people of the household, sorted by name."""
        return await self._context.store.read(list_people)

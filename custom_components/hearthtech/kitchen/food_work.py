"""What the kitchen can do with food: nutrition, corrections, what was eaten.

Every method may raise `KitchenError` with the code it names.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from .changes import ChangeKind
from .errors import ErrorCode, KitchenError
from .recipe_work import RecipeWork

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .food import Analyzer, Match, Nutrition
    from .food.corrections import Correction
    from .food.daily import Basis
    from .food.eaten import DayTotals, EatenPortion
    from .food.household import MemoryHousehold
    from .food.reference import Share
    from .people.model import Person

MOST_LINES = 500
MOST_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class EatenDay:
    """A day of one person: each portion, their sum, and its share of what they need in a day."""

    totals: DayTotals
    portions: tuple[EatenPortion, ...]
    shares: Mapping[str, Share]
    basis: Basis


class FoodWork(RecipeWork):
    """Nutrition of recipes and of free lines, the household's corrections, the log of what was eaten."""

    _analyzer: Analyzer | None = None

    async def analyzer(self) -> Analyzer:
        """What reads ingredient lines as this household means them. Use it in a thread: it is pure computing.

        The same one as long as nothing was corrected or weighed: it remembers what it has matched.
        """
        from .food import Analyzer

        household = await self._household()
        if self._analyzer is None or self._analyzer.household != household:
            self._analyzer = Analyzer(household=household)
        return self._analyzer

    async def _household(self) -> MemoryHousehold:
        from .food.corrections import corrections
        from .food.household import MemoryHousehold, SoftMeasure

        household = MemoryHousehold()
        for found in await self.soft_measures():
            household.weigh(
                SoftMeasure(
                    unit=found.measure,
                    food=found.food,
                    low=found.low_g,
                    high=found.high_g,
                    person=found.owner,
                )
            )
        for corrected in await self._store.read(corrections):
            household.correct(corrected.name, corrected.food)
        return household

    async def analyze(self, recipe_id: str, version: int | None = None) -> Nutrition:
        """What a recipe holds, with how much of it was counted.

        Foods that the household corrected and soft measures that it weighed count as its own, lines that name
        another recipe of the book with what that one holds, and vitamins by how the steps cook.
        """
        return await self._holds(recipe_id, version, await self.analyzer(), frozenset())

    async def _holds(
        self, recipe_id: str, version: int | None, analyzer: Analyzer, within: frozenset[str]
    ) -> Nutrition:
        from .food import parse_line
        from .food.methods import methods_of, minutes_of
        from .food.parts import by_name, parts_named

        recipe = await self.recipe(recipe_id, version)
        lines = [line.text for line in recipe.ingredients]
        called = await asyncio.to_thread(lambda: [parse_line(line, recipe.language).name for line in lines])
        names = await self._store.read(lambda book: self._book.named(book, called))
        within |= {recipe_id}
        parts = {
            name: await self._holds(part, None, analyzer, within)
            for name, part in parts_named(lines, names, recipe.language).items()
            if part not in within
        }
        steps = [step.text for step in recipe.steps]

        def work() -> Nutrition:
            return analyzer.analyze(
                lines,
                recipe.servings,
                recipe.language,
                methods_of(lines, steps, recipe.language),
                by_name(parts) if parts else None,
                [line.section for line in recipe.ingredients],
                minutes_of(lines, steps, recipe.language),
            )

        return await asyncio.to_thread(work)

    async def analyze_lines(
        self, lines: Sequence[str], servings: float | None = None, *, language: str = "en"
    ) -> Nutrition:
        """What free ingredient lines hold.

        Raises:
            KitchenError: `INVALID` when there are too many.
        """
        if len(lines) > MOST_LINES:
            raise KitchenError(ErrorCode.INVALID, reason=f"at most {MOST_LINES} lines at once")
        analyzer = await self.analyzer()
        return await asyncio.to_thread(analyzer.analyze, lines, servings, language)

    # Who eats

    async def person(self, person: str) -> Person:
        """Somebody by id (also when they were removed), or by name, or `PERSON_NOT_FOUND`."""
        from .people.store import open_person

        return await self._store.read(partial(open_person, person=person))

    async def people(self) -> tuple[Person, ...]:
        """Everybody who is in the household now, in order of names."""
        from .people.store import list_people

        return await self._store.read(list_people)

    # Corrections

    async def search_foods(self, words: str, *, language: str = "en", limit: int = 20) -> list[Match]:
        """Foods of the database to choose from, best first, each with its score and reason."""
        analyzer = await self.analyzer()
        return await asyncio.to_thread(analyzer.search, words, language, limit)

    async def correct_food(
        self, name: str, food: int | str, *, who: str = "", language: str = "en"
    ) -> Correction:
        """Remember which food the household means by a name: by its number, or by a name it is known under.

        Raises:
            KitchenError: `FOOD_NOT_FOUND`, or `INVALID` for a name without words.
        """
        from .food.corrections import correct, food_number

        analyzer = await self.analyzer()
        number = await asyncio.to_thread(food_number, analyzer.database, food)
        now = self.clock.now()
        corrected = await self._store.write(
            lambda book: correct(book, name, number, now, who=who, language=language)
        )
        self._tell(ChangeKind.FOOD_CORRECTED, corrected.name, who)
        return corrected

    async def forget_correction(self, name: str, *, who: str = "", language: str = "en") -> bool:
        """Undo `correct_food`. Whether there was anything to undo."""
        from .food.corrections import forget, meant_name

        known = await self._store.write(partial(forget, name=name, language=language))
        if known:
            self._tell(ChangeKind.FOOD_CORRECTED, meant_name(name, language), who)
        return known

    async def corrections(self) -> tuple[Correction, ...]:
        """All names that were corrected."""
        from .food.corrections import corrections

        return await self._store.read(corrections)

    # Eaten

    async def log_eaten(
        self,
        person: str,
        *,
        recipe_id: str | None = None,
        version: int | None = None,
        lines: Sequence[str] = (),
        name: str = "",
        portions: float = 1.0,
        at: datetime | None = None,
        leftover: bool = False,
        language: str = "en",
        who: str = "",
    ) -> EatenPortion:
        """Write down what somebody (an id or a name) ate: portions of a recipe, free lines, or only its name.

        Of a recipe, `portions` counts servings. Free lines are one portion. Of a mere name nothing is known but that
        it was eaten, and the day's figures say so.

        Raises:
            KitchenError: `PERSON_NOT_FOUND`, `RECIPE_NOT_FOUND`, `INVALID`.
        """
        from .food.eaten import EatenPortion, portion_figures
        from .food.eaten_store import new_id, write_portion

        someone = await self.person(person)
        now = self.clock.now()
        at = at or now
        if at.tzinfo is None or not now - timedelta(days=MOST_DAYS) <= at <= now + timedelta(days=1):
            raise KitchenError(ErrorCode.INVALID, reason="only the past year and today can be logged")
        try:
            portion = EatenPortion(
                id=new_id(),
                person=someone.id,
                at=at,
                name=" ".join(name.split())[:200] or ", ".join(lines)[:200],
                portions=portions,
                leftover=leftover,
                lines_total=1,
            )
        except ValueError as error:
            raise KitchenError(ErrorCode.INVALID, reason=str(error)) from error
        held = None
        if recipe_id is not None:
            recipe = await self.recipe(recipe_id, version)
            held = await self.analyze(recipe.id, recipe.version)
            portion = replace(
                portion, recipe=recipe.id, version=recipe.version, name=portion.name or recipe.name
            )
        elif lines:
            held = await self.analyze_lines(lines, 1.0, language=language)
        if not portion.name:
            raise KitchenError(ErrorCode.INVALID, reason="what was eaten: a recipe, lines or a name")
        if held is not None:
            portion = replace(
                portion,
                figures=portion_figures(held, portions),
                counted=held.counted if held.per_serving else 0,
                lines_total=held.lines_total,
            )
        await self._store.write(partial(write_portion, portion=portion))
        self._tell(ChangeKind.PORTION_EATEN, someone.id, who)
        return portion

    async def take_back_eaten(self, portion_id: str, *, who: str = "") -> EatenPortion:
        """Undo `log_eaten`, or `PORTION_NOT_FOUND`."""
        from .food.eaten_store import take_back_portion

        portion = await self._store.write(partial(take_back_portion, portion_id=portion_id))
        self._tell(ChangeKind.PORTION_EATEN, portion.person, who)
        return portion

    async def eaten_on(self, person: str, day: date, zone: tzinfo) -> EatenDay:
        """What somebody (an id or a name) ate on a day of this time zone, or `PERSON_NOT_FOUND`."""
        return (await self.eaten_between(person, day, day, zone))[0]

    async def eaten_between(self, person: str, first: date, last: date, zone: tzinfo) -> tuple[EatenDay, ...]:
        """The same, for each day from the first to the last, both included.

        Raises:
            KitchenError: `PERSON_NOT_FOUND`, or `INVALID` when there is no such day or there are too many.
        """
        from .food.daily import daily_reference
        from .food.eaten import day_totals
        from .food.eaten_store import portions_of
        from .food.reference import shares

        days = (last - first).days + 1
        if not 1 <= days <= MOST_DAYS or not date(1900, 1, 2) <= first <= last < date(9000, 1, 1):
            raise KitchenError(ErrorCode.INVALID, reason=f"between 1 and {MOST_DAYS} days")
        someone = await self.person(person)
        eaten = await self._store.read(lambda book: portions_of(book, someone.id, first, last, zone))
        found = []
        for day in (first + timedelta(days=number) for number in range(days)):
            totals = day_totals(eaten, someone.id, day)
            reference = daily_reference(someone, day.year)
            found.append(
                EatenDay(
                    totals=totals,
                    portions=tuple(portion for portion in eaten if portion.at.date() == day),
                    shares=shares(totals.figures, reference.amounts),
                    basis=reference.basis,
                )
            )
        return tuple(found)

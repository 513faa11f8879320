"""Service of the food log. Every method may raise `KitchenError`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from functools import partial

from ..changes import ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..people.service import PeopleService
from ..recipes.service import RecipeService
from .food_log import EatenPortion, day_totals, portion_figures
from .food_log_store import new_id, portions_of, take_back_portion, write_portion
from .personal_targets import daily_reference
from .reference_intakes import shares
from .service import MOST_DAYS, EatenDay, NutritionService


class FoodLogService:
    """Portions that people ate, by person and day."""

    def __init__(
        self,
        context: KitchenContext,
        nutrition: NutritionService,
        people: PeopleService,
        recipes: RecipeService,
    ) -> None:
        self._context = context
        self._nutrition = nutrition
        self._people = people
        self._recipes = recipes

    async def log(
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
        actor: str = "",
    ) -> EatenPortion:
        """Store a portion of a person (an id or a name): of a recipe, of free lines, or of a name only.

        Of a recipe, `portions` counts servings. Free lines are one portion. A portion with only a name has no
        figures, and makes the day incomplete.

        Raises:
            KitchenError: `PERSON_NOT_FOUND`, `RECIPE_NOT_FOUND`, `INVALID`.
        """
        someone = await self._people.get(person)
        now = self._context.clock.now()
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
            recipe = await self._recipes.get(recipe_id, version)
            held = await self._nutrition.analyze(recipe.id, recipe.version)
            portion = replace(
                portion, recipe=recipe.id, version=recipe.version, name=portion.name or recipe.name
            )
        elif lines:
            held = await self._nutrition.analyze_lines(lines, 1.0, language=language)
        if not portion.name:
            raise KitchenError(ErrorCode.INVALID, reason="what was eaten: a recipe, lines or a name")
        if held is not None:
            portion = replace(
                portion,
                figures=portion_figures(held, portions),
                counted=held.counted if held.per_serving else 0,
                lines_total=held.lines_total,
            )
        await self._context.store.write(partial(write_portion, portion=portion))
        self._context.publish(ChangeKind.PORTION_EATEN, someone.id, actor)
        return portion

    async def take_back(self, portion_id: str, *, actor: str = "") -> EatenPortion:
        """Undo `log`, or `PORTION_NOT_FOUND`."""
        portion = await self._context.store.write(partial(take_back_portion, portion_id=portion_id))
        self._context.publish(ChangeKind.PORTION_EATEN, portion.person, actor)
        return portion

    async def on_day(self, person: str, day: date, zone: tzinfo) -> EatenDay:
        """The food of a person (an id or a name) on a day of this time zone, or `PERSON_NOT_FOUND`."""
        return (await self.between(person, day, day, zone))[0]

    async def between(self, person: str, first: date, last: date, zone: tzinfo) -> tuple[EatenDay, ...]:
        """Like `on_day`, for each day from the first to the last, both included.

        Raises:
            KitchenError: `PERSON_NOT_FOUND`, or `INVALID` when there is no such day or there are too many.
        """
        days = (last - first).days + 1
        if not 1 <= days <= MOST_DAYS or not date(1900, 1, 2) <= first <= last < date(9000, 1, 1):
            raise KitchenError(ErrorCode.INVALID, reason=f"between 1 and {MOST_DAYS} days")
        someone = await self._people.get(person)
        eaten = await self._context.store.read(lambda book: portions_of(book, someone.id, first, last, zone))
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

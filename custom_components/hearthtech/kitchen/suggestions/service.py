"""Service of suggestions: suggest recipes, propose a week, accept it. Results are safe for all concerned."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Final

from sqlalchemy import Connection

from ..changes import Change, ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..meal_plan import meals
from ..meal_plan.meal import AGAIN_AFTER_DAYS, Meal, MealSlot
from ..meal_plan.propose import MOST_MEALS, MealWish, ProposedMeal, WeekProposal, WeekWish
from ..meal_plan.service import MealPlanService
from ..nutrition.food_log_service import FoodLogService
from ..pantry.freezer_service import FreezerService
from ..pantry.service import PantryService
from ..people.check import is_safe
from ..people.model import Person
from ..people.profile_service import RecipeProfileService
from ..people.service import PeopleService
from .engine import SuggestionEngine
from .food_families import known_food
from .frozen_meals import frozen_choices
from .model import Stock, SuggestionOutcome, SuggestionRequest, Suggestions
from .nutrition_targets import day_bounds, less

MEAL_TIMES: Final = {
    MealSlot.BREAKFAST: time(8),
    MealSlot.LUNCH: time(12, 30),
    MealSlot.DINNER: time(18, 30),
    MealSlot.SNACK: time(16),
    MealSlot.OTHER: time(12),
}
"""Default times of meals."""
LATE: Final = timedelta(minutes=30)
"""A meal that should have begun longer ago than this is past, and not proposed."""
LOOK_BACK_DAYS: Final = 28
"""Planned meals of these days before a week are avoided in it."""
MOST_DAYS: Final = 14
MOST_PROPOSALS: Final = 8
"""Number of stored proposals."""
ONE_CHANGED: Final = {
    ChangeKind.RECIPE_ADDED,
    ChangeKind.RECIPE_CHANGED,
    ChangeKind.RECIPE_ERASED,
    ChangeKind.RECIPE_RESTORED,
}
TASTE_CHANGED: Final = {ChangeKind.RECIPE_COOKED, ChangeKind.RECIPE_RATED, ChangeKind.COOKING_REMOVED}


class SuggestionService:
    """Suggestions and proposals."""

    _known_desk: SuggestionEngine | None = None

    def __init__(
        self,
        context: KitchenContext,
        food_log: FoodLogService,
        meal_plan: MealPlanService,
        pantry: PantryService,
        people: PeopleService,
        profiles: RecipeProfileService,
        freezer: FreezerService,
    ) -> None:
        self._context = context
        self._food_log = food_log
        self._meal_plan = meal_plan
        self._pantry = pantry
        self._people = people
        self._profiles = profiles
        self._freezer = freezer
        # Days before the same dinner; set by the integration.
        self.again_after: Callable[[], int] = lambda: AGAIN_AFTER_DAYS

    async def _desk(self) -> SuggestionEngine:
        """The engine, created on first use. Loading its libraries takes a while, and is done in a thread."""
        make = await asyncio.to_thread(lambda: SuggestionEngine)
        if self._known_desk is None:
            self._known_desk = desk = make(self._context.store)

            def heard(change: Change) -> None:
                if change.kind in ONE_CHANGED:
                    desk.recipe_changed(change.subject)
                elif change.kind in TASTE_CHANGED:
                    desk.taste_changed()
                elif change.kind in {ChangeKind.FOOD_CORRECTED, ChangeKind.PRODUCT_STATED}:
                    desk.all_changed()

            self._context.subscribe(heard)
        return self._known_desk

    @cached_property
    def _proposals(self) -> dict[str, WeekProposal]:
        return {}

    async def suggest(
        self,
        *,
        people: Sequence[str] | None = None,
        when: datetime | None = None,
        slot: MealSlot | None = None,
        max_time_s: float | None = None,
        burners: int | None = None,
        use_up: bool = False,
        in_season: bool = False,
        with_foods: Sequence[str] = (),
        without_foods: Sequence[str] = (),
        limit: int = 5,
        language: str = "",
    ) -> Suggestions:
        """The best recipes for people (names or ids; by default everybody), now or at a moment.

        Recipes that would harm one of them, or break one of their diets, are excluded. Raises
        `PERSON_NOT_FOUND` or `INVALID`.
        """
        if not 1 <= limit <= 50:
            raise KitchenError(ErrorCode.INVALID, reason="between 1 and 50 suggestions can be made")
        request = await self.request(
            people=people,
            when=when,
            slot=slot,
            max_time_s=max_time_s,
            burners=burners,
            use_up=use_up,
            in_season=in_season,
            with_foods=with_foods,
            without_foods=without_foods,
            limit=limit,
            language=language,
        )
        return await self.answer(request)

    async def answer(self, request: SuggestionRequest) -> Suggestions:
        """The best recipes for a complete request."""
        desk = await self._desk()
        return await asyncio.to_thread(desk.suggest, request)

    async def all_in_house(self) -> frozenset[str]:
        """Ids of the recipes whose counted foods are all in the pantry, and of which at least one line is known."""
        request, desk = await self.request(people=()), await self._desk()
        return await asyncio.to_thread(desk.all_in_house, request)

    async def request(
        self,
        *,
        people: Sequence[str] | None = None,
        when: datetime | None = None,
        slot: MealSlot | None = None,
        max_time_s: float | None = None,
        burners: int | None = None,
        use_up: bool = False,
        in_season: bool = False,
        with_foods: Sequence[str] = (),
        without_foods: Sequence[str] = (),
        limit: int = 5,
        language: str = "",
    ) -> SuggestionRequest:
        """Build a request from the household: people, pantry, food log and place."""
        moment = when or self._context.clock.now()
        eaters = await self._people.eaters(people)
        return SuggestionRequest(
            when=moment,
            people=eaters,
            stock=await self._stock(moment),
            slot=slot,
            max_time_s=max_time_s,
            burners=burners,
            use_up=use_up,
            in_season=in_season,
            with_foods=await self._entries(with_foods, language),
            without_foods=await self._entries(without_foods, language),
            left_of_day=await self._left_of_day(eaters, moment),
            latitude=self._context.locale.latitude,
            limit=limit,
        )

    async def propose_week(
        self,
        *,
        start: date | None = None,
        days: int = 7,
        slots: Sequence[MealSlot] = (MealSlot.DINNER,),
        people: Sequence[str] | None = None,
        away: Mapping[str, Iterable[date]] | None = None,
        times: Mapping[MealSlot, time] | None = None,
        max_time_s: Mapping[int, float] | float | None = None,
        leftovers: int = 0,
        apart: int | None = None,
        frozen: int = 0,
        replace_planned: bool = False,
        use_pantry: bool = True,
    ) -> WeekProposal:
        """Propose a week for the people at home, their targets, the pantry, and the time of each day.

        `away` lists the absent people by day; `max_time_s` is for every day or by weekday (0 is Monday).
        `frozen` meals at most are frozen portions. `apart`: days before the same dinner; `None`: as the household likes.
        `replace_planned` replaces planned meals that are not locked. Nothing is planned until `accept_plan`. Raises `PERSON_NOT_FOUND` or `INVALID`.
        """
        desk = await self._desk()
        if not 1 <= days <= MOST_DAYS or not slots or days * len(set(slots)) > MOST_MEALS or leftovers < 0:
            reason = f"up to {MOST_DAYS} days and {MOST_MEALS} meals can be proposed at once"
            raise KitchenError(ErrorCode.INVALID, reason=reason)
        first = start or self._context.locale.day(self._context.clock.now())
        span = tuple(first + timedelta(days=at) for at in range(days))
        eaters = await self._people.eaters(people)
        gone = {person: frozenset(there) for person, there in (away or {}).items()}
        planned = [meal for day in span for meal in await self._meal_plan.on_day(day)]
        giving_way = [
            meal
            for meal in planned
            if replace_planned and not meal.locked and meal.slot in slots and not meal.rule
        ]
        kept = [meal for meal in planned if meal not in giving_way]
        wishes = self._wishes(span, slots, eaters, gone, times or {}, max_time_s, kept)
        thawed = await self._frozen(wishes, frozen)
        met = {id(one) for one, _ in thawed}
        kept += [proposed.meal for _, proposed in thawed]
        wish = WeekWish(
            days=span,
            meals=tuple(one for one in wishes if id(one) not in met),
            request=SuggestionRequest(
                when=self._context.locale.at(first, time(12)),
                people=eaters,
                stock=await self._stock(self._context.locale.at(first, time(12))) if use_pantry else (),
                latitude=self._context.locale.latitude,
            ),
            kept=tuple(kept),
            day_of={meal.id: self._context.locale.day(meal.starts_at) for meal in kept},
            targets=day_bounds(eaters, first.year),
            leftovers=leftovers,
            eaten_before=await self._eaten_before(first),
            apart=self.again_after() if apart is None else apart,
        )
        proposal = await asyncio.to_thread(desk.propose, wish)
        chosen = sorted((*proposal.meals, *(one for _, one in thawed)), key=lambda one: one.meal.starts_at)
        answer = SuggestionOutcome.FOUND if thawed else proposal.answer
        gives = tuple(meal.id for meal in giving_way)
        proposal = replace(proposal, replaces=gives, meals=tuple(chosen), answer=answer)
        self._proposals[proposal.id] = proposal
        while len(self._proposals) > MOST_PROPOSALS:
            del self._proposals[next(iter(self._proposals))]
        return proposal

    async def _frozen(self, wishes: Sequence[MealWish], most: int) -> list[tuple[MealWish, ProposedMeal]]:
        """Meals of frozen portions for some of the wishes that harm nobody."""
        stock = await self._freezer.stock() if most > 0 else []
        found = frozen_choices(wishes, stock, most, self._context.clock.now())
        return [one for one in found if not await self.harmed_by(one[1].meal)]

    async def _eaten_before(self, first: date) -> dict[str, int]:
        """The planned recipes of the weeks before a day: days before it, by recipe id."""
        start, end = first - timedelta(days=LOOK_BACK_DAYS), self._context.locale.bounds(first)[0]
        meals = await self._meal_plan.between(self._context.locale.bounds(start)[0], end)
        found: dict[str, int] = {}
        for meal in meals:
            if meal.recipe_id is not None:
                days = max((first - self._context.locale.day(meal.starts_at)).days, 0)
                found[meal.recipe_id] = min(found.get(meal.recipe_id, days), days)
        return found

    def proposal(self, proposal_id: str) -> WeekProposal:
        """A recent proposal, or `PROPOSAL_NOT_FOUND`."""
        try:
            return self._proposals[proposal_id]
        except KeyError:
            raise KitchenError(ErrorCode.PROPOSAL_NOT_FOUND, proposal=proposal_id) from None

    async def accept_plan(
        self, proposal_id: str, *, only: Iterable[str] | None = None, actor: str = ""
    ) -> list[Meal]:
        """Plan a proposal, or only some of its meals (ids). All of it is planned, or nothing.

        Everything is checked again: a meal that became unsafe since the proposal is refused with `INVALID`.
        Raises `PROPOSAL_NOT_FOUND`.
        """
        proposal = self.proposal(proposal_id)
        chosen = None if only is None else set(only)
        wanted = [one.meal for one in proposal.meals if chosen is None or one.meal.id in chosen]
        others = {one.meal.id for one in proposal.meals} - {meal.id for meal in wanted}
        # Leftovers of a meal that is not cooked are left out.
        wanted = [meal for meal in wanted if meal.leftover_of not in others]
        await self._check_still_safe(wanted)
        now = self._context.clock.now()

        def work(book: Connection) -> list[Meal]:
            for meal_id in proposal.replaces if chosen is None else ():
                try:
                    meals.remove_meal(book, meal_id, now)
                except KitchenError as error:
                    if error.code is not ErrorCode.MEAL_NOT_FOUND:
                        raise
            return [meals.plan_meal(book, meal, now) for meal in wanted]

        planned = await self._context.store.write(work)
        del self._proposals[proposal_id]
        if rest := tuple(one for one in proposal.meals if one.meal not in wanted):
            # The others can still be accepted, one by one.
            self._proposals[proposal_id] = replace(proposal, meals=rest)
        for meal_id in proposal.replaces if chosen is None else ():
            self._context.publish(ChangeKind.MEAL_REMOVED, meal_id, actor)
        for meal in planned:
            self._context.publish(ChangeKind.MEAL_PLANNED, meal.id, actor)
        return planned

    async def harmed_by(self, meal: Meal) -> list[Person]:
        """The people at a planned meal who would be harmed by it, as far as known.

        Removed people are ignored. Meals of free text are not checked, and count as harmful for severe needs.
        """
        eaters = await self._people.at_table(meal)
        profile = None
        if meal.recipe_id is not None and any(person.allergens or person.avoids for person in eaters):
            try:
                profile = await self._profiles.get(meal.recipe_id)
            except KitchenError as error:
                # A deleted recipe is unknown, like free text.
                if error.code is not ErrorCode.RECIPE_NOT_FOUND:
                    raise
        return [person for person in eaters if not is_safe(profile, person)]

    async def _check_still_safe(self, wanted: Sequence[Meal]) -> None:
        for meal in wanted:
            for person in await self.harmed_by(meal):
                reason = f"{meal.words} is not safe for {person.name}"
                raise KitchenError(ErrorCode.INVALID, reason=reason)

    async def _stock(self, moment: datetime) -> tuple[Stock, ...]:
        today = self._context.locale.day(moment)
        return tuple(
            Stock(food=item.food, days_left=item.days_left(today), name=item.name)
            for item in await self._pantry.items()
            if item.food
        )

    async def _entries(self, words: Sequence[str], language: str) -> tuple[str, ...]:
        """The named foods; an unknown food is a wish that no recipe fulfils."""
        reader = await self._pantry.reader()
        found = []
        for word in words:
            known = await asyncio.to_thread(known_food, word, language or self._context.locale.language)
            if not known:
                need = await asyncio.to_thread(reader.named, word, None, "", language)
                known = need.food or need.name
            found.append(known)
        return tuple(found)

    async def _left_of_day(
        self, people: Sequence[Person], moment: datetime
    ) -> dict[str, tuple[float | None, float | None]]:
        """The remaining targets of these people today, on average; empty without a food log."""
        day = self._context.locale.day(moment)
        eaten: dict[str, float] = {}
        logged = 0
        for person in people:
            told = await self._food_log.on_day(person.id, day, self._context.locale.time_zone)
            logged += bool(told.portions)
            for tag, figure in told.totals.figures.items():
                eaten[tag] = eaten.get(tag, 0.0) + figure.amount / len(people)
        return less(day_bounds(people, day.year), eaten) if logged else {}

    def _wishes(
        self,
        span: Sequence[date],
        slots: Sequence[MealSlot],
        eaters: Sequence[Person],
        gone: Mapping[str, frozenset[date]],
        times: Mapping[MealSlot, time],
        max_time_s: Mapping[int, float] | float | None,
        kept: Sequence[Meal],
    ) -> tuple[MealWish, ...]:
        taken = {(self._context.locale.day(meal.starts_at), meal.slot) for meal in kept}
        now = self._context.clock.now()
        found = []
        for day in span:
            there = tuple(
                person
                for person in eaters
                if day not in gone.get(person.id, ()) and day not in gone.get(person.name, ())
            )
            limit = max_time_s.get(day.weekday()) if isinstance(max_time_s, Mapping) else max_time_s
            for slot in dict.fromkeys(slots):
                if (day, slot) in taken or (eaters and not there):
                    continue
                starts_at = self._context.locale.at(day, times.get(slot, MEAL_TIMES[slot]))
                if starts_at + LATE <= now:
                    continue
                found.append(
                    MealWish(day=day, starts_at=starts_at, slot=slot, people=there, max_time_s=limit)
                )
        return tuple(found)

"""What the kitchen can do about what to cook: suggest, propose a week, accept it. Nothing of it is unsafe for anybody."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection

from .changes import Change, ChangeKind
from .errors import ErrorCode, KitchenError
from .people.check import is_safe
from .people.model import Person
from .people_work import PeopleWork
from .plan import meals
from .plan.meal import Meal, Slot
from .stock_work import StockWork
from .suggest.model import Request, Stock, Suggestions

if TYPE_CHECKING:
    from .plan.propose import MealWish, Proposal
    from .suggest.desk import SuggestionDesk

MEAL_TIMES: Final = {
    Slot.BREAKFAST: time(8),
    Slot.LUNCH: time(12, 30),
    Slot.DINNER: time(18, 30),
    Slot.SNACK: time(16),
    Slot.OTHER: time(12),
}
"""When meals are eaten unless somebody says so."""
MOST_DAYS: Final = 14
MOST_PROPOSALS: Final = 8
"""Proposals that are remembered until one is accepted."""
ONE_CHANGED: Final = {
    ChangeKind.RECIPE_ADDED,
    ChangeKind.RECIPE_CHANGED,
    ChangeKind.RECIPE_ERASED,
    ChangeKind.RECIPE_RESTORED,
}
TASTE_CHANGED: Final = {ChangeKind.RECIPE_COOKED, ChangeKind.RECIPE_RATED, ChangeKind.COOKING_REMOVED}


class SuggestWork(StockWork, PeopleWork):
    """Suggestions and proposals."""

    _known_desk: SuggestionDesk | None = None

    async def _desk(self) -> SuggestionDesk:
        """The desk; made by the first who asks. Loading what it computes with takes a while, and is done beside."""
        make = await asyncio.to_thread(_desk_maker)
        if self._known_desk is None:
            self._known_desk = desk = make(self._store)

            def heard(change: Change) -> None:
                if change.kind in ONE_CHANGED:
                    desk.recipe_changed(change.subject)
                elif change.kind in TASTE_CHANGED:
                    desk.taste_changed()
                elif change.kind is ChangeKind.FOOD_CORRECTED:
                    desk.all_changed()

            self.subscribe(heard)
        return self._known_desk

    @cached_property
    def _proposals(self) -> dict[str, Proposal]:
        return {}

    async def suggest(
        self,
        *,
        people: Sequence[str] | None = None,
        when: datetime | None = None,
        slot: Slot | None = None,
        max_time_s: float | None = None,
        burners: int | None = None,
        use_up: bool = False,
        in_season: bool = False,
        with_foods: Sequence[str] = (),
        without_foods: Sequence[str] = (),
        limit: int = 5,
        language: str = "",
    ) -> Suggestions:
        """The best recipes for those who eat (names or ids; everybody when left out), now or at a moment.

        What would harm one of them, or breaks a diet of theirs, is never among them. Raises `PERSON_NOT_FOUND` or
        `INVALID`.
        """
        if not 1 <= limit <= 50:
            raise KitchenError(ErrorCode.INVALID, reason="between 1 and 50 suggestions can be made")
        desk = await self._desk()
        moment = when or self.clock.now()
        eaters = await self._eaters(people)
        request = Request(
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
            latitude=self.home.latitude,
            limit=limit,
        )
        return await asyncio.to_thread(desk.suggest, request)

    async def propose_week(
        self,
        *,
        start: date | None = None,
        days: int = 7,
        slots: Sequence[Slot] = (Slot.DINNER,),
        people: Sequence[str] | None = None,
        away: Mapping[str, Iterable[date]] | None = None,
        times: Mapping[Slot, time] | None = None,
        max_time_s: Mapping[int, float] | float | None = None,
        leftovers: int = 0,
        apart: int = 7,
        replace_planned: bool = False,
        use_pantry: bool = True,
    ) -> Proposal:
        """A week that suits the people who are at home, their targets, the pantry, and the time there is each day.

        `away` tells who is not there on which days; `max_time_s` is for every day or by weekday (0 is Monday). Meals
        that are planned stay as they are; with `replace_planned`, those give way that are not locked. Nothing is
        planned until `accept_plan`. Raises `PERSON_NOT_FOUND` or `INVALID`.
        """
        desk = await self._desk()
        from .plan.propose import MOST_MEALS, WeekWish
        from .suggest.targets import day_bounds

        if not 1 <= days <= MOST_DAYS or not slots or days * len(set(slots)) > MOST_MEALS or leftovers < 0:
            reason = f"up to {MOST_DAYS} days and {MOST_MEALS} meals can be proposed at once"
            raise KitchenError(ErrorCode.INVALID, reason=reason)
        first = start or self.home.day(self.clock.now())
        span = tuple(first + timedelta(days=at) for at in range(days))
        eaters = await self._eaters(people)
        gone = {person: frozenset(there) for person, there in (away or {}).items()}
        planned = [meal for day in span for meal in await self.meals_on(day)]
        giving_way = [
            meal
            for meal in planned
            if replace_planned and not meal.locked and meal.slot in slots and not meal.rule
        ]
        kept = [meal for meal in planned if meal not in giving_way]
        wish = WeekWish(
            days=span,
            meals=self._wishes(span, slots, eaters, gone, times or {}, max_time_s, kept),
            request=Request(
                when=self.home.at(first, time(12)),
                people=eaters,
                stock=await self._stock(self.home.at(first, time(12))) if use_pantry else (),
                latitude=self.home.latitude,
            ),
            kept=tuple(kept),
            day_of={meal.id: self.home.day(meal.starts_at) for meal in kept},
            targets=day_bounds(eaters, first.year),
            leftovers=leftovers,
            apart=apart,
        )
        proposal = await asyncio.to_thread(desk.propose, wish)
        proposal = replace(proposal, replaces=tuple(meal.id for meal in giving_way))
        self._proposals[proposal.id] = proposal
        while len(self._proposals) > MOST_PROPOSALS:
            del self._proposals[next(iter(self._proposals))]
        return proposal

    def proposal(self, proposal_id: str) -> Proposal:
        """A proposal that was made lately, or `PROPOSAL_NOT_FOUND`."""
        try:
            return self._proposals[proposal_id]
        except KeyError:
            raise KitchenError(ErrorCode.PROPOSAL_NOT_FOUND, proposal=proposal_id) from None

    async def accept_plan(
        self, proposal_id: str, *, only: Iterable[str] | None = None, who: str = ""
    ) -> list[Meal]:
        """Plan what was proposed, or only some of its meals (ids). All of it is planned, or nothing.

        Everything is checked again: what became unsafe since it was proposed is refused with `INVALID`. Raises
        `PROPOSAL_NOT_FOUND`.
        """
        proposal = self.proposal(proposal_id)
        chosen = None if only is None else set(only)
        wanted = [one.meal for one in proposal.meals if chosen is None or one.meal.id in chosen]
        ids = {meal.id for meal in wanted}
        # Leftovers of what is not cooked are no leftovers.
        wanted = [meal for meal in wanted if meal.leftover_of is None or meal.leftover_of in ids]
        await self._check_still_safe(wanted)
        now = self.clock.now()

        def work(book: Connection) -> list[Meal]:
            for meal_id in proposal.replaces if chosen is None else ():
                try:
                    meals.remove_meal(book, meal_id, now)
                except KitchenError as error:
                    if error.code is not ErrorCode.MEAL_NOT_FOUND:
                        raise
            return [meals.plan_meal(book, meal, now) for meal in wanted]

        planned = await self._store.write(work)
        del self._proposals[proposal_id]
        for meal_id in proposal.replaces if chosen is None else ():
            self._tell(ChangeKind.MEAL_REMOVED, meal_id, who)
        for meal in planned:
            self._tell(ChangeKind.MEAL_PLANNED, meal.id, who)
        return planned

    async def harmed_by(self, meal: Meal) -> list[Person]:
        """Who at a planned meal would be harmed by it, as far as is known; people who are gone are nobody.

        Meals of free words are not checked, and harm those with a severe need.
        """
        eaters = await self.at_table(meal)
        profile = None
        if meal.recipe_id is not None and any(person.allergens or person.avoids for person in eaters):
            try:
                profile = await self.profile(meal.recipe_id)
            except KitchenError as error:
                # A recipe that is gone is known as little as free words are.
                if error.code is not ErrorCode.RECIPE_NOT_FOUND:
                    raise
        return [person for person in eaters if not is_safe(profile, person)]

    async def _check_still_safe(self, wanted: Sequence[Meal]) -> None:
        for meal in wanted:
            for person in await self.harmed_by(meal):
                reason = f"{meal.words} is not safe for {person.name}"
                raise KitchenError(ErrorCode.INVALID, reason=reason)

    async def _eaters(self, people: Sequence[str] | None) -> tuple[Person, ...]:
        if people is None:
            return tuple(await self.people())
        return tuple([await self.person(name) for name in people])

    async def _stock(self, moment: datetime) -> tuple[Stock, ...]:
        today = self.home.day(moment)
        return tuple(
            Stock(food=item.food, days_left=item.days_left(today), name=item.name)
            for item in await self.pantry()
            if item.food
        )

    async def _entries(self, words: Sequence[str], language: str) -> tuple[str, ...]:
        """The foods that are meant; what is no food is a wish nothing can fulfill."""
        reader = await self._reader()
        found = [await asyncio.to_thread(reader.named, word, None, "", language) for word in words]
        return tuple(need.food or need.name for need in found)

    async def _left_of_day(
        self, people: Sequence[Person], moment: datetime
    ) -> dict[str, tuple[float | None, float | None]]:
        """What these people should still eat today, on average; nothing while nobody logged anything."""
        from .suggest.targets import day_bounds, less

        day = self.home.day(moment)
        eaten: dict[str, float] = {}
        logged = 0
        for person in people:
            told = await self.eaten_on(person.id, day, self.home.time_zone)
            logged += bool(told.portions)
            for tag, figure in told.totals.figures.items():
                eaten[tag] = eaten.get(tag, 0.0) + figure.amount / len(people)
        return less(day_bounds(people, day.year), eaten) if logged else {}

    def _wishes(
        self,
        span: Sequence[date],
        slots: Sequence[Slot],
        eaters: Sequence[Person],
        gone: Mapping[str, frozenset[date]],
        times: Mapping[Slot, time],
        max_time_s: Mapping[int, float] | float | None,
        kept: Sequence[Meal],
    ) -> tuple[MealWish, ...]:
        from .plan.propose import MealWish

        taken = {(self.home.day(meal.starts_at), meal.slot) for meal in kept}
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
                starts_at = self.home.at(day, times.get(slot, MEAL_TIMES[slot]))
                found.append(
                    MealWish(day=day, starts_at=starts_at, slot=slot, people=there, max_time_s=limit)
                )
        return tuple(found)


def _desk_maker() -> type[SuggestionDesk]:
    from .suggest.desk import SuggestionDesk

    return SuggestionDesk

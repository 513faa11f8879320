"""What the kitchen can do with sessions: begin them, one dish or a whole meal, and tell of them afterwards.

Every method may raise `KitchenError` with the code its docstring names.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from .errors import ErrorCode, KitchenError
from .recipe_work import RecipeWork
from .recipes.media import Medium
from .recipes.model import HelpLevel, Recipe
from .session import CookingSession, CookingSessions, DishPlan, Event, dish_plan
from .session.estimates import StepTimes, estimate_steps, step_times
from .session.fold import replay
from .session.model import Remark
from .session.safety import Pathogen, Safety, safety_of

if TYPE_CHECKING:
    from .session.learn.habits import Learned

EARLIER_READ = 5
"""So many earlier cookings tell how long a step takes."""

HABITS_READ = 10
"""So many earlier cookings show a habit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DishOrder:
    """A dish of a meal: which recipe, on which burner (`None`: on none that the kitchen knows), with how much help."""

    recipe_id: str
    burner_id: str | None = None
    level: HelpLevel = HelpLevel.GUIDE


class SessionWork(RecipeWork):
    """Sessions of the household."""

    sessions: CookingSessions

    async def start_session(
        self,
        recipe_id: str,
        burner_id: str | None,
        level: HelpLevel = HelpLevel.GUIDE,
        *,
        heat: bool = False,
        who: str = "",
    ) -> CookingSession:
        """Open a session for one recipe on one burner, and start it.

        `heat` tells that the cook agreed that the kitchen may bring the burner to heat.
        Raises `RECIPE_NOT_FOUND`, `BURNER_NOT_FOUND`, `BURNER_IN_USE` or `INVALID`.
        """
        return await self.start_meal(
            [DishOrder(recipe_id=recipe_id, burner_id=burner_id, level=level)], heat=heat, who=who
        )

    async def start_meal(
        self,
        orders: Sequence[DishOrder],
        *,
        name: str = "",
        together: bool = True,
        ready_at: datetime | None = None,
        heat: bool = False,
        who: str = "",
    ) -> CookingSession:
        """Open a session for several dishes and start it, so that all are ready together.

        They are ready as soon as the slowest can be, or at `ready_at` when that is later; not `together`: each
        begins at once. Raises as `start_session` does.
        """
        several = len(orders) > 1 or ready_at is not None
        plans = [await self._plan_of(order, str(n), several) for n, order in enumerate(orders, start=1)]
        session = await self.sessions.open(plans, name=name, together=together)
        ready_in_s = None
        if ready_at is not None:
            ready_in_s = (ready_at - self.clock.now()).total_seconds() * session.clock_rate
        await session.start(heat=heat, ready_in_s=ready_in_s, by=who)
        return session

    def session(self, session_id: str | None = None) -> CookingSession:
        """A session, the current one when no id is given, or `SESSION_NOT_FOUND`."""
        return self.sessions.find(session_id)

    async def picture_session(
        self,
        content: bytes,
        *,
        session_id: str | None = None,
        dish_id: str | None = None,
        words: str = "",
        who: str = "",
    ) -> Medium:
        """Keep a picture or clip at this moment of a session (the current one, when not named).

        Raises `SESSION_NOT_FOUND`, or `INVALID` when it is too large or none.
        """
        session = self.session(session_id)
        medium = await self.keep_media(content)
        await session.remark(words, dish_id=dish_id, by=who, media=medium.hash)
        return medium

    async def session_remarks(self, session_id: str) -> tuple[Remark, ...]:
        """What was said and pictured in a session, in order. Raises `SESSION_NOT_FOUND`."""
        return replay(await self.sessions.events(session_id, traces=False)).remarks

    async def food_safety(
        self, session_id: str | None = None, dish_id: str | None = None
    ) -> dict[Pathogen, Safety]:
        """What the temperatures of a dish (the first, when not named) say about each pathogen. Advice, no more.

        Raises `SESSION_NOT_FOUND`.
        """
        events = await self.sessions.events(session_id or self.session().id)
        return await asyncio.to_thread(safety_of, events, dish_id)

    async def learn_from_cookings(self, recipe_id: str, *, signed_by: str = "", who: str = "") -> Learned:
        """How the last cookings differ from what the recipe says; signed, it becomes a new version of the recipe.

        Raises `RECIPE_NOT_FOUND`.
        """
        recipe = await self.recipe(recipe_id)
        journals = await self._journals(recipe.id, HABITS_READ)
        learned = await asyncio.to_thread(_learn, recipe, journals)
        if not signed_by or not learned.habits:
            return learned
        reason = f"as it was cooked the last {learned.cookings} times, signed by {signed_by}"
        return replace(learned, recipe=await self.edit_recipe(learned.recipe, who=who, reason=reason))

    async def _plan_of(self, order: DishOrder, dish_id: str, several: bool) -> DishPlan:
        recipe = await self.recipe(order.recipe_id)
        return dish_plan(
            recipe,
            burner_id=order.burner_id,
            level=order.level,
            dish_id=dish_id,
            estimates_s=estimate_steps(recipe, await self._earlier(recipe), share_out=several),
        )

    async def _earlier(self, recipe: Recipe) -> list[StepTimes]:
        """What the steps took when the recipe was cooked the last times."""
        journals = await self._journals(recipe.id, EARLIER_READ)

        def read() -> list[StepTimes]:
            return [step_times(events, recipe.steps, recipe.id) for events in journals]

        return await asyncio.to_thread(read) if journals else []

    async def _journals(self, recipe_id: str, most: int) -> list[tuple[Event, ...]]:
        """What happened when a recipe was cooked the last times."""
        cookings = await self.cookings(recipe_id)
        ids = [cooking.session_id for cooking in cookings if cooking.session_id is not None]
        return [events for name in ids[:most] if (events := await self._journal_of(name))]

    async def _journal_of(self, session_id: str) -> tuple[Event, ...]:
        """All that happened in a session; nothing when it can't be read: another home's, or spoilt."""
        try:
            return await self.sessions.events(session_id, traces=False)
        except KitchenError as error:
            if error.code is ErrorCode.BOOK_UNAVAILABLE:
                raise
            return ()


def _learn(recipe: Recipe, journals: Sequence[Sequence[Event]]) -> Learned:
    # numpy is loaded here, in a thread, and only by those who learn.
    from .session.learn.habits import learn

    return learn(recipe, journals)

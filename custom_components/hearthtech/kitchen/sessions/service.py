"""Service of sessions: start one dish or a whole meal, and report about them afterwards.

Every method may raise `KitchenError` with the code its docstring names.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ...burners.heat_gate import HeatChange, HeatPermit
from ..context import KitchenContext
from ..errors import KitchenError
from ..recipes.media import Medium
from ..recipes.model import HelpLevel, Recipe
from ..recipes.notes_service import RecipeNoteService
from ..recipes.service import RecipeService
from .duration_estimates import StepTimes, estimate_steps, step_times
from .events import Event
from .heat_orders import heat_ceilings
from .learn.goal_adjustment import Learned, learn
from .manager import CookingSessions, dish_plan
from .model import DishPlan, Remark, SessionState
from .preview import MealPreview, preview_meal
from .reducer import replay
from .safety import Pathogen, Safety, safety_of
from .session import CookingSession

EARLIER_READ = 5
"""Number of earlier cookings used for estimates of step durations."""

HABITS_READ = 10
"""Number of earlier cookings used to find habits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DishOrder:
    """A dish of a meal: recipe, burner (`None`: one unknown to the kitchen), level of help, and for how many people.

    Without `servings` it is cooked in the amounts of the recipe.
    """

    recipe_id: str
    burner_id: str | None = None
    level: HelpLevel = HelpLevel.GUIDE
    servings: float | None = None


class SessionService:
    """Sessions of the household."""

    def __init__(
        self,
        context: KitchenContext,
        notes: RecipeNoteService,
        recipes: RecipeService,
        sessions: CookingSessions,
    ) -> None:
        self._context = context
        self._notes = notes
        self._recipes = recipes
        self._sessions = sessions

    async def start(
        self,
        recipe_id: str,
        burner_id: str | None,
        level: HelpLevel = HelpLevel.GUIDE,
        *,
        heat: HeatPermit | None = None,
        actor: str = "",
    ) -> CookingSession:
        """Open a session for one recipe on one burner, and start it.

        With `heat`, a permit of the heat gate for `heat_of` this order, the kitchen may heat the burner.
        Raises `RECIPE_NOT_FOUND`, `BURNER_NOT_FOUND`, `BURNER_IN_USE` or `INVALID`.
        """
        return await self.start_meal(
            [DishOrder(recipe_id=recipe_id, burner_id=burner_id, level=level)], heat=heat, actor=actor
        )

    async def start_meal(
        self,
        orders: Sequence[DishOrder],
        *,
        name: str = "",
        together: bool = True,
        ready_at: datetime | None = None,
        heat: HeatPermit | None = None,
        actor: str = "",
    ) -> CookingSession:
        """Open a session for several dishes and start it, so that all are ready together.

        They are ready as soon as the slowest can be, or at `ready_at` when that is later. Without `together`
        each begins at once. Raises like `start`.
        """
        several = len(orders) > 1 or ready_at is not None
        plans = [await self._plan_of(order, str(n), several) for n, order in enumerate(orders, start=1)]
        session = await self._sessions.open(plans, name=name, together=together)
        ready_in_s = None
        if ready_at is not None:
            ready_in_s = (ready_at - self._context.clock.now()).total_seconds() * session.clock_rate
        await session.start(heat=heat, ready_in_s=ready_in_s, actor=actor)
        return session

    async def preview(
        self, orders: Sequence[DishOrder], *, together: bool = True, ready_at: datetime | None = None
    ) -> MealPreview:
        """The times that a meal would have if it were started now; nothing is stored. Raises `RECIPE_NOT_FOUND`."""
        several = len(orders) > 1 or ready_at is not None
        plans = [await self._plan_of(order, str(n), several) for n, order in enumerate(orders, start=1)]
        in_s = None if ready_at is None else (ready_at - self._context.clock.now()).total_seconds()
        return preview_meal(plans, together=together, ready_in_s=in_s)

    async def state(self, session_id: str) -> SessionState:
        """The state of a session, also of one that ended long ago. Raises `SESSION_NOT_FOUND`."""
        try:
            return self._sessions.find(session_id).state
        except KitchenError:
            return replay(await self._sessions.events(session_id, traces=False))

    async def heat_of(self, orders: Sequence[DishOrder]) -> tuple[HeatChange, ...]:
        """The highest heat of the dishes of a meal, by burner: stated and permitted at its start.

        Empty if nothing is heated. Raises `RECIPE_NOT_FOUND`.
        """
        plans = [dish_plan(await self._recipes.get(order.recipe_id)) for order in orders]
        return tuple(
            change
            for order, plan in zip(orders, plans, strict=True)
            for change in heat_ceilings(plan, order.burner_id)
        )

    def get(self, session_id: str | None = None) -> CookingSession:
        """A session, by default the current one, or `SESSION_NOT_FOUND`."""
        return self._sessions.find(session_id)

    async def add_picture(
        self,
        content: bytes,
        *,
        session_id: str | None = None,
        dish_id: str | None = None,
        words: str = "",
        actor: str = "",
    ) -> Medium:
        """Keep a picture or clip at this moment of a session (the current one, when not named).

        Raises `SESSION_NOT_FOUND`, or `INVALID` when it is too large or none.
        """
        session = self.get(session_id)
        medium = await self._notes.keep_media(content)
        await session.remark(words, dish_id=dish_id, actor=actor, media=medium.hash)
        return medium

    async def remarks(self, session_id: str) -> tuple[Remark, ...]:
        """The remarks and pictures of a session, in order. Raises `SESSION_NOT_FOUND`."""
        return replay(await self._sessions.events(session_id, traces=False)).remarks

    async def food_safety(
        self, session_id: str | None = None, dish_id: str | None = None
    ) -> dict[Pathogen, Safety]:
        """Food safety of a dish (by default the first) for each pathogen, from its temperatures. Advice only.

        Raises `SESSION_NOT_FOUND`.
        """
        events = await self._sessions.events(session_id or self.get().id)
        return await asyncio.to_thread(safety_of, events, dish_id)

    async def learn(self, recipe_id: str, *, signed_by: str = "", actor: str = "") -> Learned:
        """The differences of the last cookings from the recipe; signed, they become a new version.

        Raises `RECIPE_NOT_FOUND`.
        """
        recipe = await self._recipes.get(recipe_id)
        journals = await self._journals(recipe.id, HABITS_READ)
        learned = await asyncio.to_thread(_learn, recipe, journals)
        if not signed_by or not learned.habits:
            return learned
        reason = f"as it was cooked the last {learned.cookings} times, signed by {signed_by}"
        return replace(learned, recipe=await self._recipes.edit(learned.recipe, actor=actor, reason=reason))

    async def _plan_of(self, order: DishOrder, dish_id: str, several: bool) -> DishPlan:
        base = await self._recipes.get(order.recipe_id)
        recipe = base
        if order.servings is not None:
            recipe = await self._recipes.scaled(order.recipe_id, servings=order.servings)
        return dish_plan(
            recipe,
            base=base,
            burner_id=order.burner_id,
            level=order.level,
            dish_id=dish_id,
            estimates_s=estimate_steps(recipe, await self._earlier(recipe), share_out=several),
        )

    async def _earlier(self, recipe: Recipe) -> list[StepTimes]:
        """The step durations of the last cookings of a recipe."""
        journals = await self._journals(recipe.id, EARLIER_READ)

        def read() -> list[StepTimes]:
            return [step_times(events, recipe.steps, recipe.id) for events in journals]

        return await asyncio.to_thread(read) if journals else []

    async def _journals(self, recipe_id: str, most: int) -> list[tuple[Event, ...]]:
        """The journals of the last cookings of a recipe."""
        cookings = await self._notes.cookings(recipe_id)
        ids = [cooking.session_id for cooking in cookings if cooking.session_id is not None]
        return [events for name in ids[:most] if (events := await self._journal_of(name))]

    async def _journal_of(self, session_id: str) -> tuple[Event, ...]:
        """All events of a session; empty when it can't be read: of another kitchen, or damaged."""
        try:
            return await self._sessions.events(session_id, traces=False)
        except KitchenError as error:
            if error.book_is_away:
                raise
            return ()


def _learn(recipe: Recipe, journals: Sequence[Sequence[Event]]) -> Learned:
    # numpy is loaded here, in a thread, and only if it is needed.
    return learn(recipe, journals)

"""Registry of the sessions of a kitchen: open, find, restore."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
import logging
from typing import Any
from uuid import uuid4

from ...burners.clock import Clock
from ...burners.registry import BurnerRegistry
from ..errors import ErrorCode, KitchenError
from ..recipes.model import HelpLevel, HumanGate, Recipe, Step
from .codec import CodecError
from .engine import Spawn
from .event_codec import TAGS, decode
from .events import Event, Opened, Sampled
from .journal import Journal
from .learn.draft import Draft, draft_of
from .learn.recording import recording_of
from .learn.recording_merge import merge_drafts
from .model import DishPlan, SessionState
from .plot import plot_svg
from .reducer import replay
from .session import CookingSession, SessionListener

_LOGGER = logging.getLogger(__name__)

_DAMAGE = (
    CodecError, ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError, RecursionError, StopIteration
)  # fmt: skip
"""Exceptions that a damaged record raises while its session is rebuilt."""
ENDED_KEPT = 20
"""Number of ended sessions in memory, so that cards and voice can still show the last meal."""


def dish_plan(
    recipe: Recipe,
    *,
    burner_id: str | None = None,
    level: HelpLevel = HelpLevel.GUIDE,
    dish_id: str = "1",
    estimates_s: tuple[float | None, ...] = (),
    base: Recipe | None = None,
) -> DishPlan:
    """A dish to be cooked after this version of a recipe, which was scaled from `base`."""
    before = None if base is None else base.yields
    after = recipe.yields
    return DishPlan(
        id=dish_id,
        name=recipe.name,
        steps=recipe.steps,
        recipe_id=recipe.id,
        recipe_version=recipe.version,
        burner_id=burner_id,
        level=level,
        estimates_s=estimates_s,
        ingredients=tuple(line.text for line in recipe.ingredients),
        servings=recipe.servings,
        factor=after.amount / before.amount if before is not None and after is not None else 1.0,
        language=recipe.language,
    )


class CookingSessions:
    """All sessions. `Kitchen` has one instance."""

    def __init__(
        self,
        *,
        clock: Clock,
        directory: BurnerRegistry,
        journal: Journal,
        spawn: Spawn | None = None,
        boiling_point_c: Callable[[], float] = lambda: 100.0,
    ) -> None:
        self._clock = clock
        self._directory = directory
        self._journal = journal
        self._spawn = spawn or _create_task
        self._boiling_point_c = boiling_point_c
        self._sessions: dict[str, CookingSession] = {}
        self._listeners: list[SessionListener] = []
        self.damaged: list[str] = []
        """Sessions that could not be restored because of a damaged record."""

    @property
    def active(self) -> tuple[CookingSession, ...]:
        """The sessions that have not ended, oldest first."""
        return tuple(session for session in self._sessions.values() if not session.over)

    @property
    def current(self) -> CookingSession | None:
        """The session that a question without a name refers to: the newest that has not ended."""
        return self.active[-1] if self.active else None

    @property
    def last(self) -> CookingSession | None:
        """The newest session, ended or not."""
        return next(reversed(self._sessions.values()), None)

    @property
    def ended(self) -> tuple[CookingSession, ...]:
        """The sessions that ended lately, newest first."""
        return tuple(session for session in reversed(self._sessions.values()) if session.over)

    def find(self, session_id: str | None = None) -> CookingSession:
        """The session with this id, or the current one.

        Raises:
            KitchenError: `SESSION_NOT_FOUND`.
        """
        session = self.current if session_id is None else self._sessions.get(session_id)
        if session is None:
            raise KitchenError(ErrorCode.SESSION_NOT_FOUND, session=session_id)
        return session

    def on_burner(self, burner_id: str) -> CookingSession | None:
        """The session that cooks on this burner."""
        for session in self.active:
            if any(dish.burner_id == burner_id and not dish.phase.over for dish in session.state.dishes):
                return session
        return None

    def subscribe(self, listener: SessionListener) -> Callable[[], None]:
        """Call `listener` for each event of every session. Returns a function that unsubscribes."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    async def open(
        self, dishes: Sequence[DishPlan], *, name: str = "", together: bool = True
    ) -> CookingSession:
        """Open and store a new session without starting it; nothing is heated before its `start`.

        Raises:
            KitchenError: `INVALID` without dishes or steps, `BURNER_NOT_FOUND`, `BURNER_IN_USE`.
        """
        if not dishes or not all(dish.steps for dish in dishes):
            raise KitchenError(ErrorCode.INVALID, reason="a session needs dishes with steps")
        burners = [dish.burner_id for dish in dishes if dish.burner_id is not None]
        for burner_id in burners:
            self.check_burner(burner_id)
        if len(set(burners)) != len(burners):
            raise KitchenError(ErrorCode.BURNER_IN_USE, burner=burners[0])
        session = self._make()
        session.open(
            uuid4().hex[:12],
            name or " + ".join(dish.name for dish in dishes),
            tuple(_numbered(dishes)),
            together=together,
        )
        self._keep(session)
        await session.settle()
        return session

    async def watch(self, name: str, burner_id: str) -> CookingSession:
        """Record a manual cooking on a burner. Begins at once; `stop` or a `confirm` ends it.

        Raises:
            KitchenError: `BURNER_NOT_FOUND`, `BURNER_IN_USE`.
        """
        as_you_like = Step(text=name, goal=HumanGate(words="until you say that it is done"))
        session = await self.open(
            [DishPlan(id="1", name=name, steps=(as_you_like,), burner_id=burner_id, level=HelpLevel.OBSERVE)]
        )
        await session.start()
        return session

    def check_burner(self, burner_id: str, *, for_session: CookingSession | None = None) -> None:
        """Check that a dish can be put on this burner."""
        if self._directory.get(burner_id) is None:
            raise KitchenError(ErrorCode.BURNER_NOT_FOUND, burner=burner_id)
        user = self.on_burner(burner_id)
        if user is not None and user is not for_session:
            raise KitchenError(ErrorCode.BURNER_IN_USE, burner=burner_id, session=user.id)

    async def events(self, session_id: str, *, traces: bool = True) -> tuple[Event, ...]:
        """All events of a session, also of one that ended long ago; optionally without its traces.

        Raises:
            KitchenError: `SESSION_NOT_FOUND`, or `INVALID` when its journal can't be read.
        """
        try:
            # Reading a trace of hours takes a while.
            events = await asyncio.to_thread(_decode, await self._journal.read(session_id), traces=traces)
        except _DAMAGE as error:
            raise KitchenError(ErrorCode.INVALID, session=session_id) from error
        if not events:
            raise KitchenError(ErrorCode.SESSION_NOT_FOUND, session=session_id)
        return events

    async def draft(
        self, session_ids: Sequence[str], dish_id: str = "1", *, name: str = "", language: str = "en"
    ) -> Draft:
        """Propose steps for a recording; several recordings of one dish become one draft with tolerances.

        Raises:
            KitchenError: `SESSION_NOT_FOUND`, or `INVALID` when the recording has no usable data.
        """
        recorded = [await self.events(session_id) for session_id in session_ids]
        return await asyncio.to_thread(_draft, recorded, dish_id, name, language, self._boiling_point_c())

    async def plot(self, session_id: str, dish_id: str | None = None) -> str:
        """The plot of a dish (the first, if none is given) as SVG.

        Raises:
            KitchenError: `SESSION_NOT_FOUND`.
        """
        events = await self.events(session_id)
        return await asyncio.to_thread(_plot, events, dish_id)

    async def restore(self) -> None:
        """Restore the sessions that had not ended when the kitchen was last closed. All of them are paused.

        A session with a damaged record is listed in `damaged`: its journal is not changed, and the others are
        restored.
        """
        for session_id in await self._journal.unfinished():
            try:
                records = await self._journal.read(session_id)
                if not records:
                    raise ValueError("all records are missing")
                state = replay(decode(record) for record in records)
                if not state.id or state.phase.over:
                    continue
                _check_steps(state)
                session = self._make()
                session.restore(state)
            except _DAMAGE:
                _LOGGER.exception("The journal of session %s can't be read; it is left as it is", session_id)
                self.damaged.append(session_id)
                continue
            self._keep(session)
            await session.settle()

    def forget(self, session_id: str) -> None:
        """Drop an ended or damaged session whose journal was deleted."""
        session = self._sessions.get(session_id)
        if session is not None and session.over:
            del self._sessions[session_id]
        if session_id in self.damaged:
            self.damaged.remove(session_id)

    async def end_allowances(self, recipe_id: str, *, actor: str = "") -> None:
        """End the allowances of a recipe's sessions; called when a person without the right edits the recipe.

        Heat that is on stays; every raise then needs a new permission.
        """
        for session in self.active:
            if any(dish.plan.recipe_id == recipe_id for dish in session.state.dishes):
                await session.end_allowance("edited", actor=actor)

    async def close(self) -> None:
        """Close all sessions: turn off the machine's heat, write the journals."""
        for session in self.active:
            await session.close()

    def _make(self) -> CookingSession:
        return CookingSession(
            clock=self._clock,
            directory=self._directory,
            journal=self._journal,
            spawn=self._spawn,
            boiling_point_c=self._boiling_point_c(),
        )

    def _keep(self, session: CookingSession) -> None:
        self._sessions[session.id] = session
        session.subscribe(self._tell)
        ended = [name for name, kept in self._sessions.items() if kept.over]
        for name in ended[:-ENDED_KEPT]:
            del self._sessions[name]

    def _tell(self, session: CookingSession, event: Event) -> None:
        for listener in tuple(self._listeners):
            listener(session, event)


def _check_steps(state: SessionState) -> None:
    """Refuse a state whose dishes are in nonexistent steps.

    Raises:
        ValueError: when there is one.
    """
    for dish in state.dishes:
        if not 0 <= dish.step <= len(dish.plan.steps):
            raise ValueError(f"dish {dish.plan.id} has no step {dish.step}")


def _numbered(dishes: Sequence[DishPlan]) -> list[DishPlan]:
    """The dishes, with unique ids."""
    if len({dish.id for dish in dishes}) == len(dishes):
        return list(dishes)
    return [replace(dish, id=str(number)) for number, dish in enumerate(dishes, start=1)]


def _decode(records: Sequence[dict[str, Any]], *, traces: bool) -> tuple[Event, ...]:
    return tuple(decode(record) for record in records if traces or record.get("is") != TAGS[Sampled])


def _draft(
    recorded: Sequence[Sequence[Event]], dish_id: str, name: str, language: str, boiling_c: float
) -> Draft:
    # numpy is loaded here, in a thread, and only if it is needed.
    try:
        recordings = [recording_of(events, dish_id) for events in recorded]
        return merge_drafts(
            [draft_of(one, name=name, language=language, boiling_c=boiling_c) for one in recordings]
        )
    except ValueError as error:
        raise KitchenError(ErrorCode.INVALID, reason=str(error)) from error


def _plot(events: Sequence[Event], dish_id: str | None) -> str:
    opened = next((event for event in events if isinstance(event, Opened)), None)
    first = opened.dishes[0].id if opened is not None and opened.dishes else ""
    return plot_svg(events, dish_id or first)


def _create_task(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    return asyncio.get_running_loop().create_task(work)

"""All sessions of a kitchen: opened, found, restored."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
import logging
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from custom_components.hearthtech.kitchen.clock import Clock
from custom_components.hearthtech.kitchen.directory import BurnerDirectory
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.recipes.model import HelpLevel, HumanGate, Recipe, Step

from .codec import CodecError
from .engine import Spawn
from .events import Event, Opened, Sampled, decode
from .fold import replay
from .journal import Journal
from .model import DishPlan
from .session import CookingSession, SessionListener

if TYPE_CHECKING:
    from .learn.draft import Draft

_LOGGER = logging.getLogger(__name__)

ENDED_KEPT = 20
"""How many ended sessions stay at hand, so that a card or a voice can still ask about the last meal."""


def dish_plan(
    recipe: Recipe,
    *,
    burner_id: str | None = None,
    level: HelpLevel = HelpLevel.GUIDE,
    dish_id: str = "1",
    estimates_s: tuple[float | None, ...] = (),
) -> DishPlan:
    """A dish to be cooked after this version of a recipe."""
    return DishPlan(
        id=dish_id,
        name=recipe.name,
        steps=recipe.steps,
        recipe_id=recipe.id,
        recipe_version=recipe.version,
        burner_id=burner_id,
        level=level,
        estimates_s=estimates_s,
    )


class CookingSessions:
    """Holds every session. `Kitchen` has one of these."""

    def __init__(
        self, *, clock: Clock, directory: BurnerDirectory, journal: Journal, spawn: Spawn | None = None
    ) -> None:
        self._clock = clock
        self._directory = directory
        self._journal = journal
        self._spawn = spawn or _create_task
        self._sessions: dict[str, CookingSession] = {}
        self._listeners: list[SessionListener] = []

    @property
    def active(self) -> tuple[CookingSession, ...]:
        """The sessions that have not ended, oldest first."""
        return tuple(session for session in self._sessions.values() if not session.over)

    @property
    def current(self) -> CookingSession | None:
        """The session a question without a name is about: the newest that has not ended."""
        return self.active[-1] if self.active else None

    @property
    def last(self) -> CookingSession | None:
        """The newest session, ended or not."""
        return next(reversed(self._sessions.values()), None)

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
        """Be told of each event of every session. Returns the way to stop."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    async def open(
        self, dishes: Sequence[DishPlan], *, name: str = "", together: bool = True
    ) -> CookingSession:
        """A new session, opened and written down, not started; nothing is heated before its `start`.

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
        """Watch somebody cook by hand on a burner, to keep it. Begins at once; `stop` or a `confirm` ends it.

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
        """Make sure that a dish can be put on this burner."""
        if self._directory.get(burner_id) is None:
            raise KitchenError(ErrorCode.BURNER_NOT_FOUND, burner=burner_id)
        user = self.on_burner(burner_id)
        if user is not None and user is not for_session:
            raise KitchenError(ErrorCode.BURNER_IN_USE, burner=burner_id, session=user.id)

    async def events(self, session_id: str, *, traces: bool = True) -> tuple[Event, ...]:
        """Everything that happened in a session, also one that ended long ago; on demand without its traces.

        Raises:
            KitchenError: `SESSION_NOT_FOUND`, or `INVALID` when its journal can't be read.
        """
        try:
            # A trace of hours takes a while to read.
            events = await asyncio.to_thread(_decode, await self._journal.read(session_id), traces=traces)
        except CodecError as error:
            raise KitchenError(ErrorCode.INVALID, session=session_id) from error
        if not events:
            raise KitchenError(ErrorCode.SESSION_NOT_FOUND, session=session_id)
        return events

    async def draft(
        self, session_ids: Sequence[str], dish_id: str = "1", *, name: str = "", language: str = "en"
    ) -> Draft:
        """Propose steps for what was recorded; several recordings of one dish become one draft with tolerances.

        Raises:
            KitchenError: `SESSION_NOT_FOUND`, or `INVALID` where there is nothing to learn from.
        """
        recorded = [await self.events(session_id) for session_id in session_ids]
        return await asyncio.to_thread(_draft, recorded, dish_id, name, language)

    async def plot(self, session_id: str, dish_id: str | None = None) -> str:
        """The picture of a dish (the first, when not named) as SVG.

        Raises:
            KitchenError: `SESSION_NOT_FOUND`.
        """
        events = await self.events(session_id)
        return await asyncio.to_thread(_plot, events, dish_id)

    async def restore(self) -> None:
        """Take up what had not ended when the kitchen was last closed. All of it comes back paused."""
        for session_id in await self._journal.unfinished():
            try:
                state = replay(decode(record) for record in await self._journal.read(session_id))
            except CodecError:
                _LOGGER.exception("The journal of session %s can't be read; it is left as it is", session_id)
                continue
            if not state.id or state.phase.over:
                continue
            session = self._make()
            session.restore(state)
            self._keep(session)
            await session.settle()

    async def close(self) -> None:
        """Let go of all sessions: the machine's heat off, journals written."""
        for session in self.active:
            await session.close()

    def _make(self) -> CookingSession:
        return CookingSession(
            clock=self._clock, directory=self._directory, journal=self._journal, spawn=self._spawn
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


def _numbered(dishes: Sequence[DishPlan]) -> list[DishPlan]:
    """The dishes, with ids of their own where they share one."""
    if len({dish.id for dish in dishes}) == len(dishes):
        return list(dishes)
    return [replace(dish, id=str(number)) for number, dish in enumerate(dishes, start=1)]


def _decode(records: Sequence[dict[str, Any]], *, traces: bool) -> tuple[Event, ...]:
    return tuple(decode(record) for record in records if traces or record.get("is") != Sampled.__name__)


def _draft(recorded: Sequence[Sequence[Event]], dish_id: str, name: str, language: str) -> Draft:
    # numpy is loaded here, in a thread, and only by those who learn.
    from .learn.draft import draft_of
    from .learn.recording import recording_of
    from .learn.tolerance import merge_drafts

    try:
        recordings = [recording_of(events, dish_id) for events in recorded]
        return merge_drafts([draft_of(one, name=name, language=language) for one in recordings])
    except ValueError as error:
        raise KitchenError(ErrorCode.INVALID, reason=str(error)) from error


def _plot(events: Sequence[Event], dish_id: str | None) -> str:
    from .plot import plot_svg

    opened = next((event for event in events if isinstance(event, Opened)), None)
    first = opened.dishes[0].id if opened is not None and opened.dishes else ""
    return plot_svg(events, dish_id or first)


def _create_task(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    return asyncio.get_running_loop().create_task(work)

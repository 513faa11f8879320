"""The engine of a session: events to the journal, heat to the burners, readings back.

The shell around `fold` and `decide`. State changes at once when something happens; heat waits until the journal has
written the order down; off waits for nothing.
"""

import asyncio
from collections.abc import Callable, Coroutine
import logging
from typing import Any

from custom_components.hearthtech.kitchen.burner import (
    Burner,
    BurnerEvent,
    BurnerRefused,
    BurnerState,
    HeatSource,
    RefusalCode,
)
from custom_components.hearthtech.kitchen.clock import Cancel, Clock, ScaledClock
from custom_components.hearthtech.kitchen.directory import BurnerDirectory
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError

from .dish import DishWatch
from .events import (
    Corrected,
    DishDone,
    Event,
    Finished,
    HeatAdjusted,
    HeatAsked,
    HeatEnded,
    HeatRefused,
    HeatTaken,
    Opened,
    Paused,
    ReadySet,
    Restored,
    StepEntered,
    Stopped,
    Ticked,
    encode,
)
from .fold import EMPTY, fold
from .journal import Journal
from .model import CorrectionKind, DishPlan, DishState, PauseReason, Phase, SessionState, Waiting
from .policy import decide, waiting_for
from .schedule import begin_times
from .view import SessionView, view_dish, view_session

_LOGGER = logging.getLogger(__name__)

PAN_WAIT_S = 60.0
"""How long a lifted pan may stay away before its heat is given up, as the stoves do."""
LATE_S = 30.0
"""A delay shorter than this moves no other dish."""
TICK_S = 30.0
"""At most so many seconds of real time are lost from a step's time when the host dies."""
NO_HANDS = {CorrectionKind.KNOB, CorrectionKind.TURNED_OFF}

type Spawn = Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]


class SessionEngine:
    """What makes a session go by itself; `CookingSession` adds the orders of people."""

    def __init__(self, *, clock: Clock, directory: BurnerDirectory, journal: Journal, spawn: Spawn) -> None:
        self.state: SessionState = EMPTY
        self._base_clock = clock
        self._clock: Clock = clock
        self._epoch = 0.0
        self._directory = directory
        self._journal = journal
        self._spawn = spawn
        self._watches: dict[str, DishWatch] = {}
        self._listeners: list[Callable[[Event], None]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._sending: dict[str, asyncio.Lock] = {}
        self._unwritten: list[tuple[int, dict[str, Any]]] = []
        self._written = 0
        self._writing = asyncio.Lock()
        self._cancel_timer: Cancel | None = None
        self._advancing = False
        self._leave_directory: Callable[[], None] | None = None

    # What it is

    @property
    def id(self) -> str:
        """The session's id."""
        return self.state.id

    @property
    def now(self) -> float:
        """Seconds of session time."""
        return self._clock.time() - self._epoch

    @property
    def clock_rate(self) -> float:
        """Seconds of session time per second of real time."""
        return self._clock.rate

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.state.phase.over

    def view(self) -> SessionView:
        """The session now, with times worked out."""
        now = self.now
        dishes = tuple(
            view_dish(self.state, dish, self._watches[dish.id].verdict(dish, now), now)
            for dish in self.state.dishes
        )
        return view_session(self.state, dishes, now)

    def waiting(self, dish_id: str | None = None) -> Waiting:
        """What a dish (the one in hand, when not named) waits for."""
        dish = self._dish(dish_id)
        return waiting_for(self.state, dish, self._watches[dish.id].verdict(dish, self.now))

    def _listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    # Life

    def open(
        self, session_id: str, name: str, dishes: tuple[DishPlan, ...], *, together: bool = True
    ) -> None:
        """Begin a new journal."""
        self._tune({dish.burner_id for dish in dishes})
        self._epoch = self._clock.time()
        self._record(
            Opened(
                at=0.0,
                session=session_id,
                name=name,
                dishes=dishes,
                together=together,
                wall=self._clock.now().isoformat(timespec="seconds"),
            )
        )
        self._enter_kitchen()

    def restore(self, state: SessionState, *, down_s: float | None = None) -> None:
        """Take up a session read from its journal: paused, without heat."""
        self.state = state
        self._written = state.events
        self._tune({dish.burner_id for dish in state.dishes})
        self._epoch = self._clock.time() - state.at  # time stood still while nobody watched
        self._record(Restored(at=self.now, down_s=down_s))
        for dish in self.state.dishes:
            self._watches[dish.id].begin_step(dish)
        self._enter_kitchen()

    async def settle(self) -> None:
        """Wait until everything so far is written and answered."""
        while tasks := [task for task in self._tasks if task is not asyncio.current_task()]:
            await asyncio.wait(tasks)

    async def close(self) -> None:
        """Leave the session to be restored later: the machine's heat off, the journal written."""
        for dish in self.state.dishes:
            if dish.heat is not None:
                self._record(Paused(at=self.now, dish=dish.id, reason=PauseReason.RESTART))
        await self.settle()
        self._leave()

    # Inside

    def _record(self, event: Event) -> None:
        """Change the state by an event, have it written, tell everybody, and do what it means for the burners."""
        for dish_id in _closes(event, self.state):
            rest = self._watches[dish_id].rest_of_trace(self.now)
            if rest is not None:
                self._record(rest)
        before = self.state
        self.state = fold(before, event)
        self._unwritten.append((before.events, encode(event)))
        self._run(self._write())
        for dish in self.state.dishes:
            if dish.id not in self._watches:
                self._watches[dish.id] = DishWatch(dish.id, self._on_reading)
                self._sending[dish.id] = asyncio.Lock()
            self._heat(before.dish(dish.id), dish, event)
        if isinstance(event, StepEntered):
            self._watches[event.dish].begin_step(self._dish(event.dish))
        if self.state.phase.over:
            self._leave()
        for listener in tuple(self._listeners):
            listener(event)

    def _heat(self, before: DishState | None, dish: DishState, event: Event) -> None:
        if isinstance(event, HeatAsked) and event.dish == dish.id:
            self._run(self._send(dish.id, event, self.state.events))
            return
        if isinstance(event, HeatAdjusted) and event.dish == dish.id:
            self._run(self._adjust(event, self.state.events))
            return
        if before is None or before.heat is None or dish.heat is not None:
            return
        if isinstance(event, HeatRefused) or (isinstance(event, Corrected) and event.kind in NO_HANDS):
            return
        burner = self._watches[dish.id].burner
        if burner is not None:
            self._run(self._off(burner))

    async def _send(self, dish_id: str, asked: HeatAsked, number: int) -> None:
        """Send an order for heat once it is written, unless something newer has come in between."""
        await asyncio.sleep(
            0
        )  # everybody hears of the order before its answer, also where tasks start eagerly
        async with self._sending[dish_id]:
            await self._write()
            watch = self._watches[dish_id]
            dish = self._dish(dish_id)
            if dish.order != asked.order or dish.heat is None:
                return
            if self._written < number:
                self._record(Paused(at=self.now, dish=dish_id, reason=PauseReason.JOURNAL))
                return
            refused = await self._ask(watch, asked)
            if refused is not None:
                self._record(_refusal(dish_id, asked.order, refused, self.now))
                return
            self._record(HeatTaken(at=self.now, dish=dish_id, order=asked.order))
        if watch.burner is not None and watch.burner.state.source is not HeatSource.IDLE:
            self._on_reading(dish_id, watch.burner.state, None)

    @staticmethod
    async def _ask(watch: DishWatch, asked: HeatAsked) -> BurnerRefused | None:
        if watch.burner is None:
            return BurnerRefused(RefusalCode.UNKNOWN_BURNER)
        power, temperature_c = watch.prepare(asked.heat)
        return await _set(watch.burner, power=power, temperature_c=temperature_c, start=asked.start)

    async def _adjust(self, adjusted: HeatAdjusted, number: int) -> None:
        """Turn the level of heat that is on, once that is written."""
        async with self._sending[adjusted.dish]:
            await self._write()
            dish, burner = self._dish(adjusted.dish), self._watches[adjusted.dish].burner
            stale = dish.order != adjusted.order or dish.heat is None or dish.pause is not None
            if stale or burner is None or self._written < number:
                return
            refused = await _set(burner, power=adjusted.power, temperature_c=None, start=False)
            if refused is not None:
                self._record(_refusal(adjusted.dish, adjusted.order, refused, self.now))

    @staticmethod
    async def _off(burner: Burner) -> None:
        if burner.state.source is HeatSource.MANUAL:
            return  # a hand was quicker: this heat is not the machine's
        try:
            await burner.off()
        except BurnerRefused:
            _LOGGER.warning("%s can't be reached to turn it off; its lease will", burner.name)

    async def _write(self) -> None:
        """Write what is not yet written, in order; what fails is tried again with the next event."""
        async with self._writing:
            while self._unwritten:
                number, record = self._unwritten[0]
                try:
                    await self._journal.append(self.id, number, record)
                except Exception:
                    _LOGGER.exception("The journal of session %s can't be written", self.id)
                    return
                self._unwritten.pop(0)
                self._written = number + 1

    def _on_reading(self, dish_id: str, state: BurnerState, event: BurnerEvent | None) -> None:
        if self.over or self.state.phase is Phase.PLANNED:
            return
        found = self._watches[dish_id].read(self._dish(dish_id), state, event, self.now)
        for happened in found:
            self._record(happened)
        self._advance()

    def _advance(self) -> None:
        """Let everything follow that follows by itself, then wake up when time alone changes something."""
        if self._advancing:
            return
        self._advancing = True
        try:
            while not self.over and self._one_more():
                pass
        finally:
            self._advancing = False
        self._wake_in_time()

    def _one_more(self) -> bool:
        now = self.now
        for dish in self.state.dishes:
            watch = self._watches[dish.id]
            lifted = watch.pan_lifted_at
            if dish.pause is PauseReason.PAN_LIFTED and dish.heat and lifted is not None:
                if now - lifted >= PAN_WAIT_S:
                    self._record(HeatEnded(at=now, dish=dish.id, order=dish.order + 1))
                    return True
                continue
            event = decide(self.state, dish, watch.verdict(dish, now), now)
            if event is not None:
                self._record(event)
                if isinstance(event, StepEntered):
                    self._replan()
                return True
        if self.state.phase is Phase.COOKING and all(dish.phase.over for dish in self.state.dishes):
            self._record(Finished(at=now))
        elif self._counts and now - self.state.at >= self._tick_s - 1e-6:
            self._record(Ticked(at=now))
            self._replan()
        return False

    def _replan(self) -> None:
        """A dish that takes longer than was thought makes the others wait for it."""
        ready_at = self.state.ready_at
        if ready_at is None or all(dish.phase is not Phase.PLANNED for dish in self.state.dishes):
            return
        changes = list(begin_times(self.state, self.now))
        late = [change for change in changes if isinstance(change, ReadySet)]
        if late and late[0].ready_at > ready_at + LATE_S:
            for change in changes:
                self._record(change)

    @property
    def _tick_s(self) -> float:
        return TICK_S * self._clock.rate

    @property
    def _counts(self) -> bool:
        """Whether time counts in any dish."""
        return any(dish.since is not None for dish in self.state.dishes)

    def _wake_in_time(self) -> None:
        if self._cancel_timer is not None:
            self._cancel_timer()
            self._cancel_timer = None
        if self.over or self.state.phase is not Phase.COOKING:
            return
        now = self.now
        due = [seconds for dish in self.state.dishes for seconds in self._due(dish, now)]
        if self._counts:
            due.append(self.state.at + self._tick_s - now)
        if due:
            self._cancel_timer = self._clock.call_later(max(min(due), 0.0), self._advance)

    def _due(self, dish: DishState, now: float) -> list[float]:
        watch = self._watches[dish.id]
        if dish.pause is PauseReason.PAN_LIFTED and watch.pan_lifted_at is not None and dish.heat:
            return [watch.pan_lifted_at + PAN_WAIT_S - now]
        if dish.phase is Phase.WARMING:
            ready_at = self.state.ready_at
            return [] if ready_at is None or ready_at <= now else [ready_at - now]
        if dish.pause is not None or dish.phase.over:
            return []
        if dish.phase is Phase.PLANNED:
            return [] if dish.begins_at is None else [dish.begins_at - now]
        due = None if dish.awaiting_hands else watch.due_in(dish, now)
        return [] if due is None else [due]

    async def _follow(self) -> None:
        self._advance()
        await self.settle()

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._spawn(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _dish(self, dish_id: str | None = None) -> DishState:
        if dish_id is None:
            dish_id = self.view().dish.id if len(self.state.dishes) > 1 else self.state.dishes[0].id
        dish = self.state.dish(dish_id)
        if dish is None:
            raise KitchenError(ErrorCode.SESSION_NOT_FOUND, dish=dish_id)
        return dish

    def _dishes(self, dish_id: str | None) -> list[DishState]:
        if dish_id is not None:
            return [self._dish(dish_id)]
        return [dish for dish in self.state.dishes if not dish.phase.over]

    def _burner(self, dish: DishState) -> Burner | None:
        return None if dish.burner_id is None else self._directory.get(dish.burner_id)

    def _tune(self, burner_ids: set[str | None]) -> None:
        """Keep the time of the burners: all of a session's burners share one clock rate."""
        found = [self._directory.get(name) for name in burner_ids if name is not None]
        rates = {burner.clock_rate for burner in found if burner is not None}
        if len(rates) > 1:
            raise KitchenError(ErrorCode.INVALID, reason="burners of one session must keep the same time")
        rate = rates.pop() if rates else 1.0
        if rate * self._base_clock.rate != self._clock.rate:
            now = self.now
            self._clock = ScaledClock(self._base_clock, rate)
            self._epoch = self._clock.time() - now

    def _enter_kitchen(self) -> None:
        """Watch the burners, also those that come later or come back."""

        def told(burner: Burner, here: bool) -> None:
            for dish in self.state.dishes:
                if dish.burner_id != burner.id:
                    continue
                if here:
                    self._tune({burner.id})
                    self._watches[dish.id].attach(burner)
                elif self._watches[dish.id].burner is burner:
                    self._watches[dish.id].attach(None)
                    if dish.heat is not None:
                        self._record(Paused(at=self.now, dish=dish.id, reason=PauseReason.STOVE_LOST))

        self._leave_directory = self._directory.subscribe(told)

    def _leave(self) -> None:
        if self._cancel_timer is not None:
            self._cancel_timer()
            self._cancel_timer = None
        if self._leave_directory is not None:
            self._leave_directory()
            self._leave_directory = None
        for watch in self._watches.values():
            watch.attach(None)


def _closes(event: Event, state: SessionState) -> list[str]:
    """The dishes whose trace is to be complete before this event: it ends them."""
    match event:
        case DishDone(dish=dish_id) | Stopped(dish=str(dish_id)):
            return [dish_id] if state.dish(dish_id) is not None else []
        case Stopped():
            return [dish.id for dish in state.dishes if not dish.phase.over]
        case _:
            return []


async def _set(
    burner: Burner, *, power: float | None, temperature_c: float | None, start: bool
) -> BurnerRefused | None:
    try:
        await burner.set(power=power, temperature_c=temperature_c, start=start)
    except BurnerRefused as refused:
        return refused
    except Exception:
        _LOGGER.exception("The burner %s failed to take an order", burner.id)
        return BurnerRefused(RefusalCode.UNAVAILABLE)
    return None


def _refusal(dish_id: str, order: int, refused: BurnerRefused, now: float) -> HeatRefused:
    return HeatRefused(at=now, dish=dish_id, order=order, code=refused.code, data=_plain(refused.data))


def _plain(data: dict[str, object]) -> dict[str, Any]:
    """What a stove added to a refusal, as far as a journal can hold it."""
    return {
        key: value for key, value in data.items() if isinstance(value, (str, int, float, bool, type(None)))
    }

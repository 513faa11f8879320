"""Engine of a session: writes events to the journal, sends heat to the burners, processes readings.

It calls the pure functions `reduce` and `decide`. The state changes at once with an event; heat is sent only
after the journal has stored the order; off is sent at once.
"""

import asyncio
from collections.abc import Callable, Coroutine
import logging
from typing import Any

from ...burners.burner import Burner
from ...burners.clock import Cancel, Clock, ScaledClock
from ...burners.model import BurnerEvent, BurnerState, HeatSource
from ...burners.registry import BurnerRegistry
from ..errors import ErrorCode, KitchenError
from .burner_monitor import BurnerMonitor
from .due_times import PAN_WAIT_S, due_times, ended_dishes, later_begins, paused_by_sensor
from .event_codec import encode
from .events import (
    Corrected,
    Event,
    Finished,
    GoalRevoked,
    HeatAdjusted,
    HeatAsked,
    HeatEnded,
    HeatOrderRefused,
    HeatTaken,
    Opened,
    Paused,
    Resumed,
    SessionRestored,
    StepEntered,
    Ticked,
)
from .heat_commands import adjust_heat, refusal_of, send_heat, turn_off
from .journal import Journal
from .model import CorrectionKind, DishPlan, DishState, PauseReason, Phase, SessionState, Waiting
from .policy import decide, waiting_for
from .reducer import EMPTY, reduce
from .snapshot import SessionSnapshot, view_dish, view_session

_LOGGER = logging.getLogger(__name__)

TICK_S = 30.0
"""Greatest loss of a step's time when the process dies, in s of real time."""
NO_HANDS = {CorrectionKind.KNOB, CorrectionKind.TURNED_OFF}

type Spawn = Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]


class SessionEngine:
    """Runs a session automatically; `CookingSession` adds the orders of people."""

    def __init__(
        self,
        *,
        clock: Clock,
        directory: BurnerRegistry,
        journal: Journal,
        spawn: Spawn,
        boiling_point_c: float = 100.0,
    ) -> None:
        self.state: SessionState = EMPTY
        self._base_clock = clock
        self._clock: Clock = clock
        self._epoch = 0.0
        self._directory = directory
        self._journal = journal
        self._spawn = spawn
        self._boiling_point_c = boiling_point_c
        self._watches: dict[str, BurnerMonitor] = {}
        self._listeners: list[Callable[[Event], None]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._sending: dict[str, asyncio.Lock] = {}
        self._unwritten: list[tuple[int, dict[str, Any]]] = []
        self._written = 0
        self._writing = asyncio.Lock()
        self._cancel_timer: Cancel | None = None
        self._advancing = False
        self._leave_directory: Callable[[], None] | None = None

    # State

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

    def view(self) -> SessionSnapshot:
        """A snapshot of the session, with computed times."""
        now = self.now
        dishes = tuple(
            view_dish(self.state, dish, self._watches[dish.id].verdict(dish, now), now)
            for dish in self.state.dishes
        )
        return view_session(self.state, dishes, now)

    def waiting(self, dish_id: str | None = None) -> Waiting:
        """The condition that a dish waits for (of the current dish, if none is given)."""
        dish, now = self._dish(dish_id), self.now
        return waiting_for(self.state, dish, self._watches[dish.id].verdict(dish, now), now)

    def _listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    # Life cycle

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
        """Continue a session read from its journal: paused, without heat."""
        self.state = state
        self._written = state.events
        self._tune({dish.burner_id for dish in state.dishes})
        self._epoch = self._clock.time() - state.at  # time did not advance while the session was closed
        self._record(SessionRestored(at=self.now, down_s=down_s))
        for dish in self.state.dishes:
            self._watches[dish.id].begin_step(dish)
        self._enter_kitchen()

    async def settle(self) -> None:
        """Wait until all events so far are written and all commands are answered."""
        while tasks := [task for task in self._tasks if task is not asyncio.current_task()]:
            await asyncio.wait(tasks)

    async def close(self) -> None:
        """Close the session for a later restore: turn off the machine's heat, write the journal."""
        for dish in self.state.dishes:
            if dish.heat is not None:
                self._record(Paused(at=self.now, dish=dish.id, reason=PauseReason.RESTART))
        await self.settle()
        self._leave()

    # Inside

    def _record(self, event: Event) -> None:
        """Apply an event to the state, write it, call the subscribers, and send its commands to the burners."""
        for dish_id in ended_dishes(event, self.state):
            rest = self._watches[dish_id].rest_of_trace(self.now)
            if rest is not None:
                self._record(rest)
        before = self.state
        self.state = reduce(before, event)
        self._unwritten.append((before.events, encode(event)))
        self._run(self._write())
        for dish in self.state.dishes:
            if dish.id not in self._watches:
                self._watches[dish.id] = BurnerMonitor(
                    dish.id, self._on_reading, boiling_point_c=self._boiling_point_c
                )
                self._sending[dish.id] = asyncio.Lock()
            self._heat(before.dish(dish.id), dish, event)
        if isinstance(event, StepEntered):
            dish = self._dish(event.dish)
            self._watches[event.dish].begin_step(dish, now=event.at, by_machine=not event.by)
        elif isinstance(event, GoalRevoked):
            self._watches[event.dish].begin_step(self._dish(event.dish))
        elif isinstance(event, Resumed) and event.heat and paused_by_sensor(before, event.dish):
            self._watches[event.dish].vouch()
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
        if isinstance(event, HeatOrderRefused) or (isinstance(event, Corrected) and event.kind in NO_HANDS):
            return
        burner = self._watches[dish.id].burner
        if burner is not None:
            self._run(turn_off(burner))

    async def _send(self, dish_id: str, asked: HeatAsked, number: int) -> None:
        """Send an order for heat after it is written, unless a newer one exists by then."""
        # All subscribers get the order before its answer, also where tasks start eagerly.
        await asyncio.sleep(0)
        async with self._sending[dish_id]:
            await self._write()
            watch = self._watches[dish_id]
            dish = self._dish(dish_id)
            if dish.order != asked.order or dish.heat is None:
                return
            if self._written < number:
                self._record(Paused(at=self.now, dish=dish_id, reason=PauseReason.JOURNAL))
                return
            refused = await send_heat(watch, dish, asked)
            if refused is not None:
                self._record(refusal_of(dish_id, asked.order, refused, self.now))
                return
            self._record(HeatTaken(at=self.now, dish=dish_id, order=asked.order))
        if watch.burner is not None and watch.burner.state.source is not HeatSource.IDLE:
            self._on_reading(dish_id, watch.burner.state, None)

    async def _adjust(self, adjusted: HeatAdjusted, number: int) -> None:
        """Change the level of heat that is on, after the journal has stored it."""
        async with self._sending[adjusted.dish]:
            await self._write()
            dish, burner = self._dish(adjusted.dish), self._watches[adjusted.dish].burner
            if dish.heat is None or dish.order != adjusted.order or dish.pause is not None:
                return
            if burner is None or self._written < number:
                return
            refused = await adjust_heat(burner, dish, dish.heat, adjusted)
            if refused is not None:
                self._record(refusal_of(adjusted.dish, adjusted.order, refused, self.now))

    async def _write(self) -> None:
        """Write the unwritten events, in order; failures are retried with the next event."""
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
        """Apply all automatic transitions, then schedule a wake-up at the next transition by time."""
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
            if watch.heating_fault(dish, now) is not None:
                self._record(Paused(at=now, dish=dish.id, reason=PauseReason.SENSOR))
                return True
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
        for change in later_begins(self.state, self.now):
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
        due = [
            seconds
            for dish in self.state.dishes
            for seconds in due_times(self.state, dish, self._watches[dish.id], now)
        ]
        if self._counts:
            due.append(self.state.at + self._tick_s - now)
        if due:
            self._cancel_timer = self._clock.call_later(max(min(due), 0.0), self._advance)

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
        """Use the clock rate of the burners: all burners of a session share one."""
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
        """Monitor the burners, also those that are added later."""

        def added(burner: Burner) -> None:
            for dish in self.state.dishes:
                if dish.burner_id == burner.id:
                    self._tune({burner.id})
                    self._watches[dish.id].attach(burner)

        def removed(burner: Burner) -> None:
            for dish in self.state.dishes:
                if dish.burner_id == burner.id and self._watches[dish.id].burner is burner:
                    self._watches[dish.id].attach(None)
                    if dish.heat is not None:
                        self._record(Paused(at=self.now, dish=dish.id, reason=PauseReason.STOVE_LOST))

        self._leave_directory = self._directory.subscribe(added, removed)

    def _leave(self) -> None:
        if self._cancel_timer is not None:
            self._cancel_timer()
            self._cancel_timer = None
        if self._leave_directory is not None:
            self._leave_directory()
            self._leave_directory = None
        for watch in self._watches.values():
            watch.attach(None)

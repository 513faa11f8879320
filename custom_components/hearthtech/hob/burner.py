"""A burner made of entities that are in Home Assistant already; satisfies `Burner`."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from homeassistant.core import Context, HomeAssistant, callback

from custom_components.hearthtech.const import LOGGER
from custom_components.hearthtech.kitchen.burner import (
    Access,
    BurnerCapabilities,
    BurnerEvent,
    BurnerEventKind,
    BurnerListener,
    BurnerRefused,
    BurnerState,
    HeatSource,
    PanState,
    RefusalCode,
)
from custom_components.hearthtech.kitchen.clock import Clock
from custom_components.hearthtech.stove.simulator.limits import limit_s

from .heat import LATE_S, Happening, HeatWatch, Outcome, Setting
from .listener import Listener
from .mapping import WRITABLE, BurnerMapping, Control, Role
from .memory import HobMemory
from .orders import asked_setting, check, is_set_to
from .plans import Plans
from .reader import BurnerReader
from .sender import Sender

LOOK_S: Final = 5.0
"""How often is looked whether a silent entity holds its reading, or is stale."""
CONFIRM_S: Final = 45.0
"""How long a cook is given to press on the hob what it was asked for."""
LONGEST_ANSWER_S: Final = 120.0
RETRY_S: Final = (2.0, 4.0, 8.0, 15.0, 30.0)
"""Pauses before off is asked for again; the last one repeats."""
RETRY_FOR_S: Final = 1800.0

_ACCESS: Final = {
    Control.GUIDE: Access.READ,
    Control.ADJUST: Access.ADJUST,
    Control.START: Access.START,
}
_REFUSED: Final = {
    Outcome.HAND: RefusalCode.MANUAL,
    Outcome.SUPERSEDED: RefusalCode.STALE,
    Outcome.FAILED: RefusalCode.UNAVAILABLE,
}


class EntityBurner:
    """One burner of a hob, or a pot with a thermometer."""

    clock_rate: float = 1.0
    """Entities keep real time."""

    def __init__(
        self,
        hass: HomeAssistant,
        hob_id: str,
        mapping: BurnerMapping,
        *,
        memory: HobMemory,
        clock: Clock,
        household: Listener,
    ) -> None:
        """Prepare; `start` begins."""
        self._id = f"{hob_id}/{mapping.n}"
        self.mapping = mapping
        self.reader = BurnerReader(hass, clock, mapping, self._heard)
        self._sender = Sender(hass, self.reader)
        self._memory = memory
        self._clock = clock
        self._household = household
        self._heat = HeatWatch(step=1.0, answers_within_s=mapping.answers_within_s)
        self._begun = False
        self._listeners: list[BurnerListener] = []
        self._context: Context | None = None
        self._plans = Plans(clock)
        self._timer_ends: float | None = None
        self._off_tries = 0
        self._off_since = 0.0
        self._pan: PanState | None = None
        self._setting = asyncio.Lock()
        self.forgotten = False
        """Whether it has been on, untouched, for longer than hobs let a burner be on."""

    # What it is

    @property
    def id(self) -> str:
        """`<hob id>/<n>`."""
        return self._id

    @property
    def n(self) -> int:
        """Its number in its hob."""
        return self.mapping.n

    @property
    def name(self) -> str:
        """What the household calls it."""
        return self.mapping.name

    @property
    def ignores(self) -> bool:
        """Whether it has been found to take no orders."""
        return self._memory.ignores(self.n)

    @property
    def answers_after_s(self) -> float | None:
        """How long it took to show the last order, or the longest known."""
        return self._heat.answered_after_s or self._memory.answered_after_s(self.n)

    @property
    def capabilities(self) -> BurnerCapabilities:
        """What it can tell and do, as far as it was found out."""
        return self.reader.capabilities(self._drive)

    @property
    def _drive(self) -> Access:
        return Access.READ if self.ignores else _ACCESS[self.mapping.control]

    @property
    def state(self) -> BurnerState:
        """The newest state known."""
        left = None if self._timer_ends is None else max(self._timer_ends - self._clock.time(), 0.0)
        return self.reader.state(self._heat.source, self.reader.setting(), left)

    @property
    def known(self) -> bool:
        """Whether it is known if it is on."""
        return self.reader.setting().on is not None

    @property
    def may_drive(self) -> bool:
        """Whether the household lets anything here be set, and there is an entity to do it."""
        watch = self.reader.watch
        return self.mapping.control is not Control.GUIDE and any(
            watch.domain(role) in WRITABLE[role] for role in (Role.LEVEL, Role.SWITCH, Role.TARGET)
        )

    @property
    def may_stop(self) -> bool:
        """Whether there is an entity to turn it off with."""
        watch = self.reader.watch
        return any(watch.domain(role) in WRITABLE[role] for role in (Role.STOP, Role.SWITCH, Role.LEVEL))

    # Coming and going

    @callback
    def start(self) -> None:
        """Follow its entities."""
        self._memory.match(self.n, self.mapping.entities.get(Role.LEVEL, ""))
        self.reader.start()
        self._pan = self.reader.pan
        self._look()
        self._plan_look()

    @callback
    def stop(self) -> None:
        """Follow nothing any more."""
        self.reader.watch.stop()
        self._plans.drop_all()

    async def give_back(self) -> None:
        """Home Assistant lets go of the hob: heat from here goes off. What can't be reached is owed an off."""
        if self._heat.source is HeatSource.REMOTE:
            try:
                await self.off()
            except BurnerRefused as refused:
                LOGGER.warning("%s could not be turned off: %s", self.name, refused.data.get("reason"))

    @callback
    def subscribe(self, listener: BurnerListener) -> Callable[[], None]:
        """Be told of each change and event. Returns the way to stop."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    @callback
    def blame(self, context: Context) -> None:
        """Let the next order be known as the doing of this context."""
        self._context = context

    # Orders

    async def set(
        self,
        *,
        power: float | None = None,
        temperature_c: float | None = None,
        start: bool = False,
        timer_s: float | None = None,
    ) -> None:
        """Ask for a power or a temperature, and wait until the hob shows it.

        Raises:
            BurnerRefused: `REMOTE_OFF` when the hob ignores it, `NOT_ARMED` when nobody pressed on the hob what it
                asks for, `MANUAL` when a hand is in charge, `NOT_ON`, `LATCHED`, `UNSUPPORTED`, `OUT_OF_RANGE`,
                `UNAVAILABLE`, `STALE` when something newer came in between.
        """
        if power == 0.0:
            await self.off()
            return
        context = self._take_context()
        asked = asked_setting(
            self.reader,
            self._drive,
            power=power,
            temperature_c=temperature_c,
            why="ignored" if self.ignores else "guided",
        )
        self._require(start=start)
        async with self._setting:
            self._require(start=start)
            if is_set_to(self.reader.setting(), asked, self._heat.step):
                await self._memory.heat(self.n, asked)
                self._heat.adopt()
                self._changed()
            else:
                await self._order(asked, context)
        self._set_timer(timer_s)

    async def off(self) -> None:
        """Turn it off. Always allowed, and asked for again until it is seen.

        Raises:
            BurnerRefused: `UNSUPPORTED` when it is on and there is no way to turn it off, `UNAVAILABLE` when it can't
                be reached; then it is tried on.
        """
        await self._turn_off(latch=False)

    async def acknowledge(self) -> None:
        """Say that the reason why heat was cut has been seen."""
        self._heat.acknowledge()
        self._changed()

    # Inside: orders

    def _require(self, *, start: bool) -> None:
        """Refuse what may not be done now."""
        if not self._begun or not self.reader.setting().known:
            raise BurnerRefused(RefusalCode.UNAVAILABLE, {"burner": self.id})
        check(self._heat, self._drive, start=start)

    async def _order(self, asked: Setting, context: Context) -> None:
        came: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        cold = self._heat.source is HeatSource.IDLE
        self._heat.answers_within_s = self._answers_within_s()
        await self._memory.heat(self.n, asked)
        self._heat.ask(asked, self._clock.time(), came.set_result)
        self._plan_heat()
        try:
            await self._sender.heat(asked, context)
        except BurnerRefused:
            self._heat.fail(self._clock.time())
            self._plan_heat()
            await self._undo(cold=cold)
            raise
        match await came:
            case Outcome.TAKEN:
                await self._memory.answered(self.n, self._heat.answered_after_s or 0.0)
            case Outcome.IGNORED if self.mapping.confirms:
                await self._undo(cold=cold)
                raise BurnerRefused(RefusalCode.NOT_ARMED, {"why": "not_pressed"})
            case Outcome.IGNORED:
                await self._undo(cold=cold)
                raise BurnerRefused(RefusalCode.REMOTE_OFF, {"why": "ignored"})
            case outcome:
                raise BurnerRefused(_REFUSED[outcome])

    async def _undo(self, *, cold: bool) -> None:
        """An order to start that was not taken leaves nothing half on. What may still come is watched for."""
        if cold and not self._heat.off_wanted:
            try:
                await self._sender.off(Context(), 0)
            except BurnerRefused as refused:
                LOGGER.debug("%s: %s", self.name, refused.data.get("reason"))
        self._settle_later()

    async def _turn_off(self, *, latch: bool) -> None:
        context, now = self._take_context(), self._clock.time()
        self._cancel_timer()
        if self._heat.shown.on is False and not self.reader.setting().known:
            return  # It was off when it went out of reach, as hobs do that are switched off.
        if not self.reader.can_turn_off:
            if self.reader.setting().on:
                raise BurnerRefused(RefusalCode.UNSUPPORTED, {"burner": self.id})
            return
        if not self._heat.off_wanted:
            self._off_tries, self._off_since = 0, now
        self._heat.ask_off(now, latch=latch)
        self._settle_later()
        self._plan_heat()
        self._plan_retry()
        self._changed()
        await self._send_off(context)

    async def _send_off(self, context: Context) -> None:
        attempt, self._off_tries = self._off_tries, self._off_tries + 1
        await self._sender.off(context, attempt)

    async def _off_again(self) -> None:
        if not self._heat.off_wanted:
            return
        if self._clock.time() - self._off_since > RETRY_FOR_S:
            self._household.stays_on(self)
            return
        self._plan_retry()
        try:
            await self._send_off(Context())
        except BurnerRefused as refused:
            LOGGER.debug("%s is not off yet: %s", self.name, refused.data.get("reason"))

    def _settle_later(self) -> None:
        """What is given up, or asked to go off, is owed an off until nothing of it can come any more."""

        @callback
        def settle() -> None:
            if self._heat.source is not HeatSource.REMOTE and not self._heat.off_wanted:
                self._spawn(self._memory.settled(self.n))

        self._plans.plan("settle", LATE_S + 1.0, settle)

    def _answers_within_s(self) -> float:
        """How long is waited: what was set up, or longer where the hob has shown that it needs longer."""
        learned = 1.5 * (self._memory.answered_after_s(self.n) or 0.0)
        least = CONFIRM_S if self.mapping.confirms else 0.0
        return min(max(self.mapping.answers_within_s, least, learned), LONGEST_ANSWER_S)

    def _take_context(self) -> Context:
        context, self._context = self._context, None
        return context or Context()

    # Inside: readings

    @callback
    def _heard(self, role: Role) -> None:
        self._look()
        if role is Role.PAN:
            self._look_at_pan()
        self._changed()

    @callback
    def _look(self) -> None:
        """Take what it shows now."""
        shown, now = self.reader.setting(), self._clock.time()
        if (scale := self.reader.used_scale) is not None:
            self._heat.step = scale.step
        if not self._begun:
            if not shown.known:
                return
            self._begun = True
            self._heat.begin(shown, now, owed=self._memory.owed(self.n))
            if self._heat.off_wanted:
                LOGGER.warning("%s was on when Home Assistant went; it is turned off", self.name)
                self._spawn(self._turn_off(latch=False))
            else:
                self._spawn(self._memory.settled(self.n))
            self._plan_forgotten()
            return
        before = self._heat.shown
        self._take(self._heat.came(shown, now))
        if (before.on, before.power) != (self._heat.shown.on, self._heat.shown.power):
            self._plan_forgotten()
        self._plan_heat()

    @callback
    def _tick(self) -> None:
        self._take(self._heat.tick(self._clock.time()))
        self._plan_heat()
        self._changed()

    def _take(self, happening: Happening) -> None:
        """Do what a reading means."""
        match happening:
            case Happening.TURNED | Happening.TAKEN_OVER:
                taken = happening is Happening.TAKEN_OVER
                self._hand(BurnerEventKind.TAKEN_OVER if taken else BurnerEventKind.KNOB_TURNED)
            case Happening.TURNED_OFF:
                self._cancel_timer()
                self._spawn(self._memory.settled(self.n))
                self._log_only("turned_off")
            case Happening.WENT_OFF:
                self._spawn(self._memory.settled(self.n))
            case Happening.IGNORED:
                self._cancel_timer()
                if not self.mapping.confirms:
                    self._spawn(self._was_ignored())
            case Happening.LATE:
                LOGGER.warning("%s started after its order had been given up; it is turned off", self.name)
                self._spawn(self._turn_off(latch=False))
            case Happening.LOST:
                self._happened(BurnerEventKind.LEASE_LOST, "out_of_sight")
                self._spawn(self._turn_off(latch=True))

    def _hand(self, kind: BurnerEventKind) -> None:
        self._cancel_timer()
        self._spawn(self._memory.settled(self.n))
        self._happened(kind, kind.value, level=self._heat.shown.power)

    async def _was_ignored(self) -> None:
        if await self._memory.ignored(self.n):
            self._household.ignores(self)
            self._changed()

    @callback
    def _look_at_pan(self) -> None:
        before, now = self._pan, self.reader.pan
        if now is None or now is before:
            return
        self._pan = now
        if before is None:
            return
        gone = now is PanState.NONE
        kind = BurnerEventKind.PAN_REMOVED if gone else BurnerEventKind.PAN_PLACED
        self._happened(kind, kind.value)

    # Inside: time

    def _plan_heat(self) -> None:
        if (due := self._heat.due) is None:
            self._plans.drop("heat")
        else:
            self._plans.plan("heat", due - self._clock.time(), self._tick)

    def _plan_retry(self) -> None:
        pause = RETRY_S[min(self._off_tries, len(RETRY_S) - 1)]
        self._plans.plan("off", pause, lambda: self._spawn(self._off_again()))

    def _plan_look(self) -> None:
        if self.reader.falls_silent:
            self._plans.plan("look", LOOK_S, self._look_again)

    @callback
    def _look_again(self) -> None:
        self._plan_look()
        self._look()
        self._changed()

    def _plan_forgotten(self) -> None:
        """Watch the time that hobs let a burner be on. Heat from here goes off then; a hand's is only told."""
        shown = self._heat.shown
        self.forgotten = False
        if shown.on:
            limit = limit_s(1.0 if shown.power is None else shown.power)
            self._plans.plan("forgotten", limit, self._over_time)
        else:
            self._plans.drop("forgotten")

    @callback
    def _over_time(self) -> None:
        if self._heat.source is HeatSource.REMOTE:
            self._happened(BurnerEventKind.TIME_LIMIT, "time_limit")
            self._spawn(self._turn_off(latch=True))
            return
        self.forgotten = True
        self._changed()

    def _set_timer(self, timer_s: float | None) -> None:
        if timer_s is None:
            return
        self._timer_ends = self._clock.time() + timer_s
        self._plans.plan("timer", timer_s, self._timer_done)
        self._changed()

    @callback
    def _timer_done(self) -> None:
        self._timer_ends = None
        if self._heat.source is HeatSource.REMOTE:
            self._happened(BurnerEventKind.TIMER_DONE, "timer_done")
            self._spawn(self._turn_off(latch=False))

    def _cancel_timer(self) -> None:
        self._timer_ends = None
        self._plans.drop("timer")

    # Inside: telling

    @callback
    def _changed(self) -> None:
        self._tell(None)
        self._household.changed(self)

    def _happened(self, kind: BurnerEventKind, word: str, **data: object) -> None:
        event = BurnerEvent(at=self._clock.time(), kind=kind, data=data)
        self._tell(event)
        self._household.happened(self, event, word)

    def _log_only(self, word: str) -> None:
        event = BurnerEvent(at=self._clock.time(), kind=BurnerEventKind.KNOB_TURNED, data={"level": 0.0})
        self._household.happened(self, event, word)

    def _tell(self, event: BurnerEvent | None) -> None:
        if self._listeners:
            state = self.state
            for listener in tuple(self._listeners):
                listener(state, event)

    def _spawn(self, work: Awaitable[None]) -> None:
        self._household.spawn(_quietly(self.name, work))


async def _quietly(name: str, work: Awaitable[None]) -> None:
    """Do something that nobody waits for. An off that could not be sent is tried again by itself."""
    try:
        await work
    except BurnerRefused as refused:
        LOGGER.warning("%s: %s (%s)", name, refused.code, refused.data.get("reason", "no reason given"))

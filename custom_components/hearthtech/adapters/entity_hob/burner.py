"""A burner made of entities that are in Home Assistant already; satisfies `Burner`."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from homeassistant.core import Context, HomeAssistant, callback

from ...burners.clock import Clock
from ...burners.heat_gate import HeatChange, HeatPermit, raises_heat, require_permit
from ...burners.model import (
    Access,
    BurnerCapabilities,
    BurnerEvent,
    BurnerEventKind,
    BurnerListener,
    BurnerRefused,
    BurnerState,
    HeatSource,
    RefusalCode,
)
from ...const import LOGGER
from .burner_parts import BurnerParts
from .command_tracker import CommandTracker
from .command_validation import asked_setting, check, is_set_to
from .entity_monitor import EntityMonitor
from .heat_commands import HeatCommands
from .mapping import WRITABLE, BurnerMapping, Control, EntityRole
from .named_timers import NamedTimers
from .observer import BurnerObserver
from .off_sequence import OffSequence
from .persistent_state import PersistentState
from .service_caller import ServiceCaller
from .state_reader import BurnerReader, Contradiction

LOOK_S: Final = 5.0
"""Interval for checking whether a silent entity still holds its reading or is stale."""
DISTRUST_S: Final = 30.0
"""Contradictory entities are distrusted after this time. Power meters and clouds may be delayed by less."""

_ACCESS: Final = {
    Control.GUIDE: Access.READ,
    Control.ADJUST: Access.ADJUST,
    Control.START: Access.START,
}


class EntityBurner:
    """A burner of a hob, or a pot with a thermometer, built from entities."""

    clock_rate: float = 1.0
    """Entities report in real time."""
    checks_readings: bool = True
    """Its thermometers discard implausible readings."""

    def __init__(
        self,
        hass: HomeAssistant,
        hob_id: str,
        mapping: BurnerMapping,
        *,
        memory: PersistentState,
        clock: Clock,
        observer: BurnerObserver,
    ) -> None:
        """Create the burner; `start` activates it."""
        self._id = f"{hob_id}/{mapping.n}"
        self.mapping = mapping
        self.reader = BurnerReader(hass, clock, mapping, self._on_entity)
        self._hass = hass
        self._memory = memory
        self._clock = clock
        self._observer = observer
        self._heat = CommandTracker(step=1.0, answers_within_s=mapping.answers_within_s)
        self._timers = NamedTimers(clock)
        self.parts = BurnerParts(
            id=self._id,
            mapping=mapping,
            reader=self.reader,
            tracker=self._heat,
            sender=ServiceCaller(hass, self.reader),
            memory=memory,
            clock=clock,
            timers=self._timers,
            create_task=self._create_task,
        )
        self._off = OffSequence(
            self.parts, on_sent=self._off_sent, on_failed=lambda: observer.on_turn_off_failed(self)
        )
        self._monitor = EntityMonitor(hass, self, self.parts, self._off, observer)
        self._commands = HeatCommands(self.parts, self._off, on_sent=self._monitor.plan_heat)
        self._listeners: list[BurnerListener] = []
        self._context: Context | None = None
        self._setting = asyncio.Lock()

    # Properties

    @property
    def id(self) -> str:
        """`<hob id>/<n>`."""
        return self._id

    @property
    def n(self) -> int:
        """The number of the burner in its hob, from 1."""
        return self.mapping.n

    @property
    def name(self) -> str:
        """The name given by the user."""
        return self.mapping.name

    @property
    def rated_w(self) -> float | None:
        """Rated power (W); unknown, because entities do not state it."""
        return None

    @property
    def ignores(self) -> bool:
        """Whether the burner has been found to ignore commands."""
        return self._memory.ignores(self.n)

    @property
    def answers_after_s(self) -> float | None:
        """How long the hob took to show the last command, or the longest known time (s)."""
        return self._heat.answered_after_s or self._memory.answered_after_s(self.n)

    @property
    def capabilities(self) -> BurnerCapabilities:
        """What the burner can report and do, as far as known."""
        return self.reader.capabilities(self._drive)

    @property
    def forgotten(self) -> bool:
        """Whether it has been on without manual change for longer than hobs allow."""
        return self._monitor.forgotten

    @property
    def armable(self) -> bool:
        """Whether a start from cold requires a press at the hob. If not, only a tap may start it."""
        return self.mapping.confirms

    @property
    def _drive(self) -> Access:
        return Access.READ if self.ignores else _ACCESS[self.mapping.control]

    @property
    def state(self) -> BurnerState:
        """The newest known state."""
        return self.reader.state(self._heat.source, self.reader.setting(), self._monitor.limits.timer_left_s)

    @property
    def known(self) -> bool:
        """Whether it is known if the burner is on."""
        return self.reader.setting().on is not None

    @property
    def may_drive(self) -> bool:
        """Whether the configuration allows setting the burner, and an entity exists for it."""
        watch = self.reader.watch
        return self.mapping.control is not Control.GUIDE and any(
            watch.domain(role) in WRITABLE[role]
            for role in (EntityRole.LEVEL, EntityRole.SWITCH, EntityRole.TARGET)
        )

    @property
    def may_stop(self) -> bool:
        """Whether an entity exists that can turn the burner off."""
        watch = self.reader.watch
        return any(
            watch.domain(role) in WRITABLE[role]
            for role in (EntityRole.STOP, EntityRole.SWITCH, EntityRole.LEVEL)
        )

    @property
    def contradiction(self) -> Contradiction | None:
        """How the entities contradict each other now."""
        return self._monitor.contradiction

    # Life cycle

    @callback
    def start(self) -> None:
        """Subscribe to the entities."""
        self._monitor.start()

    @callback
    def stop(self) -> None:
        """Unsubscribe from the entities."""
        self._monitor.stop()

    async def release(self) -> None:
        """Called on unload.

        Turn off heat that Home Assistant started; unreachable burners are stored and turned off as soon as they are
        reachable.
        """
        if self._heat.source is HeatSource.REMOTE:
            try:
                await self.off()
            except BurnerRefused as refused:
                LOGGER.warning("%s could not be turned off: %s", self.name, refused.data.get("reason"))

    @callback
    def subscribe(self, listener: BurnerListener) -> Callable[[], None]:
        """Call a listener for each change and event. Returns a function that unsubscribes."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    @callback
    def set_context(self, context: Context) -> None:
        """Attribute the state changes of the next command to this context."""
        self._context = context

    # Commands

    async def set(
        self,
        *,
        power: float | None = None,
        temperature_c: float | None = None,
        start: bool = False,
        timer_s: float | None = None,
        permit: HeatPermit | None = None,
    ) -> None:
        """Set a power or a temperature, and wait until the hob shows it.

        Raises:
            BurnerRefused: `UNAUTHORIZED` for a raise without a permit, `REMOTE_OFF` when the hob ignores it, `NOT_ARMED`
                when nobody pressed on the hob what it asks for, `MANUAL` when a hand is in charge, `NOT_ON`, `LATCHED`, `UNSUPPORTED`, `OUT_OF_RANGE`,
                `UNAVAILABLE`, `STALE` when something newer came in between.
        """
        if power == 0.0:
            await self.off()
            return
        change = HeatChange(
            burner_id=self.id, power=power, temperature_c=temperature_c, start=start, timer_s=timer_s
        )
        raises = require_permit(self.state, change, permit)
        start = start and raises
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
            if not raises and raises_heat(self.state, change):
                # It was lowered while this call waited for the lock.
                raise BurnerRefused(RefusalCode.UNAUTHORIZED, {"burner": self.id})
            self._require(start=start)
            if is_set_to(self.reader.setting(), asked, self._heat.step):
                await self._memory.heat(self.n, asked)
                self._heat.adopt()
                self.publish_change()
            else:
                await self._commands.send(asked, context)
        if timer_s is not None:
            self._monitor.limits.set_timer(timer_s)
            self.publish_change()

    async def off(self) -> None:
        """Turn the burner off. Always allowed; repeated until the burner is seen off.

        Raises:
            BurnerRefused: `UNSUPPORTED` when it is on and there is no way to turn it off, `UNAVAILABLE` when it can't
                be reached; then it is tried on.
        """
        await self.turn_off(latch=False)

    async def acknowledge(self) -> None:
        """Acknowledge the reason for which heat was cut."""
        self._heat.acknowledge()
        self.publish_change()

    # Internal: commands

    def _require(self, *, start: bool) -> None:
        """Raise `BurnerRefused` if the command is not allowed now."""
        if not self._monitor.begun or not self.reader.setting().known:
            raise BurnerRefused(RefusalCode.UNAVAILABLE, {"burner": self.id})
        check(self._heat, self._drive, start=start)

    async def turn_off(self, *, latch: bool) -> None:
        """Turn the burner off; `latch`: heat from outside must be acknowledged before it is possible again.

        Raises:
            BurnerRefused: like `off`.
        """
        context = self._take_context()
        self._monitor.limits.cancel_timer()
        await self._off.turn_off(context, latch=latch, distrusted=self._monitor.contradiction is not None)

    @callback
    def _off_sent(self) -> None:
        self._monitor.plan_heat()
        self.publish_change()

    def _take_context(self) -> Context:
        context, self._context = self._context, None
        return context or Context()

    @callback
    def _on_entity(self, role: EntityRole) -> None:
        self._monitor.on_entity(role)

    # Notifications

    @callback
    def publish_change(self) -> None:
        """Notify listeners and entities of a changed state."""
        self._publish(None)
        self._observer.on_state_changed(self)

    @callback
    def publish_event(self, kind: BurnerEventKind, name: str, **data: object) -> None:
        """Notify listeners, entities and the logbook of an event, which entities know by `name`."""
        event = BurnerEvent(at=self._clock.time(), kind=kind, data=data)
        self._publish(event)
        self._observer.on_event(self, event, name)

    @callback
    def log_event(self, name: str) -> None:
        """Notify entities and the logbook, but not the kitchen, that the burner was turned off by hand."""
        event = BurnerEvent(at=self._clock.time(), kind=BurnerEventKind.KNOB_TURNED, data={"level": 0.0})
        self._observer.on_event(self, event, name)

    def _publish(self, event: BurnerEvent | None) -> None:
        if self._listeners:
            state = self.state
            for listener in tuple(self._listeners):
                listener(state, event)

    def _create_task(self, work: Awaitable[None]) -> None:
        self._observer.create_task(_quietly(self.name, work))


async def _quietly(name: str, work: Awaitable[None]) -> None:
    """Run an action that nobody awaits. An off that could not be sent is retried."""
    try:
        await work
    except BurnerRefused as refused:
        LOGGER.warning("%s: %s (%s)", name, refused.code, refused.data.get("reason", "no reason given"))

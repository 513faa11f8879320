"""Monitors the entities of one burner: who has set its heat, contradictions, the pan, and the time limits."""

from collections.abc import Awaitable
from typing import Final, Protocol

from homeassistant.core import HomeAssistant, callback

from ...burners.model import BurnerEventKind, HeatSource, PanState
from ...const import LOGGER
from .burner_parts import BurnerParts
from .command_tracker import Observation
from .identity import identities_of
from .mapping import EntityRole
from .observer import BurnerObserver, ObservedBurner
from .off_sequence import OffSequence
from .state_reader import Contradiction
from .time_limits import TimeLimits

LOOK_S: Final = 5.0
"""Interval for checking whether a silent entity still holds its reading or is stale."""
DISTRUST_S: Final = 30.0
"""Contradictory entities are distrusted after this time. Power meters and clouds may be delayed by less."""


class MonitoredBurner(ObservedBurner, Protocol):
    """What the monitor needs of its burner."""

    def turn_off(self, *, latch: bool) -> Awaitable[None]:
        """Turn the burner off; `latch`: heat from outside must be acknowledged before it is possible again."""

    def publish_change(self) -> None:
        """Notify of a changed state."""

    def publish_event(self, kind: BurnerEventKind, name: str, **data: object) -> None:
        """Notify of an event; `name` is its name for entities and the logbook."""

    def log_event(self, name: str) -> None:
        """Notify entities and the logbook, but not the kitchen, that the burner was turned off by hand."""


class EntityMonitor:
    """Reads the entities of one burner and acts on what they show.

    Args:
        hass: Home Assistant.
        burner: is notified, and turns off.
        parts: the parts of the burner.
        off: its off commands.
        observer: is notified of what users should know.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        burner: MonitoredBurner,
        parts: BurnerParts,
        off: OffSequence,
        observer: BurnerObserver,
    ) -> None:
        self.begun = False
        """Whether the state of the burner has been known once."""
        self.contradiction: Contradiction | None = None
        """How the entities contradict each other now."""
        self.forgotten = False
        """Whether the burner has been on without manual change for longer than hobs allow."""
        self.limits = TimeLimits(parts, on_timer=self._timer_done, on_limit=self._over_time)
        self._hass = hass
        self._burner = burner
        self._parts = parts
        self._off = off
        self._observer = observer
        self._was_known = False
        self._pan: PanState | None = None

    @callback
    def start(self) -> None:
        """Subscribe to the entities and read their present states."""
        parts, watch = self._parts, self._parts.reader.watch
        parts.memory.match(parts.n, parts.mapping.entities.get(EntityRole.LEVEL, ""))
        watch.identities = parts.memory.entities(parts.n)
        watch.on_lifecycle = self._entities_changed
        parts.reader.start()
        self._entities_changed()
        self._pan = parts.reader.pan
        self._look()
        self._plan_look()

    @callback
    def stop(self) -> None:
        """Unsubscribe from the entities."""
        self._parts.reader.watch.stop()
        self._parts.reader.watch.on_lifecycle = None
        self._parts.timers.cancel_all()

    @callback
    def on_entity(self, role: EntityRole) -> None:
        """Called when the entity of a role has reported."""
        self._look()
        if role is EntityRole.PAN:
            self._look_at_pan()
        self._burner.publish_change()

    @callback
    def _look(self) -> None:
        """Read the present state of the entities."""
        self._look_for_contradiction()
        shown, now = self._parts.reader.setting(), self._parts.clock.time()
        was_known, self._was_known = self._was_known, shown.known
        if (scale := self._parts.reader.used_scale) is not None:
            self._parts.tracker.step = scale.step
        self._parts.tracker.target_step_k = self._parts.reader.target_step_k
        if not self.begun:
            if not shown.known:
                return
            self.begun = True
            self._parts.tracker.begin(shown, now, pending_off=self._parts.memory.pending_off(self._parts.n))
            if self._parts.tracker.off_wanted:
                LOGGER.warning("%s was on when Home Assistant went; it is turned off", self._burner.name)
                self._parts.create_task(self._burner.turn_off(latch=False))
            else:
                self._parts.create_task(self._parts.memory.confirm_off(self._parts.n))
            self._plan_forgotten()
            return
        before = self._parts.tracker.shown
        if shown != before:
            self._parts.log.add(now, "shows", on=shown.on, power=shown.power, target_c=shown.target_c)
        self._take(self._parts.tracker.observe(shown, now))
        if self._parts.tracker.off_wanted and shown.on and not was_known:
            self._off.restart()
        if self._off.reported and not self._parts.tracker.off_wanted:
            self._off.reported = False
            self._observer.on_turned_off(self._burner)
        if (before.on, before.power) != (self._parts.tracker.shown.on, self._parts.tracker.shown.power):
            self._plan_forgotten()
        self.plan_heat()

    def _look_for_contradiction(self) -> None:
        """Distrust entities that have contradicted each other for `DISTRUST_S`."""
        found = self._parts.reader.contradiction
        if found is self.contradiction:
            return
        self.contradiction = found
        self._parts.timers.cancel("contradiction")
        if self._parts.reader.distrusted or found is None:
            self._parts.reader.distrusted = False
            self._observer.on_contradiction(self._burner, None)
        if found is not None:
            self._parts.timers.schedule("contradiction", DISTRUST_S, self._contradiction_lasts)

    @callback
    def _contradiction_lasts(self) -> None:
        found = self.contradiction
        if found is None:
            return
        self._parts.reader.distrusted = found is Contradiction.OFF_BUT_HEATS
        self._observer.on_contradiction(self._burner, found)
        self._look()
        self._burner.publish_change()

    @callback
    def _entities_changed(self) -> None:
        """Store the identities of the present entities, and report missing ones."""
        watch = self._parts.reader.watch
        found = identities_of(
            self._hass, {role: watch.entity_id(role) or "" for role in self._parts.mapping.entities}
        )
        watch.identities = {**watch.identities, **found}
        self._parts.create_task(self._parts.memory.keep_entities(self._parts.n, watch.identities))
        self._observer.on_entities_changed(self._burner)

    @callback
    def _tick(self) -> None:
        self._take(self._parts.tracker.tick(self._parts.clock.time()))
        self.plan_heat()
        self._burner.publish_change()

    def _take(self, observation: Observation) -> None:
        """Act on an observation."""
        if observation is not Observation.NOTHING:
            self._parts.log.add(self._parts.clock.time(), observation.value)
        match observation:
            case Observation.TURNED | Observation.TAKEN_OVER:
                taken = observation is Observation.TAKEN_OVER
                self._hand(BurnerEventKind.TAKEN_OVER if taken else BurnerEventKind.KNOB_TURNED)
            case Observation.TURNED_OFF:
                self.limits.cancel_timer()
                self._parts.create_task(self._parts.memory.confirm_off(self._parts.n))
                self._burner.log_event("turned_off")
            case Observation.WENT_OFF:
                self._parts.create_task(self._parts.memory.confirm_off(self._parts.n))
            case Observation.IGNORED:
                self.limits.cancel_timer()
                if not self._parts.mapping.confirms:
                    self._parts.create_task(self._was_ignored())
            case Observation.LATE:
                LOGGER.warning(
                    "%s started after its order had been given up; it is turned off", self._burner.name
                )
                self._parts.create_task(self._burner.turn_off(latch=False))
            case Observation.LOST:
                self._burner.publish_event(BurnerEventKind.LEASE_LOST, "out_of_sight")
                self._parts.create_task(self._burner.turn_off(latch=True))

    def _hand(self, kind: BurnerEventKind) -> None:
        self.limits.cancel_timer()
        self._parts.create_task(self._parts.memory.confirm_off(self._parts.n))
        self._burner.publish_event(kind, kind.value, level=self._parts.tracker.shown.power)

    async def _was_ignored(self) -> None:
        if await self._parts.memory.ignored(self._parts.n):
            self._observer.on_commands_ignored(self._burner)
            self._burner.publish_change()

    @callback
    def _look_at_pan(self) -> None:
        before, now = self._pan, self._parts.reader.pan
        if now is None or now is before:
            return
        self._pan = now
        if before is None:
            return
        gone = now is PanState.NONE
        kind = BurnerEventKind.PAN_REMOVED if gone else BurnerEventKind.PAN_PLACED
        self._burner.publish_event(kind, kind.value)

    def plan_heat(self) -> None:
        """Plan the next time at which the tracker decides without a new state."""
        if (due := self._parts.tracker.due) is None:
            self._parts.timers.cancel("heat")
        else:
            self._parts.timers.schedule("heat", due - self._parts.clock.time(), self._tick)

    def _plan_look(self) -> None:
        if self._parts.reader.falls_silent:
            self._parts.timers.schedule("look", LOOK_S, self._look_again)

    @callback
    def _look_again(self) -> None:
        self._plan_look()
        self._look()
        self._burner.publish_change()

    def _plan_forgotten(self) -> None:
        """Watch the time that hobs let a burner be on.

        Heat set by Home Assistant is then turned off; heat set by hand is only reported.
        """
        self.forgotten = False
        self.limits.restart_limit(self._parts.tracker.shown)

    @callback
    def _over_time(self) -> None:
        if self._parts.tracker.source is HeatSource.REMOTE:
            self._burner.publish_event(BurnerEventKind.TIME_LIMIT, "time_limit")
            self._parts.create_task(self._burner.turn_off(latch=True))
            return
        self.forgotten = True
        self._burner.publish_change()

    @callback
    def _timer_done(self) -> None:
        if self._parts.tracker.source is HeatSource.REMOTE:
            self._burner.publish_event(BurnerEventKind.TIMER_DONE, "timer_done")
            self._parts.create_task(self._burner.turn_off(latch=False))

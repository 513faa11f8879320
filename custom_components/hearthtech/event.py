"""Event entities of stoves and their burners."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .adapters.link_stove.runtime import StoveRuntime
from .entities.book_event import BookEvent
from .entities.burner import BurnerEntity, BurnerRuntime, StoveEntity, add_burner_entities
from .entities.session_event import SessionEvent
from .hearth_link.messages import EventKind
from .kitchen.sessions.model import Sensed, SensedKind
from .models import HearthTechConfigEntry, is_kitchen_entry

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class BurnerEventDescription(EventEntityDescription):
    """Describes the event entity of a burner: the event type of each kind of event."""

    pushed: Mapping[str, str]
    """Of events that the stove or hob reports."""
    sensed: Mapping[SensedKind, str]
    """Of events that are detected in temperature and power."""


@dataclass(frozen=True, kw_only=True)
class StoveEventDescription(EventEntityDescription):
    """Describes the event entity of a stove: the event type of each kind of event."""

    kinds: Mapping[str, str]


_PUSHED: Mapping[str, str] = {
    EventKind.KNOB_TURNED: "knob_turned",
    "turned_off": "knob_turned",
    EventKind.TAKEN_OVER: "taken_over",
    EventKind.PAN_PLACED: "pan_placed",
    EventKind.PAN_REMOVED: "pan_removed",
    EventKind.PAN_TIMEOUT: "pan_timed_out",
    EventKind.TIMER_DONE: "timer_done",
    EventKind.TIME_LIMIT: "time_limit",
    EventKind.OVERHEAT: "overheat",
    EventKind.BOIL_DRY: "boil_dry",
    EventKind.SENSOR_FAILED: "sensor_failed",
    EventKind.LEASE_LOST: "lease_lost",
    "out_of_sight": "out_of_sight",
}
_SENSED: Mapping[SensedKind, str] = {
    SensedKind.BOIL: "boils",
    SensedKind.SIMMER: "simmers",
    SensedKind.OFF_BOIL: "off_boil",
    SensedKind.FOOD_ADDED: "food_added",
}

BURNER_EVENT = BurnerEventDescription(
    key="event",
    translation_key="burner",
    pushed=_PUSHED,
    sensed=_SENSED,
    event_types=list(dict.fromkeys([*_PUSHED.values(), *_SENSED.values()])),
)

STOVE_EVENTS: tuple[StoveEventDescription, ...] = (
    StoveEventDescription(
        key="stove",
        translation_key="stove",
        kinds={
            kind: kind.value
            for kind in (
                EventKind.ARMED,
                EventKind.DISARMED,
                EventKind.LOCKED,
                EventKind.UNLOCKED,
                EventKind.REMOTE_ENABLED,
                EventKind.REMOTE_DISABLED,
                EventKind.STARTED,
                EventKind.STEP_CONFIRMED,
            )
        },
        event_types=[
            "armed",
            "disarmed",
            "locked",
            "unlocked",
            "remote_enabled",
            "remote_disabled",
            "started",
            "step_confirmed",
        ],
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HearthTechConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event entities of the kitchen, or of a stove or hob and of each of its burners."""
    if is_kitchen_entry(entry):
        async_add_entities([BookEvent(entry), SessionEvent(entry)])
        return
    runtime = entry.runtime_data
    if isinstance(runtime, StoveRuntime):
        async_add_entities(StoveEvent(runtime, description) for description in STOVE_EVENTS)
    add_burner_entities(entry, async_add_entities, (BURNER_EVENT,), BurnerEventEntity)


class BurnerEventEntity(BurnerEntity, EventEntity):
    """Event entity of one burner. Its event types are those that the burner can report."""

    entity_description: BurnerEventDescription

    def __init__(self, runtime: BurnerRuntime, n: int, description: BurnerEventDescription) -> None:
        """Leave out the event types that this burner never reports."""
        super().__init__(runtime, n, description)
        kinds = runtime.event_kinds(n)
        reported = {event_type for kind, event_type in description.pushed.items() if kind in kinds}
        if runtime.senses(n):
            reported.update(description.sensed.values())
        self._attr_event_types = [known for known in description.event_types or () if known in reported]

    @override
    async def async_added_to_hass(self) -> None:
        """Start the event detection, if the burner has a thermometer."""
        await super().async_added_to_hass()
        if self.runtime.senses(self.n):
            self.async_on_remove(self.runtime.follow_sensed(self.n, self.push_sensed))

    @callback
    @override
    def push_event(self, kind: str, data: Mapping[str, object]) -> None:
        self._fire(self.entity_description.pushed.get(kind), dict(data))

    @callback
    def push_sensed(self, found: Sensed) -> None:
        """Called with a detected event."""
        self._fire(self.entity_description.sensed.get(found.kind), {"temperature": found.celsius})

    @callback
    def _fire(self, event_type: str | None, data: dict[str, object]) -> None:
        if event_type in self.event_types:
            self._trigger_event(event_type, data)
            self.async_write_ha_state()


class StoveEvent(StoveEntity, EventEntity):
    """Event entity for events of the whole stove."""

    entity_description: StoveEventDescription

    @callback
    @override
    def push_event(self, kind: str, data: Mapping[str, object]) -> None:
        if (event_type := self.entity_description.kinds.get(kind)) is not None:
            self._trigger_event(event_type, dict(data))
            self.async_write_ha_state()

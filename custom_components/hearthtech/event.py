"""What happens at a stove, as opposed to how it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .book_events import BookEvent
from .const import CONF_KIND, EntryKind
from .data import HobConfigEntry, KitchenConfigEntry, StoveConfigEntry
from .entity import BurnerEntity, StoveEntity, add_burner_entities
from .hob.events import hob_events
from .kitchen.session.model import Sensed, SensedKind
from .session_event import SessionEvent
from .stove.messages import BurnerInfo, EventKind, LinkEvent
from .stove_runtime import SENSED_IN

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class LinkEventDescription(EventEntityDescription):
    """An event entity: which kinds of Hearth Link it shows, each as one event type."""

    kinds: Mapping[EventKind, str]
    has_fn: Callable[[BurnerInfo], bool] = lambda _: True


@dataclass(frozen=True, kw_only=True)
class SensedEventDescription(EventEntityDescription):
    """An event entity of what is found in temperature and power, for stoves that only measure."""

    kinds: Mapping[SensedKind, str]

    def has_fn(self, burner: BurnerInfo) -> bool:
        """Whether there is a temperature to find it in."""
        return any(burner.capability(name).access != "none" for name in SENSED_IN)


BURNER_EVENTS: tuple[LinkEventDescription, ...] = (
    LinkEventDescription(
        key="knob",
        translation_key="knob",
        kinds={EventKind.KNOB_TURNED: "turned"},
        event_types=["turned"],
    ),
    LinkEventDescription(
        key="pan",
        translation_key="pan",
        kinds={
            EventKind.PAN_PLACED: "placed",
            EventKind.PAN_REMOVED: "removed",
            EventKind.PAN_TIMEOUT: "timed_out",
        },
        event_types=["placed", "removed", "timed_out"],
        has_fn=lambda burner: burner.capability("pan").access != "none",
    ),
    LinkEventDescription(
        key="timer",
        translation_key="timer",
        kinds={EventKind.TIMER_DONE: "done", EventKind.TIME_LIMIT: "time_limit"},
        event_types=["done", "time_limit"],
    ),
    LinkEventDescription(
        key="taken_over",
        translation_key="taken_over",
        kinds={EventKind.TAKEN_OVER: "taken_over"},
        event_types=["taken_over"],
        has_fn=lambda burner: burner.capability("power").access in {"adjust", "start"},
    ),
    LinkEventDescription(
        key="safety",
        translation_key="safety",
        kinds={
            EventKind.OVERHEAT: "overheat",
            EventKind.BOIL_DRY: "boil_dry",
            EventKind.SENSOR_FAILED: "sensor_failed",
            EventKind.LEASE_LOST: "lease_lost",
        },
        event_types=["overheat", "boil_dry", "sensor_failed", "lease_lost"],
    ),
)

SENSED_EVENTS: tuple[SensedEventDescription, ...] = (
    SensedEventDescription(
        key="boil",
        translation_key="boil",
        kinds={SensedKind.BOIL: "boils", SensedKind.SIMMER: "simmers", SensedKind.OFF_BOIL: "off_boil"},
        event_types=["boils", "simmers", "off_boil"],
    ),
    SensedEventDescription(
        key="food",
        translation_key="food",
        kinds={SensedKind.FOOD_ADDED: "added"},
        event_types=["added"],
    ),
)

STOVE_EVENTS: tuple[LinkEventDescription, ...] = (
    LinkEventDescription(
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
    entry: StoveConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the events of a stove and of each of its burners."""
    if entry.data[CONF_KIND] == EntryKind.KITCHEN:
        kitchen_entry = cast("KitchenConfigEntry", entry)
        async_add_entities([BookEvent(kitchen_entry), SessionEvent(kitchen_entry)])
        return
    if entry.data[CONF_KIND] == EntryKind.EXISTING_HOB:
        async_add_entities(hob_events(cast("HobConfigEntry", entry).runtime_data))
        return
    stove = entry.runtime_data
    async_add_entities(StoveEvent(stove, description) for description in STOVE_EVENTS)
    add_burner_entities(entry, async_add_entities, BURNER_EVENTS, BurnerEvent)
    add_burner_entities(entry, async_add_entities, SENSED_EVENTS, SensedEvent)


class BurnerEvent(BurnerEntity, EventEntity):
    """What happens at one burner."""

    entity_description: LinkEventDescription

    @callback
    @override
    def push_event(self, event: LinkEvent) -> None:
        if (event_type := self.entity_description.kinds.get(event.kind)) is not None:
            self._trigger_event(event_type, dict(event.data))
            self.async_write_ha_state()


class SensedEvent(BurnerEntity, EventEntity):
    """What is found at one burner."""

    entity_description: SensedEventDescription

    @override
    async def async_added_to_hass(self) -> None:
        """Let it be looked for."""
        await super().async_added_to_hass()
        self.async_on_remove(self.stove.follow_sensed(self.n, self.push_sensed))

    @callback
    def push_sensed(self, found: Sensed) -> None:
        """Take what was found."""
        if (event_type := self.entity_description.kinds.get(found.kind)) is not None:
            self._trigger_event(event_type, {"temperature": found.celsius})
            self.async_write_ha_state()


class StoveEvent(StoveEntity, EventEntity):
    """What happens at the stove as a whole."""

    entity_description: LinkEventDescription

    @callback
    @override
    def push_event(self, event: LinkEvent) -> None:
        if (event_type := self.entity_description.kinds.get(event.kind)) is not None:
            self._trigger_event(event_type, dict(event.data))
            self.async_write_ha_state()

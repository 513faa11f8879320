"""What happens at a burner of a hob, and what is found in its temperature."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import callback

from custom_components.hearthtech.kitchen.burner import BurnerEvent, BurnerEventKind
from custom_components.hearthtech.kitchen.session.model import Sensed, SensedKind

from .burner import EntityBurner
from .entity import HobBurnerEntity
from .mapping import Role
from .reader import THERMOMETERS
from .runtime import HobRuntime

SHOWS_SETTING = frozenset({Role.LEVEL, Role.SWITCH, Role.TARGET, Role.STATE})


@dataclass(frozen=True, kw_only=True)
class HobEventDescription(EventEntityDescription):
    """An event entity of a burner: whether the burner has it, and which kinds it shows."""

    has_fn: Callable[[EntityBurner], bool]
    kinds: Mapping[BurnerEventKind | SensedKind, str]


def _has_thermometer(burner: EntityBurner) -> bool:
    return any(role in burner.mapping.entities for role in THERMOMETERS)


HOB_EVENTS: tuple[HobEventDescription, ...] = (
    HobEventDescription(
        key="knob",
        translation_key="knob",
        kinds={BurnerEventKind.KNOB_TURNED: "turned"},
        event_types=["turned"],
        has_fn=lambda burner: bool(SHOWS_SETTING & burner.mapping.entities.keys()),
    ),
    HobEventDescription(
        key="pan",
        translation_key="pan",
        kinds={BurnerEventKind.PAN_PLACED: "placed", BurnerEventKind.PAN_REMOVED: "removed"},
        event_types=["placed", "removed"],
        has_fn=lambda burner: Role.PAN in burner.mapping.entities,
    ),
    HobEventDescription(
        key="timer",
        translation_key="timer",
        kinds={BurnerEventKind.TIMER_DONE: "done", BurnerEventKind.TIME_LIMIT: "time_limit"},
        event_types=["done", "time_limit"],
        has_fn=lambda burner: burner.may_drive,
    ),
    HobEventDescription(
        key="taken_over",
        translation_key="taken_over",
        kinds={BurnerEventKind.TAKEN_OVER: "taken_over"},
        event_types=["taken_over"],
        has_fn=lambda burner: burner.may_drive,
    ),
    HobEventDescription(
        key="safety",
        translation_key="safety",
        kinds={BurnerEventKind.LEASE_LOST: "out_of_sight"},
        event_types=["out_of_sight"],
        has_fn=lambda burner: burner.may_drive,
    ),
)

SENSED_EVENTS: tuple[HobEventDescription, ...] = (
    HobEventDescription(
        key="boil",
        translation_key="boil",
        kinds={SensedKind.BOIL: "boils", SensedKind.SIMMER: "simmers", SensedKind.OFF_BOIL: "off_boil"},
        event_types=["boils", "simmers", "off_boil"],
        has_fn=_has_thermometer,
    ),
    HobEventDescription(
        key="food",
        translation_key="food",
        kinds={SensedKind.FOOD_ADDED: "added"},
        event_types=["added"],
        has_fn=_has_thermometer,
    ),
)


def hob_events(hob: HobRuntime) -> list[EventEntity]:
    """The events of all burners of a hob."""
    kinds = ((HOB_EVENTS, HobEvent), (SENSED_EVENTS, HobSensedEvent))
    return [
        make(hob, burner, description)
        for descriptions, make in kinds
        for burner in hob.burners.values()
        for description in descriptions
        if description.has_fn(burner)
    ]


class HobEvent(HobBurnerEntity, EventEntity):
    """What happens at one burner."""

    entity_description: HobEventDescription

    @callback
    @override
    def push_event(self, event: BurnerEvent) -> None:
        if (event_type := self.entity_description.kinds.get(event.kind)) is not None:
            self._trigger_event(event_type, dict(event.data))
            self.async_write_ha_state()


class HobSensedEvent(HobBurnerEntity, EventEntity):
    """What is found in one burner's temperature."""

    entity_description: HobEventDescription

    @override
    async def async_added_to_hass(self) -> None:
        """Let it be looked for."""
        await super().async_added_to_hass()
        self.async_on_remove(self.hob.follow_sensed(self.burner.n, self.push_sensed))

    @callback
    def push_sensed(self, found: Sensed) -> None:
        """Take what was found."""
        if (event_type := self.entity_description.kinds.get(found.kind)) is not None:
            self._trigger_event(event_type, {"temperature": found.celsius})
            self.async_write_ha_state()

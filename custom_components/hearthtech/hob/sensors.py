"""Whose heat a burner has, when it turns itself off, what is cooked on it, whether it was forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, override

from homeassistant.components.binary_sensor import BinarySensorEntity, BinarySensorEntityDescription
from homeassistant.components.binary_sensor.const import BinarySensorDeviceClass
from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription
from homeassistant.const import EntityCategory, UnitOfTime
from homeassistant.core import callback
from homeassistant.helpers.typing import StateType
from homeassistant.util import dt as dt_util

from custom_components.hearthtech.data import household
from custom_components.hearthtech.kitchen.burner import HeatSource
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.session import CookingSession, Event
from custom_components.hearthtech.kitchen.session.events import HeatAdjusted, Sampled, Ticked

from .burner import EntityBurner
from .entity import HobBurnerEntity
from .mapping import HEATS, Role
from .runtime import HobRuntime

TIMER_JITTER: Final = timedelta(seconds=2)
"""An end that moves by less is the same end."""
LONGEST_STATE: Final = 255
QUIET: Final = (HeatAdjusted, Sampled, Ticked)
"""Events of a session that put no dish on a burner, and take none off."""


@dataclass(frozen=True, kw_only=True)
class HobSensorDescription(SensorEntityDescription):
    """A sensor of a burner: whether the burner has it, and how it is read."""

    has_fn: Callable[[EntityBurner], bool]
    value_fn: Callable[[EntityBurner], StateType | datetime]


def _source(burner: EntityBurner) -> str | None:
    return burner.state.source.value if burner.known else None


def _timer_end(burner: EntityBurner) -> datetime | None:
    left = burner.state.timer_left_s
    return None if left is None else (dt_util.utcnow() + timedelta(seconds=left)).replace(microsecond=0)


def _tells_of_heat(burner: EntityBurner) -> bool:
    return bool((HEATS - {Role.POWER}) & burner.mapping.entities.keys())


HOB_SENSORS: tuple[HobSensorDescription, ...] = (
    HobSensorDescription(
        key="state",
        translation_key="state",
        device_class=SensorDeviceClass.ENUM,
        options=[source.value for source in HeatSource],
        has_fn=_tells_of_heat,
        value_fn=_source,
    ),
    HobSensorDescription(
        key="timer_end",
        translation_key="timer_end",
        device_class=SensorDeviceClass.TIMESTAMP,
        has_fn=lambda burner: burner.may_drive,
        value_fn=_timer_end,
    ),
    HobSensorDescription(
        key="answers_after",
        translation_key="answers_after",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        suggested_display_precision=1,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        has_fn=lambda burner: burner.may_drive,
        value_fn=lambda burner: burner.answers_after_s,
    ),
)
DISH = SensorEntityDescription(key="dish", translation_key="dish")
FORGOTTEN = BinarySensorEntityDescription(
    key="forgotten", translation_key="forgotten", device_class=BinarySensorDeviceClass.PROBLEM
)


def hob_sensors(hob: HobRuntime) -> list[SensorEntity]:
    """The sensors of all burners of a hob."""
    return [
        *(
            HobSensor(hob, burner, description)
            for burner in hob.burners.values()
            for description in HOB_SENSORS
            if description.has_fn(burner)
        ),
        *(DishSensor(hob, burner, DISH) for burner in hob.burners.values()),
    ]


def hob_binary_sensors(hob: HobRuntime) -> list[BinarySensorEntity]:
    """The yes and no of all burners of a hob."""
    return [
        ForgottenSensor(hob, burner, FORGOTTEN) for burner in hob.burners.values() if _tells_of_heat(burner)
    ]


class HobSensor(HobBurnerEntity, SensorEntity):
    """One value of a burner."""

    entity_description: HobSensorDescription

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self._attr_native_value = self.entity_description.value_fn(self.burner)

    @callback
    @override
    def push(self) -> None:
        value, known = self.entity_description.value_fn(self.burner), self._attr_native_value
        if isinstance(value, datetime) and isinstance(known, datetime) and abs(value - known) < TIMER_JITTER:
            value = known
        self._attr_native_value = value
        self.tell(value)


class ForgottenSensor(HobBurnerEntity, BinarySensorEntity):
    """Whether a burner has been on, untouched, for longer than a hob would let it."""

    @property
    @override
    def is_on(self) -> bool | None:
        """Unknown as long as it is not known whether the burner is on."""
        return self.burner.forgotten if self.burner.known else None

    @callback
    @override
    def push(self) -> None:
        self.tell(self.is_on)


class DishSensor(HobBurnerEntity, SensorEntity):
    """What is being cooked on a burner, while a session cooks on it."""

    _stop: Callable[[], None] | None = None

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the kitchen, which may come and go."""
        await super().async_added_to_hass()
        self.async_on_remove(household(self.hass).on_kitchen(self._use))
        self.async_on_remove(self._leave)

    @callback
    def _use(self, kitchen: Kitchen | None) -> None:
        self._leave()
        if kitchen is not None:
            self._stop = kitchen.sessions.subscribe(self._happened)
        self._read(kitchen)

    @callback
    def _leave(self) -> None:
        if self._stop is not None:
            self._stop()
            self._stop = None

    @callback
    def _happened(self, session: CookingSession, event: Event) -> None:
        if not isinstance(event, QUIET):
            self._read(household(self.hass).kitchen)

    @callback
    def _read(self, kitchen: Kitchen | None) -> None:
        session = None if kitchen is None else kitchen.sessions.on_burner(self.burner.id)
        dishes = () if session is None else session.state.dishes
        name = next(
            (
                dish.plan.name[:LONGEST_STATE]
                for dish in dishes
                if dish.burner_id == self.burner.id and not dish.phase.over
            ),
            None,
        )
        if name != self._attr_native_value:
            self._attr_native_value = name
            if self.hass.states.get(self.entity_id) is not None:
                self.async_write_ha_state()

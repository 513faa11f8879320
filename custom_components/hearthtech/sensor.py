"""Sensors of burners, stoves and the kitchen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory, UnitOfEnergy, UnitOfPower, UnitOfTemperature, UnitOfTime
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType
from homeassistant.util import dt as dt_util

from .adapters.link_stove.runtime import StoveRuntime
from .burners.model import HeatSource, PanState
from .entities.book_sensor import RecipeCount
from .entities.burner import (
    BurnerEntity,
    BurnerRuntime,
    StoveEntity,
    add_burner_entities,
    steady,
    value_reader,
)
from .entities.burner_dish import BurnerDishSensor
from .entities.dish_sensor import DishPlaces
from .entities.gathering_sensor import gathering_sensors
from .entities.pantry_sensor import ExpiringSensor
from .entities.person_sensor import async_add_person_sensors
from .entities.session_sensor import session_sensors
from .entities.timer_entity import timer_sensors
from .entities.timer_places import TIMER_PLACES
from .models import HearthTechConfigEntry, is_kitchen_entry

PARALLEL_UPDATES = 0

TIMER_JITTER = timedelta(seconds=2)
"""A change of a timer's end by less than this is ignored: it comes from rounding of the remaining time."""


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """How finely and how often a measurement is shown, in its unit, so that a stove at rest writes almost nothing.

    Sessions, events and cards use the raw readings.
    """

    step: float
    dead_band: float
    """The shown value is kept until the measurement is this far from it."""
    interval_s: float
    """Minimum time between two values (s)."""


DEGREES = Resolution(step=1, dead_band=1.0, interval_s=1.0)
WATTS = Resolution(step=1, dead_band=10.0, interval_s=3.0)
WATT_HOURS = Resolution(step=1, dead_band=10.0, interval_s=5.0)


@dataclass(frozen=True, kw_only=True)
class BurnerSensorDescription(SensorEntityDescription):
    """Describes a sensor of a burner: the property that it shows, and how to convert the value."""

    reads: str
    convert: Callable[[Any], StateType] | None = None
    resolution: Resolution | None = None
    """How a measurement is shown; `None` for values that are shown as they are."""


@dataclass(frozen=True, kw_only=True)
class StoveSensorDescription(SensorEntityDescription):
    """Describes a sensor of the stove, computed from all of its burners."""

    value_fn: Callable[[StoveRuntime], float | None]
    step: float
    dead_band: float


BURNER_SENSORS: tuple[BurnerSensorDescription, ...] = (
    BurnerSensorDescription(
        key="pan_temperature",
        translation_key="pan_temperature",
        device_class=SensorDeviceClass.TEMPERATURE,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfTemperature.CELSIUS,
        suggested_display_precision=0,
        reads="pan_temperature_c",
        resolution=DEGREES,
    ),
    BurnerSensorDescription(
        key="probe_temperature",
        translation_key="probe_temperature",
        device_class=SensorDeviceClass.TEMPERATURE,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfTemperature.CELSIUS,
        suggested_display_precision=0,
        reads="probe_temperature_c",
        resolution=DEGREES,
    ),
    BurnerSensorDescription(
        key="glass_temperature",
        translation_key="glass_temperature",
        device_class=SensorDeviceClass.TEMPERATURE,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfTemperature.CELSIUS,
        suggested_display_precision=0,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        reads="glass_temperature_c",
        resolution=DEGREES,
    ),
    BurnerSensorDescription(
        key="power",
        translation_key="power",
        device_class=SensorDeviceClass.POWER,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfPower.WATT,
        suggested_display_precision=0,
        entity_registry_enabled_default=False,
        reads="power_w",
        resolution=WATTS,
    ),
    BurnerSensorDescription(
        key="energy",
        translation_key="energy",
        device_class=SensorDeviceClass.ENERGY,
        state_class=SensorStateClass.TOTAL_INCREASING,
        native_unit_of_measurement=UnitOfEnergy.WATT_HOUR,
        suggested_unit_of_measurement=UnitOfEnergy.KILO_WATT_HOUR,
        suggested_display_precision=2,
        entity_registry_enabled_default=False,
        reads="energy_wh",
        resolution=WATT_HOURS,
    ),
    BurnerSensorDescription(
        key="pan_state",
        translation_key="pan_state",
        device_class=SensorDeviceClass.ENUM,
        options=[pan.value for pan in PanState],
        reads="pan",
    ),
    BurnerSensorDescription(
        key="state",
        translation_key="state",
        device_class=SensorDeviceClass.ENUM,
        options=[source.value for source in HeatSource],
        reads="source",
    ),
    BurnerSensorDescription(
        key="answers_after",
        translation_key="answers_after",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        suggested_display_precision=1,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        reads="answers_after_s",
    ),
)

TIMER_END = BurnerSensorDescription(
    key="timer_end",
    translation_key="timer_end",
    device_class=SensorDeviceClass.TIMESTAMP,
    entity_registry_enabled_default=False,
    reads="timer_left_s",
)
DISH = SensorEntityDescription(key="dish", translation_key="dish")


def _total(values: list[float | None]) -> float | None:
    """Return the sum; `None` if any part is unknown."""
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


STOVE_SENSORS: tuple[StoveSensorDescription, ...] = (
    StoveSensorDescription(
        key="total_power",
        translation_key="total_power",
        device_class=SensorDeviceClass.POWER,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfPower.WATT,
        suggested_display_precision=0,
        value_fn=lambda stove: _total([state.power_w for state in stove.burner_states("power_w")]),
        step=1,
        dead_band=10.0,
    ),
    StoveSensorDescription(
        key="total_energy",
        translation_key="total_energy",
        device_class=SensorDeviceClass.ENERGY,
        state_class=SensorStateClass.TOTAL_INCREASING,
        native_unit_of_measurement=UnitOfEnergy.WATT_HOUR,
        suggested_unit_of_measurement=UnitOfEnergy.KILO_WATT_HOUR,
        suggested_display_precision=2,
        value_fn=lambda stove: _total([state.energy_wh for state in stove.burner_states("energy")]),
        step=1,
        dead_band=10.0,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HearthTechConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors of a stove or hob and its burners, or those of the kitchen's session and people."""
    if is_kitchen_entry(entry):
        async_add_entities(
            [
                *session_sensors(entry),
                RecipeCount(entry),
                ExpiringSensor(entry),
                *gathering_sensors(entry),
            ]
        )
        await async_add_person_sensors(hass, entry, async_add_entities)
        DishPlaces(hass, entry, async_add_entities).follow()
        places = hass.data[TIMER_PLACES]
        entry.async_on_unload(
            places.on_places(lambda numbers: async_add_entities(timer_sensors(places, numbers)))
        )
        return
    runtime = entry.runtime_data
    if isinstance(runtime, StoveRuntime):
        async_add_entities(StoveSensor(runtime, description) for description in STOVE_SENSORS)
    add_burner_entities(entry, async_add_entities, BURNER_SENSORS, BurnerSensor)
    add_burner_entities(entry, async_add_entities, (TIMER_END,), TimerEndSensor)
    add_burner_entities(entry, async_add_entities, (DISH,), BurnerDishSensor)


class BurnerSensor(BurnerEntity, SensorEntity):
    """A sensor of one burner."""

    entity_description: BurnerSensorDescription

    def __init__(self, runtime: BurnerRuntime, n: int, description: BurnerSensorDescription) -> None:
        """Limit how often measurements are written; values that are states are written immediately."""
        super().__init__(runtime, n, description)
        self.reads = (description.reads,)
        # Assigned, not defined as a method: one call less for each push.
        if description.resolution is None:
            self.read = value_reader(description.reads, description.convert)  # type: ignore[assignment, method-assign]
        else:
            self.write_interval_s = description.resolution.interval_s
            self.read = self._measurement(description.reads, description.resolution)  # type: ignore[assignment, method-assign]

    def _measurement(self, reads: str, resolution: Resolution) -> Callable[[Any], float | None]:
        """Return a function that reads a measurement and compares it with the shown value."""
        value, step, dead_band = attrgetter(reads), resolution.step, resolution.dead_band

        def read(state: Any) -> float | None:
            return steady(value(state), self.shown, step=step, dead_band=dead_band)

        return read

    @property
    @override
    def native_value(self) -> StateType:
        """Return the current value. Not cached, because it is read once per write."""
        value: StateType = self.shown
        return value


class TimerEndSensor(BurnerEntity, SensorEntity):
    """The local time at which the burner's timer turns it off."""

    entity_description: BurnerSensorDescription
    reads = ("timer_left_s",)

    @property
    @override
    def native_value(self) -> datetime | None:
        """Return the current value."""
        value: datetime | None = self.shown
        return value

    @override
    def read(self, state: Any) -> datetime | None:
        """Return the end of the timer. Changes smaller than the rounding error are ignored."""
        if state.timer_left_s is None:
            return None
        left = timedelta(seconds=state.timer_left_s / self.burner.clock_rate)
        end = (dt_util.utcnow() + left).replace(microsecond=0)
        known: datetime | None = self.shown
        return known if known is not None and abs(known - end) < TIMER_JITTER else end


class StoveSensor(StoveEntity, SensorEntity):
    """A sum over the burners that report the value."""

    entity_description: StoveSensorDescription
    _total: float | None = None

    @override
    async def async_added_to_hass(self) -> None:
        """Subscribe to all burners, since the total depends on them."""
        await super().async_added_to_hass()
        self._attr_native_value = self._total = self._value()
        self.async_on_remove(self.stove.follow_totals(self.push_total))

    @callback
    def push_total(self) -> None:
        """Write the new total; called at most every few seconds."""
        value = self._value()
        if value != self._attr_native_value:
            self._attr_native_value = self._total = value
            self.async_write_ha_state()

    @callback
    @override
    def refresh(self) -> None:
        self._attr_native_value = self._total = self._value()
        super().refresh()

    def _value(self) -> float | None:
        description = self.entity_description
        return steady(
            description.value_fn(self.stove),
            self._total,
            step=description.step,
            dead_band=description.dead_band,
        )

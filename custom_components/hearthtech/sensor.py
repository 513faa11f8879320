"""What the burners measure and say of themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory, UnitOfEnergy, UnitOfPower, UnitOfTemperature
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType
from homeassistant.util import dt as dt_util

from .book_sensor import RecipeCount
from .const import CONF_KIND, EntryKind
from .data import HobConfigEntry, KitchenConfigEntry, StoveConfigEntry
from .dish_sensor import DishPlaces
from .entity import BurnerEntity, StoveEntity, add_burner_entities
from .hob.sensors import hob_sensors
from .pantry_sensor import ExpiringSensor
from .person_sensor import async_add_person_sensors
from .session_sensor import session_sensors
from .stove.messages import BurnerInfo, LinkBurnerState, Pan, Source
from .stove_runtime import StoveRuntime

PARALLEL_UPDATES = 0

TIMER_JITTER = timedelta(seconds=2)
"""A timer's end that moves by less is the same end, seen through the rounding of the time left."""


@dataclass(frozen=True, kw_only=True)
class BurnerSensorDescription(SensorEntityDescription):
    """A sensor of a burner: whether the burner has it, and how it is read."""

    has_fn: Callable[[BurnerInfo], bool]
    reads: str
    value_fn: Callable[[LinkBurnerState], StateType]


@dataclass(frozen=True, kw_only=True)
class StoveSensorDescription(SensorEntityDescription):
    """A sensor of the stove, told from all of its burners."""

    value_fn: Callable[[StoveRuntime], StateType]


def _tenths(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _readable(name: str) -> Callable[[BurnerInfo], bool]:
    return lambda burner: burner.capability(name).access != "none"


BURNER_SENSORS: tuple[BurnerSensorDescription, ...] = (
    BurnerSensorDescription(
        key="pan_temperature",
        translation_key="pan_temperature",
        device_class=SensorDeviceClass.TEMPERATURE,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfTemperature.CELSIUS,
        suggested_display_precision=0,
        has_fn=_readable("pan_temperature"),
        reads="pan_temperature_c",
        value_fn=lambda state: _tenths(state.pan_temperature_c),
    ),
    BurnerSensorDescription(
        key="probe_temperature",
        translation_key="probe_temperature",
        device_class=SensorDeviceClass.TEMPERATURE,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfTemperature.CELSIUS,
        suggested_display_precision=1,
        has_fn=_readable("probe_temperature"),
        reads="probe_temperature_c",
        value_fn=lambda state: _tenths(state.probe_temperature_c),
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
        has_fn=_readable("glass_temperature"),
        reads="glass_temperature_c",
        value_fn=lambda state: _whole(state.glass_temperature_c),
    ),
    BurnerSensorDescription(
        key="power",
        translation_key="power",
        device_class=SensorDeviceClass.POWER,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfPower.WATT,
        suggested_display_precision=0,
        has_fn=_readable("power_w"),
        reads="power_w",
        value_fn=lambda state: _whole(state.power_w),
    ),
    BurnerSensorDescription(
        key="energy",
        translation_key="energy",
        device_class=SensorDeviceClass.ENERGY,
        state_class=SensorStateClass.TOTAL_INCREASING,
        native_unit_of_measurement=UnitOfEnergy.WATT_HOUR,
        suggested_unit_of_measurement=UnitOfEnergy.KILO_WATT_HOUR,
        suggested_display_precision=2,
        has_fn=_readable("energy"),
        reads="energy_wh",
        value_fn=lambda state: _tenths(state.energy_wh),
    ),
    BurnerSensorDescription(
        key="pan_state",
        translation_key="pan_state",
        device_class=SensorDeviceClass.ENUM,
        options=[pan.value for pan in Pan],
        has_fn=_readable("pan"),
        reads="pan",
        value_fn=lambda state: state.pan,
    ),
    BurnerSensorDescription(
        key="state",
        translation_key="state",
        device_class=SensorDeviceClass.ENUM,
        options=[source.value for source in Source],
        has_fn=lambda _: True,
        reads="source",
        value_fn=lambda state: state.source,
    ),
)

TIMER_END = BurnerSensorDescription(
    key="timer_end",
    translation_key="timer_end",
    device_class=SensorDeviceClass.TIMESTAMP,
    has_fn=_readable("timer"),
    reads="timer_left_s",
    value_fn=lambda state: state.timer_left_s,
)


def _total(values: list[float | None]) -> float | None:
    """The sum, unknown as soon as one part is: a total never counts the unknown as zero."""
    known = [value for value in values if value is not None]
    return round(sum(known), 1) if known and len(known) == len(values) else None


STOVE_SENSORS: tuple[StoveSensorDescription, ...] = (
    StoveSensorDescription(
        key="total_power",
        translation_key="total_power",
        device_class=SensorDeviceClass.POWER,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfPower.WATT,
        suggested_display_precision=0,
        value_fn=lambda stove: _total([state.power_w for state in stove.burner_states("power_w")]),
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
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: StoveConfigEntry | KitchenConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors of a stove and of each of its burners, or those of the kitchen's session and people."""
    if entry.data[CONF_KIND] == EntryKind.EXISTING_HOB:
        async_add_entities(hob_sensors(cast("HobConfigEntry", entry).runtime_data))
        return
    if entry.data[CONF_KIND] == EntryKind.KITCHEN:
        kitchen_entry = cast("KitchenConfigEntry", entry)
        async_add_entities(
            [*session_sensors(kitchen_entry), RecipeCount(kitchen_entry), ExpiringSensor(kitchen_entry)]
        )
        await async_add_person_sensors(hass, kitchen_entry, async_add_entities)
        DishPlaces(hass, kitchen_entry, async_add_entities).follow()
        return
    entry = cast("StoveConfigEntry", entry)
    stove = entry.runtime_data
    async_add_entities(StoveSensor(stove, description) for description in STOVE_SENSORS)
    add_burner_entities(entry, async_add_entities, BURNER_SENSORS, BurnerSensor)
    add_burner_entities(entry, async_add_entities, (TIMER_END,), TimerEndSensor)


class BurnerSensor(BurnerEntity, SensorEntity):
    """One value of one burner."""

    entity_description: BurnerSensorDescription

    def __init__(self, stove: StoveRuntime, burner: BurnerInfo, description: BurnerSensorDescription) -> None:
        """Write measurements at most once a second, what is a kind of state at once."""
        super().__init__(stove, burner, description)
        self.limited = description.state_class is not None
        self.reads = (description.reads,)
        self.read = description.value_fn  # type: ignore[assignment, method-assign]  # one call less a push

    @property
    @override
    def native_value(self) -> StateType:
        """What is shown. Not cached: it is read once for each write."""
        value: StateType = self.shown
        return value


class TimerEndSensor(BurnerEntity, SensorEntity):
    """When the burner's timer turns it off, in wall time."""

    entity_description: BurnerSensorDescription
    reads = ("timer_left_s",)

    @property
    @override
    def native_value(self) -> datetime | None:
        """What is shown."""
        value: datetime | None = self.shown
        return value

    @override
    def read(self, state: LinkBurnerState) -> datetime | None:
        """The end, kept as it is while it moves by no more than rounding does."""
        if state.timer_left_s is None:
            return None
        left = timedelta(seconds=state.timer_left_s / self.stove.clock_rate)
        end = (dt_util.utcnow() + left).replace(microsecond=0)
        known: datetime | None = self.shown
        return known if known is not None and abs(known - end) < TIMER_JITTER else end


class StoveSensor(StoveEntity, SensorEntity):
    """A total over the burners that can tell it."""

    entity_description: StoveSensorDescription

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the burners too: the total is made of them."""
        await super().async_added_to_hass()
        self._attr_native_value = self.entity_description.value_fn(self.stove)
        self.async_on_remove(self.stove.follow_totals(self.push_total))

    @callback
    def push_total(self) -> None:
        """Take the new total, once a second at most."""
        value = self.entity_description.value_fn(self.stove)
        if value != self._attr_native_value:
            self._attr_native_value = value
            self.async_write_ha_state()

    @callback
    @override
    def refresh(self) -> None:
        self._attr_native_value = self.entity_description.value_fn(self.stove)
        super().refresh()

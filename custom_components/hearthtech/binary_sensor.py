"""Binary sensors of a stove and its burners: residual heat, heating, limited, armed, connected."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.binary_sensor import BinarySensorEntity, BinarySensorEntityDescription
from homeassistant.components.binary_sensor.const import BinarySensorDeviceClass
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .adapters.link_stove.runtime import StoveRuntime
from .entities.burner import BurnerEntity, BurnerRuntime, StoveEntity, add_burner_entities
from .models import HearthTechConfigEntry

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class BurnerBinarySensorDescription(BinarySensorEntityDescription):
    """Describes a binary sensor of a burner: the property that it shows."""

    reads: str


@dataclass(frozen=True, kw_only=True)
class StoveBinarySensorDescription(BinarySensorEntityDescription):
    """Describes a binary sensor of the whole stove."""

    value_fn: Callable[[StoveRuntime], bool | None]
    always: bool = False
    """Whether the entity is available while the stove is disconnected."""


BURNER_BINARY_SENSORS: tuple[BurnerBinarySensorDescription, ...] = (
    BurnerBinarySensorDescription(
        key="residual_heat",
        translation_key="residual_heat",
        device_class=BinarySensorDeviceClass.HEAT,
        reads="residual_heat",
    ),
    BurnerBinarySensorDescription(
        key="heating",
        translation_key="heating",
        device_class=BinarySensorDeviceClass.RUNNING,
        entity_registry_enabled_default=False,
        reads="heating",
    ),
    BurnerBinarySensorDescription(
        key="limited",
        translation_key="limited",
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        reads="limited",
    ),
    BurnerBinarySensorDescription(
        key="forgotten",
        translation_key="forgotten",
        device_class=BinarySensorDeviceClass.PROBLEM,
        reads="forgotten",
    ),
)

STOVE_BINARY_SENSORS: tuple[StoveBinarySensorDescription, ...] = (
    StoveBinarySensorDescription(
        key="armed",
        translation_key="armed",
        value_fn=lambda stove: stove.state.armed,
    ),
    StoveBinarySensorDescription(
        key="connected",
        translation_key="connected",
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda stove: stove.connected,
        always=True,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HearthTechConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensors of a stove or hob and of each of its burners."""
    runtime = entry.runtime_data
    if isinstance(runtime, StoveRuntime):
        async_add_entities(StoveBinarySensor(runtime, description) for description in STOVE_BINARY_SENSORS)
    add_burner_entities(entry, async_add_entities, BURNER_BINARY_SENSORS, BurnerBinarySensor)


class BurnerBinarySensor(BurnerEntity, BinarySensorEntity):
    """A binary sensor of one burner."""

    entity_description: BurnerBinarySensorDescription

    def __init__(self, runtime: BurnerRuntime, n: int, description: BurnerBinarySensorDescription) -> None:
        """Subscribe to the property that the value depends on."""
        super().__init__(runtime, n, description)
        self.reads = (description.reads,)

    @property
    @override
    def is_on(self) -> bool | None:
        """Return the current value."""
        value: bool | None = self.shown
        return value

    @override
    def read(self, state: Any) -> bool | None:
        value: bool | None = getattr(state, self.entity_description.reads)
        return value


class StoveBinarySensor(StoveEntity, BinarySensorEntity):
    """A binary sensor of the stove."""

    entity_description: StoveBinarySensorDescription

    @property
    @override
    def available(self) -> bool:
        """Whether the value is known. The connection sensor is always available."""
        return self.entity_description.always or super().available

    @property
    @override
    def is_on(self) -> bool | None:
        """Return the last value that the stove reported."""
        return self.entity_description.value_fn(self.stove)

    @callback
    @override
    def push(self) -> None:
        self.async_write_ha_state()

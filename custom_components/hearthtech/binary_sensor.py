"""Yes and no of a stove: residual heat, heating, limited, armed, connected."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast, override

from homeassistant.components.binary_sensor import BinarySensorEntity, BinarySensorEntityDescription
from homeassistant.components.binary_sensor.const import BinarySensorDeviceClass
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import CONF_KIND, EntryKind
from .data import HobConfigEntry, StoveConfigEntry
from .entity import BurnerEntity, StoveEntity, add_burner_entities
from .hob.sensors import hob_binary_sensors
from .stove.messages import Access, BurnerInfo, LinkBurnerState
from .stove_runtime import StoveRuntime

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class BurnerBinarySensorDescription(BinarySensorEntityDescription):
    """A yes or no of a burner: whether the burner has it, and how it is read."""

    has_fn: Callable[[BurnerInfo], bool]
    reads: str
    value_fn: Callable[[LinkBurnerState], bool | None]


@dataclass(frozen=True, kw_only=True)
class StoveBinarySensorDescription(BinarySensorEntityDescription):
    """A yes or no of the stove as a whole."""

    value_fn: Callable[[StoveRuntime], bool | None]
    always: bool = False
    """Whether it is told also while the stove is out of reach."""


BURNER_BINARY_SENSORS: tuple[BurnerBinarySensorDescription, ...] = (
    BurnerBinarySensorDescription(
        key="residual_heat",
        translation_key="residual_heat",
        device_class=BinarySensorDeviceClass.HEAT,
        has_fn=lambda burner: burner.capability("residual_heat").access != "none",
        reads="residual_heat",
        value_fn=lambda state: state.residual_heat,
    ),
    BurnerBinarySensorDescription(
        key="heating",
        translation_key="heating",
        device_class=BinarySensorDeviceClass.RUNNING,
        has_fn=lambda _: True,
        reads="heating",
        value_fn=lambda state: state.heating,
    ),
)

LIMITED = BurnerBinarySensorDescription(
    key="limited",
    translation_key="limited",
    entity_category=EntityCategory.DIAGNOSTIC,
    has_fn=lambda _: True,
    reads="limited",
    value_fn=lambda state: state.limited,
)
"""For the burners of a stove with a power cap."""

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
    entry: StoveConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the yes and no of a stove and of each of its burners."""
    if entry.data[CONF_KIND] == EntryKind.EXISTING_HOB:
        async_add_entities(hob_binary_sensors(cast("HobConfigEntry", entry).runtime_data))
        return
    stove = entry.runtime_data
    async_add_entities(StoveBinarySensor(stove, description) for description in STOVE_BINARY_SENSORS)
    capped = stove.info.capability("power_cap").access is not Access.NONE
    descriptions = (*BURNER_BINARY_SENSORS, LIMITED) if capped else BURNER_BINARY_SENSORS
    add_burner_entities(entry, async_add_entities, descriptions, BurnerBinarySensor)


class BurnerBinarySensor(BurnerEntity, BinarySensorEntity):
    """A yes or no of one burner."""

    entity_description: BurnerBinarySensorDescription

    def __init__(
        self, stove: StoveRuntime, burner: BurnerInfo, description: BurnerBinarySensorDescription
    ) -> None:
        """Follow what it is made of."""
        super().__init__(stove, burner, description)
        self.reads = (description.reads,)

    @property
    @override
    def is_on(self) -> bool | None:
        """What is shown."""
        value: bool | None = self.shown
        return value

    @override
    def read(self, state: LinkBurnerState) -> bool | None:
        return self.entity_description.value_fn(state)


class StoveBinarySensor(StoveEntity, BinarySensorEntity):
    """A yes or no of the stove."""

    entity_description: StoveBinarySensorDescription

    @property
    @override
    def available(self) -> bool:
        """Whether it can be told: the connection itself always can."""
        return self.entity_description.always or super().available

    @property
    @override
    def is_on(self) -> bool | None:
        """What the stove said last."""
        return self.entity_description.value_fn(self.stove)

    @callback
    @override
    def push(self) -> None:
        self.async_write_ha_state()

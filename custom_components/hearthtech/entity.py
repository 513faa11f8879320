"""What all entities of a stove share: their device, their availability, and the way a push reaches them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.device_registry import ChildDeviceInfo, DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback, async_get_platforms

from .const import DOMAIN
from .data import StoveConfigEntry
from .stove.messages import BurnerInfo, LinkBurnerState, LinkEvent
from .stove_runtime import StoveRuntime


class BurnerDescription(Protocol):
    """What the description of every burner entity says besides its kind."""

    key: str

    def has_fn(self, burner: BurnerInfo, /) -> bool:
        """Whether a burner has what is described."""


class StoveEntity(Entity):
    """An entity of the stove as a whole."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, stove: StoveRuntime, description: EntityDescription) -> None:
        """Belong to the device of the stove."""
        self.entity_description = description
        self.stove = stove
        self._attr_unique_id = f"{stove.id}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, stove.id)})

    @property
    @override
    def available(self) -> bool:
        """Whether the stove is there to ask."""
        return self.stove.connected

    @override
    async def async_added_to_hass(self) -> None:
        """Begin to follow the stove."""
        await super().async_added_to_hass()
        self.async_on_remove(self.stove.follow_stove(self))

    @callback
    def push(self) -> None:
        """Take the stove's new state."""

    @callback
    def push_event(self, event: LinkEvent) -> None:
        """Take what happened at the stove as a whole."""

    @callback
    def refresh(self) -> None:
        """Write again: the connection came or went."""
        self.async_write_ha_state()


class BurnerEntity(Entity):
    """An entity of one burner, which is a child device of its stove.

    The stove's runtime reads each new state with `read`, compares with `shown`, and calls `show` with what is
    different: a push that changes nothing here costs one comparison.
    """

    _attr_has_entity_name = True
    _attr_should_poll = False

    reads: tuple[str, ...] = ()
    """The properties of the burner's state that the value is made of."""
    limited: bool = False
    """Whether changes are mere measurements, written at most once a second."""

    def __init__(self, stove: StoveRuntime, burner: BurnerInfo, description: EntityDescription) -> None:
        """Belong to the device of the burner."""
        self.entity_description = description
        self.stove = stove
        self.n = burner.n
        self.burner = burner
        self.shown: Any = None
        """The value that is shown."""
        self.written_at = 0.0
        """When a value was last written, in seconds of the event loop's clock."""
        self._attr_unique_id = f"{stove.id}_{burner.n}_{description.key}"
        self._attr_device_info = ChildDeviceInfo(
            identifiers={(DOMAIN, f"{stove.id}/{burner.n}")},
            name=stove.burners[burner.n].name,
            parent_device_id=stove.device_id,
        )

    @property
    @override
    def available(self) -> bool:
        """Whether the stove is there to ask."""
        return self.stove.connected

    @override
    async def async_added_to_hass(self) -> None:
        """Begin to follow the burner, from the state it has now."""
        await super().async_added_to_hass()
        self.shown = self.read(self.stove.burner_state(self.n))
        self.async_on_remove(self.stove.follow_burner(self))

    def read(self, state: LinkBurnerState) -> Any:
        """What this entity shows of a burner's state."""
        return None

    @callback
    def show(self, value: Any, now: float) -> None:
        """Write a new value. `now`: seconds of the event loop's clock."""
        self.shown = value
        self.written_at = now
        self.async_write_ha_state()

    @callback
    def push_event(self, event: LinkEvent) -> None:
        """Take what happened at this burner."""

    @callback
    def refresh(self) -> None:
        """Write again: the connection came or went."""
        if self.n in self.stove.burners:
            self.shown = self.read(self.stove.burner_state(self.n))
        self.async_write_ha_state()


@callback
def remove_stale_entities(hass: HomeAssistant, entry: StoveConfigEntry) -> None:
    """Forget entities for which the stove no longer has anything, once all platforms have added theirs."""
    registry = er.async_get(hass)
    here = {
        entity_id
        for platform in async_get_platforms(hass, DOMAIN)
        if platform.config_entry is entry
        for entity_id in platform.entities
    }
    for known in er.async_entries_for_config_entry(registry, entry.entry_id):
        if known.disabled_by is None and known.entity_id not in here:
            registry.async_remove(known.entity_id)


def add_burner_entities[DescriptionT: BurnerDescription](
    entry: StoveConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    descriptions: Sequence[DescriptionT],
    make: Callable[[StoveRuntime, BurnerInfo, DescriptionT], Entity],
) -> None:
    """Add what each burner has, now and whenever the stove tells of another burner."""
    stove = entry.runtime_data

    @callback
    def add(burners: Iterable[BurnerInfo]) -> None:
        async_add_entities(
            make(stove, burner, description)
            for burner in burners
            for description in descriptions
            if description.has_fn(burner)
        )

    entry.async_on_unload(stove.on_burners(add))

"""Base classes of the entities of stoves, hobs and their burners: device, availability, and updates by push."""

from collections.abc import Callable, Iterable, Mapping, Sequence
import math
from operator import attrgetter
from typing import Any, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.device_registry import ChildDeviceInfo, DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback, async_get_platforms

from ..adapters.entity_hob.burner import EntityBurner
from ..adapters.entity_hob.runtime import HobRuntime
from ..adapters.link_stove.burner import LinkStoveBurner
from ..adapters.link_stove.runtime import StoveConfigEntry, StoveRuntime
from ..const import DOMAIN
from ..kitchen.kitchen import Kitchen
from ..models import HearthTechConfigEntry
from .retired import is_retired

type BurnerRuntime = StoveRuntime | HobRuntime
"""What has burners: a Hearth Link stove, or a hob built from entities."""
type AnyBurner = LinkStoveBurner | EntityBurner


class StoveEntity(Entity):
    """An entity of the whole stove."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, stove: StoveRuntime, description: EntityDescription) -> None:
        """Attach the entity to the device of the stove."""
        self.entity_description = description
        self.stove = stove
        self._attr_unique_id = f"{stove.id}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, stove.id)})

    @property
    @override
    def available(self) -> bool:
        """Whether the stove is connected."""
        return self.stove.connected

    @override
    async def async_added_to_hass(self) -> None:
        """Subscribe to the stove."""
        await super().async_added_to_hass()
        self.async_on_remove(self.stove.follow_stove(self))

    @callback
    def push(self) -> None:
        """Called with each new state of the stove."""

    @callback
    def push_event(self, kind: str, data: Mapping[str, object]) -> None:
        """Called with each event of the whole stove."""

    @callback
    def refresh(self) -> None:
        """Called after the connection was made or lost."""
        self.async_write_ha_state()


class BurnerEntity(Entity):
    """An entity of one burner, which is a child device of its stove or hob.

    The runtime reads each new state with `read`, compares it with `shown`, and calls `show` if it differs: a push that
    changes nothing here costs one comparison.
    """

    _attr_has_entity_name = True
    _attr_should_poll = False

    reads: tuple[str, ...] = ()
    """The properties of the burner's state that the value depends on."""
    write_interval_s: float = 0.0
    """Minimum time between two values of a measurement (s); 0 for values that are written at once."""

    def __init__(self, runtime: BurnerRuntime, n: int, description: EntityDescription) -> None:
        """Attach the entity to the device of burner `n`."""
        self.entity_description = description
        self.runtime = runtime
        self.n = n
        self.shown: Any = None
        """The current value."""
        self.written_at = 0.0
        """When a value was last written, in seconds of the event loop's clock."""
        self._attr_unique_id = f"{runtime.id}_{n}_{description.key}"
        self._attr_device_info = ChildDeviceInfo(
            identifiers={(DOMAIN, self.burner.id)},
            name=self.burner.name,
            parent_device_id=runtime.device_id,
        )

    @property
    def burner(self) -> AnyBurner:
        """The burner.

        Raises:
            KeyError: when the stove no longer has it; its entities are removed shortly.
        """
        return self.runtime.burners[self.n]

    @property
    @override
    def available(self) -> bool:
        """Whether the state of the burner is known."""
        return self.runtime.is_available(self.n)

    @override
    async def async_added_to_hass(self) -> None:
        """Subscribe to the burner, starting with its present state."""
        await super().async_added_to_hass()
        self.shown = self.read(self.runtime.burner_state(self.n))
        self.async_on_remove(self.runtime.follow_burner(self))

    def read(self, state: Any) -> Any:
        """Return the value of this entity for a burner's state."""
        return self.shown

    @callback
    def show(self, value: Any, now: float) -> None:
        """Write a new value. `now`: seconds of the event loop's clock."""
        self.shown = value
        self.written_at = now
        self.async_write_ha_state()

    @callback
    def push_event(self, kind: str, data: Mapping[str, object]) -> None:
        """Called with each event of this burner."""

    @callback
    def refresh(self) -> None:
        """Called after the availability has changed."""
        if self.n in self.runtime.burners:
            self.shown = self.read(self.runtime.burner_state(self.n))
        self.async_write_ha_state()


def value_reader(reads: str, convert: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    """Return a function that reads a property of a burner's state, and converts it unless it is unknown."""
    if convert is None:
        return attrgetter(reads)

    def read(state: Any) -> Any:
        value = getattr(state, reads)
        return None if value is None else convert(value)

    return read


def steady(value: float | None, shown: float | None, *, step: float, dead_band: float) -> float | None:
    """Return the value to show for a measurement: a multiple of `step`, which noise does not change.

    The shown value is kept until the measurement is `dead_band` away from it, or exactly 0. `dead_band` has to be at least half of
    `step`, both in the unit of the value.
    """
    if value is None or not math.isfinite(value):
        return None
    if shown is not None and abs(value - shown) < dead_band and (value != 0 or shown == 0):
        return shown
    steps = round(value / step) * step
    return int(steps) if float(step).is_integer() else steps


async def async_remove_stale_entities(hass: HomeAssistant, entry: StoveConfigEntry) -> None:
    """Remove registry entries of entities that the stove no longer has; called after all platforms are set up."""
    registry = er.async_get(hass)
    here = {
        entity_id
        for platform in async_get_platforms(hass, DOMAIN)
        if platform.config_entry is entry
        for entity_id in platform.entities
    }
    for known in er.async_entries_for_config_entry(registry, entry.entry_id):
        if known.disabled_by is None and known.entity_id not in here and not is_retired(known):
            registry.async_remove(known.entity_id)


def add_burner_entities[DescriptionT: EntityDescription](
    entry: HearthTechConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    descriptions: Sequence[DescriptionT],
    make: Callable[[BurnerRuntime, int, DescriptionT], Entity],
) -> None:
    """Add the entities of each burner that has them, now and when the stove reports a new burner."""
    runtime = entry.runtime_data
    assert not isinstance(runtime, Kitchen)

    @callback
    def add(burners: Iterable[int]) -> None:
        async_add_entities(
            make(runtime, n, description)
            for n in burners
            for keys in (runtime.entity_keys(n),)
            for description in descriptions
            if description.key in keys
        )

    entry.async_on_unload(runtime.on_burners(add))

"""Data shared by the config entries of this integration: the burner registry and the kitchen."""

from collections.abc import Callable
from dataclasses import dataclass, field
import time
from typing import TypeGuard

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .adapters.entity_hob.runtime import HobRuntime
from .adapters.link_stove.runtime import StoveRuntime
from .burners.heat_gate import HeatGate
from .burners.registry import BurnerRegistry
from .const import DOMAIN
from .errors import user_error
from .kitchen.kitchen import Kitchen

type KitchenConfigEntry = ConfigEntry[Kitchen]
type HearthTechRuntime = Kitchen | StoveRuntime | HobRuntime
type HearthTechConfigEntry = ConfigEntry[HearthTechRuntime]
"""An entry of any kind, as platforms get it; `is_kitchen_entry` recognizes the kitchen."""
type KitchenListener = Callable[[Kitchen | None], None]


@dataclass(slots=True, kw_only=True)
class HearthTechData:
    """Shared runtime data: the burners of all entries, and the kitchen while its entry is loaded."""

    burners: BurnerRegistry = field(default_factory=BurnerRegistry)
    gate: HeatGate = field(default_factory=lambda: HeatGate(time.monotonic))
    """Decides about each request to raise heat."""
    kitchen: Kitchen | None = None
    stoves: dict[str, StoveRuntime] = field(default_factory=dict)
    """Loaded stoves by stove id."""
    hobs: dict[str, HobRuntime] = field(default_factory=dict)
    """Loaded hobs built from entities, by hob id."""
    early_entries: set[str] = field(default_factory=set)
    """Ids of the entries whose early platforms are loaded."""
    listeners: list[KitchenListener] = field(default_factory=list)

    @callback
    def set_kitchen(self, kitchen: Kitchen | None) -> None:
        """Set or clear the kitchen and call the registered listeners."""
        self.kitchen = kitchen
        for listener in tuple(self.listeners):
            listener(kitchen)

    @callback
    def on_kitchen(self, listener: KitchenListener) -> Callable[[], None]:
        """Call a listener now and each time the kitchen is loaded or unloaded. Returns a function that unsubscribes."""
        self.listeners.append(listener)
        listener(self.kitchen)
        return lambda: self.listeners.remove(listener)


def is_kitchen_entry(entry: HearthTechConfigEntry) -> TypeGuard[KitchenConfigEntry]:
    """Whether a loaded entry is the kitchen."""
    return isinstance(entry.runtime_data, Kitchen)


_DATA: HassKey[HearthTechData] = HassKey(DOMAIN)


@callback
def async_get_data(hass: HomeAssistant) -> HearthTechData:
    """Return the integration's shared data, creating it on first use, so that entries may load in any order."""
    return hass.data.setdefault(_DATA, HearthTechData())


@callback
def loaded_kitchen(hass: HomeAssistant) -> Kitchen:
    """Return the loaded kitchen.

    Raises:
        ServiceValidationError: while there is none.
    """
    if (kitchen := async_get_data(hass).kitchen) is None:
        raise user_error("no_kitchen")
    return kitchen

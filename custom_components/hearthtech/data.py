"""What the entries of this integration share: one directory of burners, and the one kitchen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN
from .errors import user_error
from .kitchen.directory import BurnerDirectory

if TYPE_CHECKING:
    from .hob.runtime import HobRuntime
    from .kitchen.kitchen import Kitchen
    from .stove_runtime import StoveRuntime

type HobConfigEntry = ConfigEntry[HobRuntime]
type StoveConfigEntry = ConfigEntry[StoveRuntime]
type KitchenConfigEntry = ConfigEntry[Kitchen]
type KitchenListener = Callable[[Kitchen | None], None]


@dataclass(slots=True, kw_only=True)
class Household:
    """The burners of every entry, and the kitchen while its entry is loaded."""

    burners: BurnerDirectory = field(default_factory=BurnerDirectory)
    kitchen: Kitchen | None = None
    stoves: dict[str, StoveRuntime] = field(default_factory=dict)
    """Loaded stoves by stove id."""
    hobs: dict[str, HobRuntime] = field(default_factory=dict)
    """Loaded hobs made of entities, by hob id."""
    listeners: list[KitchenListener] = field(default_factory=list)

    @callback
    def set_kitchen(self, kitchen: Kitchen | None) -> None:
        """Let the kitchen come or go, and tell who waits for it."""
        self.kitchen = kitchen
        for listener in tuple(self.listeners):
            listener(kitchen)

    @callback
    def on_kitchen(self, listener: KitchenListener) -> Callable[[], None]:
        """Be told when the kitchen comes or goes, beginning with how it is now. Returns the way to stop."""
        self.listeners.append(listener)
        listener(self.kitchen)
        return lambda: self.listeners.remove(listener)


_HOUSEHOLD: HassKey[Household] = HassKey(DOMAIN)


@callback
def household(hass: HomeAssistant) -> Household:
    """What the entries share. There from the first who asks, so that nothing depends on the order of loading."""
    return hass.data.setdefault(_HOUSEHOLD, Household())


@callback
def loaded_kitchen(hass: HomeAssistant) -> Kitchen:
    """The kitchen.

    Raises:
        ServiceValidationError: while there is none.
    """
    if (kitchen := household(hass).kitchen) is None:
        raise user_error("no_kitchen")
    return kitchen

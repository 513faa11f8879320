"""What the integration does with a config entry of one kind."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import AnyDeviceEntry


@dataclass(frozen=True, kw_only=True)
class EntryType[DataT]:
    """The functions of one kind of config entry, whose `runtime_data` is a `DataT` and is set by `set_up`."""

    platforms: tuple[Platform, ...]
    early_platforms: tuple[Platform, ...] = ()
    """Platforms that are set up before `set_up` and stay loaded if it fails; they must not use `runtime_data`."""
    set_up: Callable[[HomeAssistant, ConfigEntry[DataT]], Awaitable[None]]
    """Called before the platforms are set up; raises `ConfigEntryNotReady` or `ConfigEntryAuthFailed`."""
    unload: Callable[[HomeAssistant, ConfigEntry[DataT]], Awaitable[None]]
    """Called after the platforms have been unloaded."""
    diagnostics: Callable[[HomeAssistant, ConfigEntry[DataT]], Awaitable[dict[str, Any]]]
    """Returns what a bug report needs; only called for loaded entries."""
    after_platforms: Callable[[HomeAssistant, ConfigEntry[DataT]], Awaitable[None]] | None = None
    """Called when all platforms have been set up."""
    after_early: Callable[[HomeAssistant, ConfigEntry[DataT]], Awaitable[None]] | None = None
    """Called when the early platforms have been set up."""
    disable: Callable[[HomeAssistant], Awaitable[None]] | None = None
    """Called when the entry was disabled."""
    remove: Callable[[HomeAssistant, ConfigEntry[DataT]], Awaitable[None]] | None = None
    """Called when the entry is deleted; `None` keeps all stored data."""
    has_device: Callable[[ConfigEntry[DataT], AnyDeviceEntry], bool] | None = None
    """Whether a device is in use. A device that is not may be deleted by hand; `None` allows none."""

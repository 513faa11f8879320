"""What changes in the recipe book, as an event entity and on the event bus, where the logbook reads it."""

from collections.abc import Callable, Mapping
from typing import Final, override

from homeassistant.components.event import EventEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo

from .const import DOMAIN, MANUFACTURER
from .data import KitchenConfigEntry
from .kitchen.changes import Change, ChangeKind

EVENT_BOOK: Final = f"{DOMAIN}_book"
FIRST_COOKED: Final = "first_cooked"

BOOK_CHANGES: Final[Mapping[ChangeKind, str]] = {
    ChangeKind.RECIPE_ADDED: "recipe_added",
    ChangeKind.RECIPE_CHANGED: "recipe_changed",
    ChangeKind.RECIPE_ERASED: "recipe_erased",
    ChangeKind.RECIPE_RESTORED: "recipe_restored",
    ChangeKind.RECIPE_COOKED: "recipe_cooked",
    ChangeKind.RECIPE_RATED: "recipe_rated",
    ChangeKind.NOTE_ADDED: "note_added",
    ChangeKind.NOTE_REMOVED: "note_removed",
    ChangeKind.PICTURE_ADDED: "picture_added",
    ChangeKind.PICTURE_REMOVED: "picture_removed",
    ChangeKind.COOKING_REMOVED: "cooking_removed",
}
EVENT_TYPES: Final = [*BOOK_CHANGES.values(), FIRST_COOKED]


def event_type(change: Change) -> str | None:
    """What it is called outside; `None` for what is no change of the book."""
    if change.kind is ChangeKind.RECIPE_COOKED and change.data.get("first"):
        return FIRST_COOKED
    return BOOK_CHANGES.get(change.kind)


def event_data(change: Change) -> dict[str, object]:
    """Which recipe, by whom, and what more is known, as plain values."""
    plain = {name: value for name, value in change.data.items() if isinstance(value, str | int | float)}
    return {"recipe_id": change.subject, "who": change.who, **plain}


@callback
def async_setup_book_events(hass: HomeAssistant, entry: KitchenConfigEntry) -> Callable[[], None]:
    """Put every change of the book on the bus. Returns the way to stop."""

    @callback
    def changed(change: Change) -> None:
        if (kind := event_type(change)) is not None:
            hass.bus.async_fire(EVENT_BOOK, {"type": kind, **event_data(change)})

    return entry.runtime_data.subscribe(changed)


class BookEvent(EventEntity):
    """The latest change of the recipe book."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_translation_key = "book"
    _attr_event_types = EVENT_TYPES

    def __init__(self, entry: KitchenConfigEntry) -> None:
        """Belong to the kitchen."""
        self._kitchen = entry.runtime_data
        self._attr_unique_id = f"{entry.entry_id}_book"
        self._attr_device_info = kitchen_device(entry)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the book."""
        self.async_on_remove(self._kitchen.subscribe(self._changed))

    @callback
    def _changed(self, change: Change) -> None:
        if (kind := event_type(change)) is not None:
            self._trigger_event(kind, event_data(change))
            self.async_write_ha_state()


def kitchen_device(entry: KitchenConfigEntry) -> DeviceInfo:
    """The kitchen itself."""
    return DeviceInfo(
        identifiers={(DOMAIN, entry.entry_id)},
        entry_type=DeviceEntryType.SERVICE,
        manufacturer=MANUFACTURER,
        translation_key="kitchen",
    )

"""Events of recipes: an event entity, and events on the bus for the logbook."""

from collections.abc import Callable, Mapping
from typing import Final, override

from homeassistant.components.event import EventEntity
from homeassistant.core import HomeAssistant, callback

from ..events import EVENT_BOOK, FIRST_COOKED
from ..kitchen.changes import Change, ChangeKind
from ..models import KitchenConfigEntry
from .kitchen_device import kitchen_device

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
    """Return the event type of a change; `None` if it is not a change of recipes."""
    if change.kind is ChangeKind.RECIPE_COOKED and change.data.get("first"):
        return FIRST_COOKED
    return BOOK_CHANGES.get(change.kind)


def event_data(change: Change) -> dict[str, object]:
    """Return the event data as JSON values: the recipe, the user and further details."""
    plain = {name: value for name, value in change.data.items() if isinstance(value, str | int | float)}
    return {"recipe_id": change.subject, "who": change.actor, **plain}


@callback
def async_setup_book_events(hass: HomeAssistant, entry: KitchenConfigEntry) -> Callable[[], None]:
    """Fire a bus event for every change of recipes. Returns a function that unsubscribes."""

    @callback
    def changed(change: Change) -> None:
        if (kind := event_type(change)) is not None:
            hass.bus.async_fire(EVENT_BOOK, {"type": kind, **event_data(change)})

    return entry.runtime_data.subscribe(changed)


class BookEvent(EventEntity):
    """Event entity of the latest change of recipes."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_translation_key = "book"
    _attr_event_types = EVENT_TYPES

    def __init__(self, entry: KitchenConfigEntry) -> None:
        """Attach the entity to the device of the kitchen."""
        self._kitchen = entry.runtime_data
        self._attr_unique_id = f"{entry.entry_id}_book"
        self._attr_device_info = kitchen_device(entry)

    @override
    async def async_added_to_hass(self) -> None:
        """Subscribe to changes of recipes."""
        self.async_on_remove(self._kitchen.subscribe(self._changed))

    @callback
    def _changed(self, change: Change) -> None:
        if (kind := event_type(change)) is not None:
            self._trigger_event(kind, event_data(change))
            self.async_write_ha_state()

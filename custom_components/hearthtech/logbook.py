"""What a hand did, what the stove did by itself, and who changed what in the recipe book, in the logbook.

Who called an action of a stove stands there anyway.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from homeassistant.components.logbook.const import LOGBOOK_ENTRY_MESSAGE, LOGBOOK_ENTRY_NAME
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import Event, HomeAssistant, callback

from .book_events import EVENT_BOOK, FIRST_COOKED
from .const import DOMAIN
from .stove.messages import EventKind, LinkEvent

if TYPE_CHECKING:
    from .stove_runtime import StoveRuntime

EVENT_STOVE: Final = f"{DOMAIN}_event"

MESSAGES: Final[dict[str, str]] = {
    EventKind.KNOB_TURNED: "was turned by hand to {level}",
    EventKind.TAKEN_OVER: "was taken over by hand; heat from outside has ended",
    EventKind.PAN_PLACED: "has a pan on it",
    EventKind.PAN_REMOVED: "has no pan on it any more",
    EventKind.PAN_TIMEOUT: "went off: the pan was gone for too long",
    EventKind.TIMER_DONE: "went off: its timer is done",
    EventKind.OVERHEAT: "went off: it was overheated",
    EventKind.BOIL_DRY: "went off: the pan boiled dry",
    EventKind.LEASE_LOST: "went off: Home Assistant was lost",
    EventKind.SENSOR_FAILED: "has a sensor that failed",
    EventKind.TIME_LIMIT: "went off: it had been on for as long as it may",
    EventKind.ARMED: "was armed by hand for remote start",
    EventKind.DISARMED: "is no longer armed for remote start",
    EventKind.LOCKED: "was locked",
    EventKind.UNLOCKED: "was unlocked",
    EventKind.REMOTE_ENABLED: "had remote control switched on by hand",
    EventKind.REMOTE_DISABLED: "had remote control switched off by hand",
    EventKind.LATCH_CLEARED: "was acknowledged",
    EventKind.STEP_CONFIRMED: "had a step confirmed by hand",
    EventKind.PAIRING_OPENED: "was opened for pairing by hand",
    EventKind.PAIRING_CLOSED: "was closed for pairing",
    EventKind.STARTED: "was switched on",
    "turned_off": "was turned off by hand; heat from outside has ended",
    "out_of_sight": "was out of reach; it was asked to go off",
}


BOOK_MESSAGES: Final[dict[str, str]] = {
    "recipe_added": "came into the recipe book",
    "recipe_changed": "was changed in the recipe book",
    "recipe_erased": "was taken out of the recipe book",
    "recipe_restored": "was put back into the recipe book",
    "recipe_cooked": "was cooked",
    FIRST_COOKED: "was cooked for the first time",
    "recipe_rated": "was given stars",
    "note_added": "has a new note in its margin",
    "note_removed": "lost a note from its margin",
    "picture_added": "has a new picture",
    "picture_removed": "lost a picture",
    "cooking_removed": "lost an entry of its diary",
}


def book_message(data: Mapping[str, Any]) -> str:
    """What happened to a recipe, in a sentence that begins with its name; with who did it, where that is known."""
    words = BOOK_MESSAGES.get(data["type"], data["type"])
    if (stars := data.get("stars")) is not None:
        words += f" ({stars:g})"
    if (version := data.get("version")) is not None:
        words += f" (version {version})"
    return f"{words} by {who}" if (who := data.get("who")) else words


@callback
def fire_event(stove: StoveRuntime, event: LinkEvent) -> None:
    """Let the logbook, and device automations of other makers, know what happened at a stove."""
    burner = None if event.burner is None else stove.burners.get(event.burner)
    data: dict[str, Any] = {
        ATTR_DEVICE_ID: stove.device_id if burner is None else stove.burner_device_id(burner.n),
        "name": stove.name if burner is None else burner.name,
        "type": event.kind.value,
        **event.data,
    }
    stove.hass.bus.async_fire(EVENT_STOVE, data)


@callback
def async_describe_events(
    hass: HomeAssistant,
    async_describe_event: Callable[[str, str, Callable[[Event], dict[str, str]]], None],
) -> None:
    """Describe the events of stoves and of the recipe book."""

    @callback
    def describe(event: Event) -> dict[str, str]:
        level = event.data.get("level")
        words = MESSAGES.get(event.data["type"], event.data["type"])
        return {
            LOGBOOK_ENTRY_NAME: event.data["name"],
            LOGBOOK_ENTRY_MESSAGE: words.format(
                level=f"{level:.0%}" if level is not None else "another level"
            ),
        }

    @callback
    def describe_book(event: Event) -> dict[str, str]:
        return {
            LOGBOOK_ENTRY_NAME: str(event.data.get("name") or "Recipe book"),
            LOGBOOK_ENTRY_MESSAGE: book_message(event.data),
        }

    async_describe_event(DOMAIN, EVENT_STOVE, describe)
    async_describe_event(DOMAIN, EVENT_BOOK, describe_book)

"""Logbook entries: manual operation, automatic actions of the stove, and changes of recipes by user.

Callers of stove actions are shown by the logbook itself.
"""

from collections.abc import Callable, Mapping
from typing import Any

from homeassistant.components.logbook.const import LOGBOOK_ENTRY_MESSAGE, LOGBOOK_ENTRY_NAME
from homeassistant.core import Event, HomeAssistant, callback

from .const import DOMAIN
from .events import EVENT_BOOK, EVENT_STOVE
from .voice.replies import has_words, phrase


def sentence(kind: str, language: str, **fields: object) -> str:
    """Return the words for a type of event, which follow a name; the type itself if it has none."""
    key = f"logbook_{kind}"
    return phrase(key, language, **fields) if has_words(key) else kind


def stove_message(data: Mapping[str, Any], language: str) -> str:
    """Return what happened at a stove or burner; follows its name."""
    level = data.get("level")
    shown = f"{level:.0%}" if level is not None else sentence("part_level", language)
    return sentence(data["type"], language, level=shown)


def book_message(data: Mapping[str, Any], language: str = "en") -> str:
    """Return a change of a recipe; follows the recipe's name and ends with the user, if known."""
    words = sentence(data["type"], language)
    if (stars := data.get("stars")) is not None:
        words += f" ({stars:g})"
    if (version := data.get("version")) is not None:
        words = sentence("part_version", language, words=words, version=version)
    return sentence("part_by", language, words=words, who=who) if (who := data.get("who")) else words


@callback
def async_describe_events(
    hass: HomeAssistant,
    async_describe_event: Callable[[str, str, Callable[[Event], dict[str, str]]], None],
) -> None:
    """Register the descriptions of the events of stoves and of recipes."""

    @callback
    def describe(event: Event) -> dict[str, str]:
        return {
            LOGBOOK_ENTRY_NAME: event.data["name"],
            LOGBOOK_ENTRY_MESSAGE: stove_message(event.data, hass.config.language),
        }

    @callback
    def describe_book(event: Event) -> dict[str, str]:
        return {
            LOGBOOK_ENTRY_NAME: str(event.data.get("name") or sentence("part_book", hass.config.language)),
            LOGBOOK_ENTRY_MESSAGE: book_message(event.data, hass.config.language),
        }

    async_describe_event(DOMAIN, EVENT_STOVE, describe)
    async_describe_event(DOMAIN, EVENT_BOOK, describe_book)

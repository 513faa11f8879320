"""Sentences of stove events in the logbook."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from custom_components.hearthtech.events import EVENT_BOOK, EVENT_STOVE
from custom_components.hearthtech.hearth_link.messages import EventKind
from custom_components.hearthtech.logbook import async_describe_events, stove_message
from custom_components.hearthtech.voice.replies import catalog


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "it"])
def test_every_event_has_a_sentence_in_the_logbook(language: str) -> None:
    of_a_hob_without_link = {"turned_off", "out_of_sight"}
    english = catalog("en")
    for kind in {*EventKind, *of_a_hob_without_link}:
        said = stove_message({"type": str(kind), "level": 0.6}, language)
        assert catalog(language)[f"logbook_{kind}"].format(level="60%") == said
        assert language == "en" or said != english[f"logbook_{kind}"].format(level="60%")


async def test_the_logbook_speaks_the_language_of_the_home(hass: HomeAssistant) -> None:
    hass.config.language = "de"
    described: dict[str, Any] = {}
    async_describe_events(hass, lambda _domain, event, describe: described.update({event: describe}))
    event = type("Event", (), {"data": {"name": "Vorne links", "type": "knob_turned"}})()
    assert described[EVENT_STOVE](event)["message"] == "wurde von Hand auf eine andere Stufe gestellt"
    data = {"type": "recipe_rated", "name": "Dillsuppe", "stars": 4.5, "version": 2, "who": "Anna"}
    told = described[EVENT_BOOK](type("Event", (), {"data": data})())
    assert told == {"name": "Dillsuppe", "message": "hat Sterne bekommen (4.5) (Version 2), von Anna"}


async def test_the_logbook_says_what_a_hand_did(hass: HomeAssistant) -> None:
    described: dict[str, Any] = {}
    async_describe_events(hass, lambda _domain, event, describe: described.update({event: describe}))
    event = type("Event", (), {"data": {"name": "Front left", "type": "knob_turned", "level": 0.6}})()
    assert described[EVENT_STOVE](event) == {"name": "Front left", "message": "was turned by hand to 60%"}
    event = type("Event", (), {"data": {"name": "Front left", "type": "of_a_newer_stove"}})()
    assert described[EVENT_STOVE](event)["message"] == "of_a_newer_stove"

"""Translations are complete: every text in every language, and a text for every action, refusal and error."""

from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict
import pytest

from custom_components.hearthtech.burners.model import RefusalCode
from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.kitchen.errors import ErrorCode

FOLDER = Path(__file__).parents[2] / "custom_components" / "hearthtech"
LANGUAGES = ("de", "fr", "es", "it")
SAME = {
    "Active", "Code", "Gas", "Halal", "Host", "Induction", "Kosher", "Lupin", "Name", "No",
    "Note", "Person", "Person in Home Assistant", "Port", "Portion", "Portions", "Radiant", "Session",
    "Sessions", "Start", "Stop", "Timer {number}", "Vegan",
}  # fmt: skip
"""Words that are the same in one language or another."""
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def words(tree: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Each text with the path to it."""
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from words(value, (*path, key))
        else:
            yield ".".join((*path, key)), value


def read(language: str) -> dict[str, str]:
    return dict(words(json.loads((FOLDER / "translations" / f"{language}.json").read_text("utf-8"))))


ENGLISH = read("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    texts = read(language)
    left = {
        path
        for path, text in texts.items()
        if text == ENGLISH.get(path) and text not in SAME and not PLACEHOLDER.fullmatch(text)
    }
    assert left == set()


def test_no_text_is_excused_that_is_translated_everywhere() -> None:
    used = {
        text for language in LANGUAGES for path, text in read(language).items() if text == ENGLISH.get(path)
    }
    assert used >= SAME


def placeholders(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    other = read(language)
    assert ENGLISH.keys() == other.keys()
    for key, text in other.items():
        assert text.strip(), key
        assert placeholders(text) == placeholders(ENGLISH[key]), key


def test_every_refusal_and_error_has_a_sentence() -> None:
    for code in RefusalCode:
        assert f"exceptions.refused_{code}.message" in ENGLISH
    for error in ErrorCode:
        assert f"exceptions.kitchen_{error}.message" in ENGLISH


async def test_every_action_has_description_icon_and_example(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    described = load_yaml_dict(FOLDER / "services.yaml")
    icons = json.loads((FOLDER / "icons.json").read_text())["services"]
    registered = hass.services.async_services_for_domain(DOMAIN)
    assert set(described) >= {"set_burner", "stop", "everything_off"}
    assert set(described) == set(registered)
    for action, about in described.items():
        assert action in icons
        assert f"services.{action}.description" in ENGLISH
        for name, field in ((about or {}).get("fields") or {}).items():
            assert "example" in field, (action, name)
            assert f"services.{action}.fields.{name}.name" in ENGLISH

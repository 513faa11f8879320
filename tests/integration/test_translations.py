"""What is shown in other languages was not left in English."""

from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "custom_components" / "hearthtech"
LANGUAGES = ("de", "fr", "es", "it")
SAME = {
    "Active", "Code", "Firmware", "Gas", "Halal", "Host", "Induction", "Kosher", "Lupin", "Name", "No",
    "Note", "Person", "Person in Home Assistant", "Port", "Portion", "Portions", "Radiant", "Session",
    "Sessions", "Start", "Stop", "Timer", "Vegan",
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

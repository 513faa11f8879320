"""What the skill says itself, and that its data is part of the installed package."""

from pathlib import Path
import tomllib

import pytest

import hearthtech_skill
from hearthtech_skill.fallback_messages import MESSAGES, FallbackMessage, say

PACKAGE = Path(hearthtech_skill.__file__).parent


def test_every_language_has_every_sentence() -> None:
    assert set(MESSAGES) == {"en", "de", "fr", "es", "it", "nl"}
    assert all(set(sentences) == set(FallbackMessage) for sentences in MESSAGES.values())
    assert all(text.strip() == text != "" for sentences in MESSAGES.values() for text in sentences.values())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de-CH", "Die Küche antwortet nicht."),
        ("IT", "La cucina non risponde."),
        ("nl-BE", "De keuken antwoordt niet."),
        ("pt", "The kitchen does not answer."),
    ],
)
def test_the_language_of_the_satellite_is_spoken(language: str, said: str) -> None:
    assert say(FallbackMessage.AWAY, language) == said


def test_the_wheel_takes_the_whole_folder_with_its_data() -> None:
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel == {"packages": ["hearthtech_skill"]}
    assert (PACKAGE / "fallback_messages.yaml").is_file()

"""Every example of `docs/voice.md` is recognized as the kind that the page says, in five languages."""

from pathlib import Path
import re

import pytest

from custom_components.hearthtech.voice.data_files import LANGUAGES
from custom_components.hearthtech.voice.intents import EVERY_LANGUAGE, Kind
from custom_components.hearthtech.voice.names import Named
from custom_components.hearthtech.voice.recognizer import Recognizer

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "voice.md").read_text(encoding="utf-8")
RECIPES = {
    "en": ("Grandma's Chicken Soup", "Beef Stew"),
    "de": ("Omas Hühnersuppe", "Rindergulasch"),
    "fr": ("Soupe de poulet de mamie", "Bœuf mijoté"),
    "es": ("Sopa de pollo de la abuela", "Estofado de ternera"),
    "it": ("Zuppa di pollo della nonna", "Spezzatino di manzo"),
}
BURNERS = ("Front left", "Front right", "Back left", "Back right")
_EXAMPLE = re.compile(r"\*([^*|]+)\*")


def section(title: str) -> str:
    """The text below a heading, up to the next heading of the same level."""
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def table() -> list[tuple[Kind, list[str]]]:
    """Kind and sentences, in the order of `LANGUAGES`, of each row of the examples."""
    rows = []
    for line in section("The same in five languages").splitlines():
        if line.startswith("| `"):
            kind, *cells = (cell.strip() for cell in line.strip("|").split("|"))
            rows.append((Kind(kind.strip("`")), [cell.strip("*") for cell in cells]))
    return rows


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_example_is_of_its_kind(code: str) -> None:
    recognizer = Recognizer(preload=[code])
    recognizer.update("burner", [Named(f"stove/{n}", name) for n, name in enumerate(BURNERS, 1)])
    recognizer.update("recipe", [Named(f"r{n}", name) for n, name in enumerate(RECIPES[code])])
    recognizer.update("person", [Named("p1", "Anna")])
    wrong = []
    for kind, sentences in table():
        text = sentences[LANGUAGES.index(code)]
        found = recognizer.recognize(text, language=code, session=True)
        if found.kind is not kind:
            wrong.append(f"{text!r}: {found.kind} instead of {kind}")
    assert wrong == []


def test_there_is_an_example_of_each_kind_in_each_language() -> None:
    assert {kind for kind, _ in table()} == set(EVERY_LANGUAGE)
    assert all(len(sentences) == len(LANGUAGES) and all(sentences) for _, sentences in table())


def test_each_example_in_english_is_one_of_the_table() -> None:
    """An example of the overview is in the table, with its kind and in the other languages."""
    named = {text.lower() for _, sentences in table() for text in sentences[:1]}
    shown = [text for text in _EXAMPLE.findall(section("What can be said")) if "…" not in text]
    assert len(shown) > 40
    assert [text for text in shown if text.lower() not in named] == []

"""Sentences of cooks in German, French, Spanish and Italian: kinds, slots, and what is not for the kitchen."""

from pathlib import Path

import pytest
import yaml

from benchmarks.voice_languages import measure, recognizer_for
from custom_components.hearthtech.voice.intents import Kind
from custom_components.hearthtech.voice.recognizer import Recognizer

CASES = yaml.safe_load((Path(__file__).parent / "languages.yaml").read_text(encoding="utf-8"))
FIELD = Path(__file__).resolve().parents[3] / "shared" / "data" / "field"
RECIPES = {
    "de": ["Kartoffelsuppe", "Chili con Carne"],
    "fr": ["Soupe à l'oignon", "Gratin dauphinois"],
    "es": ["Tortilla de patatas", "Gazpacho"],
    "it": ["Minestrone", "Gnocchi al pesto"],
}
LEAST_RIGHT, MOST_WRONG, LEAST_SLOTS = 95.0, 2.0, 95.0


@pytest.fixture(scope="module")
def recognizers() -> dict[str, Recognizer]:
    return {code: recognizer_for(names) for code, names in RECIPES.items()}


@pytest.mark.parametrize("code", sorted(RECIPES))
def test_sentences_of_a_language(code: str, recognizers: dict[str, Recognizer]) -> None:
    wrong = []
    for kind, sentences in CASES[code].items():
        for text, slots in sentences.items():
            found = recognizers[code].recognize(text, language=code, session=True)
            heard = {name: found.slots.get(name) for name in slots or {}}
            if found.kind != kind or heard != (slots or {}):
                wrong.append(f"{text!r}: {found.kind} {found.slots}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("code", sorted(RECIPES))
def test_each_language_understands_every_kind(code: str) -> None:
    assert set(CASES[code]) >= {
        "timer",
        "shopping_add",
        "shopping_query",
        "next_step",
        "start_recipe",
        "none",
    }


def test_a_similar_recipe_name_never_raises_heat_without_a_question(
    recognizers: dict[str, Recognizer],
) -> None:
    found = recognizers["de"].recognize("fangen wir mit dem Chili an", language="de")
    assert (found.kind, found.slots["recipe"], found.layer) == (Kind.START_RECIPE, "Chili con Carne", 2)
    assert not found.may_raise_heat


@pytest.mark.skipif(not FIELD.is_dir(), reason="the field files are not on this machine")
def test_field_files() -> None:
    for code, scores in measure(FIELD).items():
        for one in scores:
            shares = one.as_dict()
            assert shares["right"] >= LEAST_RIGHT, (code, one.silent, one.wrong)
            assert shares["wrong"] <= MOST_WRONG, (code, one.wrong)
            assert not one.accepted, code
            assert code == "en" or shares["slots"] >= LEAST_SLOTS, (code, one.wrong_slots)

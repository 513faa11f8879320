"""Properties of all replies in every language: no leftovers of templates, agreement with one and two, no English words."""

import re
from string import Formatter

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.assist.handlers.food_words import spoken_amount, unit_names
from custom_components.hearthtech.assist.turn import said_degrees
from custom_components.hearthtech.voice.data_files import LANGUAGES, SPOKEN_LANGUAGES
from custom_components.hearthtech.voice.numbers import say_duration, say_number
from custom_components.hearthtech.voice.replies import catalog, phrase, words

OTHERS = tuple(code for code in SPOKEN_LANGUAGES if code != "en")
COUNTS = ("more", "count", "days", "stars")
PLURALS = {
    "en": "things steps ingredients timers stars meals portions guests days",
    "de": "dinge schritte schritten zutaten timer sterne mahlzeiten portionen gästen tage tagen personen weitere",
    "fr": "choses étapes ingrédients minuteurs portions invités jours autres",
    "es": "cosas pasos ingredientes temporizadores raciones invitados días",
    "it": "cose passi passaggi ingredienti timer porzioni ospiti giorni altri",
    "nl": "dingen stappen timers",
}
"""Plurals that follow a number in replies."""
ENGLISH = (
    "the and is are was were with which what that this these your you shall nothing please again cooking stove burner heat "
    "step turned turn set off until about recipe ingredient ingredients could there has have does not from for says"
)
"""English words that are no words of the other languages, unless `OWN` has them."""
OWN = {
    "de": {"was", "has"},
    "fr": {"set", "has"},
    "es": {"has"},
    "it": set[str](),
    "nl": {"is", "of", "was", "step", "even"},
}
_LETTERS = re.compile(r"[^\W\d_]+")
_DOUBLED = re.compile(r"\b([^\W\d_]{2,}) \1\b", re.IGNORECASE)
_TWO_SPACES = re.compile(r"\s\s")
_BEFORE_MARK = re.compile(r"\s[,.]")


def slots_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def values(code: str, number: int, seconds: int) -> dict[str, str]:
    """A value for each slot that names no person or dish, in the language."""
    level = words("say_percent", code, value=number)
    return {
        "time": say_duration(seconds, code), "level": level, "value": str(number), "burner": phrase("place_front_left", code),
        "burners": phrase("place_back_right", code), "reason": phrase("refusal_no_pan", code), "number": str(number),
        "temperature": said_degrees(number, "C", code), "amount": spoken_amount(number, "g", code),
        **dict.fromkeys(COUNTS, say_number(number, code)),
    }  # fmt: skip


def said(key: str, code: str, number: int, seconds: int = 600) -> str:
    known = values(code, number, seconds)
    names = slots_of(catalog(code)[key])
    if "more" in names:
        known["count"] = say_number(number + 3, code)
    # Names are filled with text that is a word in no language.
    return words(key, code, **{name: known.get(name, f"x{n}") for n, name in enumerate(sorted(names))})


@pytest.mark.parametrize("code", SPOKEN_LANGUAGES)
@settings(deadline=None, max_examples=20)
@given(number=st.integers(0, 300), seconds=st.integers(0, 90_000))
def test_nothing_of_a_template_is_left(code: str, number: int, seconds: int) -> None:
    for key in catalog(code):
        text = said(key, code, number, seconds)
        assert "{" not in text, key
        assert "}" not in text, key
        assert "None" not in text, key
        assert not _TWO_SPACES.search(text), f"{key}: {text!r}"
        assert not _DOUBLED.search(text), f"{key}: {text!r}"
        assert not _BEFORE_MARK.search(text.strip()), f"{key}: {text!r}"


@pytest.mark.parametrize("code", SPOKEN_LANGUAGES)
def test_one_and_two_agree(code: str) -> None:
    plurals = {*PLURALS[code].split()}
    checked = 0
    for key, text in catalog(code).items():
        counted = next((name for name in COUNTS if name in slots_of(text)), None)
        if counted is None or key.endswith("_one"):
            continue
        mark = say_number(2, code)
        after = _after(said(key, code, 2), mark)
        if plurals & {*after[:2]}:
            checked += 1
            assert key + "_one" in catalog(code), f"{key}: {said(key, code, 1)!r}"
            alone = _after(said(key, code, 1), say_number(1, code))
            assert not plurals & {*alone[:1]}, f"{key}: {said(key, code, 1)!r}"
    assert checked > (10 if code in LANGUAGES else 1)


def _after(text: str, number: str) -> list[str]:
    """The words after a number."""
    found = re.findall(r"\w+", text.lower())
    number = number.lower()
    return found[found.index(number) + 1 :] if number in found else []


@pytest.mark.parametrize("code", SPOKEN_LANGUAGES)
def test_units_and_times_agree_with_one_and_two(code: str) -> None:
    for seconds in (1, 60, 3600):
        one, two = say_duration(seconds, code), say_duration(2 * seconds, code)
        assert _LETTERS.findall(one)[-1] != _LETTERS.findall(two)[-1] or (code, seconds) == ("nl", 3600)
    for unit, (one_unit, many) in unit_names(code).items():
        assert spoken_amount(1, unit, code).endswith(one_unit)
        assert spoken_amount(2, unit, code).endswith(many)


@pytest.mark.parametrize("code", OTHERS)
def test_no_reply_has_an_english_word(code: str) -> None:
    english = {*ENGLISH.split()} - OWN[code]
    wrong = {
        key: text
        for key, text in catalog(code).items()
        if english & {word.lower() for word in _LETTERS.findall(re.sub(r"\{\w+\}", " ", text))}
    }
    assert wrong == {}


@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_no_reply_is_the_english_one(code: str) -> None:
    same = {
        key
        for key, text in catalog(code).items()
        if text == catalog("en")[key] and len(_LETTERS.findall(re.sub(r"\{\w+\}", "", text))) > 2
    }
    assert same == {"keeps_source"}, "the name of the source stays"


@pytest.mark.parametrize("code", SPOKEN_LANGUAGES)
@given(celsius=st.integers(20, 260))
def test_temperatures_are_in_the_unit_of_the_house(code: str, celsius: int) -> None:
    metric, other = said_degrees(celsius, "C", code), said_degrees(celsius, "F", code)
    assert str(celsius) in metric
    assert f"{celsius * 1.8 + 32:.0f}" in other
    assert "Celsius" in metric
    assert "Celsius" not in other
    assert "Fahrenheit" in other


@pytest.mark.parametrize("code", OTHERS)
@given(tenths=st.integers(1, 199))
def test_decimals_have_a_comma(code: str, tenths: int) -> None:
    said_as = say_number(tenths / 10, code)
    assert "." not in said_as
    assert ("," in said_as) == (tenths % 10 != 0)
    assert float(said_as.replace(",", ".")) == pytest.approx(tenths / 10)

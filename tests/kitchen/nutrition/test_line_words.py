"""Words of ingredient lines that each language has: systems of units, sizes, lost slashes, purposes."""

import pytest

from custom_components.hearthtech.kitchen.nutrition.parse import parse_line
from custom_components.hearthtech.kitchen.nutrition.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("language", "line", "low", "unit", "name"),
    [
        ("en", "3 US customary cups oats", 3, "cup", "oats"),
        ("en", "1 imperial pint stock", 1, "imperialpint", "stock"),
        ("en", "2 Australian tbsp honey", 2, "australiantbsp", "honey"),
        ("de", "2 britische Tassen Haferflocken", 2, "imperialcup", "Haferflocken"),
        ("de", "6 Flüssigunzen Rotwein", 6, "floz", "Rotwein"),
        ("fr", "2 tasses américaines de riz", 2, "cup", "riz"),
        ("fr", "5 onces fluides de crème", 5, "floz", "crème"),
        ("es", "2 tazas inglesas de avena", 2, "imperialcup", "avena"),
        ("es", "1 onza líquida de ron", 1, "floz", "ron"),
        ("it", "2 tazze americane di riso", 2, "cup", "riso"),
        ("it", "1 oncia liquida di rum", 1, "floz", "rum"),
        ("en", "13 cup rice", 1 / 3, "cup", "rice"),
        ("de", "12 Tasse Reis", 0.5, "cup", "Reis"),
        ("fr", "34 tasse de riz", 0.75, "cup", "riz"),
        ("es", "14 cucharadita de sal", 0.25, "tsp", "sal"),
        ("it", "12 cucchiaino di sale", 0.5, "tsp", "sale"),
        ("de", "12 Tassen Reis", 12, "cup", "Reis"),
        ("fr", "3 pouces de gingembre", 3, "inch", "gingembre"),
        ("it", '4" di zenzero', 4, "inch", "zenzero"),
        ("en", "half of the parsnips", 0.5, None, "parsnips"),
    ],
)
def test_units_of_systems_and_languages(
    language: str, line: str, low: float, unit: str | None, name: str
) -> None:
    parsed = parse_line(line, language)
    assert parsed.amount is not None
    assert parsed.amount.low == pytest.approx(low)
    assert (parsed.amount.unit, parsed.name) == (unit, name)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "4 extra lg leeks"),
        ("de", "4 extra große Lauchstangen"),
        ("fr", "4 très gros poireaux"),
        ("es", "4 muy grandes puerros"),
        ("it", "4 molto grandi porri"),
    ],
)
def test_very_large_pieces(language: str, line: str) -> None:
    assert parse_line(line, language).size == "xl"


@pytest.mark.parametrize(
    ("language", "line", "purpose"),
    [
        ("en", "Topping: 2 tbsp almonds", "Topping"),
        ("de", "Dekoration: 2 EL Mandeln", "Dekoration"),
        ("fr", "Décoration : 2 c. à soupe d'amandes", "Décoration"),
        ("es", "Decoración: 2 cucharadas de almendras", "Decoración"),
        ("it", "Guarnizione: 2 cucchiai di mandorle", "Guarnizione"),
    ],
)
def test_what_a_food_is_for(language: str, line: str, purpose: str) -> None:
    parsed = parse_line(line, language)
    assert (parsed.purpose, parsed.amount and parsed.amount.low) == (purpose, 2)


def test_little_gem_is_a_lettuce() -> None:
    parsed = parse_line("a little gem", "en")
    assert (parsed.name, parsed.amount and parsed.amount.unit) == ("little gem", None)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it"])
def test_every_language_has_the_words(language: str) -> None:
    words = vocabulary(language)
    assert {"us", "imperial"} <= set(words.systems.values())
    assert words.inch in words.units
    assert all(words.units.get(word) for word in words.slash_units)
    assert words.definite
    assert words.purpose_headings
    assert words.piece_forms

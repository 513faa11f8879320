"""The table of units."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.kitchen.nutrition.quantity import GRAMS, ML
from custom_components.hearthtech.language.languages import LANGUAGES
from custom_components.hearthtech.language.units import (
    BY_NAME,
    SIZES,
    UNITS,
    Dimension,
    System,
    best_unit,
    convert,
    spelled,
    unit_of,
    unit_spellings,
)

MEASURES = {
    "en": {"tablespoons": "tbsp", "ozs": "oz", "litre": "l", "pounds": "lb", "fluid ounces": "fl oz"},
    "de": {"Gramm": "g", "Esslöffel": "tbsp", "TL": "tsp", "Liter": "l"},
    "fr": {"grammes": "g", "centilitre": "cl", "litres": "l"},
    "es": {"gramos": "g", "cucharadas": "tbsp", "mililitros": "ml", "cucharadita": "tsp"},
    "it": {"grammi": "g", "cucchiai": "tbsp", "litri": "l", "cucchiaino": "tsp"},
}


@settings(deadline=None)
@given(st.sampled_from(UNITS), st.sampled_from(UNITS), st.floats(0.01, 1000))
def test_converting_there_and_back_is_the_same(unit_a: object, unit_b: object, value: float) -> None:
    one, other = next(u for u in UNITS if u is unit_a), next(u for u in UNITS if u is unit_b)
    if one.dimension is not other.dimension:
        with pytest.raises(ValueError, match="is no"):
            convert(value, one, other)
    else:
        assert convert(convert(value, one, other), other, one) == pytest.approx(value)


@settings(deadline=None)
@given(
    st.floats(1, 20_000),
    st.sampled_from((Dimension.WEIGHT, Dimension.VOLUME, Dimension.LENGTH)),
    st.sampled_from(System),
)
def test_a_spelled_amount_is_read_with_its_unit(size: float, dimension: Dimension, system: System) -> None:
    unit = best_unit(size, dimension, system)
    number, _, word = spelled(size / unit.size, unit).partition(" ")
    assert number
    assert unit_of(word) is unit


@pytest.mark.parametrize("language", LANGUAGES)
def test_measures_of_a_language_are_read(language: str) -> None:
    for word, name in MEASURES[language].items():
        assert unit_of(word) is BY_NAME[name], word


@pytest.mark.parametrize("language", LANGUAGES)
def test_spellings_are_folded_and_name_one_unit(language: str) -> None:
    known = unit_spellings(language)
    assert all(word.isascii() and word == word.lower() for word in known)
    assert {"g", "kg", "ml", "l", "tbsp", "tsp", "can", "pinch", "slice"} <= set(known.values())


def test_all_parts_of_the_kitchen_use_the_sizes_of_the_table() -> None:
    assert GRAMS["lb"] == SIZES["lb"][1] == BY_NAME["lb"].size == pytest.approx(453.59237)
    assert ML["floz"] == SIZES["fl oz"][1] == pytest.approx(29.5735, rel=1e-5)
    assert ML["cup"] == pytest.approx(16 * ML["tbsp"])
    assert ML["tbsp"] == pytest.approx(3 * ML["tsp"])
    assert ML["gallon"] == pytest.approx(16 * ML["cup"])

"""Amounts with a part behind the unit or the food (`1 taza y media`), when they are scaled and converted."""

from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.kitchen.recipes.scale import line_in_system, scaled_line
from custom_components.hearthtech.language.units import System


@pytest.mark.parametrize(
    ("language", "line", "doubled", "halved"),
    [
        ("en", "1 cup and a half of sugar", "3 cups of sugar", "¾ cup of sugar"),
        ("en", "1 and 1/2 cups milk", "3 cups milk", "¾ cup milk"),
        ("de", "1 und 1/2 TL Salz", "3 TL Salz", "¾ TL Salz"),
        ("fr", "1 et 1/2 cuillère à café de sel", "3 cuillères à café de sel", "¾ cuillère à café de sel"),
        ("fr", "1 litre et demi d'eau", "3 litres d'eau", "0,75 litre d'eau"),
        ("fr", "1 citron et demi", "3 citrons", "¾ citron"),
        ("es", "1 y 1/2 taza de azúcar", "3 tazas de azúcar", "¾ taza de azúcar"),
        ("es", "1 taza y media de azúcar", "3 tazas de azúcar", "¾ taza de azúcar"),
        ("es", "2 limones y medio", "5 limones", "1¼ limones"),
        ("it", "1 cucchiaio e mezzo di olio", "3 cucchiai di olio", "¾ cucchiaio di olio"),
        ("it", "1 e 1/2 cucchiaio di olio", "3 cucchiai di olio", "¾ cucchiaio di olio"),
        ("it", "un chilo e mezzo di farina", "3 chili di farina", "0,75 chilo di farina"),
    ],
)
def test_the_part_is_scaled_with_the_whole(language: str, line: str, doubled: str, halved: str) -> None:
    assert scaled_line(line, 2, language) == doubled
    assert scaled_line(line, 0.5, language) == halved


def test_the_half_of_another_food_is_not_added() -> None:
    assert scaled_line("3 Eier und eine halbe Zitrone", 2, "de").startswith("6 Eier")


def test_the_part_is_converted_with_the_whole() -> None:
    assert line_in_system("1 cup and a half of flour", System.METRIC) == line_in_system(
        "1½ cups of flour", System.METRIC
    )


PARTS = {
    "en": ("and a half", 0.5),
    "de": ("und einen halben", 0.5),
    "fr": ("et demi", 0.5),
    "es": ("y medio", 0.5),
    "it": ("e mezzo", 0.5),
}


@given(
    st.sampled_from(sorted(PARTS)),
    st.integers(1, 20),
    st.sampled_from([2, 4, 6]),
    st.sampled_from(["kg", "l"]),
)
def test_twice_the_whole_and_its_part(language: str, whole: int, factor: int, unit: str) -> None:
    words, part = PARTS[language]
    scaled = scaled_line(f"{whole} {unit} {words}", factor, language)
    assert scaled == f"{round((whole + part) * factor)} {unit}"

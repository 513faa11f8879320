"""Scaled amounts in the unit that a cook would use: `1 kg` for 1000 g, `1 lb` for 16 oz, `1 tbsp` for 3 tsp."""

import re

from hypothesis import example, given, strategies as st
import pytest

from custom_components.hearthtech.kitchen.recipes.line_amounts import amounts_in
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step
from custom_components.hearthtech.kitchen.recipes.page_scaling import scaled_page
from custom_components.hearthtech.kitchen.recipes.scale import Reader, scaled_line
from custom_components.hearthtech.kitchen.recipes.step_amounts import step_amounts
from custom_components.hearthtech.language.units import BY_NAME, System

ANY = Reader()
US = Reader(System.US)
METRIC_UNITS = ("g", "kg", "ml", "cl", "dl", "l")
FACTORS = st.one_of(st.sampled_from([0.25, 1 / 3, 0.5, 2 / 3, 1.5, 2.0, 3.0, 4.0, 10.0]), st.floats(0.05, 40))


@pytest.mark.parametrize(
    ("line", "factor", "language", "expected"),
    [
        ("500 g flour", 2, "en", "1 kg flour"),
        ("500g flour", 3, "en", "1.5kg flour"),
        ("1 kg potatoes", 0.5, "en", "500 g potatoes"),
        ("1½ kg potatoes", 2, "en", "3 kg potatoes"),
        ("2 kilos potatoes", 0.25, "en", "500 g potatoes"),
        ("250 ml milk", 4, "en", "1 l milk"),
        ("1 liter milk", 0.75, "en", "750 ml milk"),
        ("5 dl cream", 2, "en", "1 l cream"),
        ("25 cl de crème", 2, "fr", "50 cl de crème"),
        ("60 cl de lait", 2, "fr", "1,2 l de lait"),
        ("400–600 g plums", 2, "en", "800–1200 g plums"),
        ("500-600 g plums", 2, "en", "1-1.2 kg plums"),
        ("½ bis 1 l Wasser", 0.5, "de", "250 bis 500 ml Wasser"),
        ("600 g Mehl", 2, "de", "1,2 kg Mehl"),
        ("0,5 l Milch", 1.5, "de", "750 ml Milch"),
        ("500 Gramm Mehl", 3, "de", "1,5 kg Mehl"),
        ("700 g di farina", 2, "it", "1,4 kg di farina"),
        ("498.9 g flour", 2, "en", "1 kg flour"),
        ("499.8 g flour", 2, "en", "1 kg flour"),
        ("8 oz beef", 2, "en", "1 lb beef"),
        ("12 ounces beef", 2, "en", "1½ pounds beef"),
        ("16 oz. beef", 2, "en", "2 lb beef"),
        ("9 oz beef", 2, "en", "18 oz beef"),
        ("1 lb beef", 0.5, "en", "½ lb beef"),
        ("1 pound beef", 0.3, "en", "4¾ ounces beef"),
        ("1 tsp salt", 3, "en", "1 tbsp salt"),
        ("1½ teaspoons salt", 2, "en", "1 tablespoon salt"),
        ("1½ teaspoons salt", 4, "en", "2 tablespoons salt"),
        ("1 tsp salt", 4, "en", "4 tsp salt"),
        ("1½ TL Salz", 2, "de", "1 EL Salz"),
        ("1 c. à café de sel", 3, "fr", "1 c. à soupe de sel"),
        ("2 cucharaditas de sal", 3, "es", "2 cucharadas de sal"),
        ("3 cucchiaini di sale", 2, "it", "2 cucchiai di sale"),
        ("1 tbsp oil", 4, "en", "4 tbsp oil"),
        ("8 slices bacon (about 8 oz total)", 2, "en", "16 slices bacon (about 16 oz total)"),
        ("3 cups (500 g) flour", 2, "en", "6 cups (1 kg) flour"),
        ("500 g/1 lb flour", 2, "en", "1 kg/2 lb flour"),
        ("1 lb 4 oz beef", 4, "en", "4 lb 16 oz beef"),
        ("1 cup plus 1 tsp sugar", 3, "en", "3 cups plus 3 tsp sugar"),
        ("2 x 500 g tins tomatoes", 2, "en", "4 x 500 g tins tomatoes"),
        ("1 tin (800 g) tomatoes", 2, "en", "2 tins (800 g) tomatoes"),
        ("3 eggs", 2, "en", "6 eggs"),
        ("500 eggs", 2, "en", "1000 eggs"),
        ("1000 g flour", 1, "en", "1000 g flour"),
        ("salt", 1000, "en", "salt"),
    ],
)
def test_amounts_change_to_the_unit_of_a_cook(line: str, factor: float, language: str, expected: str) -> None:
    assert scaled_line(line, factor, language, ANY) == expected


@pytest.mark.parametrize(
    ("line", "factor", "metric", "us"),
    [
        ("1 tbsp oil", 4, "4 tbsp oil", "¼ cup oil"),
        ("2 tablespoons oil", 4, "8 tablespoons oil", "½ cup oil"),
        ("4 tbsp oil", 8, "32 tbsp oil", "2 cups oil"),
        ("1 tbsp oil", 5, "5 tbsp oil", "5 tbsp oil"),
        ("1 tsp oil", 12, "4 tbsp oil", "¼ cup oil"),
        ("½ cup oil", 2, "235 ml oil", "1 cup oil"),
        ("250 ml milk", 4, "1 l milk", "4¼ cups milk"),
    ],
)
def test_cups_are_for_readers_who_have_them(line: str, factor: float, metric: str, us: str) -> None:
    recipe = Recipe(id="", name="x", ingredients=(Ingredient(text=line),))
    shown = [
        scaled_page(recipe, factor, units).recipe.ingredients[0].text for units in (System.METRIC, System.US)
    ]
    assert shown == [metric, us]


def _size(text: str) -> tuple[float, str]:
    """The first amount of a line in g or ml, and its unit."""
    amount = next(iter(amounts_in(text)))
    assert amount.unit is not None
    return amount.span.low * amount.unit.size, amount.unit.name


@given(st.integers(1, 4000), st.sampled_from(METRIC_UNITS), FACTORS)
@example(1999, "g", 0.5)
@example(1, "l", 0.9996)
def test_metric_amounts_stay_what_they_are(amount: int, unit: str, factor: float) -> None:
    size, shown = _size(scaled_line(f"{amount} {unit} water", factor, "en", ANY))
    exact = amount * factor * BY_NAME[unit].size
    assert abs(size - exact) <= max(0.06 * exact, 0.06)
    if factor != 1:
        assert (shown in {"kg", "l"}) == (size >= 1000)


@given(
    st.integers(1, 64),
    st.sampled_from(["oz", "lb", "tsp", "tbsp", "cup"]),
    FACTORS,
    st.sampled_from([ANY, US]),
)
def test_spoons_cups_and_ounces_stay_what_they_are(
    amount: int, unit: str, factor: float, reader: Reader
) -> None:
    text = scaled_line(f"{amount} {unit} oil", factor, "en", reader)
    size, shown = _size(text)
    exact = amount * factor * BY_NAME[unit].size
    assert abs(size - exact) <= 0.17 * exact, text
    if reader is ANY:
        assert shown != "cup" or unit == "cup"
    assert not (shown == "tsp" and size / BY_NAME["tbsp"].size in {1.0, 2.0, 3.0} and factor != 1)


@given(
    st.integers(1, 900),
    st.sampled_from(["g", "ml", "kg", "l", "oz", "tsp"]),
    st.sampled_from([2.0, 4.0, 0.5]),
)
def test_there_and_back_gives_the_line_again(amount: int, unit: str, factor: float) -> None:
    line = f"{amount} {unit} water"
    there = scaled_line(line, factor, "en", ANY)
    back = scaled_line(there, 1 / factor, "en", ANY)
    assert abs(_size(back)[0] - _size(line)[0]) <= max(0.06 * _size(line)[0], 0.5 * BY_NAME[unit].size)


@given(
    st.text(alphabet="12½/ .,-gklbtspozmcupeggs()x°%", max_size=30),
    st.floats(0.01, 100),
    st.sampled_from([ANY, US, Reader(System.METRIC)]),
)
def test_any_line_can_be_measured(line: str, factor: float, reader: Reader) -> None:
    text = scaled_line(line, factor, "en", reader)
    # Words that are no amount and no unit stay.
    assert re.sub(r"[^°%]", "", text) == re.sub(r"[^°%]", "", line)


def test_steps_and_their_shares_are_measured_too() -> None:
    step = Step(text="Knead half of the flour with 600 ml water.", ingredients=(0,))
    recipe = Recipe(id="", name="Bread", ingredients=(Ingredient(text="1 kg flour"),), steps=(step,))
    page = scaled_page(recipe, 2, System.METRIC)
    assert page.recipe.ingredients[0].text == "2 kg flour"
    assert page.marks[0].amounts[0].scaled == "1.2 l"
    shares = step_amounts([step], ["1 kg flour"])
    assert shares[0][0].text == "500 g flour"

"""Scaling and other units: numbers as cooks write them, words left as they are."""

from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.kitchen.recipes.model import Guess, Ingredient, Recipe, Step, Yield
from custom_components.hearthtech.kitchen.recipes.scale import (
    can_scale,
    in_system,
    line_in_system,
    scaled,
    scaled_line,
    scaled_to,
    temperatures_in_system,
)
from custom_components.hearthtech.language.number_format import as_decimal, as_fraction
from custom_components.hearthtech.language.numbers import number_of, span_at
from custom_components.hearthtech.language.units import (
    UNITS,
    Dimension,
    System,
    best_unit,
    celsius_of,
    convert,
    fahrenheit_of,
    unit_of,
)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("3", 3), ("1/2", 0.5), ("1 1/2", 1.5), ("1-1/2", 1.5), ("½", 0.5), ("2½", 2.5), ("2 ½", 2.5), ("0,5", 0.5), ("1.25", 1.25),
        ("1,500", 1500), ("three", 3), ("twenty-five", 25), ("forty", 40), ("seventy-two", 72), ("half a", 0.5), ("a dozen", 12.0),
        ("1/0", None), ("", None), ("x", None), ("1⁄4", 0.25), ("1 and 1/2", 1.5),
    ],
)  # fmt: skip
def test_numbers_in_words(words: str, value: float | None) -> None:
    assert number_of(words) == value


@pytest.mark.parametrize(
    ("text", "low", "high", "words"),
    [
        ("2-3 cups", 2, 3, "2-3"), ("2 to 3 cups", 2, 3, "2 to 3"), ("1½–2 lb", 1.5, 2, "1½–2"), ("3-2 cups", 3, 3, "3"),
        ("4 total", 4, 4, "4"), ("2 or 3", 2, 3, "2 or 3"), ("10 bis 12", 10, 12, "10 bis 12"), ("one egg", 1, 1, "one"),
    ],
)  # fmt: skip
def test_ranges(text: str, low: float, high: float, words: str) -> None:
    span = span_at(text)
    assert span is not None
    assert (span.low, span.high, text[span.start : span.end]) == (low, high, words)


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.5, "½"), (1.5, "1½"), (0.333, "⅓"), (2.0, "2"), (0.99, "1"), (1.98, "2"), (0.05, "0.05"), (12.4, "12½"), (2.2, "2¼"), (0, "0")],
)  # fmt: skip
def test_fractions_of_the_kitchen(value: float, words: str) -> None:
    assert as_fraction(value) == words


@given(st.floats(0.01, 9999))
def test_numbers_come_back_from_their_words(value: float) -> None:
    exact = number_of(as_decimal(value).replace(",", ""))
    rounded = number_of(as_fraction(value))
    assert exact is not None
    assert rounded is not None
    assert abs(exact - value) <= 0.006 * value
    assert abs(rounded - value) <= 0.061 * value


@pytest.mark.parametrize(
    ("line", "twice", "half"),
    [
        (
            "2½ cups (300g) plain flour, sifted",
            "5 cups (600g) plain flour, sifted",
            "1¼ cups (150g) plain flour, sifted",
        ),
        ("1 cup milk", "2 cups milk", "½ cup milk"),
        ("2 cups milk", "4 cups milk", "1 cup milk"),
        ("3 large eggs", "6 large eggs", "2 large eggs"),
        ("1 egg yolk", "2 egg yolks", "1 egg yolk"),
        ("200 g egg noodles", "400 g egg noodles", "100 g egg noodles"),
        ("1 tin (400 g) tomatoes", "2 tins (400 g) tomatoes", "½ tin (400 g) tomatoes"),
        ("2 x 400 g tins tomatoes", "4 x 400 g tins tomatoes", "1 x 400 g tins tomatoes"),
        ("4 fillets (6 oz each)", "8 fillets (6 oz each)", "2 fillets (6 oz each)"),
        ("1-2 cloves garlic", "2-4 cloves garlic", "½-1 clove garlic"),
        ("2 to 3 tbsp water", "4 to 6 tbsp water", "1 to 1½ tbsp water"),
        ("250g tipo 00 flour", "500g tipo 00 flour", "125g tipo 00 flour"),
        ("0.5 l milk", "1 l milk", "0.25 l milk"),
        (
            "1/4 cup plus 2 tablespoons sugar",
            "½ cup plus 4 tablespoons sugar",
            "⅛ cup plus 1 tablespoon sugar",
        ),
        ("juice of 1 lemon", "juice of 2 lemons", "juice of ½ lemon"),
        ("a 5 cm piece of ginger", "a 5 cm piece of ginger", "a 5 cm piece of ginger"),
        ("1 9-inch pie crust", "2 9-inch pie crust", "½ 9-inch pie crust"),
        ("2 sticks (1 cup) butter", "4 sticks (2 cups) butter", "1 stick (½ cup) butter"),
        ("60g/2¼oz cornflour", "120g/4½oz cornflour", "30g/1⅛oz cornflour"),
        (
            "1 teaspoon each thyme and sage",
            "2 teaspoons each thyme and sage",
            "½ teaspoon each thyme and sage",
        ),
        ("1 large egg, beaten", "2 large eggs, beaten", "1 large egg, beaten"),
        ("salt", "salt", "salt"),
        ("a pinch of salt", "a pinch of salt", "a pinch of salt"),
        ("7up", "7up", "7up"),
        ("2% milk, to taste", "2% milk, to taste", "2% milk, to taste"),
        ("", "", ""),
    ],
)
def test_lines_scale_and_stay_readable(line: str, twice: str, half: str) -> None:
    assert scaled_line(line, 2) == twice
    assert scaled_line(line, 0.5) == half
    assert scaled_line(line, 1) == line


@given(st.text(alphabet="12½/ .,-gcupeggs()x°%", max_size=30), st.floats(0.01, 100))
def test_any_line_can_be_scaled(line: str, factor: float) -> None:
    assert isinstance(scaled_line(line, factor), str)
    for system in System:
        assert isinstance(line_in_system(line, system), str)


@given(
    st.integers(1, 500),
    st.sampled_from(["g", "ml", "cups", "tbsp", "oz"]),
    st.sampled_from([2.0, 3.0, 4.0, 0.5, 0.25]),
)
def test_scaling_multiplies(amount: int, unit: str, factor: float) -> None:
    scaled_text = scaled_line(f"{amount} {unit} water", factor)
    span = span_at(scaled_text)
    assert span is not None
    # Scales and jugs show whole grams, above 50 fives.
    assert abs(span.low - amount * factor) <= max(0.06 * amount * factor, 0.5)
    assert scaled_text.endswith(" water")


def test_a_recipe_scales_with_its_yield_and_without_what_is_fixed() -> None:
    recipe = Recipe(
        id="",
        name="Soup",
        yields=Yield(amount=4, maximum=6),
        ingredients=(Ingredient(text="2 leeks"), Ingredient(text="1 bay leaf", fixed=True)),
        steps=(Step(text="Cook 10 minutes."),),
    )
    twice = scaled(recipe, 2)
    assert [line.text for line in twice.ingredients] == ["4 leeks", "1 bay leaf"]
    assert twice.yields == Yield(amount=8, maximum=12)
    assert twice.steps == recipe.steps
    assert scaled_to(recipe, 2).ingredients[0].text == "1 leek"
    assert scaled_to(
        Recipe(id="", name="x", yields=Yield(amount=1, unit="loaf", servings=8)), 16
    ).yields == Yield(amount=2, unit="loaf", servings=16)


@pytest.mark.parametrize("factor", [0, -1, float("nan"), float("inf"), 1e9])
def test_nobody_scales_by_nothing(factor: float) -> None:
    with pytest.raises(ValueError, match="scale"):
        scaled(Recipe(id="", name="x"), factor)
    with pytest.raises(ValueError, match="how many"):
        scaled_to(Recipe(id="", name="x"), 4)


@pytest.mark.parametrize(
    ("line", "metric", "us", "imperial"),
    [
        ("1 lb beef", "455 g beef", "1 lb beef", "1 lb beef"),
        ("12 oz. pasta", "340 g pasta", "12 oz. pasta", "12 oz. pasta"),
        ("2 cups stock", "475 ml stock", "2 cups stock", "⅞ imperial pint stock"),
        ("500 ml stock", "500 ml stock", "2⅛ cups stock", "⅞ imperial pint stock"),
        ("1 kg potatoes", "1 kg potatoes", "2¼ lb potatoes", "2¼ lb potatoes"),
        ("1-2 lb beef", "455–905 g beef", "1-2 lb beef", "1-2 lb beef"),
        ("1 tsp salt", "1 tsp salt", "1 tsp salt", "1 tsp salt"),
        (
            "2 cups (300 g) flour",
            "2 cups (300 g) flour",
            "2 cups (300 g) flour",
            "⅞ imperial pint (10½ oz) flour",
        ),
        ("60g/2¼oz rice", "60g/2¼oz rice", "60g/2¼oz rice", "60g/2¼oz rice"),
        ("2 tbsp oil", "2 tbsp oil", "2 tbsp oil", "2 tbsp oil"),
        ("3 eggs", "3 eggs", "3 eggs", "3 eggs"),
        ("10 g yeast", "10 g yeast", "⅓ oz yeast", "⅓ oz yeast"),
    ],
)
def test_lines_in_other_units(line: str, metric: str, us: str, imperial: str) -> None:
    assert [line_in_system(line, system) for system in (System.METRIC, System.US, System.IMPERIAL)] == [
        metric,
        us,
        imperial,
    ]


def test_a_british_pint_is_larger() -> None:
    assert line_in_system("1 pint milk", System.METRIC) == "475 ml milk"
    assert line_in_system("1 pint milk", System.METRIC, source=System.IMPERIAL) == "570 ml milk"


@pytest.mark.parametrize(
    ("text", "us", "metric"),
    [
        ("Bake at 180 °C.", "Bake at 350 °F.", "Bake at 180 °C."),
        ("Bake at 400°F.", "Bake at 400°F.", "Bake at 200 °C."),
        ("Bake at gas mark 4.", "Bake at 350 °F.", "Bake at gas mark 4."),
        ("Bake at 180C/350F.", "Bake at 180C/350F.", "Bake at 180C/350F."),
        ("Until it reads 165 °F inside.", "Until it reads 165 °F inside.", "Until it reads 74 °C inside."),
        ("Vitamin C 20 mg", "Vitamin C 20 mg", "Vitamin C 20 mg"),
        ("Bei 200 Grad C backen.", "Bei 400 °F backen.", "Bei 200 Grad C backen."),
        ("Cuire à 180 degrés Celsius.", "Cuire à 350 °F.", "Cuire à 180 degrés Celsius."),
        ("A 220 grados centígrados.", "A 425 °F.", "A 220 grados centígrados."),
        ("Backen bei Gas Stufe 4.", "Backen bei 350 °F.", "Backen bei Gas Stufe 4."),
    ],
)
def test_temperatures_in_other_units(text: str, us: str, metric: str) -> None:
    assert temperatures_in_system(text, System.US) == us
    assert temperatures_in_system(text, System.METRIC) == metric


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("de", "Eine Form von 20 cm fetten.", "Eine Form von 8 Zoll fetten."),
        ("fr", "Beurrer un moule de 20 cm.", "Beurrer un moule de 8 pouces."),
        ("es", "Un molde de 20 x 30 cm.", "Un molde de 8 x 12 pulgadas."),
        ("it", "Uno stampo da 20 cm.", "Uno stampo da 8 pollici."),
        ("en", "Grease a 28 cm tin.", "Grease an 11-inch tin."),
    ],
)
def test_sizes_in_the_words_of_the_recipe(language: str, text: str, shown: str) -> None:
    recipe = Recipe(id="", name="x", language=language, steps=(Step(text=text),))
    assert in_system(recipe, System.US).steps[0].text == shown


def test_guesses_go_when_their_words_change() -> None:
    step = Step(
        text="Bake at 180 °C.",
        oven_c=180.0,
        guesses=(Guess(field="oven_c", confidence=0.9, start=8, end=14),),
    )
    recipe = Recipe(id="", name="x", steps=(step,))
    assert in_system(recipe, System.METRIC) == recipe
    assert in_system(recipe, System.US).steps[0].guesses == ()


@given(st.sampled_from(UNITS), st.sampled_from(UNITS), st.floats(0.01, 1000))
def test_units_convert_there_and_back(unit: object, other: object, value: float) -> None:
    one, two = unit_of(getattr(unit, "name", "")), unit_of(getattr(other, "name", ""))
    assert one is not None
    assert two is not None
    if one.dimension is two.dimension:
        assert abs(convert(convert(value, one, two), two, one) - value) < 1e-9 * max(value, 1)
    else:
        with pytest.raises(ValueError, match="is no"):
            convert(value, one, two)


@given(
    st.floats(0.1, 100_000), st.sampled_from([Dimension.WEIGHT, Dimension.VOLUME]), st.sampled_from(System)
)
def test_the_best_unit_gives_a_number_one_can_measure(
    size: float, dimension: Dimension, system: System
) -> None:
    unit = best_unit(size, dimension, system)
    assert unit.dimension is dimension
    assert size / unit.size < 1001 or unit.name in {"kg", "l", "lb", "quart", "imperial pint"}


def test_case_tells_spoons_apart() -> None:
    assert [getattr(unit_of(word), "name", None) for word in ("T", "t", "Tbsp", "TSP", "x")] == [
        "tbsp",
        "tsp",
        "tbsp",
        "tsp",
        None,
    ]


@given(st.floats(-40, 400))
def test_degrees_there_and_back(celsius: float) -> None:
    assert abs(celsius_of(fahrenheit_of(celsius)) - celsius) < 1e-9


@pytest.mark.parametrize(
    ("text", "system", "shown"),
    [
        ("Butter a 9-inch pan.", System.METRIC, "Butter a 23 cm pan."),
        ("Use a 9 x 13 inch dish.", System.METRIC, "Use a 23 x 33 cm dish."),
        ("Cut into ½-inch dice.", System.IMPERIAL, "Cut into 1.5 cm dice."),
        ("Cut into 1 to 2 inch pieces.", System.METRIC, "Cut into 2.5 to 5 cm pieces."),
        ("Line a 20 cm tin.", System.US, "Line an 8-inch tin."),
        ("Line an 8-inch tin.", System.METRIC, "Line a 20 cm tin."),
        ("Slice 5 cm thick.", System.US, "Slice 2-inch thick."),
        ("A 9-inch (23 cm) tin.", System.METRIC, "A 9-inch (23 cm) tin."),
        ("Cook 5 minutes in 2 pans.", System.METRIC, "Cook 5 minutes in 2 pans."),
        ("A 20 cm tin.", System.METRIC, "A 20 cm tin."),
    ],
)
def test_sizes_of_pans_and_pieces(text: str, system: System, shown: str) -> None:
    recipe = Recipe(id="", name="Cake", steps=(Step(text=text),))
    assert in_system(recipe, system).steps[0].text == shown


@pytest.mark.parametrize(
    ("language", "line", "twice", "third"),
    [
        ("en", "three leeks", "6 leeks", "1 leek"),
        ("en", "half an onion", "1 onion", "⅙ onion"),
        ("en", "a dozen oysters", "24 oysters", "4 oysters"),
        ("en", "one to two limes", "2 to 4 limes", "⅓ to ⅔ lime"),
        ("en", "juice of half a lime", "juice of 1 lime", "juice of ⅙ lime"),
        ("de", "eine halbe Gurke", "1 Gurke", "⅙ Gurke"),
        ("de", "anderthalb Tassen Milch", "3 Tassen Milch", "½ Tasse Milch"),
        ("de", "Saft einer Orange", "Saft von 2 Orangen", "Saft von ⅓ Orange"),
        ("fr", "jus d'un citron", "jus de 2 citrons", "jus de ⅓ citron"),
        ("es", "tres zanahorias", "6 zanahorias", "1 zanahoria"),
        ("it", "mezzo limone", "1 limone", "⅙ limone"),
        ("en", "zwei Karotten", "4 Karotten", "⅔ Karotte"),
        ("ja", "玉ねぎ ３個", "玉ねぎ ６個", "玉ねぎ １個"),
        ("ar", "٣ طماطم", "٦ طماطم", "١ طماطم"),
        ("ru", "Морковь - 300 г", "Морковь - 600 г", "Морковь - 100 г"),
        ("en", "Leeks  3", "Leeks  6", "Leeks  1"),
        ("en", "3C rice", "6C rice", "1C rice"),
        ("en", "3x200g packs tofu", "6x200g packs tofu", "1x200g packs tofu"),
        ("de", "1.200 g Rüben", "2400 g Rüben", "400 g Rüben"),
        ("fr", "1 200 g de navets", "2400 g de navets", "400 g de navets"),
        ("de", "1'200 g Rüben", "2400 g Rüben", "400 g Rüben"),
        ("en", "3 8-ounce steaks", "6 8-ounce steaks", "1 8-ounce steak"),
        ("de", "3 Dosen à 250 g Bohnen", "6 Dosen à 250 g Bohnen", "1 Dose à 250 g Bohnen"),
        (
            "fr",
            "3 boîtes de 250 g de haricots",
            "6 boîtes de 250 g de haricots",
            "1 boîte de 250 g de haricots",
        ),
        ("it", "3 filetti (150 g l'uno)", "6 filetti (150 g l'uno)", "1 filetto (150 g l'uno)"),
        ("en", "8 g salt per kg of pork", "8 g salt per kg of pork", "8 g salt per kg of pork"),
        ("de", "8 g Hefe pro kg Mehl", "8 g Hefe pro kg Mehl", "8 g Hefe pro kg Mehl"),
        ("de", "Mehl Type 550", "Mehl Type 550", "Mehl Type 550"),
        ("en", "1/2 cup sugar", "1 cup sugar", "2⅔ tbsp sugar"),
        ("en", "1/4 tsp cloves", "½ tsp cloves", "1 pinch cloves"),
        ("de", "1 EL Öl", "2 EL Öl", "1 TL Öl"),
        ("en", "0.2 kg flour", "0.4 kg flour", "65 g flour"),
    ],
)
def test_lines_of_many_kinds_scale(language: str, line: str, twice: str, third: str) -> None:
    assert scaled_line(line, 2, language) == twice
    assert scaled_line(line, 1 / 3, language) == third
    assert can_scale(line, language) == (line != twice)


@pytest.mark.parametrize(
    "line",
    [
        "①個",
        "1/0 cup",
        "½½",
        "9" * 3999,
        "x" * 3999,
        "(" * 3999,
        "1 " * 1999,
        "² eggs",
        "٫٣",
        "-1 g",
        "1e9 g",
        "\ud800 2 g",
    ],
)
def test_hostile_lines_scale_without_an_error(line: str) -> None:
    for factor in (1e-6, 0.5, 999):
        for language in ("en", "de", "fr", "es", "it", "ja", "xx"):
            assert isinstance(scaled_line(line, factor, language), str)

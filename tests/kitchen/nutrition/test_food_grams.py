"""From amounts to grams."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.kitchen.nutrition import Analyzer, analyze

WEIGHTS = {
    "1 cup all-purpose flour": 125, "1 cup sugar": 200, "1 tbsp butter": 14.2, "1 stick butter": 113.4, "2 large eggs": 100,
    "1 cup milk": 244, "1 lb ground beef": 453.6, "250 g flour": 250, "1 medium onion": 110, "3 cloves garlic": 9,
    "1 (15 oz) can black beans, drained": 255, "2 x 400 g tins chopped tomatoes": 800, "1 cup (226g) butter": 226,
    "juice of 1 lemon": 45, "1 cup sliced almonds": 92, "1 cup cooked rice": 158, "1 cup uncooked rice": 185, "a dozen eggs": 600,
    "200 ml heavy cream": 201, "1 dl milk": 103, "4 (6-ounce) salmon fillets": 680, "1 bunch parsley": 60, "1 avocado": 165,
    "2 cups cornflakes": 56, "1 packet dry yeast": 7, "8 oz cream cheese": 226.8, "2 packages (8 oz each) cream cheese": 453.6,
    "1 cup plus 2 tbsp sugar": 225, "1-inch piece ginger": 11, "14 cup dried cranberries": 30, "1/2 cup chopped parsley": 30,
    "1 Pfund Mehl": 500,
}  # fmt: skip


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.mark.parametrize("text", WEIGHTS)
def test_weights(analyzer: Analyzer, text: str) -> None:
    _, matches, weighed = analyzer.line(text, "de" if "Mehl" in text else "en")
    assert matches
    assert weighed is not None
    assert weighed.grams == pytest.approx(WEIGHTS[text], rel=0.03)
    assert weighed.low <= weighed.grams <= weighed.high


@pytest.mark.parametrize(
    ("text", "how"),
    [("200 g rice", "weight"), ("1 cup rice", "volume"), ("2 eggs", "piece"), ("1 (14 oz) can tomatoes", "package size"),
     ("1 cup (200 g) sugar", "weight in brackets"), ("salt to taste", "to taste"), ("fresh parsley", "no amount stated"),
     ("a pinch of salt", "pinch")],
)  # fmt: skip
def test_the_way_is_recorded(analyzer: Analyzer, text: str, how: str) -> None:
    _, _, weighed = analyzer.line(text)
    assert weighed is not None
    assert weighed.how.startswith(how)


FOODS = st.sampled_from(["flour", "sugar", "milk", "rice", "butter", "honey", "olive oil", "cheddar cheese"])


@given(
    amount=st.integers(1, 20),
    times=st.integers(2, 5),
    unit=st.sampled_from(["g", "kg", "oz", "lb", "ml", "cl", "l", "tbsp", "tsp", "cups", "pints"]),
    food=FOODS,
)
@settings(deadline=None)
def test_twice_the_amount_weighs_twice(amount: int, times: int, unit: str, food: str) -> None:
    analyzer = _shared()
    once = analyzer.line(f"{amount} {unit} {food}")[2]
    more = analyzer.line(f"{amount * times} {unit} {food}")[2]
    assert once is not None
    if more is None:
        assert once.grams * times > 50_000
    else:
        assert more.grams == pytest.approx(once.grams * times, rel=1e-6)


@given(low=st.integers(1, 9), more=st.integers(1, 9), food=FOODS)
@settings(deadline=None)
def test_ranges_stay_ranges(low: int, more: int, food: str) -> None:
    weighed = _shared().line(f"{low}-{low + more} tbsp {food}")[2]
    assert weighed is not None
    assert weighed.low < weighed.grams < weighed.high
    assert weighed.high / weighed.low == pytest.approx((low + more) / low, rel=1e-6)


def _shared() -> Analyzer:
    return _ANALYZER


_ANALYZER = Analyzer()


@pytest.mark.parametrize(
    "text",
    ["100000 cups sugar", "99999999999 kg butter", "1/0 cup milk", "-5 cups flour", "1e999 cups sugar"],
)
def test_absurd_amounts_are_not_understood(analyzer: Analyzer, text: str) -> None:
    result = analyzer.analyze([text, "100 g rice"], 1)
    assert (result.counted, result.lines_total) == (1, 2)
    assert result.lines[0].grams is None
    assert result.lines[0].food is None


@pytest.mark.parametrize(
    ("line", "food", "grams"),
    [
        ("10 baby carrots", "Carrots, baby, raw", 100),
        ("6 jumbo shells", "Pasta, dry, enriched", 48),
        ("2 small zucchini", "Squash, summer, zucchini", 236),
        ("handful of coriander", "Coriander (cilantro) leaves", 10),
        ("1 tsp coriander", "Spices, coriander seed", 1.8),
        ("1 can chicken", "Chicken, canned", 142),
        ("1 can chili", "Chili with beans", 425),
        ("1 chili", "Peppers, hot chili", 8),
    ],
)
def test_what_a_size_a_unit_or_a_can_says_of_the_food(line: str, food: str, grams: float) -> None:
    (result,) = analyze([line], 1).lines
    assert result.food is not None
    assert result.food.startswith(food)
    assert result.grams == pytest.approx(grams, rel=0.05)


def test_oil_for_deep_frying_is_what_the_food_takes_up_also_when_no_amount_is_told() -> None:
    told, untold = (
        analyze(["1 kg potatoes", oil], 4).lines[1].grams
        for oil in ("1 l oil for deep frying", "oil for deep frying")
    )
    assert told == untold == pytest.approx(90, rel=0.1)


def test_a_roasted_duck_keeps_less_than_half_of_its_fat_and_all_of_its_protein() -> None:
    """SR28: 39.3 g of fat and 11.5 g of protein in 100 g of raw duck with its skin."""
    duck = analyze(["1 whole duck"], 1)
    assert duck.total["FAT"].amount / duck.total["PROCNT"].amount == pytest.approx(
        0.45 * 39.34 / 11.49, rel=0.01
    )


@pytest.mark.parametrize(
    ("line", "low", "high"),
    [
        ("3 cups shredded chicken (~1 1/2 lbs. chicken)", 670, 690),
        ("1 bunch scallions, chopped (~1/2 cup)", 40, 60),
        ("2 onions (~300 g)", 295, 305),
        ("4 fillets (~150 g each) salmon", 590, 610),
    ],
)
def test_about_as_a_sign_in_brackets_is_a_total(line: str, low: float, high: float) -> None:
    weighed = Analyzer().line(line)[2]
    assert weighed is not None
    assert low <= weighed.grams <= high

"""Ingredient lines taken apart."""

from hypothesis import given, settings, strategies as st
import pytest

from benchmarks.bench_parse import FIELDS, accuracy, gold_lines, judge_ours
from custom_components.hearthtech.kitchen.nutrition import LineKind, parse_line
from custom_components.hearthtech.kitchen.nutrition.quantity import GRAMS, MAX_AMOUNT, ML, number
from custom_components.hearthtech.kitchen.nutrition.text import key, words
from custom_components.hearthtech.kitchen.nutrition.vocabulary import vocabulary
from custom_components.hearthtech.language.languages import LANGUAGES


def test_hand_checked_lines_are_read_rightly() -> None:
    lines = gold_lines()
    assert len(lines) >= 600
    assert len({line.text for line in lines}) == len(lines)
    shares, wrong = accuracy(lines, judge_ours)
    assert shares["sentence"] >= 98, [line.text for line in wrong]
    assert all(shares[field] >= 99 for field in FIELDS)


def test_the_line_of_the_design() -> None:
    line = parse_line("2½ cups (300g) plain flour, sifted, plus extra for dusting")
    assert line.amount is not None
    assert (line.amount.low, line.amount.high, line.amount.unit) == (2.5, 2.5, "cup")
    assert [(stated.low, stated.unit) for stated in line.stated] == [(300, "g")]
    assert (line.name, line.preparation, line.extra) == ("plain flour", "sifted", "plus extra for dusting")
    assert not line.optional
    assert line.score > 0.9


@pytest.mark.parametrize(
    ("text", "count", "package"),
    [
        ("2 x 400 g tins chopped tomatoes", 2, (400, "g")),
        ("1 (14.5 oz) can diced tomatoes", 1, (14.5, "oz")),
        ("1 14-oz can coconut milk", 1, (14, "oz")),
        ("15 oz can pumpkin", 1, (15, "oz")),
        ("3 cans (6 oz each) tuna", 3, (6, "oz")),
    ],
)
def test_packages(text: str, count: float, package: tuple[float, str]) -> None:
    line = parse_line(text)
    assert line.amount is not None
    assert line.amount.low == count
    if line.package is None:
        assert [(stated.low, stated.unit, stated.each) for stated in line.stated] == [(*package, True)]
    else:
        assert (line.package.low, line.package.unit) == package


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("juice of 1 lemon", lambda line: line.part == "juice" and line.name == "lemon"),
        ("zest and juice of 1 lime", lambda line: line.part == "both"),
        ("1/2 cup nuts (optional)", lambda line: line.optional),
        ("salt to taste", lambda line: line.to_taste),
        ("3 tbsp butter, divided", lambda line: line.divided),
        ("butter or oil", lambda line: line.alternatives == ("oil",)),
        ("1 cup milk (or buttermilk)", lambda line: line.alternatives == ("buttermilk",)),
        ("oil for frying", lambda line: line.purpose == "for frying"),
        (
            "1 cup plus 2 tablespoons sugar",
            lambda line: [(a.low, a.unit) for a in line.added] == [(2, "tbsp")],
        ),
        ("14 cup sugar", lambda line: line.amount.low == 0.25),
        ("2-21/2 pounds beef", lambda line: (line.amount.low, line.amount.high) == (2, 2.5)),
        ("4 fillets (6 oz each)", lambda line: line.stated[0].each),
    ],
)
def test_what_else_a_line_says(text: str, check: object) -> None:
    assert callable(check)
    assert check(parse_line(text))


@pytest.mark.parametrize(
    "text",
    ["For the dressing:", "FOR THE FILLING:", "Topping:", "For the cake", "Für den Teig:", "Pour la sauce :"],
)
def test_headings(text: str) -> None:
    assert parse_line(text, "en").kind is LineKind.HEADING


@pytest.mark.parametrize("text", ["", "   ", "—", "***", "1/2", "🍕🍕", "\x00"])
def test_empty_lines(text: str) -> None:
    assert parse_line(text).kind is LineKind.EMPTY


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_failing(text: str) -> None:
    for language in LANGUAGES:
        line = parse_line(text, language)
        assert 0 <= line.score <= 1
        if line.amount is not None:
            assert 0 <= line.amount.low <= line.amount.high <= 12 * MAX_AMOUNT


@given(
    amount=st.sampled_from(["1", "2", "1/2", "1 1/2", "0.75", "3-4", "1½", "⅔"]),
    unit=st.sampled_from(sorted(vocabulary("en").units)),
    name=st.sampled_from(["flour", "sugar", "milk", "parsley", "olive oil"]),
)
def test_every_spelling_of_a_unit_is_read(amount: str, unit: str, name: str) -> None:
    line = parse_line(f"{amount} {unit} {name}")
    assert line.amount is not None
    expected = vocabulary("en").units[unit]
    assert line.amount.unit == (None if expected == "dozen" else expected)
    assert line.name == name


@given(whole=st.integers(0, 99), over=st.integers(1, 15), under=st.integers(2, 16))
def test_mixed_numbers(whole: int, over: int, under: int) -> None:
    value = number(f"{whole} {over}/{under}")
    assert value == pytest.approx(whole + over / under)


@given(st.text(alphabet="0123456789/., -", max_size=12))
def test_numbers_are_numbers_or_nothing(text: str) -> None:
    value = number(text)
    assert value is None or 0 <= value <= MAX_AMOUNT


def test_units_agree_with_each_other() -> None:
    assert ML["tbsp"] == pytest.approx(3 * ML["tsp"], rel=1e-3)
    assert ML["cup"] == pytest.approx(16 * ML["tbsp"], rel=1e-3)
    assert ML["gallon"] == pytest.approx(16 * ML["cup"], rel=1e-3)
    assert ML["floz"] == pytest.approx(2 * ML["tbsp"], rel=1e-3)
    assert GRAMS["lb"] == pytest.approx(16 * GRAMS["oz"], rel=1e-3)


@pytest.mark.parametrize(
    ("one", "many"),
    [("tomato", "tomatoes"), ("berry", "berries"), ("cookie", "cookies"), ("leaf", "leaves"), ("peach", "peaches"),
     ("egg", "Eggs"), ("crème", "creme"), ("jalapeño", "jalapenos"), ("chili", "chillies"), ("loaf", "loaves")],
)  # fmt: skip
def test_singular_and_plural_share_a_key(one: str, many: str) -> None:
    assert key(one) == key(many)


@given(st.text(max_size=60))
def test_keys_are_stable(text: str) -> None:
    assert words(" ".join(words(text))) == words(" ".join(words(" ".join(words(text)))))

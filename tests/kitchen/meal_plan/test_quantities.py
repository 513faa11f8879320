"""Amounts: merging loses nothing, taking takes no more than there is."""

from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.kitchen.shopping.quantities import (
    SOME,
    Quantity,
    as_words,
    covered,
    merged,
    quantity,
    to_buy,
)

UNITS = {"g": 1.0, "ml": 0.9, "": 110.0, "can": 400.0, "clove": None}
"""Of one food: what a unit of it weighs; a clove of it nobody has weighed."""


def of_food(amount: float, unit: str) -> Quantity:
    weight = UNITS[unit]
    return Quantity(amount=amount, unit=unit, grams=None if weight is None else amount * weight)


amounts = st.builds(of_food, st.floats(0.01, 1e5), st.sampled_from(sorted(UNITS)))
quantities = st.lists(st.one_of(amounts, st.just(SOME)), max_size=8)


@given(quantities, st.randoms())
def test_the_order_does_not_matter(told: list[Quantity], random: object) -> None:
    again = list(told)
    random.shuffle(again)  # type: ignore[attr-defined]
    assert merged(told) == merged(again)


@given(quantities)
def test_nothing_is_lost(told: list[Quantity]) -> None:
    result = merged(told)
    assert len({one.unit for one in result}) == len(result)
    assert bool(result) == bool(told)
    weighed = sum(one.grams for one in told if one.grams is not None)
    assert sum(one.grams for one in result if one.grams is not None) == pytest.approx(weighed)
    cloves = sum(one.amount or 0 for one in told if one.unit == "clove")
    assert sum(one.amount or 0 for one in result if one.unit == "clove") == pytest.approx(cloves)
    assert merged(result) == result


@given(quantities, amounts)
def test_what_is_taken_and_what_is_left_make_the_need(told: list[Quantity], stock: Quantity) -> None:
    needed = merged(told)
    left, used = covered(needed, stock)
    assert stock.amount is not None
    assert 0 <= used <= stock.amount * (1 + 1e-9)
    if UNITS[stock.unit] is not None:
        before = sum(one.grams or 0 for one in needed)
        after = sum(one.grams or 0 for one in left)
        assert before - after == pytest.approx(used * (stock.grams or 0) / stock.amount, rel=1e-6, abs=1e-4)
    assert all(one.amount is None or one.amount > 0 for one in left)


@given(amounts)
def test_one_buys_enough(one: Quantity) -> None:
    bought = to_buy(one)
    assert bought.amount is not None
    assert one.amount is not None
    assert one.amount * (1 - 1e-5) <= bought.amount < one.amount + 1


def test_words() -> None:
    assert as_words(merged([quantity(1, "kg"), quantity(200, "g")])) == "1.2 kg"
    assert as_words([quantity(2, "can"), quantity(300, "g")]) == "2 can + 300 g"
    assert as_words([SOME]) == ""
    assert as_words([quantity(3, None)]) == "3"


def test_unknown_is_not_zero() -> None:
    assert covered([quantity(500, "g")], SOME) == ((quantity(500, "g"),), 0.0)
    assert covered([SOME], SOME) == ((), 0.0)
    assert covered([quantity(2, "clove")], quantity(100, "g"))[0] == (quantity(2, "clove"),)

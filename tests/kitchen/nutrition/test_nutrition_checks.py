"""The checks of `script/bench nutrition`: constants set anew on some recipes and judged on others."""

from hypothesis import given, settings, strategies as st
import pytest

from benchmarks.nutrition_checks import DECLARED, FOLDS, Compared, fold_of, held_out
from custom_components.hearthtech.kitchen.nutrition import analyze
from custom_components.hearthtech.kitchen.nutrition.nutrient_sums import DISH_SPREAD, LEFT_BEHIND

LINES = ["500 g beef mince", "2 tbsp olive oil", "1 onion", "400 g chopped tomatoes", "300 g spaghetti"]


def compared(tag: str, declared: float = 500.0, title: str = "Bolognese") -> Compared:
    figure = analyze(LINES, 4).per_serving[tag]
    return Compared(
        recipe={"title": title}, tag=tag, ours=figure.amount, low=figure.low, high=figure.high, declared=declared
    )  # fmt: skip


@pytest.mark.parametrize("tag", DECLARED)
def test_the_shipped_constants_give_the_shipped_interval(tag: str) -> None:
    value = compared(tag)
    again = value.with_constants(DISH_SPREAD[tag], LEFT_BEHIND)
    assert (again.ours, again.low, again.high) == pytest.approx((value.ours, value.low, value.high))


@settings(deadline=None)
@given(st.floats(0.05, 1.5), st.floats(0.05, 1.5))
def test_a_greater_spread_gives_a_wider_interval(one: float, other: float) -> None:
    value = compared("ENERC_KCAL")
    narrow, wide = (value.with_constants(spread, LEFT_BEHIND) for spread in sorted((one, other)))
    assert wide.low <= narrow.low * 1.000001
    assert wide.high >= narrow.high * 0.999999


def test_more_left_behind_gives_less() -> None:
    value = compared("ENERC_KCAL")
    assert value.with_constants(0.4, 0.1).ours == pytest.approx(value.ours * 0.9 / (1 - LEFT_BEHIND))


def test_each_value_is_judged_once_and_by_constants_of_the_others() -> None:
    """One fold whose dishes all deviate more than those of the others: its intervals hold less."""
    titles = [f"dish {number}" for number in range(60)]
    strange = fold_of({"title": titles[0]})
    values = [
        compared(tag, declared=1e-3 if fold_of({"title": title}) == strange else analyze(LINES, 4).per_serving[tag].amount, title=title)
        for title in titles
        for tag in DECLARED
    ]  # fmt: skip
    checked = held_out(values)
    assert len(checked.values) == len(values)
    assert len(checked.rows) == FOLDS
    by_fold = {
        fold: [one.held for one in checked.values if fold_of(one.recipe) == fold] for fold in range(FOLDS)
    }
    assert not any(by_fold[strange])
    assert all(all(held) for fold, held in by_fold.items() if fold != strange)

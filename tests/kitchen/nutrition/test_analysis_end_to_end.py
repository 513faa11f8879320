"""Nutrition analysis from ingredient lines to figures."""

import pytest

from custom_components.hearthtech.kitchen.nutrition import LineKind, analyze, parse_line


def test_pancakes_hold_what_their_parts_hold() -> None:
    result = analyze(["250 g flour", "2 large eggs", "500 ml milk", "pinch of salt"], 4)
    assert result.counted == result.lines_total == 4
    energy = result.total["ENERC_KCAL"]
    assert pytest.approx(energy.amount, rel=0.03) == 250 * 3.64 + 100 * 1.43 + 500 * 1.03 * 0.61
    assert energy.low < energy.amount < energy.high
    assert result.per_serving["ENERC_KCAL"].amount * 4 == pytest.approx(energy.amount)
    assert len(result.total) >= 40


def test_unknown_ingredient_is_said_and_not_counted() -> None:
    result = analyze(["200 g rice", "2 cups blorptang"], 2)
    assert (result.counted, result.lines_total) == (1, 2)
    assert result.lines[1].food is None
    assert result.lines[1].grams is None
    assert "2 cups blorptang" in result.unchecked


def test_headings_are_no_ingredients() -> None:
    assert parse_line("For the dressing:").kind is LineKind.HEADING

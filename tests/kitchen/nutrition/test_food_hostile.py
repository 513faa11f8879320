"""Nonsense, poetry, emoji and very long lines: no crash, no wait, never a confident figure."""

from concurrent.futures import ThreadPoolExecutor
import time

import pytest

from custom_components.hearthtech.kitchen.nutrition import Analyzer, analyze

LONG = 100_000
HOSTILE = [
    "a" * LONG, "1/" * LONG, "(" * LONG, ")" * LONG, "1 cup " * 20_000, "½" * LONG, ", " * 50_000, "or " * 33_000, "1-" * 50_000,
    "🍕" * LONG, "&amp;" * 20_000, "<" * LONG, "[x](y)" * 15_000, "plus " * 20_000, "- " * 50_000, "~" * LONG, "a-" * 50_000,
    "chopped " * 15_000, "and " * 25_000, "1 (" * 30_000, "\u0301" * LONG, "x or " * 20_000, "1 oz can " * 12_000, "a " * 50_000,
]  # fmt: skip
NONSENSE = [
    "the quality of mercy is not strained", "2 cups of sadness", "colorless green ideas sleep furiously", "3 blorptangs",
    "二 cups", "1 kg of hope", "asdf qwer zxcv", "SELECT * FROM recipes", "'; DROP TABLE food; --", "../../etc/passwd", "%s%s%n", "{{7*7}}",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:6]))
def test_long_lines_are_quick_and_not_counted_with_confidence(text: str) -> None:
    start = time.process_time()
    result = analyze([text], 1)
    # A bound against running away, two hundred times what it takes; speed itself is measured by `script/bench parse`.
    assert time.process_time() - start < 5
    for line in result.lines:
        assert line.score is None or line.score < 0.75


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_is_not_understood(text: str) -> None:
    result = analyze([text], 2)
    energy = result.per_serving.get("ENERC_KCAL")
    assert (
        result.counted == 0 or energy is None or result.lines[0].score is None or result.lines[0].score < 0.7
    )


def test_ten_thousand_lines() -> None:
    result = analyze(["1 cup flour"] * 10_000, 4)
    assert result.counted == 10_000


@pytest.mark.parametrize("servings", [0, -1, float("nan"), float("inf"), None])
def test_no_servings_no_portion(servings: float | None) -> None:
    result = analyze(["100 g rice"], servings)
    assert result.per_serving == {}
    assert "ENERC_KCAL" in result.total


def test_no_lines() -> None:
    result = analyze([], 4)
    assert (result.counted, result.lines_total, dict(result.total)) == (0, 0, {})
    assert result.complete


def test_lone_surrogates_and_controls() -> None:
    assert analyze(["1 cup \ud800 flour", "\x00\x01\x02 2 eggs\x7f"], 1).lines_total >= 1


def test_many_threads_may_ask_at_once() -> None:
    analyzer = Analyzer()
    lines = [["2 eggs", "1 cup flour"], ["100 g butter"], ["1 onion", "2 carrots"], ["1 can chickpeas"]] * 20
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda some: analyzer.analyze(some, 1).total["ENERC_KCAL"].amount, lines))
    assert results[:4] == results[4:8]
    assert len(set(results)) == 4

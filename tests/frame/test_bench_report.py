"""A benchmark's result: what machines read, and when it counts as reached."""

import json
import math

from hypothesis import given, strategies as st
import pytest

from benchmarks.report import Goal, Table, report


@pytest.mark.parametrize(
    ("value", "goal", "met"),
    [
        (4.9, "<= 5", True),
        (5.0, "<= 5", True),
        (5.1, "<= 5", False),
        (0, "== 0", True),
        (1, "== 0", False),
        (0.85, ">= 0.85", True),
        (math.nan, "<= 5", False),
        (None, "<= 5", False),
    ],
)
def test_goal_is_met_only_by_a_measured_value_inside(value: float | None, goal: str, met: bool) -> None:
    assert Goal("x", value, "ms", goal).met is met


@given(st.floats(allow_nan=False), st.floats(allow_nan=False, allow_infinity=False))
def test_smaller_and_larger_are_opposites(value: float, bound: float) -> None:
    assert Goal("x", value, "", f"<= {bound!r}").met is not Goal("x", value, "", f"> {bound!r}").met


def test_json_is_one_object_with_goals(capsys: pytest.CaptureFixture[str]) -> None:
    code = report(
        "link",
        [Goal("p99", 3.0, "ms", "<= 5"), Goal("rate", 1.0, "1/s", ">= 2")],
        fitted="Fitted: nothing.",
        as_json=True,
    )
    told = json.loads(capsys.readouterr().out)
    assert code == 1
    assert told["bench"] == "link"
    assert told["fitted"] == "Fitted: nothing."
    assert told["goals"] == [
        {"name": "p99", "value": 3.0, "unit": "ms", "goal": "<= 5", "met": True},
        {"name": "rate", "value": 1.0, "unit": "1/s", "goal": ">= 2", "met": False},
    ]


def test_table_shows_rows_and_goals(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table("peers", ("who", "ms"), [("ours", 1.25), ("theirs", None)])
    assert report("link", [Goal("p99", 3.0, "ms", "<= 5")], [table], fitted="Fitted: to rows 1-3.") == 0
    printed = capsys.readouterr().out
    assert "ours" in printed
    assert "Fitted: to rows 1-3." in printed
    assert "not measured" in printed
    assert "<= 5" in printed


def test_nothing_measured_is_nothing_reached() -> None:
    assert report("empty", [], fitted="Fitted: nothing.", as_json=True) == 1

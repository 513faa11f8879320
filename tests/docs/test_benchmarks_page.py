"""The page of the benchmarks: every benchmark is on it, and its figures come from a command."""

import re

import pytest

from benchmarks.all_benches import bench_names
from benchmarks.docs_table import BEGIN, END, PAGE, written

RESULT = {
    "benches": [
        {
            "bench": "link",
            "seconds": 90.4,
            "fitted": "Fitted: nothing.",
            "goals": [
                {"name": "p99", "value": 1.23456, "unit": "ms", "goal": "< 5", "met": True},
                {"name": "rate", "value": 129745, "unit": "1/s", "goal": ">= 200000", "met": False},
                {"name": "peer", "value": None, "unit": "ms", "goal": "<= 1", "met": False},
            ],
        }
    ]
}


def test_the_page_names_every_benchmark() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == bench_names()


def test_figures_are_written_between_the_marks_and_again() -> None:
    page = PAGE.read_text(encoding="utf-8")
    first = written(page, RESULT)
    assert "| link | p99 | 1.23 ms | below 5 ms |" in first
    assert "|  | rate | 129,745 1/s | at least 200,000 1/s, **not met** |" in first
    assert "|  | peer | not measured | at most 1 ms, **not met** |" in first
    assert "- **link** (90 s): Fitted: nothing." in first
    assert first.partition(BEGIN)[0] == page.partition(BEGIN)[0]
    assert first.partition(END)[2] == page.partition(END)[2]
    assert written(first, RESULT) == first


def test_a_page_without_marks_is_left_alone() -> None:
    with pytest.raises(ValueError, match="no marks"):
        written("# Benchmarks", RESULT)

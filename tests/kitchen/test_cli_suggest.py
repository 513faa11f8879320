"""`script/hearth suggest` and `week`: the household of files, and one JSON object per line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tools.cli.suggest import main

RECIPES = [
    ("Beef stew", "Main Course", ["800 g beef", "3 carrots", "2 onions"]),
    ("Carrot soup", "Dinner", ["500 g carrots", "1 onion", "1 tbsp olive oil"]),
    ("Peanut noodles", "Dinner", ["300 g noodles", "100 g peanut butter"]),
    ("Strawberry cake", "Dessert", ["250 g flour", "500 g strawberries", "200 g sugar"]),
]


@pytest.fixture
def household(tmp_path: Path) -> list[str]:
    pages = [
        {
            "@type": "Recipe", "name": name, "recipeCategory": kind, "recipeIngredient": lines, "recipeYield": "4 servings",
            "recipeInstructions": "Cook it.", "inLanguage": "en",
        }
        for name, kind, lines in RECIPES
    ]  # fmt: skip
    files = {
        "import": pages,
        "people": [{"name": "Ada", "birth_year": 1990, "allergens": {"peanuts": "severe"}}],
        "pantry": [{"name": "carrot", "amount": 3, "use_by": "2026-06-16"}],
    }
    words = []
    for name, content in files.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
        words += [f"--{name}", str(tmp_path / f"{name}.json")]
    return [*words, "--json", "--now", "2026-06-15T16:00:00+00:00"]


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_suggest_all(household: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", *household, "--all"]) == 0
    found = {line["recipe"]: line for line in lines_of(capsys)}
    assert found.keys() == {name for name, _, _ in RECIPES}
    assert {name for name, line in found.items() if line["admitted"]} == {"Beef stew", "Carrot soup"}
    assert found["Strawberry cake"]["kind"] == "dessert"
    assert found["Strawberry cake"]["why_not"].startswith("kind")
    assert found["Peanut noodles"]["why_not"].startswith("peanuts: contains")
    assert found["Peanut noodles"]["verdicts"] == {"Ada": {"peanuts": "contains"}}
    assert found["Beef stew"]["per_serving"]["ENERC_KCAL"] > 100
    assert found["Beef stew"]["why_not"] is None


def test_week(household: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["week", *household, "--days", "2"]) == 0
    *meals, summary = lines_of(capsys)
    assert [meal["date"] for meal in meals] == ["2026-06-15", "2026-06-16"]
    assert {meal["recipe"] for meal in meals} == {"Beef stew", "Carrot soup"}
    assert summary["not_counted"] == 0


def test_nothing_to_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", "--import", str(tmp_path / "missing.json")]) == 1
    assert "missing.json" in capsys.readouterr().err

"""Lines, shopping lists and frying of the field data beside the repository; skipped where these are absent.

Run with `-s` to see the failures by kind.
"""

from collections import Counter
import json
from pathlib import Path
import re
from typing import Any

import pytest

from custom_components.hearthtech.kitchen.nutrition.text import key
from tools.cli.ask import answer

FIELD = Path(__file__).resolve().parents[4] / "shared" / "data" / "field" / "food.json"
ABBREVIATION = re.compile(r"^\W|\W$|/|\b\w{1,3}\.(?:\s|$)")
"""What must not be left in a clean name."""


def _ask(**request: Any) -> dict[str, Any]:
    found = answer(json.dumps(request).encode())
    assert "error" not in found, found
    return found


def _named(wanted: str, name: str) -> bool:
    return f" {key(wanted)} " in f" {key(name)} "


def _within(grams: float | None, limits: list[float]) -> bool:
    return grams is not None and limits[0] <= grams <= limits[1]


def _line_problem(asked: dict[str, Any], wanted: dict[str, Any]) -> str:
    found = _ask(do="ingredient", line=asked["line"], language=asked["lang"])
    name = found["name"] or ""
    wrong = (
        ("name" in wanted and not _named(wanted["name"], name))
        or ("noname" in wanted and wanted["noname"].lower() in name.lower().split())
        or (wanted.get("noname") == "/" and "/" in name)
        or (wanted.get("noname_digits") and any(map(str.isdigit, name)))
        or (wanted.get("clean") and ABBREVIATION.search(name))
        or ("grams" in wanted and not _within(found["grams"], wanted["grams"]))
    )
    return f"{name!r}, {found['grams']} g" if wrong else ""


def _amounts(items: list[dict[str, Any]], name: str) -> list[str | None]:
    exact = [item["amount"] for item in items if key(item["name"]) == key(name)]
    return exact or [item["amount"] for item in items if _named(name, item["name"])]


def _list_problem(asked: dict[str, Any], wanted: dict[str, Any]) -> str:
    recipes = [entry for entry in asked["recipes_or_typed"] if isinstance(entry, list)]
    typed = [entry.removeprefix("#") for entry in asked["recipes_or_typed"] if isinstance(entry, str)]
    found = _ask(do="shopping", recipes=recipes, typed=typed, pantry=asked["pantry"], language=asked["lang"])
    items = found["items"]
    names = [item["name"] for item in items]
    wrong = [
        name
        for name, amount in wanted.get("must", {}).items()
        if not (shown := _amounts(items, name)) or (amount is not None and amount not in shown)
    ]
    wrong += [name for name in wanted.get("mustnot", ()) if any(_named(name, shown) for shown in names)]
    wrong += [name for name in wanted.get("names", ()) if not any(_named(name, shown) for shown in names)]
    wrong += [wanted["noname"] for name in names if wanted.get("noname", "\0") in name]
    if wanted.get("names") and len(items) != len(wanted["names"]):
        wrong.append(f"{len(items)} items")
    if "count" in wanted and len(items) != wanted["count"]:
        wrong.append(f"{len(items)} items")
    for unit in wanted.get("unit_not", ()):
        wrong += [unit for item in items if (item["amount"] or "").endswith(f" {unit}")]
    if "unit_not_for" in wanted:
        name, unit = wanted["unit_not_for"]
        wrong += [
            unit
            for amount in _amounts(items, name) or [unit]
            if (amount or "").endswith((unit, f" k{unit.strip()}"))
        ]
    return f"{wrong}: {items}" if wrong else ""


def _frying_problem(asked: dict[str, Any], wanted: dict[str, Any]) -> str:
    found = _ask(do="nutrition", lines=asked["lines"], servings=4, language=asked["lang"])
    eaten = found["lines"][-1]["grams_eaten"]
    return "" if _within(eaten, wanted["grams eaten"]) else f"{eaten} g"


CHECKS = {"parse": _line_problem, "shopping": _list_problem, "frying": _frying_problem}


def test_lines_and_shopping_lists_of_the_field() -> None:
    if not FIELD.is_file():
        pytest.skip("the field data food.json are not beside the repository")
    rows = [row for row in json.loads(FIELD.read_text(encoding="utf-8")) if row["input"]["type"] in CHECKS]
    failed: Counter[str] = Counter()
    for row in rows:
        problem = CHECKS[row["input"]["type"]](row["input"], row["expected"])
        if problem:
            failed[row["kind"]] += 1
            print(row["id"], row["kind"], row["input"], row["expected"], "->", problem)
    for kind, count in failed.most_common():
        print(count, kind)
    print(f"{len(rows) - failed.total()} of {len(rows)} right")
    assert failed.total() <= 0.05 * len(rows)

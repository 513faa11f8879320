"""`script/hearth nutrition FILE [--json]`: what recipes hold."""

import argparse
import json
from pathlib import Path
import sys
from typing import Any

from custom_components.hearthtech.kitchen.food.analyze import Analyzer
from custom_components.hearthtech.kitchen.food.model import Nutrition

SHOWN = {
    "ENERC_KCAL": "energy", "FAT": "fat", "FASAT": "saturated", "CHOCDF": "carbohydrate", "SUGAR": "sugars",
    "FIBTG": "fiber", "PROCNT": "protein", "NA": "sodium",
}  # fmt: skip


def main(words: list[str]) -> int:
    """Print the nutrition of each recipe in a file; 0 when the file could be read."""
    parser = argparse.ArgumentParser(prog="script/hearth nutrition", description="What recipes hold.")
    parser.add_argument(
        "file",
        type=Path,
        help='JSON: [{"servings": 4, "ingredients": ["2 eggs", …]}]; - reads standard input',
    )
    parser.add_argument(
        "--json", action="store_true", help="print one JSON list, in the order of the recipes"
    )
    parser.add_argument("--language", default="en")
    options = parser.parse_args(words[1:])
    try:
        text = sys.stdin.read() if str(options.file) == "-" else options.file.read_text(encoding="utf-8")
        recipes = _recipes(text)
    except (OSError, ValueError) as error:
        print(f"nutrition: {options.file}: {error}", file=sys.stderr)
        return 1
    analyzer = Analyzer()
    results = [
        analyzer.analyze(
            recipe["ingredients"], recipe["servings"], recipe.get("language") or options.language
        )
        for recipe in recipes
    ]
    if options.json:
        json.dump([result.as_dict() for result in results], sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        for recipe, result in zip(recipes, results, strict=True):
            _show(str(recipe.get("name") or ""), result)
    return 0


def _recipes(text: str) -> list[dict[str, Any]]:
    """Read recipes.

    Raises:
        ValueError: The text holds none.
    """
    data = json.loads(text)
    listed = data if isinstance(data, list) else [data]
    recipes = []
    for place, item in enumerate(listed, start=1):
        ingredients = item.get("ingredients") if isinstance(item, dict) else None
        if not isinstance(ingredients, list) or not all(isinstance(line, str) for line in ingredients):
            raise ValueError(f"recipe {place} has no list 'ingredients'")
        servings = item.get("servings")
        if isinstance(servings, bool) or not isinstance(servings, int | float) or servings <= 0:
            servings = None
        recipes.append({**item, "ingredients": ingredients, "servings": servings})
    return recipes


def _show(name: str, result: Nutrition) -> None:
    if name:
        print(name)
    for line in result.lines:
        grams = "" if line.grams is None else f"{line.grams:8.1f} g  "
        print(f"  {grams or ' ' * 12}{line.text}  [{line.food or line.how}]")
    figures = result.per_serving or result.total
    what = "per serving" if result.per_serving else "in total"
    print(f"  {what}; {result.counted} of {result.lines_total} ingredients counted")
    for tag, label in SHOWN.items():
        if tag in figures:
            figure = figures[tag]
            print(f"    {label:<14}{figure.amount:8.1f} {figure.unit}  ({figure.low:.1f}–{figure.high:.1f})")

"""`script/hearth nutrition FILE [--json]`: nutrients of recipes."""

import argparse
from collections.abc import Callable
import json
from pathlib import Path
import sys
from typing import Any

from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.nutrition.analyze import Analyzer
from custom_components.hearthtech.kitchen.nutrition.label import LabelForm, as_text, label
from custom_components.hearthtech.kitchen.nutrition.label_svg import as_svg
from custom_components.hearthtech.kitchen.nutrition.methods import methods_of, minutes_of
from custom_components.hearthtech.kitchen.nutrition.model import Nutrition
from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.isolated import read_isolated

SHOWN = {
    "ENERC_KCAL": "energy", "FAT": "fat", "FASAT": "saturated", "CHOCDF": "carbohydrate", "SUGAR": "sugars",
    "FIBTG": "fiber", "PROCNT": "protein", "NA": "sodium",
}  # fmt: skip


def main(words: list[str], analyzer_of: Callable[[str], Analyzer] | None = None) -> int:
    """Print the nutrition of each recipe in a file; 0 when the file could be read.

    `analyzer_of` returns the analyzer with the corrections of a book; without it, `--book` is not accepted.
    """
    parser = argparse.ArgumentParser(prog="script/hearth nutrition", description="What recipes hold.")
    parser.add_argument(
        "file",
        type=Path,
        help='[{"servings": 4, "ingredients": ["2 eggs", …]}], or Cooklang, JSON-LD …; - is standard input',
    )
    parser.add_argument(
        "--json", action="store_true", help="print one JSON list, in the order of the recipes"
    )
    parser.add_argument("--language", default="en")
    parser.add_argument(
        "--label", choices=[form.value for form in LabelForm], help="print a label of each instead"
    )
    parser.add_argument("--svg", action="store_true", help="print the label as SVG")
    parser.add_argument("--book", help="count what a household corrected and weighed in this book")
    options = parser.parse_args(words[1:])
    try:
        content = sys.stdin.buffer.read() if str(options.file) == "-" else options.file.read_bytes()
        recipes = _recipes(content, options.file.name)
    except (OSError, ValueError, RecursionError) as error:
        print(f"nutrition: {options.file}: {error}", file=sys.stderr)
        return 1
    if options.book and analyzer_of is None:
        parser.error("--book needs the module nutrition_of_book")
    try:
        analyzer = analyzer_of(options.book) if options.book and analyzer_of else Analyzer()
    except KitchenError as error:
        print(f"nutrition: {options.book}: {error}", file=sys.stderr)
        return 1
    results = [_analyzed(analyzer, recipe, options.language) for recipe in recipes]
    if options.label:
        for recipe, result in zip(recipes, results, strict=True):
            title = _printable(str(recipe.get("name") or ""))
            made = label(result, LabelForm(options.label), title, options.language)
            print(as_svg(made) if options.svg else as_text(made))
        return 0
    if options.json:
        json.dump([result.as_dict() for result in results], sys.stdout, indent=1)
        print()
    else:
        for recipe, result in zip(recipes, results, strict=True):
            _show(str(recipe.get("name") or ""), result)
    return 0


def _analyzed(analyzer: Analyzer, recipe: dict[str, Any], language: str) -> Nutrition:
    said = recipe.get("language") or language
    lines, steps = recipe["ingredients"], recipe.get("steps") or []
    return analyzer.analyze(
        lines,
        recipe["servings"],
        said,
        methods_of(lines, steps, said),
        minutes=minutes_of(lines, steps, said),
    )


def _recipes(content: bytes, name: str) -> list[dict[str, Any]]:
    """Read recipes: our own short JSON, or any format of the recipe book (Cooklang, JSON-LD, …).

    Raises:
        ValueError: The content has no recipe.
    """
    text = content.decode("utf-8", errors="replace")
    try:
        data = json.loads(text)
    except ValueError:
        return _of_the_book(content, name)
    listed = data if isinstance(data, list) else [data]
    if any(
        isinstance(item, dict) and ("@type" in item or "@graph" in item or "@context" in item)
        for item in listed
    ):
        return _of_the_book(content, name)
    return [_short(place, item) for place, item in enumerate(listed, start=1)]


def _short(place: int, item: object) -> dict[str, Any]:
    ingredients = item.get("ingredients") if isinstance(item, dict) else None
    if (
        not isinstance(item, dict)
        or not isinstance(ingredients, list)
        or not all(isinstance(line, str) for line in ingredients)
    ):
        raise ValueError(f"recipe {place} has no list 'ingredients' of texts")
    servings = item.get("servings")
    if isinstance(servings, bool) or not isinstance(servings, int | float) or not 0 < servings < float("inf"):
        servings = None
    steps = item.get("steps")
    if not isinstance(steps, list) or not all(isinstance(step, str) for step in steps):
        steps = []
    return {**item, "ingredients": ingredients, "servings": servings, "steps": steps}


def _of_the_book(content: bytes, name: str) -> list[dict[str, Any]]:
    try:
        found = read_isolated(File(content=content, name=name))
    except KitchenError as error:
        raise ValueError("holds no recipe that can be read") from error
    return [
        {
            "name": one.recipe.name,
            "language": one.recipe.language,
            "servings": one.recipe.servings,
            "ingredients": [ingredient.text for ingredient in one.recipe.ingredients],
            "steps": [step.text for step in one.recipe.steps],
        }
        for one in found
    ]


def _show(name: str, result: Nutrition) -> None:
    if name:
        print(_printable(name))
    for line in result.lines:
        grams = "" if line.grams is None else f"{line.grams:8.1f} g  "
        print(f"  {grams or ' ' * 12}{_printable(line.text)}  [{line.food or line.how}]")
    figures = result.per_serving or result.total
    what = "per serving" if result.per_serving else "in total"
    print(f"  {what}; {result.counted} of {result.lines_total} ingredients counted")
    for tag, word in SHOWN.items():
        if tag in figures:
            figure = figures[tag]
            print(f"    {word:<14}{figure.amount:8.1f} {figure.unit}  ({figure.low:.1f}–{figure.high:.1f})")


def _printable(text: str) -> str:
    return text.encode("utf-8", errors="replace").decode("utf-8")

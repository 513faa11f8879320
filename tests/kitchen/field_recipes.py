"""Compare what the kitchen reads from a case of `field/recipes` with the result that the case expects."""

from collections.abc import Callable, Mapping
import json
from pathlib import Path
import re
from typing import Any

from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.recipes.cooklang import recipe_to_cooklang
from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.importers import read_file
from custom_components.hearthtech.kitchen.recipes.model import Recipe, Step
from custom_components.hearthtech.kitchen.recipes.scale import scaled, scaled_line
from custom_components.hearthtech.kitchen.recipes.step_extraction import guessed
from custom_components.hearthtech.kitchen.recipes.yields import yield_of
from custom_components.hearthtech.language.durations import seconds_of

FIELD = Path(__file__).parents[3] / "shared" / "data" / "field"
_COMPARED: dict[str, Callable[[Recipe], object]] = {
    "ingredients": lambda recipe: [line.text for line in recipe.ingredients],
    "sections": lambda recipe: [line.section for line in recipe.ingredients],
    "ingredients_count": lambda recipe: len(recipe.ingredients),
    "steps": lambda recipe: len(recipe.steps),
    "step_texts": lambda recipe: [step.text for step in recipe.steps],
    "step_names": lambda recipe: [step.name for step in recipe.steps],
    "step_sections": lambda recipe: [step.section for step in recipe.steps],
    "servings": lambda recipe: recipe.servings,
    "author": lambda recipe: recipe.author,
    "prep_s": lambda recipe: recipe.prep_time_s,
    "cook_s": lambda recipe: recipe.cook_time_s,
    "total_s": lambda recipe: recipe.total_time_s,
    "notes": lambda recipe: len(recipe.notes),
    "url_is": lambda recipe: recipe.source_url,
    "yields": lambda recipe: (
        None if recipe.yields is None else [recipe.yields.amount, recipe.yields.unit, recipe.yields.servings]
    ),
    "servings_or_yield": lambda recipe: recipe.servings or (recipe.yields.amount if recipe.yields else None),
}


def expected() -> dict[str, dict[str, Any]]:
    """The cases by file; empty when the folder is absent."""
    path = FIELD / "recipes" / "expected.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def faults(name: str, case: Mapping[str, Any]) -> list[str]:
    """What differs from the expected result, in words; empty when the case is right."""
    path = FIELD / "recipes" / name
    try:
        if (
            path.suffix == ".json"
            and {"scale", "scale_not", "times", "durations", "yield_servings", "yield_amounts"}
            & case["expect"].keys()
        ):
            return _line_faults(json.loads(path.read_text(encoding="utf-8")), case["expect"])
        return _recipe_faults(path, case["expect"])
    except KitchenError as error:
        if any(key.startswith("refused_or") for key in case["expect"]):
            # The kitchen reads these formats: a refusal is no right result.
            return [f"refused: {error}"]
        return [f"not read: {error}"]


def _line_faults(given: Mapping[str, Any], expect: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    for at, (line, factor) in enumerate(given.get("scale", ())):
        result = scaled_line(line, factor)
        if "scale" in expect and re.search(expect["scale"][at], result) is None:
            found.append(f"{line!r} x {factor:g}: {result!r}")
        if "scale_not" in expect and re.search(expect["scale_not"], result):
            found.append(f"{line!r} x {factor:g}: {result!r}")
    for text, allowed in zip(given.get("times", ()), expect.get("times", ()), strict=False):
        if (seconds := guessed(Step(text=text)).timer_s) not in allowed:
            found.append(f"{text!r}: {seconds}")
    for text, allowed in zip(given.get("durations", ()), expect.get("durations", ()), strict=False):
        if (seconds := seconds_of(text)) not in allowed:
            found.append(f"{text!r}: {seconds}")
    for at, text in enumerate(given.get("yields", ())):
        made = yield_of(text)
        if "yield_servings" in expect:
            servings = made and (made.amount if made.unit == "servings" else made.servings)
            if servings != expect["yield_servings"][at]:
                found.append(f"{text!r}: {made}")
        elif made is None or made.amount != expect["yield_amounts"][at]:
            found.append(f"{text!r}: {made}")
    return found


def _recipe_faults(path: Path, expect: Mapping[str, Any]) -> list[str]:
    read = read_file(File(content=path.read_bytes(), name=path.name, url=expect.get("url")))
    recipes = [item.recipe for item in read]
    first = recipes[0]
    found: list[str] = []

    def same(key: str, got: object, wanted: object) -> None:
        if got != wanted:
            found.append(f"{key}: {got!r}, not {wanted!r}")

    def match(key: str, texts: list[str], patterns: list[str | None]) -> None:
        if len(texts) != len(patterns) or any(
            pattern and re.search(pattern, text) is None
            for text, pattern in zip(texts, patterns, strict=False)
        ):
            found.append(f"{key}: {texts!r}, not {patterns!r}")

    lines = [line.text for line in first.ingredients]
    whole = "\n".join(
        [
            first.name,
            first.description,
            *lines,
            *(step.text for step in first.steps),
            *first.notes,
            *first.unparsed,
        ]
    )
    for key, wanted in expect.items():
        if key in _COMPARED:
            same(key, _COMPARED[key](first), wanted)
        elif key == "names":
            same(key, [recipe.name for recipe in recipes], wanted)
        elif key in {"count", "refused_or_count"}:
            same(key, len(recipes), wanted)
        elif key == "ingredients_re":
            match(key, lines, wanted)
        elif key == "step_texts_re":
            match(key, [step.text for step in first.steps], wanted)
        elif key == "ingredients_set_re":
            found += [
                f"{key}: nothing like {pattern} in {lines}"
                for pattern in wanted
                if not any(re.search(pattern, line) for line in lines)
            ]
        elif key == "scaled2":
            match(key, [line.text for line in scaled(first, 2).ingredients], wanted)
        elif key == "scaled2_first":
            match(key, [scaled(first, 2).ingredients[0].text], [wanted])
        elif key == "steps_max":
            if len(first.steps) > wanted:
                found.append(f"{key}: {len(first.steps)}")
        elif key == "nothing_lost":
            found += [f"{key}: {words!r}" for words in wanted if words not in whole]
        elif key == "no_text_re":
            if re.search(wanted, whole, re.MULTILINE):
                found.append(f"{key}: {wanted}")
        elif key == "cook_keeps":
            text = recipe_to_cooklang(first)
            found += [f"{key}: {words!r} not in {text}" for words in wanted if words not in text]
        elif key == "timers":
            got = [step.timer_s for step in first.steps] if path.suffix == ".txt" else _timers(path, first)
            if len(got) != len(wanted) or any(
                want not in ("any", have) for have, want in zip(got, wanted, strict=False)
            ):
                found.append(f"{key}: {got}, not {wanted}")
        elif key == "refused_or_exact":
            same("names", [recipe.name for recipe in recipes], wanted["names"])
            if "first_ingredients" in wanted:
                same("first_ingredients", len(lines), wanted["first_ingredients"])
            if "first_steps" in wanted:
                same("first_steps", len(first.steps), wanted["first_steps"])
        elif key not in {"url", "cli_servings"}:
            found.append(f"{key} is not compared")
    return found


def _timers(path: Path, recipe: Recipe) -> list[float | None]:
    del path
    return [step.timer_s for step in recipe.steps]

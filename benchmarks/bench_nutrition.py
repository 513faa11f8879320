"""How near our figures come to what publishers declare, over the recipes in `../shared/data`.

Beside it the same recipes by `ingredient-parser-nlp` with its own food matching, where its model and data load here.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
import io
import json
from pathlib import Path
import socket
import statistics
from typing import Any

from benchmarks.report import Goal, Table, report
from custom_components.hearthtech.kitchen.food import Analyzer, LineKind, Nutrition

RECIPES = Path(__file__).resolve().parents[2] / "shared" / "data" / "recipes-dev.json"
DECLARED = {"ENERC_KCAL": "kcal", "FAT": "fat_g", "CHOCDF": "carbohydrate_g", "PROCNT": "protein_g"}
WORST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One figure of one recipe: ours with its interval, and the declared one."""

    recipe: Mapping[str, Any]
    tag: str
    ours: float
    low: float
    high: float
    declared: float

    @property
    def error(self) -> float:
        """Relative absolute error."""
        return abs(self.ours - self.declared) / self.declared


def compare(recipes: Sequence[Mapping[str, Any]], results: Sequence[Nutrition]) -> list[Compared]:
    """Return all figures that have a declared one; what we do not know counts as 0."""
    found = []
    for recipe, result in zip(recipes, results, strict=True):
        for tag, key in DECLARED.items():
            declared = recipe["declared_per_serving"].get(key)
            if declared:
                figure = result.per_serving.get(tag)
                found.append(
                    Compared(
                        recipe=recipe,
                        tag=tag,
                        ours=figure.amount if figure else 0.0,
                        low=figure.low if figure else 0.0,
                        high=figure.high if figure else 0.0,
                        declared=float(declared),
                    )
                )
    return found


def within(compared: Sequence[Compared], share: float) -> float:
    """Return the share of figures (%) with at most this relative error."""
    return 100 * sum(one.error <= share for one in compared) / len(compared)


def reason(result: Nutrition, one: Compared, analyzer: Analyzer) -> str:
    """Say what most likely explains a difference."""
    if not result.complete:
        return f"{result.lines_total - result.counted} lines not understood"
    ratio = one.ours / one.declared
    shares = []
    for line in result.lines:
        if line.number is not None and line.grams:
            energy = analyzer.database.food(line.number).amounts.get("ENERC_KCAL", 0.0) * line.grams / 100
            shares.append((energy, line))
    total = sum(energy for energy, _ in shares) or 1.0
    energy, line = max(shares, key=lambda pair: pair[0])
    if ratio > 1.25 and energy / total > 1 - 1 / ratio:
        return f"declared is less than the rest without: {line.text[:60]}"
    unsure = [
        part.text[:50]
        for part_energy, part in shares
        if "typical" in part.how or "guess" in part.how
        if part_energy > 0.1 * total
    ]
    if unsure:
        return f"weight is a guess: {unsure[0]}"
    for factor in (2, 3, 4, 0.5, 0.25):
        if abs(ratio / factor - 1) < 0.1:
            return f"declared fits {factor} times the servings"
    return f"largest part: {line.text[:60]} ({100 * energy / total:.0f} %)"


@contextmanager
def _no_waiting() -> Any:
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(20)
    noise = io.StringIO()
    try:
        with redirect_stdout(noise), redirect_stderr(noise):
            yield
    finally:
        socket.setdefaulttimeout(before)


def _peer_energy(analyzer: Analyzer) -> Callable[[Mapping[str, Any]], tuple[float, int]]:
    """Return a naive pipeline of the peer: its parsing and food matching, its weights, energy from SR28 by name."""
    from ingredient_parser import parse_ingredient

    def energy(recipe: Mapping[str, Any]) -> tuple[float, int]:
        total = 0.0
        missed = 0
        for text in recipe["ingredients"]:
            found: Any = parse_ingredient(text, foundation_foods=True)
            foods = getattr(found, "foundation_foods", None)
            grams = _peer_grams(found)
            if not foods or grams is None:
                missed += 1
                continue
            match = analyzer.line(f"{grams} g {foods[0].text}")[1]
            if not match:
                missed += 1
                continue
            total += match[0].food.amounts.get("ENERC_KCAL", 0.0) * grams / 100
        return total / recipe["servings"], missed

    return energy


def _peer_grams(found: Any) -> float | None:
    for amount in found.amount:
        try:
            return float(amount.convert_to("g", density=getattr(found, "density", None)).quantity)
        except Exception:  # noqa: BLE001 - whatever it can't convert it does not resolve
            continue
    return None


def _peer(recipes: Sequence[Mapping[str, Any]], analyzer: Analyzer) -> tuple[list[float] | None, int, str]:
    with _no_waiting():
        try:
            energy = _peer_energy(analyzer)
            pairs = [energy(recipe) for recipe in recipes]
        except Exception as error:  # noqa: BLE001 - whatever stops the peer is told in the table
            return (
                None,
                0,
                f"does not run here: {type(error).__name__}: {' '.join(str(error).replace('*', '').split())[:60]}",
            )
    errors = [
        abs(value - recipe["declared_per_serving"]["kcal"]) / recipe["declared_per_serving"]["kcal"]
        for (value, _), recipe in zip(pairs, recipes, strict=True)
    ]
    return errors, sum(missed for _, missed in pairs), "runs"


def main(arguments: list[str]) -> int:
    """Print errors, shares within bounds, coverage of the intervals, resolved lines and the worst recipes."""
    if not RECIPES.is_file():
        print(f"nutrition: {RECIPES} is not here, so nothing can be compared")
        return 1
    recipes = json.loads(RECIPES.read_text(encoding="utf-8"))
    analyzer = Analyzer()
    results = [analyzer.analyze(recipe["ingredients"], recipe["servings"]) for recipe in recipes]
    compared = compare(recipes, results)
    lines = [line for result in results for line in result.lines if line.kind is LineKind.INGREDIENT]
    unresolved = 100 * sum(line.food is None or line.grams is None for line in lines) / len(lines)
    rows: list[list[object]] = []
    covers: dict[str, float] = {}
    for tag, key in DECLARED.items():
        mine = [one for one in compared if one.tag == tag]
        covers[tag] = 100 * sum(one.low <= one.declared <= one.high for one in mine) / len(mine)
        median = 100 * statistics.median(one.error for one in mine)
        rows.append(
            [key, len(mine), median, within(mine, 0.1), within(mine, 0.2), within(mine, 0.25), covers[tag]]
        )
    energy = [one for one in compared if one.tag == "ENERC_KCAL"]
    errors, missed, state = (
        _peer(recipes, analyzer) if "--no-peer" not in arguments else (None, 0, "left out")
    )
    if errors:
        near = [100 * sum(error <= share for error in errors) / len(errors) for share in (0.1, 0.2, 0.25)]
        rows.append(
            ["kcal, ingredient-parser-nlp", len(errors), 100 * statistics.median(errors), *near, None]
        )
    by_recipe = {id(recipe): result for recipe, result in zip(recipes, results, strict=True)}
    worst = sorted(energy, key=lambda one: -one.error)[:WORST]
    tables = [
        Table(f"{len(recipes)} recipes; ingredient-parser-nlp {state}" + (f", {missed} lines unresolved" if errors else ""),
              ["per serving", "recipes", "median error %", "±10 %", "±20 %", "±25 %", "interval holds %"], rows),
        Table(f"the {WORST} worst", ["recipe", "servings", "ours", "declared", "why"],
              [[one.recipe["title"][:44], one.recipe["servings"], round(one.ours), round(one.declared), reason(by_recipe[id(one.recipe)], one, analyzer)] for one in worst]),
    ]  # fmt: skip
    goals = [
        Goal(
            "kcal median error", round(100 * statistics.median(one.error for one in energy), 2), "%", "<= 15"
        ),
        Goal("kcal within ±25 %", round(within(energy, 0.25), 2), "%", ">= 70"),
        Goal("lines unresolved", round(unresolved, 2), "%", "<= 4"),
        Goal("kcal intervals that hold", round(covers["ENERC_KCAL"], 1), "%", ">= 85"),
        Goal("kcal intervals that hold, no wider than needed", round(covers["ENERC_KCAL"], 1), "%", "<= 95"),
    ]
    return report("nutrition", goals, tables, as_json="--json" in arguments, lines=len(lines))

"""Checks of nutrition on data that its constants were not set on.

- `held_out`: the spread of whole dishes and the share left behind, set anew on four folds and judged on the fifth.
- `pages`: stored recipes of other pages with their steps, so with cooking methods, minutes and headings.
- `retention`: the loss of vitamins by boiling and baking, compared with raw and cooked vegetables of SR28.
- `nested`: the same recipes with half of their lines in a sub-recipe.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
import hashlib
import json
import math
from pathlib import Path
import re
import sqlite3
import statistics
from typing import Any

from custom_components.hearthtech.kitchen.nutrition import Analyzer, Nutrition
from custom_components.hearthtech.kitchen.nutrition.cooking import RETENTION, Method
from custom_components.hearthtech.kitchen.nutrition.database import PATH
from custom_components.hearthtech.kitchen.nutrition.nutrient_sums import (
    DISH_SPREAD,
    LEFT_BEHIND,
    OTHER_SPREAD,
    Z90,
)
from custom_components.hearthtech.kitchen.nutrition.recipe_nutrition import RecipeTree, nutrition_of
from custom_components.hearthtech.kitchen.recipes.jsonld import recipes_of
from custom_components.hearthtech.kitchen.recipes.model import Recipe

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
PAGES = DATA / "book-dev.json"
FOLDS = 5
HELD = 0.9
"""The share of declared values that an interval of 90 % holds."""
SPREADS = [hundredth / 100 for hundredth in range(5, 151)]
SHARES = [hundredth / 100 for hundredth in range(16)]
DECLARED = {"ENERC_KCAL": "kcal", "FAT": "fat_g", "CHOCDF": "carbohydrate_g", "PROCNT": "protein_g"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One value of one recipe: ours with its interval, and the declared one."""

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

    @property
    def held(self) -> bool:
        """Whether the interval holds the declared value."""
        return self.low <= self.declared <= self.high

    def with_constants(self, spread: float, left_behind: float) -> Compared:
        """The same value as it would be with another spread of whole dishes and another share left behind."""
        if self.ours <= 0 or self.low <= 0:
            return self
        factor = math.log(self.ours / self.low) / Z90
        lines = math.sqrt(max(factor**2 - DISH_SPREAD.get(self.tag, OTHER_SPREAD) ** 2, 0.0))
        unknown = self.high * self.low / self.ours**2
        ours = self.ours * (1 - left_behind) / (1 - LEFT_BEHIND)
        wide = math.exp(Z90 * math.hypot(lines, spread))
        return Compared(
            recipe=self.recipe, tag=self.tag, ours=ours, low=ours / wide, high=ours * wide * unknown,
            declared=self.declared,
        )  # fmt: skip


def compare(recipes: Sequence[Mapping[str, Any]], results: Sequence[Nutrition]) -> list[Compared]:
    """Return all values with a declared one; unknown values count as 0."""
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
    """Return the share of values (%) with at most this relative error."""
    return 100 * sum(one.error <= share for one in compared) / len(compared)


def fold_of(recipe: Mapping[str, Any]) -> int:
    """The fold of a recipe: by a hash of its title, so that it is the same on every machine."""
    return hashlib.blake2b(str(recipe["title"]).encode(), digest_size=2).digest()[0] % FOLDS


@dataclass(frozen=True, slots=True)
class HeldOut:
    """The values of each fold with constants set on the other folds, and these constants."""

    values: Sequence[Compared]
    rows: Sequence[Sequence[object]]

    def held(self, tag: str) -> float:
        """Share of intervals that hold the declared value (%)."""
        return percent([one.held for one in self.values if one.tag == tag])

    def errors(self, tag: str) -> list[float]:
        """The relative errors of a value."""
        return [one.error for one in self.values if one.tag == tag]


def percent(right: Sequence[bool]) -> float:
    """Share in percent."""
    return 100 * sum(right) / max(len(right), 1)


def held_out(compared: Sequence[Compared]) -> HeldOut:
    """Set the constants on all folds but one, and judge this one; for each fold."""
    values: list[Compared] = []
    rows: list[Sequence[object]] = []
    for fold in range(FOLDS):
        known = [one for one in compared if fold_of(one.recipe) != fold]
        left = _left_behind([one for one in known if one.tag == "ENERC_KCAL"])
        spreads = {tag: _spread([one for one in known if one.tag == tag], left) for tag in DECLARED}
        judged = [
            one.with_constants(spreads[one.tag], left) for one in compared if fold_of(one.recipe) == fold
        ]
        values += judged
        energy = [one.error for one in judged if one.tag == "ENERC_KCAL"]
        held = [percent([one.held for one in judged if one.tag == tag]) for tag in DECLARED]
        rows.append((fold + 1, len(energy), left, 100 * statistics.median(energy), *spreads.values(), *held))
    return HeldOut(values, rows)


def _left_behind(energy: Sequence[Compared]) -> float:
    """The share left behind with the smallest median error of the energy."""

    def error(left: float) -> float:
        return statistics.median(one.with_constants(DISH_SPREAD[one.tag], left).error for one in energy)

    return min(SHARES, key=error)


def _spread(values: Sequence[Compared], left_behind: float) -> float:
    """The smallest spread with which nine intervals in ten hold."""
    for spread in SPREADS:
        if percent([one.with_constants(spread, left_behind).held for one in values]) >= 100 * HELD:
            return spread
    return SPREADS[-1]


@dataclass(frozen=True, slots=True)
class Page:
    """A recipe of a page, its declared energy per serving, and its analysis with and without its steps."""

    recipe: Recipe
    declared: float
    stored: Nutrition
    lines_only: Nutrition

    def error(self, nutrition: Nutrition) -> float:
        """Relative absolute error of the energy of a serving."""
        figure = nutrition.per_serving.get("ENERC_KCAL")
        return abs((figure.amount if figure else 0.0) - self.declared) / self.declared

    @property
    def held(self) -> bool:
        """Whether the interval of the energy holds the declared one."""
        figure = self.stored.per_serving.get("ENERC_KCAL")
        return figure is not None and figure.low <= self.declared <= figure.high


def pages(analyzer: Analyzer, without: frozenset[str]) -> list[Page]:
    """Analyze the recipes of other pages that state steps, servings and energy. `without`: titles to leave out."""
    if not PAGES.is_file():
        return []
    found = []
    for document in json.loads(PAGES.read_text(encoding="utf-8")):
        for recipe in recipes_of(document):
            declared = re.match(
                r"\s*([\d.]+)\s*(?:k?cal|calories)?\b", dict(recipe.nutrition).get("calories", "")
            )
            if not declared or not float(declared[1]) or not recipe.servings or not recipe.steps:
                continue
            if title_key(recipe.name) in without or not recipe.ingredients:
                continue
            lines = [line.text for line in recipe.ingredients]
            found.append(
                Page(
                    recipe,
                    float(declared[1]),
                    nutrition_of(RecipeTree(recipe=recipe), analyzer),
                    analyzer.analyze(lines, recipe.servings, recipe.language),
                )
            )
    return found


def title_key(title: str) -> str:
    """A title, comparable between pages."""
    return " ".join(re.findall(r"\w+", title.lower()))


COOKED = {
    Method.BOILED: re.compile(r", cooked, boiled, drained, without salt$"),
    Method.BAKED: re.compile(r", (cooked, )?baked\b.*$"),
}
VEGETABLES = 1100
FEWEST_FOODS = 8


def retention(analyzer: Analyzer) -> list[tuple[Method, str, int, float, float]]:
    """Return (method, nutrient, foods, remaining share in SR28, ours), for vegetables that SR28 has raw and cooked.

    The share is that of the nutrient in the dry matter, the median of all vegetables: what leaches out with the water
    is lost, the water itself does not count.
    """
    with sqlite3.connect(f"{PATH.absolute().as_uri()}?mode=ro&immutable=1", uri=True) as connection:
        foods = dict(connection.execute("SELECT name, id FROM food WHERE grp = ?", (VEGETABLES,)))
    found = []
    for method, pattern in COOKED.items():
        pairs = [
            (analyzer.database.food(raw).amounts, analyzer.database.food(number).amounts)
            for name, number in foods.items()
            if (cut := pattern.search(name)) and (raw := foods.get(f"{name[: cut.start()]}, raw"))
        ]
        for tag, ours in RETENTION[method].items():
            shares = [
                (cooked[tag] / (100 - cooked["WATER"])) / (raw[tag] / (100 - raw["WATER"]))
                for raw, cooked in pairs
                if raw.get(tag) and tag in cooked and "WATER" in raw and "WATER" in cooked
            ]
            if len(shares) >= FEWEST_FOODS:
                found.append((method, tag, len(shares), statistics.median(shares), ours))
    return found


@dataclass(frozen=True, slots=True)
class Nested:
    """Recipes with half of their lines in a sub-recipe."""

    recipes: int
    median: float
    """The median relative difference of the energy to that of the flat recipe, and the greatest."""
    worst: float
    held: float
    """Share of the energy intervals that hold the declared value (%)."""


def _only(part: Nutrition) -> Callable[[str], Nutrition | None]:
    return lambda name: part if "other half" in name else None


def nested(recipes: Sequence[Mapping[str, Any]], flat: Sequence[Nutrition], analyzer: Analyzer) -> Nested:
    """Move the second half of each recipe into a sub-recipe and compare with the flat recipe."""
    differences = []
    held = []
    for recipe, whole in zip(recipes, flat, strict=True):
        lines = recipe["ingredients"]
        half = len(lines) // 2
        energy = whole.total.get("ENERC_KCAL")
        if not half or energy is None or not energy.amount:
            continue
        part = analyzer.analyze(lines[half:], 1)
        again = analyzer.analyze(
            [*lines[:half], "1 recipe of the other half"], recipe["servings"], subrecipe=_only(part)
        )
        found = again.total.get("ENERC_KCAL")
        differences.append(abs((found.amount if found else 0.0) / energy.amount - 1))
        if declared := recipe["declared_per_serving"].get("kcal"):
            serving = again.per_serving.get("ENERC_KCAL")
            held.append(serving is not None and serving.low <= declared <= serving.high)
    return Nested(len(differences), statistics.median(differences), max(differences), percent(held))

"""Glycemic load, Nutri-Score and EU nutrition claims.

Values without sufficient data are `None` or left out.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
import re

from .database import FoodDatabase
from .label import SALT_PER_SODIUM
from .model import Food, Nutrition
from .reference_intakes import EU_VITAMINS

GLYCEMIC_INDEX: tuple[tuple[str, float], ...] = (
    (r"rice, white, (glutinous|short)", 80), (r"rice, white", 73), (r"rice, brown", 68), (r"wild rice", 57), (r"rice noodles", 53),
    (r"noodles, egg", 50), (r"pasta.*whole", 48), (r"pasta|spaghetti|macaroni", 49), (r"couscous", 65), (r"bulgur", 48),
    (r"barley", 28), (r"quinoa", 53), (r"oats|oatmeal", 55), (r"cornmeal|corn flour|grits", 68), (r"bread.*(french|white|italian)|rolls|bagel", 75),
    (r"bread.*(rye|pumpernickel)", 62), (r"bread.*whole", 74), (r"tortillas.*corn", 46), (r"tortillas", 52), (r"wheat flour|pie crust|pastry|bread crumbs|crackers", 71),
    (r"cornstarch|arrowroot|tapioca|potato flour", 80), (r"potatoes.*(mashed|dehydrated)", 87), (r"potatoes.*fried|hash brown", 63),
    (r"^potatoes", 78), (r"sweet potato|yam", 63), (r"corn, sweet", 52), (r"peas, green", 51), (r"carrots", 39), (r"beets", 64), (r"squash, winter|pumpkin", 64),
    (r"parsnips", 52), (r"lentils", 32), (r"chickpeas|hummus", 28), (r"beans, (kidney|black|pinto|white|navy|great)", 28), (r"split|cowpeas", 33),
    (r"soymilk", 34), (r"tofu|soybeans", 16), (r"milk, (whole|reduced|lowfat|nonfat|canned, evap)|buttermilk", 38), (r"condensed", 61), (r"yogurt", 41), (r"ice cream", 51),
    (r"sugars, (granulated|brown|powdered)|sugar,", 65), (r"honey", 61), (r"syrup.*maple|syrups, maple", 54), (r"agave", 19), (r"syrups?, corn|molasses", 63),
    (r"jams|marmalade|jellies", 49), (r"chocolate|candies, (semi|milk|white)", 40), (r"cookies|cake|doughnut|muffin", 62), (r"apple juice", 41), (r"apples|applesauce", 36),
    (r"bananas", 51), (r"orange juice", 50), (r"oranges", 43), (r"grapes", 53), (r"raisins", 64), (r"dates", 42), (r"strawberries", 40), (r"blueberries", 53),
    (r"pineapple", 59), (r"mango", 51), (r"watermelon", 76), (r"pears", 38), (r"peaches", 43), (r"cherries", 48), (r"cola|carbonated", 59),
)  # fmt: skip
"""Glycemic index (glucose = 100) by description, after the means in table 1 of Atkinson, Foster-Powell and Brand-Miller, Diabetes Care 2008;31:2281-2283; other foods by the most similar one.

Written from memory and not checked against the printed table; brands and ways of cooking differ by as much as
`INDEX_SPREAD`, which the interval includes.
"""
INDEX_SPREAD = 0.2
_INDEX = tuple((re.compile(pattern, re.IGNORECASE), index) for pattern, index in GLYCEMIC_INDEX)
_NEEDED_SHARE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class GlycemicLoad:
    """Per serving. `known` is the share of the available carbohydrate whose index is known."""

    load: float
    known: float

    @property
    def low(self) -> float:
        """The lower end of the interval."""
        return self.load * (1 - INDEX_SPREAD)

    @property
    def high(self) -> float:
        """The upper end of the interval."""
        return self.load * (1 + INDEX_SPREAD)

    @property
    def level(self) -> str:
        """`low` up to 10, `medium` below 20, `high` from there (Brand-Miller)."""
        return "low" if self.load <= 10 else "medium" if self.load < 20 else "high"


def glycemic_load(nutrition: Nutrition, database: FoodDatabase) -> GlycemicLoad | None:
    """Return the glycemic load of a serving; `None` when too little of the carbohydrate has a known index."""
    if not nutrition.servings or not nutrition.complete:
        return None
    load = known = total = 0.0
    for line in nutrition.lines:
        if line.number is None or not line.grams:
            continue
        food = database.food(line.number)
        available = (
            max(0.0, food.amounts.get("CHOCDF", 0.0) - food.amounts.get("FIBTG", 0.0)) * line.grams / 100
        )
        total += available
        index = next((value for pattern, value in _INDEX if pattern.search(food.name)), None)
        if index is not None:
            known += available
            load += index * available / 100
    share = known / total if total > 0 else 1.0
    if share < _NEEDED_SHARE:
        return None
    eaten = load / share * (1 - nutrition.left_behind)
    return GlycemicLoad(load=eaten / nutrition.servings, known=share)


_ENERGY_KJ = (335, 670, 1005, 1340, 1675, 2010, 2345, 2680, 3015, 3350)
_SUGARS = (3.4, 6.8, 10, 14, 17, 20, 24, 27, 31, 34, 37, 41, 44, 48, 51)
_SATURATES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
_SALT = tuple(round(0.2 * step, 1) for step in range(1, 21))
_PROTEIN = (2.4, 4.8, 7.2, 9.6, 12, 14, 17)
_FIBER = (3.0, 4.1, 5.2, 6.3, 7.4)
_RED_MEAT_PROTEIN = 2
_PROTEIN_LIMIT = 11
"""From this many unfavorable points on protein does not count."""
_CLASSES = ((0, "A"), (2, "B"), (10, "C"), (18, "D"))
_STARCHY = re.compile(r"potato|yam\b|cassava|taro|plantain", re.IGNORECASE)
_NO_LEGUME = re.compile(
    r"oil|peanut|soy sauce|miso|meat|sausage|patt|bacon|tofu|tempeh|soymilk|protein", re.IGNORECASE
)
"""In SR28's group of legumes and not among the fruit, vegetables and legumes of the score."""
_RED_MEAT_GROUPS = frozenset({1000, 1300, 1700})


@dataclass(frozen=True, slots=True, kw_only=True)
class NutriScore:
    """Nutri-Score of 2023 for general foods: points (-17 to 55) and class A–E."""

    points: int
    grade: str
    unfavorable: int
    favorable: int


def nutri_score(nutrition: Nutrition, database: FoodDatabase) -> NutriScore | None:
    """Return the Nutri-Score (Scientific Committee of the Nutri-Score, update report 2022; in force 2023).

    All thresholds compared with those that Open Food Facts computes by (`Nutriscore.pm`, 2023 tables).

    `None` when an ingredient is not counted or one of its seven inputs is not known. Beverages, fats and cheese have
    tables of their own and are not scored as dishes.
    """
    total = nutrition.total
    wanted = ("ENERC_KJ", "SUGAR", "FASAT", "NA", "PROCNT", "FIBTG")
    if not nutrition.complete or nutrition.grams <= 0 or any(tag not in total for tag in wanted):
        return None
    in_100g = {tag: total[tag].amount * 100 / nutrition.grams for tag in wanted}
    foods = [
        (database.food(line.number), line.grams)
        for line in nutrition.lines
        if line.number is not None and line.grams
    ]
    unfavorable = (
        bisect_left(_ENERGY_KJ, in_100g["ENERC_KJ"])
        + bisect_left(_SUGARS, in_100g["SUGAR"])
        + bisect_left(_SATURATES, in_100g["FASAT"])
        + bisect_left(_SALT, in_100g["NA"] * SALT_PER_SODIUM / 1000)
    )
    protein = bisect_left(_PROTEIN, in_100g["PROCNT"])
    if _share(foods, lambda food: food.group in _RED_MEAT_GROUPS) > 0.5:
        protein = min(protein, _RED_MEAT_PROTEIN)
    plants = 100 * _share(foods, _is_plant)
    plant_points = 5 if plants > 80 else 2 if plants > 60 else 1 if plants > 40 else 0
    favorable = bisect_left(_FIBER, in_100g["FIBTG"]) + plant_points
    if unfavorable < _PROTEIN_LIMIT:
        favorable += protein
    points = unfavorable - favorable
    grade = next((grade for limit, grade in _CLASSES if points <= limit), "E")
    return NutriScore(points=points, grade=grade, unfavorable=unfavorable, favorable=favorable)


def _is_plant(food: Food) -> bool:
    return (
        food.group in {900, 1100, 1600}
        and not _STARCHY.search(food.name)
        and not _NO_LEGUME.search(food.name)
    )


def _share(foods: list[tuple[Food, float]], belongs: Callable[[Food], bool]) -> float:
    weight = sum(grams for _, grams in foods)
    return sum(grams for food, grams in foods if belongs(food)) / weight if weight else 0.0


def claims(nutrition: Nutrition) -> tuple[str, ...]:
    """Return the nutrition claims of Regulation (EC) 1924/2006 (annex) for the dish, in 100 g of solid food.

    A claim needs every ingredient counted. It is computed from the amounts, not from the ends of their
    intervals, and describes the dish; it is not a permission to print it on a package. Conditions as
    consolidated on 13 December 2014.
    """
    if not nutrition.complete or nutrition.grams <= 0:
        return ()
    hundred = {tag: figure.amount * 100 / nutrition.grams for tag, figure in nutrition.total.items()}
    found = []
    for name, holds in _CLAIMS:
        try:
            if holds(hundred):
                found.append(name)
        except KeyError:
            continue
    kcal = hundred.get("ENERC_KCAL", 0.0)
    for tag, need in EU_VITAMINS.items():
        if tag in hundred and kcal:
            share = hundred[tag] / need
            if share >= 0.3:
                found.append(f"high in {tag}")
            elif share >= 0.15:
                found.append(f"source of {tag}")
    return tuple(found)


def _energy_share(hundred: Mapping[str, float], tag: str, kcal_per_gram: float) -> float:
    return hundred[tag] * kcal_per_gram / max(hundred["ENERC_KCAL"], 1e-9)


def _fiber(hundred: Mapping[str, float], grams: float, grams_per_100_kcal: float) -> bool:
    """Enough of it in 100 g, or in 100 kcal."""
    return (
        hundred["FIBTG"] >= grams or hundred["FIBTG"] * 100 >= grams_per_100_kcal * hundred["ENERC_KCAL"] > 0
    )


_CLAIMS: tuple[tuple[str, Callable[[Mapping[str, float]], bool]], ...] = (
    ("low energy", lambda h: h["ENERC_KCAL"] <= 40),
    ("fat-free", lambda h: h["FAT"] <= 0.5),
    ("low fat", lambda h: 0.5 < h["FAT"] <= 3),
    ("saturated fat-free", lambda h: h["FASAT"] + h.get("FATRN", 0.0) <= 0.1),
    ("low saturated fat", lambda h: 0.1 < h["FASAT"] + h.get("FATRN", 0.0) <= 1.5
        and (h["FASAT"] + h.get("FATRN", 0.0)) * 9 <= 0.1 * h["ENERC_KCAL"]),
    ("sugars-free", lambda h: h["SUGAR"] <= 0.5),
    ("low sugars", lambda h: 0.5 < h["SUGAR"] <= 5),
    ("salt-free", lambda h: h["NA"] <= 5),
    ("very low salt", lambda h: 5 < h["NA"] <= 40),
    ("low salt", lambda h: 40 < h["NA"] <= 120),
    ("high fibre", lambda h: _fiber(h, 6, 3)),
    ("source of fibre", lambda h: _fiber(h, 3, 1.5) and not _fiber(h, 6, 3)),
    ("high protein", lambda h: _energy_share(h, "PROCNT", 4) >= 0.2),
    ("source of protein", lambda h: 0.12 <= _energy_share(h, "PROCNT", 4) < 0.2),
)  # fmt: skip

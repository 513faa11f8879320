"""Weight of a dish when it is eaten: water that boils off, is taken up, or is poured away.

Factors are rounded from USDA Table of Cooking Yields for Meat and Poultry (2012), USDA Agriculture Handbook 102
(Food Yields) and Bognár (2002). They change weights, not nutrients.
"""

from collections.abc import Iterable
from dataclasses import dataclass
import re

from .cooking import MEAT_GROUPS
from .model import Food

RAW_MEAT = 0.75
RAW_FISH = 0.82
RAW_VEGETABLES = 0.9
BAKED = 0.88
"""Share of a dough or batter that remains after baking."""
SIMMERED_LIQUID = 0.85
POT_OF_WATER_G = 1800.0
"""More water than this beside dry pasta or potatoes is poured away (g)."""

TAKEN_UP = (
    (re.compile(r"pasta|spaghetti|macaroni|noodles", re.IGNORECASE), 1.25),
    (re.compile(r"\brice\b(?!.*(flour|cereal|crisp))", re.IGNORECASE), 1.8),
    (re.compile(r"quinoa|bulgur|couscous|barley|millet|buckwheat|spelt|amaranth|oats|grits|cornmeal", re.IGNORECASE), 1.7),
    (re.compile(r"beans,.*raw|lentils.*raw|chickpeas.*raw|peas, (green, )?split.*raw", re.IGNORECASE), 1.3),
)  # fmt: skip
"""Water taken up by a dry food, as a multiple of its weight."""
_DRY = re.compile(r"raw|dry|uncooked|cereals, oats|unenriched$|enriched$", re.IGNORECASE)
_LIQUID = re.compile(
    r"^Beverages, water|broth|stock|^Milk, (whole|reduced|lowfat|nonfat)|wine, table", re.IGNORECASE
)
_FLOUR = re.compile(r"flour(?!.*tortilla)", re.IGNORECASE)


@dataclass(slots=True)
class _Weights:
    other: float = 0.0
    liquid: float = 0.0
    thirst: float = 0.0
    flour: float = 0.0
    water: float = 0.0


def eaten_grams(foods: Iterable[tuple[Food, float]], *, heated: bool) -> float:
    """Return the weight of the dish as eaten, g, from its ingredients."""
    weights = _Weights()
    for food, grams in foods:
        _weigh(food, grams, weights, heated=heated)
    if not heated:
        return weights.other + weights.liquid
    liquid = weights.liquid
    if weights.water >= POT_OF_WATER_G and weights.thirst > 0:
        liquid -= weights.water
    taken = weights.thirst
    left = max(0.0, liquid - taken) * SIMMERED_LIQUID
    total = weights.other + taken + left
    if weights.flour > 0.15 * total:
        total *= BAKED
    return total


def _weigh(food: Food, grams: float, weights: _Weights, *, heated: bool) -> None:
    if _LIQUID.search(food.name):
        weights.liquid += grams
        if food.name.startswith("Beverages, water"):
            weights.water += grams
        return
    if _FLOUR.search(food.name):
        weights.flour += grams
    if not heated:
        weights.other += grams
        return
    if food.group in {2000, 1600, 800} and _DRY.search(food.name) and not _FLOUR.search(food.name):
        for pattern, share in TAKEN_UP:
            if pattern.search(food.name):
                weights.thirst += share * grams
                break
    factor = 1.0
    if "raw" in food.name:
        factor = {**dict.fromkeys(MEAT_GROUPS, RAW_MEAT), 1500: RAW_FISH, 1100: RAW_VEGETABLES}.get(
            food.group, 1.0
        )
    weights.other += grams * factor

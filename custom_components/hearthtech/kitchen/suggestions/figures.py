"""Figures per serving of a recipe for plans: computed, declared by its page, or unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import isfinite, nan
from typing import Any, Final

from ..people.profile import RecipeProfile
from ..recipes.model import Yield
from ..recipes.portions import recipe_portions
from .declared_nutrition import declared_figures
from .dish_category import DishKind

TAGS: Final = ("ENERC_KCAL", "PROCNT", "FAT", "CHOCDF", "FIBTG", "FASAT", "SUGAR", "NA")
"""The nutrients by which days are balanced, per serving."""
COUNTED: Final = 0.8
"""Least share of counted lines; with fewer, the figures are too low to be used."""
PORTION_G: Final = {
    DishKind.MAIN: 400.0, DishKind.SIDE: 150.0, DishKind.BREAKFAST: 200.0, DishKind.DESSERT: 120.0,
    DishKind.BREAD: 70.0, DishKind.SNACK: 70.0, DishKind.SAUCE: 40.0, DishKind.DRINK: 250.0,
}  # fmt: skip
"""Weight of a portion of each kind, where the page states no servings."""
PIECE_KCAL: Final = 150.0
"""A "serving" of a main dish with less energy is a piece if the recipe makes `MANY` of them."""
MEAL_KCAL: Final = 550.0
MANY: Final = 12.0
MOST_PIECES: Final = 12.0


class FigureSource(IntEnum):
    """The origin of the figures of a recipe."""

    UNKNOWN = 0
    COMPUTED = 1
    DECLARED = 2
    """By the page; the kitchen does not know its ingredients well enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingFigures:
    """Portions and figures of one serving, in the order of `TAGS`; NaN if unknown."""

    amounts: tuple[float, ...]
    source: FigureSource
    servings: float
    servings_estimated: bool
    helping: float
    """Servings that one person eats as a meal."""


def serving_figures(
    document: Mapping[str, Any], profile: RecipeProfile | None, kind: DishKind, total: Sequence[float]
) -> ServingFigures:
    """The figures of a recipe. `total`: those of its known foods, for recipes without servings."""
    grams = 0.0 if profile is None else profile.grams or sum(profile.foods.values())
    stored = document.get("yields")
    yields = None
    if stored is not None:
        names = ("amount", "unit", "maximum", "servings")
        yields = Yield(**{name: stored[name] for name in names if name in stored})
    portions = recipe_portions(yields, grams, PORTION_G.get(kind, 400.0))
    known = profile is not None and profile.lines_total > 0
    amounts, source = (nan,) * len(TAGS), FigureSource.UNKNOWN
    if profile is not None and known and profile.counted >= COUNTED * profile.lines_total:
        if profile.figures:
            held = profile.figures
            amounts = tuple(held[tag].amount if tag in held else nan for tag in TAGS)
            source = FigureSource.COMPUTED
        elif total and total[0] > 0:
            amounts = tuple(amount / portions.count for amount in total)
            source = FigureSource.COMPUTED
    if source is FigureSource.UNKNOWN and (declared := declared_figures(document.get("nutrition") or {})):
        amounts = tuple(declared.get(tag, nan) for tag in TAGS)
        source = FigureSource.DECLARED
    return ServingFigures(
        amounts=amounts,
        source=source,
        servings=portions.count,
        servings_estimated=portions.estimated,
        helping=_helping(kind, amounts[0], portions.count),
    )


def _helping(kind: DishKind, energy: float, servings: float) -> float:
    if kind is not DishKind.MAIN or not isfinite(energy) or servings < MANY or not 0 < energy < PIECE_KCAL:
        return 1.0
    return min(float(round(MEAL_KCAL / energy)), MOST_PIECES, servings)

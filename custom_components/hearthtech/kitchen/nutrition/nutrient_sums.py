"""Sums of the nutrients of a dish, with the interval of each."""

from collections.abc import Mapping
import math

from .cooking import Kept, Method, eaten_amounts
from .gram_converter import GramEstimate
from .model import Figure, FoodMatch, LineKind, LineResult, Nutrition

Z90 = 1.645
"""90 % of a normal distribution lie within this many standard deviations."""
DISH_SPREAD = {"ENERC_KCAL": 0.4, "ENERC_KJ": 0.4, "FAT": 0.66, "CHOCDF": 0.44, "PROCNT": 0.58}
OTHER_SPREAD = 0.5
"""Relative standard deviation of a whole dish beyond what its lines are unsure about: kitchens, brands, leftovers in
the pan and sizes of servings differ. Set so that the intervals of `script/bench nutrition` hold nine declared figures
in ten; sodium, vitamins and the like have no such check and get the widest."""
ASSUMED_NONE = frozenset({"ALC", "CAFFN", "THEBRN"})
"""Nutrients whose missing value in SR28 means zero: it has them for drinks and sweets only."""
SWEETENER_GROUPS = frozenset({1900})
"""Sweets: their sugars count as added (an estimate: SR28 does not tell added from natural sugars)."""
LEFT_BEHIND = 0.02
"""Share of everything that remains in bowls, in pans and on spoons.

Without it the published recipes of the benchmark are overestimated by three percent in the median.
"""


class NutrientSums:
    """Adds up amounts and their variances."""

    def __init__(self) -> None:
        self.grams = 0.0
        self.part_grams = 0.0
        self._amounts: dict[str, float] = {}
        self._variances: dict[str, float] = {}
        self._known: dict[str, float] = {}

    def add(self, match: FoodMatch, weighed: GramEstimate, eaten: Kept, method: Method | None) -> None:
        """Add one line."""
        kept_grams = weighed.grams * (1 - LEFT_BEHIND)
        self.grams += kept_grams
        half = (weighed.high - weighed.low) / 2 / max(weighed.grams, 1e-9) / Z90
        doubt = 0.08 + 0.6 * (1 - match.score)
        spread = math.hypot(weighed.spread, doubt, half, eaten.spread)
        amounts = eaten_amounts(match.food, eaten, method)
        if match.food.group in SWEETENER_GROUPS and "SUGAR" in amounts:
            amounts = {**amounts, "SUGAR_ADDED": amounts["SUGAR"]}
        elif "SUGAR" in amounts:
            amounts = {**amounts, "SUGAR_ADDED": 0.0}
        for tag, amount in amounts.items():
            held = amount * kept_grams / 100
            self._amounts[tag] = self._amounts.get(tag, 0.0) + held
            self._variances[tag] = self._variances.get(tag, 0.0) + (held * spread) ** 2
            self._known[tag] = self._known.get(tag, 0.0) + kept_grams

    def add_part(self, part: Nutrition, share: float, text: str) -> LineResult:
        """Add a share of another recipe."""
        grams = part.grams * share
        self.grams += grams
        self.part_grams += grams
        for tag, figure in part.total.items():
            held = figure.amount * share
            spread = (
                math.log(figure.high / figure.amount) / Z90 if figure.amount > 0 and figure.high > 0 else 0.0
            )
            self._amounts[tag] = self._amounts.get(tag, 0.0) + held
            self._variances[tag] = self._variances.get(tag, 0.0) + (held * spread) ** 2
            self._known[tag] = self._known.get(tag, 0.0) + grams
        return LineResult(
            text=text,
            kind=LineKind.INGREDIENT,
            food="a recipe of the book",
            grams=grams,
            low=grams,
            high=grams,
            how="sub-recipe",
            score=0.95,
            counted=part.complete,
        )

    def figures(self, units: Mapping[str, str], missing: float) -> dict[str, Figure]:
        """Return the figures. A nutrient that is unknown for half of the dish by weight is left out."""
        figures = {}
        for tag, amount in self._amounts.items():
            if tag in ASSUMED_NONE:
                self._known[tag] = self.grams
            if self._known[tag] < 0.5 * self.grams or not self.grams:
                continue
            relative = math.sqrt(self._variances[tag]) / amount if amount > 0 else 0.0
            factor = math.exp(Z90 * math.hypot(relative, DISH_SPREAD.get(tag, OTHER_SPREAD)))
            unknown = 1 + missing + (1 - self._known[tag] / self.grams)
            figures[tag] = Figure(
                amount=amount, low=amount / factor, high=amount * factor * unknown, unit=units[tag]
            )
        return figures


def divided(total: Mapping[str, Figure], servings: float | None) -> dict[str, Figure]:
    """Return the figures of one serving; empty when the number of servings is unknown."""
    if not servings or servings <= 0 or not math.isfinite(servings):
        return {}
    return {
        tag: Figure(amount=f.amount / servings, low=f.low / servings, high=f.high / servings, unit=f.unit)
        for tag, f in total.items()
    }

"""The problem of choosing the recipes of a week: open and fixed meals, figures and limits."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ..numeric import Bools, Long, NDArray, np

LEAST_UNKNOWN: Final = 0.1
"""Least share of a target that an unknown figure counts as missed."""
TINY: Final = 1e-9

type Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMeal:
    """A meal to be chosen.

    `days` are those on which it is eaten: the day itself, and later ones as leftovers.
    """

    days: tuple[int, ...]
    recipes: tuple[int, ...]
    """The possible recipes, by their number in the week; none: the meal stays open."""
    own: Doubles
    """Their own scores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedMeal:
    """A fixed meal. `recipe` is -1 when it is not among the recipes of the week."""

    day: int
    recipe: int = -1
    source: int = 0
    cuisine: int = 0
    figures: Doubles | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Week:
    """The optimization problem. Recipes are numbered; `figures` are per serving, one row a recipe."""

    days: int
    meals: tuple[OpenMeal, ...]
    figures: Doubles
    """NaN if unknown: the figure costs what that of an average recipe costs (`unknown_cost`)."""
    low: Doubles
    """By day and nutrient: at least (NaN: no limit)."""
    high: Doubles
    source: Long
    cuisine: Long
    uses: Bools
    """By recipe and expiring item: whether the recipe uses it."""
    fixed: tuple[FixedMeal, ...] = ()
    apart: int = 7
    group: tuple[int, ...] = ()
    """By recipe: recipes of one group are the same dinner; empty: each is its own."""
    until: tuple[int, ...] = ()
    """By expiring item: the last day on which its use counts; empty: every day."""

    def used_by(self, recipe: int, day: int) -> Bools:
        """By expiring item: whether a recipe cooked on a day uses it in time."""
        used: Bools = self.uses[recipe]
        return used & (np.array(self.until, np.int64) >= day) if self.until else used

    @cached_property
    def known(self) -> Doubles:
        """By day, recipe and nutrient: the figures.

        Unknown ones are replaced by the ideal value of a meal, so that the other meals of the day are not
        chosen to make up for them; their cost is `unknown_cost`.
        """
        return np.where(np.isnan(self.figures)[None], self.right[:, None, :], self.figures[None])

    @cached_property
    def right(self) -> Doubles:
        """By day and nutrient: the ideal value of one meal."""
        right: Doubles = self._middle / self._meals_of_day[:, None]
        return right

    @cached_property
    def _meals_of_day(self) -> Doubles:
        counts = [
            sum(day in meal.days for meal in self.meals) + sum(one.day == day for one in self.fixed)
            for day in range(self.days)
        ]
        return np.maximum(np.array(counts, np.float64), 1.0)

    @cached_property
    def unknown_cost(self) -> Doubles:
        """By day and recipe: the shares of the targets that its unknown figures count as missed.

        Each is the mean over the recipes with a known figure, as the only meal with its share of the day; if
        there is none, the whole share; at least `LEAST_UNKNOWN`, so that a known meal that fits goes first.
        """
        least, most, per = self.bounds
        count = self._meals_of_day[:, None, None]
        eaten = self.figures[None] * count
        missed = (np.maximum(least[:, None] - eaten, 0.0) + np.maximum(eaten - most[:, None], 0.0)) * per[
            :, None
        ]
        known = ~np.isnan(self.figures)
        total = np.where(known[None], missed, 0.0).sum(axis=1)
        mean = np.where(known.any(axis=0), total / np.maximum(known.sum(axis=0), 1), 1.0)
        mean = np.where(per > 0, np.maximum(mean, LEAST_UNKNOWN), 0.0)
        cost: Doubles = (np.where(known, 0.0, 1.0)[None] * (mean[:, None, :] / count)).sum(axis=2)
        return cost

    @cached_property
    def bounds(self) -> tuple[Doubles, Doubles, Doubles]:
        """By day and nutrient: at least, at most, and the inverse scale of a miss."""
        least, most = np.nan_to_num(self.low, nan=0.0), np.nan_to_num(self.high, nan=np.inf)
        scale = np.maximum(np.where(np.isfinite(most), most, least), TINY)
        nothing = np.isnan(self.low) & np.isnan(self.high)
        return least, most, np.where(nothing, 0.0, 1.0 / scale)

    @property
    def _middle(self) -> Doubles:
        both = np.stack([self.low, self.high])
        told = ~np.isnan(both)
        total = np.where(told, both, 0.0).sum(axis=0)
        middle: Doubles = total / np.maximum(told.sum(axis=0), 1)
        return middle

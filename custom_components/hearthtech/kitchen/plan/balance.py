"""A week's score, and the search for a week with a high one.

The score of a choice of one recipe for each open meal is, with the weights below,

    sum of each recipe's own score (as suggestions have it)
    + EXPIRING for each thing in the house that should be used and is used at least once
    - TARGET for each day and nutrient, by the share of the day's target that is missed, too little or too much
    - SOURCE for each meal beyond one with the same kind of protein on two days in a row
    - CUISINE for each meal beyond a third of the week with the same cuisine

and no recipe comes twice within `apart` days. All of it is linear in the choices, up to hinges, so that an exact solver
can be asked for the best week; the search here takes a greedy week, changes one meal at a time, then two, and starts
over from slightly shaken weeks. It draws from a generator with a fixed seed: the same question has the same answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Final

import numpy as np
from numpy.typing import NDArray

EXPIRING: Final = 1.5
TARGET: Final = 2.0
SOURCE: Final = 1.0
CUISINE: Final = 0.5
PLAIN_SOURCES: Final = frozenset({0, 9})
"""No kind of protein, and grains: having them every day is no lack of variety."""
SHAKES: Final = 280
"""The search starts over from shaken weeks this often, divided by the number of meals."""
PAIRED: Final = 12
"""How many of the best recipes of each of two meals are tried together."""
TINY: Final = 1e-9

type Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMeal:
    """A meal to be chosen. `days` are those on which it is eaten: the day itself, and later ones as leftovers."""

    days: tuple[int, ...]
    recipes: tuple[int, ...]
    """The recipes that come into question, by their number in the week; none: the meal stays open."""
    own: Doubles
    """Their own scores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedMeal:
    """A meal that stays. `recipe` is -1 when it is not among the recipes of the week."""

    day: int
    recipe: int = -1
    source: int = 0
    cuisine: int = 0
    figures: Doubles | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Week:
    """What has to be chosen, from what. Recipes are numbered; `figures` are per serving, one row a recipe."""

    days: int
    meals: tuple[OpenMeal, ...]
    figures: Doubles
    """NaN where it is not known: such a recipe counts as one that is just right."""
    low: Doubles
    """By day and nutrient: at least (NaN: no matter)."""
    high: Doubles
    source: NDArray[np.int64]
    cuisine: NDArray[np.int64]
    uses: NDArray[np.bool_]
    """By recipe and thing that should be used: whether it does."""
    fixed: tuple[FixedMeal, ...] = ()
    apart: int = 7

    @cached_property
    def known(self) -> Doubles:
        """By day, recipe and nutrient: the figures; where one is not known, what would be just right for a meal."""
        middle = self._middle
        counts = [
            sum(day in meal.days for meal in self.meals) + sum(one.day == day for one in self.fixed)
            for day in range(self.days)
        ]
        share = np.maximum(np.array(counts, np.float64), 1.0)
        right = (middle / share[:, None])[:, None, :]
        return np.where(np.isnan(self.figures)[None], right, self.figures[None])

    @cached_property
    def bounds(self) -> tuple[Doubles, Doubles, Doubles]:
        """By day and nutrient: at least, at most, and one over the scale of what is missed."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One recipe for each meal (-1: none could be found), and what the score is made of."""

    recipes: tuple[int, ...]
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)


def score_of(week: Week, recipes: Iterable[int]) -> tuple[float, dict[str, float]]:
    """The score of a choice, and its parts. Written for clarity: the search must agree with it."""
    chosen = tuple(recipes)
    own = sum(
        float(meal.own[meal.recipes.index(recipe)])
        for meal, recipe in zip(week.meals, chosen, strict=True)
        if recipe >= 0
    )
    held = [recipe for recipe in chosen if recipe >= 0]
    used = float(week.uses[held].any(axis=0).sum()) if held else 0.0
    missed = float(missed_by_day(week, chosen).sum())
    same_source = sum(
        max(0, count - 1)
        for day in range(week.days - 1)
        for count in _counts(week, chosen, "source", (day, day + 1)).values()
    )
    limit = cuisine_limit(week)
    same_cuisine = sum(
        max(0, count - limit) for count in _counts(week, chosen, "cuisine", range(week.days)).values()
    )
    parts = {
        "own": own,
        "expiring": EXPIRING * used,
        "targets": -TARGET * missed,
        "same_protein": -SOURCE * same_source,
        "same_cuisine": -CUISINE * same_cuisine,
    }
    return sum(parts.values()), parts


def missed_by_day(week: Week, recipes: Iterable[int]) -> Doubles:
    """By day and nutrient: the share of the target that is missed."""
    eaten = _eaten(week, tuple(recipes))
    return np.stack([_missed(week, day, eaten[day]) for day in range(week.days)])


def cuisine_limit(week: Week) -> int:
    """How many meals of one cuisine are no monotony."""
    return -(-(len(week.meals) + len(week.fixed)) // 3)


def solve(week: Week, seed: int = 0) -> Choice:
    """A good choice, quickly. The same week and seed give the same choice."""
    search = _Search(week)
    search.fill()
    search.climb()
    best = search.copy()
    random = Random(seed)
    for _ in range(SHAKES // len(week.meals) if len(week.meals) > 1 else 0):
        search.restore(best)
        search.shake(random)
        search.climb()
        if search.total() > best[1] + TINY:
            best = search.copy()
    search.restore(best)
    if search.pairs():
        search.climb()
        best = search.copy()
    score, parts = score_of(week, best[0])
    return Choice(recipes=best[0], score=score, parts=parts)


class _Search:
    """A choice that is changed meal by meal; each look at a meal weighs all of its recipes at once."""

    def __init__(self, week: Week) -> None:
        self.week = week
        self.chosen = [-1] * len(week.meals)
        self._numbers = [np.array(meal.recipes, np.int64) for meal in week.meals]
        self._figures = [week.known[meal.days[0], list(meal.recipes)] for meal in week.meals]
        self._order = sorted(range(len(week.meals)), key=lambda at: (len(week.meals[at].recipes), at))

    def total(self) -> float:
        return score_of(self.week, self.chosen)[0]

    def copy(self) -> tuple[tuple[int, ...], float]:
        return tuple(self.chosen), self.total()

    def restore(self, copied: tuple[tuple[int, ...], float]) -> None:
        self.chosen = list(copied[0])

    def fill(self) -> None:
        """Greedy: the meals with the fewest possibilities first."""
        for at in self._order:
            self.chosen[at] = self._best(at)[0]

    def climb(self) -> None:
        """Change one meal at a time, as long as that is better."""
        better = True
        while better:
            better = False
            for at in range(len(self.chosen)):
                before = self.chosen[at]
                values = self._values(at)
                best = _first_best(values)
                if best < 0:
                    continue
                recipe = int(self._numbers[at][best])
                now = values[self.week.meals[at].recipes.index(before)] if before >= 0 else -np.inf
                if recipe != before and values[best] > now + 1e-7:
                    self.chosen[at] = recipe
                    better = True

    def shake(self, random: Random) -> None:
        """Put something else on two or three meals."""
        for at in random.sample(range(len(self.chosen)), min(len(self.chosen), random.choice((2, 3)))):
            values = self._values(at)
            allowed = np.flatnonzero(np.isfinite(values))
            if len(allowed):
                top = allowed[np.argsort(-values[allowed], kind="stable")][:12]
                self.chosen[at] = int(self._numbers[at][random.choice(top.tolist())])

    def pairs(self) -> bool:
        """Change two meals of neighboring days together. Returns whether that was better anywhere."""
        better = False
        for first in range(len(self.chosen)):
            for second in range(first + 1, min(first + 3, len(self.chosen))):
                better |= self._pair(first, second)
        return better

    def _pair(self, first: int, second: int) -> bool:
        before = (self.chosen[first], self.chosen[second])
        start = self.total()
        best, found = start + 1e-7, before
        self.chosen[second] = -1
        values = self._values(first)
        top = np.argsort(-values, kind="stable")[:PAIRED]
        for place in top.tolist():
            if not np.isfinite(values[place]):
                break
            self.chosen[first] = int(self._numbers[first][place])
            self.chosen[second] = -1
            self.chosen[second] = self._best(second)[0]
            if (total := self.total()) > best:
                best, found = total, (self.chosen[first], self.chosen[second])
        self.chosen[first], self.chosen[second] = found
        return found != before

    def _best(self, at: int) -> tuple[int, float]:
        values = self._values(at)
        best = _first_best(values)
        return (-1, -np.inf) if best < 0 else (int(self._numbers[at][best]), float(values[best]))

    def _values(self, at: int) -> Doubles:
        """What the week gains by each recipe of one meal, the others being as they are; -inf: not allowed."""
        week, meal, numbers = self.week, self.week.meals[at], self._numbers[at]
        if not len(numbers):
            return np.zeros(0)
        others = [-1 if place == at else recipe for place, recipe in enumerate(self.chosen)]
        held = [recipe for recipe in others if recipe >= 0]
        covered = week.uses[held].any(axis=0) if held else np.zeros(week.uses.shape[1], bool)
        values = meal.own + EXPIRING * (week.uses[numbers] & ~covered).sum(axis=1)
        eaten = _eaten(week, others)
        for day in meal.days:
            values = values - TARGET * _missed(week, day, eaten[day] + self._figures[at]).sum(axis=1)
        day = meal.days[0]
        for window in ((day - 1, day), (day, day + 1)):
            if window[0] >= 0 and window[1] < week.days:
                counts = _counts(week, others, "source", window)
                values = values - SOURCE * _beyond(week.source[numbers], counts, 1, PLAIN_SOURCES)
        counts = _counts(week, others, "cuisine", range(week.days))
        values = values - CUISINE * _beyond(
            week.cuisine[numbers], counts, cuisine_limit(week), frozenset({0})
        )
        taken = _too_near(week, others, day)
        if taken:
            free = np.ones(len(week.source), bool)
            free[list(taken)] = False
            values = np.where(free[numbers], values, -np.inf)
        gained: Doubles = values
        return gained


def _first_best(values: Doubles) -> int:
    if not len(values):
        return -1
    best = int(np.argmax(values))
    return best if np.isfinite(values[best]) else -1


def _beyond(
    kinds: NDArray[np.int64], counts: Mapping[int, int], limit: int, plain: frozenset[int]
) -> Doubles:
    beyond = np.zeros(len(kinds))
    for kind, count in counts.items():
        if count >= limit and kind not in plain:
            beyond += kinds == kind
    return beyond


def _too_near(week: Week, chosen: Iterable[int], day: int) -> set[int]:
    near = {
        recipe
        for meal, recipe in zip(week.meals, chosen, strict=True)
        if recipe >= 0 and abs(meal.days[0] - day) < week.apart
    }
    return near | {
        meal.recipe for meal in week.fixed if meal.recipe >= 0 and abs(meal.day - day) < week.apart
    }


def _eaten(week: Week, chosen: Iterable[int]) -> Doubles:
    """By day and nutrient: what the chosen and the fixed meals hold."""
    eaten = np.zeros((week.days, week.figures.shape[1]))
    for meal, recipe in zip(week.meals, chosen, strict=True):
        if recipe >= 0:
            held = week.known[meal.days[0], recipe]
            for day in meal.days:
                eaten[day] += held
    for fixed in week.fixed:
        if fixed.figures is not None:
            eaten[fixed.day] += fixed.figures
    return eaten


def _missed(week: Week, day: int, eaten: Doubles) -> Doubles:
    """By which share of the day's targets it is missed, for one or several ways to eat."""
    least, most, per = (bound[day] for bound in week.bounds)
    missed: Doubles = (np.maximum(least - eaten, 0.0) + np.maximum(eaten - most, 0.0)) * per
    return missed


def _counts(week: Week, chosen: Iterable[int], what: str, days: Iterable[int]) -> dict[int, int]:
    """How many of the meals that are cooked on these days are of each kind."""
    kinds = week.source if what == "source" else week.cuisine
    plain = PLAIN_SOURCES if what == "source" else frozenset({0})
    wanted = frozenset(days)
    counts: dict[int, int] = {}
    found = [
        int(kinds[recipe])
        for meal, recipe in zip(week.meals, chosen, strict=True)
        if recipe >= 0 and meal.days[0] in wanted
    ]
    found += [meal.source if what == "source" else meal.cuisine for meal in week.fixed if meal.day in wanted]
    for kind in found:
        if kind not in plain:
            counts[kind] = counts.get(kind, 0) + 1
    return counts

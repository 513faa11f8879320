"""Score of a week, and local search for a week with a high score.

The score of a choice of one recipe for each open meal is, with the weights below,

    sum of each recipe's own score (as suggestions have it)
    + EXPIRING for each thing in the house that should be used and is used at least once, in time
    - TARGET for each day and nutrient, by the share of the day's target that is missed, too little or too much
    - TARGET for each unknown figure, by the share that an average recipe would miss
    - SOURCE for each meal beyond one with the same kind of protein on two days in a row
    - CUISINE for each meal beyond a third of the week with the same cuisine

and no recipe comes twice within `apart` days. All of it is linear in the choices, up to hinges, so that an exact solver
can be asked for the best week; the search here takes a greedy week, changes one meal at a time, then two, and starts
over from slightly shaken weeks. It draws from a generator with a fixed seed: the same question has the same answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Final

from ..numeric import Bools, Long, np
from .week_problem import TINY, Doubles, FixedMeal, OpenMeal, Week

__all__ = [
    "ChosenWeek",
    "Doubles",
    "FixedMeal",
    "OpenMeal",
    "Week",
    "counted_days",
    "cuisine_limit",
    "missed_by_day",
    "score_of",
    "solve",
]

EXPIRING: Final = 1.5
TARGET: Final = 2.0
SOURCE: Final = 1.0
CUISINE: Final = 0.5
PLAIN_SOURCES: Final = frozenset({0, 9})
"""No protein, and grains: having them every day is no lack of variety."""
SHAKES: Final = 280
"""Number of restarts from perturbed weeks, divided by the number of meals."""
PAIRED: Final = 12
"""Number of the best recipes of each of two meals that are tried together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenWeek:
    """One recipe for each meal (-1: none was found), and the parts of the score."""

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
    used = float(_covered(week, chosen).sum())
    missed = float(missed_by_day(week, chosen).sum())
    unknown = sum(
        float(week.unknown_cost[day, recipe])
        for meal, recipe in zip(week.meals, chosen, strict=True)
        if recipe >= 0
        for day in meal.days
    )
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
        "unknown": -TARGET * unknown,
        "same_protein": -SOURCE * same_source,
        "same_cuisine": -CUISINE * same_cuisine,
    }
    return sum(parts.values()), parts


def missed_by_day(week: Week, recipes: Iterable[int]) -> Doubles:
    """By day and nutrient: the missed share of the target."""
    eaten = _eaten(week, tuple(recipes))
    return np.stack([_missed(week, day, eaten[day]) for day in range(week.days)])


def counted_days(week: Week, recipes: Iterable[int]) -> Bools:
    """By day and nutrient: whether the figures of all meals of the day are known."""
    counted = np.ones((week.days, week.figures.shape[1]), bool)
    for meal, recipe in zip(week.meals, recipes, strict=True):
        for day in meal.days if recipe >= 0 else ():
            counted[day] &= ~np.isnan(week.figures[recipe])
    for fixed in week.fixed:
        counted[fixed.day] &= False if fixed.figures is None else ~np.isnan(fixed.figures)
    return counted


def cuisine_limit(week: Week) -> int:
    """Number of meals of one cuisine without a penalty."""
    return -(-(len(week.meals) + len(week.fixed)) // 3)


def solve(week: Week, seed: int = 0) -> ChosenWeek:
    """Find a good choice quickly. The same week and seed give the same choice."""
    search = _Search(week)
    search.fill()
    search.climb()
    best = search.copy()
    random = Random(seed)
    for _ in range(SHAKES // len(week.meals) if len(week.meals) > 1 else 0):
        search.restore(best)
        search.shake(random)
        search.climb()
        if search.is_better_than(best):
            best = search.copy()
    search.restore(best)
    if search.pairs():
        search.climb()
        best = search.copy()
    score, parts = score_of(week, best[0])
    return ChosenWeek(recipes=best[0], score=score, parts=parts)


class _Search:
    """A choice that is changed meal by meal; each step evaluates all recipes of a meal at once."""

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

    def is_better_than(self, copied: tuple[tuple[int, ...], float]) -> bool:
        """Whether more meals have a recipe than in a copy, or as many with a higher score."""
        open_now, open_before = self.chosen.count(-1), copied[0].count(-1)
        return open_now < open_before or (open_now == open_before and self.total() > copied[1] + TINY)

    def restore(self, copied: tuple[tuple[int, ...], float]) -> None:
        self.chosen = list(copied[0])

    def fill(self) -> None:
        """Greedy: the meals with the fewest possibilities first."""
        for at in self._order:
            self.chosen[at] = self._best(at)[0]

    def climb(self) -> None:
        """Change one meal at a time, as long as the score improves."""
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
        """Perturb: choose two or three meals anew.

        They are cleared first, so that they can also exchange their recipes. A meal without a recipe is chosen
        before the others, because one of them may have the only recipe that suits it.
        """
        changeable = [at for at, numbers in enumerate(self._numbers) if len(numbers) > 1]
        picked = random.sample(changeable, min(len(changeable), random.choice((2, 3))))
        unfilled = [at for at, recipe in enumerate(self.chosen) if recipe < 0 and len(self._numbers[at])]
        if unfilled:
            first = random.choice(unfilled)
            picked = [first, *(at for at in picked if at != first)]
        for at in picked:
            self.chosen[at] = -1
        for at in picked:
            values = self._values(at)
            allowed = np.flatnonzero(np.isfinite(values))
            if len(allowed):
                top = allowed[np.argsort(-values[allowed], kind="stable")][:12]
                self.chosen[at] = int(self._numbers[at][random.choice(top.tolist())])

    def pairs(self) -> bool:
        """Change two meals of neighboring days together. Returns whether the score improved."""
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
            if self.chosen[second] < 0 <= before[1]:
                continue  # a meal is never left open for a better score of another
            if (total := self.total()) > best:
                best, found = total, (self.chosen[first], self.chosen[second])
        self.chosen[first], self.chosen[second] = found
        return found != before

    def _best(self, at: int) -> tuple[int, float]:
        values = self._values(at)
        best = _first_best(values)
        return (-1, -np.inf) if best < 0 else (int(self._numbers[at][best]), float(values[best]))

    def _values(self, at: int) -> Doubles:
        """The gain of the week by each recipe of one meal, the others unchanged; -inf: not allowed."""
        week, meal, numbers = self.week, self.week.meals[at], self._numbers[at]
        if not len(numbers):
            return np.zeros(0)
        others = [-1 if place == at else recipe for place, recipe in enumerate(self.chosen)]
        in_time = ~_covered(week, others)
        if week.until:
            in_time = in_time & (np.array(week.until, np.int64) >= meal.days[0])
        values = meal.own + EXPIRING * (week.uses[numbers] & in_time).sum(axis=1)
        eaten = _eaten(week, others)
        for day in meal.days:
            values = values - TARGET * _missed(week, day, eaten[day] + self._figures[at]).sum(axis=1)
            values = values - TARGET * week.unknown_cost[day, numbers]
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
            if week.group:
                free &= ~np.isin(week.group, [week.group[recipe] for recipe in taken])
            values = np.where(free[numbers], values, -np.inf)
        gained: Doubles = values
        return gained


def _covered(week: Week, chosen: Iterable[int]) -> Bools:
    """By expiring item: whether a chosen meal uses it in time."""
    covered = np.zeros(week.uses.shape[1], bool)
    for meal, recipe in zip(week.meals, chosen, strict=True):
        if recipe >= 0:
            covered |= week.used_by(recipe, meal.days[0])
    return covered


def _first_best(values: Doubles) -> int:
    if not len(values):
        return -1
    best = int(np.argmax(values))
    return best if np.isfinite(values[best]) else -1


def _beyond(kinds: Long, counts: Mapping[int, int], limit: int, plain: frozenset[int]) -> Doubles:
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
    """By day and nutrient: the sum of the chosen and the fixed meals."""
    eaten = np.zeros((week.days, week.figures.shape[1]))
    for meal, recipe in zip(week.meals, chosen, strict=True):
        if recipe >= 0:
            held = week.known[meal.days[0], recipe]
            for day in meal.days:
                eaten[day] += held
    for fixed in week.fixed:
        # What is not known of a fixed meal is neither made up for nor counted.
        held = week.right[fixed.day] if fixed.figures is None else fixed.figures
        eaten[fixed.day] += np.where(np.isnan(held), week.right[fixed.day], held)
    return eaten


def _missed(week: Week, day: int, eaten: Doubles) -> Doubles:
    """The missed share of the day's targets, for one or several alternatives."""
    least, most, per = (bound[day] for bound in week.bounds)
    missed: Doubles = (np.maximum(least - eaten, 0.0) + np.maximum(eaten - most, 0.0)) * per
    return missed


def _counts(week: Week, chosen: Iterable[int], what: str, days: Iterable[int]) -> dict[int, int]:
    """Number of the meals cooked on these days, by kind."""
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

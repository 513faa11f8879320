"""The best week there is, by mixed-integer optimization with HiGHS (Huangfu and Hall, Math. Prog. Comp. 10, 2018).

The same score as `kitchen/meal_plan/week_optimizer.py`: hinges become variables that may not be below what they measure.
"""

from collections import defaultdict
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import highspy
import numpy as np

from custom_components.hearthtech.kitchen.meal_plan.week_optimizer import (
    CUISINE,
    EXPIRING,
    PLAIN_SOURCES,
    SOURCE,
    TARGET,
    Week,
    cuisine_limit,
    score_of,
)

LONGEST_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    """The best solution found, and the upper bound of all solutions."""

    recipes: tuple[int, ...]
    score: float
    bound: float
    seconds: float


def best_week(week: Week) -> Best:
    """Solve it exactly, or as far as possible in a minute."""
    start = perf_counter()
    model = highspy.Highs()  # type: ignore[no-untyped-call]
    model.silent()
    model.setOptionValue("time_limit", LONGEST_S)
    chosen: list[dict[int, Any]] = []
    objective: Any = 0.0
    for meal in week.meals:
        here = {recipe: model.addBinary() for recipe in meal.recipes}
        chosen.append(here)
        if here:
            model.addConstr(sum(here.values()) == 1)
        objective += sum(
            (float(own) - TARGET * sum(float(week.unknown_cost[day, recipe]) for day in meal.days))
            * here[recipe]
            for recipe, own in zip(meal.recipes, meal.own, strict=True)
        )
    objective += _expiring(model, week, chosen)
    objective += _targets(model, week, chosen)
    objective += _variety(model, week, chosen)
    _apart(model, week, chosen)
    model.maximize(objective)
    recipes = tuple(
        max(here, key=lambda recipe: model.variableValue(here[recipe]), default=-1) if here else -1
        for here in chosen
    )
    bound = float(model.getInfo().mip_dual_bound)
    score = score_of(week, recipes)[0]
    return Best(recipes=recipes, score=score, bound=bound, seconds=perf_counter() - start)


def _expiring(model: Any, week: Week, chosen: list[dict[int, Any]]) -> Any:
    total: Any = 0.0
    for thing in range(week.uses.shape[1]):
        users = [
            x
            for meal, here in zip(week.meals, chosen, strict=True)
            for recipe, x in here.items()
            if week.used_by(recipe, meal.days[0])[thing]
        ]
        if users:
            used = model.addVariable(lb=0, ub=1)
            model.addConstr(used <= sum(users))
            total += EXPIRING * used
    return total


def _targets(model: Any, week: Week, chosen: list[dict[int, Any]]) -> Any:
    total: Any = 0.0
    least, most, per = week.bounds
    for day in range(week.days):
        for tag in range(week.figures.shape[1]):
            if per[day, tag] == 0:
                continue
            eaten: Any = sum(
                float(week.known[meal.days[0], recipe, tag]) * x
                for meal, here in zip(week.meals, chosen, strict=True)
                if day in meal.days
                for recipe, x in here.items()
            )
            right = float(week.right[day, tag])
            fixed = sum(
                right if one.figures is None or np.isnan(one.figures[tag]) else float(one.figures[tag])
                for one in week.fixed
                if one.day == day
            )
            for bound, sign in ((least[day, tag], -1.0), (most[day, tag], 1.0)):
                if np.isfinite(bound) and not (sign < 0 and bound <= 0):
                    missed = model.addVariable(lb=0)
                    model.addConstr(missed >= sign * eaten + sign * (fixed - float(bound)))
                    total += -TARGET * float(per[day, tag]) * missed
    return total


def _variety(model: Any, week: Week, chosen: list[dict[int, Any]]) -> Any:
    total: Any = 0.0
    for day in range(week.days - 1):
        total += _hinges(model, week, chosen, "source", {day, day + 1}, 1, -SOURCE)
    return total + _hinges(
        model, week, chosen, "cuisine", set(range(week.days)), cuisine_limit(week), -CUISINE
    )


def _hinges(
    model: Any, week: Week, chosen: list[dict[int, Any]], what: str, days: set[int], limit: int, weight: float
) -> Any:
    kinds = week.source if what == "source" else week.cuisine
    plain = PLAIN_SOURCES if what == "source" else frozenset({0})
    counted: dict[int, list[Any]] = defaultdict(list)
    fixed: dict[int, int] = defaultdict(int)
    for meal, here in zip(week.meals, chosen, strict=True):
        if meal.days[0] in days:
            for recipe, x in here.items():
                counted[int(kinds[recipe])].append(x)
    for one in week.fixed:
        if one.day in days:
            fixed[one.source if what == "source" else one.cuisine] += 1
    total: Any = 0.0
    for kind, users in counted.items():
        if kind not in plain:
            beyond = model.addVariable(lb=0)
            model.addConstr(beyond >= sum(users) + float(fixed[kind] - limit))
            total += weight * beyond
    return total


def _apart(model: Any, week: Week, chosen: list[dict[int, Any]]) -> None:
    places: dict[int, list[tuple[int, Any]]] = defaultdict(list)
    for meal, here in zip(week.meals, chosen, strict=True):
        for recipe, x in here.items():
            places[recipe].append((meal.days[0], x))
    for recipe, users in places.items():
        for day, x in users:
            near = [other for at, other in users if 0 <= at - day < week.apart]
            if len(near) > 1:
                model.addConstr(sum(near) <= 1)
            if any(one.recipe == recipe and abs(one.day - day) < week.apart for one in week.fixed):
                model.addConstr(x <= 0)

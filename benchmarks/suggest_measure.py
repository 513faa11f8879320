"""Measures suggestions on one book in a process of its own, for its own memory. Prints one JSON object."""

from datetime import date, timedelta
import json
from pathlib import Path
from random import Random
import sys
from time import perf_counter
from typing import Any

from benchmarks.book_measure import NOW, quantiles, resident_mb
from custom_components.hearthtech.kitchen.locale import KitchenLocale
from custom_components.hearthtech.kitchen.meal_plan.meal import MealSlot
from custom_components.hearthtech.kitchen.meal_plan.propose import MealWish, WeekWish, week_for
from custom_components.hearthtech.kitchen.meal_plan.week_optimizer import solve
from custom_components.hearthtech.kitchen.people.model import (
    ActivityLevel,
    Allergen,
    Diet,
    Person,
    Severity,
    Sex,
)
from custom_components.hearthtech.kitchen.storage.database import Store
from custom_components.hearthtech.kitchen.suggestions.engine import SuggestionEngine
from custom_components.hearthtech.kitchen.suggestions.model import Stock, SuggestionRequest
from custom_components.hearthtech.kitchen.suggestions.nutrition_targets import day_bounds

REQUESTS = 160
WEEKS = 6
MONDAY = date(2026, 1, 5)
STOCK = ("carrot", "spinach", "egg", "potato", "cream", "onion", "rice", "chicken thigh", "tomato", "yogurt")


def family(size: int, random: Random) -> tuple[Person, ...]:
    """Return this many people: some with severe allergies, a diet, and tastes."""
    people = []
    for number in range(size):
        severe = {random.choice(list(Allergen)): Severity.SEVERE} if random.random() < 0.3 else {}
        mild = {random.choice(list(Allergen)): Severity.MILD} if random.random() < 0.3 else {}
        diets = frozenset({Diet.VEGETARIAN}) if random.random() < 0.2 else frozenset()
        people.append(
            Person(
                id=f"p{number}", name=f"Person {number}", birth_year=random.randint(1940, 2020),
                sex=random.choice(list(Sex)), height_cm=random.uniform(150, 190), weight_kg=random.uniform(50, 95),
                activity=random.choice(list(ActivityLevel)), diets=diets, allergens=mild | severe,
                favorites=(random.choice(STOCK),), dislikes=(random.choice(("mushroom", "fennel", "liver")),),
            )
        )  # fmt: skip
    return tuple(people)


def stock(random: Random) -> tuple[Stock, ...]:
    """Return the pantry."""
    return tuple(Stock(food=food, days_left=random.choice((None, 1, 3, 6, 30))) for food in STOCK)


def request(random: Random, people: int) -> SuggestionRequest:
    """Return a typical request."""
    return SuggestionRequest(
        when=NOW,
        people=family(people, random),
        stock=stock(random),
        slot=random.choice((None, MealSlot.DINNER)),
        max_time_s=random.choice((None, 1800.0, 3600.0)),
        burners=random.choice((None, None, 1, 2)),
        with_foods=random.choice(((), (), ("carrot",))),
        left_of_day=random.choice(({}, {"ENERC_KCAL": (400.0, 900.0), "PROCNT": (20.0, None)})),
        latitude=48.0,
    )


def wish(random: Random, people: int, slots: tuple[MealSlot, ...]) -> WeekWish:
    """Return a request for a week of a family."""
    home, eaters = KitchenLocale(latitude=48.0), family(people, random)
    days = tuple(MONDAY + timedelta(days=at) for at in range(7))
    noon = NOW.timetz()
    return WeekWish(
        days=days,
        meals=tuple(
            MealWish(day=day, starts_at=home.at(day, noon), slot=slot, people=eaters)
            for day in days
            for slot in slots
        ),
        request=SuggestionRequest(when=NOW, people=eaters, stock=stock(random), latitude=48.0),
        targets=day_bounds(eaters, 2026),
    )


def measure(path: Path, exact: bool) -> dict[str, Any]:
    """Return all values of one book. `exact`: also how close the proposed weeks are to the optimum."""
    store = Store(path)
    store.open_now()
    before = resident_mb()
    desk = SuggestionEngine(store)
    start = perf_counter()
    columns = desk.ready(NOW)
    loaded = perf_counter() - start
    desk.suggest(request(Random(0), 2))
    memory = resident_mb() - before
    by_people = {}
    every: list[float] = []
    for people in (1, 2, 4, 8):
        random, seconds = Random(people), []
        for _ in range(REQUESTS // 4):
            asked = request(random, people)
            start = perf_counter()
            desk.suggest(asked)
            seconds.append(perf_counter() - start)
        by_people[people] = quantiles(seconds)
        every += seconds
    weeks, gaps = [], []
    for number in range(WEEKS):
        asked_week = wish(
            Random(number),
            1 + number % 4,
            (MealSlot.DINNER,) if number % 2 else (MealSlot.LUNCH, MealSlot.DINNER),
        )
        start = perf_counter()
        proposal = desk.propose(asked_week)
        weeks.append(perf_counter() - start)
        if exact:
            gaps.append(_gap(desk, asked_week, proposal.score))
    columns_bytes = columns.nbytes
    store.close_now()
    return {
        "load_s": loaded,
        "memory_mb": memory,
        "columns_mb": columns_bytes / 1e6,
        "suggest": {str(people): figures for people, figures in by_people.items()},
        "all": quantiles(every),
        "week_ms": quantiles(weeks),
        "gaps": gaps,
    }


def _gap(desk: SuggestionEngine, asked: WeekWish, score: float) -> dict[str, Any]:
    from benchmarks.suggest_exact import best_week

    week = desk.look(lambda columns, taste, profiles: week_for(columns, taste, asked, profiles), NOW)
    best = best_week(week)
    found = solve(week).score
    return {
        "meals": len(week.meals),
        "proposed": found,
        "best": best.score,
        "bound": best.bound,
        "seconds": best.seconds,
        "gap": (best.score - found) / max(abs(best.score), 1e-9),
        "same": abs(found - score) < 1e-6,
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), sys.argv[2] == "exact")))

"""A large book for the benchmark of suggestions: recipes with profiles, computed from their lines."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import batched
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection

from benchmarks.book_measure import NOW
from benchmarks.book_recipes import FOODS, recipe
from custom_components.hearthtech.kitchen.nutrition.analyze import Analyzer
from custom_components.hearthtech.kitchen.nutrition.model import Figure
from custom_components.hearthtech.kitchen.people import profile_store
from custom_components.hearthtech.kitchen.people.profile import RecipeProfile
from custom_components.hearthtech.kitchen.recipes import cooking_log
from custom_components.hearthtech.kitchen.recipes.book import Book
from custom_components.hearthtech.kitchen.recipes.cooking_log import Rating
from custom_components.hearthtech.kitchen.recipes.model import Recipe
from custom_components.hearthtech.kitchen.storage.database import Store
from custom_components.hearthtech.kitchen.suggestions.figures import TAGS

BATCH = 1_000
CUISINES = ("", "italian", "german", "french", "spanish", "indian", "thai", "mexican", "japanese", "greek")
RATED = 0.02
"""Share of the recipes with a rating."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """Properties of 100 g of a food."""

    profile: RecipeProfile
    figures: Mapping[str, float]
    entry: str


def fill(path: Path, count: int) -> None:
    """Create a book of `count` recipes with their profiles and some ratings."""
    store, book = Store(path), Book()
    store.open_now()
    store.write_now(book.prepare)
    for numbers in batched(range(count), BATCH, strict=False):

        def add(connection: Connection, numbers: tuple[int, ...] = numbers) -> None:
            made = []
            for number in numbers:
                random = Random(number)
                added = book.add(connection, _with_cuisine(recipe(number), random), NOW)
                made.append(profile_of(added, random))
                if random.random() < RATED:
                    rating = Rating(
                        recipe_id=added.id, version=1, person="Ada", stars=random.randint(0, 10) / 2
                    )
                    cooking_log.rate(connection, book, rating, NOW)
            profile_store.save(connection, made)

        store.write_now(add)
    store.checkpoint_now()
    store.close_now()


def profile_of(made: Recipe, random: Random) -> RecipeProfile:
    """Return the profile of a synthetic recipe: that of its lines, 20–250 g each."""
    contains: dict[Any, Any] = {}
    may_contain: dict[Any, Any] = {}
    made_of: dict[Any, Any] = {}
    unchecked: list[Any] = []
    foods: dict[str, float] = {}
    totals = dict.fromkeys(TAGS, 0.0)
    for line in made.ingredients:
        name = max((food for food in FOODS if line.text.endswith(food)), key=len)
        facts, grams = _line(name), random.uniform(20, 250)
        contains |= facts.profile.contains
        may_contain |= facts.profile.may_contain
        made_of |= facts.profile.made_of
        unchecked += facts.profile.unchecked
        if facts.entry:
            foods[facts.entry] = foods.get(facts.entry, 0.0) + grams
        for tag in TAGS:
            totals[tag] += facts.figures.get(tag, 0.0) * grams / 100
    servings = made.servings or 4
    figures = {
        tag: Figure(amount=value / servings, low=0.5 * value / servings, high=2 * value / servings, unit="g")
        for tag, value in totals.items()
    }
    return RecipeProfile(
        recipe_id=made.id,
        version=made.version,
        contains=contains,
        may_contain={code: found for code, found in may_contain.items() if code not in contains},
        unchecked=tuple(unchecked),
        made_of=made_of,
        figures=figures,
        counted=len(made.ingredients),
        lines_total=len(made.ingredients),
        foods=foods,
        named=frozenset(foods),
        words=frozenset(made.name.casefold().split()),
        servings=servings,
        total_time_s=made.total_time_s,
        pots=random.choice((1, 1, 2, 2, 3)),
    )


def _with_cuisine(made: Recipe, random: Random) -> Recipe:
    cuisine = random.choice(CUISINES)
    return replace(made, cuisines=(cuisine,) if cuisine else (), categories=("main",))


@cache
def _line(food: str) -> _Line:
    text = f"100 g {food}"
    nutrition = _analyzer().analyze([text], 1.0)
    _, matches, _ = _analyzer().line(text)
    entry = (
        "" if not matches or matches[0].entry is None else _analyzer().database.entry(matches[0].entry).name
    )
    maker = profile_store.ProfileBuilder(Book())
    figures = {tag: figure.amount for tag, figure in nutrition.total.items()}
    return _Line(profile=maker.of_lines([text], "en"), figures=figures, entry=entry)


@cache
def _analyzer() -> Analyzer:
    return Analyzer()

"""Preferences of the household, from its ratings and from repeated cooking.

Each star and each cooking is an event with a value from -1 to 1 that fades with a half-life. The foods, the
cuisine and the protein of the recipe share it; several events weigh more than one. The result is a plain sum:
every part of it can be shown as a reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ..numeric import np
from .feature_matrix import SOURCES, BookColumns, Floats, food_table

HALF_LIFE_DAYS = 180.0
COOKED = 0.25
"""Value of cooking a recipe once: a small preference."""
DOUBT = 2.0
"""Number of events of value zero added to every feature, so that one rating has little effect."""
SHARES = {"food": 0.6, "cuisine": 0.2, "source": 0.2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A recipe was cooked (no stars), or rated (0–5 stars), a number of days ago."""

    recipe_id: str
    days_ago: float
    stars: float | None = None

    @property
    def value(self) -> float:
        """-1 to 1; three stars are neutral."""
        return COOKED if self.stars is None else max(-1.0, (self.stars - 2.5) / 2.5)

    @property
    def weight(self) -> float:
        """1 today, 0.5 after a half-life."""
        return float(0.5 ** (max(self.days_ago, 0.0) / HALF_LIFE_DAYS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """Preference, -1 to 1: of each recipe as a whole, and of its features."""

    liking: Floats
    own: Floats
    """From ratings of the recipe itself."""
    stars: Floats
    """Mean of its ratings; NaN without any."""
    last_cooked_days: Floats
    """NaN if it was never cooked."""
    food: Floats
    cuisine: Floats
    source: Floats


def taste_of(columns: BookColumns, events: Iterable[Event]) -> Taste:
    """Compute the preferences from the events and the present book."""
    size, table = len(columns), food_table()
    value, weight = np.zeros(size, np.float32), np.zeros(size, np.float32)
    stars, rated = np.zeros(size, np.float32), np.zeros(size, np.float32)
    last = np.full(size, np.nan, np.float32)
    sums = {name: np.zeros((2, length)) for name, length in _sizes(columns).items()}
    for event in events:
        place = columns.place(event.recipe_id)
        if place is None:
            continue
        value[place] += event.value * event.weight
        weight[place] += event.weight
        if event.stars is None:
            last[place] = np.fmin(last[place], event.days_ago)
        else:
            stars[place] += event.stars
            rated[place] += 1
        pair = np.array([[event.value], [1.0]]) * event.weight
        sums["food"][:, columns.foods_of(place)] += pair
        sums["cuisine"][:, columns.cuisine[place]] += pair[:, 0]
        sums["source"][:, columns.source[place]] += pair[:, 0]
    means = {name: (pair[0] / (pair[1] + DOUBT)).astype(np.float32) for name, pair in sums.items()}
    means["cuisine"][0] = means["source"][0] = 0.0
    means["food"] *= table.weight
    own = value / (weight + 1.0)
    liking = own + _shared(columns, means)
    return Taste(
        liking=np.clip(liking, -1.0, 1.0).astype(np.float32),
        own=own,
        stars=np.where(rated > 0, stars / np.maximum(rated, 1), np.nan).astype(np.float32),
        last_cooked_days=last,
        **means,
    )


def _shared(columns: BookColumns, means: dict[str, Floats]) -> Floats:
    """The features' part of a recipe's preference: foods as their weighted mean."""
    counted = np.maximum(columns.sums(food_table().weight), 1.0)
    shared: Floats = (
        SHARES["food"] * columns.sums(means["food"]) / counted
        + SHARES["cuisine"] * means["cuisine"][columns.cuisine]
        + SHARES["source"] * means["source"][columns.source]
    )
    return shared


def _sizes(columns: BookColumns) -> dict[str, int]:
    return {"food": len(food_table().names), "cuisine": len(columns.cuisines), "source": len(SOURCES)}

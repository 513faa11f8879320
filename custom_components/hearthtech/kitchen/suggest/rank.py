"""Ranks the book for a request. What would harm is left out first; the rest gets a score that is a plain sum.

The score of a recipe is the sum over `WEIGHTS` of weight times a part between -1 and 1; equal scores are in the order of
the recipes' ids, so that the same question has the same answer. Columns decide who comes into question; whether a
recipe is safe is decided on its whole profile, for each one before it is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from custom_components.hearthtech.kitchen.people.diets import RULES
from custom_components.hearthtech.kitchen.people.model import Diet, Person, Severity

from .columns import TAGS, BookColumns, Floats, allergen_bit, food_table, matter_bits
from .kinds import SUITS, DishKind
from .model import Request
from .season import season_of
from .taste import Taste

WEIGHTS: Final[Mapping[str, float]] = {
    "liked": 3.0,
    "expiring": 2.5,
    "in_house": 1.5,
    "season": 1.0,
    "favorite": 1.0,
    "day": 1.0,
    "quick": 0.4,
    "disliked": 2.5,
    "recent": 2.0,
    "unsure": 0.5,
    "unknown_kind": 0.5,
}
RECENT_DAYS: Final = 10.0
"""The wish not to eat the same again halves in this time."""
URGENT_DAYS: Final = 7
"""What has more days left than this is in no hurry."""
SOON_DAYS: Final = 3
"""What has at most these days left counts for "use it up"."""
DIGITS: Final = 5
"""Scores that differ by less are equal: how sums are rounded must not decide."""

type Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Who comes into question, best first, and the parts of each score."""

    order: NDArray[np.intp]
    """Rows of the columns."""
    score: Floats
    """By row of the columns."""
    parts: Mapping[str, Floats]
    harmed: int
    broken: int
    unwished: int


def ranked(columns: BookColumns, taste: Taste, request: Request) -> Ranked:
    """Rank the book."""
    harms = harmful(columns, request.people)
    breaks = breaks_diet(columns, {diet for person in request.people for diet in person.diets}) & ~harms
    unwished = ~_wished(columns, request) & ~harms & ~breaks
    left = np.flatnonzero(~harms & ~breaks & ~unwished)
    parts = parts_of(columns, taste, request)
    score = np.zeros(len(columns), np.float32)
    for name, part in parts.items():
        score += np.float32(WEIGHTS[name]) * part
    score = np.round(score, DIGITS)
    order = left[np.argsort(-score[left], kind="stable")]
    return Ranked(
        order=order,
        score=score,
        parts=parts,
        harmed=int(harms.sum()),
        broken=int(breaks.sum()),
        unwished=int(unwished.sum()),
    )


def harmful(columns: BookColumns, people: Sequence[Person]) -> Flags:
    """What holds an allergen of somebody, or may hold one that is severe for them."""
    mild = severe = 0
    for person in people:
        for allergen, severity in person.allergens.items():
            mild |= allergen_bit(allergen)
            severe |= allergen_bit(allergen) if severity is Severity.SEVERE else 0
    risky = columns.may_contain | columns.unsure
    harms: Flags = ((columns.contains & mild) | ((columns.contains | risky) & severe)) != 0
    return harms


def breaks_diet(columns: BookColumns, diets: set[Diet]) -> Flags:
    """What is made of something that one of these diets forbids."""
    forbidden = 0
    for diet in diets:
        if (rule := RULES.get(diet)) is not None:
            forbidden |= matter_bits(matter.value for matter in rule.forbids)
    breaks: Flags = (columns.made_of & forbidden) != 0
    return breaks


def parts_of(columns: BookColumns, taste: Taste, request: Request) -> dict[str, Floats]:
    """The parts of the score, by the names of `WEIGHTS`; each between -1 and 1."""
    table = food_table()
    counted = np.maximum(columns.sums(table.weight), 1.0)
    at_hand, urgency = stock_of(request)
    favorites, disliked = tastes_of(columns, request.people)
    last = taste.last_cooked_days
    with np.errstate(invalid="ignore"):
        recent = np.where(np.isnan(last), 0.0, -(0.5 ** (last / RECENT_DAYS)))
        hours = np.where(np.isnan(columns.time_s), 1.5, columns.time_s / 3600)
    found = {
        "liked": taste.liking,
        "expiring": np.minimum(columns.sums(urgency), 1.0),
        "in_house": columns.sums(at_hand * table.weight) / counted,
        "season": seasonal(columns, request),
        "favorite": favorites,
        "disliked": -disliked,
        "day": fit_of_day(columns, request.left_of_day),
        "quick": np.clip(1.0 - hours, -1.0, 1.0),
        "recent": recent,
        "unsure": np.where(columns.unsure != 0, -1.0, 0.0),
        "unknown_kind": np.where((columns.kind == 0) & (request.slot is not None), -1.0, 0.0),
    }
    return {name: np.asarray(part, np.float32) for name, part in found.items()}


def stock_of(request: Request) -> tuple[Floats, Floats]:
    """By food: whether it is in the house (0 or 1), and how urgently it should be used (0–1)."""
    table = food_table()
    at_hand, urgency = np.zeros(len(table.names), np.float32), np.zeros(len(table.names), np.float32)
    for thing in request.stock:
        number = table.numbers.get(thing.food)
        if number is None:
            continue
        at_hand[number] = 1.0
        days = thing.days_left
        if days is not None and 0 <= days <= URGENT_DAYS:
            urgency[number] = max(float(urgency[number]), 1.0 - days / (URGENT_DAYS + 1))
    return at_hand, urgency


def tastes_of(columns: BookColumns, people: Sequence[Person]) -> tuple[Floats, Floats]:
    """How much the people like what is in it, and how much they dislike: by shares of the people, at most 1."""
    share = 1 / max(len(people), 1)
    return (
        _shared(columns, [person.favorites for person in people], share),
        _shared(columns, [person.dislikes for person in people], share),
    )


def _shared(columns: BookColumns, wordings: Sequence[Sequence[str]], share: float) -> Floats:
    by_food = np.zeros(len(food_table().names), np.float32)
    places = []
    for words in wordings:
        by_food[named_foods(words)] += share
        places += [place for word in words if (place := columns.place(word)) is not None]
    liked = columns.sums(by_food) if by_food.any() else np.zeros(len(columns), np.float32)
    for place in places:
        liked[place] += share
    return np.minimum(liked, 1.0)


def named_foods(words: Sequence[str]) -> list[int]:
    """Numbers of the foods that are meant by words."""
    from custom_components.hearthtech.kitchen.food.database import shipped

    table = food_table()
    entries = [shipped().lookup(word) for word in words]
    return [table.numbers[entry.name] for entry in entries if entry is not None]


def seasonal(columns: BookColumns, request: Request) -> Floats:
    """How much of a recipe's produce is in season, less what is out of it; 0 without seasonal produce."""
    inside, outside = season_foods(request)
    if not inside.any():
        return np.zeros(len(columns), np.float32)
    good, bad = columns.sums(inside), columns.sums(outside)
    share: Floats = (good - bad) / np.maximum(good + bad, 1.0)
    return share


def season_foods(request: Request) -> tuple[Floats, Floats]:
    """By food: in season now, and out of season now (0 or 1)."""
    table = food_table()
    season = season_of(request.when, request.latitude)
    if season is None:
        nothing = np.zeros(len(table.names), np.float32)
        return nothing, nothing
    inside = (table.season & np.uint8(season)) != 0
    return inside.astype(np.float32), ((table.season != 0) & ~inside).astype(np.float32)


def fit_of_day(columns: BookColumns, left: Mapping[str, tuple[float | None, float | None]]) -> Floats:
    """How a serving suits what is left of the day: -1 far too much, 1 all that is still needed."""
    fit = np.zeros(len(columns), np.float32)
    known = [tag for tag in left if tag in TAGS]
    for tag in known:
        least, most = left[tag]
        held = columns.figures[:, TAGS.index(tag)]
        part = np.zeros(len(columns), np.float32)
        if most is not None:
            part -= np.clip((held - max(most, 0.0)) / max(most, 1.0), 0.0, 1.0)
        if least is not None and least > 0:
            part += 0.5 * np.clip(held / least, 0.0, 1.0)
        fit += np.nan_to_num(part) / len(known)
    return np.clip(fit, -1.0, 1.0)


def _wished(columns: BookColumns, request: Request) -> Flags:
    table = food_table()
    fits: Flags = np.ones(len(columns), bool)
    if request.max_time_s is not None:
        fits &= columns.time_s <= request.max_time_s
    if request.burners is not None:
        fits &= columns.pots <= max(request.burners, 0)
    if request.slot is not None:
        suits = np.zeros(len(DishKind), bool)
        suits[[int(kind) for kind in SUITS[request.slot]]] = True
        fits &= suits[columns.kind]
    if request.use_up:
        soon = np.zeros(len(table.names), np.float32)
        for thing in request.stock:
            if thing.days_left is not None and 0 <= thing.days_left <= SOON_DAYS:
                soon[table.numbers.get(thing.food, 0)] = 1.0
        soon[0] = 0.0
        fits &= columns.sums(soon) > 0
    if request.in_season:
        inside, outside = season_foods(request)
        fits &= (columns.sums(inside) > 0) & (columns.sums(outside) == 0)
    for food in request.with_foods:
        fits &= _has_any(columns, (food,)) > 0
    if request.without_foods:
        fits &= _has_any(columns, request.without_foods) == 0
    for place in filter(None.__ne__, map(columns.place, request.not_these)):
        fits[place] = False
    return fits


def _has_any(columns: BookColumns, words: Sequence[str]) -> Floats:
    """1 for recipes with any of these foods, or that are one of these themselves (by id)."""
    has = np.zeros(len(columns), np.float32)
    numbers = named_foods(words)
    if numbers:
        wanted = np.zeros(len(food_table().names), np.float32)
        wanted[numbers] = 1.0
        has = np.minimum(columns.sums(wanted), 1.0)
    for word in words:
        if (place := columns.place(word)) is not None:
            has[place] = 1.0
    return has


def in_batches(order: NDArray[np.intp], first: int) -> Iterator[list[int]]:
    """Rows to look at, in batches that double."""
    at, size = 0, max(first, 8)
    while at < len(order):
        yield order[at : at + size].tolist()
        at, size = at + size, min(size * 2, 512)

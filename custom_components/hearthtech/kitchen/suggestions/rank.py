"""Rank the book for a request.

Harmful recipes are excluded first; the others get a score that is a plain sum.

The score of a recipe is the sum over `WEIGHTS` of weight times a part between -1 and 1; equal scores are in
the order of the recipes' ids, so that the same question has the same answer. The columns select candidates;
whether a recipe is safe is decided by its whole profile, for each one before it is returned.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..numeric import Indices, NDArray, np
from ..nutrition.database import shipped
from ..people.diets import RULES
from ..people.model import Diet, Person, Severity
from .dish_category import SUITS, DishKind
from .feature_matrix import BookColumns, Floats, allergen_bit, food_table, matter_bits
from .figures import TAGS
from .food_families import family
from .model import EmptyCause, SuggestionRequest
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
"""Half-life of the penalty for recently eaten recipes, in days."""
URGENT_DAYS: Final = 7
"""Items with more days left are not urgent."""
SOON_DAYS: Final = 3
"""Items with at most these days left count for "use it up"."""
DIGITS: Final = 5
"""Scores that differ by less are equal, so that rounding of sums has no effect."""

LEAST_WEIGHT: Final = 0.05
"""A food of less weight is in every house."""

type Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """The candidates, best first, and the parts of each score."""

    order: Indices
    """Rows of the columns."""
    score: Floats
    """By row of the columns."""
    parts: Mapping[str, Floats]
    harmed: int
    broken: int
    unwished: int


def ranked(columns: BookColumns, taste: Taste, request: SuggestionRequest) -> Ranked:
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
    """Recipes with an allergen of somebody, or a possible one that is severe for them."""
    mild = severe = 0
    for person in people:
        for allergen, severity in person.allergens.items():
            mild |= allergen_bit(allergen)
            severe |= allergen_bit(allergen) if severity is Severity.SEVERE else 0
    risky = columns.may_contain | columns.unsure
    harms: Flags = ((columns.contains & mild) | ((columns.contains | risky) & severe)) != 0
    return harms


def breaks_diet(columns: BookColumns, diets: set[Diet]) -> Flags:
    """Recipes with something that one of these diets forbids."""
    forbidden = 0
    for diet in diets:
        if (rule := RULES.get(diet)) is not None:
            forbidden |= matter_bits(matter.value for matter in rule.forbids)
    breaks: Flags = (columns.made_of & forbidden) != 0
    return breaks


def parts_of(columns: BookColumns, taste: Taste, request: SuggestionRequest) -> dict[str, Floats]:
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


def complete(columns: BookColumns, request: SuggestionRequest) -> Flags:
    """Recipes whose foods are all in stock; foods that count little, such as salt and water, may be missing.

    A recipe with a line that is not known is not complete.
    """
    table = food_table()
    at_hand, _ = stock_of(request)
    counted = columns.sums(table.weight)
    missing = counted - columns.sums(at_hand * table.weight)
    flags: Flags = (counted > 0) & (missing < LEAST_WEIGHT) & (columns.lines_unknown == 0)
    return flags


def stock_of(request: SuggestionRequest) -> tuple[Floats, Floats]:
    """By food: whether it is in stock (0 or 1), and how urgently it should be used (0–1)."""
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
    """How much the people like its foods, and dislike them: as shares of the people, at most 1."""
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
    """Numbers of the foods named by words."""
    table = food_table()
    entries = [shipped().lookup(word) for word in words]
    return [table.numbers[entry.name] for entry in entries if entry is not None]


def seasonal(columns: BookColumns, request: SuggestionRequest) -> Floats:
    """Share of a recipe's produce in season, minus the share out of season; 0 without seasonal produce."""
    inside, outside = season_foods(request)
    if not inside.any():
        return np.zeros(len(columns), np.float32)
    good, bad = columns.sums(inside), columns.sums(outside)
    share: Floats = (good - bad) / np.maximum(good + bad, 1.0)
    return share


def season_foods(request: SuggestionRequest) -> tuple[Floats, Floats]:
    """By food: in season now, and out of season now (0 or 1)."""
    table = food_table()
    season = season_of(request.when, request.latitude)
    if season is None:
        nothing = np.zeros(len(table.names), np.float32)
        return nothing, nothing
    inside = (table.season & np.uint8(season)) != 0
    return inside.astype(np.float32), ((table.season != 0) & ~inside).astype(np.float32)


def fit_of_day(columns: BookColumns, left: Mapping[str, tuple[float | None, float | None]]) -> Floats:
    """How a serving fits the remaining targets of the day: -1 far too much, 1 everything that is needed."""
    fit = np.zeros(len(columns), np.float32)
    known = [tag for tag in left if tag in TAGS]
    for tag in known:
        least, most = left[tag]
        held = columns.figures[:, TAGS.index(tag)] * columns.helping
        part = np.zeros(len(columns), np.float32)
        if most is not None:
            part -= np.clip((held - max(most, 0.0)) / max(most, 1.0), 0.0, 1.0)
        if least is not None and least > 0:
            part += 0.5 * np.clip(held / least, 0.0, 1.0)
        fit += np.nan_to_num(part) / len(known)
    return np.clip(fit, -1.0, 1.0)


def _wished(columns: BookColumns, request: SuggestionRequest) -> Flags:
    fits: Flags = np.ones(len(columns), bool)
    for _, suits in _wishes(columns, request):
        fits &= suits
    for place in filter(None.__ne__, map(columns.place, request.not_these)):
        fits[place] = False
    return fits


def unwished_by(columns: BookColumns, request: SuggestionRequest) -> dict[EmptyCause, int]:
    """The number of recipes that each wish excludes, of those that are not harmful and keep the diets."""
    left = ~harmful(columns, request.people)
    left &= ~breaks_diet(columns, {diet for person in request.people for diet in person.diets})
    found: dict[EmptyCause, int] = {}
    for cause, suits in _wishes(columns, request):
        found[cause] = found.get(cause, 0) + int((left & ~suits).sum())
    return found


def _wishes(columns: BookColumns, request: SuggestionRequest) -> Iterator[tuple[EmptyCause, Flags]]:
    """Each wish, and the recipes that fulfil it."""
    table = food_table()
    if request.max_time_s is not None:
        yield EmptyCause.TIME, columns.time_s <= request.max_time_s
    if request.burners is not None:
        yield EmptyCause.POTS, columns.pots <= max(request.burners, 0)
    if request.slot is not None:
        suits = np.zeros(len(DishKind), bool)
        suits[[int(kind) for kind in SUITS[request.slot]]] = True
        yield EmptyCause.KIND, suits[columns.kind]
    if request.use_up:
        soon = np.zeros(len(table.names), np.float32)
        for thing in request.stock:
            if thing.days_left is not None and 0 <= thing.days_left <= SOON_DAYS:
                soon[table.numbers.get(thing.food, 0)] = 1.0
        soon[0] = 0.0
        yield EmptyCause.USE_UP, columns.sums(soon) > 0
    if request.in_season:
        inside, outside = season_foods(request)
        yield EmptyCause.SEASON, (columns.sums(inside) > 0) & (columns.sums(outside) == 0)
    for food in request.with_foods:
        yield EmptyCause.WITH, _has_any(columns, (food,), wide=False) > 0
    if request.without_foods:
        yield EmptyCause.WITHOUT, _has_any(columns, request.without_foods, wide=True) == 0


def _has_any(columns: BookColumns, words: Sequence[str], *, wide: bool) -> Floats:
    """1 for recipes with a food of any of these families, or that are one of these (by id)."""
    has = np.zeros(len(columns), np.float32)
    table = food_table()
    numbers = [table.numbers[name] for word in words for name in family(word, wide=wide)]
    if numbers:
        wanted = np.zeros(len(food_table().names), np.float32)
        wanted[numbers] = 1.0
        has = np.minimum(columns.sums(wanted), 1.0)
    for word in words:
        if (place := columns.place(word)) is not None:
            has[place] = 1.0
    return has


def in_batches(order: Indices, first: int) -> Iterator[list[int]]:
    """Rows in batches of doubling size."""
    at, size = 0, max(first, 8)
    while at < len(order):
        yield order[at : at + size].tolist()
        at, size = at + size, min(size * 2, 512)

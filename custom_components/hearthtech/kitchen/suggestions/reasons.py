"""The reasons of a suggestion, strongest first, from the parts of its score."""

from datetime import timedelta
from math import floor

from ..numeric import NDArray, np
from ..people.amounts import LIMITS
from .feature_matrix import BookColumns, food_table
from .figures import FigureSource
from .model import ReasonCode, SuggestionReason, SuggestionRequest
from .rank import SOON_DAYS, URGENT_DAYS, WEIGHTS, Ranked, named_foods, season_foods
from .taste import Taste

MOST_REASONS = 4
LIKED_STARS = 3.5
ENOUGH_IN_HOUSE = 0.5
LONG_AGO_DAYS = 60
QUICK_S = 1800.0
MOST_FOODS = 3
AT_HAND = ("water", "ice")
"""Foods that every house has."""
COMMON_SHARE = 0.15
"""A food in a greater share of the book does not distinguish a dish."""
FEW = 3
"""A food in at most this many recipes distinguishes a dish in a book of any size."""


def reasons_for(
    columns: BookColumns, taste: Taste, request: SuggestionRequest, found: Ranked, place: int
) -> tuple[SuggestionReason, ...]:
    """The reasons for a recipe: the parts of its score, then notes about it."""
    told: list[tuple[float, SuggestionReason]] = []

    def tell(part: str, code: ReasonCode, **data: object) -> None:
        told.append(
            (
                WEIGHTS.get(part, 0.1) * abs(float(found.parts[part][place])),
                SuggestionReason(code=code, data=data),
            )
        )

    _add_stock_reasons(columns, request, found, place, tell)
    if found.parts["season"][place] > 0:
        inside, _ = season_foods(request)
        tell("season", ReasonCode.IN_SEASON, foods=_names(columns, place, inside))
    if found.parts["liked"][place] > 0.05:
        _add_taste_reasons(columns, taste, place, tell)
    names = [person.name for person in request.people if _has(columns, place, person.favorites)]
    if names:
        tell("favorite", ReasonCode.FAVORITE, people=names)
    if found.parts["day"][place] > 0.2:
        tell("day", ReasonCode.FITS_THE_DAY)
    if columns.time_s[place] <= QUICK_S:
        tell("quick", ReasonCode.QUICK, minutes=round(float(columns.time_s[place]) / 60))
    if request.burners == 1 and columns.pots[place] == 1:
        tell("quick", ReasonCode.ONE_POT)
    told.sort(key=lambda pair: -pair[0])
    reasons = [reason for _, reason in told[:MOST_REASONS]]
    last = taste.last_cooked_days[place]
    if len(reasons) < MOST_REASONS:
        if np.isnan(last):
            reasons.append(SuggestionReason(code=ReasonCode.NEVER_COOKED))
        elif last >= LONG_AGO_DAYS:
            reasons.append(SuggestionReason(code=ReasonCode.LONG_AGO, data={"days": round(float(last))}))
    against = [person.name for person in request.people if _has(columns, place, person.dislikes)]
    if against:
        reasons.append(SuggestionReason(code=ReasonCode.DISLIKED, data={"people": against}))
    if columns.unsure[place]:
        reasons.append(SuggestionReason(code=ReasonCode.NOT_CHECKED))
    source = columns.figure_source[place]
    if source == FigureSource.DECLARED:
        # Where the kitchen could not count enough lines, only declared figures admit a recipe to a diet about amounts.
        relying = [person.name for person in request.people if not LIMITS.keys().isdisjoint(person.diets)]
        data = {"people": relying} if relying else {}
        reasons.append(SuggestionReason(code=ReasonCode.DECLARED, data=data))
    elif source == FigureSource.UNKNOWN:
        reasons.append(SuggestionReason(code=ReasonCode.NOT_COUNTED))
    if columns.servings_estimated[place]:
        servings = round(float(columns.servings[place]))
        reasons.append(SuggestionReason(code=ReasonCode.SERVINGS_ESTIMATED, data={"servings": servings}))
    return tuple(reasons)


def _add_stock_reasons(
    columns: BookColumns, request: SuggestionRequest, found: Ranked, place: int, tell: object
) -> None:
    assert callable(tell)
    table = food_table()
    numbers = set(columns.foods_of(place))
    soon = sorted(
        (thing.days_left, thing.name or thing.food)
        for thing in request.stock
        if thing.days_left is not None
        and 0 <= thing.days_left <= URGENT_DAYS
        and table.numbers.get(thing.food) in numbers
    )
    if soon and soon[0][0] <= max(SOON_DAYS, 0):
        foods = list(dict.fromkeys(food for _, food in soon))[:MOST_FOODS]
        data: dict[str, object] = {"foods": foods, "days": soon[0][0]}
        if request.day is not None:
            data["weekday"] = (request.day + timedelta(days=soon[0][0])).weekday()
        tell("expiring", ReasonCode.USES_EXPIRING, **data)
    share = _share_in_house(columns, request, place)
    if share >= ENOUGH_IN_HOUSE:
        counted: dict[str, object] = {"share": floor(100 * share + 1e-9) / 100}
        if unknown := int(columns.lines_unknown[place]):
            counted["unknown"] = unknown
        tell("in_house", ReasonCode.IN_HOUSE, **counted)


def _share_in_house(columns: BookColumns, request: SuggestionRequest, place: int) -> float:
    """Share of the lines of a recipe that are surely in the house, 0-1; a line of unknown food is not."""
    numbers = food_table().numbers
    stocked = {numbers.get(thing.food) for thing in request.stock} | {numbers.get(food) for food in AT_HAND}
    foods = columns.foods_of(place)
    lines = max(int(columns.lines[place]), len(foods))
    return sum(number in stocked for number in foods) / lines if lines else 0.0


def _add_taste_reasons(columns: BookColumns, taste: Taste, place: int, tell: object) -> None:
    assert callable(tell)
    stars = float(taste.stars[place])
    if stars >= LIKED_STARS:
        tell("liked", ReasonCode.LIKED, stars=round(stars, 1))
        return
    foods = _distinguishing(columns, place)
    best = max(foods, key=lambda number: (float(taste.food[number]), -number), default=0)
    cuisine = int(columns.cuisine[place])
    if taste.cuisine[cuisine] > max(float(taste.food[best]), 0.1):
        tell("liked", ReasonCode.LIKES_CUISINE, cuisine=columns.cuisines[cuisine])
    elif taste.food[best] > 0.1:
        tell("liked", ReasonCode.LIKES_FOOD, food=food_table().names[best])


def _distinguishing(columns: BookColumns, place: int) -> list[int]:
    """The foods of a recipe that are neither staples nor seasonings, nor in a large share of the book."""
    weight = food_table().weight
    counts = np.bincount(columns.foods, minlength=len(weight))
    most = max(COMMON_SHARE * len(columns), FEW)
    return [number for number in columns.foods_of(place) if weight[number] >= 1 and counts[number] <= most]


def _names(columns: BookColumns, place: int, wanted: NDArray[np.float32]) -> list[str]:
    names = food_table().names
    return [names[number] for number in columns.foods_of(place) if wanted[number]][:MOST_FOODS]


def _has(columns: BookColumns, place: int, words: tuple[str, ...]) -> bool:
    numbers = set(columns.foods_of(place))
    return columns.ids[place] in words or any(number in numbers for number in named_foods(words))

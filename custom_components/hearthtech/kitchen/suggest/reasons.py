"""The reasons of a suggestion, strongest first, from the parts of its score."""

import numpy as np

from .columns import BookColumns, food_table
from .model import Reason, ReasonCode, Request
from .rank import SOON_DAYS, URGENT_DAYS, WEIGHTS, Ranked, named_foods, season_foods
from .taste import Taste

MOST_REASONS = 4
LIKED_STARS = 3.5
ENOUGH_IN_HOUSE = 0.5
LONG_AGO_DAYS = 60
QUICK_S = 1800.0
MOST_FOODS = 3


def reasons_for(
    columns: BookColumns, taste: Taste, request: Request, found: Ranked, place: int
) -> tuple[Reason, ...]:
    """Why this recipe: what its score is made of, then what should be known of it."""
    told: list[tuple[float, Reason]] = []

    def tell(part: str, code: ReasonCode, **data: object) -> None:
        told.append(
            (WEIGHTS.get(part, 0.1) * abs(float(found.parts[part][place])), Reason(code=code, data=data))
        )

    _tell_stock(columns, request, found, place, tell)
    if found.parts["season"][place] > 0:
        inside, _ = season_foods(request)
        tell("season", ReasonCode.IN_SEASON, foods=_names(columns, place, inside))
    if found.parts["liked"][place] > 0.05:
        _tell_liking(columns, taste, place, tell)
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
            reasons.append(Reason(code=ReasonCode.NEVER_COOKED))
        elif last >= LONG_AGO_DAYS:
            reasons.append(Reason(code=ReasonCode.LONG_AGO, data={"days": round(float(last))}))
    against = [person.name for person in request.people if _has(columns, place, person.dislikes)]
    if against:
        reasons.append(Reason(code=ReasonCode.DISLIKED, data={"people": against}))
    if columns.unsure[place]:
        reasons.append(Reason(code=ReasonCode.NOT_CHECKED))
    return tuple(reasons)


def _tell_stock(columns: BookColumns, request: Request, found: Ranked, place: int, tell: object) -> None:
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
        tell("expiring", ReasonCode.USES_EXPIRING, foods=foods, days=soon[0][0])
    share = float(found.parts["in_house"][place])
    if share >= ENOUGH_IN_HOUSE:
        tell("in_house", ReasonCode.IN_HOUSE, share=round(share, 2))


def _tell_liking(columns: BookColumns, taste: Taste, place: int, tell: object) -> None:
    assert callable(tell)
    stars = float(taste.stars[place])
    if stars >= LIKED_STARS:
        tell("liked", ReasonCode.LIKED, stars=round(stars, 1))
        return
    foods = columns.foods_of(place)
    best = max(foods, key=lambda number: (float(taste.food[number]), -number), default=0)
    cuisine = int(columns.cuisine[place])
    if taste.cuisine[cuisine] > max(float(taste.food[best]), 0.1):
        tell("liked", ReasonCode.LIKES_CUISINE, cuisine=columns.cuisines[cuisine])
    elif taste.food[best] > 0.1:
        tell("liked", ReasonCode.LIKES_FOOD, food=food_table().names[best])


def _names(columns: BookColumns, place: int, wanted: np.typing.NDArray[np.float32]) -> list[str]:
    names = food_table().names
    return [names[number] for number in columns.foods_of(place) if wanted[number]][:MOST_FOODS]


def _has(columns: BookColumns, place: int, words: tuple[str, ...]) -> bool:
    numbers = set(columns.foods_of(place))
    return columns.ids[place] in words or any(number in numbers for number in named_foods(words))

"""A week as it could be: what is asked for, made into a choice (`balance`), and told with its reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final
from uuid import uuid4

import numpy as np

from custom_components.hearthtech.kitchen.people.model import Person
from custom_components.hearthtech.kitchen.suggest.columns import TAGS, BookColumns
from custom_components.hearthtech.kitchen.suggest.model import Answer, Reason, ReasonCode, Request
from custom_components.hearthtech.kitchen.suggest.pick import Profiles, admitted
from custom_components.hearthtech.kitchen.suggest.rank import WEIGHTS, Ranked, ranked, stock_of
from custom_components.hearthtech.kitchen.suggest.reasons import reasons_for
from custom_components.hearthtech.kitchen.suggest.taste import Taste

from .balance import Choice, Doubles, FixedMeal, OpenMeal, Week, missed_by_day, solve
from .meal import Meal, Slot

POOL: Final = 80
"""How many of the best recipes of each meal come into question."""
SHARE_OF_DAY: Final = {
    Slot.BREAKFAST: 0.20,
    Slot.LUNCH: 0.30,
    Slot.DINNER: 0.30,
    Slot.SNACK: 0.20,
    Slot.OTHER: 0.30,
}
"""Of the day's energy. Meals that are not planned here are eaten somewhere else.

Source: British Nutrition Foundation, "Healthy eating in practice", on the advice of the government of the United
Kingdom: 20 % at breakfast, 30 % at lunch, 30 % at dinner, 20 % for snacks and drinks.
"""
MOST_MEALS: Final = 28
MISSED: Final = 0.05
"""A target that is missed by less than this share of it is met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MealWish:
    """One meal that is to be proposed."""

    day: date
    starts_at: datetime
    slot: Slot
    people: tuple[Person, ...] = ()
    max_time_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekWish:
    """What is asked for. `kept` are meals that stay as they are; `day_of` gives the day of each by its id."""

    days: tuple[date, ...]
    meals: tuple[MealWish, ...]
    request: Request
    kept: tuple[Meal, ...] = ()
    day_of: Mapping[str, date] = field(default_factory=dict)
    targets: Mapping[str, tuple[float | None, float | None]] = field(default_factory=dict)
    """For a whole day: (at least, at most) by INFOODS tag."""
    leftovers: int = 0
    """How many lunches may be what was cooked the evening before."""
    apart: int = 7
    """A recipe comes again after so many days at the earliest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedMeal:
    """A meal of the proposal; `meal.id` is made already, so that leftovers can name what they are from."""

    meal: Meal
    day: date
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A week that could be planned; it is not, until it is accepted."""

    id: str = ""
    answer: Answer
    meals: tuple[ProposedMeal, ...] = ()
    open: tuple[MealWish, ...] = ()
    """Meals for which nothing could be found."""
    score: float = 0.0
    parts: Mapping[str, float] = field(default_factory=dict)
    missed: Mapping[str, float] = field(default_factory=dict)
    """Targets that the week misses, by INFOODS tag, as mean share of a day's target."""
    replaces: tuple[str, ...] = ()
    """Ids of planned meals that give way when it is accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pool:
    """The recipes for one kind of meal."""

    found: Ranked
    request: Request
    places: tuple[int, ...]


def propose(columns: BookColumns, taste: Taste, wish: WeekWish, profiles: Profiles) -> Proposal:
    """Propose a week. Blocks."""
    if not len(columns):
        return Proposal(answer=Answer.EMPTY_BOOK, open=wish.meals)
    pools = _pools(columns, taste, wish, profiles)
    cooked, eaten_later = _with_leftovers(wish)
    week, places = week_of(columns, wish, [(meal, pools[_kind(meal)]) for meal in cooked], eaten_later)
    choice = solve(week)
    return _told(columns, taste, wish, cooked, eaten_later, pools, week, places, choice)


def week_for(columns: BookColumns, taste: Taste, wish: WeekWish, profiles: Profiles) -> Week:
    """The problem that a wish stands for, as `propose` solves it."""
    pools = _pools(columns, taste, wish, profiles)
    cooked, eaten_later = _with_leftovers(wish)
    return week_of(columns, wish, [(meal, pools[_kind(meal)]) for meal in cooked], eaten_later)[0]


def week_of(
    columns: BookColumns,
    wish: WeekWish,
    cooked: Sequence[tuple[MealWish, _Pool]],
    eaten_later: Mapping[int, MealWish],
) -> tuple[Week, list[int]]:
    """The week as a problem, and the row of each of its recipes."""
    kept_places = {meal.id: columns.place(meal.recipe_id) for meal in wish.kept if meal.recipe_id}
    used = {place for _, pool in cooked for place in pool.places}
    used |= {place for place in kept_places.values() if place is not None}
    places = sorted(used)
    number = {place: at for at, place in enumerate(places)}
    days = {day: at for at, day in enumerate(wish.days)}
    meals = []
    for at, (meal, pool) in enumerate(cooked):
        expiring = WEIGHTS["expiring"] * pool.found.parts["expiring"]
        own = (pool.found.score - expiring)[list(pool.places)].astype(np.float64)
        later = eaten_later.get(at)
        meals.append(
            OpenMeal(
                days=(days[meal.day], *(() if later is None else (days[later.day],))),
                recipes=tuple(number[place] for place in pool.places),
                own=own,
            )
        )
    low, high = _targets_by_day(wish)
    _, urgency = stock_of(wish.request)
    urgent = np.flatnonzero(urgency > 0)
    uses = np.zeros((len(places), len(urgent)), bool)
    for at, place in enumerate(places):
        uses[at] = np.isin(urgent, columns.foods_of(place))
    fixed = tuple(
        _fixed(columns, meal, days[wish.day_of[meal.id]], kept_places.get(meal.id), number)
        for meal in wish.kept
    )
    return Week(
        days=len(wish.days),
        meals=tuple(meals),
        figures=columns.figures[places].astype(np.float64).reshape(len(places), len(TAGS)),
        low=low,
        high=high,
        source=columns.source[places].astype(np.int64),
        cuisine=columns.cuisine[places].astype(np.int64),
        uses=uses,
        fixed=fixed,
        apart=wish.apart,
    ), places


def _pools(
    columns: BookColumns, taste: Taste, wish: WeekWish, profiles: Profiles
) -> dict[tuple[object, ...], _Pool]:
    pools: dict[tuple[object, ...], _Pool] = {}
    for meal in wish.meals:
        if (kind := _kind(meal)) in pools:
            continue
        request = replace(
            wish.request,
            when=meal.starts_at,
            people=meal.people,
            slot=meal.slot,
            max_time_s=meal.max_time_s,
            left_of_day={},
        )
        found = ranked(columns, taste, request)
        places, _, _ = admitted(columns, meal.people, found, profiles, POOL)
        pools[kind] = _Pool(found=found, request=request, places=tuple(places))
    return pools


def _kind(meal: MealWish) -> tuple[object, ...]:
    return meal.slot, meal.max_time_s, tuple(person.id for person in meal.people)


def _with_leftovers(wish: WeekWish) -> tuple[list[MealWish], dict[int, MealWish]]:
    """The meals that are cooked, and for some of them (by place) the lunch of the next day that is eaten from it."""
    later: dict[tuple[date, Slot], MealWish] = {}
    left = wish.leftovers
    dinners = {meal.day: meal for meal in wish.meals if meal.slot is Slot.DINNER}
    for meal in wish.meals:
        before = next((day for day in wish.days if (meal.day - day).days == 1), None)
        dinner = None if before is None else dinners.get(before)
        who = {person.id for person in meal.people}
        if not left or meal.slot is not Slot.LUNCH or dinner is None:
            continue
        # Whoever eats the leftovers was thought of when it was cooked.
        if who <= {person.id for person in dinner.people}:
            later[dinner.day, dinner.slot] = meal
            left -= 1
    gone = {id(meal) for meal in later.values()}
    cooked = [meal for meal in wish.meals if id(meal) not in gone]
    return cooked, {
        at: later[meal.day, meal.slot] for at, meal in enumerate(cooked) if (meal.day, meal.slot) in later
    }


def _targets_by_day(wish: WeekWish) -> tuple[Doubles, Doubles]:
    low = np.full((len(wish.days), len(TAGS)), np.nan)
    high = np.full((len(wish.days), len(TAGS)), np.nan)
    for at, day in enumerate(wish.days):
        slots = [meal.slot for meal in wish.meals if meal.day == day]
        slots += [meal.slot for meal in wish.kept if wish.day_of[meal.id] == day and meal.recipe_id]
        share = min(sum(SHARE_OF_DAY[slot] for slot in slots), 1.0)
        for tag, (least, most) in wish.targets.items() if share else ():
            if tag in TAGS:
                low[at, TAGS.index(tag)] = np.nan if least is None else least * share
                high[at, TAGS.index(tag)] = np.nan if most is None else most * share
    return low, high


def _fixed(
    columns: BookColumns, meal: Meal, day: int, place: int | None, number: Mapping[int, int]
) -> FixedMeal:
    if place is None:
        return FixedMeal(day=day)
    return FixedMeal(
        day=day,
        recipe=number[place],
        source=int(columns.source[place]),
        cuisine=int(columns.cuisine[place]),
        figures=np.nan_to_num(columns.figures[place].astype(np.float64)),
    )


def _told(
    columns: BookColumns,
    taste: Taste,
    wish: WeekWish,
    cooked: Sequence[MealWish],
    eaten_later: Mapping[int, MealWish],
    pools: Mapping[tuple[object, ...], _Pool],
    week: Week,
    places: Sequence[int],
    choice: Choice,
) -> Proposal:
    meals: list[ProposedMeal] = []
    left_open: list[MealWish] = []
    for at, (meal, recipe) in enumerate(zip(cooked, choice.recipes, strict=True)):
        later = eaten_later.get(at)
        if recipe < 0:
            left_open += [meal] if later is None else [meal, later]
            continue
        place, pool = places[recipe], pools[_kind(meal)]
        reasons = reasons_for(columns, taste, pool.request, pool.found, place)
        planned = _meal(columns, meal, place)
        meals.append(ProposedMeal(meal=planned, day=meal.day, reasons=reasons))
        if later is not None:
            eaten = replace(_meal(columns, later, place), leftover_of=planned.id)
            why = (Reason(code=ReasonCode.LEFTOVERS),)
            meals.append(ProposedMeal(meal=eaten, day=later.day, reasons=why))
    meals.sort(key=lambda one: (one.meal.starts_at, one.meal.slot))
    answer = Answer.FOUND
    if not meals:
        none_safe = all(not pool.found.unwished for pool in pools.values())
        answer = Answer.NOTHING_SAFE if none_safe else Answer.NOTHING_FITS
    return Proposal(
        id=uuid4().hex,
        answer=answer,
        meals=tuple(meals),
        open=tuple(left_open),
        score=choice.score,
        parts=choice.parts,
        missed=missed_targets(week, choice.recipes) if meals else {},
    )


def missed_targets(week: Week, recipes: Sequence[int]) -> dict[str, float]:
    """Which targets a choice misses, and by which share of a day's target in the mean of the days."""
    missed = missed_by_day(week, recipes).mean(axis=0)
    return {tag: round(float(share), 3) for tag, share in zip(TAGS, missed, strict=True) if share > MISSED}


def _meal(columns: BookColumns, wish: MealWish, place: int) -> Meal:
    return Meal(
        id=uuid4().hex,
        starts_at=wish.starts_at,
        slot=wish.slot,
        recipe_id=columns.ids[place],
        words=columns.names[place],
        servings=float(len(wish.people)) or None,
        people=tuple(person.id for person in wish.people),
    )

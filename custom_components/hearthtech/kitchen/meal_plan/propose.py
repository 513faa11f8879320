"""Propose a week: convert the request to an optimization problem (`week_optimizer`); explain the result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final
from uuid import uuid4

from ..numeric import Bools, np
from ..people.model import Person
from ..people.portions import portions_for
from ..suggestions.feature_matrix import BookColumns, food_table
from ..suggestions.figures import TAGS
from ..suggestions.model import (
    EmptyExplanation,
    ReasonCode,
    SuggestionOutcome,
    SuggestionReason,
    SuggestionRequest,
)
from ..suggestions.rank import WEIGHTS, Ranked, ranked, stock_of
from ..suggestions.reasons import reasons_for
from ..suggestions.selection import Profiles, admitted, explain
from ..suggestions.taste import Taste
from .meal import Meal, MealSlot
from .repeats import repeat_penalties, same_dinners
from .week_optimizer import ChosenWeek, Doubles, FixedMeal, OpenMeal, Week, counted_days, missed_by_day, solve

POOL: Final = 80
"""Number of the best recipes for each meal that are considered."""
SHARE_OF_DAY: Final = {
    MealSlot.BREAKFAST: 0.20,
    MealSlot.LUNCH: 0.30,
    MealSlot.DINNER: 0.30,
    MealSlot.SNACK: 0.20,
    MealSlot.OTHER: 0.30,
}
"""Share of the day's energy. Meals that are not planned here are eaten elsewhere.

Source: British Nutrition Foundation, "Healthy eating in practice", on the advice of the government of the United
Kingdom: 20 % at breakfast, 30 % at lunch, 30 % at dinner, 20 % for snacks and drinks.
"""
MOST_MEALS: Final = 28
MISSED: Final = 0.05
"""A target missed by less than this share counts as met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MealWish:
    """One meal to be proposed."""

    day: date
    starts_at: datetime
    slot: MealSlot
    people: tuple[Person, ...] = ()
    max_time_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekWish:
    """The request. `kept` are meals that are not changed; `day_of` gives the day of each by its id."""

    days: tuple[date, ...]
    meals: tuple[MealWish, ...]
    request: SuggestionRequest
    kept: tuple[Meal, ...] = ()
    day_of: Mapping[str, date] = field(default_factory=dict)
    targets: Mapping[str, tuple[float | None, float | None]] = field(default_factory=dict)
    """Per day: (at least, at most) by INFOODS tag."""
    leftovers: int = 0
    """Greatest number of lunches from leftovers of the evening before."""
    eaten_before: Mapping[str, int] = field(default_factory=dict)
    """Planned meals of the weeks before: days before the first day, by recipe id."""
    apart: int = 7
    """Least number of days before the same dinner is proposed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedMeal:
    """A meal of the proposal; `meal.id` is already created, so that leftovers can refer to their meal."""

    meal: Meal
    day: date
    reasons: tuple[SuggestionReason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekProposal:
    """A proposed week; it is planned only when it is accepted."""

    id: str = ""
    answer: SuggestionOutcome
    meals: tuple[ProposedMeal, ...] = ()
    open: tuple[MealWish, ...] = ()
    """Meals for which nothing was found."""
    score: float = 0.0
    parts: Mapping[str, float] = field(default_factory=dict)
    missed: Mapping[str, float] = field(default_factory=dict)
    """Targets that the week misses, by INFOODS tag: mean share of a day's target, over the days counted."""
    not_counted: tuple[str, ...] = ()
    """Ids of the meals, proposed or kept, with an unknown figure for a target: `missed` leaves out their days."""
    unknown_targets: tuple[str, ...] = ()
    """INFOODS tags of the targets that no day counts."""
    explanation: EmptyExplanation | None = None
    """Why a meal is left open: the largest cause."""
    replaces: tuple[str, ...] = ()
    """Ids of planned meals that are replaced when it is accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pool:
    """The recipes for one kind of meal."""

    found: Ranked
    request: SuggestionRequest
    places: tuple[int, ...]
    explanation: EmptyExplanation | None = None


def propose(columns: BookColumns, taste: Taste, wish: WeekWish, profiles: Profiles) -> WeekProposal:
    """Propose a week. Blocks."""
    if not len(columns):
        return WeekProposal(answer=SuggestionOutcome.EMPTY_BOOK, open=wish.meals)
    pools = _pools(columns, taste, wish, profiles)
    cooked, eaten_later = _with_leftovers(wish)
    week, places = week_of(columns, wish, [(meal, pools[_kind(meal)]) for meal in cooked], eaten_later)
    choice = solve(week)
    return _proposal_of(columns, taste, wish, cooked, eaten_later, pools, week, places, choice)


def week_for(columns: BookColumns, taste: Taste, wish: WeekWish, profiles: Profiles) -> Week:
    """The optimization problem of a wish, as `propose` solves it."""
    pools = _pools(columns, taste, wish, profiles)
    cooked, eaten_later = _with_leftovers(wish)
    return week_of(columns, wish, [(meal, pools[_kind(meal)]) for meal in cooked], eaten_later)[0]


def week_of(
    columns: BookColumns,
    wish: WeekWish,
    cooked: Sequence[tuple[MealWish, _Pool]],
    eaten_later: Mapping[int, MealWish],
) -> tuple[Week, list[int]]:
    """The optimization problem, and the row of each of its recipes."""
    kept_places = {meal.id: columns.place(meal.recipe_id) for meal in wish.kept if meal.recipe_id}
    used = {place for _, pool in cooked for place in pool.places}
    used |= {place for place in kept_places.values() if place is not None}
    places = sorted(used)
    number = {place: at for at, place in enumerate(places)}
    days = {day: at for at, day in enumerate(wish.days)}
    eaten = {
        place: days for one, days in wish.eaten_before.items() if (place := columns.place(one)) is not None
    }
    groups = same_dinners(columns, sorted({*places, *eaten}))
    again = repeat_penalties(eaten, groups, places, wish.apart)
    meals = []
    for at, (meal, pool) in enumerate(cooked):
        expiring = WEIGHTS["expiring"] * pool.found.parts["expiring"]
        own = (pool.found.score - expiring)[list(pool.places)].astype(np.float64)
        own -= [again[place] for place in pool.places]
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
        figures=(columns.figures[places] * columns.helping[places][:, None])
        .astype(np.float64)
        .reshape(len(places), len(TAGS)),
        low=low,
        high=high,
        source=columns.source[places].astype(np.int64),
        cuisine=columns.cuisine[places].astype(np.int64),
        uses=uses,
        group=tuple(groups[place] for place in places),
        until=_last_days(wish, urgent.tolist()),
        fixed=fixed,
        apart=wish.apart,
    ), places


def _last_days(wish: WeekWish, foods: Sequence[int]) -> tuple[int, ...]:
    """By food number: the day of the week by which the first item of it expires."""
    numbers = food_table().numbers
    last: dict[int, int] = {}
    for thing in wish.request.stock:
        number = numbers.get(thing.food)
        if number is not None and thing.days_left is not None and thing.days_left >= 0:
            last[number] = min(last.get(number, thing.days_left), thing.days_left)
    return tuple(last.get(number, 0) for number in foods)


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
        chosen = admitted(columns, meal.people, found, profiles, POOL)
        explanation = None
        if not chosen.places:
            explanation = explain(columns, request, found, chosen, profiles)
        pools[kind] = _Pool(
            found=found, request=request, places=tuple(chosen.places), explanation=explanation
        )
    return pools


def _kind(meal: MealWish) -> tuple[object, ...]:
    return meal.slot, meal.max_time_s, tuple(person.id for person in meal.people)


def _with_leftovers(wish: WeekWish) -> tuple[list[MealWish], dict[int, MealWish]]:
    """The cooked meals, and for some of them (by index) the lunch of the next day with its leftovers."""
    later: dict[tuple[date, MealSlot], MealWish] = {}
    left = wish.leftovers
    dinners = {meal.day: meal for meal in wish.meals if meal.slot is MealSlot.DINNER}
    for meal in wish.meals:
        before = next((day for day in wish.days if (meal.day - day).days == 1), None)
        dinner = None if before is None else dinners.get(before)
        who = {person.id for person in meal.people}
        if not left or meal.slot is not MealSlot.LUNCH or dinner is None:
            continue
        # The people who eat the leftovers were already considered for the cooked meal.
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
        figures=(columns.figures[place] * columns.helping[place]).astype(np.float64),
    )


def _proposal_of(
    columns: BookColumns,
    taste: Taste,
    wish: WeekWish,
    cooked: Sequence[MealWish],
    eaten_later: Mapping[int, MealWish],
    pools: Mapping[tuple[object, ...], _Pool],
    week: Week,
    places: Sequence[int],
    choice: ChosenWeek,
) -> WeekProposal:
    meals: list[ProposedMeal] = []
    left_open: list[MealWish] = []
    for at, (meal, recipe) in enumerate(zip(cooked, choice.recipes, strict=True)):
        later = eaten_later.get(at)
        if recipe < 0:
            left_open += [meal] if later is None else [meal, later]
            continue
        place, pool = places[recipe], pools[_kind(meal)]
        reasons = reasons_for(columns, taste, _on_day(pool.request, meal, wish), pool.found, place)
        planned = _meal(columns, meal, place)
        meals.append(ProposedMeal(meal=planned, day=meal.day, reasons=reasons))
        if later is not None:
            eaten = replace(_meal(columns, later, place), leftover_of=planned.id)
            why = (SuggestionReason(code=ReasonCode.LEFTOVERS),)
            meals.append(ProposedMeal(meal=eaten, day=later.day, reasons=why))
    meals.sort(key=lambda one: (one.meal.starts_at, one.meal.slot))
    answer = SuggestionOutcome.FOUND
    if not meals:
        none_safe = all(not pool.found.unwished for pool in pools.values())
        answer = SuggestionOutcome.NOTHING_SAFE if none_safe else SuggestionOutcome.NOTHING_FITS
    return WeekProposal(
        id=uuid4().hex,
        answer=answer,
        meals=tuple(meals),
        open=tuple(left_open),
        score=choice.score,
        parts=choice.parts,
        missed=missed_targets(week, choice.recipes) if meals else {},
        not_counted=_not_counted(columns, wish, meals),
        unknown_targets=_unknown_targets(week, choice.recipes) if meals else (),
        explanation=next((pool.explanation for pool in pools.values() if pool.explanation is not None), None),
    )


def _on_day(request: SuggestionRequest, meal: MealWish, wish: WeekWish) -> SuggestionRequest:
    """The request with the days left on the day of a meal, so that its reasons name the right day."""
    passed = (meal.day - wish.days[0]).days
    stock = tuple(
        thing if thing.days_left is None else replace(thing, days_left=thing.days_left - passed)
        for thing in request.stock
    )
    return replace(request, stock=stock, day=meal.day)


def missed_targets(week: Week, recipes: Sequence[int]) -> dict[str, float]:
    """The targets that a choice misses, each as a share of a day's target in the mean of the days.

    Days with a meal whose figure is unknown are left out; so are targets without any other day.
    """
    missed, counted = missed_by_day(week, recipes), counted_days(week, recipes)
    found: dict[str, float] = {}
    for at, tag in enumerate(TAGS):
        days = counted[:, at]
        share = float(missed[days, at].mean()) if days.any() else 0.0
        if share > MISSED:
            found[tag] = round(share, 3)
    return found


def _unknown_targets(week: Week, recipes: Sequence[int]) -> tuple[str, ...]:
    limits: Bools = ~np.isnan(week.low) | ~np.isnan(week.high)
    limited = np.atleast_1d(limits.any(axis=0))
    counted = np.atleast_1d(counted_days(week, recipes).any(axis=0))
    return tuple(tag for at, tag in enumerate(TAGS) if limited[at] and not counted[at])


def _not_counted(columns: BookColumns, wish: WeekWish, meals: Sequence[ProposedMeal]) -> tuple[str, ...]:
    """Meals with an unknown figure for one of the targets, or without a recipe of the book."""
    limited = [TAGS.index(tag) for tag in wish.targets if tag in TAGS]
    if not limited:
        return ()
    found = []
    for meal in (*(one.meal for one in meals), *wish.kept):
        place = None if meal.recipe_id is None else columns.place(meal.recipe_id)
        if place is None or any(np.isnan(columns.figures[place, tag]) for tag in limited):
            found.append(meal.id)
    return tuple(found)


def _meal(columns: BookColumns, wish: MealWish, place: int) -> Meal:
    return Meal(
        id=uuid4().hex,
        starts_at=wish.starts_at,
        slot=wish.slot,
        recipe_id=columns.ids[place],
        words=columns.names[place],
        servings=portions_for(wish.people, wish.day.year) * float(columns.helping[place]) or None,
        people=tuple(person.id for person in wish.people),
    )

"""Requests, suggestions and their reasons. Reasons are codes with data; `messages` makes sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from ..meal_plan.meal import MealSlot
from ..people.model import Person
from .dish_category import DishKind


class ReasonCode(StrEnum):
    """Why a recipe is suggested, or (`NOT_CHECKED` and below) notes about it."""

    USES_EXPIRING = "uses_expiring"
    """`foods`: expiring items, by their names in the household; `days`: until the first of them.

    In a week also `weekday`: 0 is Monday.
    """
    IN_HOUSE = "in_house"
    """`share`: share of all its lines that is in stock, 0–1; `unknown`: lines that are not known, if any."""
    IN_SEASON = "in_season"
    """`foods`."""
    LIKED = "liked"
    """`stars`: the mean of the household's ratings."""
    LIKES_FOOD = "likes_food"
    """`food`: dishes with it were liked, and it is in few other recipes of the book."""
    LIKES_CUISINE = "likes_cuisine"
    """`cuisine`."""
    FAVORITE = "favorite"
    """`people`: names of those who like it."""
    QUICK = "quick"
    """`minutes`."""
    ONE_POT = "one_pot"
    LONG_AGO = "long_ago"
    """`days` since it was cooked."""
    NEVER_COOKED = "never_cooked"
    FITS_THE_DAY = "fits_the_day"
    """It fits the remainder of the day's intake."""
    LEFTOVERS = "leftovers"
    """In a week: leftovers of the day before are eaten."""
    FROZEN = "frozen"
    """In a week: frozen portions are eaten. `days`: until they should be; `name`."""
    DISLIKED = "disliked"
    """`people`: names of those who don't like something in it."""
    NOT_CHECKED = "not_checked"
    """Not all ingredients could be checked for allergens."""
    DECLARED = "declared"
    """Its nutrition is that which its page declares; the kitchen could not compute it.

    `people`: names of those whose diet (diabetic, kidney) it suits only by the declared figures, if any.
    """
    NOT_COUNTED = "not_counted"
    """Its nutrition is unknown; targets do not count it."""
    SERVINGS_ESTIMATED = "servings_estimated"
    """`servings`: the page does not state how many people it feeds."""


class SuggestionOutcome(StrEnum):
    """The outcome of a request."""

    FOUND = "found"
    EMPTY_BOOK = "empty_book"
    NOTHING_SAFE = "nothing_safe"
    """Every matching recipe contains, or may contain, an allergen of somebody, or breaks a diet."""
    DIETS_CONTRADICT = "diets_contradict"
    """No recipe keeps all these diets at once, though each alone could be kept."""
    NOTHING_FITS = "nothing_fits"
    """No recipe matches the wishes (time, pots, ingredients)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionReason:
    """One reason, for one sentence."""

    code: ReasonCode
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """A pantry item for suggestions: its entry of the food database, and the days left."""

    food: str
    days_left: int | None = None
    name: str = ""
    """Its name in the household."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionRequest:
    """A request. Empty means: no restriction. Times in s."""

    when: datetime
    """The time of the meal; its month determines the season."""
    people: tuple[Person, ...] = ()
    stock: tuple[Stock, ...] = ()
    slot: MealSlot | None = None
    max_time_s: float | None = None
    burners: int | None = None
    """Greatest number of pots on the stove at once."""
    use_up: bool = False
    """Only recipes that use an expiring item."""
    in_season: bool = False
    """Only recipes with a food that is in season, and none that is out of season."""
    with_foods: tuple[str, ...] = ()
    without_foods: tuple[str, ...] = ()
    """Entries of the food database or names of groups (`fish`, `meat`), each meaning its family of foods.

    A preference, not a check for allergens.
    """
    left_of_day: Mapping[str, tuple[float | None, float | None]] = field(default_factory=dict)
    """The remaining targets of each person today, on average, by INFOODS tag: (at least, at most)."""
    latitude: float | None = None
    not_these: frozenset[str] = frozenset()
    """Ids of excluded recipes."""
    limit: int = 5
    day: date | None = None
    """In a week: the day of the meal, so that reasons name the day by which something expires."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A recipe, with its score (only the order has a meaning) and the reasons, strongest first."""

    recipe_id: str
    name: str
    score: float
    reasons: tuple[SuggestionReason, ...]
    total_time_s: float | None = None
    parts: Mapping[str, float] = field(default_factory=dict)
    """The parts of the score."""
    kind: DishKind = DishKind.UNKNOWN
    confidence: float = 0.0
    """Of the kind, 0–1."""
    per_serving: Mapping[str, float | None] = field(default_factory=dict)
    """By INFOODS tag; `None` if unknown."""
    declared: bool = False
    """Whether `per_serving` is what the page declares."""
    servings: float | None = None
    servings_estimated: bool = False


class EmptyCause(StrEnum):
    """The largest cause of an empty answer."""

    NOT_CHECKED = "not_checked"
    """For a severe need. `lines`: those to look at."""
    CONTAINS = "contains"
    DIET = "diet"
    UNKNOWN_FIGURES = "unknown_figures"
    """A diet about amounts, and figures that are not known."""
    KIND = "kind"
    """Of another kind than the meal needs."""
    TIME = "time"
    POTS = "pots"
    WITH = "with"
    WITHOUT = "without"
    USE_UP = "use_up"
    SEASON = "season"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyExplanation:
    """Why there is no suggestion: the cause that excludes the most recipes, with their number."""

    cause: EmptyCause
    count: int
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """The best recipes, and the numbers of excluded recipes by cause."""

    answer: SuggestionOutcome
    found: tuple[Suggestion, ...] = ()
    book: int = 0
    """Number of all recipes."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """By `harm`, `diet`, `unknown_figures`, `wishes`: excluded recipes, each counted once, in this order."""
    explanation: EmptyExplanation | None = None
    """Of an empty answer."""

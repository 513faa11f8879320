"""What is asked, and what is suggested with which reasons. Reasons are codes with data; `words` makes sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from custom_components.hearthtech.kitchen.people.model import Person
from custom_components.hearthtech.kitchen.plan.meal import Slot


class ReasonCode(StrEnum):
    """Why a recipe is suggested, or (`NOT_CHECKED` and below) what should be known of it."""

    USES_EXPIRING = "uses_expiring"
    """`foods`: what should be used soon, as the household calls it; `days`: until the first of them."""
    IN_HOUSE = "in_house"
    """`share`: how much of what it needs is there, 0–1."""
    IN_SEASON = "in_season"
    """`foods`."""
    LIKED = "liked"
    """`stars`: the mean of the household's stars."""
    LIKES_FOOD = "likes_food"
    """`food`: dishes with it were liked."""
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
    """It suits what is left of the day's intake."""
    LEFTOVERS = "leftovers"
    """In a week: what was cooked the day before is eaten."""
    VARIETY = "variety"
    """In a week: its kind was not on the table for a while."""
    DISLIKED = "disliked"
    """`people`: names of those who don't like something in it."""
    NOT_CHECKED = "not_checked"
    """Not all of its ingredients could be checked for allergens."""


class Answer(StrEnum):
    """How the question came out."""

    FOUND = "found"
    EMPTY_BOOK = "empty_book"
    NOTHING_SAFE = "nothing_safe"
    """Every recipe that fits the wishes holds, or may hold, what would harm somebody, or breaks a diet."""
    DIETS_CONTRADICT = "diets_contradict"
    """Nothing in the book keeps all these diets at once, though each alone could be kept."""
    NOTHING_FITS = "nothing_fits"
    """The wishes (time, pots, ingredients) leave nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason, for one sentence."""

    code: ReasonCode
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """A thing in the house as suggestions see it: its entry of the food database, and the days it has left."""

    food: str
    days_left: int | None = None
    name: str = ""
    """What the household calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked. Empty means: no matter. Times in s."""

    when: datetime
    """The moment of the meal; its month is what season goes by."""
    people: tuple[Person, ...] = ()
    stock: tuple[Stock, ...] = ()
    slot: Slot | None = None
    max_time_s: float | None = None
    burners: int | None = None
    """How many pots can be on the stove at once."""
    use_up: bool = False
    """Only what uses something that expires soon."""
    in_season: bool = False
    """Only what has something that is in season now, and nothing that is out of it."""
    with_foods: tuple[str, ...] = ()
    without_foods: tuple[str, ...] = ()
    """Entries of the food database: a wish, not a check for allergens."""
    left_of_day: Mapping[str, tuple[float | None, float | None]] = field(default_factory=dict)
    """What each person should still eat today, on average, by INFOODS tag: (at least, at most)."""
    latitude: float | None = None
    not_these: frozenset[str] = frozenset()
    """Ids of recipes that are not wanted."""
    limit: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A recipe, with its score (only its order means something) and the reasons, strongest first."""

    recipe_id: str
    name: str
    score: float
    reasons: tuple[Reason, ...]
    total_time_s: float | None = None
    parts: Mapping[str, float] = field(default_factory=dict)
    """The score, by what it is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """The best, and how many recipes were left out for which cause."""

    answer: Answer
    found: tuple[Suggestion, ...] = ()
    book: int = 0
    """Recipes there are."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """By `harm`, `diet`, `wishes`: recipes left out, each counted once, in this order."""

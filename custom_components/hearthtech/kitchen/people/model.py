"""A person of the household, with what is known of their health. It stays in the household's own book."""

from dataclasses import dataclass, field
from enum import StrEnum


class Allergen(StrEnum):
    """The EU's 14 (Regulation 1169/2011, annex II); they hold the nine of the US FALCPA and FASTER acts."""

    GLUTEN = "gluten"
    CRUSTACEANS = "crustaceans"
    EGGS = "eggs"
    FISH = "fish"
    PEANUTS = "peanuts"
    SOYBEANS = "soybeans"
    MILK = "milk"
    NUTS = "nuts"
    CELERY = "celery"
    MUSTARD = "mustard"
    SESAME = "sesame"
    SULPHITES = "sulphites"
    LUPIN = "lupin"
    MOLLUSCS = "molluscs"


class Severity(StrEnum):
    """What happens when they eat it. For `SEVERE`, what is not checked is treated as if it contained it."""

    MILD = "mild"
    SEVERE = "severe"


class Diet(StrEnum):
    """schema.org `RestrictedDiet`, and three that clinics ask for."""

    DIABETIC = "diabetic"
    GLUTEN_FREE = "gluten_free"
    HALAL = "halal"
    HINDU = "hindu"
    KOSHER = "kosher"
    LOW_CALORIE = "low_calorie"
    LOW_FAT = "low_fat"
    LOW_LACTOSE = "low_lactose"
    LOW_SALT = "low_salt"
    VEGAN = "vegan"
    VEGETARIAN = "vegetarian"
    LOW_FODMAP = "low_fodmap"
    KIDNEY = "kidney"
    CARBOHYDRATE_COUNTING = "carbohydrate_counting"
    """Diabetic: nothing is forbidden, every meal tells its carbohydrate."""


class Sex(StrEnum):
    """As the tables of reference intakes know it."""

    FEMALE = "female"
    MALE = "male"


class Activity(StrEnum):
    """Physical activity levels of the Dietary Reference Intakes for energy (Institute of Medicine, 2005)."""

    SEDENTARY = "sedentary"
    LIGHT = "light"
    ACTIVE = "active"
    VERY_ACTIVE = "very_active"


class Goal(StrEnum):
    """What the energy target is made for."""

    LOSE = "lose"
    KEEP = "keep"
    GAIN = "gain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One who eats here. Only the name is needed; what is unknown is unknown, and nothing is guessed from it."""

    id: str = ""
    name: str
    birth_year: int | None = None
    sex: Sex | None = None
    height_cm: float | None = None
    weight_kg: float | None = None
    activity: Activity | None = None
    goal: Goal = Goal.KEEP
    diets: frozenset[Diet] = frozenset()
    allergens: dict[Allergen, Severity] = field(default_factory=dict)
    avoids: tuple[str, ...] = ()
    """Foods outside the 14 that they can't eat, in their own words ("kiwi"); treated as severe."""
    dislikes: tuple[str, ...] = ()
    favorites: tuple[str, ...] = ()
    """Foods or ids of recipes."""
    targets: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)
    """A day's own targets by INFOODS tag: (at least, at most); they go before the reference intakes."""
    home_assistant_person: str | None = None
    """The id of who they are outside, for presence; the kitchen does not read it."""

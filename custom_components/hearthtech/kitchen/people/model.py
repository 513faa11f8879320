"""A person of the household, with health data. Stored only in the household's own book."""

from dataclasses import dataclass, field
from enum import StrEnum


class Allergen(StrEnum):
    """The EU's 14 (Regulation 1169/2011, annex II).

    They include the nine of the US FALCPA and FASTER acts.
    """

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
    """The severity of a reaction. For `SEVERE`, unchecked food is treated as if it contained it."""

    MILD = "mild"
    SEVERE = "severe"


class Diet(StrEnum):
    """schema.org `RestrictedDiet`, and other common or clinical diets."""

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
    PESCATARIAN = "pescatarian"
    LOW_FODMAP = "low_fodmap"
    LOW_HISTAMINE = "low_histamine"
    PREGNANCY = "pregnancy"
    KIDNEY = "kidney"
    CARBOHYDRATE_COUNTING = "carbohydrate_counting"
    """Diabetic: nothing is forbidden, every meal reports its carbohydrate."""

    @classmethod
    def _missing_(cls, value: object) -> Diet | None:
        """Return the diet of another common name: `histamine`, `pescetarian`."""
        return _OTHER_NAMES.get(value) if isinstance(value, str) else None


_OTHER_NAMES = {
    "histamine": Diet.LOW_HISTAMINE,
    "histamine_free": Diet.LOW_HISTAMINE,
    "fodmap": Diet.LOW_FODMAP,
    "lactose_free": Diet.LOW_LACTOSE,
    "pescetarian": Diet.PESCATARIAN,
    "pregnant": Diet.PREGNANCY,
}
"""Names used by other programs."""


class Sex(StrEnum):
    """Sex as used by the tables of reference intakes."""

    FEMALE = "female"
    MALE = "male"


class ActivityLevel(StrEnum):
    """Physical activity levels of the Dietary Reference Intakes for energy (Institute of Medicine, 2005)."""

    SEDENTARY = "sedentary"
    LIGHT = "light"
    ACTIVE = "active"
    VERY_ACTIVE = "very_active"


class Goal(StrEnum):
    """The purpose of the energy target."""

    LOSE = "lose"
    KEEP = "keep"
    GAIN = "gain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person of the household. Only the name is required; missing data are unknown and never guessed."""

    id: str = ""
    name: str
    birth_year: int | None = None
    sex: Sex | None = None
    height_cm: float | None = None
    weight_kg: float | None = None
    activity: ActivityLevel | None = None
    goal: Goal = Goal.KEEP
    diets: frozenset[Diet] = frozenset()
    allergens: dict[Allergen, Severity] = field(default_factory=dict)
    avoids: tuple[str, ...] = ()
    """Foods outside the 14 that they can't eat, as typed text ("kiwi"); treated as severe."""
    dislikes: tuple[str, ...] = ()
    favorites: tuple[str, ...] = ()
    """Foods or ids of recipes."""
    targets: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)
    """Own daily targets by INFOODS tag: (at least, at most).

    They have priority over the reference intakes.
    """
    guest: bool = False
    """Visits only: counts, with all needs, at the meals that name them, and nowhere else."""
    portion: float | None = None
    """Share of a portion that they eat; `None`: by age (`portions.portion_of`)."""
    home_assistant_person: str | None = None
    """The id of their Home Assistant person, for presence; not used by the kitchen."""
    health_readers: tuple[str, ...] = ()
    """Ids of users who may see their needs and what they eat, beside administrators and themselves."""

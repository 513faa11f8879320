"""What suggestions, plans and checks need of a recipe, worked out once for each of its versions and kept in the book."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from custom_components.hearthtech.kitchen.food.model import Figure
from custom_components.hearthtech.kitchen.people.model import Allergen


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One reason: the line of the recipe and what was found in it."""

    line: str
    what: str
    """The food, or the word, that was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeProfile:
    """One version of a recipe, as seen by checks and suggestions."""

    recipe_id: str
    version: int
    contains: Mapping[Allergen, tuple[Finding, ...]] = field(default_factory=dict)
    may_contain: Mapping[Allergen, tuple[Finding, ...]] = field(default_factory=dict)
    """Composed or bought foods that often hold it, and optional lines and alternatives."""
    unchecked: tuple[str, ...] = ()
    """Lines in which anything may be hidden. While there is one, the recipe is free of nothing."""
    made_of: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """What diets ask about (`pork`, `milk`, `alcohol` …), with the lines."""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """Per serving, by INFOODS tag; empty where the servings are not known."""
    counted: int = 0
    lines_total: int = 0
    foods: Mapping[str, float] = field(default_factory=dict)
    """Entry names of the food database with the grams of the whole recipe: for pantry, season and shopping."""
    servings: float | None = None
    total_time_s: float | None = None
    pots: int = 1
    """Vessels on burners that its steps use at once."""

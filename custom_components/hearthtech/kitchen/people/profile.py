"""What suggestions, plans and checks need of a recipe, worked out once for each of its versions and kept in the book."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from custom_components.hearthtech.kitchen.food.model import Figure
from custom_components.hearthtech.kitchen.people.model import Allergen


class How(StrEnum):
    """Where something was found."""

    LINE = "line"
    """An ingredient line names it."""
    COMPOSED = "composed"
    """The line names a composed or bought food that often holds it."""
    OPTIONAL = "optional"
    ALTERNATIVE = "alternative"
    MISSPELLED = "misspelled"
    """A word that looks like it, misspelled."""
    PART = "part"
    """In another recipe that the line stands for."""
    TITLE = "title"
    STEP = "step"
    """In a step, a note or a heading, and in no line."""


class Gap(StrEnum):
    """Why a line is not checked."""

    UNKNOWN_WORD = "unknown_word"
    NO_FOOD = "no_food"
    """All its words are known and none is a food."""
    COMPOSED = "composed"
    """A food made of many things, which it does not name."""
    PART_NOT_CHECKED = "part_not_checked"
    """It stands for another recipe, which is not checked itself or is gone."""
    NO_LINES = "no_lines"
    """The recipe has no ingredient lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One reason: the line of the recipe and what was found in it."""

    line: str
    what: str
    """The food, or the word, that was found."""
    how: How = How.LINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """A line in which anything may be hidden, but for `free`."""

    line: str
    what: str = ""
    """The word or food that is not known."""
    why: Gap = Gap.UNKNOWN_WORD
    free: frozenset[str] = frozenset()
    """What the line says it is free of (`gluten-free flour`): codes of `Allergen` and `Matter`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeProfile:
    """One version of a recipe, as seen by checks and suggestions."""

    recipe_id: str
    version: int
    contains: Mapping[Allergen, tuple[Finding, ...]] = field(default_factory=dict)
    may_contain: Mapping[Allergen, tuple[Finding, ...]] = field(default_factory=dict)
    """Composed or bought foods that often hold it, optional lines and alternatives, titles and steps."""
    unchecked: tuple[Unchecked, ...] = ()
    """Lines in which anything may be hidden. While there is one, the recipe is free of nothing it does not exclude."""
    made_of: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """What diets ask about (`pork`, `milk`, `alcohol` … of `Matter`), with the lines."""
    may_be_made_of: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """Per serving, by INFOODS tag; empty where the servings are not known."""
    counted: int = 0
    lines_total: int = 0
    grams: float = 0.0
    """Weight of the whole dish as eaten, as far as it is counted."""
    foods: Mapping[str, float] = field(default_factory=dict)
    """Entry names of the food database with the grams of the whole recipe: for pantry, season and shopping."""
    named: frozenset[str] = frozenset()
    """Entry names of all foods its lines name, alternatives and what could not be weighed included."""
    words: frozenset[str] = frozenset()
    """The comparable words (`food.text.words`) of its lines and title: for what people avoid in their own words."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """Ids of the recipes that its lines stand for, with the line. What they contain is in the fields above already."""
    servings: float | None = None
    total_time_s: float | None = None
    pots: int = 1
    """Vessels on burners that its steps use at once."""

"""The small records that a household keeps. Fields that are added later have a default."""

from dataclasses import dataclass
from enum import StrEnum

from .recorded_phases import EarlierPhases, RecordedPhase


class StandingKind(StrEnum):
    """Why something is put on the shopping list again and again."""

    MINIMUM = "minimum"
    """The pantry holds less than the minimum."""
    WEEKLY = "weekly"
    """It is bought every week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenPortions:
    """Portions of a cooked dish in the freezer."""

    id: str = ""
    name: str
    recipe_id: str | None = None
    portions: float
    frozen_on: str
    """ISO 8601 date."""
    use_by: str
    """ISO date: by when they are at their best."""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingItem:
    """Something that the shopping list gets without being asked."""

    id: str = ""
    kind: StandingKind
    name: str
    amount: float | None = None
    """The minimum, or the weekly amount."""
    unit: str = ""
    weekday: int | None = None
    """0 is Monday: from this day on, it is on the week's list."""
    last_week: str = ""
    """The last ISO week in which it was put on the list (`2026-W49`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """A shop with its own order of aisles."""

    id: str = ""
    name: str
    aisles: tuple[str, ...] = ()
    """Ids of aisles in walking order; the aisles that are not listed follow in the usual order."""
    moved: dict[str, str] | None = None
    """Aisle by the name of an item, for what lies elsewhere in this shop."""
    zone: str = ""
    """Entity id of the zone in Home Assistant, to know who is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search of recipes under a name."""

    id: str = ""
    name: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FavoriteRecipe:
    """A favorite recipe of the household, or of one person."""

    id: str = ""
    recipe_id: str
    person: str = ""
    """The id of the person; empty: of the household."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeCollection:
    """Recipes that the household has put together by hand."""

    id: str = ""
    name: str
    recipes: tuple[str, ...] = ()
    """Ids, in the order in which they were put in; those of erased recipes stay, for the case of an undo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Barcode:
    """What the household calls the product of a barcode. `id` is the code."""

    id: str
    name: str
    amount: float | None = None
    unit: str = ""
    brand: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DonePreparation:
    """A preparation of a meal that somebody has done. `id` is that of the preparation."""

    id: str
    meal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedChange:
    """A change of the shopping list that a page without network has sent. `id` was chosen by the page."""

    id: str
    at: str
    """ISO time; old ones are forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedRecording:
    """The phases of a recorded cooking as people have edited them. `id` is that of its session."""

    id: str
    name: str
    cook: str = ""
    """Who cooked; empty when unknown."""
    version: int = 1
    """Counts the changes, undone ones too."""
    named: int = 0
    """The version that last changed the name or the cook."""
    made: int = 0
    """The highest number that was given to a phase."""
    phases: tuple[RecordedPhase, ...] = ()
    past: tuple[EarlierPhases, ...] = ()
    future: tuple[EarlierPhases, ...] = ()
    recipe_id: str = ""
    signed_by: str = ""
    signed_at: str = ""
    """ISO time; empty: not signed."""


type HouseholdRecord = (
    FrozenPortions
    | StandingItem
    | Shop
    | SavedSearch
    | FavoriteRecipe
    | RecipeCollection
    | Barcode
    | DonePreparation
    | AppliedChange
    | EditedRecording
)

KINDS: dict[str, type[HouseholdRecord]] = {
    "frozen": FrozenPortions,
    "standing": StandingItem,
    "shop": Shop,
    "search": SavedSearch,
    "favorite": FavoriteRecipe,
    "collection": RecipeCollection,
    "barcode": Barcode,
    "prepared": DonePreparation,
    "applied": AppliedChange,
    "recording": EditedRecording,
}
"""Stored names of the kinds."""

"""Change events of the kitchen, published to subscribers after the change is on disk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class ChangeKind(StrEnum):
    """Kinds of changes; the name says to what the id in `subject` belongs."""

    RECIPE_ADDED = "recipe_added"
    RECIPE_CHANGED = "recipe_changed"
    RECIPE_ERASED = "recipe_erased"
    RECIPE_RESTORED = "recipe_restored"
    RECIPE_COOKED = "recipe_cooked"
    """An entry was added to the cooking log. `data["first"]`: whether it is the first one of the recipe."""
    RECIPE_RATED = "recipe_rated"
    NOTE_ADDED = "note_added"
    NOTE_REMOVED = "note_removed"
    PICTURE_ADDED = "picture_added"
    PICTURE_REMOVED = "picture_removed"
    COOKING_REMOVED = "cooking_removed"
    """An entry of the cooking log was removed."""
    MEASURE_CHANGED = "measure_changed"
    """`subject` is the person whose measure was weighed or deleted."""
    MEAL_PLANNED = "meal_planned"
    MEAL_CHANGED = "meal_changed"
    MEAL_REMOVED = "meal_removed"
    PERSON_CHANGED = "person_changed"
    """A person was added or changed. Details are private and not published."""
    PERSON_REMOVED = "person_removed"
    PORTION_EATEN = "portion_eaten"
    """`subject` is the person. A portion was logged or removed."""
    PANTRY_CHANGED = "pantry_changed"
    SHOPPING_CHANGED = "shopping_changed"
    HOUSEHOLD_CHANGED = "household_changed"
    """`data["record"]`: a shop, standing item, saved search, favorite, barcode, preparation or frozen portions."""
    FOOD_CORRECTED = "food_corrected"
    """`subject` is the name whose food was corrected, or whose correction was deleted."""
    PRODUCT_STATED = "product_stated"
    """`subject` is the name of a product; a statement on it was stored or deleted."""
    TIMER_SET = "timer_set"
    TIMER_CHANGED = "timer_changed"
    """It was paused, resumed, extended or shortened."""
    TIMER_CANCELLED = "timer_cancelled"
    TIMER_DONE = "timer_done"
    TIMER_RINGING = "timer_ringing"
    """An ended timer that was not acknowledged rings again."""
    SESSION_CHANGED = "session_changed"
    GATHERING_CHANGED = "gathering_changed"
    """The host changed a gathering, its guests, dishes or links."""
    GUEST_ANSWERED = "guest_answered"
    """`subject` is the gathering. A guest joined, answered, brings a dish or withdrew one; never that needs were stated."""
    GAP_FOUND = "gap_found"
    """`subject` is the gathering; `data["gap"]` is the kind, `data["what"]` the course, need or dish."""
    VOTING_OPENED = "voting_opened"
    VOTING_CLOSED = "voting_closed"
    WINNER_REVEALED = "winner_revealed"
    """`data["name"]`: the winning dishes. `data["tie"]`: whether there are several."""
    GUEST_REACTED = "guest_reacted"


PLAN_CHANGES = frozenset({ChangeKind.MEAL_PLANNED, ChangeKind.MEAL_CHANGED, ChangeKind.MEAL_REMOVED})
"""The changes of the meal plan."""
HOME_CHANGES = frozenset(
    {
        ChangeKind.SESSION_CHANGED,
        ChangeKind.TIMER_SET,
        ChangeKind.TIMER_CHANGED,
        ChangeKind.TIMER_CANCELLED,
        ChangeKind.TIMER_DONE,
        ChangeKind.TIMER_RINGING,
    }
)
"""The changes that concern one home only, even if others share its book."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change, with the acting user if known."""

    kind: ChangeKind
    subject: str
    actor: str = ""
    data: dict[str, object] = field(default_factory=dict)


type ChangeListener = Callable[[Change], None]

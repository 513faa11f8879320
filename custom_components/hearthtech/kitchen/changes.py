"""What changed in the kitchen, told to whoever subscribed, after it is on disk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class ChangeKind(StrEnum):
    """Each kind names what its `subject` is the id of."""

    RECIPE_ADDED = "recipe_added"
    RECIPE_CHANGED = "recipe_changed"
    RECIPE_ERASED = "recipe_erased"
    RECIPE_RESTORED = "recipe_restored"
    RECIPE_COOKED = "recipe_cooked"
    """A diary entry was made. `data["first"]` tells whether it was tried for the first time."""
    RECIPE_RATED = "recipe_rated"
    NOTE_ADDED = "note_added"
    NOTE_REMOVED = "note_removed"
    PICTURE_ADDED = "picture_added"
    PICTURE_REMOVED = "picture_removed"
    COOKING_REMOVED = "cooking_removed"
    """A diary entry was taken back."""
    MEASURE_CHANGED = "measure_changed"
    """`subject` is whose handful was weighed or forgotten."""
    MEAL_PLANNED = "meal_planned"
    MEAL_CHANGED = "meal_changed"
    MEAL_REMOVED = "meal_removed"
    PERSON_CHANGED = "person_changed"
    """A person was added or changed. What exactly is nobody's business but the book's."""
    PERSON_REMOVED = "person_removed"
    PORTION_EATEN = "portion_eaten"
    """`subject` is the person. A portion was logged or taken back."""
    PANTRY_CHANGED = "pantry_changed"
    SHOPPING_CHANGED = "shopping_changed"
    FOOD_CORRECTED = "food_corrected"
    """`subject` is the name whose food was corrected or forgotten."""
    TIMER_SET = "timer_set"
    TIMER_CHANGED = "timer_changed"
    """It was paused, went on, or was given more or less time."""
    TIMER_CANCELLED = "timer_cancelled"
    TIMER_DONE = "timer_done"
    SESSION_CHANGED = "session_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that changed, and who did it where that is known."""

    kind: ChangeKind
    subject: str
    who: str = ""
    data: dict[str, object] = field(default_factory=dict)


type ChangeListener = Callable[[Change], None]

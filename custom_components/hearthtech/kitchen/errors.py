"""What can go wrong in the kitchen, as a closed list. Callers translate the code; nobody parses a message."""

from enum import StrEnum


class ErrorCode(StrEnum):
    """Each code is also a translation key of the integration and a reply of the voice."""

    RECIPE_NOT_FOUND = "recipe_not_found"
    RECIPE_AMBIGUOUS = "recipe_ambiguous"
    NOT_A_RECIPE = "not_a_recipe"
    BURNER_NOT_FOUND = "burner_not_found"
    BURNER_IN_USE = "burner_in_use"
    SESSION_NOT_FOUND = "session_not_found"
    NO_SUCH_STEP = "no_such_step"
    GATE_WAITS = "gate_waits"
    """A human gate is never passed by a machine."""
    MEAL_NOT_FOUND = "meal_not_found"
    PANTRY_ITEM_NOT_FOUND = "pantry_item_not_found"
    SHOPPING_ITEM_NOT_FOUND = "shopping_item_not_found"
    NOTHING_TO_UNDO = "nothing_to_undo"
    PROPOSAL_NOT_FOUND = "proposal_not_found"
    PERSON_NOT_FOUND = "person_not_found"
    FOOD_NOT_FOUND = "food_not_found"
    PORTION_NOT_FOUND = "portion_not_found"
    TIMER_NOT_FOUND = "timer_not_found"
    BOOK_UNAVAILABLE = "book_unavailable"
    INVALID = "invalid"


class KitchenError(Exception):
    """One sentence could be made of it: `code` says which, `data` fills in the names."""

    def __init__(self, code: ErrorCode, **data: object) -> None:
        super().__init__(code.value if not data else f"{code.value}: {data}")
        self.code = code
        self.data = data

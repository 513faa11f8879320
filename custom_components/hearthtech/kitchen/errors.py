"""Errors of the kitchen, as a closed list. Callers translate the code; messages are never parsed."""

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
    """A machine tried to confirm a human gate."""
    HEAT_NOT_PERMITTED = "heat_not_permitted"
    """An order to a session would raise heat, and the heat gate has not permitted it."""
    MEAL_NOT_FOUND = "meal_not_found"
    PANTRY_ITEM_NOT_FOUND = "pantry_item_not_found"
    SHOPPING_ITEM_NOT_FOUND = "shopping_item_not_found"
    NOTHING_TO_UNDO = "nothing_to_undo"
    PROPOSAL_NOT_FOUND = "proposal_not_found"
    PERSON_NOT_FOUND = "person_not_found"
    FOOD_NOT_FOUND = "food_not_found"
    PORTION_NOT_FOUND = "portion_not_found"
    TIMER_NOT_FOUND = "timer_not_found"
    GATHERING_NOT_FOUND = "gathering_not_found"
    """Also for a guest or a dish of a gathering."""
    ALREADY_CLAIMED = "already_claimed"
    VOTING_NOT_OPEN = "voting_not_open"
    RECORD_NOT_FOUND = "record_not_found"
    """A shop, frozen portions, a saved search, a barcode or another small record of the household."""
    BOOK_UNAVAILABLE = "book_unavailable"
    BOOK_READ_ONLY = "book_read_only"
    """The server of a shared book can't be reached: it can be read from a local copy, and not changed."""
    BOOK_OF_NEWER_RELEASE = "book_of_newer_release"
    """A newer release wrote the book; this one leaves it as it is."""
    INVALID = "invalid"


class KitchenError(Exception):
    """An error of the kitchen: `code` selects the translated sentence, `data` contains its values."""

    def __init__(self, code: ErrorCode, **data: object) -> None:
        super().__init__(code.value if not data else f"{code.value}: {data}")
        self.code = code
        self.data = data

    @property
    def book_is_away(self) -> bool:
        """Whether the book can't be used, or not changed, for a while; nothing is wrong with the request."""
        return self.code in {ErrorCode.BOOK_UNAVAILABLE, ErrorCode.BOOK_READ_ONLY}

"""The events that the integration fires on the event bus of Home Assistant, and the types of the recipe book's events."""

from typing import Final

from .const import DOMAIN

EVENT_STOVE: Final = f"{DOMAIN}_event"
"""Something happened at a stove or a hob. Fields: `device_id`, `name`, `type`, and what the event itself states."""
EVENT_BOOK: Final = f"{DOMAIN}_book"
"""The recipe book changed. Fields: `type`, `recipe_id`, `who`, and plain values of the change."""
EVENT_GATHERING: Final = f"{DOMAIN}_gathering"
"""A guest answered, a gap was found, voting opened, a winner was revealed. See `notifications/gathering_events.py`."""
EVENT_PANTRY_ASK: Final = f"{DOMAIN}_pantry_ask"
"""A question about the pantry after cooking. See `notifications/pantry_prompt.py`."""
FIRST_COOKED: Final = "first_cooked"
"""Type of `EVENT_BOOK`: a recipe was cooked for the first time."""

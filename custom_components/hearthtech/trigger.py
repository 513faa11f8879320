"""What an automation can wait for."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.trigger import Trigger

from .triggers_book import TRIGGERS as BOOK_TRIGGERS
from .triggers_burner import TRIGGERS as BURNER_TRIGGERS
from .triggers_plan import TRIGGERS as PLAN_TRIGGERS

TRIGGERS: dict[str, type[Trigger]] = {**PLAN_TRIGGERS, **BURNER_TRIGGERS, **BOOK_TRIGGERS}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Name the triggers of this integration."""
    return TRIGGERS

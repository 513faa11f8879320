"""Triggers for automations."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.trigger import Trigger

from .automations.book_triggers import TRIGGERS as BOOK_TRIGGERS
from .automations.burner_triggers import TRIGGERS as BURNER_TRIGGERS
from .automations.gathering_triggers import TRIGGERS as GATHERING_TRIGGERS
from .automations.plan_triggers import TRIGGERS as PLAN_TRIGGERS

TRIGGERS: dict[str, type[Trigger]] = {
    **PLAN_TRIGGERS,
    **BURNER_TRIGGERS,
    **BOOK_TRIGGERS,
    **GATHERING_TRIGGERS,
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers of this integration by key."""
    return TRIGGERS

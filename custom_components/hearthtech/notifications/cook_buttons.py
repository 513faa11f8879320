"""Buttons of messages to phones: turn off, lower the heat, one more minute, silence. None can add heat."""

from collections.abc import Callable
from typing import Final

from homeassistant.core import Context, Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from ..burners.burner import Burner
from ..burners.heat_gate import HeatChange, raises_heat
from ..const import DOMAIN
from ..kitchen.errors import KitchenError
from ..kitchen.kitchen import Kitchen
from ..models import KitchenConfigEntry, async_get_data
from ..services.heat_commands import async_set_heat, async_turn_off

EVENT_PRESSED: Final = "mobile_app_notification_action"
STOP: Final = f"{DOMAIN.upper()}_STOP"
LOWER: Final = f"{DOMAIN.upper()}_LOWER"
MINUTE: Final = f"{DOMAIN.upper()}_MINUTE"
SILENCE: Final = f"{DOMAIN.upper()}_SILENCE"

LOWERED: Final = 0.5
"""Share of the power that is left after a press."""
LOWERED_K: Final = 20.0
"""How much lower a held temperature is after a press (K)."""
COLDEST_C: Final = 40.0
MINUTE_S: Final = 60.0


@callback
def async_setup_cook_buttons(hass: HomeAssistant, entry: KitchenConfigEntry) -> Callable[[], None]:
    """Act on presses. Returns a function that unsubscribes."""
    kitchen = entry.runtime_data

    async def pressed(event: Event) -> None:
        kind, _, subject = str(event.data.get("action", "")).partition(":")
        try:
            match kind:
                case "HEARTHTECH_STOP":
                    await async_turn_off(hass, event.context, _burners(hass, kitchen, subject))
                case "HEARTHTECH_LOWER":
                    await _lower(hass, event.context, _burners(hass, kitchen, subject))
                case "HEARTHTECH_MINUTE":
                    await _one_more_minute(kitchen, subject)
                case "HEARTHTECH_SILENCE":
                    kitchen.timers.silence()
        except KitchenError, HomeAssistantError:
            # The session is over, or the stove is out of reach; its own reminders go on.
            return

    return hass.bus.async_listen(EVENT_PRESSED, pressed)


def _burners(hass: HomeAssistant, kitchen: Kitchen, session_id: str) -> list[Burner]:
    """Return the burners of a session that has not ended."""
    session = kitchen.sessions.find(session_id)
    if session.over:
        return []
    registry = async_get_data(hass).burners
    found = (registry.get(dish.burner_id or "") for dish in session.state.dishes if not dish.phase.over)
    return [burner for burner in found if burner is not None]


async def _lower(hass: HomeAssistant, context: Context, burners: list[Burner]) -> None:
    for burner in burners:
        change = _lowered(burner)
        # A change that can't be compared counts as a raise, and is not sent.
        if change is not None and not raises_heat(burner.state, change):
            await async_set_heat(hass, context, [change], [burner])


def _lowered(burner: Burner) -> HeatChange | None:
    state = burner.state
    if state.target_temperature_c is not None:
        celsius = max(state.target_temperature_c - LOWERED_K, COLDEST_C)
        return HeatChange(burner_id=burner.id, temperature_c=celsius)
    if state.power:
        return HeatChange(burner_id=burner.id, power=round(state.power * LOWERED, 2))
    return None


async def _one_more_minute(kitchen: Kitchen, timer_id: str) -> None:
    """Set a timer that rings again. These timers control no heat."""
    for timer in kitchen.timers.ringing():
        if timer.id == timer_id:
            kitchen.timers.silence()
            await kitchen.timers.add(timer.name, seconds=MINUTE_S, session_id=timer.session_id)
            return
    if any(timer.id == timer_id for timer in await kitchen.timers.running()):
        await kitchen.timers.extend(timer_id, MINUTE_S)

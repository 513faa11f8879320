"""What is said aloud unasked, also to phones and to Home Assistant's own satellites: those that the household chose."""

from collections.abc import Callable
from typing import Final

from homeassistant.core import HomeAssistant, callback

from .const import CONF_NOTIFY_ENTITIES, CONF_SATELLITES
from .data import KitchenConfigEntry
from .kitchen.changes import Change
from .voice_announcements import announcement

NOTIFY: Final = ("notify", "send_message")
ANNOUNCE: Final = ("assist_satellite", "announce")


@callback
def async_setup_notices(hass: HomeAssistant, entry: KitchenConfigEntry) -> Callable[[], None]:
    """Send on what is announced. The options are read each time. Returns the way to stop."""
    kitchen = entry.runtime_data

    @callback
    def changed(change: Change) -> None:
        phones: list[str] = entry.options.get(CONF_NOTIFY_ENTITIES, [])
        satellites: list[str] = entry.options.get(CONF_SATELLITES, [])
        if not phones and not satellites:
            return
        text = announcement(change, kitchen, hass.config.language)
        if text is not None:
            _send(hass, NOTIFY, phones, text)
            _send(hass, ANNOUNCE, satellites, text)

    return kitchen.subscribe(changed)


@callback
def _send(hass: HomeAssistant, action: tuple[str, str], entities: list[str], text: str) -> None:
    """Beside: a phone that is away holds up no kitchen, and what fails is logged by Home Assistant."""
    if entities and hass.services.has_service(*action):
        hass.async_create_task(
            hass.services.async_call(
                *action, {"message": text}, target={"entity_id": entities}, blocking=False
            )
        )

"""Sends announcements to the phones, notify entities and Assist satellites that the options select."""

from collections.abc import Callable
from typing import Final

from homeassistant.core import HomeAssistant, callback

from ..assist.agent import temperature_unit
from ..const import CONF_NOTIFY_ENTITIES, CONF_SATELLITES
from ..kitchen.changes import Change, ChangeKind
from ..models import KitchenConfigEntry
from .announcements import announcement
from .phone_messages import PhoneMessage, phone_message
from .phones import async_send, is_phone, phones_of, uses_push_servers

NOTIFY: Final = ("notify", "send_message")
ANNOUNCE: Final = ("assist_satellite", "announce")


@callback
def async_setup_notices(hass: HomeAssistant, entry: KitchenConfigEntry) -> Callable[[], None]:
    """Forward announcements. The options are read each time. Returns a function that unsubscribes.

    Phones with the companion app get neutral words, a link and buttons; all others the announcement itself.
    """
    kitchen = entry.runtime_data

    async def to_phones(message: PhoneMessage, entities: list[str]) -> None:
        push_servers = uses_push_servers(entry.options)
        for phone in await phones_of(hass, entities):
            await async_send(
                hass,
                phone,
                message.words,
                path=message.path,
                tag=message.tag,
                actions=message.actions,
                push_servers=push_servers,
            )

    @callback
    def changed(change: Change) -> None:
        chosen: list[str] = entry.options.get(CONF_NOTIFY_ENTITIES, [])
        satellites: list[str] = entry.options.get(CONF_SATELLITES, [])
        if not chosen and not satellites:
            return
        text = announcement(change, kitchen, hass.config.language, temperature_unit(hass))
        if text is None:
            return
        _send(hass, ANNOUNCE, satellites, text)
        if change.kind is ChangeKind.TIMER_RINGING:
            return  # a phone shows the first message until it is read
        phones = [entity for entity in chosen if is_phone(hass, entity)]
        _send(hass, NOTIFY, [entity for entity in chosen if entity not in phones], text)
        if phones and (message := phone_message(change, kitchen, hass.config.language)) is not None:
            entry.async_create_task(hass, to_phones(message, phones), eager_start=False)

    return kitchen.subscribe(changed)


@callback
def _send(hass: HomeAssistant, action: tuple[str, str], entities: list[str], text: str) -> None:
    """Send in a background task: an unreachable phone must not delay the kitchen. Home Assistant logs errors."""
    if entities and hass.services.has_service(*action):
        hass.async_create_task(
            hass.services.async_call(
                *action, {"message": text}, target={"entity_id": entities}, blocking=False
            )
        )

"""Messages to phones with the companion app: neutral words, a link into cook mode, and buttons that never add heat.

A message may pass the servers of the phone's manufacturer, and it is shown on a locked screen. So it names no dish, no
person and no food; what it is about is read in cook mode. Only the shopping list, which its user asks for, names what is
to be bought. Without the option for these servers a message is sent only to
phones that are connected to the home.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.loader import async_get_integration

from ..const import CONF_NOTIFY_ENTITIES, CONF_PUSH_SERVERS

MOBILE_APP: Final = "mobile_app"
PUSH_CHANNEL: Final = "push_channel"
COOK_PATH: Final = "/hearthtech/cook/{session}"
KITCHEN_PATH: Final = "/hearthtech"


class _PushChannel(Protocol):
    """The connection of a phone that is at home, in the companion app's integration."""

    def async_send_notification(self, data: dict[str, Any], fallback_send: object) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A phone with the companion app: its notify action, and its id there."""

    service: str
    webhook_id: str


def uses_push_servers(options: Mapping[str, Any]) -> bool:
    """Return whether messages may go through the servers of manufacturers.

    Households that chose phones before there was this option keep what they had.
    """
    return bool(options.get(CONF_PUSH_SERVERS, bool(options.get(CONF_NOTIFY_ENTITIES))))


async def phones_of(hass: HomeAssistant, entities: Sequence[str]) -> list[Phone]:
    """Return the phones with the companion app among notify entities; others can't have links or buttons."""
    registry, entries = er.async_get(hass), []
    for entity in entities:
        known = registry.async_get(entity)
        if known is None or known.platform != MOBILE_APP or known.config_entry_id is None:
            continue
        entries.append(hass.config_entries.async_get_entry(known.config_entry_id))
    return await _loaded(hass, entries)


async def phones_of_user(hass: HomeAssistant, user_id: str) -> list[Phone]:
    """Return the phones on which a user is logged in with the companion app."""
    entries = hass.config_entries.async_entries(MOBILE_APP)
    return await _loaded(hass, [entry for entry in entries if entry.data.get("user_id") == user_id])


async def _loaded(hass: HomeAssistant, entries: Sequence[ConfigEntry | None]) -> list[Phone]:
    found = []
    for phone in entries:
        if phone is None or phone.state is not ConfigEntryState.LOADED:
            continue
        # Not imported at the top: homes without phones do not have the packages of this integration.
        mobile_app = await (await async_get_integration(hass, MOBILE_APP)).async_get_platform("util")
        webhook_id = str(phone.data["webhook_id"])
        service = mobile_app.get_notify_service(hass, webhook_id)
        if service is not None and hass.services.has_service("notify", service):
            found.append(Phone(service=service, webhook_id=webhook_id))
    return found


@callback
def is_phone(hass: HomeAssistant, entity: str) -> bool:
    """Return whether a notify entity belongs to the companion app."""
    known = er.async_get(hass).async_get(entity)
    return known is not None and known.platform == MOBILE_APP


async def async_send(
    hass: HomeAssistant,
    phone: Phone,
    message: str,
    *,
    path: str,
    tag: str,
    actions: Sequence[tuple[str, str]] = (),
    push_servers: bool,
) -> bool:
    """Send a message that opens `path`. `actions` are ids of buttons with their words.

    Returns whether it was sent: without the servers of manufacturers, only phones that are connected to the home get it.
    """
    data = {
        "tag": tag,
        "url": path,
        "clickAction": path,
        "actions": [{"action": action, "title": title} for action, title in actions],
    }
    if push_servers:
        await hass.services.async_call("notify", phone.service, {"message": message, "data": data})
        return True
    channels: Mapping[str, _PushChannel] = hass.data.get(MOBILE_APP, {}).get(PUSH_CHANNEL, {})
    if (channel := channels.get(phone.webhook_id)) is not None:
        channel.async_send_notification({"message": message, "data": data}, _no_fallback)
    return channel is not None


async def _no_fallback(_: object) -> None:
    """Do not send a message elsewhere that a phone did not confirm."""

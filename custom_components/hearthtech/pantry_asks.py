"""Once a dish is cooked: ask, on the phones that the household chose, whether the pantry has less now.

What would be taken goes on the event bus as well, for automations; nothing is taken before somebody says so.
"""

from collections.abc import Callable, Sequence
from typing import Final

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .const import CONF_NOTIFY_ENTITIES, DOMAIN
from .data import KitchenConfigEntry
from .kitchen.changes import Change, ChangeKind
from .kitchen.errors import KitchenError
from .kitchen.plan.pantry import Taking
from .kitchen.session.events import DishDone
from .voice.replies import words

EVENT_PANTRY_ASK: Final = f"{DOMAIN}_pantry_ask"
EVENT_ANSWERED: Final = "mobile_app_notification_action"
MOBILE_APP: Final = "mobile_app"
TAKE: Final = "HEARTHTECH_TAKE"
LEAVE: Final = "HEARTHTECH_LEAVE"


@callback
def async_setup_pantry_asks(hass: HomeAssistant, entry: KitchenConfigEntry) -> Callable[[], None]:
    """Ask for each dish that is done, and take on a yes. Returns the way to stop."""
    kitchen = entry.runtime_data

    async def ask(session_id: str, dish_id: str) -> None:
        try:
            takings = await kitchen.pantry_after_dish(session_id, dish_id)
        except KitchenError:
            # The question is a courtesy; a book that is away is told elsewhere.
            return
        if takings:
            takes = [{"name": one.item.name, "amount": one.amount, "unit": one.item.unit} for one in takings]
            data = {"session": session_id, "dish": dish_id, "takes": takes}
            hass.bus.async_fire(EVENT_PANTRY_ASK, data)
            await _ask_phones(hass, entry.options.get(CONF_NOTIFY_ENTITIES, []), session_id, dish_id, takings)

    async def answered(event: Event) -> None:
        kind, _, rest = str(event.data.get("action", "")).partition(":")
        session_id, _, dish_id = rest.partition(":")
        if kind == TAKE and session_id and dish_id:
            try:
                await kitchen.take_for_dish(session_id, dish_id)
            except KitchenError:
                # An old notification of a session that nobody knows any more.
                return

    @callback
    def changed(change: Change) -> None:
        if change.kind is ChangeKind.SESSION_CHANGED and isinstance(done := change.data["event"], DishDone):
            entry.async_create_task(hass, ask(change.subject, done.dish), eager_start=False)

    stops = (kitchen.subscribe(changed), hass.bus.async_listen(EVENT_ANSWERED, answered))

    @callback
    def stop() -> None:
        for each in stops:
            each()

    return stop


async def _ask_phones(
    hass: HomeAssistant, entities: Sequence[str], session_id: str, dish_id: str, takings: Sequence[Taking]
) -> None:
    language = hass.config.language
    items = ", ".join(taking.words for taking in takings)
    subject = f"{session_id}:{dish_id}"
    for service in _services(hass, entities):
        await hass.services.async_call(
            "notify",
            service,
            {
                "message": words("ask_take_phone", language, items=items),
                "data": {
                    "tag": f"{DOMAIN}-{subject}",
                    "actions": [
                        {"action": f"{TAKE}:{subject}", "title": words("take_it", language)},
                        {"action": f"{LEAVE}:{subject}", "title": words("leave_it", language)},
                    ],
                },
            },
        )


def _services(hass: HomeAssistant, entities: Sequence[str]) -> list[str]:
    """The actions that reach these phones with buttons. What has no buttons is not asked: it could not answer."""
    registry, found = er.async_get(hass), []
    for entity in entities:
        known = registry.async_get(entity)
        if known is None or known.platform != MOBILE_APP or known.config_entry_id is None:
            continue
        phone = hass.config_entries.async_get_entry(known.config_entry_id)
        if phone is None or phone.state is not ConfigEntryState.LOADED:
            continue
        # Loaded already where there is a phone; not needed where there is none.
        from homeassistant.components.mobile_app.util import get_notify_service

        service = get_notify_service(hass, phone.data["webhook_id"])
        if service is not None and hass.services.has_service("notify", service):
            found.append(service)
    return found

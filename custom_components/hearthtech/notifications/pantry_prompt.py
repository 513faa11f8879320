"""Asks after cooking, by actionable notifications on selected phones, whether to reduce the pantry.

The proposed withdrawals are also sent as a bus event for automations; nothing is withdrawn without an answer.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from homeassistant.core import Event, HomeAssistant, callback

from ..const import CONF_NOTIFY_ENTITIES, DOMAIN
from ..events import EVENT_PANTRY_ASK
from ..kitchen.changes import Change, ChangeKind
from ..kitchen.errors import KitchenError
from ..kitchen.sessions.events import DishDone
from ..models import KitchenConfigEntry
from ..voice.replies import words
from .phones import COOK_PATH, async_send, phones_of, uses_push_servers

EVENT_ANSWERED: Final = "mobile_app_notification_action"
TAKE: Final = "HEARTHTECH_TAKE"
LEAVE: Final = "HEARTHTECH_LEAVE"


@callback
def async_setup_pantry_asks(hass: HomeAssistant, entry: KitchenConfigEntry) -> Callable[[], None]:
    """Ask after each dish that is done, and withdraw on a yes. Returns a function that unsubscribes."""
    kitchen = entry.runtime_data

    async def ask(session_id: str, dish_id: str) -> None:
        try:
            takings = await kitchen.cooked_dishes.withdrawals(session_id, dish_id)
        except KitchenError:
            # The question is optional; a database error is reported elsewhere.
            return
        if takings:
            takes = [{"name": one.item.name, "amount": one.amount, "unit": one.item.unit} for one in takings]
            data = {"session": session_id, "dish": dish_id, "takes": takes}
            hass.bus.async_fire(EVENT_PANTRY_ASK, data)
            await _ask_phones(hass, entry.options, session_id, dish_id)

    async def answered(event: Event) -> None:
        kind, _, rest = str(event.data.get("action", "")).partition(":")
        session_id, _, dish_id = rest.partition(":")
        if kind == TAKE and session_id and dish_id:
            try:
                await kitchen.cooked_dishes.take(session_id, dish_id)
            except KitchenError:
                # An old notification of a session that no longer exists.
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


async def _ask_phones(hass: HomeAssistant, options: Mapping[str, Any], session_id: str, dish_id: str) -> None:
    """Ask in neutral words: what is taken is read on the last screen of cook mode, which the message opens."""
    language = hass.config.language
    subject = f"{session_id}:{dish_id}"
    for phone in await phones_of(hass, options.get(CONF_NOTIFY_ENTITIES, [])):
        await async_send(
            hass,
            phone,
            words("ask_take_phone", language),
            path=COOK_PATH.format(session=session_id),
            tag=f"{DOMAIN}-{session_id}-{dish_id}",
            actions=[
                (f"{TAKE}:{subject}", words("take_it", language)),
                (f"{LEAVE}:{subject}", words("leave_it", language)),
            ],
            push_servers=uses_push_servers(options),
        )

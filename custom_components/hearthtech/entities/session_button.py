"""Buttons of the cooking session, for dashboards, remotes and wall switches."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.const import Platform
from homeassistant.core import callback

from ..errors import translated_errors, user_error
from ..kitchen.sessions.events import Event
from ..kitchen.sessions.session import CookingSession
from ..models import KitchenConfigEntry
from .kitchen_device import kitchen_device

HOLD_S: Final = 600.0
"""By how much the button delays the meal (s)."""
DEBOUNCE_S: Final = 0.4
"""A second press within this time (s) is ignored: switches and radio remotes send some presses twice."""


@dataclass(frozen=True, kw_only=True)
class SessionButtonDescription(ButtonEntityDescription):
    """Describes a button of the session: the order that it gives, with the id of the user if there is one."""

    press_fn: Callable[[CookingSession, str], Awaitable[None]]


SESSION_BUTTONS: Final = (
    SessionButtonDescription(
        key="session_done", press_fn=lambda session, actor: session.confirm(actor=actor)
    ),
    SessionButtonDescription(
        key="session_back", press_fn=lambda session, actor: session.previous_step(actor=actor)
    ),
    SessionButtonDescription(
        key="session_repeat", press_fn=lambda session, actor: session.redo_step(actor=actor)
    ),
    SessionButtonDescription(
        key="session_hold", press_fn=lambda session, actor: session.hold(HOLD_S, actor=actor)
    ),
)


class SessionButton(ButtonEntity):
    """A button of the current session; unavailable without one.

    A press is that of a person, also if an automation connects it with a switch, so it passes a human gate. It never
    raises heat: like a key or a pedal it shows no level, so it brings no permit, and the session refuses the order if it
    would raise heat.
    """

    _attr_has_entity_name = True
    _attr_should_poll = False
    entity_description: SessionButtonDescription

    def __init__(self, entry: KitchenConfigEntry, description: SessionButtonDescription) -> None:
        """Attach the entity to the device of the kitchen."""
        self.entity_description = description
        self._sessions = entry.runtime_data.sessions
        self._shown = self._sessions.current is not None
        self._pressed_at = float("-inf")
        self._attr_translation_key = description.key
        self._attr_unique_id = f"{entry.entry_id}_{description.key}"
        self._attr_device_info = kitchen_device(entry)
        self.entity_id = f"{Platform.BUTTON}.kitchen_{description.key}"

    @property
    @override
    def available(self) -> bool:
        """Whether a session is in progress."""
        return self._sessions.current is not None

    @override
    async def async_added_to_hass(self) -> None:
        """Subscribe to all sessions."""
        self.async_on_remove(self._sessions.subscribe(self._happened))

    @callback
    def _happened(self, session: CookingSession, event: Event) -> None:
        if self.available is not self._shown:
            self._shown = self.available
            self.async_write_ha_state()

    @override
    async def async_press(self) -> None:
        now = self.hass.loop.time()
        if now - self._pressed_at < DEBOUNCE_S:
            return
        self._pressed_at = now
        if (session := self._sessions.current) is None:
            raise user_error("kitchen_session_not_found", session="")
        actor = (None if self._context is None else self._context.user_id) or ""
        with translated_errors():
            await self.entity_description.press_fn(session, actor)

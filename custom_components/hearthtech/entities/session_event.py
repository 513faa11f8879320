"""Event entity of cooking sessions, for automations and the logbook."""

from collections.abc import Mapping
from typing import Final, override

from homeassistant.components.event import EventEntity
from homeassistant.core import callback

from ..kitchen.sessions.events import (
    Corrected,
    DishDone,
    Event,
    Finished,
    GoalReached,
    HeatOrderRefused,
    KnobTurned,
    Noticed,
    Paused,
    ReadySet,
    Remarked,
    Resumed,
    SensorBack,
    SensorLost,
    SessionRestored,
    Started,
    StepEntered,
    Stopped,
    Warming,
)
from ..kitchen.sessions.session import CookingSession
from ..models import KitchenConfigEntry
from .kitchen_device import kitchen_device

SESSION_EVENTS: Final[Mapping[type, str]] = {
    Started: "started",
    StepEntered: "step_begun",
    GoalReached: "goal_reached",
    Corrected: "hand",
    KnobTurned: "hand",
    HeatOrderRefused: "heat_refused",
    Paused: "paused",
    Resumed: "resumed",
    SessionRestored: "restored",
    SensorLost: "sensor_lost",
    SensorBack: "sensor_back",
    Noticed: "sensed",
    Remarked: "remark",
    ReadySet: "ready_time_set",
    Warming: "kept_warm",
    DishDone: "dish_ready",
    Finished: "finished",
    Stopped: "stopped",
}
EVENT_FIELDS: Final = ("reason", "kind", "code", "step", "words", "power", "celsius")
"""Fields of a session event that are copied to the event data."""
EVENT_TYPES: Final = list(dict.fromkeys(SESSION_EVENTS.values()))


class SessionEvent(EventEntity):
    """Event entity of the latest event in any session of the kitchen."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_translation_key = "session"
    _attr_event_types = EVENT_TYPES

    def __init__(self, entry: KitchenConfigEntry) -> None:
        """Attach the entity to the device of the kitchen."""
        self._sessions = entry.runtime_data.sessions
        self._attr_unique_id = f"{entry.entry_id}_session"
        self._attr_device_info = kitchen_device(entry)

    @override
    async def async_added_to_hass(self) -> None:
        """Subscribe to all sessions."""
        self.async_on_remove(self._sessions.subscribe(self._happened))

    @callback
    def _happened(self, session: CookingSession, event: Event) -> None:
        if (kind := SESSION_EVENTS.get(type(event))) is not None:
            self._trigger_event(kind, _told(session, event))
            self.async_write_ha_state()


def _told(session: CookingSession, event: Event) -> dict[str, object]:
    data: dict[str, object] = {"session": session.id}
    dish = session.state.dish(getattr(event, "dish", None) or "")
    if dish is not None:
        data |= {"dish": dish.id, "dish_name": dish.plan.name}
    if isinstance(event, StepEntered) and dish is not None and dish.current is not None:
        data["step_text"] = dish.current.text
    data |= {name: value for name in EVENT_FIELDS if (value := getattr(event, name, None)) is not None}
    return data

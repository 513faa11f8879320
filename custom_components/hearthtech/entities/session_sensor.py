"""Sensors of the cooking session: current step, what it waits for, progress and end."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription
from homeassistant.const import PERCENTAGE
from homeassistant.core import callback
from homeassistant.helpers.typing import StateType
from homeassistant.util import dt as dt_util

from ..kitchen.sessions.events import Event, HeatAdjusted, Sampled
from ..kitchen.sessions.model import Waiting
from ..kitchen.sessions.session import CookingSession
from ..kitchen.sessions.snapshot import SessionSnapshot
from ..models import KitchenConfigEntry
from .kitchen_device import kitchen_device

LONGEST_STATE = 255
QUIET = (HeatAdjusted, Sampled)
"""Events that do not change these sensors."""
END_JITTER = timedelta(seconds=10)
"""A change of the end by less than this is ignored."""


@dataclass(frozen=True, kw_only=True)
class SessionSensorDescription(SensorEntityDescription):
    """Describes a sensor of the current session."""

    value_fn: Callable[[SessionSnapshot], StateType]


SESSION_SENSORS: tuple[SessionSensorDescription, ...] = (
    SessionSensorDescription(key="session_step", value_fn=lambda view: short(view.dish.step_text)),
    SessionSensorDescription(key="session_next_step", value_fn=lambda view: short(view.dish.next_text)),
    SessionSensorDescription(
        key="session_waiting",
        device_class=SensorDeviceClass.ENUM,
        options=[waiting.value for waiting in Waiting],
        value_fn=lambda view: view.dish.waiting.value,
    ),
    SessionSensorDescription(
        key="session_progress",
        native_unit_of_measurement=PERCENTAGE,
        value_fn=lambda view: round(view.progress * 100),
    ),
)
SESSION_END = SensorEntityDescription(key="session_end", device_class=SensorDeviceClass.TIMESTAMP)


class SessionEntity(SensorEntity):
    """An entity of the current session; unknown without a session."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, entry: KitchenConfigEntry, description: SensorEntityDescription) -> None:
        """Attach the entity to the device of the kitchen."""
        self.entity_description = description
        self._sessions = entry.runtime_data.sessions
        self._attr_translation_key = description.key
        self._attr_unique_id = f"{entry.entry_id}_{description.key}"
        self._attr_device_info = kitchen_device(entry)

    @override
    async def async_added_to_hass(self) -> None:
        """Subscribe to all sessions."""
        self.async_on_remove(self._sessions.subscribe(self._happened))
        self.read(self._sessions.current)

    @callback
    def _happened(self, session: CookingSession, event: Event) -> None:
        if not isinstance(event, QUIET):
            self.read(self._sessions.current)
            self.async_write_ha_state()

    @abstractmethod
    def read(self, session: CookingSession | None) -> None:
        """Set the value from the session."""


class SessionSensor(SessionEntity):
    """A sensor of the current session."""

    entity_description: SessionSensorDescription

    @override
    def read(self, session: CookingSession | None) -> None:
        self._attr_native_value = (
            None if session is None else self.entity_description.value_fn(session.view())
        )


class SessionEndSensor(SessionEntity):
    """The time at which all dishes will be ready, if it can be estimated."""

    @override
    def read(self, session: CookingSession | None) -> None:
        view = None if session is None else session.view()
        if session is None or view is None:
            self._attr_native_value = None
            return
        left = view.remaining_s if view.ready_in_s is None else view.ready_in_s
        if left is None or view.paused:
            self._attr_native_value = None
            return
        end = dt_util.utcnow() + timedelta(seconds=left / session.clock_rate)
        known = self._attr_native_value
        if not isinstance(known, datetime) or abs(end - known) >= END_JITTER:
            self._attr_native_value = end


def session_sensors(entry: KitchenConfigEntry) -> list[SessionEntity]:
    """Return the session sensors of the kitchen."""
    return [
        *(SessionSensor(entry, description) for description in SESSION_SENSORS),
        SessionEndSensor(entry, SESSION_END),
    ]


def short(text: str | None) -> str | None:
    """Return a text cut to the maximum length of a state."""
    if text is None or len(text) <= LONGEST_STATE:
        return text
    return text[: LONGEST_STATE - 1] + "…"

"""The cooking session of the kitchen as sensors: the step in hand, what it waits for, how far it is, when it ends."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription
from homeassistant.const import PERCENTAGE
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.typing import StateType
from homeassistant.util import dt as dt_util

from .const import DOMAIN, MANUFACTURER
from .data import KitchenConfigEntry
from .kitchen.session import CookingSession, Event, SessionView, Waiting
from .kitchen.session.events import HeatAdjusted, Sampled

LONGEST_STATE = 255
QUIET = (HeatAdjusted, Sampled)
"""Events that change nothing of what these sensors show."""
END_JITTER = timedelta(seconds=10)
"""An end that moves by less is the same end."""


@dataclass(frozen=True, kw_only=True)
class SessionSensorDescription(SensorEntityDescription):
    """A sensor of the session in hand, and how it is read."""

    value_fn: Callable[[SessionView], StateType]


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
    """Follows the session in hand; unknown while nothing is cooked."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, entry: KitchenConfigEntry, description: SensorEntityDescription) -> None:
        """Belong to the kitchen."""
        self.entity_description = description
        self._sessions = entry.runtime_data.sessions
        self._attr_translation_key = description.key
        self._attr_unique_id = f"{entry.entry_id}_{description.key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, entry.entry_id)},
            entry_type=DeviceEntryType.SERVICE,
            manufacturer=MANUFACTURER,
            translation_key="kitchen",
        )

    @override
    async def async_added_to_hass(self) -> None:
        """Follow all sessions."""
        self.async_on_remove(self._sessions.subscribe(self._happened))
        self.read(self._sessions.current)

    @callback
    def _happened(self, session: CookingSession, event: Event) -> None:
        if not isinstance(event, QUIET):
            self.read(self._sessions.current)
            self.async_write_ha_state()

    @abstractmethod
    def read(self, session: CookingSession | None) -> None:
        """Take what the sensor shows from the session."""


class SessionSensor(SessionEntity):
    """One value of the session in hand."""

    entity_description: SessionSensorDescription

    @override
    def read(self, session: CookingSession | None) -> None:
        self._attr_native_value = (
            None if session is None else self.entity_description.value_fn(session.view())
        )


class SessionEndSensor(SessionEntity):
    """When all will be ready, as far as that can be known."""

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
    """The sensors of the kitchen's session."""
    return [
        *(SessionSensor(entry, description) for description in SESSION_SENSORS),
        SessionEndSensor(entry, SESSION_END),
    ]


def short(text: str | None) -> str | None:
    """As much of a text as a state can hold."""
    if text is None or len(text) <= LONGEST_STATE:
        return text
    return text[: LONGEST_STATE - 1] + "…"

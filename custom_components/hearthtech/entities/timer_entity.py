"""Entities of the places of kitchen timers: status, name, end, and buttons."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription
from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.typing import StateType

from ..errors import translated_errors, user_error
from ..kitchen.timers.service import TimerService
from ..kitchen.timers.timer import Timer
from .session_sensor import short
from .timer_places import PlacedTimer, TimerPlaces, TimerStatus

MORE_S: Final = 60.0
"""By how much the button extends a timer (s)."""
NO_NAME: Final = "none"
"""State of the name of a place without a timer; translated."""
ATTR_NAME: Final = "timer_name"
ATTR_FINISHES_AT: Final = "finishes_at"
ATTR_DURATION: Final = "duration"
ATTR_REMAINING: Final = "remaining"


@dataclass(frozen=True, kw_only=True)
class TimerSensorDescription(SensorEntityDescription):
    """Describes a sensor of a place of timers."""

    value_fn: Callable[[PlacedTimer | None], StateType | datetime]
    attributes_fn: Callable[[PlacedTimer | None], dict[str, Any] | None] = lambda _: None


@dataclass(frozen=True, kw_only=True)
class TimerButtonDescription(ButtonEntityDescription):
    """Describes a button of a place of timers."""

    press_fn: Callable[[TimerService, PlacedTimer], Awaitable[object]]
    pressable: frozenset[TimerStatus]
    """The button is available in these states."""


def _clock(seconds: float) -> str:
    """Return a time as hours, minutes and seconds, like the timers of Home Assistant."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _duration_s(timer: Timer) -> float:
    return (timer.ends_at - timer.set_at).total_seconds()


def timer_name(placed: PlacedTimer | None) -> str:
    """Return the name of a timer; the time it was set for if it has none."""
    if placed is None:
        return NO_NAME
    return short(placed.timer.name) or _clock(_duration_s(placed.timer))


def _ends_at(placed: PlacedTimer | None) -> datetime | None:
    """Return when a timer rings or has rung; `None` while it is paused."""
    return None if placed is None or placed.status is TimerStatus.PAUSED else placed.timer.ends_at


def _attributes(placed: PlacedTimer | None) -> dict[str, Any]:
    """Return the attributes that the timers of Home Assistant have, and the name."""
    ends_at, timer = _ends_at(placed), None if placed is None else placed.timer
    paused_at = None if timer is None else timer.paused_at
    return {
        ATTR_NAME: None if placed is None else timer_name(placed),
        ATTR_DURATION: None if timer is None else _clock(_duration_s(timer)),
        ATTR_FINISHES_AT: None if ends_at is None else ends_at.isoformat(),
        ATTR_REMAINING: None if timer is None or paused_at is None else _clock(timer.left_s(paused_at)),
    }


TIMER_SENSORS: Final = (
    TimerSensorDescription(
        key="timer",
        translation_key="kitchen_timer",
        device_class=SensorDeviceClass.ENUM,
        options=[status.value for status in TimerStatus],
        value_fn=lambda placed: TimerStatus.IDLE.value if placed is None else placed.status.value,
        attributes_fn=_attributes,
    ),
    TimerSensorDescription(key="name", translation_key="kitchen_timer_name", value_fn=timer_name),
    TimerSensorDescription(
        key="ends_at",
        translation_key="kitchen_timer_ends_at",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=_ends_at,
    ),
)


async def _pause(timers: TimerService, placed: PlacedTimer) -> None:
    change = timers.resume if placed.status is TimerStatus.PAUSED else timers.pause
    await change(placed.timer.id)


async def _more(timers: TimerService, placed: PlacedTimer) -> None:
    """Extend a timer; one that rings is set again under its name."""
    timer = placed.timer
    if placed.status is not TimerStatus.RINGING:
        await timers.extend(timer.id, MORE_S)
        return
    timers.silence(timer.id)
    await timers.add(timer.name, seconds=MORE_S, session_id=timer.session_id, site=timer.site)


async def _cancel(timers: TimerService, placed: PlacedTimer) -> None:
    if placed.status is TimerStatus.RINGING:
        timers.silence(placed.timer.id)
    else:
        await timers.cancel(placed.timer.id)


_GOING: Final = frozenset({TimerStatus.RUNNING, TimerStatus.PAUSED})
TIMER_BUTTONS: Final = (
    TimerButtonDescription(
        key="pause", translation_key="kitchen_timer_pause", press_fn=_pause, pressable=_GOING
    ),
    TimerButtonDescription(
        key="add_minute",
        translation_key="kitchen_timer_add_minute",
        press_fn=_more,
        pressable=_GOING | {TimerStatus.RINGING},
    ),
    TimerButtonDescription(
        key="cancel",
        translation_key="kitchen_timer_cancel",
        press_fn=_cancel,
        pressable=_GOING | {TimerStatus.RINGING},
    ),
)


class TimerEntity(Entity):
    """An entity of a place of timers."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(
        self, places: TimerPlaces, number: int, description: EntityDescription, platform: Platform
    ) -> None:
        """Attach the entity to the device of its place."""
        self.entity_description = description
        self._places = places
        self._number = number
        self._attr_unique_id = f"{places.identifier(number)}_{description.key}"
        self._attr_device_info = places.device_info(number)
        # The same in every language, so that examples of automations fit.
        suffix = "" if description.key == "timer" else f"_{description.key}"
        self.entity_id = f"{platform}.kitchen_timer_{number}{suffix}"

    @property
    @override
    def available(self) -> bool:
        """Whether the timers are known."""
        return self._places.available

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the timer of the place."""
        await super().async_added_to_hass()
        self.async_on_remove(self._places.follow(self._number, self.async_write_ha_state))


class TimerSensor(TimerEntity, SensorEntity):
    """A sensor of a place of timers."""

    entity_description: TimerSensorDescription

    def __init__(self, places: TimerPlaces, number: int, description: TimerSensorDescription) -> None:
        """Create the sensor."""
        super().__init__(places, number, description, Platform.SENSOR)

    @property
    @override
    def native_value(self) -> StateType | datetime:
        """Return the current value."""
        return self.entity_description.value_fn(self._places.placed(self._number))

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any] | None:
        """Return what the timers of Home Assistant have as attributes."""
        return self.entity_description.attributes_fn(self._places.placed(self._number))


class TimerButton(TimerEntity, ButtonEntity):
    """A button of a place of timers. Kitchen timers control no heat, so that everybody may press it."""

    entity_description: TimerButtonDescription

    def __init__(self, places: TimerPlaces, number: int, description: TimerButtonDescription) -> None:
        """Create the button."""
        super().__init__(places, number, description, Platform.BUTTON)

    @property
    @override
    def available(self) -> bool:
        """Whether there is a timer that can be changed in this way."""
        placed = self._places.placed(self._number)
        return super().available and placed is not None and placed.status in self.entity_description.pressable

    @override
    async def async_press(self) -> None:
        if (placed := self._places.placed(self._number)) is None:
            raise user_error("kitchen_timer_not_found", timer=str(self._number))
        with translated_errors():
            await self.entity_description.press_fn(self._places.kitchen.timers, placed)


@callback
def timer_sensors(places: TimerPlaces, numbers: Iterable[int]) -> list[TimerSensor]:
    """Return the sensors of places."""
    return [TimerSensor(places, number, one) for number in numbers for one in TIMER_SENSORS]


@callback
def timer_buttons(places: TimerPlaces, numbers: Iterable[int]) -> list[TimerButton]:
    """Return the buttons of places."""
    return [TimerButton(places, number, one) for number in numbers for one in TIMER_BUTTONS]

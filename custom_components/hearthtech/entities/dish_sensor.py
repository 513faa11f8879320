"""Devices and sensors of dishes: each dish being cooked is a device, created and removed with its session.

Dishes use numbered places (the first free one), so that the second dish of a session always has the same entity ids and
automations and dashboards find them again.
"""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import override

from homeassistant.components.sensor import (
    DOMAIN as SENSOR_DOMAIN,
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
)
from homeassistant.const import PERCENTAGE
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import ChildDeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..kitchen.sessions.events import Event
from ..kitchen.sessions.model import Waiting
from ..kitchen.sessions.session import CookingSession
from ..kitchen.sessions.snapshot import DishSnapshot
from ..models import KitchenConfigEntry
from .kitchen_device import kitchen_device
from .session_sensor import END_JITTER, QUIET, short


@dataclass(frozen=True, kw_only=True)
class DishSensorDescription(SensorEntityDescription):
    """Describes a sensor of one dish."""

    value_fn: Callable[[DishSnapshot], StateType]


DISH_SENSORS: tuple[DishSensorDescription, ...] = (
    DishSensorDescription(key="dish_step", value_fn=lambda dish: short(dish.step_text)),
    DishSensorDescription(key="dish_next_step", value_fn=lambda dish: short(dish.next_text)),
    DishSensorDescription(
        key="dish_waiting",
        device_class=SensorDeviceClass.ENUM,
        options=[waiting.value for waiting in Waiting],
        value_fn=lambda dish: dish.waiting.value,
    ),
    DishSensorDescription(
        key="dish_progress",
        native_unit_of_measurement=PERCENTAGE,
        value_fn=lambda dish: round(dish.progress * 100),
    ),
)
STEP_END = SensorEntityDescription(key="dish_step_end", device_class=SensorDeviceClass.TIMESTAMP)
DISH_END = SensorEntityDescription(key="dish_end", device_class=SensorDeviceClass.TIMESTAMP)


class DishEntity(SensorEntity):
    """An entity of one dish of a session."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, place: DishPlace, description: SensorEntityDescription) -> None:
        """Attach the entity to the device of the dish."""
        self.entity_description = description
        self._session = place.session
        self._dish_id = place.dish_id
        self._attr_translation_key = description.key
        self._attr_unique_id = f"{place.identifier}_{description.key}"
        self._attr_device_info = place.device_info
        # Named after the place, not the dish: another dish will use it tomorrow.
        self.entity_id = f"{SENSOR_DOMAIN}.dish_{place.number}_{description.key.removeprefix('dish_')}"

    @override
    async def async_added_to_hass(self) -> None:
        """Subscribe to the session."""
        self.async_on_remove(self._session.subscribe(self._happened))
        self._read()

    @callback
    def _happened(self, _session: CookingSession, event: Event) -> None:
        if not isinstance(event, QUIET):
            self._read()
            self.async_write_ha_state()

    def _read(self) -> None:
        dish = next((dish for dish in self._session.view().dishes if dish.id == self._dish_id), None)
        self._attr_available = dish is not None
        if dish is not None:
            self.show(dish)

    @abstractmethod
    def show(self, dish: DishSnapshot) -> None:
        """Set the value from the state of the dish."""


class DishSensor(DishEntity):
    """A sensor of a dish."""

    entity_description: DishSensorDescription

    @override
    def show(self, dish: DishSnapshot) -> None:
        self._attr_native_value = self.entity_description.value_fn(dish)


class DishEndSensor(DishEntity):
    """The local time at which the step, or the dish, will be ready, if it can be estimated."""

    @override
    def show(self, dish: DishSnapshot) -> None:
        left = self._left(dish)
        if left is None or dish.pause is not None or dish.phase.over:
            self._attr_native_value = None
            return
        end = dt_util.utcnow() + timedelta(seconds=left / self._session.clock_rate)
        known = self._attr_native_value
        if not isinstance(known, datetime) or abs(end - known) >= END_JITTER:
            self._attr_native_value = end

    def _left(self, dish: DishSnapshot) -> float | None:
        if self.entity_description is STEP_END:
            return dish.step_remaining_s
        begins_in, left = dish.begins_in_s or 0.0, dish.remaining_s
        return None if left is None else begins_in + left


@dataclass(frozen=True, kw_only=True)
class DishPlace:
    """A dish of a session, and its place (from 1)."""

    entry_id: str
    kitchen_device: str
    number: int
    session: CookingSession
    dish_id: str
    name: str

    @property
    def identifier(self) -> str:
        """The identifier of its device in the registry."""
        return f"{self.entry_id}_dish_{self.number}"

    @property
    def device_info(self) -> ChildDeviceInfo:
        """The device, named after the dish."""
        return ChildDeviceInfo(
            identifiers={(DOMAIN, self.identifier)}, name=self.name, parent_device_id=self.kitchen_device
        )

    def entities(self) -> list[DishEntity]:
        """Return its sensors."""
        return [
            *(DishSensor(self, description) for description in DISH_SENSORS),
            DishEndSensor(self, STEP_END),
            DishEndSensor(self, DISH_END),
        ]


class DishPlaces:
    """Assigns a place to each dish of every session, with device and entities, and removes them afterwards."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: KitchenConfigEntry,
        async_add_entities: AddConfigEntryEntitiesCallback,
    ) -> None:
        self._entry = entry
        self._add = async_add_entities
        self._devices = dr.async_get(hass)
        self._taken: dict[int, DishPlace] = {}
        self._kitchen_device = self._devices.async_get_or_create(
            config_entry_id=entry.entry_id, **kitchen_device(entry)
        ).id

    @callback
    def follow(self) -> None:
        """Start with the present sessions, then subscribe to sessions that start and end."""
        sessions = self._entry.runtime_data.sessions
        for session in sessions.active:
            self._lay_out(session)
        self._forget_strangers()
        self._entry.async_on_unload(sessions.subscribe(self._happened))

    @callback
    def _happened(self, session: CookingSession, _event: Event) -> None:
        if session.over:
            self._clear(session)
        elif not self._has(session):
            self._lay_out(session)

    def _has(self, session: CookingSession) -> bool:
        return any(place.session is session for place in self._taken.values())

    def _lay_out(self, session: CookingSession) -> None:
        for dish in session.state.dishes:
            number = next(n for n in range(1, len(self._taken) + 2) if n not in self._taken)
            place = DishPlace(
                entry_id=self._entry.entry_id,
                kitchen_device=self._kitchen_device,
                number=number,
                session=session,
                dish_id=dish.id,
                name=dish.plan.name,
            )
            self._taken[number] = place
            device = self._device(place.identifier)
            if device is not None and device.name != place.name:
                self._devices.async_update_child_device(device.id, name=place.name)
            self._add(place.entities())

    def _clear(self, session: CookingSession) -> None:
        for number, place in list(self._taken.items()):
            if place.session is session:
                del self._taken[number]
                if (device := self._device(place.identifier)) is not None:
                    self._devices.async_remove_device(device.id)

    def _device(self, identifier: str) -> dr.ChildDeviceEntry | None:
        return self._devices.async_get_child_device_by_identifier((DOMAIN, identifier), self._entry.entry_id)

    def _forget_strangers(self) -> None:
        """Remove the devices of dishes that ended while this entry was not loaded."""
        own = {place.identifier for place in self._taken.values()}
        for device in dr.async_child_entries_for_config_entry(self._devices, self._entry.entry_id):
            names = {name for _, name in device.identifiers}
            if any(name.startswith(f"{self._entry.entry_id}_dish_") for name in names) and not names & own:
                self._devices.async_remove_device(device.id)

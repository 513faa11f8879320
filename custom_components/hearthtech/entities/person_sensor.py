"""Sensors of what each person ate today; disabled by default.

This is health data: it is not in diagnostics, and the sensors are removed together with the person.
"""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import UnitOfEnergy, UnitOfMass
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import ChildDeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.event import async_track_time_change
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, LOGGER
from ..kitchen.changes import Change, ChangeKind
from ..kitchen.errors import KitchenError
from ..kitchen.nutrition.service import EatenDay
from ..kitchen.people.model import Person
from ..models import KitchenConfigEntry
from .book_entity import BookEntity
from .kitchen_device import kitchen_device

PEOPLE_CHANGES = {ChangeKind.PERSON_CHANGED, ChangeKind.PERSON_REMOVED}
MG_PER_G = 1000
SALT_PER_SODIUM = 2.5
"""Regulation (EU) 1169/2011, annex I."""


@dataclass(frozen=True, kw_only=True)
class EatenSensorDescription(SensorEntityDescription):
    """Describes a sum of today: its INFOODS tag, and the factor of its amount."""

    tag: str
    factor: float = 1.0


def _mass(key: str, tag: str, factor: float = 1.0) -> EatenSensorDescription:
    return EatenSensorDescription(
        key=f"eaten_{key}",
        tag=tag,
        factor=factor,
        device_class=SensorDeviceClass.WEIGHT,
        state_class=SensorStateClass.TOTAL,
        native_unit_of_measurement=UnitOfMass.GRAMS,
        suggested_display_precision=1 if key == "salt" else 0,
        entity_registry_enabled_default=False,
    )


EATEN_SENSORS: tuple[EatenSensorDescription, ...] = (
    # No device class, because energy eaten must not appear among the energy used by the house.
    EatenSensorDescription(
        key="eaten_energy",
        tag="ENERC_KCAL",
        state_class=SensorStateClass.TOTAL,
        native_unit_of_measurement=UnitOfEnergy.KILO_CALORIE,
        suggested_display_precision=0,
        entity_registry_enabled_default=False,
    ),
    _mass("protein", "PROCNT"),
    _mass("carbohydrate", "CHOCDF"),
    _mass("fat", "FAT"),
    _mass("fiber", "FIBTG"),
    _mass("salt", "NA", SALT_PER_SODIUM / MG_PER_G),
)


class EatenSensor(BookEntity, SensorEntity):
    """A sum of one person, from midnight to midnight. Unknown if nothing is logged, or a portion is unknown."""

    entity_description: EatenSensorDescription

    def __init__(
        self,
        entry: KitchenConfigEntry,
        person: Person,
        kitchen_device_id: str,
        description: EatenSensorDescription,
    ) -> None:
        """Attach the entity to the device of the person."""
        self.entity_description = description
        self._kitchen = entry.runtime_data
        self._person = person.id
        self._attr_translation_key = description.key
        self._attr_unique_id = f"{entry.entry_id}_{person.id}_{description.key}"
        self._attr_device_info = ChildDeviceInfo(
            identifiers={_device(entry, person.id)}, name=person.name, parent_device_id=kitchen_device_id
        )

    @override
    async def async_added_to_hass(self) -> None:
        """Subscribe to the food log, and restart at midnight."""
        self.async_on_remove(self._kitchen.subscribe(self._changed))
        self.async_on_remove(
            async_track_time_change(self.hass, self.update_from_book, hour=0, minute=0, second=0)
        )
        await self.update_from_book()

    @callback
    def _changed(self, change: Change) -> None:
        if change.subject == self._person and change.kind in {
            ChangeKind.PORTION_EATEN,
            ChangeKind.PERSON_CHANGED,
        }:
            self.update_soon()

    @override
    async def read_book(self) -> EatenDay:
        zone = dt_util.get_default_time_zone()
        return await self._kitchen.food_log.on_day(self._person, dt_util.now(zone).date(), zone)

    @override
    def show_book(self, found: EatenDay) -> None:
        self._attr_last_reset = dt_util.start_of_local_day()
        self._attr_native_value, self._attr_extra_state_attributes = _shown(found, self.entity_description)


def _shown(day: EatenDay, description: EatenSensorDescription) -> tuple[float | None, dict[str, Any]]:
    """Return the sum of a day with its interval, and its share of the daily target (1: all of it)."""
    figure = day.totals.figures.get(description.tag)
    attributes: dict[str, Any] = {"portions": day.totals.portions, "complete": day.totals.complete}
    if figure is None:
        return None, attributes
    attributes |= {
        "low": round(figure.low * description.factor, 1),
        "high": round(figure.high * description.factor, 1),
    }
    if description.tag in day.shares:
        attributes["share"] = round(day.shares[description.tag].amount, 3)
    return round(figure.amount * description.factor, 2), attributes


async def async_add_person_sensors(
    hass: HomeAssistant, entry: KitchenConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the sensors of each person, now and when a person is added; remove those of removed persons."""
    kitchen = entry.runtime_data
    devices = dr.async_get(hass)
    kitchen_device_id = devices.async_get_or_create(
        config_entry_id=entry.entry_id, **kitchen_device(entry)
    ).id
    known: dict[str, str] = {}
    """Names of persons with sensors, by id."""

    async def follow() -> None:
        try:
            people = {person.id: person for person in await kitchen.people.all()}
        except KitchenError as error:
            # The next change of a person is followed again.
            LOGGER.debug("The people can't be read from the book now: %s", error)
            return
        for gone in [person for person in known if person not in people]:
            del known[gone]
            _forget_device(devices, entry, gone)
        for renamed in [person for person in known if known[person] != people[person].name]:
            known[renamed] = people[renamed].name
            _rename_device(devices, entry, people[renamed])
        come = [person for person in people.values() if person.id not in known]
        known.update({person.id: person.name for person in come})
        async_add_entities(
            EatenSensor(entry, person, kitchen_device_id, description)
            for person in come
            for description in EATEN_SENSORS
        )

    @callback
    def changed(change: Change) -> None:
        if change.kind in PEOPLE_CHANGES:
            entry.async_create_task(hass, follow())

    entry.async_on_unload(kitchen.subscribe(changed))
    _forget_strangers(devices, entry, {person.id for person in await kitchen.people.all()})
    await follow()


def _device(entry: KitchenConfigEntry, person_id: str) -> tuple[str, str]:
    return (DOMAIN, f"{entry.entry_id}/{person_id}")


def _forget_device(devices: dr.DeviceRegistry, entry: KitchenConfigEntry, person_id: str) -> None:
    device = devices.async_get_child_device_by_identifier(_device(entry, person_id), entry.entry_id)
    if device is not None:
        devices.async_remove_device(device.id)


def _rename_device(devices: dr.DeviceRegistry, entry: KitchenConfigEntry, person: Person) -> None:
    device = devices.async_get_child_device_by_identifier(_device(entry, person.id), entry.entry_id)
    if device is not None:
        devices.async_update_child_device(device.id, name=person.name)


def _forget_strangers(devices: dr.DeviceRegistry, entry: KitchenConfigEntry, people: set[str]) -> None:
    """Remove the devices of persons who were removed while this entry was not loaded."""
    own = {_device(entry, person) for person in people}
    for device in dr.async_child_entries_for_config_entry(devices, entry.entry_id):
        theirs = {name for name in device.identifiers if name[1].startswith(f"{entry.entry_id}/")}
        if theirs and not theirs & own:
            devices.async_remove_device(device.id)

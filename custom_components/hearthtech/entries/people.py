"""Synchronizes the subentries of the kitchen with the people in its database, in both directions, without a reload."""

from types import MappingProxyType

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigSubentry,
)
from homeassistant.const import STATE_HOME, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..const import LOGGER, SUBENTRY_PERSON
from ..flows.person import CONF_PERSON_ID, arriving
from ..kitchen.changes import Change, ChangeKind
from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.people.model import Person
from ..models import KitchenConfigEntry

_PEOPLE = {ChangeKind.PERSON_CHANGED, ChangeKind.PERSON_REMOVED}


async def async_setup_person_entries(hass: HomeAssistant, entry: KitchenConfigEntry) -> None:
    """Create a subentry for each person, and remove persons whose subentry is removed.

    This does not use an update listener of the entry, because flows that reload an entry may not be combined with one.
    """
    kitchen = entry.runtime_data
    shown = _shown(entry)

    async def follow() -> None:
        try:
            people = {person.id: person.name for person in await kitchen.people.all()}
        except KitchenError as error:
            LOGGER.debug("The people can't be read from the book now: %s", error)
            return
        here = _shown(entry)
        for person_id, subentry_id in here.items():
            if person_id not in people:
                shown.pop(person_id, None)
                hass.config_entries.async_remove_subentry(entry, subentry_id)
            elif entry.subentries[subentry_id].title != people[person_id]:
                hass.config_entries.async_update_subentry(
                    entry, entry.subentries[subentry_id], title=people[person_id]
                )
        for person_id in people.keys() - here.keys() - arriving(hass):
            hass.config_entries.async_add_subentry(entry, _subentry(person_id, people[person_id]))
        shown.update(_shown(entry))

    async def removed(person_id: str) -> None:
        try:
            await kitchen.people.remove(person_id)
        except KitchenError as error:
            if error.code is not ErrorCode.PERSON_NOT_FOUND:
                # The person was not removed, so the subentry is created again.
                await follow()

    @callback
    def person_changed(change: Change) -> None:
        if change.kind in _PEOPLE:
            entry.async_create_task(hass, follow())

    @callback
    def entry_changed(kind: ConfigEntryChange, changed: ConfigEntry) -> None:
        if kind is not ConfigEntryChange.UPDATED or changed.entry_id != entry.entry_id:
            return
        now = _shown(entry)
        arriving(hass).difference_update(now)
        gone = [person_id for person_id in shown if person_id not in now]
        shown.clear()
        shown.update(now)
        for person_id in gone:
            entry.async_create_task(hass, removed(person_id))

    await follow()
    entry.async_on_unload(kitchen.subscribe(person_changed))
    entry.async_on_unload(async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, entry_changed))


@callback
def at_home(hass: HomeAssistant, person: Person) -> bool | None:
    """Whether a person is at home according to the linked person entity; `None` without one or if unknown."""
    state = None if person.home_assistant_person is None else hass.states.get(person.home_assistant_person)
    if state is None or state.state in {STATE_UNKNOWN, STATE_UNAVAILABLE}:
        return None
    return state.state == STATE_HOME


def _shown(entry: ConfigEntry) -> dict[str, str]:
    """Return the subentry of each person."""
    return {
        subentry.data[CONF_PERSON_ID]: subentry.subentry_id
        for subentry in entry.subentries.values()
        if subentry.subentry_type == SUBENTRY_PERSON
    }


def _subentry(person_id: str, name: str) -> ConfigSubentry:
    return ConfigSubentry(
        data=MappingProxyType({CONF_PERSON_ID: person_id}),
        subentry_type=SUBENTRY_PERSON,
        title=name,
        unique_id=person_id,
    )

"""Actions of personal data: everything that the kitchen holds about one person, and its removal."""

from typing import Final

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.helpers import config_validation as cv, entity_registry as er
import voluptuous as vol

from ..const import DOMAIN
from ..errors import translated_errors
from ..json_encoding import to_json
from ..kitchen.people.model import Person
from ..models import loaded_kitchen
from ..permissions import async_require_admin, async_require_own_person
from .action import Action, caller

ATTR_CONFIRM: Final = "confirm"
ATTR_NAMES: Final = "names"
ATTR_PERSON: Final = "person"
ERASE_PERSON: Final = "erase_person"
EXPORT_PERSON: Final = "export_person"
PURGE_ENTITIES: Final = "purge_entities"
RECORDER_DOMAIN: Final = "recorder"
"""The recorder is not imported: the kitchen works without it."""

_NAMES: Final = {
    vol.Required(ATTR_PERSON): cv.string,
    vol.Optional(ATTR_NAMES, default=list): vol.All(cv.ensure_list, [cv.string]),
}
EXPORT_PERSON_SCHEMA: Final = vol.Schema(_NAMES)
ERASE_PERSON_SCHEMA: Final = vol.Schema({**_NAMES, vol.Required(ATTR_CONFIRM): vol.All(cv.boolean, True)})


async def _names(hass: HomeAssistant, person: Person, names: list[str]) -> list[str]:
    """Return the given names, and those of the linked person and user in Home Assistant."""
    state = hass.states.get(person.home_assistant_person) if person.home_assistant_person else None
    if state is None:
        return names
    user_id = state.attributes.get("user_id")
    user = await hass.auth.async_get_user(user_id) if isinstance(user_id, str) else None
    others = [state.name, user_id or "", "" if user is None else user.name or ""]
    return [*names, *others]


async def _export_person(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        person = await kitchen.people.get(call.data[ATTR_PERSON])
    await async_require_own_person(call.hass, call.context, person)
    with translated_errors():
        _, rows = await kitchen.personal_data.export(
            person.id, await _names(call.hass, person, call.data[ATTR_NAMES])
        )
    return {"person": to_json(person), "rows": to_json(rows)}


async def _erase_person(call: ServiceCall) -> ServiceResponse:
    await async_require_admin(call.hass, call.context)
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        person = await kitchen.people.get(call.data[ATTR_PERSON])
        entities = _entities(call.hass, person.id)
        erased = await kitchen.personal_data.erase(
            person.id, await _names(call.hass, person, call.data[ATTR_NAMES]), actor=caller(call)
        )
    # The entities go with the person's subentry; their history is in the recorder.
    if entities and call.hass.services.has_service(RECORDER_DOMAIN, PURGE_ENTITIES):
        data = {"entity_id": entities, "keep_days": 0}
        await call.hass.services.async_call(RECORDER_DOMAIN, PURGE_ENTITIES, data, context=call.context)
    return {
        "deleted": to_json(erased.deleted),
        "cleared": to_json(erased.cleared),
        "mentioned": to_json(erased.mentioned),
        "history_of": to_json(entities),
    }


@callback
def _entities(hass: HomeAssistant, person_id: str) -> list[str]:
    """Return the ids of the entities of a person."""
    return sorted(
        entity.entity_id
        for entity in er.async_get(hass).entities.values()
        if entity.platform == DOMAIN and f"_{person_id}_" in entity.unique_id
    )


ACTIONS: Final = (
    Action(
        name=EXPORT_PERSON,
        handler=_export_person,
        schema=EXPORT_PERSON_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action(name=ERASE_PERSON, handler=_erase_person, schema=ERASE_PERSON_SCHEMA),
)

"""WebSocket commands that add, change and remove people: the form of the panel.

Administrators may change everybody. Other users may change their own needs, body, targets and who may see them. Personal
data never pass through an action, whose data the recorder would store.
"""

from dataclasses import replace
from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.nutrition.personal_targets import daily_reference
from ..kitchen.people.model import ActivityLevel, Allergen, Diet, Goal, Person, Severity, Sex
from ..kitchen.people.store import MOST_WORDS, person_to_json
from ..models import loaded_kitchen
from ..permissions import async_require_admin, async_require_own_person, user_of_person
from .answering import answered

TARGETS: Final = ("ENERC_KCAL", "PROCNT", "CHOCDF", "FAT", "FIBTG", "FASAT", "NA")
"""INFOODS tags whose targets are in the form; those of other tags are kept."""


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise vol.Invalid("not a number")
    return value


def _year(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise vol.Invalid("not a year")
    return value


_ID = vol.All(str, vol.Length(min=1, max=128))
_WORDS = vol.All([vol.All(str, vol.Length(max=500))], vol.Length(max=MOST_WORDS))
_AMOUNT = vol.Any(None, _number)
_VALUES: Final = vol.Schema(
    {
        vol.Required("name"): vol.All(str, vol.Length(max=500)),
        vol.Required("guest"): bool,
        vol.Required("home_assistant_person"): vol.Any(None, vol.All(str, vol.Length(max=255))),
        vol.Required("health_readers"): _WORDS,
        vol.Required("allergens"): {vol.Coerce(Allergen): vol.Coerce(Severity)},
        vol.Required("diets"): vol.All([vol.Coerce(Diet)], vol.Length(max=len(Diet))),
        vol.Required("avoids"): _WORDS,
        vol.Required("dislikes"): _WORDS,
        vol.Required("favorites"): _WORDS,
        vol.Required("birth_year"): vol.Any(None, _year),
        vol.Required("sex"): vol.Any(None, vol.Coerce(Sex)),
        vol.Required("height_cm"): _AMOUNT,
        vol.Required("weight_kg"): _AMOUNT,
        vol.Required("portion"): _AMOUNT,
        vol.Required("activity"): vol.Any(None, vol.Coerce(ActivityLevel)),
        vol.Required("goal"): vol.Coerce(Goal),
        vol.Required("targets"): {vol.In(TARGETS): vol.ExactSequence([_AMOUNT, _AMOUNT])},
    }
)


@websocket_command({vol.Required("type"): "hearthtech/person", vol.Optional("person", default=""): str})
@answered
async def ws_person(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return the values of the form for a person, or for a new one, and what can be chosen in it."""
    context = connection.context(msg)
    if msg["person"]:
        person = await loaded_kitchen(hass).people.get(msg["person"])
        await async_require_own_person(hass, context, person)
    else:
        await async_require_admin(hass, context)
        person = Person(name="")
    amounts = daily_reference(replace(person, targets={}), dt_util.now().year).amounts
    return {
        "id": person.id,
        "values": _values(person),
        "reference": {tag: round(amounts[tag], 1) for tag in TARGETS if tag in amounts},
        "readers": await _readers(hass, person),
        "linked": [
            {"id": state.entity_id, "name": state.name}
            for state in sorted(hass.states.async_all("person"), key=lambda one: one.name.casefold())
        ],
    }


@websocket_command(
    {
        vol.Required("type"): "hearthtech/person/save",
        vol.Optional("person", default=""): vol.All(str, vol.Length(max=128)),
        vol.Required("values"): _VALUES,
        vol.Optional("base"): _VALUES,
    }
)
@answered
async def ws_save_person(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Add a person, or change what differs from `base`, the values that the form was opened with.

    The answer has the id, or in `invalid` the field whose value can't be.
    """
    people, context, actor = loaded_kitchen(hass).people, connection.context(msg), connection.user.id
    values, base = msg["values"], msg.get("base", msg["values"])
    if not msg["person"]:
        await async_require_admin(hass, context)
        known = None
    else:
        known = await people.get(msg["person"])
        await async_require_own_person(hass, context, known)
        if not connection.user.is_admin:
            # Who somebody is, is for administrators to say: this link gives the right to change the person.
            own = {
                "name": known.name,
                "guest": known.guest,
                "home_assistant_person": known.home_assistant_person,
            }
            values, base = values | own, base | own
    try:
        if known is None:
            saved = await people.add(_person(Person(name=""), values), actor=actor)
        elif "base" in msg:
            saved = await people.change(_person(known, values), base=_person(known, base), actor=actor)
        else:
            saved = await people.change(_person(known, values), actor=actor)
    except KitchenError as error:
        if error.code is not ErrorCode.INVALID:
            raise
        return {"invalid": str(error.data.get("field", ""))}
    return {"id": saved.id}


@websocket_command({vol.Required("type"): "hearthtech/person/remove", vol.Required("person"): _ID})
@answered
async def ws_remove_person(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Remove a person from the household; `person/bring_back` undoes it. For administrators."""
    await async_require_admin(hass, connection.context(msg))
    removed = await loaded_kitchen(hass).people.remove(msg["person"], actor=connection.user.id)
    return {"id": removed.id, "name": removed.name}


@websocket_command({vol.Required("type"): "hearthtech/person/bring_back", vol.Required("person"): _ID})
@answered
async def ws_bring_back_person(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Undo the removal of a person. For administrators."""
    await async_require_admin(hass, connection.context(msg))
    person = await loaded_kitchen(hass).people.bring_back(msg["person"], actor=connection.user.id)
    return {"id": person.id}


def _values(person: Person) -> dict[str, Any]:
    """Return the values of the form of a person."""
    told = person_to_json(person)
    return {**told, "targets": {tag: told["targets"][tag] for tag in TARGETS if tag in told["targets"]}}


def _person(known: Person, values: dict[str, Any]) -> Person:
    """Return a person with the values of the form; what the form does not have is kept."""
    others = {tag: ends for tag, ends in known.targets.items() if tag not in TARGETS}
    chosen = {
        tag: (low, high) for tag, (low, high) in values["targets"].items() if (low, high) != (None, None)
    }
    texts = ("avoids", "dislikes", "favorites", "health_readers")
    return replace(
        known,
        **{
            **values,
            **{name: tuple(values[name]) for name in texts},
            "diets": frozenset(values["diets"]),
            "targets": others | chosen,
        },
    )


async def _readers(hass: HomeAssistant, person: Person) -> list[dict[str, str]]:
    """Return the users who can be permitted to see a person's needs.

    Administrators and the person's own user are left out: they may always see them.
    """
    own = user_of_person(hass, person)
    return [
        {"id": user.id, "name": user.name or user.id}
        for user in await hass.auth.async_get_users()
        if user.is_active and not user.system_generated and not user.is_admin and user.id != own
    ]


@callback
def async_setup_person_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_person, ws_save_person, ws_remove_person, ws_bring_back_person):
        websocket_api.async_register_command(hass, command)

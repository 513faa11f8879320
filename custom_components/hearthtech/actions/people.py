"""Actions of people: who eats here, what a recipe or a meal means for them, what may stand in for a food.

Who is no administrator is told names only by `list_people`: needs are health data. A check tells what it must.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from custom_components.hearthtech.data import loaded_kitchen
from custom_components.hearthtech.errors import translated_errors
from custom_components.hearthtech.kitchen.food_work import MOST_LINES
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.people.check import Verdict
from custom_components.hearthtech.kitchen.people.store import person_to_json
from custom_components.hearthtech.kitchen.people.substitutes import NOTES
from custom_components.hearthtech.person_entries import at_home
from custom_components.hearthtech.plain import plain

from .action import Action
from .food import ATTR_FOOD, ATTR_INGREDIENTS, ATTR_LANGUAGE, LANGUAGES
from .recipes import ATTR_NAME, ATTR_RECIPE, find_recipe

ATTR_MEAL: Final = "meal"
ATTR_PEOPLE: Final = "people"
CHECK_MEAL: Final = "check_meal"
CHECK_RECIPE: Final = "check_recipe"
FIND_SUBSTITUTES: Final = "find_substitutes"
LIST_PEOPLE: Final = "list_people"

_PEOPLE: dict[Any, Any] = {vol.Optional(ATTR_PEOPLE): vol.All(cv.ensure_list, [cv.string])}
_LANGUAGE: dict[Any, Any] = {vol.Optional(ATTR_LANGUAGE): vol.In(LANGUAGES)}
CHECK_RECIPE_SCHEMA: Final = vol.Schema(
    vol.All(
        {
            vol.Exclusive(ATTR_RECIPE, "what"): cv.string,
            vol.Exclusive(ATTR_INGREDIENTS, "what"): vol.All(
                cv.ensure_list, [cv.string], vol.Length(min=1, max=MOST_LINES)
            ),
            vol.Optional(ATTR_NAME, default=""): cv.string,
            **_PEOPLE,
            **_LANGUAGE,
        },
        cv.has_at_least_one_key(ATTR_RECIPE, ATTR_INGREDIENTS),
    )
)
CHECK_MEAL_SCHEMA: Final = vol.Schema({vol.Required(ATTR_MEAL): cv.string})
FIND_SUBSTITUTES_SCHEMA: Final = vol.Schema(
    {vol.Required(ATTR_FOOD): cv.string, vol.Optional(ATTR_RECIPE): cv.string, **_PEOPLE, **_LANGUAGE}
)


def _language(call: ServiceCall) -> str:
    told: str = call.data.get(ATTR_LANGUAGE) or call.hass.config.language.partition("-")[0]
    return told if told in LANGUAGES else "en"


async def _list_people(call: ServiceCall) -> ServiceResponse:
    user_id = call.context.user_id
    user = None if user_id is None else await call.hass.auth.async_get_user(user_id)
    # An automation has no user; it was written by somebody who may.
    all_of_it = user_id is None or (user is not None and user.is_admin)
    with translated_errors():
        people = await loaded_kitchen(call.hass).people()
    return {
        "people": [
            {
                "id": person.id,
                "at_home": at_home(call.hass, person),
                **(person_to_json(person) if all_of_it else {"name": person.name}),
            }
            for person in people
        ]
    }


async def _check_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    people = call.data.get(ATTR_PEOPLE)
    with translated_errors():
        if ATTR_RECIPE in call.data:
            recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
            verdicts = await kitchen.check_recipe(recipe.id, people)
        else:
            verdicts = await kitchen.check_lines(
                call.data[ATTR_INGREDIENTS], people, language=_language(call), title=call.data[ATTR_NAME]
            )
        return {"people": await _told(kitchen, verdicts)}


async def _check_meal(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        verdicts = await kitchen.check_meal(call.data[ATTR_MEAL])
        return {"people": await _told(kitchen, verdicts)}


async def _find_substitutes(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        named = call.data.get(ATTR_RECIPE)
        recipe = None if named is None else await find_recipe(kitchen, named)
        found = await kitchen.substitutes(
            call.data[ATTR_FOOD],
            recipe_id=None if recipe is None else recipe.id,
            people=call.data.get(ATTR_PEOPLE),
            language=_language(call),
        )
    return {
        "substitutes": [
            {**_plain(asdict(substitution)), "advice": NOTES.get(substitution.note, "")}
            for substitution in found
        ]
    }


async def _told(kitchen: Kitchen, verdicts: Iterable[Verdict]) -> list[Any]:
    """Each person with their verdicts. Who has no needs is not among them: nothing was asked."""
    names = {person.id: person.name for person in await kitchen.people()}
    told: dict[str, dict[str, Any]] = {}
    for verdict in verdicts:
        person = told.setdefault(
            verdict.person_id,
            {"id": verdict.person_id, "name": names.get(verdict.person_id, ""), "safe": True, "verdicts": []},
        )
        person["safe"] = person["safe"] and not verdict.harms
        person["verdicts"].append(
            {key: value for key, value in _plain(asdict(verdict)).items() if key != "person_id"}
        )
    return list(told.values())


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    made = plain(dict(values))
    assert isinstance(made, dict)
    return made


ACTIONS: Final = (
    Action(name=LIST_PEOPLE, handler=_list_people, schema=vol.Schema({}), response=SupportsResponse.ONLY),
    Action(
        name=CHECK_RECIPE, handler=_check_recipe, schema=CHECK_RECIPE_SCHEMA, response=SupportsResponse.ONLY
    ),
    Action(name=CHECK_MEAL, handler=_check_meal, schema=CHECK_MEAL_SCHEMA, response=SupportsResponse.ONLY),
    Action(
        name=FIND_SUBSTITUTES,
        handler=_find_substitutes,
        schema=FIND_SUBSTITUTES_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
)

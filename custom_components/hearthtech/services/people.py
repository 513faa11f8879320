"""Actions of people: who eats, what a recipe or a meal means for them, and which substitutes exist.

`list_people` returns only names to users without administrator rights, since restrictions are health data. A check
returns what is necessary; `get_person_book` answers those who may see the needs of that person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..entries.people import at_home
from ..errors import translated_errors
from ..json_encoding import to_json
from ..kitchen.kitchen import Kitchen
from ..kitchen.nutrition.service import MOST_LINES
from ..kitchen.people.check import CheckResult
from ..kitchen.people.store import person_to_json
from ..kitchen.people.substitutes import notes
from ..models import loaded_kitchen
from ..permissions import async_require_health
from .action import Action
from .food import ATTR_FOOD, ATTR_INGREDIENTS, ATTR_LANGUAGE, LANGUAGES
from .recipes import ATTR_NAME, ATTR_RECIPE, find_recipe

ATTR_MEAL: Final = "meal"
ATTR_PEOPLE: Final = "people"
ATTR_PERSON: Final = "person"
CHECK_MEAL: Final = "check_meal"
CHECK_RECIPE: Final = "check_recipe"
FIND_SUBSTITUTES: Final = "find_substitutes"
GET_PERSON_BOOK: Final = "get_person_book"
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
PERSON_BOOK_SCHEMA: Final = vol.Schema({vol.Required(ATTR_PERSON): cv.string})
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
    # An automation has no user; it was written by an administrator.
    all_of_it = user_id is None or (user is not None and user.is_admin)
    with translated_errors():
        people = await loaded_kitchen(call.hass).people.all()
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


async def _get_person_book(call: ServiceCall) -> ServiceResponse:
    """Return which recipes suit a person, for those who may see what the person needs."""
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        person = await kitchen.people.get(call.data[ATTR_PERSON])
    await async_require_health(call.hass, call.context, person)
    with translated_errors():
        return _plain(asdict(await kitchen.person_book.of(person.id)))


async def _check_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    people = call.data.get(ATTR_PEOPLE)
    with translated_errors():
        if ATTR_RECIPE in call.data:
            recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
            verdicts = await kitchen.people.check_recipe(recipe.id, people)
        else:
            verdicts = await kitchen.people.check_lines(
                call.data[ATTR_INGREDIENTS], people, language=_language(call), title=call.data[ATTR_NAME]
            )
        return {"people": await _check_data(kitchen, verdicts)}


async def _check_meal(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        verdicts = await kitchen.people.check_meal(call.data[ATTR_MEAL])
        return {"people": await _check_data(kitchen, verdicts)}


async def _find_substitutes(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        named = call.data.get(ATTR_RECIPE)
        recipe = None if named is None else await find_recipe(kitchen, named)
        found = await kitchen.people.substitutes(
            call.data[ATTR_FOOD],
            recipe_id=None if recipe is None else recipe.id,
            people=call.data.get(ATTR_PEOPLE),
            language=_language(call),
        )
    return {
        "substitutes": [
            {**_plain(asdict(substitution)), "advice": notes().get(substitution.note, "")}
            for substitution in found
        ]
    }


async def _check_data(kitchen: Kitchen, verdicts: Iterable[CheckResult]) -> list[Any]:
    """Return the persons with their verdicts. Persons without restrictions are omitted."""
    names = {person.id: person.name for person in await kitchen.people.all()}
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
    made = to_json(dict(values))
    assert isinstance(made, dict)
    return made


ACTIONS: Final = (
    Action(name=LIST_PEOPLE, handler=_list_people, schema=vol.Schema({}), response=SupportsResponse.ONLY),
    Action(
        name=GET_PERSON_BOOK,
        handler=_get_person_book,
        schema=PERSON_BOOK_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
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

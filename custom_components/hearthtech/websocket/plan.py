"""WebSocket commands of the plan: its board, candidates for a meal, what they would do to the people, and undo."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..kitchen.meal_plan.meal import MealSlot
from ..kitchen.meal_plan.preparation_service import MealPreparation
from ..kitchen.people.check import CheckResult
from ..kitchen.people.model import Person
from ..kitchen.people.portions import portion_of
from ..kitchen.suggestions.board_service import MOST_CHECKED, BoardMeal
from ..kitchen.suggestions.messages import reason_words
from ..kitchen.suggestions.service import MEAL_TIMES
from ..models import loaded_kitchen
from ..services.suggestions import reads_day, told_reasons
from .answering import answered

MOST_DAYS: Final = 62
MOST_FOUND: Final = 12

_ID = vol.All(str, vol.Length(min=1, max=128))
_IDS = vol.All([_ID], vol.Length(max=MOST_CHECKED))


def _day(value: object) -> date:
    if not isinstance(value, str):
        raise vol.Invalid("not a date")
    try:
        found = date.fromisoformat(value)
    except ValueError as error:
        raise vol.Invalid("not a date") from error
    if not 1970 <= found.year <= 2200:
        raise vol.Invalid("not a date of our time")
    return found


@websocket_command(
    {
        vol.Required("type"): "hearthtech/plan",
        vol.Required("start"): _day,
        vol.Optional("days", default=7): vol.All(int, vol.Range(min=1, max=MOST_DAYS)),
    }
)
@answered
async def ws_plan_board(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return the planned meals of some days, what is prepared in them, and who eats."""
    kitchen = loaded_kitchen(hass)
    start = dt_util.start_of_local_day(msg["start"])
    end = dt_util.start_of_local_day(msg["start"] + timedelta(days=msg["days"]))
    found, people = await kitchen.board.between(start, end)
    prepared = await kitchen.preparations.between(start, end)
    today = dt_util.now().date()
    return {
        "today": today.isoformat(),
        "times": {slot.value: time.isoformat("minutes") for slot, time in MEAL_TIMES.items()},
        "people": [_person(person, today.year) for person in people],
        "meals": [_meal(one) for one in found],
        "preparations": [_preparation(one) for one in prepared],
    }


@websocket_command(
    {
        vol.Required("type"): "hearthtech/plan/check",
        vol.Required("recipes"): _IDS,
        vol.Optional("people", default=list): _IDS,
    }
)
@answered
async def ws_plan_check(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return what recipes would do to the people of a meal."""
    found = await loaded_kitchen(hass).board.trouble(set(msg["recipes"]), msg["people"])
    return {recipe_id: _trouble(results) for recipe_id, results in found.items()}


@websocket_command(
    {
        vol.Required("type"): "hearthtech/plan/candidates",
        vol.Optional("query", default=""): vol.All(str, vol.Length(max=200)),
        vol.Optional("slot"): vol.Coerce(MealSlot),
        vol.Optional("people", default=list): _IDS,
        vol.Optional("language", default="en"): vol.All(str, vol.Length(max=16)),
        vol.Optional("without", default=list): vol.All([_ID], vol.Length(max=200)),
    }
)
@answered
async def ws_candidates(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return recipes for a meal: what the words find, or without words what the kitchen suggests, with reasons."""
    kitchen = loaded_kitchen(hass)
    query, left_out = msg["query"].strip(), set(msg["without"])
    language = msg["language"].partition("-")[0]
    told: list[dict[str, Any]]
    if query:
        hits = await kitchen.recipes.search(query, limit=MOST_FOUND)
        told = [{"id": hit.id, "name": hit.name, "minutes": None, "reasons": []} for hit in hits]
    else:
        suggested = await kitchen.suggestions.suggest(
            people=msg["people"] or None, slot=msg.get("slot"), limit=MOST_FOUND + len(left_out)
        )
        private = await reads_day(hass, connection.context(msg), msg["people"])
        told = [
            {
                "id": one.recipe_id,
                "name": one.name,
                "minutes": None if one.total_time_s is None else round(one.total_time_s / 60),
                "reasons": [
                    reason_words(reason, language) for reason in told_reasons(one.reasons, private=private)
                ],
            }
            for one in suggested.found
            if one.recipe_id not in left_out
        ][:MOST_FOUND]
    found = await kitchen.board.trouble({str(one["id"]) for one in told}, msg["people"])
    return {"recipes": [{**one, "trouble": _trouble(found.get(str(one["id"]), ()))} for one in told]}


@websocket_command({vol.Required("type"): "hearthtech/plan/bring_back", vol.Required("meal"): _ID})
@answered
async def ws_bring_back(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Undo the removal of a meal; return its id."""
    meal = await loaded_kitchen(hass).meal_plan.bring_back(msg["meal"], actor=connection.user.id)
    return {"id": meal.id}


def _person(person: Person, year: int) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "share": portion_of(person, year), "guest": person.guest}


def _meal(one: BoardMeal) -> dict[str, Any]:
    meal = one.meal
    return {
        "id": meal.id,
        **_place(meal.starts_at),
        "slot": meal.slot.value,
        "name": meal.words,
        "recipe": meal.recipe_id,
        "servings": meal.servings,
        "people": list(meal.people),
        "cook": meal.cook,
        "locked": meal.locked,
        "rule": meal.rule,
        "leftover_of": meal.leftover_of,
        "frozen": meal.frozen,
        "kcal": None if one.kcal is None else round(one.kcal),
        "minutes": None if one.total_time_s is None else round(one.total_time_s / 60),
        "trouble": _trouble(one.trouble),
    }


def _preparation(one: MealPreparation) -> dict[str, Any]:
    return {
        "id": one.id,
        **_place(one.begin_at),
        "meal": one.meal.id,
        "name": one.meal.words,
        "kind": one.kind.value,
        "words": one.words,
        "done": one.done,
    }


def _place(moment: datetime) -> dict[str, str]:
    local = dt_util.as_local(moment)
    return {"day": local.date().isoformat(), "time": local.strftime("%H:%M")}


def _trouble(results: Iterable[CheckResult]) -> list[dict[str, Any]]:
    return [
        {
            "person": result.person_id,
            "need": result.need.value,
            "code": result.code,
            "standing": result.standing.value,
            "harms": result.harms,
            "lines": list(dict.fromkeys(reason.line for reason in result.reasons if reason.line))[:3],
        }
        for result in results
    ]


@callback
def async_setup_plan_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_plan_board, ws_plan_check, ws_candidates, ws_bring_back):
        websocket_api.async_register_command(hass, command)

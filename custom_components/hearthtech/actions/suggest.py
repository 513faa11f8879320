"""Actions that suggest meals and propose weeks. Nothing is planned before it is accepted."""

from typing import Any, Final

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from custom_components.hearthtech.data import loaded_kitchen
from custom_components.hearthtech.errors import translated_errors
from custom_components.hearthtech.kitchen.plan.meal import Slot
from custom_components.hearthtech.kitchen.suggest.model import Reason, Suggestions
from custom_components.hearthtech.kitchen.suggest.words import answer_words, reason_words

from .action import Action, caller
from .plan import meal_data

ATTR_AWAY: Final = "away"
ATTR_BURNERS: Final = "burners"
ATTR_DAYS: Final = "days"
ATTR_IN_SEASON: Final = "in_season"
ATTR_LEFTOVERS: Final = "leftovers"
ATTR_LIMIT: Final = "limit"
ATTR_MAX_TIME: Final = "max_time"
ATTR_MEALS: Final = "meals"
ATTR_PEOPLE: Final = "people"
ATTR_PROPOSAL: Final = "proposal"
ATTR_REPLACE: Final = "replace"
ATTR_SLOT: Final = "slot"
ATTR_SLOTS: Final = "slots"
ATTR_START: Final = "start"
ATTR_USE_UP: Final = "use_up"
ATTR_WITH: Final = "with_ingredients"
ATTR_WITHOUT: Final = "without_ingredients"

_WORDS = vol.All(cv.ensure_list, [cv.string])

SUGGEST_SCHEMA: Final = vol.Schema(
    {
        vol.Optional(ATTR_PEOPLE): _WORDS,
        vol.Optional(ATTR_SLOT): vol.Coerce(Slot),
        vol.Optional(ATTR_MAX_TIME): cv.positive_time_period,
        vol.Optional(ATTR_BURNERS): vol.All(vol.Coerce(int), vol.Range(min=0, max=8)),
        vol.Optional(ATTR_USE_UP, default=False): cv.boolean,
        vol.Optional(ATTR_IN_SEASON, default=False): cv.boolean,
        vol.Optional(ATTR_WITH, default=list): _WORDS,
        vol.Optional(ATTR_WITHOUT, default=list): _WORDS,
        vol.Optional(ATTR_LIMIT, default=5): vol.All(vol.Coerce(int), vol.Range(min=1, max=50)),
    }
)
PROPOSE_SCHEMA: Final = vol.Schema(
    {
        vol.Optional(ATTR_START): cv.date,
        vol.Optional(ATTR_DAYS, default=7): vol.All(vol.Coerce(int), vol.Range(min=1, max=14)),
        vol.Optional(ATTR_SLOTS, default=[Slot.DINNER]): vol.All(cv.ensure_list, [vol.Coerce(Slot)]),
        vol.Optional(ATTR_PEOPLE): _WORDS,
        vol.Optional(ATTR_AWAY): vol.Schema({cv.string: vol.All(cv.ensure_list, [cv.date])}),
        vol.Optional(ATTR_MAX_TIME): cv.positive_time_period,
        vol.Optional(ATTR_LEFTOVERS, default=0): vol.All(vol.Coerce(int), vol.Range(min=0, max=7)),
        vol.Optional(ATTR_REPLACE, default=False): cv.boolean,
    }
)
ACCEPT_SCHEMA: Final = vol.Schema({vol.Required(ATTR_PROPOSAL): cv.string, vol.Optional(ATTR_MEALS): _WORDS})


def language_of(hass: HomeAssistant) -> str:
    """The language in which reasons are told: `de` of `de-CH`."""
    return hass.config.language.partition("-")[0]


async def _suggest(call: ServiceCall) -> ServiceResponse:
    max_time = call.data.get(ATTR_MAX_TIME)
    language = language_of(call.hass)
    with translated_errors():
        found = await loaded_kitchen(call.hass).suggest(
            people=call.data.get(ATTR_PEOPLE),
            slot=call.data.get(ATTR_SLOT),
            max_time_s=None if max_time is None else max_time.total_seconds(),
            burners=call.data.get(ATTR_BURNERS),
            use_up=call.data[ATTR_USE_UP],
            in_season=call.data[ATTR_IN_SEASON],
            with_foods=call.data[ATTR_WITH],
            without_foods=call.data[ATTR_WITHOUT],
            limit=call.data[ATTR_LIMIT],
        )
    return suggestions_data(found, language)


async def _propose_week(call: ServiceCall) -> ServiceResponse:
    max_time = call.data.get(ATTR_MAX_TIME)
    language = language_of(call.hass)
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        away = {(await kitchen.person(name)).id: days for name, days in call.data.get(ATTR_AWAY, {}).items()}
        proposal = await kitchen.propose_week(
            start=call.data.get(ATTR_START),
            days=call.data[ATTR_DAYS],
            slots=call.data[ATTR_SLOTS],
            people=call.data.get(ATTR_PEOPLE),
            away=away,
            max_time_s=None if max_time is None else max_time.total_seconds(),
            leftovers=call.data[ATTR_LEFTOVERS],
            replace_planned=call.data[ATTR_REPLACE],
        )
    told: dict[str, Any] = {
        "proposal": proposal.id,
        "answer": proposal.answer.value,
        "words": answer_words(proposal.answer, language),
        "meals": [
            {**meal_data(one.meal), "reasons": _reasons(one.reasons, language)} for one in proposal.meals
        ],
        "open": [
            {
                "day": wish.day.isoformat(),
                "slot": wish.slot.value,
                "starts_at": dt_util.as_local(wish.starts_at).isoformat(),
            }
            for wish in proposal.open
        ],
        "score": round(proposal.score, 3),
        "score_parts": {name: round(value, 3) for name, value in proposal.parts.items()},
        "targets_missed": dict(proposal.missed),
        "replaces": list(proposal.replaces),
    }
    return told


async def _accept_plan(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        planned = await loaded_kitchen(call.hass).accept_plan(
            call.data[ATTR_PROPOSAL], only=call.data.get(ATTR_MEALS), who=caller(call)
        )
    return {"meals": [meal_data(meal) for meal in planned]}


def suggestions_data(found: Suggestions, language: str) -> dict[str, Any]:
    """Suggestions in plain values, reasons as code, data and a sentence."""
    return {
        "answer": found.answer.value,
        "words": answer_words(found.answer, language),
        "recipes": [
            {
                "id": one.recipe_id,
                "name": one.name,
                "minutes": None if one.total_time_s is None else round(one.total_time_s / 60),
                "score": one.score,
                "reasons": _reasons(one.reasons, language),
            }
            for one in found.found
        ],
        "left_out": dict(found.left_out),
    }


def _reasons(reasons: tuple[Reason, ...], language: str) -> list[dict[str, Any]]:
    return [
        {"code": reason.code.value, "data": dict(reason.data), "words": reason_words(reason, language)}
        for reason in reasons
    ]


ACTIONS: Final = (
    Action(name="suggest_meals", handler=_suggest, schema=SUGGEST_SCHEMA, response=SupportsResponse.ONLY),
    Action(name="propose_week", handler=_propose_week, schema=PROPOSE_SCHEMA, response=SupportsResponse.ONLY),
    Action(name="accept_plan", handler=_accept_plan, schema=ACCEPT_SCHEMA),
)

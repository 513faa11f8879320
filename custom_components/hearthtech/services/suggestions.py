"""Actions that suggest meals and propose weeks. Nothing is planned before it is accepted."""

from collections.abc import Sequence
from typing import Any, Final

from homeassistant.core import Context, HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..errors import translated_errors
from ..kitchen.meal_plan.meal import MOST_AGAIN_AFTER_DAYS, MealSlot
from ..kitchen.suggestions.empty_answers import cause_words
from ..kitchen.suggestions.messages import answer_words, reason_words
from ..kitchen.suggestions.model import ReasonCode, SuggestionReason, Suggestions
from ..models import loaded_kitchen
from ..permissions import async_may_read_health_of_all
from ..validators import positive_period
from .action import Action, caller
from .meal_results import meal_data

ATTR_AGAIN_AFTER: Final = "again_after"
ATTR_AWAY: Final = "away"
ATTR_BURNERS: Final = "burners"
ATTR_DAYS: Final = "days"
ATTR_FROZEN: Final = "frozen"
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
        vol.Optional(ATTR_SLOT): vol.Coerce(MealSlot),
        vol.Optional(ATTR_MAX_TIME): positive_period,
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
        vol.Optional(ATTR_SLOTS, default=[MealSlot.DINNER]): vol.All(cv.ensure_list, [vol.Coerce(MealSlot)]),
        vol.Optional(ATTR_PEOPLE): _WORDS,
        vol.Optional(ATTR_AWAY): vol.Schema({cv.string: vol.All(cv.ensure_list, [cv.date])}),
        vol.Optional(ATTR_MAX_TIME): positive_period,
        vol.Optional(ATTR_LEFTOVERS, default=0): vol.All(vol.Coerce(int), vol.Range(min=0, max=7)),
        vol.Optional(ATTR_FROZEN, default=0): vol.All(vol.Coerce(int), vol.Range(min=0, max=14)),
        vol.Optional(ATTR_AGAIN_AFTER): vol.All(vol.Coerce(int), vol.Range(min=1, max=MOST_AGAIN_AFTER_DAYS)),
        vol.Optional(ATTR_REPLACE, default=False): cv.boolean,
    }
)
ACCEPT_SCHEMA: Final = vol.Schema({vol.Required(ATTR_PROPOSAL): cv.string, vol.Optional(ATTR_MEALS): _WORDS})


def language_of(hass: HomeAssistant) -> str:
    """Return the language of reasons: `de` of `de-CH`."""
    return hass.config.language.partition("-")[0]


async def _suggest(call: ServiceCall) -> ServiceResponse:
    max_time = call.data.get(ATTR_MAX_TIME)
    language = language_of(call.hass)
    with translated_errors():
        found = await loaded_kitchen(call.hass).suggestions.suggest(
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
        private = await reads_day(call.hass, call.context, call.data.get(ATTR_PEOPLE))
    return suggestions_data(found, language, private=private)


async def reads_day(hass: HomeAssistant, context: Context | None, people: Sequence[str] | None) -> bool:
    """Whether the caller may hear what the people of a meal ate and miss: by default all of the household."""
    kitchen = loaded_kitchen(hass)
    named = [await kitchen.people.get(one) for one in people] if people else await kitchen.people.all()
    return await async_may_read_health_of_all(hass, context, named)


async def _propose_week(call: ServiceCall) -> ServiceResponse:
    max_time = call.data.get(ATTR_MAX_TIME)
    language = language_of(call.hass)
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        away = {
            (await kitchen.people.get(name)).id: days for name, days in call.data.get(ATTR_AWAY, {}).items()
        }
        proposal = await kitchen.suggestions.propose_week(
            start=call.data.get(ATTR_START),
            days=call.data[ATTR_DAYS],
            slots=call.data[ATTR_SLOTS],
            people=call.data.get(ATTR_PEOPLE),
            away=away,
            max_time_s=None if max_time is None else max_time.total_seconds(),
            leftovers=call.data[ATTR_LEFTOVERS],
            frozen=call.data[ATTR_FROZEN],
            apart=call.data.get(ATTR_AGAIN_AFTER),
            replace_planned=call.data[ATTR_REPLACE],
        )
        private = await reads_day(call.hass, call.context, call.data.get(ATTR_PEOPLE))
    told: dict[str, Any] = {
        "proposal": proposal.id,
        "answer": proposal.answer.value,
        "words": _joined(
            answer_words(proposal.answer, language), cause_words(proposal.explanation, language)
        ),
        "meals": [
            {**meal_data(one.meal), "reasons": _reasons(told_reasons(one.reasons, private=private), language)}
            for one in proposal.meals
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
        "score_parts": {
            name: round(value, 3) for name, value in proposal.parts.items() if private or name != "targets"
        },
        "not_counted": len(proposal.not_counted),
        "replaces": list(proposal.replaces),
    }
    if private:
        told["targets_missed"] = dict(proposal.missed)
        told["targets_unknown"] = list(proposal.unknown_targets)
    return told


async def _accept_plan(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        planned = await loaded_kitchen(call.hass).suggestions.accept_plan(
            call.data[ATTR_PROPOSAL], only=call.data.get(ATTR_MEALS), actor=caller(call)
        )
    return {"meals": [meal_data(meal) for meal in planned]}


def told_reasons(reasons: tuple[SuggestionReason, ...], *, private: bool) -> tuple[SuggestionReason, ...]:
    """The reasons that a caller may hear: without `private` none that tells what somebody ate today."""
    return tuple(reason for reason in reasons if private or reason.code is not ReasonCode.FITS_THE_DAY)


def suggestions_data(found: Suggestions, language: str, *, private: bool) -> dict[str, Any]:
    """Return suggestions as JSON data, with reasons as code, data and a sentence."""
    return {
        "answer": found.answer.value,
        "words": _joined(answer_words(found.answer, language), cause_words(found.explanation, language)),
        "lines": list(found.explanation.lines) if found.explanation else [],
        "recipes": [
            {
                "id": one.recipe_id,
                "name": one.name,
                "minutes": None if one.total_time_s is None else round(one.total_time_s / 60),
                "score": one.score,
                "kind": one.kind.name.lower(),
                "servings": one.servings,
                "servings_estimated": one.servings_estimated,
                "nutrition": dict(one.per_serving),
                "nutrition_declared": one.declared,
                "reasons": _reasons(told_reasons(one.reasons, private=private), language),
            }
            for one in found.found
        ],
        "left_out": dict(found.left_out),
    }


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _reasons(reasons: tuple[SuggestionReason, ...], language: str) -> list[dict[str, Any]]:
    return [
        {"code": reason.code.value, "data": dict(reason.data), "words": reason_words(reason, language)}
        for reason in reasons
    ]


ACTIONS: Final = (
    Action(name="suggest_meals", handler=_suggest, schema=SUGGEST_SCHEMA, response=SupportsResponse.ONLY),
    Action(name="propose_week", handler=_propose_week, schema=PROPOSE_SCHEMA, response=SupportsResponse.ONLY),
    Action(name="accept_plan", handler=_accept_plan, schema=ACCEPT_SCHEMA),
)

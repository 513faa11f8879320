"""WebSocket commands of the view "Today": the meals of the day, what must be done before tomorrow, and what waits."""

from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import Context, HomeAssistant, callback
import voluptuous as vol

from ..http.pictures import known_color, picture_url
from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.meal_plan.meal import Meal
from ..kitchen.meal_plan.preparation_service import preparation_title
from ..kitchen.sessions.model import Phase
from ..kitchen.suggestions.messages import reason_words
from ..models import loaded_kitchen
from ..services.recipes import find_recipe
from ..services.suggestions import reads_day, told_reasons
from .answering import answered

PREPARED_FOR: Final = timedelta(days=2)
"""Preparations that should have begun this long ago are still shown, if their meal is not over."""
GATHERINGS_IN: Final = timedelta(days=14)
COOKED_WITHIN: Final = timedelta(hours=24)
MOST_USED_UP: Final = 8
MOST_REASONS: Final = 3
MEAL_LASTS: Final = timedelta(hours=2)
"""A meal is shown until this long after its beginning."""


@websocket_command({vol.Required("type"): "hearthtech/today"})
@answered
async def ws_today(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return the day: meals, preparations, what to use up, and what waits for somebody. No person is named."""
    kitchen, language = loaded_kitchen(hass), _language(hass)
    now = kitchen.clock.now()
    start, end = kitchen.locale.bounds(kitchen.locale.day(now))
    meals = [
        meal for meal in await kitchen.meal_plan.between(start, end) if meal.starts_at + MEAL_LASTS > now
    ]
    prepare = [
        one
        for one in await kitchen.preparations.between(now - PREPARED_FOR, end)
        if one.meal.starts_at > now and (not one.done or one.begin_at >= start)
    ]
    today = kitchen.locale.day(now)
    return {
        "time": now.timestamp(),
        "meals": [_meal_view(meal) for meal in meals],
        "prepare": [
            {
                "id": one.id,
                "title": preparation_title(one, language),
                "words": one.words,
                "begin_at": one.begin_at.timestamp(),
                "latest_at": one.latest_at.timestamp(),
                "done": one.done,
            }
            for one in prepare
        ],
        "use_up": [
            {"name": item.name, "days": item.days_left(today)}
            for item in (await kitchen.pantry.expiring())[:MOST_USED_UP]
        ],
        "waiting": [*await _after_cooking(kitchen, now), *await _gatherings(kitchen, now)],
    }


def _meal_view(meal: Meal) -> dict[str, Any]:
    return {
        "id": meal.id,
        "starts_at": meal.starts_at.timestamp(),
        "slot": meal.slot.value,
        "name": meal.words,
        "recipe": None if meal.leftover_of is not None or meal.frozen is not None else meal.recipe_id,
        "servings": meal.servings,
    }


async def _after_cooking(kitchen: Kitchen, now: datetime) -> list[dict[str, Any]]:
    """Return the dishes of today that nobody has rated, or taken out of the pantry."""
    waiting: list[dict[str, Any]] = []
    for session in kitchen.sessions.ended:
        opened = datetime.fromisoformat(session.state.opened_at)
        if now - opened > COOKED_WITHIN:
            continue
        for dish in session.state.dishes:
            if dish.phase is not Phase.DONE or not dish.plan.recipe_id:
                continue
            fields = {"session": session.id, "name": dish.plan.name}
            try:
                if await kitchen.cooked_dishes.withdrawals(session.id, dish.id):
                    waiting.append({"kind": "take", **fields})
                rated = await kitchen.notes.ratings(dish.plan.recipe_id)
            except KitchenError as error:
                # The recipe may have been erased meanwhile.
                if error.code is not ErrorCode.RECIPE_NOT_FOUND:
                    raise
                continue
            if not any(rating.created_at is not None and rating.created_at >= opened for rating in rated):
                waiting.append({"kind": "rate", **fields})
    return waiting


async def _gatherings(kitchen: Kitchen, now: datetime) -> list[dict[str, Any]]:
    """Return the next gathering, if something is missing for it, in numbers."""
    gathering = await kitchen.gatherings.next()
    if gathering is None or gathering.starts_at - now > GATHERINGS_IN:
        return []
    overview = await kitchen.gatherings.overview(gathering.id)
    guests = await kitchen.gatherings.guests(gathering.id)
    unconfirmed = sum(not guest.invited for guest in guests)
    if not overview.gaps and not unconfirmed:
        return []
    return [
        {
            "kind": "gathering",
            "id": gathering.id,
            "name": gathering.title,
            "gaps": len(overview.gaps),
            "unconfirmed": unconfirmed,
        }
    ]


@websocket_command({vol.Required("type"): "hearthtech/today/suggestion"})
@answered
async def ws_suggestion(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return one suggestion for the coming meal with its reasons; `None` when there is none."""
    return await _suggestion(hass, connection)


async def _suggestion(hass: HomeAssistant, connection: ActiveConnection) -> dict[str, Any] | None:
    """Return the best suggestion. A reason that tells what somebody ate today is sent only to those who may read it."""
    found = await loaded_kitchen(hass).suggestions.suggest(limit=1)
    if not found.found:
        return None
    (best,) = found.found
    private = await reads_day(hass, Context(user_id=connection.user.id), None)
    reasons = [
        reason_words(reason, _language(hass)) for reason in told_reasons(best.reasons, private=private)
    ]
    return {
        "recipe": best.recipe_id,
        "name": best.name,
        "minutes": None if best.total_time_s is None else round(best.total_time_s / 60),
        "servings": best.servings,
        "reasons": reasons[:MOST_REASONS],
    }


@websocket_command(
    {
        vol.Required("type"): "hearthtech/cook/card",
        vol.Optional("recipe", default=""): vol.All(str, vol.Length(max=256)),
    }
)
@answered
async def ws_card(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return a recipe by id or name for a card, or without one what is suggested; `None` when there is none."""
    kitchen = loaded_kitchen(hass)
    reasons: list[str] = []
    if msg["recipe"]:
        recipe = await find_recipe(kitchen, msg["recipe"])
    else:
        best = await _suggestion(hass, connection)
        if best is None:
            return None
        recipe, reasons = await kitchen.recipes.get(best["recipe"]), best["reasons"]
    pictures = await kitchen.notes.pictures(recipe.id)
    cover = next((one for one in pictures if one.medium.media_type.startswith("image/")), None)
    total_s = recipe.total_time_s
    return {
        "id": recipe.id,
        "name": recipe.name,
        "servings": recipe.servings,
        "minutes": None if total_s is None else round(total_s / 60),
        "cover": None
        if cover is None
        else {
            "url": picture_url(hass, cover.medium.hash),
            "color": known_color(hass, cover.medium.hash),
        },
        "reasons": reasons,
    }


@websocket_command(
    {
        vol.Required("type"): "hearthtech/today/prepared",
        vol.Required("preparation"): vol.All(str, vol.Length(min=1, max=256)),
        vol.Optional("done", default=True): bool,
    }
)
@answered
async def ws_prepared(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Mark a preparation as done, or as open again."""
    await loaded_kitchen(hass).preparations.mark(
        msg["preparation"], done=msg["done"], actor=connection.user.id
    )


def _language(hass: HomeAssistant) -> str:
    return hass.config.language.partition("-")[0]


@callback
def async_setup_today_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_today, ws_suggestion, ws_card, ws_prepared):
        websocket_api.async_register_command(hass, command)

"""WebSocket commands that read gatherings for the panel. Reads are no actions: the recorder stores those with their data.

Needs are returned only as numbers of several guests, ballots only as their number.
"""

from typing import Any

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import async_response, websocket_command
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..const import CONF_GUEST_PAGES, CONF_KIND, DOMAIN, EntryKind
from ..errors import translated_errors
from ..json_encoding import to_json
from ..kitchen.gatherings.model import Gathering, ReactionMoment, Review
from ..kitchen.gatherings.validation import pages_are_open, voting_is_open
from ..kitchen.kitchen import Kitchen
from ..models import loaded_kitchen
from ..services.gathering_lookup import guest_url


@websocket_command({vol.Required("type"): "hearthtech/gatherings"})
@async_response
async def ws_gatherings(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return all gatherings, and whether the pages of guests are on and reachable from outside."""
    with translated_errors():
        kitchen = loaded_kitchen(hass)
        every = await kitchen.gatherings.all()
    connection.send_result(
        msg["id"],
        {
            "gatherings": [_summary(kitchen, one) for one in every],
            "guest_pages": _guest_pages(hass),
            "reachable": guest_url(hass, "") is not None,
        },
    )


@websocket_command(
    {
        vol.Required("type"): "hearthtech/gathering",
        vol.Required("gathering"): vol.All(str, vol.Length(min=1, max=64)),
    }
)
@async_response
async def ws_gathering(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return one gathering with its guests, dishes, gaps, the vote and the timeline."""
    with translated_errors():
        kitchen = loaded_kitchen(hass)
        gathering = await kitchen.gatherings.get(msg["gathering"])
        state = await kitchen.gatherings.overview(gathering.id)
        guests = await kitchen.gatherings.guests(gathering.id)
        dishes = await kitchen.gatherings.dishes(gathering.id)
        moments = await kitchen.gatherings.timeline(gathering.id)
        result = await kitchen.cook_offs.result(gathering.id)
        ballots = await kitchen.cook_offs.turnout(gathering.id)
    connection.send_result(
        msg["id"],
        {
            **_summary(kitchen, gathering),
            "words": gathering.words,
            "courses": [course.value for course in gathering.courses],
            "portions_per_head": gathering.portions_per_head,
            "letters": sorted(gathering.letters),
            "ballots": ballots,
            "overview": to_json(state),
            "guests": to_json(guests),
            "dishes": [to_json(dish) for dish in dishes],
            "result": to_json(result),
            "reviews": [to_json(one) for one in moments if isinstance(one, Review)],
            "timeline": [to_json(one) for one in moments if isinstance(one, ReactionMoment)],
        },
    )


def _summary(kitchen: Kitchen, gathering: Gathering) -> dict[str, Any]:
    now = kitchen.clock.now()
    return {
        "id": gathering.id,
        "title": gathering.title,
        "starts_at": dt_util.as_local(gathering.starts_at).isoformat(),
        "place": gathering.place,
        "stage": gathering.stage.value,
        "open": pages_are_open(gathering, now),
        "voting": voting_is_open(gathering, now),
    }


def _guest_pages(hass: HomeAssistant) -> bool:
    """Whether the household has turned on the pages of guests."""
    return any(
        entry.data.get(CONF_KIND) == EntryKind.KITCHEN and entry.options.get(CONF_GUEST_PAGES, False)
        for entry in hass.config_entries.async_loaded_entries(DOMAIN)
    )


@callback
def async_setup_gathering_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_gatherings, ws_gathering):
        websocket_api.async_register_command(hass, command)

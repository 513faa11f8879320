"""WebSocket commands of recorded cookings: list, show, edit, compare, sign and erase them.

Every user may edit and sign: a recipe heats nothing. The heat that running sessions were allowed for a recipe ends when a
user who may not raise heat signs its next version, as with every edit of a recipe. A signed recording is erased by
administrators only.
"""

from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from ..json_encoding import to_json
from ..kitchen.household.phase_checks import LONGEST_NAME, LONGEST_TEXT
from ..kitchen.sessions.learn.phase_edits import Edge, EditKind, RecordingEdit
from ..kitchen.sessions.recording_service import MOST_COMPARED
from ..models import loaded_kitchen
from ..services.recipe_edit import async_end_allowances
from ..services.recordings import async_erase_recording
from .answering import answered

ID: Final = vol.All(str, vol.Length(min=1, max=64))
IDS: Final = vol.All([ID], vol.Length(min=1, max=MOST_COMPARED))
VERSION: Final = vol.All(int, vol.Range(min=0, max=2**31))


@websocket_command({vol.Required("type"): "hearthtech/recordings"})
@answered
async def ws_recordings(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return the recorded cookings, newest first."""
    return to_json(await loaded_kitchen(hass).recordings.list())


@websocket_command({vol.Required("type"): "hearthtech/recording", vol.Required("recording"): ID})
@answered
async def ws_recording(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return a recording with its trace, its phases and their steps in the household's language."""
    view = await loaded_kitchen(hass).recordings.get(msg["recording"], language=hass.config.language)
    return to_json(view)


@websocket_command(
    {
        vol.Required("type"): "hearthtech/recording/edit",
        vol.Required("recording"): ID,
        vol.Required("version"): VERSION,
        vol.Required("kind"): vol.Coerce(EditKind),
        vol.Optional("phase", default=""): vol.All(str, vol.Length(max=16)),
        vol.Optional("edge", default=Edge.START.value): vol.Coerce(Edge),
        vol.Optional("at", default=0.0): vol.Coerce(float),
        vol.Optional("text", default=""): vol.All(str, vol.Length(max=2 * LONGEST_TEXT)),
    }
)
@answered
async def ws_edit(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Apply an edit to the newest version. With `conflict` nothing was changed: somebody else was first."""
    edit = RecordingEdit(
        kind=msg["kind"],
        version=msg["version"],
        phase=msg["phase"],
        edge=msg["edge"],
        at=msg["at"],
        text=msg["text"],
    )
    result = await loaded_kitchen(hass).recordings.edit(
        msg["recording"], edit, language=hass.config.language, actor=connection.user.id
    )
    return {"recording": to_json(result.view), "conflict": result.conflict}


@websocket_command({vol.Required("type"): "hearthtech/recording/compare", vol.Required("recordings"): IDS})
@answered
async def ws_compare(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return the steps of several recordings side by side; the first one decides on the steps."""
    return to_json(
        await loaded_kitchen(hass).recordings.compare(msg["recordings"], language=hass.config.language)
    )


@websocket_command(
    {
        vol.Required("type"): "hearthtech/recording/sign",
        vol.Required("recordings"): IDS,
        vol.Required("version"): VERSION,
        vol.Required("by"): vol.All(str, vol.Length(max=2 * LONGEST_NAME)),
        vol.Optional("recipe", default=""): vol.All(str, vol.Length(max=256)),
    }
)
@answered
async def ws_sign(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Sign recordings: they become a recipe, or the next version of one. The answer has no recipe after a conflict."""
    kitchen, recipe_id = loaded_kitchen(hass), msg["recipe"]
    signed = await kitchen.recordings.sign(
        msg["recordings"],
        version=msg["version"],
        cook=msg["by"],
        recipe_id=recipe_id,
        language=hass.config.language,
        actor=connection.user.name or "",
    )
    if signed.recipe is None:
        return {"recipe": None}
    if recipe_id:
        await async_end_allowances(hass, connection.context(msg), kitchen, recipe_id)
    return {"recipe": signed.recipe.id, "version": signed.recipe.version}


@websocket_command({vol.Required("type"): "hearthtech/recording/erase", vol.Required("recording"): ID})
@answered
async def ws_erase(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Erase a recording with its trace and its edits. The page has asked for confirmation: it can't be undone."""
    erased = await async_erase_recording(
        hass, connection.context(msg), msg["recording"], actor=connection.user.id
    )
    return {"id": erased.id, "name": erased.name}


@callback
def async_setup_recording_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_recordings, ws_recording, ws_edit, ws_compare, ws_sign, ws_erase):
        websocket_api.async_register_command(hass, command)

"""Actions of recorded cookings: list, edit, compare, sign and erase them."""

from typing import Any, Final

from homeassistant.core import Context, HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..errors import translated_errors
from ..json_encoding import to_json
from ..kitchen.sessions.learn.phase_edits import Edge, EditKind, RecordingEdit
from ..kitchen.sessions.recording_service import MOST_COMPARED
from ..kitchen.sessions.recordings import RecordedCooking
from ..models import loaded_kitchen
from ..permissions import async_require_admin
from .action import Action, caller, caller_name
from .recipe_edit import async_end_allowances
from .recipes import ATTR_RECIPE, find_recipe

ATTR_AT: Final = "at"
ATTR_BY: Final = "by"
ATTR_CONFIRM: Final = "confirm"
ATTR_EDGE: Final = "edge"
ATTR_EDIT: Final = "edit"
ATTR_PHASE: Final = "phase"
ATTR_RECORDING: Final = "recording"
ATTR_RECORDINGS: Final = "recordings"
ATTR_TEXT: Final = "text"
ATTR_VERSION: Final = "version"

GET_RECORDINGS: Final = "get_recordings"
GET_RECORDING: Final = "get_recording"
EDIT_RECORDING: Final = "edit_recording"
COMPARE_RECORDINGS: Final = "compare_recordings"
SIGN_RECORDING: Final = "sign_recording"
ERASE_RECORDING: Final = "erase_recording"

RECORDINGS: Final = vol.All(cv.ensure_list, [cv.string], vol.Length(min=1, max=MOST_COMPARED))
GET_RECORDINGS_SCHEMA: Final = vol.Schema({})
GET_RECORDING_SCHEMA: Final = vol.Schema({vol.Required(ATTR_RECORDING): cv.string})
EDIT_RECORDING_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_RECORDING): cv.string,
        vol.Required(ATTR_EDIT): vol.Coerce(EditKind),
        vol.Optional(ATTR_VERSION): cv.positive_int,
        vol.Optional(ATTR_PHASE, default=""): cv.string,
        vol.Optional(ATTR_EDGE, default=Edge.START.value): vol.Coerce(Edge),
        vol.Optional(ATTR_AT, default=0.0): vol.Coerce(float),
        vol.Optional(ATTR_TEXT, default=""): cv.string,
    }
)
COMPARE_RECORDINGS_SCHEMA: Final = vol.Schema({vol.Required(ATTR_RECORDINGS): RECORDINGS})
SIGN_RECORDING_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_RECORDINGS): RECORDINGS,
        vol.Required(ATTR_BY): cv.string,
        vol.Optional(ATTR_VERSION): cv.positive_int,
        vol.Optional(ATTR_RECIPE): cv.string,
    }
)
ERASE_RECORDING_SCHEMA: Final = vol.Schema(
    {vol.Required(ATTR_RECORDING): cv.string, vol.Required(ATTR_CONFIRM): vol.All(cv.boolean, True)}
)


async def _get_recordings(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        return {"recordings": to_json(await loaded_kitchen(call.hass).recordings.list())}


async def _get_recording(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        view = await loaded_kitchen(call.hass).recordings.get(
            call.data[ATTR_RECORDING], language=call.hass.config.language
        )
    return {"recording": to_json(view)}


async def _edit_recording(call: ServiceCall) -> ServiceResponse:
    """Apply one edit; without a version it is applied to the newest one."""
    recordings, language = loaded_kitchen(call.hass).recordings, call.hass.config.language
    recording: str = call.data[ATTR_RECORDING]
    with translated_errors():
        version = call.data.get(ATTR_VERSION)
        if version is None:
            version = (await recordings.get(recording)).version
        edit = RecordingEdit(
            kind=call.data[ATTR_EDIT],
            version=version,
            phase=call.data[ATTR_PHASE],
            edge=call.data[ATTR_EDGE],
            at=call.data[ATTR_AT],
            text=call.data[ATTR_TEXT],
        )
        result = await recordings.edit(recording, edit, language=language, actor=caller(call))
    return {"recording": to_json(result.view), "conflict": result.conflict}


async def _compare_recordings(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        found = await loaded_kitchen(call.hass).recordings.compare(
            call.data[ATTR_RECORDINGS], language=call.hass.config.language
        )
    answer: dict[str, Any] = to_json(found)
    return answer


async def _sign_recording(call: ServiceCall) -> ServiceResponse:
    """Sign recordings: they become a recipe, or the next version of one."""
    kitchen = loaded_kitchen(call.hass)
    ids: list[str] = call.data[ATTR_RECORDINGS]
    with translated_errors():
        recipe_id = ""
        if name := call.data.get(ATTR_RECIPE):
            recipe_id = (await find_recipe(kitchen, name)).id
        version = call.data.get(ATTR_VERSION)
        if version is None:
            version = (await kitchen.recordings.get(ids[0])).version
        signed = await kitchen.recordings.sign(
            ids,
            version=version,
            cook=call.data[ATTR_BY],
            recipe_id=recipe_id,
            language=call.hass.config.language,
            actor=await caller_name(call),
        )
    if signed.recipe is None:
        return {"recipe_id": None, "version": None, "conflict": True}
    if recipe_id:
        await async_end_allowances(call.hass, call.context, kitchen, recipe_id)
    return {"recipe_id": signed.recipe.id, "version": signed.recipe.version, "conflict": False}


async def async_erase_recording(
    hass: HomeAssistant, context: Context, recording_id: str, *, actor: str
) -> RecordedCooking:
    """Erase a recording. What somebody has signed is erased by administrators only, because it can't be undone.

    Raises:
        Unauthorized: when another user asks for a signed recording.
        KitchenError: `SESSION_NOT_FOUND`, or `INVALID` while it is being recorded.
    """
    recordings = loaded_kitchen(hass).recordings
    if (await recordings.find(recording_id)).signed_by:
        await async_require_admin(hass, context)
    return await recordings.erase(recording_id, actor=actor)


async def _erase_recording(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        erased = await async_erase_recording(
            call.hass, call.context, call.data[ATTR_RECORDING], actor=caller(call)
        )
    return {"recording": {"id": erased.id, "name": erased.name}}


ACTIONS: Final = (
    Action(
        name=GET_RECORDINGS,
        handler=_get_recordings,
        schema=GET_RECORDINGS_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action(
        name=GET_RECORDING,
        handler=_get_recording,
        schema=GET_RECORDING_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action(name=EDIT_RECORDING, handler=_edit_recording, schema=EDIT_RECORDING_SCHEMA),
    Action(
        name=COMPARE_RECORDINGS,
        handler=_compare_recordings,
        schema=COMPARE_RECORDINGS_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action(name=SIGN_RECORDING, handler=_sign_recording, schema=SIGN_RECORDING_SCHEMA),
    Action(name=ERASE_RECORDING, handler=_erase_recording, schema=ERASE_RECORDING_SCHEMA),
)

"""A photo or scan of a recipe: stored as the source document, and read by a configured language model."""

from typing import Final

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import Context, HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import HomeAssistantError, ServiceNotFound
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..errors import translated_errors, user_error
from ..http.media_ids import file_id
from ..json_encoding import to_json
from ..kitchen.errors import KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.recipes.file_formats import File, FoundRecipes
from ..kitchen.recipes.media import Medium
from ..kitchen.recipes.sources import Original, OriginalKind
from ..models import loaded_kitchen
from ..validators import entity_in
from .action import Action
from .file_access import SOURCE, SOURCES, content_of

READ_SCAN: Final = "read_scan"
READ_SCAN_SCHEMA: Final = vol.Schema(
    vol.All(
        {**SOURCES, vol.Optional(ATTR_ENTITY_ID): entity_in("ai_task")},
        cv.has_at_least_one_key(*SOURCE),
    )
)
INSTRUCTIONS: Final = (
    "This is a picture of a recipe. Write it down word for word, in its own language and units, and add nothing: the "
    "name on the first line; then a line “Ingredients:” and each ingredient on a line of its own; then a line “Method:” "
    "and each step on a line of its own; last whatever else is written there. For a word that can't be read write […]."
)


async def scan_original(kitchen: Kitchen, file: File) -> Original:
    """Store a picture or clip as the source document of a recipe.

    Raises:
        KitchenError: `INVALID` when it is neither.
    """
    medium = await kitchen.notes.keep_media(file.content)
    told = medium.media_type.startswith(("audio/", "video/"))
    return Original(
        kind=OriginalKind.VOICE if told else OriginalKind.SCAN,
        media_type=medium.media_type,
        media=medium.hash,
        source=file.name,
    )


async def _read_scan(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        medium = await kitchen.notes.keep_media((await content_of(call)).content)
        text = await _read_by_model(call, medium)
        try:
            found = await kitchen.files.read(File(content=text.encode(), name="scan.txt", charset="utf-8"))
        except KitchenError:
            # The text may be corrected by the user afterwards.
            found = FoundRecipes()
    return {
        "text": text,
        "media_content_id": file_id(medium.hash),
        "recipes": [to_json(item.recipe) for item in found],
    }


async def _read_by_model(call: ServiceCall, medium: Medium) -> str:
    try:
        text = await _words_of(
            call.hass, call.context, medium.hash, medium.media_type, call.data.get(ATTR_ENTITY_ID)
        )
    except ServiceNotFound as error:
        raise user_error("no_ai_task") from error
    if not text:
        raise user_error("nothing_read")
    return text


async def async_read_picture(hass: HomeAssistant, context: Context, media_hash: str, media_type: str) -> str:
    """Return the words of a picture that is kept; empty without a configured language model, or when it reads nothing."""
    try:
        return await _words_of(hass, context, media_hash, media_type, None)
    except ServiceNotFound, HomeAssistantError:
        return ""


async def _words_of(
    hass: HomeAssistant, context: Context, media_hash: str, media_type: str, entity_id: str | None
) -> str:
    asked = {
        "task_name": "Read a recipe",
        "instructions": INSTRUCTIONS,
        "attachments": [{"media_content_id": file_id(media_hash), "media_content_type": media_type}],
        **({} if entity_id is None else {ATTR_ENTITY_ID: entity_id}),
    }
    answer = await hass.services.async_call(
        "ai_task", "generate_data", asked, blocking=True, return_response=True, context=context
    )
    text = answer.get("data") if isinstance(answer, dict) else None
    return text.strip() if isinstance(text, str) else ""


ACTIONS: Final = (
    Action(name=READ_SCAN, handler=_read_scan, schema=READ_SCAN_SCHEMA, response=SupportsResponse.ONLY),
)

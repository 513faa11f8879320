"""A photo or scan of a recipe: kept as the original, and read by a language model that the household has set up."""

from typing import Final

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceNotFound
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from custom_components.hearthtech.data import loaded_kitchen
from custom_components.hearthtech.errors import translated_errors, user_error
from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.media import Medium
from custom_components.hearthtech.kitchen.recipes.originals import Original, OriginalKind
from custom_components.hearthtech.kitchen.recipes.readers import File
from custom_components.hearthtech.media_ids import file_id
from custom_components.hearthtech.plain import plain

from .action import Action
from .outside import SOURCE, SOURCES, content_of

READ_SCAN: Final = "read_scan"
READ_SCAN_SCHEMA: Final = vol.Schema(
    vol.All(
        {**SOURCES, vol.Optional(ATTR_ENTITY_ID): cv.entity_domain("ai_task")},
        cv.has_at_least_one_key(*SOURCE),
    )
)
INSTRUCTIONS: Final = (
    "This is a picture of a recipe. Write it down word for word, in its own language and units, and add nothing: the "
    "name on the first line; then a line “Ingredients:” and each ingredient on a line of its own; then a line “Method:” "
    "and each step on a line of its own; last whatever else is written there. For a word that can't be read write […]."
)


async def scan_original(kitchen: Kitchen, file: File) -> Original:
    """A picture or clip as the original of a recipe, kept from now on.

    Raises:
        KitchenError: `INVALID` when it is neither.
    """
    medium = await kitchen.keep_media(file.content)
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
        medium = await kitchen.keep_media((await content_of(call)).content)
        text = await _read_by_model(call, medium)
        try:
            found = await kitchen.read_recipes(File(content=text.encode(), name="scan.txt", charset="utf-8"))
        except KitchenError:
            # The words may still be put right by hand.
            found = []
    return {
        "text": text,
        "media_content_id": file_id(medium.hash),
        "recipes": [plain(item.recipe) for item in found],
    }


async def _read_by_model(call: ServiceCall, medium: Medium) -> str:
    picture = {"media_content_id": file_id(medium.hash), "media_content_type": medium.media_type}
    asked = {
        "task_name": "Read a recipe",
        "instructions": INSTRUCTIONS,
        "attachments": [picture],
        **({ATTR_ENTITY_ID: call.data[ATTR_ENTITY_ID]} if ATTR_ENTITY_ID in call.data else {}),
    }
    answer = await _ask(call.hass, call, asked)
    text = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(text, str) or not text.strip():
        raise user_error("nothing_read")
    return text


async def _ask(hass: HomeAssistant, call: ServiceCall, asked: dict[str, object]) -> ServiceResponse:
    try:
        return await hass.services.async_call(
            "ai_task", "generate_data", asked, blocking=True, return_response=True, context=call.context
        )
    except ServiceNotFound as error:
        raise user_error("no_ai_task") from error


ACTIONS: Final = (
    Action(name=READ_SCAN, handler=_read_scan, schema=READ_SCAN_SCHEMA, response=SupportsResponse.ONLY),
)

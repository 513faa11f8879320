"""Actions of recipe notes and media: notes, pictures, voice clips."""

from typing import Any, Final

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..errors import translated_errors
from ..json_encoding import to_json
from ..kitchen.recipes.media import MediaRole
from ..kitchen.recipes.notes import Note, NotePart
from ..models import loaded_kitchen
from .action import Action, caller_name
from .file_access import SOURCE, SOURCES, content_of
from .recipes import ATTR_RECIPE, ATTR_VERSION, RECIPE_SCHEMA, VERSION, find_recipe, picture_data

ATTR_AUTHOR: Final = "author"
ATTR_CAPTION: Final = "caption"
ATTR_LINE: Final = "line"
ATTR_NOTE: Final = "note"
ATTR_PART: Final = "part"
ATTR_PICTURE: Final = "picture"
ATTR_ROLE: Final = "role"
ATTR_WORDS: Final = "words"

ADD_NOTE: Final = "add_note"
REMOVE_NOTE: Final = "remove_note"
ADD_PICTURE: Final = "add_picture"
REMOVE_PICTURE: Final = "remove_picture"

ADD_NOTE_SCHEMA: Final = RECIPE_SCHEMA.extend(
    {
        vol.Optional(ATTR_WORDS, default=""): cv.string,
        vol.Optional(ATTR_AUTHOR): cv.string,
        vol.Optional(ATTR_PART, default=NotePart.RECIPE): vol.Coerce(NotePart),
        vol.Optional(ATTR_LINE): VERSION,
        vol.Optional(ATTR_VERSION): VERSION,
        **SOURCES,
    }
)
ADD_PICTURE_SCHEMA: Final = vol.Schema(
    vol.All(
        RECIPE_SCHEMA.extend(
            {
                **SOURCES,
                vol.Optional(ATTR_ROLE, default=MediaRole.COVER): vol.Coerce(MediaRole),
                vol.Optional(ATTR_CAPTION, default=""): cv.string,
            }
        ),
        cv.has_at_least_one_key(*SOURCE),
    )
)


async def _add_note(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    actor = await caller_name(call)
    line: int | None = call.data.get(ATTR_LINE)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        media = None
        if any(name in call.data for name in SOURCE):
            media = (await kitchen.notes.keep_media((await content_of(call)).content)).hash
        note = await kitchen.notes.add_note(
            Note(
                recipe_id=recipe.id,
                version=call.data.get(ATTR_VERSION, recipe.version),
                part=call.data[ATTR_PART],
                # Callers count steps from 1.
                line=None if line is None else line - 1,
                words=call.data[ATTR_WORDS],
                author=call.data.get(ATTR_AUTHOR, actor),
                media=media,
            ),
            actor=actor,
        )
    return {"note": to_json(note)}


async def _remove_note(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        await loaded_kitchen(call.hass).notes.remove_note(call.data[ATTR_NOTE], actor=await caller_name(call))
    return _done()


async def _add_picture(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        picture = await kitchen.notes.add_picture(
            recipe.id,
            (await content_of(call)).content,
            role=call.data[ATTR_ROLE],
            caption=call.data[ATTR_CAPTION],
            actor=await caller_name(call),
        )
    return {"picture": picture_data(picture)}


async def _remove_picture(call: ServiceCall) -> ServiceResponse:
    with translated_errors():
        await loaded_kitchen(call.hass).notes.remove_picture(
            call.data[ATTR_PICTURE], actor=await caller_name(call)
        )
    return _done()


def _done() -> dict[str, Any]:
    return {"removed": True}


ACTIONS: Final = (
    Action(name=ADD_NOTE, handler=_add_note, schema=ADD_NOTE_SCHEMA),
    Action(name=REMOVE_NOTE, handler=_remove_note, schema=vol.Schema({vol.Required(ATTR_NOTE): cv.string})),
    Action(name=ADD_PICTURE, handler=_add_picture, schema=ADD_PICTURE_SCHEMA),
    Action(
        name=REMOVE_PICTURE,
        handler=_remove_picture,
        schema=vol.Schema({vol.Required(ATTR_PICTURE): cv.string}),
    ),
)

"""Actions that change recipes, and those that undo changes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from homeassistant.core import Context, HomeAssistant, ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..errors import translated_errors, user_error
from ..json_encoding import to_json
from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.recipes.form_parser import edited_recipe, typed_recipe
from ..kitchen.recipes.sources import Original, OriginalKind
from ..kitchen.recipes.words import name_key
from ..models import loaded_kitchen
from ..permissions import async_actor
from ..validators import positive_period
from .action import Action, caller_name
from .file_access import SOURCE, SOURCES, content_of
from .recipe_scan import scan_original
from .recipes import (
    ATTR_NAME,
    ATTR_RECIPE,
    ATTR_TAGS,
    ATTR_VERSION,
    RECIPE_SCHEMA,
    VERSION,
    WORDS,
    find_recipe,
)

ATTR_ADD: Final = "add"
ATTR_CHANGE: Final = "change"
ATTR_INGREDIENTS: Final = "ingredients"
ATTR_OTHER: Final = "other"
ATTR_REASON: Final = "reason"
ATTR_REMOVE: Final = "remove"
ATTR_STEPS: Final = "steps"
ATTR_YIELD: Final = "yield"

ADD_RECIPE: Final = "add_recipe"
EDIT_RECIPE: Final = "edit_recipe"
TAG_RECIPE: Final = "tag_recipe"
ERASE_RECIPE: Final = "erase_recipe"
BRING_BACK_RECIPE: Final = "bring_back_recipe"
RESTORE_RECIPE_VERSION: Final = "restore_recipe_version"
JOIN_RECIPES: Final = "join_recipes"
UNDO_RECIPE_CHANGE: Final = "undo_recipe_change"

_TIMES: Final = {"prep_time": "prep_time_s", "cook_time": "cook_time_s", "total_time": "total_time_s"}
_FIELDS: Final[dict[Any, Any]] = {
    vol.Optional(ATTR_INGREDIENTS): WORDS,
    vol.Optional(ATTR_STEPS): WORDS,
    vol.Optional(ATTR_YIELD): cv.string,
    vol.Optional("description"): cv.string,
    vol.Optional("story"): cv.string,
    vol.Optional("author"): cv.string,
    vol.Optional("language"): vol.All(cv.string, vol.Length(max=16)),
    **{vol.Optional(name): positive_period for name in _TIMES},
    vol.Optional("equipment"): WORDS,
    vol.Optional("cuisines"): WORDS,
    vol.Optional(ATTR_TAGS): WORDS,
}
ADD_RECIPE_SCHEMA: Final = vol.Schema({vol.Required(ATTR_NAME): cv.string, **_FIELDS, **SOURCES})
EDIT_RECIPE_SCHEMA: Final = RECIPE_SCHEMA.extend(
    {
        vol.Optional(ATTR_NAME): cv.string,
        **_FIELDS,
        vol.Optional(ATTR_REASON, default=""): cv.string,
        vol.Optional(ATTR_VERSION): VERSION,
    }
)
TAG_RECIPE_SCHEMA: Final = RECIPE_SCHEMA.extend(
    {vol.Optional(ATTR_ADD, default=list): WORDS, vol.Optional(ATTR_REMOVE, default=list): WORDS}
)
RESTORE_SCHEMA: Final = RECIPE_SCHEMA.extend({vol.Required(ATTR_VERSION): VERSION})
JOIN_SCHEMA: Final = RECIPE_SCHEMA.extend({vol.Required(ATTR_OTHER): cv.string})
UNDO_SCHEMA: Final = vol.Schema({vol.Optional(ATTR_CHANGE): VERSION, vol.Optional(ATTR_RECIPE): cv.string})


def _typed(data: dict[str, Any]) -> dict[str, Any]:
    """Return the form fields of the call by the names of the model's fields."""
    names = {"yield": "yields", ATTR_TAGS: "keywords", **_TIMES}
    fields: dict[str, Any] = {}
    for key in (ATTR_NAME, *map(str, _FIELDS)):
        if key not in data:
            continue
        value = data[key]
        if isinstance(value, timedelta):
            value = value.total_seconds() or None
        fields[names.get(key, key)] = tuple(value) if isinstance(value, list) else value
    return fields


async def _add_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = typed_recipe(_typed(call.data))
        duplicates = await kitchen.recipes.duplicates(recipe)
        words = "\n".join(
            [
                recipe.name,
                "",
                *(line.text for line in recipe.ingredients),
                "",
                *(step.text for step in recipe.steps),
            ]
        )
        original = Original(kind=OriginalKind.TYPED, content=words.encode())
        if any(name in call.data for name in SOURCE):
            original = await scan_original(kitchen, await content_of(call))
        added = await kitchen.recipes.add(recipe, original=original, actor=await caller_name(call))
    return {"recipe": to_json(added), "duplicates": to_json(duplicates)}


async def _edit_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        if (version := call.data.get(ATTR_VERSION)) is not None:
            # The caller edited this version; its changes are merged with those made since.
            recipe = await kitchen.recipes.get(recipe.id, version)
        edited = edited_recipe(recipe, _typed(call.data))
        made = await kitchen.recipes.edit(
            edited, actor=await caller_name(call), reason=call.data[ATTR_REASON]
        )
        await _end_allowances(call, kitchen, made.id)
    return {"recipe": to_json(made)}


async def _tag_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    off = {name_key(tag) for tag in call.data[ATTR_REMOVE]}
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        tags = [tag for tag in recipe.keywords if name_key(tag) not in off]
        have = {name_key(tag) for tag in tags}
        tags += [tag for tag in call.data[ATTR_ADD] if name_key(tag) and name_key(tag) not in have]
        if tuple(tags) != recipe.keywords:
            recipe = await kitchen.recipes.edit(
                replace(recipe, keywords=tuple(tags)), actor=await caller_name(call), reason="tags"
            )
    return {"recipe": to_json(recipe)}


async def _erase_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        await kitchen.recipes.erase(recipe.id, actor=await caller_name(call))
    return {"recipe": {"id": recipe.id, "name": recipe.name}}


async def _bring_back_recipe(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe_id = await _erased(kitchen, call.data[ATTR_RECIPE])
        recipe = await kitchen.recipes.bring_back(recipe_id, actor=await caller_name(call))
    return {"recipe": to_json(recipe)}


async def _end_allowances(call: ServiceCall, kitchen: Kitchen, recipe_id: str) -> None:
    """Revoke the heat allowances of running and planned sessions of an edited recipe if the editor may not raise heat."""
    await async_end_allowances(call.hass, call.context, kitchen, recipe_id)


async def async_end_allowances(
    hass: HomeAssistant, context: Context, kitchen: Kitchen, recipe_id: str
) -> None:
    """Revoke the heat allowances of an edited recipe, unless the editor may raise heat."""
    if (await async_actor(hass, context)).stoves is None:
        return
    await kitchen.sessions.end_allowances(recipe_id, actor=context.user_id or "")


async def _erased(kitchen: Kitchen, id_or_name: str) -> str:
    """Return the deleted recipe of the call; of several with one name, the one deleted last."""
    erased = await kitchen.recipes.erased()
    if id_or_name in erased:
        return id_or_name
    wanted = name_key(id_or_name)
    found = next((recipe_id for recipe_id, name in erased.items() if name_key(name) == wanted), None)
    if found is None:
        raise KitchenError(ErrorCode.RECIPE_NOT_FOUND, name=id_or_name)
    return found


async def _restore_recipe_version(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        recipe = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        made = await kitchen.recipes.restore_version(
            recipe.id, call.data[ATTR_VERSION], actor=await caller_name(call)
        )
        await _end_allowances(call, kitchen, recipe.id)
    return {"recipe": to_json(made)}


async def _join_recipes(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    with translated_errors():
        kept = await find_recipe(kitchen, call.data[ATTR_RECIPE])
        other = await find_recipe(kitchen, call.data[ATTR_OTHER])
        await kitchen.recipes.merge(kept.id, other.id, actor=await caller_name(call))
        for recipe in (kept, other):
            await _end_allowances(call, kitchen, recipe.id)
    return {"recipe": to_json(kept), "erased": {"id": other.id, "name": other.name}}


async def _undo_recipe_change(call: ServiceCall) -> ServiceResponse:
    kitchen = loaded_kitchen(call.hass)
    number: int | None = call.data.get(ATTR_CHANGE)
    with translated_errors():
        if number is None and ATTR_RECIPE in call.data:
            recipe_id = await _here_or_erased(kitchen, call.data[ATTR_RECIPE])
            changes = await kitchen.recipes.undoable(recipe_id, limit=1)
            if not changes:
                raise user_error("nothing_to_undo")
            number = changes[0].number
        done = await kitchen.recipes.undo(number, actor=await caller_name(call))
        await _end_allowances(call, kitchen, done.recipe_id)
    return {"undone": to_json(done)}


async def _here_or_erased(kitchen: Kitchen, id_or_name: str) -> str:
    try:
        return await _erased(kitchen, id_or_name)
    except KitchenError:
        return (await find_recipe(kitchen, id_or_name)).id


ACTIONS: Final = (
    Action(name=ADD_RECIPE, handler=_add_recipe, schema=ADD_RECIPE_SCHEMA),
    Action(name=EDIT_RECIPE, handler=_edit_recipe, schema=EDIT_RECIPE_SCHEMA),
    Action(name=TAG_RECIPE, handler=_tag_recipe, schema=TAG_RECIPE_SCHEMA),
    Action(name=ERASE_RECIPE, handler=_erase_recipe, schema=RECIPE_SCHEMA),
    Action(name=BRING_BACK_RECIPE, handler=_bring_back_recipe, schema=RECIPE_SCHEMA),
    Action(name=RESTORE_RECIPE_VERSION, handler=_restore_recipe_version, schema=RESTORE_SCHEMA),
    Action(name=JOIN_RECIPES, handler=_join_recipes, schema=JOIN_SCHEMA),
    Action(name=UNDO_RECIPE_CHANGE, handler=_undo_recipe_change, schema=UNDO_SCHEMA),
)

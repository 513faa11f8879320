"""Language-model tools of recipes: list, search, add a note, import. No tool deletes, none can raise heat."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, override

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.llm import LLMContext, Tool, ToolAnnotations, ToolInput, ToolResult
import voluptuous as vol

from ..const import DOMAIN
from ..errors import translated_errors
from ..kitchen.kitchen import Kitchen
from ..kitchen.recipes.fetch import fetch_file
from ..kitchen.recipes.notes import Note
from ..kitchen.recipes.search import Query
from ..language.units import System
from ..models import loaded_kitchen
from ..services.recipes import find_recipe

LONGEST_NOTE = 2000
MOST_FOUND = 10

_WORDS = vol.All(cv.ensure_list, [cv.string])
_RECIPE = vol.Required("recipe", description="Name or id of the recipe")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A call of one tool."""

    hass: HomeAssistant
    kitchen: Kitchen
    actor: str
    args: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeToolDescription:
    """Describes a tool: its arguments and what it does."""

    name: str
    title: str
    description: str
    parameters: vol.Schema
    annotations: ToolAnnotations
    answer: Callable[[Asked], Coroutine[Any, Any, dict[str, Any]]]


async def _search(asked: Asked) -> dict[str, Any]:
    minutes: float | None = asked.args.get("max_minutes")
    query = Query(
        text=asked.args.get("query", ""),
        with_ingredients=tuple(asked.args.get("with_ingredients", ())),
        without_ingredients=tuple(asked.args.get("without_ingredients", ())),
        max_time_s=None if minutes is None else minutes * 60,
    )
    hits = await asked.kitchen.recipes.search(query, limit=MOST_FOUND)
    return {"recipes": [{"id": hit.id, "name": hit.name} for hit in hits]}


async def _open(asked: Asked) -> dict[str, Any]:
    found = await find_recipe(asked.kitchen, asked.args["recipe"])
    recipe = await asked.kitchen.recipes.scaled(
        found.id, servings=asked.args.get("servings"), units=asked.args.get("units")
    )
    notes = await asked.kitchen.notes.notes(recipe.id)
    told = {
        "id": recipe.id,
        "name": recipe.name,
        "author": recipe.author,
        "servings": recipe.servings,
        "ingredients": [line.text for line in recipe.ingredients],
        "steps": [step.text for step in recipe.steps],
        "story": recipe.story,
        "tags": list(recipe.keywords),
        "notes": [{"words": note.words, "by": note.author} for note in notes if note.words],
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}


async def _note(asked: Asked) -> dict[str, Any]:
    recipe = await find_recipe(asked.kitchen, asked.args["recipe"])
    note = Note(recipe_id=recipe.id, version=recipe.version, words=asked.args["words"], author=asked.actor)
    await asked.kitchen.notes.add_note(note, actor=asked.actor)
    return {"noted": recipe.name}


async def _import(asked: Asked) -> dict[str, Any]:
    session = async_get_clientsession(asked.hass)
    file = await fetch_file(session, asked.args["url"])
    imported = await asked.kitchen.files.import_file(file, actor=asked.actor)
    return {
        "imported": [
            {
                "id": item.recipe.id,
                "name": item.recipe.name,
                "looks_like": list(item.duplicates.values()),
            }
            for item in imported
        ]
    }


RECIPE_TOOLS: tuple[RecipeToolDescription, ...] = (
    RecipeToolDescription(
        name="search_recipes",
        title="Search recipes by ingredients and time",
        description="Search the family's recipe book by words, ingredients it must and must not have, and time.",
        parameters=vol.Schema(
            {
                vol.Optional("query", description="Words of name, cuisine, tag or person"): cv.string,
                vol.Optional("with_ingredients", description="Ingredients it must have"): _WORDS,
                vol.Optional("without_ingredients", description="Ingredients it must not have"): _WORDS,
                vol.Optional("max_minutes", description="Longest time in minutes"): vol.All(
                    vol.Coerce(float), vol.Range(min=1, max=10_000)
                ),
            }
        ),
        annotations=ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False),
        answer=_search,
    ),
    RecipeToolDescription(
        name="open_recipe",
        title="Open a recipe",
        description="Read a recipe: ingredients (for so many servings, in these units), steps, story and notes.",
        parameters=vol.Schema(
            {
                _RECIPE: cv.string,
                vol.Optional("servings", description="For how many people"): vol.All(
                    vol.Coerce(float), vol.Range(min=0.1, max=1000)
                ),
                vol.Optional("units", description="metric, us or imperial"): vol.Coerce(System),
            }
        ),
        annotations=ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False),
        answer=_open,
    ),
    RecipeToolDescription(
        name="add_recipe_note",
        title="Write a note on a recipe",
        description="Write a note in the margin of a recipe, in the words of the person.",
        parameters=vol.Schema(
            {
                _RECIPE: cv.string,
                vol.Required("words", description="The note"): vol.All(
                    cv.string, vol.Length(min=1, max=LONGEST_NOTE)
                ),
            }
        ),
        annotations=ToolAnnotations(read_only=False, destructive=False, idempotent=False, open_world=False),
        answer=_note,
    ),
    RecipeToolDescription(
        name="import_recipe_link",
        title="Import a recipe from a link",
        description="Put the recipe of a public web page into the book. Only with a link the person gave.",
        parameters=vol.Schema(
            {vol.Required("url", description="The link"): vol.All(cv.string, vol.Length(max=4096))}
        ),
        annotations=ToolAnnotations(read_only=False, destructive=False, idempotent=False, open_world=True),
        answer=_import,
    ),
)


class RecipeTool(Tool):
    """A tool that returns data instead of a sentence, because a recipe is too long to be spoken."""

    integration = DOMAIN

    def __init__(self, description: RecipeToolDescription) -> None:
        """Create the tool from its description."""
        self._description = description
        self.name = f"{DOMAIN}__{description.name}"
        self.title = description.title
        self.description = description.description
        self.annotations = description.annotations
        self.parameters = description.parameters

    @override
    async def async_call(
        self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext
    ) -> ToolResult:
        """Call the tool as the user of the conversation."""
        user_id = None if llm_context.context is None else llm_context.context.user_id
        user = None if user_id is None else await hass.auth.async_get_user(user_id)
        with translated_errors():
            answer = await self._description.answer(
                Asked(
                    hass=hass,
                    kitchen=loaded_kitchen(hass),
                    actor="" if user is None else user.name or "",
                    args=self.parameters(tool_input.tool_args),
                )
            )
        return ToolResult(data=answer)

"""Tools for language models. Each asks the kitchen what a person could ask; none of them can raise heat."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import override

from homeassistant.components.llm import LLMTools
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.llm import LLM_API_ASSIST, LLMContext, Tool, ToolAnnotations, ToolInput, ToolResult
import voluptuous as vol

from .assistant import assistant
from .const import DOMAIN
from .data import household
from .llm_plan import PLAN_TOOLS
from .llm_recipes import RECIPE_TOOLS, RecipeTool
from .voice.kinds import Kind

_READS = ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False)
_ACTS = ToolAnnotations(read_only=False, destructive=False, idempotent=False, open_world=False)
_TURNS_OFF = ToolAnnotations(read_only=False, destructive=False, idempotent=True, open_world=False)

PROMPT = (
    "The kitchen answers with a sentence that is ready to be said. You can never turn heat up or start it: for that the "
    "cook has to say the exact words to the kitchen and confirm them. Anyone may turn heat off at any time."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolDescription:
    """One tool: the kind it asks, and its arguments with what they mean."""

    name: str
    title: str
    description: str
    kind: Kind
    annotations: ToolAnnotations = _READS
    required: Mapping[str, str] = field(default_factory=dict)
    optional: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)


_RECIPE = {"recipe": "Name of the recipe. Left out: the one being cooked."}

_TIMER = {"name": "What the timer is for. Left out: the only one."}

TOOLS: tuple[ToolDescription, ...] = (
    ToolDescription(
        name="find_recipe",
        title="Find recipes",
        description="Search the family's recipe book by words, names or ingredients.",
        kind=Kind.FIND_RECIPE,
        required={"query": "What to look for"},
    ),
    ToolDescription(
        name="list_ingredients",
        title="List ingredients",
        description="Tell what a recipe contains.",
        kind=Kind.LIST_INGREDIENTS,
        optional=_RECIPE,
    ),
    ToolDescription(
        name="nutrition",
        title="Nutrition of a recipe",
        description="Tell the energy of a recipe, and how many of its ingredients could be counted.",
        kind=Kind.NUTRITION,
        optional=_RECIPE,
    ),
    ToolDescription(
        name="tell_story",
        title="Tell a recipe's story",
        description="Tell where a recipe comes from.",
        kind=Kind.TELL_STORY,
        optional=_RECIPE,
    ),
    ToolDescription(
        name="current_step",
        title="Current step",
        description="Tell what is being cooked and which step it is at.",
        kind=Kind.CURRENT_STEP,
    ),
    ToolDescription(
        name="ask_heat",
        title="Which burners are on",
        description="Tell which burners are on and how hot they are.",
        kind=Kind.ASK_HEAT,
    ),
    ToolDescription(
        name="plan_query",
        title="Next planned meal",
        description="Tell which meal is planned next.",
        kind=Kind.PLAN_QUERY,
    ),
    ToolDescription(
        name="set_timer",
        title="Set a kitchen timer",
        description="Set a timer of the kitchen.",
        kind=Kind.TIMER,
        annotations=_ACTS,
        required={"duration": "Length in seconds"},
        optional={"name": "What the timer is for"},
        fixed={"action": "set"},
    ),
    ToolDescription(
        name="timers",
        title="Kitchen timers",
        description="Tell how long the kitchen's timers still run.",
        kind=Kind.TIMER,
        fixed={"action": "left"},
    ),
    ToolDescription(
        name="pause_timer",
        title="Pause a kitchen timer",
        description="Let a timer of the kitchen stand still.",
        kind=Kind.TIMER,
        annotations=_ACTS,
        optional=_TIMER,
        fixed={"action": "pause"},
    ),
    ToolDescription(
        name="resume_timer",
        title="Resume a kitchen timer",
        description="Let a paused timer of the kitchen run on.",
        kind=Kind.TIMER,
        annotations=_ACTS,
        optional=_TIMER,
        fixed={"action": "resume"},
    ),
    ToolDescription(
        name="add_to_timer",
        title="Give a kitchen timer more time",
        description="Add time to a running timer of the kitchen.",
        kind=Kind.TIMER,
        annotations=_ACTS,
        required={"duration": "Length in seconds"},
        optional=_TIMER,
        fixed={"action": "add"},
    ),
    ToolDescription(
        name="cancel_timer",
        title="Cancel a kitchen timer",
        description="Stop a timer of the kitchen before it rings.",
        kind=Kind.TIMER,
        annotations=_ACTS,
        optional=_TIMER,
        fixed={"action": "cancel"},
    ),
    ToolDescription(
        name="shelf_life",
        title="How long food keeps",
        description="Tell how long a food keeps in the fridge and the freezer, by the official chart only.",
        kind=Kind.SHELF_LIFE,
        required={"food": "The food, and whether it is cooked"},
    ),
    ToolDescription(
        name="turn_heat_off",
        title="Turn all heat off",
        description="Turn every burner of the stove off at once.",
        kind=Kind.ALL_OFF,
        annotations=_TURNS_OFF,
    ),
)


class KitchenTool(Tool):
    """One tool."""

    integration = DOMAIN

    def __init__(self, description: ToolDescription) -> None:
        """Take its shape from the description."""
        self._asks = description
        self.name = f"{DOMAIN}__{description.name}"
        self.title = description.title
        self.description = description.description
        self.annotations = description.annotations
        self.parameters = vol.Schema(
            {
                vol.Required(name, description=text): _TYPES.get(name, str)
                for name, text in description.required.items()
            }
            | {
                vol.Optional(name, description=text): _TYPES.get(name, str)
                for name, text in description.optional.items()
            }
        )

    @override
    async def async_call(
        self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext
    ) -> ToolResult:
        """Ask the kitchen."""
        site = llm_context.device_id or "llm"
        reply = await assistant(hass).ask(
            kind=self._asks.kind.value,
            slots={**self.parameters(tool_input.tool_args), **self._asks.fixed},
            site=site,
            session=f"llm:{site}",
            language="en",
            context=llm_context.context,
        )
        return ToolResult(data={"say": reply.say, "show": reply.show})


_TYPES = {"duration": vol.All(vol.Coerce(float), vol.Range(min=1, max=24 * 3600))}


@callback
def async_get_tools(hass: HomeAssistant, llm_context: LLMContext, api_id: str) -> LLMTools | None:
    """The tools, while there is a kitchen."""
    if api_id != LLM_API_ASSIST or household(hass).kitchen is None:
        return None
    return LLMTools(
        tools=[
            *(KitchenTool(description) for description in TOOLS),
            *(RecipeTool(description) for description in (*RECIPE_TOOLS, *PLAN_TOOLS)),
        ],
        prompt=PROMPT,
    )

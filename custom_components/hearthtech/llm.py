"""Tools for language models. They ask the same questions as a person; none of them can raise heat."""

from typing import override

from homeassistant.components.llm import LLMTools
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.llm import LLM_API_ASSIST, LLMContext, Tool, ToolInput, ToolResult
import voluptuous as vol

from .assist.agent import assistant
from .const import DOMAIN
from .llm_tools.meal_plan import PLAN_TOOLS
from .llm_tools.questions import TOOLS, ToolDescription
from .llm_tools.recipes import RECIPE_TOOLS, RecipeTool
from .models import async_get_data

TYPES = {
    "duration": vol.All(vol.Coerce(float), vol.Range(min=1, max=24 * 3600)),
    "amount": vol.All(vol.Coerce(float), vol.Range(min=0.001, max=100_000)),
    "servings": vol.All(vol.Coerce(float), vol.Range(min=0.1, max=1000)),
    "stars": vol.All(vol.Coerce(float), vol.Range(min=0, max=5)),
}
"""The types of arguments that are not text."""

PROMPT = (
    "The kitchen answers with a sentence that is ready to be said. You can never turn heat up or start it: for that the "
    "cook has to say the exact words to the kitchen and confirm them. Anyone may turn heat off at any time."
)


class KitchenTool(Tool):
    """A tool for language models."""

    integration = DOMAIN

    def __init__(self, description: ToolDescription) -> None:
        """Create the tool from its description."""
        self._asks = description
        self.name = f"{DOMAIN}__{description.name}"
        self.title = description.title
        self.description = description.description
        self.annotations = description.annotations
        self.parameters = vol.Schema(
            {
                vol.Required(name, description=text): TYPES.get(name, str)
                for name, text in description.required.items()
            }
            | {
                vol.Optional(name, description=text): TYPES.get(name, str)
                for name, text in description.optional.items()
            }
        )

    @override
    async def async_call(
        self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext
    ) -> ToolResult:
        """Ask the kitchen and return its answer."""
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


@callback
def async_get_tools(hass: HomeAssistant, llm_context: LLMContext, api_id: str) -> LLMTools | None:
    """Return the tools; none if no kitchen is loaded."""
    if api_id != LLM_API_ASSIST or async_get_data(hass).kitchen is None:
        return None
    return LLMTools(
        tools=[
            *(KitchenTool(description) for description in TOOLS),
            *(RecipeTool(description) for description in (*RECIPE_TOOLS, *PLAN_TOOLS)),
        ],
        prompt=PROMPT,
    )

"""Fix flow of the issue that asks which voice assistants the kitchen answers first."""

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
import voluptuous as vol

from ..assist.pipelines import pipeline_switch
from ..const import CONF_PIPELINES
from .options import pipeline_selector


class ChooseAssistantsFlow(RepairsFlow):
    """Asks for the voice assistants, and stores the answer in the options of the kitchen."""

    def __init__(self, entry_id: str) -> None:
        """Create the flow for the entry of the kitchen."""
        self._entry_id = entry_id

    async def async_step_init(self, user_input: dict[str, str] | None = None) -> RepairsFlowResult:
        """First step of the repair flow."""
        return await self.async_step_choose()

    async def async_step_choose(self, user_input: dict[str, list[str]] | None = None) -> RepairsFlowResult:
        """Ask for the assistants; none is an answer, too."""
        switch = pipeline_switch(self.hass)
        if user_input is not None:
            chosen = user_input.get(CONF_PIPELINES, [])
            entry = self.hass.config_entries.async_get_entry(self._entry_id)
            if entry is not None:
                await switch.choose(chosen)
                self.hass.config_entries.async_update_entry(
                    entry, options={**entry.options, CONF_PIPELINES: chosen}
                )
            return self.async_create_entry(data={})
        pipelines = await switch.choices()
        schema = vol.Schema(
            {vol.Optional(CONF_PIPELINES, default=list(pipelines)): pipeline_selector(pipelines)}
        )
        return self.async_show_form(step_id="choose", data_schema=schema)

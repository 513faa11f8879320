"""Repair flows: Home Assistant calls them for issues that a person fixes. Issues are created beside what they are about."""

from typing import override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from .adapters.entity_hob.runtime import HobRuntime
from .entries.assist_question import ASSIST_ISSUE
from .flows.assistants_repair import ChooseAssistantsFlow


class AskAgainFlow(ConfirmRepairFlow):
    """Fix flow for a burner that ignored commands: after confirmation, commands are sent to it again."""

    def __init__(self, entry_id: str, n: int) -> None:
        """Create the flow for a burner."""
        self._entry_id = entry_id
        self._n = n

    @override
    async def async_step_confirm(self, user_input: dict[str, str] | None = None) -> RepairsFlowResult:
        """Ask for confirmation, then reset the count of ignored commands."""
        if user_input is not None:
            entry = self.hass.config_entries.async_get_entry(self._entry_id)
            if entry is not None and entry.state is ConfigEntryState.LOADED:
                if isinstance(hob := entry.runtime_data, HobRuntime):
                    await hob.memory.try_again(self._n)
                self.hass.config_entries.async_schedule_reload(self._entry_id)
        return await super().async_step_confirm(user_input)


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return the fix flow of an issue."""
    if issue_id == ASSIST_ISSUE and data is not None:
        return ChooseAssistantsFlow(str(data["entry_id"]))
    if data is not None and isinstance(n := data.get("n"), int):
        return AskAgainFlow(str(data["entry_id"]), n)
    return ConfirmRepairFlow()

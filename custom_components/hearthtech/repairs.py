"""Notices that ask the household to decide something."""

from typing import TYPE_CHECKING, cast, override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .stove.errors import CertificateChanged

if TYPE_CHECKING:
    from .data import HobConfigEntry, StoveConfigEntry


def certificate_issue_id(entry: StoveConfigEntry) -> str:
    """The id of the notice about one stove's certificate."""
    return f"certificate_changed_{entry.entry_id}"


@callback
def report_changed_certificate(
    hass: HomeAssistant, entry: StoveConfigEntry, change: CertificateChanged
) -> None:
    """Say that a stove shows another certificate. It is used again only once somebody has confirmed it."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        certificate_issue_id(entry),
        is_fixable=False,
        severity=ir.IssueSeverity.ERROR,
        translation_key="certificate_changed",
        translation_placeholders={
            "stove": entry.title,
            "expected": change.expected[:16],
            "found": change.found[:16],
        },
    )


@callback
def clear_changed_certificate(hass: HomeAssistant, entry: StoveConfigEntry) -> None:
    """Take the notice back: the stove has proved itself."""
    ir.async_delete_issue(hass, DOMAIN, certificate_issue_id(entry))


class AskAgainFlow(ConfirmRepairFlow):
    """A burner of a hob that ignored what it was asked for is asked again, once somebody has seen to it."""

    def __init__(self, entry_id: str, n: int) -> None:
        """Keep which burner it is."""
        self._entry_id = entry_id
        self._n = n

    @override
    async def async_step_confirm(self, user_input: dict[str, str] | None = None) -> RepairsFlowResult:
        """Forget that it ignored anything."""
        if user_input is not None:
            entry = self.hass.config_entries.async_get_entry(self._entry_id)
            if entry is not None and entry.state is ConfigEntryState.LOADED:
                hob = cast("HobConfigEntry", entry).runtime_data
                await hob.memory.try_again(self._n)
                self.hass.config_entries.async_schedule_reload(self._entry_id)
        return await super().async_step_confirm(user_input)


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """The way to settle a notice."""
    if data is not None and isinstance(n := data.get("n"), int):
        return AskAgainFlow(str(data["entry_id"]), n)
    return ConfirmRepairFlow()

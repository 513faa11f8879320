"""Notices that ask the household to decide something."""

from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .stove.errors import CertificateChanged

if TYPE_CHECKING:
    from .data import StoveConfigEntry


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

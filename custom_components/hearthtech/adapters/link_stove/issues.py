"""Repair issues of a Hearth Link stove."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ...const import DOMAIN
from ...hearth_link.errors import CertificateChanged


def certificate_issue_id(entry: ConfigEntry) -> str:
    """Return the id of the issue about the certificate of a stove."""
    return f"certificate_changed_{entry.entry_id}"


@callback
def report_changed_certificate(hass: HomeAssistant, entry: ConfigEntry, change: CertificateChanged) -> None:
    """Create the issue that a stove presents another certificate. The stove is not used until a person confirms it."""
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
def clear_changed_certificate(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Delete the issue; called when the stove has proved its identity."""
    ir.async_delete_issue(hass, DOMAIN, certificate_issue_id(entry))

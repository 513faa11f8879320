"""Removes entities that earlier releases had, and reports them with what used them."""

from collections.abc import Mapping
import re
from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.helpers.start import async_at_started

from ..const import DOMAIN
from .entity_uses import async_uses

RETIRED: Final[Mapping[str, re.Pattern[str]]] = {
    # One event entity for each burner took the place of seven.
    Platform.EVENT: re.compile(r"_\d+_(?:knob|pan|timer|taken_over|safety|boil|food)"),
    # It could not update; the version is shown with the device.
    Platform.UPDATE: re.compile(r"_firmware"),
}
"""The ends of the unique ids of entities that no longer exist, by platform."""


def is_retired(known: er.RegistryEntry) -> bool:
    """Whether an entity of this integration no longer exists in this release."""
    pattern = RETIRED.get(known.domain)
    return pattern is not None and re.search(f"(?:{pattern.pattern})$", known.unique_id) is not None


def issue_id(entry_id: str) -> str:
    """Return the id of the issue about the removed entities of an entry."""
    return f"removed_entities_{entry_id}"


@callback
def async_retire_entities(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Remove the entities that no longer exist, once Home Assistant has loaded automations and dashboards."""

    async def retire(hass: HomeAssistant) -> None:
        registry = er.async_get(hass)
        gone = [
            known
            for known in er.async_entries_for_config_entry(registry, entry.entry_id)
            if is_retired(known)
        ]
        if not gone:
            return
        enabled = [known.entity_id for known in gone if known.disabled_by is None]
        uses = await async_uses(hass, sorted(enabled))
        for known in gone:
            registry.async_remove(known.entity_id)
        if enabled:
            _report(hass, entry, uses)

    entry.async_on_unload(async_at_started(hass, retire))


@callback
def _report(hass: HomeAssistant, entry: ConfigEntry, uses: Mapping[str, list[str]]) -> None:
    """Create the issue. It outlives a restart, because the entities are found only once."""
    lines = [f"- `{name}`: {', '.join(links)}" for name, links in uses.items() if links]
    if unused := [f"`{name}`" for name, links in uses.items() if not links]:
        lines.append(f"- {', '.join(unused)}: –")
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id(entry.entry_id),
        is_fixable=True,
        is_persistent=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key="removed_entities",
        translation_placeholders={"stove": entry.title, "entities": "\n".join(lines)},
    )


@callback
def async_forget_retired(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Delete the issue; called when the entry is deleted."""
    ir.async_delete_issue(hass, DOMAIN, issue_id(entry.entry_id))

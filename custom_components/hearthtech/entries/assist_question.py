"""Repair issue that asks a household once which voice assistants the kitchen answers first.

Households that added the kitchen before its flow asked have never chosen. An ignored issue stays ignored.
"""

from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.start import async_at_started

from ..assist.pipelines import pipeline_switch
from ..const import CONF_PIPELINES, DOMAIN
from ..models import KitchenConfigEntry

ASSIST_ISSUE: Final = "choose_assistants"
"""The id and the translation key of the issue. There is at most one kitchen."""


@callback
def async_ask_about_assist(hass: HomeAssistant, entry: KitchenConfigEntry) -> None:
    """Create the issue once Home Assistant has started, if the household has never chosen."""

    async def ask(hass: HomeAssistant) -> None:
        if CONF_PIPELINES in entry.options:
            async_forget_question(hass)
            return
        switch = pipeline_switch(hass)
        pipelines = await switch.choices()
        if not pipelines or await switch.answers_any():
            async_forget_question(hass)
            return
        ir.async_create_issue(
            hass,
            DOMAIN,
            ASSIST_ISSUE,
            data={"entry_id": entry.entry_id},
            is_fixable=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key=ASSIST_ISSUE,
            translation_placeholders={"assistants": ", ".join(pipelines.values())},
        )

    entry.async_on_unload(async_at_started(hass, ask))


@callback
def async_forget_question(hass: HomeAssistant) -> None:
    """Delete the issue; called when the household has chosen, and when the kitchen is deleted."""
    ir.async_delete_issue(hass, DOMAIN, ASSIST_ISSUE)

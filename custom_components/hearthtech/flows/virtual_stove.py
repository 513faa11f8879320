"""Flow steps of a virtual stove."""

from typing import Any, Final
from uuid import uuid4

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult
from homeassistant.helpers.selector import (
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
)
import voluptuous as vol

from ..const import CONF_BURNER_COUNT, CONF_BURNER_KIND, CONF_CLOCK_RATE, CONF_KIND, EntryKind
from ..hearth_link.messages import BurnerKind
from ..voice.replies import load_replies, words
from .links import LINKS
from .selectors import FiniteNumberSelector

VIRTUAL_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_BURNER_COUNT, default=4): vol.All(
            FiniteNumberSelector(NumberSelectorConfig(min=1, max=12, mode=NumberSelectorMode.BOX)),
            vol.Coerce(int),
        ),
        vol.Required(CONF_BURNER_KIND, default=BurnerKind.INDUCTION.value): SelectSelector(
            SelectSelectorConfig(options=["induction", "radiant", "gas"], translation_key="burner_kind")
        ),
        vol.Required(CONF_CLOCK_RATE, default=1.0): FiniteNumberSelector(
            NumberSelectorConfig(min=1, max=100, step=1, mode=NumberSelectorMode.BOX)
        ),
    }
)


class VirtualStoveSteps(ConfigFlow):
    """Flow steps of a virtual stove; a mixin of the config flow."""

    async def async_step_virtual(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Add a virtual stove: create the entry with defaults."""
        await self.async_set_unique_id(f"virtual-{uuid4().hex[:12]}")
        others = sum(
            entry.data.get(CONF_KIND) == EntryKind.VIRTUAL_STOVE
            for entry in self._async_current_entries(include_ignore=False)
        )
        # The first entry is added before the integration's setup has read the replies.
        await self.hass.async_add_executor_job(load_replies)
        title = words("title_virtual_stove", self.hass.config.language)
        return self.async_create_entry(
            title=f"{title} {others + 1}" if others else title,
            data={CONF_KIND: EntryKind.VIRTUAL_STOVE.value},
            description="virtual",
            description_placeholders=dict(LINKS),
        )

    async def async_step_virtual_kind(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the model of the virtual stove."""
        entry = self._get_reconfigure_entry()
        if user_input is not None:
            return self.async_update_reload_and_abort(entry, data_updates=user_input)
        schema = self.add_suggested_values_to_schema(VIRTUAL_SCHEMA, entry.data)
        return self.async_show_form(step_id="virtual_kind", data_schema=schema)

"""Flow steps of the kitchen: its database."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_NAME
import voluptuous as vol

from ..assist.pipelines import pipeline_switch
from ..const import CONF_BOOK, CONF_KIND, CONF_PIPELINES, KITCHEN_UNIQUE_ID, EntryKind
from ..entries.book_driver import async_install_driver
from ..entries.kitchen import book_address
from ..kitchen.errors import KitchenError
from ..kitchen.kitchen import Kitchen
from ..voice.replies import load_replies, words
from .links import LINKS
from .options import pipeline_selector
from .selectors import PlainTextSelector

BOOK_SCHEMA: Final = vol.Schema({vol.Optional(CONF_BOOK): PlainTextSelector()})


class KitchenSteps(ConfigFlow):
    """Flow steps of the kitchen; a mixin of the config flow."""

    _pipelines: Mapping[str, str] = {}
    """Names of the voice assistants of Home Assistant by id."""

    async def async_step_kitchen(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Add the kitchen with its database in a file. `reconfigure` moves the database to another server."""
        await self.async_set_unique_id(KITCHEN_UNIQUE_ID)
        self._abort_if_unique_id_configured()
        data = {CONF_KIND: EntryKind.KITCHEN.value}
        if not await self._can_open(data):
            return self.async_abort(reason="book_unavailable")
        self._pipelines = await pipeline_switch(self.hass).choices()
        # The first entry is added before the integration's setup has read the replies.
        await self.hass.async_add_executor_job(load_replies)
        return await self.async_step_kitchen_assist()

    async def async_step_kitchen_assist(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Last question: the name of the kitchen, and which voice assistants it answers first."""
        usual = words("title_kitchen", self.hass.config.language)
        if user_input is not None:
            # Without Assist the household has not chosen; it is asked when it has voice assistants.
            chosen = user_input.get(CONF_PIPELINES, []) if self._pipelines else None
            return self.async_create_entry(
                title=user_input[CONF_NAME].strip() or usual,
                data={CONF_KIND: EntryKind.KITCHEN.value},
                options={} if chosen is None else {CONF_PIPELINES: chosen},
                description="kitchen",
                description_placeholders=dict(LINKS),
            )
        fields: dict[Any, Any] = {vol.Required(CONF_NAME, default=usual): PlainTextSelector()}
        if self._pipelines:
            chosen_first = vol.Optional(CONF_PIPELINES, default=list(self._pipelines))
            fields[chosen_first] = pipeline_selector(self._pipelines)
        return self.async_show_form(step_id="kitchen_assist", data_schema=vol.Schema(fields), last_step=True)

    async def async_step_book(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the location of the database."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            data = {CONF_KIND: EntryKind.KITCHEN.value, **user_input}
            if await self._can_open(data):
                return self.async_update_reload_and_abort(entry, data=data)
            errors["base"] = "book_unavailable"
        schema = self.add_suggested_values_to_schema(BOOK_SCHEMA, user_input or entry.data)
        return self.async_show_form(step_id="book", data_schema=schema, errors=errors)

    async def _can_open(self, data: dict[str, str]) -> bool:
        address = book_address(self.hass, data)
        try:
            await async_install_driver(self.hass, address)
            kitchen = await Kitchen.open(address)
        except KitchenError:
            return False
        await kitchen.close()
        return True

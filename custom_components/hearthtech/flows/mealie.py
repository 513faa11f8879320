"""Flow steps for a configured Mealie: ask, import its recipes, and show the result."""

import asyncio
from functools import partial
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_API_TOKEN, CONF_VERIFY_SSL
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..const import CONF_MEALIE_ENTRY
from ..entries.mealie_offer import server_address
from ..kitchen.errors import KitchenError
from ..kitchen.recipes.import_results import ImportResult
from ..kitchen.recipes.servers.client import fetch_server
from ..kitchen.recipes.servers.programs import ServerKind
from ..models import async_get_data


class MealieSteps(ConfigFlow):
    """Flow steps of the offer; a mixin of the config flow. They create no entry."""

    _mealie_entry_id = ""
    _import: asyncio.Task[ImportResult] | None = None

    async def async_step_integration_discovery(self, discovery_info: dict[str, Any]) -> ConfigFlowResult:
        """Called when the kitchen finds a Mealie whose recipes the book does not have."""
        self._mealie_entry_id = discovery_info[CONF_MEALIE_ENTRY]
        await self.async_set_unique_id(f"mealie-{self._mealie_entry_id}")
        self._abort_if_unique_id_configured()
        entry = self._mealie_entry()
        if entry is None:
            return self.async_abort(reason="mealie_not_there")
        self.context["title_placeholders"] = {"name": entry.title}
        return await self.async_step_mealie()

    async def async_step_mealie(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whether the recipes are to be copied. Only a yes uses the address and the token of Mealie."""
        entry = self._mealie_entry()
        if entry is None:
            return self.async_abort(reason="mealie_not_there")
        if user_input is None:
            self._set_confirm_only()
            return self.async_show_form(
                step_id="mealie",
                description_placeholders={"name": entry.title, "address": server_address(entry) or ""},
            )
        return await self.async_step_mealie_import()

    async def async_step_mealie_import(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show that the import runs, until it has ended."""
        if self._import is None:
            entry = self._mealie_entry()
            kitchen = async_get_data(self.hass).kitchen
            if entry is None or kitchen is None:
                return self.async_abort(reason="mealie_not_there")
            session = async_get_clientsession(self.hass, verify_ssl=entry.data.get(CONF_VERIFY_SSL, True))
            fetch = partial(
                fetch_server,
                session,
                ServerKind.MEALIE,
                server_address(entry) or "",
                entry.data[CONF_API_TOKEN],
            )
            self._import = self.hass.async_create_task(kitchen.files.import_from_server(fetch))
        if not self._import.done():
            return self.async_show_progress(
                step_id="mealie_import", progress_action="mealie_import", progress_task=self._import
            )
        return self.async_show_progress_done(next_step_id="mealie_done")

    async def async_step_mealie_done(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say what the import brought."""
        assert self._import is not None
        try:
            result = await self._import
        except KitchenError as error:
            what = ", ".join(str(value) for value in error.data.values()) or error.code.value
            return self.async_abort(reason="mealie_failed", description_placeholders={"what": what})
        return self.async_abort(
            reason="mealie_imported",
            description_placeholders={
                "recipes": str(len(result.recipes)),
                "present": str(len(result.present)),
                "unread": str(len(result.unread)),
                "names": "; ".join(f"{name} ({reason})" for name, reason in list(result.unread.items())[:10])
                or "–",
            },
        )

    def _mealie_entry(self) -> ConfigEntry | None:
        entry = self.hass.config_entries.async_get_entry(self._mealie_entry_id)
        return None if entry is None or server_address(entry) is None else entry

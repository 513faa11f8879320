"""Config flow: add a kitchen, a virtual stove, a Hearth Link stove or a hob built from entities."""

from typing import Any, override

from homeassistant.config_entries import ConfigEntry, ConfigFlowResult, ConfigSubentryFlow, OptionsFlow
from homeassistant.core import callback

from .const import CONF_KIND, DOMAIN, KITCHEN_UNIQUE_ID, EntryKind
from .flows.entity_hob import HobSteps
from .flows.kitchen import KitchenSteps
from .flows.link_stove import LinkStoveSteps
from .flows.mealie import MealieSteps
from .flows.options import OPTIONS_FLOWS
from .flows.person import SUBENTRY_FLOWS
from .flows.virtual_stove import VirtualStoveSteps


class HearthTechConfigFlow(
    KitchenSteps, VirtualStoveSteps, LinkStoveSteps, HobSteps, MealieSteps, domain=DOMAIN
):
    """The config flow for all kinds of entry."""

    VERSION = 1
    """Home Assistant refuses entries of a newer major version and does not migrate those of a newer minor version."""
    MINOR_VERSION = 1

    @classmethod
    @callback
    @override
    def async_supports_options_flow(cls, config_entry: ConfigEntry) -> bool:
        """Whether an entry has options. A hob built from entities has none: its burners are changed by reconfiguring."""
        return config_entry.data[CONF_KIND] in OPTIONS_FLOWS

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> OptionsFlow:
        """Return the options flow for the kind of entry."""
        return OPTIONS_FLOWS[config_entry.data[CONF_KIND]]()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return the subentry types: the kitchen has people."""
        return dict(SUBENTRY_FLOWS.get(config_entry.data[CONF_KIND], {}))

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """First step: choose what to add."""
        kitchen_here = any(
            entry.unique_id == KITCHEN_UNIQUE_ID
            for entry in self._async_current_entries(include_ignore=False)
        )
        return self.async_show_menu(
            step_id="user",
            menu_options=[*([] if kitchen_here else ["kitchen"]), "virtual", "link", "hob"],
        )

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Reconfigure an entry, by kind of entry."""
        match EntryKind(self._get_reconfigure_entry().data[CONF_KIND]):
            case EntryKind.KITCHEN:
                return await self.async_step_book()
            case EntryKind.VIRTUAL_STOVE:
                return await self.async_step_virtual_kind()
            case EntryKind.EXISTING_HOB:
                return await self._change_hob()
            case EntryKind.LINK_STOVE:
                return await self._reconfigure_link(user_input)

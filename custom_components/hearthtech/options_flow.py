"""Options of the kitchen (who may raise heat) and of a stove."""

from typing import Any

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow, OptionsFlowWithReload
from homeassistant.helpers.selector import (
    BooleanSelector,
    ConversationAgentSelector,
    ConversationAgentSelectorConfig,
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
)
import voluptuous as vol

from .const import (
    CONF_FALLBACK_AGENT,
    CONF_HEAT_AUTOMATIONS,
    CONF_HEAT_USERS,
    CONF_LEASE_TIME,
    CONF_NOTIFY_ENTITIES,
    CONF_POWER_SCALE,
    CONF_REMOTE_BURNERS,
    CONF_SATELLITES,
    DEFAULT_LEASE_S,
    PowerScale,
)


class KitchenOptionsFlow(OptionsFlow):
    """Who may raise heat, and who answers what is not the kitchen's. Turning off is never asked for. Read when needed, so nothing is reloaded."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the household's users."""
        if user_input is not None:
            return self.async_create_entry(data=user_input)
        users = [
            user
            for user in await self.hass.auth.async_get_users()
            if user.is_active and not user.system_generated
        ]
        choices = [SelectOptionDict(value=user.id, label=user.name or user.id) for user in users]
        allowed = self.config_entry.options.get(CONF_HEAT_USERS, [user.id for user in users if user.is_admin])
        schema = vol.Schema(
            {
                vol.Required(CONF_HEAT_USERS, default=allowed): SelectSelector(
                    SelectSelectorConfig(options=choices, multiple=True)
                ),
                vol.Required(
                    CONF_HEAT_AUTOMATIONS,
                    default=self.config_entry.options.get(CONF_HEAT_AUTOMATIONS, True),
                ): BooleanSelector(),
                vol.Optional(
                    CONF_FALLBACK_AGENT,
                    description={"suggested_value": self.config_entry.options.get(CONF_FALLBACK_AGENT)},
                ): ConversationAgentSelector(ConversationAgentSelectorConfig()),
                vol.Optional(
                    CONF_NOTIFY_ENTITIES,
                    description={"suggested_value": self.config_entry.options.get(CONF_NOTIFY_ENTITIES)},
                ): EntitySelector(EntitySelectorConfig(domain="notify", multiple=True)),
                vol.Optional(
                    CONF_SATELLITES,
                    description={"suggested_value": self.config_entry.options.get(CONF_SATELLITES)},
                ): EntitySelector(EntitySelectorConfig(domain="assist_satellite", multiple=True)),
            }
        )
        return self.async_show_form(step_id="init", data_schema=schema)


class StoveOptionsFlow(OptionsFlowWithReload):
    """How power is shown, how long heat outlives Home Assistant, and what may be driven from outside."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask with the burners that the stove has."""
        if user_input is not None:
            return self.async_create_entry(data=user_input)
        options = self.config_entry.options
        stove = getattr(self.config_entry, "runtime_data", None)
        burners = {} if stove is None else {str(n): burner.name for n, burner in stove.burners.items()}
        choices = [SelectOptionDict(value=number, label=name) for number, name in burners.items()]
        schema = vol.Schema(
            {
                vol.Required(
                    CONF_POWER_SCALE, default=options.get(CONF_POWER_SCALE, PowerScale.PERCENT.value)
                ): SelectSelector(
                    SelectSelectorConfig(
                        options=[scale.value for scale in PowerScale], translation_key="power_scale"
                    )
                ),
                vol.Required(
                    CONF_LEASE_TIME, default=options.get(CONF_LEASE_TIME, DEFAULT_LEASE_S)
                ): NumberSelector(
                    NumberSelectorConfig(
                        min=2, max=30, step=1, mode=NumberSelectorMode.SLIDER, unit_of_measurement="s"
                    )
                ),
                vol.Required(
                    CONF_REMOTE_BURNERS, default=options.get(CONF_REMOTE_BURNERS, list(burners))
                ): SelectSelector(SelectSelectorConfig(options=choices, multiple=True)),
            }
        )
        return self.async_show_form(step_id="init", data_schema=schema)

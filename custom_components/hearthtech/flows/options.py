"""Options flows of the kitchen (users who may raise heat) and of a stove."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow, OptionsFlowWithReload
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.selector import (
    BooleanSelector,
    ConversationAgentSelector,
    ConversationAgentSelectorConfig,
    EntitySelector,
    EntitySelectorConfig,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from ..assist.pipelines import pipeline_switch
from ..const import (
    CONF_AGAIN_AFTER,
    CONF_FALLBACK_AGENT,
    CONF_FOOD_FACTS,
    CONF_GUEST_PAGES,
    CONF_HEAT_AUTOMATIONS,
    CONF_HEAT_SATELLITES,
    CONF_HEAT_USERS,
    CONF_LEASE_TIME,
    CONF_LOCAL_BURNERS,
    CONF_NOTIFY_ENTITIES,
    CONF_PIPELINES,
    CONF_POWER_SCALE,
    CONF_PUSH_SERVERS,
    CONF_REMOTE_BURNERS,
    CONF_SATELLITES,
    DEFAULT_LEASE_S,
    DOMAIN,
    EntryKind,
    PowerScale,
)
from ..entries.assist_question import async_forget_question
from ..kitchen.meal_plan.meal import AGAIN_AFTER_DAYS, MOST_AGAIN_AFTER_DAYS
from ..notifications.phones import uses_push_servers
from .selectors import FiniteNumberSelector


def pipeline_selector(pipelines: Mapping[str, str]) -> SelectSelector:
    """Return the field for voice assistants of Home Assistant, by id and name."""
    choices = [SelectOptionDict(value=one, label=name) for one, name in pipelines.items()]
    return SelectSelector(SelectSelectorConfig(options=choices, multiple=True, mode=SelectSelectorMode.LIST))


class KitchenOptionsFlow(OptionsFlow):
    """Who may raise heat, the agent that answers other questions, and the choices of the household.

    Turning off needs no permission. The options are read when needed, so no reload is necessary.
    """

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the users who may raise heat, and for the voice assistants that the kitchen answers first."""
        switch = pipeline_switch(self.hass)
        pipelines = await switch.choices()
        if user_input is not None:
            if pipelines:
                await switch.choose(user_input.get(CONF_PIPELINES, []))
                async_forget_question(self.hass)
            return self.async_create_entry(data=user_input)
        users = [
            user
            for user in await self.hass.auth.async_get_users()
            if user.is_active and not user.system_generated
        ]
        choices = [SelectOptionDict(value=user.id, label=user.name or user.id) for user in users]
        present = {user.id for user in users}
        allowed = [
            user_id
            for user_id in self.config_entry.options.get(
                CONF_HEAT_USERS, [user.id for user in users if user.is_admin]
            )
            # A user who has been deleted is not among the choices, and the form would refuse it.
            if user_id in present
        ]
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
                    CONF_HEAT_SATELLITES,
                    description={"suggested_value": self.config_entry.options.get(CONF_HEAT_SATELLITES)},
                ): EntitySelector(EntitySelectorConfig(domain="assist_satellite", multiple=True)),
                **(
                    {
                        vol.Optional(
                            CONF_PIPELINES,
                            default=[
                                one
                                for one in self.config_entry.options.get(CONF_PIPELINES, ())
                                if one in pipelines
                            ],
                        ): pipeline_selector(pipelines)
                    }
                    if pipelines
                    else {}
                ),
                vol.Optional(
                    CONF_FALLBACK_AGENT,
                    description={"suggested_value": self.config_entry.options.get(CONF_FALLBACK_AGENT)},
                ): ConversationAgentSelector(ConversationAgentSelectorConfig()),
                vol.Optional(
                    CONF_NOTIFY_ENTITIES,
                    description={"suggested_value": self.config_entry.options.get(CONF_NOTIFY_ENTITIES)},
                ): EntitySelector(EntitySelectorConfig(domain="notify", multiple=True)),
                vol.Optional(
                    CONF_PUSH_SERVERS, default=uses_push_servers(self.config_entry.options)
                ): BooleanSelector(),
                vol.Optional(
                    CONF_SATELLITES,
                    description={"suggested_value": self.config_entry.options.get(CONF_SATELLITES)},
                ): EntitySelector(EntitySelectorConfig(domain="assist_satellite", multiple=True)),
                vol.Optional(
                    CONF_AGAIN_AFTER,
                    default=self.config_entry.options.get(CONF_AGAIN_AFTER, AGAIN_AFTER_DAYS),
                ): FiniteNumberSelector(
                    NumberSelectorConfig(
                        min=1,
                        max=MOST_AGAIN_AFTER_DAYS,
                        step=1,
                        mode=NumberSelectorMode.BOX,
                        unit_of_measurement="d",
                    )
                ),
                vol.Optional(
                    CONF_FOOD_FACTS, default=self.config_entry.options.get(CONF_FOOD_FACTS, False)
                ): BooleanSelector(),
                vol.Optional(
                    CONF_GUEST_PAGES, default=self.config_entry.options.get(CONF_GUEST_PAGES, False)
                ): BooleanSelector(),
            }
        )
        return self.async_show_form(step_id="init", data_schema=schema)


class StoveOptionsFlow(OptionsFlowWithReload):
    """Display of power, duration of the lease, and remote control."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the options with the burners of the stove."""
        options = self.config_entry.options
        burners = self._burners()
        denied = self._denied(burners)
        if user_input is not None:
            return self.async_create_entry(data=self._stored(user_input, burners, denied))
        choices = [SelectOptionDict(value=number, label=name) for number, name in burners.items()]
        remote = {
            vol.Required(
                CONF_REMOTE_BURNERS, default=[number for number in burners if number not in denied]
            ): SelectSelector(SelectSelectorConfig(options=choices, multiple=True))
        }
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
                ): FiniteNumberSelector(
                    NumberSelectorConfig(
                        min=2, max=30, step=1, mode=NumberSelectorMode.SLIDER, unit_of_measurement="s"
                    )
                ),
                # A stove that has never answered has no burners to choose from.
                **(remote if burners else {}),
            }
        )
        return self.async_show_form(step_id="init", data_schema=schema)

    def _burners(self) -> dict[str, str]:
        """Return the names of the burners by number, as the device registry knows them while the stove is away."""
        registry = dr.async_get(self.hass)
        found = {
            identifier.rpartition("/")[2]: device.name_by_user or device.name or identifier
            for device in dr.async_child_entries_for_config_entry(registry, self.config_entry.entry_id)
            for domain, identifier in device.identifiers
            if domain == DOMAIN
        }
        return dict(sorted(found.items(), key=lambda burner: (len(burner[0]), burner[0])))

    def _denied(self, burners: Mapping[str, str]) -> set[str]:
        """Return the numbers of the burners that may not be controlled, also of those that are away now."""
        options = self.config_entry.options
        if (denied := options.get(CONF_LOCAL_BURNERS)) is not None:
            return set(denied)
        # Options that were saved before `CONF_LOCAL_BURNERS` existed.
        return set(burners).difference(options.get(CONF_REMOTE_BURNERS, burners))

    @staticmethod
    def _stored(answer: Mapping[str, Any], burners: Mapping[str, str], denied: set[str]) -> dict[str, Any]:
        """Return the options to store: of the burners, those that were left out, so that later ones are included."""
        left_out = burners.keys() - answer.get(CONF_REMOTE_BURNERS, ()) if burners else set()
        return {**answer, CONF_LOCAL_BURNERS: sorted((denied - burners.keys()) | left_out)}


OPTIONS_FLOWS: Final[Mapping[str, type[OptionsFlow]]] = {
    EntryKind.KITCHEN: KitchenOptionsFlow,
    EntryKind.LINK_STOVE: StoveOptionsFlow,
    EntryKind.VIRTUAL_STOVE: StoveOptionsFlow,
}
"""The options flow of each kind of entry that has options."""

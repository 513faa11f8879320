"""Flow steps of a hob or thermometer built from entities, burner by burner."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_DEVICE, CONF_NAME
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
)
import voluptuous as vol

from ..adapters.entity_hob.mapping import WRITABLE, BurnerMapping, Control, EntityRole, HobProposal
from ..adapters.entity_hob.ownership import mappings_of_others, shared_entities
from ..adapters.entity_hob.presets import propose
from ..const import CONF_BURNERS, CONF_KIND, CONF_SOURCE_DEVICE, EntryKind
from ..voice.replies import load_replies
from .entity_hob_forms import (
    BURNER_SCHEMA,
    CONF_ANSWERS_WITHIN,
    CONF_BURNER,
    CONF_CONFIRMS,
    CONF_CONTROL,
    CONF_LEVEL_MAX,
    CONF_LEVELS,
    CONF_MORE,
    CONF_REMOVE,
    CONF_STALE_AFTER,
    CONF_UNDERSTOOD,
    HOB_SCHEMA,
    UNDERSTOOD_SCHEMA,
    attributes_of,
    burner_table,
    form_values,
    is_own_device,
    lasting_id,
    mapping_errors,
)
from .links import LINKS


class HobSteps(ConfigFlow):
    """Flow steps of a hob built from entities; a mixin of the config flow."""

    _hob_name: str = ""
    _hob_device: str | None = None
    _proposal: HobProposal | None = None
    _mappings: tuple[BurnerMapping, ...] = ()
    _burner: BurnerMapping | None = None
    """The burner being edited, or whose levels are asked for."""

    async def async_step_hob(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the name of the hob, and its device if it has one."""
        if user_input is None:
            return self.async_show_form(step_id="hob", data_schema=HOB_SCHEMA)
        self._hob_name = user_input[CONF_NAME].strip()
        self._hob_device = user_input.get(CONF_DEVICE)
        if self._hob_device is not None and is_own_device(self.hass, self._hob_device):
            schema = self.add_suggested_values_to_schema(HOB_SCHEMA, user_input)
            return self.async_show_form(step_id="hob", data_schema=schema, errors={CONF_DEVICE: "own_entity"})
        await self.async_set_unique_id(f"hob-{self._hob_device or uuid4().hex[:12]}")
        self._abort_if_unique_id_configured()
        if self._hob_device is not None:
            # The first entry is added before the integration's setup has read the words of the names.
            await self.hass.async_add_executor_job(load_replies)
            self._proposal = propose(self.hass, self._hob_device)
        if self._proposal is not None:
            return await self.async_step_hob_found()
        return await self.async_step_hob_burner()

    async def async_step_hob_found(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the burners that were found, and ask which to add."""
        assert self._proposal is not None
        found = {str(burner.n): burner for burner in self._proposal.burners}
        if user_input is not None:
            wanted = [found[n] for n in user_input[CONF_BURNERS]]
            self._mappings = tuple(replace(burner, n=n) for n, burner in enumerate(wanted, start=1))
            return await self._clear_up()
        choices = [SelectOptionDict(value=n, label=burner.name) for n, burner in found.items()]
        schema = vol.Schema(
            {
                vol.Required(CONF_BURNERS, default=list(found)): SelectSelector(
                    SelectSelectorConfig(options=choices, multiple=True)
                )
            }
        )
        return self.async_show_form(
            step_id="hob_found",
            data_schema=schema,
            description_placeholders={"found": burner_table(self.hass, self._proposal.burners)},
        )

    async def async_step_hob_burner(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the entities of a burner."""
        errors: dict[str, str] = {}
        if user_input is not None:
            burner = self._mapping_of(user_input)
            errors = self._errors(burner)
            if errors.get(EntityRole.LEVEL) == "levels_unclear":
                self._burner = burner
                return await self.async_step_hob_levels()
            if not errors:
                self._put(burner)
                return await self.async_step_hob_burners()
        known = {} if self._burner is None else form_values(self.hass, self._burner)
        return self.async_show_form(
            step_id="hob_burner",
            data_schema=self.add_suggested_values_to_schema(BURNER_SCHEMA, user_input or known),
            errors=errors,
        )

    async def async_step_hob_levels(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the order of levels whose names are not recognized."""
        assert self._burner is not None
        errors: dict[str, str] = {}
        if user_input is not None:
            burner = replace(self._burner, levels=tuple(user_input[CONF_LEVELS]))
            if len(burner.levels) > 1:
                self._put(burner)
                self._same_levels(burner)
                return await self._clear_up()
            errors[CONF_LEVELS] = "too_few_levels"
        options = [
            str(option) for option in attributes_of(self.hass, self._burner, EntityRole.LEVEL)["options"]
        ]
        schema = vol.Schema(
            {
                vol.Required(CONF_LEVELS, default=options): SelectSelector(
                    SelectSelectorConfig(options=options, multiple=True, sort=False)
                )
            }
        )
        return self.async_show_form(step_id="hob_levels", data_schema=schema, errors=errors)

    async def _clear_up(self) -> ConfigFlowResult:
        """Ask about the first burner whose levels are not recognized; otherwise show the overview."""
        for burner in self._mappings:
            if errors := self._errors(burner):
                self._burner = burner
                if errors.get(EntityRole.LEVEL) == "levels_unclear":
                    return await self.async_step_hob_levels()
                return await self.async_step_hob_burner()
        return await self.async_step_hob_burners()

    def _same_levels(self, known: BurnerMapping) -> None:
        """Apply the order of levels of one burner to all burners with the same levels."""
        options = attributes_of(self.hass, known, EntityRole.LEVEL).get("options")
        self._mappings = tuple(
            replace(burner, levels=known.levels)
            if not burner.levels
            and EntityRole.LEVEL in burner.entities
            and attributes_of(self.hass, burner, EntityRole.LEVEL).get("options") == options
            else burner
            for burner in self._mappings
        )

    async def async_step_hob_burners(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the overview of burners and a menu."""
        self._burner = None
        options = ["hob_burner"]
        if self._mappings:
            options = ["hob_finish", "hob_burner", "hob_change"]
        return self.async_show_menu(
            step_id="hob_burners",
            menu_options=options,
            description_placeholders={"found": burner_table(self.hass, self._mappings)},
        )

    async def async_step_hob_change(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask which burner to change or remove."""
        if user_input is not None:
            burner = next(one for one in self._mappings if str(one.n) == user_input[CONF_BURNER])
            if user_input[CONF_REMOVE]:
                self._mappings = tuple(one for one in self._mappings if one is not burner)
                return await self.async_step_hob_burners()
            self._burner = burner
            return await self.async_step_hob_burner()
        choices = [SelectOptionDict(value=str(burner.n), label=burner.name) for burner in self._mappings]
        schema = vol.Schema(
            {
                vol.Required(CONF_BURNER): SelectSelector(SelectSelectorConfig(options=choices)),
                vol.Required(CONF_REMOVE, default=False): BooleanSelector(),
            }
        )
        return self.async_show_form(step_id="hob_change", data_schema=schema)

    async def async_step_hob_finish(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show what can't be guaranteed with this hob."""
        controls = {burner.control for burner in self._mappings}
        if Control.START in controls:
            return await self.async_step_hob_start()
        if Control.ADJUST in controls:
            return await self.async_step_hob_adjust()
        return await self.async_step_hob_guide()

    async def async_step_hob_guide(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Finish a hob that is only read: sessions display instructions."""
        if user_input is not None:
            return self._keep_hob()
        return self.async_show_form(step_id="hob_guide", data_schema=vol.Schema({}))

    async def async_step_hob_adjust(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Finish a hob that is turned on by hand and adjusted by Home Assistant."""
        if user_input is not None:
            return self._keep_hob()
        return self.async_show_form(step_id="hob_adjust", data_schema=vol.Schema({}))

    async def async_step_hob_start(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Finish a hob that may be started from cold; the user must confirm that the consequences are understood."""
        errors: dict[str, str] = {}
        if user_input is not None:
            if user_input[CONF_UNDERSTOOD]:
                return self._keep_hob()
            errors[CONF_UNDERSTOOD] = "not_understood"
        return self.async_show_form(step_id="hob_start", data_schema=UNDERSTOOD_SCHEMA, errors=errors)

    @callback
    def _keep_hob(self) -> ConfigFlowResult:
        data = {
            CONF_KIND: EntryKind.EXISTING_HOB.value,
            CONF_SOURCE_DEVICE: self._hob_device,
            CONF_BURNERS: [burner.as_data() for burner in self._mappings],
        }
        if self.source == SOURCE_RECONFIGURE:
            return self.async_update_reload_and_abort(self._get_reconfigure_entry(), data=data)
        return self.async_create_entry(
            title=self._hob_name, data=data, description="hob", description_placeholders=dict(LINKS)
        )

    async def _change_hob(self) -> ConfigFlowResult:
        """Begin the reconfiguration of a hob."""
        entry = self._get_reconfigure_entry()
        self._hob_device = entry.data.get(CONF_SOURCE_DEVICE)
        self._mappings = tuple(map(BurnerMapping.from_data, entry.data[CONF_BURNERS]))
        return await self.async_step_hob_burners()

    # Form data

    def _mapping_of(self, user_input: Mapping[str, Any]) -> BurnerMapping:
        more = user_input[CONF_MORE]
        entities = {
            role: lasting_id(self.hass, user_input[role.value])
            for role in EntityRole
            if role.value in user_input
        }
        driven = any(
            user_input[role.value].partition(".")[0] in domains
            for role, domains in WRITABLE.items()
            if role in entities and role is not EntityRole.STOP
        )
        control = Control(more.get(CONF_CONTROL) or (Control.ADJUST if driven else Control.GUIDE))
        n = max((burner.n for burner in self._mappings), default=0) + 1
        return BurnerMapping(
            n=n if self._burner is None else self._burner.n,
            name=user_input[CONF_NAME].strip(),
            entities=entities,
            control=control if driven else Control.GUIDE,
            level_max=more.get(CONF_LEVEL_MAX),
            answers_within_s=more[CONF_ANSWERS_WITHIN],
            stale_after_s=more[CONF_STALE_AFTER],
            confirms=more[CONF_CONFIRMS],
        )

    def _errors(self, burner: BurnerMapping) -> dict[str, str]:
        """Return the errors of a burner, also in relation to the other burners of all hobs."""
        entry = self._get_reconfigure_entry() if self.source == SOURCE_RECONFIGURE else None
        others = [one for one in self._mappings if one.n != burner.n]
        others += mappings_of_others(self.hass, None if entry is None else entry.entry_id)
        return mapping_errors(self.hass, burner) or shared_entities(self.hass, burner, others)

    def _put(self, burner: BurnerMapping) -> None:
        """Add a burner, or replace the one with its number."""
        others = [one for one in self._mappings if one.n != burner.n]
        self._mappings = tuple(sorted([*others, burner], key=lambda one: one.n))

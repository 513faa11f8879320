"""Adding a hob or a thermometer that is in Home Assistant already, burner by burner, out of its entities."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import uuid4

from homeassistant.components.sensor.const import SensorDeviceClass
from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_DEVICE, CONF_NAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.data_entry_flow import section
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import (
    BooleanSelector,
    DeviceSelector,
    DeviceSelectorConfig,
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
)
import voluptuous as vol

from .const import CONF_BURNERS, CONF_KIND, CONF_SOURCE_DEVICE, EntryKind
from .hob import readings
from .hob.mapping import ANSWERS_WITHIN_S, STALE_AFTER_S, WRITABLE, BurnerMapping, Control, Proposal, Role
from .hob.presets import propose
from .hob.reader import scale_of

CONF_ANSWERS_WITHIN: Final = "answers_within"
CONF_BURNER: Final = "burner"
CONF_CONFIRMS: Final = "confirms"
CONF_CONTROL: Final = "control"
CONF_LEVEL_MAX: Final = "level_max"
CONF_LEVELS: Final = "levels"
CONF_MORE: Final = "more"
CONF_REMOVE: Final = "remove"
CONF_STALE_AFTER: Final = "stale_after"
CONF_UNDERSTOOD: Final = "understood"

TEMPERATURE: Final = EntityWithDeviceFilterSelectorConfig(
    domain="sensor", device_class=SensorDeviceClass.TEMPERATURE
)
PICKED: Final[Mapping[Role, list[EntityWithDeviceFilterSelectorConfig]]] = {
    Role.LEVEL: [
        EntityWithDeviceFilterSelectorConfig(
            domain=["number", "input_number", "select", "input_select", "sensor"]
        )
    ],
    Role.SWITCH: [EntityWithDeviceFilterSelectorConfig(domain=["switch", "input_boolean", "binary_sensor"])],
    Role.TARGET: [EntityWithDeviceFilterSelectorConfig(domain=["number", "input_number", "sensor"])],
    Role.STOP: [EntityWithDeviceFilterSelectorConfig(domain=["button", "input_button", "script"])],
    Role.STATE: [EntityWithDeviceFilterSelectorConfig(domain=["sensor", "binary_sensor"])],
    Role.PROBE: [TEMPERATURE],
    Role.PAN_TEMPERATURE: [TEMPERATURE],
    Role.POWER: [EntityWithDeviceFilterSelectorConfig(domain="sensor", device_class=SensorDeviceClass.POWER)],
    Role.PAN: [EntityWithDeviceFilterSelectorConfig(domain=["binary_sensor", "sensor", "input_boolean"])],
    Role.RESIDUAL_HEAT: [
        EntityWithDeviceFilterSelectorConfig(domain=["binary_sensor", "sensor", "input_boolean"])
    ],
}
"""What is offered for each role, by domain and device class."""


def _seconds(low: float, high: float) -> NumberSelector:
    return NumberSelector(
        NumberSelectorConfig(min=low, max=high, mode=NumberSelectorMode.BOX, unit_of_measurement="s")
    )


BURNER_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_NAME): TextSelector(),
        **{
            vol.Optional(role.value): EntitySelector(EntitySelectorConfig(filter=offered))
            for role, offered in PICKED.items()
        },
        vol.Required(CONF_MORE, default=dict): section(
            vol.Schema(
                {
                    vol.Optional(CONF_CONTROL): SelectSelector(
                        SelectSelectorConfig(
                            options=[control.value for control in Control], translation_key="hob_control"
                        )
                    ),
                    vol.Optional(CONF_LEVEL_MAX): NumberSelector(
                        NumberSelectorConfig(min=1, max=1000, mode=NumberSelectorMode.BOX)
                    ),
                    vol.Required(CONF_ANSWERS_WITHIN, default=ANSWERS_WITHIN_S): _seconds(1, 120),
                    vol.Required(CONF_STALE_AFTER, default=STALE_AFTER_S): _seconds(10, 3600),
                    vol.Required(CONF_CONFIRMS, default=False): BooleanSelector(),
                }
            ),
            {"collapsed": True},
        ),
    }
)
HOB_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_NAME): TextSelector(),
        vol.Optional(CONF_DEVICE): DeviceSelector(DeviceSelectorConfig()),
    }
)
UNDERSTOOD_SCHEMA: Final = vol.Schema({vol.Required(CONF_UNDERSTOOD, default=False): BooleanSelector()})


class HobFlow(ConfigFlow):
    """The steps for a hob out of entities; a part of the one config flow."""

    _hob_name: str = ""
    _hob_device: str | None = None
    _proposal: Proposal | None = None
    _mappings: tuple[BurnerMapping, ...] = ()
    _burner: BurnerMapping | None = None
    """The burner in hand: the one that is changed, or whose levels are asked for."""

    async def async_step_hob(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what the hob is called, and which device it is, if it is one."""
        if user_input is None:
            return self.async_show_form(step_id="hob", data_schema=HOB_SCHEMA)
        self._hob_name = user_input[CONF_NAME].strip()
        self._hob_device = user_input.get(CONF_DEVICE)
        await self.async_set_unique_id(f"hob-{self._hob_device or uuid4().hex[:12]}")
        self._abort_if_unique_id_configured()
        if self._hob_device is not None:
            self._proposal = propose(self.hass, self._hob_device)
        if self._proposal is not None:
            return await self.async_step_hob_found()
        return await self.async_step_hob_burner()

    async def async_step_hob_found(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the burners that were found, and ask which are wanted."""
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
            description_placeholders={"found": _table(self.hass, self._proposal.burners)},
        )

    async def async_step_hob_burner(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask which entities a burner is made of."""
        errors: dict[str, str] = {}
        if user_input is not None:
            burner = self._mapping_of(user_input)
            errors = _errors(self.hass, burner)
            if errors.get(Role.LEVEL) == "levels_unclear":
                self._burner = burner
                return await self.async_step_hob_levels()
            if not errors:
                self._put(burner)
                return await self.async_step_hob_burners()
        known = {} if self._burner is None else _suggested(self.hass, self._burner)
        return self.async_show_form(
            step_id="hob_burner",
            data_schema=self.add_suggested_values_to_schema(BURNER_SCHEMA, user_input or known),
            errors=errors,
        )

    async def async_step_hob_levels(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the order of levels whose names say nothing."""
        assert self._burner is not None
        errors: dict[str, str] = {}
        if user_input is not None:
            burner = replace(self._burner, levels=tuple(user_input[CONF_LEVELS]))
            if len(burner.levels) > 1:
                self._put(burner)
                self._same_levels(burner)
                return await self._clear_up()
            errors[CONF_LEVELS] = "too_few_levels"
        options = [str(option) for option in _attributes(self.hass, self._burner, Role.LEVEL)["options"]]
        schema = vol.Schema(
            {
                vol.Required(CONF_LEVELS, default=options): SelectSelector(
                    SelectSelectorConfig(options=options, multiple=True, sort=False)
                )
            }
        )
        return self.async_show_form(step_id="hob_levels", data_schema=schema, errors=errors)

    async def _clear_up(self) -> ConfigFlowResult:
        """Ask about the first burner whose entities are not understood; else show what there is."""
        for burner in self._mappings:
            if errors := _errors(self.hass, burner):
                self._burner = burner
                if errors.get(Role.LEVEL) == "levels_unclear":
                    return await self.async_step_hob_levels()
                return await self.async_step_hob_burner()
        return await self.async_step_hob_burners()

    def _same_levels(self, known: BurnerMapping) -> None:
        """What was said of the levels of one burner goes for all with the same levels."""
        options = _attributes(self.hass, known, Role.LEVEL).get("options")
        self._mappings = tuple(
            replace(burner, levels=known.levels)
            if not burner.levels
            and Role.LEVEL in burner.entities
            and _attributes(self.hass, burner, Role.LEVEL).get("options") == options
            else burner
            for burner in self._mappings
        )

    async def async_step_hob_burners(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show what there is so far, and ask what else."""
        self._burner = None
        options = ["hob_burner"]
        if self._mappings:
            options = ["hob_finish", "hob_burner", "hob_change"]
        return self.async_show_menu(
            step_id="hob_burners",
            menu_options=options,
            description_placeholders={"found": _table(self.hass, self._mappings)},
        )

    async def async_step_hob_change(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask which burner is to be changed, or taken away."""
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
        """Say what can't be guaranteed with this hob."""
        controls = {burner.control for burner in self._mappings}
        if Control.START in controls:
            return await self.async_step_hob_start()
        if Control.ADJUST in controls:
            return await self.async_step_hob_adjust()
        return await self.async_step_hob_guide()

    async def async_step_hob_guide(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """A hob that is only read: sessions say what to do."""
        if user_input is not None:
            return self._keep_hob()
        return self.async_show_form(step_id="hob_guide", data_schema=vol.Schema({}))

    async def async_step_hob_adjust(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """A hob that a hand turns on, and that is turned up and down from here."""
        if user_input is not None:
            return self._keep_hob()
        return self.async_show_form(step_id="hob_adjust", data_schema=vol.Schema({}))

    async def async_step_hob_start(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """A hob that may be started from cold: whoever wants that has to have read what it means."""
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
        return self.async_create_entry(title=self._hob_name, data=data)

    async def _change_hob(self) -> ConfigFlowResult:
        """Begin to change a hob that was set up before."""
        entry = self._get_reconfigure_entry()
        self._hob_device = entry.data.get(CONF_SOURCE_DEVICE)
        self._mappings = tuple(map(BurnerMapping.from_data, entry.data[CONF_BURNERS]))
        return await self.async_step_hob_burners()

    # What was typed

    def _mapping_of(self, user_input: Mapping[str, Any]) -> BurnerMapping:
        more = user_input[CONF_MORE]
        entities = {
            role: _lasting(self.hass, user_input[role.value]) for role in Role if role.value in user_input
        }
        driven = any(
            user_input[role.value].partition(".")[0] in domains
            for role, domains in WRITABLE.items()
            if role in entities and role is not Role.STOP
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

    def _put(self, burner: BurnerMapping) -> None:
        """Take a burner in, in place of the one with its number."""
        others = [one for one in self._mappings if one.n != burner.n]
        self._mappings = tuple(sorted([*others, burner], key=lambda one: one.n))


def _errors(hass: HomeAssistant, burner: BurnerMapping) -> dict[str, str]:
    """What is wrong with a burner as it was put together."""
    if not burner.entities.keys() - {Role.STOP, Role.PAN, Role.RESIDUAL_HEAT}:
        return {"base": "nothing_chosen"}
    if len(set(burner.entities.values())) < len(burner.entities):
        return {"base": "entity_used_twice"}
    errors = {}
    for role in (Role.PROBE, Role.PAN_TEMPERATURE, Role.TARGET):
        if role in burner.entities and _attributes(hass, burner, role):
            state = hass.states.get(_entity_id(hass, burner, role))
            if state is not None and readings.temperature_unit(state) is None:
                errors[role.value] = "not_a_temperature"
    if Role.LEVEL in burner.entities:
        attributes = _attributes(hass, burner, Role.LEVEL)
        domain = _entity_id(hass, burner, Role.LEVEL).partition(".")[0]
        if scale_of(domain, attributes, burner) is None:
            errors[Role.LEVEL.value] = "levels_unclear" if "options" in attributes else "range_unknown"
    return errors


def _suggested(hass: HomeAssistant, burner: BurnerMapping) -> dict[str, Any]:
    """A burner as the form has it."""
    more = {
        CONF_CONTROL: burner.control.value,
        CONF_ANSWERS_WITHIN: burner.answers_within_s,
        CONF_STALE_AFTER: burner.stale_after_s,
        CONF_CONFIRMS: burner.confirms,
    }
    if burner.level_max is not None:
        more[CONF_LEVEL_MAX] = burner.level_max
    entities = {role.value: _entity_id(hass, burner, role) for role in burner.entities}
    return {CONF_NAME: burner.name, **entities, CONF_MORE: more}


def _lasting(hass: HomeAssistant, entity_id: str) -> str:
    """What stays when an entity is renamed: its registry id, where it has one."""
    entry = er.async_get(hass).async_get(entity_id)
    return entity_id if entry is None else entry.id


def _entity_id(hass: HomeAssistant, burner: BurnerMapping, role: Role) -> str:
    name = burner.entities[role]
    return er.async_resolve_entity_id(er.async_get(hass), name) or name


def _attributes(hass: HomeAssistant, burner: BurnerMapping, role: Role) -> dict[str, Any]:
    entity_id = _entity_id(hass, burner, role)
    entry, state = er.async_get(hass).async_get(entity_id), hass.states.get(entity_id)
    known = dict((entry.capabilities if entry is not None else None) or {})
    return known | (dict(state.attributes) if state is not None else {})


def _table(hass: HomeAssistant, burners: tuple[BurnerMapping, ...]) -> str:
    """The burners and their entities, line by line. Nothing in it needs a translation."""
    return "\n".join(
        f"- **{burner.name}**: "
        + ", ".join(f"`{_entity_id(hass, burner, role)}`" for role in burner.entities)
        for burner in burners
    )

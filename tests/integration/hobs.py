"""Simulated hobs of other makers, as their integrations represent them: entities in a real Home Assistant with the
behavior of each.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from homeassistant.const import ATTR_ENTITY_ID, ATTR_UNIT_OF_MEASUREMENT, STATE_UNAVAILABLE, UnitOfTemperature
from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech.adapters.entity_hob.burner import EntityBurner
from custom_components.hearthtech.adapters.entity_hob.mapping import BurnerMapping, Control, EntityRole
from custom_components.hearthtech.adapters.entity_hob.runtime import HOB_CLOCK
from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.burners.model import Access, HeatSource
from custom_components.hearthtech.const import CONF_BURNERS, CONF_KIND, DOMAIN, EntryKind
from custom_components.hearthtech.models import async_get_data


@dataclass(kw_only=True)
class Manners:
    """How a hob responds. Times are seconds of its clock; a response without delay is sent before the action returns."""

    answers_after_s: float = 0.0
    ignores: bool = False
    reverts_after_s: float | None = None
    """It shows the requested value at once, and reverts it after this time (s): an optimistic integration."""
    rounds: Callable[[float], float] = lambda value: value
    raises: type[Exception] | None = None
    deaf: bool = False
    """It ignores off commands too."""
    on_the_way: tuple[float, ...] = ()
    """Levels that it shows before the final one."""


@dataclass(kw_only=True)
class FakeEntity:
    """One entity that actions can reach."""

    entity_id: str
    attributes: dict[str, Any] = field(default_factory=dict)


class FakeHob:
    """The entities of one device of one integration."""

    def __init__(self, hass: HomeAssistant, clock: ManualClock, platform: str = "elsewhere") -> None:
        self.hass = hass
        self.clock = clock
        self.manners = Manners()
        self.calls: list[ServiceCall] = []
        self.entry = MockConfigEntry(domain=platform, title=platform)
        self.entry.add_to_hass(hass)
        self.platform = platform
        self.device_id = (
            dr.async_get(hass)
            .async_get_or_create(
                config_entry_id=self.entry.entry_id, identifiers={(platform, "hob")}, name="Hob"
            )
            .id
        )
        for domain, actions in {
            "number": ("set_value",),
            "input_number": ("set_value",),
            "select": ("select_option",),
            "input_select": ("select_option",),
            "switch": ("turn_on", "turn_off"),
            "input_boolean": ("turn_on", "turn_off"),
            "button": ("press",),
            "script": ("turn_on",),
        }.items():
            for action in actions:
                hass.services.async_register(domain, action, self._act)

    def add(
        self,
        domain: str,
        unique_id: str,
        state: object,
        *,
        name: str | None = None,
        unit: str | None = None,
        device_class: str | None = None,
        **attributes: Any,
    ) -> str:
        """Add an entity. Returns its id."""
        capabilities: dict[str, Any] = {
            key: value for key, value in attributes.items() if key in {"min", "max", "step", "options"}
        }
        entity = er.async_get(self.hass).async_get_or_create(
            domain,
            self.platform,
            unique_id,
            config_entry=self.entry,
            device_id=self.device_id,
            original_name=name or unique_id,
            unit_of_measurement=unit,
            original_device_class=device_class,
            capabilities=capabilities or None,
        )
        if unit is not None:
            attributes[ATTR_UNIT_OF_MEASUREMENT] = unit
        self.hass.states.async_set(entity.entity_id, str(state), attributes)
        return entity.entity_id

    def show(
        self, entity_id: str, state: object, *, context: Context | None = None, **attributes: Any
    ) -> None:
        """Set the state of an entity."""
        known = self.hass.states.get(entity_id)
        kept = {} if known is None else dict(known.attributes)
        self.hass.states.async_set(entity_id, str(state), kept | attributes, context=context)

    def says(self, entity_id: str) -> str:
        """Return the state of an entity."""
        state = self.hass.states.get(entity_id)
        assert state is not None
        return state.state

    async def pass_time(self, seconds: float, step: float = 1.0) -> None:
        """Advance the clock of the hobs."""
        gone = 0.0
        while gone < seconds - 1e-9:
            stride = min(step, seconds - gone)
            gone += stride
            self.clock.advance(stride)
            await self.hass.async_block_till_done()

    async def _act(self, call: ServiceCall) -> None:
        self.calls.append(call)
        if self.manners.raises is not None:
            raise self.manners.raises("the hob has said no")
        ids = call.data[ATTR_ENTITY_ID]
        for entity_id in [ids] if isinstance(ids, str) else ids:
            for wait, value in self._answers(entity_id, call):
                if wait <= 0.0:
                    self.show(entity_id, value, context=call.context)
                else:
                    self.clock.call_later(wait, lambda e=entity_id, v=value: self.show(e, v))  # type: ignore[misc]

    def _answers(self, entity_id: str, call: ServiceCall) -> Iterable[tuple[float, object]]:
        manners, before = self.manners, self.says(entity_id)
        match call.service:
            case "set_value":
                value: object = f"{manners.rounds(float(call.data['value'])):g}"
                off = float(call.data["value"]) == 0.0
            case "select_option":
                value, off = call.data["option"], call.data["option"] in {"0", "off", "plate_step_0"}
            case "press":
                for stopped in self.stopped_by.get(entity_id, ()):
                    yield manners.answers_after_s, self._stop(stopped)
                return
            case action:
                value, off = ("on", False) if action == "turn_on" else ("off", True)
        if (manners.ignores and not off) or (manners.deaf and off):
            return
        for place, level in enumerate(manners.on_the_way, start=1):
            yield 0.2 * place, f"{level:g}"
        yield manners.answers_after_s, value
        if manners.reverts_after_s is not None and not off:
            yield manners.answers_after_s + manners.reverts_after_s, before

    @property
    def stopped_by(self) -> Mapping[str, tuple[str, ...]]:
        """The levels that a stop button sets to zero."""
        return self._stopped_by

    _stopped_by: Mapping[str, tuple[str, ...]] = {}

    def wire_stop(self, button: str, *levels: str) -> None:
        """Connect a stop button to these levels."""
        self._stopped_by = {**self._stopped_by, button: levels}

    def _stop(self, level: str) -> object:
        self.show(level, "0")
        return "pressed"

    def all_gone(self) -> None:
        """Make the device unreachable."""
        for entity in er.async_entries_for_device(er.async_get(self.hass), self.device_id):
            self.show(entity.entity_id, STATE_UNAVAILABLE)


def lasting(hass: HomeAssistant, entity_id: str) -> str:
    """Return the registry id of an entity."""
    entry = er.async_get(hass).async_get(entity_id)
    return entity_id if entry is None else entry.id


async def set_up_hob(
    hass: HomeAssistant, *burners: BurnerMapping, name: str = "Old hob", unique_id: str = "hob-1"
) -> MockConfigEntry:
    """Set up an entry with these burners."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title=name,
        unique_id=unique_id,
        data={
            CONF_KIND: EntryKind.EXISTING_HOB.value,
            CONF_BURNERS: [burner.as_data() for burner in burners],
        },
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


def mapping(
    hass: HomeAssistant, entities: Mapping[EntityRole, str], control: Control = Control.START, **more: Any
) -> BurnerMapping:
    """Return the mapping of a burner with these entities."""
    return BurnerMapping(
        **{
            "n": 1,
            "name": "Front left",
            "entities": {role: lasting(hass, entity_id) for role, entity_id in entities.items()},
            "control": control,
            **more,
        }
    )


def the_burner(hass: HomeAssistant, burner_id: str = "hob-1/1") -> EntityBurner:
    """Return a burner of the registry."""
    burner = async_get_data(hass).burners.get(burner_id)
    assert isinstance(burner, EntityBurner)
    return burner


def source(burner: EntityBurner) -> HeatSource:
    """Return the heat source of a burner."""
    return burner.state.source


def access(burner: EntityBurner) -> Access:
    """Return the access to the power of a burner."""
    return burner.capabilities.power.access


def manual_clock(hass: HomeAssistant) -> ManualClock:
    """Give the hobs a clock that advances only on request."""
    clock = ManualClock()
    clock.advance(1000.0)
    hass.data[HOB_CLOCK] = clock
    return clock


CELSIUS = UnitOfTemperature.CELSIUS
HUNG_UP = HomeAssistantError

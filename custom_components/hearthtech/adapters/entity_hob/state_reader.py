"""Builds the state of a burner from its entities."""

from collections.abc import Mapping
from enum import StrEnum
import math
from typing import Any, Final

from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT, PERCENTAGE, STATE_OFF, STATE_ON, UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util.unit_conversion import TemperatureConverter

from ...burners.clock import Clock
from ...burners.model import Access, BurnerCapabilities, BurnerState, Capability, HeatSource, PanState
from ...burners.reading_check import MeasuredPlace
from . import state_parsing
from .command_tracker import HeatSetting
from .entity_tracker import EntityTracker, RoleListener
from .mapping import WRITABLE, BurnerMapping, EntityRole
from .power_levels import BOOST, Level, LevelScale, NumberScale, named_scale, ordered_scale
from .thermometer import EntityThermometer, Pulse

HEATS_ABOVE_W: Final = 15.0
"""Below this a meter reads the standby power of a hob, not heat (W)."""
CONTRADICTS_W: Final = 150.0
"""Above this a meter reads heat, even if it includes the fan and the display of a hob (W)."""
HEATED_BY: Final = frozenset({EntityRole.LEVEL, EntityRole.TARGET, EntityRole.STATE})
"""A burner with none of these roles has only a switch: on is full power."""
THERMOMETERS: Final = (EntityRole.PROBE, EntityRole.PAN_TEMPERATURE)
PLACES: Final = {EntityRole.PROBE: MeasuredPlace.FOOD, EntityRole.PAN_TEMPERATURE: MeasuredPlace.PAN}
SWITCH_SCALE: Final = LevelScale([Level(value=STATE_OFF, power=0.0), Level(value=STATE_ON, power=1.0)])
"""The scale of a plate on a switched outlet: off or full power."""


class Contradiction(StrEnum):
    """Contradiction between the entities of a burner."""

    OFF_BUT_HEATS = "off_but_heats"
    """It shows off, and its meter reads the power of heat."""
    ON_BUT_OFF = "on_but_off"
    """Its level is above zero, and its state, its switch or the appliance shows off."""


def scale_of(domain: str, attributes: Mapping[str, Any], mapping: BurnerMapping) -> LevelScale | None:
    """Return the scale of an entity's levels; `None` if it is unknown."""
    if mapping.levels:
        return ordered_scale(mapping.levels)
    if (options := attributes.get("options")) is not None:
        return named_scale(str(option) for option in options)
    try:
        if domain in {"number", "input_number"}:
            return NumberScale(
                float(attributes["max"]),
                minimum=float(attributes["min"]),
                step=float(attributes.get("step") or 1.0),
            )
        if attributes.get(ATTR_UNIT_OF_MEASUREMENT) == PERCENTAGE:
            return NumberScale(100.0)
        return None if mapping.level_max is None else NumberScale(mapping.level_max)
    except KeyError, TypeError, ValueError:
        return None


class BurnerReader:
    """Reads one burner from its entities. It does not know the commands."""

    def __init__(
        self, hass: HomeAssistant, clock: Clock, mapping: BurnerMapping, listener: RoleListener
    ) -> None:
        """Create the reader; `start` activates it."""
        self.mapping = mapping
        self.watch = EntityTracker(hass, clock, mapping.entities, self._heard)
        self.scale: LevelScale | None = None
        self._clock = clock
        self._listener = listener
        self.thermometers = {
            role: EntityThermometer(mapping.stale_after_s, PLACES[role])
            for role in THERMOMETERS
            if role in mapping.entities
        }
        self._pulse = Pulse(mapping.stale_after_s)
        self._measured_at = 0.0
        self._range: tuple[object, ...] = ()
        self._highest = mapping.level_max or 0.0
        self.distrusted = False
        """Whether its entities have contradicted each other for so long that none of them is trusted."""

    def start(self) -> None:
        """Subscribe to the entities, starting with their present states."""
        self.watch.start()
        self._measured_at = self._clock.time()
        self._fit_scale()
        for role, thermometer in self.thermometers.items():
            at, state = self.watch.reported_at(role), self.watch.state(role)
            if at is not None:
                thermometer.unit = state_parsing.temperature_unit(state)
                thermometer.report(at, state_parsing.temperature_c(state))

    # State

    def setting(self) -> HeatSetting:
        """Return the setting of the burner as far as its entities show it. Unknown while they contradict each other."""
        if self._pulse.silent(self._clock.time()) or self.distrusted:
            return HeatSetting()
        shown = self._shown()
        # Some hobs (Miele) keep the levels after the whole hob is off.
        if shown.on and state_parsing.is_off(self.watch.state(EntityRole.APPLIANCE)):
            return HeatSetting(on=False, power=0.0, target_c=shown.target_c)
        return shown

    @property
    def contradiction(self) -> Contradiction | None:
        """Return how the entities contradict each other now."""
        shown = self._shown()
        watts = state_parsing.power_w(self.watch.state(EntityRole.POWER))
        appliance_off = state_parsing.is_off(self.watch.state(EntityRole.APPLIANCE))
        if watts is not None and watts > CONTRADICTS_W and (shown.on is False or appliance_off):
            return Contradiction.OFF_BUT_HEATS
        level = self._power()
        says_off = (
            state_parsing.runs(self.watch.state(role)) is False
            for role in (EntityRole.STATE, EntityRole.SWITCH)
        )
        if (appliance_off and shown.on) or (level is not None and level > 0.0 and any(says_off)):
            return Contradiction.ON_BUT_OFF
        return None

    def _shown(self) -> HeatSetting:
        """Return the setting that the entities of the burner itself show."""
        power = self._power()
        on = self._on(power)
        target = state_parsing.temperature_c(self.watch.state(EntityRole.TARGET))
        if on is False:
            return HeatSetting(on=False, power=0.0, target_c=target)
        if on and not HEATED_BY & self.mapping.entities.keys():
            power = 1.0
        elif not power:
            word = state_parsing.present(self.watch.state(EntityRole.STATE))
            power = 1.0 if word is not None and word.state.lower() in BOOST else None
        return HeatSetting(on=on, power=power, target_c=target)

    def state(self, source: HeatSource, shown: HeatSetting, timer_left_s: float | None) -> BurnerState:
        """Return the state of the burner. `measured_at`: when its food was last measured."""
        now = self._clock.time()
        read = {role: thermometer.read(now) for role, thermometer in self.thermometers.items()}
        probe, base = read.get(EntityRole.PROBE), read.get(EntityRole.PAN_TEMPERATURE)
        food = probe or base
        self._measured_at = max(self._measured_at, self._newest() if food is None else food[1])
        watts = state_parsing.power_w(self.watch.state(EntityRole.POWER))
        # A target temperature does not apply while a level heats; it is reported only if it controls the heat.
        holds = shown.on and shown.power is None and source is not HeatSource.IDLE
        return BurnerState(
            measured_at=self._measured_at,
            available=self.available,
            source=source,
            power=shown.power,
            target_temperature_c=shown.target_c if holds else None,
            heating=self._heating(shown, watts),
            pan_temperature_c=None if base is None else base[0],
            probe_temperature_c=None if probe is None else probe[0],
            power_w=watts,
            pan=self.pan,
            residual_heat=state_parsing.is_hot(self.watch.state(EntityRole.RESIDUAL_HEAT)),
            timer_left_s=timer_left_s,
        )

    @property
    def available(self) -> bool:
        """Whether anything is known of the burner now."""
        now = self._clock.time()
        return any(thermometer.read(now) is not None for thermometer in self.thermometers.values()) or any(
            state_parsing.present(self.watch.state(role)) is not None
            for role in self.mapping.entities
            if role not in self.thermometers and role is not EntityRole.STOP
        )

    @property
    def pan(self) -> PanState | None:
        """Return the pan state."""
        return state_parsing.pan(self.watch.state(EntityRole.PAN))

    @property
    def target_step_k(self) -> float:
        """One step of the target temperature (K), as its entity states it; 0 if it does not."""
        try:
            step = float(self.watch.attributes(EntityRole.TARGET)["step"])
        except KeyError, TypeError, ValueError:
            return 0.0
        fahrenheit = (
            state_parsing.temperature_unit(self.watch.state(EntityRole.TARGET))
            == UnitOfTemperature.FAHRENHEIT
        )
        return step * (5.0 / 9.0 if fahrenheit else 1.0) if 0.0 < step < 100.0 else 0.0

    def own_target_c(self, celsius: float) -> float:
        """Return the temperature in the hob's own steps that is nearest to this one (°C)."""
        attributes = self.watch.attributes(EntityRole.TARGET)
        unit = attributes.get(ATTR_UNIT_OF_MEASUREMENT)
        try:
            low, high, step = (float(attributes[name]) for name in ("min", "max", "step"))
            value = TemperatureConverter.convert(celsius, UnitOfTemperature.CELSIUS, unit)
        except KeyError, TypeError, ValueError, HomeAssistantError:
            return celsius
        if not (step > 0.0 and low <= value <= high):
            return celsius
        highest = low + math.floor((high - low) / step + 1e-9) * step
        own = min(low + round((value - low) / step) * step, highest)
        return TemperatureConverter.convert(own, unit, UnitOfTemperature.CELSIUS)

    @property
    def falls_silent(self) -> bool:
        """Whether elapsed time alone can change the state."""
        return bool(self.thermometers) or EntityRole.LEVEL in self.mapping.entities

    # Capabilities

    @property
    def can_turn_off(self) -> bool:
        """Whether there is any method to turn the burner off."""
        return any(self._writable(role) for role in (EntityRole.STOP, EntityRole.SWITCH)) or (
            self._writable(EntityRole.LEVEL) and self.scale is not None and self.scale.value(0.0) is not None
        )

    def capabilities(self, drive: Access) -> BurnerCapabilities:
        """Return what the burner can report and do. `drive`: how it may be controlled."""
        readable = {role: Capability(access=Access.READ) for role in self.mapping.entities}
        none = Capability()
        power, hold = self._power_capability(drive), self._target_capability(drive)
        driven = power.access.writable or hold.access.writable
        return BurnerCapabilities(
            power=power,
            temperature=hold,
            timer=Capability(access=Access.ADJUST, minimum=1.0, maximum=86400.0, step=1.0)
            if driven
            else none,
            pan_temperature=readable.get(EntityRole.PAN_TEMPERATURE, none),
            probe_temperature=readable.get(EntityRole.PROBE, none),
            power_w=readable.get(EntityRole.POWER, none),
            pan=readable.get(EntityRole.PAN, none),
            residual_heat=readable.get(EntityRole.RESIDUAL_HEAT, none),
        )

    @property
    def drivable(self) -> bool:
        """Whether any part of it could be set if the configuration allowed it."""
        free = self.capabilities(Access.START)
        return free.power.access.writable or free.temperature.access.writable

    @property
    def used_scale(self) -> LevelScale | None:
        """The levels that can be set."""
        return self.scale if EntityRole.LEVEL in self.mapping.entities else SWITCH_SCALE

    def _power_capability(self, drive: Access) -> Capability:
        by_switch = EntityRole.LEVEL not in self.mapping.entities and self._writable(EntityRole.SWITCH)
        if EntityRole.TARGET in self.mapping.entities and by_switch:
            return Capability(access=Access.READ)
        if EntityRole.LEVEL not in self.mapping.entities and not by_switch:
            has_state = EntityRole.STATE in self.mapping.entities
            return Capability(access=Access.READ) if has_state else Capability()
        scale = self.used_scale
        if scale is None:
            return Capability(access=Access.READ)
        driven = self.can_turn_off and (by_switch or self._writable(EntityRole.LEVEL))
        return Capability(
            access=drive if driven else Access.READ, minimum=0.0, maximum=1.0, step=min(scale.step, 1.0)
        )

    def _target_capability(self, drive: Access) -> Capability:
        if EntityRole.TARGET not in self.mapping.entities:
            return Capability()
        attributes = self.watch.attributes(EntityRole.TARGET)
        unit = attributes.get(ATTR_UNIT_OF_MEASUREMENT)
        knows_off = bool(
            {EntityRole.SWITCH, EntityRole.LEVEL, EntityRole.STATE} & self.mapping.entities.keys()
        )
        driven = self._writable(EntityRole.TARGET) and self.can_turn_off and knows_off
        try:
            low, high = (
                TemperatureConverter.convert(float(attributes[end]), unit, UnitOfTemperature.CELSIUS)
                for end in ("min", "max")
            )
        except KeyError, TypeError, ValueError:
            return Capability(access=Access.READ)
        return Capability(
            access=drive if driven else Access.READ,
            minimum=low,
            maximum=high,
            step=self.target_step_k or 1.0,
        )

    def _writable(self, role: EntityRole) -> bool:
        return self.watch.domain(role) in WRITABLE.get(role, ())

    # Internal

    def _power(self) -> float | None:
        level = state_parsing.present(self.watch.state(EntityRole.LEVEL))
        if level is not None and self.scale is not None:
            return self.scale.power(level.state)
        return None

    def _on(self, power: float | None) -> bool | None:
        running = state_parsing.runs(self.watch.state(EntityRole.STATE))
        switch = state_parsing.runs(self.watch.state(EntityRole.SWITCH))
        if running is False or switch is False:
            return False
        if power is not None:
            return power > 0.0 or bool(running)
        if EntityRole.LEVEL in self.mapping.entities and running is None:
            return None
        return running if running is not None else switch

    def _heating(self, shown: HeatSetting, watts: float | None) -> bool | None:
        if watts is not None:
            return watts > HEATS_ABOVE_W
        return False if shown.on is False else None

    def _newest(self) -> float:
        times = [self.watch.reported_at(role) for role in self.mapping.entities]
        return max((at for at in times if at is not None), default=self._measured_at)

    def _fit_scale(self) -> None:
        attributes = self.watch.attributes(EntityRole.LEVEL)
        domain = self.watch.domain(EntityRole.LEVEL)
        fits = (
            domain,
            *(str(attributes.get(name)) for name in ("min", "max", "step", "options")),
            attributes.get(ATTR_UNIT_OF_MEASUREMENT),
        )
        if fits != self._range:
            self._range, self._highest = fits, self.mapping.level_max or 0.0
            self.scale = scale_of(domain, attributes, self.mapping)
        if domain == "sensor" and "options" not in attributes and self.mapping.level_max is not None:
            # Some hobs have more levels than most of their maker (LG: 9 and 11): the highest one seen counts.
            level = state_parsing.number(self.watch.state(EntityRole.LEVEL))
            if level is not None and self._highest < level <= self.mapping.level_max * 1.5:
                self._highest = level
                self.scale = NumberScale(level)

    def _heard(self, role: EntityRole) -> None:
        if role is EntityRole.LEVEL:
            self._fit_scale()
            level = self.watch.state(EntityRole.LEVEL)
            self._pulse.report(self._clock.time(), None if level is None else level.state)
        elif (thermometer := self.thermometers.get(role)) is not None:
            at, state = self.watch.reported_at(role), self.watch.state(role)
            thermometer.unit = state_parsing.temperature_unit(state) or thermometer.unit
            thermometer.report(self._clock.time() if at is None else at, state_parsing.temperature_c(state))
        self._listener(role)

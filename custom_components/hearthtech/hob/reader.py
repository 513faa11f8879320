"""From the entities of a burner to what the kitchen knows of burners."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT, PERCENTAGE, STATE_OFF, STATE_ON, UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.util.unit_conversion import TemperatureConverter

from custom_components.hearthtech.kitchen.burner import (
    Access,
    BurnerCapabilities,
    BurnerState,
    Capability,
    HeatSource,
    PanState,
)
from custom_components.hearthtech.kitchen.clock import Clock

from . import readings
from .heat import Setting
from .levels import BOOST, Level, NumberScale, Scale, named_scale, ordered_scale
from .mapping import WRITABLE, BurnerMapping, Role
from .thermometer import Pulse, Thermometer
from .watch import EntityWatch, RoleListener

HEATS_ABOVE_W: Final = 15.0
"""Below this a meter shows the standby of a hob, not heat."""
HEATED_BY: Final = frozenset({Role.LEVEL, Role.TARGET, Role.STATE})
"""A burner with none of these has a switch alone: on is all of it."""
THERMOMETERS: Final = (Role.PROBE, Role.PAN_TEMPERATURE)
SWITCH_SCALE: Final = Scale([Level(value=STATE_OFF, power=0.0), Level(value=STATE_ON, power=1.0)])
"""A plate on a plug: off, or all of it."""


def scale_of(domain: str, attributes: Mapping[str, Any], mapping: BurnerMapping) -> Scale | None:
    """How the levels of an entity stand for power; `None` when that is not known."""
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
    """Reads one burner. Nothing here remembers what was asked for."""

    def __init__(
        self, hass: HomeAssistant, clock: Clock, mapping: BurnerMapping, listener: RoleListener
    ) -> None:
        """Prepare; `start` begins."""
        self.mapping = mapping
        self.watch = EntityWatch(hass, clock, mapping.entities, self._heard)
        self.scale: Scale | None = None
        self._clock = clock
        self._listener = listener
        self._thermometers = {
            role: Thermometer(mapping.stale_after_s) for role in THERMOMETERS if role in mapping.entities
        }
        self._pulse = Pulse(mapping.stale_after_s)
        self._measured_at = 0.0
        self._range: tuple[object, ...] = ()

    def start(self) -> None:
        """Follow the entities, from what they say now."""
        self.watch.start()
        self._measured_at = self._clock.time()
        self._fit_scale()
        for role, thermometer in self._thermometers.items():
            at = self.watch.reported_at(role)
            if at is not None:
                thermometer.report(at, readings.temperature_c(self.watch.state(role)))

    # What it says

    def setting(self) -> Setting:
        """What the burner is set to, as far as its entities show."""
        if self._pulse.silent(self._clock.time()):
            return Setting()
        power = self._power()
        on = self._on(power)
        target = readings.temperature_c(self.watch.state(Role.TARGET))
        if on is False:
            return Setting(on=False, power=0.0, target_c=target)
        if on and not HEATED_BY & self.mapping.entities.keys():
            power = 1.0
        elif not power:
            word = readings.present(self.watch.state(Role.STATE))
            power = 1.0 if word is not None and word.state.lower() in BOOST else None
        return Setting(on=on, power=power, target_c=target)

    def state(self, source: HeatSource, shown: Setting, timer_left_s: float | None) -> BurnerState:
        """Everything that is known of the burner. `measured_at` is when its food was last measured."""
        now = self._clock.time()
        read = {role: thermometer.read(now) for role, thermometer in self._thermometers.items()}
        probe, base = read.get(Role.PROBE), read.get(Role.PAN_TEMPERATURE)
        food = probe or base
        self._measured_at = max(self._measured_at, self._newest() if food is None else food[1])
        watts = readings.power_w(self.watch.state(Role.POWER))
        # A temperature that is set is not held while a level heats: it is told only where it is what heats.
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
            residual_heat=readings.is_hot(self.watch.state(Role.RESIDUAL_HEAT)),
            timer_left_s=timer_left_s,
        )

    @property
    def available(self) -> bool:
        """Whether anything at all is known of it now."""
        now = self._clock.time()
        return any(thermometer.read(now) is not None for thermometer in self._thermometers.values()) or any(
            readings.present(self.watch.state(role)) is not None
            for role in self.mapping.entities
            if role not in self._thermometers and role is not Role.STOP
        )

    @property
    def pan(self) -> PanState | None:
        """What stands on it."""
        return readings.pan(self.watch.state(Role.PAN))

    @property
    def falls_silent(self) -> bool:
        """Whether time alone can change what it says."""
        return bool(self._thermometers) or Role.LEVEL in self.mapping.entities

    # What it can do

    @property
    def can_turn_off(self) -> bool:
        """Whether there is any way to turn it off."""
        return any(self._writable(role) for role in (Role.STOP, Role.SWITCH)) or (
            self._writable(Role.LEVEL) and self.scale is not None and self.scale.value(0.0) is not None
        )

    def capabilities(self, drive: Access) -> BurnerCapabilities:
        """What it can tell and do. `drive`: how far what heats may be driven."""
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
            pan_temperature=readable.get(Role.PAN_TEMPERATURE, none),
            probe_temperature=readable.get(Role.PROBE, none),
            power_w=readable.get(Role.POWER, none),
            pan=readable.get(Role.PAN, none),
            residual_heat=readable.get(Role.RESIDUAL_HEAT, none),
        )

    @property
    def drivable(self) -> bool:
        """Whether anything of it could be set, if the household let it."""
        free = self.capabilities(Access.START)
        return free.power.access.writable or free.temperature.access.writable

    @property
    def used_scale(self) -> Scale | None:
        """The levels that can be asked for."""
        return self.scale if Role.LEVEL in self.mapping.entities else SWITCH_SCALE

    def _power_capability(self, drive: Access) -> Capability:
        by_switch = Role.LEVEL not in self.mapping.entities and self._writable(Role.SWITCH)
        if Role.TARGET in self.mapping.entities and by_switch:
            return Capability(access=Access.READ)
        if Role.LEVEL not in self.mapping.entities and not by_switch:
            has_state = Role.STATE in self.mapping.entities
            return Capability(access=Access.READ) if has_state else Capability()
        scale = self.used_scale
        if scale is None:
            return Capability(access=Access.READ)
        driven = self.can_turn_off and (by_switch or self._writable(Role.LEVEL))
        return Capability(
            access=drive if driven else Access.READ, minimum=0.0, maximum=1.0, step=min(scale.step, 1.0)
        )

    def _target_capability(self, drive: Access) -> Capability:
        if Role.TARGET not in self.mapping.entities:
            return Capability()
        attributes = self.watch.attributes(Role.TARGET)
        unit = attributes.get(ATTR_UNIT_OF_MEASUREMENT)
        knows_off = bool({Role.SWITCH, Role.LEVEL, Role.STATE} & self.mapping.entities.keys())
        driven = self._writable(Role.TARGET) and self.can_turn_off and knows_off
        try:
            low, high = (
                TemperatureConverter.convert(float(attributes[end]), unit, UnitOfTemperature.CELSIUS)
                for end in ("min", "max")
            )
        except KeyError, TypeError, ValueError:
            return Capability(access=Access.READ)
        return Capability(access=drive if driven else Access.READ, minimum=low, maximum=high, step=1.0)

    def _writable(self, role: Role) -> bool:
        return self.watch.domain(role) in WRITABLE.get(role, ())

    # Inside

    def _power(self) -> float | None:
        level = readings.present(self.watch.state(Role.LEVEL))
        if level is not None and self.scale is not None:
            return self.scale.power(level.state)
        return None

    def _on(self, power: float | None) -> bool | None:
        told = readings.runs(self.watch.state(Role.STATE))
        switch = readings.runs(self.watch.state(Role.SWITCH))
        if told is False or switch is False:
            return False
        if power is not None:
            return power > 0.0 or bool(told)
        if Role.LEVEL in self.mapping.entities and told is None:
            return None
        return told if told is not None else switch

    def _heating(self, shown: Setting, watts: float | None) -> bool | None:
        if watts is not None:
            return watts > HEATS_ABOVE_W
        return False if shown.on is False else None

    def _newest(self) -> float:
        times = [self.watch.reported_at(role) for role in self.mapping.entities]
        return max((at for at in times if at is not None), default=self._measured_at)

    def _fit_scale(self) -> None:
        attributes = self.watch.attributes(Role.LEVEL)
        domain = self.watch.domain(Role.LEVEL)
        fits = (
            domain,
            *(str(attributes.get(name)) for name in ("min", "max", "step", "options")),
            attributes.get(ATTR_UNIT_OF_MEASUREMENT),
        )
        if fits != self._range:
            self._range = fits
            self.scale = scale_of(domain, attributes, self.mapping)

    def _heard(self, role: Role) -> None:
        if role is Role.LEVEL:
            self._fit_scale()
            level = self.watch.state(Role.LEVEL)
            self._pulse.report(self._clock.time(), None if level is None else level.state)
        elif (thermometer := self._thermometers.get(role)) is not None:
            at = self.watch.reported_at(role)
            thermometer.report(
                self._clock.time() if at is None else at, readings.temperature_c(self.watch.state(role))
            )
        self._listener(role)

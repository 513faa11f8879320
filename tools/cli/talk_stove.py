"""A simulated stove inside one process, without a network: the stove of `script/hearth voice talk --json`.

The stove's clock is passed in, so that a script moves the time of the stove, of the kitchen and of waiting
questions together.
"""

from collections.abc import Callable, Mapping
from typing import Any

from custom_components.hearthtech.burners.clock import Clock
from custom_components.hearthtech.burners.heat_gate import HeatChange, HeatPermit, require_permit
from custom_components.hearthtech.burners.model import (
    Access,
    BurnerCapabilities,
    BurnerEvent,
    BurnerEventKind,
    BurnerListener,
    BurnerRefused,
    BurnerState,
    Capability,
    HeatSource,
    PanState,
    RefusalCode,
)
from custom_components.hearthtech.burners.registry import BurnerRegistry
from custom_components.hearthtech.hearth_link.errors import LinkRefused
from custom_components.hearthtech.hearth_link.simulator.burner_spec import BurnerSpec
from custom_components.hearthtech.hearth_link.simulator.manual_controls import PANS
from custom_components.hearthtech.hearth_link.simulator.stove import Stove
from custom_components.hearthtech.hearth_link.simulator.stove_options import StoveOptions
from custom_components.hearthtech.hearth_link.simulator.virtual import usual_burners
from tools.cli.voice_recognize import BURNER_NAMES

STOVE_ID = "virtual"
WATER_L = 1.5
"""Water in a pan that a script puts on, in l."""
_CLIENT = "talk"
_LEASE_S = 10.0
_EVENTS = {kind.value: kind for kind in BurnerEventKind}
_CODES = {code.value: code for code in RefusalCode}
_HEATS = Capability(access=Access.START, minimum=0.0, maximum=1.0)
_HOLDS = Capability(access=Access.START, minimum=30.0, maximum=300.0)
_READS = Capability(access=Access.READ)


def _talk_burners() -> tuple[BurnerSpec, ...]:
    """The burners of a usual stove in the order of `BURNER_NAMES`."""
    usual = {spec.name: spec for spec in usual_burners(len(BURNER_NAMES))}
    return tuple(usual[name] for name in BURNER_NAMES)


class TalkStove:
    """The stove, its burners as the kitchen sees them, and the manual controls that a script needs."""

    def __init__(self, clock: Clock) -> None:
        self.stove = Stove(_talk_burners(), StoveOptions(id=STOVE_ID, name="Stove"), clock=clock.time)
        self._lease = self.stove.acquire(_CLIENT, set(self.stove.burners), _LEASE_S)
        self._lease.expires_at = float("inf")  # a script may skip hours; the lease is not what it tests
        self.burners = {n: TalkBurner(self, n) for n in self.stove.burners}
        self.directory = BurnerRegistry()
        for burner in self.burners.values():
            self.directory.add(burner)
        self.stove.reported.subscribe(self._changed)

    @property
    def lease_id(self) -> str:
        """The lease under which the kitchen heats."""
        return self._lease.id

    @property
    def armed(self) -> bool:
        """Whether a person has armed the stove."""
        return self.stove.armed_until is not None

    @property
    def heating(self) -> bool:
        """Whether any burner is on or still warmer than the room."""
        return any(burner.on or not burner.physics.settled for burner in self.stove.burners.values())

    def pan(self, n: int, *, on: bool) -> None:
        """Put a pan with water on a burner, or remove it. Raises `LinkRefused` for an unknown burner."""
        self.stove.advance()
        burner = self.stove.lead(n)
        if on:
            burner.place_pan(PANS["pot"], temperature_c=18.0)
            burner.physics.add_water(WATER_L, 18.0)
        else:
            burner.lift_pan()
        self.stove.publish()

    def report(self) -> dict[str, dict[str, object]]:
        """The real state of each burner by id: power 0–1 (while holding a temperature, the drawn share)."""
        self.stove.advance()
        found: dict[str, dict[str, object]] = {}
        for n, burner in self.stove.burners.items():
            power = burner.power
            if burner.target_c is not None:
                power = min(burner.wanted_w / burner.rated_w, 1.0)
            found[f"{STOVE_ID}/{n}"] = {
                "power": round(power, 3) if burner.on else 0.0,
                "target_c": None if burner.target_c is None else round(burner.target_c, 1),
                "source": burner.source.value,
            }
        return found

    def _changed(
        self,
        changed: Mapping[str, dict[str, Any]] | None,
        stove: dict[str, Any] | None,
        event: dict[str, Any] | None,
    ) -> None:
        if event is not None:
            n = event.get("n")
            kind = _EVENTS.get(str(event["kind"]))
            for number, burner in self.burners.items():
                if kind is not None and n in {None, number}:
                    at = float(event["uptime_ms"]) / 1000.0
                    burner.notify(BurnerEvent(at=at, kind=kind, data=dict(event.get("data", {}))))
            return
        for n_text in changed or {}:
            self.burners[int(n_text)].notify(None)


class TalkBurner:
    """One burner of a `TalkStove`; satisfies `Burner`."""

    clock_rate = 1.0

    def __init__(self, stove: TalkStove, n: int) -> None:
        self._owner = stove
        self._n = n
        self._listeners: list[BurnerListener] = []
        self.id = f"{STOVE_ID}/{n}"
        self.capabilities = BurnerCapabilities(
            power=_HEATS,
            temperature=_HOLDS,
            timer=Capability(access=Access.START),
            pan_temperature=_READS,
            glass_temperature=_READS,
            power_w=Capability(access=Access.READ, maximum=stove.stove.burners[n].rated_w),
            pan=_READS,
            residual_heat=_READS,
        )

    @property
    def name(self) -> str:
        """The name used in the household."""
        return self._owner.stove.burners[self._n].name

    @property
    def state(self) -> BurnerState:
        """The newest state that the stove has published."""
        reported = self._owner.stove.reported
        shown = reported.burners[str(self._n)]
        return BurnerState(
            measured_at=reported.uptime_ms / 1000.0,
            source=HeatSource(shown["source"]),
            power=shown["power"],
            target_temperature_c=shown["target_temperature_c"],
            heating=shown["heating"],
            pan_temperature_c=shown["pan_temperature_c"],
            glass_temperature_c=shown["glass_temperature_c"],
            power_w=shown["power_w"],
            energy_wh=shown["energy_wh"],
            pan=None if shown["pan"] is None else PanState(shown["pan"]),
            residual_heat=shown["residual_heat"],
            timer_left_s=shown["timer_left_s"],
        )

    def subscribe(self, listener: BurnerListener) -> Callable[[], None]:
        """Call `listener` on each change and event. Returns a function that unsubscribes."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def notify(self, event: BurnerEvent | None) -> None:
        """Notify the listeners of a change, with the event that caused it, if any."""
        state = self.state
        for listener in tuple(self._listeners):
            listener(state, event)

    async def set(
        self,
        *,
        power: float | None = None,
        temperature_c: float | None = None,
        start: bool = False,
        timer_s: float | None = None,
        permit: HeatPermit | None = None,
    ) -> None:
        """Set power (0–1) or target (°C). Raises `BurnerRefused` with the stove's reason, or without a permit."""
        if power == 0.0:
            await self.off()
            return
        change = HeatChange(
            burner_id=self.id, power=power, temperature_c=temperature_c, start=start, timer_s=timer_s
        )
        raises = require_permit(self.state, change, permit)
        try:
            self._owner.stove.set_burner(
                _CLIENT,
                self._n,
                power=power,
                target_c=temperature_c,
                start=start and raises,
                timer_s=timer_s,
                lease_id=self._owner.lease_id,
            )
        except LinkRefused as error:
            raise BurnerRefused(
                _CODES.get(error.code.value, RefusalCode.INVALID), dict(error.data)
            ) from error

    async def off(self) -> None:
        """Turn the burner off."""
        self._owner.stove.off(self._n)

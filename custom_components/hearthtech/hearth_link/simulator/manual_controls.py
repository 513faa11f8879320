"""Manual controls of a virtual stove: everything that a person can do at the stove, and no link can."""

from typing import Final, Protocol

from .burner import SimBurner
from .pairing_server import PairingServer
from .sensor import Fault
from .stove import Stove
from .thermal import PanSpec

PANS: Final = {
    "pot": PanSpec(diameter_m=0.20, height_m=0.13, mass_kg=1.0),
    "large": PanSpec(diameter_m=0.24, height_m=0.16, mass_kg=1.6),
    "small": PanSpec(diameter_m=0.16, height_m=0.09, mass_kg=0.55),
    "frying": PanSpec(diameter_m=0.24, height_m=0.05, mass_kg=1.3, cp=500.0),
    "iron": PanSpec(diameter_m=0.26, height_m=0.05, mass_kg=2.6, cp=460.0, emissivity=0.8),
    "aluminum": PanSpec(
        diameter_m=0.20, height_m=0.13, mass_kg=0.6, cp=900.0, emissivity=0.1, magnetic=False
    ),
}
"""Cookware by name. On induction, `aluminum` does not couple."""


class OperatedStove(Protocol):
    """What the manual controls need of the virtual stove. `VirtualStove` satisfies it."""

    pairing: PairingServer

    @property
    def stove(self) -> Stove:
        """The logic of the stove; another object after a power cut."""

    def remember(self) -> None:
        """Save the names and the power cap."""

    async def power_cut(self) -> None:
        """Cut the power and restore it."""

    async def renew_certificate(self, *, interrupted: bool = False) -> None:
        """Renew the certificate and start again."""


class ManualControls:
    """The manual controls act at once; on joined burners an operation applies to both.

    Burners are numbered from 1; a wrong number raises `LinkRefused` (`unknown_burner`).
    """

    def __init__(self, virtual: OperatedStove) -> None:
        self._virtual = virtual

    @property
    def _stove(self) -> Stove:
        return self._virtual.stove

    def _burner(self, n: int) -> SimBurner:
        self._stove.advance()
        return self._stove.lead(n)

    def turn(self, n: int, level: float, *, boost: bool = False) -> None:
        """Turn a knob to a level 0–1."""
        self._stove.turn(n, level, boost=boost)

    def arm(self) -> None:
        """Press the arm button of the stove."""
        self._stove.arm()

    def disarm(self) -> None:
        """Press arm again: end remote starts."""
        self._stove.disarm()

    def lock(self, locked: bool = True) -> None:
        """Press, or release, the child lock."""
        self._stove.set_lock(locked=locked, by_hand=True)

    def remote(self, enabled: bool) -> None:
        """Switch remote control of the whole stove on or off."""
        self._stove.enable_remote(enabled=enabled)

    def acknowledge(self, n: int) -> None:
        """Press the burner's blinking light: the latch is cleared."""
        self._stove.acknowledge(n)

    def confirm(self) -> None:
        """Press "done" at the stove."""
        self._stove.confirm_step()

    def cap(self, watts: float) -> None:
        """Limit the total power of all burners, in W."""
        self._stove.set_cap(watts, by_hand=True)
        self._virtual.remember()

    def bridge(self, n: int, joined: bool = True) -> None:
        """Press both burners of the pair that `n` leads, so that they heat as one; or separate them."""
        self._stove.set_bridge(n, joined=joined)

    def pair(self) -> str:
        """Press pair. Returns the code that the display shows."""
        self._stove.advance()
        return self._virtual.pairing.press()

    def pan(
        self,
        n: int,
        kind: str = "pot",
        *,
        water_l: float = 0.0,
        oil_l: float = 0.0,
        temperature_c: float = 18.0,
        lid: bool = False,
    ) -> None:
        """Put a pan on, with water or oil in it.

        Raises:
            ValueError: for an unknown kind of pan.
        """
        if kind not in PANS:
            raise ValueError(f"no such pan: {kind} (known: {', '.join(PANS)})")
        burner = self._burner(n)
        burner.place_pan(PANS[kind], temperature_c=temperature_c if water_l or oil_l else None, lid=lid)
        if water_l > 0.0:
            burner.physics.add_water(water_l, temperature_c)
        if oil_l > 0.0:
            burner.physics.add_oil(oil_l, temperature_c)
        self._stove.publish()

    def lift(self, n: int) -> None:
        """Remove the pan with its contents."""
        self._burner(n).lift_pan()
        self._stove.publish()

    def move(self, n: int, moved: bool = True) -> None:
        """Move the pan half off the burner, or back."""
        self._burner(n).pan_moved = moved
        self._stove.publish()

    def water(self, n: int, liters: float, temperature_c: float = 18.0) -> None:
        """Pour water in."""
        self._with_pan(n).physics.add_water(liters, temperature_c)

    def oil(self, n: int, liters: float, temperature_c: float = 20.0) -> None:
        """Pour oil in."""
        self._with_pan(n).physics.add_oil(liters, temperature_c)

    def food(self, n: int, kg: float, temperature_c: float = 8.0) -> None:
        """Drop food in."""
        self._with_pan(n).physics.add_food(kg, temperature_c)

    def lid(self, n: int, on: bool = True) -> None:
        """Put the lid on, or take it off."""
        self._with_pan(n).physics.lid = on

    def probe(self, n: int, inside: bool = True) -> None:
        """Put the probe into the pot, or take it out."""
        burner = self._with_pan(n)
        burner.probe_in = inside
        self._stove.publish()

    def sensor(self, n: int, fault: str) -> None:
        """Unplug, freeze, break or repair (`none`) the burner's sensor.

        Raises:
            ValueError: for an unknown fault.
        """
        self._burner(n).pan_sensor.fault = Fault(fault)

    async def power_cut(self) -> None:
        """Cut the power, and restore it."""
        await self._virtual.power_cut()

    async def renew_certificate(self, interrupted: bool = False) -> None:
        """Renew the stove's certificate, as a repair does; or cut the power in the middle of that."""
        await self._virtual.renew_certificate(interrupted=interrupted)

    def _with_pan(self, n: int) -> SimBurner:
        burner = self._burner(n)
        if burner.physics.pan is None:
            raise ValueError(f"there is no pan on burner {n}")
        return burner

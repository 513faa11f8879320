"""Fixture: a stove's logic with a manual clock and without a network."""

from typing import Any

from custom_components.hearthtech.burners.model import HeatSource
from custom_components.hearthtech.hearth_link.simulator.burner_spec import BurnerSpec
from custom_components.hearthtech.hearth_link.simulator.manual_controls import PANS
from custom_components.hearthtech.hearth_link.simulator.stove import Stove
from custom_components.hearthtech.hearth_link.simulator.stove_options import StoveOptions
from custom_components.hearthtech.hearth_link.simulator.zones import ZonesSpec


class Rig:
    """Two induction burners and a gas burner, a pot of water on the first."""

    def __init__(self, *, rate: float = 1.0, zones: ZonesSpec | None = None) -> None:
        self.now = 1000.0
        self.stove = Stove(
            (BurnerSpec(boost=True), BurnerSpec(rated_w=1400.0), BurnerSpec(sees_pan=False)),
            StoveOptions(rate=rate, seed=3),
            zones=zones,
            clock=lambda: self.now,
            wall=lambda: 1_700_000_000.0 + self.now,
        )
        self.events: list[dict[str, Any]] = []
        self.stove.reported.subscribe(self._on_board)
        self.pot(1)

    def _on_board(self, _burners: object, _stove: object, event: dict[str, Any] | None) -> None:
        if event is not None:
            self.events.append(event)

    def source(self, n: int = 1) -> HeatSource:
        """Return the heat source of burner `n`."""
        return self.stove.burners[n].source

    def pot(self, n: int, liters: float = 1.5) -> None:
        burner = self.stove.burners[n]
        burner.place_pan(PANS["pot"])
        if liters:
            burner.physics.add_water(liters)

    def pass_time(self, seconds: float, *, step: float = 0.2, lease: str | None = None) -> None:
        """Let real time pass, in ticks; a lease given by its id is renewed."""
        until = self.now + seconds
        while self.now < until - 1e-9:
            self.now += min(step, until - self.now)
            if lease is not None:
                self.stove.renew("house", lease)
            else:
                self.stove.advance()

    def heat(self, n: int = 1, *, ttl_s: float = 10.0, **asked: Any) -> str:
        """Arm, lease and heat, like a regular client. Returns the lease's id."""
        self.stove.arm()
        lease = self.stove.acquire("house", {n}, ttl_s)
        self.stove.set_burner("house", n, start=True, lease_id=lease.id, **(asked or {"power": 0.5}))
        return lease.id

    def kinds(self) -> list[str]:
        return [event["kind"] for event in self.events]

"""A heat permit for benchmarks, which have no heat gate."""

from custom_components.hearthtech.burners.heat_gate import (
    Actor,
    BurnerFacts,
    HeatChange,
    HeatGate,
    HeatPermit,
    Origin,
)
from custom_components.hearthtech.burners.model import BurnerState


def permit(*burner_ids: str) -> HeatPermit:
    """Return a permit for any heat of these burners."""
    owner = Actor(origin=Origin.USER, user_id="owner", stoves=None)
    changes = [
        HeatChange(burner_id=burner_id, power=power, temperature_c=celsius, start=True)
        for burner_id in burner_ids
        for power, celsius in ((2.0, None), (None, 400.0))
    ]
    facts = BurnerFacts(state=BurnerState(measured_at=0.0))
    return HeatGate(lambda: 0.0).permit(owner, changes, lambda _: facts)

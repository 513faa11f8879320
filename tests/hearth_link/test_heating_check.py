"""The check of heat against the thermometer on the thermal model of the virtual stove: only a pan that can't be heated fails."""

import random

import pytest

from custom_components.hearthtech.burners.heating_check import HeatingCheck, HeatingFault
from custom_components.hearthtech.hearth_link.simulator.manual_controls import PANS
from custom_components.hearthtech.hearth_link.simulator.thermal import HEATERS, Physics


def first_fault(
    kind: str, pan: str, liters: float, rated_w: float, power: float, *, probe: bool
) -> tuple[HeatingFault, int] | None:
    """The first fault in ten minutes, with its second."""
    physics, noise = Physics(HEATERS[kind]), random.Random(1)
    physics.place(PANS[pan])
    if liters:
        physics.add_water(liters)
    physics.power_w = rated_w * power
    check = HeatingCheck(rated_w=rated_w)
    for second in range(600):
        physics.advance(1.0)
        celsius = physics.food_c if probe else physics.pan_c
        if celsius > 230.0:
            return None
        shown = round(celsius + noise.uniform(-0.05, 0.05), 1)
        if (fault := check.update(float(second), shown, power, probe=probe)) is not None:
            return fault, second
    return None


@pytest.mark.parametrize("kind", sorted(HEATERS))
@pytest.mark.parametrize("pan", ["pot", "iron", "large"])
@pytest.mark.parametrize(
    ("liters", "rated_w", "power"), [(0.0, 2000.0, 0.5), (0.5, 3700.0, 1.0), (4.0, 1200.0, 0.5)]
)
def test_every_heater_and_pan_passes(
    kind: str, pan: str, liters: float, rated_w: float, power: float
) -> None:
    for probe in (True, False) if liters else (False,):
        assert first_fault(kind, pan, liters, rated_w, power, probe=probe) is None


@pytest.mark.parametrize("liters", [0.5, 2.0])
def test_aluminum_on_induction_is_found(liters: float) -> None:
    found = first_fault("induction", "aluminum", liters, 2000.0, 1.0, probe=False)
    assert found is not None
    assert found[0] is HeatingFault.NOT_WARMING
    assert found[1] < 120

"""The physics: energy closes, pots boil and run dry, and a held temperature is held."""

import random

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.hearth_link.simulator.burner import SimBurner
from custom_components.hearthtech.hearth_link.simulator.burner_spec import BurnerSpec
from custom_components.hearthtech.hearth_link.simulator.manual_controls import PANS
from custom_components.hearthtech.hearth_link.simulator.sensor import Fault, SensorSpec, SimSensor, Watchdog
from custom_components.hearthtech.hearth_link.simulator.thermal import BOIL_C, HEATERS, Physics, saturation_pa


def pot(kind: str = "induction", *, water_l: float = 1.0, power_w: float = 1500.0) -> Physics:
    physics = Physics(HEATERS[kind])
    physics.place(PANS["pot"])
    physics.add_water(water_l)
    physics.power_w = power_w
    return physics


def left_open(physics: Physics) -> float:
    """What the energy balance leaves open, J."""
    ledger = physics.ledger
    gone = ledger.conversion + ledger.surroundings + ledger.evaporation
    return ledger.input + ledger.moved - physics.stored_j - gone


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(sorted(HEATERS)),
    st.floats(0.1, 4.0),
    st.lists(
        st.tuples(st.floats(0.0, 3000.0), st.integers(1, 300), st.integers(0, 5)), min_size=1, max_size=6
    ),
)
def test_energy_closes_whatever_happens(
    kind: str, water_l: float, steps: list[tuple[float, int, int]]
) -> None:
    physics = pot(kind, water_l=water_l)
    for power_w, seconds, doing in steps:
        physics.power_w = power_w
        physics.advance(seconds)
        if physics.pan is not None and doing == 1:
            physics.add_food(0.3)
        elif physics.pan is not None and doing == 2:
            physics.add_water(0.2, 90.0)
        elif physics.pan is not None and doing == 3:
            physics.add_oil(0.1)
        elif doing == 4:
            physics.lid = not physics.lid
        elif doing == 5:
            physics.remove()
    assert abs(left_open(physics)) <= 0.02 * physics.ledger.input + 50.0
    assert physics.water_kg >= 0.0


def test_water_boils_at_its_boiling_point_and_not_above() -> None:
    physics = pot()
    physics.advance(1200.0)
    assert physics.liquid_c == BOIL_C
    assert BOIL_C < physics.pan_c < 120.0


def test_a_pot_runs_dry_and_then_gets_hot() -> None:
    physics = pot(water_l=0.2)
    physics.advance(1500.0)
    assert physics.water_kg == 0.0
    assert physics.pan_c > 250.0


def test_a_lid_saves_time_and_cold_food_costs_it() -> None:
    lidded, open_pot = pot(power_w=900.0), pot(power_w=900.0)
    lidded.lid = True
    for physics in (lidded, open_pot):
        physics.advance(400.0)
    assert lidded.liquid_c > open_pot.liquid_c + 1.0
    before = open_pot.liquid_c
    open_pot.add_food(0.5, 5.0)
    open_pot.advance(30.0)
    assert open_pot.liquid_c < before


def test_induction_heats_no_pan_that_is_not_magnetic_and_gas_does() -> None:
    for kind, warm in (("induction", False), ("gas", True)):
        physics = Physics(HEATERS[kind])
        physics.place(PANS["aluminum"])
        physics.add_water(1.0)
        physics.power_w = 1500.0
        physics.advance(200.0)
        assert (physics.liquid_c > 30.0) is warm


def test_water_that_is_poured_in_mixes() -> None:
    physics = pot(water_l=1.0, power_w=0.0)
    physics.add_water(1.0, 58.0)
    assert 30.0 < physics.liquid_c < 45.0


def test_saturation_pressure_is_an_atmosphere_at_the_boiling_point() -> None:
    assert saturation_pa(100.0) == pytest.approx(101_325.0, rel=0.03)
    assert saturation_pa(20.0) == pytest.approx(2_339.0, rel=0.01)


def test_a_sensor_lags_and_is_noisy() -> None:
    sensor = SimSensor(SensorSpec(lag_s=3.0), random.Random(1), 20.0)
    readings = []
    for _ in range(240):
        sensor.update(100.0, 0.25)
        readings.append(sensor.reading)
    assert readings[11] == pytest.approx(20.0 + 80.0 * 0.632, abs=1.0)
    assert len(set(readings[-40:])) > 3
    sensor.fault = Fault.IMPOSSIBLE
    sensor.update(100.0, 0.25)
    assert not Watchdog().check(sensor.reading, 0.25)


def test_a_jump_that_no_pan_can_make_is_not_believed() -> None:
    watchdog = Watchdog()
    assert watchdog.check(20.0, 0.25)
    assert not watchdog.check(90.0, 0.25)


@pytest.mark.parametrize("seed", [1, 2])
def test_water_is_held_at_85_degrees(seed: int) -> None:
    burner = SimBurner(1, BurnerSpec(), lambda *_: None, random.Random(seed))
    burner.place_pan(PANS["pot"])
    burner.physics.add_water(1.5)
    burner.set_remote(power=None, target_c=85.0, timer_s=None)
    trace = []
    for _ in range(4 * 1800):
        burner.step(0.25)
        trace.append(burner.physics.liquid_c)
    assert max(trace) < 87.0
    assert all(84.0 <= value <= 86.0 for value in trace[4 * 1200 :])
    assert burner.on


def test_the_stove_repeats_itself_with_the_same_seed() -> None:
    def readings() -> list[object]:
        burner = SimBurner(1, BurnerSpec(), lambda *_: None, random.Random(7))
        burner.place_pan(PANS["pot"])
        burner.turn(0.7)
        found: list[object] = []
        for _ in range(100):
            burner.step(0.25)
            found.append(burner.pan_sensor.reading)
        return found

    assert readings() == readings()

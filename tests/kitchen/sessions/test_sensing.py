"""Sensing on made-up traces: each finding at its moment, none where nothing is."""

import random

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.burners.boiling import boiling_point_c
from custom_components.hearthtech.burners.model import BurnerState
from custom_components.hearthtech.kitchen.recipes.model import TemperatureGoal
from custom_components.hearthtech.kitchen.sessions.event_detection import EventDetector
from custom_components.hearthtech.kitchen.sessions.goals import GoalState, GoalWatch
from custom_components.hearthtech.kitchen.sessions.model import Sensed, SensedKind
from custom_components.hearthtech.kitchen.sessions.temperature_controller import TemperatureController

type Samples = list[tuple[float, float]]
"""Temperature (°C) and power for each second."""


def found(samples: Samples, *, every: int = 1, boiling_point: float = 100.0) -> list[tuple[int, SensedKind]]:
    sensing, noise = EventDetector(boiling_point_c=boiling_point), random.Random(1)
    told = []
    for at, (celsius, power) in enumerate(samples):
        if at % every == 0:
            told += [(at, one.kind) for one in sensing.update(at, celsius + noise.gauss(0, 0.08), power)]
    return told


def to_boil(*, top: float = 100.0, rate: float = 0.2) -> Samples:
    rising = [(20.0 + rate * second, 1.0) for second in range(int((top - 20.0) / rate))]
    return [*rising, *((top, 1.0) for _ in range(300))]


@pytest.mark.parametrize("every", [1, 2, 5])
def test_a_boil_at_any_rate_of_readings(every: int) -> None:
    kinds = {kind: at for at, kind in found(to_boil(), every=every)}
    assert kinds[SensedKind.BOIL] == pytest.approx(430, abs=60)
    assert kinds[SensedKind.SIMMER] < kinds[SensedKind.BOIL]
    assert SensedKind.BOIL_OVER_RISK in kinds


def test_a_boil_in_the_mountains() -> None:
    kinds = [kind for _, kind in found(to_boil(top=90.0), boiling_point=90.0)]
    assert SensedKind.BOIL in kinds
    assert SensedKind.BOIL not in [kind for _, kind in found(to_boil(top=90.0))]


def test_what_only_gets_warm_does_not_boil() -> None:
    kinds = [kind for _, kind in found(to_boil(top=85.0))]
    assert SensedKind.BOIL not in kinds
    assert SensedKind.PLATEAU in kinds


def test_food_in_a_hot_pan_is_told_once_and_at_once() -> None:
    samples = [(190.0, 0.4)] * 200 + [(max(190.0 - 2.0 * second, 150.0), 0.4) for second in range(60)]
    food = [at for at, kind in found(samples) if kind is SensedKind.FOOD_ADDED]
    assert food == [pytest.approx(203, abs=5)]


def test_a_knob_turned_down_is_no_food() -> None:
    samples = [(190.0, 0.6)] * 200 + [(max(190.0 - 1.0 * second, 165.0), 0.2) for second in range(100)]
    assert [kind for _, kind in found(samples) if kind is SensedKind.FOOD_ADDED] == []


def test_a_lifted_pan_is_no_food() -> None:
    samples = [(95.0, 0.6)] * 100 + [(25.0 + 70.0 * 0.75**second, 0.6) for second in range(60)]
    kinds = [kind for _, kind in found(samples)]
    assert SensedKind.PAN_LIFTED in kinds
    assert SensedKind.FOOD_ADDED not in kinds


def test_boil_dry() -> None:
    samples = to_boil(top=104.0) + [(104.0 + 0.5 * second, 1.0) for second in range(60)]
    kinds = {kind: at for at, kind in found(samples)}
    assert kinds[SensedKind.BOIL_DRY] == pytest.approx(len(samples) - 45, abs=15)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0, 500), st.floats(-50, 900) | st.none(), st.floats(0, 1) | st.none()),
        max_size=120,
    )
)
def test_any_readings_are_survived(readings: list[tuple[float, float | None, float | None]]) -> None:
    sensing = EventDetector()
    for at, celsius, power in readings:
        for one in sensing.update(at, celsius, power):
            assert one.celsius is not None


def test_a_goal_waits_for_the_base_to_come_to_rest_after_a_dose() -> None:
    watch = GoalWatch(TemperatureGoal(celsius=85.0))
    for second in range(60):
        watch.read(
            BurnerState(
                measured_at=second,
                pan_temperature_c=95.0,
                target_temperature_c=85.0,
                heating=second % 30 < 25,
            )
        )
    assert watch.verdict(60) is GoalState.NOT_YET
    for second in range(60, 120):
        watch.read(
            BurnerState(measured_at=second, pan_temperature_c=85.2, target_temperature_c=85.0, heating=False)
        )
    assert watch.verdict(120) is GoalState.REACHED


@pytest.mark.parametrize(
    ("goal", "probe", "reached"),
    [
        (TemperatureGoal(celsius=95.0), None, True),
        (TemperatureGoal(celsius=104.0), None, False),
        (TemperatureGoal(celsius=60.0, falling=True), None, False),
        (TemperatureGoal(celsius=95.0), 80.0, False),
    ],
    ids=["water", "jam", "cooling", "a probe knows better"],
)
def test_what_boils_is_as_hot_as_it_can_get(
    goal: TemperatureGoal, probe: float | None, reached: bool
) -> None:
    watch = GoalWatch(goal)
    watch.read(BurnerState(measured_at=0.0, pan_temperature_c=92.0, probe_temperature_c=probe, power=1.0))
    watch.notice(Sensed(at=0.0, kind=SensedKind.BOIL, celsius=92.0))
    assert (watch.verdict(1.0) is GoalState.REACHED) is reached


@pytest.mark.parametrize(
    ("elevation_m", "goal_c", "shown_c", "reached"),
    [
        (0.0, 100.0, 97.0, False),
        (2240.0, 100.0, 92.3, True),  # Mexico City: it boils at 92.5 °C
        (2240.0, 95.0, 92.3, True),
        (2240.0, 95.0, 88.0, False),
        (2240.0, 85.0, 82.0, False),
        (1609.0, 100.0, 91.0, False),  # Denver: it boils at 94.7 °C
        (1609.0, 100.0, 94.6, True),
        (3640.0, 104.0, 95.0, False),  # jam: sugar boils hotter
    ],
)
def test_a_goal_above_the_boiling_point_of_the_elevation(
    elevation_m: float, goal_c: float, shown_c: float, reached: bool
) -> None:
    watch = GoalWatch(TemperatureGoal(celsius=goal_c), boiling_point_c=boiling_point_c(elevation_m))
    for second in range(20):
        watch.read(BurnerState(measured_at=float(second), probe_temperature_c=shown_c, power=1.0))
    assert (watch.verdict(20.0) is GoalState.REACHED) is reached


@pytest.mark.parametrize(
    ("target", "capacity"), [(60.0, 4000.0), (85.0, 4000.0), (85.0, 12000.0), (180.0, 2500.0)]
)
def test_the_keeper_keeps(target: float, capacity: float) -> None:
    keeper, celsius, level, kept = TemperatureController(target, probe=True), 20.0, 0.0, []
    for second in range(3600):
        level_now = keeper.update(float(second), celsius)
        level = level if level_now is None else level_now
        celsius += (2000.0 * 0.85 * level - 3.0 * (celsius - 20.0)) / capacity
        if second > 2400:
            kept.append(celsius)
    assert max(kept) - target < 4.0
    assert target - min(kept) < 4.0


def test_a_short_rest_between_two_doses_is_long_enough() -> None:
    """A large pot cools so slowly that the base is at rest for a single reading before the next dose."""
    watch = GoalWatch(TemperatureGoal(celsius=85.0, tolerance_c=2.0))
    shown = [91.0] * 20 + [91.0 - 0.8 * second for second in range(7)] + [85.4] * 14 + [85.8, 86.2, 86.6]
    for second, celsius in enumerate(shown):
        watch.read(
            BurnerState(
                measured_at=float(second),
                pan_temperature_c=celsius,
                target_temperature_c=85.0,
                heating=second < 20 or second >= 41,
            )
        )
    assert watch.verdict(60.0) is GoalState.REACHED


@pytest.mark.parametrize(("liters", "loss_w_k"), [(1.5, 5.0), (3.0, 8.0), (6.0, 11.0)])
@pytest.mark.parametrize("target", [84.0, 92.0])
def test_a_large_pot_does_not_stay_below_the_temperature_asked_for(
    liters: float, loss_w_k: float, target: float
) -> None:
    noise = random.Random(5)
    keeper, celsius, level = TemperatureController(target, probe=True), 20.0, 0.0
    reached, kept = None, []
    for second in range(5400):
        level_now = keeper.update(float(second), celsius + noise.gauss(0.0, 0.15))
        level = level if level_now is None else level_now
        celsius += (1800.0 * 0.85 * level - loss_w_k * (celsius - 20.0)) / (liters * 4186.0)
        if reached is None and celsius >= target - 2.0:
            reached = second
        elif reached is not None and second > reached + 120:
            kept.append(celsius)
    least_s = liters * 4186.0 * (target - 20.0) / (1800.0 * 0.85 - loss_w_k * 35.0)
    assert reached is not None
    assert reached <= least_s + 1200.0
    assert len(kept) > 300
    assert target - 3.5 < min(kept)
    assert max(kept) < target + 3.5


@pytest.mark.parametrize("liters", [0.4, 1.0, 2.0])
def test_a_base_above_a_slow_element_is_no_cause_to_swing(liters: float) -> None:
    """The level of an element acts after most of a minute; the base runs ahead of the water by the heat through it."""
    noise = random.Random(6)
    target = 84.0
    keeper, water_c, heat, level = TemperatureController(target), 20.0, 0.0, 0.0
    reached, kept = None, []
    for second in range(4500):
        shown = water_c + 17.0 * heat**0.75 + noise.gauss(0.0, 0.15)
        level_now = keeper.update(float(second), shown)
        level = level if level_now is None else level_now
        heat += (level - heat) / 45.0
        water_c += (2000.0 * 0.7 * heat - 3.0 * (water_c - 20.0)) / (liters * 4186.0 + 500.0)
        if reached is None and water_c >= target - 4.0:
            reached = second
        elif reached is not None and second > reached + 180:
            kept.append(water_c)
    assert reached is not None
    assert len(kept) > 600
    assert target - 5.0 < min(kept)
    assert max(kept) < target + 5.0


def test_a_boil_that_a_lower_heat_reached_from_a_level_below_it() -> None:
    """Up quickly, kept at 90 °C, then slowly on: this rise is much slower than the first, and boils all the same."""
    samples: Samples = [(20.0 + 0.5 * second, 1.0) for second in range(140)]
    samples += [(90.0, 0.15)] * 240
    samples += [(90.0 + 0.06 * second, 0.2) for second in range(166)]
    boiled = len(samples)
    samples += [(100.0, 0.2)] * 300
    sensing, noise = EventDetector(), random.Random(2)
    boils = [
        at
        for at, (celsius, power) in enumerate(samples)
        for one in sensing.update(at, celsius + noise.gauss(0, 0.1), power, probe=True)
        if one.kind is SensedKind.BOIL
    ]
    assert boils == [pytest.approx(boiled + 110, abs=60)]

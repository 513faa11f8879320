"""Sensing on made-up traces: each finding at its moment, none where nothing is."""

import random

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.kitchen.burner import BurnerState
from custom_components.hearthtech.kitchen.recipes.model import TemperatureGoal
from custom_components.hearthtech.kitchen.session.goals import GoalWatch, Verdict
from custom_components.hearthtech.kitchen.session.keeper import Keeper
from custom_components.hearthtech.kitchen.session.model import Sensed, SensedKind
from custom_components.hearthtech.kitchen.session.sensing import Sensing

type Samples = list[tuple[float, float]]
"""Temperature (°C) and power for each second."""


def found(samples: Samples, *, every: int = 1, boiling_point: float = 100.0) -> list[tuple[int, SensedKind]]:
    sensing, noise = Sensing(boiling_point_c=boiling_point), random.Random(1)
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
    sensing = Sensing()
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
    assert watch.verdict(60) is Verdict.NOT_YET
    for second in range(60, 120):
        watch.read(
            BurnerState(measured_at=second, pan_temperature_c=85.2, target_temperature_c=85.0, heating=False)
        )
    assert watch.verdict(120) is Verdict.REACHED


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
    assert (watch.verdict(1.0) is Verdict.REACHED) is reached


@pytest.mark.parametrize(
    ("target", "capacity"), [(60.0, 4000.0), (85.0, 4000.0), (85.0, 12000.0), (180.0, 2500.0)]
)
def test_the_keeper_keeps(target: float, capacity: float) -> None:
    keeper, celsius, level, kept = Keeper(target, probe=True), 20.0, 0.0, []
    for second in range(3600):
        level_now = keeper.update(float(second), celsius)
        level = level if level_now is None else level_now
        celsius += (2000.0 * 0.85 * level - 3.0 * (celsius - 20.0)) / capacity
        if second > 2400:
            kept.append(celsius)
    assert max(kept) - target < 4.0
    assert target - min(kept) < 4.0

"""Drafts of a lone thermometer, readable drafts, impossible temperatures, and what the journal keeps of slow sensors."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from custom_components.hearthtech.burners.model import BurnerState
from custom_components.hearthtech.kitchen.recipes.activity import Activity
from custom_components.hearthtech.kitchen.recipes.model import DurationGoal, Heat, TemperatureGoal
from custom_components.hearthtech.kitchen.sessions.events import Sampled
from custom_components.hearthtech.kitchen.sessions.learn.draft import draft_of
from custom_components.hearthtech.kitchen.sessions.learn.recording import Recording, make_recording
from custom_components.hearthtech.kitchen.sessions.learn.segment import Segment
from custom_components.hearthtech.kitchen.sessions.learn.tidy import MOST, tidy
from custom_components.hearthtech.kitchen.sessions.sampler import Sampler

from .curves import Curve, Thermometer, air, bath, metal, outing, roaster, water


def recorded(curve: Curve, thermometer: Thermometer | None = None) -> Recording:
    readings = (thermometer or Thermometer()).read(curve)
    return make_recording(
        [at for at, _ in readings], [value for _, value in readings], [None] * len(readings)
    )


MEAT = [6.0 + 0.012 * second for second in range(5000)] + [66.0 - 0.003 * second for second in range(2000)]


@pytest.mark.parametrize(
    ("curve", "activities"),
    [
        (water(1500.0, 2.0)[0], ["warm", "boil"]),
        (bath(60.0), ["warm", "hold"]),
        (metal(150.0), ["warm", "rest"]),
        (MEAT, ["warm", "rest"]),
        (outing(MEAT, 3000, 200), ["warm", "rest"]),
        (outing(MEAT, 6500, 9000), ["warm", "rest"]),
        ([6.0 + 0.004 * second for second in range(15000)], ["warm"]),
        (roaster()[0], ["warm", None, "fry", "rest"]),
    ],
    ids=[
        "pot",
        "bath",
        "metal",
        "meat",
        "probe out and back",
        "probe out at the end",
        "slow roast",
        "coffee",
    ],
)
@pytest.mark.parametrize("every", [1, 10, 30])
def test_steps_a_cook_would_write(curve: Curve, activities: list[str | None], every: int) -> None:
    steps = draft_of(recorded(curve, Thermometer(every=every))).steps
    found = [None if step.activity is None else step.activity.value for step in steps]
    assert found in (
        activities,
        activities[1:] if activities[-1] == "rest" and None in activities else activities,
    )


def test_a_hold_is_at_its_temperature_and_has_no_level() -> None:
    warm, hold = draft_of(recorded(bath(60.0))).steps
    assert hold.heat == Heat(temperature_c=60.0)
    assert isinstance(warm.goal, TemperatureGoal)
    assert warm.goal.celsius == 60.0


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it"])
def test_meat_goes_by_its_core_and_rests(language: str) -> None:
    warm, rest = draft_of(recorded(MEAT), language=language).steps
    assert isinstance(warm.goal, TemperatureGoal)
    assert warm.goal.celsius == pytest.approx(66.0, abs=1.0)
    assert "66 °C" in warm.text
    assert warm.heat is rest.heat is None
    assert isinstance(rest.goal, DurationGoal)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it"])
def test_the_air_of_a_smoker_is_no_cooking_in_a_pot(language: str) -> None:
    curve = air(110.0, hours=5.0, lids=(6000, 9000))
    draft = draft_of(recorded(curve, Thermometer(every=10)), language=language)
    assert draft.note
    assert len(draft.steps) <= 3
    assert all(step.heat is None for step in draft.steps)
    assert draft_of(recorded(bath(60.0)), language=language).note == ""


def part(
    start: float, activity: Activity, celsius: float, *, length: float = 60.0, added: bool = False
) -> Segment:
    return Segment(
        start=start,
        stop=start + length,
        activity=activity,
        from_c=celsius - 1.0,
        to_c=celsius + 1.0,
        mean_c=celsius,
        power=0.0 if activity is Activity.REST else 0.5,
        added=added,
    )


def test_heat_that_flips_is_one_hold() -> None:
    flips = [part(60.0 * n, Activity.REST if n % 2 else Activity.WARM, 85.0) for n in range(20)]
    (hold,) = tidy(flips)
    assert (hold.activity, hold.start, hold.stop) == (Activity.HOLD, 0.0, 1200.0)


def test_a_draft_is_short_enough_to_read() -> None:
    many = [
        part(60.0 * n, list(Activity)[n % 3], 20.0 + 40.0 * (n % 3), length=30 + n % 7) for n in range(200)
    ]
    short = tidy(many)
    assert len(short) <= MOST
    assert (short[0].start, short[-1].stop) == (many[0].start, many[-1].stop)


@pytest.mark.parametrize(
    ("goal", "heat"),
    [
        (TemperatureGoal(celsius=-40.0), None),
        (TemperatureGoal(celsius=900.0), None),
        (None, Heat(temperature_c=-40.0)),
        (None, Heat(temperature_c=5.0)),
        (None, Heat(temperature_c=500.0)),
    ],
)
def test_temperatures_that_nothing_can_have_are_refused(
    goal: TemperatureGoal | None, heat: Heat | None
) -> None:
    draft = draft_of(recorded(bath(60.0)))
    with pytest.raises(ValueError, match="°C"):
        draft.edit(0, goal=goal, heat=heat)
    with pytest.raises(ValueError, match="°C"):
        replace(draft.steps[0], goal=goal, heat=heat).step()


def test_a_staircase_is_learned_as_the_slope_it_was() -> None:
    steps = [20.0 + 5.0 * (second // 30) for second in range(600)]
    recording = make_recording(range(600), steps, [0.5] * 600)
    _, celsius, _ = recording.per_second()
    assert float(np.max(np.abs(np.diff(celsius)))) < 0.5


def test_outliers_are_not_learned_and_a_cycling_burner_is_its_mean() -> None:
    celsius: list[float | None] = [20.0 + 0.1 * second for second in range(600)]
    celsius[100], celsius[300] = -1000.0, -1.0
    power = [1.0 if second % 20 < 10 else 0.0 for second in range(600)]
    _, shown, level = make_recording(range(600), celsius, power).per_second()
    assert float(np.min(shown)) >= 20.0
    assert float(np.std(level[200:])) < 0.1


def sampled(sampler: Sampler, states: Sequence[tuple[float, BurnerState, float | None]]) -> list[Sampled]:
    chunks = [chunk for now, state, power in states for chunk in sampler.take(now, state, power)]
    last = sampler.empty(states[-1][0])
    return chunks if last is None else [*chunks, last]


def test_a_repeated_value_is_no_measurement() -> None:
    states = []
    for second in range(120):
        state = BurnerState(measured_at=500.0 + second // 30 * 30, probe_temperature_c=20.0 + second // 30)
        states.append((float(second), state, 0.5))
    chunks = sampled(Sampler("1"), states)
    assert [at for chunk in chunks for at in chunk.times] == [0.0, 30.0, 60.0, 90.0]
    assert [value for chunk in chunks for value in chunk.celsius] == [20.0, 21.0, 22.0, 23.0]


def test_a_measurement_has_the_time_at_which_it_was_made() -> None:
    fresh = BurnerState(measured_at=100.0, probe_temperature_c=20.0)
    late = BurnerState(measured_at=130.0, probe_temperature_c=25.0)
    (chunk,) = sampled(Sampler("1"), [(10.0, fresh, None), (47.0, late, None)])
    assert chunk.times == (10.0, 40.0)


def test_a_change_of_power_between_two_measurements() -> None:
    state = BurnerState(measured_at=100.0, probe_temperature_c=20.0)
    (chunk,) = sampled(Sampler("1"), [(10.0, state, 0.5), (12.0, state, 0.5), (14.0, state, 0.8)])
    assert chunk.times == (10.0, 14.0)
    assert chunk.celsius == (20.0, None)
    assert chunk.power == (0.5, 0.8)

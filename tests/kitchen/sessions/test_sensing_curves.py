"""Events in curves of what kitchens heat, delivered by thermometers as they are: coarse, slow, noisy and faulty."""

from collections.abc import Iterable
import random
from typing import Literal

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.adapters.entity_hob.thermometer import ReportPattern
from custom_components.hearthtech.hearth_link.simulator.sensor import SensorSpec, SimSensor
from custom_components.hearthtech.hearth_link.simulator.thermal import HEATERS, PanSpec, Physics
from custom_components.hearthtech.kitchen.sessions.event_detection import EventDetector
from custom_components.hearthtech.kitchen.sessions.model import SensedKind
from custom_components.hearthtech.kitchen.sessions.pause import MOVED
from custom_components.hearthtech.kitchen.sessions.power_level import PowerLevel
from custom_components.hearthtech.kitchen.sessions.readings import ReadingFilter
from tools.cli.trace_log import LogReading, deliver

from .curves import Curve, Thermometer, air, bath, core, freezer, metal, outing, roaster, water

WET = {SensedKind.BOIL, SensedKind.BOIL_DRY, SensedKind.BOIL_OVER_RISK, SensedKind.SIMMER}
THERMOMETERS = {
    "1 Hz": Thermometer(),
    "10 s": Thermometer(every=10),
    "30 s": Thermometer(every=30),
    "whole °C": Thermometer(whole="c"),
    "whole °F": Thermometer(whole="f"),
    "noisy": Thermometer(noise_k=0.4),
    "quarter K": Thermometer(resolution_k=0.25),
}

type Found = list[tuple[float, SensedKind]]


def found(
    curve: Curve,
    thermometer: Thermometer | None = None,
    *,
    boiling_c: float = 100.0,
    power: Iterable[float] | None = None,
    target_c: float | None = None,
) -> Found:
    """The events of a curve; `power` (one value a second) is unknown by default."""
    sensing = EventDetector(boiling_point_c=boiling_c, target_c=target_c)
    powers = None if power is None else list(power)
    events: Found = []
    for at, celsius in (thermometer or Thermometer()).read(curve):
        level = None if powers is None else powers[int(at)]
        events += [(one.at, one.kind) for one in sensing.update(at, celsius, level, probe=True)]
    return events


def times(events: Found, kind: SensedKind) -> list[float]:
    return [at for at, one in events if one is kind]


@pytest.mark.parametrize("name", THERMOMETERS)
@pytest.mark.parametrize(("watts", "liters"), [(600.0, 1.0), (2400.0, 1.0), (1800.0, 4.0)])
@pytest.mark.parametrize(("lid", "boiling_c"), [(True, 100.0), (False, 100.0), (True, 92.5)])
def test_a_pot_boils_once_and_soon(
    name: str, watts: float, liters: float, lid: bool, boiling_c: float
) -> None:
    curve, boiled = water(watts, liters, lid=lid, boiling_c=boiling_c)
    assert boiled is not None
    thermometer = THERMOMETERS[name]
    events = found(curve, thermometer, boiling_c=boiling_c)
    boils = times(events, SensedKind.BOIL)
    assert len(boils) == 1
    assert -60 <= boils[0] - boiled <= 90 + 2 * thermometer.every
    assert {kind for _, kind in events} <= {SensedKind.BOIL, SensedKind.SIMMER}


def test_the_median_delay_of_the_boil_is_below_a_minute() -> None:
    for thermometer in (Thermometer(), Thermometer(every=10), Thermometer(every=30)):
        delays = []
        for watts in (500.0, 900.0, 1500.0, 2200.0):
            curve, boiled = water(watts, 2.0)
            assert boiled is not None
            delays.append(times(found(curve, thermometer), SensedKind.BOIL)[0] - boiled)
        assert sorted(delays)[len(delays) // 2] <= 60


def test_water_that_a_weak_burner_keeps_below_the_boil_does_not_boil() -> None:
    curve, boiled = water(220.0, 2.0, lid=False, longest_s=6000)
    assert boiled is None
    assert max(curve) > 60
    assert not times(found(curve), SensedKind.BOIL)


NEVER_BOILS = {
    "roast": lambda: core(160.0, radius_m=0.045, hours=1.5, cap_c=100.0, stall_c=70.0),
    "bread": lambda: core(190.0, begin_c=28.0, radius_m=0.03, hours=0.6, cap_c=99.6),
    "grill": lambda: air(210.0, hours=1.0, lids=(1800,)),
    "smoker at 100 °C": lambda: air(100.0, swing_k=1.0),
    "smoker at 107 °C": lambda: air(107.0, lids=(3000, 5000)),
    "bath at 60 °C": lambda: bath(60.0),
    "bath at 93 °C": lambda: bath(93.0, rate=0.14),
    "metal": lambda: metal(141.0),
    "coffee": lambda: roaster()[0],
    "freezer": lambda: freezer(hours=0.5),
    "slow cooker": lambda: [97.0 - 77.0 * 0.9992**second for second in range(5000)],
}


@pytest.mark.parametrize("what", NEVER_BOILS)
@pytest.mark.parametrize("name", ["30 s", "whole °C", "noisy"])
def test_what_is_no_water_at_the_boil_is_never_said_to_boil(what: str, name: str) -> None:
    kinds = {kind for _, kind in found(NEVER_BOILS[what](), THERMOMETERS[name])}
    forbidden = WET - ({SensedKind.SIMMER} if "bath" in what else set())
    assert not kinds & forbidden


@pytest.mark.parametrize("top_c", [99.0, 100.0, 101.0])
@pytest.mark.parametrize("rise_s", [200, 800])
@pytest.mark.parametrize("name", ["1 Hz", "quarter K"])
def test_a_dry_block_that_peaks_at_the_boiling_point_does_not_boil(
    top_c: float, rise_s: int, name: str
) -> None:
    assert not times(found(metal(top_c, rise_s=rise_s, cool_s=600), THERMOMETERS[name]), SensedKind.BOIL)


@pytest.mark.parametrize("step_k", [0.5, 1.0])
@pytest.mark.parametrize(("watts", "liters"), [(600.0, 1.0), (1500.0, 2.0), (1800.0, 4.0)])
def test_the_silence_of_a_thermometer_that_reports_changes_shows_the_boil(
    step_k: float, watts: float, liters: float
) -> None:
    curve, boiled = water(watts, liters)
    assert boiled is not None
    log = [LogReading(seconds=float(second), celsius=value) for second, value in enumerate(curve)]
    sensing = EventDetector()
    events = [
        one
        for reading in deliver(log, on_change_k=step_k)
        for one in sensing.update(reading.seconds, reading.celsius, None, probe=True)
    ]
    boils = [one.at for one in events if one.kind is SensedKind.BOIL]
    rate = (curve[boiled] - curve[boiled - 60]) / 60.0
    assert len(boils) == 1
    # The step that is due, overdue by two thirds; and as long as metal would need to fall by a step.
    assert -30.0 <= boils[0] - boiled <= 15.0 + max(45.0, 1.67 * step_k / rate)


@pytest.mark.parametrize("step_k", [0.5, 1.0])
@pytest.mark.parametrize("rise_s", [200, 800])
def test_a_dry_block_that_peaks_does_not_boil_for_a_thermometer_that_reports_changes(
    step_k: float, rise_s: int
) -> None:
    curve = metal(100.3, rise_s=rise_s, cool_s=600)
    log = [LogReading(seconds=float(second), celsius=value) for second, value in enumerate(curve)]
    sensing = EventDetector()
    kinds = [
        one.kind
        for reading in deliver(log, on_change_k=step_k)
        for one in sensing.update(reading.seconds, reading.celsius, None, probe=True)
    ]
    assert SensedKind.BOIL not in kinds


def test_a_lid_that_was_opened_between_two_slow_readings_is_no_outlier() -> None:
    slow = [114.0 + 0.4 * (number % 3) for number in range(40)]
    slow[20:23] = [88.0, 107.0, 110.0]
    sensing = EventDetector()
    kinds = [
        one.kind for number, value in enumerate(slow) for one in sensing.update(30.0 * number, value, None)
    ]
    assert kinds.count(SensedKind.LID_OPENED) == 1
    slow[20:23] = [88.0, 114.4, 114.0]
    sensing = EventDetector()
    kinds = [
        one.kind for number, value in enumerate(slow) for one in sensing.update(30.0 * number, value, None)
    ]
    assert SensedKind.LID_OPENED not in kinds


def test_a_boil_does_not_flip() -> None:
    noise = random.Random(3)
    curve, boiled = water(1500.0, 1.5, boil_s=900)
    assert boiled is not None
    restless = [
        value + (noise.gauss(0.0, 0.5) if second > boiled else 0.0) for second, value in enumerate(curve)
    ]
    kinds = [kind for _, kind in found(restless)]
    assert kinds.count(SensedKind.BOIL) == 1
    assert SensedKind.OFF_BOIL not in kinds


def test_a_boil_ends_and_begins_again() -> None:
    curve, boiled = water(1500.0, 1.5, boil_s=600, after=lambda since: 0.0 if since > 200 else 1.0)
    assert boiled is not None
    cooled = curve[-1]
    again, boiled_again = water(1500.0, 1.5, begin_c=cooled - 12.0)
    fall = [cooled - 12.0 * second / 200 for second in range(200)]
    events = found([*curve, *fall, *again])
    assert boiled_again is not None
    assert [kind for _, kind in events if kind in {SensedKind.BOIL, SensedKind.OFF_BOIL}] == [
        SensedKind.BOIL,
        SensedKind.OFF_BOIL,
        SensedKind.BOIL,
    ]


def pot(
    seed: int, level: object, *, heater: str = "radiant"
) -> tuple[list[float | None], list[float], int | None]:
    """The base of a simulated pot on a power that fluctuates: readings, powers, and when it boiled."""
    rng = random.Random(seed)
    physics = Physics(HEATERS[heater])
    physics.place(PanSpec(diameter_m=rng.uniform(0.18, 0.22), mass_kg=rng.uniform(0.9, 1.5)))
    physics.add_water(rng.uniform(0.8, 1.8))
    sensor = SimSensor(SensorSpec(lag_s=4.0, noise_k=0.1, resolution_k=0.1), rng, physics.ambient_c)
    shown: list[float | None] = []
    powers: list[float] = []
    boiled = None
    for second in range(4000):
        power = level(second, rng)  # type: ignore[operator]
        physics.power_w = power * 2000.0
        for _ in range(4):
            physics.advance(0.25)
            sensor.update(physics.pan_c, 0.25)
        shown.append(sensor.reading)
        powers.append(power)
        if boiled is None and physics.liquid_c >= 99.5:
            boiled = second
        if boiled is not None and second > boiled + 240:
            break
    return shown, powers, boiled


@pytest.mark.parametrize(
    "level",
    [
        lambda _, rng: 0.8 * (1.0 + rng.uniform(-0.004, 0.004)),
        lambda second, _: 1.0 if second % 30 < 22 else 0.0,
        lambda second, _: 0.95 if second % 44 < 30 else 0.5,
    ],
    ids=["jitter of 0.4 %", "cycling on and off", "cycling between two levels"],
)
def test_a_boil_on_a_power_that_fluctuates(level: object) -> None:
    hits = 0
    for seed in range(4):
        shown, powers, boiled = pot(seed, level)
        assert boiled is not None
        sensing, boils, added = EventDetector(), [], []
        for second, (celsius, power) in enumerate(zip(shown, powers, strict=True)):
            for one in sensing.update(float(second), celsius, power, probe=False):
                if one.kind is SensedKind.BOIL:
                    boils.append(one.at)
                elif one.kind is SensedKind.FOOD_ADDED:
                    added.append(one.at)
        assert added == []
        hits += bool(boils) and -30 <= boils[0] - boiled <= 180
    assert hits == 4


def test_the_mean_over_a_cycle_and_the_turn_of_a_knob() -> None:
    power = PowerLevel()
    for second in range(300):
        power.update(float(second), 1.0 if second % 20 < 10 else 0.0)
    assert power.level == pytest.approx(0.5, abs=0.05)
    assert power.period_s == pytest.approx(20.0, abs=1.0)
    for second in range(300, 400):
        power.update(float(second), 0.0)
    assert power.level == 0.0
    assert power.period_s == 0.0


def test_single_outliers_are_ignored() -> None:
    curve, boiled = water(1500.0, 1.5)
    assert boiled is not None
    faults: dict[int, float | None] = {0: 85.0, 50: -1000.0, 90: -1.0, 130: 85.0, 200: -127.0, 260: None}
    events = found(curve, Thermometer(faults=faults))
    assert [kind for _, kind in events] == [SensedKind.BOIL]


def test_the_filter_keeps_what_was_measured_and_drops_faults() -> None:
    readings = ReadingFilter()
    taken = []
    for at, celsius in enumerate([85.0, 20.0, 20.1, -1.0, 20.2, 20.3, 85.0, 85.0, 20.4, 60.0, 59.0, 58.5]):
        taken += [value for _, value in readings.push(float(at), celsius)]
    assert taken == [20.0, 20.1, 20.2, 20.3, 20.4, 60.0, 59.0, 58.5]


def test_noise_and_resolution_are_estimated() -> None:
    noise = random.Random(1)
    fine, whole = ReadingFilter(), ReadingFilter()
    for second in range(200):
        value = 20.0 + 0.1 * second + noise.gauss(0.0, 0.3)
        fine.push(float(second), value)
        whole.push(float(second), float(round(value)))
    assert fine.noise_k == pytest.approx(0.3, rel=0.5)
    assert whole.resolution_k == 1.0


@pytest.mark.parametrize("name", ["1 Hz", "10 s", "30 s", "whole °C"])
def test_a_probe_taken_out_and_put_back(name: str) -> None:
    curve = [6.0 + 60.0 * (1.0 - 0.9996**second) for second in range(7200)]
    out = outing(curve, 4000, 300)
    events = found(out, THERMOMETERS[name])
    assert [kind for _, kind in events] == [SensedKind.PROBE_TAKEN_OUT, SensedKind.PROBE_PUT_IN]
    assert 4000 <= events[0][0] <= 4090
    assert 4300 <= events[1][0] <= 4390


@pytest.mark.parametrize("name", ["1 Hz", "10 s", "30 s", "whole °F"])
def test_lids_opened_over_a_grill(name: str) -> None:
    curve = air(190.0, hours=1.5, lids=(2400, 3900))
    opened = times(found(curve, THERMOMETERS[name]), SensedKind.LID_OPENED)
    assert len(opened) == 2
    assert all(0 <= at - lid <= 90 for at, lid in zip(opened, (2400, 3900), strict=True))


@pytest.mark.parametrize("name", ["1 Hz", "10 s", "whole °C"])
@pytest.mark.parametrize("open_s", [50, 64, 70])
def test_a_door_that_was_open_for_a_minute_is_no_probe_taken_out(name: str, open_s: int) -> None:
    level = [170.0 - 130.0 * 0.995**second for second in range(1500)]
    fall = [170.0 - 0.65 * second for second in range(open_s)]
    low = fall[-1]
    back = [low + 20.0 * (1.0 - 0.99**second) for second in range(900)]
    kinds = [kind for _, kind in found([*level, *fall, *back], THERMOMETERS[name])]
    assert kinds.count(SensedKind.LID_OPENED) == 1
    assert not {SensedKind.PROBE_TAKEN_OUT, SensedKind.PROBE_PUT_IN} & set(kinds)


def test_what_was_done_while_readings_paused_was_done_in_the_middle() -> None:
    sensing = EventDetector()
    events = []
    for second in [*range(0, 3000, 20), *range(3240, 3600, 20)]:
        celsius = 10.0 + 0.02 * second if second < 3000 else 22.0
        events += sensing.update(float(second), celsius, None, probe=True)
    assert [one.kind for one in events] == [SensedKind.PROBE_TAKEN_OUT]
    assert events[0].at == pytest.approx(3110.0, abs=1.0)


def test_the_door_of_a_freezer_is_no_defrost() -> None:
    events = found(freezer(hours=1.6, door_at=(1500,), defrost_at=(3500,)))
    assert [kind for _, kind in events] == [SensedKind.LID_OPENED]
    assert 1500 <= events[0][0] <= 1590


@pytest.mark.parametrize("known", [True, False])
def test_beans_into_a_hot_drum_within_the_first_half_minute(known: bool) -> None:
    curve, power = roaster(charge_at=20)
    added = times(found(curve, power=power if known else None), SensedKind.FOOD_ADDED)
    assert len(added) == 1
    assert 20 <= added[0] <= 60


def test_cold_food_in_a_pot_of_unknown_power() -> None:
    curve, _ = water(1500.0, 2.0, boil_s=100)
    fall = [100.0 - 12.0 * (1.0 - 0.85**second) for second in range(60)]
    rise, _ = water(1500.0, 2.5, begin_c=88.0)
    events = found([*curve, *fall, *rise])
    added = times(events, SensedKind.FOOD_ADDED)
    assert len(added) == 1
    assert 0 <= added[0] - len(curve) <= 60


def test_preheated_metal() -> None:
    assert times(found(metal(141.0, rise_s=200)), SensedKind.PREHEATED) == [pytest.approx(215, abs=40)]


def test_a_level_is_found_once_and_a_slow_rise_is_none() -> None:
    for level in (60.0, 85.0):
        assert len(times(found(bath(level)), SensedKind.PLATEAU)) == 1
    slow = [20.0 + 0.012 * second for second in range(4000)]
    for thermometer in (THERMOMETERS["10 s"], THERMOMETERS["noisy"]):
        assert not times(found(slow, thermometer), SensedKind.PLATEAU)


def test_food_rests_after_its_peak_but_a_swinging_bath_does_not() -> None:
    meat = [6.0 + 0.012 * second for second in range(5000)]
    resting = [*meat, *(66.0 - 0.004 * second for second in range(1800))]
    assert len(times(found(resting), SensedKind.REST)) == 1
    assert not times(found(bath(60.0)), SensedKind.REST)


def test_a_roast_that_is_kept_warm_for_hours_does_not_rest() -> None:
    meat = [6.0 + 0.012 * second for second in range(7000)]
    kept = [*meat, *(90.0 - 0.0009 * second for second in range(9000))]
    assert not times(found(kept), SensedKind.REST)


def test_the_heat_is_off_and_the_pot_rests() -> None:
    curve, _ = water(1500.0, 1.5, boil_s=100)
    cooling = [100.0 - 0.03 * second for second in range(400)]
    power = [0.8] * len(curve) + [0.0] * len(cooling)
    rest = times(found([*curve, *cooling], power=power), SensedKind.REST)
    assert rest == [pytest.approx(len(curve) + 46, abs=5)]


def test_a_target_is_reported_once() -> None:
    reached = times(
        found([20.0 + 0.05 * second for second in range(1400)], target_c=63.0), SensedKind.TARGET_REACHED
    )
    assert reached == [pytest.approx(865, abs=15)]


def test_food_that_is_turned_in_a_hot_pan() -> None:
    sensing, kinds = EventDetector(), []
    noise = random.Random(2)
    curve = (
        [190.0] * 200
        + [max(190.0 - 1.5 * s, 160.0) for s in range(40)]
        + [160.0 + 0.1 * s for s in range(150)]
    )
    curve += [175.0 - s for s in range(4)] + [171.0 + 0.2 * s for s in range(60)]
    for second, celsius in enumerate(curve):
        events = sensing.update(float(second), celsius + noise.gauss(0.0, 0.1), 0.4, probe=False)
        kinds += [one.kind for one in events]
    assert kinds.count(SensedKind.FOOD_ADDED) == 1
    assert kinds.count(SensedKind.TURNED) == 1


def test_a_fall_that_began_before_what_is_kept() -> None:
    hot = [180.0] * 300 + [170.0 - 0.1 * second for second in range(60)]
    cooling = [163.0 - 0.01 * second for second in range(3000)]
    assert SensedKind.PROBE_TAKEN_OUT not in {kind for _, kind in found([*hot, *cooling])}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(0.1, 400.0),
            st.floats(-40.0, 260.0) | st.none(),
            st.floats(0.0, 1.0) | st.none(),
            st.booleans(),
        ),
        max_size=150,
    )
)
def test_any_readings_of_any_thermometer(
    readings: list[tuple[float, float | None, float | None, bool]],
) -> None:
    sensing, at, latest = EventDetector(), 0.0, 0.0
    for step, celsius, power, probe in readings:
        at += step
        for one in sensing.update(at, celsius, power, probe=probe):
            assert one.celsius is not None
            assert latest <= one.at <= at
            # Only what was done while readings paused has an earlier time than that of its reading.
            assert one.at == at or one.kind in MOVED
            latest = one.at


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-30.0, 250.0), st.integers(1, 60)), min_size=2, max_size=12),
    st.integers(1, 30),
)
def test_any_curve_of_straight_lines(legs: list[tuple[float, int]], every: int) -> None:
    curve: Curve = [20.0]
    for goal, steps in legs:
        begin = curve[-1]
        curve += [begin + (goal - begin) * (n + 1) / (steps * every) for n in range(steps * every)]
    found(curve, Thermometer(every=every))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0.0, 900.0), st.floats(-30.0, 250.0) | st.none()), min_size=1, max_size=120),
    st.sampled_from([None, 1.0, 5.0, 30.0, 60.0]),
    st.sampled_from([None, "c", "f"]),
    st.sampled_from([None, 0.1, 0.5, 1.0]),
    st.booleans(),
)
def test_any_log_as_any_thermometer_reports_it(
    steps: list[tuple[float, float | None]],
    every_s: float | None,
    whole: Literal["c", "f"] | None,
    on_change_k: float | None,
    back: bool,
) -> None:
    """Repeated times, pauses and a clock that was set back: each event in order, none newer than its reading."""
    at, log = 0.0, []
    for number, (step, celsius) in enumerate(steps):
        at += step
        log.append(LogReading(seconds=at - (400.0 if back and number == 60 else 0.0), celsius=celsius))
    detector, latest, newest = EventDetector(boiling_point_c=97.0), float("-inf"), float("-inf")
    for reading in deliver(log, every_s=every_s, whole=whole, on_change_k=on_change_k):
        newest = max(newest, reading.seconds)
        for one in detector.update(reading.seconds, reading.celsius, None, probe=True):
            assert latest <= one.at <= newest
            latest = one.at


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0.0, 4000.0), st.floats(-60.0, 300.0) | st.none()), max_size=100))
def test_the_silence_that_holds_a_value_is_bounded(reports: list[tuple[float, float | None]]) -> None:
    pattern, at = ReportPattern(), 0.0
    for step, celsius in reports:
        at += step
        pattern.report(at, celsius)
        assert 10.0 <= pattern.held_after_s <= 135.0


def test_readings_that_stop_while_the_air_falls() -> None:
    detector = EventDetector()
    for second in range(300):
        detector.update(float(second), 150.0, None)
    for second in range(10):
        detector.update(300.0 + second, 149.0 - second, None)
    detector.update(311.0, None, None)
    found_then = [one.kind for one in detector.update(312.0, 130.0, None)]
    found_then += [one.kind for one in detector.update(313.0, 129.0, None)]
    assert set(found_then) <= {SensedKind.LID_OPENED}

"""The parts of a hob out of entities, alone: levels, readings, thermometers, and whose heat it is."""

from collections.abc import Iterable
import math

from homeassistant.core import State
from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.adapters.entity_hob import state_parsing
from custom_components.hearthtech.adapters.entity_hob.command_tracker import (
    OFF,
    CommandResult,
    CommandTracker,
    HeatSetting,
    Observation,
)
from custom_components.hearthtech.adapters.entity_hob.mapping import BurnerMapping, Control, EntityRole
from custom_components.hearthtech.adapters.entity_hob.power_levels import (
    NEAREST,
    NumberScale,
    named_scale,
    ordered_scale,
)
from custom_components.hearthtech.adapters.entity_hob.thermometer import EntityThermometer, ReportPattern
from custom_components.hearthtech.burners.model import HeatSource, PanState

# Levels

MIELE = [
    "plate_step_boost",
    "plate_step_boost_2",
    "plate_step_warming",
    *(f"plate_step_{n}" for n in range(19)),
]


@pytest.mark.parametrize(
    ("names", "powers"),
    [
        (["0", "1", "2", "4"], {"0": 0, "1": 0.25, "4": 1}),
        (["off", "low", "medium", "high"], {"off": 0, "low": 1 / 3, "high": 1}),
        (["Off", "Low", "Medium-Low", "Medium", "Medium High", "High", "Max"], {"Low": 1 / 6, "Max": 1}),
        (
            MIELE,
            {"plate_step_0": 0, "plate_step_9": 0.5, "plate_step_boost": 1, "plate_step_warming": 1 / 36},
        ),
        (
            ["off", "powerlevel10", "powerlevel15", "powerlevel90", "boost"],
            {"powerlevel15": 1 / 6, "boost": 1},
        ),
        (["0", "0,5", "1.0"], {"0,5": 0.5}),
        ([*(str(n) for n in range(16)), "Boost"], {"15": 1, "Boost": 1, "3": 0.2}),
    ],
)
def test_names_of_levels(names: list[str], powers: dict[str, float]) -> None:
    scale = named_scale(reversed(names))
    assert scale is not None
    for name, power in powers.items():
        assert scale.power(name) == pytest.approx(power)
    assert scale.power("something else") is None
    assert scale.value(0.0) is not None
    assert scale.value(1.0) not in {"boost", "Boost", "plate_step_boost"}


@pytest.mark.parametrize(
    "names", [[], ["off"], ["a", "b"], ["1", "low"], ["off", "boost"], ["0"], ["1", "2", "bubbling"]]
)
def test_names_that_say_nothing(names: list[str]) -> None:
    assert named_scale(names) is None


@pytest.mark.parametrize("names", [[], ["a"], ["a", "b", "a"]])
def test_an_order_needs_two_different_names(names: list[str]) -> None:
    assert ordered_scale(names) is None


@given(
    maximum=st.integers(1, 200),
    step=st.sampled_from([0.5, 1, 2, 5]),
    minimum=st.sampled_from([0, 0, 0, 1]),
    power=st.floats(0, 1),
)
def test_a_number_comes_back_within_half_a_step(
    maximum: int, step: float, minimum: int, power: float
) -> None:
    if maximum <= minimum or step > maximum - minimum:
        return
    scale = NumberScale(float(maximum), minimum=float(minimum), step=step)
    value = scale.value(power)
    if value is None:
        assert power == 0 or scale.lowest - power > NEAREST
        return
    back = scale.power(value)
    assert back is not None
    assert 0 <= back <= 1
    assert (back > 0) == (power > 0)
    assert minimum <= float(value) <= maximum or float(value) == 0
    if power >= scale.lowest:
        assert abs(back - power) <= scale.step / 2 + 1e-6 or float(value) + step > maximum


@given(st.text())
def test_no_text_breaks_a_scale(text: str) -> None:
    power = NumberScale(9.0).power(text)
    assert power is None or 0 <= power <= 1
    named_scale([text, "1", "2"])


@pytest.mark.parametrize(
    "bad", [(0, 0, 1), (-3, 0, 1), (9, 9, 1), (9, 0, 0), (math.inf, 0, 1), (math.nan, 0, 1)]
)
def test_no_range(bad: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="a range"):
        NumberScale(bad[0], minimum=bad[1], step=bad[2])


def test_a_range_that_goes_below_zero() -> None:
    scale = NumberScale(9.0, minimum=-1.0)
    assert scale.value(0.0) == "0"
    assert scale.value(0.01) == "1"
    assert scale.power("-0.5") == 0


# Readings


@given(st.text(max_size=20))
def test_no_state_breaks_a_reading(text: str) -> None:
    state = State("sensor.x", text[:255], {"unit_of_measurement": "°C"})
    celsius = state_parsing.temperature_c(state)
    assert celsius is None or state_parsing.COLDEST_C <= celsius <= state_parsing.HOTTEST_C
    assert state_parsing.power_w(state) is None
    state_parsing.pan(state)
    state_parsing.runs(state)
    state_parsing.is_hot(state)


@pytest.mark.parametrize(
    ("text", "pan"),
    [
        ("on", PanState.PLACED),
        ("off", PanState.NONE),
        ("No Pot Running", PanState.NONE),
        ("pot running", PanState.PLACED),
        ("pan missing", None),
        ("purple", None),
        ("unavailable", None),
    ],
)
def test_pans(text: str, pan: PanState | None) -> None:
    assert state_parsing.pan(State("sensor.x", text)) is pan


@given(
    st.dictionaries(st.sampled_from(list(EntityRole)), st.text(min_size=1), min_size=1),
    st.sampled_from(list(Control)),
)
def test_a_mapping_survives_being_kept(entities: dict[EntityRole, str], control: Control) -> None:
    mapping = BurnerMapping(
        n=3, name="x", entities=entities, control=control, levels=("a", "b"), level_max=9.0
    )
    assert BurnerMapping.from_data(mapping.as_data()) == mapping


# Thermometers


def test_a_thermometer_that_reports_changes_only() -> None:
    thermometer = EntityThermometer(300.0)
    assert thermometer.read(0.0) is None
    for second in range(0, 60, 5):
        thermometer.report(float(second), 20.0 + second)
    assert thermometer.read(57.0) == (75.0, 55.0)
    held = thermometer.read(120.0)
    assert held == (75.0, 120.0)
    assert thermometer.read(400.0) is None
    thermometer.report(401.0, None)
    assert thermometer.read(401.0) is None


def reports(pattern: ReportPattern, curve: Iterable[float], *, every: int, step_k: float | None) -> None:
    """Report a curve (°C, one a second): every so many seconds, or when it changed by `step_k`."""
    shown: float | None = None
    for second, celsius in enumerate(curve):
        if step_k is None and second % every == 0:
            pattern.report(float(second), celsius)
        elif step_k is not None and (shown is None or abs(celsius - shown) >= step_k):
            shown = celsius
            pattern.report(float(second), celsius)


RISE = [20.0 + 0.02 * second for second in range(1000)]


def test_a_thermometer_that_reports_changes_is_recognized_by_its_steps() -> None:
    pattern = ReportPattern()
    reports(pattern, RISE[:200], every=1, step_k=0.5)
    assert not pattern.changes_only  # too few
    reports(pattern, RISE, every=1, step_k=0.5)
    assert pattern.changes_only
    assert pattern.held_after_s == pytest.approx(1.25 * 25.0, abs=2.0)


def test_a_thermometer_with_an_interval_does_not_report_changes_only() -> None:
    still = [20.0] * 120
    slowly = [20.0 + 0.0002 * second**2 for second in range(300)]
    for curve in ([*still, *RISE], [*slowly, *RISE[500:]]):
        pattern = ReportPattern()
        reports(pattern, curve, every=25, step_k=None)
        assert not pattern.changes_only
        assert pattern.held_after_s == pytest.approx(2.25 * 25.0, abs=2.0)


def test_a_lost_report_is_no_silence_of_a_thermometer_that_reports_changes() -> None:
    pattern = ReportPattern()
    for number in range(30):
        if number != 25:
            pattern.report(20.0 * number, 20.0 + 0.4 * number)
    assert not pattern.changes_only
    pattern.report(600.0, None)
    pattern.report(620.0, 90.0)  # no step: the value before is unknown
    assert not pattern.changes_only


# Whose heat it is


class Watched:
    """A watch, and what became of its orders."""

    def __init__(self, *, step: float = 1 / 9, answers_within_s: float = 10.0) -> None:
        self.watch = CommandTracker(step=step, answers_within_s=answers_within_s)
        self.watch.begin(OFF, 0.0)
        self.outcomes: list[CommandResult] = []

    def has(self, source: HeatSource) -> bool:
        """Whether the heat is of this kind."""
        return self.watch.source is source

    def ask(self, power: float, now: float) -> None:
        self.watch.command_sent(HeatSetting(on=True, power=power), now, self.outcomes.append)

    def came(self, power: float, now: float) -> Observation:
        return self.watch.observe(HeatSetting(on=power > 0, power=power), now)


def test_an_answer_a_stale_report_and_a_hand() -> None:
    one = Watched()
    one.ask(0.5, 0.0)
    assert one.came(0.0, 1.0) is Observation.NOTHING
    assert one.came(0.5, 2.0) is Observation.ANSWERED
    assert one.outcomes == [CommandResult.TAKEN]
    assert one.watch.answered_after_s == 2.0
    assert one.came(0.0, 3.0) is Observation.NOTHING  # a cloud that is behind
    assert one.has(HeatSource.IDLE)
    assert one.came(0.5, 4.0) is Observation.NOTHING
    assert one.has(HeatSource.REMOTE)
    assert one.watch.tick(10.0) is Observation.NOTHING
    assert one.came(0.8, 20.0) is Observation.TAKEN_OVER
    assert one.watch.touched
    assert one.came(0.0, 21.0) is Observation.TURNED
    assert not one.watch.touched


def test_an_order_after_another() -> None:
    one = Watched()
    one.ask(0.5, 0.0)
    one.ask(0.7, 1.0)
    assert one.outcomes == [CommandResult.SUPERSEDED]
    assert one.came(0.7, 2.0) is Observation.ANSWERED


def test_an_order_that_failed_may_come_late() -> None:
    one = Watched()
    one.ask(0.5, 0.0)
    one.watch.fail(1.0)
    assert one.outcomes == [CommandResult.FAILED]
    assert one.came(0.5, 5.0) is Observation.LATE
    later = Watched()
    later.ask(0.5, 0.0)
    later.watch.fail(1.0)
    assert later.came(0.5, 90.0) is Observation.TURNED  # that was a hand


def test_a_hand_within_the_time_of_an_answer() -> None:
    one = Watched()
    one.ask(0.3, 0.0)
    assert one.came(0.9, 1.0) is Observation.TURNED
    assert one.outcomes == [CommandResult.HAND]
    assert one.has(HeatSource.MANUAL)


def test_a_hand_right_after_the_answer() -> None:
    one = Watched()
    one.ask(0.9, 0.0)
    assert one.came(0.9, 1.0) is Observation.ANSWERED
    assert one.came(0.4, 2.0) is Observation.TAKEN_OVER
    assert one.has(HeatSource.MANUAL)


def test_stuck_on_the_way_is_a_hand() -> None:
    one = Watched()
    one.ask(0.9, 0.0)
    assert one.came(0.4, 1.0) is Observation.NOTHING
    assert one.watch.tick(10.0) is Observation.TURNED
    assert one.outcomes == [CommandResult.HAND]


def test_an_answer_that_is_nearly_what_stood_before() -> None:
    one = Watched(step=0.01)
    one.watch.begin(HeatSetting(on=True, power=0.48), 0.0)
    one.ask(0.5, 0.0)
    assert one.watch.tick(10.0) is Observation.NOTHING
    assert one.outcomes == [CommandResult.TAKEN]


def test_an_acknowledged_cut_of_what_still_heats_is_a_hands() -> None:
    one = Watched()
    one.ask(0.5, 0.0)
    one.came(0.5, 1.0)
    one.watch.off_sent(20.0, latch=True)
    one.watch.off_wanted = False
    one.watch.acknowledge()
    assert one.has(HeatSource.MANUAL)
    one.watch.acknowledge()
    assert one.has(HeatSource.MANUAL)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("ask"), st.floats(0.1, 1.0)),
            st.tuples(st.just("off"), st.just(0.0)),
            st.tuples(st.just("shows"), st.sampled_from([0.0, 0.3, 0.5, 0.7, 1.0])),
            st.tuples(st.just("nothing"), st.just(0.0)),
            st.tuples(st.just("wait"), st.floats(0.1, 40.0)),
        ),
        max_size=40,
    )
)
def test_whatever_happens_heat_is_never_claimed_without_an_order(steps: list[tuple[str, float]]) -> None:
    one = Watched()
    now, asked = 0.0, 0
    for kind, value in steps:
        now += 0.5
        match kind:
            case "ask":
                if not one.has(HeatSource.LATCHED):
                    one.ask(value, now)
                    asked += 1
            case "off":
                one.watch.off_sent(now)
            case "shows":
                one.came(value, now)
            case "nothing":
                one.watch.observe(HeatSetting(), now)
            case "wait":
                now += value
                one.watch.tick(now)
        if one.has(HeatSource.REMOTE):
            assert asked
        if one.has(HeatSource.MANUAL):
            assert one.watch.shown.on
        if one.watch.shown.on is False:
            assert not one.has(HeatSource.MANUAL)
    # Off always ends it, once it is seen.
    one.watch.off_sent(now)
    one.came(0.0, now + 1.0)
    assert one.has(HeatSource.IDLE)
    assert len(one.outcomes) <= asked

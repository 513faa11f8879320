"""Plausibility of readings: error codes of real sensors, jumps, first readings, and real cooking left alone."""

import math
import random

from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.burners.reading_check import (
    DOUBT_S,
    ERROR_CODES_C,
    LIMITS,
    MeasuredPlace,
    ReadingCheck,
    is_error_code,
)

FOOD, PAN = MeasuredPlace.FOOD, MeasuredPlace.PAN
FAHRENHEIT_ZERO = -17.78


def fed(place: MeasuredPlace, values: list[float | None], *, every_s: float = 1.0) -> list[float | None]:
    check = ReadingCheck(place)
    return [check.update(n * every_s, value) for n, value in enumerate(values)]


@pytest.mark.parametrize("place", list(MeasuredPlace))
@pytest.mark.parametrize(
    "code",
    [
        6553.5,  # Inkbird IBT-2X, no probe (core#92374)
        6552.6,
        -127.0,  # DS18B20, broken line (ESPHome, Tasmota)
        32767.0,
        3276.7,
        -3276.8,  # Miele's "no value" in tenths
        8388607.0,
        2147483647.0,
        1023.0,
        -40.0,  # a thermistor whose line is open
        -273.15,
        999.9,
        math.nan,
        math.inf,
        -math.inf,
    ],
)
def test_codes_outside_of_what_a_kitchen_reaches(place: MeasuredPlace, code: float) -> None:
    assert fed(place, [code, code, code]) == [None, None, None]
    check = ReadingCheck(place)
    check.update(0.0, 40.0)
    for second in range(1, 10):
        assert check.update(float(second), code) in {40.0, None}
    assert check.update(30.0, 43.0) == 43.0


@pytest.mark.parametrize("code", [0.0, 85.0, FAHRENHEIT_ZERO, 127.94, 320.0, 300.0])
@pytest.mark.parametrize("seconds", [1, 3, 20, 90, 600])
@pytest.mark.parametrize("every_s", [1.0, 5.0, 30.0])
def test_a_code_inside_of_the_range_is_not_a_temperature(code: float, seconds: int, every_s: float) -> None:
    check = ReadingCheck(FOOD)
    at = 0.0
    for _ in range(10):
        at += every_s
        check.update(at, 50.0)
    for _ in range(max(int(seconds / every_s), 1)):
        at += every_s
        assert check.update(at, code) in {50.0, None}
    at += every_s
    assert check.update(at, 50.5) == 50.5


@pytest.mark.parametrize("code", ERROR_CODES_C)
def test_a_code_as_the_first_reading_waits_until_it_moves(code: float) -> None:
    check = ReadingCheck(FOOD)
    for second in range(60):
        assert check.update(float(second), code) is None
    assert check.update(61.0, 21.5) == 21.5


def test_an_implausible_first_reading_needs_a_second_one() -> None:
    assert fed(FOOD, [230.0, 21.0, 21.1]) == [None, 21.0, 21.1]
    assert fed(FOOD, [178.0, 178.4]) == [None, 178.4]  # a probe in hot fat
    assert fed(PAN, [310.0, 309.0, 307.0]) == [None, 309.0, 307.0]
    assert fed(FOOD, [59.0966, 64.3]) == [59.0966, 64.3]


def test_a_wild_reading_leaves_the_last_one() -> None:
    assert fed(FOOD, [36.0, 36.2, 250.0, 36.6]) == [36.0, 36.2, 36.2, 36.6]
    assert fed(PAN, [90.0, 450.0, 91.0]) == [90.0, 90.0, 91.0]
    assert fed(FOOD, [88.0, 31.0, 88.1]) == [88.0, 88.0, 88.1]


def test_readings_that_jump_to_and_fro_are_none_of_them() -> None:
    check = ReadingCheck(FOOD)
    check.update(0.0, 60.0)
    shown = [check.update(1.0 + n, value) for n, value in enumerate([140.0, 20.0] * 20)]
    assert set(shown) <= {60.0, None, 20.0}
    assert 140.0 not in shown


def test_a_probe_put_into_boiling_water_is_believed_after_some_seconds() -> None:
    shown = fed(FOOD, [21.0, 21.0, *(96.0 + 0.1 * n for n in range(12))])
    assert shown[2] == 21.0
    assert shown[-1] == pytest.approx(97.1)


def test_doubt_ends_in_unknown() -> None:
    check = ReadingCheck(FOOD)
    check.update(0.0, 60.0)
    check.update(1.0, 9999.0)
    assert check.read(5.0) == 60.0
    assert check.read(2.0 + DOUBT_S) is None


def test_after_it_was_unavailable_the_first_reading_counts_anew() -> None:
    check = ReadingCheck(FOOD)
    assert check.update(0.0, 20.0) == 20.0
    assert check.update(1.0, None) is None
    assert check.read(1.0) is None
    assert check.update(1.0, 70.0) == 70.0
    check.reset()
    assert check.update(2.0, 4.0) == 4.0


@pytest.mark.parametrize("every_s", [0.25, 1.0, 5.0, 30.0, 60.0])
def test_zero_and_85_are_believed_where_the_temperature_leads_there(every_s: float) -> None:
    check, noise = ReadingCheck(FOOD), random.Random(2)
    for n in range(int(3600 / every_s)):
        celsius = round(25.0 + n * every_s * 0.03, 1)  # through 85.0
        assert check.update(n * every_s, celsius) == celsius
    ice = ReadingCheck(FOOD)
    for n in range(int(3600 / every_s)):
        celsius = max(round(20.0 - n * every_s * 0.02 + noise.uniform(-0.05, 0.05), 1), 0.0)
        assert ice.update(n * every_s, celsius) == celsius


@pytest.mark.parametrize(
    ("place", "k_s"), [(FOOD, 0.9), (FOOD, 4.5), (FOOD, -5.0), (PAN, 12.0), (PAN, -30.0)]
)
@pytest.mark.parametrize("every_s", [0.5, 1.0, 2.0])
def test_what_hobs_and_pans_really_do_passes(place: MeasuredPlace, k_s: float, every_s: float) -> None:
    low, high = (20.0, 250.0) if k_s > 0 else (30.0, 100.0)
    celsius, check, at = low if k_s > 0 else high, ReadingCheck(place), 0.0
    while low <= celsius <= high:
        if not is_error_code(celsius):
            assert check.update(at, celsius) == celsius
        celsius += k_s * every_s
        at += every_s


@given(
    st.sampled_from(list(MeasuredPlace)),
    st.lists(st.tuples(st.floats(0, 200), st.one_of(st.none(), st.floats())), max_size=60),
)
def test_whatever_comes_only_possible_temperatures_leave(
    place: MeasuredPlace, readings: list[tuple[float, float | None]]
) -> None:
    check, at = ReadingCheck(place), 0.0
    for step, celsius in readings:
        at += step
        found = check.update(at, celsius)
        assert found is None or LIMITS[place].lowest_c <= found <= LIMITS[place].highest_c
        assert len(check._doubted) <= 4


@given(st.floats(-25, 290), st.floats(-25, 290))
def test_one_reading_alone_never_moves_far(before: float, wild: float) -> None:
    check = ReadingCheck(FOOD)
    for second in range(20):
        check.update(float(second), before + 0.1 * second)
    settled = check.celsius
    found = check.update(20.0, wild)
    if settled is not None and abs(wild - settled) > 40.0:
        assert found == settled

"""Numbers and times, heard and said."""

from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.language.durations import duration_at
from custom_components.hearthtech.language.numbers import number_at
from custom_components.hearthtech.voice.numbers import say_duration, say_list, say_number
from custom_components.hearthtech.voice.text import tokens


@pytest.mark.parametrize(
    ("words", "value", "end"),
    [
        ("5", 5, 1),
        ("two and a half", 2.5, 4),
        ("2 1/2 cups", 2.5, 2),
        ("twenty five", 25, 2),
        ("one hundred and twenty", 120, 4),
        ("three quarters of", 0.75, 2),
        ("half a cup", 0.5, 2),
        ("a dozen eggs", 12, 2),
        ("one point five", 1.5, 3),
        ("two hundred", 200, 2),
    ],
)
def test_numbers_heard(words: str, value: float, end: int) -> None:
    assert number_at(words.split(), 0) == (value, end)


@pytest.mark.parametrize("words", ["soup", "", "1/0"])
def test_no_number(words: str) -> None:
    assert number_at(words.split(), 0) is None


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("five minutes", 300),
        ("an hour and ten minutes", 4200),
        ("half an hour", 1800),
        ("an hour and a half", 5400),
        ("1 hour 20 minutes 5 seconds", 4805),
        ("2.5 minutes", 150),
        ("two and a half minutes", 150),
        ("90 s", 90),
    ],
)
def test_times_heard(words: str, seconds: float) -> None:
    found = duration_at(words.split(), 0)
    assert found == (seconds, len(words.split()))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.5, "a half"),
        (2.5, "two and a half"),
        (0.75, "three quarters"),
        (3, "three"),
        (348.2, "348"),
        (13, "13"),
        (1.23, "1.2"),
        (-2, "minus two"),
    ],
)
def test_numbers_said(value: float, said: str) -> None:
    assert say_number(value) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (30, "30 seconds"),
        (60, "one minute"),
        (125, "two minutes and five seconds"),
        (1800, "half an hour"),
        (5400, "an hour and a half"),
        (3600, "an hour"),
        (0, "no time"),
        (4500, "an hour and 15 minutes"),
    ],
)
def test_times_said(seconds: float, said: str) -> None:
    assert say_duration(seconds) == said


@given(st.integers(min_value=1, max_value=86_400))
def test_a_time_that_is_said_is_heard_as_nearly_the_same(seconds: int) -> None:
    said = tokens(say_duration(seconds))
    found = duration_at(said, 0)
    assert found is not None
    assert found[1] == len(said)
    assert abs(found[0] - seconds) <= max(30, 0.01 * seconds)


def test_lists_said() -> None:
    assert say_list([]) == ""
    assert say_list(["salt"]) == "salt"
    assert say_list(["salt", "oil", "dill"]) == "salt, oil and dill"

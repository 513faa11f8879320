"""Durations in fields, steps and speech."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.language.durations import duration_at, durations_in, iso_8601, seconds_of
from custom_components.hearthtech.language.fold import fold
from custom_components.hearthtech.language.languages import LANGUAGES
from custom_components.hearthtech.voice.numbers import say_duration
from custom_components.hearthtech.voice.text import tokens

HOUR = {"en": "hours", "de": "Stunden", "fr": "heures", "es": "horas", "it": "ore"}
MINUTE = {"en": "minutes", "de": "Minuten", "fr": "minutes", "es": "minutos", "it": "minuti"}
AND = {"en": "and", "de": "und", "fr": "et", "es": "y", "it": "e"}


@settings(deadline=None)
@given(st.sampled_from(LANGUAGES), st.integers(2, 30), st.integers(2, 59), st.booleans())
def test_hours_and_minutes_are_one_duration_everywhere(
    language: str, hours: int, minutes: int, joined: bool
) -> None:
    text = f"{hours} {HOUR[language]} {AND[language] + ' ' if joined else ''}{minutes} {MINUTE[language]}"
    seconds = hours * 3600 + minutes * 60
    assert seconds_of(text) == seconds
    assert [(one.low, one.high, text[one.start : one.end]) for one in durations_in(text, language)] == [
        (seconds, seconds, text)
    ]
    assert duration_at(tokens(text, language), 0, language) == (seconds, len(tokens(text, language)))


@settings(deadline=None)
@given(
    st.integers(1, 30),
    st.integers(1, 59),
    st.sampled_from(("{}h{:02}", "{} h {:02}", "{}:{:02} h", "{}h{}m", "{} Std. {} Min.")),
)
def test_short_forms_are_one_duration(hours: int, minutes: int, form: str) -> None:
    text = form.format(hours, minutes)
    assert seconds_of(text) == hours * 3600 + minutes * 60
    assert [one.high for one in durations_in(text, "de")] == [hours * 3600 + minutes * 60]


@settings(deadline=None)
@given(
    st.integers(1, 200),
    st.integers(1, 60),
    st.sampled_from(LANGUAGES),
    st.sampled_from(("-", "–", " - ", "--")),
)
def test_ranges(low: int, more: int, language: str, sign: str) -> None:
    text = f"{low}{sign}{low + more} {MINUTE[language]}"
    assert [(one.low, one.high) for one in durations_in(text, language)] == [(low * 60, (low + more) * 60)]
    assert seconds_of(text) == (low + more) * 60


@settings(deadline=None)
@given(st.integers(1, 30 * 86400))
def test_iso_8601_is_read_as_it_is_written(seconds: int) -> None:
    assert seconds_of(iso_8601(seconds)) == seconds


@settings(deadline=None)
@given(st.sampled_from(LANGUAGES), st.integers(1, 9 * 60))
def test_spoken_durations_are_read_as_they_are_said(language: str, minutes: int) -> None:
    words = tokens(say_duration(minutes * 60, language), language)
    assert duration_at(words, 0, language) == (minutes * 60, len(words))


@settings(deadline=None)
@given(st.sampled_from(LANGUAGES), st.text(max_size=60), st.booleans())
def test_any_text_is_read_without_error(language: str, text: str, field: bool) -> None:
    at = 0
    for one in durations_in(text, language, field=field):
        assert at <= one.start < one.end <= len(text)
        assert 0 < one.low <= one.high
        at = one.end


@pytest.mark.parametrize(
    ("text", "language", "seconds"),
    [
        ("an hour and a half", "en", 5400),
        ("three quarters of an hour", "en", 2700),
        ("half an hour", "en", 1800),
        ("1 hr. 15 min.", "en", 4500),
        ("two and a half hours", "en", 9000),
        ("anderthalb Stunden", "de", 5400),
        ("eine halbe Stunde", "de", 1800),
        ("eine Dreiviertelstunde", "de", 2700),
        ("zwei und eine halbe Stunde", "de", 9000),
        ("1 Std. 30 Min.", "de", 5400),
        ("eine Woche", "de", 604800),
        ("une demi-heure", "fr", 1800),
        ("une heure et quart", "fr", 4500),
        ("trois quarts d'heure", "fr", 2700),
        ("1 h 30", "fr", 5400),
        ("media hora", "es", 1800),
        ("una hora y media", "es", 5400),
        ("tres cuartos de hora", "es", 2700),
        ("un'ora e mezza", "it", 5400),
        ("mezz'ora", "it", 1800),
        ("un'ora e tre quarti", "it", 6300),
    ],
)
def test_durations_in_words(text: str, language: str, seconds: float) -> None:
    assert [one.high for one in durations_in(f"… {text}.", language)] == [seconds]
    assert seconds_of(text) == seconds
    if "Woche" not in text and "." not in text:
        words = fold(text).replace("-", " ").replace("'", " ").split()
        assert duration_at(words, 0, language) == (seconds, len(words))


@pytest.mark.parametrize(
    "text", ["a 5 m wall", "1 M", "3 s", "1 hour 30 cookies", "the oven", "12 eggs", "5' tall"]
)
def test_lengths_and_counts_are_no_minutes(text: str) -> None:
    assert [one.high for one in durations_in(text)] in ([], [3600])


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("PT1H30M", 5400), ("P30M", 1800), ("P0DT0H20M", 1200), ("30", 1800), (30, 1800), ("1:30", 5400), ("20′", 1200), ("", None), ("soon", None), (True, None), (0, None)],
)  # fmt: skip
def test_fields(value: object, seconds: float | None) -> None:
    assert seconds_of(value) == seconds


@pytest.mark.parametrize(
    ("language", "text", "minutes"),
    [
        ("it", "3/4 d'ora", 45), ("fr", "3/4 d'heure", 45), ("es", "3/4 de hora", 45), ("it", "1 ora e 10", 70), ("it", "1 h e 30", 90),
        ("it", "un'oretta", 60), ("es", "una horita", 60), ("fr", "une dizaine de minutes", 10), ("it", "una ventina di minuti", 20),
        ("en", "a couple of minutes", 2),
    ],
)  # fmt: skip
def test_parts_and_round_numbers(language: str, text: str, minutes: float) -> None:
    assert seconds_of(text, language) == minutes * 60


def test_a_number_that_counts_food_is_no_minutes() -> None:
    (found,) = durations_in("lasciare 1 ora e 10 pomodori", "it")
    assert found.high == 3600

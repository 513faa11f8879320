"""Numbers, spans of time, levels and temperatures in five languages."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.language.durations import duration_at
from custom_components.hearthtech.language.languages import LANGUAGES
from custom_components.hearthtech.language.number_words import is_number_word, spellings
from custom_components.hearthtech.language.numbers import number_at
from custom_components.hearthtech.voice.lists import levels, temperatures
from custom_components.hearthtech.voice.numbers import say_duration
from custom_components.hearthtech.voice.text import tokens


@settings(deadline=None)  # the first example spells out a language
@given(st.sampled_from(LANGUAGES), st.integers(0, 999))
def test_every_number_is_read_as_it_is_spelled(language: str, value: int) -> None:
    for spelling in spellings(value, language):
        assert number_at([spelling], 0, language) == (value, 1), spelling


@given(st.sampled_from(LANGUAGES), st.lists(st.text(max_size=12), max_size=12))
def test_any_words_are_read_without_error(language: str, words: list[str]) -> None:
    found = tokens(" ".join(words), language)
    for start in range(len(found)):
        for read in (number_at(found, start, language), duration_at(found, start, language)):
            assert read is None or start < read[1] <= len(found)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "einundzwanzig", 21), ("de", "hundert achtzig", 180), ("de", "zweihundertfünfzig", 250), ("de", "neun und neunzig", 99),
        ("de", "zwei Komma fünf", 2.5), ("de", "dreißig", 30), ("de", "siebzehn", 17),
        ("fr", "soixante-dix", 70), ("fr", "quatre-vingt-dix-sept", 97), ("fr", "cent quatre-vingts", 180), ("fr", "vingt et un", 21),
        ("fr", "soixante et onze", 71), ("fr", "deux cents", 200), ("fr", "septante-cinq", 75), ("fr", "deux virgule cinq", 2.5),
        ("es", "ciento ochenta", 180), ("es", "treinta y cinco", 35), ("es", "veintidós", 22), ("es", "doscientos", 200),
        ("es", "cien", 100), ("es", "dieciséis", 16), ("es", "quinientos cuarenta y uno", 541),
        ("it", "centottanta", 180), ("it", "cento ottanta", 180), ("it", "ventuno", 21), ("it", "ventotto", 28), ("it", "ventitré", 23),
        ("it", "duecentocinquanta", 250), ("it", "novantanove", 99),
    ],
)  # fmt: skip
def test_numbers(language: str, text: str, value: float) -> None:
    words = tokens(text, language)
    assert number_at(words, 0, language) == (value, len(words))


@pytest.mark.parametrize(
    ("language", "text", "seconds"),
    [
        ("en", "1 hour 20", 4800), ("en", "an hour and twenty minutes", 4800), ("en", "one hour and a half", 5400), ("en", "45 seconds", 45),
        ("de", "zwanzig Minuten", 1200), ("de", "anderthalb Stunden", 5400), ("de", "eine Dreiviertelstunde", 2700), ("de", "eine halbe Stunde", 1800),
        ("de", "eine Stunde zwanzig", 4800), ("de", "eine Stunde und fünf Minuten", 3900), ("de", "zweieinhalb Minuten", 150),
        ("fr", "vingt minutes", 1200), ("fr", "une demi-heure", 1800), ("fr", "un quart d'heure", 900), ("fr", "une heure et demie", 5400),
        ("fr", "six minutes et demie", 390), ("fr", "une heure vingt", 4800), ("fr", "trois quarts d'heure", 2700),
        ("es", "diez minutos", 600), ("es", "media hora", 1800), ("es", "un cuarto de hora", 900), ("es", "una hora y media", 5400),
        ("es", "una hora y cuarto", 4500), ("es", "dos horas y diez minutos", 7800),
        ("it", "venti minuti", 1200), ("it", "mezz'ora", 1800), ("it", "un quarto d'ora", 900), ("it", "un'ora e mezza", 5400),
        ("it", "sei minuti e mezzo", 390), ("it", "due ore", 7200),
    ],
)  # fmt: skip
def test_spans_of_time(language: str, text: str, seconds: float) -> None:
    words = tokens(text, language)
    assert duration_at(words, 0, language) == (seconds, len(words))


@pytest.mark.parametrize(
    ("language", "text", "level"),
    [
        ("en", "five percent", 0.05), ("en", "5 per cent", 0.05), ("en", "nine", 1.0), ("en", "a simmer", 0.3), ("en", "medium high", 0.7),
        ("de", "5 Prozent", 0.05), ("de", "mittlere Stufe", 0.5), ("de", "höchste Stufe", 1.0), ("de", "kleiner Flamme", 0.3), ("de", "fünf", 5 / 9),
        ("fr", "5 pour cent", 0.05), ("fr", "cinq pour cent", 0.05), ("fr", "feu doux", 0.3), ("fr", "feu vif", 0.9), ("fr", "trois", 3 / 9),
        ("es", "5 por ciento", 0.05), ("es", "fuego lento", 0.3), ("es", "máximo", 1.0), ("es", "media potencia", 0.5), ("es", "cuatro", 4 / 9),
        ("it", "5 per cento", 0.05), ("it", "fuoco basso", 0.3), ("it", "massimo", 1.0), ("it", "fuoco vivo", 0.9), ("it", "sette", 7 / 9),
    ],
)  # fmt: skip
def test_levels(language: str, text: str, level: float) -> None:
    words = tokens(text, language)
    found = [value for value in levels(language)(words, 0) if value.end == len(words)]
    assert [value.value for value in found] == [pytest.approx(level, abs=0.001)]


@pytest.mark.parametrize(
    ("language", "unit", "text", "celsius"),
    [
        ("en", "C", "185 degrees", 185), ("en", "F", "185 degrees", 85), ("en", "F", "185", 85), ("en", "C", "185", 185), ("en", "C", "390 F", 198.9),
        ("en", "C", "200 degrees Fahrenheit", 93.3), ("en", "F", "60 degrees Celsius", 60), ("en", "F", "60 C", 60), ("en", "C", "one eighty degrees", 180),
        ("en", "C", "180°C", 180), ("en", "F", "two hundred and twelve degrees", 100), ("en", "F", "390°F", 198.9),
        ("de", "C", "hundertachtzig Grad", 180), ("de", "F", "hundertachtzig Grad", 82.2), ("de", "C", "350 Fahrenheit", 176.7), ("de", "C", "350 Grad Fahrenheit", 176.7),
        ("fr", "C", "cent quatre-vingts degrés", 180), ("fr", "C", "deux cents degrés Fahrenheit", 93.3), ("fr", "F", "90 degrés Celsius", 90),
        ("es", "C", "ciento ochenta grados", 180), ("es", "F", "ciento ochenta grados", 82.2), ("es", "C", "200 grados Fahrenheit", 93.3),
        ("it", "C", "centottanta gradi", 180), ("it", "C", "duecento gradi Fahrenheit", 93.3), ("it", "F", "90 gradi", 32.2),
    ],
)  # fmt: skip
def test_temperatures_are_in_the_unit_of_the_home_unless_they_name_one(
    language: str, unit: str, text: str, celsius: float
) -> None:
    words = tokens(text, language)
    found = [value for value in temperatures(language, unit)(words, 0) if value.end == len(words)]
    assert [value.value for value in found] == [pytest.approx(celsius, abs=0.1)]
    assert not [value for value in levels(language)(words, 0) if value.end == len(words)]


@pytest.mark.parametrize("text", ["80", "5", "99", "5000 degrees", "fahrenheit", "degrees"])
def test_what_is_no_temperature(text: str) -> None:
    words = tokens(text)
    assert [value for value in temperatures("en", "F")(words, 0) if value.end == len(words)] == []


@pytest.mark.parametrize(
    ("language", "seconds", "said"),
    [
        ("en", 125, "two minutes and five seconds"), ("de", 5400, "anderthalb Stunden"), ("de", 3660, "eine Stunde und eine Minute"), ("fr", 1800, "une demi-heure"),
        ("es", 120, "2 minutos"), ("it", 3600, "un'ora"), ("de-CH", 60, "eine Minute"), ("nl", 60, "één minuut"), ("pt", 60, "one minute"),
    ],
)  # fmt: skip
def test_spans_are_said_in_the_language(language: str, seconds: float, said: str) -> None:
    assert say_duration(seconds, language) == said


def test_no_word_is_no_number() -> None:
    assert not is_number_word("")
    assert is_number_word("7")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_hundred_is_read_as_it_is_spelled(language: str) -> None:
    """All values, where the property test takes a sample."""
    spelled = [(value, spelling) for value in range(1000) for spelling in spellings(value, language)]
    assert [one for one in spelled if number_at([one[1]], 0, language) != (one[0], 1)] == []

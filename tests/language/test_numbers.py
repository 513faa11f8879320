"""Numbers in digits and words of the languages."""

from fractions import Fraction

from hypothesis import given, settings, strategies as st
import pytest
from unicode_rbnf import RbnfEngine

from custom_components.hearthtech.kitchen.nutrition.parse import parse_line
from custom_components.hearthtech.language.fold import fold
from custom_components.hearthtech.language.languages import LANGUAGES, SPOKEN_LANGUAGES
from custom_components.hearthtech.language.number_format import as_decimal, as_fraction
from custom_components.hearthtech.language.numbers import (
    VULGAR,
    number_at,
    number_of,
    span_at,
    spell_fractions,
)

ENGINES = {language: RbnfEngine.for_language(language) for language in SPOKEN_LANGUAGES}


@settings(deadline=None)
@given(st.sampled_from(SPOKEN_LANGUAGES), st.integers(0, 19_999))
def test_every_number_that_unicode_spells_is_read(language: str, value: int) -> None:
    spelled = ENGINES[language].format_number(value).text_by_ruleset
    for name, text in spelled.items():
        if not name.endswith(("numbering", "cardinal", "masculine", "feminine", "neuter")):
            continue  # cases of German
        words = fold(text.replace("\u00ad", "")).replace("-", " ").replace("'", " ").split()
        assert number_at(words, 0, language) == (value, len(words)), text


@settings(deadline=None)
@given(st.integers(0, 99), st.sampled_from(VULGAR))
def test_vulgar_fractions_are_the_same_as_written_out(whole: int, part: str) -> None:
    exact = number_of(f"{whole or ''}{part}")
    assert exact == pytest.approx(whole + float(Fraction(spell_fractions(part).strip())))
    assert number_of(spell_fractions(f"{whole or ''}{part}")) == pytest.approx(exact)


@settings(deadline=None)
@given(st.sampled_from(LANGUAGES), st.integers(0, 999_999), st.integers(0, 99))
def test_digits_are_read_as_a_language_writes_them(language: str, whole: int, cents: int) -> None:
    point, comma = (",", ".") if language == "en" else (".", ",")
    text = f"{whole:,}".replace(",", point) + (f"{comma}{cents:02}" if cents else "")
    assert number_of(text, language) == pytest.approx(whole + cents / 100)


@settings(deadline=None)
@given(st.floats(0.01, 9_000), st.sampled_from(("as_decimal", "as_fraction")))
def test_formatted_numbers_are_read(value: float, form: str) -> None:
    text = as_decimal(value) if form == "as_decimal" else as_fraction(value)
    assert number_of(text) == pytest.approx(value, rel=0.07)


@settings(deadline=None)
@given(st.sampled_from(LANGUAGES), st.text(max_size=40), st.integers(0, 40))
def test_any_text_is_read_without_error(language: str, text: str, start: int) -> None:
    span = span_at(text, min(start, len(text)), language)
    assert span is None or (span.low <= span.high and span.start < span.end <= len(text))


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1.500", "de", 1500),
        ("1.500", "en", 1.5),
        ("1,500", "en", 1500),
        ("1,500", "fr", 1.5),
        ("1'500", "de", 1500),
        ("0,5", "en", 0.5),
        ("0.500", "de", 0.5),
        ("1.234.567", "en", 1_234_567),
        ("3 and a half", "en", 3.5),
        ("two and a half", "en", 2.5),
        ("half a dozen", "en", 6),
        ("a dozen", "en", 12),
        ("three quarters", "en", 0.75),
        ("anderthalb", "de", 1.5),
        ("zweieinhalb", "de", 2.5),
        ("eine halbe", "de", 0.5),
        ("dreißig", "de", 30),
        ("ein Dutzend", "de", 12),
        ("deux et demie", "fr", 2.5),
        ("quatre-vingt-dix-sept", "fr", 97),
        ("septante", "fr", 70),
        ("une douzaine", "fr", 12),
        ("trois quarts", "fr", 0.75),
        ("dos y medio", "es", 2.5),
        ("media docena", "es", 6),
        ("dieciséis", "es", 16),
        ("un quarto di", "it", 0.25),
        ("due e mezzo", "it", 2.5),
        ("mezza", "it", 0.5),
        ("duemila", "it", 2000),
        ("１２", "en", 12),
        ("٢", "en", 2),
    ],
)
def test_numbers_of_recipes(text: str, language: str, value: float) -> None:
    assert number_of(text, language) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "language", "low", "high"),
    [
        ("2-3 Eier", "de", 2, 3),
        ("zwei bis drei", "de", 2, 3),
        ("two to three", "en", 2, 3),
        ("deux à trois", "fr", 2, 3),
        ("40--45 g", "en", 40, 45),
        ("1½–2 cups", "en", 1.5, 2),
        ("3-2", "en", 3, 3),
    ],
)
def test_ranges(text: str, language: str, low: float, high: float) -> None:
    span = span_at(text, 0, language)
    assert span is not None
    assert (span.low, span.high) == (low, high)


@pytest.mark.parametrize("text", ["", "flour", "1/0", "a", "9" * 30, "Mehl 3"])
def test_other_texts_are_no_number(text: str) -> None:
    assert number_of(text) is None


@pytest.mark.parametrize(
    ("line", "language", "amount"),
    [
        ("two thirds cup sugar", "en", 2 / 3),
        ("three quarters cup milk", "en", 0.75),
        ("eighteen olives", "en", 18),
        ("sieben Eier", "de", 7),
        ("zwölf Scheiben Brot", "de", 12),
        ("sept oignons", "fr", 7),
        ("une douzaine d'oeufs", "fr", 12),
        ("nueve dientes de ajo", "es", 9),
        ("undici olive", "it", 11),
        ("1.500 g Mehl", "de", 1500),
        ("1,500 g flour", "en", 1500),
    ],
)
def test_ingredient_lines_use_the_numbers_of_their_language(line: str, language: str, amount: float) -> None:
    found = parse_line(line, language).amount
    assert found is not None
    assert found.low == pytest.approx(amount)

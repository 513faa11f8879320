"""The words for durations: of one language in speech, with the units of all languages in text."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from .fold import fold
from .languages import LANGUAGES, known_language, spoken_language
from .number_words import phrases
from .numbers import is_opening
from .word_data import OTHER_TIMES, word_data

HYPHENS = frozenset("-‐‑–—−")
_MINUTE_SIGN = frozenset({"fr", "it", "es"})
"""Languages that write minutes as `30'` in running text."""


@dataclass(frozen=True, slots=True)
class DurationGrammar:
    """The words for durations: of one language in speech, with the units of all languages in text."""

    language: str
    units: Mapping[str, float]
    fixed: Mapping[tuple[str, ...], float]
    tails: Mapping[tuple[str, ...], float]
    joins: frozenset[str]
    ranges: frozenset[str]
    articles: frozenset[str]
    others: frozenset[str] = frozenset()
    """Units of languages without tables: only after digits."""
    fillers: frozenset[str] = frozenset()
    """Words between a number and its unit without effect: `a good hour`."""
    links: frozenset[str] = frozenset()
    """Words between a part and its unit: `3/4 d'ora`."""
    follows: frozenset[str] = frozenset()
    """Words after which a number behind hours is minutes: `1 h 20 au four`."""
    minute_sign: bool = False
    """`30'` is minutes."""


@cache
def duration_grammar(language: str, *, text: bool) -> DurationGrammar:
    """Return the words of a language for speech or, with `text`, for written text."""
    code = known_language(language) if text else spoken_language(language)
    languages = [*(other for other in LANGUAGES if other != code), code] if text else [code]
    tables = [word_data(other)["time"] for other in languages]
    numbers = word_data(code)["numbers"]
    units = {
        word: float(seconds)
        for table in tables
        for word, seconds in table["units"].items()
        if text or seconds <= 3600
    }
    others = {
        fold(word): float(seconds)
        for seconds, listed in (OTHER_TIMES["units"].items() if text else ())
        for word in listed
        if fold(word) not in units
    }
    fixed = {said: value for other in languages for said, value in phrases("time", "fixed", other).items()}
    joins = {word for table in tables for word in table["joins"]}
    return DurationGrammar(
        language=code,
        units=others | units,
        fixed=(_others("fixed") if text else {}) | fixed,
        tails=(_others("tails") if text else {}) | dict(phrases("time", "tails", code)),
        joins=frozenset(joins | {fold(word) for word in OTHER_TIMES["joins"]} if text else joins),
        ranges=frozenset({*numbers["ranges"], *HYPHENS}) if text else frozenset(),
        articles=frozenset(numbers["articles"]),
        others=frozenset(others),
        fillers=frozenset(word for table in tables for word in table["fillers"]) if text else frozenset(),
        links=frozenset(tables[-1].get("links", ())),
        follows=frozenset(word for table in tables for word in table["follows"]) if text else frozenset(),
    )


def _others(name: str) -> dict[tuple[str, ...], float]:
    return {tuple(fold(said).split()): float(value) for said, value in OTHER_TIMES[name].items()}


@cache
def text_grammars(language: str) -> tuple[DurationGrammar, ...]:
    """The grammars for text: of its language first, since many pages mix languages or do not declare theirs."""
    code = known_language(language)
    own = replace(duration_grammar(code, text=True), minute_sign=code in _MINUTE_SIGN)
    return (own, *(duration_grammar(one, text=True) for one in LANGUAGES if one != code))


@cache
def may_begin(word: str) -> bool:
    """Whether a duration can begin with a folded word that is no number in digits."""
    return any(
        is_opening(word, grammar.language) or any(said[0] == word for said in grammar.fixed)
        for grammar in text_grammars("en")
    )

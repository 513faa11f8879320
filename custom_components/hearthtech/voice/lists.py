"""Value lists without names: numbers, times, levels, units, nutrients, days, and free text."""

from collections.abc import Callable, Iterator, Mapping

from ..language.durations import duration_at
from ..language.numbers import number_at
from .automaton import Value, ValueList
from .burner_words import burner_words
from .data_files import SPOKEN_LANGUAGES, supported, unit_words
from .sentences import sentences_of

FREE_TEXT_WORDS = 12
"""Greatest length of free text, in words."""
SHORTEST_NAME = 2
"""The fewest letters of a name that is part of a compound noun."""


def levels_of(language: str) -> dict[str, float]:
    """The words for heat levels, as a fraction of a burner's power."""
    return {said: float(level) for said, level in sentences_of(supported(language)).lists["level"].items()}


def texts_of(name: str, language: str = "en") -> dict[str, str]:
    """A closed list of texts in a language; in English if the language has no such list."""
    lists = sentences_of(supported(language)).lists
    return {said: str(value) for said, value in lists.get(name, sentences_of("en").lists[name]).items()}


def _unit_words(name: str) -> tuple[str, ...]:
    """A list of `units.yaml` of all languages."""
    return tuple(str(said) for code in SPOKEN_LANGUAGES for said in unit_words(code)[name])


# Read at import, which Home Assistant does outside its event loop.
_ARTICLES = frozenset(_unit_words("articles"))
"""Articles that are no level: "vorne rechts ein" turns it on."""
_SCALES = {
    str(said): str(scale)
    for code in SPOKEN_LANGUAGES
    for scale, words in unit_words(code)["scales"].items()
    for said in words
}
BARE_DEGREES = 100
"""From this number on, a number without a unit is a temperature: levels end at 9, percent at 100."""
HIGHEST_HEARD = 1000

UNITS = texts_of("unit")
NUTRIENTS = texts_of("nutrient")
"""Spoken names of nutrients, and their FAO INFOODS tags."""
WEEKDAYS = texts_of("weekday")
DAYS = texts_of("day")
MEALS = texts_of("meal")
PLACES = texts_of("place")
DIETS = texts_of("diet")
"""Spoken names of diets, and the codes used in profiles of people."""


def numbers(language: str) -> ValueList:
    """Numbers in figures and words."""

    def values(words: list[str], start: int) -> Iterator[Value]:
        if (found := number_at(words, start, language)) is not None:
            yield Value(value=found[0], end=found[1], literal=found[1] - start)

    return values


def levels(language: str) -> ValueList:
    """Heat levels as a fraction 0–1 of a burner's power: knob numbers 0–9, percent, words."""
    by_words = closed(levels_of(language))
    said = burner_words(language)

    def values(words: list[str], start: int) -> Iterator[Value]:
        yield from by_words(words, start)
        if (found := number_at(words, start, language, parts=language == "en")) is None:
            return
        value, end = found
        for percent in said.percent:
            if tuple(words[end : end + len(percent)]) == percent:
                if 0 <= value <= 100:
                    last = end + len(percent)
                    yield Value(value=value / 100, end=last, literal=last - start)
                return
        if end == start + 1 and words[start] in _ARTICLES:
            return
        following = words[end] if end < len(words) else ""
        if following not in said.degrees and following not in _SCALES and 0 <= value <= 9:
            yield Value(value=round(value / 9, 3), end=end, literal=end - start)

    return values


def temperatures(language: str, unit: str = "C") -> ValueList:
    """Temperatures in °C. A number that names no scale is in `unit` ("C" or "F"), the unit of the home."""
    degrees = burner_words(language).degrees

    def values(words: list[str], start: int) -> Iterator[Value]:
        if (found := number_at(words, start, language, parts=False)) is None:
            return
        value, end = found
        if language == "en" and 1 <= value <= 9 and end < len(words):
            rest = number_at(words, end, language)
            if rest is not None and 10 <= rest[0] < 100 and not words[end][0].isdigit():
                value, end = value * 100 + rest[0], rest[1]  # "one eighty degrees"
        named = end < len(words) and words[end] in degrees
        end += named
        scale = _SCALES.get(words[end]) if end < len(words) else None
        if scale is None and not (named or value > BARE_DEGREES):
            return
        end += scale is not None
        if not 0 <= value <= HIGHEST_HEARD:
            return
        celsius = (value - 32.0) / 1.8 if (scale or unit) == "F" else value
        yield Value(value=round(celsius, 1), end=end, literal=end - start)

    return values


def durations(language: str) -> ValueList:
    """Spans of time, in s."""

    def values(words: list[str], start: int) -> Iterator[Value]:
        if (found := duration_at(words, start, language)) is not None:
            yield Value(value=found[0], end=found[1], literal=found[1] - start)

    return values


def closed[V: (str, float)](values_by_words: Mapping[str, V]) -> ValueList:
    """A closed list of words and their values."""
    longest = max((len(words.split()) for words in values_by_words), default=0)

    def values(words: list[str], start: int) -> Iterator[Value]:
        for end in range(start + 1, min(len(words), start + longest) + 1):
            found = values_by_words.get(" ".join(words[start:end]))
            if found is not None:
                yield Value(value=found, end=end, literal=end - start)

    return values


def compound_name(language: str) -> Callable[[str], str | None]:
    """The name in a compound noun with an ending of the list `timer_ending`: "nudel" of "Nudeltimer"."""
    endings = sorted(texts_of("timer_ending", language), key=len, reverse=True)

    def name_of(word: str) -> str | None:
        for ending in endings:
            name = word.removesuffix(ending)
            if len(name) >= SHORTEST_NAME and name != word:
                return name
        return None

    return name_of


def name_in_compound(language: str) -> ValueList:
    """The names in compound nouns (`compound_name`)."""
    name_of = compound_name(language)

    def values(words: list[str], start: int) -> Iterator[Value]:
        if (name := name_of(words[start])) is not None:
            yield Value(value=name, end=start + 1, literal=1)

    return values


def free_text(words: list[str], start: int) -> Iterator[Value]:
    """Any words, up to `FREE_TEXT_WORDS`. None of them counts as known."""
    for end in range(start + 1, min(len(words), start + FREE_TEXT_WORDS) + 1):
        yield Value(value=" ".join(words[start:end]), end=end)


def food(words: list[str], start: int) -> Iterator[Value]:
    """A food in a few words; the kitchen's food database identifies it."""
    for end in range(start + 1, min(len(words), start + 4) + 1):
        yield Value(value=" ".join(words[start:end]), end=end)


def standard(language: str, unit: str = "C") -> dict[str, ValueList]:
    """The lists of every recognizer, by the names in templates. `unit`: "C" or "F", the unit of the home."""
    return {
        "number": numbers(language),
        "level": levels(language),
        "temperature": temperatures(language, unit),
        "duration": durations(language),
        "unit": closed(texts_of("unit", language)),
        "nutrient": closed(texts_of("nutrient", language)),
        "weekday": closed(texts_of("weekday", language)),
        "day": closed(texts_of("day", language)),
        "days": closed(texts_of("days", language)),
        "meal": closed(texts_of("meal", language)),
        "daytime": closed(texts_of("daytime", language)),
        "place": closed(texts_of("place", language)),
        "diet": closed(texts_of("diet", language)),
        "timer_ending": name_in_compound(language),
        "text": free_text,
        "food": food,
    }

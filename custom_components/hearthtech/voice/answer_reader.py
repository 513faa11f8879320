"""Read answers to questions about heat or time, and corrections of the next action.

"Front left", "the big one", "five", "medium at the back left", "actually six", "no, I mean the back left": an
utterance is an answer only when every word of it is a value, a small word around one, or an introduction such
as "I mean".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..language.numbers import number_at
from .automaton import Value, ValueList
from .data_files import read_data
from .text import tokens

PERCENT_FROM = 10
"""In an answer about a level, a number from here to 100 is a percentage: levels end at 9."""


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The words around values, of one language (`data/<language>/answers.yaml`)."""

    fillers: frozenset[str]
    openers: tuple[tuple[str, ...], ...]
    """Phrases that introduce a correction, or follow it; longest first."""
    negations: frozenset[str]
    ordinals: tuple[frozenset[str], ...]
    """The words for the first, the second … of several."""
    last: frozenset[str]
    joins: tuple[str, ...]
    """The words between the things of a spoken list, with accents."""


@cache
def answer_words(language: str) -> AnswerWords:
    """The words of a language. The first call reads a file."""
    content = read_data(language, "answers.yaml")
    openers = (tuple(opener.split()) for opener in content["openers"].split(","))
    return AnswerWords(
        fillers=frozenset(content["fillers"].split()),
        openers=tuple(sorted(openers, key=len, reverse=True)),
        negations=frozenset(content["negations"].split()),
        ordinals=tuple(frozenset(words.split()) for words in content["ordinals"].split(",")),
        last=frozenset(content["last"].split()),
        joins=tuple(content["joins"].split()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenAnswer:
    """The values of an answer; at least one is set."""

    burner: str | None = None
    """The words for the burner, also if several burners match."""
    burner_id: str | None = None
    power: float | None = None
    """0–1."""
    temperature_c: float | None = None
    duration_s: float | None = None
    opened: bool = False
    """Whether it begins like a correction ("actually …")."""

    @property
    def heat(self) -> bool:
        """Whether it contains a level or a temperature."""
        return self.power is not None or self.temperature_c is not None


def read_answer(
    text: str, language: str, lists: Mapping[str, ValueList], *, percent: bool = False, burner: bool = True
) -> SpokenAnswer | None:
    """Read an answer or a correction; `None` if the words contain anything else.

    Args:
        text: The utterance.
        language: A language with a folder of data.
        lists: The recognizer's lists of values (`Recognizer.lists`).
        percent: Whether a number from 10 to 100 is a percentage, as in an answer to "to which level?".
        burner: Whether words for a size of a burner and for a level ("klein", "petit feu") mean the burner.
    """
    words = tokens(text, language)
    position = 0
    burners: list[Value] = []
    negated = opened = False
    power: float | None = None
    celsius: float | None = None
    seconds: float | None = None
    while position < len(words):
        opener = _opener(words, position, language)
        found = _value(words, position, lists, language, percent=percent, burner=burner)
        if found is not None:
            name, value = found
            position = value.end
            number = float(value.value) if isinstance(value.value, int | float) else 0.0
            if name == "burner":
                burners.append(value)
            elif name == "duration":
                seconds = number
            elif name == "temperature":
                celsius, power = number, None
            else:
                power, celsius = number, None
        elif opener:
            opened = True
            negated = negated or (
                not burners
                and any(
                    word in answer_words(language).negations for word in words[position : position + opener]
                )
            )
            position += opener
        elif words[position] in answer_words(language).fillers:
            position += 1
        else:
            return None
    if len(burners) > 2 or (len(burners) == 2 and not negated):
        return None
    meant = burners[-1] if burners else None
    if meant is None and power is None and celsius is None and seconds is None:
        return None
    return SpokenAnswer(
        burner=None if meant is None else str(meant.value),
        burner_id=None if meant is None else meant.id,
        power=power,
        temperature_c=celsius,
        duration_s=seconds,
        opened=opened,
    )


def _value(
    words: list[str],
    start: int,
    lists: Mapping[str, ValueList],
    language: str,
    *,
    percent: bool,
    burner: bool,
) -> tuple[str, Value] | None:
    """The longest value that begins at `start`, with the name of its list."""
    best: tuple[str, Value] | None = None
    order = ("duration", "temperature", "level", "burner")
    for name in reversed(order) if burner else order:
        for found in lists[name](words, start):
            clearer = best is not None and name == best[0] and found.id is not None and best[1].id is None
            if best is None or found.end > best[1].end or (found.end == best[1].end and clearer):
                best = name, found
    if best is None and percent and (number := number_at(words, start, language)) is not None:
        value, end = number
        if PERCENT_FROM <= value <= 100:
            return "level", Value(value=value / 100, end=end, literal=end - start)
    return best


def _opener(words: list[str], start: int, language: str) -> int:
    """How many words from `start` on introduce a correction."""
    for opener in answer_words(language).openers:
        if tuple(words[start : start + len(opener)]) == opener:
            return len(opener)
    return 0


def read_choice(text: str, language: str, count: int) -> int | None:
    """The index, from 0, of a choice that is named by its ordinal: "the second one", "das letzte".

    Args:
        text: The utterance, which may contain only the ordinal and small words.
        language: A language with a folder of data.
        count: How many choices were named.
    """
    known = answer_words(language)
    chosen: int | None = None
    for word in tokens(text, language):
        index = next((n for n, words in enumerate(known.ordinals) if word in words), None)
        if word in known.last:
            index = count - 1
        if index is None and word in known.fillers:
            continue
        if index is None or chosen is not None or not 0 <= index < count:
            return None
        chosen = index
    return chosen


def bare_openers(text: str, language: str) -> str:
    """The utterance without the phrases that introduce a correction."""
    words = tokens(text, language)
    position = 0
    while position < len(words) and (length := _opener(words, position, language)):
        position += length
    return " ".join(words[position:])

"""Parse durations in text of five languages; all results are in s.

`seconds_of` reads a field (ISO 8601, a clock, words), `durations_in` all durations of a text, and `duration_at` a
duration at a position of a list of folded words, as the recognizer of speech has it. They share one grammar: parts
such as `1 h`, `anderthalb Stunden`, `une demi-heure`, `10–12 min`, joined from larger to smaller units.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
import math
import re

from .duration_grammar import HYPHENS, DurationGrammar, duration_grammar, may_begin, text_grammars
from .fold import fold
from .languages import LANGUAGES, known_language
from .number_words import longest_phrase
from .numbers import VULGAR, number_at, number_of, spell_fractions, with_accents
from .word_data import OTHER_TIMES, word_data

_LONGEST_S = 366 * 86400.0
LONGEST_FIELD = 200
_ISO = re.compile(
    r"P?\s*(?:(?P<years>[\d.,]+)\s*Y\s*)?(?:(?P<months>[\d.,]+)\s*M\s*)?(?:(?P<weeks>[\d.,]+)\s*W\s*)?"
    r"(?:(?P<days>[\d.,]+)\s*D\s*)?"
    r"(?:T\s*(?:(?P<hours>[\d.,]+)\s*H\s*)?(?:(?P<minutes>[\d.,]+)\s*M\s*)?(?:(?P<seconds>[\d.,]+)\s*S\s*)?)?",
    re.IGNORECASE,
)
# "P30M" is thirty months to ISO 8601 and thirty minutes to every site that writes it.
_ISO_S = {
    "years": 0.0, "months": 60.0, "weeks": 604800.0, "days": 86400.0, "hours": 3600.0, "minutes": 60.0, "seconds": 1.0
}  # fmt: skip
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?")
_ATTACHED = "|".join(sorted(OTHER_TIMES["attached"], key=len, reverse=True))
"""Units of scripts whose words are written together, or with marks that are no letters."""
_TOKEN = re.compile(
    rf"[{VULGAR}]|{_ATTACHED}|\d{{1,9}}\s?[/⁄∕]\s?\d{{1,9}}|\d{{1,9}}[.,]\d{{1,9}}|\d{{1,15}}|[^\W\d_]+|[^\s\w]|[\d_]+"
)
_APOSTROPHES = frozenset("'’")
_PARTS_OF_ONE = ("の", "之")
"""After `分`: a fraction, and no minutes (`4分の1`)."""
_SIGNS: Mapping[str, float] = {"'": 60.0, "″": 1.0, '"': 1.0}
"""Signs that are units in fields; in running text most of them are quotes and lengths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A duration or range of two in a text: `low` and `high` in s, and its position."""

    low: float
    high: float
    start: int
    end: int
    bare: bool = False
    """Without a number: `an hour`."""


@dataclass(frozen=True, slots=True)
class _Part:
    low: float
    high: float
    end: int
    """Index after its last word."""
    unit: float
    bare: bool = False


_ABBREVIATIONS = frozenset(short for code in LANGUAGES for short in word_data(code)["time"]["abbreviations"])
UNIT = (
    "(?:"
    + "|".join(
        with_accents(word) + (r"\.?" if word in _ABBREVIATIONS else "")
        for word in sorted(duration_grammar("en", text=True).units, key=len, reverse=True)
    )
    + r")(?![^\W\d_])"
)
"""A unit of time of any language, as a piece of a regular expression without groups (use it with IGNORECASE)."""


def seconds_of_unit(word: str) -> float | None:
    """Return the length of a unit of any of the languages in s; `None` if the word is no unit of time."""
    folded = fold(word.strip()).rstrip(".")
    return duration_grammar("en", text=True).units.get(folded, _SIGNS.get(folded))


def duration_at(words: Sequence[str], start: int, language: str = "en") -> tuple[float, int] | None:
    """Return the duration that begins at a folded word, in s, and the index after it.

    `an hour and ten minutes` → (4200, 5); after hours, a number below 60 is minutes (`one hour twenty`).
    """
    grammar = duration_grammar(language, text=False)
    found = _joined(words, start, grammar)
    if found is None:
        return None
    parts, end = found
    total = sum(part.low for part in parts)
    if parts[-1].unit == 3600:
        position = end + 1 if words[end : end + 1] and words[end] in grammar.joins else end
        minutes = number_at(words, position, language, parts=False)
        if minutes is not None and 0 < minutes[0] < 60 and minutes[0] == int(minutes[0]):
            return total + minutes[0] * 60, minutes[1]
    return total, end


def durations_in(text: str, language: str = "en", *, field: bool = False) -> Iterator[Duration]:
    """Yield the durations of a text in order.

    In running text a single letter is a unit only for hours (`1 h`) and directly after digits (`30m`), because "5 m" is
    often a length. In a `field`, any unit counts.
    """
    tokens = list(_tokens(text, field=field))
    words = [word for word, _, _ in tokens]
    at = 0
    while at < len(words):
        found = None
        if words[at][:1].isdigit() or may_begin(words[at]):
            for grammar in text_grammars(language):
                other = _text_duration(tokens, words, at, grammar, field=field)
                if other is not None and (found is None or other[1] > found[1]):
                    found = other
        if found is None:
            at += 1
        else:
            duration, at = found
            yield duration


def seconds_of(value: object, language: str | None = None) -> float | None:
    """Return the duration of a field, the longer end of a range; `None` when there is none, or zero.

    A bare number is minutes, as on every site that writes one. Without a language, the language is used that explains
    most of the text.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _sound(value * 60.0) if 0 < value <= _LONGEST_S else None
    if not isinstance(value, str) or len(value) > LONGEST_FIELD:
        return None
    words = " ".join(value.split())
    if not words:
        return None
    if (match := _ISO.fullmatch(words)) and any(match.groupdict().values()):
        parts = {name: number_of(part.strip(".,")) for name, part in match.groupdict().items() if part}
        return _sound(sum(_ISO_S[name] * (amount or 0.0) for name, amount in parts.items()))
    if (number := number_of(words)) is not None:
        return _sound(number * 60)
    if match := _CLOCK.fullmatch(words):
        return _sound(int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0))
    best, most = 0.0, 0
    for code in LANGUAGES if language is None else (known_language(language),):
        found = list(durations_in(words, code, field=True))
        covered = sum(one.end - one.start for one in found)
        if covered > most:
            best, most = sum(one.high for one in found), covered
    return _sound(best)


def iso_8601(seconds: float) -> str:
    """Format a duration by ISO 8601: `PT1H30M`."""
    whole = round(seconds * 1000)
    minutes, milliseconds = divmod(whole, 60_000)
    hours, minutes = divmod(minutes, 60)
    text = "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    if milliseconds or text == "PT":
        text += f"{milliseconds / 1000:.3f}".rstrip("0").rstrip(".") + "S"
    return text


def _sound(seconds: float) -> float | None:
    return seconds if math.isfinite(seconds) and 0 < seconds <= _LONGEST_S else None


def _tokens(text: str, *, field: bool) -> Iterator[tuple[str, int, int]]:
    """The folded words, numbers and signs of a text with their positions.

    Hyphens and apostrophes inside words are left out. In running text a single capital stays one: "1 M" is no minute.
    """
    before = ""
    for match in _TOKEN.finditer(text):
        word, start, end = match[0], match.start(), match.end()
        if (
            word in HYPHENS
            and text[end : end + 1].isalpha()
            and (text[start - 1 : start].isalnum() or before[-1:].isdigit())
        ):
            continue
        if word in _APOSTROPHES and text[start - 1 : start].isalpha() and text[end : end + 1].isalpha():
            continue
        before = word
        if word[0] in VULGAR or "/" in word or "⁄" in word or "∕" in word:
            word = re.sub(r"\s*[/⁄∕]\s*", "/", spell_fractions(word).strip())
        yield word if len(word) == 1 and word in "MS" and not field else fold(word), start, end


def _text_duration(
    tokens: Sequence[tuple[str, int, int]],
    words: Sequence[str],
    at: int,
    grammar: DurationGrammar,
    *,
    field: bool,
) -> tuple[Duration, int] | None:
    found = _joined(words, at, grammar, tokens, field=field)
    if found is None:
        return None
    parts, end = found
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    last = parts[-1]
    if last.unit == 3600 and end < len(words) and re.fullmatch(r"[0-5]?\d", words[end]):
        # "1h30", "1 h 30"; not "1 hour 30 cookies".
        glued = tokens[end][1] == tokens[end - 1][2]
        alone = end + 1 == len(words) or not words[end + 1].isalpha() or words[end + 1] in grammar.follows
        if glued or (field and end + 1 == len(words)) or (len(words[end]) == 2 and (field or alone)):
            low, high, end = low + int(words[end]) * 60, high + int(words[end]) * 60, end + 1
            if end < len(words) and grammar.units.get(words[end]) == 60 and (glued or field):
                end += 1
    elif (
        last.unit == 3600
        and words[end : end + 1]
        and words[end] in grammar.joins
        and _minutes(words, end + 1)
    ):
        # "1 ora e 10"
        low, high, end = low + int(words[end + 1]) * 60, high + int(words[end + 1]) * 60, end + 2
    elif last.unit == 3600 and end < len(words) and re.fullmatch(r"[1-9]/[1-9]", words[end]):
        # "1h 1/2"; not "2 h 1/2 cup".
        part = number_of(words[end])
        if (
            part is not None
            and part < 1
            and (end + 1 == len(words) or words[end + 1] in {".", ",", ";", ")"})
        ):
            low, high, end = low + part * 3600, high + part * 3600, end + 1
    if low <= 0:
        return None
    duration = Duration(
        low=low, high=high, start=tokens[at][1], end=tokens[end - 1][2], bare=len(parts) == 1 and last.bare
    )
    return duration, end


def _minutes(words: Sequence[str], at: int) -> bool:
    """Whether a number behind hours and a joining word is minutes: nothing that it could count follows."""
    if not words[at : at + 1] or not re.fullmatch(r"[0-5]?\d", words[at]):
        return False
    return at + 1 == len(words) or not words[at + 1][0].isalnum()


def _joined(
    words: Sequence[str],
    start: int,
    grammar: DurationGrammar,
    tokens: Sequence[tuple[str, int, int]] = (),
    *,
    field: bool = False,
) -> tuple[list[_Part], int] | None:
    """The parts of the duration that begins at `start`, from larger to smaller units, and the index after them."""
    parts: list[_Part] = []
    position = end = start
    while position < len(words):
        part = _part(words, position, grammar, tokens, field=field)
        if part is None or (parts and (part.unit >= parts[-1].unit or parts[-1].low != parts[-1].high)):
            break
        parts.append(part)
        end = position = part.end
        if (
            words[position : position + 1] == ["."]
            and words[position + 1 : position + 2]
            and (words[position + 1][0].isdigit() or words[position + 1] in grammar.joins)
        ):
            position += 1
        if position < len(words) and (
            words[position] in grammar.joins or (tokens and words[position] in {",", "&", "+"})
        ):
            position += 1
    return (parts, end) if parts else None


def _part(
    words: Sequence[str],
    start: int,
    grammar: DurationGrammar,
    tokens: Sequence[tuple[str, int, int]],
    *,
    field: bool,
) -> _Part | None:
    """One number with its unit, or an expression for both."""
    fixed = longest_phrase(words, start, grammar.fixed)
    if fixed is not None:
        return _Part(float(fixed[0]), float(fixed[0]), fixed[1], 60)
    if tokens and (clock := _clock(words, start, grammar)) is not None:
        return clock
    number = number_at(words, start, grammar.language)
    if number is None and tokens and grammar.language != "en":
        number = number_at(words, start, "en")
    bare = number is None and words[start] in grammar.articles
    if number is None and not bare:
        return None
    low, end = number if number is not None else (1.0, start + 1)
    bare = bare or (end == start + 1 and words[start] in grammar.articles)
    high = low
    if words[end : end + 1] and words[end] in grammar.ranges:
        following = end + 1 + (words[end + 1 : end + 2] == ["-"])
        second = number_at(words, following, grammar.language)
        if second is not None and second[0] > low:
            high, end = second
    while end < len(words) and words[end] in grammar.fillers:
        end += 1
    for between in (grammar.links, grammar.articles):
        if low < 1 and words[end : end + 1] and words[end] in between:
            end += 1  # "half of an hour", "1/2 an hour", "3/4 d'ora"
    unit = _unit(words, end, grammar, tokens, field=field)
    if unit is None or (words[end] in grammar.others and not words[end - 1][-1:].isdigit()):
        return None
    end += 1
    tail = longest_phrase(words, end, grammar.tails)
    if tail is not None and (tail[1] >= len(words) or words[tail[1]] not in grammar.units):
        return _Part((low + tail[0]) * unit, (high + tail[0]) * unit, tail[1], unit, bare)
    return _Part(low * unit, high * unit, end, unit, bare)


def _clock(words: Sequence[str], start: int, grammar: DurationGrammar) -> _Part | None:
    """`1:30 h`."""
    if words[start + 1 : start + 2] != [":"] or start + 3 >= len(words):
        return None
    hours, minutes, unit = words[start], words[start + 2], grammar.units.get(words[start + 3])
    if unit not in {3600, 60} or not re.fullmatch(r"\d{1,3}", hours) or not re.fullmatch(r"[0-5]\d", minutes):
        return None
    value = int(hours) * unit + int(minutes) * unit / 60
    return _Part(value, value, start + 4, 60)


def _unit(
    words: Sequence[str],
    at: int,
    grammar: DurationGrammar,
    tokens: Sequence[tuple[str, int, int]],
    *,
    field: bool,
) -> float | None:
    if at >= len(words):
        return None
    word = words[at]
    seconds = grammar.units.get(word)
    if at + 1 < len(words) and word == "分" and words[at + 1].startswith(_PARTS_OF_ONE):
        return None
    if not tokens or field:
        return seconds if seconds is not None or not field else _SIGNS.get(word)
    glued = at > 0 and words[at - 1][-1:].isdigit() and tokens[at - 1][2] == tokens[at][1]
    if word in _APOSTROPHES and glued and grammar.minute_sign:
        return 60.0
    if (
        len(word) == 1
        and word.isascii()
        and seconds is not None
        and not (word == "h" or (word == "m" and glued))
    ):
        return None
    return seconds

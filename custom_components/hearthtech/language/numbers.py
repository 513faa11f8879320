"""Parse numbers in text of five languages: `1½`, `2 1/2`, `0,5`, `1.500` (German), `three`, `2–3`, `anderthalb`.

`number_of` reads a whole text, `span_at` a number or range at a position of a text, and `number_at` a number at a
position of a list of folded words, as the recognizer of speech has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
import re
import unicodedata

from .fold import fold
from .languages import LANGUAGES, known_language, spoken_language
from .number_words import joining_words, table, with_tail, words_at
from .word_data import word_data

_FRACTIONS = {
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5",
    "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8", "⅐": "1/7", "⅑": "1/9", "⅒": "1/10",
}  # fmt: skip
VULGAR = "".join(_FRACTIONS)
"""The characters of vulgar fractions."""
_AND = "|".join(
    dict.fromkeys(
        word
        for code in LANGUAGES
        for word in word_data(code)["numbers"]["joins"]
        if any(tail.startswith(f"{word} ") for tail in word_data(code)["numbers"]["tails"])
    )
)
"""The words between a whole number and its fraction: `1 y 1/2`."""
# Digits first with all their possible suffixes; a thousands comma only before exactly three digits.
# Possessive, and never from the middle of other digits: a long run of digits is then looked at once.
NUMBER = (
    rf"(?:[{VULGAR}]|\.\d++|(?<!\d)(?:\d++\s*+(?:(?<=\s)(?:{_AND})\s++)?+[{VULGAR}]"
    rf"|\d++(?:\s++(?:(?:{_AND})\s++)?+|-|と|又)\d++\s*+[/⁄∕]\s*+\d++|\d++\s*+[/⁄∕]\s*+\d++"
    r"|\d{1,3}(?:[,'’]\d{3})++(?:\.\d++)?+(?!\d)|\d{1,3}(?:\.\d{3}){2,}+(?!\d)|\d++[.,]\d++|\d++))"
)
"""A number in digits, as a piece of a regular expression without groups."""
_RANGE_WORDS = "|".join(
    dict.fromkeys(word for code in LANGUAGES for word in word_data(code)["numbers"]["written_ranges"])
)
RANGE = rf"\s*(?:-{{1,2}}|–|—|−|(?<=[\s\d])(?:{_RANGE_WORDS})(?=\s))\s*"
"""The text between the two numbers of a range."""

_DIGITS = re.compile(NUMBER)
_BETWEEN = re.compile(RANGE, re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[\s\u00ad'’-]{1,3}(?=[^\W\d_])")
_MOST_WORDS = 8
_FRACTION = re.compile(f"[{VULGAR}]")
_MIXED = re.compile(rf"(\d{{1,9}})(?:\s+(?:(?:{_AND})\s+)?|-|と|又)(\d{{1,9}})\s*[/⁄∕]\s*(\d{{1,9}})")
_SHARE = re.compile(r"(\d{1,9})\s*[/⁄∕]\s*(\d{1,9})")
_WHOLE_VULGAR = re.compile(rf"(\d{{0,9}})\s*(?:(?<=\s)(?:{_AND})\s+)?([{VULGAR}])")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,'’]\d{3})+(?:\.\d+)?")
_POINTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_DECIMAL = re.compile(r"\d{0,15}[.,]\d{1,15}|\d{1,15}")
_COMMA_GROUPS = frozenset({"en"})
"""Languages in which a comma groups thousands; in the others a point does, and a comma is the decimal sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A number, or a range of two, and its position in the text."""

    low: float
    high: float
    start: int
    end: int


def spell_fractions(text: str) -> str:
    """Replace `½` by ` 1/2 `, so that `2½` reads `2 1/2`."""
    return text if text.isascii() else _FRACTION.sub(lambda found: f" {_FRACTIONS[found[0]]} ", text)


def number_of(text: str, language: str = "en") -> float | None:
    """Return the value of one number in digits, fractions or words; `None` if the text is not one number.

    `0,5` is a decimal comma in every language. `1,500` is 1500 in English and 1.5 in languages with a decimal comma;
    `1.500` the other way round. `1'500` is 1500.
    """
    text = " ".join(text.split())
    if (value := _digits(text, known_language(language))) is not None:
        return value
    span = span_at(text, 0, language)
    return span.low if span is not None and span.end == len(text) and span.low == span.high else None


def _digits(text: str, code: str) -> float | None:
    if match := _WHOLE_VULGAR.fullmatch(text):
        return int(match[1] or 0) + unicodedata.numeric(match[2])
    if match := _MIXED.fullmatch(text):
        return int(match[1]) + int(match[2]) / int(match[3]) if int(match[3]) else None
    if match := _SHARE.fullmatch(text):
        return int(match[1]) / int(match[2]) if int(match[2]) else None
    if code not in _COMMA_GROUPS and _POINTS.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if _THOUSANDS.fullmatch(text) and not (code not in _COMMA_GROUPS and text.count(",") == 1):
        return float(re.sub("[,'’]", "", text))
    if _POINTS.fullmatch(text) and text.count(".") > 1:
        return float(text.replace(".", ""))
    return float(text.replace(",", ".")) if _DECIMAL.fullmatch(text) else None


def span_at(text: str, start: int = 0, language: str = "en") -> Span | None:
    """Return the number or range that begins exactly at `start`; of a decreasing range only the first number."""
    code = known_language(language)
    first = _one_at(text, start, code)
    if first is None:
        return None
    low, end = first
    high = low
    between = _BETWEEN.match(text, end)
    if between is not None and (second := _one_at(text, between.end(), code)) is not None and second[0] > low:
        high, end = second
    return Span(low=low, high=high, start=start, end=end)


def _one_at(text: str, start: int, code: str) -> tuple[float, int] | None:
    if match := _DIGITS.match(text, start):
        value = _digits(" ".join(match[0].split()), code)
        if value is None:
            return None
        said = _words(text, match.end(), code, gap=True)
        value, used = with_tail(value, [word for word, _ in said], 0, code)
        return value, said[used - 1][1] if used else match.end()
    said = _words(text, start, code)
    found = words_at([word for word, _ in said], 0, code)
    return None if found is None else (found[0], said[found[1] - 1][1])


def tail_at(text: str, start: int, language: str = "en") -> tuple[float, int] | None:
    """Return the part that is added behind a measure, and its end: `y media` of `1 taza y media`.

    The words of the language come first, then those of the others.
    """
    own = known_language(language)
    for code in (own, *(one for one in LANGUAGES if one != own)):
        said = _words(text, start, code, gap=True)
        part, used = with_tail(0.0, [word for word, _ in said[:3]], 0, code)
        if used:
            return part, said[used - 1][1]
    return None


def _words(text: str, start: int, code: str, *, gap: bool = False) -> list[tuple[str, int]]:
    """The folded words from `start` on, with their ends, as long as only spaces or hyphens separate them."""
    found: list[tuple[str, int]] = []
    at = start
    while len(found) < _MOST_WORDS:
        if found or gap:
            between = _GAP.match(text, at)
            if between is None:
                break
            at = between.end()
        match = _WORD.match(text, at)
        if match is None:
            break
        at = match.end()
        found.append((fold(match[0]), at))
        if len(found) == 1 and not (gap or is_opening(found[0][0], code)):
            return []
    return found


@cache
def _openings(code: str) -> frozenset[str]:
    numbers = word_data(code)["numbers"]
    said = [*numbers["others"], *numbers["fractions"], *numbers["articles"], *numbers["thousand"]]
    return frozenset(phrase.split()[0] for phrase in said)


def is_opening(word: str, language: str) -> bool:
    """Whether a number in words can begin with a folded word."""
    code = spoken_language(language)
    return (
        word in table(code)
        or word in _openings(code)
        or word.endswith(tuple(word_data(code)["numbers"]["thousand"]))
    )


def number_at(
    words: Sequence[str], start: int, language: str = "en", *, parts: bool = True
) -> tuple[float, int] | None:
    """Return the longest number that begins at a word, and the index after it: `two and a half` → (2.5, 4).

    Words are folded; fractions are tokens such as `1/2`. With `parts`, an expression for a part may stand alone
    (`half a`, `mezza`).
    """
    if start >= len(words):
        return None
    if not words[start][:1].isdigit():
        return words_at(words, start, language, parts=parts)
    code = spoken_language(language)
    value = _digits(words[start], code)
    if value is None:
        return None
    end = start + 1
    if "/" not in words[start]:
        joint = end + 1 if words[end : end + 1] and words[end] in joining_words(code) else end
        if joint < len(words) and "/" in words[joint] and words[joint][0].isdigit():
            part = _digits(words[joint], code)
            if part is not None and part < 1:
                return value + part, joint + 1
        return with_tail(value, words, end, code)
    return value, end


@cache
def counting_words(language: str) -> dict[str, float]:
    """Return the single words that count foods in ingredient lines: articles, numbers to 100, `half`, `few`.

    English `dozen` is missing, because lines use it as a unit.
    """
    code = known_language(language)
    numbers = word_data(code)["numbers"]
    known = table(code)
    said = {word: float(known[word]) for word in (*numbers["small"].split()[1:], *numbers["tens"].split())}
    for name in ("others", "fractions", "denominators", "vague"):
        said |= {word: float(value) for word, value in numbers[name].items() if " " not in word}
    said |= dict.fromkeys(numbers["articles"], 1.0)
    said.pop("dozen", None)
    return said


@cache
def word_number(language: str) -> str:
    """Return a piece of a regular expression, without groups, for the numbers in words below 100 and parts of one.

    Use it with IGNORECASE, to find candidates for `span_at`.
    """
    code = known_language(language)
    numbers = word_data(code)["numbers"]
    tens = numbers["tens"].split()
    articles = numbers["articles"]
    small = [word for word in numbers["small"].split() if word not in articles]
    said = {*small, *tens, *numbers["fractions"], *numbers["others"]} - {*articles}
    if code == "en":
        joined = rf"(?:{'|'.join(tens)})[- ](?:{'|'.join(small[1:10])})"
        phrases = sorted(said, key=len, reverse=True)
        return rf"(?:{joined}|{'|'.join(phrases).replace(' ', '[ -]')})(?![^\W_])"
    said |= {word for word, value in table(code).items() if value < 100 and word not in articles}
    pieces = sorted((phrase.replace(" ", r"[\s-]+") for phrase in said), key=len, reverse=True)
    return rf"(?:{'|'.join(map(with_accents, pieces))})(?![^\W_])"


def with_accents(piece: str) -> str:
    """Let the letters of a folded piece match letters with accents."""
    letters = {"a": "[aäàá]", "e": "[eéèê]", "i": "[iíì]", "o": "[oöóò]", "u": "[uüúùû]", "ss": "(?:ss|ß)"}
    return re.sub(r"(?<!\\)(?:ss|[aeiou])", lambda match: letters[match[0]], piece)


WORD_NUMBER = word_number("en")
"""A number in English words, as a piece of a regular expression without groups (use it with IGNORECASE)."""

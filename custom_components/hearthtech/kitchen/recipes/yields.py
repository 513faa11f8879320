"""Parse yields of recipes: "Serves 4–6", "Makes 1 loaf (12 slices)", `["8", "8 servings"]`."""

import re
from typing import TypeIs

from ...language.durations import UNIT as TIME_UNIT
from ...language.lazy_pattern import LazyPattern
from ...language.number_format import as_decimal
from ...language.numbers import NUMBER, RANGE, WORD_NUMBER, Span, number_of, span_at
from .cleaning import line_of
from .line_amounts import plain_digits
from .model import Yield
from .pans import PAN_SIZE
from .word_lists import alternatives, expressions, word_lists

# Read at import, which Home Assistant does outside its event loop.
_WORDS = word_lists("servings")
_TEXT_WORDS = expressions("text_words")
_PORTION = rf"(?:(?:{alternatives(_WORDS['portion'])})(?![^\W_])|{alternatives(_WORDS['portion_sign'])})"
_BEFORE = alternatives(_WORDS["before_people"])
_PREPOSITION = alternatives(_WORDS["preposition"])
_ABOUT_WORD = alternatives(_WORDS["about"])
_QUANTITY = rf"(?:{NUMBER}|{WORD_NUMBER})"
_COUNT = LazyPattern(rf"(?<![\w.,/]){_QUANTITY}", re.IGNORECASE)
_NOT_ALONE = LazyPattern(
    rf"\b(?:{alternatives(_WORDS['per_portion'])})|{_QUANTITY}\s+[^\W\d_]+\s+(?:{alternatives(_WORDS['per'])})\s+{_PORTION}",
    re.IGNORECASE,
)
_SERVED = LazyPattern(
    rf"(?<![\w.,/])({_QUANTITY}(?:{RANGE}{_QUANTITY})?)[\s-]*(?:[^\W\d_]+\s+)?{_PORTION}", re.IGNORECASE
)
_SERVES = LazyPattern(
    rf"(?<![^\W_])(?:{_PORTION}|{alternatives(_WORDS['before_number'])})[\s:=-]*(?:{_ABOUT_WORD})?\s*"
    rf"({_QUANTITY}(?:{RANGE}{_QUANTITY}(?!\s*{TIME_UNIT}))?)(?![\d.,/])(?:\s*{_PORTION})?",
    re.IGNORECASE,
)
_FOR_PIECES = LazyPattern(
    rf"(?<![^\W_])(?:{_PREPOSITION})\s+(?:(?:{_ABOUT_WORD})\s+)?({_QUANTITY}(?:{RANGE}{_QUANTITY})?)\s+(?!{_PORTION})(?!(?:{alternatives(_WORDS['not_pieces'])})(?![^\W_]))(?:[^\W\d_]+\s+)?(?!{_PORTION})[^\W\d_]{{3,}}",
    re.IGNORECASE,
)
"""Pieces, not people, after a preposition: `für 1 Strudel`, `for 24 cookies`."""
_SLASH_RANGE = LazyPattern(
    rf"(?<![\w./])([2-9]|[1-9]\d)\s?/\s?([3-9]|[1-9]\d)(?=[\s-]*{_PORTION})", re.IGNORECASE
)
"""A range of people with a slash: `6/8 persone`. `1/2 portion` is a half."""
_TIMES = re.compile(r"\W*x\s?(\d{1,2})\W*", re.IGNORECASE)
"""A line of its own that repeats the recipe for people: `(x4)`."""
_ONLY_SERVINGS = LazyPattern(
    rf"\W*(?:[^\W\d_]+[\s:]+){{0,4}}(?:(?:{_ABOUT_WORD})\s*)?{_QUANTITY}(?:{RANGE}{_QUANTITY})?[\s-]*(?:[^\W\d_]+\s+)?{_PORTION}\W*",
    re.IGNORECASE,
)
_FOR_ALONE = LazyPattern(
    rf"\W*(?:{_BEFORE})[\s:]+(?:(?:{_ABOUT_WORD})\s+)?"
    rf"{_QUANTITY}(?:{RANGE}{_QUANTITY})?\W*",
    re.IGNORECASE,
)
"""A line of its own: `For 4`, `Für 4–6:`, `(pour 4)`."""
_FOR_PEOPLE = LazyPattern(
    rf"(?<![^\W_])(?:{_BEFORE})\s+(?:(?:{_ABOUT_WORD})\s*)?{_QUANTITY}"
    rf"(?:{RANGE}{_QUANTITY})?\s*{_PORTION}",
    re.IGNORECASE,
)
_LANGUAGE_OF = {
    word: code for code, listed in _WORDS["preposition"].items() if code != "en" for word in listed
}
_SPELLED = LazyPattern(
    rf"(?:(?<![^\W_])({'|'.join(_LANGUAGE_OF)})\s+)?\b([^\W\d_]+)(?=(?:\s+{_PORTION})|\W*$)", re.IGNORECASE
)
"""A word where a number of people may be: `für vier Personen`, `per quattro`, `quatre personnes`."""
_ARTICLES = frozenset(word for listed in _WORDS["articles"].values() for word in listed)
_ABOUT_NUMBERS: dict[str, int] = {
    word: number for numbers in _WORDS["about_so_many"].values() for word, number in numbers.items()
}
"""Words for about so many pieces: `une quinzaine de crêpes`."""
_ABOUT = LazyPattern(
    rf"(?:(?<![^\W_])(?:{alternatives(_WORDS['about_article'])})\s+)?"
    rf"(?<![^\W_])(?P<word>{'|'.join(_ABOUT_NUMBERS)})(?![^\W_])\s*(?:d['’]|(?:de|di)\s+)?",
    re.IGNORECASE,
)
_STATES = LazyPattern(
    rf"(?<![^\W_])(?:{_BEFORE}|x)(?![^\W_])|x\s?\d|{_PORTION}",
    re.IGNORECASE,
)
"""A word that every statement of servings has; a quick test before the others."""
_LONGEST_STATEMENT = 48
_TIME = LazyPattern(TIME_UNIT, re.IGNORECASE)
_UNIT = re.compile(r"(?:[\s–-]*)([^,;:()/.]*)")
_LEAD = LazyPattern(rf"^(?:{alternatives(_WORDS['lead'])})\b[:\s]*", re.IGNORECASE)
_SOUND = 100_000


def yield_of(value: object) -> Yield | None:
    """The declared yield; `None` without a number."""
    candidates = [found for text in _texts(value) if (found := _yield_of_text(text))]
    if not candidates:
        return None
    makes = next((found for found in candidates if found.unit != "servings"), None)
    serves = next((found for found in candidates if found.unit == "servings"), None)
    if makes is None:
        return serves
    # ["8", "8 slices"] is one yield twice; ["1 loaf", "serves 8"] is two.
    if serves is None or makes.servings is not None or serves.amount == makes.amount:
        return makes
    return Yield(amount=makes.amount, unit=makes.unit, servings=serves.amount, maximum=makes.maximum)


def states_only_servings(line: str) -> bool:
    """Whether a line only states for how many people a recipe is: `Para 4 personas`, `4 porcje`, `4人分`, `For 4`."""
    if len(line) > _LONGEST_STATEMENT or _STATES.search(line) is None:
        return False
    plain = _digits(line)
    return any(pattern.fullmatch(plain) is not None for pattern in (_ONLY_SERVINGS, _FOR_ALONE, _TIMES))


def states_only_pieces(line: str) -> bool:
    """Whether a line only states how many pieces a recipe makes: `Pour une quinzaine de crêpes`, `for 24 cookies`."""
    if len(line) > _LONGEST_STATEMENT or _STATES.search(line) is None:
        return False
    return _FOR_PIECES.fullmatch(_counted_about(_digits(line)).rstrip(" .:")) is not None


def _counted_about(text: str) -> str:
    return _ABOUT.sub(lambda found: f"{_ABOUT_NUMBERS[found['word'].lower()]} ", text)


def servings_in(text: str) -> Yield | None:
    """The servings that a title or sentence states: `Gulasch für 4 Personen`."""
    match = _FOR_PEOPLE.search(_digits(text[:300]))
    return yield_of(match[0]) if match else None


def _digits(text: str) -> str:
    """Return a statement with its number of people in digits: `für vier Personen` becomes `für 4 Personen`."""

    def digit(found: re.Match[str]) -> str:
        before, word = found[1], found[2]
        languages = (_LANGUAGE_OF[before.casefold()],) if before else ("de", "fr", "es", "it")
        value = next((value for code in languages if (value := number_of(word, code)) is not None), None)
        if value is None or (before is None and word.casefold() in _ARTICLES):
            return found[0]
        return f"{before} {as_decimal(value)}" if before else as_decimal(value)

    plain = _SLASH_RANGE.sub(r"\1–\2", plain_digits(text[:300])) + text[300:]
    return _SPELLED.sub(digit, plain) if len(text) <= 300 else plain


def _texts(value: object) -> list[str]:
    match value:
        case bool() | None:
            return []
        case int() | float():
            return [as_decimal(value)] if 0 < value < _SOUND else []
        case str():
            return [line_of(value)[:300]]
        case list() | tuple():
            return [text for item in value[:10] for text in _texts(item)]
        case dict():
            amount = next(
                (value[key] for key in ("value", "@value", "minValue", "name") if value.get(key)), None
            )
            unit = value.get("unitText")
            return [f"{text} {unit}" if isinstance(unit, str) else text for text in _texts(amount)]
        case _:
            return []


def _yield_of_text(text: str) -> Yield | None:
    # Cooklang separates amount and unit by "%".
    text = _counted_about(text)
    text = _NOT_ALONE.sub("", re.sub(r"(?<=\d)\s*%\s*(?=[^\W\d_])", " ", _digits(text)))
    if (times := _TIMES.fullmatch(text)) is not None:
        text = f"{times[1]} servings"
    # The size of a tin is no number of people: "for a 9x13 pan".
    plain = PAN_SIZE.sub(lambda size: "_" * len(size[0]), text)
    served = _SERVED.search(plain) or (None if _FOR_PIECES.search(plain) else _SERVES.search(plain))
    servings = span_at(served[1]) if served else None
    rest = text[: served.start()] + " ; " + text[served.end() :] if served else text
    counted, unit = _counted(re.sub(r"\([^()]*\)", " ", rest))
    if counted is None and served is None:
        counted, unit = _counted(rest)
    if not _sound(servings):
        servings = None
    if counted is not None and unit:
        return _yield(counted, unit, servings.low if servings else None)
    number = servings or counted
    return _yield(number, "servings") if number is not None else None


def _counted(text: str) -> tuple[Span | None, str]:
    """The first number with the words after it."""
    first: Span | None = None
    sizes = [range(*size.span()) for size in PAN_SIZE.finditer(text)]
    for match in _COUNT.finditer(text):
        span = span_at(text, match.start())
        if not _sound(span) or any(match.start() in size for size in sizes):
            continue
        words = _UNIT.match(text, span.end)
        unit = _unit(words[1]) if words else ""
        if unit and _TIME.match(unit):
            continue
        if unit:
            return span, unit
        first = first or span
    return first, ""


def _sound(span: Span | None) -> TypeIs[Span]:
    return span is not None and 0 < span.low < _SOUND


def _yield(span: Span, unit: str, servings: float | None = None) -> Yield:
    return Yield(
        amount=span.low, unit=unit, servings=servings, maximum=span.high if span.high > span.low else None
    )


def _unit(words: str) -> str:
    unit = _LEAD.sub("", words.strip(" .-–—"))
    if re.match(rf"(?:{_TEXT_WORDS['served_as']})\s", unit, re.IGNORECASE):
        # "Serves 4 as a main, 6 as a starter".
        return ""
    unit = re.split(rf"\s+(?:{_TEXT_WORDS['unit_end']})(?![^\W_])", unit)[0]
    unit = " ".join(unit.split()[:6]).strip(" .-–—")
    return unit if any(letter.isalpha() for letter in unit) else ""


def words_of(yields: Yield) -> str:
    """Format a yield as text: `4–6 servings`, `1 loaf (8 servings)`."""
    amount = as_decimal(yields.amount)
    if yields.maximum is not None:
        amount += f"–{as_decimal(yields.maximum)}"
    unit = (
        "serving"
        if yields.unit == "servings" and yields.amount == 1 and yields.maximum is None
        else yields.unit
    )
    words = f"{amount} {unit}".strip()
    if yields.servings is not None:
        count = as_decimal(yields.servings)
        words += f" ({count} serving{'' if yields.servings == 1 else 's'})"
    return words

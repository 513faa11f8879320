"""How much a recipe makes, out of what sources say: "Serves 4–6", "Makes 1 loaf (12 slices)", `["8", "8 servings"]`."""

import re
from typing import TypeIs

from .cleaning import line_of
from .model import Yield
from .numerals import NUMBER, RANGE, WORD_NUMBER, Span, as_decimal, span_at

_PORTION = (
    r"(?:servings?|serves?|portion(?:en|i|s|es)?|personen|personnes?|personas?|persone|persons?|people|raciones"
    r"|comensales|porzioni|porciones|gäste|esser|adults?|pax|pers\.?)(?![^\W_])"
)
_QUANTITY = rf"(?:{NUMBER}|{WORD_NUMBER})"
_COUNT = re.compile(rf"(?<![\w.,/]){_QUANTITY}", re.IGNORECASE)
_NOT_ALONE = re.compile(
    rf"\b(?:per|each)\s+(?:serving|portion|person)\b|\bserving size\b.*|{_QUANTITY}\s+[^\W\d_]+\s+(?:per|a|each)\s+{_PORTION}",
    re.IGNORECASE,
)
_SERVED = re.compile(
    rf"(?<![\w.,/])({_QUANTITY}(?:{RANGE}{_QUANTITY})?)[\s-]*(?:[^\W\d_]+\s+)?{_PORTION}", re.IGNORECASE
)
_SERVES = re.compile(
    rf"(?<![^\W_])(?:{_PORTION}|for|feeds|für|pour|para|per)[\s:=-]*(?:about|approx\.?|ca\.?|up to)?\s*"
    rf"({_QUANTITY}(?:{RANGE}{_QUANTITY})?)(?:\s*{_PORTION})?",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?:[\s–-]*)([^,;:()/.]*)")
_LEAD = re.compile(
    r"^(?:about|approx(?:imately|\.)?|around|roughly|ca\.?|circa|etwa|environ|makes?|yields?|enough for|for|ergibt|für"
    r"|pour|serves?|of)\b[:\s]*",
    re.IGNORECASE,
)
_SOUND = 100_000


def yield_of(value: object) -> Yield | None:
    """The yield a source declares; `None` where it names no number."""
    candidates = [found for text in _texts(value) if (found := _yield_of_text(text))]
    if not candidates:
        return None
    makes = next((found for found in candidates if found.unit != "servings"), None)
    serves = next((found for found in candidates if found.unit == "servings"), None)
    if makes is None:
        return serves
    # ["8", "8 slices"] says one thing twice; ["1 loaf", "serves 8"] says two.
    if serves is None or makes.servings is not None or serves.amount == makes.amount:
        return makes
    return Yield(amount=makes.amount, unit=makes.unit, servings=serves.amount, maximum=makes.maximum)


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
    text = _NOT_ALONE.sub("", text)
    served = _SERVED.search(text) or _SERVES.search(text)
    servings = span_at(served[1]) if served else None
    rest = text[: served.start()] + " ; " + text[served.end() :] if served else text
    rest = re.sub(r"\([^()]*\)", " ", rest)
    counted, unit = _counted(rest)
    if not _sound(servings):
        servings = None
    if counted is not None and unit:
        return _yield(counted, unit, servings.low if servings else None)
    plain = servings or counted
    return _yield(plain, "servings") if plain is not None else None


def _counted(text: str) -> tuple[Span | None, str]:
    """The first number with the words it counts."""
    first: Span | None = None
    for match in _COUNT.finditer(text):
        span = span_at(text, match.start())
        if not _sound(span):
            continue
        words = _UNIT.match(text, span.end)
        unit = _unit(words[1]) if words else ""
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
    unit = re.split(r"\s+(?:and|or|und|et|to serve|depending|plus)(?![^\W_])", unit)[0]
    unit = " ".join(unit.split()[:6]).strip(" .-–—")
    return unit if any(letter.isalpha() for letter in unit) else ""


def words_of(yields: Yield) -> str:
    """The yield as a cook would say it: `4–6 servings`, `1 loaf (8 servings)`."""
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

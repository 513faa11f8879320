"""Read the requests of `ask --json`: one JSON object with checked fields."""

from collections.abc import Mapping
import json
import math
from typing import Any

from custom_components.hearthtech.language.languages import base_language

LONGEST_REQUEST = 1_000_000
"""Bytes of one request; a longer line is refused without being read into memory as a whole."""
MOST_LINES = 500
"""Ingredient lines, steps, recipes or pantry entries in one request."""
LONGEST_TEXT = 20_000
"""Characters of one text in a request."""


class RequestError(ValueError):
    """A request that can't be answered; the message goes into `error`."""


def parsed_request(line: bytes | None) -> tuple[dict[str, Any], str]:
    """Return the request in a line of the input, and the reason if it can be read but not answered."""
    if line is None:
        raise RequestError(f"a request has at most {LONGEST_REQUEST} bytes")
    refused: list[str] = []

    def finite(text: str) -> float | None:
        value = float(text)
        if math.isfinite(value):
            return value
        refused.append(f"{text[:40]} is no number that can be used")
        return None

    try:
        request = json.loads(line.decode("utf-8-sig"), parse_constant=finite, parse_float=finite)
    except RecursionError:
        raise RequestError("the request is nested too deeply") from None
    except ValueError as error:
        raise RequestError(f"not JSON: {error}"[:300]) from None
    if not isinstance(request, dict):
        raise RequestError("a request is a JSON object")
    try:
        # A text that can't be written can't be repeated in the answer.
        json.dumps(request.get("id"), allow_nan=False)
    except (RecursionError, ValueError) as error:
        raise RequestError("the id can't be echoed") from error
    return request, refused[0] if refused else ""


def shown(value: object) -> str:
    """The value for an error message, shortened."""
    return repr(value)[:80]


def text_of(request: Mapping[str, Any], field: str) -> str:
    """A required text. Raises `RequestError`."""
    value = request.get(field)
    if not isinstance(value, str):
        raise RequestError(f"'{field}' must be a text")
    if len(value) > LONGEST_TEXT:
        raise RequestError(f"'{field}' has at most {LONGEST_TEXT} characters")
    return value


def texts_of(value: object, field: str) -> list[str]:
    """A list of texts. Raises `RequestError`."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise RequestError(f"'{field}' must be a list of texts")
    if len(value) > MOST_LINES:
        raise RequestError(f"'{field}' has at most {MOST_LINES} entries")
    if any(len(item) > LONGEST_TEXT for item in value):
        raise RequestError(f"a text in '{field}' has at most {LONGEST_TEXT} characters")
    return value


def language_of(request: Mapping[str, Any]) -> str:
    """The language of a request, English by default. Raises `RequestError`."""
    value = request.get("language")
    if value is None:
        return "en"
    if not isinstance(value, str) or not 1 < len(value) < 36:
        raise RequestError("'language' must be a language tag")
    return base_language(value)


def positive_number(request: Mapping[str, Any], field: str, *, required: bool = True) -> float | None:
    """A positive number; `None` if it may be missing and is. Raises `RequestError`."""
    value = request.get(field)
    if value is None and not required:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e9:
        raise RequestError(f"'{field}' must be a positive number")
    return float(value)


def list_of(value: object, field: str) -> list[object]:
    """A list of at most `MOST_LINES` entries. Raises `RequestError`."""
    if not isinstance(value, list) or len(value) > MOST_LINES:
        raise RequestError(f"'{field}' must be a list of at most {MOST_LINES} entries")
    return value


def rounded(value: float) -> float:
    """Round to six significant digits: more would only show rounding of floats."""
    return float(f"{value:.6g}")

"""Sentences of the replies, by language; English if a language has none of its own.

The sentences are data (`voice/data/<language>/replies.yaml`), in the format of the responses of Home Assistant's own
intents.
"""

from collections.abc import Mapping
from functools import cache
import re

from .data_files import SPOKEN_LANGUAGES, DataFileError, read_data, supported
from .reply import speakable

_COUNTS = ("more", "count", "days", "stars")
"""The slots that count things; the first of them decides whether a sentence is about one thing."""
_ONE = frozenset({"1", "1.0", "one"})
_SLOT = re.compile(r"\{\{ *slots\.(\w+) *\}\}")


@cache
def catalog(code: str) -> dict[str, str]:
    """The sentences of a language by key, as format strings. The first call reads a file."""
    return {
        key: _format_string(key, text) for key, text in read_data(code, "replies.yaml")["responses"].items()
    }


def _format_string(key: str, text: str) -> str:
    """`the {{ slots.burner }}` as `the {burner}`."""
    parts = _SLOT.split(text)
    if any(brace in part for part in parts[::2] for brace in "{}"):
        raise DataFileError(f"reply {key!r}: only {{{{ slots.name }}}} is replaced in {text!r}")
    return "".join(f"{{{part}}}" if number % 2 else part for number, part in enumerate(parts))


def load_replies() -> None:
    """Read the replies of all languages. Blocking: called in an executor before the first reply."""
    for code in SPOKEN_LANGUAGES:
        catalog(code)


def words(key: str, language: str = "en", /, **fields: object) -> str:
    """Format the sentence `key` with `fields`. Markup is removed from texts among the fields first."""
    text = _text(key, language, fields)
    said = _filled(text, fields)
    return said[:1].upper() + said[1:] if text.startswith("{") else said


def phrase(key: str, language: str = "en", /, **fields: object) -> str:
    """Like `words`, for a part inside a sentence: without a capital at the beginning."""
    return _filled(_text(key, language, fields), fields)


def _filled(text: str, fields: Mapping[str, object]) -> str:
    clean = {
        name: speakable(value, 300) if isinstance(value, str) else value for name, value in fields.items()
    }
    return text.format(**clean)


def _text(key: str, language: str, fields: Mapping[str, object]) -> str:
    """The sentence of a key; the one for a single thing (`<key>_one`) if what it counts is one."""
    own = catalog(supported(language))
    counted = next((fields[name] for name in _COUNTS if name in fields), None)
    for said in (own, catalog("en")):
        if key in said:
            one = f"{key}_one"
            return said[one] if one in said and str(counted).lower() in _ONE else said[key]
    raise KeyError(key)


def has_words(key: str) -> bool:
    """Whether there is a sentence with this key."""
    return key in catalog("en")

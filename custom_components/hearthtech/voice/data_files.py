"""Read the files of `voice/data/<language>/`: sentences, replies and words, which are data and not code."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from ..language.languages import LANGUAGES, base_language

FOLDER = Path(__file__).parent / "data"
SPOKEN_LANGUAGES: Final = (
    *LANGUAGES,
    *sorted(
        path.parent.name for path in FOLDER.glob("*/sentences.yaml") if path.parent.name not in LANGUAGES
    ),
)
"""The languages that are understood: those with a folder.

A folder of `LANGUAGES` has all files, another one at least `sentences.yaml` and `off.yaml`: its language understands
what it has sentences for, and its replies are English where it has none.
"""

_ABSENT: Final[Mapping[str, Mapping[str, Any]]] = {
    "clock_numbers.yaml": {},
    "changes.yaml": {"lists": {}, "intents": {}},
    "saved.yaml": {"intents": {}},
    "follow_ups.yaml": {
        "follow_ups": {}, "expansion_rules": {}, "lead_ins": "", "corrections": "", "trailers": "", "retractions": "",
        "nth": {},
    },
    "heat.yaml": {},
    "timers_and_lists.yaml": {},
    "topic_words.yaml": {},
}  # fmt: skip
"""Content of the files of requests that a language may lack: it does not understand English ones instead."""

# The parser of libyaml is ten times faster; a build of PyYAML without it has the slow one only.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class DataFileError(ValueError):
    """A data file that does not have the expected form."""


__all__ = ["FOLDER", "LANGUAGES", "SPOKEN_LANGUAGES", "DataFileError", "read_data", "supported"]


def read_data(language: str, name: str) -> dict[str, Any]:
    """Read one file of a language, for example `replies.yaml`. Blocking: call it in an executor.

    If the language has no such file, the result contains no requests, or the English words.

    Raises:
        DataFileError: if the file contains no mapping, or a key that is not text.
    """
    path = FOLDER / language / name
    if not path.exists() and language != "en":
        return dict(_ABSENT[name]) if name in _ABSENT else read_data("en", name)
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    _check_keys(loaded, f"{language}/{name}")
    content: dict[str, Any] = loaded
    return content


@cache
def unit_words(language: str) -> Mapping[str, Any]:
    """The words for units, signs and durations of a language (`units.yaml`), shared: do not change them."""
    return read_data(language, "units.yaml")


@cache
def small_words(language: str) -> Mapping[str, Any]:
    """The small words of a language (`small_words.yaml`), shared: do not change them."""
    return read_data(language, "small_words.yaml")


def small_words_of_all(name: str) -> frozenset[str]:
    """A list of `small_words.yaml` of all languages. Reads files: called at import."""
    return frozenset(str(word) for language in SPOKEN_LANGUAGES for word in small_words(language)[name])


def _check_keys(value: object, where: str) -> None:
    """Check that every mapping has texts as keys: YAML reads an unquoted `off` or `yes` as a truth value."""
    if not isinstance(value, Mapping):
        raise DataFileError(f"{where} contains no mapping")
    for key, inner in value.items():
        if not isinstance(key, str):
            raise DataFileError(f"{where}: quote the key {key!r}")
        if isinstance(inner, Mapping):
            _check_keys(inner, f"{where}: {key}")


def supported(tag: str) -> str:
    """The supported language for a tag such as `de-CH`; English if it is not supported."""
    base = base_language(tag)
    return base if base in SPOKEN_LANGUAGES else "en"

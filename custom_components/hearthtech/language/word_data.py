"""The word tables of `data/<language>.json`, read at import."""

from collections.abc import Mapping
import json
from pathlib import Path
from typing import Any

from .languages import SPOKEN_LANGUAGES, spoken_language

_FOLDER = Path(__file__).with_name("data")
_TABLES: Mapping[str, Mapping[str, Any]] = {
    language: json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    for language in SPOKEN_LANGUAGES
}


OTHER_TIMES: Mapping[str, Any] = json.loads((_FOLDER / "other_times.json").read_text(encoding="utf-8"))
"""Units of time, whole expressions and joining words of the languages without tables, for text only."""


def word_data(language: str) -> Mapping[str, Any]:
    """Return the tables of a language by name; the English ones for a language without tables."""
    return _TABLES[spoken_language(language)]

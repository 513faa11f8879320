"""Words of food names by language: adjectives of little weight, forms, and the ends of German compounds.

The tables are in `data/name_words.json`. Adjectives are stems, which take the endings of their language.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache
import json
from pathlib import Path
import re
from typing import Any

from ...language.fold import fold
from .text import words

_TABLES: Mapping[str, Mapping[str, Any]] = json.loads(
    (Path(__file__).with_name("data") / "name_words.json").read_text(encoding="utf-8")
)
SHORTEST_PART = 4
"""Fewest letters of the food in a compound."""


def _inflected(stem: str, endings: Collection[str]) -> frozenset[str]:
    return frozenset(token for ending in endings for token in words(stem + ending))


@lru_cache(maxsize=8)
def adjectives(language: str) -> frozenset[str]:
    """Return the comparable words that say how a food is, not which one it is."""
    table = _TABLES.get(language, {})
    found: frozenset[str] = frozenset(token for word in table.get("words", ()) for token in words(word))
    for stem in table.get("adjectives", ()):
        found |= _inflected(stem, table["endings"])
    return found


@lru_cache(maxsize=8)
def _forms(language: str) -> Mapping[str, frozenset[str]]:
    table = _TABLES.get(language, {})
    return {
        token: frozenset(said.split())
        for stem, said in table.get("forms", {}).items()
        for token in _inflected(stem, table["endings"])
    }


def forms_said(tokens: Collection[str], language: str) -> frozenset[str]:
    """Return the English words for the forms that a line names: `canned` for `lata`."""
    forms = _forms(language)
    return frozenset().union(*(forms[token] for token in tokens if token in forms))


@lru_cache(maxsize=8)
def _everything(language: str) -> re.Pattern[str] | None:
    said = _TABLES.get(language, {}).get("everything", ())
    return re.compile("|".join(rf"\b{re.escape(fold(phrase))}\b" for phrase in said)) if said else None


def says_everything(step: str, language: str) -> bool:
    """Return whether a step is about all that is in the pot: `alles`, `le tout`."""
    pattern = _everything(language)
    return pattern is not None and pattern.search(fold(step)) is not None


@lru_cache(maxsize=8)
def _ends(language: str) -> tuple[str, ...]:
    ends = {fold(end) for end in _TABLES.get(language, {}).get("compound_ends", ())}
    return tuple(sorted(ends, key=lambda end: (-len(end), end)))


def food_of_compound(token: str, language: str, known: Collection[str]) -> str | None:
    """Return the known food in a compound whose end names a shape: `mandel` of `mandelkerne`."""
    for end in _ends(language):
        if not token.endswith(end) or len(token) - len(end) < SHORTEST_PART:
            continue
        base = token.removesuffix(end)
        for candidate in (
            base,
            base.removesuffix("n"),
            base.removesuffix("en"),
            base.removesuffix("s"),
            f"{base}e",
        ):
            if len(candidate) >= SHORTEST_PART and candidate in known:
                return candidate
    return None

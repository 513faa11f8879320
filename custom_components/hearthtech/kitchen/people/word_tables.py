"""Read the word tables of `kitchen/people/data`: allergens, diets, claims and stop words, which are data and not code.

A table of foods is a list of blocks with `codes` and `words`; `allergens.yaml` explains the notation.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "data"
# The parser of libyaml is ten times faster; a build of PyYAML without it has the slow one only.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

FOOD_TABLES = (
    "allergens",
    "composite_foods",
    "products",
    "dishes",
    "checked_foods",
    "allergen_exceptions",
    "plain_foods",
    "complete_phrases",
    "diets",
)
"""The tables of the lexicon of allergens."""


def _read(name: str) -> Any:
    return yaml.load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader


def food_blocks(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The codes and the phrases of each block of a table of foods. Reads a file."""
    for block in _read(name):
        yield block["codes"], phrases(block["words"])


def phrases(listed: str) -> tuple[str, ...]:
    """Split a list of phrases at the commas."""
    return tuple(phrase.strip() for phrase in listed.split(","))


@cache
def word_lists(name: str) -> Mapping[str, Any]:
    """The lists of `claims` or `diet_phrases` by name. The first call reads a file."""
    content: Mapping[str, Any] = _read(name)
    return content


@cache
def stop_word_lists(language: str) -> Mapping[str, str]:
    """The stop words of a language: lists separated by spaces. The first call reads a file."""
    content: Mapping[str, str] = _read(f"{language}/stop_words")
    return content

"""Foods that replace milk, eggs, meat or fish: `vegan cheddar`, `veganer Käse`, `crème végétale`.

A name with such a word never means the food of animals that the rest of it names. `data/substitutes.json` holds the
words by language (regular expressions of folded text; those of `dairy` and `meat` replace only these) and, for words in
the English name of the food that is replaced, the pantry name of the substitute. Meat and fish without a substitute
there are not counted.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
import json
from pathlib import Path
import re
from typing import Any

from ...language.fold import fold
from .database import FoodDatabase
from .model import Food, FoodMatch, ParsedLine

_TABLES: Mapping[str, Any] = json.loads(
    (Path(__file__).with_name("data") / "substitutes.json").read_text(encoding="utf-8")
)
_MADE_OF = {
    "dairy": frozenset({"milk", "egg"}),
    "meat": frozenset({"pork", "beef", "meat", "poultry", "fish"}),
}
_GROUPS = {
    "dairy": frozenset({100, 400}),
    "meat": frozenset({500, 700, 1000, 1300, 1500, 1700}),
}
"""Groups of SR28 whose foods are replaced; soups, sauces and dishes keep their own figures."""
_NOT_DENIED = "".join(rf"(?<!\b{word})" for word in _TABLES["denied_by"])
"""`not vegan butter` is butter."""


@lru_cache(maxsize=16)
def _pattern(language: str, kind: str) -> re.Pattern[str] | None:
    said = _TABLES["said"].get(language, {})
    phrases = [*said.get("any", ()), *said.get(kind, ())]
    if not phrases:
        return None
    return re.compile("|".join(rf"{_NOT_DENIED}\b(?:{phrase})\b" for phrase in phrases))


def _says(text: str, language: str, kind: str) -> bool:
    pattern = _pattern(language, kind)
    return pattern is not None and pattern.search(text) is not None


def _is_named(line: ParsedLine, kind: str) -> bool:
    """Whether a line asks for a substitute: in its name, or alone behind it (`butter, vegan`)."""
    if _says(fold(f"{line.name} {line.phrase}"), line.language, kind):
        return True
    pattern = _pattern(line.language, kind)
    return pattern is not None and any(
        pattern.fullmatch(fold(said).strip()) is not None for said in (line.preparation, line.comment)
    )


def _kind(food: Food) -> str | None:
    for kind, made_of in _MADE_OF.items():
        if food.group in _GROUPS[kind] and food.made_of & made_of:
            return kind
    return None


def substituted(matches: Sequence[FoodMatch], line: ParsedLine, database: FoodDatabase) -> list[FoodMatch]:
    """Return the matches of a line, with the substitute in place of a food of animals where the line names one.

    Empty when the substitute is unknown. A pantry name that holds the word itself (`vegan mayonnaise`) stays.
    """
    found = list(matches)
    if not found or (kind := _kind(found[0].food)) is None or not _is_named(line, kind):
        return found
    if _says(" ".join(found[0].words), line.language, kind):
        return found
    entry = database.entry(found[0].entry) if found[0].entry is not None else None
    name = f"{entry.name if entry is not None else ''} {found[0].food.name}".lower()
    for pattern, substitute in _TABLES["foods"][kind]:
        own = database.lookup(substitute) if re.search(rf"\b(?:{pattern})", name) else None
        if own is not None:
            food = database.food(own.food)
            return [
                FoodMatch(
                    food=food,
                    score=found[0].score,
                    reason=f"substitute: {own.name}",
                    entry=own.id,
                    words=found[0].words,
                )
            ]
    return []

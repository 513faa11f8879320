"""Words for foods of a language, from its tables of substitutes, of boiling times and of storage times."""

from functools import cache

from .data_files import read_data
from .text import tokens

SHORTEST_WORD = 3
"""The fewest letters of a word for a food, so that no article is one."""


@cache
def food_words(code: str) -> frozenset[str]:
    """The words, as the recognizer reads them. The first call reads files."""
    substitutes = read_data(code, "substitutes.yaml")["foods"]
    boiled = read_data(code, "boiling_times.yaml")["foods"]
    stored = read_data(code, "cold_storage.yaml")["foods"]
    names = [
        *map(str, substitutes.values()),
        *(name for food, entry in boiled.items() for name in (food, *entry.get("also", ()))),
        *(words for entry in stored.values() for words in str(entry["words"]).split("|")),
    ]
    return frozenset(word for name in names for word in tokens(name, code) if len(word) >= SHORTEST_WORD)

"""Names of food entries in other languages, for reasons and shopping lists."""

from collections import Counter
from collections.abc import Mapping
from functools import cache

from ...language.languages import LANGUAGES
from ..nutrition.text import key
from .word_files import read_words


@cache
def food_words(language: str) -> Mapping[str, str]:
    """The names of a language by entry of the food database, empty for English. The first call reads a file.

    Missing names are shown in English.
    """
    if language not in LANGUAGES[1:]:
        return {}
    names: Mapping[str, str] = read_words(f"food_names/{language}")
    return names


@cache
def named_entries(language: str) -> Mapping[str, str]:
    """The entry of each name that only one entry has in a language, by the comparable form of the name."""
    names = food_words(language)
    count = Counter(key(name) for name in names.values())
    return {key(name): entry for entry, name in names.items() if count[key(name)] == 1}

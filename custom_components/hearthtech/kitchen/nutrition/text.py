"""Normalization of words for comparing: lower case, no accents, one form for singular and plural.

The database builder and the matcher use the same functions, so a key made by one is found by the other. The forms
are keys for comparing, never shown to a person.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
import re

from ...language.fold import fold
from ...language.singular import singular
from ..yaml_files import read_yaml

WORD = re.compile(r"[0-9]+(?:[./][0-9]+)*%?|[^\W\d_]+(?:'[^\W\d_]+)?|[^\W_]+")
"""Numbers (with percent sign, fraction or decimals), words, mixtures."""

# Read at import, which Home Assistant does outside its event loop.
_SPELLINGS: Mapping[str, Mapping[str, str]] = read_yaml(Path(__file__).with_name("data") / "spellings.yaml")
"""Other spellings of one food, by language and by their singular."""


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return the comparable form of one folded word: `tomatoes` and `tomato` share one.

    The words of all languages follow the rules of English, as the keys of the database do.
    """
    one = singular(word)
    if one in _SPELLINGS["en"]:
        return _SPELLINGS["en"][one]
    if len(word) < 4:
        return one
    if one.endswith("ie"):
        return one[:-1] if len(one) > 3 else one
    return one[:-1] + "i" if one.endswith("y") else one


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """Return the comparable words of a phrase, in order: `All-Purpose flours` gives `all purpose flour`."""
    found: list[str] = []
    for word in WORD.findall(fold(text)):
        base = word.removesuffix("'s").replace("'", "")
        found.extend(stem(base).split())
    return tuple(found)


@lru_cache(maxsize=2048)
def singular_words(text: str, language: str) -> tuple[str, ...]:
    """Return the comparable words of a phrase in the singular of its language: `rote Zwiebeln` gives `rote zwiebel`."""
    found: list[str] = []
    for word in WORD.findall(fold(text)):
        base = word.rpartition("'")[2] if language in {"fr", "it"} else word.replace("'", "")
        found.extend(stem(singular(base, language)).split())
    return tuple(found)


def key(text: str) -> str:
    """Return the phrase as one comparable string."""
    return " ".join(words(text))

"""Adjectives in food names. They have little weight in a name unless they are part of a known phrase."""

from functools import lru_cache
from pathlib import Path

from ..yaml_files import read_yaml
from .name_words import adjectives
from .text import words
from .vocabulary import vocabulary

# Read at import, which Home Assistant does outside its event loop.
_LISTS = read_yaml(Path(__file__).with_name("data") / "light_words.yaml")
_NOUNS = frozenset(words(" ".join(_LISTS["foods_alone"])))
"""Little weight in a longer name, but foods when alone."""
_ENDS = frozenset(words(" ".join(_LISTS["ends_of_compounds"])))
"""Last words of adjectives with a hyphen: `fire-roasted`, `bone-in`, `no-salt-added`."""

LIGHT = (
    frozenset(words(" ".join(_LISTS["light"])))
    | frozenset(stem for unit in vocabulary("en").units for stem in words(unit))
    | frozenset(stem for said in vocabulary("en").preparation for stem in words(said))
)


@lru_cache(maxsize=8)
def light_words(language: str) -> frozenset[str]:
    """Return the words of little weight of a language."""
    if language == "en":
        return LIGHT
    said = vocabulary(language)
    named = (*said.preparation, *said.sizes, *said.of)
    return adjectives(language) | frozenset(stem for word in named for stem in words(word))


def is_adjective(token: str) -> bool:
    """Whether a word can't be a food."""
    if "-" in token and _ENDS.issuperset(words(token)[-1:]):
        return True
    return all(stem in LIGHT and stem not in _NOUNS for stem in words(token))

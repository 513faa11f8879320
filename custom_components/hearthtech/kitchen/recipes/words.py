"""Normalization of words for search: without case, accents and apostrophes, with plain plural forms."""

from collections.abc import Iterable
import re

from ...language.fold import fold
from ...language.lazy_pattern import LazyPattern
from .model import Recipe
from .word_lists import word_lists

_WORD = re.compile(r"[^\W_]+")
# Scripts written without spaces: every character is a word of its own.
_UNSPACED = LazyPattern(r"([぀-ヿ㐀-䶿一-鿿豈-﫿])")
# Read at import, which Home Assistant does outside its event loop.
STOP_WORDS = frozenset(
    word for listed in word_lists("search_filters")["stop_words"].values() for word in listed
)
"""Words in nearly every English recipe: neither indexed nor searched."""
LONGEST_WORD = 40
"""Longer runs of letters are noise (encoded pictures, addresses) and are cut."""


def search_text(text: str) -> str:
    """The folded text without apostrophes, with a space around each character of a script without spaces.

    `Grandma’s Crème` becomes `grandmas creme`.
    """
    folded = fold(text)
    if not folded.isascii():
        folded = _UNSPACED.sub(r" \1 ", folded)
    return folded.replace("'", "")


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(search_text(text))]


def name_key(name: str) -> str:
    """A name for comparing: folded, one space between words."""
    return " ".join(words_of(name))


def distinct(words: Iterable[str]) -> str:
    """Each distinct word once, in order, separated by spaces: for an index without positions."""
    return " ".join(word for word in dict.fromkeys(words) if word not in STOP_WORDS)


def searchable(recipe: Recipe, people: Iterable[str] = ()) -> dict[str, str]:
    """The words of a recipe by field of the index."""
    other = [
        recipe.description,
        recipe.story,
        *recipe.categories,
        *recipe.cuisines,
        *recipe.keywords,
        *recipe.equipment,
        *recipe.notes,
        *(step.text for step in recipe.steps),
    ]
    return {
        "name": distinct(words_of(recipe.name)),
        "ingredients": distinct(words_of(" ".join(line.text for line in recipe.ingredients))),
        "people": distinct(words_of(" ".join((recipe.author, *people)))),
        "other": distinct(words_of(" ".join(other))),
    }

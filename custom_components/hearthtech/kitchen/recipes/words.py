"""Words as the search compares them: without case, accents and apostrophes, with the plain forms of plurals."""

from collections.abc import Iterable
import re
import unicodedata

from .model import Recipe

_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_WORD = re.compile(r"[^\W_]+")
# Scripts written without spaces: every character is a word of its own.
_UNSPACED = re.compile(r"([぀-ヿ㐀-䶿一-鿿豈-﫿])")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d"}
)
STOP_WORDS = frozenset({"a", "an", "and", "for", "in", "of", "or", "the", "to", "with"})
"""Words in nearly every recipe: they are not indexed, and not asked of it."""
LONGEST_WORD = 40
"""Longer runs of letters are noise (encoded pictures, addresses) and are cut."""


def fold(text: str) -> str:
    """Lower case, without accents and apostrophes: `Grandma’s Crème` becomes `grandmas creme`."""
    if not text.isascii():
        text = text.casefold().translate(_LETTERS)
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
        text = _UNSPACED.sub(r" \1 ", text)
    return _APOSTROPHES.sub("", text.lower())


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


def name_key(name: str) -> str:
    """A name for comparing: folded, one space between words."""
    return " ".join(words_of(name))


def forms_of(word: str) -> tuple[str, ...]:
    """The word and its likely singular or plural, so that `tomatoes` finds `tomato` and the other way round."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return (word,)
    if word.endswith("ies") and len(word) > 4:
        return (word, word[:-3] + "y")
    if word.endswith(("oes", "ches", "shes", "xes", "sses")):
        return (word, word[:-2])
    if word.endswith("ves"):
        return (word, word[:-3] + "f", word[:-1])
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return (word, word[:-1])
    if word.endswith("y") and word[-2] not in "aeiou":
        return (word, word[:-1] + "ies")
    if word.endswith(("o", "ch", "sh", "x", "ss")):
        return (word, word + "es")
    return (word, word + "s")


def distinct(words: Iterable[str]) -> str:
    """Each word that tells something once, in order, one space apart: what an index without positions needs."""
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

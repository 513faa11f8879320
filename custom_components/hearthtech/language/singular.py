"""Singular forms of nouns of the kitchen, by rules and a list of exceptions for each language.

The rules are right for most nouns of recipes. A wrong form is harmless for comparing, because both sides get it;
before a form is shown to a person, it must be in the exceptions or in a list of names.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
import re

from .fold import fold
from .languages import known_language
from .word_data import word_data


@lru_cache(maxsize=8192)
def singular(word: str, language: str = "en") -> str:
    """Return the singular of a folded word: `tomatoes` → `tomato`, `Zwiebeln` → `zwiebel`, `oignons` → `oignon`.

    A word that is no plural, or shorter than four letters, is returned unchanged unless it is an exception.
    """
    code = known_language(language)
    tables = word_data(code)
    irregular: Mapping[str, str] = tables["singular"]
    if word in irregular:
        return irregular[word]
    if len(word) < 4 or not word.isalpha() or word in _KEPT[code]:
        return word
    return _RULES[code](word)


@lru_cache(maxsize=4096)
def forms(word: str, language: str = "en") -> tuple[str, ...]:
    """Return a folded word and its other number: `tomato` ↔ `tomatoes`.

    For searching: the plural follows the regular English rule in English, else only the singular is added.
    """
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return (word,)
    one = singular(word, language)
    if one != word:
        return (word, one)
    if known_language(language) != "en" or word in _KEPT["en"]:
        return (word,)
    if word.endswith("y") and word[-2] not in "aeiou":
        return (word, word[:-1] + "ies")
    if word.endswith(("o", "ch", "sh", "x", "ss")):
        return (word, word + "es")
    return (word, word + "s")


_WORD = re.compile(r"[^\W\d_]+")


def singulars(text: str, language: str = "en") -> set[str]:
    """Return the singular forms of the words of a text: `2 large tomatoes` → `{large, tomato}`."""
    return {singular(word, language) for word in _WORD.findall(fold(text))}


def _english(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("oes", "ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _german(word: str) -> str:
    if word.endswith(("eln", "ern")):
        return word[:-1]
    if word.endswith("innen"):
        return word[:-3]
    if word.endswith("chen"):
        return word
    if word.endswith("en") and len(word) > 4:
        return word[:-1]
    return word[:-1] if word.endswith("s") and word[-2] in "aiouy" else word


def _french(word: str) -> str:
    if word.endswith(("eaux", "oux", "eux")):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-2] + "l"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is", "as", "os")) else word


def _spanish(word: str) -> str:
    if word.endswith("ces"):
        return word[:-3] + "z"
    if len(word) > 4 and word.endswith(("les", "nes", "res", "des", "jes", "yes")) and word[-4] in "aeiou":
        return word[:-2]
    return word[:-1] if word.endswith("s") and word[-2] in "aeiou" else word


def _italian(word: str) -> str:
    if word.endswith(("che", "ghe")):
        return word[:-2] + "a"
    if word.endswith(("chi", "ghi")):
        return word[:-2] + "o"
    if word.endswith(("oni", "ori", "ali", "oli")) and len(word) > 4:
        return word[:-1] + "e"
    if word.endswith("i"):
        return word[:-1] + "o"
    return word[:-1] + "a" if word.endswith("e") else word


_RULES: Mapping[str, Callable[[str], str]] = {
    "en": _english, "de": _german, "fr": _french, "es": _spanish, "it": _italian,
}  # fmt: skip
_KEPT: Mapping[str, frozenset[str]] = {
    language: frozenset(word_data(language)["no_plural"].split()) for language in _RULES
}

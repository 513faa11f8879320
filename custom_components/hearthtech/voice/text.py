"""Normalization of text for the recognizer: lower case words without marks, apostrophes and accents."""

from collections.abc import Mapping
from functools import lru_cache
import re

from ..language.fold import fold
from ..language.numbers import spell_fractions
from .data_files import SPOKEN_LANGUAGES, read_data

MAX_CHARACTERS = 400
"""Longer input is cut; no request of a user is that long."""
MAX_TOKENS = 64
SHORTEST_PART = 2
"""The fewest letters of a part of a compound noun."""

# Read at import, which Home Assistant does outside its event loop.
_DATA = read_data("en", "contractions.yaml")
_ENGLISH_CONTRACTIONS: Mapping[str, str] = _DATA["contractions"]
_ENGLISH_APOSTROPHE: Mapping[str, str] = _DATA["with_apostrophe"]
_SHORT_FORMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    code: {
        fold(str(short)): tuple(fold(str(words)).split())
        for short, words in read_data(code, "units.yaml").get("short_forms", {}).items()
    }
    for code in SPOKEN_LANGUAGES
}
"""Short forms of the spoken language and their words, folded: "gibts" is "gibt es"."""
_SPELLINGS: Mapping[str, str] = _DATA["spellings"]
"""Other spellings of one word, in every language."""
_ELIDING = frozenset({"fr", "it"})
"""Languages in which an apostrophe separates words (l'eau, dell'olio)."""

_TOKEN = re.compile(r"\d+/\d+|\d+(?:[.,]\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*|°|%")
_SPELLED = re.compile(r"\b(?:[^\W\d_][\s.\-]+){3,}[^\W\d_]\b")
_AROUND = ' .,;:!?¿¡"“”„«»()'
_HYPHENS = re.compile(r"[-‐‑–]")
_REPEATED_LETTER = re.compile(r"([^\W\d_])\1{2,}")


def tokens(text: str, language: str = "en") -> list[str]:
    """The words of an utterance, at most `MAX_TOKENS` of them.

    English contractions are expanded (`what's` → `what is`), possessives joined (`grandma's` → `grandmas`),
    spelled words joined (`s t o p` → `stop`) and drawn-out letters shortened (`stooop` → `stop`).
    """
    folded = fold(spell_fractions(text[:MAX_CHARACTERS]))
    if len(folded) > 6 and _SPELLED.search(folded):
        folded = _SPELLED.sub(lambda found: re.sub(r"[\s.\-]+", "", found[0]), folded)
    folded = _REPEATED_LETTER.sub(r"\1", folded)
    found: list[str] = []
    for word in _TOKEN.findall(folded):
        found.extend(split_word(word, language))
        if len(found) >= MAX_TOKENS:
            return found[:MAX_TOKENS]
    return found


@lru_cache(maxsize=8192)
def split_word(word: str, language: str) -> tuple[str, ...]:
    """A folded word as the words that it contains: `what's` → `what is`, in French `l'eau` → `l eau`."""
    if word[0].isdigit():
        return (word.replace(",", "."),)
    if "'" in word:
        if language in _ELIDING:
            return tuple(word.split("'"))
        if language == "en" and word in _ENGLISH_APOSTROPHE:
            return tuple(_ENGLISH_APOSTROPHE[word].split())
        word = word.replace("'", "")
    if language == "en" and word in _ENGLISH_CONTRACTIONS:
        return tuple(_ENGLISH_CONTRACTIONS[word].split())
    if (words := _SHORT_FORMS.get(language, {}).get(word)) is not None:
        return words
    return (_SPELLINGS.get(word, word),)


def as_said(utterance: str, slot: str, language: str) -> str:
    """The words of a slot as they were said: `Crème fraîche` for `creme fraiche`, `Nudel` of `Nudeltimer`.

    The slot itself if they are not found.
    """
    wanted = slot.split()
    heard = utterance[:MAX_CHARACTERS]
    for words in (heard.split(), _HYPHENS.sub(" ", heard).split()):
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + len(wanted)) + 1):
                said = " ".join(words[start:end])
                if tokens(said, language) == wanted:
                    return said.strip(_AROUND)
    if len(wanted) == 1:
        for word in heard.split():
            if (first := _first_part(word.strip(_AROUND), slot, language)) is not None:
                return first
    return slot


def _first_part(word: str, part: str, language: str) -> str | None:
    """The part of a compound noun that it begins with, as written; nouns have a capital in German."""
    for end in range(SHORTEST_PART, len(word)):
        if tokens(word[:end], language) == [part]:
            said = word[:end]
            return said[0].upper() + said[1:] if language == "de" else said
    return None


def sentences(text: str) -> list[str]:
    """The sentences of an utterance, in order: people report first and ask last ("Done. What's next?")."""
    parts = re.split(r"[.!?;]+(?:\s+|$)|\s+[-–—]+\s+|[:;]-?[)D]", text[:MAX_CHARACTERS])
    return [part for part in (piece.strip() for piece in parts) if part]

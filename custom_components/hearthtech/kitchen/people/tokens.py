"""Split a line into comparable words, with their clauses and alternatives."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
import re
import unicodedata

from ...language.fold import fold, strip_marks
from ..nutrition.database import shipped
from ..nutrition.quantity import GRAMS, ML
from ..nutrition.text import words
from ..nutrition.vocabulary import vocabulary
from .claim_words import ALTERNATIVES, EXAMPLES
from .lexicon import lexicon
from .stop_words import neutral_words
from .word_tables import phrases, word_lists

LONGEST_LINE = 2000
_BREAK = re.compile(r"(?<=[^\W\d_])[-‐‑]\s*\n\s*(?=\w)")
_TIGHT = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f]")
_CLAUSE = re.compile(r"[,;:()\[\]{}\n•|·*~=<>#^\\+]|\s&\s?|\s[-–—]|[–—](?=\D)|\.\s|[!?]")
_PAIRED, _ELIDED = ("|".join(phrases(word_lists("claims")[name])) for name in ("paired", "elided"))
_PAIRS = re.compile(rf"\b({_PAIRED})\s*&\s*({_PAIRED})\b", re.IGNORECASE)
"""Names with a sign between: half & half, M & M's."""
_SLASH = re.compile(r"(?<=[^\W\d_])\s*/\s*(?=[^\W\d_])")
_ELISION = re.compile(rf"\b({_ELIDED})['’´`](?=[^\W\d_])", re.IGNORECASE)
_MIXED = re.compile(r"(?<![^\W\d_])[^\W\d_]++\d\w*|(?<![\w.,/])\d(?=[^\W\d_])\w+")
_LOOKS_LIKE = str.maketrans("0134578", "oieastb")
"""Digits used in place of letters: `p3anuts`."""
SIGNS = re.compile(
    r"[\U0001F100-\U0001F1FF\U0001F330-\U0001F37F\U0001F400-\U0001F43F\U0001F950-\U0001F9CB\U0001FAD0-\U0001FADF]"
)
"""Emoji of foods and animals, and enclosed letters."""


@dataclass(slots=True)
class Token:
    """A comparable word of a line, its clause, and its alternative in the clause."""

    word: str
    clause: int
    segment: int
    unit: bool = False
    """The unit of the number before it (`500 grams flour`), which is not part of a name."""


def tidy(text: str) -> str:
    """Return the text without accents, invisible marks, and line-end hyphenation."""
    text = _PAIRS.sub(
        lambda pair: pair[1] + ("&" if pair[1] in "mM" else " and ") + pair[2], text[:LONGEST_LINE]
    )
    text = _TIGHT.sub("", _BREAK.sub("", strip_marks(text)))
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def tokens_of(said: str, language: str) -> list[Token]:
    """The comparable words, with their clauses and alternatives."""
    tokens: list[Token] = []
    either = {"//"} | ALTERNATIVES["en"] | ALTERNATIVES.get(language, frozenset()) | EXAMPLES
    newest = clause = segment = 0
    inside_choice = False
    """In brackets that began with "or": all words in them are an alternative of the food before."""
    said = _MIXED.sub(lambda found: _spelled(found[0]), _ELISION.sub(r"\1 ", said))
    for separator, piece in _clauses(_SLASH.sub(" // ", said)):
        said_words = list(_words(piece))
        inside_choice = inside_choice and separator not in ")]}"
        if tokens and (inside_choice or (said_words[:1] and said_words[0] in either)):
            clause, segment = tokens[-1].clause, segment + 1
            inside_choice = inside_choice or separator in "([{"
        elif said_words:
            newest += 1
            clause, segment = newest, 0
        for word in said_words:
            if word in either:
                segment += 1
            else:
                unit = bool(tokens) and _is_number(tokens[-1].word, language) and word in _measures(language)
                tokens.append(Token(word, clause, segment, unit))
    return tokens


def place_of(token: Token) -> tuple[int, int]:
    """Return the clause of a word and which of its alternatives it belongs to."""
    return token.clause, token.segment


def _is_number(word: str, language: str) -> bool:
    return word[0].isdigit() or word in _number_words(language)


@lru_cache(maxsize=8)
def _number_words(language: str) -> frozenset[str]:
    return frozenset(
        word for said in {language, "en"} for number in vocabulary(said).numbers for word in words(number)
    )


@lru_cache(maxsize=8)
def _measures(language: str) -> frozenset[str]:
    """The units of weight and volume, in comparable form."""
    return frozenset(
        word
        for said in {language, "en"}
        for unit, meant in vocabulary(said).units.items()
        if meant in GRAMS or meant in ML
        for word in words(unit)
    )


def _spelled(mixed: str) -> str:
    """Replace digits in a word by letters, except in amounts (`5g`) and names with one (`E322`)."""
    letters = mixed.lstrip("0123456789")
    if letters != mixed and letters.isalpha():
        unit = fold(letters) in vocabulary("en").units or len(letters) < 2
        if unit or (len(letters) > 3 and letters.lower() in neutral_words("en")):
            return mixed
    return mixed if lexicon().phrases.get(words(mixed)) else mixed.translate(_LOOKS_LIKE)


def _clauses(said: str) -> Iterator[tuple[str, str]]:
    """The parts between punctuation, each with the sign before it."""
    at, separator = 0, " "
    for found in _CLAUSE.finditer(said):
        yield separator, said[at : found.start()]
        at, separator = found.end(), found[0].strip() or " "
    yield separator, said[at:]


@lru_cache(maxsize=4096)
def known_singular(word: str) -> str:
    """`kiwi` for `kiwis`: an ending that `text` does not change, because most such words are no plurals."""
    if len(word) < 5 or not word.endswith("is"):
        return word
    one = word[:-1]
    return one if (one,) in lexicon().phrases or one in shipped().aliases() else word


def _words(text: str) -> Iterator[str]:
    for number, piece in enumerate(text.split(" // ")):
        if number:
            yield "//"
        yield from map(known_singular, words(piece))


@lru_cache(maxsize=16384)
def is_neutral(word: str, language: str) -> bool:
    """Whether a word is a stop word."""
    return word.replace("/", "").replace(".", "").rstrip("%").isdigit() or word in neutral_words(language)

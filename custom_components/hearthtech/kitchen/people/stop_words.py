"""Stop words of ingredient lines (amounts, preparation, purpose); never an allergen."""

from functools import lru_cache

from ...language.languages import LANGUAGES
from ..nutrition.adjectives import light_words
from ..nutrition.text import words
from ..nutrition.vocabulary import vocabulary
from .word_tables import stop_word_lists

_NEVER = frozenset(
    words(
        "dairy free non mix flavored flavor assorted egg butter cream milk no trader joe king arthur bob mill"
    )
)
"""Words of little weight in a name that may still name a food."""


@lru_cache(maxsize=8)
def neutral_words(language: str) -> frozenset[str]:
    """The stop words of a language, in comparable form; those of English if it is not supported."""
    known = language if language in LANGUAGES else "en"
    said = vocabulary(known)
    listed_words = stop_word_lists(known)
    own: set[str] = set(words(listed_words["line_words"])) | set(listed_words["recipe_words"].split())
    for listed in (
        said.units, said.sizes, said.numbers, said.about, said.to, said.plus, said.of, said.each, said.preparation, said.breaks,
        said.optional, said.to_taste, said.purposes, said.extra, said.divided, said.containers,
    ):  # fmt: skip
        for phrase in listed:
            own.update(words(phrase))
    own |= light_words(known) | set(words(listed_words["part_words"]))
    return frozenset(own - _NEVER)

"""Compare unknown words with the names of allergens, and split German compounds."""

from collections.abc import Callable
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from ...language.fold import fold
from .claim_words import COMPOUND_CUTS, NO_MISSPELLING, PRODUCT_ENDINGS
from .stop_words import neutral_words

SHORTEST_PART = 4
"""Letters of a part of a compound; shorter ones are in too many words."""


@lru_cache(maxsize=4096)
def near_names(word: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The names of allergens that differ from a word by one or two errors."""
    if len(word) < 5 or word in NO_MISSPELLING or not fold(word).isalpha():
        return ()
    slips = 1 if len(word) < 9 else 2
    near = extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=3)
    return tuple(name for name, _, _ in near if _is_slip(word, name))


def _is_slip(word: str, name: str) -> bool:
    """Whether the word is the name with an error.

    Short words must begin and end like it (`almod`, not `grill`).
    """
    if word[0] != name[0]:
        return False
    return len(word) > 5 or sorted(word) == sorted(name) or (word[-1] == name[-1] and len(word) != len(name))


def is_harmless_compound(word: str, is_harmless_food: Callable[[str], bool]) -> bool:
    """Return whether a German compound is made of two harmless words that are known: `Kartoffelwürfel`.

    `is_harmless_food` returns whether a part is a food without any of the allergens.
    """
    if word.endswith(PRODUCT_ENDINGS):
        return False
    for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        first, last = word[:place], word[place:]
        if (last in COMPOUND_CUTS or _is_food(last, is_harmless_food)) and any(
            _is_harmless(first.removesuffix(link), is_harmless_food)
            for link in ("", "n", "en", "s")
            if first.endswith(link)
        ):
            return True
    return False


def _is_harmless(part: str, is_harmless_food: Callable[[str], bool]) -> bool:
    return len(part) >= SHORTEST_PART and (part in neutral_words("de") or is_harmless_food(part))


def _is_food(part: str, is_harmless_food: Callable[[str], bool]) -> bool:
    return len(part) >= SHORTEST_PART and is_harmless_food(part)

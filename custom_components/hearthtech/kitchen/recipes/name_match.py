"""Similarity of a spoken or typed name to the name of a recipe."""

from typing import Final

from rapidfuzz.distance import OSA

from .search_filters import FILLERS

SAME_WORD: Final = 0.6
"""Least similarity (0–1) of two words that may be the same word, misheard or misspelled."""


def likeness(spoken: str, name: str) -> float:
    """Similarity, 0–100: the share of spoken words found in the name, minus a little for each other word."""
    said = [word for word in spoken.split() if word not in FILLERS] or spoken.split()
    named = [word for word in name.split() if word not in FILLERS] or name.split()
    if not said:
        return 0.0
    fits = [max(OSA.normalized_similarity(word, other) for other in named) for word in said]
    left_out = max(len(named) - len(said), 0)
    return 100.0 * sum(fit for fit in fits if fit >= SAME_WORD) / len(said) - 3.0 * left_out

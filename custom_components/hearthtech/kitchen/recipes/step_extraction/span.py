"""A fact in text: its value, confidence and position."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedFact[T]:
    """A fact. `text[start:end]` are its words."""

    value: T
    confidence: float
    start: int
    end: int


_MARKS = (". ", "! ", "? ", "; ", "\n")
_REACH = 240
"""Characters on either side that are searched for the ends of a sentence."""


def sentence_at(text: str, at: int) -> str:
    """The sentence around a position."""
    first, last = max(0, at - _REACH), min(len(text), at + _REACH)
    start = max((text.rfind(mark, first, at) for mark in _MARKS), default=-1)
    ends = [end for mark in _MARKS if (end := text.find(mark, at, last)) >= 0]
    return text[max(start + 1, first) : min(ends, default=last)]

"""What was found in prose: a value, how sure it is, and where its words stand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Found[T]:
    """`text[start:end]` are the words that say it."""

    value: T
    confidence: float
    start: int
    end: int


_MARKS = (". ", "! ", "? ", "; ", "\n")
_REACH = 240
"""Characters to either side that a sentence is looked for in; more is no sentence a cook reads."""


def sentence_at(text: str, at: int) -> str:
    """The sentence around a place."""
    first, last = max(0, at - _REACH), min(len(text), at + _REACH)
    start = max((text.rfind(mark, first, at) for mark in _MARKS), default=-1)
    ends = [end for mark in _MARKS if (end := text.find(mark, at, last)) >= 0]
    return text[max(start + 1, first) : min(ends, default=last)]

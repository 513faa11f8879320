"""What was found in prose: a value, how sure it is, and where its words stand."""

from dataclasses import dataclass
import re


@dataclass(frozen=True, slots=True, kw_only=True)
class Found[T]:
    """`text[start:end]` are the words that say it."""

    value: T
    confidence: float
    start: int
    end: int


_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?](?=\S)[^.!?;\n]*)*[.!?;\n]*")


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence; a point inside a number or an abbreviation ends none."""
    return [match.span() for match in _SENTENCE.finditer(text) if match[0].strip()]


def sentence_at(text: str, at: int) -> str:
    """The sentence around a place."""
    start = max(text.rfind(mark, 0, at) for mark in (". ", "! ", "? ", "; ", "\n"))
    ends = [end for mark in (". ", "! ", "? ", "; ", "\n") if (end := text.find(mark, at)) >= 0]
    return text[start + 1 : min(ends, default=len(text))]

"""Clean the name of a recipe of what pages and chats write around it: emoji, servings, times."""

import re
import unicodedata

from .yields import states_only_servings

_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,40})[)\]]\s*$")
_AFTER_DASH = re.compile(r"\s+[-–—|·]\s+([^-–—|·]{1,40})$")
_MARKS = " *_#:~=\t"
_PICTURES = frozenset({"So", "Sk", "Cn", "Co"})
"""Unicode categories of emoji and other pictures."""
_JOINERS = "\u200d\ufe0f\ufe0e\u20e3"


def title_and_servings(text: str) -> tuple[str, str | None]:
    """The name without emoji and marks at its ends, and the servings written after it: "Goulash (serves 4)"."""
    title, servings = _trimmed(text), None
    while (match := _IN_BRACKETS.search(title) or _AFTER_DASH.search(title)) is not None:
        if not states_only_servings(match[1]) or not title[: match.start()].strip():
            break
        title, servings = _trimmed(title[: match.start()]), match[1]
    return title, servings


def _trimmed(text: str) -> str:
    first, last = 0, len(text)
    while first < last and _is_mark(text[first]):
        first += 1
    while last > first and _is_mark(text[last - 1]):
        last -= 1
    return text[first:last]


def _is_mark(letter: str) -> bool:
    return (
        letter in _MARKS
        or letter in _JOINERS
        or (unicodedata.category(letter) in _PICTURES and letter not in "°©®™")
    )

"""Long texts in pieces: the first sentences, and the rest on request."""

import re

from ...voice.reply import Reply, speakable
from ..turn import TurnContext

PIECE_LENGTH = 160
"""About how many characters of a text are spoken at a time."""
SHORT_LENGTH = 80
_SENTENCE = re.compile(r"(?<=[.!?])['\"”’»]?\s+")


def in_pieces(turn: TurnContext, text: str, *, show: str | None = None, length: int = PIECE_LENGTH) -> Reply:
    """Return the first sentences of a text; the rest is kept for "go on"."""
    first, rest = divided(text, length)
    turn.focus.rest = rest
    said = speakable(first, length * 3)
    if rest:
        said = f"{said} {turn.words('more_follows')}"
    return Reply(say=said, show=show, kind=turn.kind)


def divided(text: str, length: int) -> tuple[str, str]:
    """Divide a text after as many whole sentences as fit, at least one."""
    sentences = [part for part in _SENTENCE.split(" ".join(text.split())) if part]
    first: list[str] = []
    while sentences and (not first or len(" ".join([*first, sentences[0]])) <= length):
        first.append(sentences.pop(0))
    return " ".join(first), " ".join(sentences)


def without_last_sentence(text: str) -> tuple[str, str]:
    """Return a text without its last sentence, and that sentence."""
    *first, last = _SENTENCE.split(" ".join(text.split()))
    return " ".join(first), last

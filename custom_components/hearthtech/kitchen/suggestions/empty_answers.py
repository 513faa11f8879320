"""Sentences for empty answers: the largest cause and the action that removes it, in five languages."""

from .messages import message_table
from .model import EmptyExplanation


def cause_words(explanation: EmptyExplanation | None, language: str = "en") -> str:
    """One sentence; empty without an explanation."""
    if explanation is None:
        return ""
    sentences = message_table(language).causes
    count, lines = explanation.count, len(explanation.lines)
    return sentences[explanation.cause.value].format(count=count, lines_count=lines)

"""Sentences that the skill speaks itself when the kitchen is unavailable. They are in `fallback_messages.yaml`."""

from enum import StrEnum
from pathlib import Path

import yaml


class FallbackMessage(StrEnum):
    """Keys of the sentences."""

    AWAY = "away"
    FAILED = "failed"
    TOO_LONG = "too_long"
    DONE = "done"
    NOT_UNDERSTOOD = "not_understood"


_FILE = Path(__file__).with_suffix(".yaml")
MESSAGES: dict[str, dict[FallbackMessage, str]] = {
    language: {message: str(sentences[message.value]) for message in FallbackMessage}
    for language, sentences in yaml.safe_load(_FILE.read_text(encoding="utf-8")).items()
}
"""By language; read when the skill starts."""


def say(what: FallbackMessage, language: str) -> str:
    """Return the sentence in this language, or in English."""
    return MESSAGES.get(language[:2].lower(), MESSAGES["en"])[what]

"""Texts of reasons and answers, one sentence each, in the five languages of the voice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ...language.languages import LANGUAGES
from .food_words import food_words
from .model import ReasonCode, SuggestionOutcome, SuggestionReason
from .word_files import read_words


@dataclass(frozen=True, slots=True)
class MessageTable:
    """The sentences of one language."""

    sentences: Mapping[str, str]
    weekdays: tuple[str, ...]
    """Monday first."""
    conjunction: str
    """The "and" before the last name of a list."""
    causes: Mapping[str, str]
    """Sentences for empty answers, by `EmptyCause`."""


@cache
def message_table(language: str) -> MessageTable:
    """The sentences of a language; English ones for a language without. The first call reads a file."""
    content = read_words(f"sentences/{language if language in LANGUAGES else LANGUAGES[0]}")
    return MessageTable(content["sentences"], tuple(content["weekdays"]), content["and"], content["causes"])


def reason_words(reason: SuggestionReason, language: str = "en") -> str:
    """One sentence."""
    table = message_table(language)
    sentences = table.sentences
    data = dict(reason.data)
    key = reason.code.value
    if reason.code is ReasonCode.USES_EXPIRING and "weekday" in data:
        key = f"{key}_by"
        data["weekday"] = table.weekdays[int(str(data["weekday"]))]
    elif reason.code is ReasonCode.USES_EXPIRING and f"{key}_{data['days']}" in sentences:
        key = f"{key}_{data['days']}"
    if reason.code is ReasonCode.IN_HOUSE:
        data["share"] = round(100 * float(str(data["share"])))
        key = f"{key}_unknown" if data.get("unknown") else key
    if reason.code is ReasonCode.DECLARED and data.get("people"):
        key = f"{key}_for"
    if reason.code is ReasonCode.LIKED:
        data["stars"] = f"{float(str(data['stars'])):.2g}"
    if reason.code is ReasonCode.IN_SEASON:
        data["foods"] = [food_name(str(food), language) for food in _sequence(data["foods"])]
    if "food" in data:
        data["food"] = food_name(str(data["food"]), language)
    filled = {name: _joined(value, language) for name, value in data.items()}
    return sentences[key].format(**filled)


def answer_words(answer: SuggestionOutcome, language: str = "en") -> str:
    """The sentence for an empty answer; empty when something was found."""
    return message_table(language).sentences.get(answer.value, "")


def food_name(entry: str, language: str = "en") -> str:
    """The name of a food entry; in English if there is no translation."""
    return food_words(language).get(entry, entry)


def _joined(value: object, language: str) -> str:
    if isinstance(value, str) or not isinstance(value, Sequence):
        return str(value)
    names = [str(one) for one in value]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {message_table(language).conjunction} {names[-1]}"


def _sequence(value: object) -> Sequence[object]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else [value]

"""Rewrite contrasts within a clause: "everything off, only not the left one", "not the lights, turn off the stove"."""

from collections.abc import Sequence

from ..data_files import small_words_of_all
from .vocabulary import VocabularyItem

_VERBS = frozenset({"off_verb", "turn", "cut", "homophone"})
_NOT = small_words_of_all("negations")
_EXCEPTED_FROM = frozenset(
    {"all", "both", "burners", "off_verb", "off", "state_off", "turn", "set", "cut", "shut"}
)


def _with_negation(items: Sequence[VocabularyItem]) -> list[VocabularyItem]:
    """Read "just not turn off the stove" as a negation.

    The exception follows the burners to be turned off.
    """
    read: list[VocabularyItem] = []
    for item in items:
        named = any(one.any(_EXCEPTED_FROM) for one in read)
        denies = "except" in item and item.words[-1] in _NOT and not named
        read.append(VocabularyItem(item.words, frozenset({"neg"})) if denies else item)
    return read


def _without_contrast(items: Sequence[VocabularyItem]) -> list[VocabularyItem]:
    """Read "not the lights, turn off the stove" without a comma as "turn off the stove"."""
    for start, item in enumerate(items):
        if "neg" not in item:
            continue
        end = start + 1
        while end < len(items) and "fill" in items[end] and not items[end].any(_VERBS):
            end += 1
        if end >= len(items) or "foreign" not in items[end]:
            continue
        rest = items[end + 1 :]
        if any(one.any(_VERBS) for one in rest) and not any("foreign" in one for one in rest):
            return [*items[:start], *rest]
    return list(items)


def with_exception(items: Sequence[VocabularyItem]) -> list[VocabularyItem]:
    """Read "alles aus, nur vorne links nicht" as "alles aus, außer vorne links"."""
    items = _without_contrast(_with_negation(items))
    only = next((n for n, item in enumerate(items) if "only" in item), None)
    if only is None or not any("all" in item for item in items[:only]):
        return list(items)
    negation = next((n for n, item in enumerate(items) if n > only and "neg" in item), None)
    if negation is None:
        return list(items)
    exception = VocabularyItem(items[only].words, frozenset({"except"}))
    return [*items[:only], exception, *items[only + 1 : negation], *items[negation + 1 :]]

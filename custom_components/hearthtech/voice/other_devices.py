"""Requests about devices that are not the kitchen's: lights, the oven, the heating."""

from collections.abc import Sequence

from .off import vocabulary

_OF_THE_STOVE = frozenset(
    ["stove", "burner", "burners", "heat", "front", "back", "left", "right", "container", "food"]
)
"""The classes of the vocabulary of off (`voice/data`) that concern a stove."""
_ANYTHING = frozenset(["anything", "something", "everything", "nothing"])


def asks_elsewhere(text: str, language: str) -> bool:
    """Whether a question names another device and no part of a stove.

    "is the oven on", "are the lights on".
    """
    items = vocabulary(language).items(text)
    if not any("foreign" in item for item in items):
        return False
    return not any(item.any(_OF_THE_STOVE) or _ANYTHING.intersection(item.words) for item in items)


def names_other_device(code: str, words: Sequence[str]) -> bool:
    """Whether words name a device that is not the kitchen's: lights, the oven, the heating."""
    return any("foreign" in item and "ours" not in item for item in vocabulary(code).items(" ".join(words)))

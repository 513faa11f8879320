"""Read utterances that turn some burners off and set others: "turn off the front left and set the back left to four"."""

from collections.abc import Callable, Iterator
from itertools import islice
import re

from ..language.fold import fold
from .burner_settings import BurnerSetting, SettingsReader
from .off.request import OffRequest, Reason

MOST_JOINS = 8
"""An utterance is divided at no more than this many conjunctions."""

_WORD = re.compile(r"[^\W\d_]+|[,;.!]")


def read_off_and_settings(
    text: str, read: Callable[[str], OffRequest], reader: SettingsReader
) -> tuple[OffRequest, tuple[BurnerSetting, ...]] | None:
    """Read "turn off the front left and set the back left to four": what is to be off, and what is to be set.

    `None` if the utterance can't be divided in this way. Where it can be divided at several conjunctions, as few burners
    as possible are set. `read` is the reader of requests to turn off.
    """
    best: tuple[OffRequest, tuple[BurnerSetting, ...]] | None = None
    for found in islice(_conjunctions(text, reader.joins), MOST_JOINS):
        halves = text[: found.start()], text[found.end() :]
        for off_text, set_text in (halves, halves[::-1]):
            settings = reader.read(set_text, fewest=1)
            if not settings or (best is not None and len(settings) >= len(best[1])):
                continue
            off = read(off_text)
            if (
                off.reason is not Reason.OFF
                or reader.sets_heat(off_text)
                or {one.burner_id for one in settings} & set(off.burners)
            ):
                continue
            best = off, settings
    return best


def _conjunctions(text: str, joins: frozenset[str]) -> Iterator[re.Match[str]]:
    return (found for found in _WORD.finditer(text) if not found[0][0].isalpha() or fold(found[0]) in joins)

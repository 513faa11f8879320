"""Check stored and edited phases of a recording."""

from collections.abc import Sequence
from itertools import pairwise
import math
from typing import Final

from ..errors import ErrorCode, KitchenError
from .recorded_phases import RecordedPhase

SHORTEST_S: Final = 5.0
MOST_PHASES: Final = 60
LONGEST_TEXT: Final = 2000
LONGEST_NAME: Final = 200
LONGEST_S: Final = 30 * 24 * 3600.0
SAME_S: Final = 0.01
HOTTEST_C: Final = 1000.0
_LINES: Final = frozenset("\n\t")


def refused(field: str, reason: str) -> KitchenError:
    """An error for a value that can't be."""
    return KitchenError(ErrorCode.INVALID, field=field, reason=reason)


def checked_words(field: str, words: str, longest: int, *, empty: bool = True) -> str:
    """The words without surrounding space.

    Raises:
        KitchenError: `INVALID` when they are too long, or contain control characters.
    """
    tidy = words.strip()
    if not tidy and not empty:
        raise refused(field, "there are no words")
    if len(tidy) > longest:
        raise refused(field, f"at most {longest} letters")
    if any(not letter.isprintable() and letter not in _LINES for letter in tidy):
        raise refused(field, "control characters")
    return tidy


def check_phases(phases: Sequence[RecordedPhase]) -> None:
    """Check that phases follow each other without gaps.

    Raises:
        KitchenError: `INVALID`.
    """
    if len(phases) > MOST_PHASES:
        raise refused("phases", f"at most {MOST_PHASES} phases")
    if len({phase.id for phase in phases}) != len(phases):
        raise refused("phases", "two phases have one id")
    for phase in phases:
        checked_words("text", phase.text, LONGEST_TEXT)
        checked_words("gate", phase.gate, LONGEST_NAME)
        numbers = (phase.start, phase.stop, phase.from_c, phase.to_c, phase.mean_c, phase.power)
        if not all(math.isfinite(number) for number in numbers):
            raise refused("phases", "a number is not finite")
        if not 0.0 <= phase.start <= phase.stop <= LONGEST_S or not 0.0 <= phase.power <= 2.0:
            raise refused("phases", "a time or a power can't be")
        if any(abs(celsius) > HOTTEST_C for celsius in (phase.from_c, phase.to_c, phase.mean_c)):
            raise refused("phases", "a temperature can't be")
        if phase.is_moment != (phase.stop == phase.start):
            raise refused("phases", "only a moment has no duration")
        if not phase.id or len(phase.id) > 16 or phase.changed < 0:
            raise refused("phases", "an id can't be")
    for one, two in pairwise(phases):
        if abs(one.stop - two.start) > SAME_S:
            raise refused("phases", "there is a gap")

"""Simplify a list of phases: one controlled hold in place of alternating heat, and a limited length."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ...recipes.activity import Activity
from .segment import BOIL_C, Segment

MOST: Final = 25
"""Greatest number of phases of a draft, so that a cook can read and correct it."""
FLIPS: Final = 4
"""From this many alternating phases in a row on, a controller is assumed."""
SWING_K, SWING_SHARE = 6.0, 0.12
"""A controller holds its temperature within this much (K), or this share of the excess over the room."""
ROOM_C: Final = 25.0
HOT_C: Final = 118.0


def tidy(segments: Sequence[Segment], *, most: int = MOST) -> list[Segment]:
    """Join the phases of a controller, and limit their number to `most`."""
    kept = _without_flips(list(segments))
    while len(kept) > most:
        shortest = min(range(len(kept)), key=lambda index: kept[index].length_s)
        left = (
            shortest - 1
            if shortest and (shortest + 1 == len(kept) or kept[shortest].added is False)
            else shortest
        )
        first, second = kept[left], kept[left + 1]
        longer = first if first.length_s >= second.length_s else second
        kept[left : left + 2] = [merge([first, second], longer.activity)]
    return kept


def _without_flips(segments: list[Segment]) -> list[Segment]:
    kept: list[Segment] = []
    index = 0
    while index < len(segments):
        end = _controlled_until(segments, index)
        if end - index >= FLIPS:
            run = segments[index:end]
            kept.append(merge(run, _kept_as(merge(run, Activity.HOLD).mean_c)))
            index = end
        else:
            kept.append(segments[index])
            index += 1
    return kept


def _controlled_until(segments: Sequence[Segment], begin: int) -> int:
    """The end of the run from `begin` in which the heat alternates and the temperature is constant."""
    low, high = float("inf"), float("-inf")
    end = begin
    for index in range(begin, len(segments)):
        part = segments[index]
        low, high = min(low, part.from_c, part.to_c), max(high, part.from_c, part.to_c)
        swing = max(SWING_K, SWING_SHARE * ((low + high) / 2.0 - ROOM_C))
        if high - low > swing or (part.added and index > begin) or part.activity is Activity.BOIL:
            break
        end = index + 1
    off = sum(part.activity is Activity.REST for part in segments[begin:end])
    return end if off >= 2 else begin


def _kept_as(celsius: float) -> Activity:
    return Activity.FRY if celsius > HOT_C else Activity.SIMMER if celsius >= BOIL_C else Activity.HOLD


def merge(run: Sequence[Segment], activity: Activity) -> Segment:
    """Merge neighboring phases into one."""
    total = max(sum(part.length_s for part in run), 1e-9)
    return replace(
        run[0],
        stop=run[-1].stop,
        activity=activity,
        to_c=run[-1].to_c,
        mean_c=sum(part.mean_c * part.length_s for part in run) / total,
        power=sum(part.power * part.length_s for part in run) / total,
    )

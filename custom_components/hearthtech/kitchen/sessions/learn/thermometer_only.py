"""Phases of a recording without power, from a lone thermometer in a pot, in meat, or in hot air.

The events that `EventDetector` finds give the cuts that matter (boil, something put in, probe taken out); between them the
curve is reduced to legs that rise or fall by more than a share of its range (hysteresis, as in rainflow counting;
ASTM E1049), and a leg that bends sharply into a level is followed by a hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
import math
from typing import Final

from ...numeric import NDArray, np
from ...recipes.activity import Activity
from ..event_detection import EventDetector
from ..model import Sensed, SensedKind
from ..readings import ReadingFilter
from .recording import Floats, Recording
from .segment import Segment
from .segments import merged, segment_of, since, until

CELLS: Final = 600
"""Number of samples of the curve: no phase is shorter than a few of them."""
LEG_K, LEG_SHARE = 4.0, 0.12
"""A turn of the curve counts from this many K, and this share of its range, on."""
SHORTEST_SHARE: Final = 0.04
SHORTEST_S: Final = 30.0
HOLD_SHARE: Final = 0.2
"""A hold rises at less than this share of the rate before it."""
HOLD_K: Final = 1.5
AIR_K, AIR_SHARE = 4.0, 0.12
"""Controlled air stays within this much (K), or this share of its excess over the room, of its level."""
AIR_HOLD_S, AIR_HOLD_SHARE = 300.0, 0.25
LID_S: Final = 420.0
"""After an opened lid the air is not analyzed for this long (s)."""
ROOM_C: Final = 25.0
HEATED_K: Final = 8.0
"""A total rise below this (K) is no heating."""
COLDEST_HEATED_C: Final = 30.0
KNEE_K, KNEE_S = 0.7, 180.0
"""A boil began at most this long (s) before its detection, at most this much (K) colder."""
CORE_K_S: Final = 0.06
CORE_S: Final = 900.0
"""Meat and bread warm for at least this time (s), at a limited rate in the middle."""
NOT_A_POT_S: Final = 3.0 * 3600.0


class HeatingMedium(StrEnum):
    """The medium around a thermometer."""

    POT = "pot"
    CORE = "core"
    DRY = "dry"
    """A hot pan or drum, or metal."""
    AIR = "air"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Phases of a recording without power, and the medium."""

    segments: tuple[Segment, ...]
    medium: HeatingMedium


def phases_of(recording: Recording, *, boiling_c: float = 100.0) -> Watched:
    """The phases of a recording, from temperature alone.

    Raises:
        ValueError: if nothing was heated, or there are fewer than two temperatures.
    """
    at, celsius, events = _clean(recording, boiling_c)
    if len(at) < 2:
        raise ValueError("there is no temperature to learn from")
    at, celsius, events = _without_outings(at, celsius, events)
    if len(at) < 2 or not _was_heated(celsius):
        raise ValueError("nothing was heated")
    medium = _medium(at, celsius, events)
    grid, curve = _resampled(at, celsius, events, medium)
    if medium is HeatingMedium.AIR:
        segments = _air(grid, curve)
    else:
        segments = _with_events(_legs(grid, curve, medium), events, grid, curve, medium)
    segments = _joined(segments, float(grid[-1] - grid[0]))
    if not any(part.activity is not Activity.REST for part in segments):
        raise ValueError("nothing was heated")
    return Watched(segments=tuple(segments), medium=medium)


def _clean(recording: Recording, boiling_c: float) -> tuple[Floats, Floats, list[Sensed]]:
    """The accepted readings and their events."""
    readings, sensing = ReadingFilter(), EventDetector(boiling_point_c=boiling_c)
    kept: list[tuple[float, float]] = []
    events: list[Sensed] = []
    for at, celsius in zip(recording.times.tolist(), recording.celsius.tolist(), strict=True):
        if not math.isnan(celsius):
            kept += readings.push(at, celsius)
            events += sensing.update(at, celsius, None)
    return np.array([at for at, _ in kept]), np.array([value for _, value in kept]), events


def _without_outings(
    at: Floats, celsius: Floats, events: Sequence[Sensed]
) -> tuple[Floats, Floats, list[Sensed]]:
    """Remove measurements while the probe was out of the food; nothing counts after the last time."""
    keep = np.ones(len(at), dtype=bool)
    out_at: float | None = None
    for event in events:
        if event.kind is SensedKind.PROBE_TAKEN_OUT:
            out_at = event.at - 2.0 * 90.0 if out_at is None else out_at
        elif event.kind is SensedKind.PROBE_PUT_IN and out_at is not None:
            keep &= ~((at > out_at) & (at < event.at + 120.0))
            out_at = None
    if out_at is not None:
        keep &= _longer_part(at, celsius, out_at)
    # The probe itself adapts when it is put in: the curve begins at its first turn.
    first = _settled(at[keep], celsius[keep])
    kept_at, kept = at[keep][first:], celsius[keep][first:]
    inside = [event for event in events if len(kept_at) and kept_at[0] <= event.at <= kept_at[-1] + 1.0]
    return kept_at, kept, inside


def _longer_part(at: Floats, celsius: Floats, out_at: float) -> NDArray[np.bool_]:
    """If the probe was taken out and not put back.

    The readings before, or those of the next pot, whichever are longer.
    """
    before: NDArray[np.bool_] = at <= out_at
    after = np.flatnonzero(~before)
    if len(after) == 0:
        return before
    lowest = int(after[np.argmin(celsius[after])])
    again = float(np.max(celsius[lowest:])) - celsius[lowest] > 2.0 * HEATED_K
    if again and at[-1] - at[lowest] > out_at - at[0]:
        next_pot: NDArray[np.bool_] = at >= at[lowest]
        return next_pot
    return before


def _settled(at: Floats, celsius: Floats) -> int:
    """Index of the first reading after the probe was put in.

    A jump within the first minutes that ends at once.
    """
    if len(at) < 8:
        return 0
    length = float(at[-1] - at[0])
    early = np.flatnonzero(at - at[0] <= min(300.0, 0.1 * length))
    if len(early) < 4 or length < CORE_S:
        return 0
    coldest = int(np.argmin(celsius[early]))
    fell = celsius[0] - celsius[coldest] > HEATED_K
    if fell:
        return coldest
    rise = celsius[early[-1]] - celsius[coldest]
    rate = rise / max(at[early[-1]] - at[coldest], 1.0)
    later = (celsius[-1] - celsius[early[-1]]) / max(at[-1] - at[early[-1]], 1.0)
    if rise > 2.0 * HEATED_K and rate > 20.0 * abs(later):
        level = celsius[early[-1]] - 0.1 * rise
        return int(early[np.argmax(celsius[early] >= level)])
    return 0


def _was_heated(celsius: Floats) -> bool:
    lowest, highest = float(np.min(celsius)), float(np.max(celsius))
    return highest - lowest >= HEATED_K and highest >= COLDEST_HEATED_C


def _medium(at: Floats, celsius: Floats, events: Sequence[Sensed]) -> HeatingMedium:
    kinds = {event.kind for event in events}
    highest = float(np.percentile(celsius, 98))
    length = float(at[-1] - at[0])
    if highest > 105.0 and SensedKind.BOIL not in kinds:
        lids = sum(event.kind is SensedKind.LID_OPENED for event in events)
        filled = SensedKind.FOOD_ADDED in kinds
        air = lids > 1 or length > NOT_A_POT_S or (lids == 1 and not filled)
        return HeatingMedium.AIR if air else HeatingMedium.DRY
    if kinds & {SensedKind.BOIL, SensedKind.SIMMER, SensedKind.FOOD_ADDED}:
        return HeatingMedium.POT
    rise = celsius - celsius[0]
    middle = np.flatnonzero((rise > 0.25 * np.max(rise)) & (rise < 0.75 * np.max(rise)))
    if len(middle) > 1 and length >= CORE_S:
        rate = (celsius[middle[-1]] - celsius[middle[0]]) / max(at[middle[-1]] - at[middle[0]], 1.0)
        if rate <= CORE_K_S and SensedKind.PLATEAU not in kinds:
            return HeatingMedium.CORE
    return HeatingMedium.POT


def _resampled(
    at: Floats, celsius: Floats, events: Sequence[Sensed], medium: HeatingMedium
) -> tuple[Floats, Floats]:
    """The curve at `CELLS` times, without the effects of an opened lid and spikes."""
    keep = np.ones(len(at), dtype=bool)
    if medium is HeatingMedium.AIR:
        for event in events:
            if event.kind is SensedKind.LID_OPENED:
                keep &= ~((at > event.at - 90.0) & (at < event.at + LID_S))
        keep[[0, -1]] = True
    grid = np.linspace(at[0], at[-1], CELLS)
    curve: Floats = np.interp(grid, at[keep], celsius[keep])
    padded = np.pad(curve, 2, mode="edge")
    smooth: Floats = np.median(np.lib.stride_tricks.sliding_window_view(padded, 5), axis=1)
    return grid, smooth


def _turns(curve: Floats, least: float) -> list[int]:
    """Indices of the turning points, ends included: legs between them change by at least `least`."""
    turns = [0]
    direction, extreme = 0, 0
    for index in range(1, len(curve)):
        moved = curve[index] - curve[extreme]
        if direction == 0:
            if abs(curve[index] - curve[0]) >= least:
                direction, extreme = (1 if curve[index] > curve[0] else -1), index
                begin = curve[: index + 1]
                start = int(np.argmin(begin)) if direction > 0 else int(np.argmax(begin))
                if start:
                    turns.append(start)
        elif moved * direction >= 0:
            extreme = index
        elif -moved * direction >= least:
            turns.append(extreme)
            direction, extreme = -direction, index
    if turns[-1] != len(curve) - 1:
        if direction and extreme > turns[-1] and extreme < len(curve) - 1:
            turns.append(extreme)
        turns.append(len(curve) - 1)
    return turns


def _legs(grid: Floats, curve: Floats, medium: HeatingMedium) -> list[Segment]:
    span = float(np.percentile(curve, 95) - np.percentile(curve, 5))
    least = max(LEG_K, LEG_SHARE * span)
    segments: list[Segment] = []
    for begin, end in pairwise(_turns(curve, least)):
        change = curve[end] - curve[begin]
        if abs(change) < least and segments and segments[-1].activity in {Activity.HOLD, Activity.WARM}:
            # The end, which is nearly level after the last turn.
            falls = change <= -max(HOLD_K, 0.02 * span)
            segments.append(segment_of(grid, curve, begin, end, Activity.REST if falls else Activity.HOLD))
        elif change < 0.0 or abs(change) < least:
            segments.append(segment_of(grid, curve, begin, end, Activity.REST))
        else:
            segments += _rise(grid, curve, begin, end, medium)
    return segments


def _rise(grid: Floats, curve: Floats, begin: int, end: int, medium: HeatingMedium) -> list[Segment]:
    """A rising leg: warming, and a hold if it bends sharply into a level."""
    top = curve[end]
    level = int(np.argmax(curve[begin : end + 1] >= top - max(HOLD_K, 0.015 * abs(top - ROOM_C)))) + begin
    total = float(grid[-1] - grid[0])
    length = float(grid[end] - grid[level])
    if level > begin + 2 and length >= max(SHORTEST_S, SHORTEST_SHARE * total):
        back = max(begin, level - max(end - level, 3))
        before = (curve[level] - curve[back]) / max(grid[level] - grid[back], 1.0)
        after = (curve[end] - curve[level]) / length
        if after <= HOLD_SHARE * before and medium is not HeatingMedium.CORE:
            return [
                segment_of(grid, curve, begin, level, Activity.WARM),
                segment_of(grid, curve, level, end, Activity.HOLD),
            ]
    return [segment_of(grid, curve, begin, end, Activity.WARM)]


def _air(grid: Floats, curve: Floats) -> list[Segment]:
    """An oven, grill or smoker: warming, one hold at its level, cooling."""
    level = float(np.median(curve[curve > np.percentile(curve, 30)]))
    tolerance = max(AIR_K, AIR_SHARE * (level - ROOM_C))
    inside = np.flatnonzero(np.abs(curve - level) <= tolerance)
    first, last = int(inside[0]), int(inside[-1])
    total = float(grid[-1] - grid[0])
    if grid[last] - grid[first] < max(AIR_HOLD_S, AIR_HOLD_SHARE * total) or len(inside) < 0.6 * (
        last - first
    ):
        return _legs(grid, curve, HeatingMedium.AIR)
    segments: list[Segment] = []
    if first:
        segments.append(segment_of(grid, curve, 0, first, Activity.WARM))
    segments.append(segment_of(grid, curve, first, last, Activity.HOLD))
    if last < len(grid) - 1:
        falls = curve[-1] < level - tolerance
        segments.append(
            segment_of(grid, curve, last, len(grid) - 1, Activity.REST if falls else Activity.WARM)
        )
    return segments


def _with_events(
    segments: list[Segment], events: Sequence[Sensed], grid: Floats, curve: Floats, medium: HeatingMedium
) -> list[Segment]:
    """The legs, split at beginning and end of boiling, and at additions."""
    boils: list[tuple[float, float]] = []
    for event in events:
        if event.kind is SensedKind.BOIL:
            boils.append((_knee(event, grid, curve), float(grid[-1])))
        elif event.kind is SensedKind.OFF_BOIL and boils:
            boils[-1] = (boils[-1][0], _left(boils[-1][0], event, grid, curve))
    for begin, end in boils:
        segments = _cut(segments, begin, end, grid, curve, Activity.BOIL)
    added = [event.at for event in events if event.kind is SensedKind.FOOD_ADDED]
    for number, at in enumerate(added):
        segments = _add(segments, at, medium, first=number == 0)
    return segments


def _knee(boil: Sensed, grid: Floats, curve: Floats) -> float:
    """Beginning of the boil: the detection is later, because it needs some time of plateau."""
    found = int(np.clip(np.searchsorted(grid, boil.at), 0, len(grid) - 1))
    begin = found
    while begin > 0 and curve[begin - 1] >= curve[found] - KNEE_K and grid[found] - grid[begin] < KNEE_S:
        begin -= 1
    return float(grid[begin])


def _left(begin: float, off: Sensed, grid: Floats, curve: Floats) -> float:
    """End of the boil: the detection is later, because of hysteresis."""
    inside = np.flatnonzero((grid >= begin) & (grid <= off.at))
    if len(inside) == 0:
        return off.at
    plateau = float(np.median(curve[inside]))
    still = inside[curve[inside] >= plateau - KNEE_K]
    return float(grid[still[-1]]) if len(still) else off.at


def _cut(
    segments: list[Segment], begin: float, end: float, grid: Floats, curve: Floats, activity: Activity
) -> list[Segment]:
    left, right = (int(np.clip(np.searchsorted(grid, at), 0, len(grid) - 1)) for at in (begin, end))
    before = [until(part, begin) for part in segments if part.start < begin]
    after = [since(part, end) for part in segments if part.stop > end]
    # Rising to the boil is warming, even with a bend.
    before = [
        replace(part, activity=Activity.WARM) if part.activity is Activity.HOLD else part for part in before
    ]
    middle = [segment_of(grid, curve, left, right, activity)] if right > left else []
    return [*before, *middle, *after]


def _add(segments: list[Segment], at: float, medium: HeatingMedium, *, first: bool) -> list[Segment]:
    """Food was added shortly before `at`: the fall belongs to the next phase."""
    kept: list[Segment] = []
    for part in segments:
        if part.start <= at < part.stop:
            falling = part.to_c < part.from_c
            following = Activity.FRY if medium is HeatingMedium.DRY else Activity.WARM
            activity = following if falling or medium is HeatingMedium.DRY else part.activity
            early = part.start >= at - 120.0
            if not early:
                kept.append(until(part, at))
            elif first and not kept and medium is HeatingMedium.DRY:
                # It was hot at the beginning of the recording.
                kept.append(replace(part, stop=part.start, activity=Activity.WARM, to_c=part.from_c))
            kept.append(replace(since(part, part.start if early else at), activity=activity, added=True))
        elif (
            part.start >= at
            and medium is HeatingMedium.DRY
            and part.activity in {Activity.WARM, Activity.HOLD}
        ):
            kept.append(replace(part, activity=Activity.FRY))
        else:
            kept.append(part)
    return kept


def _joined(segments: list[Segment], total: float) -> list[Segment]:
    """Join neighbors of equal activity; merge very short ones into a neighbor."""
    shortest = max(SHORTEST_S, SHORTEST_SHARE * total)
    kept: list[Segment] = []
    for part in segments:
        short = part.length_s < (SHORTEST_S if part.activity in {Activity.BOIL, Activity.HOLD} else shortest)
        before = kept[-1] if kept else None
        if (before is not None and before.activity is part.activity and not part.added) or (
            short and before is not None and not part.added
        ):
            kept[-1] = merged(before, part, before.activity)
        else:
            kept.append(part)
    if len(kept) > 1 and kept[0].length_s < shortest and not kept[1].added:
        kept[:2] = [merged(kept[0], kept[1], kept[1].activity)]
    return kept

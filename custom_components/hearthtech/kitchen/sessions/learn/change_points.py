"""Change-point detection in a trace: changes of the heat, added cold food, bends of the temperature.

Bends are found by optimal partitioning into straight lines with a penalty for each (Jackson et al. 2005),
solved exactly on a coarse grid within each stretch between two cuts; prefix sums make the cost of any line
O(1).
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
import math

from ...numeric import np
from .recording import Floats

GRID_S = 4
SHORTEST_S = 12
KNOB = 0.08
"""A smaller change of power is ignored."""
HOT_C = 118.0
"""Above this (°C) there is no water: fat, or a dry pan."""
SLUGGISH_K = 8.0
"""A burner that stays hot hides its offset and delays the fall of the base (K)."""
HAND_S = 10
"""Turns of the knob within this time (s) are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A straight stretch of the trace, from `start` to `stop` (s)."""

    start: int
    stop: int
    from_c: float
    to_c: float
    power: float
    drop: float = 0.0
    """Fall of the temperature against its trend at the start, when cold food was added (K)."""

    @property
    def length(self) -> int:
        """Length in s."""
        return self.stop - self.start

    @property
    def slope(self) -> float:
        """Mean slope in K/s."""
        return (self.to_c - self.from_c) / max(self.length, 1)

    @property
    def mean_c(self) -> float:
        """Mean temperature in °C."""
        return (self.from_c + self.to_c) / 2


def smooth(celsius: Floats) -> Floats:
    """Remove spikes: the median of five neighbors."""
    if len(celsius) < 5:
        return celsius
    padded = np.pad(celsius, 2, mode="edge")
    clean: Floats = np.median(np.lib.stride_tricks.sliding_window_view(padded, 5), axis=1)
    return clean


def noise_of(celsius: Floats) -> float:
    """Standard deviation of the noise (K), estimated robustly from second differences."""
    if len(celsius) < 4:
        return 0.1
    bends = np.diff(celsius, n=2)
    spread = float(1.4826 * np.median(np.abs(bends - np.median(bends))))
    return max(spread / math.sqrt(6.0), 0.02)


def knob_cuts(power: Floats) -> list[int]:
    """Times of significant changes of power. Turns in quick succession are one, at the last of them."""
    turns = np.flatnonzero(np.abs(np.diff(power)) > 0.005) + 1
    cuts: list[int] = []
    group: list[int] = []
    for turn in [*turns.tolist(), None]:
        if group and (turn is None or turn - group[-1] > HAND_S):
            before, after = power[group[0] - 1], power[group[-1]]
            switched = (before < 0.02) != (after < 0.02)
            if abs(after - before) >= KNOB or switched:
                cuts.append(int(group[-1]))
            group = []
        if turn is not None:
            group.append(turn)
    return cuts


def base_offset(celsius: Floats, power: Floats) -> float:
    """Difference between the base of the pan and its contents at full power (K), as k in k · power^¾.

    Natural convection makes the flux grow with the difference to the 4/3 (Lloyd & Moran 1974). It is measured
    when the heat is turned off: the reading falls to the contents' temperature, then cools with them. Nearly
    0 for a probe.
    """
    found = []
    for cut in np.flatnonzero((power[1:] < 0.02) & (power[:-1] >= 0.05)) + 1:
        after = celsius[cut + 50 : cut + 140]
        before = celsius[max(cut - 15, 0) : cut]
        still_off = np.all(power[cut : cut + 140] < 0.02)
        if len(after) < 60 or not still_off or not 35.0 < np.mean(before) < 101.0:
            continue
        line = np.polyfit(np.arange(50, 50 + len(after)), after, 1)
        offset = max(float(np.mean(before) - line[1]), 0.0)
        found.append(offset / float(np.mean(power[max(cut - 15, 0) : cut])) ** 0.75)
    if found:
        return float(np.median(found))
    plateau = celsius[(celsius > 98.5) & (celsius < 112.0)]
    probe = len(plateau) > 60 and float(np.percentile(plateau, 90)) < 101.2
    return 0.0 if probe else 20.0


def drop_cuts(celsius: Floats, power: Floats, noise: float, offset: float) -> list[tuple[int, float]]:
    """Additions of cold food: falls against the trend that the power does not explain (s, K).

    Searched with two windows: of seconds, for a pan, and of most of a minute, for a deep pot.
    """
    found: list[tuple[float, int, float]] = []
    for look_on, wet_k, hot_k in ((14, 1.1, 5.0), (42, 1.6, 4.0)):
        found += _falls(celsius, power, noise, offset, look_on, wet_k, hot_k)
    cuts: list[tuple[int, float]] = []
    for _, at, fall in sorted(found, reverse=True):
        if all(abs(at - other) >= 45 for other, _ in cuts):
            cuts.append((at, fall))
    return sorted(cuts)


def _falls(
    celsius: Floats, power: Floats, noise: float, offset: float, look_on: int, wet_k: float, hot_k: float
) -> list[tuple[float, int, float]]:
    """Falls within a window of `look_on` seconds, strongest first: strength, beginning, depth (K)."""
    count, look_back = len(celsius), 25
    if count < look_back + look_on + 10:
        return []
    at = np.arange(look_back, count - look_on - 1)
    sums = np.concatenate(([0.0], np.cumsum(celsius)))
    early = (sums[at - 12] - sums[at - 25]) / 13
    late = (sums[at - 1] - sums[at - 9]) / 8
    trend = np.clip((late - early) / 14.0, -0.6, 0.0)
    after = (sums[at + look_on] - sums[at + look_on - 7]) / 7
    fall = late + trend * (look_on + 1) - after
    was = _over(power, at - 45, 55, np.max)
    now = _over(power, at - 8, look_on + 8, np.min)
    dried = np.where(late > HOT_C, 40.0, 1.0)
    offset = max(offset, SLUGGISH_K)
    explained = np.maximum(offset * (was**0.75 - now**0.75), 0.0) * 1.3 + dried * np.maximum(
        was - now - 0.12, 0.0
    )
    strength = (fall - explained) / np.where(late > HOT_C, hot_k, max(wet_k, 7.0 * noise))
    strength[(power[at] < 0.02) & (fall < 12.0)] = 0.0
    found: list[tuple[float, int, float]] = []
    taken: list[int] = []
    for best in np.argsort(-strength):
        if strength[best] < 1.0:
            break
        if all(abs(int(at[best]) - other) >= 45 for other in taken):
            taken.append(int(at[best]))
            found.append((float(strength[best]), _foot(celsius, int(at[best]), look_on), float(fall[best])))
    return found


def _over(values: Floats, begin: np.ndarray, length: int, what: Callable[..., Floats]) -> Floats:
    """Apply `what` to each window of `length` values.

    The result is indexed by the beginning of the window.
    """
    windows: Floats = what(np.lib.stride_tricks.sliding_window_view(values, length), axis=1)
    chosen: Floats = windows[np.clip(begin, 0, len(windows) - 1)]
    return chosen


def _foot(celsius: Floats, near: int, look_on: int) -> int:
    """Beginning of a fall: the last high point before its steepest part."""
    begin = max(near - 12, 0)
    window = celsius[begin : near + look_on]
    step = 4 if look_on < 20 else 12
    if len(window) < step + 2:
        return near
    steepest = int(np.argmin(window[step:] - window[:-step])) + step // 2
    high = int(np.argmax(window[: steepest + 1]))
    foot = min(steepest + step, len(window) - 1)
    level = window[high] - 0.15 * (window[high] - window[foot])
    above = np.flatnonzero(window[: steepest + 1] >= level)
    return begin + (int(above[-1]) if len(above) else high)


def bends(celsius: Floats, noise: float) -> list[int]:
    """Bends of a stretch, as indices into it: optimal partitioning into straight lines."""
    count = len(celsius)
    cells = count // GRID_S
    if cells < 2 * (SHORTEST_S // GRID_S):
        return []
    grid = celsius[: cells * GRID_S].reshape(cells, GRID_S).mean(axis=1)
    x = np.arange(cells, dtype=np.float64)
    sums = [np.concatenate(([0.0], np.cumsum(column))) for column in (x, x * x, grid, x * grid, grid * grid)]
    variance = max(noise, 0.08) ** 2 / GRID_S
    penalty = 14.0 * variance * np.log(max(cells, 8))
    shortest = SHORTEST_S // GRID_S
    best = np.full(cells + 1, np.inf)
    best[0] = -penalty
    came_from = np.zeros(cells + 1, dtype=np.int64)
    for stop in range(shortest, cells + 1):
        starts = np.arange(0, stop - shortest + 1)
        total = best[starts] + _line_cost(sums, starts, stop) + penalty
        chosen = int(np.argmin(total))
        best[stop], came_from[stop] = total[chosen], chosen
    cuts: list[int] = []
    stop = int(came_from[cells])
    while stop > 0:
        cuts.append(stop * GRID_S)
        stop = int(came_from[stop])
    return cuts[::-1]


def _line_cost(sums: list[Floats], starts: np.ndarray, stop: int) -> Floats:
    """Squared error of the best line from each start to `stop`."""
    n = stop - starts
    s_x, s_xx, s_y, s_xy, s_yy = (column[stop] - column[starts] for column in sums)
    v_xx = s_xx - s_x * s_x / n
    v_xy = s_xy - s_x * s_y / n
    v_yy = s_yy - s_y * s_y / n
    with np.errstate(divide="ignore", invalid="ignore"):
        explained = np.where(v_xx > 0, v_xy * v_xy / v_xx, 0.0)
    left: Floats = np.maximum(v_yy - explained, 0.0)
    return left


def cut_up(celsius: Floats, power: Floats, *, probe: bool = False) -> tuple[list[Piece], float]:
    """The straight pieces of a trace sampled once a second, and the offset of its base (K at full power)."""
    clean = smooth(celsius)
    noise = noise_of(celsius)
    offset = 0.0 if probe else base_offset(clean, power)
    drops = dict(drop_cuts(clean, power, noise, offset))
    cuts = set(drops)
    for knob in knob_cuts(power):
        if all(abs(knob - drop) > SHORTEST_S for drop in drops):
            cuts.add(knob)
    ends = sorted({0, len(clean), *(cut for cut in cuts if SHORTEST_S <= cut <= len(clean) - SHORTEST_S)})
    pieces: list[Piece] = []
    for begin, end in pairwise(ends):
        inner = [begin, *(begin + bend for bend in bends(clean[begin:end], noise)), end]
        for start, stop in pairwise(inner):
            level, slope = _fit(clean[start:stop])
            pieces.append(
                Piece(
                    start=start,
                    stop=stop,
                    from_c=level,
                    to_c=level + slope * (stop - start),
                    power=float(np.mean(power[start:stop])),
                    drop=drops.get(start, 0.0),
                )
            )
    return pieces, offset


def _fit(celsius: Floats) -> tuple[float, float]:
    if len(celsius) < 2:
        return float(celsius[0]), 0.0
    slope, level = np.polyfit(np.arange(len(celsius)), celsius, 1)
    return float(level), float(slope)

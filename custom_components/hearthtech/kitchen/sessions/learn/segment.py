"""Segmentation of a trace into phases: pieces are classified by activity, then joined.

Absolute time is not used: a phase is classified by temperature, slope, power and the phase before it.
"""

from dataclasses import dataclass, replace

from ...recipes.activity import Activity
from .change_points import HOT_C, Piece, cut_up
from .recording import Floats

SHORTEST_PHASE_S = 25
LOW_POWER = 0.36
"""Up to this share of its power a burner holds a simmer; above, a boil."""
BOIL_C = 95.0
"""From this temperature (°C) on the contents boil or simmer."""
CREEP = 0.085
"""A base creeps at no less than this share of the warming rate until the pot boils; see `event_detection`."""
RISING_K_S = 0.02
SLOW_SHARE, SLOWEST_K_S = 0.5, 0.004
WOBBLE_K = 9.0
OFF = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One phase. Times in s from the beginning of the recording; temperatures as measured (°C)."""

    start: float
    stop: float
    activity: Activity
    from_c: float
    to_c: float
    mean_c: float
    power: float
    """Mean power, 0–1."""
    added: bool = False
    """Whether it began with an addition."""

    @property
    def length_s(self) -> float:
        """Its duration, s."""
        return self.stop - self.start


def segment(celsius: Floats, power: Floats, *, probe: bool = False) -> tuple[list[Segment], float]:
    """The phases of a trace once a second, and the base's offset (K on full power; 0 for a probe)."""
    pieces, offset = cut_up(celsius, power, probe=probe)
    named = _Namer(offset).name_all(pieces)
    return _join(named), offset


class _Namer:
    """Classifies pieces from left to right, with the state of the pieces before."""

    def __init__(self, offset: float) -> None:
        self._offset = offset
        self._warm_from: Piece | None = None
        self._hot = False
        self._last: Activity | None = None

    def name_all(self, pieces: list[Piece]) -> list[Segment]:
        """A segment for each piece."""
        return [self._segment(piece, pieces[number + 1 :]) for number, piece in enumerate(pieces)]

    def _segment(self, piece: Piece, following: list[Piece]) -> Segment:
        before = self._last
        activity = self._name(piece, following)
        # An empty pan is not heated for frying nothing: a fall then is added food.
        filled = before is Activity.WARM and activity is Activity.FRY and piece.slope < -0.05
        if activity is not Activity.WARM:
            self._warm_from = None
        elif self._warm_from is None or piece.drop:
            self._warm_from = piece
        self._last = activity
        return Segment(
            start=piece.start,
            stop=piece.stop,
            activity=activity,
            from_c=piece.from_c,
            to_c=piece.to_c,
            mean_c=piece.mean_c,
            power=piece.power,
            added=(piece.drop > 0.0 or filled) and activity is not Activity.REST,
        )

    def _name(self, piece: Piece, following: list[Piece]) -> Activity:
        if piece.power < OFF:
            return Activity.REST
        if self._last in {Activity.REST, None}:
            self._hot = False
        dry = self._is_dry(piece, following)
        if dry:
            return self._name_dry(piece)
        self._hot = False
        return self._name_wet(piece, following)

    def _is_dry(self, piece: Piece, following: list[Piece]) -> bool:
        if max(piece.from_c, piece.to_c) > HOT_C and not piece.drop:
            return True
        if not self._hot:
            return piece.mean_c > HOT_C
        # An addition to a hot pan: food leaves it hot, water lowers it below the boil for a while.
        soon = [other for other in following if other.start < piece.stop + 60 and not other.drop]
        lowest = min([piece.to_c, *(min(other.from_c, other.to_c) for other in soon)])
        highest = max([piece.to_c, *(max(other.from_c, other.to_c) for other in soon)])
        return highest > HOT_C or lowest > 100.0

    def _name_dry(self, piece: Piece) -> Activity:
        if self._hot or piece.drop:
            self._hot = True
            return Activity.FRY
        settled = piece.mean_c > HOT_C and abs(piece.slope) < 0.1
        turned_down = self._last is Activity.WARM and piece.mean_c > HOT_C and piece.slope < -0.02
        if settled or turned_down:
            self._hot = True
            return Activity.FRY
        return Activity.WARM

    def _name_wet(self, piece: Piece, following: list[Piece]) -> Activity:
        contents = self._contents(piece)
        low = piece.power <= LOW_POWER
        if low and self._last in {Activity.SIMMER, Activity.BOIL} and piece.to_c > BOIL_C - 13.0:
            return Activity.SIMMER
        if self._last is Activity.BOIL and not low and piece.to_c > BOIL_C + 2.5:
            return Activity.BOIL  # it stopped boiling for a moment
        if self._rises(piece, contents):
            return Activity.WARM
        begins = self._last in {Activity.REST, None}
        if begins and contents < BOIL_C and any(self._rises(other, 0.0) for other in following[:2]):
            return Activity.WARM  # the burner itself warms up first
        if self._last is Activity.WARM and not low and piece.length < SHORTEST_PHASE_S and following:
            return Activity.WARM  # too short to distinguish a boil from a turned knob
        if contents >= BOIL_C:
            return Activity.SIMMER if low else Activity.BOIL
        return Activity.HOLD

    def _contents(self, piece: Piece) -> float:
        """The temperature of the pot's contents at the end of a piece, estimated from the base (°C)."""
        shown = min(piece.to_c, piece.mean_c)
        return shown - self._offset * piece.power**0.75 if shown < 101.0 else shown

    def _rises(self, piece: Piece, contents: float) -> bool:
        if self._last is Activity.HOLD and not piece.drop and piece.power <= 0.6:
            return piece.to_c - piece.from_c > WOBBLE_K  # held by hand, it varies
        rate = self._rate(piece)
        # A weak burner warms a large pot slower than that: use its own rate so far.
        rising = min(RISING_K_S, max(SLOW_SHARE * rate, SLOWEST_K_S)) if rate > 0.0 else RISING_K_S
        return piece.slope > max(rising if contents < 98.0 else 0.004, CREEP * rate)

    def _rate(self, piece: Piece) -> float:
        """The warming rate so far, K/s."""
        first = self._warm_from
        if first is None or piece.start - first.start < 30:
            return 0.0
        return max((piece.from_c - first.from_c) / (piece.start - first.start), 0.0)


def _join(segments: list[Segment]) -> list[Segment]:
    """Remove very short segments, and join equal neighbors, unless an addition separates them."""
    joined: list[Segment] = []
    for current in segments:
        if joined and joined[-1].activity is current.activity and not current.added:
            joined[-1] = _merge(joined[-1], current, current.activity)
        else:
            joined.append(current)
    while len(joined) > 1:
        shortest = min(range(len(joined)), key=lambda index: joined[index].length_s)
        if joined[shortest].length_s >= SHORTEST_PHASE_S:
            break
        joined = _absorb(joined, shortest)
    return joined


def _absorb(segments: list[Segment], index: int) -> list[Segment]:
    """Merge a short segment into a neighbor.

    The next one if it began with an addition or is the first, else the previous.
    """
    short = segments[index]
    forward = index + 1 < len(segments) and (index == 0 or short.added)
    left = index if forward else index - 1
    first, second = segments[left], segments[left + 1]
    keep = second.activity if forward else first.activity
    merged = [*segments[:left], _merge(first, second, keep), *segments[left + 2 :]]
    place = left + 1
    if place < len(merged) and merged[place].activity is merged[left].activity and not merged[place].added:
        merged[left : place + 1] = [_merge(merged[left], merged[place], merged[left].activity)]
    return merged


def _merge(first: Segment, second: Segment, activity: Activity) -> Segment:
    total = max(first.length_s + second.length_s, 1e-9)
    share = first.length_s / total
    return replace(
        first,
        stop=second.stop,
        activity=activity,
        to_c=second.to_c,
        mean_c=first.mean_c * share + second.mean_c * (1 - share),
        power=first.power * share + second.power * (1 - share),
    )

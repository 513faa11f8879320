"""Segments of a recorded curve: cut, join and merge them."""

from dataclasses import replace

from ...numeric import np
from ...recipes.activity import Activity
from .recording import Floats
from .segment import Segment


def until(part: Segment, at: float) -> Segment:
    """The part of a segment before a time in s."""
    return replace(part, stop=min(part.stop, at))


def since(part: Segment, at: float) -> Segment:
    """The part of a segment after a time in s."""
    return replace(part, start=max(part.start, at))


def segment_of(grid: Floats, curve: Floats, begin: int, end: int, activity: Activity) -> Segment:
    """The segment of a curve between two places of its grid."""
    return Segment(
        start=float(grid[begin]),
        stop=float(grid[end]),
        activity=activity,
        from_c=float(curve[begin]),
        to_c=float(curve[end]),
        mean_c=float(np.mean(curve[begin : end + 1])),
        power=0.0,
    )


def merged(first: Segment, second: Segment, activity: Activity) -> Segment:
    """One segment in place of two neighbors; its mean is weighted by their lengths."""
    total = max(first.length_s + second.length_s, 1e-9)
    mean = (first.mean_c * first.length_s + second.mean_c * second.length_s) / total
    return replace(first, stop=second.stop, activity=activity, to_c=second.to_c, mean_c=mean)

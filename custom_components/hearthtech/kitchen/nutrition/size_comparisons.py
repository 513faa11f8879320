"""Sizes that are given by a comparison: in `butter the size of an egg`, the egg says how much, and not what."""

from functools import lru_cache
from pathlib import Path
import re

from ...language.fold import fold
from ..yaml_files import read_yaml
from .line_parser_state import LineParserState
from .model import Amount
from .vocabulary import vocabulary

# Nearly all that cooks compare so (butter, ginger, potatoes, dough) weighs 0.9 to 1.1 g a ml in one piece.
_FILE = Path(__file__).with_name("data") / "size_comparisons.yaml"


def without_comparison(line: str, language: str) -> tuple[str, float | None]:
    """Return a line without the comparison, and the weight of one piece in g; `None` if it compares nothing."""
    found = _frames(language)
    if found is None:
        return line, None
    pattern, weights = found
    match = pattern.search(line)
    # Some comparisons are units of their own: "1 thumb-size piece of ginger".
    if match is None or fold(match[0]) in vocabulary(language).units:
        return line, None
    before, after = line[: match.start()].rstrip(" ,("), line[match.end() :].lstrip(" )")
    rest = f"{before} {after}".strip(" ,")
    # Nothing is left to be compared: "2 egg-sized" is read as it stands.
    if not any(map(str.isalpha, rest)):
        return line, None
    return rest, next(weights[fold(thing)] for thing in match.groups() if thing is not None)


def take_weight(reading: LineParserState, weight_g: float) -> None:
    """Record the weight of one piece, unless the line states an exact amount."""
    if reading.amount is None:
        reading.amount = Amount(low=weight_g, high=weight_g, unit="g", about=True)
    elif reading.amount.unit in _PIECES:
        count = reading.amount
        reading.amount = Amount(low=count.low * weight_g, high=count.high * weight_g, unit="g", about=True)


_PIECES = frozenset({None, "piece", "knob", "chunk"})
"""Units that say nothing of the size."""


@lru_cache(maxsize=8)
def _frames(language: str) -> tuple[re.Pattern[str], dict[str, float]] | None:
    known = read_yaml(_FILE).get(language)
    if known is None:
        return None
    things = sorted(known["things"], key=len, reverse=True)
    thing = f"({'|'.join(re.escape(one) for one in things)})"
    frames = "|".join(frame.replace("{thing}", thing) for frame in known["frames"])
    weights = {fold(name): float(weight) for name, weight in known["things"].items()}
    return re.compile(rf"(?<!\w)(?:{frames})", re.IGNORECASE), weights

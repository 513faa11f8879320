"""The learned weights of the near layer: a table of small integers, read in one go and added up without any library.

File: the magic line, one JSON line (kinds, words, scale), then `BUCKETS` rows of one signed byte a kind.
"""

from collections.abc import Sequence
from dataclasses import dataclass
import json
import math
from operator import add
from pathlib import Path
from typing import Any
import zlib

from .features import BUCKETS, Words, features
from .kinds import Kind

FILE = Path(__file__).parent / "model.bin"
_MAGIC = b"hearthtech voice 1\n"


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest kind, how likely it is (0–1), and the next."""

    kind: Kind
    likelihood: float
    next_kind: Kind
    next_likelihood: float


class Model:
    """Weights by bucket and kind."""

    def __init__(
        self, kinds: Sequence[Kind], known: Words, weights: bytes, scale: float, made_of: str = ""
    ) -> None:
        self.made_of = made_of
        self._kinds = tuple(kinds)
        self.known = known
        self._scale = scale
        self._weights = memoryview(weights).cast("b")
        self._zero = (0,) * len(self._kinds)

    @classmethod
    def quantized(cls, kinds: Sequence[Kind], known: Words, weights: Any, made_of: str = "") -> Model:
        """From weights as floats, a row for each bucket."""
        import numpy as np

        largest = float(np.abs(weights).max()) or 1.0
        scale = largest / 127.0
        return cls(kinds, known, np.round(weights / scale).astype(np.int8).tobytes(), scale, made_of)

    @classmethod
    def load(cls, path: Path = FILE) -> Model:
        """Read a file that `save` wrote.

        Raises:
            ValueError: when it is something else.
        """
        data = path.read_bytes()
        if not data.startswith(_MAGIC):
            raise ValueError(f"{path.name} is no voice model")
        unpacked = zlib.decompress(data[len(_MAGIC) :])
        head, weights = unpacked.split(b"\n", 1)
        told = json.loads(head)
        kinds = [Kind(kind) for kind in told["kinds"]]
        if len(weights) != BUCKETS * len(kinds):
            raise ValueError(f"{path.name} is cut short")
        return cls(kinds, Words(told["words"]), weights, told["scale"], told.get("made_of", ""))

    def save(self, path: Path = FILE) -> None:
        """Write it."""
        head = {
            "kinds": [kind.value for kind in self._kinds],
            "words": sorted(self.known.known),
            "scale": self._scale,
            "made_of": self.made_of,
        }
        data = json.dumps(head, separators=(",", ":")).encode() + b"\n" + self._weights.tobytes()
        path.write_bytes(_MAGIC + zlib.compress(data, 9))

    def guess(self, text: str, *, session: bool) -> Guess:
        """The two likeliest kinds of an utterance."""
        found = features(text, self.known, session=session)
        width = len(self._kinds)
        total: list[int] = list(self._zero)
        for bucket in found:
            row = self._weights[bucket * width : (bucket + 1) * width]
            total = list(map(add, total, row, strict=False))
        factor = self._scale / math.sqrt(len(found))
        highest = max(total)
        chances = [math.exp((score - highest) * factor) for score in total]
        whole = sum(chances)
        order = sorted(range(width), key=total.__getitem__, reverse=True)
        first, second = order[0], order[1]
        return Guess(self._kinds[first], chances[first] / whole, self._kinds[second], chances[second] / whole)

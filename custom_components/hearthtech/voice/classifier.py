"""Weights of the classifiers (layer 2), one for each language.

A table of small integers, read at once and summed without any library.

File: the magic line, one JSON line (kinds, words, scale), then one row for each bucket of one signed byte a kind.
"""

from collections.abc import Sequence
from dataclasses import dataclass
import json
import math
from operator import add
from pathlib import Path
from typing import Any, Protocol
import zlib

from . import features, near_features
from .data_files import FOLDER
from .intents import Kind

FILE_NAME = "classifier.bin"
_MAGIC = b"hearthtech voice 1\n"


@dataclass(frozen=True, slots=True)
class ClassifierGuess:
    """The most probable kind, its probability (0–1), and the second."""

    kind: Kind
    likelihood: float
    next_kind: Kind
    next_likelihood: float


class FeatureReader(Protocol):
    """Reads the features of an utterance; `known` are the words of the training sentences."""

    @property
    def known(self) -> frozenset[str]:
        """The words that are features of their own."""

    def buckets(self, text: str, *, session: bool) -> list[int]:
        """The buckets of features that an utterance fills, each once."""

    def may_name_food(self, word: str) -> bool:
        """Whether a word may be part of the name of a food or dish."""


def classifier_file(language: str) -> Path:
    """The file with the weights of a language."""
    return FOLDER / language / FILE_NAME


def has_classifier(language: str) -> bool:
    """Whether a language has a classifier; one without is understood by its sentences only. Reads the file system."""
    return classifier_file(language).exists()


def feature_reader(language: str, known: Sequence[str]) -> tuple[FeatureReader, int]:
    """The features of a language, and their number of buckets."""
    if language == "en":
        return features.KnownWords(known), features.BUCKETS
    return near_features.NearFeatures(language, known), near_features.BUCKETS


class Model:
    """Weights by feature bucket and kind."""

    def __init__(
        self, kinds: Sequence[Kind], known: FeatureReader, weights: bytes, scale: float, made_of: str = ""
    ) -> None:
        self.made_of = made_of
        self._kinds = tuple(kinds)
        self.known = known
        self._scale = scale
        self._weights = memoryview(weights).cast("b")
        self._zero = (0,) * len(self._kinds)

    @classmethod
    def quantized(
        cls,
        kinds: Sequence[Kind],
        known: FeatureReader,
        weights: Any,
        made_of: str = "",
        levels: int = 127,
    ) -> Model:
        """Quantize weights given as floats, a row for each bucket, to integers up to `levels`."""
        import numpy as np

        largest = float(np.abs(weights).max()) or 1.0
        scale = largest / levels
        return cls(kinds, known, np.round(weights / scale).astype(np.int8).tobytes(), scale, made_of)

    def save(self, path: Path) -> None:
        """Write the weights to a file."""
        head = {
            "kinds": [kind.value for kind in self._kinds],
            "words": sorted(self.known.known),
            "scale": self._scale,
            "made_of": self.made_of,
        }
        data = json.dumps(head, separators=(",", ":")).encode() + b"\n" + self._weights.tobytes()
        path.write_bytes(_MAGIC + zlib.compress(data, 9))

    def guess(self, text: str, *, session: bool) -> ClassifierGuess:
        """The two most probable kinds of an utterance."""
        found = self.known.buckets(text, session=session)
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
        return ClassifierGuess(
            self._kinds[first], chances[first] / whole, self._kinds[second], chances[second] / whole
        )


def load_model(language: str, path: Path | None = None) -> Model:
    """Read the weights of a language. Blocking: call it in an executor.

    Raises:
        ValueError: when the file has another format.
    """
    path = path or classifier_file(language)
    data = path.read_bytes()
    if not data.startswith(_MAGIC):
        raise ValueError(f"{path.name} is no voice model")
    unpacked = zlib.decompress(data[len(_MAGIC) :])
    head, weights = unpacked.split(b"\n", 1)
    content = json.loads(head)
    kinds = [Kind(kind) for kind in content["kinds"]]
    known, buckets = feature_reader(language, content["words"])
    if len(weights) != buckets * len(kinds):
        raise ValueError(f"{path.name} is cut short")
    return Model(kinds, known, weights, content["scale"], content.get("made_of", ""))

"""Learn the weights of the near layer: multinomial logistic regression over bucketed features, by AdaGrad.

Run with `python -m`: writes `model.bin` beside the package. Deterministic: the same sentences give the same file.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from custom_components.hearthtech.voice.features import BUCKETS, Words, features
from custom_components.hearthtech.voice.kinds import Kind
from custom_components.hearthtech.voice.lexicon import CLASSES, LISTS
from custom_components.hearthtech.voice.model import Model
from custom_components.hearthtech.voice.text import tokens

from .examples import ODD, Example, fingerprint

LEAST_COUNT = 3
"""A word seen less often is as good as unknown."""
EPOCHS = 4
BATCH = 512
RATE = 0.25
DECAY = 2e-6

type Floats = np.ndarray[Any, np.dtype[np.float32]]


def known_words(examples: Sequence[Example]) -> Words:
    """The words that the examples use often enough."""
    counts = Counter(word for example in examples for word in set(tokens(example.text)))
    open_words = {
        word for name in ("ingredient", "dish", "fooditem") for item in LISTS[name] for word in item.split()
    }
    return Words(
        {
            word
            for word, count in counts.items()
            if count >= LEAST_COUNT
            and word != ODD
            and word not in CLASSES
            and (word not in open_words or len(word) <= 3 or word in _PLAIN)
        }
    )


_PLAIN = frozenset(
    [
        "a",
        "of",
        "and",
        "the",
        "in",
        "with",
        "hot",
        "cold",
        "whole",
        "black",
        "white",
        "red",
        "green",
        "brown",
        "powder",
        "leaves",
    ]
)


def train(examples: Sequence[Example], *, epochs: int = EPOCHS, seed: int = 1) -> Model:
    """Learn from the examples."""
    known = known_words(examples)
    kinds = tuple(Kind)
    number = {kind: i for i, kind in enumerate(kinds)}
    rows = [features(example.text, known, session=example.session) for example in examples]
    labels = np.array([number[example.kind] for example in examples])
    width = max(len(row) for row in rows)
    table = np.full((len(rows), width), BUCKETS, dtype=np.int32)
    for i, row in enumerate(rows):
        table[i, : len(row)] = row
    weights = _fit(table, labels, len(kinds), epochs, seed)
    return Model.quantized(kinds, known, weights[:BUCKETS], fingerprint(examples))


def _fit(table: Any, labels: Any, kinds: int, epochs: int, seed: int) -> Floats:
    chance = np.random.default_rng(seed)
    weights: Floats = np.zeros((BUCKETS + 1, kinds), dtype=np.float32)
    squares: Floats = np.zeros_like(weights)
    share = np.bincount(labels, minlength=kinds)
    cost = (np.clip(share.mean() / np.maximum(share, 1), 0.5, 2.0) ** 0.5).astype(np.float32)
    for epoch in range(epochs):
        order = chance.permutation(len(labels))
        rate = RATE * (1.0 - 0.8 * epoch / epochs)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            rows, wanted = table[batch], labels[batch]
            scale = (1.0 / np.sqrt((rows < BUCKETS).sum(axis=1, keepdims=True))).astype(np.float32)
            touched, where = np.unique(rows, return_inverse=True)
            filled = np.zeros((len(batch), len(touched)), dtype=np.float32)
            filled[np.arange(len(batch))[:, None], where.reshape(rows.shape)] = 1.0
            filled[:, touched == BUCKETS] = 0.0
            filled *= scale
            local = weights[touched]
            scores = filled @ local
            scores -= scores.max(axis=1, keepdims=True)
            chances = np.exp(scores)
            chances /= chances.sum(axis=1, keepdims=True)
            chances[np.arange(len(batch)), wanted] -= 1.0
            slope = (chances * cost[wanted][:, None]).astype(np.float32)
            gradient = filled.T @ slope / len(batch) + DECAY * local
            past = squares[touched] + gradient**2
            squares[touched] = past
            weights[touched] = local - rate * gradient / (np.sqrt(past) + 1e-6)
            weights[BUCKETS] = 0.0
    return weights

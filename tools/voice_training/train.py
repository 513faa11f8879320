"""Train the classifiers: multinomial logistic regression over bucketed features, by AdaGrad.

Deterministic: the same sentences give the same file.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from custom_components.hearthtech.voice.classifier import Model, feature_reader
from custom_components.hearthtech.voice.intents import Kind
from custom_components.hearthtech.voice.text import tokens
from custom_components.hearthtech.voice.word_classes import CLASSES, LISTS
from tools.voice_training.examples import ODD, ODD_WORDS, Example, fingerprint

LEAST_COUNT = 3
"""A word seen less often counts as unknown."""
EPOCHS = 4
BATCH = 512
RATE = 0.25
DECAY = 2e-6

type Floats = np.ndarray[Any, np.dtype[np.float32]]


def known_words(examples: Sequence[Example]) -> list[str]:
    """The words that occur often enough in English examples."""
    counts = Counter(word for example in examples for word in set(tokens(example.text)))
    open_words = {
        word for name in ("ingredient", "dish", "fooditem") for item in LISTS[name] for word in item.split()
    }
    return sorted(
        word
        for word, count in counts.items()
        if count >= LEAST_COUNT
        and word != ODD
        and word not in CLASSES
        and (word not in open_words or len(word) <= 3 or word in _PLAIN)
    )


def words_of_language(examples: Sequence[Example], names: Collection[str], code: str) -> list[str]:
    """The words of the examples of another language, except those that only names of food and dishes have."""
    counts = Counter(word for example in examples for word in set(tokens(example.text, code)))
    named = {word for name in names for word in tokens(name, code) if len(word) > 3} | set(ODD_WORDS)
    return sorted(
        word
        for word, count in counts.items()
        if count >= LEAST_COUNT and word not in named and not word[0].isdigit()
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


def train(
    examples: Sequence[Example],
    known: Sequence[str],
    *,
    language: str = "en",
    epochs: int = EPOCHS,
    levels: int = 127,
    seed: int = 1,
) -> Model:
    """Train on the examples.

    Args:
        examples: The training sentences.
        known: The words that are features of their own.
        language: Decides the features.
        epochs: How often all examples are used.
        levels: The largest weight as an integer; fewer levels make a smaller file.
        seed: Of the order of the examples.
    """
    reader, buckets = feature_reader(language, known)
    kinds = tuple(Kind)
    number = {kind: i for i, kind in enumerate(kinds)}
    rows = [reader.buckets(example.text, session=example.session) for example in examples]
    labels = np.array([number[example.kind] for example in examples])
    width = max(len(row) for row in rows)
    table = np.full((len(rows), width), buckets, dtype=np.int32)
    for i, row in enumerate(rows):
        table[i, : len(row)] = row
    weights = _fit(table, labels, len(kinds), epochs, seed, buckets)[:buckets]
    return Model.quantized(kinds, reader, weights, fingerprint(examples), levels)


def _fit(table: Any, labels: Any, kinds: int, epochs: int, seed: int, buckets: int) -> Floats:
    chance = np.random.default_rng(seed)
    weights: Floats = np.zeros((buckets + 1, kinds), dtype=np.float32)
    squares: Floats = np.zeros_like(weights)
    share = np.bincount(labels, minlength=kinds)
    cost = (np.clip(share.mean() / np.maximum(share, 1), 0.5, 2.0) ** 0.5).astype(np.float32)
    for epoch in range(epochs):
        order = chance.permutation(len(labels))
        rate = RATE * (1.0 - 0.8 * epoch / epochs)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            rows, wanted = table[batch], labels[batch]
            scale = (1.0 / np.sqrt((rows < buckets).sum(axis=1, keepdims=True))).astype(np.float32)
            touched, where = np.unique(rows, return_inverse=True)
            filled = np.zeros((len(batch), len(touched)), dtype=np.float32)
            filled[np.arange(len(batch))[:, None], where.reshape(rows.shape)] = 1.0
            filled[:, touched == buckets] = 0.0
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
            weights[buckets] = 0.0
    return weights

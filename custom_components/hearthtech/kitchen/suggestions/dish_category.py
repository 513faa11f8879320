"""Kind of a dish by its name, labels, ingredients, amounts and method, and the meals for which it is suitable.

Each part adds evidence for some kinds; the kind with the most evidence is chosen, and the confidence is its share
after a softmax. Words are in `data/<language>.yaml`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import exp
from typing import Final

from ...language.languages import LANGUAGES
from ..meal_plan.meal import MealSlot
from ..nutrition.text import words
from .dish_words import DishWords, PhraseTable, dish_words
from .word_files import read_words


class DishKind(IntEnum):
    """Kinds of dishes; `UNKNOWN` if nothing shows the kind."""

    UNKNOWN = 0
    MAIN = 1
    SIDE = 2
    BREAKFAST = 3
    DESSERT = 4
    BREAD = 5
    SNACK = 6
    SAUCE = 7
    DRINK = 8


SUITS = {
    MealSlot.BREAKFAST: frozenset({DishKind.BREAKFAST, DishKind.BREAD}),
    MealSlot.LUNCH: frozenset({DishKind.MAIN, DishKind.SIDE}),
    MealSlot.DINNER: frozenset({DishKind.MAIN}),
    MealSlot.SNACK: frozenset({DishKind.SNACK, DishKind.DESSERT, DishKind.BREAD}),
    MealSlot.OTHER: frozenset(DishKind),
}
"""The kinds for each meal of the day."""

_KINDS: Final[Mapping[str, DishKind]] = {
    kind.name.lower(): kind for kind in DishKind if kind is not DishKind.UNKNOWN
}
LABEL: Final = 5.0
"""Evidence of one label; two labels of different kinds share it."""
HEAD: Final = 3.0
"""Evidence of the head of the title."""
OTHER_WORD: Final = 0.6
"""Evidence of another word of the title."""
FOREIGN: Final = 0.8
"""Factor for words of another language than the recipe's: "risotto" in a German book."""
SURE: Final = 1.0
"""Least evidence for a kind; below it the kind is unknown."""


@dataclass(frozen=True, slots=True)
class DishEstimate:
    """The kind of a dish, and the confidence in it (0–1)."""

    kind: DishKind
    confidence: float


def kind_of(name: str, labels: Iterable[str] = (), language: str = "en") -> DishKind:
    """The kind by name and labels only."""
    return estimate_kind(name, labels, language=language).kind


def estimate_kind(
    name: str,
    labels: Iterable[str] = (),
    lines: Sequence[str] = (),
    steps: Sequence[str] = (),
    *,
    language: str = "en",
    meat_share: float | None = None,
    sugar_share: float | None = None,
) -> DishEstimate:
    """Estimate the kind of a dish.

    `meat_share` and `sugar_share` are parts of the weight of the dish (0–1), if it is known.
    """
    said = dish_words(language)
    scores: dict[DishKind, float] = dict.fromkeys(_KINDS.values(), 0.0)
    _add(scores, _by_labels(labels, said, language))
    _add(scores, _by_name(name, said, language))
    _add(scores, _by_lines(lines, said))
    _add(scores, _by_method(steps, said))
    _add(scores, _by_shares(meat_share, sugar_share))
    best = max(scores, key=scores.__getitem__)
    if scores[best] < SURE:
        return DishEstimate(DishKind.UNKNOWN, 0.0)
    total = sum(exp(score - scores[best]) for score in scores.values())
    return DishEstimate(best, round(1.0 / total, 3))


def _add(scores: dict[DishKind, float], evidence: Mapping[DishKind, float]) -> None:
    for kind, value in evidence.items():
        scores[kind] += value


def _by_labels(labels: Iterable[str], said: DishWords, language: str) -> dict[DishKind, float]:
    """Labels share `LABEL`; a label that is exactly a known one counts more than one that contains it."""
    found: dict[DishKind, float] = {}
    for label in labels:
        text = words(label)
        for table in (said.labels, *_others(language)):
            hits = [(length / len(text), value) for _, length, value in table.found(text)]
            if hits:
                for share, value in hits:
                    kind = _KINDS[value]
                    found[kind] = found.get(kind, 0.0) + 0.5 + 0.5 * share
                break
    total = max(sum(found.values()), 1.0)
    return {kind: LABEL * value / total for kind, value in found.items()}


def _by_name(name: str, said: DishWords, language: str) -> dict[DishKind, float]:
    text = _title(name)
    head, rest = _split(text, said.splits)
    for factor, own in (
        (1.0, said),
        *((FOREIGN, dish_words(code)) for code in LANGUAGES if code != language),
    ):
        hits = list(own.names.found(head)) or list(own.names.found(rest))
        if not hits:
            continue
        found: dict[DishKind, float] = {}
        main = hits[0] if own.head_first else hits[-1]
        for hit in hits:
            kind = _KINDS[hit[2]]
            weight = HEAD + 0.7 * (hit[1] - 1) if hit == main else OTHER_WORD
            found[kind] = found.get(kind, 0.0) + factor * weight
        return found
    return {}


def _title(name: str) -> tuple[str, ...]:
    """The words of a title, without text in brackets or after a colon or bar."""
    plain, depth = [], 0
    for sign in name:
        depth += (sign in "([{") - (sign in ")]}")
        if depth <= 0 and sign not in ")]}":
            plain.append(sign)
    text = "".join(plain).strip() or name
    for mark in ("|", ":", " – ", " - ", "?"):
        first = text.partition(mark)[0]
        if len(words(first)) >= 2 and first != text:
            text = first
    return tuple(word for word in words(text) if word not in _NO_HEAD)


# Read at import, which Home Assistant does outside its event loop.
_NO_HEAD: Final = frozenset(words(" ".join(read_words("title_words").values())))


def _split(
    text: tuple[str, ...], splits: Sequence[tuple[str, ...]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The part of a title before the first word such as "with", and the rest."""
    places = [at for split in splits for at in range(1, len(text)) if text[at : at + len(split)] == split]
    at = min(places, default=len(text))
    return text[:at], text[at:]


def _by_lines(lines: Sequence[str], said: DishWords) -> dict[DishKind, float]:
    counts = dict.fromkeys(said.ingredients, 0)
    known = 0
    for line in lines:
        text = words(line)
        found = {value for value, table in said.ingredients.items() if any(table.found(text))}
        if "meat" in found and not said.not_food.isdisjoint(text):
            found.discard("meat")
        for value in found:
            counts[value] += 1
        known += bool(found)
    if not known:
        return {}
    sweet, savory = min(counts["sweet"], 4), min(counts["savory"], 4)
    meat, filling = min(counts["meat"], 2), min(counts["filling"], 2)
    bakes = min(counts["flour"], 2)
    # Seasoning shows a main dish only together with what is seasoned.
    seasoned = 0.5 if meat or filling else 0.2
    return {
        DishKind.MAIN: 1.3 * meat + 0.9 * filling + seasoned * savory - 0.9 * sweet - 0.3 * bakes,
        DishKind.SIDE: 0.4 * savory - 0.8 * meat - 0.5 * sweet,
        DishKind.DESSERT: 0.9 * sweet + 0.3 * bakes - 0.9 * savory - 1.5 * meat,
        DishKind.BREAKFAST: 0.3 * sweet + 0.2 * bakes - 0.4 * savory,
        DishKind.BREAD: 0.8 * min(counts["yeast"], 1)
        + 0.3 * bakes
        - 0.3 * savory
        - 0.6 * meat
        - 0.4 * filling,
        DishKind.SNACK: -0.2 * filling,
        DishKind.SAUCE: 0.2 * savory - 0.7 * meat - 0.5 * filling - 0.3 * bakes,
        DishKind.DRINK: 1.0 * min(counts["spirit"], 3) - 1.2 * bakes - 0.8 * savory - meat - filling,
    }


def _by_method(steps: Sequence[str], said: DishWords) -> dict[DishKind, float]:
    found: dict[DishKind, float] = {}
    for step in steps:
        for _, _, value in said.methods.found(words(step)):
            found[_KINDS[value]] = min(found.get(_KINDS[value], 0.0) + 0.6, 1.2)
    return found


def _by_shares(meat: float | None, sugar: float | None) -> dict[DishKind, float]:
    found: dict[DishKind, float] = {}
    if meat is not None and meat >= 0.12:
        found[DishKind.MAIN] = min(4.0 * meat, 1.5)
    if sugar is not None and sugar >= 0.08:
        found[DishKind.DESSERT] = min(8.0 * sugar, 2.0)
        found[DishKind.MAIN] = found.get(DishKind.MAIN, 0.0) - min(8.0 * sugar, 2.0)
    return found


def _others(language: str) -> list[PhraseTable]:
    return [dish_words(code).labels for code in LANGUAGES if code != language]

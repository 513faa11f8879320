"""Sentence templates in the grammar that hassil and Home Assistant's intents use, parsed into a small tree.

`[…]` is optional, `(a|b)` is a choice, `(a;b)` may be in any order, `{list:slot}` is a value of a list,
`<rule>` is replaced by a shared template. Written here, not with hassil, because the tree is compiled into
one automaton.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
import random
import re

from .text import tokens

_MARKS = re.compile(r"[\[\]()|;]|\{[^}]*\}|<[^>]*>|[^\[\]()|;{}<>]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, normalized."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A value of the list `list`, put into the slot `name`."""

    list: str
    name: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """All parts, in this order."""

    items: tuple[TemplateNode, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the parts. An optional part is a choice with an empty sequence."""

    items: tuple[TemplateNode, ...]


type TemplateNode = Word | Slot | Sequence | Choice

NOTHING = Sequence(())


class TemplateError(ValueError):
    """A template that can't be parsed: unbalanced brackets, or an unknown rule."""


def parse(template: str, rules: Mapping[str, str] | None = None, language: str = "en") -> TemplateNode:
    """Parse a template.

    Raises:
        TemplateError: for unbalanced brackets and unknown rules.
    """
    pieces = _MARKS.findall(template)
    if "".join(pieces) != template:
        raise TemplateError(f"stray bracket in {template!r}")
    node, position = _parse_choice(pieces, 0, None, rules or {}, language)
    if position != len(pieces):
        raise TemplateError(f"unbalanced brackets in {template!r}")
    return node


def _parse_choice(
    pieces: list[str], position: int, closing: str | None, rules: Mapping[str, str], language: str
) -> tuple[TemplateNode, int]:
    branches: list[list[list[TemplateNode]]] = [[[]]]
    while position < len(pieces):
        piece = pieces[position]
        position += 1
        sequence = branches[-1][-1]
        if piece in "])":
            if piece != closing:
                raise TemplateError(f"unexpected {piece}")
            return _choice(branches), position
        if piece == "|":
            branches.append([[]])
        elif piece == ";":
            branches[-1].append([])
        elif piece in "[(":
            inner, position = _parse_choice(pieces, position, "]" if piece == "[" else ")", rules, language)
            sequence.append(Choice((inner, NOTHING)) if piece == "[" else inner)
        elif piece[0] == "{":
            kind, _, name = piece[1:-1].partition(":")
            sequence.append(Slot(kind, name or kind))
        elif piece[0] == "<":
            if piece[1:-1] not in rules:
                raise TemplateError(f"unknown rule {piece}")
            sequence.append(parse(rules[piece[1:-1]], rules, language))
        else:
            sequence.extend(Word(word) for word in tokens(piece, language))
    if closing is not None:
        raise TemplateError(f"missing {closing}")
    return _choice(branches), position


def _choice(branches: list[list[list[TemplateNode]]]) -> TemplateNode:
    made: list[TemplateNode] = []
    for branch in branches:
        parts = [_sequence(items) for items in branch]
        if len(parts) == 1:
            made.append(parts[0])
        else:
            made.extend(_sequence(list(order)) for order in permutations(parts))
    return made[0] if len(made) == 1 else Choice(tuple(made))


def _sequence(items: list[TemplateNode]) -> TemplateNode:
    return items[0] if len(items) == 1 else Sequence(tuple(items))


def expand(node: TemplateNode) -> Iterator[list[Word | Slot]]:
    """Every sentence of a template, as words and slots."""
    match node:
        case Word() | Slot():
            yield [node]
        case Sequence(items):
            yield from _expand_sequence(items)
        case Choice(items):
            for item in items:
                yield from expand(item)


def _expand_sequence(items: tuple[TemplateNode, ...]) -> Iterator[list[Word | Slot]]:
    if not items:
        yield []
        return
    for head in expand(items[0]):
        for tail in _expand_sequence(items[1:]):
            yield head + tail


def sample(node: TemplateNode, chance: random.Random) -> list[Word | Slot]:
    """A random sentence of a template."""
    match node:
        case Sequence(items):
            return [part for item in items for part in sample(item, chance)]
        case Choice(items):
            return sample(chance.choice(items), chance)
        case _:
            return [node]

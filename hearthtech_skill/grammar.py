"""Sentence templates: `[…]` may be left out, `(a|b)` is a choice, `(a;b)` comes in any order, `{list:slot}` is a value.

The kitchen serves its sentences in this grammar, and a household writes its own phrases in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, permutations
import re

from .errors import SkillError

_MARKS = re.compile(r"[\[\]()|;]|\{[^{}]*\}|[^\[\](){}|;]+")
MAX_DEPTH = 40


class GrammarError(SkillError):
    """A template that can't be read."""


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the list `list`, for the slot `slot`."""

    list: str
    slot: str


@dataclass(frozen=True, slots=True)
class Row:
    """All of them, in this order."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of them."""

    items: tuple[Node, ...]
    optional: bool = False


type Node = Words | Value | Row | Choice


def parse(template: str) -> Node:
    """Read a template. Raises `GrammarError` with one sentence."""
    pieces = _MARKS.findall(template)
    if "".join(pieces) != template:
        raise GrammarError(f"The phrase {template!r} has a brace that is not closed.")
    node, rest = _parse_group(pieces, "", template, 0)
    if rest:
        raise GrammarError(f"The phrase {template!r} has a bracket too many.")
    return node


def expand(node: Node, limit: int) -> list[str]:
    """Every sentence of a template without values, at most `limit`. Raises `GrammarError` when there are more."""
    found = list(islice(_expand(node), limit + 1))
    if len(found) > limit:
        raise GrammarError(f"A phrase stands for more than {limit} sentences.")
    return [" ".join(sentence.split()) for sentence in found]


def _parse_group(pieces: list[str], closing: str, template: str, depth: int) -> tuple[Node, list[str]]:
    if depth > MAX_DEPTH:
        raise GrammarError(f"The phrase {template[:40]!r}… is nested too deeply.")
    branches: list[list[list[Node]]] = [[[]]]
    while pieces:
        piece, pieces = pieces[0], pieces[1:]
        if piece in ("]", ")"):
            if piece != closing:
                raise GrammarError(f"The phrase {template!r} has a bracket too many.")
            return _group(branches), pieces
        if piece == "|":
            branches.append([[]])
        elif piece == ";":
            branches[-1].append([])
        elif piece in ("[", "("):
            inner, pieces = _parse_group(pieces, "]" if piece == "[" else ")", template, depth + 1)
            branches[-1][-1].append(Choice((inner,), optional=True) if piece == "[" else inner)
        elif piece.startswith("{"):
            kind, _, slot = piece[1:-1].partition(":")
            branches[-1][-1].append(Value(kind.strip(), (slot or kind).strip()))
        elif piece.strip():
            branches[-1][-1].append(Words(piece.strip()))
    if closing:
        raise GrammarError(f"The phrase {template!r} has a bracket that is not closed.")
    return _group(branches), []


def _group(branches: list[list[list[Node]]]) -> Node:
    made: list[Node] = []
    for parts in branches:
        rows = [_row(items) for items in parts]
        if len(rows) == 1:
            made.append(rows[0])
        else:
            made.extend(Row(order) for order in permutations(rows))
    return made[0] if len(made) == 1 else Choice(tuple(made))


def _row(items: list[Node]) -> Node:
    return items[0] if len(items) == 1 else Row(tuple(items))


def _expand(node: Node) -> Iterator[str]:
    match node:
        case Words(text):
            yield text
        case Value(name, _):
            raise GrammarError(f"A phrase can't hold the list {name!r}.")
        case Row(()):
            yield ""
        case Row(items):
            for head in _expand(items[0]):
                for tail in _expand(Row(items[1:])):
                    yield f"{head} {tail}"
        case Choice(items, optional):
            if optional:
                yield ""
            for item in items:
                yield from _expand(item)

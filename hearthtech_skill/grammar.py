"""Sentence templates: `[…]` is optional, `(a|b)` is a choice, `(a;b)` may have any order, `{list:slot}` is a value.

The kitchen serves its sentences in this grammar, and custom phrases use it too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, permutations
import re

from .errors import SkillError

_MARKS = re.compile(r"[\[\]()|;]|\{[^{}]*\}|[^\[\](){}|;]+")
MAX_DEPTH = 40


class GrammarError(SkillError):
    """A template is invalid."""


@dataclass(frozen=True, slots=True)
class LiteralWords:
    """Literal words."""

    text: str


@dataclass(frozen=True, slots=True)
class ListReference:
    """A value of the list `list`, for the slot `slot`."""

    list: str
    slot: str


@dataclass(frozen=True, slots=True)
class WordSequence:
    """A sequence of parts."""

    items: tuple[PhraseNode, ...]


@dataclass(frozen=True, slots=True)
class PhraseChoice:
    """A choice of parts."""

    items: tuple[PhraseNode, ...]
    optional: bool = False


type PhraseNode = LiteralWords | ListReference | WordSequence | PhraseChoice


def parse(template: str) -> PhraseNode:
    """Parse a template. Raises `GrammarError` with one sentence."""
    pieces = _MARKS.findall(template)
    if "".join(pieces) != template:
        raise GrammarError(f"The phrase {template!r} has a brace that is not closed.")
    node, rest = _parse_group(pieces, "", template, 0)
    if rest:
        raise GrammarError(f"The phrase {template!r} has a bracket too many.")
    return node


def expand(node: PhraseNode, limit: int) -> list[str]:
    """Return every sentence of a template without values. Raises `GrammarError` if there are more than `limit`."""
    found = list(islice(_expand(node), limit + 1))
    if len(found) > limit:
        raise GrammarError(f"A phrase stands for more than {limit} sentences.")
    return [" ".join(sentence.split()) for sentence in found]


def _parse_group(pieces: list[str], closing: str, template: str, depth: int) -> tuple[PhraseNode, list[str]]:
    if depth > MAX_DEPTH:
        raise GrammarError(f"The phrase {template[:40]!r}… is nested too deeply.")
    branches: list[list[list[PhraseNode]]] = [[[]]]
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
            branches[-1][-1].append(PhraseChoice((inner,), optional=True) if piece == "[" else inner)
        elif piece.startswith("{"):
            kind, _, slot = piece[1:-1].partition(":")
            branches[-1][-1].append(ListReference(kind.strip(), (slot or kind).strip()))
        elif piece.strip():
            branches[-1][-1].append(LiteralWords(piece.strip()))
    if closing:
        raise GrammarError(f"The phrase {template!r} has a bracket that is not closed.")
    return _group(branches), []


def _group(branches: list[list[list[PhraseNode]]]) -> PhraseNode:
    made: list[PhraseNode] = []
    for parts in branches:
        rows = [_row(items) for items in parts]
        if len(rows) == 1:
            made.append(rows[0])
        else:
            made.extend(WordSequence(order) for order in permutations(rows))
    return made[0] if len(made) == 1 else PhraseChoice(tuple(made))


def _row(items: list[PhraseNode]) -> PhraseNode:
    return items[0] if len(items) == 1 else WordSequence(tuple(items))


def _expand(node: PhraseNode) -> Iterator[str]:
    match node:
        case LiteralWords(text):
            yield text
        case ListReference(name, _):
            raise GrammarError(f"A phrase can't hold the list {name!r}.")
        case WordSequence(()):
            yield ""
        case WordSequence(items):
            for head in _expand(items[0]):
                for tail in _expand(WordSequence(items[1:])):
                    yield f"{head} {tail}"
        case PhraseChoice(items, optional):
            if optional:
                yield ""
            for item in items:
                yield from _expand(item)

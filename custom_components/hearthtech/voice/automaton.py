"""All templates of a language as one automaton over words, run over an utterance in a single pass.

hassil tries templates one after another and spells lists out; with 10,000 recipe names its first match took a
quarter of a second. Here a list is asked by lookup, so the time does not grow with its length.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from .kinds import Kind
from .template import Choice, Node, Sequence, Slot, Word, expand

type SlotValue = str | float | int | tuple[str, ...]
type Slots = dict[str, SlotValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a list found in an utterance: the value, its id where the list has ids, and where its words end."""

    value: SlotValue
    id: str | None = None
    end: int
    literal: int = 0
    """How many words the list vouches for: all of an enumerated name, none of free text."""


type ValueList = Callable[[list[str], int], Iterable[Value]]
"""Asked with the words and a position: the values that begin there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An utterance that is exactly a sentence of a kind. `literal`: words vouched for by template and lists."""

    kind: Kind
    slots: Slots
    literal: int
    free: bool = False
    """Whether some of its words were free text, which no list vouches for."""


@dataclass(slots=True)
class _State:
    words: dict[str, list[int]] = field(default_factory=dict)
    slots: list[tuple[str, str, int]] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    final: tuple[Kind, Slots] | None = None


@dataclass(frozen=True, slots=True)
class _Frozen:
    words: dict[str, tuple[int, ...]]
    slots: tuple[tuple[str, str, int], ...]
    finals: tuple[tuple[Kind, Slots], ...]


@dataclass(frozen=True, slots=True)
class _Path:
    literal: int
    slots: Slots
    free: bool = False


class Automaton:
    """Give it the templates, then `match`. Courtesies may surround every sentence, in any number."""

    def __init__(
        self,
        templates: Iterable[tuple[Kind, Node, Slots]],
        *,
        polite_before: Node,
        polite_after: Node,
    ) -> None:
        self._building: list[_State] = [_State()]
        self._link(polite_before, 0, 0)
        for kind, node, slots in templates:
            end = self._state()
            self._link(node, 0, end)
            self._building[end].final = (kind, slots)
        self._states = [self._freeze(number) for number in range(len(self._building))]
        self._building.clear()
        self._after = {
            tuple(part.text for part in words if isinstance(part, Word)) for words in expand(polite_after)
        } - {()}

    def match(self, words: list[str], lists: Mapping[str, ValueList]) -> Match | None:
        """The best reading of the whole utterance: most words vouched for, then the first kind of the list."""
        ends = self._ends(words)
        last = max(ends)
        active: list[dict[int, _Path]] = [{} for _ in range(last + 1)]
        active[0][0] = _Path(0, {})
        best: Match | None = None
        for position, paths in enumerate(active):
            for number, path in paths.items():
                state = self._states[number]
                if position in ends:
                    for kind, preset in state.finals:
                        best = _better(best, kind, preset, path)
                if position == last:
                    continue
                for target in state.words.get(words[position], ()):
                    _offer(active[position + 1], target, _Path(path.literal + 1, path.slots, path.free))
                for kind_of_list, name, target in state.slots:
                    values = lists.get(kind_of_list)
                    if values is None:
                        continue
                    for value in values(words, position):
                        if value.end <= last:
                            slots = {**path.slots, name: value.value}
                            if value.id is not None:
                                slots[f"{name}_id"] = value.id
                            step = _Path(path.literal + value.literal, slots, path.free or value.literal == 0)
                            _offer(active[value.end], target, step)
        return best

    def _ends(self, words: list[str]) -> set[int]:
        """Where the sentence itself may end: what follows is courtesy only."""
        ends = {len(words)}
        for end in range(len(words), 0, -1):
            if end in ends:
                for phrase in self._after:
                    begin = end - len(phrase)
                    if begin > 0 and tuple(words[begin:end]) == phrase:
                        ends.add(begin)
        return ends

    def _state(self) -> int:
        self._building.append(_State())
        return len(self._building) - 1

    def _link(self, node: Node, start: int, end: int) -> None:
        match node:
            case Word(text):
                self._building[start].words.setdefault(text, []).append(end)
            case Slot(kind, name):
                self._building[start].slots.append((kind, name, end))
            case Choice(items):
                for item in items:
                    self._link(item, start, end)
            case Sequence(items):
                for item in items[:-1]:
                    between = self._state()
                    self._link(item, start, between)
                    start = between
                if items:
                    self._link(items[-1], start, end)
                elif start != end:
                    self._building[start].empty.append(end)

    def _freeze(self, number: int) -> _Frozen:
        words: dict[str, set[int]] = {}
        slots: list[tuple[str, str, int]] = []
        finals: list[tuple[Kind, Slots]] = []
        seen, waiting = {number}, [number]
        while waiting:
            state = self._building[waiting.pop()]
            for word, targets in state.words.items():
                words.setdefault(word, set()).update(targets)
            slots.extend(state.slots)
            if state.final is not None:
                finals.append(state.final)
            for target in state.empty:
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return _Frozen(
            {word: tuple(sorted(targets)) for word, targets in words.items()}, tuple(slots), tuple(finals)
        )


_ORDER = {kind: number for number, kind in enumerate(Kind)}


def _better(best: Match | None, kind: Kind, preset: Slots, path: _Path) -> Match:
    if best is not None:
        if best.literal > path.literal:
            return best
        if best.literal == path.literal and _ORDER[best.kind] <= _ORDER[kind]:
            return best
    return Match(kind=kind, slots={**preset, **path.slots}, literal=path.literal, free=path.free)


def _offer(paths: dict[int, _Path], target: int, path: _Path) -> None:
    known = paths.get(target)
    if known is None or known.literal < path.literal:
        paths[target] = path

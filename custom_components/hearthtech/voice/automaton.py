"""All templates of a language as one automaton over words, which reads an utterance in a single pass.

hassil tries templates one after another and spells lists out; with 10,000 recipe names its first match took a
quarter of a second. This automaton looks list values up, so the time does not grow with the length of a list.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .template import Choice, Sequence, Slot, TemplateNode, Word, expand

type SlotValue = str | float | int | tuple[str, ...]
type Slots = dict[str, SlotValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of a list in an utterance.

    The value, its id if the list has ids, and the index after its words.
    """

    value: SlotValue
    id: str | None = None
    end: int
    literal: int = 0
    """Number of words known to the list: all words of an enumerated name, none of free text."""


type ValueList = Callable[[list[str], int], Iterable[Value]]
"""Called with the words and a position; returns the values that begin there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match[K: StrEnum]:
    """An utterance that exactly matches a sentence of a kind.

    `literal`: number of words known to template and lists.
    """

    kind: K
    slots: Slots
    literal: int
    free: bool = False
    """Whether some of its words were free text, which no list confirms."""


@dataclass(slots=True)
class _State[K: StrEnum]:
    words: dict[str, list[int]] = field(default_factory=dict)
    slots: list[tuple[str, str, int]] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    final: tuple[K, Slots] | None = None


@dataclass(frozen=True, slots=True)
class _Frozen[K: StrEnum]:
    words: dict[str, tuple[int, ...]]
    slots: tuple[tuple[str, str, int], ...]
    finals: tuple[tuple[K, Slots], ...]


@dataclass(frozen=True, slots=True)
class _Path:
    literal: int
    slots: Slots
    free: bool = False


class Automaton[K: StrEnum]:
    """Automaton of the given templates; call `match`.

    Polite phrases may surround every sentence, in any number.
    """

    def __init__(
        self,
        templates: Iterable[tuple[K, TemplateNode, Slots]],
        *,
        polite_before: TemplateNode,
        polite_after: TemplateNode,
    ) -> None:
        self._building: list[_State[K]] = [_State()]
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

    def match(self, words: list[str], lists: Mapping[str, ValueList]) -> Match[K] | None:
        """The best match of the whole utterance: most known words, then the first kind of the list, then most slots."""
        ends = self._ends(words)
        last = max(ends)
        active: list[dict[int, _Path]] = [{} for _ in range(last + 1)]
        active[0][0] = _Path(0, {})
        best: Match[K] | None = None
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
        """Positions where the sentence may end: only polite phrases follow."""
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

    def _link(self, node: TemplateNode, start: int, end: int) -> None:
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

    def _freeze(self, number: int) -> _Frozen[K]:
        words: dict[str, set[int]] = {}
        slots: list[tuple[str, str, int]] = []
        finals: list[tuple[K, Slots]] = []
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


def _better[K: StrEnum](best: Match[K] | None, kind: K, preset: Slots, path: _Path) -> Match[K]:
    if best is not None:
        if best.literal > path.literal:
            return best
        order = list(type(kind))
        if best.literal == path.literal:
            if order.index(best.kind) < order.index(kind):
                return best
            if best.kind is kind and len(best.slots) >= len(preset) + len(path.slots):
                return best
    return Match(kind=kind, slots={**preset, **path.slots}, literal=path.literal, free=path.free)


def _offer(paths: dict[int, _Path], target: int, path: _Path) -> None:
    known = paths.get(target)
    if known is None or known.literal < path.literal:
        paths[target] = path

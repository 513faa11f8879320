"""Requests about timers and the shopping list, read by the classes of their words in any order.

A template fixes the order of its words. These requests are said in so many orders, and with so many articles and
prepositions, that the reader looks only at what the words are: one that names a timer, verbs, durations, small words,
and the rest, which is the timer's name. It reads a request only if each word belongs to a class or to one name. The
words are data (`voice/data/<language>/timers_and_lists.yaml`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ..language.durations import duration_at
from .automaton import Slots
from .data_files import read_data
from .intents import Kind
from .text import tokens

LONGEST_NAME = 4
"""The most words of the name of a timer, or of an item of the list."""
_TIMER, _LIST = "timer", "list"
_SMALL, _WAS, _ALL, _NEVER, _ONTO = "small", "was", "all", "never", "onto"
_MINOR = frozenset({_SMALL, _WAS, _ONTO, "from"})
_SETTING = frozenset({"set", "add", "either"})


@dataclass(frozen=True, slots=True)
class KeywordRequest:
    """A request that was read: its kind and its slots."""

    kind: Kind
    slots: Slots


@dataclass(frozen=True, slots=True)
class _RequestPart:
    """Words of a request: an entry of the vocabulary with its classes, a duration, or one unknown word."""

    words: tuple[str, ...]
    classes: frozenset[str] = frozenset()
    seconds: float | None = None

    def __contains__(self, name: str) -> bool:
        return name in self.classes


@dataclass(slots=True)
class _Vocabulary:
    """The classes of the entries that begin with a prefix of the data file."""

    classes: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    longest: int = 1

    def add(self, name: str, words: tuple[str, ...]) -> None:
        self.classes.setdefault(words, set()).add(name)
        self.longest = max(self.longest, len(words))

    def parts(
        self, words: Sequence[str], language: str, ending: Callable[[str], str | None]
    ) -> list[_RequestPart]:
        """The words as parts: at each position a duration or the longest entry."""
        found: list[_RequestPart] = []
        position = 0
        while position < len(words):
            span = duration_at(words, position, language)
            if span is not None and span[1] > position + 1:
                found.append(_RequestPart(tuple(words[position : span[1]]), seconds=span[0]))
                position = span[1]
                continue
            for length in range(min(self.longest, len(words) - position), 0, -1):
                entry = tuple(words[position : position + length])
                if entry in self.classes:
                    classes = frozenset(self.classes[entry])
                    if found and _WAS in classes:
                        classes &= _MINOR  # Spanish "para": a verb only at the beginning
                    found.append(_RequestPart(entry, classes))
                    break
            else:
                length = 1
                if (name := ending(words[position])) is not None:
                    found += [_RequestPart((name,)), _RequestPart((), frozenset((_TIMER,)))]
                else:
                    found.append(_RequestPart((words[position],)))
            position += length
        return found


class KeywordReader:
    """The reader of one language.

    `ending` gives the name in a compound noun of a timer ("Nudeltimer"), `is_elsewhere` whether words name a device that
    is not the kitchen's.
    """

    def __init__(
        self, code: str, ending: Callable[[str], str | None], is_elsewhere: Callable[[Sequence[str]], bool]
    ) -> None:
        self._code = code
        self._ending = ending
        self._is_elsewhere = is_elsewhere
        self._of = {_TIMER: _Vocabulary(), _LIST: _Vocabulary()}
        for name, listed in read_data(code, "timers_and_lists.yaml").items():
            field_name, _, action = name.partition("_")
            for entry in str(listed).split(","):
                if words := tuple(tokens(entry, code)):
                    self._of[field_name].add(action or field_name, words)

    def read(self, words: Sequence[str]) -> KeywordRequest | None:
        """The request that all words form; `None` if a word belongs to nothing."""
        return self._timer(words) or self._list(words)

    def denies_timer(self, words: Sequence[str]) -> bool:
        """Whether words ask for no timer: "don't cancel the timer", "open the garage in five minutes"."""
        parts = self._of[_TIMER].parts(words, self._code, self._ending)
        at = next((n for n, part in enumerate(parts) if _TIMER in part), None)
        if at is not None:
            return any(_NEVER in part for part in parts[:at])
        return self._is_elsewhere(words)

    def names_list(self, words: Sequence[str]) -> bool:
        """Whether the words name the shopping list."""
        return any(_LIST in part for part in self._of[_LIST].parts(words, self._code, lambda _: None))

    def _timer(self, words: Sequence[str]) -> KeywordRequest | None:
        parts = self._of[_TIMER].parts(words, self._code, self._ending)
        at = next((n for n, part in enumerate(parts) if _TIMER in part), None)
        if at is None:
            return None
        names = list(_runs(parts))
        verbs = {name for part in parts for name in part.classes} - {_TIMER, _SMALL, _WAS, _ALL, _ONTO}
        if _NEVER in verbs or (names and self._is_elsewhere(names[0]) and not _beside(parts, at, names[0])):
            return None
        durations = [n for n, part in enumerate(parts) if part.seconds is not None]
        if len(names) > 1 or len(durations) > 2 or any(len(name) > LONGEST_NAME for name in names):
            return None
        action = _timer_action(parts, at, verbs, durations=len(durations))
        if action is None:
            return None
        slots: Slots = {"action": action}
        was = self._was(parts, at, durations, action)
        if was is not None:
            slots["was"] = parts[was].seconds or 0.0
        told = [n for n in durations if n != was]
        if told:
            slots["duration"] = parts[told[0]].seconds or 0.0
        if len(told) > 1 or (action in {"add", "subtract"} and not told):
            return None
        if names:
            slots["name"] = " ".join(names[0])
        if action == "cancel" and any(_ALL in part for part in parts):
            slots["all"] = "yes"
        return KeywordRequest(Kind.TIMER, slots)

    @staticmethod
    def _was(parts: Sequence[_RequestPart], at: int, durations: Sequence[int], action: str) -> int | None:
        """The duration by which a running timer is named: "the 5 minute timer", "le minuteur de 5 minutes"."""
        if action == "set" or not durations:
            return None
        if action not in {"add", "subtract"}:
            return durations[0]
        if len(durations) < 2:
            return None
        if at - 1 in durations:
            return at - 1
        after = [n for n in durations if n > at]
        if not after:
            return None
        between = parts[at + 1 : after[0]]
        named = all(_WAS in part for part in between) and len(after) <= 2
        return after[0] if named or len(after) == 1 else after[1]

    def _list(self, words: Sequence[str]) -> KeywordRequest | None:
        parts = self._of[_LIST].parts(words, self._code, lambda _: None)
        at = [n for n, part in enumerate(parts) if _LIST in part]
        verbs = {name for part in parts for name in part.classes} & {"add", "tick", "remove", _NEVER}
        between = [part for part in parts[at[0] + 1 : at[-1]] if _LIST not in part] if at else []
        if not at or any(not part.classes or not part.classes <= _MINOR for part in between):
            return None
        if not verbs or _NEVER in verbs:
            return None
        items = list(_runs(parts, durations=True))
        if len(items) != 1 or len(items[0]) > LONGEST_NAME:
            return None
        if verbs == {"add"} and any("from" in part for part in _small_before(parts, at[0])):
            verbs = {"remove"}  # "nimm die Eier von der Liste"
        action = (
            "tick" if "tick" in verbs and "add" not in verbs else "remove" if "remove" in verbs else "add"
        )
        if verbs == {"add", "tick"}:
            action = "tick"
        return KeywordRequest(Kind.SHOPPING_ADD, {"action": action, "item": " ".join(items[0])})


def _timer_action(parts: Sequence[_RequestPart], at: int, verbs: set[str], *, durations: int) -> str | None:
    """What the verbs ask to do with a timer. A verb of two classes is read by what else was said."""
    if durations and "left" not in verbs:
        for action in ("subtract", "add"):
            if action in verbs and not (action == "add" and "set" in verbs):
                return action
        onto = at > 0 and any(_ONTO in part for part in _small_before(parts, at))
        if "either" in verbs and onto and any(part.seconds is not None for part in parts):
            return "add"
    for action in ("left", "resume", "pause", "cancel"):
        if action in verbs and not (durations and action != "left" and "set" in verbs):
            if action == "left" and durations and "subtract" in verbs:
                return "subtract"
            return action
    if not durations or verbs - _SETTING:
        return None
    first = next((n for n, part in enumerate(parts) if not part.classes and part.seconds is None), at)
    stray = first < at and not verbs & {"set", "either"} and any(part.words for part in parts[first + 1 : at])
    return None if stray else "set"


def _small_before(parts: Sequence[_RequestPart], at: int) -> Iterator[_RequestPart]:
    """The small words directly before a position."""
    while at > 0 and parts[at - 1].classes & _MINOR:
        at -= 1
        yield parts[at]


def _beside(parts: Sequence[_RequestPart], at: int, name: Sequence[str]) -> bool:
    """Whether a name is directly before or after the noun for a timer, small words aside."""
    for step in (1, -1):
        position = at + step
        while 0 <= position < len(parts) and parts[position].classes and parts[position].classes <= _MINOR:
            position += step
        if 0 <= position < len(parts) and parts[position].words and parts[position].words[0] in name:
            return True
    return False


def _runs(parts: Sequence[_RequestPart], *, durations: bool = False) -> Iterator[list[str]]:
    """The runs of unknown words, with the small words between them; each is a name."""
    run: list[str] = []
    between: list[str] = []
    for part in parts:
        if not part.classes and (part.seconds is None or durations):
            run += [*(between if run else ()), *part.words]
            between = []
        elif run and part.classes <= _MINOR:
            between += part.words
        else:
            if run:
                yield run
            run, between = [], []
    if run:
        yield run

"""Read requests to set several burners at once: "set the front left to five and the back left to six".

An utterance is such a request only if every word of it is a burner, a level, a temperature, a time or a known small
word. Everything else, questions, negations and reports included, is left to the other recognizers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from .automaton import Slots, ValueList
from .data_files import read_data
from .off.targets import PLACES, Names, place_runs, read_targets
from .off.vocabulary import VocabularyItem, vocabulary
from .text import tokens

LONGEST = 60
"""Utterances of more words are not read."""

THOSE_ON = ""
"""In place of the id of a burner: all that are on."""

_BEFORE = {"start": "on", "up": "up", "down": "down"}
"""The classes of words that ask for a change, and the change."""
_AFTER = {"start_end": "on", "up_end": "up", "down_end": "down"}
"""The same for words that do so only at the end of a request: "turn the front left and the back left up"."""
_CHANGES = _BEFORE.keys() | _AFTER.keys()
_NOUNS = frozenset({"burner", "burners"})
_ALLOWED = PLACES | _NOUNS | {
    "fill", "polite", "turn", "set", "heat", "stove", "container", "all", "both", "under", "no", "locative", "at_time", "subject", "number",
    "split",
}  # fmt: skip
"""The classes of words of a request, besides levels, times and the words of `heat.yaml`."""
_DENIES = frozenset({
    "neg", "report", "done", "ask_any", "except", "foreign", "food", "off", "off_verb", "state_off", "other", "cease", "boil", "be",
})  # fmt: skip
_NUMBERED = _NOUNS | {"stove", "heat"}
"""The classes of words that a number may belong to: "burner two"."""
_JOINS = frozenset({"and", "split", "comma", "mark"})
_BEFORE_QUESTION = frozenset({"fill", "no", "comma", "mark", "and"})
_VERBS = frozenset({"set", "turn"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnerSetting:
    """The requested heat of one burner. Without power, temperature and change its level is not known yet."""

    burner_id: str
    """Empty for "both", "all" or "the burners" without a place: the burners that are on."""
    power: float | None = None
    """0–1."""
    temperature_c: float | None = None
    change: str | None = None
    """ "up" or "down"."""
    for_s: float | None = None
    """Time after which the burner is turned off, in s."""

    @property
    def known(self) -> bool:
        """Whether the level is known."""
        return self.power is not None or self.temperature_c is not None or self.change is not None


@dataclass(slots=True)
class _Chunk:
    """The words between two conjunctions, with the heat that they name."""

    words: list[str] = field(default_factory=list)
    """The words that are no level and no time, in particular those for burners."""
    change: str | None = None
    power: float | None = None
    celsius: float | None = None
    for_s: float | None = None
    value_first: bool = False
    """Whether the level precedes the burners, as in "five on the front left"."""
    verb: bool = False
    """Whether a verb precedes its burners, so that it begins a request of its own."""
    closed: bool = False
    """Whether the change follows the burners: "turn the front left up"."""
    late_verb: bool = False
    """Whether a verb follows words for places."""
    torn: bool = False
    """Whether a verb stands between words for places, as in "front turn the back left up": one of them was misheard."""

    @property
    def valued(self) -> bool:
        return self.power is not None or self.celsius is not None

    @property
    def complete(self) -> bool:
        return self.valued or self.change is not None


class SettingsReader:
    """Reads requests to set several burners, in one language.

    Args:
        language: One of the five languages.
        lists: The recognizer's lists of values.
        names: The burners of the household.
    """

    def __init__(self, language: str, lists: Mapping[str, ValueList], names: Names) -> None:
        self._language = language
        self._lists = lists
        self._names = names
        self._phrases = phrases_of(language)
        self._vocabulary = vocabulary(language)

    def read(self, text: str, *, fewest: int = 2) -> tuple[BurnerSetting, ...]:
        """Return the setting of each burner, in the order of the words; empty if this is no such request.

        `fewest`: the fewest burners that the request must name.
        """
        if self.denies(text):
            return ()
        words = tokens(text, self._language)
        if not words or len(words) > LONGEST:
            return ()
        chunks = [self._chunk(piece) for piece in self._pieces(words)]
        if any(part.torn or self._is_uncertain(part.words) for chunk in chunks for part in chunk):
            return ()
        settings: dict[str, BurnerSetting] = {}
        for group in _merged([part for chunk in chunks for part in chunk]):
            burners = self._burners(group.words, on=group.change in {"up", "down"} and not group.valued)
            if burners is None or (burners and not group.complete) or settings.keys() & set(burners):
                return ()
            if not burners and (group.complete or group.for_s is not None):
                return ()
            change = None if group.valued or group.change == "on" else group.change
            for burner_id in burners:
                settings[burner_id] = BurnerSetting(
                    burner_id=burner_id,
                    power=group.power,
                    temperature_c=group.celsius,
                    change=change,
                    for_s=group.for_s,
                )
        several = len(settings) + (THOSE_ON in settings) >= fewest
        return _timed(tuple(settings.values())) if several else ()

    def sets_heat(self, text: str) -> bool:
        """Whether an utterance names a level above zero."""
        chunks = [part for piece in self._pieces(tokens(text, self._language)) for part in self._chunk(piece)]
        return any((chunk.power or 0.0) + (chunk.celsius or 0.0) > 0 for chunk in chunks)

    def names_all(self, text: str) -> bool:
        """Whether an answer means all that the kitchen named: "both", "alle beide, bitte"."""
        items = self._vocabulary.items(text)
        small = all(item.any(_ALLOWED | _JOINS | {"them"}) and not item.any(PLACES) for item in items)
        return small and any(item.any(frozenset({"all", "both"})) for item in items)

    @cached_property
    def joins(self) -> frozenset[str]:
        """The conjunctions of one word, folded."""
        entries = (*self._vocabulary.entries("and"), *self._vocabulary.entries("split"))
        return frozenset(entry for entry in entries if " " not in entry)

    def denies(self, text: str) -> bool:
        """Whether it is a question, a negation, a report, or concerns something else."""
        items = self._vocabulary.items(text)
        if any(item.any(_DENIES) and not item.any(PLACES | _JOINS) for item in items):
            return True
        first = next((item for item in items if not item.any(_BEFORE_QUESTION)), None)
        return first is not None and "ask" in first and "polite" not in first

    def _pieces(self, words: Sequence[str]) -> list[list[str]]:
        """Divide an utterance at its conjunctions; none of them is inside a level or a time."""
        pieces: list[list[str]] = [[]]
        position = 0
        while position < len(words):
            value = self._value_at(words, position)
            end = position + 1 if value is None else value[2]
            if value is None and any(item.any(_JOINS) for item in self._vocabulary.items(words[position])):
                pieces.append([])
            else:
                pieces[-1].extend(words[position:end])
            position = end
        return [piece for piece in pieces if piece]

    def _chunk(self, words: list[str]) -> list[_Chunk]:
        """Read the words between two conjunctions: one chunk, or several if they name several levels."""
        chunks = [_Chunk()]
        position = 0
        marked = False
        while position < len(words):
            chunk = chunks[-1]
            name, end = self._phrase_at(words, position)
            value = (
                self._value_at(words, position)
                if self._may_be_value(words, position, marked=marked)
                else None
            )
            if value is not None and value[2] >= end and (marked or name not in _CHANGES):
                kind, number, end = value
                if kind == "duration":
                    chunk.for_s = number
                else:
                    if chunk.valued:
                        chunks.append(chunk := _Chunk())
                    chunk.value_first = not self._names_place(chunk.words)
                    chunk.power, chunk.celsius = (number, None) if kind == "level" else (None, number)
                marked = False
            elif name in _BEFORE or name in _AFTER:
                chunk.change = _BEFORE.get(name) or _AFTER[name]
                chunk.verb = chunk.verb or name in _BEFORE
                chunk.late_verb = chunk.late_verb or (name in _BEFORE and self._names_place(chunk.words))
                chunk.closed = name in _AFTER
                marked = False
            elif name in {"to", "for"}:
                marked = True
            elif name:
                marked = False
            else:
                end = position + 1
                if chunk.valued and not chunk.value_first and self._names_place(words[position:end]):
                    chunks.append(chunk := _Chunk())
                item = self._item(words[position])
                chunk.torn = chunk.torn or (chunk.late_verb and item.any(PLACES))
                placed = self._names_place(chunk.words)
                chunk.words.append(words[position])
                chunk.verb = chunk.verb or (item.any(_VERBS) and not placed)
                chunk.late_verb = chunk.late_verb or (item.any(_VERBS) and placed and not item.any(PLACES))
                marked = marked and "fill" in item
            position = end
        return chunks

    def _phrase_at(self, words: Sequence[str], start: int) -> tuple[str, int]:
        """The class of the longest entry of `heat.yaml` that begins at a word, and the index after it."""
        best = ("", start)
        for name, entries in self._phrases.items():
            for entry in entries:
                end = start + len(entry)
                longer = end > best[1] or (end == best[1] and name in _AFTER)
                if not longer or tuple(words[start:end]) != entry:
                    continue
                if name in _AFTER and not self._is_end(words[end:]):
                    continue
                best = (name, end)
        return best

    def _is_end(self, words: Sequence[str]) -> bool:
        """Whether only small words follow."""
        items = self._vocabulary.items(" ".join(words))
        return all(item.any(frozenset({"fill", "polite"})) for item in items)

    def _value_at(self, words: Sequence[str], start: int) -> tuple[str, float, int] | None:
        """The longest time, temperature or level that begins at a word, and the index after it."""
        best: tuple[str, float, int] | None = None
        for kind in ("duration", "temperature", "level"):
            for value in self._lists[kind](list(words), start):
                if isinstance(value.value, int | float) and (best is None or value.end > best[2]):
                    best = kind, float(value.value), value.end
        return best

    def _may_be_value(self, words: Sequence[str], start: int, *, marked: bool) -> bool:
        """Whether a word may begin a level: after "to", after a place, or a word that is neither number nor place."""
        if marked:
            return True
        if self._names_place(words[start : start + 1]):
            return False
        if next(iter(self._lists["number"](list(words), start)), None) is None:
            return True
        value = self._value_at(words, start)
        if value is None or value[0] != "level":
            return value is not None
        before = self._item(words[start - 1]).classes if start else frozenset[str]()
        marker, end = self._phrase_at(words, value[2])
        if (
            marker == "to"
        ):  # "five on the front left", but neither "burner two to five" nor "the front two to five"
            return not before & (_NUMBERED | PLACES) and self._value_at(words, end) is None
        return bool(before & PLACES)

    def _item(self, word: str) -> VocabularyItem:
        """A word as an item of the vocabulary; a mark such as "%" has no class."""
        return next(iter(self._vocabulary.items(word)), VocabularyItem((word,), frozenset()))

    def _names_place(self, words: Sequence[str]) -> bool:
        return any(item.any(PLACES) for item in self._vocabulary.items(" ".join(words)))

    def _is_uncertain(self, words: Sequence[str]) -> bool:
        """Whether words without a conjunction between them may have been misheard.

        A word is only similar to a known one; or a place beside another one is not that of one burner, as in "front the
        back left"; or a burner has a place and a number: "the back left burner two high" is "the back left burner to
        high". "The front two" is certain where two burners are in front.
        """
        items = self._vocabulary.items(" ".join(words))
        if any("near" in item for item in items):
            return True
        runs = place_runs(items)
        if len(runs) > 1 and any(len(self._names.at(run)) != 1 for run in runs):
            return True
        found = [next(iter(self._lists["number"](list(words), n)), None) for n in range(len(words))]
        numbers = [one.value for one in found if one is not None]
        counts = [len(self._names.at(places)) for places in read_targets(items, self._names).places]
        numbered = any(
            one is not None and self._item(word).any(_NOUNS)
            for word, one in zip(words, found[1:], strict=False)
        )
        return bool(numbers and counts) and (numbered or numbers != counts or counts[0] < 2)

    def _burners(self, words: Sequence[str], *, on: bool) -> tuple[str, ...] | None:
        """The burners that the words name, none for small words only; `None` if they name anything else.

        `on`: a request for more or less, which concerns burners that are on.
        """
        items = self._vocabulary.items(" ".join(words))
        targets = read_targets(items, self._names)
        single = {name for word in words for item in self._vocabulary.items(word) for name in item.classes}
        own = targets.burners and not targets.places
        if targets.foreign or targets.dishes or (not own and not all(_is_allowed(item) for item in items)):
            return None
        if targets.places and any(len(self._names.at(places)) != 1 for places in targets.places):
            # "the left one" of two: only a plural means both of them.
            return targets.burners if single & {"all", "both", "burners"} and targets.burners else None
        if targets.burners:
            return targets.burners
        every = tuple(burner.id for burner in self._names.burners)
        if "all" in single and not on:
            # "everything to nine" names no burner that is off, so only "all burners" sets those too.
            return every if "burners" in single else None
        if "both" in single and len(every) == 2:
            return every
        if single & {"all", "both", "burners"} and "burner" not in targets.classes:
            return (THOSE_ON,)
        return None if targets.classes & (_NOUNS | {"container"}) else ()


def setting_slots(settings: Sequence[BurnerSetting]) -> Slots:
    """The ids of the burners, and the values that are the same for all of them."""
    first = settings[0]
    slots: Slots = {"burner_ids": tuple(one.burner_id for one in settings)}
    same: dict[str, float | str | None] = {
        "level": first.power,
        "temperature": first.temperature_c,
        "change": first.change,
        "duration": first.for_s,
    }
    alike = all(replace(one, burner_id=first.burner_id) == first for one in settings)
    slots |= {name: value for name, value in same.items() if alike and value is not None}
    return slots


def _is_allowed(item: VocabularyItem) -> bool:
    return item.any(_ALLOWED) or item.words[0].isdigit()


def _merged(chunks: Sequence[_Chunk]) -> list[_Chunk]:
    """Join chunks that share a level: burners without one get that of the next chunk, or of the one before."""
    groups: list[_Chunk] = []
    waiting: list[str] = []
    for number, chunk in enumerate(chunks):
        following = chunks[number + 1] if number + 1 < len(chunks) else None
        shares = following is not None and following.complete and not following.verb
        if not chunk.complete and _takes_next(chunks[number + 1 :]):
            waiting += chunk.words
            continue
        open_change = chunk.change is not None and not chunk.valued and not chunk.closed
        if open_change and shares and following is not None and following.valued:
            waiting += chunk.words  # "turn up the front left and the back left to five"
            continue
        if not chunk.complete and groups and (groups[-1].value_first or not groups[-1].valued):
            groups[-1] = replace(groups[-1], words=[*groups[-1].words, *chunk.words])
            continue
        groups.append(replace(chunk, words=[*waiting, *chunk.words]))
        waiting = []
    return groups


def _takes_next(following: Sequence[_Chunk]) -> bool:
    """Whether burners without a level share that of the next chunk that has one, which then begins with no verb."""
    shared = next((chunk for chunk in following if chunk.complete or chunk.verb), None)
    return shared is not None and not shared.verb


def _timed(settings: Sequence[BurnerSetting]) -> tuple[BurnerSetting, ...]:
    """Apply a time that only the last setting names to all of them: heat that ends is less."""
    found = tuple(settings)
    last = found[-1].for_s
    if last is not None and all(one.for_s is None or one.for_s == last for one in found):
        return tuple(replace(one, for_s=last) for one in found)
    return found


@cache
def phrases_of(language: str) -> dict[str, frozenset[tuple[str, ...]]]:
    """The words of `heat.yaml` by class. Blocking on the first call of a language: call it in an executor."""
    return {
        name: frozenset(tuple(tokens(entry, language)) for entry in str(listed).split(",") if entry.strip())
        for name, listed in read_data(language, "heat.yaml").items()
    }

"""Judge one clause of an utterance: whether it turns heat off, which burners it names, and when."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
import re

from ..data_files import small_words_of_all
from ..intents import Kind
from .contrasts import with_exception
from .request import OffRequest, Reason, Which
from .targets import UNKNOWN, Names, Targets, read_targets, without
from .times import When, is_number, read_when
from .vocabulary import VocabularyItem

ASKS_FOR_NUMBER = frozenset({
    Kind.TIMER, Kind.SCALE_SERVINGS, Kind.CONVERT_UNITS, Kind.REVIEW, Kind.LOG_EATEN, Kind.SHOPPING_ADD, Kind.PANTRY_QUERY,
})  # fmt: skip
"""The kinds whose question can be answered by "zero"."""

_OBJECTS = frozenset({"stove", "burner", "burners", "heat"})
_WEAK_OBJECTS = frozenset({"all", "both", "it", "them", "other", "last"})
_VERBS = frozenset({"off_verb", "turn", "cut", "homophone"})
_TURNS_OFF = _VERBS | {"off", "state_off", "shut"}
_SEVERAL = small_words_of_all("several")
_CLITIC = re.compile(
    rf"(?:{'|'.join(sorted(small_words_of_all('clitic_verbs')))})\w*?({'|'.join(sorted(small_words_of_all('clitics')))})"
)
"""A Spanish or Italian verb with a pronoun at its end."""
_PLAIN = frozenset({"fill", "mark", "comma", "polite"})
_BEFORE_QUESTION = frozenset({"fill", "no", "comma", "mark", "and"})
_BARE_CUT = frozenset({"fill", "bare_cut", "polite", "no", "comma"})
_ALARM_COMPANY = frozenset({
    "fill", "alarm_alone", "alarm", "stop", "it", "no", "comma", "be", "off", "all", "container", "locative",
})  # fmt: skip
_STOP_COMPANY = frozenset({"fill", "stop", "cook", "it", "polite", "no", "comma"})
_AFTER_PREPOSITION = frozenset({"food", "foreign", "container", "unknown"})
_ZERO_OBJECTS = frozenset({
    "set", "turn", "heat", "burner", "burners", "stove", "it", "them", "all", "front", "back", "left", "right",
})  # fmt: skip
_BARE = frozenset({"fill", "zero", "polite", "no", "comma"})
_FROM_HEAT_COMPANY = frozenset({"from_heat", "under", "container", "it", "them", "food", "all"})
_ENDS_EXCEPTION = frozenset({"off", "off_verb", "state_off", "turn"})


class Clause:
    """One clause being judged."""

    def __init__(
        self, items: Sequence[VocabularyItem], names: Names, language: str, expects: frozenset[Kind]
    ) -> None:
        self._items = with_exception(items)
        self._names = names
        self._language = language
        self._expects = expects
        self._classes = frozenset(name for item in self._items for name in item.classes)

    def request(self) -> OffRequest:
        """Judge this clause."""
        if (alarm := self._alarm()) is not None:
            return alarm
        if "keep" in self._classes and "on_state" in self._classes and "cease" not in self._classes:
            return self._denied(Reason.NEGATION)
        reason = self._reason()
        if reason is Reason.NOTHING:
            return OffRequest(reason=self._mention())
        if "neg" in self._classes and not self._is_unneeded:
            return self._denied(Reason.NEGATION)
        if self._asks:
            return OffRequest(reason=Reason.QUESTION)
        if "report" in self._classes or "done" in self._classes:
            return OffRequest(reason=Reason.REPORT)
        if reason is Reason.STOP:
            return OffRequest(reason=Reason.STOP, dishes=self._targets.dishes)
        return self._resolved()

    # Alarms

    def _alarm(self) -> OffRequest | None:
        if self._classes & {"neg", "report", "body", "not_alarm"} or self._asks:
            return None
        targets = self._targets
        if "boil" in self._classes:
            which = Which.NAMED if targets.burners or targets.dishes else Which.THIS
            return OffRequest(
                reason=Reason.BOILING_OVER, which=which, burners=targets.burners, dishes=targets.dishes
            )
        phrase = any("alarm" in item and "foreign" not in item for item in self._items)
        alone = "alarm_alone" in self._classes and all(item.any(_ALARM_COMPANY) for item in self._items)
        calls = sum("alarm_alone" in item and not item.any(_OBJECTS) for item in self._items) > 1
        calls = calls and "food" not in self._classes
        if phrase or alone or calls:
            return OffRequest(reason=Reason.ALARM, which=Which.ALL)
        return None

    # Questions

    @cached_property
    def _asks(self) -> bool:
        if "ask_any" in self._classes:
            return True
        first = next(
            (item for item in self._items if "subject" in item or not item.any(_BEFORE_QUESTION)), None
        )
        return first is not None and "ask" in first

    # Requests

    def _reason(self) -> Reason:
        if self._is_stop():
            return Reason.STOP
        return Reason.OFF if self._says_off() else Reason.NOTHING

    def _mention(self) -> Reason:
        """A statement about a burner that is off: "is the stove off", "the front left is off"."""
        if "state_off" not in self._classes or not self._classes & {"be", "ask", "done"}:
            return Reason.NOTHING
        return Reason.QUESTION if self._asks else Reason.REPORT

    def _is_stop(self) -> bool:
        cooks = any("cook" in item and not item.any(_OBJECTS) for item in self._items)
        if "stop" not in self._classes and not (cooks and self._classes & {"cut", "finish"}):
            return False
        company = _STOP_COMPANY | {"food"} if "cook" in self._classes else _STOP_COMPANY
        company = company | {"cut", "finish", "turn", "set"} if cooks else company
        return all(item.any(company) for item in self._items)

    def _says_off(self) -> bool:
        classes = self._classes
        if "cease" in classes:
            return not self._targets.unknown
        if self._is_unneeded or self._turns_down_fully():
            return True
        if "finish" in classes and self._has_object and not self._targets.unknown:
            return True
        if any("off_verb" in item and ("near" not in item or self._has_object) for item in self._items):
            return True
        if "turn" in classes and self._particle():
            return True
        if "shut" in classes and "down" in classes:
            return True
        if "from_heat" in classes and classes & {"take", "turn"}:
            return True
        if "homophone" in classes and (self._has_object or self._homophone_of_all()):
            return True
        if "cut" in classes and self._cuts_heat():
            return True
        return self._is_zero() or self._is_state()

    @cached_property
    def _has_object(self) -> bool:
        return bool(self._classes & _OBJECTS) or bool(self._targets.places or self._targets.burners)

    @cached_property
    def _is_unneeded(self) -> bool:
        """Whether the clause says that heat is needed no more: "we don't need the stove any more"."""
        classes = self._classes
        if not {"need", "no_longer"} <= classes or classes & _TURNS_OFF:
            return False
        return self._has_object or "from_heat" in classes

    def _turns_down_fully(self) -> bool:
        """Whether a knob is turned down to its end: "all the way down", and not "all the way down to two"."""
        fully = "full_down" in self._classes or {"lower", "fully"} <= self._classes
        if not fully or self._targets.unknown:
            return False
        return not any("number" in item or is_number(item, self._language) for item in self._timeless)

    def _homophone_of_all(self) -> bool:
        first = next((item for item in self._items if "fill" not in item), None)
        return (
            first is not None
            and "homophone" in first
            and "all" in self._classes
            and not self._targets.unknown
        )

    def _particle(self) -> bool:
        """Whether "off" belongs to a verb, and is no preposition ("aus dem Kühlschrank")."""
        for index, item in enumerate(self._items):
            if "off" in item and self._ends_verb(index):
                return True
            if "lax_off" in item:
                follows = index > 0 and "turn" in self._items[index - 1]
                last = all("fill" in later or "mark" in later for later in self._items[index + 1 :])
                if (follows or last) and (self._language == "en" or self._has_object):
                    return True
            if "out" in item and self._has_object:
                return True
        return False

    def _ends_verb(self, index: int) -> bool:
        if not self._names.vocabulary.verb_final:
            return True
        following = next((item for item in self._items[index + 1 :] if "fill" not in item), None)
        return following is None or (
            bool(following.classes)
            and not (following.any(_AFTER_PREPOSITION) and not following.any(_OBJECTS))
        )

    def _cuts_heat(self) -> bool:
        targets = self._targets
        if "food" in self._classes and "under" not in self._classes and not self._classes & _OBJECTS:
            return False
        if "locative" in self._classes and not self._classes & {"heat", "stove"}:
            return False
        if self._has_object or "under" in self._classes:
            return True
        if targets.unknown or targets.dishes or "locative" in self._classes:
            return False
        if self._classes & {"all", "it", "them", "both"}:
            return True
        return "bare_cut" in self._classes and all(item.any(_BARE_CUT) for item in self._items)

    def _is_zero(self) -> bool:
        if "zero" not in self._classes or self._targets.unknown or "food" in self._classes:
            return False
        if any(item.any(_ZERO_OBJECTS) for item in self._items):
            return True
        return not self._expects & ASKS_FOR_NUMBER and all(item.any(_BARE) for item in self._items)

    def _is_state(self) -> bool:
        """Whether the clause is "stove off", "alles aus", "tutto spento", "off the heat" or a bare "off"."""
        if self._targets.unknown:
            return False
        if "from_heat" in self._classes:
            return all(item.any(_BARE) or item.any(_FROM_HEAT_COMPANY) for item in self._items)
        if "take" in self._classes and not self._takes_heat():
            return False
        if self._classes & {"be", "ask"} and "polite" not in self._classes:
            return False
        states = [n for n, item in enumerate(self._items) if "state_off" in item]
        if not states:
            return self._has_object and "lax_off" in self._items[-1]
        return all(self._ends_verb(n) for n in states)

    def _takes_heat(self) -> bool:
        """Whether "take … off" concerns the heat or the pot, and not the contents of the pot."""
        return bool(self._classes & {"heat", "container"}) and "food" not in self._classes

    # Targets

    @cached_property
    def _when(self) -> When:
        return read_when(self._items, self._language)

    @cached_property
    def _timeless(self) -> list[VocabularyItem]:
        return [item for n, item in enumerate(self._items) if n not in self._when.items]

    @cached_property
    def _divided(self) -> tuple[list[VocabularyItem], list[VocabularyItem]]:
        """The items that name the targets, and those after "except" up to the next verb."""
        meant: list[VocabularyItem] = []
        excepted: list[VocabularyItem] = []
        inside = False
        for item in self._timeless:
            if "except" in item and not ("neg" in item and "except" in item and not meant):
                inside = True
                continue
            if inside and item.any(_ENDS_EXCEPTION):
                inside = False
            (excepted if inside else meant).append(item)
        return meant, excepted

    @cached_property
    def _targets(self) -> Targets:
        """The named targets, without the parts of an enumeration that are no hob."""
        meant, _ = self._divided
        if "zero" in self._classes:
            meant = [item for item in meant if "set" not in item]
        parts: list[list[VocabularyItem]] = [[]]
        for item in meant:
            if "and" in item or "comma" in item:
                parts.append([])
            parts[-1].append(item)
        if len(parts) > 1:
            ours = [part for part in parts if not self._is_foreign(read_targets(part, self._names))]
            if ours and len(ours) < len(parts):
                kept = [item for part in ours for item in part]
                targets = read_targets(kept, self._names)
                if targets.specific or targets.classes & (_OBJECTS | {"container"}):
                    return targets
        return read_targets(meant, self._names)

    @staticmethod
    def _is_foreign(targets: Targets) -> bool:
        return targets.foreign

    def _denied(self, reason: Reason) -> OffRequest:
        targets = self._targets
        return OffRequest(reason=reason, burners=targets.burners, dishes=targets.dishes)

    def _resolved(self) -> OffRequest:
        targets = self._targets
        _, excepted = self._divided
        if targets.foreign:
            return OffRequest(reason=Reason.FOREIGN)
        if self._names_something_else(targets):
            return OffRequest(reason=Reason.FOREIGN)
        request = OffRequest(
            reason=Reason.OFF,
            which=self._which(targets, bool(excepted)),
            burners=targets.burners,
            dishes=targets.dishes,
            when=self._when,
        )
        if excepted:
            left = read_targets(excepted, self._names)
            request = replace(
                request,
                burners=without(targets, left.burners).burners,
                except_burners=left.burners,
                except_dishes=left.dishes,
                except_unknown=not left.specific,
            )
        return request

    def _names_something_else(self, targets: Targets) -> bool:
        """Whether an unknown word names what is to be turned off, or an unknown room."""
        if not targets.unknown or targets.specific or targets.classes & (_OBJECTS | {"container"}):
            return False
        if targets.classes & _WEAK_OBJECTS:
            return self._elsewhere()
        return self._names.vocabulary.verb_final or self._unknown_after_verb()

    def _unknown_after_verb(self) -> bool:
        """Whether an unknown word follows the verb: outside German, what is turned off follows it."""
        verb = next((n for n, item in enumerate(self._items) if item.any(_VERBS)), -1)
        return any(not item.classes or item.any(UNKNOWN) for item in self._items[verb + 1 :])

    def _elsewhere(self) -> bool:
        """Whether an unknown place follows "in": "everything in the attic"."""
        for index, item in enumerate(self._items[:-1]):
            if "locative" in item:
                following = next((one for one in self._items[index + 1 :] if "fill" not in one), None)
                if following is not None and not following.classes:
                    return True
        return False

    def _which(self, targets: Targets, has_exception: bool) -> Which:
        classes = targets.classes
        if "other" in classes:
            return Which.OTHER
        if targets.burners or targets.dishes:
            return Which.NAMED
        if has_exception:
            return Which.ALL
        if "last" in classes:
            return Which.LAST
        if targets.places:
            return Which.THIS
        if "both" in classes:
            return Which.BOTH
        if classes & {"all", "burners"}:
            return Which.ALL
        if "stove" in classes and not classes & {"heat", "burner"}:
            return Which.ALL
        return self._pronoun()

    def _pronoun(self) -> Which:
        """The meaning of a pronoun: a word ("it", "les") or the end of a verb ("apágalos", "spegnili")."""
        found = Which.THIS
        last = next((item for item in reversed(self._timeless) if not item.classes <= _PLAIN), None)
        for item in self._timeless:
            word = item.words[-1]
            if "off_verb" in item and (clitic := _CLITIC.fullmatch(word)) is not None:
                return Which.THEM if clitic[1] in _SEVERAL else Which.IT
            if "fill" in item and item is not last:
                continue
            if "them" in item and ("it" not in item or word in _SEVERAL):
                return Which.THEM
            if "it" in item:
                found = Which.IT
        return found

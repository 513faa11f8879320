"""Recognize what only makes sense after something else: "and the protein?", "make that ten minutes", "the second one".

The sentences are data (`data/<language>/follow_ups.yaml`), in the format of `sentences.yaml`. What a follow-up means
depends on what was said before; the dialogue decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache

from ..language.fold import fold
from .answer_reader import answer_words
from .automaton import Automaton, Slots, ValueList
from .data_files import read_data
from .lists import closed
from .sentences import sentences_of
from .template import Word, expand, parse
from .text import tokens


class FollowUp(StrEnum):
    """What a follow-up adds to what was said before. If several match equally well, the first that fits is meant."""

    UNDO = "undo"
    CANCEL = "cancel"
    """Cancel the thing that was mentioned last."""
    GO_ON = "go_on"
    SHORTER = "shorter"
    NEXT_ONE = "next_one"
    AGAIN = "again"
    NTH = "nth"
    """One of the things that the kitchen named, by its place (slot `nth`; -1 is the last one)."""
    NUTRIENT = "nutrient"
    LENGTH = "length"
    """Another length of time (slot `duration`)."""
    LONGER = "longer"
    REST = "rest"
    """How much time is left."""
    DAY = "day"
    MOVE = "move"
    """Move the meal that was mentioned to a day."""
    SERVINGS = "servings"
    UNIT = "unit"
    PERSON = "person"
    RECIPE = "recipe"
    NUMBER = "number"
    """Another number, in place of the one that was said."""
    NAME = "name"
    ONE_BY_ONE = "one_by_one"
    """The ingredients, one at a time."""
    BACK_ONE = "back_one"
    """The ingredient before the one that was read."""
    SAME_ONE = "same_one"
    ALL = "all"
    """Remove or cancel all that was talked about: the list, the timers."""
    REMAINDER = "remainder"
    """Delete what is left of the list: "delete the rest"."""
    COUNT = "count"
    WITHOUT = "without"
    """A thing that is not wanted after all (slot `food`)."""
    GOT = "got"
    """A thing of the list that is there now (slot `food`)."""
    LIST_IT = "list_it"
    """Write the food that was mentioned on the shopping list."""
    TIMER_OF = "timer_of"
    """Another length of one timer (slots `name` or `nth`, and `duration` or `minutes`)."""
    REST_OF = "rest_of"
    """How much time the timer of a name has left (slot `name`)."""
    CANCEL_OF = "cancel_of"
    """Cancel the timer of a name (slot `name`)."""
    PAUSE = "pause"
    """Pause the timer that was mentioned."""
    RESUME = "resume"
    """Let a paused timer go on."""
    MORE_FOR = "more_for"
    """More time for the timer of a name (slots `name` and `duration`)."""
    TIMER_OF_THAT = "timer_of_that"
    """A timer for the time that was answered: "set a timer for that"."""
    ANOTHER = "another"
    """One more timer (slots `name`, and `duration` or `minutes`)."""
    PLAN_ANOTHER = "plan_another"
    """One more dish for a day (slots `recipe`, or `dish` for a part of its name, and `day`)."""
    INSTEAD = "instead"
    """A substitute for another food (slot `food`), or for the one that was mentioned."""
    IS_DIET = "is_diet"
    HOLDS = "holds"
    """Whether the recipe contains a food (slot `food`)."""
    KEEPS = "keeps"
    """How long what was mentioned keeps."""
    IN_HOUSE = "in_house"
    """Whether the food that was mentioned is in the house."""
    HOW_MUCH = "how_much"
    HOW_MANY_OF = "how_many_of"
    """How much of a food (slot `food`) the recipe that was mentioned needs."""
    WHICH = "which"
    """One of the things that the kitchen named, by words of its name (slot `words`)."""
    SUBJECT = "subject"
    """Another food (slot `food`), in free text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRequest:
    """A recognized follow-up with its slots. `free`: some of its words are free text."""

    kind: FollowUp
    slots: Slots = field(default_factory=dict)
    free: bool = False
    corrects: bool = False
    """Whether it begins with a word that replaces what was said before ("no, wait")."""


_ANYTHING = frozenset({FollowUp.WHICH, FollowUp.SUBJECT})
"""Follow-ups that any words can be."""


@cache
def _automata_of(code: str) -> tuple[Automaton[FollowUp], ...]:
    """One automaton for each follow-up: the same words may be several, and the dialogue chooses. All kitchens share them."""
    sentences = sentences_of(code)
    content = read_data(code, "follow_ups.yaml")
    rules = {**sentences.rules, **content["expansion_rules"]}
    before, after = (parse(one, rules, code) for one in (sentences.before, sentences.after))
    return tuple(
        Automaton(
            ((FollowUp(name), parse(template, rules, code), {}) for template in templates),
            polite_before=before,
            polite_after=after,
        )
        for name, templates in content["follow_ups"].items()
    )


class FollowUpGrammar:
    """The follow-ups of one language.

    Args:
        code: The language.
        lists: Lists of values by name, as templates use them.
    """

    def __init__(self, code: str, lists: Mapping[str, ValueList]) -> None:
        content = read_data(code, "follow_ups.yaml")
        self._retractions, self._lead_ins, self._corrections, self._trailers = (
            _phrases(content[name], code) for name in ("retractions", "lead_ins", "corrections", "trailers")
        )
        self._particles = _phrases(content.get("particles", ""), code)
        self._correction = tokens(content["corrections"].split(",")[0], code)
        self._joins = {fold(one) for one in answer_words(code).joins}
        self._lists = {**lists, "nth": closed(ordinals(code))}
        self._automata = _automata_of(code)

    def taken_back(self, words: list[str]) -> list[str]:
        """The words that the last words take back; empty if they take back nothing."""
        said = tuple(words)
        ends = [len(end) for end in self._retractions if len(said) > len(end) and said[-len(end) :] == end]
        return words[: -max(ends)] if ends else []

    def is_retraction(self, words: list[str]) -> bool:
        """Whether the words only take back what was said before."""
        return tuple(words) in self._retractions

    def without_fillers(self, words: list[str]) -> tuple[list[str], bool]:
        """The words without small words before and after them, and whether some of those correct what was said."""
        corrects = False
        while words:
            lead = next((one for one in self._lead_ins if tuple(words[: len(one)]) == one), ())
            correction = next((one for one in self._corrections if tuple(words[: len(one)]) == one), ())
            if not lead and not correction:
                break
            corrects = corrects or len(correction) >= len(lead)
            words = words[max(len(lead), len(correction)) :]
        while (
            end := next((one for one in self._trailers if tuple(words[-len(one) :]) == one), None)
        ) is not None:
            words = words[: -len(end)]
        return words, corrects

    def shortened(self, words: list[str]) -> list[list[str]]:
        """The words without small words around them, then also without those within; only what is shorter."""
        around = self.without_fillers(words)[0]
        within = self.without_particles(around)
        return [one for one in (around, within) if one and len(one) < len(words)]

    def without_particles(self, words: list[str]) -> list[str]:
        """The words without the small words that may be anywhere in a sentence: "wie lange dauert das denn"."""
        kept: list[str] = []
        position = 0
        while position < len(words):
            left = words[position:]
            particle = next((one for one in self._particles if tuple(left[: len(one)]) == one), ())
            if not particle:
                kept.append(words[position])
            position += len(particle) or 1
        return kept

    def match(self, words: list[str]) -> list[FollowUpRequest]:
        """The follow-ups that all words form, the one with the most known words first.

        Small words before and after a follow-up are left out if it is none with them.
        """
        rest, corrects = self.without_fillers(words)
        found = [replace(one, corrects=corrects) for one in self._match(words)]
        bare = self.without_particles(rest)
        if bare and bare != rest:
            found = [*found, *(replace(one, corrects=corrects) for one in self._match(bare))]
        if not rest or rest == words:
            return sorted(found, key=_certainty)
        # "No, and milk" is one thing more, not another thing that is called "and milk".
        replaces = corrects and rest[0] not in self._joins
        again = self._match([*self._correction, *rest]) if replaces else []
        # "Actually the milk" is another thing: the word that was put before it takes nothing away.
        corrected = [replace(one, corrects=True) for one in again if one.kind is not FollowUp.WITHOUT]
        plain = [replace(one, corrects=corrects) for one in self._match(rest)]
        # Free text alone ("the butter") is the last that is meant.
        return sorted([*found, *corrected, *plain], key=_certainty)

    def _match(self, words: list[str]) -> list[FollowUpRequest]:
        found = [match for one in self._automata if (match := one.match(words, self._lists)) is not None]
        order = list(FollowUp)
        found.sort(key=lambda match: (-match.literal, order.index(match.kind)))
        return [FollowUpRequest(kind=one.kind, slots=one.slots, free=one.free) for one in found]


def _certainty(request: FollowUpRequest) -> tuple[bool, bool]:
    """The order of follow-ups: those with free text last."""
    return request.free, request.kind in _ANYTHING


def _phrases(listed: str, code: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a list with commas, the longest first."""
    phrases = (tuple(tokens(one, code)) for one in listed.split(","))
    return tuple(sorted(filter(None, phrases), key=len, reverse=True))


@cache
def ordinals(code: str) -> dict[str, float]:
    """The words for a place in a list, and the place from 1; -1 for the last."""
    content = read_data(code, "follow_ups.yaml")["nth"]
    return {
        " ".join(word.text for word in words if isinstance(word, Word)): float(place)
        for place, template in content.items()
        for words in expand(parse(template, language=code))
    }

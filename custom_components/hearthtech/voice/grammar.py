"""Layer 1 of recognition: the sentences of one language as one automaton, with the lists of values.

The household's names of burners are completed by the names of their places in each language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import permutations

from .automaton import Automaton, Match, Slots, ValueList
from .burner_words import burner_words
from .intents import Kind
from .lists import standard
from .names import Named, NameList
from .recognition import Recognition
from .sentences import sentences_of
from .spoken_names import spoken_name
from .template import parse
from .text import tokens

TEMPERATURE_UNITS = ("C", "F")


class Grammar:
    """Layer 1, the grammar, of one language."""

    def __init__(self, code: str, names: Mapping[str, NameList]) -> None:
        self._around = burner_words(code).around
        self._lists: dict[str, dict[str, ValueList]] = {
            unit: {**standard(code, unit), **names} for unit in TEMPERATURE_UNITS
        }
        self._automaton = _automaton_of(code)

    def lists(self, unit: str) -> dict[str, ValueList]:
        """All lists of values; temperatures without a unit are in this unit."""
        return self._lists[unit if unit in self._lists else "C"]

    def match(self, words: list[str], unit: str = "C") -> Match[Kind] | None:
        """The best match of all words; `None` if no sentence matches."""
        return self._automaton.match(words, self.lists(unit))

    def recognize_name(self, kind_of_list: str, words: list[str]) -> str | None:
        """The id of the one name that `words` contain; small words around it are ignored."""
        words = [word for word in words if word not in self._around]
        found = [value for value in self.lists("C")[kind_of_list](words, 0) if value.end == len(words)]
        return found[0].id if found else None


@cache
def _automaton_of(code: str) -> Automaton[Kind]:
    """The automaton of a language: it holds no names, so all kitchens share it."""
    sentences = sentences_of(code)
    return Automaton(
        (
            (phrases.kind, parse(template, sentences.rules, code), dict(phrases.slots))
            for phrases in (*sentences.phrases, *sentences.changes)
            for template in phrases.templates
        ),
        polite_before=parse(sentences.before, sentences.rules, code),
        polite_after=parse(sentences.after, sentences.rules, code),
    )


def localized(kind_of_list: str, names: Iterable[Named], code: str) -> Iterable[Named]:
    """Add to the household's names how they are said in a language: places of burners, and words for signs."""
    if kind_of_list != "burner":
        return [
            named
            if (said := spoken_name(named.name, code)) == named.name
            else replace(named, aliases=(*named.aliases, said))
            for named in names
        ]
    return [replace(burner, aliases=(*burner.aliases, *_places(burner.name, code))) for burner in names]


def _places(name: str, code: str) -> list[str]:
    """How the places in the name of a burner are said in a language, in any order; none if it names no place."""
    positions, compounds = sentences_of(code).positions, sentences_of(code).compounds
    by_word: dict[str, tuple[str, ...]] = {}
    for place, words in (*sentences_of("en").positions.items(), *positions.items()):
        by_word.update(dict.fromkeys(words, (place,)))
    by_word.update(compounds)
    places = [place for word in tokens(name, code) for place in by_word.get(word, ())]
    if not places or len(places) != len(set(places)):
        return []
    said = [""]
    for place in places:
        said = [f"{before} {word}".strip() for before in said for word in positions.get(place, ())]
    if len(places) < 3:
        said = [" ".join(order) for words in said for order in permutations(words.split())]
    return said + [word for word, of in compounds.items() if set(of) == set(places)]


_CHANGES = frozenset(
    ["stock", "take", "gone", "move", "cancel", "tick", "remove", "subtract", "change", "count"]
)
"""Values of the slot `action` of changes, whose sentences have enough words of their own."""
_OF_STOCK = frozenset(["stock", "take", "gone"])
"""Values of the slot `action` of all that changes the pantry."""
_USED_UP = frozenset(["take", "gone"])
"""Values of the slot `action` of what was used."""


def is_used_up(kind: Kind, slots: Slots) -> bool:
    """Whether a sentence says that something of the pantry was used: "I finished the eggs" adds none to a list."""
    return kind is Kind.PANTRY_QUERY and slots.get("action") in _USED_UP


def may_overrule(guess: Kind, said: Match[Kind] | Recognition) -> bool:
    """Whether a certain guess of the classifier replaces a sentence of the grammar with free text."""
    of_pantry = said.kind is Kind.PANTRY_QUERY and said.slots.get("action") in _OF_STOCK
    return guess is not said.kind and not (guess is Kind.SHOPPING_ADD and of_pantry)


def is_sure(match: Match[Kind], words: list[str]) -> bool:
    """Whether a sentence with free text is certain without the classifier: most of its words are the template's."""
    if match.slots.get("ask") == "amount" and not {"calories", "people", "servings", "steps", "timers"} & set(
        words
    ):
        return match.literal > 3
    if (match.kind is Kind.FITS_PERSON and "who" in match.slots) or "saved" in match.slots:
        return match.literal > 2
    if match.slots.get("action") not in _CHANGES and match.slots.get("of") is None:
        return False
    return match.literal * 2 > len(words) and match.literal > 2

"""The words that name an allergen, hide one, or only sound like one, in five languages; and what is told of each.

Looked up by comparable words (`food.text.words`), longest phrase first: `coconut milk` says nothing of milk.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from custom_components.hearthtech.kitchen.food.text import words

from .diets import Matter
from .model import Allergen
from .words import COMPOUNDS, WORDS

IMPLIED: Mapping[Allergen, tuple[Matter, ...]] = {
    Allergen.GLUTEN: (Matter.GLUTEN,),
    Allergen.CRUSTACEANS: (Matter.SHELLFISH,),
    Allergen.MOLLUSCS: (Matter.SHELLFISH,),
    Allergen.FISH: (Matter.FISH,),
    Allergen.EGGS: (Matter.EGG,),
    Allergen.MILK: (Matter.MILK, Matter.LACTOSE),
}
NO_LACTOSE = "no-lactose"
_ALLERGENS = frozenset(Allergen)
_MATTERS = frozenset(Matter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What a word tells of a food: codes of `Allergen` and `Matter`."""

    contains: frozenset[str] = frozenset()
    may_contain: frozenset[str] = frozenset()
    composed: bool = False
    """Made of many things: others may be hidden."""
    generic: bool = False
    """A kind of food that is also sold without it, so that `gluten-free flour` is no gluten."""
    free: frozenset[str] = frozenset()
    """What no maker puts into such a composed food: no crustaceans in chocolate."""
    languages: frozenset[str] = frozenset()
    """Only in these; empty: in all."""

    def __or__(self, other: Facets) -> Facets:
        """Both: a word with two meanings may mean either."""
        return Facets(
            contains=self.contains | other.contains,
            may_contain=self.may_contain | other.may_contain,
            composed=self.composed or other.composed,
            generic=self.generic or other.generic,
            free=(self.free | other.free)
            - self.contains
            - other.contains
            - self.may_contain
            - other.may_contain,
            languages=self.languages & other.languages if self.languages and other.languages else frozenset(),
        )


@dataclass(slots=True)
class Lexicon:
    """All phrases, by their comparable words."""

    phrases: dict[tuple[str, ...], Facets] = field(default_factory=dict)
    local: dict[str, dict[tuple[str, ...], Facets]] = field(default_factory=dict)
    """Words that mean it in one language only (`pan` is bread in Spanish)."""
    longest: int = 1
    rare: tuple[str, ...] = ()
    """Single words a misspelled one is compared with."""
    compounds: dict[str, Facets] = field(default_factory=dict)
    """Beginnings, middles and ends of long words (`haselnuss` in `haselnusskrokant`)."""
    misleading: tuple[str, ...] = ()
    """Parts of long words that only sound like one."""

    def find(self, tokens: tuple[str, ...], language: str) -> Facets | None:
        """What a phrase tells, or `None` when it is not known."""
        found = self.phrases.get(tokens)
        own = self.local.get(language, {}).get(tokens)
        if found is None or own is None:
            return own if found is None else found
        return found | own

    def in_compound(self, token: str) -> Facets | None:
        """What a long word tells by its parts."""
        if len(token) < 6:
            return None
        rest = token
        for part in self.misleading:
            rest = rest.replace(part, "|")
        found = [facets for part, facets in self.compounds.items() if part in rest]
        if not found:
            return None
        whole = found[0]
        for facets in found[1:]:
            whole |= facets
        return whole

    def allergens_of(self, said: str) -> frozenset[Allergen]:
        """The allergens a food's name stands for."""
        tokens = words(said)
        facets = self.phrases.get(tokens) or (self.phrases.get(tokens[-1:]) if tokens else None)
        codes = frozenset() if facets is None else facets.contains
        return frozenset(Allergen(code) for code in codes & _ALLERGENS)


def read_header(header: str) -> Facets:
    """Read `nuts ?milk + !fish @de`: contains nuts, may contain milk, composed, never of fish, in German only."""
    contains: set[str] = set()
    may: set[str] = set()
    languages: set[str] = set()
    free: set[str] = set()
    composed = generic = lactose = False
    for part in header.split():
        match part[0], part[1:]:
            case "+", "":
                composed = True
            case "~", "":
                generic = True
            case "-", "":
                pass
            case "!", code:
                free |= _with_implied(code)
            case "@", language:
                languages.add(language)
            case "?", code:
                may |= _with_implied(code)
            case _ if part == NO_LACTOSE:
                lactose = True
            case _:
                contains |= _with_implied(part)
    if lactose:
        contains.discard(Matter.LACTOSE)
        may.discard(Matter.LACTOSE)
    return Facets(
        contains=frozenset(contains),
        may_contain=frozenset(may - contains),
        composed=composed,
        generic=generic,
        free=frozenset(free),
        languages=frozenset(languages),
    )


def _with_implied(code: str) -> set[str]:
    if code not in _ALLERGENS and code not in _MATTERS:
        raise ValueError(f"{code!r} is neither an allergen nor a matter")
    implied = IMPLIED.get(Allergen(code), ()) if code in _ALLERGENS else ()
    return {code, *(matter.value for matter in implied)}


def entries(text: str) -> Iterator[tuple[Facets, str]]:
    """Read a table: a line `header: phrase, phrase …` each; a line that begins with a blank goes on."""
    for line in text.replace("\n ", " ").splitlines():
        if not line or line.startswith("#"):
            continue
        header, _, said = line.partition(":")
        facets = read_header(header)
        for phrase in said.split(","):
            yield facets, phrase.strip()


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that comes with the kitchen."""
    made = Lexicon()
    rare: set[str] = set()
    for table in WORDS:
        for facets, phrase in entries(table):
            tokens = words(phrase)
            if not tokens:
                raise ValueError(f"{phrase!r} has no words")
            for shelf in (
                [made.local.setdefault(language, {}) for language in facets.languages]
                if facets.languages
                else [made.phrases]
            ):
                shelf[tokens] = shelf[tokens] | facets if tokens in shelf else facets
            made.longest = max(made.longest, len(tokens))
            if len(tokens) == 1 and len(tokens[0]) > 3 and (facets.contains & _ALLERGENS):
                rare.add(tokens[0])
    made.rare = tuple(sorted(rare))
    misleading: list[str] = []
    for facets, part in entries(COMPOUNDS):
        if facets.contains or facets.may_contain:
            made.compounds[part] = facets
        else:
            misleading.append(part)
    made.misleading = tuple(sorted(misleading, key=len, reverse=True))
    return made

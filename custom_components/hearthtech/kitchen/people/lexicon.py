"""Lexicon of words that name an allergen, hide one, or are false friends, in five languages.

Looked up by comparable words (`food.text.words`), longest phrase first: `coconut milk` has no code of milk.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, reduce

from ..nutrition.text import words
from .diets import Matter
from .model import Allergen
from .word_tables import FOOD_TABLES, food_blocks, phrases, word_lists

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
    """The meaning of a phrase: codes of `Allergen` and `Matter`."""

    contains: frozenset[str] = frozenset()
    may_contain: frozenset[str] = frozenset()
    composed: bool = False
    """A composed food: others may be hidden."""
    generic: bool = False
    """A kind of food that is also sold without it, so that `gluten-free flour` has no gluten."""
    free: frozenset[str] = frozenset()
    """Codes that are never in such a composed food: no crustaceans in chocolate."""
    own: bool = False
    """Complete by itself: the words inside have no effect (`almond milk` is no milk)."""
    decided: bool = False
    """A composed food whose possible allergens are all listed."""
    languages: frozenset[str] = frozenset()
    """Only in these languages; empty: in all."""

    def __or__(self, other: Facets) -> Facets:
        """Both: a word with two meanings may have either."""
        return Facets(
            contains=self.contains | other.contains,
            may_contain=self.may_contain | other.may_contain,
            composed=(self.composed or other.composed) and not (self.decided or other.decided),
            own=self.own or other.own,
            decided=self.decided or other.decided,
            generic=self.generic or other.generic,
            free=(self.free | other.free)
            - self.contains
            - other.contains
            - self.may_contain
            - other.may_contain,
            languages=self.languages & other.languages if self.languages and other.languages else frozenset(),
        )

    def with_food(self, food: Facets) -> Facets:
        """These facets with those of the food of the same name.

        Its allergens are contained; its diet codes are only possible, because the list is more exact for
        diets.
        """
        contains = self.contains | _allergens_and_implied(food.contains)
        return replace(
            self,
            contains=contains,
            may_contain=self._without_lactose(self.may_contain | food.may_contain | food.contains) - contains,
            composed=not (self.decided or self.own) and (self.composed or food.composed),
            free=self.free - food.contains - food.may_contain,
        )

    def with_words(self, part: Facets) -> Facets:
        """These facets with the allergens of a word or food inside the phrase.

        Unchanged if the phrase is complete by itself.
        """
        if self.own:
            return self
        contains = self.contains | _allergens_and_implied(part.contains)
        return replace(
            self,
            contains=contains,
            may_contain=(self.may_contain | (part.may_contain & _ALLERGENS)) - contains,
            composed=not self.decided and (self.composed or part.composed),
            free=self.free - part.contains - part.may_contain,
        )

    def _without_lactose(self, codes: frozenset[str]) -> frozenset[str]:
        """The codes without lactose if the list declares this cheese free of it."""
        aged = Matter.MILK in self.contains and Matter.LACTOSE not in self.contains
        return codes - {Matter.LACTOSE} if aged else codes


def _allergens_and_implied(codes: frozenset[str]) -> frozenset[str]:
    allergens = codes & _ALLERGENS
    implied = allergens.union(*(IMPLIED.get(Allergen(code), ()) for code in allergens))
    return implied - {Matter.LACTOSE}


@dataclass(slots=True)
class Lexicon:
    """All phrases, by their comparable words."""

    phrases: dict[tuple[str, ...], Facets] = field(default_factory=dict)
    local: dict[str, dict[tuple[str, ...], Facets]] = field(default_factory=dict)
    """Words that mean it in one language only (`pan` is bread in Spanish)."""
    longest: int = 1
    rare: tuple[str, ...] = ()
    """Single words with which a misspelled one is compared."""
    compounds: dict[str, Facets] = field(default_factory=dict)
    """Beginnings, middles and ends of long words (`haselnuss` in `haselnusskrokant`)."""
    misleading: tuple[str, ...] = ()
    """Parts of long words that are false friends."""

    def find(self, tokens: tuple[str, ...], language: str) -> Facets | None:
        """The facets of a phrase, or `None` when it is unknown."""
        found = self.phrases.get(tokens)
        own = self.local.get(language, {}).get(tokens)
        if found is None or own is None:
            return own if found is None else found
        return found | own

    def is_local(self, tokens: tuple[str, ...], language: str) -> bool:
        """Whether a phrase has a meaning of its own in this language, independent of other languages."""
        facets = self.local.get(language, {}).get(tokens)
        return facets is not None and facets.own

    def in_compound(self, token: str) -> Facets | None:
        """The facets of a long word by its parts."""
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
        """The allergens of a food's name."""
        tokens = words(said)
        facets = self.phrases.get(tokens) or (self.phrases.get(tokens[-1:]) if tokens else None)
        codes = frozenset() if facets is None else facets.contains
        return frozenset(Allergen(code) for code in codes & _ALLERGENS)


def read_header(header: str) -> Facets:
    """Read `nuts ?milk + !fish @de`.

    Contains nuts, may contain milk, composed, never of fish, in German only.

    `=` and `-` are complete by themselves, independent of the words inside; `*` lists everything that a
    composed food may contain.
    """
    contains: set[str] = set()
    may: set[str] = set()
    languages: set[str] = set()
    free: set[str] = set()
    composed = generic = lactose = own = decided = False
    for part in header.split():
        match part[0], part[1:]:
            case "+", "":
                composed = True
            case "~", "":
                generic = True
            case "-" | "=", "":
                own = True
            case "*", "":
                decided = True
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
    if decided:
        # What some labels list for such a food is too little to matter to lactose.
        may.discard(Matter.LACTOSE)
    if lactose:
        contains.discard(Matter.LACTOSE)
        may.discard(Matter.LACTOSE)
    return Facets(
        contains=frozenset(contains),
        may_contain=frozenset(may - contains),
        composed=composed,
        generic=generic,
        own=own,
        decided=decided,
        free=frozenset(free),
        languages=frozenset(languages),
    )


def _with_implied(code: str) -> set[str]:
    if code not in _ALLERGENS and code not in _MATTERS:
        raise ValueError(f"{code!r} is neither an allergen nor a matter")
    implied = IMPLIED.get(Allergen(code), ()) if code in _ALLERGENS else ()
    return {code, *(matter.value for matter in implied)}


def entries(table: str) -> Iterator[tuple[Facets, str]]:
    """Each phrase of a table (`word_tables.food_blocks`) with its facets."""
    for codes, listed in food_blocks(table):
        facets = read_header(codes)
        for phrase in listed:
            yield facets, phrase


WITHOUT = frozenset(word for phrase in phrases(word_lists("claims")["without"]) for word in words(phrase))
"""Such phrases are free of what their words mean; remaining codes are listed."""


def _inherit(made: Lexicon) -> None:
    """Add the facets of its words to each phrase that is not complete by itself.

    `frozen shrimp` contains `shrimp`.
    """
    for shelf in (made.phrases, *made.local.values()):
        for tokens, facets in sorted(shelf.items(), key=lambda item: len(item[0])):
            if len(tokens) > 1 and not facets.own and not WITHOUT.intersection(tokens):
                shelf[tokens] = reduce(Facets.with_words, _parts(tokens, made.phrases), facets)


def _parts(tokens: tuple[str, ...], phrases: Mapping[tuple[str, ...], Facets]) -> Iterator[Facets]:
    """The longest phrases inside a phrase, from left to right; they may overlap."""
    covered = 0
    for place in range(len(tokens)):
        for end in range(len(tokens), max(place, covered), -1):
            found = phrases.get(tokens[place:end]) if end - place < len(tokens) else None
            if found is not None:
                yield found
                covered = end
                break


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that is installed with the integration."""
    made = Lexicon()
    rare: set[str] = set()
    for table in FOOD_TABLES:
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
    _inherit(made)
    made.rare = tuple(sorted(rare))
    misleading: list[str] = []
    for facets, part in entries("compounds"):
        if facets.contains or facets.may_contain:
            made.compounds[part] = facets
        else:
            misleading.append(part)
    made.misleading = tuple(sorted(misleading, key=len, reverse=True))
    return made

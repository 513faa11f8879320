"""Resolve avoided foods typed by people: to entries of the food database, kinds of food, and allergens."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..nutrition.database import shipped
from ..nutrition.text import key, words
from .lexicon import lexicon
from .model import Allergen
from .tokens import known_singular
from .word_tables import phrases as listed_phrases, word_lists

LANGUAGES = ("en", "de", "fr", "es", "it")

# Read at import, which Home Assistant does outside its event loop.
KINDS: Mapping[str, Sequence[str]] = word_lists("food_kinds")
"""Kinds of foods that people avoid together, by comparable name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A resolved food. `known` is false if no food was found; then only the words themselves are searched."""

    entries: frozenset[str]
    phrases: tuple[frozenset[str], ...]
    allergens: frozenset[Allergen]
    known: bool


def _kind_names(said: str) -> Iterator[str]:
    """The comparable name of a kind of foods, with and without the word "family"."""
    yield key(said)
    for word in listed_phrases(word_lists("diet_phrases")["kind_words"]):
        yield key(said).removesuffix(f" {key(word)}")


@lru_cache(maxsize=512)
def meaning(said: str) -> Meaning:
    """Resolve a typed food."""
    database = shipped()
    names = (said, " ".join(map(known_singular, words(said))))
    entries = {
        entry.name
        for language in LANGUAGES
        for name in names
        if (entry := database.lookup(name, language)) is not None
    }
    own = tuple(map(known_singular, words(said)))
    phrases = [frozenset(own)] if own else []
    kind = next((kind for name in _kind_names(said) if (kind := KINDS.get(name)) is not None), ())
    for member in kind:
        if (entry := database.lookup(member)) is not None:
            entries.add(entry.name)
        phrases.append(frozenset(words(member)))
    phrases.extend(frozenset(words(entry)) for entry in sorted(entries))
    allergens = lexicon().allergens_of(said)
    return Meaning(
        entries=frozenset(entries),
        phrases=tuple(dict.fromkeys(phrases)),
        allergens=allergens,
        known=bool(entries or allergens or kind),
    )

"""Words beside a food: claims of absence, choices, examples, emoji. The words are in `data/claims.yaml`."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ..nutrition.text import key
from .word_tables import phrases, word_lists

_DATA = word_lists("claims")


def _keys(said: Iterable[str]) -> frozenset[str]:
    """The comparable form of phrases, as among the words of a line."""
    return frozenset(map(key, said))


def _listed(name: str) -> tuple[str, ...]:
    return phrases(_DATA[name])


CLAIM_AFTER = frozenset(_listed("claim_after"))
"""`peanut-free`; `free-range eggs` are no claim."""
CLAIM_BEFORE = _keys(_listed("claim_before"))
NOT_A_CLAIM = _keys(_listed("not_a_claim"))
"""`not gluten-free`."""
NO_CLAIM_AFTER = _keys(_listed("no_claim_after"))
"""`eggs, free range` and `milk free of additives` do not claim the absence of eggs and milk."""
CLAIMS_BY_LAW = frozenset({"gluten", "lactose"})
"""Regulation (EU) 828/2014 and 21 CFR 101.91 for gluten; national rules for lactose (10 mg in 100 g, mostly)."""
LACTOSE_WORDS = _keys(_listed("lactose_words"))
"""Milk without lactose is milk."""
SUFFIX_CLAIMS = _listed("suffix_claims")
"""`glutenfreies`, `eggless`."""

ALTERNATIVES: Mapping[str, frozenset[str]] = {
    language: _keys(phrases(listed)) for language, listed in _DATA["alternatives"].items()
}
"""Words between two choices, in comparable form."""
EXAMPLES = _keys(_listed("examples"))
"""The next word is one of several examples."""
OPTIONAL = tuple(f" {key(said)} " for said in _listed("optional"))
"""In the form of the comparable words of a line."""

FOOD_SIGNS: Mapping[str, str] = _DATA["food_signs"]
"""Emoji of foods, with their meaning."""

NO_MISSPELLING = _keys(_listed("no_misspelling"))
"""Words of the kitchen that are similar to the name of an allergen but correct."""
DISHES_AND_DEEDS = _keys(_listed("dishes_and_deeds"))
"""In a title or a step these are the name of a dish, or an action. The ingredients are in the lines."""

_OF_ANIMALS = frozenset({"milk", "eggs", "fish", "crustaceans", "molluscs"})
VEGETARIAN_CLAIMS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_keys(_listed("vegan_claims")), _OF_ANIMALS),
    **dict.fromkeys(_keys(_listed("vegetarian_claims")), _OF_ANIMALS - {"milk", "eggs"}),
}
"""Claims that there are no animal products. No law limits remaining traces of an allergen."""


class Head(NamedTuple):
    """A word that makes a product of the food beside it.

    `of` and `words` are the foods, `like` is the product.
    """

    like: str
    after: bool = True
    of: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def _head(like: str, after: bool = True, of: str = "", words: str = "") -> Head:
    return Head(
        like,
        after,
        frozenset(phrases(of)) if of else frozenset(),
        _keys(phrases(words)) if words else frozenset(),
    )


def _heads(by_word: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Head]:
    return {word: _head(**head) for word, head in by_word.items()}


PRODUCT_HEADS: Mapping[str, Mapping[str, Head]] = {
    language: _heads(by_word) for language, by_word in _DATA["product_heads"].items()
}
"""By language and comparable word. Elsewhere such words are stop words: `celery, cut into sticks`."""

PRODUCT_ENDINGS = _listed("product_endings")
"""Endings of German compounds that name a dish or a bought product, independent of the first part."""
COMPOUND_CUTS = frozenset(_listed("compound_cuts"))
"""Endings of German compounds for a cut or part of a food: `Zwiebelringe`, `Lammkeule`."""
CONDITIONS = _keys(_listed("conditions"))
"""Words beside a claim that make it optional, so that the plain food may be used."""
ELLIPTIC = _keys(_listed("elliptic"))
ELLIPTIC_AFTER = _keys(_listed("elliptic_after"))
"""Words that are short for a food when nothing follows: American cheese, English muffins."""

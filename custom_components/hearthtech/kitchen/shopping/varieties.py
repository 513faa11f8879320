"""Varieties that are bought apart though their food is one: red and green peppers, penne and spaghetti, dried beans."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from ..nutrition.text import key, words
from .shop_data import read_table


@dataclass(frozen=True, slots=True)
class _Varieties:
    common: Mapping[str, str]
    """The common form of words of varieties, as comparable words."""
    usual: Mapping[str, frozenset[str]]
    """Varieties that a shop gives for the name of the food alone, by the food."""
    apart: Mapping[str, Mapping[str, str]]
    """The common form of words that make another product of one food, by the food."""


@cache
def _varieties() -> _Varieties:
    """The tables of `data/varieties.yaml`. The first call reads the file."""
    content = read_table("varieties")
    common = {key(word): key(word) for word in content["own"].split()}
    for listed in content["adjectives"]:
        common |= _forms(listed)
    return _Varieties(
        common=common,
        usual={food: frozenset(map(key, str(listed).split())) for food, listed in content["usual"].items()},
        apart={
            food: {word: form for listed in products for word, form in _forms(str(listed)).items()}
            for food, products in content["apart"].items()
        },
    )


def load_varieties() -> None:
    """Read the tables before their first use."""
    _varieties()


def _forms(listed: str) -> dict[str, str]:
    """The common form, which is the first one, of each word of a list."""
    forms = listed.split()
    return {key(word): key(forms[0]) for word in forms}


_DRIED_AISLES = frozenset({"flavor", "baking"})
"""Aisles whose foods are dried when nothing is said."""


@lru_cache(maxsize=2048)
def variety(name: str, food: str, aisle: str = "") -> str:
    """Return the words of a name that make another product of a food (an entry of the food database), `""` if none.

    In the order of the alphabet and in their common form, so that "rote Paprika" and "red pepper" are bought together.
    """
    tables = _varieties()
    of_food = set(words(food))
    forms = {**tables.common, **tables.apart.get(food, {})}
    found = {
        forms[word]
        for word in words(name)
        if word in forms and word not in of_food and forms[word] not in of_food
    }
    found -= tables.usual.get(food, frozenset())
    if aisle in _DRIED_AISLES:
        found.discard("dried")
    return " ".join(sorted(found))


def item_key(food: str, name: str, aisle: str = "") -> str:
    """Return a key that is equal for what is bought as one item."""
    if not food:
        return key(name)
    said = variety(name, food, aisle)
    return f"food:{food}:{said}" if said else f"food:{food}"


def with_variety(name: str, phrase: str) -> str:
    """Return a name with the words of its variety that were read as preparation: `dried black beans`."""
    if not phrase or name == phrase:
        return name
    common = _varieties().common
    kept = set(words(name))
    said = phrase.split()
    if not all(word in {stem for part in said for stem in words(part)} for word in kept):
        return name
    chosen = [part for part in said if set(words(part)) & (kept | common.keys())]
    if not any(word in common and word not in kept for part in chosen for word in words(part)):
        return name
    return " ".join(chosen).strip(" ,")

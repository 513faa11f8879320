"""Families of foods: what "with chicken" and "without cheese" mean, from the food database.

A family has the named food, its cuts and kinds. Foods made of it (stock, soup, spread) belong to the wide
family, which "without" uses; "with" uses the narrow one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ..nutrition.database import Entry, shipped
from ..nutrition.text import key, singular_words, words
from ..people.avoided_food_resolver import KINDS
from .word_files import read_words

LANGUAGES: Final = ("en", "de", "fr", "es", "it")
_CODES: Final[Mapping[str, frozenset[str]]] = {
    "fish": frozenset({"fish"}),
    "meat": frozenset({"meat", "pork", "beef", "poultry"}),
    "pork": frozenset({"pork"}),
    "beef": frozenset({"beef"}),
    "poultry": frozenset({"poultry"}),
    "seafood": frozenset({"fish"}),
    "shellfish": frozenset({"fish"}),
}
"""Codes of `Food.made_of`; the database has one code for everything from the sea."""
_WHOLE_GROUPS: Final = frozenset({500, 700, 1000, 1300, 1500, 1700})
"""Food groups of meat, sausages and fish, not of dishes, broths and fats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _NameWords:
    """The content of `food_families.yaml`."""

    imitation: frozenset[str]
    shelled: frozenset[str]
    made_from: frozenset[str]
    """In comparable form."""
    others: Mapping[str, str]


@lru_cache(maxsize=1)
def _name_words() -> _NameWords:
    content = read_words("food_families")
    return _NameWords(
        imitation=frozenset(content["imitation"].split()),
        shelled=frozenset(content["shelled"].split()),
        made_from=frozenset(words(content["made_from"])),
        others=content["others"],
    )


def _normal(said: str, language: str) -> str:
    return " ".join(singular_words(said, language))


@lru_cache(maxsize=1)
def food_groups() -> Mapping[str, str]:
    """The groups by their names, in the five languages. The first call reads a file."""
    found: dict[str, str] = {}
    for family, listed in read_words("food_groups").items():
        for word in (word for words_of_language in listed.values() for word in words_of_language):
            found[key(word)] = family
            found.update((_normal(word, language), family) for language in LANGUAGES)
    return found


def group_named(said: str) -> str | None:
    """The whole group that a word names in one of the five languages: `fish`, `Fleisch`."""
    known = food_groups()
    return known.get(key(said))


def named_entry(said: str, language: str = "") -> Entry | None:
    """The entry that a word names, in its own language first; singular and plural are equal."""
    database = shipped()
    for one in dict.fromkeys((language or "en", *LANGUAGES)):
        if one not in LANGUAGES:
            continue
        for name in (said, _normal(said, one)):
            if (entry := database.lookup(name, one)) is not None:
                return entry
    return None


@lru_cache(maxsize=512)
def family(said: str, *, wide: bool) -> frozenset[str]:
    """The entries that belong to a food: a word, an entry's name or a group's; empty if it is unknown.

    `wide` includes what is made of it.
    """
    group = group_named(said)
    if group is not None and group in _CODES:
        return frozenset(_of_group(group, wide))
    listed = [one for word in KINDS.get(group or "", ()) if (one := named_entry(word)) is not None]
    if listed:
        return frozenset(name for one in listed for name in _like(one, wide))
    entry = named_entry(said)
    if entry is None:
        return frozenset()
    kinds = [one for word in KINDS.get(entry.name, ()) if (one := named_entry(word)) is not None]
    return frozenset({entry.name, *(one.name for one in kinds), *_like(entry, wide)})


def _of_group(group: str, wide: bool) -> Iterator[str]:
    known = _name_words()
    for name, food_group, made_of, described in _facts():
        if not made_of & _CODES[group] or known.imitation & set(words(name)):
            continue
        shelled = bool(known.shelled & set(described[:1]))
        if (group == "fish" and shelled) or (group == "shellfish" and not shelled):
            continue
        if wide or food_group in _WHOLE_GROUPS:
            yield name


def _like(entry: Entry, wide: bool) -> Iterator[str]:
    """Entries named after the food, or described as a kind of it, that are made of the same."""
    own = tuple(words(entry.name))
    _, group, codes, _ = next(fact for fact in _facts() if fact[0] == entry.name)
    known = _name_words()
    others = (known.imitation - set(own)) | set(known.others.get(entry.name, "").split())
    yield entry.name
    for name, other_group, other_codes, described in _facts():
        tokens = words(name)
        if others & set(tokens) or (codes and not codes & other_codes):
            continue
        kind = own in {described[: len(own)], described[1 : 1 + len(own)]} and other_group == group
        tail = tuple(tokens[-len(own) :]) == own
        named = any(tuple(tokens[at : at + len(own)]) == own for at in range(len(tokens)))
        flesh = group in _WHOLE_GROUPS and other_group in _WHOLE_GROUPS
        product = tokens[-1] != own[-1] and bool(known.made_from & set(tokens[-1:]))
        if (
            (not product and (kind or (tail and (codes or other_group == group)) or (named and flesh)))
            or (wide and (kind or (named and (codes or other_group == group))))
            or (wide and codes and set(own) <= set(described[:3]))
        ):
            yield name


@lru_cache(maxsize=1)
def _facts() -> tuple[tuple[str, int, frozenset[str], tuple[str, ...]], ...]:
    """Name, food group, codes and words of the description of each entry."""
    database = shipped()
    return tuple(
        (entry.name, food.group or 0, food.made_of, tuple(words(food.name)))
        for entry in database.entries()
        for food in (database.food(entry.food),)
    )


def known_food(word: str, language: str) -> str:
    """The group or the entry that a word names exactly; empty if there is none."""
    if (group := group_named(word)) is not None:
        return group
    entry = named_entry(word, language)
    return "" if entry is None else entry.name

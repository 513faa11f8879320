"""What people mean by the foods they name in their own words: entries of the food database, kinds, allergens."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from custom_components.hearthtech.kitchen.food.database import shipped
from custom_components.hearthtech.kitchen.food.text import key, words

from .lexicon import lexicon
from .line import singular
from .model import Allergen

LANGUAGES = ("en", "de", "fr", "es", "it")

KINDS: Mapping[str, str] = {
    "nightshade": "tomato, potato, eggplant, bell pepper, chili, paprika, cayenne, tomatillo, jalapeno, poblano, goji berry",
    "citrus": "lemon, lime, orange, grapefruit, mandarin orange, kumquat, yuzu juice, lemon juice, lime juice, orange juice,"
    " lemon zest, lime zest, orange zest, grapefruit juice",
    "legume": "black bean, kidney bean, white bean, pinto bean, chickpea, lentil, pea, split pea, lima bean, mung bean,"
    " fava bean, black eyed pea, peanut, soybean, lupini bean, tofu, edamame, green bean, snow pea",
    "bean": "black bean, kidney bean, white bean, pinto bean, lima bean, mung bean, fava bean, green bean, baked bean",
    "berry": "strawberry, raspberry, blueberry, blackberry, cranberry, currant, red currant, mulberry, elderberry, goji berry",
    "stone fruit": "apricot, cherry, nectarine, peach, plum, mango, prune, dried apricot",
    "mushroom": "mushroom, shiitake, dried mushroom, fresh porcini, canned mushroom",
    "allium": "onion, garlic, leek, shallot, chive, green onion, pearl onion, ramp, onion powder, garlic powder",
    "red meat": "beef, pork, lamb, veal, goat, ground beef, ground pork, ground lamb, steak, bacon, ham",
    "cabbage": "cabbage, red cabbage, napa cabbage, broccoli, cauliflower, brussels sprout, kale, kohlrabi, bok choy",
}
"""Kinds of foods that people avoid together, by comparable name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """`known` tells whether the words stand for a food at all; where not, only the words themselves are found."""

    entries: frozenset[str]
    phrases: tuple[frozenset[str], ...]
    allergens: frozenset[Allergen]
    known: bool


@lru_cache(maxsize=512)
def meaning(said: str) -> Meaning:
    """What somebody means by a food they name."""
    database = shipped()
    names = (said, " ".join(map(singular, words(said))))
    entries = {
        entry.name
        for language in LANGUAGES
        for name in names
        if (entry := database.lookup(name, language)) is not None
    }
    own = tuple(map(singular, words(said)))
    phrases = [frozenset(own)] if own else []
    kind = KINDS.get(key(said)) or KINDS.get(key(said).removesuffix(" famili"))
    for member in (kind or "").split(", "):
        if member and (entry := database.lookup(member)) is not None:
            entries.add(entry.name)
        if member:
            phrases.append(frozenset(words(member)))
    phrases.extend(frozenset(words(entry)) for entry in sorted(entries))
    allergens = lexicon().allergens_of(said)
    return Meaning(
        entries=frozenset(entries),
        phrases=tuple(dict.fromkeys(phrases)),
        allergens=allergens,
        known=bool(entries or allergens or kind),
    )

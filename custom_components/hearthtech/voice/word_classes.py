"""Word classes; the classifier replaces a word by its class so that training generalizes.

The words are in `voice/data/en/word_classes.yaml`: the classifier understands English only.
"""

from .data_files import read_data

_DATA = read_data("en", "word_classes.yaml")


def _phrases(name: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in str(_DATA[name]).split(","))


FOODS = frozenset(_phrases("foods"))
"""Single words that name food."""
OPENER_WORDS = frozenset(_phrases("opener_words"))
"""Words that open a sentence without a meaning of their own."""
INGREDIENTS = _phrases("ingredients")
"""Ingredients of recipes, as spoken."""
DISHES = _phrases("dishes")
"""Names of dishes, as spoken."""
_CUISINES = _phrases("cuisines")
_ACTED = _phrases("acted")
_UNITS = _phrases("unit_words")
_PLACES = _phrases("places")

LISTS: dict[str, tuple[str, ...]] = {
    "ingredient": INGREDIENTS,
    "dish": DISHES,
    "fooditem": (*INGREDIENTS, *DISHES),
    "cuisine": _CUISINES,
    "country": _phrases("countries"),
    "tool": _phrases("tools"),
    "part": _phrases("parts"),
    "acted": _ACTED,
    "act": _phrases("acts"),
    "person": _phrases("people"),
    "unit": _UNITS,
    "store": _phrases("stores"),
    "number": _phrases("numbers"),
    "time": _phrases("times"),
    "day": _phrases("days"),
    "when": _phrases("when"),
    "meal": _phrases("meals"),
    "diet": _phrases("diets"),
    "place": _PLACES,
    "nutrient": _phrases("nutrient_words"),
}
"""The lists of the training sentences."""


def _class(name: str, phrases: tuple[str, ...], *but: str) -> dict[str, str]:
    return {word: name for phrase in phrases for word in phrase.split() if word not in but}


CLASSES: dict[str, str] = {
    **dict.fromkeys(FOODS, "<food>"),
    **_class("<unit>", _UNITS, "degrees", "stone", "foot"),
    **_class("<cuisine>", _CUISINES, "american", "soul", "eastern", "middle", "english"),
    **_class("<acted>", _ACTED, "in", "out", "aside", "put", "set", "turned", "covered", "removed"),
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), "<day>"),
    **dict.fromkeys(_PLACES, "<place>"),
}
"""The class of a word, for words that belong to one."""

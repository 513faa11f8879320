"""Spoken names of the fourteen allergens and of diets in five languages."""

from collections.abc import Sequence

from ...kitchen.nutrition.text import words
from ...kitchen.people.check import NeedVerdict, Standing
from ...kitchen.people.model import Allergen, Diet
from ...language.languages import LANGUAGES, known_language
from ...voice.data_files import read_data

_DATA = {language: read_data(language, "diet_names.yaml") for language in LANGUAGES}
_WHEAT_FOODS = frozenset(word for data in _DATA.values() for word in words(data["wheat_foods"]))


def diet_word(diet: Diet, language: str) -> str:
    """Return the adjective of a diet for a dish: "vegan", "glutenfrei"."""
    named: str = _DATA[known_language(language)]["diets"].get(diet.value, diet.value.replace("_", " "))
    return named


def allergen_name(allergen: Allergen, language: str) -> str:
    """Return the name of an allergen, in French with its article: "milk", "du lait"."""
    named: str = _DATA[known_language(language)]["allergens"][allergen.value]
    return named


def allergen_word(found: NeedVerdict, language: str) -> str:
    """Return the name of a detected allergen; "wheat" for gluten if the lines contain only foods of wheat."""
    allergen = Allergen(found.need)
    named = [set(words(reason.what)) for reason in found.reasons]
    certain = allergen is Allergen.GLUTEN and found.standing is Standing.CONTAINS
    if certain and named and all(one & _WHEAT_FOODS for one in named):
        wheat: str = _DATA[known_language(language)]["wheat"]
        return wheat
    return allergen_name(allergen, language)


def listed(items: Sequence[str], language: str) -> str:
    """Join items to a list in a sentence: "milk, eggs and wheat"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {_DATA[known_language(language)]['and']} {items[-1]}"

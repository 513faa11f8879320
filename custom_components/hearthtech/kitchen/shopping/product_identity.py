"""Tell foods that may be bought as one product from those that may not: other allergens, or free of something.

A gluten-free flour, a lactose-free milk and a tamari share an entry of the food database with the usual product. They
are never bought as that: a person with an allergy would get the wrong one.
"""

from functools import cache, lru_cache

from ...language.languages import LANGUAGES, known_language
from ..nutrition.text import WORD, words
from ..people.allergen_scanner import LineReader
from ..people.model import Allergen
from .shop_data import shop_words

_CODES = frozenset(allergen.value for allergen in Allergen)
_LONGEST_PHRASE = 4


class ProductIdentity:
    """Compares the allergens of names with those of the foods that they are bought as. Caches its answers."""

    def __init__(self) -> None:
        self._lines = LineReader()
        self.allergens = lru_cache(maxsize=4096)(self._allergens)

    def _allergens(self, name: str, language: str) -> frozenset[tuple[str, bool]]:
        """The allergens of a product of this name, and of each whether it surely contains it or only may."""
        sure: dict[str, bool] = {}
        for match in self._lines.read(name, language).found:
            if match.code in _CODES:
                sure[str(match.code)] = sure.get(str(match.code), False) or match.sure
        return frozenset(sure.items())

    def is_product(self, name: str, language: str, entry: str) -> bool:
        """Whether a name has the allergens of an entry of the food database."""
        return self.allergens(name, language) == self.allergens(entry, "en")

    def safer(self, one: str, other: str) -> str:
        """The name with fewer allergens of two that a household buys as one product; the first if that is open.

        "Canola oil" is a vegetable oil, which may be one of soybeans.
        """
        found, against = self._in_all_languages(one), self._in_all_languages(other)
        return other if against < found else one

    def _in_all_languages(self, name: str) -> frozenset[tuple[str, bool]]:
        return frozenset().union(*(self.allergens(name, language) for language in LANGUAGES))


@cache
def product_identity() -> ProductIdentity:
    """The comparison that all lists share."""
    return ProductIdentity()


@lru_cache(maxsize=4096)
def claims_in(text: str, language: str) -> tuple[str, ...]:
    """The phrases of a text that make another product of a food, as they are written: `gluten-free`, `sans lactose`.

    English ones are found in every language, as packages carry them.
    """
    parts = [(match.group(), words(match.group())) for match in WORD.finditer(text)]
    tables = [shop_words(code) for code in dict.fromkeys((known_language(language), LANGUAGES[0]))]
    found: list[str] = []
    at = 0
    while at < len(parts):
        length = 1
        for size in range(min(_LONGEST_PHRASE, len(parts) - at), 0, -1):
            phrase = tuple(word for _, stems in parts[at : at + size] for word in stems)
            if any(phrase in table.same_product for table in tables):
                length = size
                break
            if any(phrase in table.other_product for table in tables):
                found.append(" ".join(said for said, _ in parts[at : at + size]))
                length = size
                break
        at += length
    return tuple(found)

"""Number of people that a recipe feeds: stated, by portion-like units such as bowls, or estimated from its weight."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from ...language.numbers import span_at
from ...language.units import Dimension
from ..nutrition.text import words
from .line_amounts import AMOUNT, unit_at
from .model import Yield
from .word_lists import word_lists

MEAL_G: Final = 400.0
"""Weight of a main dish as one person eats it: an assumption, used only where the yield is unknown."""
USUAL_PORTIONS: Final = 4.0
"""If neither yield nor weight is known. Most recipes are written for four."""
CUP_G: Final = 240.0
_VOLUMES: Final = {
    volume: frozenset(words(" ".join(listed.values())))
    for volume, listed in word_lists("yield_volumes").items()
}


@dataclass(frozen=True, slots=True)
class Portions:
    """Number of portions of a recipe; `estimated` if its page does not state it."""

    count: float
    estimated: bool = False
    helping: float = 1.0
    """Of these, the number that one person eats as a meal: more than one of small pieces."""

    def times(self, portions: float | None) -> float:
        """How many times the recipe is cooked for a number of portions; `None`: as it is written."""
        return portions / self.count if portions else 1.0


def recipe_portions(yields: Yield | None, grams: float = 0.0, portion_g: float = MEAL_G) -> Portions:
    """The portions of a recipe that makes `grams` of food (0: unknown), of `portion_g` each."""
    if (stated := stated_portions(yields)) is not None:
        return Portions(stated)
    weight = grams
    if yields is not None and weight <= 0:
        unit = frozenset(words(yields.unit))
        measured = CUP_G if unit & _VOLUMES["cup"] else 1000.0 if unit & _VOLUMES["liter"] else 0.0
        weight = yields.amount * (size_of_one(yields) or measured)
    if weight <= 0:
        return Portions(USUAL_PORTIONS, estimated=True)
    return Portions(float(max(1, round(weight / portion_g))), estimated=True)


def stated_portions(yields: Yield | None) -> float | None:
    """The number of portions that a yield states, also as bowls, tacos or porsjoner; `None`: it states none."""
    if yields is None:
        return None
    if yields.servings is not None:
        return yields.servings
    if yields.unit == "servings":
        return yields.amount
    unit = words(yields.unit)
    if not _jars().isdisjoint(unit[:1]) and (
        size_of_one(yields) is not None or not _preserves().isdisjoint(unit)
    ):
        # "2 Gläser à 250 ml", "6 Gläser Marmelade": jars, not glasses.
        return None
    # "bowls", "large bowls": the noun is last in English and German, first in the other languages.
    if unit and not _portion_units().isdisjoint((unit[0], unit[-1])):
        return yields.amount
    return None


def size_of_one(yields: Yield) -> float | None:
    """The weight (g) or volume (ml) of one container of a yield such as `2 Gläser à 250 ml`; `None`: not stated."""
    for match in AMOUNT.finditer(yields.unit):
        span, found = span_at(yields.unit, match.start()), unit_at(yields.unit, match.end())
        if (
            span is not None
            and found is not None
            and found[0].dimension in {Dimension.WEIGHT, Dimension.VOLUME}
        ):
            return span.low * found[0].size
    return None


@cache
def _portion_units() -> frozenset[str]:
    return _comparable("portion_units")


@cache
def _jars() -> frozenset[str]:
    """Words that may be jars as well as glasses to drink from."""
    return _comparable("jars")


@cache
def _preserves() -> frozenset[str]:
    """What is kept in jars."""
    return _comparable("preserves")


def _comparable(name: str) -> frozenset[str]:
    content: dict[str, str] = word_lists(name)
    return frozenset(word for listed in content.values() for word in words(listed.replace(",", " ")))

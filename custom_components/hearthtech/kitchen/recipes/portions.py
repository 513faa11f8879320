"""Number of people that a recipe feeds: stated, by portion-like units such as bowls, or estimated from its weight."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from ..nutrition.text import words
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
        weight = yields.amount * (
            CUP_G if unit & _VOLUMES["cup"] else 1000.0 if unit & _VOLUMES["liter"] else 0.0
        )
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
    # "bowls", "large bowls": the noun is last in English and German, first in the other languages.
    if unit and not _portion_units().isdisjoint((unit[0], unit[-1])):
        return yields.amount
    return None


@cache
def _portion_units() -> frozenset[str]:
    content: dict[str, str] = word_lists("portion_units")
    return frozenset(word for listed in content.values() for word in words(listed.replace(",", " ")))

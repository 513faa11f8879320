"""Tell foods that are sold by volume from those that are sold by weight."""

from collections.abc import Mapping
from functools import cache

from ..nutrition.text import words
from .shop_data import read_table


@cache
def liquid_words() -> Mapping[str, frozenset[str]]:
    """The lists of `data/liquids.yaml` by name. The first call reads the file."""
    return {name: frozenset(words(" ".join(listed))) for name, listed in read_table("liquids").items()}


def is_liquid(food: str) -> bool:
    """Whether a food, by its name in the food database, is sold by volume: milk, oil, juice, vinegar, wine, broth."""
    known = liquid_words()
    said = words(food)
    if not said or not known["liquid"] & set(said):
        return False
    if said[-1] in known["juice"]:
        return not set(said) & known["dried"]
    if "sauce" in said:
        return bool(known["liquid_sauce"] & set(said))
    return not known["solid"] & set(said)

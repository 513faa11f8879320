"""Entries of the shopping list as people type them, and portions of meals and recipes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..errors import ErrorCode, KitchenError
from ..meal_plan.meal import Meal
from ..shopping.requirements import FoodRequirement, RequirementReader
from ..shopping.shopping_list import ShoppingItem


def typed_requirement(
    reader: RequirementReader, words: str, amount: float | None, unit: str, language: str
) -> FoodRequirement:
    """The requirement of an item of the list."""
    if amount is not None:
        return reader.named(words, amount, unit, language)
    name, _, rest = words.strip().partition(" (")
    if rest.endswith(")") and (need := reader.line(f"{rest[:-1]} {name}", language)) is not None:
        # In the format of the list: "Flour (500 g)".
        return replace(need, name=name)
    return reader.line(words, language) or reader.named(words, None, "", language)


def item_of(there: Sequence[ShoppingItem], item_id: str) -> ShoppingItem:
    """The item with this id. Raises `SHOPPING_ITEM_NOT_FOUND`."""
    for item in there:
        if item.id == item_id:
            return item
    raise KitchenError(ErrorCode.SHOPPING_ITEM_NOT_FOUND, item=item_id)


def portions_of(meal: Meal, shares: Mapping[str, float], helping: float = 1.0) -> float | None:
    """The servings of a planned meal, or else those of its people (one if unknown); `None` without people.

    `helping` is the number of servings (pieces) that one person eats.
    """
    people = sum(shares.get(person, 1.0) for person in meal.people)
    return meal.servings or (people * helping if meal.people else None)

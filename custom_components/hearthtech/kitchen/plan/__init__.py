"""The plan: meals and rules that make them, what is in the house, what is to buy."""

from .meal import Meal, Slot
from .pantry import PantryItem, Taking
from .rules import MealRule
from .shopping import ShoppingItem

__all__ = ["Meal", "MealRule", "PantryItem", "ShoppingItem", "Slot", "Taking"]

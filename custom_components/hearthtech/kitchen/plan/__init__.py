"""The plan."""

from .meals import Meal, Slot

__all__ = ["Meal", "Slot"]

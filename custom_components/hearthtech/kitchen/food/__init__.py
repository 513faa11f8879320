"""Food and nutrition, offline: ingredient lines to foods, grams, nutrients and intervals."""

from custom_components.hearthtech.kitchen.food.analyze import Analyzer, analyze
from custom_components.hearthtech.kitchen.food.database import FoodDatabase, Nutrient
from custom_components.hearthtech.kitchen.food.model import (
    Amount,
    Figure,
    Food,
    LineKind,
    LineResult,
    Match,
    Nutrition,
    ParsedLine,
)
from custom_components.hearthtech.kitchen.food.parse import parse_line

__all__ = [
    "Amount",
    "Analyzer",
    "Figure",
    "Food",
    "FoodDatabase",
    "LineKind",
    "LineResult",
    "Match",
    "Nutrient",
    "Nutrition",
    "ParsedLine",
    "analyze",
    "parse_line",
]

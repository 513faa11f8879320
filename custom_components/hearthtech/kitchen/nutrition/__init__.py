"""Nutrition analysis, offline: ingredient lines to foods, grams, nutrients and intervals."""

from .analyze import Analyzer, analyze
from .database import FoodDatabase, Nutrient
from .model import Amount, Figure, Food, FoodMatch, LineKind, LineResult, Nutrition, ParsedLine
from .parse import parse_line

__all__ = [
    "Amount",
    "Analyzer",
    "Figure",
    "Food",
    "FoodDatabase",
    "FoodMatch",
    "LineKind",
    "LineResult",
    "Nutrient",
    "Nutrition",
    "ParsedLine",
    "analyze",
    "parse_line",
]

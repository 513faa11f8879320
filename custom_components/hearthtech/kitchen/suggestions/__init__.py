"""Suggestions: recipes ranked by people, stock, time, season and preferences."""

from .model import ReasonCode, Suggestion, SuggestionOutcome, SuggestionReason, SuggestionRequest, Suggestions

__all__ = [
    "ReasonCode",
    "Suggestion",
    "SuggestionOutcome",
    "SuggestionReason",
    "SuggestionRequest",
    "Suggestions",
]

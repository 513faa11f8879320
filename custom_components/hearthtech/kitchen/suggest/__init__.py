"""What to cook: the book ranked for who eats, what is in the house, the time, the season and what was liked."""

from .model import Answer, Reason, ReasonCode, Request, Suggestion, Suggestions

__all__ = ["Answer", "Reason", "ReasonCode", "Request", "Suggestion", "Suggestions"]

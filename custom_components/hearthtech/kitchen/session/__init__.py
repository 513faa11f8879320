"""Cooking sessions, from watching to autopilot."""

from .events import Event
from .journal import Journal, MemoryJournal
from .manager import CookingSessions, dish_plan
from .model import DishPlan, DishState, PauseReason, Phase, SessionState, Waiting
from .session import CookingSession
from .view import DishView, SessionView

__all__ = [
    "CookingSession",
    "CookingSessions",
    "DishPlan",
    "DishState",
    "DishView",
    "Event",
    "Journal",
    "MemoryJournal",
    "PauseReason",
    "Phase",
    "SessionState",
    "SessionView",
    "Waiting",
    "dish_plan",
]

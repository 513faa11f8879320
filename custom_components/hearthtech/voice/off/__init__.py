"""The reader of requests to turn heat off."""

from .reader import read_off
from .request import OffRequest, Reason, Which
from .vocabulary import vocabulary

__all__ = ["OffRequest", "Reason", "Which", "read_off", "vocabulary"]

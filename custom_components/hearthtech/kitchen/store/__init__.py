"""The kitchen's store: one database, SQLite or PostgreSQL."""

from .database import Store
from .times import from_text, to_text

__all__ = ["Store", "from_text", "to_text"]

"""Times as stored in the tables.

UTC, ISO 8601, always with microseconds, so that text order is time order.
"""

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """Format a moment with a time zone: `2026-01-31T18:30:00.000000+00:00`."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """Parse a stored moment, with time zone UTC.

    Raises:
        ValueError: it is no moment, or has no time zone.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment

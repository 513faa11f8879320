"""Moments as the tables keep them: UTC, ISO 8601, always with microseconds, so that text order is time order."""

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """`2026-01-31T18:30:00.000000+00:00`. The moment must be aware."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """The moment back, aware, in UTC."""
    return datetime.fromisoformat(text)

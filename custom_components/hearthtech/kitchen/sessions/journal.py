"""Storage of a session's events: written before a command is sent, read after a restart."""

from collections.abc import Sequence
from typing import Any, Protocol


class Journal(Protocol):
    """An append-only list of events for each session; the kitchen's store keeps it in a table.

    A record is one JSON object: its kind under `is`, its time in s under `at`, and fields of its kind.
    """

    async def append(self, session_id: str, number: int, record: dict[str, Any]) -> None:
        """Write record `number` (from 0). Returns when it is durable; raises when it can't be written."""

    async def read(self, session_id: str) -> Sequence[dict[str, Any]]:
        """All records of a session, in order. Raises `ValueError` when one is damaged, or missing between others."""

    async def unfinished(self) -> Sequence[str]:
        """The ids of sessions without a record whose kind is `Finished`, or `Stopped` without a dish."""


def ends_session(record: dict[str, Any]) -> bool:
    """Whether this is the last record of a session."""
    kind = record.get("is")
    return kind == "Finished" or (kind == "Stopped" and record.get("dish") is None)


class MemoryJournal:
    """A journal in memory."""

    def __init__(self) -> None:
        self.records: dict[str, list[dict[str, Any]]] = {}

    async def append(self, session_id: str, number: int, record: dict[str, Any]) -> None:
        """Store a record. An existing one is not written twice."""
        records = self.records.setdefault(session_id, [])
        if number > len(records):
            raise ValueError(f"record {number} of {session_id} has none before it")
        if number == len(records):
            records.append(record)

    async def read(self, session_id: str) -> Sequence[dict[str, Any]]:
        """All records of a session."""
        return tuple(self.records.get(session_id, ()))

    async def unfinished(self) -> Sequence[str]:
        """The sessions that have not ended."""
        return tuple(name for name, kept in self.records.items() if not any(map(ends_session, kept)))

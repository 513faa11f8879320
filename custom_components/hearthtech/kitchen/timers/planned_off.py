"""Store the burners that are to be turned off later, so that a restart or a crash forgets none of them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
import hashlib
import json
from typing import Final, Protocol

from sqlalchemy import Connection, select

from ..storage.schema import FACTS
from ..storage.settings import forget_fact, put_fact, readable_setting

PREFIX: Final = "delayed_off:"
KEPT: Final = timedelta(days=7)
"""A plan of a burner that has been missing for this long after its time is dropped."""


class PlannedOffStore(Protocol):
    """Where planned times are stored. Each method returns when its change is durable."""

    async def load(self) -> Mapping[str, datetime]:
        """The time at which each burner is to be turned off, by the id of the burner."""

    async def put(self, burner_id: str, at: datetime) -> None:
        """Store the time of a burner, replacing an earlier one."""

    async def drop(self, burner_id: str) -> None:
        """Delete the time of a burner."""


class NoPlannedOffStore:
    """Stores nothing: for a kitchen without a book."""

    async def load(self) -> Mapping[str, datetime]:
        """Nothing is stored."""
        return {}

    async def put(self, burner_id: str, at: datetime) -> None:
        """Do nothing."""

    async def drop(self, burner_id: str) -> None:
        """Do nothing."""


def put_planned_off(book: Connection, *, burner_id: str, at: datetime) -> None:
    """Store when a burner is to be turned off."""
    put_fact(book, name=_name(burner_id), value=json.dumps({"burner": burner_id, "at": at.isoformat()}))


def drop_planned_off(book: Connection, *, burner_id: str) -> None:
    """Delete the plan of a burner."""
    forget_fact(book, name=_name(burner_id))


def planned_offs(book: Connection, *, now: datetime) -> dict[str, datetime]:
    """The stored times by the id of the burner. Damaged and outdated rows are ignored."""
    found: dict[str, datetime] = {}
    for row in book.execute(select(FACTS).where(FACTS.c.name.startswith(PREFIX, autoescape=True))):
        try:
            value = json.loads(readable_setting(row) or "")
            burner_id, at = str(value["burner"]), datetime.fromisoformat(value["at"])
            if at > now - KEPT:
                found[burner_id] = at
        except ValueError, TypeError, KeyError:
            continue
    return found


def _name(burner_id: str) -> str:
    """The key of a burner: ids may be longer than keys."""
    return PREFIX + hashlib.sha256(burner_id.encode()).hexdigest()[:40]

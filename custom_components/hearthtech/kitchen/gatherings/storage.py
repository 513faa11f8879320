"""Gatherings in the database. Every function runs in a transaction of the caller."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
import json
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from ..errors import ErrorCode, KitchenError
from ..storage.damaged_rows import readable, strict_json
from ..storage.gathering_tables import BALLOTS, DISHES, GATHERINGS, GUESTS, LINKS, MOMENTS, NEEDS
from ..storage.times import from_text, to_text
from .cook_off import Scores
from .documents import from_document, to_document
from .known_rows import KnownRows
from .model import (
    Gathering,
    Guest,
    GuestLink,
    GuestNeeds,
    LinkKind,
    PotluckDish,
    ReactionMoment,
    Review,
    ShownNeeds,
)
from .potluck import counted_needs, numbers_due
from .validation import check_entries

COLUMNS = frozenset({"id", "gathering_id", "starts_at", "at"})
"""Fields that are columns of their own."""
MOMENT_KINDS: dict[str, type[Review | ReactionMoment]] = {"review": Review, "reaction": ReactionMoment}
"""Classes of the timeline by their stored kind."""


def readable_gathering(row: Row[Any]) -> Gathering | None:
    """The gathering of a row; `None` when it is damaged."""
    return _gathering(tuple(row._mapping.items()))  # noqa: SLF001 (the documented name)


@lru_cache(maxsize=100)
def _gathering(columns: tuple[tuple[str, Any], ...]) -> Gathering | None:
    """The gathering of columns and their values. Each form of a guest reads it, and it seldom changes."""
    row = SimpleNamespace(_mapping=dict(columns), **dict(columns))
    return readable(
        GATHERINGS,
        row,  # type: ignore[arg-type]
        lambda row: from_document(Gathering, row.document, id=row.id, starts_at=from_text(row.starts_at)),
        Gathering,
    )


def readable_guest(row: Row[Any]) -> Guest | None:
    """The guest of a row; `None` when it is damaged."""
    return readable(
        GUESTS,
        row,
        lambda row: from_document(Guest, row.document, id=row.id, gathering_id=row.gathering),
        Guest,
    )


def readable_dish(row: Row[Any]) -> PotluckDish | None:
    """The dish of a row; `None` when it is damaged."""
    return readable(
        DISHES,
        row,
        lambda row: from_document(PotluckDish, row.document, id=row.id, gathering_id=row.gathering),
        PotluckDish,
    )


def readable_moment(row: Row[Any]) -> Review | ReactionMoment | None:
    """The review or reaction of a row; `None` when it is damaged."""
    if (kind := MOMENT_KINDS.get(row.kind)) is None:
        return None
    return readable(
        MOMENTS,
        row,
        lambda row: from_document(
            kind, row.document, id=row.id, gathering_id=row.gathering, at=from_text(row.at)
        ),
        kind,
    )


def _by_name(record: Guest | PotluckDish) -> tuple[str, str]:
    return record.name.casefold(), record.id


def _by_time(moment: Review | ReactionMoment) -> tuple[str, str]:
    return "" if moment.at is None else to_text(moment.at), moment.id


_KNOWN_GUESTS: KnownRows[Guest] = KnownRows(GUESTS, readable_guest, order=_by_name)
_KNOWN_DISHES: KnownRows[PotluckDish] = KnownRows(DISHES, readable_dish, order=_by_name)
_KNOWN_MOMENTS: KnownRows[Review | ReactionMoment] = KnownRows(MOMENTS, readable_moment, order=_by_time)


def list_gatherings(connection: Connection) -> list[Gathering]:
    """All gatherings, in the order of their beginning."""
    rows = connection.execute(select(GATHERINGS).order_by(GATHERINGS.c.starts_at, GATHERINGS.c.id))
    return [one for row in rows if (one := readable_gathering(row)) is not None]


def open_gathering(connection: Connection, gathering_id: str) -> Gathering:
    """One gathering.

    Raises:
        KitchenError: `GATHERING_NOT_FOUND`.
    """
    return _open(connection, GATHERINGS, readable_gathering, gathering=gathering_id)


def open_guest(connection: Connection, guest_id: str) -> Guest:
    """One guest.

    Raises:
        KitchenError: `GATHERING_NOT_FOUND` with the `guest`.
    """
    return _open(connection, GUESTS, readable_guest, guest=guest_id)


def open_dish(connection: Connection, dish_id: str) -> PotluckDish:
    """One dish.

    Raises:
        KitchenError: `GATHERING_NOT_FOUND` with the `dish`.
    """
    return _open(connection, DISHES, readable_dish, dish=dish_id)


def _open[T](connection: Connection, table: Table, read: Callable[[Row[Any]], T | None], **wanted: str) -> T:
    [record_id] = wanted.values()
    row = connection.execute(select(table).where(table.c.id == record_id)).first()
    if row is None or (found := read(row)) is None:
        raise KitchenError(ErrorCode.GATHERING_NOT_FOUND, **wanted)
    return found


def guests_of(connection: Connection, gathering_id: str) -> list[Guest]:
    """The guests of a gathering, by name."""
    return _KNOWN_GUESTS.of(connection, gathering_id)


def dishes_of(connection: Connection, gathering_id: str) -> list[PotluckDish]:
    """The dishes of a gathering, by name."""
    return _KNOWN_DISHES.of(connection, gathering_id)


def entries_of(connection: Connection, gathering: Gathering) -> list[PotluckDish]:
    """The entries of a cook-off whose letters are drawn."""
    drawn = frozenset(gathering.letters.values())
    return [dish for dish in dishes_of(connection, gathering.id) if dish.id in drawn]


def put_gathering(connection: Connection, gathering: Gathering, now: datetime) -> None:
    """Store a gathering, replacing an earlier state of it."""
    values = {"starts_at": to_text(gathering.starts_at)}
    _put(connection, GATHERINGS, gathering.id, gathering, now, values)


def put_guest(connection: Connection, guest: Guest, now: datetime) -> None:
    """Store a guest, replacing an earlier state."""
    _put(connection, GUESTS, guest.id, guest, now, {"gathering": guest.gathering_id})


def put_dish(connection: Connection, dish: PotluckDish, now: datetime) -> None:
    """Store a dish, replacing an earlier state."""
    _put(connection, DISHES, dish.id, dish, now, {"gathering": dish.gathering_id})


def _put(
    connection: Connection,
    table: Table,
    record_id: str,
    record: object,
    now: datetime,
    values: dict[str, str],
) -> None:
    values |= {"document": to_document(record, without=COLUMNS), "changed_at": to_text(now)}
    if connection.execute(update(table).where(table.c.id == record_id).values(**values)).rowcount == 0:
        connection.execute(insert(table).values(id=record_id, **values))


def delete_dish(connection: Connection, dish: PotluckDish) -> None:
    """Delete a dish.

    Raises:
        KitchenError: `INVALID` for an entry of a cook-off whose letters are drawn.
    """
    check_entries(open_gathering(connection, dish.gathering_id), dish.competes, competes=False)
    connection.execute(delete(DISHES).where(DISHES.c.id == dish.id))


def delete_guest(connection: Connection, guest_id: str) -> Guest:
    """Delete a guest with dishes and link. Needs and ballots stay: they refer to no guest.

    Raises:
        KitchenError: `GATHERING_NOT_FOUND`; `INVALID` for the cook of an entry whose letter is drawn.
    """
    guest = open_guest(connection, guest_id)
    for dish in dishes_of(connection, guest.gathering_id):
        if dish.guest_id == guest_id:
            delete_dish(connection, dish)
    delete_links(connection, guest_id=guest_id)
    connection.execute(delete(GUESTS).where(GUESTS.c.id == guest_id))
    return guest


def add_moment(connection: Connection, moment: Review | ReactionMoment, now: datetime) -> None:
    """Add a review or reaction to the timeline."""
    kind = next(name for name, each in MOMENT_KINDS.items() if isinstance(moment, each))
    connection.execute(
        insert(MOMENTS).values(
            id=moment.id or uuid4().hex,
            gathering=moment.gathering_id,
            at=to_text(moment.at or now),
            kind=kind,
            document=to_document(moment, without=COLUMNS),
        )
    )


def moments_of(connection: Connection, gathering_id: str) -> list[Review | ReactionMoment]:
    """The timeline of a gathering, oldest first."""
    return _KNOWN_MOMENTS.of(connection, gathering_id)


def count_rows(connection: Connection, table: Table, gathering_id: str) -> int:
    """Return the number of rows of a gathering."""
    return connection.scalar(select(func.count()).where(table.c.gathering == gathering_id)) or 0


# Answers without a name


def needs_of(connection: Connection, key: str) -> GuestNeeds | None:
    """The needs under a key; `None` when there are none."""
    document = connection.scalar(select(NEEDS.c.document).where(NEEDS.c.key == key))
    return None if document is None else from_document(GuestNeeds, document)


def put_needs(connection: Connection, key: str, gathering_id: str, needs: GuestNeeds) -> bool:
    """Store the needs of one guest, replacing earlier ones. Returns whether they are new or changed."""
    document = to_document(needs)
    before = connection.scalar(select(NEEDS.c.document).where(NEEDS.c.key == key))
    if before == document:
        return False
    values = {"gathering": gathering_id, "document": document, "counted": False}
    if before is None:
        connection.execute(insert(NEEDS).values(key=key, **values))
    else:
        connection.execute(update(NEEDS).where(NEEDS.c.key == key).values(**values))
    return True


def count_needs_when_due(connection: Connection, gathering: Gathering) -> tuple[dict[str, int], int] | None:
    """Count the needs if enough answers are new that the numbers do not identify a guest; else `None`."""
    of_gathering = NEEDS.c.gathering == gathering.id
    fresh = func.count().filter(NEEDS.c.counted.is_(False))
    answers, new = connection.execute(select(func.count(), fresh).where(of_gathering)).one()
    if not numbers_due(answers, new):
        return None
    connection.execute(update(NEEDS).where(of_gathering, NEEDS.c.counted.is_(False)).values(counted=True))
    # Equal needs are read once.
    rows = connection.execute(
        select(NEEDS.c.document, func.count()).where(of_gathering).group_by(NEEDS.c.document)
    )
    return counted_needs((from_document(GuestNeeds, document), number) for document, number in rows), answers


def shown_needs(connection: Connection, gathering: Gathering) -> ShownNeeds:
    """Return the needs that may be shown: the last numbers, and severe allergies without a number."""
    # Equal needs are read once: a row costs the reading thread a turn of the interpreter lock.
    stated = select(NEEDS.c.document).where(NEEDS.c.gathering == gathering.id).distinct()
    documents = connection.scalars(stated.where(NEEDS.c.document.contains('"severe"', autoescape=True)))
    severe = frozenset(
        allergen for document in documents for allergen in from_document(GuestNeeds, document).severe
    )
    return ShownNeeds(answers=gathering.shown_answers, counts=dict(gathering.shown_needs), severe=severe)


def put_ballot(connection: Connection, key: str, gathering_id: str, document: str) -> bool:
    """Store a ballot, replacing the earlier one of the same voter. Returns whether there was one."""
    there = update(BALLOTS).where(BALLOTS.c.key == key).values(document=document)
    if connection.execute(there).rowcount:
        return True
    connection.execute(insert(BALLOTS).values(key=key, gathering=gathering_id, document=document))
    return False


def dump_scores(scores: Scores) -> str:
    """Return the stored form of a ballot."""
    return json.dumps(scores, sort_keys=True)


def ballots_of(connection: Connection, gathering_id: str) -> list[Scores]:
    """The ballots of a gathering, in the order of their random keys."""
    query = select(BALLOTS.c.document).where(BALLOTS.c.gathering == gathering_id).order_by(BALLOTS.c.key)
    return [strict_json(document) for document in connection.scalars(query)]


# Links


def put_links(connection: Connection, links: Iterable[GuestLink]) -> None:
    """Store new links."""
    rows = [
        {
            "digest": link.digest,
            "gathering": link.gathering_id,
            "kind": link.kind.value,
            "guest": link.guest_id,
            "recipe": link.recipe_id,
            "expires_at": to_text(link.expires_at),
        }
        for link in links
    ]
    if rows:
        connection.execute(insert(LINKS), rows)


def all_links(connection: Connection) -> list[GuestLink]:
    """All stored links; damaged rows are left out, so that they open nothing."""
    found = []
    for row in connection.execute(select(LINKS)):
        try:
            link = GuestLink(
                digest=row.digest,
                kind=LinkKind(row.kind),
                expires_at=from_text(row.expires_at),
                gathering_id=row.gathering,
                guest_id=row.guest,
                recipe_id=row.recipe,
            )
        except ValueError, TypeError:
            continue
        found.append(link)
    return found


def delete_links(
    connection: Connection,
    *,
    gathering_id: str | None = None,
    guest_id: str | None = None,
    recipe_id: str | None = None,
    kind: LinkKind | None = None,
) -> None:
    """Delete the links that have all the given values; at least one is given."""
    wanted = {"gathering": gathering_id, "guest": guest_id, "recipe": recipe_id, "kind": kind}
    conditions = [LINKS.c[name] == value for name, value in wanted.items() if value is not None]
    if not conditions:
        raise ValueError("which links?")
    connection.execute(delete(LINKS).where(*conditions))

"""Remembers the records of a gathering: the page of each guest shows all of them, and few of them change."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Table, bindparam, func, literal, select

_BETWEEN_COLUMNS: Final = "\x1f"
_BETWEEN_ROWS: Final = "\x1e"
"""Separators in the text of a gathering; JSON, times and ids contain no control characters."""


@dataclass(frozen=True, slots=True)
class _Known[T]:
    """What is remembered of one gathering."""

    content: str
    by_text: Mapping[str, T | None] = field(default_factory=dict)
    """Records by the text of their row; `None` for a damaged row."""
    records: Sequence[T] = ()
    """The readable records in order."""


class KnownRows[T]:
    """The records of one table, by gathering. All columns of the table are texts.

    The database joins the rows of a gathering into one text. That is one row to fetch, where each row costs the reading
    thread a turn of the interpreter lock. A row whose text is the same as before is not read again. No other sign is
    needed, so a change by another home that shares the database is seen, too.
    """

    def __init__(
        self,
        table: Table,
        read: Callable[[Row[Any]], T | None],
        *,
        order: Callable[[T], Any],
        most_gatherings: int = 20,
    ) -> None:
        self._columns = [column.name for column in table.c]
        first, *others = table.c
        text: ColumnElement[str] = first
        for column in others:
            text = text.concat(literal(_BETWEEN_COLUMNS)).concat(column)
        content = func.aggregate_strings(text, _BETWEEN_ROWS)
        self._content = select(content).where(table.c.gathering == bindparam("gathering"))
        self._read = read
        self._order = order
        self._most = most_gatherings
        self._known: OrderedDict[str, _Known[T]] = OrderedDict()

    def of(self, connection: Connection, gathering_id: str) -> list[T]:
        """Return the readable records of a gathering in order."""
        content = connection.scalar(self._content, {"gathering": gathering_id}) or ""
        known = self._known.get(gathering_id)
        if known is None or known.content != content:
            known = self._read_anew(content, {} if known is None else known.by_text)
            self._known[gathering_id] = known
            self._known.move_to_end(gathering_id)
            # Several threads read; whichever is the last one that sees too many removes the oldest.
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return list(known.records)

    def _read_anew(self, content: str, before: Mapping[str, T | None]) -> _Known[T]:
        """Read the rows of a text of which `before` does not know the record."""
        by_text = {
            text: before[text] if text in before else self._record(text)
            for text in (content.split(_BETWEEN_ROWS) if content else ())
        }
        records = sorted((one for one in by_text.values() if one is not None), key=self._order)
        return _Known(content, by_text, records)

    def _record(self, text: str) -> T | None:
        values = text.split(_BETWEEN_COLUMNS)
        if len(values) != len(self._columns):
            return None
        row = dict(zip(self._columns, values, strict=True))
        # What `readable` needs of a row of the database.
        return self._read(SimpleNamespace(_mapping=row, **row))  # type: ignore[arg-type]

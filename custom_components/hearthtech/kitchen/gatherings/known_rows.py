"""Remembers the records of a gathering: the page of each guest shows all of them, and few of them change."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Table, bindparam, func, literal, select

_BETWEEN: Final = "\x1f"
"""Separator of columns and rows; JSON, times and ids contain no control characters."""


class KnownRows[T]:
    """The records of one table, by gathering.

    The database joins what the rows contain into one text, which costs a tenth of reading them one by one. While it is
    the same as before, the records are the same. No other sign is needed, so a change by another home that shares the
    database is seen, too.
    """

    def __init__(
        self,
        table: Table,
        read: Callable[[Row[Any]], T | None],
        *,
        order: Callable[[T], Any],
        most_gatherings: int = 20,
    ) -> None:
        of_gathering = table.c.gathering == bindparam("gathering")
        first, *others = (column for column in table.c if column.name not in {"gathering", "changed_at"})
        text: ColumnElement[str] = first
        for column in others:
            text = text.concat(literal(_BETWEEN)).concat(column)
        self._content = select(func.aggregate_strings(text, _BETWEEN)).where(of_gathering)
        self._rows = select(table).where(of_gathering)
        self._read = read
        self._order = order
        self._most = most_gatherings
        self._known: OrderedDict[str, tuple[str, Sequence[T]]] = OrderedDict()

    def of(self, connection: Connection, gathering_id: str) -> list[T]:
        """Return the readable records of a gathering in order."""
        wanted = {"gathering": gathering_id}
        content = connection.scalar(self._content, wanted) or ""
        known = self._known.get(gathering_id)
        if known is not None and known[0] == content:
            return list(known[1])
        rows = connection.execute(self._rows, wanted).fetchall()
        records = sorted((one for row in rows if (one := self._read(row)) is not None), key=self._order)
        self._known[gathering_id] = (content, records)
        self._known.move_to_end(gathering_id)
        # Several threads read; whichever is the last one that sees too many removes the oldest.
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return list(records)

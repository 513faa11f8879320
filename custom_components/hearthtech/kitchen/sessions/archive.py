"""Sessions in the export of a book: every journal with its traces as lines of JSON, and a plot of every dish.

`_sessions/ID.jsonl` has one record a line, `{"seq": …, "wall": …, "event": …}`, in order; `_sessions/ID-DISH.svg` shows
a dish. `seq` counts from 0; a number that is missing is that of a damaged or lost record, and stays missing. The
import reads the journals; existing sessions are not changed, and imported ones are always closed.
"""

from collections.abc import Iterable, Iterator
import contextlib
from datetime import datetime
import io
import json
import logging
from pathlib import Path
import re
from typing import Any

from sqlalchemy import Connection, insert, select

from ..errors import ErrorCode, KitchenError
from ..recipes.media import MediaFolder, save_medium
from ..recipes.private_files import real_folder, write_file
from ..storage.large_json import dump_json, load_json
from ..storage.schema import JOURNAL, SESSIONS
from ..storage.times import from_text, to_text
from .codec import CodecError
from .event_codec import TAGS, decode
from .events import Event, Opened, Remarked
from .plot import plot_svg

FOLDER = "_sessions"
_LOGGER = logging.getLogger(__name__)
ID = re.compile(r"[A-Za-z0-9-]{1,64}")
LARGEST_BYTES = 64 * 1024 * 1024
"""Greatest size of one journal in bytes: a day of cooking is less than a tenth of it."""
LONGEST_RECORD = 4_000_000
"""Greatest length of one record in characters: the longest contains the recipes of a session."""
_STORED_AT_ONCE = 500


def media_of_sessions(connection: Connection) -> set[str]:
    """Hashes of the pictures and clips in sessions."""
    rows = connection.scalars(select(JOURNAL.c.data).where(JOURNAL.c.kind == TAGS[Remarked]))
    return {found for data in rows if (found := _record(data).get("media")) and isinstance(found, str)}


def _record(data: str) -> dict[str, Any]:
    """The record of a row; an empty one if it is damaged."""
    try:
        record = json.loads(data)
    except ValueError, RecursionError:
        return {}
    return record if isinstance(record, dict) else {}


def write_sessions(connection: Connection, root: Path, media: MediaFolder | None = None) -> int:
    """Write all sessions of a book into an export, with their plots. Returns their number.

    Raises:
        OSError: when the folder can't be written.
    """
    ids = connection.scalars(select(SESSIONS.c.id).order_by(SESSIONS.c.opened_at, SESSIONS.c.id)).all()
    for session_id in ids:
        rows = connection.execute(
            select(JOURNAL.c.seq, JOURNAL.c.wall_time, JOURNAL.c.data)
            .where(JOURNAL.c.session == session_id)
            .order_by(JOURNAL.c.seq)
        ).all()
        folder = real_folder(root / FOLDER)
        # A damaged record is left out: it could not be imported, and would prevent the import of the others.
        sound = [row for row in rows if _record(row.data)]
        if len(sound) < len(rows) or any(row.seq != number for number, row in enumerate(rows)):
            _LOGGER.error("Records of session %s are damaged or missing; its export lacks them", session_id)
        lines = [
            f'{{"seq":{row.seq},"wall":{json.dumps(row.wall_time)},"event":{row.data}}}\n' for row in sound
        ]
        write_file(folder / f"{session_id}.jsonl", "".join(lines).encode("utf-8", "replace"))
        for name, picture in _pictures([row.data for row in rows]):
            write_file(folder / f"{session_id}-{name}.svg", picture.encode("utf-8", "replace"))
    if media is not None:
        for media_hash in sorted(media_of_sessions(connection)):
            # A missing file does not prevent the export of the others.
            with contextlib.suppress(KitchenError):
                write_file(root / FOLDER / f"{media_hash}.bin", media.get(media_hash))
    return len(ids)


type Piece = tuple[str, Any]
"""A part of a journal: `("session", id)`, then `("event", row)` for each of its records, or `("damaged", reason)`."""


def session_pieces(root: Path) -> Iterator[Piece]:
    """The journals of an export, record by record.

    Raises:
        OSError: when the export can't be read.
    """
    for session_id, path in _files(root, "jsonl"):
        yield "session", session_id
        try:
            for row in _rows(session_id, path.read_bytes()):
                yield "event", row
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError, CodecError) as error:
            yield "damaged", str(error)[:300]


def session_media(root: Path) -> list[Path]:
    """The pictures and clips of the sessions of an export."""
    return [path for _, path in _files(root, "bin")]


def restore_sessions(connection: Connection, pieces: Iterable[Piece], now: datetime) -> int:
    """Store the sessions of an export that are not in the book yet. Returns their number.

    Raises:
        KitchenError: `INVALID`, with the `part` that can't be read; the caller must then roll back.
    """
    restored, session_id, is_new, is_empty = 0, "", False, True
    rows: list[dict[str, Any]] = []
    for kind, value in pieces:
        if kind == "session":
            session_id, is_empty = value, True
            found = connection.scalar(select(SESSIONS.c.id).where(SESSIONS.c.id == session_id))
            is_new = found is None
        elif not is_new:
            continue
        elif kind == "damaged":
            raise KitchenError(ErrorCode.INVALID, part=f"{FOLDER}/{session_id}.jsonl", reason=value)
        else:
            if is_empty:
                # Always closed: an unfinished session of another kitchen can't be continued.
                closed = {"id": session_id, "opened_at": value["wall_time"], "closed_at": to_text(now)}
                connection.execute(insert(SESSIONS), closed)
                is_empty = False
                restored += 1
            rows.append(value)
            if len(rows) >= _STORED_AT_ONCE:
                connection.execute(insert(JOURNAL), rows)
                rows = []
    if rows:
        connection.execute(insert(JOURNAL), rows)
    return restored


def restore_session_media(
    connection: Connection, contents: Iterable[bytes], media: MediaFolder, now: datetime
) -> None:
    """Store pictures and clips of sessions, under the hash of their content, independent of the file name.

    Raises:
        KitchenError: `INVALID` when one is neither a picture nor a sound.
    """
    for content in contents:
        save_medium(connection, media.put(content), now)


def _rows(session_id: str, content: bytes) -> Iterator[dict[str, Any]]:
    # Decoded line by line. Only line feeds end a record: words may contain other separators of lines, such as U+2028.
    seq = -1
    for line in io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"):
        record = load_json(line)
        event = record["event"]
        decode(event)
        data = dump_json(event, compact=True)
        if len(data) > LONGEST_RECORD:
            raise ValueError("a record is too long")
        # Releases before `seq` wrote every record.
        after, seq = seq, record.get("seq", seq + 1)
        if not isinstance(seq, int) or isinstance(seq, bool) or not after < seq < 2**31:
            raise ValueError("a record has no number, or is not in order")
        yield {
            "session": session_id,
            "seq": seq,
            "stove_time": float(event.get("at", 0.0)),
            "wall_time": to_text(from_text(record["wall"])),
            "kind": str(event["is"])[:32],
            "data": data,
        }


def _files(root: Path, ending: str) -> list[tuple[str, Path]]:
    """Names and paths of our files in an export. Other files and links are ignored."""
    folder = root / FOLDER
    if folder.is_symlink():
        return []
    return [
        (path.stem, path)
        for path in sorted(folder.glob(f"*.{ending}"))
        if ID.fullmatch(path.stem)
        and path.is_file()
        and not path.is_symlink()
        and path.stat().st_size <= LARGEST_BYTES
    ]


def _pictures(records: list[str]) -> Iterator[tuple[str, str]]:
    """Names and plots of the dishes; empty for an unreadable journal."""
    try:
        events: list[Event] = [decode(json.loads(record)) for record in records]
    except CodecError, ValueError, RecursionError:
        return
    opened = next((event for event in events if isinstance(event, Opened)), None)
    for number, dish in enumerate(() if opened is None else opened.dishes, start=1):
        yield str(number), plot_svg(events, dish.id)

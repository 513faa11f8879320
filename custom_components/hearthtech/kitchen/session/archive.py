"""Sessions in the export of a book: every journal with its traces as lines of JSON, and a picture of every dish.

`_sessions/ID.jsonl` has one record a line, `{"wall": …, "event": …}`, in order; `_sessions/ID-DISH.svg` shows a dish.
Reading back takes the journals; a session that is known is left as it is, and none comes back to life.
"""

from collections.abc import Iterator
import contextlib
from datetime import datetime
import json
from pathlib import Path
import re
from typing import Any
import zipfile

from sqlalchemy import Connection, insert, select

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.recipes.media import MediaFolder, keep_medium
from custom_components.hearthtech.kitchen.store.schema import JOURNAL, SESSIONS
from custom_components.hearthtech.kitchen.store.times import from_text, to_text

from .codec import CodecError
from .events import Event, Opened, Remarked, decode
from .plot import plot_svg

FOLDER = "_sessions"
ID = re.compile(r"[A-Za-z0-9-]{1,64}")
LARGEST_BYTES = 64 * 1024 * 1024
"""Of one journal: a day of cooking is less than a tenth of it."""


def media_of_sessions(connection: Connection) -> set[str]:
    """Hashes of the pictures and clips that sessions hold."""
    rows = connection.scalars(select(JOURNAL.c.data).where(JOURNAL.c.kind == Remarked.__name__))
    return {found for data in rows if (found := json.loads(data).get("media"))}


def write_sessions(connection: Connection, root: Path, media: MediaFolder | None = None) -> int:
    """Write all sessions of a book into an export, with their pictures. Returns how many.

    Raises:
        OSError: when the folder can't be written.
    """
    ids = connection.scalars(select(SESSIONS.c.id).order_by(SESSIONS.c.opened_at, SESSIONS.c.id)).all()
    for session_id in ids:
        rows = connection.execute(
            select(JOURNAL.c.wall_time, JOURNAL.c.data)
            .where(JOURNAL.c.session == session_id)
            .order_by(JOURNAL.c.seq)
        ).all()
        folder = root / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        lines = [f'{{"wall":{json.dumps(row.wall_time)},"event":{row.data}}}\n' for row in rows]
        (folder / f"{session_id}.jsonl").write_text("".join(lines), encoding="utf-8")
        for name, picture in _pictures([row.data for row in rows]):
            (folder / f"{session_id}-{name}.svg").write_text(picture, encoding="utf-8")
    if media is not None:
        for media_hash in sorted(media_of_sessions(connection)):
            # A file that is gone keeps nobody from the rest.
            with contextlib.suppress(KitchenError):
                (root / FOLDER / f"{media_hash}.bin").write_bytes(media.get(media_hash))
    return len(ids)


def restore_sessions(
    connection: Connection, source: Path, now: datetime, media: MediaFolder | None = None
) -> int:
    """Put the sessions of an export (a folder or a `.zip`) back. Returns how many were new.

    Raises:
        KitchenError: `INVALID`, with the `part` that can't be read; nothing is kept then.
        OSError: when the export can't be read.
    """
    restored = 0
    for session_id, content in _files(source, "jsonl"):
        if connection.scalar(select(SESSIONS.c.id).where(SESSIONS.c.id == session_id)) is not None:
            continue
        try:
            rows = list(_rows(session_id, content.decode("utf-8")))
        except (KeyError, TypeError, ValueError, CodecError) as error:
            raise KitchenError(
                ErrorCode.INVALID, part=f"{FOLDER}/{session_id}.jsonl", reason=str(error)
            ) from error
        if not rows:
            continue
        # Closed, however it ended: what was half cooked elsewhere does not wait here for its cook.
        opened_at, closed_at = rows[0]["wall_time"], to_text(now)
        connection.execute(
            insert(SESSIONS), {"id": session_id, "opened_at": opened_at, "closed_at": closed_at}
        )
        connection.execute(insert(JOURNAL), rows)
        restored += 1
    if media is not None:
        for _, picture in _files(source, "bin"):
            # Kept under the hash of its own content, whatever the file was called.
            keep_medium(connection, media.put(picture), now)
    return restored


def _rows(session_id: str, text: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.splitlines()):
        record = json.loads(line)
        event = record["event"]
        decode(event)
        yield {
            "session": session_id,
            "seq": number,
            "stove_time": float(event.get("at", 0.0)),
            "wall_time": to_text(from_text(record["wall"])),
            "kind": str(event["is"])[:32],
            "data": json.dumps(event, ensure_ascii=False, separators=(",", ":")),
        }


def _files(source: Path, ending: str) -> Iterator[tuple[str, bytes]]:
    """Names and contents of our files in an export. What has no name of ours, or is a link, is left alone."""
    if source.is_dir():
        for path in sorted((source / FOLDER).glob(f"*.{ending}")):
            if ID.fullmatch(path.stem) and not path.is_symlink() and path.stat().st_size <= LARGEST_BYTES:
                yield path.stem, path.read_bytes()
        return
    with zipfile.ZipFile(source) as packed:
        for entry in sorted(packed.infolist(), key=lambda entry: entry.filename):
            folder, _, name = entry.filename.partition("/")
            stem, _, suffix = name.rpartition(".")
            if (
                folder == FOLDER
                and suffix == ending
                and ID.fullmatch(stem)
                and entry.file_size <= LARGEST_BYTES
            ):
                yield stem, packed.read(entry)


def _pictures(records: list[str]) -> Iterator[tuple[str, str]]:
    """Names and pictures of the dishes; none of a journal that can't be read."""
    try:
        events: list[Event] = [decode(json.loads(record)) for record in records]
    except CodecError:
        return
    opened = next((event for event in events if isinstance(event, Opened)), None)
    for number, dish in enumerate(() if opened is None else opened.dishes, start=1):
        yield str(number), plot_svg(events, dish.id)

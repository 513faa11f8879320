"""Pictures and voice clips: files in a folder beside the book, named by the SHA-256 of their content.

A file is complete on disk before the book refers to it, and is never changed afterwards; equal pictures share
one file. The type of a file is detected by its first bytes, never by its name.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
import os
from pathlib import Path
import re
from tempfile import NamedTemporaryFile
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, select

from ..errors import ErrorCode, KitchenError
from ..storage.damaged_rows import readable_rows
from ..storage.schema import MEDIA, NOTES, ORIGINALS, PICTURES, RECIPES
from ..storage.times import from_text, to_text
from .book import Book

LARGEST_BYTES = 50_000_000
_HASH = re.compile(r"^[0-9a-f]{64}$")
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (0, b"%PDF-", "application/pdf"),
    (8, b"WAVE", "audio/wav"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (4, b"ftypM4A", "audio/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (4, b"ftyp", "video/mp4"),
)


class MediaRole(StrEnum):
    """The role of a picture or clip in its recipe."""

    COVER = "cover"
    STEP = "step"
    STORY = "story"
    ORIGINAL = "original"


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A file that the book refers to."""

    hash: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture or clip of a recipe."""

    id: str
    recipe_id: str
    medium: Medium
    role: MediaRole = MediaRole.COVER
    caption: str = ""
    created_at: datetime | None = None


class MediaFolder:
    """The files. Blocking; call it in the store's threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> Medium:
        """Write a file and sync it to the disk.

        Raises:
            KitchenError: `INVALID` when it is empty, too large, or neither picture, sound, film nor PDF; with
                `part="media"` when the folder can't be written.
        """
        try:
            return self._put(content)
        except OSError as error:
            raise KitchenError(
                ErrorCode.INVALID, part="media", reason=error.strerror or str(error)
            ) from error

    def _put(self, content: bytes) -> Medium:
        if not 0 < len(content) <= LARGEST_BYTES:
            raise KitchenError(ErrorCode.INVALID, reason="a picture or clip has up to 50 MB")
        media_type = media_type_of(content)
        if media_type is None:
            raise KitchenError(ErrorCode.INVALID, reason="this is neither a picture nor a sound")
        name = sha256(content).hexdigest()
        path = self.path(name)
        if path.exists():
            # Renew its time, so that no sweep deletes it before the book refers to it.
            os.utime(path)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
                try:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                    Path(file.name).replace(path)
                except BaseException:
                    Path(file.name).unlink(missing_ok=True)
                    raise
            _sync(path.parent)
        return Medium(hash=name, media_type=media_type, size=len(content))

    def path(self, media_hash: str) -> Path:
        """The path of a file, whether or not it exists.

        Raises:
            KitchenError: `INVALID` for an invalid hash.
        """
        if not _HASH.match(media_hash):
            raise KitchenError(ErrorCode.INVALID, reason="there is no such picture")
        return self.folder / media_hash[:2] / media_hash

    def get(self, media_hash: str) -> bytes:
        """The content of a file.

        Raises:
            KitchenError: `INVALID` when the file is missing or damaged.
        """
        try:
            content = self.path(media_hash).read_bytes()
        except OSError as error:
            raise KitchenError(ErrorCode.INVALID, reason="there is no such picture") from error
        if sha256(content).hexdigest() != media_hash:
            raise KitchenError(ErrorCode.INVALID, reason="the picture is damaged")
        return content

    def sweep(self, known: set[str], before: datetime) -> int:
        """Delete unused files that were last written before a time. Returns their number.

        Such files are left by a crash between writing file and book, and by deleted pictures.
        """
        gone = 0
        for path in list(self.folder.glob("*/*")):
            if path.name not in known and path.is_file() and path.stat().st_mtime < before.timestamp():
                path.unlink()
                gone += 1
        return gone


def media_type_of(content: bytes) -> str | None:
    """The media type by the first bytes."""
    return next((kind for at, sign, kind in _SIGNATURES if content[at : at + len(sign)] == sign), None)


def save_medium(connection: Connection, medium: Medium, now: datetime) -> None:
    """Register a file in the book."""
    if connection.scalar(select(MEDIA.c.hash).where(MEDIA.c.hash == medium.hash)) is None:
        values = {"hash": medium.hash, "media_type": medium.media_type, "size": medium.size}
        connection.execute(insert(MEDIA), {**values, "created_at": to_text(now)})


def add_picture(
    connection: Connection,
    book: Book,
    recipe_id: str,
    medium: Medium,
    now: datetime,
    *,
    role: MediaRole,
    caption: str,
) -> Picture:
    """Add a picture or clip to a recipe; its file must be in the folder."""
    number = book.number(connection, recipe_id)
    save_medium(connection, medium, now)
    picture = Picture(
        id=uuid4().hex, recipe_id=recipe_id, medium=medium, role=role, caption=caption, created_at=now
    )
    connection.execute(
        insert(PICTURES),
        {
            "id": picture.id,
            "recipe": number,
            "media": medium.hash,
            "role": role.value,
            "caption": caption,
            "created_at": to_text(now),
        },
    )
    return picture


def pictures_of(connection: Connection, book: Book, recipe_id: str) -> tuple[Picture, ...]:
    """The pictures and clips of a recipe, oldest first."""
    query = select(PICTURES, MEDIA.c.media_type, MEDIA.c.size).join(MEDIA, MEDIA.c.hash == PICTURES.c.media)
    query = query.where(PICTURES.c.recipe == book.number(connection, recipe_id))

    def read(row: Row[Any]) -> Picture:
        return Picture(
            id=row.id,
            recipe_id=recipe_id,
            medium=Medium(hash=row.media, media_type=row.media_type, size=row.size),
            role=MediaRole(row.role),
            caption=row.caption,
            created_at=from_text(row.created_at),
        )

    return readable_rows(
        connection.execute(query.order_by(PICTURES.c.created_at, PICTURES.c.id)), read, recipe_id
    )


def remove_picture(connection: Connection, picture_id: str) -> None:
    """Remove a picture from its recipe. Its file stays until the folder is swept."""
    if connection.execute(delete(PICTURES).where(PICTURES.c.id == picture_id)).rowcount == 0:
        raise KitchenError(ErrorCode.INVALID, reason="there is no such picture")


def medium_of(connection: Connection, media_hash: str) -> Medium:
    """The registered data of a file.

    Raises:
        KitchenError: `INVALID` when it is not registered.
    """
    row = connection.execute(select(MEDIA).where(MEDIA.c.hash == media_hash)).first()
    if row is None:
        raise KitchenError(ErrorCode.INVALID, reason="there is no such picture")
    return Medium(hash=row.hash, media_type=row.media_type, size=row.size)


def with_media(connection: Connection) -> dict[str, str]:
    """Recipes that have a picture, a clip or a source document, names by id, sorted by name."""
    has = select(PICTURES.c.recipe).union(
        select(NOTES.c.recipe).where(NOTES.c.media.is_not(None)), select(ORIGINALS.c.recipe)
    )
    query = select(RECIPES.c.id, RECIPES.c.name).where(
        RECIPES.c.erased_at.is_(None), RECIPES.c.number.in_(has)
    )
    return {row.id: row.name for row in connection.execute(query.order_by(RECIPES.c.name_key))}


def used_media(connection: Connection) -> set[str]:
    """Hashes to which a recipe, note or source document still refers."""
    columns = (PICTURES.c.media, NOTES.c.media, ORIGINALS.c.media)
    return {
        found for column in columns for found in connection.scalars(select(column).where(column.is_not(None)))
    }


def _sync(folder: Path) -> None:
    # The new name must be synced too; not every system can do that for a folder.
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

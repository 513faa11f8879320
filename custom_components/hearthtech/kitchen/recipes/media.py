"""Pictures and voice clips: files in a folder beside the book, named by the SHA-256 of their content.

A file is whole on disk before the book knows of it, and is never changed afterwards; the same picture twice is one
file. What a file is, is told by its first bytes, never by its name.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
import os
from pathlib import Path
import re
from tempfile import NamedTemporaryFile
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.store.schema import MEDIA, NOTES, ORIGINALS, PICTURES, RECIPES
from custom_components.hearthtech.kitchen.store.times import from_text, to_text

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


class Role(StrEnum):
    """What a picture or clip is to its recipe."""

    COVER = "cover"
    STEP = "step"
    STORY = "story"
    ORIGINAL = "original"


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A file known to the book."""

    hash: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture or clip that belongs to a recipe."""

    id: str
    recipe_id: str
    medium: Medium
    role: Role = Role.COVER
    caption: str = ""
    created_at: datetime | None = None


class MediaFolder:
    """The files. Blocks; call it in the store's threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> Medium:
        """Write a file, on disk when this returns.

        Raises:
            KitchenError: `INVALID` when it is empty, too large, or neither picture, sound, film nor PDF.
        """
        if not 0 < len(content) <= LARGEST_BYTES:
            raise KitchenError(ErrorCode.INVALID, reason="a picture or clip has up to 50 MB")
        media_type = media_type_of(content)
        if media_type is None:
            raise KitchenError(ErrorCode.INVALID, reason="this is neither a picture nor a sound")
        name = sha256(content).hexdigest()
        path = self.path(name)
        if path.exists():
            # Younger again, so that no sweep takes it before the book knows of it.
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
        """Where a file lies, or would lie.

        Raises:
            KitchenError: `INVALID` for what is no hash.
        """
        if not _HASH.match(media_hash):
            raise KitchenError(ErrorCode.INVALID, reason="there is no such picture")
        return self.folder / media_hash[:2] / media_hash

    def get(self, media_hash: str) -> bytes:
        """The content.

        Raises:
            KitchenError: `INVALID` when the file is not there or no longer what it was.
        """
        try:
            content = self.path(media_hash).read_bytes()
        except OSError as error:
            raise KitchenError(ErrorCode.INVALID, reason="there is no such picture") from error
        if sha256(content).hexdigest() != media_hash:
            raise KitchenError(ErrorCode.INVALID, reason="the picture is damaged")
        return content

    def sweep(self, known: set[str], before: datetime) -> int:
        """Delete files that are not known and were last put before a moment. Returns how many.

        A crash between file and book leaves such files, and so does a picture that was taken away for good.
        """
        gone = 0
        for path in list(self.folder.glob("*/*")):
            if path.name not in known and path.is_file() and path.stat().st_mtime < before.timestamp():
                path.unlink()
                gone += 1
        return gone


def media_type_of(content: bytes) -> str | None:
    """What the first bytes say."""
    return next((kind for at, sign, kind in _SIGNATURES if content[at : at + len(sign)] == sign), None)


def keep_medium(connection: Connection, medium: Medium, now: datetime) -> None:
    """Let the book know of a file."""
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
    role: Role,
    caption: str,
) -> Picture:
    """Give a recipe a picture or clip whose file is already in the folder."""
    number = book.number(connection, recipe_id)
    keep_medium(connection, medium, now)
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
    """A recipe's pictures and clips, oldest first."""
    query = select(PICTURES, MEDIA.c.media_type, MEDIA.c.size).join(MEDIA, MEDIA.c.hash == PICTURES.c.media)
    query = query.where(PICTURES.c.recipe == book.number(connection, recipe_id))
    return tuple(
        Picture(
            id=row.id,
            recipe_id=recipe_id,
            medium=Medium(hash=row.media, media_type=row.media_type, size=row.size),
            role=Role(row.role),
            caption=row.caption,
            created_at=from_text(row.created_at),
        )
        for row in connection.execute(query.order_by(PICTURES.c.created_at, PICTURES.c.id))
    )


def remove_picture(connection: Connection, picture_id: str) -> None:
    """Take a picture away from its recipe. Its file stays until the folder is swept."""
    if connection.execute(delete(PICTURES).where(PICTURES.c.id == picture_id)).rowcount == 0:
        raise KitchenError(ErrorCode.INVALID, reason="there is no such picture")


def medium_of(connection: Connection, media_hash: str) -> Medium:
    """What the book knows of a file.

    Raises:
        KitchenError: `INVALID` when it knows nothing.
    """
    row = connection.execute(select(MEDIA).where(MEDIA.c.hash == media_hash)).first()
    if row is None:
        raise KitchenError(ErrorCode.INVALID, reason="there is no such picture")
    return Medium(hash=row.hash, media_type=row.media_type, size=row.size)


def with_media(connection: Connection) -> dict[str, str]:
    """Recipes that have a picture, a clip or an original, names by id, in order of names."""
    has = select(PICTURES.c.recipe).union(
        select(NOTES.c.recipe).where(NOTES.c.media.is_not(None)), select(ORIGINALS.c.recipe)
    )
    query = select(RECIPES.c.id, RECIPES.c.name).where(
        RECIPES.c.erased_at.is_(None), RECIPES.c.number.in_(has)
    )
    return {row.id: row.name for row in connection.execute(query.order_by(RECIPES.c.name_key))}


def used_media(connection: Connection) -> set[str]:
    """Hashes that a recipe, note or original still refers to."""
    columns = (PICTURES.c.media, NOTES.c.media, ORIGINALS.c.media)
    return {
        found for column in columns for found in connection.scalars(select(column).where(column.is_not(None)))
    }


def _sync(folder: Path) -> None:
    # The new name itself must be on disk too; not every system can do that to a folder.
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

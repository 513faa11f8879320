"""The words as they came: typed, pasted, a page, a scan. Kept exactly, never edited."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
import zlib

from sqlalchemy import Connection, insert, select

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.store.schema import ORIGINALS
from custom_components.hearthtech.kitchen.store.times import to_text


class OriginalKind(StrEnum):
    """How a recipe came into the book."""

    TYPED = "typed"
    PASTED = "pasted"
    DICTATED = "dictated"
    PAGE = "page"
    FILE = "file"
    SCAN = "scan"
    VOICE = "voice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What came, byte for byte (`content`), or the hash of a picture or clip in the media folder (`media`)."""

    kind: OriginalKind
    media_type: str = "text/plain; charset=utf-8"
    content: bytes = b""
    media: str | None = None
    source: str = ""
    """Address or file name."""

    @property
    def text(self) -> str:
        """The words, as far as they are words."""
        return self.content.decode("utf-8", errors="replace")


def keep_original(
    connection: Connection, original_id: str, number: int, original: Original, now: datetime
) -> None:
    """Write it down beside recipe `number`."""
    connection.execute(
        insert(ORIGINALS).values(
            id=original_id,
            recipe=number,
            kind=original.kind.value,
            media_type=original.media_type,
            source=original.source,
            content=zlib.compress(original.content, 9),
            media=original.media,
            created_at=to_text(now),
        )
    )


def open_original(connection: Connection, original_id: str) -> Original:
    """The original layer of a recipe (`Recipe.original_id`).

    Raises:
        KitchenError: `RECIPE_NOT_FOUND`.
    """
    row = connection.execute(select(ORIGINALS).where(ORIGINALS.c.id == original_id)).first()
    if row is None:
        raise KitchenError(ErrorCode.RECIPE_NOT_FOUND, name=original_id)
    return Original(
        kind=OriginalKind(row.kind),
        media_type=row.media_type,
        content=zlib.decompress(row.content or zlib.compress(b"")),
        media=row.media,
        source=row.source,
    )

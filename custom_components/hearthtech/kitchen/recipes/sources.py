"""Source documents of recipes: typed or pasted text, a page, a scan. Stored exactly, never edited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
import zlib

from sqlalchemy import Connection, insert, select

from ..errors import ErrorCode, KitchenError
from ..storage.schema import ORIGINALS, RECIPES
from ..storage.times import to_text


class OriginalKind(StrEnum):
    """The origin of a recipe."""

    TYPED = "typed"
    PASTED = "pasted"
    DICTATED = "dictated"
    PAGE = "page"
    FILE = "file"
    SCAN = "scan"
    VOICE = "voice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The source as bytes (`content`), or the hash of a picture or clip in the media folder (`media`)."""

    kind: OriginalKind
    media_type: str = "text/plain; charset=utf-8"
    content: bytes = b""
    media: str | None = None
    source: str = ""
    """Address or file name."""

    @property
    def text(self) -> str:
        """The text, as far as the source is text."""
        return self.content.decode("utf-8", errors="replace")


def save_original(
    connection: Connection, original_id: str, number: int, original: Original, now: datetime
) -> None:
    """Store the source document of recipe `number`."""
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
    """The source document of a recipe (`Recipe.original_id`).

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


def has_recipes_below(connection: Connection, address: str) -> bool:
    """Whether a recipe that is not erased came from an address that begins with this one."""
    found = connection.scalar(
        select(RECIPES.c.number)
        .join(ORIGINALS, RECIPES.c.number == ORIGINALS.c.recipe)
        .where(ORIGINALS.c.source.startswith(address, autoescape=True), RECIPES.c.erased_at.is_(None))
        .limit(1)
    )
    return found is not None


def recipes_from(connection: Connection, sources: Sequence[str]) -> dict[str, str]:
    """Recipes that are not erased and came from one of these sources: names by source."""
    rows = connection.execute(
        select(ORIGINALS.c.source, RECIPES.c.name)
        .join(RECIPES, RECIPES.c.number == ORIGINALS.c.recipe)
        .where(ORIGINALS.c.source.in_(sources), RECIPES.c.erased_at.is_(None))
    )
    return {row.source: row.name for row in rows}

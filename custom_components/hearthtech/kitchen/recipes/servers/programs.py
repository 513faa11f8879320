"""What differs between the APIs of Mealie and Tandoor: paths, paging, pictures, and the form of a recipe.

The answers come from outside: every function accepts any JSON object.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
import re
from typing import Any
from urllib.parse import quote

from ..other_programs.records import mealie, tandoor

PAGE_SIZE = 50
_UUID = re.compile(r"[0-9A-Fa-f-]{32,36}")
_LONGEST_SLUG = 300

type Row = Mapping[str, Any]


class ServerKind(StrEnum):
    """A program whose recipes can be read while it runs."""

    MEALIE = "mealie"
    TANDOOR = "tandoor"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerProgram:
    """The API of a program. Paths are below the address of the server."""

    list_path: str
    page_size_field: str
    rows_field: str
    path_of: Callable[[Row], str | None]
    """The path of a recipe in the list; `None` when the row names none."""
    has_more: Callable[[Row, int], bool]
    """Whether pages follow, of the answer to a page and its number (from 1)."""
    picture_of: Callable[[Row], str | None]
    """The address of the picture of a recipe, relative to that of the server with a final slash."""
    adapted: Callable[[Row], dict[str, Any]]
    """The recipe as a schema.org object."""


def _mealie_path(row: Row) -> str | None:
    slug = row.get("slug")
    if not isinstance(slug, str) or not 0 < len(slug) <= _LONGEST_SLUG or slug in {".", ".."}:
        return None
    return f"/api/recipes/{quote(slug, safe='')}"


def _mealie_has_more(answer: Row, page: int) -> bool:
    pages = answer.get("total_pages", answer.get("totalPages"))
    return isinstance(pages, int) and page < pages


def _mealie_picture(record: Row) -> str | None:
    key = record.get("id")
    if not record.get("image") or not isinstance(key, str) or not _UUID.fullmatch(key):
        return None
    return f"api/media/recipes/{key}/images/original.webp"


def _tandoor_path(row: Row) -> str | None:
    key = row.get("id")
    return f"/api/recipe/{key}/" if isinstance(key, int) and not isinstance(key, bool) and key >= 0 else None


def _tandoor_picture(record: Row) -> str | None:
    image = record.get("image")
    return image if isinstance(image, str) and image else None


def _tandoor(record: Row) -> dict[str, Any]:
    return tandoor(record) if isinstance(record.get("steps"), list) else {}


PROGRAMS: dict[ServerKind, ServerProgram] = {
    ServerKind.MEALIE: ServerProgram(
        list_path="/api/recipes",
        page_size_field="perPage",
        rows_field="items",
        path_of=_mealie_path,
        has_more=_mealie_has_more,
        picture_of=_mealie_picture,
        adapted=mealie,
    ),
    ServerKind.TANDOOR: ServerProgram(
        list_path="/api/recipe/",
        page_size_field="page_size",
        rows_field="results",
        path_of=_tandoor_path,
        has_more=lambda answer, page: bool(answer.get("next")),
        picture_of=_tandoor_picture,
        adapted=_tandoor,
    ),
}

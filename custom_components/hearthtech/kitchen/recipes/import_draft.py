"""What an import has read, before it is stored."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .file_formats import MEDIA_TYPES, File, FileFormat, FoundRecipe, FoundRecipes, format_of
from .import_progress import ImportTracker
from .linked_pictures import FetchPicture, with_linked_pictures
from .sources import Original, OriginalKind

_ORIGINAL_KINDS = {FileFormat.TEXT: OriginalKind.PASTED, FileFormat.PAGE: OriginalKind.PAGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDraft:
    """The recipes of a file with their pictures. `whole` is the file as their source document."""

    recipes: tuple[FoundRecipe, ...]
    whole: Original
    original: Original | None = None
    """A scan that is the source document instead of the file."""
    alone: bool = False
    """The file is one recipe; it is stored even if the book has the same."""
    unread: Mapping[str, str] = field(default_factory=dict)
    missing_pictures: int = 0


async def drafted(
    file: File,
    found: FoundRecipes,
    tracker: ImportTracker,
    *,
    original: Original | None = None,
    fetch: FetchPicture | None = None,
    choices: int = 1,
) -> ImportDraft:
    """The draft of what was found in a file.

    `fetch` fetches pictures that the file only names; of a recipe that is alone, this number of `choices`.
    """
    format_ = await asyncio.to_thread(format_of, file)
    whole = Original(
        kind=_ORIGINAL_KINDS.get(format_, OriginalKind.FILE),
        media_type=MEDIA_TYPES[format_],
        content=file.content,
        source=file.url or file.name,
    )
    recipes: Sequence[FoundRecipe] = found
    missing = 0
    if fetch is not None:
        recipes, missing = await with_linked_pictures(found, fetch, tracker.fetching, choices=choices)
    return ImportDraft(
        recipes=tuple(recipes),
        whole=whole,
        original=original,
        alone=len(found) == 1 and format_ is not FileFormat.ARCHIVE,
        unread=dict(found.unread),
        missing_pictures=missing,
    )

"""What the kitchen can do between its book and the outside: files, pages, folders, archives.

Every method may raise `KitchenError` with the code it names; a failed import leaves the book as it was.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
import json
from pathlib import Path
import shutil
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
import zipfile

from sqlalchemy import Connection

from .changes import ChangeKind
from .core import KitchenCore
from .errors import ErrorCode, KitchenError
from .recipes import archive, media
from .recipes.folder import Bundle, read_folder, write_folder
from .recipes.media import Role
from .recipes.model import Recipe
from .recipes.originals import Original, OriginalKind
from .recipes.readers import File, Found, read_file, reader_for

if TYPE_CHECKING:
    import aiohttp

HOUSEHOLD = "household.json"
LARGEST_ARCHIVE_BYTES = 2_000_000_000
"""Unpacked. A zip bomb is refused before anything is written."""
_ORIGINAL_KINDS = {"text": OriginalKind.PASTED, "page": OriginalKind.PAGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A recipe that came in, and recipes of the book that look like it (names by id), to be joined or kept."""

    recipe: Recipe
    duplicates: dict[str, str]


class BookFiles(KitchenCore):
    """Imports and exports."""

    async def read_recipes(self, file: File) -> list[Found]:
        """What a file holds, without putting it into the book. `NOT_A_RECIPE` or `INVALID`."""
        return await asyncio.to_thread(read_file, file)

    async def import_file(self, file: File, *, who: str = "") -> list[Imported]:
        """Put the recipes of a page, Cooklang, JSON-LD or text file into the book, all of them or none."""
        found = await self.read_recipes(file)
        reader = reader_for(file)
        original = Original(
            kind=_ORIGINAL_KINDS.get(reader.name, OriginalKind.FILE),
            media_type=reader.media_type,
            content=file.content,
            source=file.url or file.name,
        )

        def work(book: Connection) -> list[Imported]:
            return [self._import_one(book, item, original, who) for item in found]

        imported = await self._store.write(work)
        for item in imported:
            self._tell(ChangeKind.RECIPE_ADDED, item.recipe.id, who, name=item.recipe.name)
        return imported

    async def import_page(
        self, session: aiohttp.ClientSession, address: str, *, who: str = ""
    ) -> list[Imported]:
        """Fetch a page of the public web and put its recipes into the book."""
        from .recipes.fetch import fetch

        page = await fetch(session, address)
        return await self.import_file(File(content=page.content, url=page.url, charset=page.charset), who=who)

    async def export(self, target: Path) -> int:
        """Write the whole book into a folder of plain files, kept up to date, or a `.zip`. Returns how many recipes."""

        def work(book: Connection) -> int:
            if target.suffix.lower() != ".zip":
                return self._export_folder(book, target)
            with TemporaryDirectory(prefix="hearthtech-export-") as folder:
                count = self._export_folder(book, Path(folder))
                made = Path(
                    shutil.make_archive(str(Path(folder).parent / f"{Path(folder).name}-done"), "zip", folder)
                )
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(made, target)
            return count

        return await self._store.read(_told("export", work))

    async def import_archive(self, source: Path, *, who: str = "") -> list[Recipe]:
        """Read back what `export` wrote (or folders made by hand). Recipes that are here already stay as they are."""
        bundles, household = await asyncio.to_thread(_read_archive, source)

        def work(book: Connection) -> list[Recipe]:
            restored = archive.restore(book, self._book, self._media, bundles, self.clock.now())
            archive.restore_household(book, household)
            return restored

        restored = await self._store.write(work)
        for recipe in restored:
            self._tell(ChangeKind.RECIPE_ADDED, recipe.id, who, name=recipe.name)
        return restored

    def _import_one(self, book: Connection, found: Found, original: Original, who: str) -> Imported:
        now = self.clock.now()
        # An id that comes from outside could be one of ours: the book gives its own.
        recipe = replace(found.recipe, id="", original_id=None, created_at=None)
        duplicates = self._book.duplicates(book, recipe)
        added = self._book.add(book, recipe, now, original=original, who=who)
        for content in found.pictures.values() if self._media is not None else ():
            if media.media_type_of(content) is not None:
                medium = self.media.put(content)
                media.add_picture(book, self._book, added.id, medium, now, role=Role.COVER, caption="")
        return Imported(recipe=added, duplicates=duplicates)

    def _export_folder(self, book: Connection, folder: Path) -> int:
        written = write_folder(folder, archive.bundles(book, self._book, self._media))
        document = json.dumps(archive.household(book), ensure_ascii=False, indent=1)
        (folder / HOUSEHOLD).write_text(document + "\n", encoding="utf-8")
        return len(written)


def _told[T](part: str, work: Callable[[Connection], T]) -> Callable[[Connection], T]:
    def told(book: Connection) -> T:
        try:
            return work(book)
        except OSError as error:
            raise KitchenError(ErrorCode.INVALID, part=part, reason=error.strerror or str(error)) from error

    return told


def _read_archive(source: Path) -> tuple[Sequence[Bundle], dict[str, Any]]:
    try:
        if source.is_dir():
            return list(read_folder(source)), _household(source)
        with zipfile.ZipFile(source) as packed, TemporaryDirectory(prefix="hearthtech-import-") as folder:
            if sum(entry.file_size for entry in packed.infolist()) > LARGEST_ARCHIVE_BYTES:
                raise KitchenError(ErrorCode.INVALID, part="archive", reason="too large")
            packed.extractall(folder)
            return list(read_folder(Path(folder))), _household(Path(folder))
    except zipfile.BadZipFile as error:
        raise KitchenError(
            ErrorCode.INVALID, part="archive", reason="neither a folder nor a zip file"
        ) from error
    except OSError as error:
        raise KitchenError(ErrorCode.INVALID, part="archive", reason=error.strerror or str(error)) from error


def _household(folder: Path) -> dict[str, Any]:
    try:
        document = json.loads((folder / HOUSEHOLD).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise KitchenError(ErrorCode.INVALID, part=HOUSEHOLD, reason="broken JSON") from error
    return document if isinstance(document, dict) else {}

"""What the kitchen can do between its book and the outside: files, pages, folders, archives.

Every method may raise `KitchenError` with the code it names; a failed import leaves the book as it was.
"""

import asyncio
from collections.abc import Callable, Sequence
import contextlib
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
import json
from pathlib import Path
import shutil
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from .changes import Change, ChangeKind
from .clock import Cancel
from .core import KitchenCore
from .errors import ErrorCode, KitchenError
from .household_files import Brought, restore_household, write_household
from .recipes import archive, media
from .recipes.folder import write_folder
from .recipes.media import Medium, Role
from .recipes.model import Recipe
from .recipes.originals import Original, OriginalKind
from .recipes.packed import read_archive
from .recipes.readers import File, Found, read_file, reader_for
from .recipes.undo import Deed, kept_media, remember
from .session.archive import media_of_sessions, restore_sessions, write_sessions

if TYPE_CHECKING:
    import aiohttp

YOUNG_FILE = timedelta(days=1)
"""A file put in so lately may be about to be referred to."""
FIRST_SWEEP_S = 3600.0
SWEEP_EVERY_S = 86_400.0
_CHANGES = {
    "people": ChangeKind.PERSON_CHANGED, "measures": ChangeKind.MEASURE_CHANGED, "meals": ChangeKind.MEAL_PLANNED,
    "food-corrections": ChangeKind.FOOD_CORRECTED, "rules": ChangeKind.MEAL_PLANNED, "pantry": ChangeKind.PANTRY_CHANGED,
    "shopping": ChangeKind.SHOPPING_CHANGED,
}  # fmt: skip
_ORIGINAL_KINDS = {"text": OriginalKind.PASTED, "page": OriginalKind.PAGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A recipe that came in, and recipes of the book that look like it (names by id), to be joined or kept."""

    recipe: Recipe
    duplicates: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What an archive brought: recipes that are new, and what belongs to the household."""

    recipes: list[Recipe]
    household: Brought


class Form(StrEnum):
    """How one recipe is written for other programs."""

    COOKLANG = "cooklang"
    JSON_LD = "json_ld"


class BookFiles(KitchenCore):
    """Imports and exports, and the folder of pictures."""

    _cancel_sweep: Cancel | None = None

    async def read_recipes(self, file: File) -> list[Found]:
        """What a file holds, without putting it into the book. `NOT_A_RECIPE` or `INVALID`."""
        return await asyncio.to_thread(read_file, file)

    async def import_file(
        self, file: File, *, original: Original | None = None, who: str = ""
    ) -> list[Imported]:
        """Put the recipes of a page, Cooklang, JSON-LD or text file into the book, all of them or none.

        `original` is what the file was read from (a scan), where that is not the file itself.
        """
        found = await self.read_recipes(file)
        reader = reader_for(file)
        kept = original or Original(
            kind=_ORIGINAL_KINDS.get(reader.name, OriginalKind.FILE),
            media_type=reader.media_type,
            content=file.content,
            source=file.url or file.name,
        )

        def work(book: Connection) -> list[Imported]:
            imported = [self._import_one(book, item, kept, who) for item in found]
            self._remember_added(book, [item.recipe for item in imported], who)
            return imported

        return await self._change(work, lambda imported: [_added(item.recipe, who) for item in imported])

    async def import_page(
        self, session: aiohttp.ClientSession, address: str, *, who: str = ""
    ) -> list[Imported]:
        """Fetch a page of the public web and put its recipes into the book."""
        return await self.import_file(await self.fetch_page(session, address), who=who)

    async def fetch_page(self, session: aiohttp.ClientSession, address: str) -> File:
        """A page of the public web, to be read. `INVALID` with `part="address"` when it can't be had."""
        from .recipes.fetch import fetch

        page = await fetch(session, address)
        return File(content=page.content, url=page.url, charset=page.charset)

    async def export(self, target: Path, *, people: bool = False) -> int:
        """Write the whole book into a folder of plain files, kept up to date, or a `.zip`. Returns how many recipes.

        People and what they ate are health data: only with `people`.
        """

        def work(book: Connection) -> int:
            if target.suffix.lower() != ".zip":
                return self._export_folder(book, target, people=people)
            with TemporaryDirectory(prefix="hearthtech-export-") as folder:
                count = self._export_folder(book, Path(folder), people=people)
                made = Path(
                    shutil.make_archive(str(Path(folder).parent / f"{Path(folder).name}-done"), "zip", folder)
                )
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(made, target)
            return count

        return await self._store.read(_told("export", work))

    async def import_archive(self, source: Path, *, who: str = "") -> Restored:
        """Read back what `export` wrote (or folders made by hand). What is here already stays as it is."""
        bundles = await asyncio.to_thread(read_archive, source)

        def work(book: Connection) -> Restored:
            restored = archive.restore(book, self._book, self._media, bundles, self.clock.now())
            restore_sessions(book, source, self.clock.now(), self._media)
            household = restore_household(book, source, self.clock.now())
            self._remember_added(book, restored, who)
            return Restored(recipes=restored, household=household)

        return await self._change(work, lambda restored: _told_of(restored, who))

    async def recipe_as(self, recipe_id: str, form: Form) -> str:
        """One recipe as a text that other programs read. `RECIPE_NOT_FOUND`."""
        recipe = await self._store.read(lambda book: self._book.open(book, recipe_id))
        return await asyncio.to_thread(_written, recipe, form)

    async def recipes_with_media(self) -> dict[str, str]:
        """Recipes that have a picture, a clip or an original, names by id."""
        return await self._store.read(media.with_media)

    async def media_file(self, media_hash: str) -> tuple[Medium, Path]:
        """A picture or clip the book knows, and where it lies. `INVALID` when there is none."""
        medium = await self._store.read(lambda book: media.medium_of(book, media_hash))
        return medium, self.media.path(media_hash)

    async def sweep_media(self) -> int:
        """Delete files nobody refers to, not even a change that could be undone. Returns how many."""

        def work(book: Connection) -> int:
            # In the writer's turn: nobody puts a file in meanwhile.
            known = media.used_media(book) | kept_media(book) | media_of_sessions(book)
            return self.media.sweep(known, self.clock.now() - YOUNG_FILE)

        return await self._store.write(_told("media", work))

    def _sweep_from_time_to_time(self, after_s: float = FIRST_SWEEP_S) -> None:
        def sweep() -> None:
            self._sweep_from_time_to_time(SWEEP_EVERY_S)
            self._spawn(self._sweep())

        if self._media is not None:
            self._cancel_sweep = self.clock.call_later(after_s, sweep)

    async def _sweep(self) -> None:
        # A folder that can't be read today may be there tomorrow; nothing is lost by waiting.
        with contextlib.suppress(KitchenError):
            await self.sweep_media()

    def _remember_added(self, book: Connection, recipes: Sequence[Recipe], who: str) -> None:
        if recipes:
            first, *others = recipes
            remember(
                book,
                Deed.ADDED,
                self.clock.now(),
                recipe_id=first.id,
                name=first.name,
                who=who,
                also=[recipe.id for recipe in others],
            )

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

    def _export_folder(self, book: Connection, folder: Path, *, people: bool) -> int:
        written = write_folder(folder, archive.bundles(book, self._book, self._media))
        write_household(book, folder, people=people)
        write_sessions(book, folder, self._media)
        return len(written)


def _told_of(restored: Restored, who: str) -> list[Change]:
    kinds = [_CHANGES[name] for name in restored.household.added if name in _CHANGES]
    return [
        *(_added(recipe, who) for recipe in restored.recipes),
        *(Change(kind=kind, subject="", who=who) for kind in dict.fromkeys(kinds)),
        *(
            Change(kind=ChangeKind.PORTION_EATEN, subject=person, who=who)
            for person in restored.household.portions
        ),
    ]


def _added(recipe: Recipe, who: str) -> Change:
    return Change(kind=ChangeKind.RECIPE_ADDED, subject=recipe.id, who=who, data={"name": recipe.name})


def _written(recipe: Recipe, form: Form) -> str:
    from .recipes.cooklang import recipe_to_cooklang
    from .recipes.schema_org import recipe_to_schema_org

    match form:
        case Form.COOKLANG:
            return recipe_to_cooklang(recipe)
        case Form.JSON_LD:
            return json.dumps(recipe_to_schema_org(recipe), ensure_ascii=False, indent=1)


def _told[T](part: str, work: Callable[[Connection], T]) -> Callable[[Connection], T]:
    def told(book: Connection) -> T:
        try:
            return work(book)
        except OSError as error:
            raise KitchenError(ErrorCode.INVALID, part=part, reason=error.strerror or str(error)) from error

    return told

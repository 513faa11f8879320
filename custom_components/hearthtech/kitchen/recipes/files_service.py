"""Import and export of recipes: files, pages, folders, archives.

Every method may raise `KitchenError` with the code it names; a failed import leaves the book as it was.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
import contextlib
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
import json
import logging
from pathlib import Path

from sqlalchemy import Connection, delete
from sqlalchemy.exc import SQLAlchemyError

from ...burners.clock import Cancel
from ..changes import Change, ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..sessions.archive import media_of_sessions, restore_session_media, restore_sessions, write_sessions
from ..storage.household_files import restore_household, write_household
from ..storage.schema import PROFILES
from . import archive, media
from .archive import RestoredRecipe
from .archive_pieces import ArchivePieces
from .archive_reader import declared_damage
from .cooklang import recipe_to_cooklang
from .file_formats import MEDIA_TYPES, File, FileFormat, FoundRecipe, FoundRecipes
from .folder import Skipped, write_folder
from .import_draft import ImportDraft, drafted
from .import_progress import ImportProgressFeed, ImportTracker
from .import_results import Exported, Imported, ImportResult, RestoredArchive
from .isolated import read_isolated
from .isolated_archive import archive_pieces
from .linked_pictures import PICTURE_CHOICES, FetchPicture
from .media import MediaRole, Medium
from .model import Recipe
from .other_programs.zipped import names_of
from .private_files import archive_folder
from .recipe_rows import is_present
from .schema_org import recipe_to_schema_org
from .servers.content import FetchServer
from .servers.reading import read_server
from .sources import Original, OriginalKind, has_recipes_below, recipes_from
from .undo import Deed, kept_media, remember

_LOGGER = logging.getLogger(__name__)
YOUNG_FILE = timedelta(days=1)
"""Age (s) below which an unused file is kept, because a reference to it may follow."""
_LARGEST_ORIGINAL = 65_536
"""Size (bytes) up to which each recipe of a file with several keeps the whole file."""
FIRST_SWEEP_S = 3600.0
SWEEP_EVERY_S = 86_400.0
_CHANGES = {
    "people": ChangeKind.PERSON_CHANGED, "measures": ChangeKind.MEASURE_CHANGED, "meals": ChangeKind.MEAL_PLANNED,
    "food-corrections": ChangeKind.FOOD_CORRECTED, "products": ChangeKind.PRODUCT_STATED, "rules": ChangeKind.MEAL_PLANNED, "pantry": ChangeKind.PANTRY_CHANGED,
    "shopping": ChangeKind.SHOPPING_CHANGED,
}  # fmt: skip


class Form(StrEnum):
    """Formats in which one recipe is written for other programs."""

    COOKLANG = "cooklang"
    JSON_LD = "json_ld"


class RecipeFileService:
    """Imports and exports, and the media folder."""

    _cancel_sweep: Cancel | None = None

    def __init__(self, context: KitchenContext) -> None:
        self._context = context
        self.progress = ImportProgressFeed()
        """The imports that run now."""

    async def read(self, file: File) -> FoundRecipes:
        """Parse a file without storing its recipes. `NOT_A_RECIPE` or `INVALID`."""
        return await asyncio.to_thread(read_isolated, file)

    async def import_file(
        self, file: File, *, original: Original | None = None, actor: str = ""
    ) -> list[Imported]:
        """Store the recipes of a page, Cooklang, JSON-LD or text file, all of them or none.

        `original` is the source document (a scan), if it is not the file itself.
        """
        return (await self.import_collection(file, original=original, actor=actor)).recipes

    async def import_collection(
        self,
        file: File,
        *,
        original: Original | None = None,
        actor: str = "",
        fetch_picture: FetchPicture | None = None,
    ) -> ImportResult:
        """Like `import_file`, with what was not imported. Of several recipes, those that the book has stay as they are.

        `fetch_picture` fetches a picture that the file only names; without it these are left out.
        """
        with self.progress.tracked(file.name or file.url or "") as tracker:
            fetch = fetch_picture if self._context.media_folder is not None else None
            draft = await drafted(file, await self.read(file), tracker, original=original, fetch=fetch)
            return await self._keep(draft, tracker, actor)

    async def draft(
        self, file: File, *, original: Original | None = None, fetch_picture: FetchPicture | None = None
    ) -> ImportDraft:
        """Read a file as `import_collection` does, and store nothing: the user looks at it first, and chooses pictures."""
        with self.progress.tracked(file.name or file.url or "") as tracker:
            fetch = fetch_picture if self._context.media_folder is not None else None
            found = await self.read(file)
            return await drafted(
                file, found, tracker, original=original, fetch=fetch, choices=PICTURE_CHOICES
            )

    async def keep(self, draft: ImportDraft, *, actor: str = "") -> ImportResult:
        """Store the recipes of a draft, all of them or none, with one undo."""
        with self.progress.tracked(draft.whole.source) as tracker:
            return await self._keep(draft, tracker, actor)

    async def _keep(self, draft: ImportDraft, tracker: ImportTracker, actor: str) -> ImportResult:
        def work(book: Connection) -> ImportResult:
            result = ImportResult(
                recipes=[], present=[], unread=dict(draft.unread), missing_pictures=draft.missing_pictures
            )
            for at, item in enumerate(draft.recipes):
                tracker.storing(at, len(draft.recipes))
                if not draft.alone and is_present(book, item.recipe):
                    result.present.append(item.recipe.name)
                    continue
                source = draft.original or _original_of(item, draft.whole, alone=draft.alone)
                result.recipes.append(self._import_one(book, item, source, actor))
            self._remember_added(book, [item.recipe for item in result.recipes], actor)
            return result

        return await self._context.change(
            work, lambda result: [_added(item.recipe, actor) for item in result.recipes]
        )

    async def import_from_server(self, fetch: FetchServer, *, actor: str = "") -> ImportResult:
        """Store the recipes of a running Mealie or Tandoor that the book does not have, with one undo.

        `fetch` is `servers.client.fetch_server` for this server. Errors as it raises; `NOT_A_RECIPE` when none of its recipes can be read.
        """

        async def known(addresses: list[str]) -> dict[str, str]:
            return await self._context.store.read(lambda book: recipes_from(book, addresses))

        with self.progress.tracked("") as tracker:
            content = await fetch(known, tracker.fetching)
            found = await asyncio.to_thread(lambda: list(read_server(content)))
            if not found and not content.known:
                reason = "; ".join(names_of(content.unread)) or "the server has no recipes"
                raise KitchenError(ErrorCode.NOT_A_RECIPE, reason=reason[:500])

            def work(book: Connection) -> ImportResult:
                result = ImportResult(
                    recipes=[],
                    present=list(content.known.values()),
                    unread=dict(content.unread),
                    missing_pictures=content.missing_pictures,
                )
                came_meanwhile = recipes_from(book, [original.source for _, original in found])
                for at, (item, original) in enumerate(found):
                    tracker.storing(at, len(found))
                    if original.source in came_meanwhile or is_present(book, item.recipe):
                        result.present.append(item.recipe.name)
                    else:
                        result.recipes.append(self._import_one(book, item, original, actor))
                self._remember_added(book, [item.recipe for item in result.recipes], actor)
                return result

            return await self._context.change(
                work, lambda result: [_added(item.recipe, actor) for item in result.recipes]
            )

    async def has_recipes_below(self, address: str) -> bool:
        """Whether a recipe of the book came from an address that begins with this one."""
        return await self._context.store.read(lambda book: has_recipes_below(book, address))

    async def export(self, target: Path, *, people: bool = False) -> int:
        """Like `export_book`; returns only the number of recipes."""
        return (await self.export_book(target, people=people)).recipes

    async def export_book(self, target: Path, *, people: bool = False) -> Exported:
        """Write the whole book into a folder of plain files, kept up to date, or a `.zip`.

        An archive is written beside its target and then renamed, so that a crash leaves the old one or the
        new one. A damaged recipe is named in the result, and does not prevent the export of others. People
        and what they ate are health data: only with `people`. `INVALID` with `part="export"` when the target
        can't be written.
        """

        def work(book: Connection) -> Exported:
            if target.suffix.lower() != ".zip":
                return self._export_folder(book, target, people=people)
            with archive_folder(target) as folder:
                return self._export_folder(book, folder, people=people)

        return await self._context.store.read(_declaring_os_errors("export", work))

    async def import_archive(self, source: Path, *, actor: str = "") -> RestoredArchive:
        """Import an archive of `export` (or folders created by a person).

        Existing recipes are not changed.
        """
        now = self._context.clock.now()
        stack = ExitStack()
        tracker = stack.enter_context(self.progress.tracked(source.name))
        try:
            pieces = await asyncio.to_thread(lambda: stack.enter_context(archive_pieces(source, now)))

            def work(book: Connection) -> RestoredArchive:
                return self._restore(book, pieces, now, actor, tracker)

            return await self._context.change(work, lambda restored: _changes_of(restored, actor))
        except BaseException:
            tracker.fail()
            raise
        finally:
            await asyncio.to_thread(stack.close)

    def _restore(
        self, book: Connection, pieces: ArchivePieces, now: datetime, actor: str, tracker: ImportTracker
    ) -> RestoredArchive:
        folder = self._context.media_folder
        with declared_damage():
            bundles = tracker.counted(pieces.bundles())
            restored = archive.restore(book, self._context.book, folder, bundles, now)
        with _declared_errors():
            restore_sessions(book, pieces.sessions(), now)
            if folder is not None:
                restore_session_media(book, pieces.session_media(), folder, now)
            household = restore_household(book, pieces.household())
        if household.added.get("products"):
            # The parse of a line may have changed in any recipe.
            book.execute(delete(PROFILES))
        self._remember_added(book, restored, actor)
        return RestoredArchive(recipes=restored, household=household)

    async def recipe_as(self, recipe_id: str, form: Form) -> str:
        """One recipe as text for other programs. `RECIPE_NOT_FOUND`."""
        recipe = await self._context.store.read(lambda book: self._context.book.open(book, recipe_id))
        return await asyncio.to_thread(_written, recipe, form)

    async def recipes_with_media(self) -> dict[str, str]:
        """Recipes that have a picture, a clip or a source document, names by id."""
        return await self._context.store.read(media.with_media)

    async def media_file(self, media_hash: str) -> tuple[Medium, Path]:
        """A picture or clip of the book, and its path. `INVALID` when it does not exist."""
        medium = await self._context.store.read(lambda book: media.medium_of(book, media_hash))
        return medium, self._context.media.path(media_hash)

    async def sweep_media(self) -> int:
        """Delete files that nothing refers to, not even a change that can be undone. Returns their number."""

        def work(book: Connection) -> int:
            # In the writing thread, so that no file is added meanwhile.
            known = media.used_media(book) | kept_media(book) | media_of_sessions(book)
            return self._context.media.sweep(known, self._context.clock.now() - YOUNG_FILE)

        return await self._context.store.write(_declaring_os_errors("media", work))

    def stop_sweeping(self) -> None:
        """Stop the periodic sweep. Called when the kitchen closes."""
        if self._cancel_sweep is not None:
            self._cancel_sweep()

    def start_sweeping(self, after_s: float = FIRST_SWEEP_S) -> None:
        """Delete unused pictures after `after_s` seconds, and then once a day."""

        def sweep() -> None:
            self.start_sweeping(SWEEP_EVERY_S)
            self._context.spawn(self._sweep())

        if self._context.media_folder is not None:
            self._cancel_sweep = self._context.clock.call_later(after_s, sweep)

    async def _sweep(self) -> None:
        # An unreadable folder may be readable tomorrow; nothing is lost by waiting.
        with contextlib.suppress(KitchenError):
            await self.sweep_media()

    def _remember_added(
        self, book: Connection, recipes: Sequence[Recipe | RestoredRecipe], actor: str
    ) -> None:
        if recipes:
            first, *others = recipes
            remember(
                book,
                Deed.ADDED,
                self._context.clock.now(),
                recipe_id=first.id,
                name=first.name,
                actor=actor,
                also=[recipe.id for recipe in others],
            )

    def _import_one(self, book: Connection, found: FoundRecipe, original: Original, actor: str) -> Imported:
        now = self._context.clock.now()
        # An id from outside could already be in use: the book assigns a new one.
        recipe = replace(found.recipe, id="", original_id=None, created_at=None)
        duplicates = self._context.book.duplicates(book, recipe)
        added = self._context.book.add(book, recipe, now, original=original, actor=actor)
        pictures = 0
        for content in found.pictures.values() if self._context.media_folder is not None else ():
            if media.media_type_of(content) is not None:
                medium = self._context.media.put(content)
                media.add_picture(
                    book, self._context.book, added.id, medium, now, role=MediaRole.COVER, caption=""
                )
                pictures += 1
        return Imported(recipe=added, duplicates=duplicates, pictures=pictures)

    def _export_folder(self, book: Connection, folder: Path, *, people: bool) -> Exported:
        skipped: list[Skipped] = []
        written = write_folder(
            folder, archive.bundles(book, self._context.book, self._context.media_folder, skipped), skipped
        )
        write_household(book, folder, people=people)
        write_sessions(book, folder, self._context.media_folder)
        for recipe in skipped:
            _LOGGER.error("Recipe %s (%s) could not be exported: %s", recipe.name, recipe.id, recipe.reason)
        return Exported(recipes=len(written), skipped=tuple(skipped))


def _changes_of(restored: RestoredArchive, actor: str) -> list[Change]:
    kinds = [_CHANGES[name] for name in restored.household.added if name in _CHANGES]
    return [
        *(_added(recipe, actor) for recipe in restored.recipes),
        *(Change(kind=kind, subject="", actor=actor) for kind in dict.fromkeys(kinds)),
        *(
            Change(kind=ChangeKind.PORTION_EATEN, subject=person, actor=actor)
            for person in restored.household.portions
        ),
    ]


def _added(recipe: Recipe | RestoredRecipe, actor: str) -> Change:
    return Change(kind=ChangeKind.RECIPE_ADDED, subject=recipe.id, actor=actor, data={"name": recipe.name})


def _written(recipe: Recipe, form: Form) -> str:
    match form:
        case Form.COOKLANG:
            return recipe_to_cooklang(recipe)
        case Form.JSON_LD:
            return json.dumps(recipe_to_schema_org(recipe), ensure_ascii=False, indent=1)


@contextmanager
def _declared_errors() -> Iterator[None]:
    """Turn what a damaged or contradictory archive raises while it is restored into `INVALID`."""
    try:
        with declared_damage():
            yield
    except SQLAlchemyError as error:
        # The message of the database may contain words of the archive.
        raise KitchenError(ErrorCode.INVALID, part="archive", reason="it contradicts itself") from error


def _declaring_os_errors[T](part: str, work: Callable[[Connection], T]) -> Callable[[Connection], T]:
    def told(book: Connection) -> T:
        try:
            return work(book)
        except OSError as error:
            raise KitchenError(ErrorCode.INVALID, part=part, reason=error.strerror or str(error)) from error

    return told


def _original_of(item: FoundRecipe, file: Original, *, alone: bool) -> Original:
    """The source document of a recipe: the file itself or, of a large file with many recipes, its part of it."""
    if alone or len(file.content) <= _LARGEST_ORIGINAL:
        return file
    content = json.dumps(recipe_to_schema_org(item.recipe, lossless=False), ensure_ascii=False).encode()
    return Original(
        kind=OriginalKind.FILE,
        media_type=MEDIA_TYPES[FileFormat.JSON_LD],
        content=content,
        source=file.source,
    )

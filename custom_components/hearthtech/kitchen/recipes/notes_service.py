"""Margin notes, pictures, the cooking log and ratings of recipes. Every method may raise `KitchenError`."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, Connection, Table

from ..changes import Change, ChangeKind
from ..context import KitchenContext
from ..recipes import cooking_log, media, notes
from ..storage.schema import DIARY, NOTES, PICTURES, RATINGS
from .cooking_log import Cooking, Rating
from .media import MediaRole, Medium, Picture
from .notes import Note
from .sources import Original, OriginalKind
from .undo import Deed, Rows, changed_rows, remember, rows_where


class RecipeNoteService:
    """Notes, pictures, cooking log and ratings."""

    def __init__(self, context: KitchenContext) -> None:
        self._context = context

    async def add_note(self, note: Note, *, actor: str = "") -> Note:
        """Add a note to a line of a version."""
        return await self.write_beside(
            note.recipe_id,
            NOTES,
            lambda number: NOTES.c.recipe == number,
            lambda book: notes.add_note(book, self._context.book, note, self._context.clock.now()),
            ChangeKind.NOTE_ADDED,
            actor or note.author,
            data=lambda added: {"note_id": added.id, "words": added.words[:200]},
        )

    async def notes(self, recipe_id: str) -> tuple[Note, ...]:
        """All notes of a recipe, in all its versions."""
        return await self._context.store.read(
            lambda book: notes.notes_of(book, self._context.book, recipe_id)
        )

    async def remove_note(self, note_id: str, *, actor: str = "") -> None:
        """Remove a note."""
        await self._remove_row(NOTES, note_id, notes.remove_note, ChangeKind.NOTE_REMOVED, actor)

    async def keep_media(self, content: bytes) -> Medium:
        """Store a picture or clip, for use by notes, source documents and pictures."""

        def work(book: Connection) -> Medium:
            medium = self._context.media.put(content)
            media.save_medium(book, medium, self._context.clock.now())
            return medium

        return await self._context.store.write(work)

    async def scan(self, media_hash: str) -> Original:
        """A kept picture as the source document of a recipe. `INVALID` when it is not there."""
        medium = await self._context.store.read(lambda book: media.medium_of(book, media_hash))
        return Original(kind=OriginalKind.SCAN, media_type=medium.media_type, media=medium.hash)

    async def add_picture(
        self,
        recipe_id: str,
        content: bytes,
        *,
        role: MediaRole = MediaRole.COVER,
        caption: str = "",
        actor: str = "",
    ) -> Picture:
        """Add a picture or clip to a recipe."""

        def work(book: Connection) -> Picture:
            medium, now = self._context.media.put(content), self._context.clock.now()
            return media.add_picture(
                book, self._context.book, recipe_id, medium, now, role=role, caption=caption
            )

        return await self.write_beside(
            recipe_id,
            PICTURES,
            lambda number: PICTURES.c.recipe == number,
            work,
            ChangeKind.PICTURE_ADDED,
            actor,
            data=lambda picture: {"picture_id": picture.id},
        )

    async def pictures(self, recipe_id: str) -> tuple[Picture, ...]:
        """A recipe's pictures and clips."""
        return await self._context.store.read(
            lambda book: media.pictures_of(book, self._context.book, recipe_id)
        )

    async def remove_picture(self, picture_id: str, *, actor: str = "") -> None:
        """Remove a picture from its recipe. Its file stays as long as this can be undone."""
        await self._remove_row(PICTURES, picture_id, media.remove_picture, ChangeKind.PICTURE_REMOVED, actor)

    async def media_content(self, media_hash: str) -> tuple[Medium, bytes]:
        """The media type of a file, and its content."""

        def work(book: Connection) -> tuple[Medium, bytes]:
            return media.medium_of(book, media_hash), self._context.media.get(media_hash)

        return await self._context.store.read(work)

    async def write_cooking(self, cooking: Cooking, *, actor: str = "") -> Cooking:
        """Add an entry to the cooking log."""
        written, _ = await self.write_beside(
            cooking.recipe_id,
            DIARY,
            lambda number: DIARY.c.recipe == number,
            lambda book: cooking_log.write_cooking(book, self._context.book, cooking),
            ChangeKind.RECIPE_COOKED,
            actor or cooking.cook,
            data=lambda written: {"first": written[1]},
        )
        return written

    async def remove_cooking(self, cooking_id: str, *, actor: str = "") -> None:
        """Remove an entry from the cooking log."""
        await self._remove_row(
            DIARY, cooking_id, cooking_log.remove_cooking, ChangeKind.COOKING_REMOVED, actor
        )

    async def cookings(self, recipe_id: str) -> tuple[Cooking, ...]:
        """The cooking log of a recipe, newest first."""
        return await self._context.store.read(
            lambda book: cooking_log.cookings(book, self._context.book, recipe_id)
        )

    async def rate(self, rating: Rating, *, actor: str = "") -> Rating:
        """Rate a version."""
        return await self.write_beside(
            rating.recipe_id,
            RATINGS,
            lambda number: RATINGS.c.recipe == number,
            lambda book: cooking_log.rate(book, self._context.book, rating, self._context.clock.now()),
            ChangeKind.RECIPE_RATED,
            actor or rating.person,
            data=lambda given: {"stars": given.stars, "person": given.person},
        )

    async def ratings(self, recipe_id: str) -> tuple[Rating, ...]:
        """All ratings of a recipe."""
        return await self._context.store.read(
            lambda book: cooking_log.ratings(book, self._context.book, recipe_id)
        )

    async def write_beside[T](
        self,
        recipe_id: str,
        table: Table,
        where: Callable[[int], ColumnElement[bool]],
        work: Callable[[Connection], T],
        kind: ChangeKind,
        actor: str,
        *,
        what: str = "",
        data: Callable[[T], dict[str, object]] = lambda _: {},
    ) -> T:
        """Change a table of data beside recipes, so that it can be undone, and publish the change."""

        def watched(book: Connection) -> tuple[T, str]:
            recipe = self._context.book.open(book, recipe_id)
            of_recipe = where(self._context.book.number(book, recipe_id))
            before = rows_where(book, table, of_recipe)
            result = work(book)
            rows = changed_rows(table, before, rows_where(book, table, of_recipe))
            remember(
                book,
                Deed.ROWS,
                self._context.clock.now(),
                what=what or kind.value,
                recipe_id=recipe_id,
                name=recipe.name,
                actor=actor,
                rows=[rows],
            )
            return result, recipe.name

        result, _ = await self._context.change(
            watched,
            lambda told: [
                Change(kind=kind, subject=recipe_id, actor=actor, data={"name": told[1], **data(told[0])})
            ],
        )
        return result

    async def _remove_row(
        self,
        table: Table,
        row_id: str,
        remove: Callable[[Connection, str], None],
        kind: ChangeKind,
        actor: str,
    ) -> None:
        def work(book: Connection) -> Change:
            removed = rows_where(book, table, table.c.id == row_id)
            remove(book, row_id)
            number = removed[0]["recipe"]
            recipe_id, name = self._context.book.identity(book, number)
            remember(
                book,
                Deed.ROWS,
                self._context.clock.now(),
                what=kind.value,
                recipe_id=recipe_id,
                name=name,
                actor=actor,
                rows=[Rows(table=table, removed=removed)],
            )
            return Change(kind=kind, subject=recipe_id, actor=actor, data={"name": name})

        await self._context.change(work, lambda change: [change])

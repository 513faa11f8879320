"""What the kitchen can do with its recipes. Every method may raise `KitchenError` with the code it names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table

from .changes import Change, ChangeKind
from .core import KitchenCore
from .recipes import diary, lineage, measures, media, notes
from .recipes.book import Version
from .recipes.diary import Cooking, Rating
from .recipes.joining import join
from .recipes.lineage import Descent, Difference, TreeNode
from .recipes.measures import SoftMeasure
from .recipes.media import Medium, Picture, Role
from .recipes.model import Recipe
from .recipes.notes import Note
from .recipes.originals import Original, open_original
from .recipes.scale import in_system, scaled_to
from .recipes.search import Hit, Query
from .recipes.undo import Deed, Done, Rows, changed_rows, remember, rows_where, undo, undoable
from .recipes.units import System
from .store.schema import DIARY, LINEAGE, NOTES, PICTURES, RATINGS, SOFT_MEASURES


class RecipeWork(KitchenCore):
    """The recipe book: its recipes, their versions, families, notes, pictures, diary and stars."""

    async def search_recipes(self, query: str | Query = "", limit: int = 20) -> list[Hit]:
        """The best recipes for what was typed, best first."""
        asked = Query(text=query) if isinstance(query, str) else query
        return await self._store.read(
            lambda book: self._book.search(book, asked, self.clock.now(), limit=limit)
        )

    async def recipe(self, recipe_id: str, version: int | None = None) -> Recipe:
        """A recipe by its id, or `RECIPE_NOT_FOUND`."""
        return await self._store.read(lambda book: self._book.open(book, recipe_id, version=version))

    async def scaled_recipe(
        self,
        recipe_id: str,
        *,
        servings: float | None = None,
        units: System | None = None,
        version: int | None = None,
    ) -> Recipe:
        """A recipe for so many people, in these units: told, not changed in the book."""
        recipe = await self.recipe(recipe_id, version)
        if servings is not None:
            recipe = scaled_to(recipe, servings)
        return recipe if units is None else in_system(recipe, units)

    async def find_recipe(self, name: str) -> Recipe:
        """The one recipe that is meant by a name, or `RECIPE_NOT_FOUND`, or `RECIPE_AMBIGUOUS` with `candidates`."""
        return await self._store.read(lambda book: self._book.find(book, name, self.clock.now()))

    async def recipe_names(self) -> dict[str, str]:
        """The name of every recipe by its id."""
        return await self._store.read(self._book.names)

    async def recipe_count(self) -> int:
        """How many recipes the book holds."""
        return await self._store.read(self._book.count)

    async def add_recipe(self, recipe: Recipe, *, original: Original | None = None, who: str = "") -> Recipe:
        """Put a recipe into the book, with the words it came from."""

        def work(book: Connection) -> Recipe:
            now = self.clock.now()
            added = self._book.add(book, recipe, now, original=original, who=who)
            remember(book, Deed.ADDED, now, recipe_id=added.id, name=added.name, who=who)
            return added

        return await self._change(work, lambda added: [_of(ChangeKind.RECIPE_ADDED, added, who)])

    async def edit_recipe(self, recipe: Recipe, *, who: str = "", reason: str = "") -> Recipe:
        """Make a recipe's next version."""
        return await self._new_version(
            lambda book, now: self._book.edit(book, recipe, now, who=who, reason=reason), who
        )

    async def restore_version(self, recipe_id: str, version: int, *, who: str = "") -> Recipe:
        """Make an older version the newest again; this also undoes a change."""
        return await self._new_version(
            lambda book, now: self._book.restore(book, recipe_id, version, now, who=who), who
        )

    async def _new_version(self, make: Callable[[Connection, datetime], Recipe], who: str) -> Recipe:
        def work(book: Connection) -> Recipe:
            now = self.clock.now()
            made = make(book, now)
            remember(
                book,
                Deed.EDITED,
                now,
                recipe_id=made.id,
                name=made.name,
                who=who,
                version=made.version,
            )
            return made

        return await self._change(
            work, lambda made: [_of(ChangeKind.RECIPE_CHANGED, made, who, version=made.version)]
        )

    async def erase_recipe(self, recipe_id: str, *, who: str = "") -> Recipe:
        """Take a recipe out of the book; `bring_back_recipe` undoes it. Returns what it was."""

        def work(book: Connection) -> Recipe:
            now = self.clock.now()
            recipe = self._book.open(book, recipe_id)
            self._book.erase(book, recipe_id, now)
            remember(book, Deed.ERASED, now, recipe_id=recipe_id, name=recipe.name, who=who)
            return recipe

        return await self._change(work, lambda recipe: [_of(ChangeKind.RECIPE_ERASED, recipe, who)])

    async def bring_back_recipe(self, recipe_id: str, *, who: str = "") -> Recipe:
        """Undo `erase_recipe`."""

        def work(book: Connection) -> Recipe:
            recipe = self._book.bring_back(book, recipe_id)
            remember(
                book, Deed.BROUGHT_BACK, self.clock.now(), recipe_id=recipe_id, name=recipe.name, who=who
            )
            return recipe

        return await self._change(work, lambda recipe: [_of(ChangeKind.RECIPE_RESTORED, recipe, who)])

    async def erased_recipes(self, limit: int = 100) -> dict[str, str]:
        """Recipes that could be brought back, names by id, the latest first."""
        return await self._store.read(lambda book: self._book.erased(book, limit))

    async def undoable(self, recipe_id: str | None = None, limit: int = 20) -> tuple[Done, ...]:
        """What can be taken back, newest first; of one recipe when it is named."""
        return await self._store.read(lambda book: undoable(book, recipe_id, limit))

    async def undo(self, number: int | None = None, *, who: str = "") -> Done:
        """Take the newest change of the book back, or the one of this number.

        Raises `INVALID` when there is none, or when what it changed was changed again since.
        """
        done, _ = await self._change(lambda book: self._undo(book, number, who), lambda result: result[1])
        return done

    def _undo(self, book: Connection, number: int | None, who: str) -> tuple[Done, list[Change]]:
        done, kind = undo(book, self._book, self.clock.now(), number=number, who=who)
        if not done.recipe_id:
            return done, [Change(kind=ChangeKind.MEASURE_CHANGED, subject=done.name, who=who)]
        data: dict[str, object] = {"name": done.name, "undone": done.what}
        if kind is Deed.EDITED:
            data["version"] = self._book.open(book, done.recipe_id).version
        return done, [Change(kind=_UNDONE[kind], subject=done.recipe_id, who=who, data=data)]

    async def recipe_versions(self, recipe_id: str) -> tuple[Version, ...]:
        """The history of a recipe, oldest first."""
        return await self._store.read(lambda book: self._book.versions(book, recipe_id))

    async def recipe_original(self, recipe_id: str) -> Original | None:
        """The words a recipe came from, where it came from anywhere."""

        def work(book: Connection) -> Original | None:
            recipe = self._book.open(book, recipe_id)
            return None if recipe.original_id is None else open_original(book, recipe.original_id)

        return await self._store.read(work)

    async def duplicates(self, recipe: Recipe) -> dict[str, str]:
        """Recipes that look like this one, names by id: to be offered, never joined silently."""
        return await self._store.read(lambda book: self._book.duplicates(book, recipe))

    async def join_recipes(self, kept_id: str, other_id: str, *, who: str = "") -> Recipe:
        """Let two recipes be one: notes, pictures, diary, stars and descendants come to the first, the other goes.

        Raises `RECIPE_NOT_FOUND`, or `INVALID` for a recipe and itself. `undo` parts them again.
        """

        def work(book: Connection) -> tuple[Recipe, Recipe]:
            now = self.clock.now()
            kept, other = self._book.open(book, kept_id), self._book.open(book, other_id)
            rows = join(book, self._book, kept, other)
            self._book.erase(book, other_id, now)
            remember(
                book, Deed.JOINED, now, recipe_id=kept_id, name=kept.name, who=who, also=[other_id], rows=rows
            )
            return kept, other

        kept, _ = await self._change(
            work,
            lambda both: [
                _of(ChangeKind.RECIPE_CHANGED, both[0], who, joined=both[1].name),
                _of(ChangeKind.RECIPE_ERASED, both[1], who, joined=both[0].name),
            ],
        )
        return kept

    # Families

    async def set_descent(self, descent: Descent, *, who: str = "") -> None:
        """Write down from which recipe another one comes."""
        await self._beside(
            descent.child,
            LINEAGE,
            lambda number: LINEAGE.c.child == number,
            lambda book: lineage.set_descent(book, self._book, descent),
            ChangeKind.RECIPE_CHANGED,
            who,
            what="descent_set",
        )

    async def forget_descent(self, recipe_id: str, *, who: str = "") -> None:
        """Take away what `set_descent` wrote."""
        await self._beside(
            recipe_id,
            LINEAGE,
            lambda number: LINEAGE.c.child == number,
            lambda book: lineage.forget_descent(book, self._book, recipe_id),
            ChangeKind.RECIPE_CHANGED,
            who,
            what="descent_forgotten",
        )

    async def descent(self, recipe_id: str) -> Descent | None:
        """Where a recipe comes from, when that is known."""
        return await self._store.read(lambda book: lineage.descent_of(book, self._book, recipe_id))

    async def family_tree(self, recipe_id: str) -> TreeNode:
        """The whole tree a recipe stands in."""
        return await self._store.read(lambda book: lineage.family_tree(book, self._book, recipe_id))

    async def difference(
        self,
        before_id: str,
        after_id: str,
        *,
        before_version: int | None = None,
        after_version: int | None = None,
    ) -> Difference:
        """Two recipes, or two versions of one, side by side."""
        before = await self.recipe(before_id, before_version)
        return lineage.difference(before, await self.recipe(after_id, after_version))

    # Margin notes, pictures and clips

    async def add_note(self, note: Note, *, who: str = "") -> Note:
        """Pin a note to a line of a version."""
        return await self._beside(
            note.recipe_id,
            NOTES,
            lambda number: NOTES.c.recipe == number,
            lambda book: notes.add_note(book, self._book, note, self.clock.now()),
            ChangeKind.NOTE_ADDED,
            who or note.author,
            data=lambda added: {"note_id": added.id, "words": added.words[:200]},
        )

    async def notes(self, recipe_id: str) -> tuple[Note, ...]:
        """All notes of a recipe, in all its versions."""
        return await self._store.read(lambda book: notes.notes_of(book, self._book, recipe_id))

    async def remove_note(self, note_id: str, *, who: str = "") -> None:
        """Take a note off."""
        await self._remove_row(NOTES, note_id, notes.remove_note, ChangeKind.NOTE_REMOVED, who)

    async def keep_media(self, content: bytes) -> Medium:
        """Keep a picture or clip, to be named by notes, originals and pictures."""

        def work(book: Connection) -> Medium:
            medium = self.media.put(content)
            media.keep_medium(book, medium, self.clock.now())
            return medium

        return await self._store.write(work)

    async def add_picture(
        self, recipe_id: str, content: bytes, *, role: Role = Role.COVER, caption: str = "", who: str = ""
    ) -> Picture:
        """Give a recipe a picture or clip."""

        def work(book: Connection) -> Picture:
            medium, now = self.media.put(content), self.clock.now()
            return media.add_picture(book, self._book, recipe_id, medium, now, role=role, caption=caption)

        return await self._beside(
            recipe_id,
            PICTURES,
            lambda number: PICTURES.c.recipe == number,
            work,
            ChangeKind.PICTURE_ADDED,
            who,
            data=lambda picture: {"picture_id": picture.id},
        )

    async def pictures(self, recipe_id: str) -> tuple[Picture, ...]:
        """A recipe's pictures and clips."""
        return await self._store.read(lambda book: media.pictures_of(book, self._book, recipe_id))

    async def remove_picture(self, picture_id: str, *, who: str = "") -> None:
        """Take a picture away from its recipe. Its file stays for as long as this can be undone."""
        await self._remove_row(PICTURES, picture_id, media.remove_picture, ChangeKind.PICTURE_REMOVED, who)

    async def media_content(self, media_hash: str) -> tuple[Medium, bytes]:
        """What a file is, and its content."""

        def work(book: Connection) -> tuple[Medium, bytes]:
            return media.medium_of(book, media_hash), self.media.get(media_hash)

        return await self._store.read(work)

    # Diary, stars, soft measures

    async def write_cooking(self, cooking: Cooking, *, who: str = "") -> Cooking:
        """Add to the diary that a version was cooked."""
        written, _ = await self._beside(
            cooking.recipe_id,
            DIARY,
            lambda number: DIARY.c.recipe == number,
            lambda book: diary.write_cooking(book, self._book, cooking),
            ChangeKind.RECIPE_COOKED,
            who or cooking.cook,
            data=lambda written: {"first": written[1]},
        )
        return written

    async def remove_cooking(self, cooking_id: str, *, who: str = "") -> None:
        """Take an entry out of the diary."""
        await self._remove_row(DIARY, cooking_id, diary.remove_cooking, ChangeKind.COOKING_REMOVED, who)

    async def cookings(self, recipe_id: str) -> tuple[Cooking, ...]:
        """The diary of a recipe, newest first."""
        return await self._store.read(lambda book: diary.cookings(book, self._book, recipe_id))

    async def rate(self, rating: Rating, *, who: str = "") -> Rating:
        """Give stars to a version."""
        return await self._beside(
            rating.recipe_id,
            RATINGS,
            lambda number: RATINGS.c.recipe == number,
            lambda book: diary.rate(book, self._book, rating, self.clock.now()),
            ChangeKind.RECIPE_RATED,
            who or rating.person,
            data=lambda given: {"stars": given.stars, "person": given.person},
        )

    async def ratings(self, recipe_id: str) -> tuple[Rating, ...]:
        """All stars of a recipe."""
        return await self._store.read(lambda book: diary.ratings(book, self._book, recipe_id))

    async def weigh(self, owner: str, measure: str, food: str, grams: float, *, who: str = "") -> SoftMeasure:
        """Write down what somebody's handful weighed."""
        return await self._measure(
            owner,
            lambda book: measures.weigh(book, owner, measure, food, grams, self.clock.now()),
            "measure_weighed",
            who,
        )

    async def soft_measures(self) -> tuple[SoftMeasure, ...]:
        """All soft measures that were weighed."""
        return await self._store.read(measures.soft_measures)

    async def forget_measure(self, owner: str, measure: str, food: str, *, who: str = "") -> None:
        """Forget what it weighed."""
        await self._measure(
            owner,
            lambda book: measures.forget_measure(book, owner, measure, food),
            "measure_forgotten",
            who,
        )

    async def _measure[T](self, owner: str, work: Callable[[Connection], T], what: str, who: str) -> T:
        def watched(book: Connection) -> T:
            before = rows_where(book, SOFT_MEASURES)
            result = work(book)
            rows = changed_rows(SOFT_MEASURES, before, rows_where(book, SOFT_MEASURES))
            remember(book, Deed.ROWS, self.clock.now(), what=what, name=owner, who=who, rows=[rows])
            return result

        change = Change(kind=ChangeKind.MEASURE_CHANGED, subject=owner, who=who)
        return await self._change(watched, lambda _: [change])

    async def _beside[T](
        self,
        recipe_id: str,
        table: Table,
        where: Callable[[int], ColumnElement[bool]],
        work: Callable[[Connection], T],
        kind: ChangeKind,
        who: str,
        *,
        what: str = "",
        data: Callable[[T], dict[str, object]] = lambda _: {},
    ) -> T:
        """Change what stands beside a recipe in a table, so that it can be undone, and tell of it."""

        def watched(book: Connection) -> tuple[T, str]:
            recipe = self._book.open(book, recipe_id)
            of_recipe = where(self._book.number(book, recipe_id))
            before = rows_where(book, table, of_recipe)
            result = work(book)
            rows = changed_rows(table, before, rows_where(book, table, of_recipe))
            remember(
                book,
                Deed.ROWS,
                self.clock.now(),
                what=what or kind.value,
                recipe_id=recipe_id,
                name=recipe.name,
                who=who,
                rows=[rows],
            )
            return result, recipe.name

        result, _ = await self._change(
            watched,
            lambda told: [
                Change(kind=kind, subject=recipe_id, who=who, data={"name": told[1], **data(told[0])})
            ],
        )
        return result

    async def _remove_row(
        self,
        table: Table,
        row_id: str,
        remove: Callable[[Connection, str], None],
        kind: ChangeKind,
        who: str,
    ) -> None:
        def work(book: Connection) -> Change:
            removed = rows_where(book, table, table.c.id == row_id)
            remove(book, row_id)
            number = removed[0]["recipe"]
            recipe_id, name = self._book.identity(book, number)
            remember(
                book,
                Deed.ROWS,
                self.clock.now(),
                what=kind.value,
                recipe_id=recipe_id,
                name=name,
                who=who,
                rows=[Rows(table=table, removed=removed)],
            )
            return Change(kind=kind, subject=recipe_id, who=who, data={"name": name})

        await self._change(work, lambda change: [change])


_UNDONE = {
    Deed.ADDED: ChangeKind.RECIPE_ERASED,
    Deed.EDITED: ChangeKind.RECIPE_CHANGED,
    Deed.ERASED: ChangeKind.RECIPE_RESTORED,
    Deed.BROUGHT_BACK: ChangeKind.RECIPE_ERASED,
    Deed.JOINED: ChangeKind.RECIPE_CHANGED,
    Deed.ROWS: ChangeKind.RECIPE_CHANGED,
}


def _of(kind: ChangeKind, recipe: Recipe, who: str, **data: object) -> Change:
    return Change(kind=kind, subject=recipe.id, who=who, data={"name": recipe.name, **data})

"""Service of the recipe book. Every method may raise `KitchenError` with the code it names."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from ...language.units import System
from ..changes import Change, ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..storage.schema import LINEAGE
from . import lineage
from .book import Version
from .lineage import Descent, Difference, TreeNode
from .merge import join
from .model import Recipe
from .notes_service import RecipeNoteService
from .page_scaling import ScaledPage, scaled_page
from .saved_query import saved_query
from .scale import Reader, in_system, scaled_to
from .search import Hit, Query
from .sources import Original, open_original
from .undo import Deed, Done, remember, undo, undoable


class RecipeService:
    """The recipe book: recipes, versions, derivation, notes, pictures, cooking log and ratings."""

    def __init__(self, context: KitchenContext, notes: RecipeNoteService) -> None:
        self._context = context
        self._notes = notes

    async def search(self, query: str | Query = "", limit: int = 20) -> list[Hit]:
        """The best recipes for a typed text, best first. The name of a saved search finds what the search finds."""
        asked = Query(text=query) if isinstance(query, str) else query

        def work(book: Connection) -> list[Hit]:
            meant = saved_query(book, asked)
            return self._context.book.search(book, meant, self._context.clock.now(), limit=limit)

        return await self._context.store.read(work)

    async def get(self, recipe_id: str, version: int | None = None) -> Recipe:
        """A recipe by its id, or `RECIPE_NOT_FOUND`."""
        return await self._context.store.read(
            lambda book: self._context.book.open(book, recipe_id, version=version)
        )

    async def scaled(
        self,
        recipe_id: str,
        *,
        servings: float | None = None,
        units: System | None = None,
        version: int | None = None,
    ) -> Recipe:
        """A recipe for a number of people, in these units; the book is not changed.

        `INVALID` when it can't be scaled, because its number of servings is unknown.
        """
        recipe = await self.get(recipe_id, version)

        def converted() -> Recipe:
            scaled = recipe if servings is None else scaled_to(recipe, servings, Reader(units))
            return scaled if units is None else in_system(scaled, units)

        if servings is None and units is None:
            return recipe
        try:
            # Outside the event loop: a line may be long.
            return await asyncio.to_thread(converted)
        except ValueError as error:
            raise KitchenError(ErrorCode.INVALID, name=recipe.name, reason=str(error)) from error

    async def scaled_page(
        self, recipe_id: str, *, factor: float = 1.0, units: System | None = None, version: int | None = None
    ) -> ScaledPage:
        """The recipe multiplied by a factor, in these units, with the places where its steps can't follow.

        `INVALID` for a factor that is not between 0 and 1000.
        """
        recipe = await self.get(recipe_id, version)
        try:
            return await asyncio.to_thread(scaled_page, recipe, factor, units)
        except ValueError as error:
            raise KitchenError(ErrorCode.INVALID, name=recipe.name, reason=str(error)) from error

    async def find(self, name: str) -> Recipe:
        """The recipe that a name means, or `RECIPE_NOT_FOUND`, or `RECIPE_AMBIGUOUS` with `candidates`."""
        return await self._context.store.read(
            lambda book: self._context.book.find(book, name, self._context.clock.now())
        )

    async def names(self) -> dict[str, str]:
        """The name of every recipe by its id."""
        return await self._context.store.read(self._context.book.names)

    async def count(self) -> int:
        """The number of recipes in the book."""
        return await self._context.store.read(self._context.book.count)

    async def add(self, recipe: Recipe, *, original: Original | None = None, actor: str = "") -> Recipe:
        """Store a recipe, with its source text."""

        def work(book: Connection) -> Recipe:
            now = self._context.clock.now()
            added = self._context.book.add(book, recipe, now, original=original, actor=actor)
            remember(book, Deed.ADDED, now, recipe_id=added.id, name=added.name, actor=actor)
            return added

        return await self._context.change(work, lambda added: [_of(ChangeKind.RECIPE_ADDED, added, actor)])

    async def edit(self, recipe: Recipe, *, actor: str = "", reason: str = "") -> Recipe:
        """Store a recipe's next version."""
        return await self._new_version(
            lambda book, now: self._context.book.edit(book, recipe, now, actor=actor, reason=reason), actor
        )

    async def restore_version(self, recipe_id: str, version: int, *, actor: str = "") -> Recipe:
        """Store an older version as the newest; this also undoes an edit."""
        return await self._new_version(
            lambda book, now: self._context.book.restore(book, recipe_id, version, now, actor=actor), actor
        )

    async def _new_version(self, make: Callable[[Connection, datetime], Recipe], actor: str) -> Recipe:
        def work(book: Connection) -> Recipe:
            now = self._context.clock.now()
            made = make(book, now)
            remember(
                book,
                Deed.EDITED,
                now,
                recipe_id=made.id,
                name=made.name,
                actor=actor,
                version=made.version,
            )
            return made

        return await self._context.change(
            work, lambda made: [_of(ChangeKind.RECIPE_CHANGED, made, actor, version=made.version)]
        )

    async def erase(self, recipe_id: str, *, actor: str = "") -> Recipe:
        """Erase a recipe; `bring_back_recipe` undoes it. Returns the recipe."""

        def work(book: Connection) -> Recipe:
            now = self._context.clock.now()
            recipe = self._context.book.open(book, recipe_id)
            self._context.book.erase(book, recipe_id, now)
            remember(book, Deed.ERASED, now, recipe_id=recipe_id, name=recipe.name, actor=actor)
            return recipe

        return await self._context.change(work, lambda recipe: [_of(ChangeKind.RECIPE_ERASED, recipe, actor)])

    async def bring_back(self, recipe_id: str, *, actor: str = "") -> Recipe:
        """Put an erased recipe back into the book."""

        def work(book: Connection) -> Recipe:
            recipe = self._context.book.bring_back(book, recipe_id)
            remember(
                book,
                Deed.BROUGHT_BACK,
                self._context.clock.now(),
                recipe_id=recipe_id,
                name=recipe.name,
                actor=actor,
            )
            return recipe

        return await self._context.change(
            work, lambda recipe: [_of(ChangeKind.RECIPE_RESTORED, recipe, actor)]
        )

    async def erased(self, limit: int = 100) -> dict[str, str]:
        """Erased recipes that can be restored, names by id, the latest first."""
        return await self._context.store.read(lambda book: self._context.book.erased(book, limit))

    async def undoable(self, recipe_id: str | None = None, limit: int = 20) -> tuple[Done, ...]:
        """Changes that can be undone, newest first; of one recipe if it is given."""
        return await self._context.store.read(lambda book: undoable(book, recipe_id, limit))

    async def undo(self, number: int | None = None, *, actor: str = "") -> Done:
        """Undo the newest change of the book, or the one with this number.

        Raises `INVALID` when there is none, or when its data were changed again since.
        """
        done, _ = await self._context.change(
            lambda book: self._undo(book, number, actor), lambda result: result[1]
        )
        return done

    def _undo(self, book: Connection, number: int | None, actor: str) -> tuple[Done, list[Change]]:
        done, kind = undo(book, self._context.book, self._context.clock.now(), number=number, actor=actor)
        if not done.recipe_id:
            return done, [Change(kind=ChangeKind.MEASURE_CHANGED, subject=done.name, actor=actor)]
        data: dict[str, object] = {"name": done.name, "undone": done.what}
        if kind is Deed.EDITED:
            data["version"] = self._context.book.open(book, done.recipe_id).version
        return done, [Change(kind=_UNDONE[kind], subject=done.recipe_id, actor=actor, data=data)]

    async def versions(self, recipe_id: str) -> tuple[Version, ...]:
        """The history of a recipe, oldest first."""
        return await self._context.store.read(lambda book: self._context.book.versions(book, recipe_id))

    async def original(self, recipe_id: str) -> Original | None:
        """The source document of a recipe, `None` if it has none."""

        def work(book: Connection) -> Original | None:
            recipe = self._context.book.open(book, recipe_id)
            return None if recipe.original_id is None else open_original(book, recipe.original_id)

        return await self._context.store.read(work)

    async def duplicates(self, recipe: Recipe) -> dict[str, str]:
        """Similar recipes, names by id: to be offered to the user, never merged automatically."""
        return await self._context.store.read(lambda book: self._context.book.duplicates(book, recipe))

    async def merge(self, kept_id: str, other_id: str, *, actor: str = "") -> Recipe:
        """Merge two recipes: all data beside the second move to the first, and the second is hidden.

        Raises `RECIPE_NOT_FOUND`, or `INVALID` for a recipe and itself. `undo` separates them again.
        """

        def work(book: Connection) -> tuple[Recipe, Recipe]:
            now = self._context.clock.now()
            kept, other = self._context.book.open(book, kept_id), self._context.book.open(book, other_id)
            rows = join(book, self._context.book, kept, other)
            self._context.book.erase(book, other_id, now)
            remember(
                book,
                Deed.JOINED,
                now,
                recipe_id=kept_id,
                name=kept.name,
                actor=actor,
                also=[other_id],
                rows=rows,
            )
            return kept, other

        kept, _ = await self._context.change(
            work,
            lambda both: [
                _of(ChangeKind.RECIPE_CHANGED, both[0], actor, joined=both[1].name),
                _of(ChangeKind.RECIPE_ERASED, both[1], actor, joined=both[0].name),
            ],
        )
        return kept

    # Derivation

    async def set_descent(self, descent: Descent, *, actor: str = "") -> None:
        """Store from which recipe another one is derived."""
        await self._notes.write_beside(
            descent.child,
            LINEAGE,
            lambda number: LINEAGE.c.child == number,
            lambda book: lineage.set_descent(book, self._context.book, descent),
            ChangeKind.RECIPE_CHANGED,
            actor,
            what="descent_set",
        )

    async def forget_descent(self, recipe_id: str, *, actor: str = "") -> None:
        """Remove the data of `set_descent`."""
        await self._notes.write_beside(
            recipe_id,
            LINEAGE,
            lambda number: LINEAGE.c.child == number,
            lambda book: lineage.forget_descent(book, self._context.book, recipe_id),
            ChangeKind.RECIPE_CHANGED,
            actor,
            what="descent_forgotten",
        )

    async def descent(self, recipe_id: str) -> Descent | None:
        """The derivation of a recipe, if it is known."""
        return await self._context.store.read(
            lambda book: lineage.descent_of(book, self._context.book, recipe_id)
        )

    async def family_tree(self, recipe_id: str) -> TreeNode:
        """The whole tree of a recipe."""
        return await self._context.store.read(
            lambda book: lineage.family_tree(book, self._context.book, recipe_id)
        )

    async def difference(
        self,
        before_id: str,
        after_id: str,
        *,
        before_version: int | None = None,
        after_version: int | None = None,
    ) -> Difference:
        """Compare two recipes, or two versions of one."""
        before = await self.get(before_id, before_version)
        return lineage.difference(before, await self.get(after_id, after_version))

    # Margin notes, pictures and clips

    # Cooking log, ratings, soft measures


_UNDONE = {
    Deed.ADDED: ChangeKind.RECIPE_ERASED,
    Deed.EDITED: ChangeKind.RECIPE_CHANGED,
    Deed.ERASED: ChangeKind.RECIPE_RESTORED,
    Deed.BROUGHT_BACK: ChangeKind.RECIPE_ERASED,
    Deed.JOINED: ChangeKind.RECIPE_CHANGED,
    Deed.ROWS: ChangeKind.RECIPE_CHANGED,
}


def _of(kind: ChangeKind, recipe: Recipe, actor: str, **data: object) -> Change:
    return Change(kind=kind, subject=recipe.id, actor=actor, data={"name": recipe.name, **data})

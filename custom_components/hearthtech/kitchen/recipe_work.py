"""What the kitchen can do with its recipes. Every method may raise `KitchenError` with the code it names."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from .changes import ChangeKind
from .core import KitchenCore
from .recipes import diary, lineage, measures, media, notes
from .recipes.book import Version
from .recipes.diary import Cooking, Rating
from .recipes.lineage import Descent, Difference, TreeNode
from .recipes.measures import SoftMeasure
from .recipes.media import Medium, Picture, Role
from .recipes.model import Recipe
from .recipes.notes import Note
from .recipes.originals import Original, open_original
from .recipes.scale import in_system, scaled_to
from .recipes.search import Hit, Query
from .recipes.units import System

if TYPE_CHECKING:
    from .food import Nutrition
    from .food.household import Household


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
        self, recipe_id: str, *, servings: float | None = None, units: System | None = None
    ) -> Recipe:
        """A recipe for so many people, in these units: told, not changed in the book."""
        recipe = await self.recipe(recipe_id)
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
        added = await self._store.write(
            lambda book: self._book.add(book, recipe, self.clock.now(), original=original, who=who)
        )
        self._tell(ChangeKind.RECIPE_ADDED, added.id, who, name=added.name)
        return added

    async def edit_recipe(self, recipe: Recipe, *, who: str = "", reason: str = "") -> Recipe:
        """Make a recipe's next version."""
        edited = await self._store.write(
            lambda book: self._book.edit(book, recipe, self.clock.now(), who=who, reason=reason)
        )
        self._tell(ChangeKind.RECIPE_CHANGED, edited.id, who, name=edited.name, version=edited.version)
        return edited

    async def restore_version(self, recipe_id: str, version: int, *, who: str = "") -> Recipe:
        """Make an older version the newest again; this also undoes a change."""
        restored = await self._store.write(
            lambda book: self._book.restore(book, recipe_id, version, self.clock.now(), who=who)
        )
        self._tell(ChangeKind.RECIPE_CHANGED, recipe_id, who, name=restored.name, version=restored.version)
        return restored

    async def erase_recipe(self, recipe_id: str, *, who: str = "") -> None:
        """Take a recipe out of the book; `bring_back_recipe` undoes it."""
        name = (await self.recipe(recipe_id)).name
        await self._store.write(lambda book: self._book.erase(book, recipe_id, self.clock.now()))
        self._tell(ChangeKind.RECIPE_ERASED, recipe_id, who, name=name)

    async def bring_back_recipe(self, recipe_id: str, *, who: str = "") -> Recipe:
        """Undo `erase_recipe`."""
        recipe = await self._store.write(lambda book: self._book.bring_back(book, recipe_id))
        self._tell(ChangeKind.RECIPE_RESTORED, recipe_id, who, name=recipe.name)
        return recipe

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

    async def analyze(self, recipe_id: str) -> Nutrition:
        """What a recipe holds, with how much of it was counted.

        Soft measures that were weighed at home count with their own weights, and lines that name another recipe of
        the book with what that one holds.
        """
        from .food.household import MemoryHousehold, SoftMeasure as OwnMeasure

        household = MemoryHousehold()
        for found in await self.soft_measures():
            household.weigh(
                OwnMeasure(
                    unit=found.measure,
                    food=found.food,
                    low=found.low_g,
                    high=found.high_g,
                    person=found.owner,
                )
            )
        return await self._holds(recipe_id, household, frozenset())

    async def _holds(self, recipe_id: str, household: Household, within: frozenset[str]) -> Nutrition:
        from .food import analyze
        from .food.parts import by_name, parts_named

        recipe = await self.recipe(recipe_id)
        lines = [line.text for line in recipe.ingredients]
        names = await self._store.read(self._book.names)
        within |= {recipe_id}
        parts = {
            name: await self._holds(part, household, within)
            for name, part in parts_named(lines, names, recipe.language).items()
            if part not in within
        }
        return await asyncio.to_thread(
            analyze,
            lines,
            recipe.servings,
            language=recipe.language,
            household=household,
            subrecipe=by_name(parts) if parts else None,
            sections=[line.section for line in recipe.ingredients],
        )

    # Families

    async def set_descent(self, descent: Descent, *, who: str = "") -> None:
        """Write down from which recipe another one comes."""
        await self._store.write(lambda book: lineage.set_descent(book, self._book, descent))
        self._tell(ChangeKind.RECIPE_CHANGED, descent.child, who, descent=descent)

    async def forget_descent(self, recipe_id: str, *, who: str = "") -> None:
        """Undo `set_descent`."""
        await self._store.write(lambda book: lineage.forget_descent(book, self._book, recipe_id))
        self._tell(ChangeKind.RECIPE_CHANGED, recipe_id, who, descent=None)

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
        added = await self._store.write(lambda book: notes.add_note(book, self._book, note, self.clock.now()))
        self._tell(ChangeKind.NOTE_ADDED, note.recipe_id, who or note.author, note_id=added.id)
        return added

    async def notes(self, recipe_id: str) -> tuple[Note, ...]:
        """All notes of a recipe, in all its versions."""
        return await self._store.read(lambda book: notes.notes_of(book, self._book, recipe_id))

    async def remove_note(self, note_id: str) -> None:
        """Take a note off."""
        await self._store.write(partial(notes.remove_note, note_id=note_id))

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
            self._book.number(book, recipe_id)
            medium, now = self.media.put(content), self.clock.now()
            return media.add_picture(book, self._book, recipe_id, medium, now, role=role, caption=caption)

        picture = await self._store.write(work)
        self._tell(ChangeKind.PICTURE_ADDED, recipe_id, who, picture_id=picture.id)
        return picture

    async def pictures(self, recipe_id: str) -> tuple[Picture, ...]:
        """A recipe's pictures and clips."""
        return await self._store.read(lambda book: media.pictures_of(book, self._book, recipe_id))

    async def remove_picture(self, picture_id: str) -> None:
        """Take a picture away from its recipe."""
        await self._store.write(partial(media.remove_picture, picture_id=picture_id))

    async def media_content(self, media_hash: str) -> tuple[Medium, bytes]:
        """What a file is, and its content."""

        def work(book: Connection) -> tuple[Medium, bytes]:
            return media.medium_of(book, media_hash), self.media.get(media_hash)

        return await self._store.read(work)

    # Diary, stars, soft measures

    async def write_cooking(self, cooking: Cooking, *, who: str = "") -> Cooking:
        """Add to the diary that a version was cooked."""
        written, first = await self._store.write(lambda book: diary.write_cooking(book, self._book, cooking))
        self._tell(ChangeKind.RECIPE_COOKED, cooking.recipe_id, who or cooking.cook, first=first)
        return written

    async def remove_cooking(self, cooking_id: str) -> None:
        """Take an entry out of the diary."""
        await self._store.write(partial(diary.remove_cooking, cooking_id=cooking_id))

    async def cookings(self, recipe_id: str) -> tuple[Cooking, ...]:
        """The diary of a recipe, newest first."""
        return await self._store.read(lambda book: diary.cookings(book, self._book, recipe_id))

    async def rate(self, rating: Rating) -> Rating:
        """Give stars to a version."""
        given = await self._store.write(lambda book: diary.rate(book, self._book, rating, self.clock.now()))
        self._tell(ChangeKind.RECIPE_RATED, rating.recipe_id, rating.person, stars=rating.stars)
        return given

    async def ratings(self, recipe_id: str) -> tuple[Rating, ...]:
        """All stars of a recipe."""
        return await self._store.read(lambda book: diary.ratings(book, self._book, recipe_id))

    async def weigh(self, owner: str, measure: str, food: str, grams: float) -> SoftMeasure:
        """Write down what somebody's handful weighed."""
        return await self._store.write(
            lambda book: measures.weigh(book, owner, measure, food, grams, self.clock.now())
        )

    async def soft_measures(self) -> tuple[SoftMeasure, ...]:
        """All soft measures that were weighed."""
        return await self._store.read(measures.soft_measures)

    async def forget_measure(self, owner: str, measure: str, food: str) -> None:
        """Forget what it weighed."""
        await self._store.write(lambda book: measures.forget_measure(book, owner, measure, food))

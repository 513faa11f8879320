"""Service of saved searches and of the favorites of the household. Methods may raise `KitchenError`."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from ..changes import ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..household.model import FavoriteRecipe, RecipeCollection, SavedSearch
from ..household.records import all_records, find_record, open_record, put_record, remove_record
from .search import Hit
from .service import RecipeService

FAVORITES: Final = "favorites"
TO_TRY: Final = "to_try"
"""Ids of the two collections that every book has."""


class SavedRecipeService:
    """Searches under a name, favorite recipes, and collections."""

    def __init__(self, context: KitchenContext, recipes: RecipeService) -> None:
        self._context = context
        self._recipes = recipes

    async def searches(self) -> list[SavedSearch]:
        """The saved searches, by name."""
        found = await self._context.store.read(lambda book: all_records(book, SavedSearch))
        return sorted(found, key=lambda one: (one.name.casefold(), one.id))

    async def save_search(self, name: str, query: str, *, actor: str = "") -> SavedSearch:
        """Save a search; one with the same name is replaced. Raises `INVALID`."""

        def work(book: Connection) -> SavedSearch:
            wanted = " ".join(name.split()).casefold()
            same = [one for one in all_records(book, SavedSearch) if one.name.casefold() == wanted]
            search = SavedSearch(id=same[0].id if same else "", name=name, query=query)
            return put_record(book, search, self._context.clock.now())

        saved = await self._context.store.write(work)
        self._publish(saved.id, actor, "search")
        return saved

    async def remove_search(self, name: str, *, actor: str = "") -> SavedSearch:
        """Remove a saved search by id or name. Raises `RECORD_NOT_FOUND`."""
        removed = await self._context.store.write(lambda book: remove_record(book, SavedSearch, name))
        self._publish(removed.id, actor, "search")
        return removed

    async def run(self, name: str, *, limit: int = 20) -> tuple[SavedSearch, Sequence[Hit]]:
        """The recipes that a saved search finds now. Raises `RECORD_NOT_FOUND`."""
        search = await self._context.store.read(lambda book: open_record(book, SavedSearch, name))
        return search, await self._recipes.search(search.query, limit=limit)

    async def favorites(self, person: str = "") -> dict[str, str]:
        """Names of the favorite recipes by id: of the household, and of this person. Erased ones are left out."""
        found = await self._context.store.read(lambda book: all_records(book, FavoriteRecipe))
        names = await self._recipes.names()
        wanted = {one.recipe_id for one in found if one.person in {"", person}}
        there = [(names[recipe_id], recipe_id) for recipe_id in wanted if recipe_id in names]
        return {
            recipe_id: name for name, recipe_id in sorted(there, key=lambda one: (one[0].casefold(), one[1]))
        }

    async def set_favorite(
        self, recipe_id: str, *, favorite: bool = True, person: str = "", actor: str = ""
    ) -> None:
        """Make a recipe a favorite of the household or of a person, or no longer. Raises `RECIPE_NOT_FOUND`."""
        recipe = await self._recipes.get(recipe_id)

        def work(book: Connection) -> None:
            known = [
                one
                for one in all_records(book, FavoriteRecipe)
                if (one.recipe_id, one.person) == (recipe.id, person)
            ]
            if favorite and not known:
                made = FavoriteRecipe(recipe_id=recipe.id, person=person)
                put_record(book, made, self._context.clock.now())
            for one in () if favorite else known:
                remove_record(book, FavoriteRecipe, one.id)

        await self._context.store.write(work)
        self._publish(recipe.id, actor, "favorite")

    async def collections(self) -> list[RecipeCollection]:
        """Favorites, recipes to try, and the collections of the household by name. Saved searches are not among them."""

        def work(book: Connection) -> list[RecipeCollection]:
            made = all_records(book, RecipeCollection)
            liked = [one.recipe_id for one in all_records(book, FavoriteRecipe) if one.person == ""]
            wanted = next((one for one in made if one.id == TO_TRY), RecipeCollection(id=TO_TRY, name=TO_TRY))
            others = sorted(
                (one for one in made if one.id != TO_TRY), key=lambda one: (one.name.casefold(), one.id)
            )
            return [
                RecipeCollection(id=FAVORITES, name=FAVORITES, recipes=tuple(liked)), wanted, *others,
            ]  # fmt: skip

        return await self._context.store.read(work)

    async def make_collection(self, name: str, *, actor: str = "") -> RecipeCollection:
        """Make a collection; one with this name is returned as it is. Raises `INVALID`."""

        def work(book: Connection) -> RecipeCollection:
            wanted = " ".join(name.split()).casefold()
            for one in all_records(book, RecipeCollection):
                if one.name.casefold() == wanted:
                    return one
            return put_record(book, RecipeCollection(name=name), self._context.clock.now())

        made = await self._context.store.write(work)
        self._publish(made.id, actor, "collection")
        return made

    async def remove_collection(self, collection_id: str, *, actor: str = "") -> RecipeCollection:
        """Remove a collection; its recipes stay in the book. Raises `RECORD_NOT_FOUND`."""
        removed = await self._context.store.write(
            lambda book: remove_record(book, RecipeCollection, collection_id)
        )
        self._publish(removed.id, actor, "collection")
        return removed

    async def collect(self, collection_id: str, recipe_id: str, *, add: bool = True, actor: str = "") -> None:
        """Put a recipe into a collection, or take it out. Raises `RECORD_NOT_FOUND` or `RECIPE_NOT_FOUND`."""
        if collection_id == FAVORITES:
            await self.set_favorite(recipe_id, favorite=add, actor=actor)
            return
        recipe = await self._recipes.get(recipe_id)

        def work(book: Connection) -> None:
            known = find_record(book, RecipeCollection, collection_id)
            if known is None and collection_id == TO_TRY:
                known = RecipeCollection(id=TO_TRY, name=TO_TRY)
            if known is None:
                raise KitchenError(ErrorCode.RECORD_NOT_FOUND, name=collection_id)
            others = tuple(one for one in known.recipes if one != recipe.id)
            changed = replace(known, recipes=(*others, recipe.id) if add else others)
            put_record(book, changed, self._context.clock.now())

        await self._context.store.write(work)
        self._publish(collection_id, actor, "collection")

    async def members(self, collection_id: str) -> frozenset[str] | SavedSearch:
        """The ids of the recipes of a collection, or the saved search with this id. Raises `RECORD_NOT_FOUND`."""
        for one in await self.collections():
            if one.id == collection_id:
                return frozenset(one.recipes)
        return await self._context.store.read(lambda book: open_record(book, SavedSearch, collection_id))

    def _publish(self, record_id: str, actor: str, record: str) -> None:
        self._context.publish(ChangeKind.HOUSEHOLD_CHANGED, record_id, actor, record=record)

"""Service of the sample recipes of a new book. Methods may raise `KitchenError`."""

from typing import Final

from sqlalchemy import Column, Connection, exists, func, or_, select

from ..changes import Change, ChangeKind
from ..context import KitchenContext
from ..storage.schema import DIARY, LINEAGE, MEAL_RULES, MEALS, NOTES, PICTURES, RATINGS, RECIPES
from .samples import SAMPLE_IDS, sample_recipes
from .undo import Deed, remember

_BESIDE: Final[tuple[Column[int], ...]] = (
    DIARY.c.recipe,
    RATINGS.c.recipe,
    NOTES.c.recipe,
    PICTURES.c.recipe,
    LINEAGE.c.child,
    LINEAGE.c.parent,
)
"""Columns with the number of a recipe that has something of the household."""


def untouched_samples(connection: Connection) -> dict[str, str]:
    """Return the sample recipes that the household has neither changed, used nor planned: names by id, by name."""
    used = or_(
        *(exists().where(column == RECIPES.c.number) for column in _BESIDE),
        exists().where(MEALS.c.recipe_id == RECIPES.c.id),
        exists().where(MEAL_RULES.c.document.contains(RECIPES.c.id)),
    )
    rows = connection.execute(
        select(RECIPES.c.id, RECIPES.c.name)
        .where(RECIPES.c.id.in_(SAMPLE_IDS), RECIPES.c.version == 1, RECIPES.c.erased_at.is_(None), ~used)
        .order_by(func.lower(RECIPES.c.name))
    )
    return {row.id: row.name for row in rows}


class SampleService:
    """Lists, erases and adds the sample recipes."""

    def __init__(self, context: KitchenContext) -> None:
        self._context = context

    async def untouched(self) -> dict[str, str]:
        """The sample recipes that `erase` would erase, names by id."""
        return await self._context.store.read(untouched_samples)

    async def erase(self, *, actor: str = "") -> dict[str, str]:
        """Erase all samples that the household has not made its own; each can be brought back. Returns names by id."""

        def work(book: Connection) -> dict[str, str]:
            now = self._context.clock.now()
            found = untouched_samples(book)
            for recipe_id, name in found.items():
                self._context.book.erase(book, recipe_id, now)
                remember(book, Deed.ERASED, now, recipe_id=recipe_id, name=name, actor=actor)
            return found

        return await self._context.change(
            work,
            lambda found: [
                Change(kind=ChangeKind.RECIPE_ERASED, subject=recipe_id, actor=actor, data={"name": name})
                for recipe_id, name in found.items()
            ],
        )

    async def add(self, *, actor: str = "") -> dict[str, str]:
        """Add the samples that are not in the book; erased ones come back as they were. Returns names by id."""

        def work(book: Connection) -> dict[Deed, dict[str, str]]:
            now = self._context.clock.now()
            known = select(RECIPES.c.id, RECIPES.c.erased_at).where(RECIPES.c.id.in_(SAMPLE_IDS))
            erased_at = {row.id: row.erased_at for row in book.execute(known)}
            done: dict[Deed, dict[str, str]] = {Deed.ADDED: {}, Deed.BROUGHT_BACK: {}}
            for sample in sample_recipes():
                recipe_id = sample.id
                if recipe_id not in erased_at:
                    deed, recipe = Deed.ADDED, self._context.book.add(book, sample, now, actor=actor)
                elif erased_at[recipe_id] is not None:
                    deed, recipe = Deed.BROUGHT_BACK, self._context.book.bring_back(book, recipe_id)
                else:
                    continue
                done[deed][recipe_id] = recipe.name
                remember(book, deed, now, recipe_id=recipe_id, name=recipe.name, actor=actor)
            return done

        kinds = {Deed.ADDED: ChangeKind.RECIPE_ADDED, Deed.BROUGHT_BACK: ChangeKind.RECIPE_RESTORED}
        done = await self._context.change(
            work,
            lambda done: [
                Change(kind=kinds[deed], subject=recipe_id, actor=actor, data={"name": name})
                for deed, names in done.items()
                for recipe_id, name in names.items()
            ],
        )
        return done[Deed.ADDED] | done[Deed.BROUGHT_BACK]

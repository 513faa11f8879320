"""Rows of recipes in the database: check, content hash, columns, and the condition that a recipe is not erased."""

from datetime import datetime
from hashlib import sha256
import json

from sqlalchemy import Connection, Select, select

from ..errors import ErrorCode, KitchenError
from ..storage.schema import RECIPES
from ..storage.times import to_text
from .codec import recipe_to_json
from .model import Recipe
from .words import name_key, words_of


def check(recipe: Recipe) -> None:
    """Refuse an incomplete recipe.

    Raises:
        KitchenError: `NOT_A_RECIPE`.
    """
    if not words_of(recipe.name):
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="it has no name")
    if not recipe.ingredients and not recipe.steps:
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="it has neither ingredients nor steps")
    for number, step in enumerate(recipe.steps, 1):
        if any(not 0 <= at < len(recipe.ingredients) for at in step.ingredients):
            raise KitchenError(
                ErrorCode.INVALID, reason=f"step {number} uses an ingredient that is not there"
            )


def fingerprint(recipe: Recipe) -> str:
    """A hash that is equal for recipes with the same ingredient lines in any order.

    Used to find duplicates.
    """
    lines = sorted(" ".join(sorted(words_of(line.text))) for line in recipe.ingredients)
    content = "\n".join(lines) if lines else name_key(recipe.name)
    return sha256(content.encode()).hexdigest()


def document_of(recipe: Recipe) -> str:
    """The recipe as the JSON text that is stored."""
    return json.dumps(recipe_to_json(recipe), ensure_ascii=False, separators=(",", ":"))


def recipe_columns(recipe: Recipe, now: datetime) -> dict[str, object]:
    """The columns of a recipe by which it is listed and searched."""
    times = [time for time in (recipe.prep_time_s, recipe.cook_time_s) if time is not None]
    return {
        "name": recipe.name,
        "name_key": name_key(recipe.name),
        "version": recipe.version,
        "total_time_s": recipe.total_time_s or (sum(times) if times else None),
        "fingerprint": fingerprint(recipe),
        "changed_at": to_text(now),
    }


def not_erased(*columns: object) -> Select[tuple[object, ...]]:
    """Select these columns of the recipes that are not erased."""
    return select(*columns).select_from(RECIPES).where(RECIPES.c.erased_at.is_(None))  # type: ignore[call-overload, no-any-return]


def is_present(connection: Connection, recipe: Recipe) -> bool:
    """Whether the book has a recipe of the same name and the same ingredients."""
    same = not_erased(RECIPES.c.id).where(
        RECIPES.c.name_key == name_key(recipe.name), RECIPES.c.fingerprint == fingerprint(recipe)
    )
    return connection.execute(same.limit(1)).first() is not None

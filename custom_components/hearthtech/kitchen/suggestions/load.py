"""Load the data for ranking from the book.

Every function blocks, inside the transaction of its connection.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
import json

from sqlalchemy import Connection, and_, select

from ..people.profile import RecipeProfile
from ..people.profile_builder import FORM
from ..people.profile_store import BATCH, batches, from_document, open_profile, profiles_after
from ..storage.schema import DIARY, PROFILES, RATINGS, RECIPES, VERSIONS
from ..storage.times import from_text
from .feature_matrix import FeatureRow, row_of
from .taste import Event

_RECIPES = (
    select(RECIPES.c.number, RECIPES.c.id, RECIPES.c.total_time_s, VERSIONS.c.document)
    .join(VERSIONS, and_(VERSIONS.c.recipe == RECIPES.c.number, VERSIONS.c.version == RECIPES.c.version))
    .where(RECIPES.c.erased_at.is_(None))
)

_CURRENT = and_(
    PROFILES.c.recipe == RECIPES.c.number,
    PROFILES.c.version == RECIPES.c.version,
    PROFILES.c.form == FORM,
)


def all_rows(connection: Connection) -> Iterator[FeatureRow]:
    """A row for each recipe of the book."""
    number, at = 0, -1
    profiles: dict[str, RecipeProfile] = {}
    while rows := connection.execute(
        _RECIPES.where(RECIPES.c.number > number).order_by(RECIPES.c.number).limit(BATCH)
    ).all():
        # Recipes without a profile are not in both lists; profiles are read up to the last recipe.
        while at != -2 and at < rows[-1].number:
            found, after = profiles_after(connection, max(at, 0))
            profiles.update((profile.recipe_id, profile) for profile in found)
            at = -2 if after == -1 else after
        for row in rows:
            profile = profiles.pop(row.id, None)
            yield row_of(row.id, json.loads(row.document), row.total_time_s, profile)
        number = rows[-1].number


def some_rows(connection: Connection, recipe_ids: Sequence[str]) -> list[FeatureRow]:
    """A row for each of these recipes that is in the book."""
    found = []
    for some in batches(recipe_ids, BATCH):
        for row in connection.execute(_RECIPES.where(RECIPES.c.id.in_(some))):
            profile = open_profile(connection, row.id)
            found.append(row_of(row.id, json.loads(row.document), row.total_time_s, profile))
    return found


def some_profiles(connection: Connection, recipe_ids: Sequence[str]) -> dict[str, RecipeProfile]:
    """The current profiles of these recipes, if they have one; sub-recipes are included."""
    found: dict[str, RecipeProfile] = {}
    for some in batches(recipe_ids, BATCH):
        query = select(RECIPES.c.id, PROFILES.c.version, PROFILES.c.document).join(PROFILES, _CURRENT)
        for row in connection.execute(query.where(RECIPES.c.id.in_(some), RECIPES.c.erased_at.is_(None))):
            own = from_document(row.id, row.version, row.document)
            whole = open_profile(connection, row.id) if own.parts else own
            if whole is not None:
                found[row.id] = whole
    return found


def now_profiled(connection: Connection, recipe_ids: Sequence[str]) -> list[str]:
    """Those of these recipes that have a current profile now."""
    found: list[str] = []
    for some in batches(recipe_ids, BATCH):
        current = and_(
            PROFILES.c.recipe == RECIPES.c.number,
            PROFILES.c.version == RECIPES.c.version,
            PROFILES.c.form == FORM,
        )
        found += connection.scalars(
            select(RECIPES.c.id).join(PROFILES, current).where(RECIPES.c.id.in_(some))
        )
    return found


def events(connection: Connection, now: datetime) -> list[Event]:
    """All ratings and all cookings, in a fixed order."""

    def days(text: str) -> float:
        return (now - from_text(text)).total_seconds() / 86400

    stars = connection.execute(
        select(RECIPES.c.id, RATINGS.c.stars, RATINGS.c.created_at)
        .join(RECIPES, RECIPES.c.number == RATINGS.c.recipe)
        .order_by(RATINGS.c.created_at, RATINGS.c.id)
    )
    cooked = connection.execute(
        select(RECIPES.c.id, DIARY.c.cooked_at)
        .join(RECIPES, RECIPES.c.number == DIARY.c.recipe)
        .order_by(DIARY.c.cooked_at, DIARY.c.id)
    )
    return [
        *(Event(recipe_id=row.id, days_ago=days(row.created_at), stars=row.stars) for row in stars),
        *(Event(recipe_id=row.id, days_ago=days(row.cooked_at)) for row in cooked),
    ]

"""Reviews of a gathering, what they add to the recipe book, and the keepsake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
import json
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from ..changes import ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..recipes.archive import bundle_of
from ..recipes.cooking_log import Cooking, Rating
from ..recipes.file_formats import File
from ..recipes.files_service import RecipeFileService
from ..recipes.folder import Bundle, write_folder
from ..recipes.media import MediaRole
from ..recipes.model import Recipe
from ..recipes.notes_service import RecipeNoteService
from ..recipes.private_files import archive_folder, real_folder, write_file
from ..recipes.service import RecipeService
from ..recipes.sources import Original, OriginalKind
from ..storage.gathering_tables import DISHES, GATHERINGS, MOMENTS
from ..storage.household_files import FOLDER, FORM, household_kind_rows
from . import storage
from .cook_off_service import CookOffService
from .model import DIMENSIONS, CookOffResult, Gathering, PotluckDish, Reaction, ReactionMoment, Review
from .potluck import reaction_counts
from .service import GatheringService
from .validation import checked_review

KEPT_BESIDE = ("form", "pictures", "ratings", "descent")
"""Data beside a recipe that a keepsake contains; notes, sources and the cooking log stay in the household."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepsakeDish:
    """A dish of the keepsake. Without consent of its giver it has no recipe."""

    dish: PotluckDish
    recipe: Recipe | None
    recipe_text: str
    reviews: tuple[Review, ...]
    reactions: Mapping[Reaction, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keepsake:
    """What stays of a gathering. No needs and no ballots."""

    gathering: Gathering
    guests: tuple[str, ...]
    dishes: tuple[KeepsakeDish, ...]
    result: CookOffResult | None
    reviews: tuple[Review, ...]
    """Reviews of the whole meal."""
    timeline: tuple[ReactionMoment, ...]


class KeepsakeService:
    """Reviews, the recipe book's share, and the keepsake."""

    def __init__(
        self,
        context: KitchenContext,
        gatherings: GatheringService,
        cook_offs: CookOffService,
        notes: RecipeNoteService,
        recipes: RecipeService,
        files: RecipeFileService,
    ) -> None:
        self._context = context
        self._gatherings = gatherings
        self._cook_offs = cook_offs
        self._notes = notes
        self._recipes = recipes
        self._files = files

    async def review(self, review: Review, *, picture: bytes | None = None) -> Review:
        """Store a critic's review. For a dish with a recipe in the book it also rates the tasted version.

        A picture is stored with the recipe; a dish without one can have no picture.
        """
        wanted = checked_review(review, DIMENSIONS)
        gathering = await self._gatherings.get(wanted.gathering_id)
        dishes = {dish.id: dish for dish in await self._gatherings.dishes(gathering.id)}
        if wanted.dish_id:
            if (dish := dishes.get(wanted.dish_id)) is None:
                raise KitchenError(ErrorCode.GATHERING_NOT_FOUND, dish=wanted.dish_id)
            version = wanted.recipe_version or dish.recipe_version
            wanted = replace(wanted, recipe_id=dish.recipe_id, recipe_version=version)
        if wanted.recipe_id is not None:
            recipe = await self._recipes.get(wanted.recipe_id, wanted.recipe_version)
            wanted = replace(wanted, recipe_version=recipe.version)
            if picture is not None:
                kept = await self._notes.add_picture(
                    recipe.id, picture, role=MediaRole.STORY, caption=gathering.title, actor=wanted.critic
                )
                wanted = replace(wanted, media=kept.medium.hash)
            await self._rate(recipe, wanted.critic, wanted.stars, wanted.words)
        elif picture is not None:
            raise KitchenError(ErrorCode.INVALID, reason="take the recipe of the dish into the book first")
        now = self._context.clock.now()
        await self._context.store.write(lambda book: storage.add_moment(book, wanted, now))
        self._context.publish(ChangeKind.GATHERING_CHANGED, gathering.id, wanted.critic)
        return wanted

    async def _rate(self, recipe: Recipe, person: str, stars: Mapping[str, float], words: str) -> None:
        for dimension, given in stars.items():
            await self._notes.rate(
                Rating(
                    recipe_id=recipe.id,
                    version=recipe.version,
                    person=person,
                    stars=given,
                    dimension=dimension,
                    words=words,
                )
            )

    async def take_recipe(self, dish_id: str, *, actor: str = "") -> PotluckDish:
        """Take the pasted recipe of a dish into the book, with its giver as author and the words as they were pasted.

        Raises:
            KitchenError: `INVALID` without the giver's consent; `NOT_A_RECIPE` when the words are none.
        """
        dish = await self._context.store.read(lambda book: storage.open_dish(book, dish_id))
        if not dish.consent or not dish.recipe_text:
            raise KitchenError(ErrorCode.INVALID, reason="there is no recipe, or its giver has not agreed")
        if dish.recipe_id is not None:
            return dish
        gathering = await self._gatherings.get(dish.gathering_id)
        content = dish.recipe_text.encode()
        found = await self._files.read(File(content=content, name="pasted.txt"))
        if not found:
            raise KitchenError(ErrorCode.NOT_A_RECIPE)
        day = self._context.locale.day(gathering.starts_at)
        recipe = replace(
            found[0].recipe,
            id="",
            name=found[0].recipe.name or dish.name,
            author=dish.cook,
            story=f"{gathering.title}, {day.isoformat()}",
        )
        original = Original(kind=OriginalKind.PASTED, content=content, source=gathering.title)
        added = await self._recipes.add(recipe, original=original, actor=actor)
        now = self._context.clock.now()
        taken = replace(dish, recipe_id=added.id, recipe_version=added.version)
        await self._context.store.write(lambda book: storage.put_dish(book, taken, now))
        return taken

    async def write_into_book(self, gathering_id: str, *, actor: str = "") -> int:
        """Add a revealed cook-off and the reactions to the cooking log and ratings of the dishes' recipes.

        Suggestions use them. It is done once for each gathering and recipe. Returns the number of recipes.
        """
        keepsake = await self.keepsake(gathering_id)
        title = keepsake.gathering.title
        scores = {} if keepsake.result is None else {one.dish_id: one for one in keepsake.result.entries}
        written = 0
        for kept in keepsake.dishes:
            if kept.dish.recipe_id is None:
                continue
            recipe = await self._recipes.get(kept.dish.recipe_id, kept.dish.recipe_version)
            if any(one.words.startswith(title) for one in await self._notes.cookings(recipe.id)):
                continue
            told = [title, *(f"{reaction.value} × {count}" for reaction, count in kept.reactions.items())]
            await self._notes.write_cooking(
                Cooking(
                    recipe_id=recipe.id,
                    version=recipe.version,
                    cooked_at=keepsake.gathering.starts_at,
                    cook=kept.dish.cook,
                    words=", ".join(told),
                ),
                actor=actor,
            )
            if (standing := scores.get(kept.dish.id)) is not None:
                stars = {name: round(score * 2) / 2 for name, score in standing.dimensions.items()}
                await self._rate(recipe, title, stars, "")
            written += 1
        return written

    async def keepsake(self, gathering_id: str) -> Keepsake:
        """What stays of a gathering. Recipes only with their givers' consent."""

        def work(book: Connection) -> Keepsake:
            gathering = storage.open_gathering(book, gathering_id)
            moments = storage.moments_of(book, gathering_id)
            reviews = [one for one in moments if isinstance(one, Review)]
            reactions = [one for one in moments if isinstance(one, ReactionMoment)]
            dishes = [dish for dish in storage.dishes_of(book, gathering_id) if not dish.still_needed]
            return Keepsake(
                gathering=gathering,
                guests=tuple(
                    guest.name for guest in storage.guests_of(book, gathering_id) if guest.rsvp.value == "yes"
                ),
                dishes=tuple(self._kept(book, dish, reviews, reactions) for dish in dishes),
                result=None,
                reviews=tuple(review for review in reviews if not review.dish_id),
                timeline=tuple(reactions),
            )

        keepsake = await self._context.store.read(work)
        return replace(keepsake, result=await self._cook_offs.result(gathering_id))

    def _kept(
        self,
        book: Connection,
        dish: PotluckDish,
        reviews: Iterable[Review],
        reactions: Iterable[ReactionMoment],
    ) -> KeepsakeDish:
        recipe = None
        if dish.consent and dish.recipe_id is not None:
            try:
                recipe = self._context.book.open(book, dish.recipe_id, version=dish.recipe_version)
            except KitchenError:
                # It was erased; the pasted words are still there.
                recipe = None
        return KeepsakeDish(
            dish=dish,
            recipe=recipe,
            recipe_text=dish.recipe_text if dish.consent else "",
            reviews=tuple(review for review in reviews if review.dish_id == dish.id),
            reactions=reaction_counts(reactions).get(dish.id, {}),
        )

    async def export(self, gathering_id: str, target: Path) -> int:
        """Write the keepsake as an archive (`.zip`) that another household imports. Returns the number of recipes.

        It contains the gathering, the dishes, reviews, reactions, and the recipes of the book with their givers'
        consent; no needs, no ballots, no links.
        """
        keepsake = await self.keepsake(gathering_id)
        if keepsake.gathering.is_blind:
            raise KitchenError(ErrorCode.INVALID, reason="the result is not revealed yet")
        recipes = [kept.recipe.id for kept in keepsake.dishes if kept.recipe is not None]

        def work(book: Connection) -> int:
            try:
                with archive_folder(target) as folder:
                    written = write_folder(
                        folder, (self._bundle(book, one) for one in dict.fromkeys(recipes))
                    )
                    self._write_rows(book, folder, gathering_id)
            except OSError as error:
                raise KitchenError(
                    ErrorCode.INVALID, part="export", reason=error.strerror or str(error)
                ) from error
            return len(written)

        return await self._context.store.read(work)

    def _bundle(self, book: Connection, recipe_id: str) -> Bundle:
        whole = bundle_of(book, self._context.book, self._context.media_folder, recipe_id)
        beyond = {name: whole.beyond[name] for name in KEPT_BESIDE if name in whole.beyond}
        parent = beyond.get("descent", {}).get("parent")
        if parent is not None:
            # The parent is not part of the keepsake.
            del beyond["descent"]
        used = {f"{row['media']}.bin" for row in beyond.get("pictures", ()) if row.get("media")}
        files = {name: content for name, content in whole.files.items() if name in used}
        return Bundle(recipe=replace(whole.recipe, original_id=None), beyond=beyond, files=files)

    def _write_rows(self, book: Connection, root: Path, gathering_id: str) -> None:
        folder = real_folder(root / FOLDER)
        for name, table in (
            ("gatherings", GATHERINGS),
            ("gathering-dishes", DISHES),
            ("gathering-moments", MOMENTS),
        ):
            where = table.c.id if table is GATHERINGS else table.c.gathering
            rows = household_kind_rows(book, name, where == gathering_id)
            document = {"form": FORM, name: [_with_consent_only(name, row) for row in rows]}
            write_file(folder / f"{name}.json", (json.dumps(document, ensure_ascii=False) + "\n").encode())


def _with_consent_only(name: str, row: dict[str, Any]) -> dict[str, Any]:
    """Leave the recipe of a dish out when its giver has not agreed."""
    document = row["document"]
    if name == "gathering-dishes" and not document.get("consent"):
        hidden = {"recipe_text", "recipe_id", "recipe_version"}
        return row | {"document": {key: value for key, value in document.items() if key not in hidden}}
    return row

"""Media source: pictures, clips and source documents of recipes."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final, override

from homeassistant.components.http.auth import async_sign_path
from homeassistant.components.media_player.const import MediaClass
from homeassistant.components.media_player.errors import BrowseError
from homeassistant.components.media_source import (
    BrowseMediaSource,
    MediaSource,
    MediaSourceItem,
    PlayMedia,
    Unresolvable,
)
from homeassistant.core import HomeAssistant

from .const import DOMAIN, MANUFACTURER
from .http.media_ids import FILE, MEDIA_URL, ORIGINAL, ORIGINAL_URL
from .kitchen.errors import KitchenError
from .kitchen.kitchen import Kitchen
from .kitchen.recipes.media import Medium
from .kitchen.recipes.model import Recipe
from .models import async_get_data

MOST_SHOWN: Final = 200
"""If there are more recipes than this, they are grouped by the first letter of their names."""
LETTER: Final = "letter:"
THUMBNAIL_LIVES: Final = timedelta(hours=12)
CLASSES: Final = {"image": MediaClass.IMAGE, "audio": MediaClass.MUSIC, "video": MediaClass.VIDEO}


async def async_get_media_source(hass: HomeAssistant) -> MediaSource:
    """Return the media source of the kitchen."""
    return BookMedia(hass)


class BookMedia(MediaSource):
    """Media source of recipes.

    Folders are recipes; ids are `<recipe>/<hash>`, `<recipe>/original`, and `file:<hash>` for a new file.
    """

    name = MANUFACTURER

    def __init__(self, hass: HomeAssistant) -> None:
        """Create the media source."""
        super().__init__(DOMAIN)
        self.hass = hass

    @override
    async def async_resolve_media(self, item: MediaSourceItem) -> PlayMedia:
        """Return the URL of a file. The media source integration signs it."""
        recipe_id, _, part = item.identifier.partition("/")
        kitchen = self._kitchen(Unresolvable)
        try:
            if item.identifier.startswith(FILE):
                medium, path = await kitchen.files.media_file(item.identifier.removeprefix(FILE))
                return _played(medium, path)
            if part != ORIGINAL:
                return await self._play(kitchen, recipe_id, part)
            original = await kitchen.recipes.original(recipe_id)
        except KitchenError as error:
            raise _not_here(Unresolvable, item.identifier) from error
        if original is None:
            raise _not_here(Unresolvable, item.identifier)
        if original.media is not None:
            return _played(*await kitchen.files.media_file(original.media))
        return PlayMedia(ORIGINAL_URL.format(recipe_id=recipe_id), "text/plain")

    async def _play(self, kitchen: Kitchen, recipe_id: str, media_hash: str) -> PlayMedia:
        if media_hash not in {medium.hash for _, medium in await _media_of(kitchen, recipe_id)}:
            raise _not_here(Unresolvable, f"{recipe_id}/{media_hash}")
        return _played(*await kitchen.files.media_file(media_hash))

    @override
    async def async_browse_media(self, item: MediaSourceItem) -> BrowseMediaSource:
        """Return the recipes that have media, or the media of one recipe."""
        kitchen = self._kitchen(BrowseError)
        try:
            if not item.identifier:
                return self._folder("", self.name, self._shelf(await kitchen.files.recipes_with_media()))
            if item.identifier.startswith(LETTER):
                letter = item.identifier.removeprefix(LETTER)
                names = await kitchen.files.recipes_with_media()
                fitting = {found: name for found, name in names.items() if _letter(name) == letter}
                return self._folder(item.identifier, letter, self._recipes(fitting))
            recipe = await kitchen.recipes.get(item.identifier)
            return self._folder(recipe.id, recipe.name, await self._parts(kitchen, recipe))
        except KitchenError as error:
            raise _not_here(BrowseError, item.identifier) from error

    def _shelf(self, names: dict[str, str]) -> Sequence[BrowseMediaSource]:
        if len(names) <= MOST_SHOWN:
            return self._recipes(names)
        letters = dict.fromkeys(_letter(name) for name in names.values())
        return [self._folder(f"{LETTER}{letter}", letter) for letter in sorted(letters)]

    def _recipes(self, names: dict[str, str]) -> Sequence[BrowseMediaSource]:
        return [self._folder(recipe_id, name) for recipe_id, name in names.items()]

    async def _parts(self, kitchen: Kitchen, recipe: Recipe) -> Sequence[BrowseMediaSource]:
        parts = [
            self._item(recipe.id, medium.hash, caption or recipe.name, medium)
            for caption, medium in await _media_of(kitchen, recipe.id)
        ]
        original = await kitchen.recipes.original(recipe.id)
        if original is not None and original.media is None:
            parts.append(self._item(recipe.id, ORIGINAL, original.source or recipe.name, None))
        return parts

    def _item(self, recipe_id: str, part: str, title: str, medium: Medium | None) -> BrowseMediaSource:
        media_type = "text/plain" if medium is None else medium.media_type
        return BrowseMediaSource(
            domain=DOMAIN,
            identifier=f"{recipe_id}/{part}",
            media_class=CLASSES.get(media_type.partition("/")[0], MediaClass.URL),
            media_content_type=media_type,
            title=title,
            can_play=True,
            can_expand=False,
            thumbnail=self._thumbnail(part) if media_type.startswith("image/") else None,
        )

    def _thumbnail(self, media_hash: str) -> str:
        return async_sign_path(self.hass, MEDIA_URL.format(media_hash=media_hash), THUMBNAIL_LIVES)

    def _folder(
        self, identifier: str, title: str, children: Sequence[BrowseMediaSource] | None = None
    ) -> BrowseMediaSource:
        return BrowseMediaSource(
            domain=DOMAIN,
            identifier=identifier,
            media_class=MediaClass.DIRECTORY,
            media_content_type="",
            title=title,
            can_play=False,
            can_expand=True,
            children=children,
        )

    def _kitchen(self, error: type[BrowseError | Unresolvable]) -> Kitchen:
        if (kitchen := async_get_data(self.hass).kitchen) is None:
            raise error(translation_domain=DOMAIN, translation_key="no_kitchen")
        return kitchen


def _played(medium: Medium, path: Path) -> PlayMedia:
    return PlayMedia(MEDIA_URL.format(media_hash=medium.hash), medium.media_type, path=path)


async def _media_of(kitchen: Kitchen, recipe_id: str) -> list[tuple[str, Medium]]:
    """Return the media of a recipe with titles: pictures, clips of notes, and the scan it was imported from."""
    found = {
        picture.medium.hash: (picture.caption, picture.medium)
        for picture in await kitchen.notes.pictures(recipe_id)
    }
    others = {note.media: note.words for note in await kitchen.notes.notes(recipe_id) if note.media}
    original = await kitchen.recipes.original(recipe_id)
    if original is not None and original.media is not None:
        others[original.media] = original.source
    for media_hash, words in others.items():
        if media_hash not in found:
            found[media_hash] = (words, (await kitchen.files.media_file(media_hash))[0])
    return list(found.values())


def _letter(name: str) -> str:
    """Return the letter under which a name is grouped."""
    first = next((sign for sign in name if sign.isalnum()), "…")
    return "0–9" if first.isdigit() else first.upper()


def _not_here[ErrorT: BrowseError | Unresolvable](error: type[ErrorT], identifier: str) -> ErrorT:
    return error(
        translation_domain=DOMAIN,
        translation_key="media_not_found",
        translation_placeholders={"media": identifier},
    )

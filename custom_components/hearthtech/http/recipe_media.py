"""HTTP views of pictures, clips and source documents, for users who are logged in or have a signed URL.

Imported pages can't act in the browser: text is served as plain text, files only with the type of their first bytes,
and everything with a content security policy that forbids scripts and loading.
"""

from collections.abc import Mapping
from typing import Final

from aiohttp import web
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView

from ..const import DOMAIN
from ..kitchen.errors import KitchenError
from ..kitchen.kitchen import Kitchen
from ..models import async_get_data
from .media_ids import MEDIA_URL, ORIGINAL_URL

INERT: Final[Mapping[str, str]] = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
PLAYED: Final = ("image/", "audio/", "video/", "application/pdf")


class MediaView(HomeAssistantView):
    """Serves a picture or clip by the hash of its content."""

    url = MEDIA_URL
    name = f"api:{DOMAIN}:media"

    async def get(self, request: web.Request, media_hash: str) -> web.StreamResponse:
        """Return the file. A file that is not in the database is not served, even if it is in the folder."""
        return await _send_media(_kitchen(request), media_hash)


class OriginalView(HomeAssistantView):
    """Serves the source document of a recipe."""

    url = ORIGINAL_URL
    name = f"api:{DOMAIN}:original"

    async def get(self, request: web.Request, recipe_id: str) -> web.StreamResponse:
        """Return text as plain text; a scan or a clip with its own type."""
        kitchen = _kitchen(request)
        try:
            original = await kitchen.recipes.original(recipe_id)
        except KitchenError as error:
            raise _as_http(error) from error
        if original is None:
            raise web.HTTPNotFound
        if original.media is not None:
            return await _send_media(kitchen, original.media)
        return web.Response(
            text=original.text, content_type="text/plain", charset="utf-8", headers=dict(INERT)
        )


async def _send_media(kitchen: Kitchen, media_hash: str) -> web.StreamResponse:
    try:
        medium, path = await kitchen.files.media_file(media_hash)
    except KitchenError as error:
        raise _as_http(error) from error
    played = medium.media_type.startswith(PLAYED)
    headers = {
        **INERT,
        "Content-Type": medium.media_type if played else "application/octet-stream",
        # The URL contains the hash of the content: it never changes.
        "Cache-Control": "private, max-age=31536000, immutable",
    }
    # A missing file (a disk that is not mounted) is answered with 404 by the response itself.
    return web.FileResponse(path, headers=headers)


def _kitchen(request: web.Request) -> Kitchen:
    if (kitchen := async_get_data(request.app[KEY_HASS]).kitchen) is None:
        raise web.HTTPServiceUnavailable
    return kitchen


def _as_http(error: KitchenError) -> web.HTTPException:
    return web.HTTPServiceUnavailable() if error.book_is_away else web.HTTPNotFound()


@callback
def async_setup_book_views(hass: HomeAssistant) -> None:
    """Register the views."""
    hass.http.register_view(MediaView)
    hass.http.register_view(OriginalView)

"""Pictures, clips and originals of the book over HTTP, for who is logged in or holds a signed address.

Nothing of a page that was imported can act in the browser of whoever looks at it: words are served as plain text,
files only as what their first bytes say they are, and all of it without any right to run or to load anything.
"""

from collections.abc import Mapping
from typing import Final

from aiohttp import web
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView

from .const import DOMAIN
from .data import household
from .kitchen.errors import ErrorCode, KitchenError
from .kitchen.kitchen import Kitchen
from .media_ids import MEDIA_URL, ORIGINAL_URL

INERT: Final[Mapping[str, str]] = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
PLAYED: Final = ("image/", "audio/", "video/", "application/pdf")


class MediaView(HomeAssistantView):
    """One picture or clip, by the hash of its content."""

    url = MEDIA_URL
    name = f"api:{DOMAIN}:media"

    async def get(self, request: web.Request, media_hash: str) -> web.StreamResponse:
        """Send it. What the book does not know is not there, whatever lies in the folder."""
        return await _send_media(_kitchen(request), media_hash)


class OriginalView(HomeAssistantView):
    """The words a recipe came from, as they came."""

    url = ORIGINAL_URL
    name = f"api:{DOMAIN}:original"

    async def get(self, request: web.Request, recipe_id: str) -> web.StreamResponse:
        """Send them as plain text; a scan or a clip as what it is."""
        kitchen = _kitchen(request)
        try:
            original = await kitchen.recipe_original(recipe_id)
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
        medium, path = await kitchen.media_file(media_hash)
    except KitchenError as error:
        raise _as_http(error) from error
    played = medium.media_type.startswith(PLAYED)
    headers = {
        **INERT,
        "Content-Type": medium.media_type if played else "application/octet-stream",
        # The address names the content itself: it never changes.
        "Cache-Control": "private, max-age=31536000, immutable",
    }
    # A file that is gone (a disk that is away) is told as 404 by the response itself.
    return web.FileResponse(path, headers=headers)


def _kitchen(request: web.Request) -> Kitchen:
    if (kitchen := household(request.app[KEY_HASS]).kitchen) is None:
        raise web.HTTPServiceUnavailable
    return kitchen


def _as_http(error: KitchenError) -> web.HTTPException:
    return web.HTTPServiceUnavailable() if error.code is ErrorCode.BOOK_UNAVAILABLE else web.HTTPNotFound()


@callback
def async_setup_book_views(hass: HomeAssistant) -> None:
    """Serve them."""
    hass.http.register_view(MediaView)
    hass.http.register_view(OriginalView)

"""HTTP view of pictures for `<img>`: `/api/hearthtech/picture/HMAC/HASH?w=480`.

An `<img>` sends no token, and a signed path would change with each login, so that no browser could keep the picture. The
address itself is the permission: it contains a code that only this Home Assistant can compute, and is given only to users
who are logged in. It never expires, and the picture behind it never changes.
"""

import asyncio
from dataclasses import dataclass
import hashlib
import hmac
from http import HTTPStatus
from pathlib import Path
import secrets
from typing import Final

from aiohttp import web
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView
from homeassistant.helpers.storage import Store
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..kitchen.errors import KitchenError
from ..models import async_get_data
from .picture_store import LIMITS, MEDIA_TYPE, NotAPicture, first_color, prune, small_copy

PICTURE_URL: Final = f"/api/{DOMAIN}/picture/{{code}}/{{media_hash}}"
KEY_STORE: Final = f"{DOMAIN}.picture_key"
AT_ONCE: Final = 2
"""Pictures that are encoded at once; each takes a thread and some memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pictures:
    key: bytes
    folder: Path
    encoding: asyncio.Semaphore
    colors: dict[str, str]


_DATA: HassKey[_Pictures] = HassKey(f"{DOMAIN}_pictures")


async def async_setup_pictures(hass: HomeAssistant) -> None:
    """Load the key of the addresses, creating it at the first start, and register the view."""
    store: Store[dict[str, str]] = Store(hass, 1, KEY_STORE, private=True)
    saved = await store.async_load()
    key = (saved or {}).get("key", "")
    if len(key) < 32:
        key = secrets.token_hex(32)
        await store.async_save({"key": key})
    folder = Path(hass.config.cache_path(DOMAIN, "pictures"))
    hass.data[_DATA] = _Pictures(
        key=key.encode(), folder=folder, encoding=asyncio.Semaphore(AT_ONCE), colors={}
    )
    await hass.async_add_executor_job(prune, folder)
    hass.http.register_view(PictureView)


@callback
def picture_url(hass: HomeAssistant, media_hash: str) -> str:
    """Return the address of a picture without its width; give it only to users who are logged in."""
    return PICTURE_URL.format(code=_code(hass, media_hash), media_hash=media_hash)


async def async_first_color(hass: HomeAssistant, media_hash: str) -> str | None:
    """Return the color to show while a picture loads; `None` if it is not a picture that can be shown."""
    pictures = hass.data[_DATA]
    if (known := pictures.colors.get(media_hash)) is not None:
        return known
    kitchen = async_get_data(hass).kitchen
    if kitchen is None:
        return None
    try:
        medium, path = await kitchen.files.media_file(media_hash)
        async with pictures.encoding:
            color = await hass.async_add_executor_job(first_color, pictures.folder, path, medium.hash)
    except KitchenError, NotAPicture:
        return None
    pictures.colors[media_hash] = color
    return color


@callback
def known_color(hass: HomeAssistant, media_hash: str) -> str | None:
    """Return the color of a picture if it is known already."""
    return hass.data[_DATA].colors.get(media_hash)


def _code(hass: HomeAssistant, media_hash: str) -> str:
    return hmac.new(hass.data[_DATA].key, media_hash.encode(), hashlib.sha256).hexdigest()[:32]


class PictureView(HomeAssistantView):
    """Serves a copy of a picture at a width."""

    url = PICTURE_URL
    name = f"api:{DOMAIN}:picture"
    requires_auth = False

    async def get(self, request: web.Request, code: str, media_hash: str) -> web.Response:
        """Return the copy. Answers 404 for a wrong code as for a missing picture."""
        hass = request.app[KEY_HASS]
        if not hmac.compare_digest(code.encode(), _code(hass, media_hash).encode()):
            return web.Response(status=HTTPStatus.NOT_FOUND)
        width = request.query.get("w", "480")
        if not width.isascii() or not width.isdigit() or len(width) > 4 or int(width) not in LIMITS:
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        if (kitchen := async_get_data(hass).kitchen) is None:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        pictures = hass.data[_DATA]
        try:
            medium, path = await kitchen.files.media_file(media_hash)
            async with pictures.encoding:
                content = await hass.async_add_executor_job(
                    small_copy, pictures.folder, path, medium.hash, int(width)
                )
        except KitchenError, NotAPicture:
            return web.Response(status=HTTPStatus.NOT_FOUND)
        if media_hash not in pictures.colors:
            hass.async_create_background_task(async_first_color(hass, media_hash), "color of a picture")
        headers = {
            "Cache-Control": "public, max-age=31536000, immutable",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        }
        return web.Response(body=content, content_type=MEDIA_TYPE, headers=headers)

"""What all views for guests share: which link is right, how often it may ask, and the headers of the answers.

A wrong link gets the same 404 as any other, from memory alone; never 401, which Home Assistant would count against the
address that all guests of a home share.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
import re
from typing import Final
from urllib.parse import parse_qs

from aiohttp import web
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..const import CONF_GUEST_PAGES, CONF_KIND, DOMAIN, EntryKind
from ..kitchen.gatherings.model import GuestLink, LinkKind
from ..kitchen.kitchen import Kitchen
from ..models import async_get_data

GUEST_URL: Final = "/api/hearthtech/guest/{token}"
LARGEST_BODY: Final = 64 * 1024
LONGEST_BODY_S: Final = 10.0
AT_ONCE: Final = 32
PER_MINUTE: Final = {LinkKind.SHARED: 600, LinkKind.PERSONAL: 60, LinkKind.RECIPE: 120}
"""Requests of one link in a minute."""
MOST_COUNTED: Final = 2000
"""Links whose requests are counted; the oldest is forgotten."""
HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class GuestGate:
    """Counts the requests of one view."""

    def __init__(self) -> None:
        """Begin without requests."""
        self._now = 0
        self._counts: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def open(self, hass: HomeAssistant, token: str) -> tuple[Kitchen, GuestLink] | web.Response:
        """Return the kitchen and the link of a token, or the answer that refuses the request."""
        kitchen = _open_kitchen(hass)
        link = None if kitchen is None or not _TOKEN.fullmatch(token) else kitchen.guests.link(token)
        if kitchen is None or link is None:
            return plain(HTTPStatus.NOT_FOUND)
        # A request that is refused because of others does not count as one of this link.
        if self._now >= AT_ONCE:
            return plain(HTTPStatus.SERVICE_UNAVAILABLE)
        if not self._admitted(link):
            return plain(HTTPStatus.TOO_MANY_REQUESTS)
        return kitchen, link

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Count a request while it is answered."""
        self._now += 1
        try:
            yield
        finally:
            self._now -= 1

    def _admitted(self, link: GuestLink) -> bool:
        """Count a request of a link; `False` when it had too many in this minute."""
        minute = int(dt_util.utcnow().timestamp() // 60)
        since, count = self._counts.pop(link.digest, (minute, 0))
        count = count + 1 if since == minute else 1
        self._counts[link.digest] = (minute, count)
        if len(self._counts) > MOST_COUNTED:
            self._counts.popitem(last=False)
        return count <= PER_MINUTE[link.kind]


async def read_form(request: web.Request) -> dict[str, list[str]]:
    """Read the form of a request.

    Raises:
        TimeoutError: it takes too long.
        ValueError: it is too large, or has too many fields.
    """
    body = bytearray()
    async with asyncio.timeout(LONGEST_BODY_S):
        async for part in request.content.iter_chunked(8192):
            body += part
            if len(body) > LARGEST_BODY:
                raise ValueError("too large")
    return parse_qs(body.decode("utf-8", "replace"), max_num_fields=400)


def plain(status: HTTPStatus) -> web.Response:
    """Return an answer without content."""
    return web.Response(status=status, text="", headers=HEADERS)


def _open_kitchen(hass: HomeAssistant) -> Kitchen | None:
    """Return the kitchen if its guests' pages are turned on."""
    for entry in hass.config_entries.async_loaded_entries(DOMAIN):
        if entry.data.get(CONF_KIND) == EntryKind.KITCHEN and entry.options.get(CONF_GUEST_PAGES, False):
            return async_get_data(hass).kitchen
    return None

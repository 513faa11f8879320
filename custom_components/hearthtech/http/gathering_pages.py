"""Pages of a gathering for the host: cards, ballots and the keepsake to print, and the page for guests outside.

Each is made for one request of the host and kept in memory for an hour; its address is signed. It contains no script
(except the page for guests outside, which is only downloaded), loads nothing, and can't act as the user.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path
import secrets
from tempfile import TemporaryDirectory
import time
from typing import Final

from aiohttp import web
from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..kitchen.errors import KitchenError
from ..kitchen.gatherings.keepsake_service import Keepsake
from ..kitchen.kitchen import Kitchen
from ..models import async_get_data
from .guest_words import language_of, load_guest_words
from .outside_page import outside_page
from .page_parts import page
from .print_body import PRINT_STYLE, ballots_body, cards_body, keepsake_body

PAGE_URL: Final = "/api/hearthtech/gathering/page/{job}"
OPEN_FOR: Final = timedelta(hours=1)
MOST_JOBS: Final = 50
LARGEST_PICTURE: Final = 4 * 1024 * 1024
MOST_PICTURES: Final = 20
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Vary": "Accept-Language",
}


class GatheringPage(StrEnum):
    """A page of a gathering for the host."""

    CARDS = "cards"
    BALLOTS = "ballots"
    KEEPSAKE = "keepsake"
    OUTSIDE = "outside"
    ARCHIVE = "archive"
    """The keepsake as an archive that another household imports; a file to download."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageJob:
    """A page that the host asked for."""

    gathering_id: str
    page: GatheringPage
    codes: tuple[str, ...] = ()
    """Codes of ballots on paper, or the code of one guest; they are stored nowhere else."""
    expires_at: float = 0.0


_JOBS: HassKey[dict[str, PageJob]] = HassKey(f"{DOMAIN}_gathering_pages")


@callback
def async_page_path(
    hass: HomeAssistant, gathering_id: str, wanted: GatheringPage, codes: Iterable[str] = ()
) -> str:
    """Keep a page for an hour. Returns its signed path."""
    jobs = hass.data.setdefault(_JOBS, {})
    now = time.time()
    for old in [name for name, job in jobs.items() if job.expires_at <= now]:
        del jobs[old]
    while len(jobs) >= MOST_JOBS:
        del jobs[next(iter(jobs))]
    name = secrets.token_urlsafe(16)
    jobs[name] = PageJob(
        gathering_id=gathering_id,
        page=wanted,
        codes=tuple(codes),
        expires_at=now + OPEN_FOR.total_seconds(),
    )
    return async_sign_path(hass, PAGE_URL.replace("{job}", name), OPEN_FOR, use_content_user=True)


class GatheringPageView(HomeAssistantView):
    """Serves a page that the host asked for."""

    url = PAGE_URL
    name = f"api:{DOMAIN}:gathering_page"

    def __init__(self) -> None:
        """Begin without words; they are read with the first page."""
        self._words: dict[str, dict[str, str]] | None = None

    async def get(self, request: web.Request, job: str) -> web.Response:
        """Return the page in the language of the browser."""
        hass = request.app[KEY_HASS]
        wanted = hass.data.get(_JOBS, {}).get(job)
        kitchen = async_get_data(hass).kitchen
        if wanted is None or wanted.expires_at <= time.time() or kitchen is None:
            return web.Response(status=HTTPStatus.NOT_FOUND, headers=_HEADERS)
        if self._words is None:
            self._words = await hass.async_add_executor_job(load_guest_words)
        language = language_of(request.headers.get("Accept-Language", ""))
        try:
            if wanted.page is GatheringPage.OUTSIDE:
                return await self._outside(hass, kitchen, wanted)
            if wanted.page is GatheringPage.ARCHIVE:
                return await _archive(hass, kitchen, wanted)
            return await self._printed(hass, kitchen, wanted, language)
        except KitchenError as error:
            away = error.book_is_away
            return web.Response(
                status=HTTPStatus.SERVICE_UNAVAILABLE if away else HTTPStatus.NOT_FOUND, headers=_HEADERS
            )

    async def _printed(
        self, hass: HomeAssistant, kitchen: Kitchen, job: PageJob, language: str
    ) -> web.Response:
        words = (self._words or {})[language]
        gathering = await kitchen.gatherings.get(job.gathering_id)
        if job.page is GatheringPage.KEEPSAKE:
            keepsake = await kitchen.keepsakes.keepsake(gathering.id)
            starts_at = gathering.starts_at.astimezone(kitchen.locale.time_zone)
            pictures = await _pictures(hass, kitchen, keepsake)
            body = keepsake_body(keepsake, pictures, words, starts_at)
        elif job.page is GatheringPage.CARDS:
            body = cards_body(gathering, await kitchen.gatherings.dishes(gathering.id), words)
        else:
            body = ballots_body(gathering, await kitchen.gatherings.dishes(gathering.id), job.codes, words)
        nonce = secrets.token_urlsafe(16)
        policy = (
            f"default-src 'none'; style-src 'nonce-{nonce}'; img-src data:; form-action 'none'; base-uri 'none'; "
            "frame-ancestors 'none'; sandbox"
        )
        return web.Response(
            text=page(language, nonce, body, style=PRINT_STYLE),
            content_type="text/html",
            charset="utf-8",
            headers={**_HEADERS, "Content-Security-Policy": policy},
        )

    async def _outside(self, hass: HomeAssistant, kitchen: Kitchen, job: PageJob) -> web.Response:
        code = job.codes[0] if job.codes else ""
        shown = await (kitchen.guests.view(code) if code else kitchen.outside_answers.shown(job.gathering_id))
        starts_at = shown.gathering.starts_at.astimezone(kitchen.locale.time_zone)
        text = await hass.async_add_executor_job(outside_page, shown, code, self._words or {}, starts_at)
        headers = {
            **_HEADERS,
            "Content-Disposition": 'attachment; filename="gathering.html"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
        }
        return web.Response(text=text, content_type="text/html", charset="utf-8", headers=headers)


async def _archive(hass: HomeAssistant, kitchen: Kitchen, job: PageJob) -> web.Response:
    folder = await hass.async_add_executor_job(TemporaryDirectory)
    try:
        file = Path(folder.name) / "keepsake.zip"
        await kitchen.keepsakes.export(job.gathering_id, file)
        content = await hass.async_add_executor_job(file.read_bytes)
    finally:
        await hass.async_add_executor_job(folder.cleanup)
    headers = {**_HEADERS, "Content-Disposition": 'attachment; filename="keepsake.zip"'}
    return web.Response(body=content, content_type="application/zip", headers=headers)


async def _pictures(
    hass: HomeAssistant, kitchen: Kitchen, keepsake: Keepsake
) -> dict[str, tuple[str, bytes]]:
    """Read the pictures of the reviews. One that is missing or too large is left out."""
    reviews = [*keepsake.reviews, *(review for kept in keepsake.dishes for review in kept.reviews)]
    wanted = list(dict.fromkeys(review.media for review in reviews if review.media))[:MOST_PICTURES]
    found: dict[str, tuple[str, bytes]] = {}
    for media in wanted:
        try:
            medium, path = await kitchen.files.media_file(media)
            content = await hass.async_add_executor_job(path.read_bytes)
        except KitchenError, OSError:
            continue
        if medium.media_type.startswith("image/") and len(content) <= LARGEST_PICTURE:
            found[media] = (medium.media_type, content)
    return found


@callback
def async_setup_gathering_pages(hass: HomeAssistant) -> None:
    """Register the view."""
    hass.http.register_view(GatheringPageView())

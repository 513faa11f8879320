"""HTTP views for paper and files: a recipe, the book, and the book as an archive.

They are opened by a path that is signed for one user and a few minutes. Nothing that people wrote can act there: it is
escaped, and the policy of the page allows only its own style and its own script.
"""

from http import HTTPStatus
from pathlib import Path
import secrets
from tempfile import TemporaryDirectory
from typing import Final

from aiohttp import web
from homeassistant.components.http.const import KEY_HASS_USER
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView

from ..const import DOMAIN
from ..kitchen.errors import KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.recipes.media import MediaRole
from ..language.units import System
from ..models import async_get_data
from .pictures import picture_url
from .print_html import LANGUAGES, PrintedRecipe, book_page, print_words, recipe_page

PRINT_RECIPE_URL: Final = f"/api/{DOMAIN}/print/recipe/{{recipe_id}}"
PRINT_BOOK_URL: Final = f"/api/{DOMAIN}/print/book"
EXPORT_URL: Final = f"/api/{DOMAIN}/book.zip"
MOST_PRINTED: Final = 3000
"""Recipes in one printed book; a browser can't lay out more."""
CHUNK_BYTES: Final = 256 * 1024


def _policy(nonce: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": (
            f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; img-src 'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }


def _language(request: web.Request) -> str:
    asked = request.query.get("language", "en").partition("-")[0].lower()
    return asked if asked in LANGUAGES else "en"


class PrintRecipeView(HomeAssistantView):
    """Shows one recipe for paper: `?version=2&factor=1.5&units=us&language=de`."""

    url = PRINT_RECIPE_URL
    name = f"api:{DOMAIN}:print:recipe"

    async def get(self, request: web.Request, recipe_id: str) -> web.Response:
        """Return the page."""
        hass = request.app[KEY_HASS]
        if (kitchen := async_get_data(hass).kitchen) is None:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            factor = float(request.query.get("factor", "1"))
            version = int(request.query["version"]) if "version" in request.query else None
            units = System(request.query["units"]) if "units" in request.query else None
        except ValueError:
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        await hass.async_add_executor_job(print_words)
        try:
            page = await kitchen.recipes.scaled_page(recipe_id, factor=factor, units=units, version=version)
            notes = await kitchen.notes.notes(recipe_id)
            cover = await _cover(hass, kitchen, recipe_id)
        except KitchenError:
            return web.Response(status=HTTPStatus.NOT_FOUND)
        nonce = secrets.token_urlsafe(16)
        printed = PrintedRecipe(recipe=page.recipe, notes=notes, cover=cover)
        text = await hass.async_add_executor_job(recipe_page, printed, _language(request), nonce)
        return web.Response(text=text, content_type="text/html", headers=_policy(nonce))


class PrintBookView(HomeAssistantView):
    """Shows the book, or a collection of it, for paper: `?collection=favorites&language=de`."""

    url = PRINT_BOOK_URL
    name = f"api:{DOMAIN}:print:book"

    async def get(self, request: web.Request) -> web.StreamResponse:
        """Return the page."""
        hass = request.app[KEY_HASS]
        if (kitchen := async_get_data(hass).kitchen) is None:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        language = _language(request)
        words = (await hass.async_add_executor_job(print_words))[language]
        title = words["book"]
        try:
            names = await kitchen.recipes.names()
            if collection := request.query.get("collection", ""):
                found = await kitchen.saved.members(collection)
                if not isinstance(found, frozenset):
                    hits = await kitchen.recipes.search(found.query, limit=MOST_PRINTED)
                    title, found = found.name, frozenset(hit.id for hit in hits)
                else:
                    named = next(one for one in await kitchen.saved.collections() if one.id == collection)
                    title = named.name if named.id != named.name else title
                names = {recipe_id: name for recipe_id, name in names.items() if recipe_id in found}
        except KitchenError:
            return web.Response(status=HTTPStatus.NOT_FOUND)
        printed = [
            one
            for recipe_id in list(names)[:MOST_PRINTED]
            if (one := await _printed(hass, kitchen, recipe_id)) is not None
        ]
        nonce = secrets.token_urlsafe(16)
        text = await hass.async_add_executor_job(lambda: "".join(book_page(title, printed, language, nonce)))
        return web.Response(text=text, content_type="text/html", headers=_policy(nonce))


class ExportView(HomeAssistantView):
    """Sends the whole book as an archive of plain files, without people. Only for administrators."""

    url = EXPORT_URL
    name = f"api:{DOMAIN}:export"

    async def get(self, request: web.Request) -> web.StreamResponse:
        """Return the archive."""
        if not request[KEY_HASS_USER].is_admin:
            return web.Response(status=HTTPStatus.FORBIDDEN)
        hass = request.app[KEY_HASS]
        if (kitchen := async_get_data(hass).kitchen) is None:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        folder = await hass.async_add_executor_job(TemporaryDirectory)
        path = Path(folder.name) / "recipes.zip"
        try:
            await kitchen.files.export_book(path)
            response = web.StreamResponse(
                headers={
                    "Content-Type": "application/zip",
                    "Content-Disposition": 'attachment; filename="recipes.zip"',
                    "Cache-Control": "no-store",
                }
            )
            await response.prepare(request)
            file = await hass.async_add_executor_job(path.open, "rb")
            try:
                while chunk := await hass.async_add_executor_job(file.read, CHUNK_BYTES):
                    await response.write(chunk)
            finally:
                await hass.async_add_executor_job(file.close)
            await response.write_eof()
        except KitchenError:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            return response
        finally:
            await hass.async_add_executor_job(folder.cleanup)


async def _printed(hass: HomeAssistant, kitchen: Kitchen, recipe_id: str) -> PrintedRecipe | None:
    try:
        return PrintedRecipe(
            recipe=await kitchen.recipes.get(recipe_id),
            notes=await kitchen.notes.notes(recipe_id),
            cover=await _cover(hass, kitchen, recipe_id),
        )
    except KitchenError:
        # Erased meanwhile, or damaged; the others are printed.
        return None


async def _cover(hass: HomeAssistant, kitchen: Kitchen, recipe_id: str) -> str | None:
    for picture in await kitchen.notes.pictures(recipe_id):
        if picture.role is MediaRole.COVER and picture.medium.media_type.startswith("image/"):
            return f"{picture_url(hass, picture.medium.hash)}?w=960"
    return None


@callback
def async_setup_print_views(hass: HomeAssistant) -> None:
    """Register the views."""
    for view in (PrintRecipeView, PrintBookView, ExportView):
        hass.http.register_view(view)

"""The page of the shopping list that opens without network, at an address of its own, with its own service worker.

The page holds no data and no secret: it logs in with the tokens of Home Assistant's frontend, and reads the list over
the WebSocket. The worker's scope is this address, so that Home Assistant's own worker is not touched.
"""

from base64 import b64encode
import hashlib
import json
from pathlib import Path
from typing import Final

from aiohttp import web
from homeassistant.core import HomeAssistant
from homeassistant.helpers.http import HomeAssistantView

from ..const import DOMAIN
from .titles import title_of

PAGE_URL: Final = "/hearthtech_list/"
LIST_FILE: Final = "hearthtech-list.js"
_HERE: Final = Path(__file__).resolve().parent
_WORKER: Final = _HERE / "page_scripts" / "list_worker.js"
_ICON: Final = _HERE.parent / "brand" / "icon.png"
_STYLE: Final = "body{margin:0}@media (prefers-color-scheme:dark){body{background:#111}}"
_HEADERS: Final = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

type _File = tuple[bytes, dict[str, str]]
"""The content of a file, and its headers."""


class ListPageView(HomeAssistantView):
    """Serves the page, its worker, its manifest and its icon. None of them says anything about the household."""

    url = PAGE_URL
    extra_urls = [f"{PAGE_URL}worker.js", f"{PAGE_URL}manifest.json", f"{PAGE_URL}icon.png"]  # noqa: RUF012 (the declaration of the base class)
    name = f"{DOMAIN}:list"
    requires_auth = False

    def __init__(self, files: dict[str, _File]) -> None:
        """Serve these files, by the last part of their address."""
        self._files = files

    async def get(self, request: web.Request) -> web.Response:
        """Return one of the files."""
        content, headers = self._files[request.path.removeprefix(PAGE_URL)]
        return web.Response(body=content, headers=headers)


async def async_setup_list_page(hass: HomeAssistant, script_url: str) -> None:
    """Register the page. `script_url` is the address of its script."""
    files = await hass.async_add_executor_job(_read, script_url, hass.config.language)
    hass.http.register_view(ListPageView(files))


def _read(script_url: str, language: str) -> dict[str, _File]:
    title = title_of("shopping_list", language.partition("-")[0])
    manifest = {
        "name": title,
        "short_name": title,
        "id": PAGE_URL,
        "start_url": PAGE_URL,
        "scope": PAGE_URL,
        "display": "standalone",
        "background_color": "#fafafa",
        "theme_color": "#9d3800",
        "icons": [{"src": f"{PAGE_URL}icon.png", "sizes": "256x256", "type": "image/png"}],
    }
    digest = b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; script-src 'self'; style-src 'sha256-{digest}'; connect-src 'self'; img-src 'self' data:; "
        "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">'
        '<meta name="robots" content="noindex"><meta name="theme-color" content="#9d3800">'
        f'<link rel="manifest" href="{PAGE_URL}manifest.json"><link rel="icon" href="{PAGE_URL}icon.png">'
        f'<link rel="apple-touch-icon" href="{PAGE_URL}icon.png"><style>{_STYLE}</style>'
        f'<script type="module" src="{script_url}"></script></head><body><hearthtech-list></hearthtech-list></body></html>'
    )
    return {
        "": (html.encode(), _headers("text/html; charset=utf-8") | {"Content-Security-Policy": policy}),
        "worker.js": (_WORKER.read_bytes(), _headers("text/javascript; charset=utf-8")),
        "manifest.json": (json.dumps(manifest).encode(), _headers("application/manifest+json")),
        "icon.png": (_ICON.read_bytes(), _headers("image/png")),
    }


def _headers(content_type: str) -> dict[str, str]:
    return {**_HEADERS, "Content-Type": content_type}

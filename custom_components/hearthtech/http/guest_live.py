"""Live reactions during the meal: the only page for guests that has a script.

It is a view of its own, because its answers may be read by a page of any origin: the page runs in a sandbox without the
origin of Home Assistant, so that its script can't reach the login that is stored there.
"""

from datetime import tzinfo
from enum import Enum, auto
from http import HTTPStatus
from pathlib import Path
import secrets
import time
from typing import Any, Final

from aiohttp import web
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView

from ..const import DOMAIN
from ..kitchen.errors import KitchenError
from ..kitchen.gatherings.guest_state import LiveState
from ..kitchen.gatherings.model import LinkKind, Reaction
from ..kitchen.kitchen import Kitchen
from .guest_gate import GUEST_URL, HEADERS, GuestGate, plain, read_form
from .guest_page import live_body
from .guest_words import language_of, load_guest_words
from .page_parts import REACTIONS, page

LIVE_URL: Final = f"{GUEST_URL}/live"
FRESH_S: Final = 1.0
"""Time for which one reading of the timeline is sent to all guests (s)."""
MOST_KEPT: Final = 20
_SCRIPT: Final = Path(__file__).with_name("page_scripts") / "live.js"


class LiveRequest(Enum):
    """What the page of live reactions asks for."""

    PAGE = auto()
    STATE = auto()
    REACT = auto()


class LiveReactions:
    """Answers the requests of the page of live reactions, for the three views below."""

    def __init__(self) -> None:
        """Begin without requests, words and readings."""
        self._gate = GuestGate()
        self._parts: tuple[dict[str, dict[str, str]], str] | None = None
        self._read: dict[str, tuple[float, dict[str, Any]]] = {}

    async def answer(self, request: web.Request, token: str, wanted: LiveRequest) -> web.Response:
        """Return the page, the reactions as JSON, or them after a new one."""
        hass = request.app[KEY_HASS]
        opened = self._gate.open(hass, token)
        if isinstance(opened, web.Response):
            return opened
        kitchen, link = opened
        if link.kind is not LinkKind.PERSONAL or link.gathering_id is None:
            return plain(HTTPStatus.NOT_FOUND)
        with self._gate.answering():
            try:
                if self._parts is None:
                    self._parts = await hass.async_add_executor_job(_load_parts)
                if wanted is LiveRequest.PAGE:
                    return self._page(request, token)
                if wanted is LiveRequest.REACT:
                    form = await read_form(request)
                    reaction = Reaction(form.get("reaction", [""])[0])
                    await kitchen.guests.react(token, form.get("dish", [""])[0], reaction)
                    self._read.pop(link.gathering_id, None)
                return web.json_response(await self._state(kitchen, link.gathering_id), headers=HEADERS)
            except TimeoutError:
                return plain(HTTPStatus.REQUEST_TIMEOUT)
            except ValueError:
                return plain(HTTPStatus.BAD_REQUEST)
            except KitchenError as error:
                away = error.book_is_away
                return plain(HTTPStatus.SERVICE_UNAVAILABLE if away else HTTPStatus.BAD_REQUEST)

    async def _state(self, kitchen: Kitchen, gathering_id: str) -> dict[str, Any]:
        """Return the reactions; one reading serves all guests for a moment."""
        now = time.monotonic()
        at, told = self._read.get(gathering_id, (0.0, {}))
        if not told or now - at > FRESH_S:
            told = _told(await kitchen.guests.live(gathering_id), kitchen.locale.time_zone)
            if len(self._read) >= MOST_KEPT:
                self._read.clear()
            self._read[gathering_id] = (now, told)
        return told

    def _page(self, request: web.Request, token: str) -> web.Response:
        assert self._parts is not None
        every, script = self._parts
        language = language_of(request.headers.get("Accept-Language", ""))
        nonce = secrets.token_urlsafe(16)
        body = live_body(every[language], GUEST_URL.replace("{token}", token), nonce, script)
        policy = (
            f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; connect-src 'self'; "
            "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-scripts"
        )
        headers = {**HEADERS, "Content-Security-Policy": policy, "Vary": "Accept-Language"}
        text = page(language, nonce, body)
        return web.Response(text=text, content_type="text/html", charset="utf-8", headers=headers)


class GuestLiveView(HomeAssistantView):
    """Serves the page of live reactions."""

    url = LIVE_URL
    name = f"api:{DOMAIN}:guest_live"
    requires_auth = False

    def __init__(self, live: LiveReactions) -> None:
        """Answer by `live`."""
        self._live = live

    async def get(self, request: web.Request, token: str) -> web.Response:
        """Return the page."""
        return await self._live.answer(request, token, LiveRequest.PAGE)


class GuestLiveStateView(HomeAssistantView):
    """Serves the reactions to the script of the page. Home Assistant permits one method of a path to other origins."""

    url = f"{LIVE_URL}/state"
    name = f"api:{DOMAIN}:guest_live_state"
    requires_auth = False
    cors_allowed = True

    def __init__(self, live: LiveReactions) -> None:
        """Answer by `live`."""
        self._live = live

    async def get(self, request: web.Request, token: str) -> web.Response:
        """Return the reactions."""
        return await self._live.answer(request, token, LiveRequest.STATE)


class GuestReactView(HomeAssistantView):
    """Takes a reaction from the script of the page."""

    url = f"{LIVE_URL}/react"
    name = f"api:{DOMAIN}:guest_react"
    requires_auth = False
    cors_allowed = True

    def __init__(self, live: LiveReactions) -> None:
        """Answer by `live`."""
        self._live = live

    async def post(self, request: web.Request, token: str) -> web.Response:
        """Take a reaction, and return the reactions."""
        return await self._live.answer(request, token, LiveRequest.REACT)


def _told(state: LiveState, zone: tzinfo) -> dict[str, Any]:
    return {
        "dishes": [{"id": dish_id, "name": name} for dish_id, name in state.dishes.items()],
        "counts": {
            dish_id: {reaction.value: count for reaction, count in counts.items()}
            for dish_id, counts in state.counts.items()
        },
        "timeline": [
            {
                "at": f"{moment.at.astimezone(zone):%H:%M}" if moment.at else "",
                "sign": REACTIONS[moment.reaction],
                "dish": moment.dish_id,
            }
            for moment in state.latest
        ],
    }


def _load_parts() -> tuple[dict[str, dict[str, str]], str]:
    return load_guest_words(), _SCRIPT.read_text("utf-8")


@callback
def async_setup_live_reactions(hass: HomeAssistant) -> None:
    """Register the views."""
    live = LiveReactions()
    for view in (GuestLiveView(live), GuestLiveStateView(live), GuestReactView(live)):
        hass.http.register_view(view)

"""The guests' pages: a secret link opens a page without an account.

The feature is off until it is turned on in the options of the kitchen.
"""

from http import HTTPStatus
import secrets

from aiohttp import web
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView

from ..const import DOMAIN
from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.gatherings.model import GuestLink, LinkKind
from ..kitchen.kitchen import Kitchen
from ..kitchen.meal_plan.ics import calendar_text
from ..kitchen.meal_plan.meal import Meal
from .guest_forms import LEFT, apply_form, refusal_note
from .guest_gate import GUEST_URL, HEADERS, GuestGate, plain, read_form
from .guest_live import async_setup_live_reactions
from .guest_page import guest_body, join_body, left_body, recipe_body
from .guest_words import language_of, load_guest_words
from .page_parts import page


class GuestPageView(HomeAssistantView):
    """Serves the page of one link, takes its forms, and the calendar file."""

    url = GUEST_URL
    extra_urls = [f"{GUEST_URL}/event.ics"]  # noqa: RUF012 (the declaration of the base class)
    name = f"api:{DOMAIN}:guest"
    requires_auth = False

    def __init__(self) -> None:
        """Begin without requests and words."""
        self._gate = GuestGate()
        self._words: dict[str, dict[str, str]] | None = None

    async def get(self, request: web.Request, token: str) -> web.Response:
        """Return the page. It changes nothing: chat programs fetch addresses."""
        return await self._answer(request, token, takes_form=False)

    async def post(self, request: web.Request, token: str) -> web.Response:
        """Take a form, and return the page."""
        return await self._answer(request, token, takes_form=True)

    async def _answer(self, request: web.Request, token: str, *, takes_form: bool) -> web.Response:
        hass = request.app[KEY_HASS]
        opened = self._gate.open(hass, token)
        if isinstance(opened, web.Response):
            return opened
        kitchen, link = opened
        with self._gate.answering():
            try:
                if self._words is None:
                    self._words = await hass.async_add_executor_job(load_guest_words)
                if request.path.endswith("/event.ics"):
                    return await _calendar(kitchen, token)
                form = await read_form(request) if takes_form else None
                return await self._page(request, kitchen, link, token, form)
            except TimeoutError:
                return plain(HTTPStatus.REQUEST_TIMEOUT)
            except ValueError:
                return plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            except KitchenError as error:
                gone = error.code is ErrorCode.GATHERING_NOT_FOUND
                return plain(HTTPStatus.NOT_FOUND if gone else HTTPStatus.SERVICE_UNAVAILABLE)

    async def _page(
        self,
        request: web.Request,
        kitchen: Kitchen,
        link: GuestLink,
        token: str,
        form: dict[str, list[str]] | None,
    ) -> web.Response:
        language = language_of(request.headers.get("Accept-Language", ""))
        words = (self._words or {})[language]
        nonce, note = secrets.token_urlsafe(16), ""
        if link.kind is LinkKind.RECIPE:
            recipe = await kitchen.guests.shared_recipe(token)
            return _html(page(language, nonce, recipe_body(recipe, words)), nonce)
        if form is not None:
            try:
                joined = await apply_form(kitchen.guests, link, token, form, language)
            except KitchenError as error:
                if error.book_is_away:
                    raise
                note = refusal_note(error)
            else:
                if joined == LEFT:
                    return _html(page(language, nonce, left_body(words)), nonce)
                if joined is not None:
                    location = GUEST_URL.replace("{token}", joined)
                    return web.Response(
                        status=HTTPStatus.SEE_OTHER, headers={**HEADERS, "Location": location}
                    )
                note = "saved"
        view = await kitchen.guests.view(token)
        starts_at = view.gathering.starts_at.astimezone(kitchen.locale.time_zone)
        if view.guest is None:
            return _html(page(language, nonce, join_body(view, words, starts_at)), nonce)
        needs = await kitchen.guests.needs(token)
        own = GUEST_URL.replace("{token}", token)
        return _html(page(language, nonce, guest_body(view, needs, words, own, starts_at, note)), nonce)


async def _calendar(kitchen: Kitchen, token: str) -> web.Response:
    """Return the calendar file: the gathering, and a reminder of the guest's own dishes on the day before."""
    view = await kitchen.guests.view(token)
    gathering = view.gathering
    meal = Meal(id=gathering.id, starts_at=gathering.starts_at, words=gathering.title)
    lines = (gathering.place, gathering.words, ", ".join(dish.name for dish in view.own))
    told = {gathering.id: "\n".join(filter(None, lines))}
    text = calendar_text([meal], gathering.title, kitchen.clock.now(), told, remind_days=1)
    headers = {**HEADERS, "Content-Disposition": 'attachment; filename="event.ics"'}
    return web.Response(text=text, content_type="text/calendar", charset="utf-8", headers=headers)


def _html(text: str, nonce: str) -> web.Response:
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'; sandbox allow-forms allow-downloads"
    )
    headers = {**HEADERS, "Content-Security-Policy": policy, "Vary": "Accept-Language"}
    return web.Response(text=text, content_type="text/html", charset="utf-8", headers=headers)


@callback
def async_setup_guest_pages(hass: HomeAssistant) -> None:
    """Register the views. While the option is off, every link is wrong."""
    hass.http.register_view(GuestPageView())
    async_setup_live_reactions(hass)

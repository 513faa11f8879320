"""The plan for calendars elsewhere: a link nobody can guess, that can be taken back at any time."""

from hmac import compare_digest
from http import HTTPStatus
from typing import Final

from aiohttp import web
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView

from .const import DOMAIN
from .data import household
from .kitchen.errors import KitchenError

FEED_URL: Final = "/api/hearthtech/plan/{token}.ics"


class PlanFeedView(HomeAssistantView):
    """Gives the plan to whoever knows the link, and tells nothing else."""

    url = FEED_URL
    name = f"api:{DOMAIN}:plan"
    requires_auth = False

    async def get(self, request: web.Request, token: str) -> web.Response:
        """The plan as iCalendar text; whatever is wrong with the link, there is nothing here."""
        kitchen = household(request.app[KEY_HASS]).kitchen
        if kitchen is None:
            return web.Response(status=HTTPStatus.NOT_FOUND)
        try:
            right = await kitchen.feed_token()
            if right is None or not compare_digest(right.encode(), token.encode()):
                return web.Response(status=HTTPStatus.NOT_FOUND)
            text = await kitchen.feed_text()
        except KitchenError:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        headers = {"Cache-Control": "private, max-age=300", "Referrer-Policy": "no-referrer"}
        return web.Response(text=text, content_type="text/calendar", charset="utf-8", headers=headers)


@callback
def async_setup_plan_feed(hass: HomeAssistant) -> None:
    """Serve the feed, once somebody opens one."""
    hass.http.register_view(PlanFeedView)

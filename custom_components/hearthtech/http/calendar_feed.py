"""Calendar feed of the meal plan: a secret link for other calendar programs, which can be revoked at any time."""

from hmac import compare_digest
from http import HTTPStatus
from typing import Final

from aiohttp import web
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView

from ..const import DOMAIN
from ..kitchen.errors import KitchenError
from ..models import async_get_data

FEED_URL: Final = "/api/hearthtech/plan/{token}.ics"


class PlanFeedView(HomeAssistantView):
    """Serves the plan to clients that know the secret link."""

    url = FEED_URL
    name = f"api:{DOMAIN}:plan"
    requires_auth = False

    async def get(self, request: web.Request, token: str) -> web.Response:
        """Return the plan as iCalendar text; 404 for every invalid link."""
        kitchen = async_get_data(request.app[KEY_HASS]).kitchen
        if kitchen is None:
            return web.Response(status=HTTPStatus.NOT_FOUND)
        try:
            right = await kitchen.meal_plan.feed_token()
            if right is None or not compare_digest(right.encode(), token.encode()):
                return web.Response(status=HTTPStatus.NOT_FOUND)
            text = await kitchen.meal_plan.feed_text()
        except KitchenError:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        headers = {"Cache-Control": "private, max-age=300", "Referrer-Policy": "no-referrer"}
        return web.Response(text=text, content_type="text/calendar", charset="utf-8", headers=headers)


@callback
def async_setup_plan_feed(hass: HomeAssistant) -> None:
    """Register the view when the feed is enabled."""
    hass.http.register_view(PlanFeedView)

"""HTTP view of the plot of a cooking session, for users who are logged in or have a signed URL."""

from http import HTTPStatus
from typing import Final

from aiohttp import web
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView

from ..const import DOMAIN
from ..kitchen.errors import KitchenError
from ..models import async_get_data

PLOT_URL: Final = f"/api/{DOMAIN}/session/{{session_id}}/plot.svg"
HEADERS: Final = {
    # It contains text written by users; the policy forbids scripts and loading.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class PlotView(HomeAssistantView):
    """Serves the plot of one dish (`?dish=`; default: the first) as SVG: temperature, power, steps and notes."""

    url = PLOT_URL
    name = f"api:{DOMAIN}:session:plot"

    async def get(self, request: web.Request, session_id: str) -> web.Response:
        """Return the present plot."""
        if (kitchen := async_get_data(request.app[KEY_HASS]).kitchen) is None:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            picture = await kitchen.sessions.plot(session_id, request.query.get("dish"))
        except KitchenError as error:
            away = error.book_is_away
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE if away else HTTPStatus.NOT_FOUND)
        return web.Response(text=picture, content_type="image/svg+xml", headers=HEADERS)


@callback
def async_setup_session_view(hass: HomeAssistant) -> None:
    """Register the view."""
    hass.http.register_view(PlotView)

"""The picture of a cooking session over HTTP, for the card: who is logged in, or holds a signed address."""

from http import HTTPStatus
from typing import Final

from aiohttp import web
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView

from .const import DOMAIN
from .data import household
from .kitchen.errors import ErrorCode, KitchenError

PLOT_URL: Final = f"/api/{DOMAIN}/session/{{session_id}}/plot.svg"
HEADERS: Final = {
    # Words of people stand in it; nothing in it may run or load anything.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class PlotView(HomeAssistantView):
    """Temperature, power, steps and remarks of one dish (`?dish=`; the first, when left out) as SVG."""

    url = PLOT_URL
    name = f"api:{DOMAIN}:session:plot"

    async def get(self, request: web.Request, session_id: str) -> web.Response:
        """Draw it as it is now."""
        if (kitchen := household(request.app[KEY_HASS]).kitchen) is None:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            picture = await kitchen.sessions.plot(session_id, request.query.get("dish"))
        except KitchenError as error:
            away = error.code is ErrorCode.BOOK_UNAVAILABLE
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE if away else HTTPStatus.NOT_FOUND)
        return web.Response(text=picture, content_type="image/svg+xml", headers=HEADERS)


@callback
def async_setup_session_view(hass: HomeAssistant) -> None:
    """Serve it."""
    hass.http.register_view(PlotView)

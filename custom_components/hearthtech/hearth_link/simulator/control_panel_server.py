"""Web control panel of a virtual stove, on this machine only: a small page, and the same commands as an API.

A user of the page can do everything that a person in front of the stove can do. It therefore listens on
loopback, answers only to loopback names (so that no web page elsewhere can reach it by rebinding a name) and
wants a token.
"""

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from importlib import resources
import inspect
import json
import secrets
from typing import Any, Final

from aiohttp import web

from ..errors import LinkRefused
from .virtual import VirtualStove

_HOSTS: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
_SECURITY: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
VERBS: Final = (
    "turn", "arm", "disarm", "lock", "remote", "acknowledge", "confirm", "cap", "bridge", "pair", "pan", "lift",
    "move", "water", "oil", "food", "lid", "probe", "sensor", "power_cut", "renew_certificate",
)  # fmt: skip


class BadVerb(ValueError):
    """An unknown or malformed command of the panel; the text is the reason."""


async def do(stove: VirtualStove, verb: str, arguments: object) -> object:
    """Run a command of the panel on the manual controls.

    Raises:
        BadVerb: an unknown verb, or arguments that do not fit.
        LinkRefused: the stove refuses (an unknown burner, still too hot …).
    """
    if not isinstance(arguments, dict):
        raise BadVerb("an object of arguments expected")
    if verb not in VERBS:
        raise BadVerb(f"unknown: {verb} (known: {', '.join(VERBS)})")
    action: Callable[..., object] = getattr(stove.controls, verb)
    signature = inspect.signature(action)
    try:
        signature.bind(**arguments)
    except TypeError as error:
        raise BadVerb(f"{verb}: {error}") from None
    for name, value in arguments.items():
        wanted = signature.parameters[name].annotation
        good = {
            "int": isinstance(value, int) and not isinstance(value, bool),
            "float": isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e6,
            "bool": isinstance(value, bool),
            "str": isinstance(value, str),
        }[wanted if isinstance(wanted, str) else wanted.__name__]
        if not good:
            raise BadVerb(f"{verb}: {name} can't be {value!r}")
    try:
        done = action(**arguments)
        return await done if inspect.isawaitable(done) else done
    except ValueError as error:
        raise BadVerb(str(error)) from None


class ControlPanelServer:
    """HTTP server of the control panel of one stove."""

    def __init__(self, stove: VirtualStove) -> None:
        self._stove = stove
        self._token = secrets.token_urlsafe(18)
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """URL of the page, including the token."""
        return f"http://127.0.0.1:{self.port}/?token={self._token}"

    async def start(self, port: int = 0) -> None:
        """Start listening on loopback.

        Raises:
            OSError: when the port is taken.
        """
        app = web.Application(middlewares=[self._guard], client_max_size=16 * 1024)
        app.router.add_get("/", self._page)
        app.router.add_get("/control_panel.js", self._script)
        app.router.add_get("/control_panel.css", self._style)
        app.router.add_get("/state", self._state)
        app.router.add_post("/do/{verb}", self._do)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner
        self.port = runner.addresses[0][1]

    async def stop(self) -> None:
        """Close the listening socket of the panel."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        host = request.headers.get("Host", "").rsplit(":", 1)[0]
        if host not in _HOSTS:
            raise web.HTTPForbidden(text="loopback only\n")
        open_to_all = request.path in {"/control_panel.js", "/control_panel.css"}
        given = request.headers.get("X-Token") or request.query.get("token", "")
        if not open_to_all and not secrets.compare_digest(given.encode(), self._token.encode()):
            raise web.HTTPForbidden(text="token missing or wrong\n")
        response: web.StreamResponse = await handler(request)
        response.headers.update(_SECURITY)
        return response

    @staticmethod
    async def _file(name: str, kind: str) -> web.Response:
        def read() -> str:
            return (resources.files(__package__) / "page" / name).read_text("utf-8")

        return web.Response(text=await asyncio.to_thread(read), content_type=kind)

    async def _page(self, _request: web.Request) -> web.Response:
        return await self._file("control_panel.html", "text/html")

    async def _script(self, _request: web.Request) -> web.Response:
        return await self._file("control_panel.js", "text/javascript")

    async def _style(self, _request: web.Request) -> web.Response:
        return await self._file("control_panel.css", "text/css")

    async def _state(self, _request: web.Request) -> web.Response:
        return web.json_response(
            {**self._stove.reported.snapshot(), "code": self._stove.pairing.code, **self._inside()}
        )

    def _inside(self) -> dict[str, object]:
        """State that a person sees but a link does not report: the contents of the pots."""
        pots = {}
        for n, burner in self._stove.stove.burners.items():
            physics = burner.physics
            pots[str(n)] = None if physics.pan is None else {
                "water_l": round(physics.water_kg / 0.998, 3),
                "oil_l": round(physics.oil_kg / 0.91, 3),
                "food_kg": round(physics.solid_kg, 3),
                "food_c": round(physics.food_c, 1),
                "lid": physics.lid,
                "sensor": burner.pan_sensor.fault.value,
                "probe": burner.probe_in,
            }  # fmt: skip
        return {"pots": pots, "bridges": self._stove.zones.bridges}

    async def _do(self, request: web.Request) -> web.Response:
        try:
            arguments = await request.json() if request.can_read_body else {}
            result = await do(self._stove, request.match_info["verb"], arguments)
        except json.JSONDecodeError:
            return web.json_response({"error": "JSON expected"}, status=HTTPStatus.BAD_REQUEST)
        except BadVerb as error:
            return web.json_response({"error": str(error)}, status=HTTPStatus.BAD_REQUEST)
        except LinkRefused as refused:
            return web.json_response({"error": str(refused)}, status=HTTPStatus.CONFLICT)
        return web.json_response({"result": result})

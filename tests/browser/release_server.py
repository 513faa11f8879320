"""Home Assistant at another address of this computer, where the page of the shopping list can be of a later release."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import re
import socket

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, web

LIST = "/hearthtech_list/"
_SCRIPT = re.compile(r"/hearthtech_static/hearthtech-list\.js\?v=(\w+)")
_PASSED_ON = ("Content-Type", "Cache-Control", "Content-Security-Policy", "Service-Worker-Allowed")


class ReleaseServer:
    """Passes everything on to Home Assistant, except that the list page is of the release in `release`.

    The later release has the same code under a script of its own version, which writes the name of the release into the
    page. As after an update, the script of the release before is gone.
    """

    def __init__(self, home: str) -> None:
        self.url = ""
        self.release = ""
        """Name of the later release; empty for the one that is installed."""
        self.breaks = False
        """Whether the script of the later release does not arrive."""
        self._home = home

    @asynccontextmanager
    async def running(self) -> AsyncIterator[ReleaseServer]:
        """Serve until the end of the block."""
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self._answer)
        runner = web.AppRunner(application, shutdown_timeout=1.0)
        await runner.setup()
        async with ClientSession() as self._client:
            listening = socket.create_server(("127.0.0.1", 0))
            await web.SockSite(runner, listening).start()
            self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
            try:
                yield self
            finally:
                await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await self._socket(request)
        path = request.path_qs
        asked = _SCRIPT.fullmatch(path)
        if self.release and asked is not None:
            if asked[1] != self.release:
                return web.Response(status=404)
            if self.breaks:
                return web.Response(status=503)
        async with self._client.request(
            request.method, self._home + path, data=await request.read(), allow_redirects=False
        ) as got:
            body = await got.read()
            headers = {name: got.headers[name] for name in _PASSED_ON if name in got.headers}
            status = got.status
        if self.release and request.path == LIST:
            script = f"/hearthtech_static/hearthtech-list.js?v={self.release}"
            body = _SCRIPT.sub(script, body.decode()).encode()
        if self.release and asked is not None:
            body += f"\ndocument.documentElement.dataset.release = '{self.release}';\n".encode()
        return web.Response(status=status, body=body, headers=headers)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        page = web.WebSocketResponse()
        await page.prepare(request)
        async with self._client.ws_connect(self._home + request.path_qs) as home:
            both = {asyncio.create_task(_pass_on(page, home)), asyncio.create_task(_pass_on(home, page))}
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            for task in both:
                task.cancel()
            await asyncio.gather(*both, return_exceptions=True)
        await page.close()
        return page


type _Side = web.WebSocketResponse | ClientWebSocketResponse


async def _pass_on(sender: _Side, receiver: _Side) -> None:
    async for message in sender:
        if message.type is WSMsgType.TEXT:
            await receiver.send_str(message.data)
        elif message.type is WSMsgType.BINARY:
            await receiver.send_bytes(message.data)

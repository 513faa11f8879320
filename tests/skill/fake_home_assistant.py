"""A fake Home Assistant for faults that can't be produced otherwise: its WebSocket API, and the kitchen's four
commands.
"""

import asyncio
from collections.abc import Callable
from inspect import isawaitable
from typing import Any

from aiohttp import WSMsgType, web

TOKEN = "the-token-nobody-may-see"


class Refused(Exception):
    """Raised by a script of the fake: code and message of Home Assistant's error."""


UNKNOWN_COMMAND = Refused("unknown_command", "Unknown command.")


class FakeHomeAssistant:
    """Serves on a free loopback port; `asked` contains every received command."""

    def __init__(self) -> None:
        self.token = TOKEN
        self.asked: list[dict[str, Any]] = []
        self.refused_logins = 0
        self.on_ask: Callable[[dict[str, Any]], Any] = lambda request: {"say": f"heard {request.get('text')}"}
        self.on_recognize: Callable[[dict[str, Any]], Any] = lambda request: {"kind": "none"}
        self.on_action: Callable[[dict[str, Any]], Any] = lambda request: {"context": {}, "response": None}
        self.vocabulary: dict[str, Any] = {
            "language": "en",
            "kinds": {"next_step": {"sentences": ["next step", "done"]}},
            "slots": {},
            "version": "1",
        }
        self.claimed: set[str] = set()
        self.port = 0
        self._runner: web.AppRunner | None = None
        self._sockets: dict[web.WebSocketResponse, dict[str, int]] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get("/api/websocket", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        server = site._server
        assert isinstance(server, asyncio.Server)
        self.port = server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        for socket in list(self._sockets):
            await socket.close()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def drop_connections(self) -> None:
        for socket in list(self._sockets):
            await socket.close()

    @property
    def listeners(self) -> int:
        return sum("hearthtech/voice/announcements" in topics for topics in self._sockets.values())

    async def announce(self, number: str, text: str, site: str | None = None) -> None:
        await self.send_event("hearthtech/voice/announcements", {"id": number, "text": text, "site": site})

    async def send_event(self, subscription: str, event: object) -> None:
        for socket, subscriptions in list(self._sockets.items()):
            if subscription in subscriptions:
                await socket.send_json({"id": subscriptions[subscription], "type": "event", "event": event})

    async def _serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        await socket.send_json({"type": "auth_required", "ha_version": "2026.10.4"})
        login = await socket.receive_json()
        if login.get("access_token") != self.token:
            self.refused_logins += 1
            await socket.send_json({"type": "auth_invalid", "message": "Invalid access token or password"})
            await socket.close()
            return socket
        await socket.send_json({"type": "auth_ok", "ha_version": "2026.10.4"})
        self._sockets[socket] = {}
        tasks: set[asyncio.Task[None]] = set()
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    tasks.add(asyncio.create_task(self._command(socket, frame.json())))
        finally:
            del self._sockets[socket]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return socket

    async def _command(self, socket: web.WebSocketResponse, request: dict[str, Any]) -> None:
        self.asked.append(request)
        number, command = request["id"], request["type"]
        try:
            result: Any = None
            match command:
                case "hearthtech/voice/ask":
                    result = self.on_ask(request)
                    if isawaitable(result):
                        result = await result
                case "hearthtech/voice/recognize":
                    result = self.on_recognize(request)
                case "call_service":
                    result = self.on_action(request)
                case "hearthtech/voice/announcements" if "claim" in request:
                    result = {"claimed": request["claim"] not in self.claimed}
                    self.claimed.add(request["claim"])
                case "hearthtech/voice/announcements" | "hearthtech/voice/vocabulary":
                    self._sockets[socket][command] = number
                case _:
                    raise UNKNOWN_COMMAND
            if asyncio.iscoroutine(result):
                result = await result
        except Refused as error:
            answer = {"success": False, "error": {"code": error.args[0], "message": error.args[1]}}
        else:
            answer = {"success": True, "result": result}
        if not socket.closed:
            await socket.send_json({"id": number, "type": "result"} | answer)
            if command == "hearthtech/voice/vocabulary":
                await socket.send_json({"id": number, "type": "event", "event": self.vocabulary})

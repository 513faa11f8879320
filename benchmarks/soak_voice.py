"""Voice in the soak: the real skill and a real broker, and a door to the kitchen in place of Home Assistant's API."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
import json
from pathlib import Path
from shutil import which
import socket
from typing import Any, Final
from uuid import uuid4

from aiohttp import WSMsgType, web
import aiomqtt

from hearthtech_skill.config import parse
from hearthtech_skill.skill import Skill

MOSQUITTO: Final = which("mosquitto") or which("mosquitto", path="/usr/sbin")
TOKEN: Final = "soak"
PATIENCE_S: Final = 4.0
ANSWERS: Final = ("hermes/dialogueManager/continueSession", "hermes/dialogueManager/endSession")

type Ask = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]


def free_port() -> int:
    """Return an unused TCP port on loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class KitchenDoor:
    """The commands of the kitchen's voice API over WebSocket; `ask` answers one turn."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._runner: web.AppRunner | None = None
        self._answered: dict[str, asyncio.Task[dict[str, Any]]] = {}
        self.port = 0

    async def start(self) -> None:
        """Serve on a free port."""
        app = web.Application()
        app.router.add_get("/api/websocket", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop serving."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _serve(self, request: web.Request) -> web.WebSocketResponse:
        link = web.WebSocketResponse()
        await link.prepare(request)
        await link.send_json({"type": "auth_required", "ha_version": "2026.10.4"})
        await link.receive_json()
        await link.send_json({"type": "auth_ok", "ha_version": "2026.10.4"})
        async with asyncio.TaskGroup() as group:
            async for frame in link:
                if frame.type is WSMsgType.TEXT:
                    group.create_task(self._answer(link, frame.json()))
        return link

    async def _answer(self, link: web.WebSocketResponse, request: dict[str, Any]) -> None:
        result: Any = None
        if request["type"] == "hearthtech/voice/ask":
            # A repeated request gets its first answer, as in Home Assistant.
            name = request.get("request") or uuid4().hex
            if name not in self._answered:
                self._answered[name] = asyncio.ensure_future(self._ask(request))
            result = await asyncio.shield(self._answered[name])
        elif request["type"] == "hearthtech/voice/recognize":
            result = {"kind": "none"}
        with suppress(ConnectionError):
            await link.send_json({"id": request["id"], "type": "result", "success": True, "result": result})


class VoicePath:
    """A satellite, a broker that can be killed, the skill, and the door."""

    def __init__(self, folder: Path, port: int, door: KitchenDoor) -> None:
        self._folder = folder
        self._port = port
        self._door = door
        self._broker: asyncio.subprocess.Process | None = None
        self._skill: asyncio.Task[None] | None = None
        self._running: Skill | None = None
        self.asked = self.answered = self.doubled = 0

    async def start(self) -> None:
        """Start broker, door and skill."""
        await self._door.start()
        await self.start_broker()
        token = self._folder / "token"
        token.write_text(TOKEN)
        token.chmod(0o600)
        config = parse(
            {
                "mqtt": {"host": "127.0.0.1", "port": self._port},
                "home_assistant": {
                    "url": f"http://127.0.0.1:{self._door.port}",
                    "token_file": str(token),
                },
                "sites": {"kitchen": "kitchen"},
                "worker": "soak",
            }
        )
        self._running = Skill(config)
        self._skill = asyncio.create_task(self._running.run())
        await self.ready()

    async def ready(self) -> None:
        """Wait until the skill is connected."""
        assert self._running is not None
        for _ in range(1500):
            if self._running.is_ready:
                return
            await asyncio.sleep(0.02)
        raise TimeoutError("the skill did not connect")

    async def start_broker(self) -> None:
        """Start the broker."""
        assert MOSQUITTO is not None
        configuration = self._folder / "mosquitto.conf"
        configuration.write_text(
            f"listener {self._port} 127.0.0.1\nallow_anonymous true\npersistence false\nuser root\n"
        )
        nothing = asyncio.subprocess.DEVNULL
        self._broker = await asyncio.create_subprocess_exec(
            MOSQUITTO, "-c", str(configuration), stdout=nothing, stderr=nothing
        )
        async with asyncio.timeout(15):
            while True:
                with suppress(OSError):
                    _, writer = await asyncio.open_connection("127.0.0.1", self._port)
                    writer.close()
                    return
                await asyncio.sleep(0.02)

    async def kill_broker(self) -> None:
        """Kill the broker and start it again; the skill connects by itself."""
        assert self._broker is not None
        self._broker.kill()
        await self._broker.wait()
        await self.start_broker()
        await self.ready()

    async def say(self, text: str) -> str | None:
        """Say something at the satellite. Returns the answer; `None` if there was none in time."""
        session = uuid4().hex
        intent = {
            "input": text, "rawInput": text, "intent": {"intentName": "hearthtech_none", "confidenceScore": 1.0},
            "siteId": "kitchen", "sessionId": session, "slots": [], "lang": "en",
        }  # fmt: skip
        heard: list[str] = []
        self.asked += 1
        async with aiomqtt.Client("127.0.0.1", self._port, identifier=f"soak-{session[:8]}") as client:
            await client.subscribe([(topic, 1) for topic in ANSWERS])
            await client.publish("hermes/intent/hearthtech_none", json.dumps(intent), qos=1)
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE_S):
                    async for message in client.messages:
                        body = json.loads(bytes(message.payload))
                        if body.get("sessionId") == session:
                            heard.append(str(body.get("text") or ""))
                            break
            with suppress(TimeoutError):
                async with asyncio.timeout(0.05):
                    async for message in client.messages:
                        self.doubled += json.loads(bytes(message.payload)).get("sessionId") == session
        self.answered += bool(heard)
        return heard[0] if heard else None

    async def stop(self) -> None:
        """Stop everything."""
        if self._skill is not None:
            self._skill.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await self._skill
        await self._door.stop()
        if self._broker is not None:
            with suppress(ProcessLookupError):
                self._broker.kill()
            await self._broker.wait()

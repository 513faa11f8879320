"""Client of Home Assistant's WebSocket API: one connection with reconnection."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
import json
import logging
from pathlib import Path
from typing import Any

import aiohttp

from .config import HomeAssistant, read_secret
from .errors import ConfigError, HomeAssistantAway, HomeAssistantRefused
from .json_reader import parse_json

LOGGER = logging.getLogger(__name__)
CONNECT_TIMEOUT_S = 10.0
HEARTBEAT_S = 20.0
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0
REFUSED_PAUSE_S = 300.0
"""Pause after a refused token (s), since Home Assistant may ban the address after repeated attempts."""
TOKEN_WATCH_S = 2.0
MAX_ANSWER_BYTES = 32 * 1024 * 1024
SUBSCRIBE_TIMEOUT_S = 10.0

type HomeAssistantEvent = dict[str, Any]


class HomeAssistantClient:
    """Sends commands and manages subscriptions; `run` reconnects until it is cancelled."""

    def __init__(self, config: HomeAssistant) -> None:
        self._config = config
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._last_id = 0
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._listeners: dict[int, Callable[[HomeAssistantEvent], None]] = {}
        self._on_connect: list[Callable[[], Awaitable[None]]] = []
        self._on_disconnect: list[Callable[[], None]] = []
        self._told: str | None = None
        self.connected = asyncio.Event()

    def on_connect(self, action: Callable[[], Awaitable[None]]) -> None:
        """Run `action` after each login, e.g. to subscribe again."""
        self._on_connect.append(action)

    def on_disconnect(self, action: Callable[[], None]) -> None:
        """Run `action` after each loss of the connection."""
        self._on_disconnect.append(action)

    async def run(self) -> None:
        """Stay connected. Raises `ConfigError` only if the token file is unusable at the start."""
        pause = FIRST_PAUSE_S
        token = read_secret(self._config.token_file, "token")
        async with aiohttp.ClientSession() as session:
            while True:
                was_connected = False
                try:
                    was_connected = await self._stay(session, token)
                except HomeAssistantRefused as error:
                    self._tell(str(error))
                    await self._await_new_token(token)
                except HomeAssistantAway as error:
                    self._tell(str(error))
                pause = FIRST_PAUSE_S if was_connected else min(pause * 2, LONGEST_PAUSE_S)
                await asyncio.sleep(pause)
                with suppress(ConfigError):  # the file may be in the process of being replaced
                    token = read_secret(self._config.token_file, "token")

    async def ask(self, command: str, timeout_s: float, **fields: Any) -> Any:
        """Send one command and return its result.

        Raises `HomeAssistantAway` if there is no answer within `timeout_s` seconds, and `HomeAssistantRefused`.
        """
        number, answer = await self._send(command, fields)
        try:
            return await asyncio.wait_for(answer, timeout_s)
        except TimeoutError:
            raise HomeAssistantAway("Home Assistant does not answer in time.") from None
        finally:
            self._answers.pop(number, None)

    async def subscribe(
        self, command: str, listener: Callable[[HomeAssistantEvent], None], **fields: Any
    ) -> None:
        """Subscribe, and call `listener` with each event until the connection ends."""
        number, answer = await self._send(command, fields, listener)
        try:
            await asyncio.wait_for(answer, SUBSCRIBE_TIMEOUT_S)
        except TimeoutError:
            self._listeners.pop(number, None)
            raise HomeAssistantAway("Home Assistant does not answer in time.") from None
        except HomeAssistantRefused:
            self._listeners.pop(number, None)
            raise
        finally:
            self._answers.pop(number, None)

    async def _send(
        self,
        command: str,
        fields: dict[str, Any],
        listener: Callable[[HomeAssistantEvent], None] | None = None,
    ) -> tuple[int, asyncio.Future[Any]]:
        socket = self._socket
        if socket is None:
            raise HomeAssistantAway("Home Assistant is not connected.")
        self._last_id = number = self._last_id + 1
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._answers[number] = answer
        if listener is not None:
            self._listeners[number] = listener
        try:
            # Home Assistant closes the connection on invalid JSON: NaN, Infinity, a lone surrogate.
            frame = json.dumps({"id": number, "type": command} | fields, allow_nan=False, ensure_ascii=False)
            frame.encode()
        except (ValueError, TypeError, RecursionError) as error:
            self._answers.pop(number, None)
            self._listeners.pop(number, None)
            raise HomeAssistantRefused("invalid_format", f"{command} can't be asked: {error}") from None
        try:
            await socket.send_str(frame)
        except (ConnectionError, RuntimeError, aiohttp.ClientError) as error:
            self._answers.pop(number, None)
            self._listeners.pop(number, None)
            raise HomeAssistantAway("The connection to Home Assistant broke.") from error
        return number, answer

    async def _stay(self, session: aiohttp.ClientSession, token: str) -> bool:
        """Connect, log in and read until the connection ends. Returns whether the login succeeded."""
        url = self._config.websocket_url
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT_S):
                socket = await session.ws_connect(url, heartbeat=HEARTBEAT_S, max_msg_size=MAX_ANSWER_BYTES)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise HomeAssistantAway(_cannot_connect(self._config.url, error)) from error
        tasks: list[asyncio.Task[None]] = []
        try:
            await self._log_in(socket, token)
            self._socket = socket
            self._tell(f"Connected to Home Assistant at {self._config.url}.", logging.INFO)
            self.connected.set()
            tasks = [asyncio.create_task(self._connected(action)) for action in self._on_connect]
            async for message in _json_messages(socket):
                self._receive(message)
        finally:
            self._socket = None
            self.connected.clear()
            self._fail_all()
            for task in tasks:
                task.cancel()
            with suppress(Exception):
                await socket.close()
            for tell in self._on_disconnect:
                tell()
        self._tell("Home Assistant closed the connection.")
        return True

    async def _log_in(self, socket: aiohttp.ClientWebSocketResponse, token: str) -> None:
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT_S):
                greeting = await socket.receive_json()
                await socket.send_json({"type": "auth", "access_token": token})
                verdict = await socket.receive_json()
        except (aiohttp.ClientError, TypeError, ValueError, TimeoutError, OSError) as error:
            raise HomeAssistantAway(f"What answers at {self._config.url} is not Home Assistant.") from error
        if not isinstance(greeting, dict) or not isinstance(verdict, dict):
            raise HomeAssistantAway(f"What answers at {self._config.url} is not Home Assistant.")
        if verdict.get("type") != "auth_ok":
            raise HomeAssistantRefused(
                "invalid_auth",
                f"Home Assistant refuses the token in {self._config.token_file}: "
                "make a new long-lived access token and put it there.",
            )

    async def _connected(self, action: Callable[[], Awaitable[None]]) -> None:
        try:
            await action()
        except HomeAssistantAway as error:
            LOGGER.debug("After connecting: %s", error)
        except HomeAssistantRefused as error:
            LOGGER.warning("%s", error)
        except Exception:
            LOGGER.exception("After connecting")

    def _receive(self, message: dict[str, Any]) -> None:
        number = message.get("id")
        if not isinstance(number, int):
            return
        if message.get("type") == "event":
            event = message.get("event")
            if (listener := self._listeners.get(number)) and isinstance(event, dict):
                try:
                    listener(event)
                except Exception:
                    LOGGER.exception("An event of Home Assistant could not be used")
            return
        answer = self._answers.get(number)
        if message.get("type") != "result" or answer is None or answer.done():
            return
        if message.get("success"):
            answer.set_result(message.get("result"))
        else:
            answer.set_exception(_refusal(message.get("error")))

    def _fail_all(self) -> None:
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(HomeAssistantAway("The connection to Home Assistant broke."))
                answer.exception()  # the caller may have been cancelled
        self._answers.clear()
        self._listeners.clear()

    async def _await_new_token(self, refused: str) -> None:
        """Wait until the file contains another token, or until the pause after a refusal is over."""
        async with asyncio.TaskGroup() as group:
            watch = group.create_task(_changed(self._config.token_file, refused))
            await asyncio.wait({watch}, timeout=REFUSED_PAUSE_S)
            watch.cancel()

    def _tell(self, sentence: str, level: int = logging.WARNING) -> None:
        """Log a change of the connection once."""
        if sentence != self._told:
            self._told = sentence
            LOGGER.log(level, "%s", sentence)


async def _changed(path: Path, known: str) -> None:
    while True:
        await asyncio.sleep(TOKEN_WATCH_S)
        with suppress(ConfigError):
            if read_secret(path, "token") != known:
                return


async def _json_messages(socket: aiohttp.ClientWebSocketResponse) -> AsyncIterator[dict[str, Any]]:
    async for frame in socket:
        if frame.type is not aiohttp.WSMsgType.TEXT:
            continue
        try:
            body = parse_json(frame.data)
        except ValueError:
            continue
        for message in body if isinstance(body, list) else [body]:
            if isinstance(message, dict):
                yield message


def _refusal(error: object) -> HomeAssistantRefused:
    code = str(error.get("code", "unknown")) if isinstance(error, dict) else "unknown"
    if code == "unknown_command":
        return HomeAssistantRefused(
            code, "This Home Assistant has no kitchen: add the HearthTech integration, then a kitchen."
        )
    if code == "unauthorized":
        return HomeAssistantRefused(code, "The skill's user has no right to ask the kitchen.")
    message = error.get("message") if isinstance(error, dict) else None
    return HomeAssistantRefused(code, f"Home Assistant refuses: {message or code}.")


def _cannot_connect(url: str, error: Exception) -> str:
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientConnectorSSLError):
        return f"The certificate of Home Assistant at {url} is not trusted."
    if isinstance(error, aiohttp.WSServerHandshakeError):
        return f"What answers at {url} is not Home Assistant (status {error.status})."
    return f"Home Assistant does not answer at {url}."

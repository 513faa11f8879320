"""A real Home Assistant, controlled only through its public interfaces: onboarding, REST and WebSocket."""

import asyncio
from collections.abc import Callable, Mapping
import json
from pathlib import Path
from time import time
from typing import Any
from urllib.parse import urlencode

import aiohttp

from .processes import ROOT, DemoError, Program, free_port, wait_for_port

USERNAME = "cook"
PASSWORD = "hearth-and-home"  # noqa: S105 - a demo on loopback, printed for its users

CONFIGURATION = """\
# Written by script/demo. No default_config: the demo asks nothing of the internet.
homeassistant:
  name: HearthTech demo
  country: DE
  unit_system: metric
  time_zone: UTC
http:
  server_host: 127.0.0.1
  server_port: {port}
frontend:
config:
history:
logbook:
conversation:
assist_pipeline:
recorder:
automation: !include automations.yaml
script:
input_number:
  plate_level:
    name: Plate level
    min: 0
    max: 9
    step: 1
  soup_temperature:
    name: Soup temperature
    min: 0
    max: 300
    step: 0.01
    initial: 20
template:
  - sensor:
      - name: Soup probe
        unit_of_measurement: "°C"
        device_class: temperature
        state: "{{{{ states('input_number.soup_temperature') | float }}}}"
      - name: Plate probe
        unit_of_measurement: "°C"
        device_class: temperature
        state: "{{{{ 20 + states('input_number.plate_level') | float * 5 }}}}"
logger:
  default: warning
  logs:
    custom_components.hearthtech: info
"""


class HomeAssistant:
    """One Home Assistant with its own configuration folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "home"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.access_token = ""
        self._logs = folder
        self._refresh_token = ""
        self._program: Program | None = None
        self._http: aiohttp.ClientSession | None = None
        self._socket: Socket | None = None

    # --- process -------------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Create the configuration folder with the integration installed."""
        (self.folder / ".storage").mkdir(parents=True)
        (self.folder / "custom_components").mkdir()
        installed = self.folder / "custom_components" / "hearthtech"
        installed.symlink_to(ROOT / "custom_components" / "hearthtech", target_is_directory=True)
        (self.folder / "configuration.yaml").write_text(CONFIGURATION.format(port=self.port))
        (self.folder / "automations.yaml").write_text("[]\n")
        # Onboarding steps that need the internet are marked as done; only creating the user remains.
        done = {"done": ["core_config", "analytics", "integration"]}
        onboarding = {"version": 4, "minor_version": 1, "key": "onboarding", "data": done}
        (self.folder / ".storage" / "onboarding").write_text(json.dumps(onboarding))

    async def start(self) -> None:
        """Start it and wait until it responds."""
        from sys import executable

        command = [
            executable,
            "-m",
            "homeassistant",
            "--config",
            str(self.folder),
            "--skip-pip",
            "--log-no-color",
        ]
        self._program = await Program.start("home-assistant", command, self._logs)
        await wait_for_port(self.port, self._program, within_s=120)

    @property
    def pid(self) -> int:
        """The process id of the running program."""
        assert self._program is not None
        return self._program.pid

    async def wait_until_running(self, *, within_s: float = 120.0) -> None:
        """Wait until setup has finished; Home Assistant responds before that."""
        async with asyncio.timeout(within_s):
            while (await self.command("get_config"))["state"] != "RUNNING":
                await asyncio.sleep(0.1)

    async def kill(self) -> None:
        """End the process like a power failure."""
        await self._close_connections()
        assert self._program is not None
        await self._program.kill()

    async def stop(self) -> None:
        """Stop the process regularly."""
        await self._close_connections()
        if self._program is not None:
            await self._program.stop()

    def check(self) -> None:
        """Raise an error if the process has ended."""
        assert self._program is not None
        self._program.check()

    # --- users ---------------------------------------------------------------------------------------

    async def onboard(self) -> None:
        """Create the first user, like the first visit of the frontend."""
        user = {
            "name": "Cook",
            "username": USERNAME,
            "password": PASSWORD,
            "client_id": f"{self.url}/",
            "language": "en",
        }
        answer = await self.rest("POST", "/api/onboarding/users", user)
        await self._take_token({"grant_type": "authorization_code", "code": answer["auth_code"]})
        await self.connect()
        # Otherwise it would revert to its old port within five minutes.
        await self.command("http/config/promote")

    async def log_in_again(self) -> None:
        """Log in again after a restart, with a new access token and connection."""
        await self._take_token({"grant_type": "refresh_token", "refresh_token": self._refresh_token})
        await self.connect()

    async def log_in_another(self, name: str) -> Socket:
        """Create a user without administrator rights, and connect as that user. The caller closes the connection."""
        user = await self.command("config/auth/create", name=name, group_ids=["system-users"])
        login = {"username": f"{name.lower()}-{user['user']['id'][:6]}", "password": PASSWORD}
        await self.command("config/auth_provider/homeassistant/create", user_id=user["user"]["id"], **login)
        client = {"client_id": f"{self.url}/"}
        asked = {**client, "handler": ["homeassistant", None], "redirect_uri": f"{self.url}/"}
        flow = await self.rest("POST", "/auth/login_flow", asked)
        done = await self.rest("POST", f"/auth/login_flow/{flow['flow_id']}", {**client, **login})
        form = urlencode({**client, "grant_type": "authorization_code", "code": done["result"]})
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        async with self.http.post(f"{self.url}/auth/token", data=form, headers=headers) as response:
            token = (await response.json())["access_token"]
        return await Socket.open(self.http, f"{self.url}/api/websocket", token)

    async def connect(self) -> None:
        """Open the WebSocket."""
        self._socket = await Socket.open(self.http, f"{self.url}/api/websocket", self.access_token)

    async def _take_token(self, grant: Mapping[str, str]) -> None:
        form = urlencode({**grant, "client_id": f"{self.url}/"})
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        async with self.http.post(f"{self.url}/auth/token", data=form, headers=headers) as response:
            answer = await response.json()
        self.access_token = answer["access_token"]
        self._refresh_token = answer.get("refresh_token", self._refresh_token)

    def frontend_tokens(self) -> dict[str, object]:
        """Return the login data that the frontend stores in the local storage of the browser."""
        return {
            "access_token": self.access_token,
            "refresh_token": self._refresh_token,
            "token_type": "Bearer",
            "expires_in": 1800,
            "expires": (time() + 1800) * 1000,
            "hassUrl": self.url,
            "clientId": f"{self.url}/",
        }

    # --- public interfaces -----------------------------------------------------------------------------

    @property
    def http(self) -> aiohttp.ClientSession:
        """The client session of the demo, made on first use."""
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        return self._http

    @property
    def socket(self) -> Socket:
        """The open WebSocket."""
        if self._socket is None:
            raise DemoError("Home Assistant is not connected.")
        return self._socket

    async def rest(self, method: str, path: str, data: object = None) -> Any:
        """Call the REST interface."""
        headers = {"Authorization": f"Bearer {self.access_token}"} if self.access_token else {}
        async with self.http.request(method, self.url + path, json=data, headers=headers) as response:
            if response.status >= 400:
                raise DemoError(
                    f"Home Assistant answered {response.status} to {path}: {await response.text()}"
                )
            return await response.json()

    async def command(self, type_: str, **fields: object) -> Any:
        """Call the WebSocket interface and return the result."""
        return await self.socket.command(type_, **fields)

    async def action(
        self, domain: str, name: str, data: Mapping[str, object], *, response: bool = True
    ) -> Any:
        """Call an action; returns its response if it has one."""
        call = {"domain": domain, "service": name, "service_data": dict(data), "return_response": response}
        return (await self.command("call_service", **call)).get("response")

    async def configure(self, answers: list[Mapping[str, object]], *, handler: str = "hearthtech") -> str:
        """Complete a config flow with `answers`, one per form or menu. Returns the id of the new entry.

        A last page without an answer is submitted with its defaults.
        """
        step = await self.rest("POST", "/api/config/config_entries/flow", {"handler": handler})
        for answer in answers:
            step = await self.rest("POST", f"/api/config/config_entries/flow/{step['flow_id']}", dict(answer))
        if step["type"] == "form" and step.get("last_step"):
            # The last page of the kitchen: its voice assistants, with those that are preselected.
            step = await self.rest("POST", f"/api/config/config_entries/flow/{step['flow_id']}", {})
        if step["type"] != "create_entry":
            raise DemoError(
                f"the integration could not be set up: {step.get('errors') or step.get('reason')}."
            )
        return str(step["result"]["entry_id"])

    async def burners(self, entry_id: str) -> dict[str, str]:
        """Return the burner ids of an entry by name."""
        found: dict[str, str] = {}
        devices = await self.command("config/device_registry/list")
        own = {device["id"] for device in devices if entry_id in device.get("config_entries", ())}
        for device in devices:
            for domain, name in device["identifiers"]:
                if domain == "hearthtech" and device.get("parent_device_id") in own:
                    found[str(device["name"])] = str(name)
        return found

    async def reconfigure(self, entry_id: str, answers: list[Mapping[str, object]]) -> None:
        """Complete the reconfiguration flow of an entry."""
        start = {"handler": "hearthtech", "entry_id": entry_id}
        step = await self.rest("POST", "/api/config/config_entries/flow", start)
        for answer in answers:
            step = await self.rest("POST", f"/api/config/config_entries/flow/{step['flow_id']}", dict(answer))
        if step.get("reason") != "reconfigure_successful":
            raise DemoError(f"the entry could not be changed: {step.get('errors') or step.get('reason')}.")

    async def add_automation(self, name: str, blueprint: str, inputs: Mapping[str, object]) -> None:
        """Create an automation from a blueprint, like its editor."""
        automation = {"alias": name, "use_blueprint": {"path": blueprint, "input": dict(inputs)}}
        await self.rest("POST", f"/api/config/automation/config/{name}", automation)

    async def text(self, path: str) -> str:
        """Return the text of a URL path, as a logged-in user."""
        headers = {"Authorization": f"Bearer {self.access_token}"}
        async with self.http.get(self.url + path, headers=headers) as response:
            if response.status != 200:
                raise DemoError(f"Home Assistant answered {response.status} to {path}")
            return await response.text()

    async def status(self, path: str, *, logged_in: bool = True) -> int:
        """Return the HTTP status of a path."""
        headers = {"Authorization": f"Bearer {self.access_token}"} if logged_in else {}
        async with self.http.get(self.url + path, headers=headers) as response:
            return response.status

    async def state(self, entity_id: str) -> str | None:
        """Return an entity's state, `None` if there is no such entity."""
        headers = {"Authorization": f"Bearer {self.access_token}"}
        async with self.http.get(f"{self.url}/api/states/{entity_id}", headers=headers) as response:
            return None if response.status == 404 else str((await response.json())["state"])

    async def _close_connections(self) -> None:
        if self._socket is not None:
            await self._socket.close()
            self._socket = None
        if self._http is not None:
            await self._http.close()
            self._http = None


class Socket:
    """Client of Home Assistant's WebSocket API: commands with results, subscriptions with callbacks."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._listeners: dict[int, Callable[[Any], None]] = {}
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def open(cls, http: aiohttp.ClientSession, url: str, token: str) -> Socket:
        """Connect and authenticate."""
        socket = await http.ws_connect(url, max_msg_size=0)
        await socket.receive_json()
        await socket.send_json({"type": "auth", "access_token": token})
        answer = await socket.receive_json()
        if answer["type"] != "auth_ok":
            raise DemoError(f"Home Assistant refused the login: {answer.get('message')}.")
        return cls(socket)

    async def command(self, type_: str, **fields: object) -> Any:
        """Send a command and wait for its result."""
        self._number += 1
        future = self._waiting[self._number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._number, "type": type_, **fields})
        async with asyncio.timeout(60):
            return await future

    async def subscribe(self, callback: Callable[[Any], None], type_: str, **fields: object) -> None:
        """Send a subscribing command; its events are passed to `callback`."""
        self._listeners[self._number + 1] = callback
        await self.command(type_, **fields)

    async def close(self) -> None:
        """Close the connection."""
        self._reader.cancel()
        await self._socket.close()

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                continue
            answer = message.json()
            if answer["type"] == "event" and (listener := self._listeners.get(answer["id"])):
                listener(answer["event"])
            elif answer["type"] == "result" and (future := self._waiting.pop(answer["id"], None)):
                if answer["success"]:
                    future.set_result(answer["result"])
                else:
                    future.set_exception(DemoError(answer["error"]["message"]))

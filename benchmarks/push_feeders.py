"""Devices for `bench_push`, each a process of its own: a Hearth Link stove, an MQTT publisher, an ESPHome node.

All read commands from standard input, one JSON object per line, and answer on standard output in the same way: `{"do":
"burst", "count": N}` sends N entity changes as fast as possible; `{"do": "pace", "rate": R, "seconds": S}` sends R
entity changes per second and then returns the times (CLOCK_MONOTONIC, s) at which they were sent.
"""

import asyncio
from collections.abc import Awaitable, Callable
from importlib import import_module
import json
from pathlib import Path
import sys
import tempfile
import time
from typing import Any

import aiomqtt

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "script"), str(ROOT)]

pb: Any = import_module("aioesphomeapi.api_pb2")
"""ESPHome's messages; their classes are created at run time."""

BURNERS = 6
KEYS = ("pan_temperature", "probe_temperature", "power")
"""The values that change at each burner: one entity each, in every path."""
ABOUT = {
    "pan_temperature": ("temperature", "°C", 1),
    "probe_temperature": ("temperature", "°C", 1),
    "power": ("power", "W", 0),
}
"""Device class, unit and displayed decimals: the same in every path, since Home Assistant's work depends on them."""
VALUES = 5000
"""Number of different values before they repeat."""


def value_of(number: int, key: str) -> float:
    """Return the value of the n-th change: tenths of a degree, or watts."""
    return number % VALUES if key == "power" else (number % VALUES) / 10


def number_of(value: float, key: str) -> int:
    """Return the number of a change (modulo `VALUES`) from its value."""
    return round(value if key == "power" else value * 10)


class Feeder:
    """Sends changes to all entities in turn."""

    def __init__(self, send: Callable[[int, str, float], Awaitable[None]], *, group: int = 1) -> None:
        self._send = send
        self._group = group
        """How many changes are sent together."""
        self._number = 0

    async def change(self) -> int:
        """Send the next change. Returns its number."""
        number = self._number
        self._number += 1
        entity = number % (BURNERS * len(KEYS))
        key = KEYS[entity % len(KEYS)]
        await self._send(entity // len(KEYS) + 1, key, value_of(number, key))
        return number

    async def serve(self, orders: asyncio.StreamReader) -> None:
        """Execute commands until the input ends."""
        while line := await orders.readline():
            order = json.loads(line)
            if order["do"] == "burst":
                for _ in range(order["count"]):
                    await self.change()
                say({"done": order["count"]})
            elif order["do"] == "pace":
                say({"sent": await self._pace(order["rate"], order["seconds"])})

    async def _pace(self, rate: float, seconds: float) -> list[tuple[int, float]]:
        sent = []
        begun = time.monotonic()
        for tick in range(0, int(rate * seconds), self._group):
            await asyncio.sleep(max(begun + tick / rate - time.monotonic(), 0))
            moment = time.monotonic()
            sent += [(await self.change(), moment) for _ in range(self._group)]
        return sent


def say(told: dict[str, Any]) -> None:
    """Print an answer to standard output."""
    print(json.dumps(told), flush=True)


async def standard_input() -> asyncio.StreamReader:
    """Return standard input as a stream."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    return reader


async def link(orders: asyncio.StreamReader, grouped: bool) -> None:
    """A virtual stove that is fed with changes. `grouped`: a burner's three values in one frame, as stoves send them."""
    from standalone_import import prepare_standalone_import

    prepare_standalone_import()
    from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

    names = {
        "pan_temperature": "pan_temperature_c",
        "probe_temperature": "probe_temperature_c",
        "power": "power_w",
    }
    held: dict[str, float] = {}

    async def send(n: int, key: str, value: float) -> None:
        held[names[key]] = value
        if grouped and key != KEYS[-1]:
            return
        # Through the stove's reported state and its own flush, as its logic does it; without its limit of the rate.
        stove.reported.put({str(n): dict(held)}, int(time.monotonic() * 1000))
        held.clear()
        await asyncio.sleep(0)
        await stove.server.drained()

    with tempfile.TemporaryDirectory() as folder:
        stove = VirtualStove(folder, burners=BURNERS, name="Bench stove")
        key = await asyncio.to_thread(stove.provision, "bench")
        await stove.start()
        stove.controls.arm()
        for n in range(1, BURNERS + 1):
            stove.controls.pan(n, water_l=1.0)
        say(
            {
                "id": stove.stove_id,
                "port": stove.port,
                "key": key.hex(),
                "fingerprint": stove.fingerprint,
            }
        )
        if stove._ticking is not None:  # Its own physics would add changes that are not counted.
            stove._ticking.cancel()
        await Feeder(send, group=len(KEYS) if grouped else 1).serve(orders)
        await stove.stop()


async def mqtt(orders: asyncio.StreamReader, port: int, as_json: bool) -> None:
    """An MQTT device announced by discovery: one topic per entity, or one JSON topic per burner with templates."""
    name = "json" if as_json else "plain"
    values: dict[int, dict[str, float]] = {n: {} for n in range(1, BURNERS + 1)}
    async with aiomqtt.Client("127.0.0.1", port, identifier=f"bench-{name}") as client:
        for n in range(1, BURNERS + 1):
            for key in KEYS:
                device_class, unit, decimals = ABOUT[key]
                config: dict[str, Any] = {
                    "unique_id": f"{name}_{n}_{key}",
                    "name": f"{name} {n} {key}",
                    "device_class": device_class,
                    "unit_of_measurement": unit,
                    "suggested_display_precision": decimals,
                    "state_class": "measurement",
                    "device": {"identifiers": [f"{name}_{n}"], "name": f"{name} {n}"},
                    "state_topic": f"{name}/{n}" if as_json else f"{name}/{n}/{key}",
                }
                if as_json:
                    config["value_template"] = f"{{{{ value_json.{key} }}}}"
                topic = f"homeassistant/sensor/{config['unique_id']}/config"
                await client.publish(topic, json.dumps(config), retain=True)
        number = {
            "unique_id": f"{name}_number",
            "name": f"{name} number",
            "command_topic": f"{name}/set",
            "state_topic": f"{name}/number",
        }
        await client.publish(f"homeassistant/number/{name}_number/config", json.dumps(number), retain=True)
        await client.subscribe(f"{name}/set")

        async def echo() -> None:
            async for message in client.messages:
                await client.publish(f"{name}/number", message.payload)

        async def send(n: int, key: str, value: float) -> None:
            if not as_json:
                await client.publish(f"{name}/{n}/{key}", str(value))
                return
            values[n][key] = value
            if key == KEYS[-1]:
                await client.publish(f"{name}/{n}", json.dumps(values[n]))

        echoing = asyncio.create_task(echo())
        say({"ready": True})
        await Feeder(send, group=len(KEYS) if as_json else 1).serve(orders)
        echoing.cancel()


async def raw(orders: asyncio.StreamReader) -> None:
    """A plain WebSocket server that sends frames like our stove's, with and without TLS, to measure the cost of TLS."""
    from aiohttp import web
    from standalone_import import prepare_standalone_import

    prepare_standalone_import()
    from custom_components.hearthtech.hearth_link.simulator.keys import Keys

    async def serve(request: web.Request) -> web.WebSocketResponse:
        response = web.WebSocketResponse(compress=False)
        await response.prepare(request)
        async for message in response:
            for number in range(int(message.data)):
                changed = {"pan_temperature_c": value_of(number, KEYS[0])}
                params = {"rev": number, "prev": number - 1, "uptime_ms": number, "burners": {"1": changed}}
                await response.send_str(
                    json.dumps({"jsonrpc": "2.0", "method": "state.changed", "params": params})
                )
                await asyncio.sleep(0)
        return response

    app = web.Application()
    app.router.add_get("/", serve)
    runner = web.AppRunner(app)
    await runner.setup()
    with tempfile.TemporaryDirectory() as folder:
        keys = await asyncio.to_thread(Keys.open, Path(folder))
        for context in (None, await asyncio.to_thread(keys.server_context)):
            await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    ports = [address[1] for address in runner.addresses]
    say({"plain": ports[0], "tls": ports[1]})
    await orders.read()
    await runner.cleanup()


class Node(asyncio.Protocol):
    """An ESPHome node with the plain native API (frames: 0, length, type, protobuf)."""

    clients: list[Node] = []  # noqa: RUF012 (the one client of the benchmark)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called for a new connection."""
        self.transport = transport
        self._buffer = b""

    def data_received(self, data: bytes) -> None:
        """Process the complete frames in the received data."""
        self._buffer += data
        while (frame := self._frame()) is not None:
            self._answer(*frame)

    def _frame(self) -> tuple[int, bytes] | None:
        try:
            length, place = _read_varint(self._buffer, 1)
            kind, place = _read_varint(self._buffer, place)
        except IndexError:
            return None
        if len(self._buffer) < place + length:
            return None
        body, self._buffer = self._buffer[place : place + length], self._buffer[place + length :]
        return kind, body

    def send(self, kind: int, message: Any) -> None:
        """Send one message."""
        body = message.SerializeToString()
        self.transport.write(b"\0" + _varint(len(body)) + _varint(kind) + body)  # type: ignore[attr-defined]

    def _answer(self, kind: int, body: bytes) -> None:
        match kind:
            case 1:
                self.send(2, pb.HelloResponse(api_version_major=1, api_version_minor=10, name="bench"))
            case 3:
                self.send(4, pb.AuthenticationResponse())
            case 5:
                self.send(6, pb.DisconnectResponse())
            case 7:
                self.send(8, pb.PingResponse())
            case 9:
                told = {"name": "bench", "mac_address": "AA:BB:CC:DD:EE:FF", "model": "bench"}
                self.send(
                    10, pb.DeviceInfoResponse(**told, esphome_version="2026.10.0", friendly_name="Bench")
                )
            case 11:
                for entity in range(BURNERS * len(KEYS)):
                    name = f"{entity // len(KEYS) + 1} {KEYS[entity % len(KEYS)]}"
                    device_class, unit, decimals = ABOUT[KEYS[entity % len(KEYS)]]
                    self.send(
                        16,
                        pb.ListEntitiesSensorResponse(
                            object_id=name.replace(" ", "_"),
                            key=entity + 1,
                            name=name,
                            device_class=device_class,
                            unit_of_measurement=unit,
                            accuracy_decimals=decimals,
                            state_class=1,
                        ),
                    )
                self.send(
                    49,
                    pb.ListEntitiesNumberResponse(
                        object_id="number", key=1000, name="number", max_value=100, step=1
                    ),
                )
                self.send(19, pb.ListEntitiesDoneResponse())
            case 20:
                Node.clients.append(self)
            case 51:
                command = pb.NumberCommandRequest.FromString(body)
                self.send(50, pb.NumberStateResponse(key=1000, state=command.state))


async def esphome(orders: asyncio.StreamReader) -> None:
    """An ESPHome node with the same number of sensors."""
    server = await asyncio.get_running_loop().create_server(Node, "127.0.0.1", 0)

    async def send(n: int, key: str, value: float) -> None:
        entity = (n - 1) * len(KEYS) + KEYS.index(key) + 1
        Node.clients[-1].send(25, pb.SensorStateResponse(key=entity, state=value))
        await asyncio.sleep(0)

    say({"port": server.sockets[0].getsockname()[1]})
    await Feeder(send).serve(orders)
    server.close()


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes((*out, number))


def _read_varint(data: bytes, place: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = data[place]
        number |= (byte & 127) << shift
        place, shift = place + 1, shift + 7
        if byte < 128:
            return number, place


async def main(words: list[str]) -> None:
    """Run the device given as argument."""
    orders = await standard_input()
    match words:
        case ["link", how]:
            await link(orders, how == "grouped")
        case ["mqtt", port, how]:
            await mqtt(orders, int(port), how == "json")
        case ["esphome"]:
            await esphome(orders)
        case ["raw"]:
            await raw(orders)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))

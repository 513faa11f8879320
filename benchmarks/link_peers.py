"""Comparison programs with the same payload: a plain aiohttp loop over TLS, and ESPHome's native API.

Each peer is a server process (`python -m benchmarks.link_peers NAME`) and a client coroutine that counts changes for
some seconds. ESPHome runs without encryption, which is in its favor.
"""

import asyncio
from collections.abc import Callable
import json
import os
from pathlib import Path
import ssl
import sys
import tempfile
import time
from typing import Any

BURNERS = 6
WATT_MESSAGE = 25
"""SensorStateResponse in ESPHome's native API."""


def _tls(folder: Path) -> ssl.SSLContext:
    from custom_components.hearthtech.hearth_link.certificate import make_certificate

    certificate, key = make_certificate("peer")
    (folder / "c.pem").write_bytes(certificate)
    (folder / "k.pem").write_bytes(key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "c.pem", folder / "k.pem")
    return context


async def serve_bare() -> None:
    """Serve JSON-RPC notifications by aiohttp over TLS, in the form of Shelly devices; nothing else."""
    from aiohttp import WSMsgType, web
    import orjson

    async def push(request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        together = int(request.query["together"])
        number = 0
        until = time.monotonic() + float(request.query["seconds"])
        while time.monotonic() < until:
            number += 1
            burners = {
                str((number + place) % BURNERS + 1): {
                    "pan_temperature_c": 20.0 + number % 997 / 10.0,
                    "energy_wh": time.monotonic(),
                }
                for place in range(together)
            }
            params = {"rev": number, "prev": number - 1, "uptime_ms": number, "burners": burners}
            frame = orjson.dumps({"jsonrpc": "2.0", "method": "state.changed", "params": params})
            try:
                await socket.send_frame(frame, WSMsgType.TEXT)
            except ConnectionError:
                break
            await asyncio.sleep(0)
        return socket

    app = web.Application()
    app.router.add_get("/", push)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    with tempfile.TemporaryDirectory() as folder:
        context = await asyncio.to_thread(_tls, Path(folder))
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
    await site.start()
    sys.stdout.write(json.dumps({"port": runner.addresses[0][1]}) + "\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


async def count_bare(port: int, together: int, seconds: float) -> float:
    """Return the changes per second that a plain client parses, counted for `seconds`."""
    from aiohttp import ClientSession, WSMsgType
    import orjson

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    url = f"wss://127.0.0.1:{port}/?together={together}&seconds={seconds}"
    async with ClientSession() as session, session.ws_connect(url, ssl=context, compress=0) as socket:
        count = 0
        started = time.monotonic()
        while True:
            message = await socket.receive()
            if message.type is not WSMsgType.TEXT:
                break
            count += len(orjson.loads(message.data)["params"]["burners"])
        return count / (time.monotonic() - started)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _packet(kind: int, message: bytes) -> bytes:
    return b"\0" + _varint(len(message)) + _varint(kind) + message


async def serve_esphome() -> None:
    """Serve the messages of ESPHome's native API that a client needs to receive sensor states."""
    import aioesphomeapi.api_pb2 as messages

    api_pb2: Any = messages

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        pushing: asyncio.Task[None] | None = None
        try:
            while True:
                kind, _ = await _read(reader)
                if kind == 1:
                    hello = api_pb2.HelloResponse(api_version_major=1, api_version_minor=10, name="peer")
                    writer.write(_packet(2, hello.SerializeToString()))
                elif kind == 3:
                    writer.write(_packet(4, b""))
                elif kind == 7:
                    writer.write(_packet(8, b""))
                elif kind == 9:
                    writer.write(_packet(10, api_pb2.DeviceInfoResponse(name="peer").SerializeToString()))
                elif kind == 20 and pushing is None:
                    pushing = asyncio.create_task(push(writer))
        except asyncio.IncompleteReadError, ConnectionError:
            pass
        finally:
            if pushing is not None:
                pushing.cancel()
            writer.close()

    async def push(writer: asyncio.StreamWriter) -> None:
        message = api_pb2.SensorStateResponse()
        number = 0
        while True:
            # The same payload: two numbers of a burner are two states here.
            for key in (1, 2):
                message.key = number % BURNERS * 2 + key
                message.state = 20.0 + number % 997 / 10.0
                writer.write(_packet(WATT_MESSAGE, message.SerializeToString()))
            number += 1
            await writer.drain()
            await asyncio.sleep(0)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    sys.stdout.write(json.dumps({"port": server.sockets[0].getsockname()[1]}) + "\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    server.close()


async def _read(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    async def varint() -> int:
        value = shift = 0
        while True:
            byte = (await reader.readexactly(1))[0]
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    await reader.readexactly(1)
    length, kind = await varint(), await varint()
    return kind, await reader.readexactly(length)


async def count_esphome(port: int, seconds: float) -> float:
    """Return the changes (pairs of states) per second that aioesphomeapi passes to a callback."""
    from aioesphomeapi.client import APIClient

    client = APIClient("127.0.0.1", port, None)
    await client.connect(login=False)
    count = 0

    def on_state(_state: Any) -> None:
        nonlocal count
        count += 1

    started = time.monotonic()
    client.subscribe_states(on_state)
    await asyncio.sleep(seconds)
    counted, took = count, time.monotonic() - started
    await client.disconnect(force=True)
    return counted / 2.0 / took


SERVERS: dict[str, Callable[[], Any]] = {"bare": serve_bare, "esphome": serve_esphome}

if __name__ == "__main__":
    if "--core" in sys.argv:
        os.sched_setaffinity(0, {int(sys.argv[sys.argv.index("--core") + 1])})
    asyncio.run(SERVERS[sys.argv[1]]())

"""A Home Assistant in this process, without recorder, and the devices of `push_feeders` set up in it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import gc
import json
import logging
from pathlib import Path
import socket
import subprocess
import sys
import tempfile
import time
from typing import Any

from homeassistant import auth, bootstrap, loader
from homeassistant.components.ffmpeg import DATA_FFMPEG, FFmpegManager
from homeassistant.config_entries import SOURCE_USER, ConfigEntries, ConfigEntryState
from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry

from benchmarks.permits import permit
from benchmarks.push_feeders import BURNERS, KEYS, VALUES, number_of

FEEDERS = Path(__file__).with_name("push_feeders.py")
NO_VALUE = ("unknown", "unavailable")
BURST = 360
"""Changes per burst; the next is requested when half of it has arrived, so that the receiver never waits."""


@asynccontextmanager
async def home_assistant() -> AsyncIterator[HomeAssistant]:
    """Run Home Assistant in a folder of its own."""
    logging.getLogger().setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="bench-push-") as folder:
        (Path(folder) / "configuration.yaml").touch()
        hass = HomeAssistant(folder)
        hass.config.skip_pip = True
        hass.config_entries = ConfigEntries(hass, {})
        loader.async_setup(hass)
        await bootstrap.async_load_base_functionality(hass)
        hass.auth = await auth.auth_manager_from_config(hass, [], [])
        await async_setup_component(hass, "homeassistant", {})
        http = {"server_host": "127.0.0.1", "server_port": free_port()}
        await async_setup_component(hass, "http", {"http": http})
        await hass.async_start()
        try:
            yield hass
        finally:
            await hass.async_stop(force=True)


def free_port() -> int:
    """Return an unused port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def broker() -> AsyncIterator[int]:
    """Run Mosquitto on a free port."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        config = Path(folder) / "mosquitto.conf"
        config.write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\n")
        program = await asyncio.create_subprocess_exec(
            "mosquitto", "-c", str(config), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(100):
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                break
            except OSError:
                await asyncio.sleep(0.05)
        try:
            yield port
        finally:
            program.terminate()
            await program.wait()


@dataclass
class Device:
    """A feeder process and its entities."""

    name: str
    hass: HomeAssistant
    program: asyncio.subprocess.Process
    told: dict[str, Any]
    sensors: dict[str, str] = field(default_factory=dict)
    """Key by entity id."""
    number: str = ""

    @classmethod
    async def start(cls, hass: HomeAssistant, name: str, *words: str) -> Device:
        """Start the process and wait for its first line."""
        program = await asyncio.create_subprocess_exec(
            sys.executable, str(FEEDERS), *words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, limit=2**24
        )
        device = cls(name, hass, program, {})
        device.told = await device.answer()
        return device

    async def answer(self) -> dict[str, Any]:
        """Return the next line of the process."""
        assert self.program.stdout is not None
        line = await self.program.stdout.readline()
        if not line:
            raise RuntimeError(f"the {self.name} device ended")
        told: dict[str, Any] = json.loads(line)
        return told

    async def order(self, **order: Any) -> None:
        """Send a command to the process."""
        assert self.program.stdin is not None
        self.program.stdin.write(json.dumps(order).encode() + b"\n")
        await self.program.stdin.drain()

    async def stop(self) -> None:
        """End the process."""
        assert self.program.stdin is not None
        self.program.stdin.close()
        await self.program.wait()

    async def wait_for_entities(
        self, mine: Callable[[str], str | None], number: Callable[[str], bool]
    ) -> None:
        """Wait until all entities exist. `mine` returns the key of an entity of the device."""
        for _ in range(400):
            self.sensors = {
                state.entity_id: key
                for state in self.hass.states.async_all("sensor")
                if (key := mine(state.entity_id)) is not None
            }
            self.number = next(
                (one for one in self.hass.states.async_entity_ids("number") if number(one)), ""
            )
            if len(self.sensors) == BURNERS * len(KEYS) and self.number:
                return
            await asyncio.sleep(0.05)
        raise RuntimeError(f"{self.name}: {len(self.sensors)} sensors, number {self.number!r}")

    def listen(self, heard: Callable[[str, str, float], None]) -> Callable[[], None]:
        """Call a listener for each new state of these entities, with id, state and time."""
        sensors = self.sensors

        @callback
        def changed(event: Event[EventStateChangedData]) -> None:
            data = event.data
            entity_id = data["entity_id"]
            if (
                entity_id in sensors
                and (state := data["new_state"]) is not None
                and state.state not in NO_VALUE
            ):
                heard(entity_id, state.state, time.monotonic())

        return self.hass.bus.async_listen(EVENT_STATE_CHANGED, changed)


@dataclass
class Saturated:
    """One saturated run."""

    updates_s: float
    cpu_us: float
    updates: int


async def saturate(device: Device, updates: int) -> Saturated:
    """Let a device send as fast as the receiver accepts. CPU is that of this process, all threads."""
    arrived = 0
    more = asyncio.Event()

    def heard(_entity: str, _state: str, _at: float) -> None:
        nonlocal arrived
        arrived += 1
        if arrived % (BURST // 2) == 0:
            more.set()

    stop = device.listen(heard)
    gc.collect()
    begun, cpu = time.monotonic(), time.process_time()
    ordered = 0
    while arrived < updates:
        if ordered - arrived <= BURST // 2 and ordered < updates:
            await device.order(do="burst", count=BURST)
            ordered += BURST
            continue
        more.clear()
        if arrived < updates:
            async with asyncio.timeout(20):
                await more.wait()
    cpu, wall = time.process_time() - cpu, time.monotonic() - begun
    for _ in range(ordered // BURST):
        await device.answer()
    stop()
    return Saturated(arrived / wall, cpu / arrived * 1e6, arrived)


async def latencies(device: Device, rate: float, seconds: float) -> list[float]:
    """Return the latencies from the device's send to the written state at a fixed rate (ms)."""
    arrivals: dict[int, float] = {}

    def heard(entity_id: str, state: str, at: float) -> None:
        arrivals[number_of(float(state), device.sensors[entity_id])] = at

    stop = device.listen(heard)
    await device.order(do="pace", rate=rate, seconds=seconds)
    sent = (await device.answer())["sent"]
    await asyncio.sleep(0.5)
    stop()
    return [(arrivals[n % VALUES] - at) * 1000 for n, at in sent if n % VALUES in arrivals]


async def round_trips(device: Device, count: int) -> list[float]:
    """Return the latencies from an action to the device's echo as a state (ms)."""
    hass = device.hass
    times = []
    for turn in range(count):
        value = 41 - turn % 2
        seen: asyncio.Future[float] = hass.loop.create_future()

        @callback
        def changed(
            event: Event[EventStateChangedData], value: int = value, seen: asyncio.Future[float] = seen
        ) -> None:
            state = event.data["new_state"]
            if event.data["entity_id"] != device.number or state is None or state.state in NO_VALUE:
                return
            if float(state.state) == value and not seen.done():
                seen.set_result(time.monotonic())

        stop = hass.bus.async_listen(EVENT_STATE_CHANGED, changed)
        begun = time.monotonic()
        await hass.services.async_call("number", "set_value", {"entity_id": device.number, "value": value})
        async with asyncio.timeout(10):
            times.append((await seen - begun) * 1000)
        stop()
    return times


def _resident_kib() -> int:
    words = Path("/proc/self/status").read_text().split()
    return int(words[words.index("VmRSS:") + 1])


@dataclass
class SetUp:
    """Times of setting up an entry."""

    loop_ms: float
    kib_per_entity: float
    entities: int


async def set_up(hass: HomeAssistant, entry: MockConfigEntry) -> SetUp:
    """Set up an entry; the time is that of the event loop's own thread."""
    gc.collect()
    before, kib, cpu = len(hass.states.async_entity_ids()), _resident_kib(), time.thread_time()
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    cpu = time.thread_time() - cpu
    if entry.state is not ConfigEntryState.LOADED:
        raise RuntimeError(f"{entry.domain}: {entry.state} {entry.reason}")
    entities = len(hass.states.async_entity_ids()) - before
    return SetUp(cpu * 1000, (_resident_kib() - kib) / max(entities, 1), entities)


async def link_device(hass: HomeAssistant, how: str) -> tuple[Device, SetUp]:
    """Set up our stove over TLS."""
    device = await Device.start(hass, f"hearthtech {how}", "link", how)
    data = {
        "kind": "link_stove",
        "host": "127.0.0.1",
        "port": device.told["port"],
        "key_id": "bench",
        "key": device.told["key"],
        "fingerprint": device.told["fingerprint"],
    }
    entry = MockConfigEntry(domain="hearthtech", title=how, unique_id=device.told["id"], data=data)
    registry = er.async_get(hass)
    for n in range(1, BURNERS + 1):
        # The power of a burner is disabled by default.
        registry.async_get_or_create("sensor", "hearthtech", f"{device.told['id']}_{n}_power")
    told = await set_up(hass, entry)
    stove = entry.runtime_data
    stove.updates.limits_writes = False
    await stove.burners[1].set(power=0.4, start=True, permit=permit(stove.burners[1].id))

    def mine(entity_id: str) -> str | None:
        known = registry.async_get(entity_id)
        if known is None or known.config_entry_id != entry.entry_id:
            return None
        n, _, key = known.unique_id.removeprefix(f"{stove.id}_").partition("_")
        return key if n.isdecimal() and key in KEYS else None

    def number(entity_id: str) -> bool:
        known = registry.async_get(entity_id)
        return known is not None and known.unique_id == f"{stove.id}_1_power_level"

    await device.wait_for_entities(mine, number)
    return device, told


async def mqtt_device(hass: HomeAssistant, port: int, how: str) -> Device:
    """Set up an MQTT device by Home Assistant's own discovery."""
    if not hass.config_entries.async_entries("mqtt"):
        data = {"broker": "127.0.0.1", "port": port}
        entry = MockConfigEntry(domain="mqtt", data=data, version=2, minor_version=1, source=SOURCE_USER)
        await set_up(hass, entry)
    device = await Device.start(hass, f"mqtt {how}", "mqtt", str(port), how)

    def mine(entity_id: str) -> str | None:
        found = [key for key in KEYS if entity_id.endswith(f"_{key}") and f".{how}_" in entity_id]
        return found[0] if found else None

    await device.wait_for_entities(mine, lambda entity_id: f".{how}_" in entity_id)
    return device


async def esphome_device(hass: HomeAssistant) -> Device:
    """Set up an ESPHome node by the core integration."""
    # A program that these entities never use and that may not be installed.
    hass.config.components.add("ffmpeg")
    hass.data[DATA_FFMPEG] = FFmpegManager(hass, "ffmpeg")
    device = await Device.start(hass, "esphome", "esphome")
    data = {"host": "127.0.0.1", "port": device.told["port"], "password": "", "device_name": "bench"}
    entry = MockConfigEntry(domain="esphome", title="Bench", unique_id="aa:bb:cc:dd:ee:ff", data=data)
    await set_up(hass, entry)

    registry = er.async_get(hass)

    def own(entity_id: str) -> bool:
        known = registry.async_get(entity_id)
        return known is not None and known.config_entry_id == entry.entry_id

    def mine(entity_id: str) -> str | None:
        return next((key for key in KEYS if own(entity_id) and entity_id.endswith(f"_{key}")), None)

    await device.wait_for_entities(mine, own)
    return device

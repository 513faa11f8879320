"""The runs of `bench_push`, and their report."""

import argparse
from statistics import median
import time

import aiohttp
from homeassistant.core import HomeAssistant

from benchmarks.push_home import (
    Device,
    Saturated,
    SetUp,
    broker,
    esphome_device,
    home_assistant,
    latencies,
    link_device,
    mqtt_device,
    round_trips,
    saturate,
)
from benchmarks.report import Goal, Table, report

RATE = 300.0
"""Changes per second at which latency is measured."""
SETUP_TRIES = 3
TLS_FRAMES = 3
"""Number of frames per update of a run: a difference of two small numbers needs more of them."""
FITTED = "Fitted: nothing."
SINGLE, GROUPED = "hearthtech single", "hearthtech grouped"
"""Each change in a frame of its own; the simultaneous changes of a burner in one frame."""


async def run(options: argparse.Namespace) -> int:
    """Measure and report. Returns the exit code."""
    async with home_assistant() as hass, broker() as port:
        set_ups = []
        for _ in range(SETUP_TRIES):
            spare, told = await link_device(hass, "single")
            set_ups.append(told)
            await _remove(hass, spare)
        ours, _ = await link_device(hass, "single")
        grouped, _ = await link_device(hass, "grouped")
        plain = await mqtt_device(hass, port, "plain")
        as_json = await mqtt_device(hass, port, "json")
        node = await esphome_device(hass)
        devices = [ours, grouped, plain, as_json, node]
        runs: dict[str, list[Saturated]] = {device.name: [] for device in devices}
        tls = []
        raw = await Device.start(hass, "raw", "raw")
        for _ in range(options.rounds):
            for device in devices:
                runs[device.name].append(await saturate(device, options.updates))
            tls.append(await _tls_us(raw, options.updates * TLS_FRAMES))
        delays = {device.name: sorted(await latencies(device, RATE, 8.0)) for device in devices}
        trips = {device.name: sorted(await round_trips(device, 100)) for device in devices}
        for device in (*devices, raw):
            await device.stop()
    return _tell(options, set_ups, runs, delays, trips, median(tls))


async def _remove(hass: HomeAssistant, device: Device) -> None:
    for entry in hass.config_entries.async_entries("hearthtech"):
        if entry.unique_id == device.told["id"]:
            await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    await device.stop()


async def _tls_us(raw: Device, frames: int) -> float:
    """Return the CPU time that TLS adds to reading one frame with a plain client (µs)."""
    cost = {}
    async with aiohttp.ClientSession() as session:
        for name, scheme in (("plain", "ws"), ("tls", "wss")):
            async with session.ws_connect(
                f"{scheme}://127.0.0.1:{raw.told[name]}/", ssl=False, compress=0
            ) as socket:
                await socket.send_str(str(frames))
                begun = time.process_time()
                for _ in range(frames):
                    await socket.receive()
                cost[name] = (time.process_time() - begun) / frames * 1e6
    return cost["tls"] - cost["plain"]


def _tell(
    options: argparse.Namespace,
    set_ups: list[SetUp],
    runs: dict[str, list[Saturated]],
    delays: dict[str, list[float]],
    trips: dict[str, list[float]],
    tls_us: float,
) -> int:
    cpu = {name: median(run.cpu_us for run in found) for name, found in runs.items()}
    p99 = {name: found[int(len(found) * 0.99)] for name, found in delays.items()}
    rows = [
        (
            name,
            median(run.updates_s for run in runs[name]),
            cpu[name],
            cpu[name] / cpu["mqtt plain"],
            median(delays[name]),
            p99[name],
            median(trips[name]),
            trips[name][int(len(trips[name]) * 0.99)],
        )
        for name in runs
    ]
    warm = set_ups[1:]
    tables = [
        Table(
            f"pushes, median of {options.rounds} interleaved runs of {options.updates} changes",
            (
                "path",
                "updates/s",
                "CPU µs/update",
                "× mqtt plain",
                "p50 ms",
                "p99 ms",
                "trip p50 ms",
                "trip p99 ms",
            ),
            rows,
        ),
        Table(
            "setup of a stove with 6 burners",
            ("", "event-loop ms", "entities", "KiB/entity"),
            [
                (
                    "first of its kind (loads the platforms)",
                    set_ups[0].loop_ms,
                    set_ups[0].entities,
                    set_ups[0].kib_per_entity,
                ),
                (
                    "every other",
                    median(one.loop_ms for one in warm),
                    warm[0].entities,
                    median(one.kib_per_entity for one in warm),
                ),
            ],
        ),
        Table("a bare WebSocket client, same frames", ("", "CPU µs/frame"), [("TLS adds", tls_us)]),
    ]
    goals = [
        Goal(
            "single frames: CPU per update over MQTT's plain-topic path",
            cpu[SINGLE] / cpu["mqtt plain"],
            "×",
            "<= 0.3",
        ),
        Goal(
            "grouped frames: CPU per update over MQTT's plain-topic path",
            cpu[GROUPED] / cpu["mqtt plain"],
            "×",
            "<= 0.25",
        ),
        Goal(
            "grouped frames: CPU per update more than ESPHome's, over what TLS costs",
            (cpu[GROUPED] - cpu["esphome"]) / tls_us if tls_us > 0 else None,
            "×",
            "<= 1",
        ),
        Goal(
            f"grouped frames: p99 at {RATE:.0f}/s over MQTT's plain-topic path",
            p99[GROUPED] / p99["mqtt plain"],
            "×",
            "<= 1",
        ),
        Goal("setup of a stove with 6 burners", median(one.loop_ms for one in warm), "ms", "< 150"),
    ]
    return report("push", goals, tables, fitted=FITTED, as_json=options.json)

"""Starts one Home Assistant in this process and says how long it took. A program of `bench_start`.

Arguments: the configuration folder; the time of the start in nanoseconds of the system's monotonic clock; and the kinds of
entries to add first, if the folder is to be prepared.
"""

import asyncio
import json
import os
from pathlib import Path
import resource
import sys
import time
from typing import Any

from homeassistant import bootstrap, runner
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant

DOMAIN = "hearthtech"


async def add(hass: HomeAssistant, kind: str) -> None:
    """Add an entry as a user does in the dialog, with the answers that are filled in."""
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": kind})
    while result["type"] == "form":
        result = await hass.config_entries.flow.async_configure(flow["flow_id"], {})
    if result["type"] != "create_entry":
        raise SystemExit(f"{kind} could not be added: {result}")


def resident_kib() -> int:
    """Return the memory that the process uses now, in KiB."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


async def main(config: str, began_ns: int, kinds: list[str]) -> dict[str, Any]:
    """Start Home Assistant. Returns times and memory after the start.

    It is stopped only if there was something to add; otherwise the process ends, as at a loss of power.
    """
    hass = await bootstrap.async_setup_hass(
        runner.RuntimeConfig(config_dir=config, skip_pip=True, log_no_color=True)
    )
    if hass is None:
        raise SystemExit("Home Assistant did not start")
    await hass.async_start()
    told = {
        "wall_s": (time.monotonic_ns() - began_ns) / 1e9,
        "cpu_s": time.process_time(),
        "peak_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        "resident_kib": resident_kib(),
        "modules": len(sys.modules),
        "entries": sum(
            entry.state is ConfigEntryState.LOADED for entry in hass.config_entries.async_entries(DOMAIN)
        ),
    }
    if not kinds:
        print(json.dumps(told), flush=True)
        os._exit(0)
    for kind in kinds:
        await add(hass, kind)
    await hass.async_block_till_done(wait_background_tasks=False)
    await hass.async_stop(force=True)
    return told


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3:]))))

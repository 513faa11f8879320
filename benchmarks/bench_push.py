"""Cost of a push for Home Assistant: our stove over TLS, MQTT discovery and ESPHome, in one process and run.

One Home Assistant without recorder; 18 numeric sensors per path (6 burners × 3) with the same device classes, units and
decimals, without the limit of one write per second; each device is a process of its own. Runs are interleaved and the
median is reported. CPU is that of the Home Assistant process, all threads. `hearthtech single` sends each change in a
frame of its own; `hearthtech grouped` the three of a burner together, as a stove that reads its sensors at once. Both
go through the stove's reported state and its own flush, and both have a goal of their own. `mqtt plain` has one topic
per entity, `mqtt json` one topic per burner with templates.
"""

import argparse
import asyncio
import sys


def main(arguments: list[str]) -> int:
    """Run the benchmark and report."""
    parser = argparse.ArgumentParser(prog="script/bench push", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--updates", type=int, default=7200)
    options = parser.parse_args(arguments)
    for name in [name for name in sys.modules if name.startswith("custom_components.hearthtech")]:
        # Other benchmarks run parts of the integration without Home Assistant; this one needs all of it.
        del sys.modules[name]
    from benchmarks.push_run import run

    return asyncio.run(run(options))

"""What a push costs Home Assistant: our stove over TLS beside MQTT discovery and ESPHome, in one process and run.

One Home Assistant without recorder; 18 numeric sensors a path (6 burners × 3) with the same device classes, units
and decimals, the once-a-second limit off; each device is a process of its own. Runs are interleaved and the median
is told. CPU is that of the Home Assistant process, all threads. `hearthtech single` sends each change in a frame of
its own; `hearthtech grouped` the three of a burner together, which is the least that a stove sends at once and what
the goals are about. `mqtt plain` has a topic an entity, `mqtt json` a topic a burner with templates.
"""

import argparse
import asyncio
import sys


def main(arguments: list[str]) -> int:
    """Run it and tell."""
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

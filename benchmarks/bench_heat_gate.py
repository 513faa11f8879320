"""The heat gate with random requests of all kinds to raise heat, checked against the power of the simulated stove.

There is no comparison; this counts faults. Goals: no raise without what the page "Heat permission" requires, no off
that leaves heat on, and enough raises, offs and confirmed questions for meaningful counts.
"""

import argparse
import asyncio
from collections.abc import Sequence
import logging
from pathlib import Path
import random
from tempfile import TemporaryDirectory

from benchmarks.heat_home import HeatHome
from benchmarks.random_heat_steps import random_step
from benchmarks.report import Goal, Table, report

FITTED = "Fitted: nothing; the requests are random, and the oracle shares no code with the heat gate."
STEPS = 100_000
ROUND = 2_000
"""Number of steps in one home, before a new one with a new book is created."""


async def run(steps: int, seed: int) -> tuple[dict[str, int], list[str]]:
    """Run this many steps. Returns the counts, and the faults."""
    chance = random.Random(seed)
    counts = dict.fromkeys(("steps", "raises", "offs", "asked", "confirmed"), 0)
    faults: list[str] = []
    while counts["steps"] < steps:
        with TemporaryDirectory() as folder:
            home = await HeatHome.open(Path(folder))
            try:
                while home.oracle.steps < min(ROUND, steps - counts["steps"]):
                    await random_step(home, chance)
            finally:
                await home.close()
        for name in counts:
            counts[name] += getattr(home.oracle, name)
        faults += home.oracle.faults
    return counts, faults


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark; the exit code is 0 when every goal is met."""
    parser = argparse.ArgumentParser(prog="script/bench heat-gate", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(list(arguments))
    logging.disable(logging.WARNING)
    counts, faults = asyncio.run(run(options.steps, options.seed))
    least = options.steps / 1000
    goals = [
        Goal("steps", counts["steps"], "", f">= {options.steps}"),
        Goal("raises without permission, and offs that left heat on", len(faults), "", "== 0"),
        Goal("raises", counts["raises"], "", f">= {least:g}"),
        Goal("offs", counts["offs"], "", f">= {least:g}"),
        Goal("questions about heat", counts["asked"], "", f">= {least:g}"),
        Goal("raises by a yes", counts["confirmed"], "", f">= {least:g}"),
    ]
    tables = [Table("faults", ("what",), [(fault,) for fault in faults[:20]])] if faults else []
    return report("heat-gate", goals, tables, fitted=FITTED, as_json=options.json, seed=options.seed)

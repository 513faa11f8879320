"""Guests' pages under load: 300 guests answer and vote within a short time, and 50,000 hostile requests.

Home Assistant runs in this process, with its real HTTP server and a kitchen in a database file; the guests are a process
of their own. First 300 guests, each on a connection of their own, answer, say what they can't eat, bring a dish, and
vote, each form at a random moment of `--within` seconds (60 forms a second by default); a guest who gets 503 presses
again. Then hostile requests come as fast as they are answered, while the same guests reload their pages. Ballots are
compared with what was sent. The delay of the event loop is measured every 2 ms.
"""

import argparse
import asyncio
import sys


def main(arguments: list[str]) -> int:
    """Run the benchmark and report."""
    parser = argparse.ArgumentParser(prog="script/bench guests", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--guests", type=int, default=300)
    parser.add_argument("--within", type=float, default=5.0, help="seconds in which all guests send one form")
    parser.add_argument("--hostile", type=int, default=50_000)
    options = parser.parse_args(arguments)
    for name in [name for name in sys.modules if name.startswith("custom_components.hearthtech")]:
        # Other benchmarks run parts of the integration without Home Assistant; this one needs all of it.
        del sys.modules[name]
    from benchmarks.guests_run import run

    return asyncio.run(run(options))

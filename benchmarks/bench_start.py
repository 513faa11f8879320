"""Start of Home Assistant with our integration beside a bare one: time until it has started, and memory.

Each start is a process of its own in a configuration folder that was prepared once, with compiled modules; the starts of
all folders are interleaved, and the median of each is compared. "Bare" has what the configuration of a new Home Assistant
loads (`default_config`), without what needs a network, radio or package that is not installed. "Kitchen and virtual
stove" has a kitchen with its recipe book and a virtual stove with four burners, which runs in the same process. Wall time
and CPU time are shown; on a machine that does other work, only the CPU time means something.
"""

import argparse
from contextlib import ExitStack
from dataclasses import dataclass, field
import json
import os
from pathlib import Path
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Any, Final

from benchmarks.report import Goal, Table, report

FITTED = "Fitted: nothing."
ROOT: Final = Path(__file__).resolve().parent.parent
PROGRAM: Final = Path(__file__).with_name("start_home.py")
LONGEST_START: Final = 1.15
"""Goal: start with our integration, as a share of the start without it."""
MOST_MEMORY: Final = 1.1
"""Goal: memory with our integration, as a share of the memory without it."""
USUAL: Final = (
    "assist_pipeline",
    "conversation",
    "energy",
    "history",
    "logbook",
    "media_source",
    "mobile_app",
    "my",
    "sun",
    "webhook",
)
"""What `default_config` loads, of that what works everywhere."""
BARE: Final = "bare"
KITCHEN: Final = "kitchen"
BOTH: Final = "kitchen and virtual stove"
KINDS: Final = {BARE: (), KITCHEN: ("kitchen",), BOTH: ("kitchen", "virtual")}


@dataclass
class Home:
    """A configuration folder, and what its starts have shown."""

    name: str
    folder: Path
    starts: list[dict[str, Any]] = field(default_factory=list)

    def median(self, key: str) -> float:
        """Return the median of a value."""
        return statistics.median(float(start[key]) for start in self.starts)


def prepare(name: str, kinds: tuple[str, ...], folder: Path) -> Home:
    """Make a configuration folder, with our integration and its entries if there are any."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder.mkdir(parents=True)
    text = (
        f"homeassistant:\nhttp:\n  server_host: 127.0.0.1\n  server_port: {port}\nlogger:\n  default: fatal\n"
    )
    text += "".join(f"{domain}:\n" for domain in USUAL)
    (folder / "configuration.yaml").write_text(text, "utf-8")
    if kinds:
        ours = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "custom_components", folder / "custom_components", ignore=ours)
    home = Home(name, folder)
    # Twice: the first start adds the entries and compiles modules, the second writes what a start leaves behind.
    start(home, kinds)
    start(home)
    home.starts.clear()
    return home


def start(home: Home, kinds: tuple[str, ...] = ()) -> None:
    """Start Home Assistant once in a process of its own."""
    began = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(home.folder), str(began), *kinds],
        cwd=home.folder,
        # A household's Home Assistant starts from compiled modules.
        env={key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode:
        raise SystemExit(f"{home.name}: {done.stderr[-2000:]}")
    home.starts.append(json.loads(done.stdout.splitlines()[-1]))


def measure(rounds: int, names: tuple[str, ...]) -> dict[str, Home]:
    """Start each home `rounds` times, in turns."""
    with ExitStack() as stack:
        base = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-start-")))
        homes = [prepare(name, KINDS[name], base / f"home-{n}") for n, name in enumerate(names)]
        for turn in range(rounds):
            for home in homes if turn % 2 == 0 else reversed(homes):
                start(home)
    for home in homes:
        loaded = int(home.median("entries"))
        if loaded != len(KINDS[home.name]):
            raise SystemExit(f"{home.name}: {loaded} entries are loaded")
    return {home.name: home for home in homes}


def main(arguments: list[str]) -> int:
    """Print the table or the JSON object. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args(arguments)
    homes = measure(asked.rounds, tuple(KINDS))
    bare = homes[BARE]

    def share(home: Home, key: str) -> float:
        return home.median(key) / bare.median(key)

    rows = [
        [
            home.name,
            home.median("wall_s"),
            share(home, "wall_s"),
            home.median("cpu_s"),
            share(home, "cpu_s"),
            home.median("peak_kib") / 1024,
            share(home, "peak_kib"),
            home.median("resident_kib") / 1024,
            int(home.median("modules")),
        ]
        for home in homes.values()
    ]
    columns = ["", "start s", "×", "CPU s", "×", "peak MiB", "×", "resident MiB", "modules"]
    both = homes[BOTH]
    goals = [
        Goal("start beside bare", share(both, "wall_s"), "×", f"<= {LONGEST_START}"),
        Goal("memory beside bare", share(both, "peak_kib"), "×", f"<= {MOST_MEMORY}"),
    ]
    table = Table(f"median of {asked.rounds} starts", columns, rows)
    return report("start", goals, [table], fitted=FITTED, as_json=asked.json)

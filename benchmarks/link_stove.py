"""The stove of `bench_link`: a virtual stove in a process of its own, controlled by lines of input."""

import asyncio
import itertools
import json
import os
import sys
import tempfile
import time
from typing import Any

from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

BURNERS = 6


class Driver:
    """Pushes changes to the stove's reported state: a temperature, and the time at which it was pushed."""

    def __init__(self, stove: VirtualStove) -> None:
        self._stove = stove
        self._load: asyncio.Task[None] | None = None
        self._offs: list[float] = []
        stove.reported.subscribe(self._on_reported)

    def _on_reported(self, burners: Any, _stove: Any, _event: Any) -> None:
        if burners and burners.get("1", {}).get("source") == "idle":
            self._offs.append(time.monotonic())

    def _delta(self, number: int) -> dict[str, Any]:
        return {"pan_temperature_c": 20.0 + number % 997 / 10.0, "energy_wh": time.monotonic()}

    async def paced(self, hertz: float) -> None:
        """Change each burner `hertz` times per second, evenly distributed: one change per frame."""
        step = 1.0 / (hertz * BURNERS)
        start = time.monotonic()
        for number in itertools.count():
            self._stove.reported.put({str(number % BURNERS + 1): self._delta(number)}, number)
            await asyncio.sleep(max(start + (number + 1) * step - time.monotonic(), 0.0))

    async def saturated(self, together: int) -> None:
        """Change as fast as the network accepts: single changes, or those of all burners at the same time."""
        keys = [str(n + 1) for n in range(BURNERS)]
        server, reported = self._stove.server, self._stove.reported
        number = 0
        while True:
            for key in keys * (4 if together == 1 else 1):
                number += 1
                if together == 1:
                    reported.put({key: self._delta(number)}, number)
            if together > 1:
                for _ in range(4):
                    reported.put({key: self._delta(number) for key in keys}, number)
            await asyncio.sleep(0)
            await server.drained()

    async def serve(self) -> None:
        """Execute lines of JSON until the input ends."""
        reader = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
        )
        while line := await reader.readline():
            order = json.loads(line)
            await self._stop()
            match order["do"]:
                case "paced":
                    self._load = asyncio.create_task(self.paced(order["hertz"]))
                case "saturated":
                    self._load = asyncio.create_task(self.saturated(order["together"]))
                case "heat":
                    self._stove.controls.turn(1, 0.5)
                case "arm":
                    self._stove.controls.arm()
            began = time.monotonic()
            if order["do"] == "knob":
                self._stove.controls.turn(1, order["level"])
            answer = {"cpu_s": time.process_time(), "offs": self._offs, "began": began}
            self._offs = []
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()

    async def _stop(self) -> None:
        if self._load is not None:
            self._load.cancel()
            await asyncio.wait({self._load})
            self._load = None


class KeepLoad(Driver):
    """A driver whose load continues after manual controls heat again."""

    async def _stop(self) -> None:
        return


async def main() -> None:
    if "--core" in sys.argv:
        os.sched_setaffinity(0, {int(sys.argv[sys.argv.index("--core") + 1])})
    with tempfile.TemporaryDirectory(prefix="bench-link-") as folder:
        stove = VirtualStove(folder, burners=BURNERS)
        key = stove.provision("bench")
        await stove.start()
        stove.controls.pan(1, water_l=2.0)
        ready = {"port": stove.port, "fingerprint": stove.fingerprint, "key": key.hex()}
        sys.stdout.write(json.dumps(ready) + "\n")
        sys.stdout.flush()
        await (KeepLoad if "--keep-load" in sys.argv else Driver)(stove).serve()
        await stove.stop()


if __name__ == "__main__":
    asyncio.run(main())

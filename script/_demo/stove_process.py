"""The virtual stove of the demo: a process that Home Assistant connects to over TLS, and its control panel."""

import asyncio
from asyncio.subprocess import PIPE
import json
from pathlib import Path
from typing import Any

from .processes import ROOT, DemoError, Program, free_port

HEARTH = str(ROOT / "script" / "hearth")
CLIENT = "home-assistant"


class Stove:
    """One virtual stove."""

    def __init__(
        self, folder: Path, *, name: str, rate: float, kind: str = "induction", burners: int = 4
    ) -> None:
        self.name = name
        self.burners = burners
        self.port = free_port()
        self.told: dict[str, Any] = {}
        self._folder = folder
        pots = [word for n in range(1, burners + 1) for word in ("--pan", f"{n}:pot:1.5")]
        self._options = [
            "--kind",
            kind,
            "--burners",
            str(burners),
            "--rate",
            str(rate),
            "--name",
            name,
            *pots,
        ]
        self._program: Program | None = None

    async def start(self) -> None:
        """Start it and wait until it is ready. Its memory, including keys, is kept over a restart."""
        slug = self.name.lower().replace(" ", "-")
        command = [HEARTH, "stove", "run", "--json", "--port", str(self.port), *self._options]
        command += ["--folder", str(self._folder / f"{slug}-memory")]
        if not self.told:
            command += ["--provision", CLIENT]
        log = self._folder / f"{slug}.log"
        log.unlink(missing_ok=True)
        self._program = await Program.start(slug, command, self._folder)
        async with asyncio.timeout(30):
            while "\n" not in log.read_text():
                self._program.check()
                await asyncio.sleep(0.05)
        told = json.loads(log.read_text().splitlines()[0])
        told["keys"] = told["keys"] or self.told.get("keys", {})
        self.told = told

    @property
    def id(self) -> str:
        """The stove's own id."""
        return str(self.told["id"])

    @property
    def key(self) -> str:
        """The key that it issued to Home Assistant."""
        return str(self.told["keys"][CLIENT])

    async def stop(self) -> None:
        """Stop the process regularly."""
        if self._program is not None:
            await self._program.stop()

    async def kill(self) -> None:
        """End the process like a power failure."""
        assert self._program is not None
        await self._program.kill()

    async def hands(self, *words: str) -> Any:
        """Operate the stove by hand."""
        command = [HEARTH, "stove", "hands", self.told["hands"], *words]
        process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE)
        output, error = await process.communicate()
        if process.returncode:
            raise DemoError(f"the stove's hands could not {' '.join(words)}: {error.decode().strip()}.")
        return json.loads(output)

    async def burner(self, number: int) -> dict[str, Any]:
        """Return the real state of a burner and its pan, from the control panel."""
        look = await self.hands("state")
        return {**look["burners"][str(number)], "pot": look["pots"][str(number)]}

"""Programs the demo starts, and how they end: none outlives it, however it ends."""

import asyncio
from collections.abc import Mapping, Sequence
import contextlib
import ctypes
import os
from pathlib import Path
import signal
import socket

ROOT = Path(__file__).resolve().parent.parent.parent
PR_SET_PDEATHSIG = 1


class DemoError(Exception):
    """Something the demo needs did not work; the message is one sentence for the person in front of it."""


def free_port() -> int:
    """A TCP port on loopback that nobody uses right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _die_with_parent() -> None:
    # Linux ends the child when the demo is killed without a chance to clean up; elsewhere Ctrl-C must do.
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Program:
    """One running program, its log in a file of the demo's folder."""

    def __init__(self, name: str, process: asyncio.subprocess.Process, log: Path) -> None:
        self.name = name
        self._process = process
        self._log = log

    @classmethod
    async def start(
        cls, name: str, command: Sequence[str], folder: Path, *, environment: Mapping[str, str] | None = None
    ) -> Program:
        """Start `command`; what it prints goes to `folder/NAME.log`."""
        log = folder / f"{name}.log"
        with log.open("ab") as output:
            try:
                process = await asyncio.create_subprocess_exec(
                    *command,
                    stdin=asyncio.subprocess.DEVNULL,
                    stdout=output,
                    stderr=asyncio.subprocess.STDOUT,
                    env={**os.environ, **(environment or {})},
                    cwd=ROOT,
                    start_new_session=True,
                    preexec_fn=_die_with_parent,
                )
            except OSError as error:
                raise DemoError(f"{name} could not be started: {error.strerror}.") from error
        return cls(name, process, log)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it still runs."""
        return self._process.returncode is None

    def log_tail(self, lines: int = 5) -> str:
        """The end of what it printed."""
        return "\n".join(self._log.read_text("utf-8", "replace").splitlines()[-lines:])

    def check(self) -> None:
        """Raise when it has ended by itself."""
        if not self.running:
            raise DemoError(f"{self.name} ended by itself ({self._process.returncode}): {self.log_tail(3)}")

    async def kill(self) -> None:
        """End it as a power cut would."""
        self._signal(signal.SIGKILL)
        await self._process.wait()

    async def stop(self, *, patience_s: float = 15.0) -> None:
        """Ask it to end, and make it."""
        self._signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(patience_s):
                await self._process.wait()
        except TimeoutError:
            await self.kill()

    def _signal(self, number: signal.Signals) -> None:
        if self.running:
            # The whole group: a launcher's child must not stay behind.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)


async def wait_for_port(port: int, program: Program, *, within_s: float = 60.0) -> None:
    """Wait until `program` listens on loopback `port`."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(within_s):
            while True:
                program.check()
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                except OSError:
                    await asyncio.sleep(0.05)
                    continue
                writer.close()
                return
    raise DemoError(f"{program.name} did not answer on port {port} within {within_s:.0f} s.")

"""Child processes of the demo; all of them end with it."""

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
    """The demo can't continue; the message is one sentence for the user."""


def free_port() -> int:
    """Return an unused TCP port on loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _die_with_parent() -> None:
    # Linux ends the child when the demo is killed without cleanup; on other systems only Ctrl-C works.
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Program:
    """One running program, with its log in a file of the demo's folder."""

    def __init__(self, name: str, process: asyncio.subprocess.Process, log: Path) -> None:
        self.name = name
        self._process = process
        self._log = log

    @classmethod
    async def start(
        cls, name: str, command: Sequence[str], folder: Path, *, environment: Mapping[str, str] | None = None
    ) -> Program:
        """Start `command`; its output is written to `folder/NAME.log`."""
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
        """The process id."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it is running."""
        return self._process.returncode is None

    def log_tail(self, lines: int = 5) -> str:
        """Return the end of its output."""
        return "\n".join(self._log.read_text("utf-8", "replace").splitlines()[-lines:])

    def check(self) -> None:
        """Raise an error if the process has ended."""
        if not self.running:
            raise DemoError(f"{self.name} ended by itself ({self._process.returncode}): {self.log_tail(3)}")

    async def kill(self) -> None:
        """End the process like a power failure."""
        self._signal(signal.SIGKILL)
        await self._process.wait()

    async def stop(self, *, patience_s: float = 15.0) -> None:
        """Ask the process to end, and kill it if it does not."""
        self._signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(patience_s):
                await self._process.wait()
        except TimeoutError:
            await self.kill()

    def _signal(self, number: signal.Signals) -> None:
        if self.running:
            # The whole process group: children of a launcher must end too.
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

"""A real Mosquitto on a free loopback port."""

import asyncio
from pathlib import Path
from shutil import which
import socket

MOSQUITTO = which("mosquitto") or which("mosquitto", path="/usr/sbin")
MOSQUITTO_PASSWD = which("mosquitto_passwd")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Mosquitto:
    """The broker as a process; `options` are additional lines of its configuration."""

    def __init__(self, folder: Path, options: tuple[str, ...] = ("allow_anonymous true",)) -> None:
        self.port = free_port()
        self._configuration = folder / f"mosquitto-{self.port}.conf"
        lines = (f"listener {self.port} 127.0.0.1", "persistence false", "user root", *options)
        self._configuration.write_text("\n".join(lines) + "\n")
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        assert MOSQUITTO
        self._process = await asyncio.create_subprocess_exec(
            MOSQUITTO,
            "-c",
            str(self._configuration),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        async with asyncio.timeout(10):
            while True:
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                except OSError:
                    await asyncio.sleep(0.02)
                else:
                    writer.close()
                    return

    async def stop(self) -> None:
        if self._process and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()

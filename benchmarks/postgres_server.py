"""A PostgreSQL server in a temporary folder, for tests and benchmarks; it is stopped and removed with them."""

from collections.abc import Iterator
import contextlib
import os
from pathlib import Path
import shutil
import signal
import subprocess
from tempfile import mkdtemp
import time
from typing import Any

import psycopg

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin")) + [
    Path(found).parent for found in [shutil.which("initdb")] if found
]


class PostgresServer:
    """A server on a socket in a temporary folder. `LookupError` if PostgreSQL is not installed."""

    def __init__(self) -> None:
        if not BINARIES:
            raise LookupError("PostgreSQL is not installed (Debian package postgresql)")
        self._binaries = BINARIES[-1]
        # A short path: a socket's name is limited to about 100 characters. PostgreSQL refuses to run as root.
        self._folder = Path(mkdtemp(prefix="ht-pg-"))
        self._user: dict[str, Any] = (
            {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
        )
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"postgresql://kitchen@/postgres?host={self._folder}"
        try:
            if self._user:
                shutil.chown(self._folder, "nobody", "nogroup")
            options = ("-U", "kitchen", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
            subprocess.run(
                [self._binaries / "initdb", "-D", self._folder / "data", *options],
                check=True,
                capture_output=True,
                cwd=self._folder,
                **self._user,
            )
        except BaseException:
            self.stop()
            raise

    def start(self) -> None:
        """Start, also again after `kill`. Returns when the server takes connections."""
        options = (
            "-c",
            "listen_addresses=",
            "-c",
            f"unix_socket_directories={self._folder}",
            "-c",
            "fsync=off",
        )
        self._process = subprocess.Popen(
            [self._binaries / "postgres", "-D", self._folder / "data", *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._folder,
            start_new_session=True,
            **self._user,
        )
        for _ in range(1200):
            if self._process.poll() is not None:
                raise RuntimeError("PostgreSQL did not start")
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(self.url, connect_timeout=5).close()
                return
            time.sleep(0.05)
        raise RuntimeError("PostgreSQL took too long to start")

    def kill(self) -> None:
        """End all its processes at once, as a power failure does."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(30)
            self._process = None

    def stop(self) -> None:
        """Stop and remove everything."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(30)
            self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server; yields the URL of its database. `LookupError` if PostgreSQL is not installed."""
    running = PostgresServer()
    try:
        running.start()
        yield running.url
    finally:
        running.stop()

"""A PostgreSQL server of the tests' own, on a socket in a temporary folder, ended with them."""

from collections.abc import Iterator
import contextlib
import os
from pathlib import Path
import shutil
import subprocess
from tempfile import mkdtemp
import time

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin")) + [
    Path(found).parent for found in [shutil.which("initdb")] if found
]


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server; gives the URL of its database. `LookupError` when PostgreSQL is not installed."""
    if not BINARIES:
        raise LookupError("PostgreSQL is not installed (Debian package postgresql)")
    binaries = BINARIES[-1]
    # A short path: a socket's name has room for about 100 letters. PostgreSQL refuses to run as root.
    folder = Path(mkdtemp(prefix="ht-pg-"))
    user = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    if user:
        shutil.chown(folder, "nobody", "nogroup")
    data = folder / "data"
    try:
        subprocess.run(
            [
                binaries / "initdb",
                "-D",
                data,
                "-U",
                "kitchen",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "-N",
            ],
            check=True,
            capture_output=True,
            cwd=folder,
            **user,  # type: ignore[call-overload]
        )
        options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]
        process = subprocess.Popen(
            [binaries / "postgres", "-D", data, *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            **user,  # type: ignore[call-overload]
        )
        try:
            _wait(folder / ".s.PGSQL.5432", process)
            yield f"postgresql://kitchen@/postgres?host={folder}"
        finally:
            process.terminate()
            process.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(socket: Path, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("PostgreSQL did not start")
        if socket.exists():
            return
        time.sleep(0.05)
    raise RuntimeError("PostgreSQL took too long to start")

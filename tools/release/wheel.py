"""The wheel of the voice skill."""

import os
from pathlib import Path
import subprocess
import sys

from tools.release.archive import ReleaseError

EPOCH_S = 315532800
"""1980-01-01, the time of every file in the wheel (Unix time)."""


def build_wheel(root: Path, folder: Path) -> Path:
    """Build the wheel into a folder; returns its path.

    Raises:
        ReleaseError: when the build fails; the message is what the builder printed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(EPOCH_S)}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - a constant command
    if done.returncode:
        raise ReleaseError(done.stdout + done.stderr)
    return max(folder.glob("*.whl"), key=lambda path: path.stat().st_mtime_ns)

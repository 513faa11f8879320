"""Program that parses one imported file or archive in a separate process, with limits of time and memory.

It is started by `isolated`, by its path. Standard input: one line of JSON (`paths`: where modules are
found; `name`, `url`, `charset` of the file), then the content. Standard output: one line of JSON (`recipes` with the
sizes of their pictures, or `error`), then the pictures. Only plain data pass, nothing is unpickled.

For an archive the first line has `archive` (its path), `folder` (where its pieces are written) and `now`.
"""

from importlib import import_module
import json
import os
from pathlib import Path
import sys
from types import ModuleType

try:
    import resource
except ImportError:  # not a Unix system
    _HAS_LIMITS = False
else:
    _HAS_LIMITS = True

MEMORY_BYTES = 1_500_000_000
CPU_S = 30
BYTES_PER_CPU_S = 1_000_000
ARCHIVE_CPU_S = 600
LARGEST_ARCHIVE_BYTES = 2_000_000_000
_PACKAGE = "custom_components.hearthtech"


def _limit(cpu_s: int = CPU_S, file_bytes: int = 0) -> None:
    """Set the limits of this process, if the system supports them.

    `cpu_s`: processor time; `file_bytes`: size of a file that it may write.
    """
    if not _HAS_LIMITS:
        return
    os.nice(2)
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, file_bytes),
    ):
        _, hard = resource.getrlimit(kind)
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (limit, limit))


def _prepare_imports(paths: list[str]) -> None:
    """Make the kitchen importable without the integration's package, which would load Home Assistant."""
    sys.path[:] = paths
    folder = Path(__file__).resolve().parents[2]
    for name, place in (("custom_components", folder.parent), (_PACKAGE, folder)):
        package = ModuleType(name)
        package.__path__ = [str(place)]
        sys.modules[name] = package


def main() -> None:
    """Read the file from standard input and write the answer."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    # Output printed by libraries must not get between the lines of the answer.
    sys.stdout = sys.stderr
    header = json.loads(source.readline())
    if "archive" in header:
        _limit(ARCHIVE_CPU_S, LARGEST_ARCHIVE_BYTES)
    else:
        # A collection with its pictures takes longer than a page.
        _limit(CPU_S + header.get("size", 0) // BYTES_PER_CPU_S)
    _prepare_imports(header["paths"])
    # Only now can the kitchen be imported, and its memory counts towards the limit.
    name = "import_archive_answer" if "archive" in header else "import_answer"
    importing = import_module(f"{_PACKAGE}.kitchen.recipes.{name}")
    answer, pictures = importing.answer_of(header, source.read())
    sink.write(json.dumps(answer).encode() + b"\n")
    for picture in pictures:
        sink.write(picture)
    sink.flush()


if __name__ == "__main__":
    main()

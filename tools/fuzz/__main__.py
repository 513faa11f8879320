"""`python -m tools.fuzz TARGET SECONDS [SEED]` fuzzes one target with atheris, guided by its coverage.

Prints one JSON object: executions, inputs that reached something new, and the fault with its input, if one was found.
Each run is a process of its own, because a fault of the interpreter or of a C library ends it.
"""

from importlib import import_module
import json
import os
from pathlib import Path
import sys
import tempfile
import time
import traceback

ROOT = Path(__file__).parents[2]
INSTRUMENTED = ("custom_components.hearthtech", "hearthtech_skill")


def main(arguments: list[str]) -> int:
    """Fuzz a target. Returns the exit code: 1 when a fault was found."""
    name, seconds = arguments[0], float(arguments[1])
    seed = arguments[2] if len(arguments) > 2 else "1"
    sys.path[:0] = [str(ROOT), str(ROOT / "script")]
    import_module("standalone_import").prepare_standalone_import()
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=list(INSTRUMENTED), enable_loader_override=False):
        target = import_module("tools.fuzz.targets").TARGETS[name]
    corpus = import_module("tools.fuzz.corpus")
    runs = 0
    ends = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(corpus.kept(name)):
            Path(folder, f"kept-{number}").write_bytes(data)
        before = len(list(Path(folder).iterdir()))

        def told(fault: str = "", data: bytes = b"") -> None:
            new = len(list(Path(folder).iterdir())) - before
            print(
                json.dumps({"runs": runs, "new_inputs": new, "fault": fault, "input": data.hex()}), flush=True
            )

        def once(data: bytes) -> None:
            nonlocal runs
            if time.monotonic() > ends:
                told()
                # The fuzzer leaves only by the end of the process.
                os._exit(0)
            runs += 1
            try:
                target(data)
            except Exception:  # noqa: BLE001 - every undeclared error is a fault
                told(traceback.format_exc(limit=-6), data)
                os._exit(1)

        options = [
            sys.argv[0],
            folder,
            f"-seed={seed}",
            "-max_len=4096",
            "-timeout=20",
            "-rss_limit_mb=3000",
            "-print_final_stats=0",
            "-verbosity=0",
        ]
        atheris.Setup(options, once)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

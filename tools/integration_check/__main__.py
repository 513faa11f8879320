"""`python -m tools.integration_check [FOLDER]` prints each fault, and ends with 1 if there is one."""

from pathlib import Path
import sys
from typing import Final

from .checks import findings_of

FOLDER: Final = Path(__file__).resolve().parents[2] / "custom_components" / "hearthtech"


def main(arguments: list[str]) -> int:
    """Check a folder, by default that of this project. Returns the exit code."""
    folder = Path(arguments[0]).resolve() if arguments else FOLDER
    found = findings_of(folder)
    for one in found:
        print(one)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

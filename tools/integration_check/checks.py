"""All checks, in order."""

from pathlib import Path
from typing import Final

from .code_keys import check_code_keys
from .dependencies import check_dependencies
from .descriptions import check_descriptions
from .findings import Check, FileFault, IntegrationFiles, UnreadableFile
from .icons import check_icons
from .manifest import check_manifest
from .translations import check_translations

CHECKS: Final[tuple[Check, ...]] = (
    check_manifest,
    check_dependencies,
    check_descriptions,
    check_translations,
    check_icons,
    check_code_keys,
)


def findings_of(folder: Path) -> list[FileFault]:
    """Return all faults of an integration, sorted and each once."""
    files = IntegrationFiles(folder)
    found: set[FileFault] = set()
    for check in CHECKS:
        try:
            found.update(check(files))
        except UnreadableFile as error:
            found.add(error.finding)
    return sorted(found)

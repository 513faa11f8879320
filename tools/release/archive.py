"""The version of a release, and the archive of the integration that HACS installs."""

import json
from pathlib import Path
import re
import subprocess
import tomllib
import zipfile

ROOT = Path(__file__).parents[2]
FOLDER = Path("custom_components") / "hearthtech"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""Time of every file in the archive, so that two builds of the same sources are equal."""


class ReleaseError(Exception):
    """The sources can't be released."""


def check_version(root: Path, wanted: str | None = None) -> str:
    """Return the version of the manifest, which has to be that of the project and of the changelog.

    Raises:
        ReleaseError: when one of them differs.
    """
    version = str(json.loads((root / FOLDER / "manifest.json").read_text(encoding="utf-8"))["version"])
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    if project != version:
        raise ReleaseError(f"the manifest has version {version}, pyproject.toml {project}")
    if wanted not in {None, version}:
        raise ReleaseError(f"the manifest has version {version}, not {wanted}")
    changes(root, version)
    return version


def released_files(root: Path) -> list[Path]:
    """Return the files of the integration that are under version control, relative to its folder, sorted."""
    command = ["git", "ls-files", "-z", "--", FOLDER.as_posix()]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True)  # noqa: S603 - a constant command
    names = [name for name in listed.stdout.decode().split("\0") if name]
    return sorted(Path(name).relative_to(FOLDER) for name in names)


def build(root: Path, target: Path) -> None:
    """Write the archive: the files of the integration at its top, as HACS expects, and the license."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        files = {path.as_posix(): root / FOLDER / path for path in released_files(root)}
        if (root / "LICENSE").exists():
            files["LICENSE"] = root / "LICENSE"
        for name, path in sorted(files.items()):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            archive.writestr(info, path.read_bytes())


def changes(root: Path, version: str) -> str:
    """Return the section of the changelog about a version, in Markdown and without its heading.

    Raises:
        ReleaseError: when there is no such section, or it is empty.
    """
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(
        rf"^## {re.escape(version)}\b.*?\n(.*?)(?=^## |\Z)", text, flags=re.MULTILINE | re.DOTALL
    )
    if found is None or not found[1].strip():
        raise ReleaseError(f"CHANGELOG.md has no section {version}")
    return found[1].strip() + "\n"

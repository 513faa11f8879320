"""`python -m tools.release [VERSION]` checks the version and builds everything into the folder dist/release."""

import hashlib
import json
from pathlib import Path
import shutil
import sys

from tools.release.archive import ROOT, ReleaseError, build, changes, check_version
from tools.release.inventory import PARTS, bill_of_materials, export
from tools.release.wheel import build_wheel


def find_uv() -> str:
    """Return the path of uv, which `script/bootstrap` installs beside Python.

    Raises:
        ReleaseError: when there is none.
    """
    beside = Path(sys.executable).parent / "uv"
    found = str(beside) if beside.exists() else shutil.which("uv")
    if found is None:
        raise ReleaseError("uv is not installed: run script/bootstrap")
    return found


def build_release(root: Path, folder: Path, wanted: str | None = None) -> list[Path]:
    """Build all files of a release into a folder; returns them, the checksums last.

    Raises:
        ReleaseError: when the version does not fit, or something can't be built.
    """
    version = check_version(root, wanted)
    uv = find_uv()
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / "hearthtech.zip"
    build(root, archive)
    files = [archive, build_wheel(root, folder)]
    texts = {
        "changes.md": changes(root, version),
        "sbom.cdx.json": json.dumps(bill_of_materials(root, uv, version), indent=2) + "\n",
    }
    texts |= {f"requirements-{part}.txt": export(root, uv, part, "requirements.txt") for part in PARTS}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        files.append(folder / name)
    sums = folder / "SHA256SUMS"
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(files)]
    sums.write_text("".join(lines), encoding="utf-8")
    return [*files, sums]


def main(arguments: list[str]) -> int:
    """Check, build and list the files. Returns the exit code."""
    try:
        files = build_release(ROOT, ROOT / "dist" / "release", arguments[0] if arguments else None)
    except ReleaseError as error:
        print(f"release: {error}", file=sys.stderr)
        return 1
    for path in files:
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

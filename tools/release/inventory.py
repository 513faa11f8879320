"""What a release consists of besides our own code: software bill of materials, pinned requirements, licenses.

All of it is taken from `uv.lock` and `frontend/package-lock.json`, so it is the same on every machine.
"""

import base64
import binascii
from collections.abc import Mapping, Sequence
import json
from pathlib import Path
import subprocess
from typing import Any
import uuid

from tools.release.archive import ReleaseError

PARTS: Mapping[str, Sequence[str]] = {
    "skill": ("--no-default-groups",),
    "integration": ("--only-group", "integration"),
}
"""The parts of the product and the options by which uv lists what each needs."""
NAMESPACE = uuid.UUID("6f1a1c64-8f0c-5d0e-9d1c-3f6f3a0c3b61")


def export(root: Path, uv: str, part: str, form: str) -> str:
    """Return what uv exports for a part of the product, as `requirements.txt` or `cyclonedx1.5`.

    Raises:
        ReleaseError: when the lock file can't be exported.
    """
    options = ["--frozen", "--offline", "--quiet", "--no-emit-project", "--no-header", "--format", form]
    command = [uv, "export", *options, *PARTS[part]]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603 - a constant command
    if done.returncode:
        raise ReleaseError(done.stderr)
    return done.stdout


def npm_components(root: Path) -> list[dict[str, Any]]:
    """Return the libraries that are in the built frontend, as components of a CycloneDX document.

    Raises:
        ReleaseError: when a package of the lock file has no SHA-512.
    """
    packages = json.loads((root / "frontend" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    components = []
    for path, package in sorted(packages.items()):
        name = path.rpartition("node_modules/")[2]
        if not name or package.get("dev") or name.startswith("@types/"):
            continue
        algorithm, _, digest = package.get("integrity", "").partition("-")
        try:
            content = binascii.hexlify(base64.b64decode(digest, validate=True)).decode()
        except binascii.Error as error:
            raise ReleaseError(f"{name} has a damaged checksum in package-lock.json") from error
        if algorithm != "sha512" or not content:
            raise ReleaseError(f"{name} has no SHA-512 in package-lock.json")
        purl = f"pkg:npm/{name.replace('@', '%40')}@{package['version']}"
        components.append(
            {
                "type": "library",
                "bom-ref": purl,
                "name": name,
                "version": package["version"],
                "purl": purl,
                "licenses": [{"expression": package["license"]}],
                "hashes": [{"alg": "SHA-512", "content": content}],
            }
        )
    return components


def bill_of_materials(root: Path, uv: str, version: str) -> dict[str, Any]:
    """Return one CycloneDX 1.5 document of all that the release needs or contains."""
    components: dict[str, dict[str, Any]] = {}
    dependencies: dict[str, set[str]] = {}
    for part in PARTS:
        document = json.loads(export(root, uv, part, "cyclonedx1.5"))
        for component in document.get("components", ()):
            components[component["bom-ref"]] = component
        for dependency in document.get("dependencies", ()):
            dependencies.setdefault(dependency["ref"], set()).update(dependency.get("dependsOn", ()))
    for component in npm_components(root):
        components[component["bom-ref"]] = component
    listed = [components[ref] for ref in sorted(components)]
    product = {"type": "application", "bom-ref": "hearthtech", "name": "hearthtech", "version": version}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, json.dumps(listed, sort_keys=True))}",
        "metadata": {"component": product | {"licenses": [{"license": {"id": "Apache-2.0"}}]}},
        "components": listed,
        "dependencies": [
            {"ref": ref, "dependsOn": sorted(dependencies[ref] & components.keys())}
            for ref in sorted(dependencies.keys() & components.keys())
        ],
    }

"""Rules of `manifest.json`."""

from collections.abc import Iterator
from pathlib import Path
import re
from typing import Any, Final
from urllib.parse import urlparse

from awesomeversion import AwesomeVersion, AwesomeVersionStrategy
import homeassistant.components
from packaging.requirements import InvalidRequirement, Requirement

from .findings import FileFault, IntegrationFiles

COMPONENTS: Final = Path(homeassistant.components.__path__[0])
"""The integrations that Home Assistant contains."""
FILE: Final = "manifest.json"
REQUIRED: Final = {
    "domain": str,
    "name": str,
    "documentation": str,
    "codeowners": list,
    "version": str,
    "iot_class": str,
}
OPTIONAL: Final = {
    "after_dependencies": list,
    "config_flow": bool,
    "dependencies": list,
    "integration_type": str,
    "issue_tracker": str,
    "loggers": list,
    "quality_scale": str,
    "requirements": list,
    "zeroconf": list,
}
CHOICES: Final = {
    "integration_type": {"device", "entity", "hardware", "helper", "hub", "service", "system", "virtual"},
    "iot_class": {
        "assumed_state",
        "calculated",
        "cloud_polling",
        "cloud_push",
        "local_polling",
        "local_push",
    },
    "quality_scale": {"bronze", "silver", "gold", "platinum", "internal", "legacy", "custom", "no_score"},
}
OWNER: Final = re.compile(r"@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:/[A-Za-z0-9-]+)?")
SERVICE_TYPE: Final = re.compile(r"_[a-z0-9-]+\._(?:tcp|udp)\.local\.")


def check_manifest(files: IntegrationFiles) -> Iterator[FileFault]:
    """Check keys, their order, and their values."""
    for fault in (
        *_keys(files.manifest),
        *_values(files),
        *_requirements(files.manifest),
        *_names_of_integrations(files.manifest),
    ):
        yield FileFault(file=FILE, fault=fault)


def _keys(manifest: dict[str, Any]) -> Iterator[str]:
    for key, kind in REQUIRED.items():
        if not isinstance(manifest.get(key), kind) or not manifest[key]:
            yield f"{key} is missing or no {kind.__name__}"
    for key, value in manifest.items():
        known = REQUIRED.get(key) or OPTIONAL.get(key)
        if known is None:
            yield f"{key} is no key of a manifest"
        elif not isinstance(value, known):
            yield f"{key} is no {known.__name__}"
        elif isinstance(value, list) and not all(isinstance(one, str) and one for one in value):
            yield f"{key} contains something that is no text"
    wanted = ["domain", "name", *sorted(manifest.keys() - {"domain", "name"})]
    if list(manifest) != [key for key in wanted if key in manifest]:
        yield "its keys are not in order: domain, name, then by the alphabet"


def _values(files: IntegrationFiles) -> Iterator[str]:
    manifest = files.manifest
    domain = manifest.get("domain")
    if domain != files.folder.name:
        yield f"the domain is {domain}, and the folder is {files.folder.name}"
    if (COMPONENTS / str(domain)).is_dir():
        yield f"the domain {domain} is one of Home Assistant"
    for key, choices in CHOICES.items():
        if key in manifest and manifest[key] not in choices:
            yield f"{key} is {manifest[key]}, which is none of {', '.join(sorted(choices))}"
    for key in ("documentation", "issue_tracker"):
        address = urlparse(str(manifest.get(key, "https://a.b")))
        if address.scheme != "https" or "." not in address.netloc:
            yield f"{key} is no https address"
    for owner in _texts(manifest, "codeowners"):
        if OWNER.fullmatch(owner) is None:
            yield f"{owner} is no owner: it is @ and an account, or @organization/team"
    version = AwesomeVersion(str(manifest.get("version", "")))
    if version.strategy is not AwesomeVersionStrategy.SEMVER:
        yield f"the version {version} is no semantic version"
    for service in _texts(manifest, "zeroconf"):
        if SERVICE_TYPE.fullmatch(service) is None:
            yield f"{service} is no zeroconf type"
    has_flow = (files.folder / "config_flow.py").exists()
    if manifest.get("config_flow", False) is not has_flow:
        yield "config_flow does not say whether there is a config_flow.py"


def _requirements(manifest: dict[str, Any]) -> Iterator[str]:
    seen = set()
    for text in _texts(manifest, "requirements"):
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            yield f"{text} is no requirement"
            continue
        if requirement.url is not None:
            yield f"{text} is no package of the index"
        if requirement.name.lower() in seen:
            yield f"{requirement.name} is required twice"
        seen.add(requirement.name.lower())


def _names_of_integrations(manifest: dict[str, Any]) -> Iterator[str]:
    first, then = set(_texts(manifest, "dependencies")), set(_texts(manifest, "after_dependencies"))
    for name in sorted(first & then):
        yield f"{name} is in dependencies and in after_dependencies"
    for name in sorted(first | then):
        if not (COMPONENTS / name).is_dir():
            yield f"there is no integration {name}"
        if name == manifest.get("domain"):
            yield "it depends on itself"


def _texts(manifest: dict[str, Any], key: str) -> list[str]:
    value = manifest.get(key)
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []

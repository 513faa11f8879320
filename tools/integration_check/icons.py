"""Rules of `icons.json`."""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
import json
from pathlib import Path
from typing import Any, Final

from .findings import KEY, FileFault, IntegrationFiles, at

FILE: Final = "icons.json"
PREFIX: Final = "mdi:"
PARTS: Final = {"entity", "services", "triggers", "conditions"}
SINGLE: Final = {"services": "service", "triggers": "trigger", "conditions": "condition"}
"""Parts with one icon for each key, and the name of the field with the icon."""


@cache
def icon_names() -> frozenset[str] | None:
    """Return the names of all icons, from the frontend of Home Assistant; `None` where it is not installed."""
    spec = find_spec("hass_frontend")
    if spec is None or spec.origin is None:
        return None
    listed = Path(spec.origin).parent / "static" / "mdi" / "iconList.json"
    return (
        frozenset(one["name"] for one in json.loads(listed.read_text("utf-8"))) if listed.exists() else None
    )


def check_icons(files: IntegrationFiles) -> Iterator[FileFault]:
    """Check the structure, the names of icons, and that each key is that of a text."""
    for fault in (
        *(f"{part} is no part of it" for part in files.icons.keys() - PARTS),
        *_entities(files),
        *(fault for part, field in SINGLE.items() for fault in _single(files, part, field)),
    ):
        yield FileFault(file=FILE, fault=fault)


def _single(files: IntegrationFiles, part: str, field: str) -> Iterator[str]:
    icons, texts = at(files.icons, part), at(files.english, part)
    for key in sorted(texts.keys() - icons.keys()):
        yield f"{part}.{key} has no icon"
    for key, value in icons.items():
        if key not in texts:
            yield f"{part}.{key} has no text"
        if not isinstance(value, dict) or field not in value or value.keys() - {field, "sections"}:
            yield f"{part}.{key} is no object with the field {field}"
            continue
        yield from _icon(f"{part}.{key}", value[field])
        for section, icon in (value.get("sections") or {}).items():
            yield from _icon(f"{part}.{key}.{section}", icon)


def _entities(files: IntegrationFiles) -> Iterator[str]:
    for platform, entities in at(files.icons, "entity").items():
        for key, icons in entities.items():
            where = f"entity.{platform}.{key}"
            texts = at(files.english, "entity", platform, key)
            if not texts:
                yield f"{where} has no text"
            yield from _states(where, icons, texts)
            for attribute, inner in icons.get("state_attributes", {}).items():
                inner_texts = at(texts, "state_attributes", attribute)
                yield from _states(f"{where}.state_attributes.{attribute}", inner, inner_texts)


def _states(where: str, icons: dict[str, Any], texts: dict[str, Any]) -> Iterator[str]:
    if "default" not in icons:
        yield f"{where} has no default"
    for field in sorted(icons.keys() - {"default", "state", "state_attributes"}):
        yield f"{where}.{field} is no field of an icon"
    if "default" in icons:
        yield from _icon(where, icons["default"])
    for state, icon in icons.get("state", {}).items():
        if KEY.fullmatch(state) is None:
            yield f"{where}.{state} is no key of a state"
        if at(texts, "state") and state not in at(texts, "state"):
            yield f"{where}.{state} has no text"
        yield from _icon(f"{where}.{state}", icon)


def _icon(where: str, icon: object) -> Iterator[str]:
    if not isinstance(icon, str) or not icon.startswith(PREFIX):
        yield f"{where}: {icon} is no icon, which begins with {PREFIX}"
    elif (names := icon_names()) is not None and icon.removeprefix(PREFIX) not in names:
        yield f"{where}: there is no icon {icon}"

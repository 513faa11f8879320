"""Rules of `services.yaml`, `triggers.yaml` and `conditions.yaml`, and of their texts."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from homeassistant.helpers.selector import validate_selector
import voluptuous as vol

from .findings import SLUG, FileFault, IntegrationFiles, at

FILES: Final = {"services": "services.yaml", "triggers": "triggers.yaml", "conditions": "conditions.yaml"}
"""The file of each part of the translations."""
FIELD: Final = {"required", "example", "default", "advanced", "selector", "filter", "context"}
TOP: Final = {"fields", "target"}


def check_descriptions(files: IntegrationFiles) -> Iterator[FileFault]:
    """Check each action, trigger and condition, and that it and each field has a name and a description."""
    for part, file in FILES.items():
        described = files.described(file)
        texts = at(files.english, part)
        for key in sorted(texts.keys() - described.keys()):
            yield FileFault(file="translations/en.json", fault=f"{part}.{key} is not in {file}")
        for key, content in described.items():
            # The fields that all triggers and conditions share explain themselves by their names.
            needed = ("name", "description") if part == "services" else ("name",)
            for fault in _one(files, key, content, texts.get(key, {}), needed):
                yield FileFault(file=file, fault=f"{key}: {fault}")


def _one(
    files: IntegrationFiles, key: str, content: Any, texts: dict[str, Any], needed: Iterable[str]
) -> Iterator[str]:
    if SLUG.fullmatch(key) is None:
        yield "is no name"
    yield from _texts(texts, ("name", "description"))
    content = {} if content is None else content
    if not isinstance(content, dict):
        yield "is no object"
        return
    for unknown in sorted(content.keys() - TOP):
        yield f"{unknown} is no part of it"
    if content.get("target"):
        yield from _selector(files, {"target": content["target"]})
    fields = dict(_fields(content.get("fields") or {}))
    for name, field in fields.items():
        inner = at(texts, "fields", name)
        for fault in (*_texts(inner, needed), *_field(files, field)):
            yield f"field {name}: {fault}"
    for name in sorted(at(texts, "fields").keys() - fields.keys()):
        yield f"field {name}: has a text and does not exist"
    sections = {name for name, field in (content.get("fields") or {}).items() if "fields" in (field or {})}
    for name in sorted(sections):
        if not at(texts, "sections", name, "name"):
            yield f"section {name}: has no name"


def _texts(texts: dict[str, Any], needed: Iterable[str]) -> Iterator[str]:
    for name in needed:
        if not at(texts, name):
            yield f"has no {name}"


def _fields(fields: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Return the fields, also those in sections."""
    for name, field in fields.items():
        if isinstance(field, dict) and "fields" in field:
            yield from _fields(field["fields"])
        else:
            yield name, field


def _field(files: IntegrationFiles, field: Any) -> Iterator[str]:
    if not isinstance(field, dict):
        yield "is no object"
        return
    for unknown in sorted(field.keys() - FIELD):
        yield f"{unknown} is no part of a field"
    for given in ("example", "default"):
        if given in field and field[given] is None:
            yield f"{given} is empty"
    if not isinstance(field.get("required", False), bool):
        yield "required is neither true nor false"
    if "selector" not in field:
        yield "has no selector"
        return
    yield from _selector(files, field["selector"])


def _selector(files: IntegrationFiles, content: Any) -> Iterator[str]:
    try:
        validate_selector(content)
    except vol.Invalid as error:
        yield f"the selector is wrong: {error}"
        return
    choice = at(content, "select")
    if not choice or "translation_key" not in choice:
        return
    texts = at(files.english, "selector", choice["translation_key"], "options")
    for option in choice.get("options", ()):
        value = option["value"] if isinstance(option, dict) else option
        if value not in texts:
            yield f"selector.{choice['translation_key']}.options.{value} has no text"

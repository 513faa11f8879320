"""The folder of an integration, and what is wrong with it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
import json
from pathlib import Path
import re
from typing import Any, Final

from homeassistant.exceptions import HomeAssistantError
from homeassistant.util.yaml import load_yaml_dict
import yaml

KEY: Final = re.compile(r"[a-z0-9](?:[a-z0-9]|[_-](?=[a-z0-9]))*")
"""A key of a translation: lower case, with single underscores or hyphens inside."""
SLUG: Final = re.compile(r"[a-z0-9_]+")
"""The name of an action, trigger, condition, service field or exception."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class FileFault:
    """One fault: the file, and what is wrong in it."""

    file: str
    fault: str

    def __str__(self) -> str:
        return f"{self.file}: {self.fault}"


_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

type Check = Callable[[IntegrationFiles], Iterator[FileFault]]


class UnreadableFile(Exception):
    """A file of the integration is missing or has wrong syntax."""

    def __init__(self, finding: FileFault) -> None:
        super().__init__(str(finding))
        self.finding = finding


@dataclass(frozen=True)
class IntegrationFiles:
    """The files of one integration, read when they are used.

    The properties raise `UnreadableFile`.
    """

    folder: Path
    languages: tuple[str, ...] = field(default=("en", "de", "fr", "es", "it"))

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The manifest."""
        return self._json("manifest.json")

    @cached_property
    def icons(self) -> dict[str, Any]:
        """The icons."""
        return self._json("icons.json")

    @cached_property
    def english(self) -> dict[str, Any]:
        """The English texts."""
        return self.texts("en")

    def texts(self, language: str) -> dict[str, Any]:
        """Return the texts of a language."""
        return self._json(f"translations/{language}.json")

    def described(self, name: str) -> dict[str, Any]:
        """Return a file of descriptions, such as `services.yaml`; empty without the file."""
        path = self.folder / name
        if not path.exists():
            return {}
        try:
            content = load_yaml_dict(path)
        except HomeAssistantError as error:
            raise UnreadableFile(FileFault(file=name, fault=str(error))) from error
        if repeated := repeated_keys(yaml.compose(path.read_text("utf-8"), Loader=_LOADER)):
            raise UnreadableFile(FileFault(file=name, fault=f"has keys twice: {', '.join(repeated)}"))
        # What begins with a dot only names a part for other places of the file.
        return {key: value for key, value in content.items() if not str(key).startswith(".")}

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The text of each Python file by its path."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_text("utf-8")
            for path in sorted(self.folder.rglob("*.py"))
        }

    def _json(self, name: str) -> dict[str, Any]:
        try:
            content: object = json.loads((self.folder / name).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise UnreadableFile(FileFault(file=name, fault=str(error))) from error
        if not isinstance(content, dict):
            raise UnreadableFile(FileFault(file=name, fault="is no object"))
        return content


def repeated_keys(node: yaml.Node | None) -> list[str]:
    """Return the keys that a mapping of a YAML document has twice, with their lines; YAML ignores the first one."""
    found: list[str] = []
    seen: set[str] = set()
    match node:
        case yaml.MappingNode(value=pairs):
            for key, value in pairs:
                if key.value in seen:
                    found.append(f"{key.value} (line {key.start_mark.line + 1})")
                seen.add(str(key.value))
                found += repeated_keys(value)
        case yaml.SequenceNode(value=items):
            for item in items:
                found += repeated_keys(item)
    return list(dict.fromkeys(found))


def at(tree: object, *path: str) -> Any:
    """Return the value at a path of nested dictionaries; an empty dictionary if there is none."""
    for key in path:
        if not isinstance(tree, dict) or key not in tree:
            return {}
        tree = tree[key]
    return tree

"""Rule: each integration of Home Assistant that is imported is a dependency, or is always there."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from homeassistant.bootstrap import CORE_INTEGRATIONS, DEFAULT_INTEGRATIONS, DISCOVERY_INTEGRATIONS
from homeassistant.const import Platform

from .findings import FileFault, IntegrationFiles

START: Final = "homeassistant.components"
ALWAYS: Final = frozenset(
    {*CORE_INTEGRATIONS, *DEFAULT_INTEGRATIONS, *(platform.value for platform in Platform)}
)
"""Integrations that Home Assistant loads without being asked."""


def check_dependencies(files: IntegrationFiles) -> Iterator[FileFault]:
    """Find integrations that are imported and not declared."""
    manifest = files.manifest
    allowed = {
        *ALWAYS,
        *manifest.get("dependencies", ()),
        *manifest.get("after_dependencies", ()),
        # One that finds devices is loaded for those who say in the manifest what they look for.
        *(name for name in DISCOVERY_INTEGRATIONS if manifest.get(name)),
    }
    # An integration calls our file of its own name, so it is loaded before.
    allowed |= {PurePosixPath(path).stem for path in files.sources if "/" not in path}
    for path, text in files.sources.items():
        if START not in text:
            continue
        try:
            found = _imported(ast.parse(text))
        except SyntaxError as error:
            yield FileFault(file=path, fault=f"can't be read: {error}")
            continue
        for name in sorted(found - allowed):
            yield FileFault(
                file=path, fault=f"uses {name}, which is neither in dependencies nor in after_dependencies"
            )


def _imported(tree: ast.AST) -> set[str]:
    """Return the integrations that a module imports, except for types only."""
    found: set[str] = set()
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.If(test=ast.Name(id="TYPE_CHECKING"), orelse=other):
                found |= _imported(ast.Module(body=other, type_ignores=[]))
            case ast.Import(names=names):
                found |= {_integration(one.name) for one in names}
            case ast.ImportFrom(module=str(module), level=0, names=names) if module == START:
                found |= {one.name for one in names}
            case ast.ImportFrom(module=str(module), level=0):
                found.add(_integration(module))
            case _:
                found |= _imported(node)
    return found - {""}


def _integration(module: str) -> str:
    return module.removeprefix(f"{START}.").partition(".")[0] if module.startswith(f"{START}.") else ""

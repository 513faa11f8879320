"""Read the word files of the kitchen, which are YAML."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

# The parser of libyaml is ten times faster; a build of PyYAML without it has the slow one only.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """The content of a file. Blocking: called in an executor, or before Home Assistant runs its loop."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader


@cache
def read_expressions(path: Path) -> Mapping[str, str]:
    """The lists of a file of expressions by name, each joined by `alternatives`. The first call reads the file."""
    return {name: alternatives(listed) for name, listed in read_yaml(path).items()}


def alternatives(expressions: Mapping[str, Sequence[str]]) -> str:
    """Join the expressions of all languages to one regular expression, in the order of the file, without a group."""
    return "|".join(expression for listed in expressions.values() for expression in listed)

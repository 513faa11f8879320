"""Parse the YAML front matter between two `---`, without surprising conversions.

Aliases are refused (a billion laughs), `1:30` stays text, `yes` stays text, a date stays text. Invalid YAML
is read line by line, because people write `title: Soup: the best one`.
"""

from collections.abc import Mapping
import re
from typing import Any

import yaml

from ...errors import ErrorCode, KitchenError

FENCE = "---"
"""The line before and after the metadata."""

_DEPTH = 20
"""Greatest nesting; bounds recursion."""


class _Loader(yaml.SafeLoader):
    """YAML 1.2's core types only, no aliases, bounded depth."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "aliases are refused", None)
        self.depth += 1
        if self.depth > _DEPTH:
            raise yaml.composer.ComposerError(None, None, "nested too deeply", None)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?(?:0|[1-9][0-9]{0,17})", "-+0123456789"),
    ("float", r"[-+]?(?:0|[1-9][0-9]*)?\.[0-9]{1,17}", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", "~nN\0"),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}",
        re.compile(rf"^(?:{_pattern})$"),
        list(_first) + ([""] if _tag == "null" else []),
    )


def read(text: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The metadata, and the lines that could not be parsed.

    Raises:
        KitchenError: `invalid`, when the YAML refers to itself.
    """
    try:
        document = yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader
    except yaml.composer.ComposerError as error:
        raise KitchenError(ErrorCode.INVALID, part="front matter", reason=error.problem) from error
    except (
        yaml.YAMLError, ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError
    ):  # fmt: skip
        # An explicit tag (`!!bool foo`) makes the library fail in any of these ways.
        return _by_lines(text)
    if isinstance(document, Mapping):
        return {str(key): _plain(value) for key, value in document.items()}, ()
    return ({}, ()) if document is None else _by_lines(text)


def write(metadata: Mapping[str, Any]) -> str:
    """Format the metadata as YAML, with its fences."""
    body: str = yaml.dump(
        dict(metadata),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=1_000_000,
        default_flow_style=False,
    )
    return f"{FENCE}\n{body}{FENCE}\n"


class _Dumper(yaml.SafeDumper):
    """Quotes every text that the loader would not read back unchanged."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if _UNSAFE.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_plain(item) for item in value]
    return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)


def _by_lines(text: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    metadata: dict[str, Any] = {}
    lists: dict[str, list[str]] = {}
    unparsed: list[str] = []
    last: str | None = None
    for line in text.splitlines():
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        if words.startswith("- ") and last is not None and (not metadata[last] or last in lists):
            lists.setdefault(last, []).append(words[2:].strip())
            metadata[last] = lists[last]
            continue
        key, colon, value = words.partition(":")
        if colon and key.strip():
            last = key.strip().strip("\"'")
            lists.pop(last, None)
            metadata[last] = value.strip()
        else:
            unparsed.append(line)
    return metadata, tuple(unparsed)

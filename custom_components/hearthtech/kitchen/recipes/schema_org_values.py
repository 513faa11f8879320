"""Values of schema.org nodes as found on web sites: text, author, language, time, address, nutrition."""

from collections.abc import Iterator, Mapping
import math
import re
from typing import Any

from ...language.durations import seconds_of
from .cleaning import line_of, paragraphs_of

type Node = Mapping[str, Any]
_MOST_NODES = 200_000
DEEPEST = 60
_PREFIX = re.compile(r"^(?:https?://schema\.org/|schema:)", re.IGNORECASE)


def nodes_of(document: object) -> Iterator[dict[str, Any]]:
    """Every object of a document, outer ones first, in order, down to a depth limit."""
    waiting: list[tuple[object, int]] = [(document, 0)]
    count = 0
    while waiting and count < _MOST_NODES:
        value, depth = waiting.pop()
        count += 1
        if depth > DEEPEST:
            continue
        if isinstance(value, dict):
            yield value
            waiting += [
                (item, depth + 1) for item in reversed(value.values()) if isinstance(item, (dict, list))
            ]
        elif isinstance(value, list):
            waiting += [(item, depth + 1) for item in reversed(value) if isinstance(item, (dict, list))]


def is_type(node: Node, kind: str) -> bool:
    """Whether a node has this schema.org type, in any spelling of its prefix."""
    types = node.get("@type", node.get("type"))
    return any(
        isinstance(name, str) and _PREFIX.sub("", name.strip()).lower() == kind.lower()
        for name in (types if isinstance(types, list) else [types])
    )


def without_prefixes(node: Node) -> dict[str, Any]:
    """The node with keys without the prefix `schema:` or the address of schema.org."""
    return {_PREFIX.sub("", key): value for key, value in node.items()}


def first_text(value: object) -> str | None:
    """One line of text from any type of value."""
    match value:
        case str():
            return line_of(value) or None
        case bool():
            return None
        case int() | float():
            return f"{value:g}" if math.isfinite(value) else None
        case list():
            return next((text for item in value[:50] if (text := first_text(item))), None)
        case dict():
            return next(
                (
                    text
                    for key in ("@value", "name", "text")
                    if isinstance(value.get(key), str) and (text := first_text(value[key]))
                ),
                None,
            )
        case _:
            return None


def joined_text(value: object) -> str:
    """The texts of a list, or one value, in one line."""
    if isinstance(value, list):
        return " ".join(text for item in value[:200] if isinstance(item, str) and (text := line_of(item)))
    return first_text(value) or ""


def paragraphs(value: object) -> str:
    """A text with its paragraphs; empty if there is none."""
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str) and item.strip()), None)
    if isinstance(value, dict):
        value = value.get("@value") or value.get("text")
    return paragraphs_of(value) if isinstance(value, str) else ""


def author_names(value: object, named: Mapping[str, Node]) -> str:
    """The names of the authors; references are followed in `named`."""
    names: list[str] = []
    for item in (value if isinstance(value, list) else [value])[:20]:
        node = item
        if isinstance(item, dict) and "name" not in item and isinstance(item.get("@id"), str):
            node = named.get(item["@id"])
        if (name := first_text(node)) and not name.startswith(("http://", "https://")) and name not in names:
            names.append(name)
    return ", ".join(names)


def language_code(value: object) -> str:
    """The language tag that is declared, or `en`."""
    words = first_text(value) if not isinstance(value, dict) else first_text(value.get("alternateName"))
    return words if words and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", words) else "en"


def duration_of(value: object) -> float | None:
    """A duration in s."""
    if isinstance(value, dict):
        node = without_prefixes(value)
        value = next(
            (node[key] for key in ("maxValue", "@value", "value", "name", "minValue") if node.get(key)), None
        )
    if isinstance(value, list):
        return next((seconds for item in value[:10] if (seconds := duration_of(item))), None)
    return seconds_of(value)


def keywords(value: object) -> tuple[str, ...]:
    """Words of a list or of one string with commas, without duplicates."""
    found: dict[str, None] = {}
    for item in (value if isinstance(value, list) else [value])[:200]:
        # The entries of a list are kept whole; only a single string is split at commas.
        text = first_text(item)
        if text is None:
            continue
        parts = re.split(r"[,;|]", text) if not isinstance(value, list) or len(value) == 1 else [text]
        found.update(dict.fromkeys(part.strip() for part in parts if part.strip()))
    return tuple(found)


def web_address(value: object) -> str | None:
    """The web address of a value, if it is one."""
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    if isinstance(value, list):
        value = value[0] if value else None
    return (
        value.strip() if isinstance(value, str) and re.match(r"https?://[^\s<>\"]+$", value.strip()) else None
    )


def nutrition(value: object) -> dict[str, str]:
    """The declared nutrition as texts by field."""
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, dict)), None)
    if not isinstance(value, dict):
        return {}
    return {
        key: text
        for key, item in without_prefixes(value).items()
        if not key.startswith("@") and key != "type" and len(key) < 60 and (text := first_text(item))
    }


def tips(value: object) -> Iterator[str]:
    """Tips among the steps: information without an action."""
    for node in nodes_of(value):
        if is_type(node, "HowToTip") and (text := joined_text(node.get("text"))):
            yield text


def kept_unparsed(value: object) -> tuple[str, ...]:
    """The values that an export of ours kept as not parsed."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()

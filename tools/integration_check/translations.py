"""Rules of the texts in `translations/`."""

from collections.abc import Iterator, Mapping
import re
import string
from typing import Any, Final

from .findings import KEY, SLUG, FileFault, IntegrationFiles, at

TEXT: Final = "text"
"""Stands for a text in the structures below; a dictionary with `*` stands for any key."""
OPEN: Final = "*"

_DATA: Final = {"data": {OPEN: TEXT}, "data_description": {OPEN: TEXT}, "description": TEXT}
_STEP: Final = {
    **_DATA,
    "title": TEXT,
    "menu_options": {OPEN: TEXT},
    "menu_option_descriptions": {OPEN: TEXT},
    "submit": TEXT,
    "sections": {OPEN: {**_DATA, "name": TEXT}},
}
_FLOW: Final = {
    "flow_title": TEXT,
    "step": {OPEN: _STEP},
    "error": {OPEN: TEXT},
    "abort": {OPEN: TEXT},
    "progress": {OPEN: TEXT},
    "create_entry": {OPEN: TEXT},
    "initiate_flow": {OPEN: TEXT},
    "entry_type": TEXT,
}
_STATES: Final = {"name": TEXT, "state": {OPEN: TEXT}}
_ACTION: Final = {
    "name": TEXT,
    "description": TEXT,
    "fields": {OPEN: {"name": TEXT, "description": TEXT, "example": TEXT}},
    "sections": {OPEN: {"name": TEXT, "description": TEXT}},
}
STRUCTURE: Final[Mapping[str, Any]] = {
    "title": TEXT,
    "config": _FLOW,
    "config_subentries": {OPEN: _FLOW},
    "options": _FLOW,
    "device": {OPEN: {"name": TEXT}},
    "entity": {
        OPEN: {
            OPEN: {**_STATES, "unit_of_measurement": TEXT, "state_attributes": {OPEN: _STATES}},
        }
    },
    "exceptions": {OPEN: {"message": TEXT}},
    "issues": {OPEN: {"title": TEXT, "description": TEXT, "fix_flow": _FLOW}},
    "selector": {
        OPEN: {
            "options": {OPEN: TEXT},
            "choices": {OPEN: TEXT},
            "fields": {OPEN: {"name": TEXT, "description": TEXT}},
        }
    },
    "services": {OPEN: _ACTION},
    "triggers": {OPEN: _ACTION},
    "conditions": {OPEN: _ACTION},
    "system_health": {"info": {OPEN: TEXT}},
}

_MARKUP: Final = re.compile(r"<\s*/?\s*[a-zA-Z][^>]*>")
_ADDRESS: Final = re.compile(
    r"\b(?:https?|ftps?|mqtts?|wss?|scp|socks5)://[a-z0-9]|\bwww\.[a-z0-9]", re.IGNORECASE
)
_QUOTED: Final = re.compile(r"'\{\w+\}'")


def check_translations(files: IntegrationFiles) -> Iterator[FileFault]:
    """Check the structure and each text of every language, and that all languages have the same texts."""
    english = dict(_leaves(files.english))
    shipped = {path.stem for path in (files.folder / "translations").glob("*.json")}
    for language in sorted(shipped ^ set(files.languages)):
        yield FileFault(
            file=f"translations/{language}.json", fault="is missing, or is no language of the project"
        )
    for language in files.languages:
        if language not in shipped:
            continue
        texts = files.texts(language)
        other = dict(_leaves(texts))
        for fault in (
            *_structure(texts, STRUCTURE, ""),
            *_flows(texts),
            *(fault for path, text in other.items() for fault in _text(path, text)),
            *(f"{path} is missing" for path in sorted(english.keys() - other.keys())),
            *(f"{path} is in no English text" for path in sorted(other.keys() - english.keys())),
            *(
                f"{path} has other placeholders than the English text"
                for path in sorted(english.keys() & other.keys())
                if _placeholders(other[path]) != _placeholders(english[path])
            ),
        ):
            yield FileFault(file=f"translations/{language}.json", fault=fault)


def _leaves(tree: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _leaves(value, f"{path}.{key}" if path else str(key))
    else:
        yield path, tree if isinstance(tree, str) else ""


def _structure(tree: object, wanted: Any, path: str) -> Iterator[str]:
    """Compare a part of the texts with the structure that Home Assistant reads."""
    if wanted == TEXT:
        if not isinstance(tree, str):
            yield f"{path} is no text"
        return
    if not isinstance(tree, dict):
        yield f"{path} is no object"
        return
    for key, value in tree.items():
        inner = f"{path}.{key}" if path else key
        if key in wanted:
            yield from _structure(value, wanted[key], inner)
        elif OPEN in wanted:
            if KEY.fullmatch(key) is None and SLUG.fullmatch(key) is None:
                yield f"{inner} has a key that is not in lower case, or with two signs between words"
            yield from _structure(value, wanted[OPEN], inner)
        else:
            yield f"{inner} is not read by Home Assistant"


def _flows(texts: dict[str, Any]) -> Iterator[str]:
    """Check what belongs together in the texts of flows, subentries and issues."""
    flows = {"config": at(texts, "config"), "options": at(texts, "options")}
    for key, flow in at(texts, "config_subentries").items():
        flows[f"config_subentries.{key}"] = flow
        for needed in ("entry_type", "initiate_flow"):
            if needed not in flow:
                yield f"config_subentries.{key}.{needed} is missing"
    for key, issue in at(texts, "issues").items():
        if "title" not in issue:
            yield f"issues.{key}.title is missing"
        if ("description" in issue) == ("fix_flow" in issue):
            yield f"issues.{key} needs either a description or a fix_flow"
        flows[f"issues.{key}.fix_flow"] = issue.get("fix_flow", {})
    for path, flow in flows.items():
        for step, content in at(flow, "step").items():
            for place in (content, *at(content, "sections").values()):
                for field in sorted(at(place, "data_description").keys() - at(place, "data").keys()):
                    yield f"{path}.step.{step}.data_description.{field} has no name in data"
    for key, exception in at(texts, "exceptions").items():
        if "message" not in exception:
            yield f"exceptions.{key}.message is missing"


def _text(path: str, text: str) -> Iterator[str]:
    if not text.strip():
        yield f"{path} is empty"
    if text != text.strip():
        yield f"{path} begins or ends with a space"
    if _MARKUP.search(text):
        yield f"{path} contains HTML"
    if _ADDRESS.search(text):
        yield f"{path} contains an address; it has to be a placeholder"
    if _QUOTED.search(text):
        yield f"{path} has a placeholder in single quotes"
    if _placeholders(text) is None:
        yield f"{path} has a placeholder that is no name"


def _placeholders(text: str) -> frozenset[str] | None:
    """Return the names of the placeholders of a text; `None` if one is no name, or braces do not fit together."""
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError:
        return None
    return frozenset(names) if all(name.isidentifier() for name in names) else None

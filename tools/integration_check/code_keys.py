"""Rule: each key of a text that the code names has a text, and each text of a flow is used."""

import ast
from collections.abc import Iterator
from typing import Any, Final

from .findings import FileFault, IntegrationFiles, at

USER_ERROR: Final = "user_error"
"""Our function that raises a translated error; its first argument is the key."""
FLOW_CALLS: Final = {
    "async_abort": ("reason", "abort"),
    "async_show_form": ("step_id", "step"),
    "async_show_menu": ("step_id", "step"),
}
"""Methods of a flow: the argument with the key, and the part of the flow's texts in which it is looked up."""
CREATE_ISSUE: Final = "async_create_issue"
_CALLS: Final = (USER_ERROR, CREATE_ISSUE, *FLOW_CALLS)


def check_code_keys(files: IntegrationFiles) -> Iterator[FileFault]:
    """Look up the keys of errors and of flow pages that are written in the code."""
    flows = _flows(files.english)
    for path, text in files.sources.items():
        if not any(name in text for name in _CALLS):
            continue
        try:
            tree = ast.parse(text)
        except SyntaxError as error:
            yield FileFault(file=path, fault=f"can't be read: {error}")
            continue
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            where = f"line {node.lineno}"
            if name == USER_ERROR and node.args and (key := _text(node.args[0])) is not None:
                if key not in at(files.english, "exceptions"):
                    yield FileFault(file=path, fault=f"{where}: exceptions.{key} has no text")
            elif name in FLOW_CALLS:
                argument, part = FLOW_CALLS[name]
                for key in _keys(_argument(node, argument)):
                    if not any(key in at(flow, part) for flow in flows):
                        yield FileFault(file=path, fault=f"{where}: {part} {key} has no text in any flow")
            elif name == CREATE_ISSUE:
                for key in _keys(_argument(node, "translation_key")):
                    if key not in at(files.english, "issues"):
                        yield FileFault(file=path, fault=f"{where}: issues.{key} has no text")


def _flows(texts: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        at(texts, "config"),
        at(texts, "options"),
        *at(texts, "config_subentries").values(),
        *(at(issue, "fix_flow") for issue in at(texts, "issues").values()),
    ]


def _argument(node: ast.Call, name: str) -> ast.expr | None:
    return next((one.value for one in node.keywords if one.arg == name), None)


def _text(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _keys(node: ast.expr | None) -> list[str]:
    """Return the texts that an argument may have: one, or those of a condition."""
    if isinstance(node, ast.IfExp):
        return [*_keys(node.body), *_keys(node.orelse)]
    return [] if (key := _text(node)) is None else [key]

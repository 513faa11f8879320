"""The pages of the reference, made from the files that Home Assistant and the voice read.

Each function returns a page in Markdown. Words are those of the English translation, so that a page says what the
settings of Home Assistant say.
"""

from collections.abc import Iterable, Mapping
import json
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
INTEGRATION = ROOT / "custom_components" / "hearthtech"

type Fields = Mapping[str, Any]


def load_yaml(path: Path) -> dict[str, Any]:
    """Read a YAML file whose top is a mapping."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def translations() -> dict[str, Any]:
    """Return the English translations of the integration."""
    content: dict[str, Any] = json.loads(
        (INTEGRATION / "translations" / "en.json").read_text(encoding="utf-8")
    )
    return content


def cell(text: object) -> str:
    """Make a text safe inside a table: one line, and no sign that ends a cell or begins a tag."""
    plain = " ".join(str(text).split())
    return plain.replace("|", "\\|").replace("<", "&lt;").replace("{", "&#123;")


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """Return the lines of a table with an empty line after it."""
    return code_table(heads, ([cell(one) for one in row] for row in rows))


def kind_of_value(field: Fields) -> str:
    """Say what a field takes, from its selector: "number, 0 to 100 %", "one of dinner, lunch"."""
    selector = field.get("selector") or {}
    if not selector:
        return "any"
    ((name, settings),) = selector.items()
    settings = settings or {}
    words = name.replace("_", " ")
    if name == "number" and ("min" in settings or "max" in settings):
        unit = f" {settings['unit_of_measurement']}" if "unit_of_measurement" in settings else ""
        words = f"number, {settings.get('min', '')} to {settings.get('max', '')}{unit}"
    elif name == "select":
        options = [
            one["value"] if isinstance(one, Mapping) else str(one) for one in settings.get("options", ())
        ]
        words = f"one of {', '.join(options)}"
    return f"list of: {words}" if settings.get("multiple") else words


def flat_fields(fields: Fields) -> dict[str, Fields]:
    """Return the fields of an action with those of its sections."""
    found: dict[str, Fields] = {}
    for name, field in fields.items():
        if isinstance(field, Mapping) and "fields" in field:
            found |= flat_fields(field["fields"])
        else:
            found[name] = field or {}
    return found


def field_rows(fields: Fields, words: Fields) -> list[list[str]]:
    """Return a row for each field: name, what it takes, whether it must be there, description."""
    rows = []
    for name, field in flat_fields(fields).items():
        told = words.get(name, {})
        default = f"default {field['default']}" if "default" in field else ""
        need = "required" if field.get("required") and "default" not in field else default
        rows.append(
            [f"`{name}`", kind_of_value(field), need, told.get("description") or told.get("name", "")]
        )
    return rows


def described(title: str, intro: str, items: Fields, words: Fields, prefix: str = "hearthtech.") -> str:
    """Return a page with one section for each item of a file of descriptions, in the order of the file."""
    lines = [f"# {title}", "", intro, ""]
    for name, item in items.items():
        if name.startswith("."):
            continue
        told = words.get(name, {})
        lines += [
            f"## `{prefix}{name}`",
            "",
            f"**{cell(told.get('name', name))}.** {cell(told.get('description', ''))}",
            "",
        ]
        rows = field_rows((item or {}).get("fields") or {}, told.get("fields", {}))
        if rows:
            lines += table(("field", "takes", "", "meaning"), rows)
    return "\n".join(lines)


def actions_page() -> str:
    """Every action with its fields."""
    return described(
        "Actions",
        "Every action of the integration. [Actions](../actions.md) says what they answer, with examples.",
        load_yaml(INTEGRATION / "services.yaml"),
        translations()["services"],
    )


def triggers_page() -> str:
    """Every trigger with its options."""
    return described(
        "Triggers",
        "Every trigger of the integration. [Triggers, conditions, blueprints](../automations.md) has examples.",
        load_yaml(INTEGRATION / "triggers.yaml"),
        translations()["triggers"],
    )


def conditions_page() -> str:
    """Every condition with its options."""
    return described(
        "Conditions",
        "Every condition of the integration. [Triggers, conditions, blueprints](../automations.md) has examples.",
        load_yaml(INTEGRATION / "conditions.yaml"),
        translations()["conditions"],
    )


def entities_page() -> str:
    """Every kind of entity by platform, with its states."""
    lines = [
        "# Entities",
        "",
        (
            "Every kind of entity, by platform. Names and states are shown in the language of Home Assistant; automations"
            " use the states in the last column. [The stove in Home Assistant](../stove.md) says what they mean."
        ),
        "",
    ]
    for platform, kinds in sorted(translations()["entity"].items()):
        rows = []
        for key, told in sorted(kinds.items()):
            types = told.get("state_attributes", {}).get("event_type", {}).get("state", {})
            states = ", ".join(f"`{state}`" for state in (types or told.get("state", {})))
            rows.append([told.get("name", ""), f"`{key}`", states])
        lines += [f"## {platform}", "", *table(("name", "translation key", "states or event types"), rows)]
    return "\n".join(lines)


def voice_page() -> str:
    """Every kind of spoken request with the sentence templates of each language."""
    folder = INTEGRATION / "voice" / "data"
    lines = [
        "# Spoken requests",
        "",
        (
            "Every kind of request with the first of its templates in each language. The format is that of Home"
            " Assistant's intents: `[…]` may be left out, `(a|b)` is a choice, `{name}` is a value and `<name>` a rule."
            " [Talking to the kitchen](../voice.md) has examples in plain words."
        ),
        "",
    ]
    by_language = {
        path.parent.name: load_yaml(path)["intents"] for path in sorted(folder.glob("*/sentences.yaml"))
    }
    kinds = list(by_language["en"])
    for kind in kinds:
        rows = []
        for language, intents in by_language.items():
            groups = intents.get(kind, {}).get("data", ())
            sentences = [sentence for group in groups for sentence in group["sentences"]]
            rows.append([language, html_code(sentences[0]) if sentences else "", str(len(sentences))])
        lines += [f"## `{kind}`", "", *code_table(("language", "first template", "templates"), rows)]
    return "\n".join(lines)


def code_table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """Return a table whose cells are HTML already."""
    names = list(heads)
    lines = [f"| {' | '.join(names)} |", f"| {' | '.join('---' for _ in names)} |"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return [*lines, ""]


def html_code(text: str) -> str:
    """Return a code span as HTML, in which every sign of a template can be written."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "&#124;")
    for sign in "[]{}*_()":
        plain = plain.replace(sign, f"&#{ord(sign)};")
    return f"<code>{plain}</code>"


def protocol_page() -> str:
    """Every message of the stove's protocol."""
    described_by = load_yaml(ROOT / "docs" / "hearth-link.asyncapi.yaml")
    messages = described_by["channels"]["link"]["messages"]
    rows = [[f"`{message['name']}`", message.get("summary", "")] for message in messages.values()]
    lines = [
        "# Messages of Hearth Link",
        "",
        (
            "Every message between a stove and its clients. [Hearth Link](../hearth-link.md) is the specification; the"
            " machine-readable form is [hearth-link.asyncapi.yaml](../hearth-link.asyncapi.yaml) with"
            " [hearth-link.schema.json](../hearth-link.schema.json)."
        ),
        "",
        *table(("message", "meaning"), rows),
    ]
    return "\n".join(lines)


PAGES = {
    "actions.md": actions_page,
    "triggers.md": triggers_page,
    "conditions.md": conditions_page,
    "entities.md": entities_page,
    "voice.md": voice_page,
    "hearth-link.md": protocol_page,
}
"""Name of each page in the folder of the reference, and what makes it."""

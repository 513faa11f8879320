"""`script/lint` finds what hassfest would find: each rule is broken in a copy of the integration."""

from collections.abc import Callable
import json
from pathlib import Path
import shutil
import subprocess
import sys
from typing import Any

import pytest

from tools.integration_check.checks import findings_of
from tools.integration_check.icons import icon_names

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "custom_components" / "hearthtech"
LEFT_OUT = shutil.ignore_patterns(
    "__pycache__", "frontend", "data", "*.bin", "*.sqlite",
    "kitchen", "voice", "hearth_link", "adapters", "assist", "http", "websocket", "services", "llm_tools", "entries",
    "notifications", "language", "burners",
)  # fmt: skip
"""What the rules that are broken here are not about."""


def test_the_integration_keeps_the_rules() -> None:
    assert [str(one) for one in findings_of(FOLDER)] == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the files that the checks read."""
    folder = tmp_path / "hearthtech"
    shutil.copytree(FOLDER, folder, ignore=LEFT_OUT)
    return folder


def test_a_copy_keeps_the_rules(copy: Path) -> None:
    assert findings_of(copy) == []


type Change = Callable[[Any], object]


def change(folder: Path, name: str, edit: Change) -> None:
    """Change a JSON file."""
    path = folder / name
    content = json.loads(path.read_text("utf-8"))
    edit(content)
    path.write_text(json.dumps(content), "utf-8")


MANIFEST: dict[str, tuple[Change, str]] = {
    "key": (lambda m: m.update(zz="x"), "zz is no key"),
    "order": (lambda m: m.update(loggers=m.pop("loggers")), "not in order"),
    "missing": (lambda m: m.pop("codeowners"), "codeowners is missing"),
    "kind": (lambda m: m.update(requirements="numpy"), "requirements is no list"),
    "domain": (lambda m: m.update(domain="hearth"), "the folder is hearthtech"),
    "built-in": (lambda m: m.update(domain="light"), "one of Home Assistant"),
    "address": (lambda m: m.update(documentation="http://example.com"), "documentation is no https address"),
    "owner": (lambda m: m.update(codeowners=["somebody"]), "somebody is no owner"),
    "version": (lambda m: m.update(version="one"), "no semantic version"),
    "class": (lambda m: m.update(iot_class="local"), "iot_class is local"),
    "type": (lambda m: m.update(integration_type="thing"), "integration_type is thing"),
    "scale": (lambda m: m.update(quality_scale="best"), "quality_scale is best"),
    "zeroconf": (lambda m: m.update(zeroconf=["hearthlink"]), "no zeroconf type"),
    "flow": (lambda m: m.update(config_flow=False), "config_flow does not say"),
    "requirement": (lambda m: m["requirements"].append("a b c"), "a b c is no requirement"),
    "git": (lambda m: m["requirements"].append("x @ https://a.b/x.zip"), "no package of the index"),
    "twice": (lambda m: m["requirements"].append("numpy>=3"), "numpy is required twice"),
    "both": (lambda m: m["after_dependencies"].append("http"), "http is in dependencies and in after"),
    "unknown": (lambda m: m["after_dependencies"].append("httpp"), "there is no integration httpp"),
    "not declared": (lambda m: m.update(after_dependencies=["zeroconf"]), "uses blueprint"),
}


@pytest.mark.parametrize("rule", list(MANIFEST))
def test_a_wrong_manifest(copy: Path, rule: str) -> None:
    edit, fault = MANIFEST[rule]
    change(copy, "manifest.json", edit)
    assert fault in "\n".join(map(str, findings_of(copy)))


ICONS: dict[str, tuple[Change, str]] = {
    "part": (lambda i: i.update(actions={}), "actions is no part"),
    "missing": (lambda i: i["services"].pop("stop"), "services.stop has no icon"),
    "gone": (lambda i: i["services"].update(gone={"service": "mdi:stop"}), "services.gone has no text"),
    "shape": (lambda i: i["services"].update(stop="mdi:stop"), "services.stop is no object"),
    "prefix": (lambda i: i["services"].update(stop={"service": "stop"}), "stop is no icon"),
    "entity": (
        lambda i: i["entity"]["sensor"].update(gone={"default": "mdi:stop"}),
        "entity.sensor.gone has no text",
    ),
    "default": (lambda i: i["entity"]["sensor"]["power"].pop("default"), "power has no default"),
    "state": (
        lambda i: i["entity"]["select"]["hold_mode"]["state"].update(gone="mdi:stop"),
        "hold_mode.gone has no text",
    ),
}


@pytest.mark.parametrize("rule", list(ICONS))
def test_wrong_icons(copy: Path, rule: str) -> None:
    edit, fault = ICONS[rule]
    change(copy, "icons.json", edit)
    assert fault in "\n".join(map(str, findings_of(copy)))


@pytest.mark.skipif(icon_names() is None, reason="the frontend of Home Assistant is not installed")
def test_an_icon_that_does_not_exist(copy: Path) -> None:
    change(copy, "icons.json", lambda i: i["services"].update(stop={"service": "mdi:stopp"}))
    assert "there is no icon mdi:stopp" in "\n".join(map(str, findings_of(copy)))


TEXTS: dict[str, tuple[Change, str]] = {
    "missing": (lambda t: t["services"].pop("stop"), "services.stop.name is missing"),
    "more": (lambda t: t["device"].update(oven={"name": "Ofen"}), "device.oven.name is in no English text"),
    "placeholder": (lambda t: t["device"]["timer"].update(name="{n}"), "other placeholders"),
    "no name": (lambda t: t["device"]["timer"].update(name="{1x}"), "placeholder that is no name"),
    "brace": (lambda t: t["device"]["timer"].update(name="{number"), "placeholder that is no name"),
    "quoted": (lambda t: t["device"]["timer"].update(name="'{number}'"), "in single quotes"),
    "html": (lambda t: t["device"]["kitchen"].update(name="<b>Küche</b>"), "contains HTML"),
    "address": (lambda t: t["device"]["kitchen"].update(name="https://example.com"), "contains an address"),
    "space": (lambda t: t["device"]["kitchen"].update(name=" Küche"), "begins or ends with a space"),
    "empty": (lambda t: t["device"]["kitchen"].update(name=""), "is empty"),
    "structure": (lambda t: t["config"].update(steps={}), "config.steps is not read"),
    "object": (lambda t: t["device"].update(kitchen="Küche"), "device.kitchen is no object"),
    "text": (lambda t: t["device"]["kitchen"].update(name={"a": "b"}), "device.kitchen.name is no text"),
    "key": (lambda t: t["exceptions"].update(Wrong={"message": "x"}), "not in lower case"),
    "issue": (
        lambda t: t["issues"]["hob_ignores"].update(description="x"),
        "either a description or a fix_flow",
    ),
    "title": (lambda t: t["issues"]["hob_ignores"].pop("title"), "issues.hob_ignores.title is missing"),
    "data": (
        lambda t: t["options"]["step"]["init"]["data"].pop("heat_users"),
        "data_description.heat_users has no name",
    ),
    "subentry": (lambda t: t["config_subentries"]["person"].pop("entry_type"), "entry_type is missing"),
}


@pytest.mark.parametrize("rule", list(TEXTS))
def test_wrong_texts(copy: Path, rule: str) -> None:
    edit, fault = TEXTS[rule]
    change(copy, "translations/de.json", edit)
    found = "\n".join(map(str, findings_of(copy)))
    assert fault in found
    assert "translations/de.json" in found


ACTIONS: dict[str, tuple[str, str, str]] = {
    "twice": ("stop:\n", "everything_off:\n\nstop:\n", "has keys twice: everything_off"),
    "gone": ("\nstop:\n", "\nhalt:\n", "services.stop is not in services.yaml"),
    "no text": ("\nstop:\n", "\nhalt:\n", "halt: has no name"),
    "selector": ("      selector:\n        duration:\n", "      selector:\n        durations:\n", "the selector is wrong"),
    "no selector": ("      selector:\n        duration:\n", "      default: 3\n", "has no selector"),
    "part": ("\nstop:\n  fields:\n", "\nstop:\n  name: x\n  fields:\n", "stop: name is no part"),
    "empty": ('      example: "00:08:00"\n', "      example:\n", "example is empty"),
    "field": ("\nstop:\n  fields:\n", "\nstop:\n  fields:\n    more:\n      selector:\n        text:\n", "field more: has no name"),
    "syntax": ("\nstop:\n", "\nstop: [\n", "services.yaml"),
}  # fmt: skip


@pytest.mark.parametrize("rule", list(ACTIONS))
def test_wrong_actions(copy: Path, rule: str) -> None:
    before, after, fault = ACTIONS[rule]
    path = copy / "services.yaml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    assert fault in "\n".join(map(str, findings_of(copy)))


@pytest.mark.parametrize("part", ["triggers", "conditions"])
def test_a_trigger_or_condition_without_texts(copy: Path, part: str) -> None:
    path = copy / f"{part}.yaml"
    path.write_text(f"{path.read_text('utf-8')}\nnew_one:\n  fields:\n", "utf-8")
    assert "new_one: has no name" in "\n".join(map(str, findings_of(copy)))


CODE: dict[str, tuple[str, str | None]] = {
    "error": ("raise user_error('no_such_text')", "exceptions.no_such_text has no text"),
    "known error": ("raise user_error('no_kitchen')", None),
    "abort": ("self.async_abort(reason='no_such_text')", "abort no_such_text has no text"),
    "either": ("self.async_abort(reason='already_configured' if x else 'gone')", "abort gone has no text"),
    "form": ("self.async_show_form(step_id='no_such_step')", "step no_such_step has no text"),
    "issue": ("ir.async_create_issue(translation_key='no_such_issue')", "issues.no_such_issue has no text"),
    "import": ("import homeassistant.components.mqtt.client", "uses mqtt"),
    "from": ("from homeassistant.components import mqtt", "uses mqtt"),
    "inside": ("def f():\n    from homeassistant.components.mqtt import client", "uses mqtt"),
    "types": ("if TYPE_CHECKING:\n    from homeassistant.components import mqtt", None),
    "types, else": (
        "if TYPE_CHECKING:\n    pass\nelse:\n    import homeassistant.components.mqtt",
        "uses mqtt",
    ),
    "platform": ("from homeassistant.components.sensor import const", None),
    "syntax": ("user_error(", "can't be read"),
    "relative": ("from .homeassistant.components.mqtt import client", None),
}


@pytest.mark.parametrize("rule", list(CODE))
def test_what_the_code_names(copy: Path, rule: str) -> None:
    code, fault = CODE[rule]
    (copy / "entities" / "extra.py").write_text(code, "utf-8")
    found = [one for one in findings_of(copy) if one.file == "entities/extra.py"]
    assert all(fault is not None and fault in one.fault for one in found)
    assert bool(found) is (fault is not None)


@pytest.mark.parametrize(
    "name", ["manifest.json", "icons.json", "translations/en.json", "translations/fr.json"]
)
@pytest.mark.parametrize(
    "content",
    [None, "", "{", "[]", "\x00", '{"a": 1}'],
    ids=["none", "empty", "open", "list", "zero", "other"],
)
def test_files_that_are_missing_or_damaged_are_named(copy: Path, name: str, content: str | None) -> None:
    (copy / name).unlink()
    if content is not None:
        (copy / name).write_text(content, "utf-8")
    assert any(one.file == name for one in findings_of(copy))


def test_the_command(copy: Path) -> None:
    command = [sys.executable, "-m", "tools.integration_check", str(copy)]
    sound = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (sound.returncode, sound.stdout) == (0, "")
    (copy / "icons.json").write_text("{}", "utf-8")
    wrong = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert wrong.returncode == 1
    assert "icons.json: services.stop has no icon" in wrong.stdout
    assert "tools.integration_check" in (ROOT / "script" / "lint").read_text("utf-8")

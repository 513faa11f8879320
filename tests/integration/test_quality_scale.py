"""The quality scale is claimed only as far as it can be seen to hold."""

import ast
from importlib import import_module
import json
from pathlib import Path
import re
from typing import Any

import homeassistant
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech.entries.table import ENTRY_TYPES

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "custom_components" / "hearthtech"
CORE = Path(homeassistant.__file__).parent / "components"
RULES: dict[str, Any] = load_yaml_dict(FOLDER / "quality_scale.yaml")["rules"]
PLATFORMS = sorted({platform for kind in ENTRY_TYPES.values() for platform in kind.platforms})
MENTIONED = re.compile(r"\b[\w-]+(?:/[\w.-]+)+/?|\b\w+\.py\b")


def test_the_rules_are_those_of_this_home_assistant() -> None:
    known = {
        rule for path in CORE.glob("*/quality_scale.yaml") for rule in load_yaml_dict(path).get("rules", {})
    }
    assert set(RULES) == known


def test_platinum_is_claimed_and_every_rule_is_done_or_has_a_reason() -> None:
    assert json.loads((FOLDER / "manifest.json").read_text("utf-8"))["quality_scale"] == "platinum"
    for rule, status in RULES.items():
        if status == "done":
            continue
        assert status["status"] in {"done", "exempt"}, rule
        assert len(status["comment"]) > 10, rule


def test_the_files_that_the_comments_name_are_there() -> None:
    for rule, status in RULES.items():
        for name in MENTIONED.findall("" if status == "done" else status["comment"]):
            places = (FOLDER / name, ROOT / name.rstrip("./"), Path(__file__).with_name(Path(name).name))
            assert any(place.exists() for place in places), (rule, name)


def test_docs_rules_name_their_page() -> None:
    for rule, status in RULES.items():
        if rule.startswith("docs-"):
            assert status["comment"].startswith("docs/"), rule


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_says_how_many_updates_run_at_once(platform: Platform) -> None:
    module = import_module(f"custom_components.hearthtech.{platform}")
    assert module.PARALLEL_UPDATES in {0, 1}


async def test_every_entity_has_a_translated_name_an_icon_and_an_own_id(
    hass: HomeAssistant, stove_entry: MockConfigEntry, kitchen_entry: MockConfigEntry
) -> None:
    names = json.loads((FOLDER / "translations" / "en.json").read_text("utf-8"))["entity"]
    icons = json.loads((FOLDER / "icons.json").read_text("utf-8"))["entity"]
    registry = er.async_get(hass)
    found = [
        known
        for entry in (stove_entry, kitchen_entry)
        for known in er.async_entries_for_config_entry(registry, entry.entry_id)
    ]
    assert len(found) > 80
    for known in found:
        assert known.has_entity_name, known.entity_id
        if known.translation_key is None:
            # What is named by its device alone.
            assert known.original_name is None, known.entity_id
            continue
        assert known.translation_key in names[known.domain], known.entity_id
        assert known.translation_key in icons[known.domain] or known.original_device_class, known.entity_id


def test_entries_are_typed_by_their_runtime_data() -> None:
    entries = {"HearthTechConfigEntry", "KitchenConfigEntry", "StoveConfigEntry", "HobConfigEntry"}
    for platform in PLATFORMS:
        tree = ast.parse((FOLDER / f"{platform}.py").read_text("utf-8"))
        (setup,) = (
            node
            for node in tree.body
            if isinstance(node, ast.AsyncFunctionDef) and node.name == "async_setup_entry"
        )
        annotation = next(one.annotation for one in setup.args.args if one.arg == "entry")
        assert isinstance(annotation, ast.Name), platform
        assert annotation.id in entries, platform
    untyped = [
        str(path.relative_to(FOLDER))
        for path in FOLDER.rglob("*.py")
        if "ConfigEntry[Any]" in path.read_text("utf-8")
    ]
    assert untyped == []

"""Every YAML example of README and docs is accepted by what reads it: Home Assistant, our actions, the skill."""

from collections.abc import Iterator
from pathlib import Path
import re
from typing import Any

from homeassistant.components.automation.config import async_validate_config_item
from homeassistant.core import HomeAssistant, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.setup import async_setup_component
import pytest
import voluptuous as vol
import yaml

from custom_components.hearthtech.const import DOMAIN
from hearthtech_skill.config import parse

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^( *)```yaml\n(.*?)^\1```", flags=re.MULTILINE | re.DOTALL)


def examples() -> Iterator[tuple[str, str]]:
    """Name and text of each YAML block."""
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for number, found in enumerate(BLOCK.finditer(page.read_text("utf-8")), 1):
            yield f"{page.stem}-{number}", found[2]


EXAMPLES = dict(examples())


def actions_of(config: object) -> Iterator[dict[str, Any]]:
    """Every action in an automation or script, however deep."""
    if isinstance(config, dict):
        if isinstance(config.get("action"), str):
            yield config
        for value in config.values():
            yield from actions_of(value)
    elif isinstance(config, list):
        for value in config:
            yield from actions_of(value)


def check_actions(hass: HomeAssistant, config: object) -> None:
    """Our actions exist and take their data; what is stored in a variable is answered."""
    services = hass.services.async_services()[DOMAIN]
    for action in actions_of(config):
        domain, _, name = action["action"].partition(".")
        if domain != DOMAIN:
            continue
        service = services[name]
        assert service.schema is not None
        service.schema(action.get("data", {}))
        if "response_variable" in action:
            assert service.supports_response is not SupportsResponse.NONE


async def check_automation(hass: HomeAssistant, config: dict[str, Any]) -> None:
    checked = await async_validate_config_item(hass, "example", {"alias": "example", **config})
    assert checked is not None
    assert checked.validation_status == "ok", checked.validation_error


def check_card(config: dict[str, Any]) -> None:
    """Our elements are those that the frontend defines."""
    sources = [path.read_text("utf-8") for path in (ROOT / "frontend" / "src").rglob("*.ts")]
    entry = "\n".join(sources)
    names = re.findall(r"custom:([\w-]+)", yaml.safe_dump(config))
    assert names
    assert [name for name in names if f'"{name}"' not in entry] == []


def check_skill(config: dict[str, Any]) -> None:
    assert parse(config).home_assistant


@pytest.mark.parametrize("name", EXAMPLES)
async def test_example_is_accepted(hass: HomeAssistant, kitchen_entry: object, name: str) -> None:
    config = yaml.safe_load(EXAMPLES[name])
    assert isinstance(config, dict)
    assert await async_setup_component(hass, "automation", {})
    if "triggers" in config:
        await check_automation(hass, config)
        check_actions(hass, config)
    elif "sequence" in config:
        cv.SCRIPT_SCHEMA(config["sequence"])
        check_actions(hass, config)
    elif "action" in config:
        cv.SCRIPT_SCHEMA([config])
        check_actions(hass, config)
    elif "type" in config or "strategy" in config:
        check_card(config)
    elif "mqtt" in config:
        check_skill(config)
    else:
        pytest.fail(f"no reader of such an example: {sorted(config)}")


async def test_a_wrong_example_is_noticed(hass: HomeAssistant, kitchen_entry: object) -> None:
    with pytest.raises(KeyError):
        check_actions(hass, {"sequence": [{"action": "hearthtech.no_such_action"}]})
    with pytest.raises(vol.Invalid):
        check_actions(hass, {"action": "hearthtech.set_burner", "data": {"burner": "x/1", "colour": "red"}})
    assert await async_setup_component(hass, "automation", {})
    with pytest.raises(vol.Invalid, match="no_such_trigger"):
        await check_automation(hass, {"triggers": [{"trigger": "hearthtech.no_such_trigger"}], "actions": []})


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 10

"""The manifest."""

import json
from pathlib import Path
import tomllib
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.requirements import RequirementsNotFound
import pytest

from custom_components.hearthtech.entries.book_driver import SERVER_REQUIREMENTS, async_install_driver
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError

BOOK_DRIVER = "custom_components.hearthtech.entries.book_driver"
FOLDER = Path(__file__).parents[2] / "custom_components" / "hearthtech"


def test_manifest_asks_for_what_the_environment_holds() -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text())
    project = tomllib.loads((FOLDER.parents[1] / "pyproject.toml").read_text())
    # What only a book on a server needs is installed when such a book is opened.
    requirements = {*manifest["requirements"], *SERVER_REQUIREMENTS}
    assert sorted(requirements) == project["dependency-groups"]["integration"]
    assert not [one for one in manifest["requirements"] if one.startswith("psycopg")]


async def test_the_driver_of_a_server_is_installed_only_for_a_book_on_a_server(
    hass: HomeAssistant, tmp_path: Path
) -> None:
    with patch(f"{BOOK_DRIVER}.async_process_requirements") as process:
        await async_install_driver(hass, str(tmp_path / "book.db"))
        assert not process.called
        await async_install_driver(hass, "postgresql://cook@host/book")
        process.assert_called_once_with(hass, "hearthtech", list(SERVER_REQUIREMENTS))
        process.side_effect = RequirementsNotFound("hearthtech", list(SERVER_REQUIREMENTS))
        with pytest.raises(KitchenError) as failed:
            await async_install_driver(hass, "postgres://cook@host/book")
    assert failed.value.code is ErrorCode.BOOK_UNAVAILABLE


def test_used_integrations_are_dependencies() -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text())
    named = {*manifest["dependencies"], *manifest["after_dependencies"]}
    assert {"assist_pipeline", "blueprint", "mobile_app"} <= named

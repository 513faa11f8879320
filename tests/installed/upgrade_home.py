"""One run of a Home Assistant in which a release is updated, and taken back by a backup. Run by `test_upgrade`.

Arguments: the configuration folder, the folder of the repository, from which nothing may be loaded, and the steps of
this run: `add`, `recipe=NAME`, `backup`, `restore`. Prints one JSON object: what was there at the end. A restore that
an earlier run asked for is done first, as Home Assistant does at its start.
"""

import asyncio
import json
from pathlib import Path
import sys
from typing import Any

from bare_home import DOMAIN, add, write_configuration  # type: ignore[import-not-found]
from homeassistant import bootstrap, runner
from homeassistant.backup_restore import restore_backup
from homeassistant.components.backup.const import DATA_MANAGER
from homeassistant.core import HomeAssistant
from homeassistant.loader import async_get_integration


async def recipes(hass: HomeAssistant) -> list[str]:
    """The names of the household's recipes; none when the kitchen is not loaded."""
    if not hass.services.has_service(DOMAIN, "search_recipes"):
        return []
    try:
        found: Any = await hass.services.async_call(
            DOMAIN, "search_recipes", {"query": "update"}, blocking=True, return_response=True
        )
    except Exception as error:  # noqa: BLE001 - what went wrong is what the test wants to know
        return [f"error: {error}"]
    return sorted(recipe["name"] for recipe in found["recipes"])


async def play(hass: HomeAssistant, step: str) -> None:
    name, _, value = step.partition("=")
    manager = hass.data[DATA_MANAGER]
    if name == "add":
        await add(hass, "kitchen")
        await add(hass, "virtual")
        await hass.async_block_till_done(wait_background_tasks=False)
    elif name == "recipe":
        data = {"name": value, "ingredients": ["200 g lentils"], "steps": ["Boil for 20 minutes."]}
        await hass.services.async_call(DOMAIN, "add_recipe", data, blocking=True, return_response=True)
    elif name == "backup":
        # Home Assistant writes new entries a second after they were added.
        await asyncio.sleep(2)
        await manager.async_create_backup(
            agent_ids=["backup.local"],
            include_addons=None,
            include_all_addons=False,
            include_database=True,
            include_folders=None,
            include_homeassistant=True,
            name="before the update",
            password=None,
        )
    elif name == "restore":
        # The restart that follows is the next run of this program.
        hass.services.async_register("homeassistant", "restart", lambda _: None)
        backups, _ = await manager.async_get_backups()
        await manager.async_restore_backup(
            next(iter(backups)),
            agent_id="backup.local",
            password=None,
            restore_addons=None,
            restore_database=True,
            restore_folders=None,
            restore_homeassistant=True,
        )
    else:
        raise SystemExit(f"no step {name}")


async def main(config: str, steps: list[str]) -> dict[str, Any]:
    hass = await bootstrap.async_setup_hass(
        runner.RuntimeConfig(config_dir=config, skip_pip=True, log_no_color=True)
    )
    if hass is None:
        raise SystemExit("Home Assistant did not start")
    await hass.async_start()
    for step in steps:
        await play(hass, step)
    await hass.async_block_till_done(wait_background_tasks=False)
    entries = hass.config_entries.async_entries(DOMAIN)
    told = {
        "version": str((await async_get_integration(hass, DOMAIN)).version),
        "states": {entry.data["kind"]: entry.state.value for entry in entries},
        "reasons": [entry.error_reason_translation_key for entry in entries if entry.reason],
        "recipes": await recipes(hass),
        "burners": sum("front_left" in state.entity_id for state in hass.states.async_all()),
    }
    await hass.async_stop(force=True)
    return told


if __name__ == "__main__":
    sys.path[:] = [path for path in sys.path if path and Path(path).resolve() != Path(sys.argv[2])]
    restore_backup(sys.argv[1])
    write_configuration(sys.argv[1])
    configuration = Path(sys.argv[1], "configuration.yaml")
    configuration.write_text(configuration.read_text("utf-8") + "backup:\n", "utf-8")
    print(json.dumps(asyncio.run(main(sys.argv[1], sys.argv[3:]))))

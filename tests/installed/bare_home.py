"""Sets up a kitchen and a virtual stove in a Home Assistant with an unpacked release. Run as a program by `test_hacs_zip`.

Arguments: the configuration folder, and the folder of the repository, from which nothing may be loaded. Prints one
JSON object. The program has no other access to the repository: it is copied beside the configuration folder.
"""

import asyncio
import json
from pathlib import Path
import socket
import sys
from typing import Any

from homeassistant import bootstrap, runner
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant

DOMAIN = "hearthtech"
PAGE = """<html><script type="application/ld+json">{"@context": "https://schema.org", "@type": "Recipe",
"name": "Barley broth", "recipeIngredient": ["200 g barley", "2 carrots"],
"recipeInstructions": "Simmer for 40 minutes."}</script></html>"""
"""A page of the web; it is read by a process of its own."""


async def add(hass: HomeAssistant, kind: str, answers: dict[str, Any] | None = None) -> dict[str, Any]:
    """Add an entry as a user does in the dialog."""
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    result: dict[str, Any] = dict(
        await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": kind})
    )
    while result["type"] == "form":
        result = dict(await hass.config_entries.flow.async_configure(flow["flow_id"], answers or {}))
    return result


def write_configuration(folder: str) -> None:
    """The shortest configuration, with a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    text = f"homeassistant:\nhttp:\n  server_host: 127.0.0.1\n  server_port: {port}\nlogger:\n  default: warning\n"
    Path(folder, "configuration.yaml").write_text(text, "utf-8")


async def main(config: str, repository: str) -> dict[str, Any]:
    hass = await bootstrap.async_setup_hass(
        runner.RuntimeConfig(config_dir=config, skip_pip=True, log_no_color=True)
    )
    if hass is None:
        raise SystemExit("Home Assistant did not start")
    await hass.async_start()
    results = [await add(hass, "kitchen"), await add(hass, "virtual")]
    await hass.async_block_till_done(wait_background_tasks=False)
    entries = hass.config_entries.async_entries(DOMAIN)
    loaded = all(entry.state is ConfigEntryState.LOADED for entry in entries)
    reply = await hass.services.async_call(
        DOMAIN, "search_recipes", {"query": "soup"}, blocking=True, return_response=True
    )
    nutrition = await hass.services.async_call(
        DOMAIN,
        "analyze_ingredients",
        {"ingredients": ["200 g spaghetti"]},
        blocking=True,
        return_response=True,
    )
    imported = await hass.services.async_call(
        DOMAIN,
        "import_recipe",
        {"text": PAGE, "url": "https://example.org"},
        blocking=True,
        return_response=True,
    )
    states = {state.entity_id for state in hass.states.async_all()}
    recovery_mode = "recovery_mode" in hass.config.components
    await hass.async_stop(force=True)
    site = str(Path(sys.prefix).resolve())
    return {
        "results": [str(result["type"]) for result in results],
        "kinds": sorted(entry.data["kind"] for entry in entries),
        "loaded": loaded,
        "recipes": len((reply or {}).get("recipes", [])),  # type: ignore[arg-type]
        "imported": [found["recipe"]["name"] for found in (imported or {}).get("recipes", [])],  # type: ignore[union-attr, index, call-overload]
        "analyzed": bool(nutrition),
        "states": sorted(states),
        "recovery_mode": recovery_mode,
        "from_repository": sorted(
            path
            for module in tuple(sys.modules.values())
            if (path := getattr(module, "__file__", None)) is not None
            and Path(path).resolve().is_relative_to(repository)
            and not str(Path(path).absolute()).startswith((site, sys.prefix))
        ),
        "integration": str(sys.modules[f"custom_components.{DOMAIN}"].__file__),
    }


if __name__ == "__main__":
    # An editable installation may have put the repository on the path.
    sys.path[:] = [path for path in sys.path if path and Path(path).resolve() != Path(sys.argv[2])]
    write_configuration(sys.argv[1])
    print(json.dumps(asyncio.run(main(sys.argv[1], sys.argv[2]))))

"""Serves the built frontend, and registers it with Home Assistant: one module for all pages, and the kitchen's panel.

The files in the folder `frontend/` are built from the sources in the repository's folder of the same name.
"""

import hashlib
from pathlib import Path
from typing import Final

from homeassistant.components import frontend, panel_custom
from homeassistant.components.http.server import StaticPathConfig
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import CONF_KIND, DOMAIN, EntryKind
from .list_page import LIST_FILE, async_setup_list_page
from .titles import title_of

FOLDER: Final = Path(__file__).resolve().parent.parent / "frontend"
STATIC_URL: Final = "/hearthtech_static"
"""Not `/hearthtech`: a folder there would hide the addresses of the panel."""
ENTRY_FILE: Final = "hearthtech.js"
PANEL_PATH: Final = "hearthtech"
PANEL_ELEMENT: Final = "hearthtech-panel"
PANEL_ICON: Final = "mdi:chef-hat"

_MODULE_URL: HassKey[str] = HassKey(f"{DOMAIN}_frontend_module")


async def async_setup_frontend(hass: HomeAssistant) -> None:
    """Serve the files and load the module on every page. Does nothing in a Home Assistant without frontend."""
    if frontend.DOMAIN not in hass.config.components:
        return
    version = await hass.async_add_executor_job(_version, ENTRY_FILE)
    if version is None:
        return
    hass.data[_MODULE_URL] = f"{STATIC_URL}/{ENTRY_FILE}?v={version}"
    await hass.http.async_register_static_paths([StaticPathConfig(STATIC_URL, str(FOLDER), True)])
    frontend.add_extra_js_url(hass, hass.data[_MODULE_URL])
    list_version = await hass.async_add_executor_job(_version, LIST_FILE)
    if list_version is not None:
        await async_setup_list_page(hass, f"{STATIC_URL}/{LIST_FILE}?v={list_version}")


async def async_register_kitchen_panel(hass: HomeAssistant) -> None:
    """Add the panel to the sidebar, unless it is there. Called when the kitchen is set up."""
    if _MODULE_URL not in hass.data or frontend.async_panel_exists(hass, PANEL_PATH):
        return
    language = hass.config.language.partition("-")[0]
    await panel_custom.async_register_panel(
        hass,
        PANEL_PATH,
        PANEL_ELEMENT,
        sidebar_title=title_of("kitchen", language),
        sidebar_icon=PANEL_ICON,
        module_url=hass.data[_MODULE_URL],
        handle_safe_area=True,
    )


@callback
def async_remove_kitchen_panel(hass: HomeAssistant) -> None:
    """Remove the panel. Called when an entry was removed; the panel stays while there is another kitchen."""
    if any(entry.data[CONF_KIND] == EntryKind.KITCHEN for entry in hass.config_entries.async_entries(DOMAIN)):
        return
    if _MODULE_URL in hass.data:
        frontend.async_remove_panel(hass, PANEL_PATH, warn_if_unknown=False)


def _version(file: str) -> str | None:
    """Return a short hash of an entry file, which changes with every chunk; `None` if there is no build."""
    try:
        return hashlib.sha256((FOLDER / file).read_bytes()).hexdigest()[:12]
    except OSError:
        return None

"""WebSocket command `hearthtech/imports`: the progress of the imports of recipes that run."""

from collections.abc import Callable
from typing import Any

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from ..kitchen.kitchen import Kitchen
from ..kitchen.recipes.import_progress import ImportProgress
from .kitchen_feed import while_loaded


@websocket_command({vol.Required("type"): "hearthtech/imports"})
@callback
def ws_imports(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Subscribe to the imports: first those that run, then each change. Names of files are for administrators."""
    connection.send_result(msg["id"])

    def view(progress: ImportProgress) -> dict[str, Any]:
        return {
            "id": progress.id,
            "source": progress.source if connection.user.is_admin else "",
            "stage": progress.stage.value,
            "done": progress.done,
            "total": progress.total,
        }

    def changed(progress: ImportProgress) -> None:
        connection.send_event(msg["id"], {"type": "progress", "import": view(progress)})

    def here(kitchen: Kitchen | None) -> Callable[[], None] | None:
        running = () if kitchen is None else kitchen.files.progress.running
        connection.send_event(msg["id"], {"type": "snapshot", "imports": [view(one) for one in running]})
        return None if kitchen is None else kitchen.files.progress.subscribe(changed)

    connection.subscriptions[msg["id"]] = while_loaded(hass, here)


@callback
def async_setup_import_feed(hass: HomeAssistant) -> None:
    """Register the command."""
    websocket_api.async_register_command(hass, ws_imports)

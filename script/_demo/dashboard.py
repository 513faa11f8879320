"""The dashboard of the demo, and the devices and entities that its scenarios use."""

from dataclasses import dataclass

from .home_assistant_client import HomeAssistant

PATH = "hearthtech-kitchen"
"""URL path of the dashboard in the frontend."""
TITLE = "Kitchen dashboard"


@dataclass(frozen=True, slots=True)
class Burner:
    """A burner in Home Assistant: its device, and its entities by the end of their unique id."""

    id: str
    name: str
    device_id: str
    entities: dict[str, str]

    def entity(self, key: str) -> str:
        """Return the entity id of one of its entities."""
        return self.entities[key]


async def burners_of(home: HomeAssistant, stove_id: str) -> list[Burner]:
    """Return the burners of a stove (its child devices) in the stove's order."""
    devices = await home.command("config/device_registry/list")
    entities = await home.command("config/entity_registry/list")
    burners = []
    for device in devices:
        names = [name for domain, name in device["identifiers"] if domain == "hearthtech"]
        if not names or not names[0].startswith(f"{stove_id}/"):
            continue
        number = names[0].rpartition("/")[2]
        prefix = f"{stove_id}_{number}_"
        found = {
            entity["unique_id"].removeprefix(prefix): entity["entity_id"]
            for entity in entities
            if entity["unique_id"].startswith(prefix) and not entity["disabled_by"]
        }
        burners.append(Burner(names[0], device["name_by_user"] or device["name"], device["id"], found))
    return sorted(burners, key=lambda burner: int(burner.id.rpartition("/")[2]))


async def stove_of(home: HomeAssistant, entry_id: str) -> str | None:
    """Return the id of the stove of an entry, once it has a device."""
    for device in await home.command("config/device_registry/list"):
        if entry_id in device.get("config_entries", ()):
            for domain, name in device["identifiers"]:
                if domain == "hearthtech":
                    return str(name).partition("/")[0]
    return None


async def entity_of(home: HomeAssistant, unique_id: str) -> str:
    """Return the id of an entity of this integration."""
    for entity in await home.command("config/entity_registry/list"):
        if entity["platform"] == "hearthtech" and entity["unique_id"] == unique_id:
            return str(entity["entity_id"])
    raise KeyError(unique_id)


async def calendar_of(home: HomeAssistant) -> str:
    """Return the id of the calendar of the meal plan."""
    for entity in await home.command("config/entity_registry/list"):
        if entity["platform"] == "hearthtech" and entity["entity_id"].startswith("calendar."):
            return str(entity["entity_id"])
    raise KeyError("calendar")


async def lay_out(home: HomeAssistant) -> None:
    """Create the kitchen's dashboard by its strategy, like the button in the panel, and open with it."""
    await home.command(
        "lovelace/dashboards/create", url_path=PATH, title=TITLE, icon="mdi:chef-hat", mode="storage"
    )
    await home.command(
        "lovelace/config/save", url_path=PATH, config={"strategy": {"type": "custom:hearthtech-kitchen"}}
    )
    await home.command("frontend/set_system_data", key="core", value={"default_panel": PATH})

"""The demo's dashboard: Home Assistant's own cards, filled with whatever burners the stoves say they have."""

from dataclasses import dataclass
from typing import Any

from .home import HomeAssistant

PATH = "hearth-kitchen"
"""The dashboard's address in the frontend."""

type Card = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Burner:
    """A burner as Home Assistant knows it: its device, and its entities by the end of their unique id."""

    id: str
    name: str
    device_id: str
    entities: dict[str, str]

    def entity(self, key: str) -> str:
        """The entity id of one of its entities."""
        return self.entities[key]


async def burners_of(home: HomeAssistant, stove_id: str) -> list[Burner]:
    """The burners of a stove: its child devices, in the stove's own order."""
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
    """The id of the stove that an entry is for, once it has a device."""
    for device in await home.command("config/device_registry/list"):
        if entry_id in device.get("config_entries", ()):
            for domain, name in device["identifiers"]:
                if domain == "hearthtech":
                    return str(name).partition("/")[0]
    return None


async def entity_of(home: HomeAssistant, unique_id: str) -> str:
    """The entity id of an entity of ours."""
    for entity in await home.command("config/entity_registry/list"):
        if entity["platform"] == "hearthtech" and entity["unique_id"] == unique_id:
            return str(entity["entity_id"])
    raise KeyError(unique_id)


async def calendar_of(home: HomeAssistant) -> str:
    """The calendar of the meal plan."""
    for entity in await home.command("config/entity_registry/list"):
        if entity["platform"] == "hearthtech" and entity["entity_id"].startswith("calendar."):
            return str(entity["entity_id"])
    raise KeyError("calendar")


async def lay_out(home: HomeAssistant, kitchen_id: str, stoves: dict[str, list[Burner]]) -> None:
    """Write the dashboard that opens first: what is cooked, the burners of the first stove, the plan, the others."""
    (first, burners), *others = stoves.items()
    sections = [await _cooking_section(home, kitchen_id)]
    sections += [_burner_section(first, burner) for burner in burners]
    plan: Card = {
        "type": "grid",
        "cards": [
            {"type": "heading", "heading": "Meals", "icon": "mdi:silverware-fork-knife"},
            {"type": "calendar", "entities": [await calendar_of(home)], "initial_view": "listWeek"},
        ],
    }
    sections.append(plan)
    sections += [_burner_section(stove, burner) for stove, more in others for burner in more]
    graphs = [_temperatures(more) for more in stoves.values()]
    sections.append({"type": "grid", "cards": [{"type": "heading", "heading": "Heat"}, *graphs]})
    view = {
        "type": "sections",
        "title": "Kitchen",
        "max_columns": 3,
        "dense_section_placement": True,
        "sections": sections,
    }
    await home.command(
        "lovelace/dashboards/create", url_path=PATH, title="Kitchen", icon="mdi:stove", mode="storage"
    )
    await home.command("lovelace/config/save", url_path=PATH, config={"title": "Kitchen", "views": [view]})
    await home.command("frontend/set_system_data", key="core", value={"default_panel": PATH})


async def _cooking_section(home: HomeAssistant, kitchen_id: str) -> Card:
    """The session in hand, as the kitchen's own sensors show it."""
    keys = ("step", "next_step", "waiting", "progress", "end")
    found = {key: await entity_of(home, f"{kitchen_id}_session_{key}") for key in keys}
    step, following = (f"{{{{ states('{found[key]}') }}}}" for key in ("step", "next_step"))
    known = f"{{% if has_value('{found['step']}') %}}"
    words = f"{known}**{step}**\n\nThen: {following}{{% else %}}Nothing is being cooked.{{% endif %}}"
    tiles = {"waiting": "Waits for", "progress": "Progress", "end": "Ready at"}
    heading: Card = {"type": "heading", "heading": "Cooking now", "icon": "mdi:chef-hat"}
    cards = [_tile(found[key], name) for key, name in tiles.items()]
    return {"type": "grid", "cards": [heading, {"type": "markdown", "content": words}, *cards]}


def _burner_section(stove: str, burner: Burner) -> Card:
    heading: Card = {"type": "heading", "heading": f"{stove} · {burner.name}", "icon": "mdi:stove"}
    badges = [key for key in ("pan_state", "residual_heat") if key in burner.entities]
    heading["badges"] = [{"type": "entity", "entity": burner.entity(key)} for key in badges]
    tiles = {
        "power_level": "Power",
        "pan_temperature": "Pan",
        "target_temperature": "Hold at",
        "state": "Heat",
    }
    cards = [_tile(burner.entity(key), name) for key, name in tiles.items() if key in burner.entities]
    if "power_level" in burner.entities:
        cards[0]["features"] = [{"type": "numeric-input", "style": "slider"}]
    if "stop" in burner.entities:
        cards.append(_stop(burner.entity("stop")))
    return {"type": "grid", "cards": [heading, *cards]}


def _tile(entity: str, name: str) -> Card:
    return {"type": "tile", "entity": entity, "name": name}


def _stop(entity: str) -> Card:
    press = {"action": "perform-action", "perform_action": "button.press", "target": {"entity_id": entity}}
    return {**_tile(entity, "Stop"), "hide_state": True, "color": "red", "tap_action": press}


def _temperatures(burners: list[Burner]) -> Card:
    entities = [{"entity": burner.entity("pan_temperature"), "name": burner.name} for burner in burners]
    return {"type": "history-graph", "title": "Pan temperatures", "hours_to_show": 0.2, "entities": entities}

"""The demo's dashboard: Home Assistant's own cards, filled with whatever burners the stoves say they have."""

from dataclasses import dataclass
from typing import Any

from .home import HomeAssistant

type Card = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Burner:
    """A burner as Home Assistant knows it: its device, and its entities by the end of their unique id."""

    id: str
    name: str
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
        burners.append(Burner(names[0], device["name_by_user"] or device["name"], found))
    return sorted(burners, key=lambda burner: int(burner.id.rpartition("/")[2]))


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


async def lay_out(home: HomeAssistant, stoves: dict[str, list[Burner]]) -> None:
    """Write the dashboard that opens first."""
    sections = [_burner_section(stove, burner) for stove, burners in stoves.items() for burner in burners]
    plan: Card = {
        "type": "grid",
        "cards": [
            {"type": "heading", "heading": "Meals", "icon": "mdi:silverware-fork-knife"},
            {"type": "calendar", "entities": [await calendar_of(home)], "initial_view": "listWeek"},
        ],
    }
    view = {"type": "sections", "title": "Kitchen", "max_columns": 3, "sections": [*sections, plan]}
    await home.command("lovelace/config/save", config={"title": "HearthTech", "views": [view]})


def _burner_section(stove: str, burner: Burner) -> Card:
    heading: Card = {"type": "heading", "heading": f"{stove} · {burner.name}", "icon": "mdi:stove"}
    badges = [key for key in ("pan_state", "residual_heat") if key in burner.entities]
    heading["badges"] = [{"type": "entity", "entity": burner.entity(key)} for key in badges]
    cards: list[Card] = [heading]
    if "power_level" in burner.entities:
        slider = [{"type": "numeric-input", "style": "slider"}]
        cards.append({"type": "tile", "entity": burner.entity("power_level"), "features": slider})
    cards.extend(
        {"type": "tile", "entity": burner.entity(key)}
        for key in ("pan_temperature", "target_temperature", "state", "stop")
        if key in burner.entities
    )
    return {"type": "grid", "cards": cards}

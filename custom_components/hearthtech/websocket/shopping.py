"""WebSocket commands of shopping and pantry: what the page shows, and the changes of a page that had no network."""

from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from ..kitchen.household.model import Shop
from ..kitchen.pantry.pantry_item import PantryItem
from ..kitchen.shopping.aisles import aisle_in, in_shop_order, walk_of
from ..kitchen.shopping.shopping_list import ShoppingItem
from ..kitchen.shopping.shown_items import ShownItem, unit_words
from ..kitchen.shopping.standing_service import LONGEST_ID, MOST_CHANGES, ListChange
from ..models import loaded_kitchen
from ..notifications.phones import async_send, phones_of_user, uses_push_servers
from ..permissions import ATTR_USER_ID, kitchen_options
from ..services.pantry_and_shopping import item_data
from .answering import answered

LIST_PATH: Final = "/hearthtech/shopping"
LIST_TAG: Final = "hearthtech-shopping"
LONGEST_MESSAGE: Final = 3000
"""Characters of a list on a phone: its servers take 4 kB."""
_ID = vol.All(str, vol.Length(min=1, max=LONGEST_ID))
_CHANGE: Final = vol.Schema(
    {
        vol.Required("id"): _ID,
        vol.Optional("item", default=""): vol.All(str, vol.Length(max=LONGEST_ID)),
        vol.Optional("words", default=""): vol.All(str, vol.Length(max=500)),
        vol.Optional("bought"): vol.Any(bool, None),
        vol.Optional("removed", default=False): bool,
    }
)


@websocket_command({vol.Required("type"): "hearthtech/shopping"})
@answered
async def ws_shopping(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return the list, the shops, and the shop in which the user is."""
    kitchen = loaded_kitchen(hass)
    items = await kitchen.shopping.items()
    shops = await kitchen.standing.shops()
    here = _shop_here(hass, connection, shops)
    names = await _names(hass, items)
    shown = await kitchen.shopping.shown(items)
    language = kitchen.locale.language
    return {
        "items": [_item(item, names, shown[item.id], language) for item in items],
        "shops": [
            {"id": shop.id, "name": shop.name, "walk": list(walk_of(shop)), "moved": _moved(items, shop)}
            for shop in shops
        ],
        "walk": list(walk_of(None)),
        "here": None if here is None else here.id,
    }


@websocket_command(
    {
        vol.Required("type"): "hearthtech/shopping/apply",
        vol.Required("changes"): vol.All([_CHANGE], vol.Length(min=1, max=MOST_CHANGES)),
    }
)
@answered
async def ws_apply(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Apply changes of the list, each once however often it is sent; return what became of each."""
    changes = [ListChange(**change) for change in msg["changes"]]
    return await loaded_kitchen(hass).standing.apply(changes, actor=connection.user.id)


@websocket_command({vol.Required("type"): "hearthtech/pantry"})
@answered
async def ws_pantry(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Return what is in the house, what is frozen, and what is bought again and again."""
    kitchen = loaded_kitchen(hass)
    return {
        "items": [_pantry(item) for item in await kitchen.pantry.items()],
        "frozen": [
            {
                "id": one.portions.id,
                "name": one.portions.name,
                "recipe": one.portions.recipe_id,
                "left": one.left,
                "days_left": one.days_left,
                "place": one.portions.place,
            }
            for one in await kitchen.freezer.stock()
        ],
        "standing": [
            {
                "id": one.id,
                "kind": one.kind.value,
                "name": one.name,
                "amount": one.amount,
                "unit": one.unit,
                "weekday": one.weekday,
            }
            for one in await kitchen.standing.items()
        ],
    }


@websocket_command({vol.Required("type"): "hearthtech/shopping/to_phone"})
@answered
async def ws_to_phone(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Send what is to be bought to the user's own phones, to be read without network; return how many got it."""
    kitchen = loaded_kitchen(hass)
    shop = _shop_here(hass, connection, await kitchen.standing.shops())
    items = in_shop_order(await kitchen.shopping.items(), shop)
    lines = [item.words for item in items if not item.bought]
    push_servers = uses_push_servers(kitchen_options(hass))
    sent = [
        await async_send(
            hass,
            phone,
            "\n".join(lines)[:LONGEST_MESSAGE],
            path=LIST_PATH,
            tag=LIST_TAG,
            push_servers=push_servers,
        )
        for phone in (await phones_of_user(hass, connection.user.id) if lines else [])
    ]
    return {"phones": sent.count(True)}


def _shop_here(hass: HomeAssistant, connection: ActiveConnection, shops: list[Shop]) -> Shop | None:
    """Return the shop in whose zone the person of this user is."""
    zones = {shop.zone: shop for shop in shops if shop.zone}
    if not zones:
        return None
    for state in hass.states.async_all("person"):
        if state.attributes.get(ATTR_USER_ID) != connection.user.id:
            continue
        for entity_id, shop in zones.items():
            zone = hass.states.get(entity_id)
            if zone is not None and state.entity_id in zone.attributes.get("persons", ()):
                return shop
    return None


async def _names(hass: HomeAssistant, items: list[ShoppingItem]) -> dict[str, str]:
    ids = {source.who for item in items for source in item.sources if source.who}
    users = [await hass.auth.async_get_user(user_id) for user_id in sorted(ids)]
    return {user.id: user.name or "" for user in users if user is not None}


def _item(item: ShoppingItem, names: dict[str, str], shown: ShownItem, language: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "name": item.name,
        "amounts": [[one.amount, unit_words(one, language)] for one in item.amounts],
        "packages": shown.packages,
        "aisle": item.aisle,
        "note": item.note,
        "bought": item.bought,
        "for": list(dict.fromkeys(source.name for source in item.sources if source.name)),
        "who": list(dict.fromkeys(names[source.who] for source in item.sources if source.who in names)),
        "standing": any(source.standing for source in item.sources),
    }


def _moved(items: list[ShoppingItem], shop: Shop) -> dict[str, str]:
    """Return the aisles of the items that lie elsewhere in this shop."""
    return {item.id: aisle for item in items if (aisle := aisle_in(item, shop)) != item.aisle}


def _pantry(item: PantryItem) -> dict[str, Any]:
    return {**item_data(item), "food": item.food}


@callback
def async_setup_shopping_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_shopping, ws_apply, ws_to_phone, ws_pantry):
        websocket_api.async_register_command(hass, command)

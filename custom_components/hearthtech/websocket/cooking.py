"""WebSocket commands with which cook mode starts, continues and ends sessions.

A command that can raise heat states when it was given, and is refused when it arrives late: a page that wakes up sends
what was waiting. It raises heat only with `heat`, which a page sets after a tap or a hold that named burner and level.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
import time
from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..burners.heat_gate import HeatPermit
from ..errors import user_error
from ..kitchen.kitchen import Kitchen
from ..kitchen.recipes.model import HelpLevel
from ..kitchen.sessions.heat_orders import SessionOrder
from ..kitchen.sessions.service import DishOrder
from ..kitchen.sessions.session import CookingSession
from ..models import loaded_kitchen
from ..permissions import async_permit
from ..services.burner_targets import find_burners
from ..services.recipes import find_recipe
from .answering import answered
from .heat import LATEST_S

LONGEST_DELAY_S: Final = 24 * 3600.0
"""Greatest delay of a meal (s)."""

ID: Final = vol.All(str, vol.Length(min=1, max=256))
STEP: Final = vol.All(int, vol.Range(min=0, max=100_000))
SERVINGS: Final = vol.All(vol.Coerce(float), vol.Range(min=0, max=10_000, min_included=False))
MOMENT: Final = vol.All(vol.Coerce(float), vol.Range(min=0, max=1e11))
DISHES: Final = vol.All(
    [
        {
            vol.Required("recipe"): ID,
            vol.Optional("burner"): vol.Any(None, ID),
            vol.Optional("level", default=HelpLevel.GUIDE.value): vol.Coerce(HelpLevel),
            vol.Optional("servings"): vol.Any(None, SERVINGS),
        }
    ],
    vol.Length(min=1, max=12),
)


async def dish_orders(hass: HomeAssistant, kitchen: Kitchen, dishes: list[dict[str, Any]]) -> list[DishOrder]:
    """Return the orders of a meal. Raises what `find_recipe` and `find_burners` raise."""
    return [
        DishOrder(
            recipe_id=(await find_recipe(kitchen, dish["recipe"])).id,
            burner_id=find_burners(hass, [dish["burner"]])[0].id if dish.get("burner") else None,
            level=dish["level"],
            servings=dish.get("servings"),
        )
        for dish in dishes
    ]


def moment(seconds: float | None) -> datetime | None:
    """Return a moment that a page sends as seconds since the epoch."""
    return None if seconds is None else dt_util.utc_from_timestamp(seconds)


def _refuse_late(msg: dict[str, Any]) -> None:
    if not abs(time.time() - msg["sent_at"]) <= LATEST_S:
        raise user_error("heat_command_late")


@websocket_command(
    {
        vol.Required("type"): "hearthtech/cook/start",
        vol.Required("dishes"): DISHES,
        vol.Optional("heat", default=False): bool,
        vol.Optional("together", default=True): bool,
        vol.Optional("ready_at"): vol.Any(None, MOMENT),
        vol.Required("sent_at"): vol.Coerce(float),
    }
)
@answered
async def ws_start(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Start cooking one dish, or several that are to be ready together. `heat` allows the kitchen to heat."""
    _refuse_late(msg)
    kitchen, context = loaded_kitchen(hass), connection.context(msg)
    orders = await dish_orders(hass, kitchen, msg["dishes"])
    changes = await kitchen.cooking.heat_of(orders) if msg["heat"] else ()
    permit = await async_permit(hass, context, changes)
    session = await kitchen.cooking.start_meal(
        orders,
        together=msg["together"],
        ready_at=moment(msg.get("ready_at")),
        heat=permit,
        actor=connection.user.id,
    )
    return {"session": session.id}


ORDERS: Final = {
    "confirm": SessionOrder.CONFIRM,
    "next": SessionOrder.NEXT,
    "previous": SessionOrder.PREVIOUS,
    "repeat": SessionOrder.REPEAT,
    "skip": SessionOrder.SKIP,
    "resume": SessionOrder.RESUME,
    "hold": SessionOrder.HOLD,
    "level": SessionOrder.LEVEL,
    "pause": None,
}
"""Orders to a session; all but pause can raise heat."""


@websocket_command(
    {
        vol.Required("type"): "hearthtech/cook/order",
        vol.Required("session"): ID,
        vol.Required("order"): vol.In(sorted(ORDERS)),
        vol.Optional("dish"): ID,
        vol.Optional("from_step"): STEP,
        vol.Optional("heat", default=False): bool,
        vol.Optional("level", default=HelpLevel.GUIDE.value): vol.Coerce(HelpLevel),
        vol.Optional("seconds", default=600.0): vol.All(
            vol.Coerce(float), vol.Range(min=-LONGEST_DELAY_S, max=LONGEST_DELAY_S)
        ),
        vol.Required("sent_at"): vol.Coerce(float),
    }
)
@answered
async def ws_order(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Give an order to a session. Without `heat` an order that would raise heat is refused and changes nothing.

    `from_step` is the step that the person saw: of two devices that go on from it together, one does.
    """
    session = loaded_kitchen(hass).cooking.get(msg["session"])
    order = ORDERS[msg["order"]]
    if order is not None:
        _refuse_late(msg)
    permit = None if order is None else await _permit(hass, connection, msg, session, order)
    await _deeds(session, msg, connection.user.id, permit)[msg["order"]]()
    return None


async def _permit(
    hass: HomeAssistant,
    connection: ActiveConnection,
    msg: dict[str, Any],
    session: CookingSession,
    order: SessionOrder,
) -> HeatPermit | None:
    """Return the permit for what an order raises; `None` without `heat`, or if the session has moved on."""
    dish, step = msg.get("dish"), msg.get("from_step")
    if not msg["heat"] or (step is not None and step != session.step(dish)):
        return None
    return await async_permit(
        hass, connection.context(msg), session.changes_of(order, dish, level=msg["level"])
    )


def _deeds(
    session: CookingSession, msg: dict[str, Any], actor: str, heat: HeatPermit | None
) -> dict[str, Callable[[], Awaitable[None]]]:
    dish, step = msg.get("dish"), msg.get("from_step")
    return {
        "confirm": lambda: session.confirm(dish, step=step, actor=actor, heat=heat),
        "next": lambda: session.next_step(dish, step=step, actor=actor, heat=heat),
        "previous": lambda: session.previous_step(dish, step=step, actor=actor, heat=heat),
        "repeat": lambda: session.redo_step(dish, step=step, actor=actor, heat=heat),
        "skip": lambda: session.skip_step(dish, step=step, actor=actor, heat=heat),
        "resume": lambda: session.resume(dish, actor=actor, heat=heat),
        "hold": lambda: session.hold(msg["seconds"], actor=actor, heat=heat),
        "level": lambda: session.set_level(msg["level"], dish, actor=actor, heat=heat),
        "pause": lambda: session.pause(dish, actor=actor),
    }


@websocket_command(
    {
        vol.Required("type"): "hearthtech/cook/stop",
        vol.Required("session"): ID,
        vol.Optional("dish"): ID,
    }
)
@answered
async def ws_stop(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """End a session, or one dish of it, and turn its heat off. Every user may."""
    await loaded_kitchen(hass).cooking.get(msg["session"]).stop(msg.get("dish"), actor=connection.user.id)


@websocket_command(
    {
        vol.Required("type"): "hearthtech/cook/strike",
        vol.Required("session"): ID,
        vol.Required("dish"): ID,
        vol.Required("step"): STEP,
        vol.Required("line"): STEP,
        vol.Optional("struck", default=True): bool,
    }
)
@answered
async def ws_strike(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Strike an ingredient of a step on all devices, or remove the mark."""
    session = loaded_kitchen(hass).cooking.get(msg["session"])
    await session.strike(
        msg["dish"], msg["step"], msg["line"], struck=msg["struck"], actor=connection.user.id
    )


@websocket_command(
    {
        vol.Required("type"): "hearthtech/cook/answer",
        vol.Required("session"): ID,
        vol.Required("dish"): ID,
        vol.Required("step"): STEP,
    }
)
@answered
async def ws_answer(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Answer the call for hands of a dish: no device sounds for it any more."""
    session = loaded_kitchen(hass).cooking.get(msg["session"])
    await session.answer(msg["dish"], step=msg["step"], actor=connection.user.id)


@websocket_command(
    {
        vol.Required("type"): "hearthtech/cook/remark",
        vol.Required("session"): ID,
        vol.Optional("dish"): ID,
        vol.Required("words"): vol.All(str, vol.Length(min=1, max=2000)),
    }
)
@answered
async def ws_remark(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Store a remark at this moment of a session."""
    session = loaded_kitchen(hass).cooking.get(msg["session"])
    await session.remark(msg["words"], dish_id=msg.get("dish"), actor=connection.user.id)


@callback
def async_setup_cooking_commands(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_start, ws_order, ws_stop, ws_strike, ws_answer, ws_remark):
        websocket_api.async_register_command(hass, command)

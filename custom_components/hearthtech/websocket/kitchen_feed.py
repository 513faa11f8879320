"""WebSocket commands `hearthtech/changes` and `hearthtech/sessions`: what happens in the kitchen.

A subscription lives longer than the kitchen: while its entry is reloaded the page learns that there is none.
"""

from collections.abc import Callable
import time
from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from ..entities.session_sensor import QUIET
from ..json_encoding import to_json
from ..kitchen.changes import Change, ChangeKind
from ..kitchen.kitchen import Kitchen
from ..kitchen.recipes.model import DurationGoal, HelpLevel
from ..kitchen.sessions.events import Event
from ..kitchen.sessions.goals import goal_of
from ..kitchen.sessions.heat_orders import SessionOrder
from ..kitchen.sessions.model import DishState, Waiting
from ..kitchen.sessions.session import CookingSession
from ..kitchen.sessions.snapshot import DishSnapshot
from ..models import async_get_data

INTERVAL_S: Final = 0.25
"""Shortest time between two messages about sessions (s)."""
PRIVATE: Final = {ChangeKind.PORTION_EATEN, ChangeKind.MEASURE_CHANGED}
"""Changes that concern one person. They are sent only to administrators, and never with data."""
PUBLIC_DATA: Final = ("name", "ends_at", "session_id", "first")
"""Fields of a change that are sent. Everything else is read by commands that check the rights."""


@websocket_command({vol.Required("type"): "hearthtech/changes"})
@callback
def ws_changes(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Subscribe to the changes of the kitchen: the kind, the id of what changed, and whether there is a kitchen."""
    connection.send_result(msg["id"])

    def changed(change: Change) -> None:
        private = change.kind in PRIVATE
        if private and not connection.user.is_admin:
            return
        data = {} if private else {key: change.data[key] for key in PUBLIC_DATA if key in change.data}
        event = {
            "type": "change",
            "kind": change.kind.value,
            "subject": change.subject,
            "data": to_json(data),
        }
        connection.send_event(msg["id"], event)

    def here(kitchen: Kitchen | None) -> Callable[[], None] | None:
        connection.send_event(
            msg["id"], {"type": "kitchen", "loaded": kitchen is not None, "time": time.time()}
        )
        return None if kitchen is None else kitchen.subscribe(changed)

    connection.subscriptions[msg["id"]] = while_loaded(hass, here)


@websocket_command({vol.Required("type"): "hearthtech/sessions"})
@callback
def ws_sessions(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Subscribe to the cooking sessions that have not ended: first all of them, then those that changed."""
    connection.send_result(msg["id"])
    subscription = _SessionSubscription(hass, lambda event: connection.send_event(msg["id"], event))
    connection.subscriptions[msg["id"]] = while_loaded(hass, subscription.attach)


class _SessionSubscription:
    """One subscription to the sessions."""

    def __init__(self, hass: HomeAssistant, send: Callable[[dict[str, Any]], None]) -> None:
        self._hass = hass
        self._send = send
        self._kitchen: Kitchen | None = None
        self._changed: set[str] = set()
        self._sent: set[str] = set()
        self._planned: Callable[[], None] | None = None

    @callback
    def attach(self, kitchen: Kitchen | None) -> Callable[[], None]:
        """Send all sessions of this kitchen, and follow them. Returns a function that ends it."""
        self._kitchen = kitchen
        active = () if kitchen is None else kitchen.sessions.active
        self._sent = {session.id for session in active}
        self._send(
            {
                "type": "snapshot",
                "time": time.time(),
                "loaded": kitchen is not None,
                "sessions": {session.id: _session_view(session) for session in active},
            }
        )
        stop = None if kitchen is None else kitchen.sessions.subscribe(self._happened)

        def end() -> None:
            if stop is not None:
                stop()
            if self._planned is not None:
                self._planned()
                self._planned = None
            self._changed.clear()

        return end

    @callback
    def _happened(self, session: CookingSession, event: Event) -> None:
        if isinstance(event, QUIET):
            return
        self._changed.add(session.id)
        if self._planned is None:
            self._planned = self._hass.loop.call_later(INTERVAL_S, self._flush).cancel

    @callback
    def _flush(self) -> None:
        self._planned = None
        assert self._kitchen is not None
        active = {session.id: session for session in self._kitchen.sessions.active}
        changed, self._changed = self._changed, set()
        self._send(
            {
                "type": "difference",
                "time": time.time(),
                "sessions": {name: _session_view(active[name]) for name in changed if name in active},
                "removed": sorted((changed | self._sent) - active.keys()),
            }
        )
        self._sent = set(active)


def _session_view(session: CookingSession) -> dict[str, Any]:
    """Return a session. Times run in the session's clock; `ends_at` of each dish is a moment, so nothing ticks."""
    view = session.view()
    now = time.time()
    told: dict[str, Any] = to_json(view)
    states = {dish.id: dish for dish in session.state.dishes}
    for dish, shown in zip(view.dishes, told["dishes"], strict=True):
        state = states[dish.id]
        # The rest of another step is only an estimate, which is no timer.
        runs = _is_timed(state) and bool(dish.step_remaining_s) and dish.pause is None and not dish.lagging
        shown["step_ends_at"] = (
            round(now + (dish.step_remaining_s or 0.0) / session.clock_rate, 1) if runs else None
        )
        if dish.step_remaining_s is not None:
            shown["step_length_s"] = (dish.step_elapsed_s + dish.step_remaining_s) / session.clock_rate
        for key, left_s in (("begins_at", dish.begins_in_s), ("ready_at", dish.remaining_s)):
            shown[key] = None if left_s is None else round(now + left_s / session.clock_rate, 1)
        shown["back_heat"] = _raise_view(session, SessionOrder.PREVIOUS, dish) if dish.step > 0 else None
        waits = dish.waiting in {Waiting.RESUME, Waiting.HEAT}
        shown["resume_heat"] = _raise_view(session, SessionOrder.RESUME, dish) if waits else None
        shown |= {
            "servings": state.plan.servings,
            "struck": to_json(state.struck),
            "answered": state.answered,
        }
    told["ready_at"] = (
        None if view.ready_in_s is None else round(now + view.ready_in_s / session.clock_rate, 1)
    )
    told["clock_rate"] = session.clock_rate
    return told


def _raise_view(session: CookingSession, order: SessionOrder, dish: DishSnapshot) -> dict[str, Any] | None:
    """Return the heat to which an order would raise the burner, `None` if it raises none."""
    if dish.phase.over or dish.level in {HelpLevel.OBSERVE, HelpLevel.GUIDE}:
        return None
    changes = session.changes_of(order, dish.id)
    return {"power": changes[0].power, "temperature_c": changes[0].temperature_c} if changes else None


def _is_timed(dish: DishState) -> bool:
    """Whether the present step of a dish ends after a time."""
    return dish.current is not None and isinstance(goal_of(dish.current), DurationGoal)


@callback
def while_loaded(
    hass: HomeAssistant, attach: Callable[[Kitchen | None], Callable[[], None] | None]
) -> Callable[[], None]:
    """Call `attach` now and each time the kitchen is loaded or unloaded, and end what it returned before."""
    end: Callable[[], None] | None = None

    def changed(kitchen: Kitchen | None) -> None:
        nonlocal end
        if end is not None:
            end()
        end = attach(kitchen)

    forget = async_get_data(hass).on_kitchen(changed)

    def stop() -> None:
        forget()
        if end is not None:
            end()

    return stop


@callback
def async_setup_kitchen_feed(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (ws_changes, ws_sessions):
        websocket_api.async_register_command(hass, command)

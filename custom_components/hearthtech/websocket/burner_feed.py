"""Feed of the stoves and burners of the home: first complete, then what changes.

All subscribers share one comparison. Changes are collected for `INTERVAL_S`, so a page gets at most ten messages a
second. Nothing is computed while nobody has subscribed, except one sample of each temperature every `TRACE_STEP_S`.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
import time
from typing import Final

from homeassistant.auth.models import User
from homeassistant.core import Event as HassEvent, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.util.hass_dict import HassKey

from ..burners.burner import Burner
from ..burners.model import BurnerEvent, BurnerState, HeatSource
from ..const import DOMAIN
from ..entities.session_sensor import QUIET
from ..kitchen.kitchen import Kitchen
from ..kitchen.sessions.events import Event
from ..kitchen.sessions.session import CookingSession
from ..models import async_get_data
from ..permissions import may_raise_heat
from .burner_view import HEAT_KEYS, View, burner_devices, burner_view, stove_views

INTERVAL_S: Final = 0.1
"""Shortest time between two messages of a subscription (s)."""
TRACE_STEP_S: Final = 2.0
TRACE_POINTS: Final = 300
"""Samples kept for each burner: ten minutes."""

type Send = Callable[[View], None]
type Point = tuple[float, float | None, float | None]
"""Moment (s since the epoch), temperature and target (°C)."""


@dataclass(slots=True)
class _Subscriber:
    user: User
    send: Send
    may_heat: bool = False


@dataclass(slots=True)
class BurnerRecord:
    """What was sent last about a burner, and the number of its heat setting."""

    view: View
    heat_revision: int = 1


@dataclass(slots=True)
class _StoveEntity:
    """Follower of the stove as a whole; it only marks the stoves as changed."""

    changed: Callable[[], None]

    def push(self) -> None:
        self.changed()

    def push_event(self, kind: str, data: Mapping[str, object]) -> None:
        self.changed()

    def refresh(self) -> None:
        self.changed()


@dataclass(slots=True)
class BurnerFeed:
    """Shared state of all subscriptions to burners."""

    hass: HomeAssistant
    records: dict[str, BurnerRecord] = field(default_factory=dict)
    traces: dict[str, deque[Point]] = field(default_factory=dict)
    _stoves: dict[str, View] = field(default_factory=dict)
    _subscribers: list[_Subscriber] = field(default_factory=list)
    _burner_listeners: dict[str, Callable[[], None]] = field(default_factory=dict)
    _stove_listeners: dict[str, tuple[object, Callable[[], None]]] = field(default_factory=dict)
    _attached: list[Callable[[], None]] = field(default_factory=list)
    _session_listener: Callable[[], None] | None = None
    _dirty: set[str] = field(default_factory=set)
    _planned: Callable[[], None] | None = None
    _flushed_at: float = 0.0
    _devices: dict[str, tuple[str, str | None]] | None = None
    _names: dict[str, str] = field(default_factory=dict)
    _sampler: Callable[[], None] | None = None

    # Traces

    @callback
    def attach(self) -> None:
        """Start sampling while there are burners. Called once."""
        async_get_data(self.hass).burners.subscribe(self._start_sampling, self._forget_trace)

    @callback
    def _start_sampling(self, burner: Burner) -> None:
        if self._sampler is None:
            self._sampler = async_track_time_interval(
                self.hass,
                self._sample,
                timedelta(seconds=TRACE_STEP_S),
                name=f"{DOMAIN} temperature traces",
                cancel_on_shutdown=True,
            )

    @callback
    def _forget_trace(self, burner: Burner) -> None:
        self.traces.pop(burner.id, None)
        if not len(async_get_data(self.hass).burners) and self._sampler is not None:
            self._sampler()
            self._sampler = None

    @callback
    def _sample(self, _: datetime) -> None:
        now = round(time.time(), 1)
        for burner in async_get_data(self.hass).burners:
            trace = self.traces.setdefault(burner.id, deque(maxlen=TRACE_POINTS))
            state = burner.state
            celsius = state.food_temperature_c if state.available else None
            target = state.target_temperature_c if state.available else None
            trace.append((now, None if celsius is None else round(celsius, 1), target))

    # Subscriptions

    @callback
    def subscribe(self, user: User, send: Send) -> Callable[[], None]:
        """Send everything now, and afterwards each change. Returns a function that unsubscribes."""
        if not self._subscribers:
            self._begin()
        subscriber = _Subscriber(user, send, may_raise_heat(self.hass, user))
        self._flush()
        self._subscribers.append(subscriber)
        send(
            {
                "type": "snapshot",
                "time": time.time(),
                "may_heat": subscriber.may_heat,
                "stoves": self._stoves,
                "burners": {
                    burner_id: record.view | {"revision": record.heat_revision}
                    for burner_id, record in self.records.items()
                },
            }
        )

        def stop() -> None:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)
            if not self._subscribers:
                self._end()

        return stop

    @callback
    def revision_of(self, burner_id: str) -> int | None:
        """Return the number of a burner's present heat setting; `None` while nobody has subscribed."""
        if burner_id in self._dirty:
            self._flush()
        record = self.records.get(burner_id)
        return None if record is None else record.heat_revision

    @callback
    def _begin(self) -> None:
        home = async_get_data(self.hass)
        self._attached = [
            home.burners.subscribe(self._burner_added, self._burner_removed),
            home.on_kitchen(self._kitchen_changed),
            self.hass.bus.async_listen(
                dr.EVENT_DEVICE_REGISTRY_UPDATED, self._device_changed, event_filter=self._is_own_device
            ),
            async_track_time_interval(self.hass, self._tick, timedelta(seconds=1), cancel_on_shutdown=True),
        ]

    @callback
    def _end(self) -> None:
        for detach in (*self._attached, *self._burner_listeners.values()):
            detach()
        for _, detach in self._stove_listeners.values():
            detach()
        for cancel in (self._session_listener, self._planned):
            if cancel is not None:
                cancel()
        self._session_listener = self._planned = self._devices = None
        for gone in (
            self._attached,
            self._burner_listeners,
            self._stove_listeners,
            self._dirty,
            self._stoves,
        ):
            gone.clear()

    # What changed

    @callback
    def _burner_added(self, burner: Burner) -> None:
        burner_id = burner.id

        def changed(state: BurnerState, event: BurnerEvent | None) -> None:
            self._mark(burner_id)

        self._burner_removed(burner)
        self._burner_listeners[burner_id] = burner.subscribe(changed)

    @callback
    def _burner_removed(self, burner: Burner) -> None:
        if (stop := self._burner_listeners.pop(burner.id, None)) is not None:
            stop()
        self._devices = None
        self._mark(burner.id)

    @callback
    def _kitchen_changed(self, kitchen: Kitchen | None) -> None:
        if self._session_listener is not None:
            self._session_listener()
        self._session_listener = (
            None if kitchen is None else kitchen.sessions.subscribe(self._session_changed)
        )
        for burner_id in self.records:
            self._mark(burner_id)

    @callback
    def _session_changed(self, session: CookingSession, event: Event) -> None:
        if isinstance(event, QUIET):
            return
        for dish in session.state.dishes:
            if dish.burner_id is not None:
                self._mark(dish.burner_id)

    @callback
    def _is_own_device(self, data: dr.EventDeviceRegistryUpdatedData) -> bool:
        known = {device_id for device_id, _ in (self._devices or {}).values()}
        known.update(str(stove["device_id"]) for stove in self._stoves.values())
        return data["device_id"] in known

    @callback
    def _device_changed(self, _: HassEvent[dr.EventDeviceRegistryUpdatedData]) -> None:
        self._devices = None
        for burner_id in self.records:
            self._mark(burner_id)

    @callback
    def _tick(self, _: datetime) -> None:
        """Notice rights and stoves that changed without a push."""
        self._plan()

    @callback
    def _mark(self, burner_id: str) -> None:
        self._dirty.add(burner_id)
        self._plan()

    @callback
    def _plan(self) -> None:
        if self._planned is not None:
            return
        wait = max(self._flushed_at + INTERVAL_S - self.hass.loop.time(), 0.0)
        self._planned = self.hass.loop.call_later(wait, self._flush).cancel

    # Messages

    @callback
    def _flush(self) -> None:
        """Compare with what was sent, and send the differences."""
        if self._planned is not None:
            self._planned()
            self._planned = None
        self._flushed_at = self.hass.loop.time()
        burners, removed = self._burner_differences()
        stoves = self._stove_differences()
        for subscriber in tuple(self._subscribers):
            message: View = {}
            if burners:
                message["burners"] = burners
            if removed:
                message["removed"] = removed
            if stoves is not None:
                message["stoves"] = stoves
            if (may_heat := may_raise_heat(self.hass, subscriber.user)) is not subscriber.may_heat:
                subscriber.may_heat = message["may_heat"] = may_heat
            if message:
                subscriber.send({"type": "difference", "time": time.time()} | message)

    @callback
    def _burner_differences(self) -> tuple[dict[str, View], list[str]]:
        home = async_get_data(self.hass)
        if self._devices is None:
            self._devices = dict(burner_devices(self.hass))
        changed: dict[str, View] = {}
        removed: list[str] = []
        now = time.time()
        for burner_id in self._dirty:
            burner, record = home.burners.get(burner_id), self.records.get(burner_id)
            if burner is None:
                if self.records.pop(burner_id, None) is not None:
                    removed.append(burner_id)
                continue
            device_id, name = self._devices.get(burner_id, (None, None))
            view = burner_view(
                burner,
                name=name,
                device_id=device_id,
                now=now,
                before=None if record is None else record.view,
                kitchen=home.kitchen,
            ) | {"actor": self._actor(burner)}
            if record is None:
                self.records[burner_id] = BurnerRecord(view)
                changed[burner_id] = view | {"revision": 1}
                continue
            difference = {key: value for key, value in view.items() if record.view[key] != value}
            if not difference:
                continue
            if difference.keys() & set(HEAT_KEYS):
                record.heat_revision += 1
                difference["revision"] = record.heat_revision
            record.view = view
            changed[burner_id] = difference
        self._dirty.clear()
        return changed, removed

    @callback
    def _stove_differences(self) -> dict[str, View] | None:
        """Return all stoves if one of them changed."""
        home = async_get_data(self.hass)
        for stove_id in self._stove_listeners.keys() - home.stoves.keys():
            self._stove_listeners.pop(stove_id)[1]()
        for stove_id, stove in home.stoves.items():
            known = self._stove_listeners.get(stove_id)
            if known is None or known[0] is not stove:
                if known is not None:
                    known[1]()
                follower = _StoveEntity(self._plan)
                self._stove_listeners[stove_id] = (stove, stove.follow_stove(follower))
        now, views = time.time(), stove_views(self.hass, home)
        for stove_id, view in views.items():
            left = view.pop("armed_left_s", None)
            before = self._stoves.get(stove_id, {}).get("armed_until")
            until = None if left is None else round(now + left / home.stoves[stove_id].clock_rate, 1)
            steady = until is not None and before is not None and abs(until - before) < 1.5
            view["armed_until"] = before if steady else until
        if views == self._stoves:
            return None
        self._stoves = views
        return views

    @callback
    def _actor(self, burner: Burner) -> View | None:
        """Return who set the heat, as far as it is known: the user's name, or that it was an automation."""
        if not burner.state.available or burner.state.source is not HeatSource.REMOTE:
            return None
        stove_id, _, number = burner.id.rpartition("/")
        home = async_get_data(self.hass)
        stove = home.stoves.get(stove_id) or home.hobs.get(stove_id)
        context = None if stove is None else stove.contexts.get(int(number))
        if context is None:
            return None
        if context.user_id is None:
            return {"kind": "automation", "name": None}
        if context.user_id not in self._names:
            self._names[context.user_id] = ""
            self.hass.async_create_task(
                self._read_name(context.user_id, burner.id), f"{DOMAIN} name of a user"
            )
        return {"kind": "user", "name": self._names[context.user_id] or None}

    async def _read_name(self, user_id: str, burner_id: str) -> None:
        user = await self.hass.auth.async_get_user(user_id)
        self._names[user_id] = "" if user is None else user.name or ""
        if self._subscribers:
            self._mark(burner_id)


_FEED: HassKey[BurnerFeed] = HassKey(f"{DOMAIN}_burner_feed")


@callback
def burner_feed(hass: HomeAssistant) -> BurnerFeed:
    """Return the shared instance, creating it on first use."""
    if _FEED not in hass.data:
        hass.data[_FEED] = BurnerFeed(hass)
        hass.data[_FEED].attach()
    return hass.data[_FEED]

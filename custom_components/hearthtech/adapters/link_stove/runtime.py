"""Runtime of a loaded stove: forwards the client's pushes to the entities, the kitchen and the logbook."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from ...burners.boiling import boiling_point_c
from ...burners.registry import BurnerRegistry
from ...const import CONF_LOCAL_BURNERS, CONF_REMOTE_BURNERS, DOMAIN, LOGGER
from ...events import EVENT_STOVE
from ...hearth_link.client import LinkClient
from ...hearth_link.errors import CertificateChanged
from ...hearth_link.messages import (
    LinkBurnerState,
    LinkChange,
    LinkChangeKind,
    LinkEvent,
    StoveInfo,
    StoveState,
)
from ..devices import burner_device_id, remove_stale_devices
from ..followers import BurnerFollower, StoveFollower
from ..sensing import BurnerSensing, SensedListener
from .burner import LinkStoveBurner, link_refusals
from .descriptions import has_other_entities, read_only, shown_model
from .entity_keys import entity_keys, event_kinds, senses
from .entity_updates import EntityUpdates
from .issues import report_changed_certificate

SENSE_INTERVAL_S: Final = 1.0
"""Stove time between two readings for event detection (s)."""
TOTALS_INTERVAL_S: Final = 5.0
"""Minimum time between two writes of the sums over all burners (s)."""

type StoveConfigEntry = ConfigEntry[StoveRuntime]
type BurnersListener = Callable[[Iterable[int]], None]
"""Called with the numbers of burners."""


class StoveRuntime:
    """One stove while its entry is loaded."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: StoveConfigEntry,
        client: LinkClient,
        burners: BurnerRegistry,
        stoves: dict[str, StoveRuntime],
    ) -> None:
        """Create the runtime; `attach` activates it and adds it to `burners` and `stoves`, the directories of this home."""
        self.hass = hass
        self.entry = entry
        self.client = client
        self.burners: dict[int, LinkStoveBurner] = {}
        self.device_id = ""
        self.contexts: dict[int, Context] = {}
        """Contexts of the newest commands from Home Assistant, by burner."""
        self.connected = client.connected
        """Whether the known states are current."""
        self.updates = EntityUpdates(hass, client.burners)
        """Forwards the burners' states to their entities."""
        self._registry = burners
        self._stoves = stoves
        self._remove: dict[int, Callable[[], None]] = {}
        self._stove_followers: list[StoveFollower] = []
        self._burners_listeners: list[BurnersListener] = []
        self._sensing: dict[int, BurnerSensing] = {}
        self._totals_listeners: list[Callable[[], None]] = []
        self._cancel_totals: Callable[[], None] | None = None
        self._lost = False
        self._made_for = client.info
        self._loop = hass.loop

    # Known state

    @property
    def info(self) -> StoveInfo:
        """The identity and capabilities of the stove."""
        return self.client.info

    @property
    def id(self) -> str:
        """The permanent id of the stove."""
        return self.client.info.id

    @property
    def name(self) -> str:
        """The name given by the user."""
        return self.client.state.name or self.client.info.name

    @property
    def state(self) -> StoveState:
        """The state of the whole stove."""
        return self.client.state

    @property
    def clock_rate(self) -> float:
        """Seconds of stove time per second of real time."""
        return self.client.clock_rate

    def burner_state(self, n: int) -> LinkBurnerState:
        """Return the newest state of a burner."""
        return self.client.burners[n]

    def is_available(self, n: int) -> bool:
        """Whether the state of a burner is current."""
        return self.connected

    def entity_keys(self, n: int) -> frozenset[str]:
        """Return the keys of the entities that a burner has."""
        return entity_keys(self.burners[n].info, self.info.capability("power_cap").access)

    def event_kinds(self, n: int) -> frozenset[str]:
        """Return the kinds of events that a burner may report."""
        return event_kinds(self.burners[n].info)

    def senses(self, n: int) -> bool:
        """Whether boiling and added food can be detected on a burner."""
        return senses(self.burners[n].info)

    def burner_states(self, capability: str) -> list[LinkBurnerState]:
        """Return the states of the burners that have a capability."""
        return [
            self.client.burners[n]
            for n, burner in self.burners.items()
            if burner.info.capability(capability).access.readable and n in self.client.burners
        ]

    # Life cycle

    @callback
    def attach(self) -> Callable[[], None]:
        """Subscribe to the client, create the devices and register the burners. Returns a function that undoes it."""
        info = self._made_for = self.info
        registry = dr.async_get(self.hass)
        self.device_id = registry.async_get_or_create(
            config_entry_id=self.entry.entry_id,
            identifiers={(DOMAIN, info.id)},
            manufacturer=info.manufacturer,
            model=shown_model(self.hass, self.entry, info),
            name=self.name,
            serial_number=info.id,
            sw_version=info.firmware,
        ).id
        self._stoves[self.id] = self
        self._match_burners()
        unsubscribe = self.client.subscribe(self._on_change)

        def detach() -> None:
            unsubscribe()
            self.updates.stop()
            if self._cancel_totals is not None:
                self._cancel_totals()
                self._cancel_totals = None
            for remove in self._remove.values():
                remove()
            self._remove.clear()
            self._stoves.pop(info.id, None)

        return detach

    @callback
    def _match_burners(self) -> None:
        """Add and remove burners so that they match those of the stove."""
        reported = {
            n: info if self._may_drive(n) else read_only(info) for n, info in self.info.burners.items()
        }
        for n in self.burners.keys() - reported.keys():
            del self.burners[n]
            self._remove.pop(n)()
        new = []
        for n, info in reported.items():
            if n in self.burners:
                self.burners[n].info = info
                continue
            burner = LinkStoveBurner(self.id, info, self.client, remote=self._may_drive(n))
            self.burners[n] = burner
            self._remove[n] = self._registry.add(burner)
            new.append(n)
        remove_stale_devices(self.hass, self.entry.entry_id, (burner.id for burner in self.burners.values()))
        if new:
            for listener in tuple(self._burners_listeners):
                listener(new)

    def _may_drive(self, n: int) -> bool:
        options = self.entry.options
        if (denied := options.get(CONF_LOCAL_BURNERS)) is not None:
            return str(n) not in denied
        # Options that were saved before `CONF_LOCAL_BURNERS` existed.
        allowed = options.get(CONF_REMOTE_BURNERS)
        return allowed is None or str(n) in allowed

    @callback
    def on_burners(self, listener: BurnersListener) -> Callable[[], None]:
        """Call a listener for the present burners and for new ones. Returns a function that unsubscribes."""
        self._burners_listeners.append(listener)
        listener(list(self.burners))
        return lambda: self._burners_listeners.remove(listener)

    # Entities

    @callback
    def follow_burner(self, entity: BurnerFollower) -> Callable[[], None]:
        """Forward states and events of a burner to an entity. Returns a function that unsubscribes."""
        return self.updates.add(entity)

    @callback
    def follow_stove(self, entity: StoveFollower) -> Callable[[], None]:
        """Forward states and events of the stove to an entity. Returns a function that unsubscribes."""
        self._stove_followers.append(entity)
        return lambda: self._stove_followers.remove(entity)

    @callback
    def follow_totals(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call a listener after any burner has changed, at most once per `TOTALS_INTERVAL_S`."""
        self._totals_listeners.append(listener)
        return lambda: self._totals_listeners.remove(listener)

    @callback
    def follow_sensed(self, n: int, listener: SensedListener) -> Callable[[], None]:
        """Call a listener for events detected in a burner's temperature and power.

        Returns a function that unsubscribes.
        """
        if n not in self._sensing:
            boiling_c = boiling_point_c(self.hass.config.elevation)
            self._sensing[n] = BurnerSensing(boiling_c, interval_s=SENSE_INTERVAL_S)
        sensing = self._sensing[n]
        sensing.listeners.append(listener)

        def stop() -> None:
            sensing.listeners.remove(listener)
            if not sensing.listeners:
                self._sensing.pop(n, None)

        return stop

    def burner_device_id(self, n: int) -> str | None:
        """Return the id of a burner's device."""
        return burner_device_id(self.hass, self.entry.entry_id, f"{self.id}/{n}")

    @callback
    def set_context(self, n: int, context: Context) -> None:
        """Attribute the next changes of a burner to this context."""
        self.contexts[n] = context
        self.updates.set_context(n, context)

    # Pushes

    @callback
    def _on_change(self, change: LinkChange) -> None:
        if (n := change.burner) is not None and change.event is None:
            self._push(n)
            return
        match change.kind:
            case LinkChangeKind.EVENT:
                assert change.event is not None
                self._push_event(change.event)
            case LinkChangeKind.STOVE:
                for entity in self._stove_followers:
                    entity.push()
            case LinkChangeKind.CONNECTED:
                self._connected()
            case LinkChangeKind.DISCONNECTED:
                self._disconnected()
            case LinkChangeKind.FAILED:
                self._failed()

    @callback
    def _push(self, n: int) -> None:
        """Forward a burner's state to its entities. Called for every frame; must be fast."""
        state = self.client.burners[n]
        self.updates.push(n, state, self.client.delta)
        if (sensing := self._sensing.get(n)) is not None:
            celsius = (
                state.pan_temperature_c if state.probe_temperature_c is None else state.probe_temperature_c
            )
            probe = state.probe_temperature_c is not None
            sensing.update(state.uptime_ms / 1000, celsius, state.power, probe=probe)
        if self._cancel_totals is None:
            self._cancel_totals = self._loop.call_later(TOTALS_INTERVAL_S, self._push_totals).cancel
        if (burner := self.burners.get(n)) is not None:
            burner.publish()

    @callback
    def _push_totals(self) -> None:
        self._cancel_totals = None
        for listener in tuple(self._totals_listeners):
            listener()

    @callback
    def _fire_event(self, event: LinkEvent) -> None:
        """Fire what happened on the event bus, for the logbook and for automations."""
        burner = None if event.burner is None else self.burners.get(event.burner)
        data: dict[str, Any] = {
            ATTR_DEVICE_ID: self.device_id if burner is None else self.burner_device_id(burner.n),
            "name": self.name if burner is None else burner.name,
            "type": event.kind.value,
            **event.data,
        }
        self.hass.bus.async_fire(EVENT_STOVE, data)

    @callback
    def _push_event(self, event: LinkEvent) -> None:
        self._fire_event(event)
        if event.burner is None:
            for entity in self._stove_followers:
                entity.push_event(event.kind.value, event.data)
            for burner in tuple(self.burners.values()):
                burner.publish(event)
            return
        self.updates.push_event(event.burner, event.kind.value, event.data)
        if (one := self.burners.get(event.burner)) is not None:
            one.publish(event)

    @callback
    def _connected(self) -> None:
        self.connected = True
        if self._lost:
            self._lost = False
            LOGGER.info("%s is back", self.name)
        dr.async_get(self.hass).async_update_device(
            self.device_id, name=self.name, sw_version=self.info.firmware
        )
        if has_other_entities(self._made_for, self.info):
            # New firmware, or another hob under the same identity: its entities are created again.
            self.hass.config_entries.async_schedule_reload(self.entry.entry_id)
            return
        self._match_burners()
        self._refresh()

    @callback
    def _disconnected(self) -> None:
        self.connected = False
        if not self._lost:
            self._lost = True
            LOGGER.info("%s is lost; its heat from outside ends with the lease", self.name)
        self._refresh()

    @callback
    def _failed(self) -> None:
        self.connected = False
        self._refresh()
        if isinstance(self.client.failure, CertificateChanged):
            report_changed_certificate(self.hass, self.entry, self.client.failure)
        self.entry.async_start_reauth(self.hass)

    @callback
    def _refresh(self) -> None:
        self.updates.refresh()
        for entity in tuple(self._stove_followers):
            entity.refresh()
        for burner in tuple(self.burners.values()):
            burner.publish()

    # Commands

    async def everything_off(self) -> None:
        """Turn all burners off with one command.

        Raises:
            BurnerRefused: when the stove can't be reached.
        """
        with link_refusals():
            await self.client.stove_off()

    async def lock(self, *, locked: bool) -> None:
        """Lock or unlock the child lock.

        Raises:
            BurnerRefused: when a hand has locked the stove, or it can't be reached.
        """
        with link_refusals():
            await self.client.lock(locked)

    async def set_power_cap(self, power_w: float) -> None:
        """Set the maximum total power of all burners (W).

        Raises:
            BurnerRefused: when more is asked for than now and the stove is locked, or it can't be reached.
        """
        with link_refusals():
            await self.client.set_power_cap(power_w)

    async def bridge(self, n: int, *, joined: bool) -> None:
        """Bridge the pair of burner `n` and its partner, or separate it.

        Raises:
            BurnerRefused: to join: while one is on, or the stove is locked; or it can't be reached.
        """
        with link_refusals():
            await self.client.bridge(n, joined=joined)

"""A loaded stove: takes the client's pushes to the entities, the kitchen and the log."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from .const import CONF_REMOTE_BURNERS, DOMAIN, LOGGER
from .kitchen.session.model import Sensed
from .kitchen.session.sensing import Sensing
from .link import LinkBurner, refused
from .logbook import fire_event
from .repairs import report_changed_certificate
from .stove.client import LinkClient
from .stove.errors import CertificateChanged, LinkError
from .stove.messages import (
    Access,
    BurnerInfo,
    ChangeKind,
    LinkBurnerState,
    LinkChange,
    LinkEvent,
    StoveInfo,
    StoveState,
)

if TYPE_CHECKING:
    from .data import Household, StoveConfigEntry
    from .entity import BurnerEntity, StoveEntity

WRITE_INTERVAL_S: Final = 1.0
"""Measurements are written at most this often; anything else at once."""

DRIVEN: Final = ("power", "temperature", "timer", "boost")
"""Capabilities that heat; only to be read where the household forbids driving a burner from outside."""

SENSED_IN: Final = ("pan_temperature", "probe_temperature")
"""Temperatures in which boiling and added food are found."""
SENSE_INTERVAL_MS: Final = 1000
"""Stove time between two readings that are looked at."""

type SensedListener = Callable[[Sensed], None]
type BurnersListener = Callable[[Iterable[BurnerInfo]], None]


class StoveRuntime:
    """One stove while its entry is loaded."""

    def __init__(
        self, hass: HomeAssistant, entry: StoveConfigEntry, client: LinkClient, household: Household
    ) -> None:
        """Prepare; `attach` begins."""
        self.hass = hass
        self.entry = entry
        self.client = client
        self.burners: dict[int, LinkBurner] = {}
        self.device_id = ""
        self.connected = client.connected
        """Whether what is known is fresh."""
        self.write_interval_s = WRITE_INTERVAL_S
        self._household = household
        self._remove: dict[int, Callable[[], None]] = {}
        self._followers: dict[int, list[BurnerEntity]] = {}
        self._readers: dict[int, dict[str, list[BurnerEntity]]] = {}
        """By burner and property: the entities whose value is made of it."""
        self._stove_followers: list[StoveEntity] = []
        self._burners_listeners: list[BurnersListener] = []
        self._late: set[BurnerEntity] = set()
        self._sensing: dict[int, _Senses] = {}
        self._flush_planned: Callable[[], None] | None = None
        self._totals_listeners: list[Callable[[], None]] = []
        self._totals_planned: Callable[[], None] | None = None
        self._lost = False
        self._made_for = client.info
        self._loop = hass.loop

    # What is known

    @property
    def info(self) -> StoveInfo:
        """Who the stove is."""
        return self.client.info

    @property
    def id(self) -> str:
        """The stove's lasting identity."""
        return self.client.info.id

    @property
    def name(self) -> str:
        """What the household calls it."""
        return self.client.state.name or self.client.info.name

    @property
    def state(self) -> StoveState:
        """The stove as a whole."""
        return self.client.state

    @property
    def clock_rate(self) -> float:
        """Seconds of stove time per second of real time."""
        return self.client.clock_rate

    def burner_state(self, n: int) -> LinkBurnerState:
        """A burner's newest state."""
        return self.client.burners[n]

    def burner_states(self, capability: str) -> list[LinkBurnerState]:
        """The states of the burners that have a capability."""
        return [
            self.client.burners[n]
            for n, burner in self.burners.items()
            if burner.info.capability(capability).access is not Access.NONE and n in self.client.burners
        ]

    # Coming and going

    @callback
    def attach(self) -> Callable[[], None]:
        """Follow the client, make the devices, and put the burners into the directory. Returns the way back."""
        info = self._made_for = self.info
        registry = dr.async_get(self.hass)
        self.device_id = registry.async_get_or_create(
            config_entry_id=self.entry.entry_id,
            identifiers={(DOMAIN, info.id)},
            manufacturer=info.manufacturer,
            model=info.model,
            name=self.name,
            serial_number=info.id,
            sw_version=info.firmware,
        ).id
        self._household.stoves[self.id] = self
        self._match_burners()
        unsubscribe = self.client.subscribe(self._on_change)

        def detach() -> None:
            unsubscribe()
            for planned in (self._flush_planned, self._totals_planned):
                if planned is not None:
                    planned()
            self._flush_planned = self._totals_planned = None
            for remove in self._remove.values():
                remove()
            self._remove.clear()
            self._household.stoves.pop(info.id, None)

        return detach

    @callback
    def _match_burners(self) -> None:
        """Have exactly the burners that the stove says it has."""
        told = {n: self._as_allowed(info) for n, info in self.info.burners.items()}
        for n in self.burners.keys() - told.keys():
            del self.burners[n]
            self._remove.pop(n)()
        new = []
        for n, info in told.items():
            if n in self.burners:
                self.burners[n].info = info
                continue
            burner = LinkBurner(self.id, info, self.client, remote=self._may_drive(n))
            self.burners[n] = burner
            self._remove[n] = self._household.burners.add(burner)
            new.append(info)
        self._remove_stale_devices()
        if new:
            for listener in tuple(self._burners_listeners):
                listener(new)

    @callback
    def _remove_stale_devices(self) -> None:
        registry = dr.async_get(self.hass)
        here = {(DOMAIN, burner.id) for burner in self.burners.values()}
        for device in dr.async_child_entries_for_config_entry(registry, self.entry.entry_id):
            if not device.identifiers & here:
                registry.async_remove_device(device.id)

    def _is_another_kind(self) -> bool:
        """Whether entities that were made no longer fit. More or fewer burners are no reason."""
        made, info = self._made_for, self.info
        return (
            made.bridges != info.bridges
            or made.capabilities.keys() != info.capabilities.keys()
            or any(
                made.burners[n].capabilities != one.capabilities
                for n, one in info.burners.items()
                if n in made.burners
            )
        )

    def _may_drive(self, n: int) -> bool:
        allowed = self.entry.options.get(CONF_REMOTE_BURNERS)
        return allowed is None or str(n) in allowed

    def _as_allowed(self, info: BurnerInfo) -> BurnerInfo:
        if self._may_drive(info.n):
            return info
        capabilities = {
            name: replace(capability, access=Access.READ) if name in DRIVEN else capability
            for name, capability in info.capabilities.items()
        }
        return replace(info, capabilities=capabilities)

    @callback
    def on_burners(self, listener: BurnersListener) -> Callable[[], None]:
        """Be told of the burners, and of new ones. Returns the way to stop."""
        self._burners_listeners.append(listener)
        listener([burner.info for burner in self.burners.values()])
        return lambda: self._burners_listeners.remove(listener)

    # Entities

    @callback
    def follow_burner(self, entity: BurnerEntity) -> Callable[[], None]:
        """Push a burner's states and events to an entity. Returns the way to stop."""
        followers = self._followers.setdefault(entity.n, [])
        followers.append(entity)
        readers = self._readers.setdefault(entity.n, {})
        for name in entity.reads:
            readers.setdefault(name, []).append(entity)

        def stop() -> None:
            followers.remove(entity)
            for name in entity.reads:
                readers[name].remove(entity)
            self._late.discard(entity)

        return stop

    @callback
    def follow_stove(self, entity: StoveEntity) -> Callable[[], None]:
        """Push the stove's states and events to an entity. Returns the way to stop."""
        self._stove_followers.append(entity)
        return lambda: self._stove_followers.remove(entity)

    @callback
    def follow_totals(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call some time after any burner has changed, as often as measurements are written."""
        self._totals_listeners.append(listener)
        return lambda: self._totals_listeners.remove(listener)

    @callback
    def follow_sensed(self, n: int, listener: SensedListener) -> Callable[[], None]:
        """Tell what is found in a burner's temperature and power. Returns the way to stop."""
        senses = self._sensing.setdefault(n, _Senses())
        senses.listeners.append(listener)

        def stop() -> None:
            senses.listeners.remove(listener)
            if not senses.listeners:
                self._sensing.pop(n, None)

        return stop

    def burner_device_id(self, n: int) -> str | None:
        """The device of a burner."""
        device = dr.async_get(self.hass).async_get_child_device_by_identifier(
            (DOMAIN, f"{self.id}/{n}"), self.entry.entry_id
        )
        return None if device is None else device.id

    @callback
    def blame(self, n: int, context: Context) -> None:
        """Let what follows at a burner be known as the doing of this context."""
        for entity in self._followers.get(n, ()):
            entity.async_set_context(context)

    # Pushes

    @callback
    def _on_change(self, change: LinkChange) -> None:
        if (n := change.burner) is not None and change.event is None:
            self._push(n)
            return
        match change.kind:
            case ChangeKind.EVENT:
                assert change.event is not None
                self._push_event(change.event)
            case ChangeKind.STOVE:
                for entity in self._stove_followers:
                    entity.push()
            case ChangeKind.CONNECTED:
                self._connected()
            case ChangeKind.DISCONNECTED:
                self._disconnected()
            case ChangeKind.FAILED:
                self._failed()

    @callback
    def _push(self, n: int) -> None:
        """Hand a burner's state to its entities. This runs for every frame; it must stay short."""
        state = self.client.burners[n]
        if (readers := self._readers.get(n)) is not None:
            now = self._loop.time()
            for name in self.client.delta:
                for entity in readers.get(name, ()):
                    value = entity.read(state)
                    if value == entity.shown:
                        continue
                    if entity.limited and now - entity.written_at < self.write_interval_s:
                        self._hold_back(entity, now)
                        continue
                    entity.show(value, now)
        if (senses := self._sensing.get(n)) is not None:
            senses.look(state)
        if self._totals_planned is None:
            self._totals_planned = self._loop.call_later(WRITE_INTERVAL_S, self._tell_totals).cancel
        if (burner := self.burners.get(n)) is not None:
            burner.tell()

    @callback
    def _tell_totals(self) -> None:
        self._totals_planned = None
        for listener in tuple(self._totals_listeners):
            listener()

    @callback
    def _hold_back(self, entity: BurnerEntity, now: float) -> None:
        self._late.add(entity)
        if self._flush_planned is None:
            wait = self.write_interval_s - (now - entity.written_at)
            self._flush_planned = self._loop.call_later(wait, self._flush).cancel

    @callback
    def _flush(self) -> None:
        """Write what was held back and is due."""
        self._flush_planned = None
        now = self._loop.time()
        earliest = now - self.write_interval_s
        wait = self.write_interval_s
        for entity in tuple(self._late):
            if (left := entity.written_at - earliest) > 0.005:
                wait = min(wait, left)
                continue
            self._late.discard(entity)
            if (state := self.client.burners.get(entity.n)) is None:
                continue  # The stove has no such burner any more; its device goes in a moment.
            value = entity.read(state)
            if value != entity.shown:
                entity.show(value, now)
        if self._late:
            self._flush_planned = self._loop.call_later(wait, self._flush).cancel

    @callback
    def _push_event(self, event: LinkEvent) -> None:
        fire_event(self, event)
        if event.burner is None:
            for entity in self._stove_followers:
                entity.push_event(event)
            for burner in tuple(self.burners.values()):
                burner.tell(event)
            return
        for follower in self._followers.get(event.burner, ()):
            follower.push_event(event)
        if (one := self.burners.get(event.burner)) is not None:
            one.tell(event)

    @callback
    def _connected(self) -> None:
        self.connected = True
        if self._lost:
            self._lost = False
            LOGGER.info("%s is back", self.name)
        dr.async_get(self.hass).async_update_device(
            self.device_id, name=self.name, sw_version=self.info.firmware
        )
        if self._is_another_kind():
            # New firmware, or another hob under the same identity: its entities are made anew.
            self.hass.config_entries.async_schedule_reload(self.entry.entry_id)
            return
        self._match_burners()
        self._refresh()

    @callback
    def _disconnected(self) -> None:
        self.connected = False
        if not self._lost:
            self._lost = True
            LOGGER.warning("%s is lost; its heat from outside ends with the lease", self.name)
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
        for followers in self._followers.values():
            for entity in tuple(followers):
                entity.refresh()
        for stove_entity in tuple(self._stove_followers):
            stove_entity.refresh()
        for burner in tuple(self.burners.values()):
            burner.tell()

    # Commands

    async def everything_off(self) -> None:
        """Turn all burners off, by one command.

        Raises:
            BurnerRefused: when the stove can't be reached.
        """
        try:
            await self.client.stove_off()
        except LinkError as error:
            raise refused(error) from error

    async def lock(self, *, locked: bool) -> None:
        """Set the child lock, or release it.

        Raises:
            BurnerRefused: when a hand has locked the stove, or it can't be reached.
        """
        try:
            await self.client.lock(locked)
        except LinkError as error:
            raise refused(error) from error

    async def set_power_cap(self, power_w: float) -> None:
        """Let all burners together draw no more than this, W.

        Raises:
            BurnerRefused: when more is asked for than now and the stove is locked, or it can't be reached.
        """
        try:
            await self.client.set_power_cap(power_w)
        except LinkError as error:
            raise refused(error) from error

    async def bridge(self, n: int, *, joined: bool) -> None:
        """Let the pair that burner `n` leads heat as one, or part it.

        Raises:
            BurnerRefused: to join: while one is on, or the stove is locked; or it can't be reached.
        """
        try:
            await self.client.bridge(n, joined=joined)
        except LinkError as error:
            raise refused(error) from error


class _Senses:
    """What is looked for in one burner's readings, once a second of stove time."""

    def __init__(self) -> None:
        self.listeners: list[SensedListener] = []
        self._sensing = Sensing()
        self._next_ms = 0

    def look(self, state: LinkBurnerState) -> None:
        """Take a reading, unless the last was a moment ago."""
        if state.uptime_ms < self._next_ms:
            if self._next_ms - state.uptime_ms <= SENSE_INTERVAL_MS:
                return
            self._sensing = Sensing()  # The stove has restarted: its time begins again.
        self._next_ms = state.uptime_ms + SENSE_INTERVAL_MS
        celsius = state.pan_temperature_c if state.probe_temperature_c is None else state.probe_temperature_c
        for found in self._sensing.update(state.uptime_ms / 1000, celsius, state.power):
            for listener in tuple(self.listeners):
                listener(found)

"""Runtime of a loaded hob: its burners, their devices, and their listeners."""

from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Context, HassJob, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.util.hass_dict import HassKey

from ...burners.boiling import boiling_point_c
from ...burners.clock import Clock, LoopClock
from ...burners.model import BurnerEvent
from ...burners.registry import BurnerRegistry
from ...const import CONF_BURNERS, CONF_SOURCE_DEVICE, DOMAIN, LOGGER
from ...events import EVENT_STOVE
from ...voice.replies import words
from ..devices import burner_device_id, remove_stale_devices
from ..followers import BurnerFollower
from ..sensing import BurnerSensing, SensedListener
from .burner import EntityBurner
from .entity_values import EntityBurnerValues, entity_keys, event_kinds, senses, values_of
from .issues import HobIssues, delete_issues
from .mapping import BurnerMapping
from .observer import ObservedBurner
from .ownership import without_shared
from .persistent_state import PersistentState
from .state_reader import Contradiction

HOB_CLOCK: Final[HassKey[Clock]] = HassKey(f"{DOMAIN}_hob_clock")
"""The clock of hobs, if it is not that of the event loop; set by simulations and tests."""

type HobConfigEntry = ConfigEntry[HobRuntime]


class HobRuntime:
    """One hob while its entry is loaded."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: HobConfigEntry,
        burners: BurnerRegistry,
        hobs: dict[str, HobRuntime],
        role_names: Mapping[str, str] | None = None,
    ) -> None:
        """Create the runtime; `attach` activates it and adds it to `burners` and `hobs`, the directories of this home.

        `role_names` are the names of the roles of entities in the household's language.
        """
        self.hass = hass
        self.entry = entry
        self.id: str = entry.unique_id or entry.entry_id
        self.device_id = ""
        self.contexts: dict[int, Context] = {}
        """Contexts of the newest commands from Home Assistant, by burner."""
        self._issues = HobIssues(hass, entry, role_names or {})
        self.memory = PersistentState(hass, self.id)
        self._registry = burners
        self._hobs = hobs
        self._followers: dict[int, list[BurnerFollower]] = {}
        self._available: dict[int, bool] = {}
        """Whether each burner was available when its entities were last written."""
        self._sensing: dict[int, BurnerSensing] = {}
        clock = hass.data.get(HOB_CLOCK) or LoopClock(hass.loop)
        earlier = [
            burner.mapping for hob in hobs.values() if hob.id != self.id for burner in hob.burners.values()
        ]
        mappings = without_shared(hass, map(BurnerMapping.from_data, entry.data[CONF_BURNERS]), earlier)
        self._left_out = {mapping.n: roles for mapping, roles in mappings}
        self.burners: dict[int, EntityBurner] = {
            mapping.n: EntityBurner(hass, self.id, mapping, memory=self.memory, clock=clock, observer=self)
            for mapping, _ in mappings
        }

    @property
    def name(self) -> str:
        """The name given by the user."""
        return self.entry.title

    @property
    def source_device(self) -> str | None:
        """The device whose entities the hob uses, if there is one."""
        device_id: str | None = self.entry.data.get(CONF_SOURCE_DEVICE)
        return device_id

    # Life cycle

    @callback
    def attach(self) -> Callable[[], None]:
        """Create the device, subscribe to the entities and register the burners. Returns a function that undoes it."""
        self.device_id = (
            dr.async_get(self.hass)
            .async_get_or_create(
                config_entry_id=self.entry.entry_id,
                identifiers={(DOMAIN, self.id)},
                name=self.name,
                model=words(
                    "model_open_pot"
                    if all(one.mapping.open_pot for one in self.burners.values())
                    else "model_existing_hob",
                    self.hass.config.language,
                ),
            )
            .id
        )
        remove_stale_devices(self.hass, self.entry.entry_id, (burner.id for burner in self.burners.values()))
        self._hobs[self.id] = self
        for burner in self.burners.values():
            burner.start()
        remove = [self._registry.add(burner) for burner in self.burners.values()]
        remove.append(self.hass.async_add_shutdown_job(HassJob(self.release, f"{self.name} off")))
        delete_issues(self.hass, self.entry.entry_id, keep=self.burners)
        self._report_missing()
        self._report_shared()

        def detach() -> None:
            for take_out in remove:
                take_out()
            for burner in self.burners.values():
                burner.stop()
            self._hobs.pop(self.id, None)

        return detach

    async def release(self) -> None:
        """Turn off heat that was set by Home Assistant."""
        for burner in self.burners.values():
            await burner.release()

    def burners_made_of(self, name: str) -> list[EntityBurner]:
        """Return the burners of this entry, or those built from entities of this device."""
        if name in self.source_devices:
            return list(self.burners.values())
        return [burner for burner in self.burners.values() if name in burner.reader.watch.entity_ids]

    @property
    def source_devices(self) -> set[str]:
        """Return the ids of the devices of the entities: the original device, or those that the entities moved to."""
        if self.source_device is None:
            return set()
        return {device for burner in self.burners.values() for device in burner.reader.watch.device_ids} or {
            self.source_device
        }

    # Entities of this integration

    def burner_state(self, n: int) -> EntityBurnerValues:
        """Return the values that the entities of a burner show."""
        return values_of(self.burners[n])

    def is_available(self, n: int) -> bool:
        """Whether anything is known of a burner."""
        return self.burners[n].reader.available

    def entity_keys(self, n: int) -> frozenset[str]:
        """Return the keys of the entities that a burner has."""
        return entity_keys(self.burners[n])

    def event_kinds(self, n: int) -> frozenset[str]:
        """Return the kinds of events that a burner may report."""
        return event_kinds(self.burners[n])

    def senses(self, n: int) -> bool:
        """Whether boiling and added food can be detected on a burner."""
        return senses(self.burners[n])

    @callback
    def on_burners(self, listener: Callable[[Iterable[int]], None]) -> Callable[[], None]:
        """Call a listener with the numbers of the burners; a loaded hob always has the same ones.

        Returns a function that unsubscribes.
        """
        listener(list(self.burners))
        return lambda: None

    @callback
    def follow_burner(self, entity: BurnerFollower) -> Callable[[], None]:
        """Forward changes and events of a burner to an entity. Returns a function that unsubscribes."""
        followers = self._followers.setdefault(entity.n, [])
        followers.append(entity)
        return lambda: followers.remove(entity)

    @callback
    def follow_sensed(self, n: int, listener: SensedListener) -> Callable[[], None]:
        """Call a listener for events detected in a burner's temperature and power.

        Returns a function that unsubscribes.
        """
        if n not in self._sensing:
            self._sensing[n] = BurnerSensing(boiling_point_c(self.hass.config.elevation))
        listeners = self._sensing[n].listeners
        listeners.append(listener)
        return lambda: listeners.remove(listener)

    @callback
    def set_context(self, n: int, context: Context) -> None:
        """Attribute the next changes of a burner to this context."""
        self.contexts[n] = context
        if (burner := self.burners.get(n)) is not None:
            burner.set_context(context)
        for entity in self._followers.get(n, ()):
            entity.async_set_context(context)

    # Callbacks of burners

    @callback
    def on_state_changed(self, burner: ObservedBurner) -> None:
        """Called after the state of a burner has changed."""
        n = burner.n
        if (sensing := self._sensing.get(n)) is not None and sensing.listeners:
            state = burner.state
            probe = state.probe_temperature_c is not None
            sensing.update(state.measured_at, state.food_temperature_c, state.power, probe=probe)
        if not (followers := tuple(self._followers.get(n, ()))):
            return
        if (available := self.is_available(n)) is not self._available.get(n):
            self._available[n] = available
            for entity in followers:
                entity.refresh()
            return
        values, now = self.burner_state(n), self.hass.loop.time()
        for entity in followers:
            if (value := entity.read(values)) != entity.shown:
                entity.show(value, now)

    @callback
    def on_event(self, burner: ObservedBurner, event: BurnerEvent, kind: str) -> None:
        """Forward an event to the entities, the logbook and device automations."""
        for entity in tuple(self._followers.get(burner.n, ())):
            entity.push_event(kind, event.data)
        device_id = burner_device_id(self.hass, self.entry.entry_id, burner.id)
        data: dict[str, Any] = {
            "device_id": device_id or self.device_id,
            "name": burner.name,
            "type": kind,
            **event.data,
        }
        self.hass.bus.async_fire(EVENT_STOVE, data)

    @callback
    def on_commands_ignored(self, burner: ObservedBurner) -> None:
        """Create an issue that a burner ignores commands."""
        LOGGER.warning(
            "%s of %s ignores what it is asked for; it is only read from now on", burner.name, self.name
        )
        self._issues.report_ignores(burner.n, burner.name)

    @callback
    def on_turn_off_failed(self, burner: ObservedBurner) -> None:
        """Create an issue that a burner could not be turned off."""
        LOGGER.error("%s of %s could not be turned off", burner.name, self.name)
        self._issues.report_stays_on(burner.n, burner.name)

    @callback
    def on_turned_off(self, burner: ObservedBurner) -> None:
        """Delete that issue: the burner is off, or was set by hand."""
        self._issues.clear_stays_on(burner.n)

    @callback
    def on_contradiction(self, burner: ObservedBurner, found: Contradiction | None) -> None:
        """Create an issue that a burner's entities contradict each other; delete it when they agree."""
        if found is not None:
            LOGGER.warning(
                "The entities of %s of %s contradict each other: %s", burner.name, self.name, found
            )
        self._issues.set_contradiction(burner.n, burner.name, found)

    @callback
    def on_entities_changed(self, burner: ObservedBurner) -> None:
        """Create an issue about missing entities of a burner, or delete it."""
        self._report_missing()

    @callback
    def create_task(self, work: Coroutine[Any, Any, None]) -> None:
        """Run a coroutine in a background task."""
        self.hass.async_create_task(work, f"{DOMAIN} {self.name}")

    @callback
    def _report_missing(self) -> None:
        """Create an issue about entities that are missing permanently; delete it when they are present again."""
        for burner in self.burners.values():
            self._issues.set_missing(burner.n, burner.name, burner.reader.watch.gone)

    @callback
    def _report_shared(self) -> None:
        """Create an issue about entities that are not used because another burner or this integration owns them."""
        for burner in self.burners.values():
            self._issues.set_shared(burner.n, burner.name, self._left_out.get(burner.n, ()))

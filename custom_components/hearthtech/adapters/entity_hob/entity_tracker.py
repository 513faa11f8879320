"""Tracks the entities of a burner: their states, report times and registry changes."""

from collections.abc import Callable, Mapping
from typing import Any

from homeassistant.core import (
    Event,
    EventStateChangedData,
    EventStateReportedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import (
    async_track_entity_registry_updated_event,
    async_track_state_change_event,
    async_track_state_report_event,
)
from homeassistant.util import dt as dt_util

from ...burners.clock import Clock
from .identity import EntityIdentity, resolve
from .mapping import EntityRole

type RoleListener = Callable[[EntityRole], None]


class EntityTracker:
    """Tracks the entities of one burner by role. An entity may be renamed, removed and added again."""

    def __init__(
        self, hass: HomeAssistant, clock: Clock, entities: Mapping[EntityRole, str], listener: RoleListener
    ) -> None:
        """Create the tracker; `start` activates it."""
        self.identities: dict[EntityRole, EntityIdentity] = {}
        """Identities of the entities beside their registry ids; stored in the persistent state of the hob."""
        self.on_lifecycle: Callable[[], None] | None = None
        """Called when an entity was added, removed or given another id."""
        self._hass = hass
        self._clock = clock
        self._entities = entities
        self._listener = listener
        self._ids: dict[EntityRole, str] = {}
        self._reported_at: dict[EntityRole, float] = {}
        self._stop: list[Callable[[], None]] = []
        self._stop_new: Callable[[], None] | None = None
        """Ends the listening for new entities, while there is any."""

    @callback
    def start(self) -> None:
        """Find the entities and subscribe to them."""
        found = self._find()
        self._ids = found
        ids = list(set(found.values()))
        self._stop = [
            async_track_state_change_event(self._hass, ids, self._changed),
            async_track_state_report_event(self._hass, ids, self._reported),
            async_track_entity_registry_updated_event(self._hass, ids, self._registered),
        ]
        self._listen_for_new()
        self._reported_at = {}
        now, moment = self._clock.time(), dt_util.utcnow()
        for role in found:
            if (state := self.state(role)) is not None:
                self._reported_at[role] = now - max((moment - state.last_reported).total_seconds(), 0.0)

    @callback
    def stop(self) -> None:
        """Unsubscribe from all entities."""
        while self._stop:
            self._stop.pop()()
        self._stop_listening_for_new()

    @property
    def entity_ids(self) -> set[str]:
        """The present entity ids."""
        return set(self._ids.values())

    @property
    def gone(self) -> list[str]:
        """The roles whose entities are missing: removed from the registry, disabled, or never present."""
        registry = er.async_get(self._hass)
        gone = []
        for role, entity_id in ((role, self._find().get(role)) for role in self._entities):
            entry = None if entity_id is None else registry.async_get(entity_id)
            if (
                entity_id is None
                or (entry is not None and entry.disabled)
                or (entry is None and self._hass.states.get(entity_id) is None)
            ):
                gone.append(role.value)
        return gone

    @property
    def device_ids(self) -> set[str]:
        """The ids of the devices that the entities belong to now."""
        registry = er.async_get(self._hass)
        entries = (registry.async_get(entity_id) for entity_id in self._ids.values())
        return {entry.device_id for entry in entries if entry is not None and entry.device_id is not None}

    def _find(self) -> dict[EntityRole, str]:
        """Return the entity ids of all roles whose entities are present."""
        found = {
            role: resolve(self._hass, name, self.identities.get(role))
            for role, name in self._entities.items()
        }
        return {role: entity_id for role, entity_id in found.items() if entity_id is not None}

    def has(self, role: EntityRole) -> bool:
        """Whether the burner has an entity for this role, even if it is missing now."""
        return role in self._entities

    def entity_id(self, role: EntityRole) -> str | None:
        """Return the present entity id of a role."""
        return self._ids.get(role)

    def domain(self, role: EntityRole) -> str:
        """Return the domain of the entity; empty if it is missing."""
        return self._ids.get(role, "").partition(".")[0]

    def state(self, role: EntityRole) -> State | None:
        """Return the state of the entity."""
        entity_id = self._ids.get(role)
        return None if entity_id is None else self._hass.states.get(entity_id)

    def attributes(self, role: EntityRole) -> Mapping[str, Any]:
        """Return the attributes of the entity; if it has no state, its capability attributes from the registry."""
        entity_id = self._ids.get(role)
        if entity_id is None:
            return {}
        entry = er.async_get(self._hass).async_get(entity_id)
        known = (entry.capabilities if entry is not None else None) or {}
        state = self._hass.states.get(entity_id)
        return {**known, **(state.attributes if state is not None else {})}

    def reported_at(self, role: EntityRole) -> float | None:
        """Return the time of the last report, in seconds of the clock."""
        return self._reported_at.get(role)

    @callback
    def _changed(self, event: Event[EventStateChangedData]) -> None:
        self._heard(event.data["entity_id"])
        if (event.data["old_state"] is None) != (event.data["new_state"] is None):
            self._lifecycle()

    @callback
    def _reported(self, event: Event[EventStateReportedData]) -> None:
        self._heard(event.data["entity_id"])

    @callback
    def _heard(self, entity_id: str) -> None:
        now = self._clock.time()
        for role, known in self._ids.items():
            if known == entity_id:
                self._reported_at[role] = now
                self._listener(role)

    @callback
    def _registered(self, event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        """Track an entity under its new id, or again after it was added again."""
        ours = {event.data["entity_id"], event.data.get("old_entity_id")} & self.entity_ids
        if self._find() == self._ids:
            self._listen_for_new()
            if ours:
                self._lifecycle()
            return
        self.stop()
        self.start()
        for role in self._entities:
            self._listener(role)
        self._lifecycle()

    def _listen_for_new(self) -> None:
        """Listen for entities that are added to the registry, but only while one of ours is missing in it.

        The registry of a house changes often, for example hundreds of times during a start.
        """
        registry = er.async_get(self._hass)
        known = (er.async_resolve_entity_id(registry, name) for name in self._entities.values())
        if all(entity_id is not None and registry.async_get(entity_id) is not None for entity_id in known):
            self._stop_listening_for_new()
        elif self._stop_new is None:
            self._stop_new = self._hass.bus.async_listen(
                er.EVENT_ENTITY_REGISTRY_UPDATED, self._registered, event_filter=_is_new
            )

    def _stop_listening_for_new(self) -> None:
        if self._stop_new is not None:
            self._stop_new()
            self._stop_new = None

    def _lifecycle(self) -> None:
        if self.on_lifecycle is not None:
            self.on_lifecycle()


@callback
def _is_new(data: er.EventEntityRegistryUpdatedData) -> bool:
    """Whether a change of the registry added an entity; filters the events before a listener is called."""
    return data["action"] == "create"

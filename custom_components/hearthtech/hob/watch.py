"""The entities of a burner, followed: what they say, when they said it, and where they went."""

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

from custom_components.hearthtech.kitchen.clock import Clock

from .mapping import Role

type RoleListener = Callable[[Role], None]


class EntityWatch:
    """Follows the entities of one burner by role. An entity may be renamed, leave, and come back."""

    def __init__(
        self, hass: HomeAssistant, clock: Clock, entities: Mapping[Role, str], listener: RoleListener
    ) -> None:
        """Prepare; `start` begins."""
        self._hass = hass
        self._clock = clock
        self._entities = entities
        self._listener = listener
        self._ids: dict[Role, str] = {}
        self._reported_at: dict[Role, float] = {}
        self._stop: list[Callable[[], None]] = []

    @callback
    def start(self) -> None:
        """Find the entities and follow them."""
        registry = er.async_get(self._hass)
        found = {
            role: entity_id
            for role, name in self._entities.items()
            if (entity_id := er.async_resolve_entity_id(registry, name)) is not None
        }
        self._ids = found
        ids = list(set(found.values()))
        self._stop = [
            async_track_state_change_event(self._hass, ids, self._changed),
            async_track_state_report_event(self._hass, ids, self._reported),
            async_track_entity_registry_updated_event(self._hass, ids, self._registered),
        ]
        now, moment = self._clock.time(), dt_util.utcnow()
        for role in found:
            if (state := self.state(role)) is not None:
                self._reported_at[role] = now - max((moment - state.last_reported).total_seconds(), 0.0)

    @callback
    def stop(self) -> None:
        """Follow nothing any more."""
        while self._stop:
            self._stop.pop()()

    @property
    def entity_ids(self) -> set[str]:
        """The entities as they are named now."""
        return set(self._ids.values())

    @property
    def gone(self) -> list[str]:
        """The roles whose entities are gone for good: taken out of the registry, or never there."""
        registry = er.async_get(self._hass)
        ids = {role: er.async_resolve_entity_id(registry, name) for role, name in self._entities.items()}
        return [
            role.value
            for role, entity_id in ids.items()
            if entity_id is None
            or (entity_id not in registry.entities and self._hass.states.get(entity_id) is None)
        ]

    def has(self, role: Role) -> bool:
        """Whether the burner has an entity for this, though it may be gone just now."""
        return role in self._entities

    def entity_id(self, role: Role) -> str | None:
        """What it is called now."""
        return self._ids.get(role)

    def domain(self, role: Role) -> str:
        """The domain of the entity; empty when it is gone."""
        return self._ids.get(role, "").partition(".")[0]

    def state(self, role: Role) -> State | None:
        """What it says."""
        entity_id = self._ids.get(role)
        return None if entity_id is None else self._hass.states.get(entity_id)

    def attributes(self, role: Role) -> Mapping[str, Any]:
        """Its attributes; while it is not there, what the registry knows of its range."""
        entity_id = self._ids.get(role)
        if entity_id is None:
            return {}
        entry = er.async_get(self._hass).async_get(entity_id)
        known = (entry.capabilities if entry is not None else None) or {}
        state = self._hass.states.get(entity_id)
        return {**known, **(state.attributes if state is not None else {})}

    def reported_at(self, role: Role) -> float | None:
        """When it last said anything, in seconds of the clock."""
        return self._reported_at.get(role)

    @callback
    def _changed(self, event: Event[EventStateChangedData]) -> None:
        self._heard(event.data["entity_id"])

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
        if event.data["action"] == "update" and "entity_id" not in event.data["changes"]:
            return
        self.stop()
        self.start()
        for role in self._entities:
            self._listener(role)

"""Forwards pushed states of a stove's burners to their entities; measurements at most once per interval."""

from collections.abc import Callable, Mapping
from typing import Any

from homeassistant.core import Context, HomeAssistant, callback

from ...hearth_link.messages import LinkBurnerState
from ..followers import BurnerFollower


class EntityUpdates:
    """The entities of all burners of one stove, indexed by burner and property.

    Args:
        hass: Home Assistant.
        states: the newest state of each burner, by number; a live mapping.
    """

    def __init__(self, hass: HomeAssistant, states: Mapping[int, LinkBurnerState]) -> None:
        self.limits_writes = True
        """Whether measurements are written at most once per `write_interval_s` of their entity."""
        self._loop = hass.loop
        self._states = states
        self._followers: dict[int, list[BurnerFollower]] = {}
        self._readers: dict[int, dict[str, list[BurnerFollower]]] = {}
        self._late: set[BurnerFollower] = set()
        """Entities with a value that waits for the end of the interval."""
        self._cancel_flush: Callable[[], None] | None = None
        self._flush_at = 0.0
        """When late values are written next, in seconds of the event loop's clock."""

    @callback
    def add(self, entity: BurnerFollower) -> Callable[[], None]:
        """Forward states and events of its burner to an entity. Returns a function that stops it."""
        followers = self._followers.setdefault(entity.n, [])
        followers.append(entity)
        readers = self._readers.setdefault(entity.n, {})
        for name in entity.reads:
            readers.setdefault(name, []).append(entity)

        def remove() -> None:
            followers.remove(entity)
            for name in entity.reads:
                readers[name].remove(entity)
            self._late.discard(entity)

        return remove

    @callback
    def push(self, n: int, state: LinkBurnerState, delta: Mapping[str, Any]) -> None:
        """Forward a burner's state to the entities that read a property of `delta`. Called for every frame."""
        if (readers := self._readers.get(n)) is None:
            return
        now = self._loop.time()
        for name in delta:
            for entity in readers.get(name, ()):
                value = entity.read(state)
                if value == entity.shown:
                    continue
                if (
                    self.limits_writes
                    # A value that becomes known or unknown is written at once.
                    and (value is None) is (entity.shown is None)
                    and (wait := entity.written_at + entity.write_interval_s - now) > 0.0
                ):
                    self._hold_back(entity, now + wait)
                    continue
                entity.show(value, now)

    @callback
    def push_event(self, n: int, kind: str, data: Mapping[str, object]) -> None:
        """Forward an event at a burner."""
        for entity in self._followers.get(n, ()):
            entity.push_event(kind, data)

    @callback
    def refresh(self) -> None:
        """Let all entities write their state again; called when the connection has changed."""
        for followers in self._followers.values():
            for entity in tuple(followers):
                entity.refresh()

    @callback
    def set_context(self, n: int, context: Context) -> None:
        """Attribute the next changes of a burner to a context."""
        for entity in self._followers.get(n, ()):
            entity.async_set_context(context)

    @callback
    def stop(self) -> None:
        """Cancel the pending write."""
        if self._cancel_flush is not None:
            self._cancel_flush()
            self._cancel_flush = None

    @callback
    def _hold_back(self, entity: BurnerFollower, due: float) -> None:
        """Write the newest value of an entity at a time of the event loop's clock."""
        self._late.add(entity)
        if self._cancel_flush is None or due < self._flush_at:
            self.stop()
            self._flush_at = due
            self._cancel_flush = self._loop.call_at(due, self._flush).cancel

    @callback
    def _flush(self) -> None:
        """Write delayed values that are due."""
        self._cancel_flush = None
        now = self._loop.time()
        for entity in tuple(self._late):
            if (due := entity.written_at + entity.write_interval_s) > now + 0.005:
                self._hold_back(entity, due)
                continue
            self._late.discard(entity)
            if (state := self._states.get(entity.n)) is None:
                continue  # The stove no longer has this burner; its device is removed shortly.
            value = entity.read(state)
            if value != entity.shown:
                entity.show(value, now)

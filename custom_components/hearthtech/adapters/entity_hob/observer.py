"""Callbacks by which an entity hob reports changes."""

from collections.abc import Coroutine
from typing import Any, Protocol

from ...burners.model import BurnerEvent, BurnerState
from .state_reader import Contradiction


class ObservedBurner(Protocol):
    """What an observer reads of the burner that reports."""

    @property
    def n(self) -> int:
        """Number of the burner on its hob, from 1."""

    @property
    def id(self) -> str:
        """Stable id, `<hob id>/<n>`."""

    @property
    def name(self) -> str:
        """The name given by the user."""

    @property
    def state(self) -> BurnerState:
        """The latest state."""


class BurnerObserver(Protocol):
    """Callbacks of a burner, for what users should know."""

    def on_state_changed(self, burner: ObservedBurner) -> None:
        """Called after the state of a burner has changed."""

    def on_event(self, burner: ObservedBurner, event: BurnerEvent, kind: str) -> None:
        """Called for an event of a burner; `kind` names the event for its entities and the logbook."""

    def on_commands_ignored(self, burner: ObservedBurner) -> None:
        """Called when a burner has ignored too many commands."""

    def on_turn_off_failed(self, burner: ObservedBurner) -> None:
        """Called when a burner could not be turned off so far."""

    def on_turned_off(self, burner: ObservedBurner) -> None:
        """Called when a burner that was reported by `on_turn_off_failed` is off, or under manual control."""

    def on_contradiction(self, burner: ObservedBurner, found: Contradiction | None) -> None:
        """Called when the entities of a burner contradict each other; with `None` when they agree again."""

    def on_entities_changed(self, burner: ObservedBurner) -> None:
        """Called when an entity of a burner was added, removed or given another id."""

    def create_task(self, work: Coroutine[Any, Any, None]) -> None:
        """Run a coroutine in a background task."""

"""What an adapter needs of the entities that show its burners. The entities themselves are in `entities/`."""

from collections.abc import Hashable, Mapping
from typing import Any, Protocol

from homeassistant.core import Context


class BurnerFollower(Hashable, Protocol):
    """An entity of one burner. Its value is read again when one of `reads` may have changed, and shown if it differs."""

    n: int
    """Number of the burner on its stove or hob, from 1."""
    reads: tuple[str, ...]
    """The properties of the burner's state that the value is made of."""
    write_interval_s: float
    """Minimum time between two values of a measurement (s); 0 for values that are written at once."""
    shown: Any
    """The value that is shown."""
    written_at: float
    """When a value was last written, in s of the event loop's clock."""

    def read(self, state: Any) -> Any:
        """The value for a burner's state."""

    def show(self, value: Any, now: float) -> None:
        """Write a new value. `now`: s of the event loop's clock."""

    def push_event(self, kind: str, data: Mapping[str, object]) -> None:
        """Called for an event at the burner."""

    def refresh(self) -> None:
        """Write the state again, because the availability has changed."""

    def async_set_context(self, context: Context) -> None:
        """Attribute the next state to a context."""


class StoveFollower(Protocol):
    """An entity of a stove as a whole."""

    def push(self) -> None:
        """Called with each new state of the stove."""

    def push_event(self, kind: str, data: Mapping[str, object]) -> None:
        """Called for an event of the stove as a whole."""

    def refresh(self) -> None:
        """Write the state again, because the connection has changed."""

"""The parts of a burner that its commands, its off sequence and its time limits share."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from ...burners.clock import Clock
from .command_tracker import CommandTracker
from .event_log import EventLog
from .mapping import BurnerMapping
from .named_timers import NamedTimers
from .persistent_state import PersistentState
from .service_caller import ServiceCaller
from .state_reader import BurnerReader


@dataclass(slots=True, kw_only=True)
class BurnerParts:
    """The parts of one burner."""

    id: str
    mapping: BurnerMapping
    reader: BurnerReader
    """Reads the entities."""
    tracker: CommandTracker
    """Concludes who has set the heat."""
    sender: ServiceCaller
    memory: PersistentState
    clock: Clock
    timers: NamedTimers
    create_task: Callable[[Awaitable[None]], None]
    """Runs a coroutine that nobody awaits; a refusal in it is logged."""
    log: EventLog = field(default_factory=EventLog)
    """The latest events, for diagnostics."""

    @property
    def n(self) -> int:
        """The number of the burner in its hob, from 1."""
        return self.mapping.n

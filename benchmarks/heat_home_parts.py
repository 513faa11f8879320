"""Parts of the home for random requests to raise heat: the client of the simulated stove, and the speaker."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, Final

from custom_components.hearthtech.burners.heat_gate import Actor, BurnerFacts, Origin
from custom_components.hearthtech.hearth_link.decoding import burner_state
from custom_components.hearthtech.hearth_link.errors import LinkRefused
from custom_components.hearthtech.hearth_link.messages import LinkBurnerState
from custom_components.hearthtech.hearth_link.simulator.stove import Stove
from custom_components.hearthtech.kitchen.people.model import Person

LEASE_S: Final = 30.0


class DirectLinkClient:
    """The part of a link client that the adapter needs, without the link."""

    connected = True
    clock_rate = 1.0

    def __init__(self, stove: Stove) -> None:
        self._stove = stove
        self._lease: str | None = None
        self.burners: dict[int, LinkBurnerState] = {}
        self.state = SimpleNamespace(armed=False)

    def look(self) -> None:
        """Update to the present state of the stove, like pushes would."""
        uptime_ms = self._stove.uptime_ms
        self.burners = {
            n: burner_state(n, burner.report(), uptime_ms) for n, burner in self._stove.burners.items()
        }

    def renew(self) -> None:
        """Renew the lease, like the client does."""
        if self._lease is not None:
            try:
                self._stove.renew("ha", self._lease)
            except LinkRefused:
                self._lease = None

    async def set_burner(self, n: int, **order: Any) -> None:
        if self._lease is None:
            self._lease = self._stove.acquire("ha", set(self._stove.burners), LEASE_S).id
        order["target_c"] = order.pop("temperature_c")
        self._stove.set_burner("ha", n, lease_id=self._lease, **order)

    async def burner_off(self, n: int) -> None:
        self._stove.off(n)


@dataclass(frozen=True, slots=True)
class DirectSpeaker:
    """The host of the dialogue, for one person. `may_heat`: whether the person may raise heat."""

    user: str
    may_heat: bool
    burner_facts: Callable[[str], BurnerFacts | None]

    @property
    def temperature_unit(self) -> str:
        return "C"

    async def may_read_health(self, person: Person) -> bool:
        return True

    async def speaker(self, *, site: str, conversation: str, spoken: bool) -> Actor:
        return Actor(
            origin=Origin.VOICE if spoken else Origin.HINT,
            user_id=self.user,
            site=site,
            conversation=conversation,
            stoves=None if self.may_heat else frozenset(),
        )

    def facts(self, burner_id: str) -> BurnerFacts | None:
        return self.burner_facts(burner_id)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(UTC)

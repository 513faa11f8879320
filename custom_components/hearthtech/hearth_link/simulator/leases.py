"""Leases: the rights of clients to remote heat. When a lease ends, its heat is turned off."""

from collections.abc import Mapping
from dataclasses import dataclass
import secrets

from ...burners.model import HeatSource, RefusalCode
from ..errors import LinkRefused
from ..messages import EventKind
from .burner import SimBurner
from .zones import Zones


@dataclass(slots=True)
class Lease:
    """One client's right to remote heat on some burners, until `expires_at` (real, monotonic s)."""

    id: str
    client: str
    burners: set[int]
    ttl_s: float
    expires_at: float


class LeaseTable:
    """The leases of a stove's clients; a client has at most one. Times are real seconds of a monotonic clock."""

    def __init__(self, burners: Mapping[int, SimBurner], zones: Zones) -> None:
        self._burners = burners
        self._zones = zones
        self._leases: dict[str, Lease] = {}

    def get(self, client: str) -> Lease | None:
        """The lease of a client."""
        return self._leases.get(client)

    def __contains__(self, client: object) -> bool:
        return client in self._leases

    def values(self) -> tuple[Lease, ...]:
        """All leases that are held at present."""
        return tuple(self._leases.values())

    def __len__(self) -> int:
        return len(self._leases)

    def holder(self, n: int) -> str | None:
        """The client that has a lease on a burner."""
        return next((lease.client for lease in self._leases.values() if n in lease.burners), None)

    def check_free(self, client: str, burners: set[int], reported: int | None = None) -> None:
        """Refuse burners that another client has, or that are joined to one of those.

        `reported`: the burner that the refusal names, instead of the first that is in use.

        Raises:
            LinkRefused: `busy`.
        """
        wanted = self._zones.joined_with(burners)
        for other in self._leases.values():
            if other.client != client and (shared := self._zones.joined_with(other.burners) & wanted):
                raise LinkRefused(RefusalCode.BUSY, {"n": reported or min(shared)})

    def acquire(
        self, client: str, burners: set[int], ttl_s: float, lease_id: str | None, now: float
    ) -> Lease:
        """Give a lease, or change the one with `lease_id`.

        Raises:
            LinkRefused: `busy`, `lease_lost`.
        """
        self.check_free(client, burners)
        old = self._leases.get(client)
        if lease_id is not None and (old is None or old.id != lease_id):
            raise LinkRefused(RefusalCode.LEASE_LOST)
        if old is not None and lease_id is None:
            # A client that does not know its lease has restarted: all heat of its old lease ends.
            self.end(old, lost=True)
            old = None
        if old is not None:
            for n in old.burners - burners:
                self.release_burner(n)
        identifier = old.id if old is not None else secrets.token_hex(8)
        lease = Lease(identifier, client, set(burners), ttl_s, now + ttl_s)
        self._leases[client] = lease
        return lease

    def renew(self, client: str, lease_id: str, now: float) -> Lease:
        """Renew a lease for `ttl_s`.

        Raises:
            LinkRefused: `lease_lost`.
        """
        lease = self._leases.get(client)
        if lease is None or lease.id != lease_id:
            raise LinkRefused(RefusalCode.LEASE_LOST)
        lease.expires_at = now + lease.ttl_s
        return lease

    def expire(self, now: float) -> None:
        """End the leases that have expired."""
        for lease in self.values():
            if now >= lease.expires_at:
                self.end(lease, lost=True)

    def end(self, lease: Lease, *, lost: bool) -> None:
        """End a lease and its heat. `lost`: its burners stay latched until somebody acknowledges it."""
        del self._leases[lease.client]
        for n in sorted(lease.burners):
            if lost and self._burners[n].source is HeatSource.REMOTE:
                self._burners[n].cut(EventKind.LEASE_LOST, client=lease.client)
            else:
                self.release_burner(n)

    def release_burner(self, n: int) -> None:
        """Turn a burner off if its heat is from outside; nothing is latched."""
        if self._burners[n].source is HeatSource.REMOTE:
            self._burners[n].off()

    def join(self, first: int, second: int) -> None:
        """Leave one holder of a pair that a hand has joined: the holder of the first burner has both."""
        leading = next((lease for lease in self._leases.values() if first in lease.burners), None)
        for lease in self._leases.values():
            if leading is not None and lease is not leading:
                lease.burners.discard(second)

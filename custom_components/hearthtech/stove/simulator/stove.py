"""The virtual stove's logic: burners, leases, arming, lock, limits. No network, no event loop, clocks injected.

Leases run on real time; cooking, limits and arming on stove time, which may run `rate` times as fast.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
import random
import secrets
import time
from typing import Any

from custom_components.hearthtech.stove.errors import LinkCode, LinkRefused
from custom_components.hearthtech.stove.messages import EventKind, Source

from . import limits
from .board import Board
from .burner import BurnerSpec, SimBurner
from .zones import Zones, ZonesSpec

SAMPLE_S = 0.25
"""Stove time between two decisions of a burner."""
MAX_GAP_S = 4 * 3600.0
"""Stove time that is computed after a gap (a suspended machine). More than any limit needs to have acted."""


@dataclass(slots=True)
class Lease:
    """One client's right to remote heat on some burners, until `expires_at` (real, monotonic s)."""

    id: str
    client: str
    burners: set[int]
    ttl_s: float
    expires_at: float


@dataclass(slots=True)
class Options:
    """Who the stove is and how it runs."""

    id: str = "virtual"
    name: str = "Virtual stove"
    rate: float = 1.0
    seed: int = 0
    names: dict[int, str] = field(default_factory=dict)
    power_cap_w: float | None = None


class Stove:
    """A stove. `advance` lets time pass up to now; commands and hands act at once and show on `board`."""

    def __init__(
        self,
        burners: Sequence[BurnerSpec],
        options: Options | None = None,
        *,
        zones: ZonesSpec | None = None,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.options = options or Options()
        self.boot_id = secrets.token_hex(8)
        self._clock = clock
        self._wall = wall
        self._booted = self._now = clock()
        self._left_over = 0.0
        generator = random.Random(self.options.seed)
        self.burners = {
            n: SimBurner(n, spec, self._tell_of, random.Random(generator.random()))
            for n, spec in enumerate(burners, 1)
        }
        for n, name in self.options.names.items():
            if n in self.burners:
                self.burners[n].name = name
        self.name = self.options.name
        self.zones = Zones(self.burners, zones or ZonesSpec(), cap_w=self.options.power_cap_w)
        self.leases: dict[str, Lease] = {}
        self.armed_until: float | None = None
        """Stove time at which arming lapses."""
        self.remote_enabled = True
        self.locked = False
        self.locked_by_hand = False
        self.pairing_open = False
        self.board = Board({n: burner.report() for n, burner in self.burners.items()}, self._report())
        self.tell(EventKind.STARTED)

    # Time

    @property
    def uptime_s(self) -> float:
        """Stove time since boot, s."""
        return (self._now - self._booted) * self.options.rate

    @property
    def uptime_ms(self) -> int:
        """Stove time since boot, ms."""
        return int(self.uptime_s * 1000.0)

    def advance(self) -> None:
        """Let time pass up to now, in samples; leases expire at their own moment in between."""
        until = self._clock()
        rate = self.options.rate
        pending = self._left_over + max(until - self._now, 0.0) * rate
        if pending > MAX_GAP_S:
            self._now += (pending - MAX_GAP_S) / rate
            pending = MAX_GAP_S
        while pending >= SAMPLE_S:
            pending -= SAMPLE_S
            self._now = until - pending / rate
            self._expire()
            for burner in self.burners.values():
                burner.decide(SAMPLE_S)
            self.zones.share_out()
            for burner in self.burners.values():
                burner.advance(SAMPLE_S)
        self._left_over = pending
        self._now = max(until, self._now)
        self._expire()
        self.publish()

    def _expire(self) -> None:
        if self.armed_until is not None:
            if any(burner.source is Source.REMOTE for burner in self.burners.values()):
                self.armed_until = self.uptime_s + limits.ARMED_S
            elif self.uptime_s >= self.armed_until:
                self.armed_until = None
                self.tell(EventKind.DISARMED, lapsed=True)
        for lease in tuple(self.leases.values()):
            if self._now >= lease.expires_at:
                self._end(lease, lost=True)

    def publish(self) -> None:
        """Show what has changed."""
        board, uptime_ms = self.board, self.uptime_ms
        changed: dict[str, dict[str, Any]] = {}
        for n, burner in self.burners.items():
            shown = board.burners[key := str(n)]
            delta = {name: value for name, value in burner.report().items() if shown[name] != value}
            if delta:
                changed[key] = delta
        if changed:
            board.put(changed, uptime_ms)
        stove = {name: value for name, value in self._report().items() if board.stove[name] != value}
        if stove:
            board.put_stove(stove, uptime_ms)

    def _report(self) -> dict[str, Any]:
        left = None if self.armed_until is None else self.armed_until - self.uptime_s
        return {
            "armed": left is not None,
            # To the minute: it is there to be looked at, not to be calculated with.
            "armed_left_s": None if left is None else float(max(round(left / 60.0), 1) * 60),
            "remote_enabled": self.remote_enabled,
            "locked": self.locked,
            "locked_by_hand": self.locked_by_hand,
            "pairing_open": self.pairing_open,
            "power_cap_w": self.zones.cap_w,
            "bridged": self.zones.bridged,
            "name": self.name,
        }

    def tell(self, kind: EventKind, n: int | None = None, /, **data: object) -> None:
        """Report that something happened."""
        self._tell_of(kind, n, data)

    def _tell_of(self, kind: EventKind, n: int | None, data: dict[str, Any]) -> None:
        # The state that belongs to an event is shown before it.
        if hasattr(self, "board"):
            self.publish()
            self.board.tell(kind.value, n, self.uptime_ms, int(self._wall() * 1000), data)

    # Leases

    def acquire(self, client: str, burners: set[int], ttl_s: float, lease_id: str | None = None) -> Lease:
        """Give a lease, or change the one with `lease_id`. A client has one at most.

        Raises:
            LinkRefused: `unknown_burner`, `out_of_range`, `remote_off`, `busy`, `lease_lost`.
        """
        self.advance()
        for n in burners:
            self.burner(n)
        low, high = limits.LEASE_RANGE_S
        if not low <= ttl_s <= high:
            raise LinkRefused(LinkCode.OUT_OF_RANGE, {"minimum": low, "maximum": high})
        if not self.remote_enabled:
            raise LinkRefused(LinkCode.REMOTE_OFF)
        for other in self.leases.values():
            if other.client != client and (shared := other.burners & burners):
                raise LinkRefused(LinkCode.BUSY, {"n": min(shared)})
        old = self.leases.get(client)
        if lease_id is not None and (old is None or old.id != lease_id):
            raise LinkRefused(LinkCode.LEASE_LOST)
        if old is not None and lease_id is None:
            # A client that has forgotten its lease has restarted: nothing of what it heated goes on.
            self._end(old, lost=True)
            old = None
        if old is not None:
            for n in old.burners - burners:
                self._release(n)
        identifier = old.id if old is not None else secrets.token_hex(8)
        lease = Lease(identifier, client, set(burners), ttl_s, self._now + ttl_s)
        self.leases[client] = lease
        self.publish()
        return lease

    def renew(self, client: str, lease_id: str) -> Lease:
        """Keep a lease for another `ttl_s`.

        Raises:
            LinkRefused: `lease_lost`.
        """
        self.advance()
        lease = self.leases.get(client)
        if lease is None or lease.id != lease_id:
            raise LinkRefused(LinkCode.LEASE_LOST)
        lease.expires_at = self._now + lease.ttl_s
        return lease

    def release(self, client: str, lease_id: str) -> None:
        """Give a lease back in good order: its heat goes off, nothing is latched."""
        self.advance()
        lease = self.leases.get(client)
        if lease is not None and lease.id == lease_id:
            self._end(lease, lost=False)
        self.publish()

    def forget(self, client: str) -> None:
        """End what a client holds whose key has been taken back."""
        if (lease := self.leases.get(client)) is not None:
            self._end(lease, lost=True)
            self.publish()

    def _end(self, lease: Lease, *, lost: bool) -> None:
        del self.leases[lease.client]
        for n in sorted(lease.burners):
            if lost and self.burners[n].source is Source.REMOTE:
                self.burners[n].cut(EventKind.LEASE_LOST, client=lease.client)
            else:
                self._release(n)

    def _release(self, n: int) -> None:
        if self.burners[n].source is Source.REMOTE:
            self.burners[n].off()

    # Commands

    def burner(self, n: int) -> SimBurner:
        """The burner with this number.

        Raises:
            LinkRefused: `unknown_burner`.
        """
        try:
            return self.burners[n]
        except KeyError:
            raise LinkRefused(LinkCode.UNKNOWN_BURNER, {"n": n, "burners": list(self.burners)}) from None

    def lead(self, n: int) -> SimBurner:
        """The burner that drives this one: itself, or the one that it has joined.

        Raises:
            LinkRefused: `unknown_burner`.
        """
        burner = self.burner(n)
        return burner.leader or burner

    def set_burner(
        self,
        client: str,
        n: int,
        *,
        power: float | None = None,
        target_c: float | None = None,
        start: bool = False,
        timer_s: float | None = None,
        boost: bool = False,
        lease_id: str | None = None,
    ) -> None:
        """Heat a burner from outside, if every rule allows it.

        Raises:
            LinkRefused: with the first rule that does not.
        """
        self.advance()
        burner = self.burner(n)
        self._check_values(burner, power, target_c, timer_s, boost=boost)
        if power == 0.0:
            self.off(n)
            return
        if burner.leader is not None:
            raise LinkRefused(LinkCode.BRIDGED, {"n": burner.leader.n})
        if not self.remote_enabled:
            raise LinkRefused(LinkCode.REMOTE_OFF)
        if self.locked:
            raise LinkRefused(LinkCode.LOCKED, {"by_hand": self.locked_by_hand})
        for other in self.leases.values():
            if other.client != client and n in other.burners:
                raise LinkRefused(LinkCode.BUSY, {"n": n})
        if burner.source is Source.LATCHED:
            raise LinkRefused(LinkCode.LATCHED, {"latch": burner.latch.value if burner.latch else None})
        if burner.source is Source.MANUAL:
            raise LinkRefused(LinkCode.MANUAL)
        lease = self.leases.get(client)
        if lease is None or lease.id != lease_id or n not in lease.burners:
            raise LinkRefused(LinkCode.LEASE_LOST)
        if burner.too_hot:
            raise LinkRefused(LinkCode.OVERHEATED, {"maximum": limits.OVERHEAT_CLEAR_C})
        if target_c is not None and not burner.sensor_ok:
            raise LinkRefused(LinkCode.SENSOR_FAILED)
        if burner.source is Source.IDLE:
            if not start:
                raise LinkRefused(LinkCode.NOT_ON)
            if self.armed_until is None:
                raise LinkRefused(LinkCode.NOT_ARMED)
            if burner.pan_state is not None and not burner.physics.couples:
                raise LinkRefused(LinkCode.NO_PAN)
        self.armed_until = None if self.armed_until is None else self.uptime_s + limits.ARMED_S
        burner.set_remote(power=power, target_c=target_c, timer_s=timer_s, boost=boost)
        self.publish()

    @staticmethod
    def _check_values(
        burner: SimBurner, power: float | None, target_c: float | None, timer_s: float | None, *, boost: bool
    ) -> None:
        if (power is None) == (target_c is None):
            raise LinkRefused(LinkCode.INVALID, {"reason": "exactly one of power and temperature_c"})
        if not burner.spec.remote or (target_c is not None and not burner.spec.hold):
            raise LinkRefused(LinkCode.UNSUPPORTED)
        if boost and (power is None or not burner.can_boost):
            raise LinkRefused(LinkCode.UNSUPPORTED, {"property": "boost"})
        for name, value, (low, high) in (
            ("power", power, (0.0, 1.0)),
            ("temperature_c", target_c, limits.HOLD_RANGE_C),
            ("timer_s", timer_s, limits.TIMER_RANGE_S),
        ):
            if value is not None and not low <= value <= high:
                raise LinkRefused(LinkCode.OUT_OF_RANGE, {"property": name, "minimum": low, "maximum": high})

    def off(self, n: int) -> None:
        """Turn a burner off. Always allowed, needs nothing, and wins."""
        self.lead(n).off()
        self.publish()
        self.advance()

    def all_off(self) -> None:
        """Turn everything off."""
        for burner in self.burners.values():
            burner.off()
        self.publish()
        self.advance()

    def acknowledge(self, n: int) -> None:
        """Clear a burner's latch, so that it may be heated from outside again.

        Raises:
            LinkRefused: `overheated` while it is still too hot.
        """
        self.advance()
        burner = self.lead(n)
        if burner.source is Source.LATCHED and burner.too_hot:
            raise LinkRefused(LinkCode.OVERHEATED, {"maximum": limits.OVERHEAT_CLEAR_C})
        if burner.acknowledge():
            self.tell(EventKind.LATCH_CLEARED, burner.n)

    def set_lock(self, *, locked: bool, by_hand: bool) -> None:
        """Child lock. What a hand has locked only a hand unlocks.

        Raises:
            LinkRefused: `locked`.
        """
        self.advance()
        if not by_hand and self.locked and self.locked_by_hand:
            if locked:
                return
            raise LinkRefused(LinkCode.LOCKED, {"by_hand": True})
        changed = locked != self.locked
        self.locked = locked
        self.locked_by_hand = locked and by_hand
        if changed:
            self.tell(EventKind.LOCKED if locked else EventKind.UNLOCKED, by_hand=by_hand)
        self.publish()

    def set_cap(self, power_w: float, *, by_hand: bool = False) -> None:
        """Let all burners together draw no more than `power_w`. Less is always allowed.

        Raises:
            LinkRefused: `unsupported`, `out_of_range`; for more than now: `locked`, `remote_off`.
        """
        self.advance()
        zones = self.zones
        zones.check_cap(power_w)
        if zones.cap_w is not None and power_w > zones.cap_w:
            self._require_unlocked(by_hand=by_hand)
        zones.cap_w = power_w
        zones.share_out()
        self.publish()

    def set_bridge(self, n: int, *, joined: bool, client: str | None = None) -> None:
        """Let the pair that burner `n` leads heat as one, or part it. Parting is always allowed.

        `client` is who asks; `None` is a hand.

        Raises:
            LinkRefused: `unknown_burner`, `unsupported`; to join: `locked`, `remote_off`, `busy`, `in_use`,
                `latched`.
        """
        self.advance()
        pair = self.zones.pair(self.burner(n).n)
        if not joined:
            pair[0].part()
        elif pair[0].second is None:
            self._require_unlocked(by_hand=client is None)
            for lease in self.leases.values():
                if client is not None and lease.client != client and lease.burners & {one.n for one in pair}:
                    raise LinkRefused(LinkCode.BUSY, {"n": n})
            self.zones.join(n)
        self.publish()

    def _require_unlocked(self, *, by_hand: bool) -> None:
        if self.locked:
            raise LinkRefused(LinkCode.LOCKED, {"by_hand": self.locked_by_hand})
        if not self.remote_enabled and not by_hand:
            raise LinkRefused(LinkCode.REMOTE_OFF)

    def rename(self, name: str, n: int | None = None) -> None:
        """Give the stove, or a burner, the household's own name."""
        if n is None:
            self.name = name
        else:
            self.burner(n).name = name
        self.publish()

    # Hands

    def turn(self, n: int, level: float, *, boost: bool = False) -> None:
        """A hand turns the knob. It always wins; a locked stove only keeps a cold burner cold."""
        self.advance()
        burner = self.lead(n)
        if self.locked and not burner.on and level > 0.0:
            return
        taken_over = burner.turn(min(max(level, 0.0), 1.0), boost=boost)
        self.tell(EventKind.KNOB_TURNED, n, level=burner.knob)
        if taken_over:
            holder = next((lease.client for lease in self.leases.values() if burner.n in lease.burners), None)
            self.tell(EventKind.TAKEN_OVER, burner.n, level=burner.knob, client=holder)
        self.publish()

    def arm(self) -> None:
        """A hand presses arm: remote starts are allowed for an hour."""
        self.advance()
        self.armed_until = self.uptime_s + limits.ARMED_S
        self.tell(EventKind.ARMED)

    def disarm(self) -> None:
        """A hand takes that back. Remote heat that is on ends in good order."""
        self.advance()
        was, self.armed_until = self.armed_until, None
        for n in self.burners:
            self._release(n)
        if was is not None:
            self.tell(EventKind.DISARMED, lapsed=False)
        self.publish()

    def enable_remote(self, *, enabled: bool) -> None:
        """A hand switches remote control as a whole. Off ends all remote heat."""
        self.advance()
        if enabled == self.remote_enabled:
            return
        self.remote_enabled = enabled
        if not enabled:
            for lease in tuple(self.leases.values()):
                self._end(lease, lost=False)
        self.tell(EventKind.REMOTE_ENABLED if enabled else EventKind.REMOTE_DISABLED)

    def confirm_step(self) -> None:
        """A hand presses "done" on the stove: a cook's step is confirmed."""
        self.advance()
        self.tell(EventKind.STEP_CONFIRMED)

"""Logic of the virtual stove: burners, leases, arming, lock, limits.

No network, no event loop; clocks are passed in.

Leases run on real time; cooking, limits and arming on stove time, which may run `rate` times as fast.
"""

from collections.abc import Callable, Sequence
import random
import secrets
import time
from typing import Any

from ...burners import limits
from ...burners.model import HeatSource, RefusalCode
from ..errors import LinkRefused
from ..messages import EventKind
from .burner import SimBurner
from .burner_spec import BurnerSpec
from .heat_rules import check_burner, check_values
from .leases import Lease, LeaseTable
from .reported_state import ReportedState
from .stove_options import StoveOptions
from .zones import Zones, ZonesSpec

SAMPLE_S = 0.25
"""Stove time between two decisions of a burner."""
MAX_GAP_S = 4 * 3600.0
"""Longest stove time that is computed after a gap (a suspended machine): more than any limit needs to act."""


class Stove:
    """A stove. `advance` moves time to now; commands and manual operation act at once and show on `reported`."""

    def __init__(
        self,
        burners: Sequence[BurnerSpec],
        options: StoveOptions | None = None,
        *,
        zones: ZonesSpec | None = None,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.options = options or StoveOptions()
        self.boot_id = secrets.token_hex(8)
        self._clock = clock
        self._wall = wall
        self._booted = self._now = clock()
        self._left_over = 0.0
        generator = random.Random(self.options.seed)
        self.burners = {
            n: SimBurner(n, spec, self._report_burner_event, random.Random(generator.random()))
            for n, spec in enumerate(burners, 1)
        }
        for n, name in self.options.names.items():
            if n in self.burners:
                self.burners[n].name = name
        self.name = self.options.name
        self.zones = Zones(self.burners, zones or ZonesSpec(), cap_w=self.options.power_cap_w)
        self.leases = LeaseTable(self.burners, self.zones)
        self.armed_until: float | None = None
        """Stove time at which arming expires."""
        self.remote_enabled = True
        self.locked = False
        self.locked_by_hand = False
        self.pairing_open = False
        reports = {n: burner.report() for n, burner in self.burners.items()}
        self.reported = ReportedState(reports, self._report())
        self.report_event(EventKind.STARTED)

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
        """Advance time to now, in samples; leases expire at their exact time in between."""
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
            if any(burner.source is HeatSource.REMOTE for burner in self.burners.values()):
                self.armed_until = self.uptime_s + limits.ARMED_S
            elif self.uptime_s >= self.armed_until:
                self.armed_until = None
                self.report_event(EventKind.DISARMED, lapsed=True)
        self.leases.expire(self._now)

    def publish(self) -> None:
        """Report what has changed."""
        reported, uptime_ms = self.reported, self.uptime_ms
        changed: dict[str, dict[str, Any]] = {}
        for n, burner in self.burners.items():
            shown = reported.burners[key := str(n)]
            delta = {name: value for name, value in burner.report().items() if shown[name] != value}
            if delta:
                changed[key] = delta
        if changed:
            reported.put(changed, uptime_ms)
        stove = {name: value for name, value in self._report().items() if reported.stove[name] != value}
        if stove:
            reported.put_stove(stove, uptime_ms)

    def _report(self) -> dict[str, Any]:
        left = None if self.armed_until is None else self.armed_until - self.uptime_s
        return {
            "armed": left is not None,
            # To the minute: for display, not for calculation.
            "armed_left_s": None if left is None else float(max(round(left / 60.0), 1) * 60),
            "remote_enabled": self.remote_enabled,
            "locked": self.locked,
            "locked_by_hand": self.locked_by_hand,
            "pairing_open": self.pairing_open,
            "power_cap_w": self.zones.cap_w,
            "bridged": self.zones.bridged,
            "name": self.name,
        }

    def report_event(self, kind: EventKind, n: int | None = None, /, **data: object) -> None:
        """Report an event."""
        self._report_burner_event(kind, n, data)

    def _report_burner_event(self, kind: EventKind, n: int | None, data: dict[str, Any]) -> None:
        # Report the state that belongs to an event before the event.
        if hasattr(self, "reported"):
            self.publish()
            self.reported.add_event(kind.value, n, self.uptime_ms, int(self._wall() * 1000), data)

    # Leases

    def acquire(self, client: str, burners: set[int], ttl_s: float, lease_id: str | None = None) -> Lease:
        """Give a lease, or change the one with `lease_id`. A client has at most one.

        Raises:
            LinkRefused: `unknown_burner`, `out_of_range`, `remote_off`, `busy`, `lease_lost`.
        """
        self.advance()
        for n in burners:
            self.burner(n)
        low, high = limits.LEASE_RANGE_S
        if not low <= ttl_s <= high:
            raise LinkRefused(RefusalCode.OUT_OF_RANGE, {"minimum": low, "maximum": high})
        if not self.remote_enabled:
            raise LinkRefused(RefusalCode.REMOTE_OFF)
        lease = self.leases.acquire(client, burners, ttl_s, lease_id, self._now)
        self.publish()
        return lease

    def renew(self, client: str, lease_id: str) -> Lease:
        """Renew a lease for `ttl_s`.

        Raises:
            LinkRefused: `lease_lost`.
        """
        self.advance()
        return self.leases.renew(client, lease_id, self._now)

    def release(self, client: str, lease_id: str) -> None:
        """Release a lease: its heat is turned off, nothing is latched."""
        self.advance()
        lease = self.leases.get(client)
        if lease is not None and lease.id == lease_id:
            self.leases.end(lease, lost=False)
        self.publish()

    def forget(self, client: str) -> None:
        """End the lease of a client whose key has been revoked."""
        if (lease := self.leases.get(client)) is not None:
            self.leases.end(lease, lost=True)
            self.publish()

    # Commands

    def burner(self, n: int) -> SimBurner:
        """The burner with this number.

        Raises:
            LinkRefused: `unknown_burner`.
        """
        try:
            return self.burners[n]
        except KeyError:
            raise LinkRefused(RefusalCode.UNKNOWN_BURNER, {"n": n, "burners": list(self.burners)}) from None

    def lead(self, n: int) -> SimBurner:
        """The burner that controls this one: itself, or the burner that it has joined.

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
            LinkRefused: with the first rule that forbids it.
        """
        self.advance()
        burner = self.burner(n)
        check_values(burner, power, target_c, timer_s, boost=boost)
        if power == 0.0:
            self.off(n)
            return
        if burner.leader is not None:
            raise LinkRefused(RefusalCode.BRIDGED, {"n": burner.leader.n})
        if not self.remote_enabled:
            raise LinkRefused(RefusalCode.REMOTE_OFF)
        if self.locked:
            raise LinkRefused(RefusalCode.LOCKED, {"by_hand": self.locked_by_hand})
        self.leases.check_free(client, {n}, reported=n)
        if burner.source is HeatSource.LATCHED:
            raise LinkRefused(RefusalCode.LATCHED, {"latch": burner.latch.value if burner.latch else None})
        if burner.source is HeatSource.MANUAL:
            raise LinkRefused(RefusalCode.MANUAL)
        lease = self.leases.get(client)
        if lease is None or lease.id != lease_id or n not in lease.burners:
            raise LinkRefused(RefusalCode.LEASE_LOST)
        check_burner(burner, start=start, armed=self.armed_until is not None, hold=target_c is not None)
        self.armed_until = None if self.armed_until is None else self.uptime_s + limits.ARMED_S
        burner.set_remote(power=power, target_c=target_c, timer_s=timer_s, boost=boost)
        self.publish()

    def off(self, n: int) -> None:
        """Turn a burner off. Always allowed, without a lease, and stronger than any other command."""
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
        if burner.source is HeatSource.LATCHED and burner.too_hot:
            raise LinkRefused(RefusalCode.OVERHEATED, {"maximum": limits.OVERHEAT_CLEAR_C})
        if burner.acknowledge():
            self.report_event(EventKind.LATCH_CLEARED, burner.n)

    def set_lock(self, *, locked: bool, by_hand: bool) -> None:
        """Child lock. A lock that was set by hand is released by hand only.

        Raises:
            LinkRefused: `locked`.
        """
        self.advance()
        if not by_hand and self.locked and self.locked_by_hand:
            if locked:
                return
            raise LinkRefused(RefusalCode.LOCKED, {"by_hand": True})
        changed = locked != self.locked
        self.locked = locked
        self.locked_by_hand = locked and by_hand
        if changed:
            self.report_event(EventKind.LOCKED if locked else EventKind.UNLOCKED, by_hand=by_hand)
        self.publish()

    def set_cap(self, power_w: float, *, by_hand: bool = False) -> None:
        """Limit the total power of all burners to `power_w`. A lower value is always allowed.

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
        """Join the pair of burners that burner `n` leads, or separate it. Separating is always allowed.

        `client` is the asking client; `None` means by hand.

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
            if client is not None:
                self.leases.check_free(client, {one.n for one in pair}, reported=n)
            self.zones.join(n)
            self.leases.join(*(one.n for one in pair))
        self.publish()

    def _require_unlocked(self, *, by_hand: bool) -> None:
        if self.locked:
            raise LinkRefused(RefusalCode.LOCKED, {"by_hand": self.locked_by_hand})
        if not self.remote_enabled and not by_hand:
            raise LinkRefused(RefusalCode.REMOTE_OFF)

    def rename(self, name: str, n: int | None = None) -> None:
        """Set the household's name of the stove, or of a burner."""
        if n is None:
            self.name = name
        else:
            self.burner(n).name = name
        self.publish()

    # Manual operation

    def turn(self, n: int, level: float, *, boost: bool = False) -> None:
        """Turn the knob by hand. Always possible; a locked stove only keeps a cold burner cold."""
        self.advance()
        burner = self.lead(n)
        if self.locked and not burner.on and level > 0.0:
            return
        taken_over = burner.turn(min(max(level, 0.0), 1.0), boost=boost)
        self.report_event(EventKind.KNOB_TURNED, n, level=burner.knob)
        if taken_over:
            holder = self.leases.holder(burner.n)
            self.report_event(EventKind.TAKEN_OVER, burner.n, level=burner.knob, client=holder)
        self.publish()

    def arm(self) -> None:
        """Press arm by hand: remote starts are allowed for an hour."""
        self.advance()
        self.armed_until = self.uptime_s + limits.ARMED_S
        self.report_event(EventKind.ARMED)

    def disarm(self) -> None:
        """Cancel arming by hand. Remote heat that is on is turned off without a latch."""
        self.advance()
        was, self.armed_until = self.armed_until, None
        for n in self.burners:
            self.leases.release_burner(n)
        if was is not None:
            self.report_event(EventKind.DISARMED, lapsed=False)
        self.publish()

    def enable_remote(self, *, enabled: bool) -> None:
        """Switch remote control as a whole by hand. Off ends all remote heat."""
        self.advance()
        if enabled == self.remote_enabled:
            return
        self.remote_enabled = enabled
        if not enabled:
            for lease in self.leases.values():
                self.leases.end(lease, lost=False)
        self.report_event(EventKind.REMOTE_ENABLED if enabled else EventKind.REMOTE_DISABLED)

    def confirm_step(self) -> None:
        """Press "done" at the stove: the step is confirmed."""
        self.advance()
        self.report_event(EventKind.STEP_CONFIRMED)

"""A model of the whole: commands, hands, lost frames, dead hosts and failing sensors in any order.

The stove's real logic and dispatcher run on a clock that moves when told; a client that has the real client's state
handling sits behind a channel that loses, repeats, reorders and delays what is pushed.
"""

import random
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from custom_components.hearthtech.burners.model import HeatSource
from custom_components.hearthtech.hearth_link.client import LinkClient
from custom_components.hearthtech.hearth_link.decoding import burner_state
from custom_components.hearthtech.hearth_link.errors import LinkRefused
from custom_components.hearthtech.hearth_link.messages import LinkChange, LinkChangeKind
from custom_components.hearthtech.hearth_link.simulator.dispatch import Dispatcher
from custom_components.hearthtech.hearth_link.simulator.manual_controls import PANS
from custom_components.hearthtech.hearth_link.simulator.reported_state import EVENT_BUFFER
from custom_components.hearthtech.hearth_link.simulator.sensor import Fault
from custom_components.hearthtech.hearth_link.simulator.stove import Stove
from custom_components.hearthtech.hearth_link.simulator.zones import ZonesSpec

from .stove_fixture import Rig

BURNERS = st.integers(1, 3)
ZONES = ZonesSpec(bridges=((1, 2),), cap_range_w=(1_000.0, 5_500.0))
CLIENTS = st.sampled_from(["house", "guest"])


class Channel:
    """Pushed frames on their way, in the order in which they will arrive."""

    def __init__(self, stove: Stove) -> None:
        self.frames: list[tuple[str, dict[str, Any]]] = []
        self._sent = stove.reported.rev
        self._reported = stove.reported
        stove.reported.subscribe(self._on_reported)

    def _on_reported(self, burners: Any, stove: Any, event: Any) -> None:
        if event is not None:
            self.frames.append(("event", dict(event)))
            return
        reported = self._reported
        params: dict[str, Any] = {"rev": reported.rev, "prev": self._sent, "uptime_ms": reported.uptime_ms}
        params |= {"burners": {n: dict(delta) for n, delta in burners.items()}} if burners else {}
        params |= {"stove": dict(stove)} if stove else {}
        self._sent = reported.rev
        self.frames.append(("changed", params))


class Follower:
    """The real client's handling of what comes in, with the stove at the other end of a function call."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher
        self.client = LinkClient.__new__(LinkClient)
        self.client.__dict__.update(
            _burners={}, _numbers={}, _changes={}, _rev=0, _seq=None, _boot_id="", _listeners=[],
            _connection=SimpleNamespace(), _resyncing=False, _replaying=False, events_lost=False, _stove=Mock(),
        )  # fmt: skip
        self.client._resync = self.fetch  # type: ignore[method-assign]
        self.client._replay = Mock()  # type: ignore[method-assign]
        self.client._repair = lambda work: self.replay()  # type: ignore[method-assign]
        self.events: list[int] = []
        self.client._listeners.append(self._on_change)
        self.fetch()

    def _on_change(self, change: LinkChange) -> None:
        if change.kind is LinkChangeKind.EVENT:
            assert change.event is not None
            self.events.append(change.event.seq)

    def fetch(self) -> None:
        self.client._on_snapshot(self._dispatcher.call("follower", "state.snapshot", {}))

    def replay(self) -> None:
        more: object = True
        while more:
            answer = self._dispatcher.call("follower", "events.since", {"seq": self.client._seq or 0})
            self.client._on_replay(answer)
            more = answer["more"]

    def take(self, kind: str, params: dict[str, Any]) -> None:
        if kind == "event":
            self.client._on_event(params)
        else:
            self.client._on_changed(params)


class StoveMachine(RuleBasedStateMachine):
    """Rules are what may happen; invariants are what must hold whatever happens."""

    @initialize(seed=st.integers(0, 1000), rate=st.sampled_from([1.0, 8.0]))
    def boot(self, seed: int, rate: float) -> None:
        self.rig = Rig(rate=rate, zones=ZONES)
        self.random = random.Random(seed)
        self.live: dict[str, float] = {}
        self.leases: dict[str, str] = {}
        self.key = 0
        self._switch_on()

    def _switch_on(self) -> None:
        self.stove = self.rig.stove
        self.dispatcher = Dispatcher(self.stove)
        self.channel = Channel(self.stove)
        self.follower = Follower(self.dispatcher)
        self.first_seq = self.stove.reported.seq

    def _call(self, client: str, method: str, **params: Any) -> dict[str, Any] | None:
        try:
            return dict(self.dispatcher.call(client, method, params))
        except LinkRefused:
            return None

    # Clients

    @rule(client=CLIENTS, burners=st.sets(BURNERS, min_size=1), ttl_s=st.sampled_from([2.0, 10.0, 30.0]))
    def acquire(self, client: str, burners: set[int], ttl_s: float) -> None:
        answer = self._call(client, "lease.acquire", burners=sorted(burners), ttl_s=ttl_s)
        if answer is not None:
            self.leases[client] = answer["lease_id"]

    @rule(client=CLIENTS)
    def renew(self, client: str) -> None:
        self._call(client, "lease.renew", lease_id=self.leases.get(client, "none"))

    @rule(client=CLIENTS)
    def release(self, client: str) -> None:
        self._call(client, "lease.release", lease_id=self.leases.get(client, "none"))

    @rule(client=CLIENTS, n=BURNERS, power=st.sampled_from([0.1, 0.6, 1.0]), start=st.booleans())
    def heat(self, client: str, n: int, power: float, start: bool) -> None:
        before = self.rig.source(n)
        lease = self.leases.get(client, "none")
        done = self._call(client, "burner.set", n=n, power=power, start=start, lease_id=lease)
        assert done is None or self.stove.burners[n].leader is None
        assert done is None or before is HeatSource.REMOTE or (start and before is HeatSource.IDLE)

    @rule(client=CLIENTS, n=st.sampled_from([1, 3]), ttl_s=st.sampled_from([2.0, 10.0]), timer=st.booleans())
    def cook(self, client: str, n: int, ttl_s: float, timer: bool) -> None:
        """All that it takes, in good order: most interesting things happen from here on."""
        self.stove.arm()
        self._call(client, "latch.acknowledge", n=n)
        self.acquire(client, {n}, ttl_s)
        lease = self.leases.get(client, "none")
        more = {"timer_s": 30.0} if timer else {}
        done = self._call(client, "burner.set", n=n, power=0.5, start=True, lease_id=lease, **more)
        assert (self.rig.source(n) is HeatSource.REMOTE) >= (done is not None)

    @rule(client=CLIENTS, n=st.sampled_from([1, 3]), ttl_s=st.sampled_from([2.0, 10.0]))
    def host_killed(self, client: str, n: int, ttl_s: float) -> None:
        """A host starts to cook and dies: a second after its lease there is no heat of its own left."""
        self.cook(client, n, ttl_s, timer=False)
        if (lease := self.stove.leases.get(client)) is None or lease.burners != {n} or lease.ttl_s != ttl_s:
            return  # Another client had the burner: no lease was given, and an older one may live on.
        self.rig.pass_time(ttl_s + 1.0, step=0.5)
        others = {one for lease in self.stove.leases.values() for one in lease.burners}
        assert self.rig.source(n) is not HeatSource.REMOTE or n in others
        assert client not in self.stove.leases

    @rule(client=CLIENTS, n=BURNERS, target_c=st.sampled_from([60.0, 85.0, 180.0]))
    def hold(self, client: str, n: int, target_c: float) -> None:
        lease = self.leases.get(client, "none")
        self._call(client, "burner.set", n=n, temperature_c=target_c, start=True, lease_id=lease)

    @rule(client=CLIENTS, n=BURNERS, power=st.sampled_from([0.3, 1.0]))
    def repeat(self, client: str, n: int, power: float) -> None:
        """The same command arrives twice, with an off in between: it must not heat again."""
        self.key += 1
        params = {"n": n, "power": power, "start": True, "lease_id": self.leases.get(client, "none")}
        self._call(client, "burner.set", **params, key=f"k{self.key}")
        self._call(client, "burner.off", n=n)
        self._call(client, "burner.set", **params, key=f"k{self.key}")
        assert self.rig.source(n) in {HeatSource.IDLE, HeatSource.LATCHED}

    @rule(client=CLIENTS, n=BURNERS)
    def off(self, client: str, n: int) -> None:
        assert self._call(client, "burner.off", n=n) is not None
        assert self.stove.lead(n).source in {HeatSource.IDLE, HeatSource.LATCHED}
        assert self.stove.lead(n).physics.power_w == 0.0

    @rule(client=CLIENTS, n=BURNERS)
    def acknowledge(self, client: str, n: int) -> None:
        self._call(client, "latch.acknowledge", n=n)

    @rule(client=CLIENTS, locked=st.booleans())
    def lock(self, client: str, locked: bool) -> None:
        self._call(client, "lock.set", locked=locked)

    @rule(client=CLIENTS, power_w=st.sampled_from([1_000.0, 2_500.0, 5_500.0]))
    def cap(self, client: str, power_w: float) -> None:
        before = self.stove.zones.cap_w or 0.0
        done = self._call(client, "cap.set", power_w=power_w)
        assert done is not None or (power_w > before and (self.stove.locked or not self.stove.remote_enabled))

    @rule(client=CLIENTS, joined=st.booleans())
    def bridge(self, client: str, joined: bool) -> None:
        """Joining changes no heat; parting is always taken, and never starts the second."""
        before = [self.rig.source(n) for n in (1, 2)]
        heat = self.stove.lead(1).source
        was_joined = bool(self.stove.zones.bridged)
        done = self._call(client, "bridge.set", n=1, joined=joined)
        if joined:
            assert done is None or self.stove.zones.bridged == [1]
            assert done is None or was_joined or heat is HeatSource.IDLE
            assert [self.rig.source(n) for n in (1, 2)] == before
        else:
            assert done is not None
            assert self.rig.source(1) is heat
            assert self.rig.source(2) in {before[1], HeatSource.LATCHED}

    # Hands

    @rule(n=BURNERS, level=st.sampled_from([0.0, 0.2, 1.0]))
    def turn(self, n: int, level: float) -> None:
        burner = self.stove.lead(n)
        before = burner.source
        self.stove.turn(n, level)
        if before in {HeatSource.REMOTE, HeatSource.MANUAL} or not self.stove.locked:
            assert burner.source is (HeatSource.MANUAL if level else HeatSource.IDLE)
            assert burner.power == level

    @rule()
    def arm(self) -> None:
        self.stove.arm()

    @rule()
    def disarm(self) -> None:
        self.stove.disarm()

    @rule(locked=st.booleans())
    def press_lock(self, locked: bool) -> None:
        self.stove.set_lock(locked=locked, by_hand=True)

    @rule(enabled=st.booleans())
    def remote(self, enabled: bool) -> None:
        self.stove.enable_remote(enabled=enabled)

    @rule(n=BURNERS, kind=st.sampled_from(["pot", "aluminum"]), liters=st.sampled_from([0.0, 0.5, 2.0]))
    def pan(self, n: int, kind: str, liters: float) -> None:
        burner = self.stove.lead(n)
        burner.place_pan(PANS[kind])
        if liters:
            burner.physics.add_water(liters)
        self.stove.publish()

    @rule(n=BURNERS)
    def lift(self, n: int) -> None:
        self.stove.lead(n).lift_pan()
        self.stove.publish()

    @rule(n=BURNERS, fault=st.sampled_from(list(Fault)))
    def sensor(self, n: int, fault: Fault) -> None:
        self.stove.burners[n].pan_sensor.fault = fault

    # Time

    @rule(seconds=st.sampled_from([0.1, 1.0, 3.0, 12.0]))
    def wait(self, seconds: float) -> None:
        self.rig.pass_time(seconds, step=0.5)

    @rule(seconds=st.sampled_from([31.0, 60.0]))
    def suspend(self, seconds: float) -> None:
        """The machine sleeps: the clock jumps, no lease outlives it."""
        self.rig.now += seconds
        self.stove.advance()
        assert all(burner.source is not HeatSource.REMOTE for burner in self.stove.burners.values())

    @rule()
    def clock_back(self) -> None:
        """A monotonic clock that stumbles backwards does not disturb the stove."""
        before = self.stove.uptime_ms
        self.rig.now -= 0.05
        self.stove.advance()
        assert self.stove.uptime_ms >= before

    @rule()
    def power_cut(self) -> None:
        self.rig = Rig(rate=self.stove.options.rate, zones=ZONES)
        self._switch_on()
        assert all(burner.source is HeatSource.IDLE for burner in self.stove.burners.values())
        assert not self.stove.reported.stove["armed"]

    # The channel

    @rule(count=st.integers(1, 20))
    def deliver(self, count: int) -> None:
        frames, self.channel.frames = self.channel.frames[:count], self.channel.frames[count:]
        for kind, params in frames:
            self.follower.take(kind, params)

    @precondition(lambda self: self.channel.frames)
    @rule()
    def lose(self) -> None:
        del self.channel.frames[self.random.randrange(len(self.channel.frames))]

    @precondition(lambda self: self.channel.frames)
    @rule()
    def duplicate(self) -> None:
        frames = self.channel.frames
        frames.insert(self.random.randrange(len(frames) + 1), self.random.choice(frames))

    @precondition(lambda self: len(self.channel.frames) > 1)
    @rule()
    def reorder(self) -> None:
        self.random.shuffle(self.channel.frames)

    @rule()
    def resync(self) -> None:
        """After a resync the client knows what the stove shows, and has heard of every event."""
        self.stove.advance()
        self.channel.frames.clear()
        self.follower.fetch()
        self.follower.replay()
        client, reported = self.follower.client, self.stove.reported
        assert client._rev == reported.rev
        for key, values in reported.burners.items():
            assert client._burners[int(key)] == burner_state(
                int(key), values, client._burners[int(key)].uptime_ms
            )
        if reported.seq - self.first_seq <= EVENT_BUFFER and not client.events_lost:
            assert self.follower.events == list(range(self.first_seq + 1, reported.seq + 1))

    # What must hold

    @invariant()
    def no_remote_heat_without_lease_and_arming(self) -> None:
        if not hasattr(self, "stove"):
            return
        leased = {
            n
            for lease in self.stove.leases.values()
            if lease.expires_at > self.stove._now
            for n in lease.burners
        }
        for n, burner in self.stove.burners.items():
            if burner.source is HeatSource.REMOTE:
                assert n in leased
                assert self.stove.armed_until is not None
                assert self.stove.remote_enabled

    @invariant()
    def no_power_without_anybody_asking(self) -> None:
        if hasattr(self, "stove"):
            for burner in self.stove.burners.values():
                assert burner.on or burner.physics.power_w == 0.0

    @invariant()
    def no_more_power_than_the_cap(self) -> None:
        if hasattr(self, "stove"):
            drawn_w = sum(burner.physics.power_w for burner in self.stove.burners.values())
            assert drawn_w <= (self.stove.zones.cap_w or 0.0) + 1e-6

    @invariant()
    def the_second_of_a_pair_shows_what_the_first_does(self) -> None:
        if hasattr(self, "stove") and self.stove.zones.bridged:
            first, second = (self.stove.reported.burners[n] for n in ("1", "2"))
            assert (first["source"], first["power"]) == (second["source"], second["power"])
            assert self.rig.source(2) is HeatSource.IDLE

    @invariant()
    def a_client_hears_events_in_order_and_once(self) -> None:
        if hasattr(self, "follower"):
            assert self.follower.events == sorted(set(self.follower.events))


StoveMachine.TestCase.settings = settings(
    max_examples=20, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestStove = StoveMachine.TestCase

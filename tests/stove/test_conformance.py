"""The conformance program passes the virtual stove, and names the rule that a broken stove breaks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
import pytest

from custom_components.hearthtech.stove import auth, envelope
from custom_components.hearthtech.stove.conformance import Bench, Outcome, Verdict, check
from custom_components.hearthtech.stove.errors import LinkCode, LinkRefused, LinkUnavailable
from custom_components.hearthtech.stove.simulator import dispatch, limits, server
from custom_components.hearthtech.stove.simulator.burner import SimBurner
from custom_components.hearthtech.stove.simulator.hands_server import do
from custom_components.hearthtech.stove.simulator.stove import Stove
from custom_components.hearthtech.stove.simulator.virtual import VirtualStove
from custom_components.hearthtech.stove.simulator.zones import Zones

type Patch = Callable[[pytest.MonkeyPatch], None]


class OwnHands:
    """The hands of a stove in this process."""

    def __init__(self, stove: VirtualStove) -> None:
        self._stove = stove

    async def do(self, verb: str, **arguments: object) -> None:
        await do(self._stove, verb, arguments)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "HEARTBEAT_S", 0.15)


async def verdicts(
    stove: VirtualStove, session: ClientSession, *, key: bool = True, hands: bool = True
) -> list[Verdict]:
    bench = Bench(session, "127.0.0.1", stove.port, fingerprint=stove.fingerprint)
    if key:
        bench.client_id, bench.key = "checker", stove.provision("checker")
    if hands:
        bench.hands = OwnHands(stove)
    return await check(bench)


async def test_the_virtual_stove_keeps_every_rule(stove: VirtualStove, session: ClientSession) -> None:
    found = await verdicts(stove, session)
    assert [(one.rule, one.why) for one in found if one.outcome is not Outcome.PASS] == []
    assert len(found) >= 30


async def test_what_can_not_be_checked_is_said(stove: VirtualStove, session: ClientSession) -> None:
    found = await verdicts(stove, session, key=False, hands=False)
    assert {one.outcome for one in found} == {Outcome.PASS, Outcome.SKIPPED}
    assert next(one for one in found if one.rule == "knob-wins").why == "needs hands and key"


async def test_what_a_stove_lacks_is_passed_over_and_said(
    tmp_path: Path, session: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    from custom_components.hearthtech.stove import conformance, rules_zones

    assert rules_zones.ENTERED
    names = {"power-cap", "cap-raise", "bridge-when-off", "bridge-one-zone"}
    monkeypatch.setattr(conformance, "RULES", [one for one in conformance.RULES if one.name in names])
    plain = VirtualStove(tmp_path, kind="radiant")
    await plain.start()
    found = await verdicts(plain, session)
    await plain.stop()
    assert {one.rule for one in found} == names
    assert {one.outcome for one in found} == {Outcome.SKIPPED}
    assert {one.why for one in found} == {
        "the stove has no power cap",
        "the stove has no burners that can be joined",
    }


async def test_the_cap_is_left_as_it_was_found(stove: VirtualStove, session: ClientSession) -> None:
    stove.hands.cap(3_600.0)
    await verdicts(stove, session)
    assert stove.stove.zones.cap_w == 3_600.0
    assert stove.stove.zones.bridged == []


async def test_nobody_there_is_no_verdict(session: ClientSession) -> None:
    with pytest.raises(LinkUnavailable):
        await check(Bench(session, "127.0.0.1", 1))


def _unarmed(patch: pytest.MonkeyPatch) -> None:
    original = Stove.set_burner

    def eager(self: Stove, *words: Any, **named: Any) -> None:
        armed, self.armed_until = self.armed_until, self.uptime_s + 60.0
        try:
            original(self, *words, **named)
        finally:
            self.armed_until = self.armed_until if armed is None else armed

    patch.setattr(Stove, "set_burner", eager)


def _endless_lease(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Stove, "_expire", lambda _self: None)


def _no_latch(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SimBurner, "cut", lambda self, _why, **_data: self.off())


def _stubborn_knob(patch: pytest.MonkeyPatch) -> None:
    def turn(self: SimBurner, level: float, *, boost: bool = False) -> bool:
        self.knob = level
        return False

    patch.setattr(SimBurner, "turn", turn)


def _starting_setpoint(patch: pytest.MonkeyPatch) -> None:
    original = Stove.set_burner

    def start(self: Stove, *words: Any, **named: Any) -> None:
        self.arm()
        self.burners[words[1]].place_pan(__import__(
            "custom_components.hearthtech.stove.simulator.hands", fromlist=["PANS"]).PANS["pot"])  # fmt: skip
        original(self, *words, **{**named, "start": True})

    patch.setattr(Stove, "set_burner", start)


def _believing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(auth.Transcript, "accepts", lambda *_: True)


def _silent(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(server.Session, "beat", lambda _self: None)


def _forgetful(patch: pytest.MonkeyPatch) -> None:
    original = dispatch.Dispatcher.call

    def call(self: dispatch.Dispatcher, client: str, method: str, params: Any) -> Any:
        return original(
            self, client, method, {name: value for name, value in params.items() if name != "key"}
        )

    patch.setattr(dispatch.Dispatcher, "call", call)


def _batching(patch: pytest.MonkeyPatch) -> None:
    original = envelope.parse

    def parse(frame: str | bytes) -> Any:
        if str(frame).startswith("["):
            return envelope.Request(1, "session.ping", {})
        return original(frame)

    patch.setattr(envelope, "parse", parse)


def _skipping(patch: pytest.MonkeyPatch) -> None:
    original = server.Session._put_changed

    def put_changed(self: server.Session, *changed: Any) -> None:
        original(self, *changed)
        self._rev += 1

    patch.setattr(server.Session, "_put_changed", put_changed)


def _talkative(patch: pytest.MonkeyPatch) -> None:
    original = server.Session._answer

    async def answer(self: server.Session, method: str, params: Any) -> Any:
        if method == "state.snapshot" and self.client_id is None:
            return self.desk.board.snapshot()
        return await original(self, method, params)

    patch.setattr(server.Session, "_answer", answer)


def _leased_off(patch: pytest.MonkeyPatch) -> None:
    def off(self: Stove, n: int) -> None:
        self.burner(n)
        if not self.leases:
            raise LinkRefused(LinkCode.LEASE_LOST)

    patch.setattr(Stove, "off", off)


def _long_leases(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(limits, "LEASE_RANGE_S", (0.1, 3600.0))


def _weak_lock(patch: pytest.MonkeyPatch) -> None:
    original = Stove.set_lock

    def set_lock(self: Stove, *, locked: bool, by_hand: bool) -> None:
        self.locked_by_hand = False
        original(self, locked=locked, by_hand=by_hand)

    patch.setattr(Stove, "set_lock", set_lock)


def _lax(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(dispatch, "check", lambda *_: None)


def _greedy(patch: pytest.MonkeyPatch) -> None:
    def give_all(self: Zones) -> None:
        for burner in self._burners.values():
            burner.give(burner.wanted_w)

    patch.setattr(Zones, "share_out", give_all)


def _capless(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Zones, "check_cap", lambda _self, _power_w: None)


def _trusting(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Stove, "_require_unlocked", lambda _self, *, by_hand: None)


def _hasty(patch: pytest.MonkeyPatch) -> None:
    def join(self: Zones, n: int) -> None:
        first, second = self.pair(n)
        first.join(second)

    patch.setattr(Zones, "join", join)


def _two_zones(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Stove, "lead", Stove.burner)


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        (_unarmed, "arming"),
        (_endless_lease, "lease-ends-heat"),
        (_endless_lease, "lease-outlives-link"),
        (_no_latch, "lease-ends-heat"),
        (_stubborn_knob, "knob-wins"),
        (_starting_setpoint, "setpoint-is-no-start"),
        (_believing, "wrong-proof"),
        (_silent, "heartbeat"),
        (_silent, "silent-peer"),
        (_forgetful, "idempotency"),
        (_batching, "no-batches"),
        (_skipping, "push"),
        (_talkative, "no-key-no-state"),
        (_leased_off, "off-is-free"),
        (_long_leases, "lease-range"),
        (_weak_lock, "lock"),
        (_lax, "closed-errors"),
        (_greedy, "power-cap"),
        (_capless, "power-cap"),
        (_trusting, "cap-raise"),
        (_hasty, "bridge-when-off"),
        (_two_zones, "bridge-one-zone"),
    ],
)
async def test_a_broken_stove_is_told_which_rule_it_breaks(
    stove: VirtualStove, session: ClientSession, monkeypatch: pytest.MonkeyPatch, broken: Patch, rule: str
) -> None:
    from custom_components.hearthtech.stove import conformance, rules, rules_zones

    assert rules.ENTERED
    assert rules_zones.ENTERED
    monkeypatch.setattr(conformance, "PATIENCE_S", 1.0)
    monkeypatch.setattr(conformance, "RULES", [one for one in conformance.RULES if one.name == rule])
    broken(monkeypatch)
    (verdict,) = await verdicts(stove, session)
    assert verdict.rule == rule
    assert verdict.outcome is Outcome.FAIL
    assert verdict.why

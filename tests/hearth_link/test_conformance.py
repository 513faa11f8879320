"""The conformance program passes the virtual stove, and names the rule that a broken stove breaks."""

from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
import pytest

from custom_components.hearthtech.burners import limits
from custom_components.hearthtech.burners.model import RefusalCode
from custom_components.hearthtech.hearth_link import auth, envelope
from custom_components.hearthtech.hearth_link.certificate import make_certificate
from custom_components.hearthtech.hearth_link.errors import LinkRefused, LinkUnavailable
from custom_components.hearthtech.hearth_link.messages import SUBPROTOCOL
from custom_components.hearthtech.hearth_link.simulator import admission, dispatch, keys, server, session
from custom_components.hearthtech.hearth_link.simulator.burner import SimBurner
from custom_components.hearthtech.hearth_link.simulator.control_panel_server import do
from custom_components.hearthtech.hearth_link.simulator.stove import Stove
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.hearth_link.simulator.zones import Zones
from tools.hearth_link_check import conformance, rules_security
from tools.hearth_link_check.conformance import CheckContext, Outcome, RuleResult
from tools.hearth_link_check.rules_list import RULES
from tools.hearth_link_check.runner import check

type Patch = Callable[[pytest.MonkeyPatch], None]


class OwnHands:
    """The hands of a stove in this process."""

    def __init__(self, stove: VirtualStove) -> None:
        self._stove = stove

    async def do(self, verb: str, **arguments: object) -> object:
        return await do(self._stove, verb, arguments)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    # Three of these are silence, after which a connection ends: longer than a loaded machine stands still.
    for module in (server, session):
        monkeypatch.setattr(module, "HEARTBEAT_S", 0.6)
    # Long enough for a client to log in on a loaded machine.
    monkeypatch.setattr(session, "AUTH_WAIT_S", 3.0)
    monkeypatch.setattr(rules_security, "AUTH_WAIT_S", 3.5)


async def verdicts(
    stove: VirtualStove,
    session: ClientSession,
    *,
    key: bool = True,
    hands: bool = True,
    names: Collection[str] = (),
) -> list[RuleResult]:
    """What the check finds, for all rules or for some."""
    context = CheckContext(session, "127.0.0.1", stove.port, fingerprint=stove.fingerprint)
    if key:
        context.client_id, context.key = "checker", stove.provision("checker")
    if hands:
        context.hands = OwnHands(stove)
    rules = [one for one in RULES if not names or one.name in names]
    return await check(context, rules=rules)


async def test_the_virtual_stove_keeps_every_rule(stove: VirtualStove, session: ClientSession) -> None:
    found = await verdicts(stove, session)
    assert [(one.rule, one.why) for one in found if one.outcome is not Outcome.PASS] == []
    assert len(found) >= 47


async def test_what_can_not_be_checked_is_said(stove: VirtualStove, session: ClientSession) -> None:
    found = await verdicts(stove, session, key=False, hands=False)
    assert {one.outcome for one in found} == {Outcome.PASS, Outcome.SKIPPED}
    assert next(one for one in found if one.rule == "knob-wins").why == "needs hands and key"


async def test_what_a_stove_lacks_is_passed_over_and_said(
    tmp_path: Path, session: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"power-cap", "cap-raise", "bridge-when-off", "bridge-one-zone"}
    plain = VirtualStove(tmp_path, kind="radiant")
    await plain.start()
    found = await verdicts(plain, session, names=names)
    await plain.stop()
    assert {one.rule for one in found} == names
    assert {one.outcome for one in found} == {Outcome.SKIPPED}
    assert {one.why for one in found} == {
        "the stove has no power cap",
        "the stove has no burners that can be joined",
    }


async def test_the_cap_is_left_as_it_was_found(stove: VirtualStove, session: ClientSession) -> None:
    stove.controls.cap(3_600.0)
    await verdicts(stove, session)
    assert stove.stove.zones.cap_w == 3_600.0
    assert stove.stove.zones.bridged == []


async def test_nobody_there_is_no_verdict(session: ClientSession) -> None:
    with pytest.raises(LinkUnavailable):
        await check(CheckContext(session, "127.0.0.1", 1))


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
            "custom_components.hearthtech.hearth_link.simulator.manual_controls", fromlist=["PANS"]).PANS["pot"])  # fmt: skip
        original(self, *words, **{**named, "start": True})

    patch.setattr(Stove, "set_burner", start)


def _believing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(auth.Transcript, "accepts", lambda *_: True)


def _silent(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(session.Session, "beat", lambda _self: None)


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
            return envelope.RpcRequest(1, "session.ping", {})
        return original(frame)

    patch.setattr(envelope, "parse", parse)


def _skipping(patch: pytest.MonkeyPatch) -> None:
    original = session.Session._put_changed

    def put_changed(self: session.Session, *changed: Any) -> None:
        original(self, *changed)
        self._rev += 1

    patch.setattr(session.Session, "_put_changed", put_changed)


def _talkative(patch: pytest.MonkeyPatch) -> None:
    original = session.Session._answer

    async def answer(self: session.Session, method: str, params: Any) -> Any:
        if method == "state.snapshot" and self.client_id is None:
            return self.stove.reported.snapshot()
        return await original(self, method, params)

    patch.setattr(session.Session, "_answer", answer)


def _leased_off(patch: pytest.MonkeyPatch) -> None:
    def off(self: Stove, n: int) -> None:
        self.burner(n)
        if not self.leases:
            raise LinkRefused(RefusalCode.LEASE_LOST)

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


def _loose_subprotocol(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(server, "offers_subprotocol", lambda header: SUBPROTOCOL in header)


def _first_subprotocol_only(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(server, "offers_subprotocol", lambda header: header.startswith(SUBPROTOCOL))


def _any_nonce(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(session, "is_nonce", lambda nonce: len(nonce) == 64)


def _crowded(patch: pytest.MonkeyPatch) -> None:
    """Strangers keep their places without end, and who comes later is refused.

    Without end: on a loaded machine the first of a crowd would have left by their time limits before the last came.
    """
    original = admission.Admission.requested

    def requested(self: admission.Admission, protocol: Any) -> Any:
        return original(self, protocol) if len(self.strangers) <= admission.MAX_STRANGERS else None

    patch.setattr(admission.Admission, "_make_room", lambda _self: None)
    patch.setattr(admission.Admission, "requested", requested)
    patch.setattr(admission, "HANDSHAKE_S", 600.0)
    patch.setattr(admission, "REQUEST_S", 600.0)
    patch.setattr(session, "AUTH_WAIT_S", 600.0)
    for module in (server, session):
        patch.setattr(module, "HEARTBEAT_S", 60.0)


def _patient(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(session, "AUTH_WAIT_S", 60.0)


def _serving_revoked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(session.Session, "revoke", lambda _self: None)


def _revoking_slowly(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Stove, "forget", lambda _self, _client: None)


def _renewed_boost(patch: pytest.MonkeyPatch) -> None:
    original = SimBurner.set_remote

    def set_remote(self: SimBurner, **asked: Any) -> None:
        self.boost_used_s = 0.0
        original(self, **asked)

    patch.setattr(SimBurner, "set_remote", set_remote)


def _two_holders(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Zones, "joined_with", lambda _self, burners: set(burners))


def _half_renewed(patch: pytest.MonkeyPatch) -> None:
    """The power is cut between the private key and the certificate."""

    def new(folder: Path, *, interrupted: bool = False) -> str:
        del interrupted
        path = folder / keys.TLS_FILE
        certificate = path.read_bytes().split(b"-----BEGIN PRIVATE")[0]
        path.write_bytes(certificate + make_certificate("other")[1])
        raise keys.Interrupted

    async def renew(self: VirtualStove, *, interrupted: bool = False) -> None:
        # A stove that can't start for want of a certificate is not there any more.
        with suppress(OSError):
            await original(self, interrupted=interrupted)

    original = VirtualStove.renew_certificate
    patch.setattr(VirtualStove, "renew_certificate", renew)
    patch.setattr(keys, "_new_certificate", new)
    patch.setattr(keys, "_load_certificate", lambda *_: "0" * 64)


def _stale_fingerprint(patch: pytest.MonkeyPatch) -> None:
    """Proofs go on being bound to the former certificate."""
    original = VirtualStove._listen

    async def listen(self: VirtualStove, host: str, port: int) -> None:
        before = self._shown_fingerprint
        await original(self, host, port)
        self._shown_fingerprint = before

    patch.setattr(VirtualStove, "_listen", listen)


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
        (_loose_subprotocol, "subprotocol-exact"),
        (_first_subprotocol_only, "subprotocol-exact"),
        (_any_nonce, "nonce-exact"),
        (_crowded, "half-open"),
        (_crowded, "strangers"),
        (_patient, "auth-timeout"),
        (_serving_revoked, "revoked-key"),
        (_revoking_slowly, "revoked-key"),
        (_renewed_boost, "boost-limit"),
        (_two_holders, "bridge-one-holder"),
        (_half_renewed, "certificate-renewal"),
        (_stale_fingerprint, "certificate-renewal"),
    ],
)
async def test_a_broken_stove_is_told_which_rule_it_breaks(
    stove: VirtualStove, session: ClientSession, monkeypatch: pytest.MonkeyPatch, broken: Patch, rule: str
) -> None:
    monkeypatch.setattr(conformance, "PATIENCE_S", 1.0)
    broken(monkeypatch)
    (verdict,) = await verdicts(stove, session, names={rule})
    assert verdict.rule == rule
    assert verdict.outcome is Outcome.FAIL
    assert verdict.why

"""Dispatch requests of authenticated clients to the stove: check parameters, recognize repeated requests."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
import math
from typing import Any, Final

from ...burners import limits
from ...burners.model import RefusalCode
from ..errors import LinkRefused, ProtocolCode
from .leases import Lease
from .stove import Stove

KEYS_KEPT: Final = 256
"""Idempotency keys remembered per client."""
MAX_NAME: Final = 64

type Params = Mapping[str, Any]
type Result = dict[str, object]


@dataclass(frozen=True, slots=True)
class ParameterSpec:
    """A parameter: its type, and whether it is required."""

    kind: type
    needed: bool = False


N = ParameterSpec(int, needed=True)
COMMON: Final = {"key": ParameterSpec(str), "expect_rev": ParameterSpec(int)}
PARAMS: Final[dict[str, dict[str, ParameterSpec]]] = {
    "burner.set": {
        "n": N, "power": ParameterSpec(float), "temperature_c": ParameterSpec(float), "start": ParameterSpec(bool),
        "timer_s": ParameterSpec(float), "boost": ParameterSpec(bool), "lease_id": ParameterSpec(str, needed=True), **COMMON,
    },
    "burner.off": {"n": N, **COMMON},
    "stove.off": dict(COMMON),
    "lock.set": {"locked": ParameterSpec(bool, needed=True), **COMMON},
    "lease.acquire": {
        "burners": ParameterSpec(list, needed=True), "ttl_s": ParameterSpec(float), "lease_id": ParameterSpec(str), **COMMON,
    },
    "lease.renew": {"lease_id": ParameterSpec(str, needed=True)},
    "lease.release": {"lease_id": ParameterSpec(str, needed=True), **COMMON},
    "latch.acknowledge": {"n": N, **COMMON},
    "cap.set": {"power_w": ParameterSpec(float, needed=True), **COMMON},
    "bridge.set": {"n": N, "joined": ParameterSpec(bool, needed=True), **COMMON},
    "name.set": {"n": ParameterSpec(int), "name": ParameterSpec(str, needed=True), **COMMON},
    "state.snapshot": {},
    "events.since": {"seq": ParameterSpec(int, needed=True)},
}  # fmt: skip
"""Parameters of each method. Unknown ones are refused, so that a misspelt limit is never silently ignored."""
OFFS: Final = frozenset({"burner.off", "stove.off"})


def check(params: Params, fields: Mapping[str, ParameterSpec]) -> None:
    """Refuse parameters that are missing, unknown or of the wrong type.

    Raises:
        LinkRefused: `invalid`, naming the first that is wrong.
    """
    for name in params:
        if name not in fields:
            raise LinkRefused(RefusalCode.INVALID, {"parameter": name, "reason": "unknown"})
    for name, field in fields.items():
        value = params.get(name)
        if value is None:
            if field.needed or name in params:
                raise LinkRefused(RefusalCode.INVALID, {"parameter": name, "reason": "missing"})
            continue
        number = isinstance(value, int | float) and not isinstance(value, bool)
        good = number and math.isfinite(value) if field.kind is float else _is(value, field.kind)
        if not good or (isinstance(value, str) and not 1 <= len(value) <= MAX_NAME):
            raise LinkRefused(
                RefusalCode.INVALID, {"parameter": name, "reason": f"{field.kind.__name__} expected"}
            )


def _is(value: object, kind: type) -> bool:
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


class Dispatcher:
    """Serves the commands of all clients on one stove."""

    def __init__(self, stove: Stove, *, remember: Callable[[], None] = lambda: None) -> None:
        self.stove = stove
        self._remember = remember
        self._answers: dict[str, OrderedDict[str, tuple[str, Params, Result | LinkRefused]]] = {}
        self._methods: dict[str, Callable[[str, Params], Result]] = {
            "burner.set": self._burner_set,
            "burner.off": self._burner_off,
            "stove.off": self._stove_off,
            "lock.set": self._lock_set,
            "lease.acquire": self._lease_acquire,
            "lease.renew": self._lease_renew,
            "lease.release": self._lease_release,
            "latch.acknowledge": self._latch_acknowledge,
            "cap.set": self._cap_set,
            "bridge.set": self._bridge_set,
            "name.set": self._name_set,
            "state.snapshot": self._snapshot,
            "events.since": self._events_since,
        }

    def call(self, client: str, method: str, params: Params) -> Result:
        """Serve one request of an authenticated client. A repeated idempotency key gets its first answer.

        Raises:
            LinkRefused: as the specification says for the method.
        """
        handler = self._methods.get(method)
        if handler is None:
            raise LinkRefused(ProtocolCode.UNKNOWN_METHOD, {"method": method[:MAX_NAME]})
        check(params, PARAMS[method])
        key = params.get("key")
        if key is None:
            return self._run(handler, client, method, params)
        answers = self._answers.setdefault(client, OrderedDict())
        if (known := answers.get(key)) is not None:
            if known[:2] != (method, params):
                raise LinkRefused(
                    RefusalCode.INVALID, {"parameter": "key", "reason": "used for another command"}
                )
            if isinstance(known[2], LinkRefused):
                raise known[2]
            return known[2]
        try:
            result: Result | LinkRefused = self._run(handler, client, method, params)
        except LinkRefused as refused:
            result = refused
        answers[key] = (method, params, result)
        while len(answers) > KEYS_KEPT:
            answers.popitem(last=False)
        if isinstance(result, LinkRefused):
            raise result
        return result

    def _run(
        self, handler: Callable[[str, Params], Result], client: str, method: str, params: Params
    ) -> Result:
        if (expected := params.get("expect_rev")) is not None and method not in OFFS:
            self.stove.advance()
            n = params.get("n")
            reported = self.stove.reported
            revs = [reported.commanded_rev[""], reported.commanded_rev.get(str(n), 0)]
            if expected > reported.rev or max(revs) > expected:
                raise LinkRefused(RefusalCode.STALE, {"rev": reported.rev})
        return handler(client, params)

    def _accepted(self) -> Result:
        return {"accepted": True, "rev": self.stove.reported.rev}

    def _burner_set(self, client: str, params: Params) -> Result:
        self.stove.set_burner(
            client,
            params["n"],
            power=params.get("power"),
            target_c=params.get("temperature_c"),
            start=params.get("start", False),
            timer_s=params.get("timer_s"),
            boost=params.get("boost", False),
            lease_id=params["lease_id"],
        )
        return self._accepted()

    def _burner_off(self, _client: str, params: Params) -> Result:
        self.stove.off(params["n"])
        return self._accepted()

    def _stove_off(self, _client: str, _params: Params) -> Result:
        self.stove.all_off()
        return self._accepted()

    def _lock_set(self, _client: str, params: Params) -> Result:
        self.stove.set_lock(locked=params["locked"], by_hand=False)
        return self._accepted()

    def _lease_acquire(self, client: str, params: Params) -> Result:
        burners = params["burners"]
        if not burners or not all(_is(n, int) for n in burners):
            raise LinkRefused(
                RefusalCode.INVALID, {"parameter": "burners", "reason": "burner numbers expected"}
            )
        return self._lease(
            self.stove.acquire(
                client, set(burners), params.get("ttl_s", limits.LEASE_S), params.get("lease_id")
            )
        )

    def _lease_renew(self, client: str, params: Params) -> Result:
        return self._lease(self.stove.renew(client, params["lease_id"]))

    @staticmethod
    def _lease(lease: Lease) -> Result:
        return {"lease_id": lease.id, "ttl_s": lease.ttl_s, "burners": sorted(lease.burners)}

    def _lease_release(self, client: str, params: Params) -> Result:
        self.stove.release(client, params["lease_id"])
        return self._accepted()

    def _latch_acknowledge(self, _client: str, params: Params) -> Result:
        self.stove.acknowledge(params["n"])
        return self._accepted()

    def _cap_set(self, _client: str, params: Params) -> Result:
        self.stove.set_cap(params["power_w"])
        self._remember()
        return self._accepted()

    def _bridge_set(self, client: str, params: Params) -> Result:
        self.stove.set_bridge(params["n"], joined=params["joined"], client=client)
        return self._accepted()

    def _name_set(self, _client: str, params: Params) -> Result:
        self.stove.rename(params["name"], params.get("n"))
        self._remember()
        return self._accepted()

    def _snapshot(self, _client: str, _params: Params) -> Result:
        self.stove.advance()
        return {**self.stove.reported.snapshot(), "boot_id": self.stove.boot_id}

    def _events_since(self, _client: str, params: Params) -> Result:
        replay = self.stove.reported.since(params["seq"])
        # A replay is limited to one frame; a client asks again from the last event it received.
        page = replay.events[:200]
        more = len(page) < len(replay.events)
        return {"events": page, "seq": replay.seq, "overrun": replay.overrun, "more": more}

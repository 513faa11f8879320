"""Server side of pairing: a window opened by a press, a code on the display, at most three wrong codes."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
import time
from typing import Any, Final, Protocol

from ...burners.model import RefusalCode
from ..errors import LinkRefused, ProtocolCode
from ..messages import EventKind
from ..pairing_crypto import MAX_WRONG, WINDOW_S, Exchange, Paired, PairingFailed, new_code
from .dispatch import ParameterSpec, Result, check
from .keys import Keys
from .session import Session
from .stove import Stove

_START: Final = {
    "client_id": ParameterSpec(str, needed=True),
    "message": ParameterSpec(str, needed=True),
    "name": ParameterSpec(str),
}
_FINISH: Final = {"proof": ParameterSpec(str, needed=True)}
_PAUSE_S: Final = 1.0
"""Pause between two attempts of any clients, s."""
_MESSAGE_CHARACTERS: Final = 66
"""Length of a SPAKE2 message on Ed25519, in hexadecimal."""


@dataclass(slots=True)
class _Attempt:
    client_id: str
    name: str
    paired: Paired


class PairableStove(Protocol):
    """What pairing needs of the virtual stove. `VirtualStove` satisfies it."""

    @property
    def stove(self) -> Stove:
        """The logic of the stove, which shows whether the window is open."""

    @property
    def stove_id(self) -> str:
        """The permanent id of the stove."""

    @property
    def keys(self) -> Keys:
        """The keys of the paired clients."""

    async def revoke(self, client_id: str) -> bool:
        """Delete the key of a client; its sessions and its heat end."""


class PairingServer:
    """Opens and closes the pairing window and serves the two steps. Uses real time."""

    def __init__(self, stove: PairableStove, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._stove = stove
        self._clock = clock
        self._until = 0.0
        self._wrong = 0
        self._next_at = 0.0
        self._busy = False
        self.code: str | None = None
        """The code on the stove's display while the window is open."""

    @property
    def is_open(self) -> bool:
        """Whether a client may pair now."""
        return self.code is not None and self._clock() < self._until

    def press(self) -> str:
        """Called when pair is pressed: create a code that is valid for two minutes."""
        self.code = new_code()
        self._until = self._clock() + WINDOW_S
        self._wrong = 0
        self._show(EventKind.PAIRING_OPENED)
        return self.code

    def shut(self, reason: str) -> None:
        """Close the window."""
        if self.code is not None:
            self.code = None
            self._show(EventKind.PAIRING_CLOSED, reason=reason)

    async def close(self) -> None:
        """Called when the stove stops."""
        self.code = None
        self._until = 0.0

    def tick(self) -> None:
        """Close the window when its time is over."""
        if self.code is not None and self._clock() >= self._until:
            self.shut("time")

    def _show(self, kind: EventKind, **data: object) -> None:
        self._stove.stove.pairing_open = self.code is not None
        self._stove.stove.report_event(kind, **data)

    async def serve(self, session: Session, method: str, params: Mapping[str, Any]) -> Result:
        """Serve one step of pairing.

        Raises:
            LinkRefused: `pairing_closed`, `rate_limited`, `wrong_code`, `invalid`.
        """
        if method == "pairing.start":
            check({**params, "message": "x"} if "message" in params else params, _START)
            return await self._start(session, params)
        check({**params, "proof": "x"} if isinstance(params.get("proof"), str) else params, _FINISH)
        return await self._finish(session, params["proof"])

    async def _start(self, session: Session, params: Mapping[str, Any]) -> Result:
        session.pairing = None
        code = self.code
        if code is None or not self.is_open:
            raise LinkRefused(ProtocolCode.PAIRING_CLOSED)
        now = self._clock()
        if self._busy or now < self._next_at:
            raise LinkRefused(ProtocolCode.RATE_LIMITED, {"wait_s": round(max(self._next_at - now, 0.1), 2)})
        message = params["message"]
        if not isinstance(message, str) or len(message) != _MESSAGE_CHARACTERS:
            raise LinkRefused(RefusalCode.INVALID, {"parameter": "message"})
        self._next_at = now + _PAUSE_S
        # An attempt counts as wrong from its first message on, until it is proved to be right: a client that
        # disconnects in between has used its guess.
        self._wrong += 1
        self._busy = True
        client_id = params["client_id"]
        try:
            own, paired = await asyncio.get_running_loop().run_in_executor(
                None, self._exchange, code, client_id, message, session.fingerprint
            )
        except PairingFailed:
            self._count()
            raise LinkRefused(RefusalCode.INVALID, {"parameter": "message"}) from None
        finally:
            self._busy = False
        session.pairing = _Attempt(client_id, str(params.get("name", client_id)), paired)
        return {"message": own}

    def _exchange(self, code: str, client_id: str, message: str, fingerprint: str) -> tuple[str, Paired]:
        side = Exchange(
            "stove", code, client_id=client_id, stove_id=self._stove.stove_id, fingerprint=fingerprint
        )
        return side.message, side.finish(message)

    async def _finish(self, session: Session, proof: str) -> Result:
        attempt, session.pairing = session.pairing, None
        if not isinstance(attempt, _Attempt) or self.code is None or not self.is_open:
            raise LinkRefused(ProtocolCode.PAIRING_CLOSED)
        if not attempt.paired.accepts(proof, role="client"):
            self._count()
            raise LinkRefused(ProtocolCode.WRONG_CODE, {"left": max(MAX_WRONG - self._wrong, 0)})
        self.shut("paired")
        keys = self._stove.keys
        known = keys.clients.get(attempt.client_id)
        if known is not None:
            # A client that pairs again starts anew: everything under its old key ends.
            await self._stove.revoke(attempt.client_id)
        await asyncio.get_running_loop().run_in_executor(None, self._keep, attempt)
        return {"proof": attempt.paired.stove_proof}

    def _keep(self, attempt: _Attempt) -> None:
        self._stove.keys.provision(attempt.client_id, name=attempt.name, key=attempt.paired.key)

    def _count(self) -> None:
        if self._wrong >= MAX_WRONG:
            self.shut("wrong codes")

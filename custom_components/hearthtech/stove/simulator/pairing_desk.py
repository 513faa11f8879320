"""The stove's side of pairing: a window opened by a press, a code on the display, three wrong codes at most."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
import time
from typing import TYPE_CHECKING, Any, Final

from custom_components.hearthtech.stove.errors import LinkCode, LinkRefused
from custom_components.hearthtech.stove.messages import EventKind
from custom_components.hearthtech.stove.pairing import (
    MAX_WRONG,
    WINDOW_S,
    Exchange,
    Paired,
    PairingFailed,
    new_code,
)

from .dispatch import Field, Result, check

if TYPE_CHECKING:
    from .server import Session
    from .virtual import VirtualStove

_START: Final = {"client_id": Field(str, needed=True), "message": Field(str, needed=True), "name": Field(str)}
_FINISH: Final = {"proof": Field(str, needed=True)}
_PAUSE_S: Final = 1.0
"""Between two attempts, whoever makes them."""
_MESSAGE_CHARACTERS: Final = 66
"""A message of SPAKE2 on Ed25519, in hexadecimal."""


@dataclass(slots=True)
class _Attempt:
    client_id: str
    name: str
    paired: Paired


class PairingDesk:
    """Opens and closes the window and serves the two steps. Real time throughout."""

    def __init__(self, stove: VirtualStove, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._stove = stove
        self._clock = clock
        self._until = 0.0
        self._wrong = 0
        self._next_at = 0.0
        self._busy = False
        self.code: str | None = None
        """What the stove's display shows while the window is open."""

    @property
    def is_open(self) -> bool:
        """Whether a client may try now."""
        return self.code is not None and self._clock() < self._until

    def press(self) -> str:
        """A hand presses pair: a fresh code for two minutes."""
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
        """The stove stops."""
        self.code = None
        self._until = 0.0

    def tick(self) -> None:
        """Close the window when its time is over."""
        if self.code is not None and self._clock() >= self._until:
            self.shut("time")

    def _show(self, kind: EventKind, **data: object) -> None:
        self._stove.stove.pairing_open = self.code is not None
        self._stove.stove.tell(kind, **data)

    async def serve(self, session: Session, method: str, params: Mapping[str, Any]) -> Result:
        """One step.

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
            raise LinkRefused(LinkCode.PAIRING_CLOSED)
        now = self._clock()
        if self._busy or now < self._next_at:
            raise LinkRefused(LinkCode.RATE_LIMITED, {"wait_s": round(max(self._next_at - now, 0.1), 2)})
        message = params["message"]
        if not isinstance(message, str) or len(message) != _MESSAGE_CHARACTERS:
            raise LinkRefused(LinkCode.INVALID, {"parameter": "message"})
        self._next_at = now + _PAUSE_S
        # An attempt counts as wrong from its first message on, until it has proved to be right: whoever hangs
        # up in between has had his guess too.
        self._wrong += 1
        self._busy = True
        client_id = params["client_id"]
        try:
            own, paired = await asyncio.get_running_loop().run_in_executor(
                None, self._exchange, code, client_id, message, session.fingerprint
            )
        except PairingFailed:
            self._count()
            raise LinkRefused(LinkCode.INVALID, {"parameter": "message"}) from None
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
            raise LinkRefused(LinkCode.PAIRING_CLOSED)
        if not attempt.paired.accepts(proof, role="client"):
            self._count()
            raise LinkRefused(LinkCode.WRONG_CODE, {"left": max(MAX_WRONG - self._wrong, 0)})
        self.shut("paired")
        keys = self._stove.keys
        known = keys.clients.get(attempt.client_id)
        if known is not None:
            # A client that pairs again starts anew: what it held under the old key ends.
            await self._stove.revoke(attempt.client_id)
        await asyncio.get_running_loop().run_in_executor(None, self._keep, attempt)
        return {"proof": attempt.paired.stove_proof}

    def _keep(self, attempt: _Attempt) -> None:
        self._stove.keys.provision(attempt.client_id, name=attempt.name, key=attempt.paired.key)

    def _count(self) -> None:
        if self._wrong >= MAX_WRONG:
            self.shut("wrong codes")

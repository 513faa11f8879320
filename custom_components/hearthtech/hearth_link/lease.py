"""Renew a lease on the client's side, for exactly as long as there is remote heat."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
import logging
from typing import Any, Final

from ..burners.model import RefusalCode
from .errors import LinkError, LinkRefused

_LOGGER = logging.getLogger(__name__)

TTL_S: Final = 10.0
GRACE_S: Final = 3.0
"""How long an accepted command may take to show as remote heat before its burner counts as unused (s)."""

type Requester = Callable[[str, Mapping[str, object]], Awaitable[dict[str, Any]]]


class LeaseKeeper:
    """The client's lease. `covering` acquires or extends it for a burner; a task renews it."""

    def __init__(self, request: Requester, is_remote: Callable[[int], bool], *, ttl_s: float = TTL_S) -> None:
        self._request = request
        self._is_remote = is_remote
        self._ttl_s = ttl_s
        self._id: str | None = None
        self._burners: frozenset[int] = frozenset()
        self._wanted_until: dict[int, float] = {}
        self._boot_id = ""
        self._lock = asyncio.Lock()
        self._nudge = asyncio.Event()
        self._keeping: asyncio.Task[None] | None = None

    @property
    def burners(self) -> frozenset[int]:
        """The burners that the lease covers; empty without one."""
        return self._burners

    @asynccontextmanager
    async def covering(self, n: int) -> AsyncIterator[str]:
        """Context manager: a lease that covers burner `n`, unchanged while the command that needs it is sent.

        Raises:
            LinkRefused, LinkUnavailable: when the lease can't be acquired.
        """
        async with self._lock:
            if self._id is None or n not in self._burners:
                await self._acquire(self._burners | {n})
            assert self._id is not None
            try:
                yield self._id
            except LinkRefused as refused:
                if refused.code is RefusalCode.LEASE_LOST:
                    self._forget()
                raise
            self._wanted_until[n] = asyncio.get_running_loop().time() + GRACE_S

    async def _acquire(self, burners: frozenset[int]) -> None:
        params: dict[str, object] = {"burners": sorted(burners), "ttl_s": self._ttl_s}
        if self._id is not None:
            params["lease_id"] = self._id
        try:
            answer = await self._request("lease.acquire", params)
        except LinkRefused as refused:
            if refused.code is not RefusalCode.LEASE_LOST or self._id is None:
                raise
            self._forget()
            answer = await self._request("lease.acquire", {"burners": sorted(burners), "ttl_s": self._ttl_s})
        self._id = str(answer["lease_id"])
        self._burners = frozenset(answer["burners"])
        now = asyncio.get_running_loop().time()
        for n in burners:
            self._wanted_until.setdefault(n, now + GRACE_S)
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.create_task(self._keep(), name="hearth link lease")

    def reconnected(self, boot_id: str) -> None:
        """Called after a reconnection: renew at once, unless the stove has restarted and lost the lease."""
        if boot_id != self._boot_id:
            self._forget()
        self._boot_id = boot_id
        self._nudge.set()

    async def close(self) -> None:
        """Release the lease: its heat is turned off, nothing is latched."""
        keeping, self._keeping = self._keeping, None
        if keeping is not None:
            keeping.cancel()
            await asyncio.wait({keeping})
        async with self._lock:
            await self._release()

    async def _keep(self) -> None:
        while self._id is not None:
            self._nudge.clear()
            try:
                async with asyncio.timeout(self._ttl_s / 3.0):
                    await self._nudge.wait()
            except TimeoutError:
                pass
            async with self._lock:
                await self._renew()

    async def _renew(self) -> None:
        if self._id is None:
            return
        now = asyncio.get_running_loop().time()
        used = frozenset(
            n for n in self._burners if self._is_remote(n) or self._wanted_until.get(n, 0.0) > now
        )
        try:
            if not used:
                await self._release()
            elif used != self._burners:
                await self._acquire(used)
            else:
                await self._request("lease.renew", {"lease_id": self._id})
        except LinkRefused as refused:
            _LOGGER.debug("lease: %s", refused)
            self._forget()
        except LinkError as error:
            _LOGGER.debug("lease not renewed: %s", error)

    async def _release(self) -> None:
        identifier = self._id
        self._forget()
        if identifier is not None:
            try:
                await self._request("lease.release", {"lease_id": identifier})
            except LinkError as error:
                _LOGGER.debug("lease not released: %s", error)

    def _forget(self) -> None:
        self._id = None
        self._burners = frozenset()
        self._wanted_until.clear()

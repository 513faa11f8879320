"""The commands of a client, as one method each."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from .lease import LeaseKeeper


class LinkCommands(ABC):
    """Commands to a stove. `LinkClient` sends them."""

    _lease: LeaseKeeper

    @abstractmethod
    async def _request(self, method: str, params: Mapping[str, object]) -> dict[str, Any]:
        """Send a request and return its answer."""

    @abstractmethod
    async def _command(self, method: str, params: Mapping[str, object]) -> dict[str, Any]:
        """Send a command; if the connection breaks, once more with the same idempotency key."""

    async def set_burner(
        self,
        n: int,
        *,
        power: float | None = None,
        temperature_c: float | None = None,
        start: bool = False,
        timer_s: float | None = None,
        boost: bool = False,
        expect_rev: int | None = None,
    ) -> None:
        """Set a power (0–1) or a temperature to hold (°C). Acquires the lease if necessary and renews it.

        Raises:
            LinkRefused: with the stove's reason.
            LinkUnavailable: the stove can't be reached.
        """
        asked = {
            "power": power,
            "temperature_c": temperature_c,
            "timer_s": timer_s,
            "expect_rev": expect_rev,
            "start": start or None,
            "boost": boost or None,
        }
        params = {"n": n, **{name: value for name, value in asked.items() if value is not None}}
        async with self._lease.covering(n) as lease_id:
            await self._command("burner.set", {**params, "lease_id": lease_id})

    async def burner_off(self, n: int) -> None:
        """Turn a burner off.

        Raises:
            LinkRefused: `unknown_burner`.
            LinkUnavailable: the stove can't be reached.
        """
        await self._command("burner.off", {"n": n})

    async def stove_off(self) -> None:
        """Turn all burners off."""
        await self._command("stove.off", {})

    async def lock(self, locked: bool) -> None:
        """Set the child lock, or release it (not a lock that was set by hand)."""
        await self._command("lock.set", {"locked": locked})

    async def set_power_cap(self, power_w: float) -> None:
        """Limit the total power of all burners, in W.

        A lower value than the present one is always accepted.
        """
        await self._command("cap.set", {"power_w": power_w})

    async def bridge(self, n: int, *, joined: bool) -> None:
        """Join the pair of burners that burner `n` leads, or separate it. Separating is always accepted."""
        await self._command("bridge.set", {"n": n, "joined": joined})

    async def acknowledge(self, n: int) -> None:
        """Clear a burner's latch, after a person has seen why its heat was cut."""
        await self._command("latch.acknowledge", {"n": n})

    async def rename(self, name: str, n: int | None = None) -> None:
        """Name the stove, or a burner."""
        await self._command("name.set", {"name": name} if n is None else {"name": name, "n": n})

    async def keys(self) -> list[dict[str, Any]]:
        """The paired clients: id, name and time of creation."""
        answer = await self._request("keys.list", {})
        return list(answer["clients"])

    async def revoke(self, client_id: str) -> bool:
        """Revoke a client's key. Returns whether it had one."""
        answer = await self._request("keys.revoke", {"client_id": client_id})
        return bool(answer["revoked"])

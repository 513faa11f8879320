"""Checks that print one line each with the time they took, and never stop at the first that fails."""

import asyncio
from collections.abc import Awaitable, Callable
from time import perf_counter


class CheckFailed(Exception):
    """What was found instead of what should be."""


class Checks:
    """Counts what was tried and what held."""

    def __init__(self) -> None:
        self.tried = 0
        self.passed = 0

    def begin(self, scene: str) -> None:
        """Print the name of what follows."""
        print(f" {scene}", flush=True)

    async def run(self, what: str, check: Callable[[], Awaitable[None]], *, quiet: bool = False) -> bool:
        """Try one thing. Tells whether it held; when `quiet`, it is told of and counted only if it did not."""
        self.tried += 1
        begun = perf_counter()
        try:
            await check()
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the other checks are still of use
            print(
                f"  FAIL {perf_counter() - begun:6.2f} s  {what}\n         {error or type(error).__name__}",
                flush=True,
            )
            return False
        if quiet:
            self.tried -= 1
            return True
        self.passed += 1
        print(f"  ok   {perf_counter() - begun:6.2f} s  {what}", flush=True)
        return True

    def close(self) -> int:
        """Print the closing line; returns the exit code."""
        print(f"demo: {self.passed} of {self.tried} checks passed", flush=True)
        return 0 if self.tried and self.passed == self.tried else 1


def expect(holds: object, found: object) -> None:
    """Fail with what was found when something does not hold."""
    if not holds:
        raise CheckFailed(f"found: {found!r}")


async def until[T](look: Callable[[], Awaitable[T]], wanted: Callable[[T], bool], *, within_s: float) -> T:
    """Look again and again until it is as wanted.

    Raises:
        CheckFailed: it was not within `within_s`, with what was seen last.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + within_s
    while True:
        seen = await look()
        if wanted(seen):
            return seen
        if loop.time() > deadline:
            raise CheckFailed(f"after {within_s:.0f} s still {seen!r}")
        await asyncio.sleep(0.1)

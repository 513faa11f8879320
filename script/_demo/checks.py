"""Checks that print one line each with their duration, and continue after a failure."""

import asyncio
from collections.abc import Awaitable, Callable
from time import perf_counter


class CheckFailed(Exception):
    """A check failed; the message states the actual value."""


class Checks:
    """Runs checks and counts failures."""

    def __init__(self) -> None:
        self.tried = 0
        self.passed = 0

    def begin(self, scene: str) -> None:
        """Print the heading of the following checks."""
        print(f" {scene}", flush=True)

    async def run(self, what: str, check: Callable[[], Awaitable[None]], *, quiet: bool = False) -> bool:
        """Run one check. Returns whether it passed; with `quiet`, only a failure is printed and counted."""
        self.tried += 1
        begun = perf_counter()
        try:
            await check()
        except Exception as error:  # noqa: BLE001 - after any error the other checks still run
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
        """Print the summary; returns the exit code."""
        print(f"demo: {self.passed} of {self.tried} checks passed", flush=True)
        return 0 if self.tried and self.passed == self.tried else 1


def expect(holds: object, found: object) -> None:
    """Raise `CheckFailed` with the actual value if a condition is false."""
    if not holds:
        raise CheckFailed(f"found: {found!r}")


async def until[T](look: Callable[[], Awaitable[T]], wanted: Callable[[T], bool], *, within_s: float) -> T:
    """Poll until a condition is true.

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

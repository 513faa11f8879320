"""The guests of `bench guests`: a process that sends their requests and measures the answers.

It reads one order (JSON) a line from its input and writes one result a line.
"""

import asyncio
from collections import Counter
from collections.abc import Coroutine
import json
import random
import sys
import time
from typing import Any

from aiohttp import ClientSession, ClientTimeout, TCPConnector

PATH = "/api/hearthtech/guest/"
TRIES = 40
HOSTILE_AT_ONCE = 40


class Clients:
    """Sends requests to one server."""

    def __init__(self, session: ClientSession, base: str) -> None:
        self._session = session
        self._base = base
        self._random = random.Random(7)

    async def forms(self, forms: list[dict[str, Any]], within_s: float) -> dict[str, Any]:
        """Send one form for each guest at a random moment. Returns the durations (ms) and statuses."""
        told: Counter[int] = Counter()
        durations: list[float] = []

        async def send(form: dict[str, Any]) -> None:
            await asyncio.sleep(self._random.uniform(0, within_s))
            for _ in range(TRIES):
                start = time.perf_counter()
                async with self._session.post(self._base + PATH + form["token"], data=form["data"]) as answer:
                    text = await answer.text()
                durations.append((time.perf_counter() - start) * 1000)
                told[answer.status] += 1
                if answer.status != 503:
                    if 'class="note"' not in text:
                        told[0] += 1
                    return
                await asyncio.sleep(self._random.uniform(0.1, 0.5))
            told[-1] += 1

        await asyncio.gather(*(send(form) for form in forms))
        return {"ms": sorted(durations), "statuses": {str(status): count for status, count in told.items()}}

    async def hostile(self, count: int, tokens: list[str], code: str) -> dict[str, Any]:
        """Send hostile requests as fast as they are answered, while guests load their pages."""
        done = asyncio.Event()
        statuses: Counter[int] = Counter()
        answers: set[str] = set()
        page_ms: list[float] = []
        pages: Counter[int] = Counter()
        numbers = iter(range(count))

        async def attack() -> None:
            for number in numbers:
                method, path, body = _hostile_request(self._random, number, code)
                async with self._session.request(method, self._base + PATH + path, data=body) as answer:
                    content = await answer.read()
                statuses[answer.status] += 1
                if answer.status == 404 and "/" not in path and "%" not in path:
                    answers.add(f"{content!r} {sorted(answer.headers.keys())}")

        async def load() -> None:
            while not done.is_set():
                start = time.perf_counter()
                async with self._session.get(self._base + PATH + self._random.choice(tokens)) as answer:
                    await answer.read()
                page_ms.append((time.perf_counter() - start) * 1000)
                pages[answer.status] += 1
                await asyncio.sleep(0.05)

        loading = asyncio.create_task(load())
        start = time.perf_counter()
        await asyncio.gather(*(attack() for _ in range(HOSTILE_AT_ONCE)))
        seconds = time.perf_counter() - start
        done.set()
        await loading
        return {
            "statuses": {str(status): number for status, number in statuses.items()},
            "different_404": len(answers),
            "page_ms": sorted(page_ms),
            "pages": {str(status): number for status, number in pages.items()},
            "seconds": seconds,
        }


def _hostile_request(chance: random.Random, number: int, code: str) -> tuple[str, str, bytes | None]:
    """Return method, path and body of a hostile request."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    token = "".join(chance.choice(letters) for _ in range(43))
    paths = (
        token,
        token[:20],
        f"{number:043}",
        code,
        "%2e%2e",
        "a" * 1500,
        f"{token}/live",
        f"{token}/event.ics",
    )
    bodies = (None, b"do=join&name=x", b"do=vote&s_A_taste=5", b"x" * 3000, b"\xff\xfe=%00&do=leave")
    body = bodies[number % len(bodies)]
    path = paths[number % len(paths)]
    if path.endswith("/live"):
        return "GET", path, None
    return ("GET" if body is None else "POST"), path, body


async def main() -> None:
    """Carry out the orders of the benchmark."""
    base = sys.argv[1]
    connector = TCPConnector(limit=0, keepalive_timeout=120)
    async with ClientSession(connector=connector, timeout=ClientTimeout(total=120)) as session:
        clients = Clients(session, base)
        while line := await asyncio.to_thread(sys.stdin.readline):
            order = json.loads(line)
            work: Coroutine[Any, Any, dict[str, Any]]
            if order["do"] == "forms":
                work = clients.forms(order["forms"], order["within_s"])
            else:
                work = clients.hostile(order["count"], order["tokens"], order["code"])
            print(json.dumps(await work), flush=True)


if __name__ == "__main__":
    asyncio.run(main())

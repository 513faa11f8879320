"""Many small writes in few transactions: when a hundred guests answer at once, they wait for one disk write together."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from ..errors import KitchenError

MOST_TOGETHER = 100


class GroupedWrites:
    """Collects writes while a transaction runs, and does them together in the next one.

    One that fails changes nothing and does not affect the others: the group is then done again with a savepoint for
    each, so that a write may run twice. `write` returns when the result is on disk.
    """

    def __init__(
        self, store_write: Callable[[Callable[[Connection], list[Any]]], Awaitable[list[Any]]]
    ) -> None:
        self._store_write = store_write
        self._waiting: list[tuple[Callable[[Connection], Any], asyncio.Future[Any]]] = []
        self._task: asyncio.Task[None] | None = None

    async def write[T](self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction.

        A caller that is cancelled meanwhile does not stop it.
        """
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, future))
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())
        return await future

    async def close(self) -> None:
        """Finish all waiting writes."""
        while self._task is not None and not self._task.done():
            await asyncio.wait({self._task})

    async def _run(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
            results = await self._results([work for work, _ in group])
            for (_, future), result in zip(group, results, strict=True):
                if future.cancelled():
                    continue
                if isinstance(result, Exception):
                    future.set_exception(result)
                else:
                    future.set_result(result)

    async def _results(self, works: Sequence[Callable[[Connection], Any]]) -> list[Any]:
        """Do some writes in one transaction. Returns the result of each, or the exception with which it failed."""
        # Nearly all writes succeed, and two savepoint statements a write would take as long as the write itself.
        try:
            return await self._store_write(lambda book: [work(book) for work in works])
        except Exception as error:  # noqa: BLE001 (each caller gets it)
            if len(works) == 1 or (isinstance(error, KitchenError) and error.book_is_away):
                return [error] * len(works)
        try:
            return await self._store_write(partial(_tried_each, works=works))
        except Exception as error:  # noqa: BLE001 (each caller gets it)
            return [error] * len(works)


def _tried_each(book: Connection, *, works: Sequence[Callable[[Connection], Any]]) -> list[Any]:
    return [_tried(book, work) for work in works]


def _tried(book: Connection, work: Callable[[Connection], Any]) -> Any:
    """Return the result of one write, or the exception with which it failed."""
    try:
        with book.begin_nested():
            return work(book)
    except DBAPIError:
        # The database itself: nothing of the group is stored.
        raise
    except Exception as error:  # noqa: BLE001 (returned to its caller)
        return error

"""What all the kitchen's work stands on: the store, the book, the clock, and who wants to hear of changes."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
import contextlib
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from .changes import Change, ChangeKind, ChangeListener
from .clock import Clock
from .directory import BurnerDirectory
from .errors import ErrorCode, KitchenError
from .home import Home
from .recipes.book import Book
from .recipes.media import MediaFolder
from .store import Store
from .store.notices import Notices

TOLD_AT_ONCE = 50
"""Changes that are told before whoever waits has a turn."""


class KitchenCore:
    """Held together by `Kitchen`, which inherits from one class for each field of work."""

    def __init__(self, store: Store, clock: Clock, directory: BurnerDirectory, media: Path | None) -> None:
        self.clock = clock
        self.home = Home()
        """Set by who knows where the kitchen stands."""
        self.burners = directory
        self._store = store
        self._book = Book()
        self._media = None if media is None else MediaFolder(media)
        self._listeners: list[ChangeListener] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._notices = Notices(store, self._hear)

    def subscribe(self, listener: ChangeListener) -> Callable[[], None]:
        """Be told of every change, in the event loop. Returns the way to stop."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    @property
    def media(self) -> MediaFolder:
        """The pictures and clips.

        Raises:
            KitchenError: `INVALID` when this kitchen was opened without a folder for them.
        """
        if self._media is None:
            raise KitchenError(ErrorCode.INVALID, reason="this kitchen has no folder for pictures")
        return self._media

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        """Do something beside; closing the kitchen waits for it."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _change[T](self, work: Callable[[Connection], T], told: Callable[[T], Sequence[Change]]) -> T:
        """Change the book and tell of it: other homes with the same commit, here once it is on disk."""

        def both(book: Connection) -> tuple[T, Sequence[Change]]:
            result = work(book)
            changes = told(result)
            for change in changes if self._notices.active else ():
                self._notices.send(_notice(change), book)
            return result, changes

        result, changes = await self._store.write(both)
        for told_so_far, change in enumerate(changes, 1):
            self._tell_here(change)
            if told_so_far % TOLD_AT_ONCE == 0:
                # An import of ten thousand recipes must not hold the loop.
                await asyncio.sleep(0)
        return result

    def _tell(self, kind: ChangeKind, subject: str, who: str = "", **data: object) -> None:
        change = Change(kind=kind, subject=subject, who=who, data=data)
        self._tell_here(change)
        # A session belongs to the home whose stove it heats.
        if self._notices.active and kind is not ChangeKind.SESSION_CHANGED:
            self._spawn(self._tell_others(_notice(change)))

    def _tell_here(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)

    async def _tell_others(self, notice: dict[str, Any]) -> None:
        # What changed is in the shared book already; the notice only makes others look sooner.
        with contextlib.suppress(KitchenError):
            await self._store.write(partial(self._notices.send, notice))

    def _hear(self, notice: dict[str, Any]) -> None:
        """A notice of another home, in the thread of notices."""
        try:
            data = notice.get("data") or {}
            kind, subject, who = (
                ChangeKind(notice["kind"]),
                str(notice["subject"]),
                str(notice.get("who", "")),
            )
            change = Change(kind=kind, subject=subject, who=who, data=dict(data))
        except KeyError, TypeError, ValueError:
            # A newer release in the other home knows kinds that we do not.
            return
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._hear_here, change)

    def _hear_here(self, change: Change) -> None:
        # Its words may be new to us.
        self._book.forget_vocabulary()
        self._tell_here(change)


def _notice(change: Change) -> dict[str, Any]:
    plain = {name: value for name, value in change.data.items() if isinstance(value, str | int | float)}
    return {"kind": change.kind.value, "subject": change.subject, "who": change.who, "data": plain}

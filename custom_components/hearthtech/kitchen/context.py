"""The context that every service of the kitchen shares: store, book, clock, locale, burners and change events."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
import contextlib
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from ..burners.clock import Clock
from ..burners.registry import BurnerRegistry
from .changed_rows import changes_of_rows
from .changes import HOME_CHANGES, Change, ChangeKind, ChangeListener
from .errors import ErrorCode, KitchenError
from .locale import KitchenLocale
from .recipes.book import Book
from .recipes.media import MediaFolder
from .storage.database import Store
from .storage.local_copy import Changed, LocalCopy
from .storage.pg_notify import ChangeNotifier

DISPATCHED_AT_ONCE = 50
"""Changes that are dispatched before other tasks get a turn."""


class KitchenContext:
    """Store, clock, locale and change events; passed to the constructor of each service."""

    def __init__(
        self, store: Store, clock: Clock, directory: BurnerRegistry, media: Path | None, home: str = ""
    ) -> None:
        self.clock = clock
        self.home = home if store.dialect == "postgresql" else ""
        """The identity of this home among those that share the book; empty for a file."""
        self.locale = KitchenLocale()
        """Time zone, place and language of the home; set by the integration."""
        self.burners = directory
        self.store = store
        self.book = Book()
        self.media_folder = None if media is None else MediaFolder(media)
        """The folder of pictures and clips; `None` for a kitchen that was opened without one."""
        self._listeners: list[ChangeListener] = []
        self.tasks: set[asyncio.Task[None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._notices = ChangeNotifier(store, self._on_notification, self._on_lost_notifications)
        self.local_copy: LocalCopy | None = None
        """The copy of a book on a server; `None` if it has none."""
        self._connection_listeners: list[Callable[[bool], None]] = []

    def start(self, copy: Path | None = None) -> None:
        """Start receiving notifications of other processes. Called once, in the event loop.

        A book on a server is copied to the file `copy`, from which it can be read while the server is away.
        """
        self._loop = asyncio.get_running_loop()
        self._notices.start()
        if copy is not None and self.store.dialect == "postgresql":
            self.local_copy = LocalCopy(self.store, Store(copy), self.book.index_copied, self._on_connection)
            self.store.use_copy(self.local_copy)
            self.local_copy.start()

    async def close(self) -> None:
        """Wait for background tasks, and stop receiving notifications."""
        if self.tasks:
            await asyncio.wait(self.tasks)
        await asyncio.to_thread(self._notices.stop)

    def subscribe(self, listener: ChangeListener) -> Callable[[], None]:
        """Call `listener` with every change, in the event loop. Returns a function that ends the subscription."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    @property
    def is_read_only(self) -> bool:
        """Whether the server of a shared book can't be reached, so that it can be read and not changed."""
        return self.store.is_read_only

    def subscribe_read_only(self, listener: Callable[[bool], None]) -> Callable[[], None]:
        """Call `listener` with `is_read_only` whenever it changes. Returns a function that unsubscribes."""
        self._connection_listeners.append(listener)
        return partial(self._connection_listeners.remove, listener)

    @property
    def shared(self) -> bool:
        """Whether other homes may change the same book."""
        return self._notices.active

    @property
    def media(self) -> MediaFolder:
        """The folder of pictures and clips.

        Raises:
            KitchenError: `INVALID` when this kitchen was opened without a folder for them.
        """
        if self.media_folder is None:
            raise KitchenError(ErrorCode.INVALID, reason="this kitchen has no folder for pictures")
        return self.media_folder

    def spawn(self, work: Coroutine[None, None, None]) -> None:
        """Run a coroutine as a background task; `close` waits for it."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def change[T](
        self, work: Callable[[Connection], T], changes_of: Callable[[T], Sequence[Change]]
    ) -> T:
        """Run `work` in one transaction and publish what `changes_of` derives from its result.

        Other homes are notified in the same transaction, subscribers here once it is on disk.
        """

        def both(book: Connection) -> tuple[T, Sequence[Change]]:
            result = work(book)
            changes = changes_of(result)
            for change in changes if self._notices.active else ():
                self._notices.send(_notice(change), book)
            return result, changes

        result, changes = await self.store.write(both)
        for dispatched, change in enumerate(changes, 1):
            self._dispatch_local(change)
            if dispatched % DISPATCHED_AT_ONCE == 0:
                # An import of ten thousand recipes must not block the event loop.
                await asyncio.sleep(0)
        return result

    def publish(self, kind: ChangeKind, subject: str, actor: str = "", **data: object) -> None:
        """Publish a change event to the subscribers here and, with a shared book, to the other homes."""
        change = Change(kind=kind, subject=subject, actor=actor, data=data)
        self._dispatch_local(change)
        # Sessions and timers belong to the home in which they run.
        if self._notices.active and kind not in HOME_CHANGES:
            self.spawn(self._notify_peers(_notice(change)))

    def _dispatch_local(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)

    async def _notify_peers(self, notice: dict[str, Any]) -> None:
        # The change is already in the shared book; the notification only makes other processes read it
        # sooner.
        with contextlib.suppress(KitchenError):
            await self.store.write(partial(self._notices.send, notice))

    def _on_notification(self, notice: dict[str, Any]) -> None:
        """Called in the notification thread with a notification of another process."""
        try:
            data = notice.get("data") or {}
            kind, subject, actor = (
                ChangeKind(notice["kind"]),
                str(notice["subject"]),
                str(notice.get("who", "")),
            )
            change = Change(kind=kind, subject=subject, actor=actor, data=dict(data))
        except AttributeError, KeyError, TypeError, ValueError:
            # A newer release of another process may have unknown kinds.
            return
        if self.local_copy is not None:
            self.local_copy.wake()
        self._call_in_loop(self._dispatch_remote, change)

    def _on_lost_notifications(self) -> None:
        """Called in the notification thread when it is connected again."""
        if self.local_copy is not None:
            self.local_copy.gap()

    def _on_connection(self, reachable: bool, changed: Sequence[Changed]) -> None:
        """Called in the thread of the local copy when the server is lost or back, with the rows that changed."""
        changes = changes_of_rows(self.store, changed) if changed else ()
        self._call_in_loop(self._connection_changed, reachable, changes)

    def _connection_changed(self, reachable: bool, changes: Sequence[Change]) -> None:
        for listener in tuple(self._connection_listeners):
            listener(not reachable)
        for change in changes:
            self._dispatch_remote(change)

    def _call_in_loop[*Args](self, call: Callable[[*Args], None], *arguments: *Args) -> None:
        if self._loop is not None:
            # The loop may be closed already when Home Assistant stops.
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(call, *arguments)

    def _dispatch_remote(self, change: Change) -> None:
        # The recipe may have new words.
        self.book.forget_vocabulary()
        self._dispatch_local(change)


def _notice(change: Change) -> dict[str, Any]:
    plain = {name: value for name, value in change.data.items() if isinstance(value, str | int | float)}
    return {"kind": change.kind.value, "subject": change.subject, "who": change.actor, "data": plain}

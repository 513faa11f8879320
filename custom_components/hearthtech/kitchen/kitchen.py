"""The kitchen of a household: each thing it can do is one method here, called by entities, actions, cards and voice.

Asynchronous from outside; the store does its work in threads of its own. What a method wrote is on disk when it
returns, and whoever subscribed has been told.
"""

import asyncio
import contextlib
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from .book_files import BookFiles
from .changes import ChangeKind
from .clock import Clock, LoopClock
from .cooked_work import CookedWork
from .directory import BurnerDirectory
from .errors import KitchenError
from .people_work import PeopleWork
from .recipes.diary import Cooking
from .recipes.family import lay_in
from .session import CookingSession, CookingSessions, Event, Phase
from .session.events import Finished
from .session_work import SessionWork
from .store import Store
from .store.journal import StoredJournal
from .suggest_work import SuggestWork
from .timer_work import TimerWork


class Kitchen(CookedWork, SuggestWork, PeopleWork, BookFiles, SessionWork, TimerWork):
    """One household's kitchen. Make it with `open`, end it with `close`.

    Every method may raise `KitchenError`: with the code its docstring names, or `BOOK_UNAVAILABLE`.
    """

    def __init__(
        self, store: Store, clock: Clock, directory: BurnerDirectory, media: Path | None = None
    ) -> None:
        super().__init__(store, clock, directory, media)
        self.sessions = CookingSessions(
            clock=clock, directory=directory, journal=StoredJournal(self._store, clock.now)
        )
        self.sessions.subscribe(self._session_changed)

    @classmethod
    async def open(
        cls,
        book: str | Path,
        *,
        clock: Clock | None = None,
        directory: BurnerDirectory | None = None,
        media: Path | None = None,
    ) -> Self:
        """Open a book (a file, or a database URL), making it when it is new.

        Pictures and clips lie in the folder `media`, beside a book that is a file unless told otherwise.
        """
        store = Store(book)
        if media is None and store.path is not None:
            media = store.path.with_name(f"{store.path.stem}-media")
        kitchen = cls(
            store,
            clock or LoopClock(asyncio.get_running_loop()),
            BurnerDirectory() if directory is None else directory,
            media,
        )
        try:
            await kitchen._store.open()
            await kitchen._store.write(kitchen._prepare)
            for timer in await kitchen.timers():
                kitchen._alarms.watch(timer)
            await kitchen.sessions.restore()
            kitchen._loop = asyncio.get_running_loop()
            kitchen._notices.start()
            kitchen._sweep_from_time_to_time()
        except BaseException:
            await kitchen._store.close()
            raise
        return kitchen

    async def close(self) -> None:
        """Let go of sessions (their heat goes off) and of the book, once all is written."""
        self._alarms.close()
        if self._cancel_sweep is not None:
            self._cancel_sweep()
        await self.sessions.close()
        await self.stop_keeping_profiles()
        if self._tasks:
            await asyncio.wait(self._tasks)
        await asyncio.to_thread(self._notices.stop)
        await self._store.close()

    def _prepare(self, book: Connection) -> None:
        # In one transaction, so that of two homes opening a new book one does all of it and the other nothing.
        self._book.prepare(book)
        lay_in(self._book, self.clock.now, book)

    async def before_backup(self) -> None:
        """Bring all of the book into its file and let nothing be written until `after_backup`."""
        await self._store.pause()

    async def after_backup(self) -> None:
        """Go on writing."""
        self._store.resume()

    def _session_changed(self, session: CookingSession, event: Event) -> None:
        self._tell(ChangeKind.SESSION_CHANGED, session.id, event=event)
        if isinstance(event, Finished):
            self._spawn(self._write_diary(session))

    async def _write_diary(self, session: CookingSession) -> None:
        for dish in session.state.dishes:
            if not dish.plan.recipe_id or dish.phase is not Phase.DONE:
                continue
            cooking = Cooking(
                recipe_id=dish.plan.recipe_id,
                version=dish.plan.recipe_version,
                cooked_at=self.clock.now(),
                session_id=session.id,
            )
            # The recipe may have been erased while it was cooked; the journal still tells of it.
            with contextlib.suppress(KitchenError):
                await self.write_cooking(cooking)

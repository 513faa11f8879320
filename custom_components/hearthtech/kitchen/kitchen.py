"""The kitchen of a household: each thing it can do is one method here, called by entities, actions, cards and voice.

Asynchronous from outside; the store does its work in threads of its own. What a method wrote is on disk when it
returns, and whoever subscribed has been told.
"""

import asyncio
from collections.abc import Sequence
import contextlib
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from .book_files import BookFiles
from .changes import ChangeKind
from .clock import Clock, LoopClock
from .directory import BurnerDirectory
from .errors import ErrorCode, KitchenError
from .food_work import FoodWork
from .plan_work import PlanWork
from .recipes.diary import Cooking
from .recipes.family import lay_in
from .session import CookingSession, CookingSessions, Event, Phase
from .session.events import Finished
from .session_work import SessionWork
from .stock_work import StockWork
from .store import Store
from .store.journal import StoredJournal
from .timers import Alarms, Timer, finish_timer, running_timers, set_timer


class Kitchen(StockWork, FoodWork, BookFiles, PlanWork, SessionWork):
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
        self._alarms = Alarms(clock, self._timer_done)

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

    # Timers

    async def set_timer(
        self,
        name: str,
        *,
        seconds: float | None = None,
        ends_at: datetime | None = None,
        session_id: str | None = None,
    ) -> Timer:
        """Set a timer that rings after `seconds` of wall time, or at a moment."""
        now = self.clock.now()
        if (seconds is None) == (ends_at is None):
            raise KitchenError(ErrorCode.INVALID, reason="a timer has either a length or an end")
        end = ends_at or now + timedelta(seconds=seconds or 0.0)
        timer = await self._store.write(lambda book: set_timer(book, name, now, end, session_id))
        self._alarms.watch(timer)
        self._tell(ChangeKind.TIMER_SET, timer.id, name=timer.name, ends_at=timer.ends_at)
        return timer

    async def timers(self) -> Sequence[Timer]:
        """Timers that are running, next first."""
        return await self._store.read(running_timers)

    async def cancel_timer(self, timer_id: str) -> None:
        """Stop a timer before it rings."""
        self._alarms.forget(timer_id)
        if await self._store.write(partial(finish_timer, timer_id)):
            self._tell(ChangeKind.TIMER_CANCELLED, timer_id)

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

    def _timer_done(self, timer: Timer) -> None:
        async def finish() -> None:
            if await self._store.write(partial(finish_timer, timer.id)):
                self._tell(ChangeKind.TIMER_DONE, timer.id, name=timer.name, session_id=timer.session_id)

        self._spawn(finish())

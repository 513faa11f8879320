"""Progress of the imports that run, for the pages that show it."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count


class ImportStage(StrEnum):
    """What an import does."""

    READING = "reading"
    FETCHING = "fetching"
    STORING = "storing"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProgress:
    """State of one import. `total` is `None` while it is unknown."""

    id: int
    source: str
    """Name of the file or archive; empty for a server."""
    stage: ImportStage = ImportStage.READING
    done: int = 0
    total: int | None = None


type Listener = Callable[[ImportProgress], None]


class ImportProgressFeed:
    """The imports that run now, and who follows them. Listeners are called in the event loop."""

    def __init__(self) -> None:
        """Create a feed without imports."""
        self._running: dict[int, ImportProgress] = {}
        self._listeners: dict[int, Listener] = {}
        self._numbers = count(1)

    @property
    def running(self) -> tuple[ImportProgress, ...]:
        """The imports that run, oldest first."""
        return tuple(self._running.values())

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` at each change. Returns a function that ends it."""
        number = next(self._numbers)
        self._listeners[number] = listener
        return lambda: self._listeners.pop(number, None) and None

    @contextmanager
    def tracked(self, source: str) -> Iterator[ImportTracker]:
        """Track one import until the context ends, with or without an error. Called in the event loop."""
        tracker = ImportTracker(self, ImportProgress(id=next(self._numbers), source=source[:200]))
        tracker.report(ImportStage.READING, 0, None)
        try:
            yield tracker
        except BaseException:
            tracker.fail()
            raise
        finally:
            tracker.finish()

    def publish(self, progress: ImportProgress) -> None:
        """Store the state of an import and call the listeners."""
        if progress.stage in {ImportStage.FINISHED, ImportStage.FAILED}:
            self._running.pop(progress.id, None)
        else:
            self._running[progress.id] = progress
        for listener in list(self._listeners.values()):
            listener(progress)


class ImportTracker:
    """Reports the progress of one import. Its methods may be called in any thread."""

    def __init__(self, feed: ImportProgressFeed, progress: ImportProgress) -> None:
        """Create the tracker of one import. Called in the event loop."""
        self._feed = feed
        self._now = progress
        self._loop = asyncio.get_running_loop()
        self._ended = False

    def report(self, stage: ImportStage, done: int, total: int | None) -> None:
        """Publish a state, at most a hundred of each stage."""
        before = self._now
        step = 1 if total is None or total < 100 else total // 100
        if stage is before.stage and done and abs(done - before.done) < step and done != total:
            return
        self._publish(replace(before, stage=stage, done=done, total=total))

    def fetching(self, done: int, total: int) -> None:
        """Report the number of recipes or pictures that were fetched."""
        self.report(ImportStage.FETCHING, done, total)

    def storing(self, done: int, total: int | None) -> None:
        """Report the number of recipes that were stored."""
        self.report(ImportStage.STORING, done, total)

    def counted[T](self, items: Iterable[T]) -> Iterator[T]:
        """Yield the items and report their number, as recipes that are stored."""
        for done, item in enumerate(items):
            self.storing(done, None)
            yield item

    def fail(self) -> None:
        """Report that the import ended with an error."""
        self._end(ImportStage.FAILED)

    def finish(self) -> None:
        """Report the end, if no error was reported before."""
        self._end(ImportStage.FINISHED)

    def _end(self, stage: ImportStage) -> None:
        if not self._ended:
            self._ended = True
            self._publish(replace(self._now, stage=stage))

    def _publish(self, progress: ImportProgress) -> None:
        self._now = progress
        if self._loop.is_closed():
            return
        try:
            here = asyncio.get_running_loop() is self._loop
        except RuntimeError:
            here = False
        if here:
            self._feed.publish(progress)
        else:
            self._loop.call_soon_threadsafe(self._feed.publish, progress)

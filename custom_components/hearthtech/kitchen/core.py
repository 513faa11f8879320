"""What all the kitchen's work stands on: the store, the book, the clock, and who wants to hear of changes."""

from collections.abc import Callable
from pathlib import Path

from .changes import Change, ChangeKind, ChangeListener
from .clock import Clock
from .directory import BurnerDirectory
from .errors import ErrorCode, KitchenError
from .recipes.book import Book
from .recipes.media import MediaFolder
from .store import Store


class KitchenCore:
    """Held together by `Kitchen`, which inherits from one class for each field of work."""

    def __init__(self, store: Store, clock: Clock, directory: BurnerDirectory, media: Path | None) -> None:
        self.clock = clock
        self.burners = directory
        self._store = store
        self._book = Book()
        self._media = None if media is None else MediaFolder(media)
        self._listeners: list[ChangeListener] = []

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

    def _tell(self, kind: ChangeKind, subject: str, who: str = "", **data: object) -> None:
        change = Change(kind=kind, subject=subject, who=who, data=data)
        for listener in tuple(self._listeners):
            listener(change)

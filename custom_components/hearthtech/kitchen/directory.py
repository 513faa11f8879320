"""The burners of a home, whoever brings them and whenever they come.

Stove entries put theirs in and take them out; the kitchen looks them up and is told. Neither waits for the other.
"""

from collections.abc import Callable, Iterator

from .burner import Burner

type DirectoryListener = Callable[[Burner, bool], None]
"""Called with a burner, and whether it came (`True`) or went."""


class BurnerDirectory:
    """All burners by id, in the order in which they came."""

    def __init__(self) -> None:
        self._burners: dict[str, Burner] = {}
        self._listeners: list[DirectoryListener] = []

    def __iter__(self) -> Iterator[Burner]:
        return iter(tuple(self._burners.values()))

    def __len__(self) -> int:
        return len(self._burners)

    def get(self, burner_id: str) -> Burner | None:
        """The burner with this id, if it is here."""
        return self._burners.get(burner_id)

    def add(self, burner: Burner) -> Callable[[], None]:
        """Put a burner in, in place of one with the same id. Returns the way to take it out again."""
        self._burners[burner.id] = burner
        self._tell(burner, here=True)

        def remove() -> None:
            if self._burners.get(burner.id) is burner:
                del self._burners[burner.id]
                self._tell(burner, here=False)

        return remove

    def subscribe(self, listener: DirectoryListener) -> Callable[[], None]:
        """Be told of burners that come and go, beginning with those already here."""
        self._listeners.append(listener)
        for burner in self:
            listener(burner, True)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def _tell(self, burner: Burner, *, here: bool) -> None:
        for listener in tuple(self._listeners):
            listener(burner, here)

"""Registry of the burners of a home.

Config entries of stoves add their burners and remove them; the kitchen looks them up and subscribes to
changes. Entries and kitchen may load in any order.
"""

from collections.abc import Callable, Iterator

from .burner import Burner

type RegistryListener = Callable[[Burner], None]
"""Called with a burner that was added or removed."""


class BurnerRegistry:
    """All burners by id, in the order in which they were added."""

    def __init__(self) -> None:
        self._burners: dict[str, Burner] = {}
        self._listeners: list[tuple[RegistryListener, RegistryListener | None]] = []
        """Pairs of callbacks: for added and for removed burners."""

    def __iter__(self) -> Iterator[Burner]:
        return iter(tuple(self._burners.values()))

    def __len__(self) -> int:
        return len(self._burners)

    def get(self, burner_id: str) -> Burner | None:
        """The burner with this id, `None` if there is none."""
        return self._burners.get(burner_id)

    def add(self, burner: Burner) -> Callable[[], None]:
        """Add a burner and replace one with the same id. Returns a function that removes it."""
        self._burners[burner.id] = burner
        for on_added, _ in tuple(self._listeners):
            on_added(burner)

        def remove() -> None:
            if self._burners.get(burner.id) is burner:
                del self._burners[burner.id]
                for _, on_removed in tuple(self._listeners):
                    if on_removed is not None:
                        on_removed(burner)

        return remove

    def subscribe(
        self, on_added: RegistryListener, on_removed: RegistryListener | None = None
    ) -> Callable[[], None]:
        """Call `on_added` for each burner in the registry and each added later, `on_removed` for each removed one.

        Returns a function that unsubscribes.
        """
        listener = (on_added, on_removed)
        self._listeners.append(listener)
        for burner in self:
            on_added(burner)

        def unsubscribe() -> None:
            self._listeners = [one for one in self._listeners if one is not listener]

        return unsubscribe

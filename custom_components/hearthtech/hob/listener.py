"""Whom a burner tells."""

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, Protocol

from custom_components.hearthtech.kitchen.burner import BurnerEvent

if TYPE_CHECKING:
    from .burner import EntityBurner


class Listener(Protocol):
    """Whom a burner tells what the household should know."""

    def changed(self, burner: EntityBurner) -> None:
        """Its state has changed."""

    def happened(self, burner: EntityBurner, event: BurnerEvent, word: str) -> None:
        """Something happened; `word` is what the logbook calls it."""

    def ignores(self, burner: EntityBurner) -> None:
        """It has ignored one order too many."""

    def stays_on(self, burner: EntityBurner) -> None:
        """It could not be turned off."""

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something beside."""

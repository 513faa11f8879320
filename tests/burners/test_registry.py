"""The registry of burners: lookup, and callbacks for added and removed burners."""

from typing import cast

from custom_components.hearthtech.burners.burner import Burner
from custom_components.hearthtech.burners.registry import BurnerRegistry


class NamedBurner:
    """A burner of which the registry needs the id only."""

    def __init__(self, burner_id: str) -> None:
        self.id = burner_id


def burner(burner_id: str) -> Burner:
    return cast("Burner", NamedBurner(burner_id))


def test_callbacks_are_called_for_added_and_removed_burners() -> None:
    registry = BurnerRegistry()
    first, second = burner("a/1"), burner("a/2")
    remove_first = registry.add(first)
    added: list[Burner] = []
    removed: list[Burner] = []
    unsubscribe = registry.subscribe(added.append, removed.append)
    assert added == [first], "called for the burners that are in the registry already"
    remove_second = registry.add(second)
    remove_first()
    assert (added, removed) == ([first, second], [first])
    assert list(registry) == [second]
    unsubscribe()
    remove_second()
    registry.add(first)
    assert (added, removed) == ([first, second], [first])


def test_a_burner_that_was_replaced_does_not_remove_its_successor() -> None:
    registry = BurnerRegistry()
    old, new = burner("a/1"), burner("a/1")
    remove_old = registry.add(old)
    removed: list[Burner] = []
    registry.add(new)
    registry.subscribe(lambda _: None, removed.append)
    remove_old()
    assert registry.get("a/1") is new
    assert removed == []
    assert len(registry) == 1


def test_the_same_callbacks_may_subscribe_twice() -> None:
    registry = BurnerRegistry()
    added: list[Burner] = []
    one = registry.subscribe(added.append, added.append)
    registry.subscribe(added.append, added.append)
    one()
    one()
    registry.add(burner("a/1"))
    assert len(added) == 1

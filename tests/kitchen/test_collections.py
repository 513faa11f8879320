"""Collections of other programs: pictures beside pages and on the web, what is there already, progress, one undo."""

from collections.abc import AsyncIterator
from functools import partial
import io
import json
from pathlib import Path
import zipfile

from aiohttp import ClientSession
import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes import fetch, linked_pictures
from custom_components.hearthtech.kitchen.recipes.file_formats import File, FoundRecipes
from custom_components.hearthtech.kitchen.recipes.import_progress import ImportProgress
from custom_components.hearthtech.kitchen.recipes.importers import read_file
from custom_components.hearthtech.kitchen.recipes.isolated import read_isolated

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4
KEEPER = """<!DOCTYPE html><html><head><title>Recipe Keeper</title></head><body>
<div class="recipe-details"><table><tr><td><div class="recipe-photos-div"><img src="images/stew_0.jpg" class="recipe-photo" /></div></td>
<td><h2 itemprop="name">Lentil Stew</h2><meta itemprop="recipeIsFavourite" content="False">
<div>Courses: <span itemprop="recipeCourse">Main Dish</span></div><div>Categories: <span>Winter</span><meta content="Winter" itemprop="recipeCategory"></div>
<div>Source: <a href="https://example.org/stew"><span itemprop="recipeSource">example.org</span></a></div>
<div>Serving size: <span itemprop="recipeYield">6 servings</span></div>
<div>Preparation time: <span>20 mins</span><meta content="PT20M" itemprop="prepTime"></div>
<div>Cooking time: <span>1 hour 10 mins</span><meta content="PT1H10M" itemprop="cookTime"></div></td></tr></table>
<table><tr><td><h3>Ingredients</h3><div itemprop="recipeIngredients"><p><b>Stew</b></p><p>300 g lentils</p><p>2 carrots</p><p></p><p><b>To serve</b></p><p>1 lemon</p></div></td>
<td><h3>Directions</h3><div itemprop="recipeDirections"><p>Boil the lentils for 25 minutes.</p><p>Add the carrots.</p></div>
<h3>Notes</h3><div itemprop="recipeNotes"><p>Freezes well.</p></div>
<meta content="310" itemprop="recipeNutCalories"><meta content="12.5" itemprop="recipeNutProtein"></td></tr></table></div>
<div class="recipe-details"><h2 itemprop="name">Toast</h2><div itemprop="recipeIngredients"><p>2 slices bread</p></div><div itemprop="recipeDirections"><p>Toast the bread.</p></div></div>
</body></html>"""
COPIED = """<html><body><div class="recipe"><div id="name">Bean Salad</div><img class="recipeImage" src="images/bean.jpg">
<div id="description">Quick.</div><a id="original_link" href="https://example.org/beans">example.org</a>
<div id="categories"><span class="recipeCategory">Salad</span></div><a id="recipeYield">4 servings</a>
<ul id="recipeIngredients"><li class="recipeIngredient_subheader">Salad:</li><li class="recipeIngredient">1 can beans</li><li class="recipeIngredient">1 onion</li></ul>
<ol><li class="instruction">Chop the onion.</li><li class="instruction">Mix with the beans.</li></ol>
<ul><li class="recipeNote">Keep cold.</li></ul></div></body></html>"""
PLANNED = """----------------------------------------
Title: Pea Soup
Course: Soup
Source: Grandma
Serves: 4
Prep Time: 10 min
Cook Time: 1 hour
Tags: winter^easy

Photo Url: https://example.org/pea.jpg

Ingredients:
 500 g peas
 1 onion

Directions:
 Chop the onion.
 Simmer the peas for 1 hour.

----------------------------------------
Title: Toast

Ingredients:
 2 slices bread

Directions:
 Toast the bread.
"""


def _zip(files: dict[str, bytes | str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return made.getvalue()


def _recipe(name: str, **more: object) -> str:
    document = {
        "@context": "https://schema.org", "@type": "Recipe", "name": name, "recipeYield": "2",
        "recipeIngredient": ["200 g flour", f"1 {name.lower()}"], "recipeInstructions": ["Mix everything.", "Bake for 20 minutes."], **more,
    }  # fmt: skip
    return json.dumps(document)


def _both(content: bytes, name: str) -> list[FoundRecipes]:
    file = File(content=content, name=name)
    return [read_file(file), read_isolated(file)]


@pytest.fixture
async def book(tmp_path: Path, clock: ManualClock) -> AsyncIterator[Kitchen]:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=clock, media=tmp_path / "media")
    yield kitchen
    await kitchen.close()


def test_recipe_keeper() -> None:
    content = _zip({"recipes.html": KEEPER, "images/stew_0.jpg": JPEG, "images/other.jpg": JPEG})
    for found in _both(content, "RecipeKeeper.zip"):
        stew, toast = (item.recipe for item in found)
        assert (stew.name, stew.servings, stew.prep_time_s, stew.cook_time_s) == (
            "Lentil Stew",
            6,
            1200,
            4200,
        )
        assert [(line.section, line.text) for line in stew.ingredients] == [
            ("Stew", "300 g lentils"), ("Stew", "2 carrots"), ("To serve", "1 lemon"),
        ]  # fmt: skip
        assert [step.text for step in stew.steps] == ["Boil the lentils for 25 minutes.", "Add the carrots."]
        assert (stew.source_url, stew.notes) == ("https://example.org/stew", ("Freezes well.",))
        assert set(stew.categories) == {"Main Dish", "Winter"}
        assert (toast.name, len(toast.ingredients), len(toast.steps)) == ("Toast", 1, 1)
        assert [list(item.pictures.values()) for item in found] == [[JPEG], []]


def test_copy_me_that() -> None:
    content = _zip({"copymethat/recipes.html": COPIED, "copymethat/images/bean.jpg": JPEG})
    for found in _both(content, "export.zip"):
        (item,) = found
        recipe = item.recipe
        assert (recipe.name, recipe.servings, recipe.source_url) == (
            "Bean Salad",
            4,
            "https://example.org/beans",
        )
        assert [(line.section, line.text) for line in recipe.ingredients] == [
            ("Salad", "1 can beans"), ("Salad", "1 onion"),
        ]  # fmt: skip
        assert [step.text for step in recipe.steps] == ["Chop the onion.", "Mix with the beans."]
        assert (recipe.categories, recipe.notes) == (("Salad",), ("Keep cold.",))
        assert list(item.pictures.values()) == [JPEG]


def test_plan_to_eat() -> None:
    found = read_file(File(content=PLANNED.encode(), name="recipes.txt"))
    soup, toast = (item.recipe for item in found)
    assert (soup.name, soup.servings, soup.prep_time_s, soup.cook_time_s) == ("Pea Soup", 4, 600, 3600)
    assert [line.text for line in soup.ingredients] == ["500 g peas", "1 onion"]
    assert [step.text for step in soup.steps] == ["Chop the onion.", "Simmer the peas for 1 hour."]
    assert (soup.author, soup.keywords) == ("Grandma", ("winter", "easy"))
    assert found[0].linked == ("https://example.org/pea.jpg",)
    assert (toast.name, len(toast.ingredients)) == ("Toast", 1)


@pytest.mark.parametrize(
    "link", ["../../../etc/passwd", "/etc/passwd", "images/../../x.jpg", "file:///etc/passwd", "images"]
)
def test_links_stay_in_the_archive(link: str) -> None:
    page = KEEPER.replace("images/stew_0.jpg", link)
    found = read_file(File(content=_zip({"a/recipes.html": page, "x.jpg": JPEG}), name="x.zip"))
    assert all(not item.pictures for item in found)


async def test_what_could_not_be_read_is_named_and_the_rest_imported_once(book: Kitchen) -> None:
    content = _zip(
        {
            "a.json": _recipe("Bread"),
            "b.json": "{broken",
            "c.json": _recipe("Cake"),
            "readme.txt": "hello there",
        }
    )
    before = await book.recipes.names()
    result = await book.files.import_collection(File(content=content, name="x.zip"))
    assert [item.recipe.name for item in result.recipes] == ["Bread", "Cake"]
    assert result.unread.keys() == {"b.json", "readme.txt"}
    again = await book.files.import_collection(File(content=content, name="x.zip"))
    assert (again.recipes, again.present) == ([], ["Bread", "Cake"])
    assert again.unread.keys() == {"b.json", "readme.txt"}
    await book.recipes.undo()
    assert await book.recipes.names() == before


async def test_an_archive_of_this_kitchen_has_one_undo(
    book: Kitchen, tmp_path: Path, clock: ManualClock
) -> None:
    other = await Kitchen.open(tmp_path / "other.db", clock=clock, media=tmp_path / "other-media")
    before = await other.recipes.names()
    await book.files.import_collection(
        File(content=_zip({"a.json": _recipe("Bread"), "b.json": _recipe("Cake")}), name="x.zip")
    )
    await book.files.export(tmp_path / "book.zip")
    seen: list[ImportProgress] = []
    other.files.progress.subscribe(seen.append)
    restored = await other.files.import_archive(tmp_path / "book.zip")
    assert {recipe.name for recipe in restored.recipes} >= {"Bread", "Cake"}
    assert [one.stage.value for one in seen][:2] == ["reading", "storing"]
    assert seen[-1].stage.value == "finished"
    await other.recipes.undo()
    assert await other.recipes.names() == before
    await other.close()


async def test_progress_and_errors(book: Kitchen) -> None:
    seen: list[ImportProgress] = []
    stop = book.files.progress.subscribe(seen.append)
    files = {f"{at}.json": _recipe(f"Dish {at}") for at in range(30)}
    await book.files.import_collection(File(content=_zip(dict(files)), name="many.zip"))
    assert {one.stage.value for one in seen} == {"reading", "storing", "finished"}
    assert {one.source for one in seen} == {"many.zip"}
    assert max(one.done for one in seen) == 29
    assert book.files.progress.running == ()
    seen.clear()
    with pytest.raises(KitchenError):
        await book.files.import_collection(File(content=b"PK\x03\x04 damaged", name="x.zip"))
    assert [one.stage.value for one in seen] == ["reading", "failed"]
    stop()
    await book.files.import_collection(File(content=_recipe("Pie").encode(), name="pie.json"))
    assert len(seen) == 2


async def test_linked_pictures_are_fetched_within_limits(
    book: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def fetch_picture(address: str) -> bytes | None:
        asked.append(address)
        return {"https://a.example/1.jpg": JPEG, "https://a.example/2.jpg": b"<html>no picture</html>"}.get(
            address
        )

    content = _zip(
        {
            "a.json": _recipe("One", image=["https://a.example/1.jpg"]),
            "b.json": _recipe("Two", image={"@type": "ImageObject", "url": "https://a.example/2.jpg"}),
            "c.json": _recipe("Three", image="https://a.example/3.jpg"),
            "d.json": _recipe("Four", image="data:image/png;base64,xxxx"),
        }
    )
    result = await book.files.import_collection(
        File(content=content, name="x.zip"), fetch_picture=fetch_picture
    )
    assert sorted(asked) == [f"https://a.example/{number}.jpg" for number in (1, 2, 3)]
    assert [item.pictures for item in result.recipes] == [1, 0, 0, 0]
    assert result.missing_pictures == 2
    monkeypatch.setattr(linked_pictures, "MOST_PICTURES", 1)
    asked.clear()
    many = _zip({f"{at}.json": _recipe(f"D{at}", image=f"https://a.example/{at}.jpg") for at in range(5)})
    result = await book.files.import_collection(File(content=many, name="y.zip"), fetch_picture=fetch_picture)
    assert (len(asked), result.missing_pictures) == (1, 5)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/x.jpg",
        "http://[::1]/x.jpg",
        "http://192.168.1.1/x.jpg",
        "file:///etc/passwd",
        "http://10.0.0.1:8123/x",
    ],
)
async def test_a_linked_picture_is_never_fetched_from_the_local_network(address: str) -> None:
    async with ClientSession() as session:
        assert await fetch.fetch_picture(session, address) is None


async def test_a_page_names_its_picture(book: Kitchen) -> None:
    page = (
        '<html><head><meta property="og:image" content="/img/page.jpg"><script type="application/ld+json">'
        + _recipe("Pie", image="https://a.example/pie.jpg")
        + "</script></head><body></body></html>"
    )
    found = read_isolated(File(content=page.encode(), name="p.html", url="https://a.example/pie"))
    assert found[0].linked == ("https://a.example/pie.jpg",)
    other = page.replace('"image": "https://a.example/pie.jpg"', '"image": ""')
    found = read_isolated(File(content=other.encode(), name="p.html", url="https://a.example/pie"))
    assert found[0].linked == ("https://a.example/img/page.jpg",)
    fetched: list[str] = []

    async def fetch_picture(seen: list[str], address: str) -> bytes | None:
        seen.append(address)
        return JPEG

    file = File(content=page.encode(), name="p.html", url="https://a.example/pie")
    result = await book.files.import_collection(file, fetch_picture=partial(fetch_picture, fetched))
    assert (fetched, result.recipes[0].pictures) == (["https://a.example/pie.jpg"], 1)


async def test_the_pictures_of_a_page_are_offered_and_only_the_first_is_kept_unseen(book: Kitchen) -> None:
    steps = [
        {
            "@type": "HowToSection",
            "itemListElement": [{"@type": "HowToStep", "text": "Roll.", "image": "/roll.jpg"}],
        },
        {"@type": "HowToStep", "text": "Bake.", "image": {"@type": "ImageObject", "url": "/bake.jpg"}},
    ]
    images = [
        "https://a.example/1x1.jpg",
        {"@type": "ImageObject", "contentUrl": "/4x3.jpg"},
        "data:image/png;base64,x",
        "/1x1.jpg",
    ]
    page = (
        '<html><head><meta property="og:image" content="/og.jpg"><script type="application/ld+json">'
        + _recipe("Pie", image=images, recipeInstructions=steps)
        + "</script></head><body></body></html>"
    )
    file = File(content=page.encode(), name="p.html", url="https://a.example/pie")
    (found,) = read_isolated(file)
    addresses = tuple(f"https://a.example/{name}.jpg" for name in ("1x1", "4x3", "roll", "bake"))
    assert found.linked == addresses
    contents = {address: JPEG + bytes([at]) for at, address in enumerate(addresses)}
    # The page shows one picture twice, and one is gone.
    contents["https://a.example/roll.jpg"] = contents["https://a.example/1x1.jpg"]
    del contents["https://a.example/4x3.jpg"]

    async def fetch_picture(address: str) -> bytes | None:
        return contents.get(address)

    draft = await book.files.draft(file, fetch_picture=fetch_picture)
    assert list(draft.recipes[0].pictures.items()) == [
        ("picture 1", contents["https://a.example/1x1.jpg"]),
        ("picture 2", contents["https://a.example/bake.jpg"]),
    ]
    assert draft.missing_pictures == 0
    result = await book.files.import_collection(file, fetch_picture=fetch_picture)
    assert result.recipes[0].pictures == 1


def test_the_pictures_that_a_recipe_of_an_archive_names_are_all_read() -> None:
    names = ["0.jpg", "1.jpg", "2.jpg", "gone.jpg"]
    files: dict[str, bytes | str] = {"pie.json": _recipe("Pie", image=names), "largest.jpg": JPEG * 3}
    files |= {name: JPEG + bytes([at]) for at, name in enumerate(names[:3])}
    content = _zip(files)
    (found,) = read_file(File(content=content, name="pie.zip"))
    assert list(found.pictures) == names[:3]
    assert found.linked == ()

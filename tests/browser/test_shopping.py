"""Shopping in a real browser: ticked with and without network by two people, spoken, undone; and the pantry."""

from playwright.async_api import Locator, Page, expect

from .environment import OFFLINE, BrowserEnvironment, Wire, in_environment, until
from .kitchen_data import clear_shopping
from .recipe_data import only_samples
from .test_kitchen import press

SHOPPING = "/hearthtech/shopping"


def row(page: Page, name: str) -> Locator:
    return page.locator("ht-shopping li button", has_text=name)


async def bought(env: BrowserEnvironment) -> dict[str, bool]:
    told = await env.home.action("hearthtech", "get_shopping_list", {})
    return {item["name"]: item["bought"] for item in told["items"]}


@in_environment
async def test_two_people_shop_without_network_and_nothing_is_lost_or_doubled(
    env: BrowserEnvironment,
) -> None:
    await clear_shopping(env)
    names = [f"thing {chr(97 + n)}" for n in range(8)]
    for name in names:
        await env.home.action("hearthtech", "add_to_shopping", {"name": name})
    mine, theirs = Wire(), Wire()
    async with (
        env.page(SHOPPING, before=mine.attach, allowed_errors=OFFLINE, width=390, height=844) as page,
        env.page(SHOPPING, before=theirs.attach, allowed_errors=OFFLINE, user="Kim") as other,
    ):
        for one in (page, other):
            await expect(row(one, names[0])).to_be_visible()
        box = await row(page, names[0]).bounding_box()
        assert box is not None
        assert box["height"] >= 56
        await mine.break_connection()
        await theirs.break_connection()
        for one in (page, other):
            await expect(one.locator("ht-shopping .note")).to_be_visible()
        for name in names[:5]:
            await row(page, name).click()
        for name in names[3:7]:
            await row(other, name).click()
        # Both want salt: one line.
        for one in (page, other):
            await one.locator("ht-shopping .add input").fill("salt")
            await one.locator("ht-shopping .add input").press("Enter")
        await expect(page.locator("ht-shopping [role=status]").first).to_contain_text("6 not sent")
        # A ticked row stays put for a while, then it is among the bought ones.
        await expect(page.locator("ht-shopping .bought li")).to_have_count(5)
        assert not any((await bought(env)).values())
        # What waits survives a page that is closed: it lies in the storage of the device.
        mine.cut = theirs.cut = False
        await until(lambda: _all_there(env, names), "all changes have arrived")
        await expect(page.locator("ht-shopping [role=status]").first).not_to_contain_text("not sent")
        told = await env.home.action("hearthtech", "get_shopping_list", {})
        assert [item["name"] for item in told["items"]].count("salt") == 1
        assert len(told["items"]) == 9
        await expect(page.locator("ht-shopping .bought li")).to_have_count(7)
        # Online: a tick is seen by the other within a second or so, and undone with one tap.
        await row(page, names[7]).click()
        await expect(row(other, names[7])).to_have_attribute("aria-checked", "true")
        await press(page.locator("ht-shopping"), f"Undo: {names[7]}").click()
        await expect(row(other, names[7])).to_have_attribute("aria-checked", "false")


async def _all_there(env: BrowserEnvironment, names: list[str]) -> bool:
    state = await bought(env)
    return "salt" in state and [name for name in names if state[name]] == names[:7]


@in_environment
async def test_a_row_is_spoken_and_the_aisles_follow_the_shop(env: BrowserEnvironment) -> None:
    await only_samples(env)
    await clear_shopping(env)
    recipe = {
        "name": "Crêpes",
        "ingredients": ["2 l milk", "1 kg apples"],
        "steps": ["Fry."],
        "yield": "4 servings",
    }
    await env.home.action("hearthtech", "add_recipe", recipe)
    await env.home.action("hearthtech", "make_shopping_list", {"recipes": ["Crêpes"]})
    await env.home.action("hearthtech", "save_shop", {"name": "Market", "aisles": ["dairy", "fruit"]})
    async with env.page(SHOPPING) as page:
        milk = page.get_by_role(
            "checkbox", name="milk, 2 liters, 2 cartons of 1 l, for Crêpes, not bought", exact=True
        )
        await expect(milk).to_be_visible()
        aisles = page.locator("ht-shopping section h3")
        assert await aisles.all_inner_texts() == ["Fruit", "Dairy, eggs, chilled"]
        await page.locator("ht-shopping ht-chip", has_text="Market").click()
        await expect(aisles.first).to_have_text("Dairy, eggs, chilled")
        await milk.focus()
        await page.keyboard.press("Space")
        await expect(
            page.get_by_role(
                "checkbox", name="milk, 2 liters, 2 cartons of 1 l, for Crêpes, bought", exact=True
            )
        ).to_be_visible()
        await until(lambda: _is_bought(env, "milk"), "the milk is bought")
        await press(page.locator("ht-shopping"), "Put 1 away").click()
        await expect(milk).to_have_count(0)
        await page.locator("ht-shopping ht-chip", has_text="Pantry").click()
        shelf = page.locator("ht-pantry ht-row", has_text="milk")
        await expect(shelf).to_contain_text("2,000 ml")
        await press(shelf, "Less: milk").click()
        await expect(shelf).to_contain_text("1,900 ml")
        await press(shelf, "Cook something with milk").click()
        await expect(page.locator("ht-pantry ht-sheet").first).to_contain_text("Crêpes")
        await page.keyboard.press("Escape")
        form = page.locator("ht-standing-form")
        await form.locator("input").fill("3 kg flour")
        await form.locator("input").press("Enter")
        await expect(page.locator("ht-pantry ht-row", has_text="At least 3 kg in the house")).to_be_visible()
        await press(form, "Every week").click()
        await press(form, "Fri").click()
        await form.locator("input").fill("6 eggs")
        await form.locator("input").press("Enter")
        eggs = page.locator("ht-pantry ht-row", has_text="Every week: 6")
        await expect(eggs).to_contain_text("eggs")
        told = await env.home.action("hearthtech", "get_standing_items", {})
        assert {(one["kind"], one["name"], one["amount"]) for one in told["items"]} == {
            ("minimum", "flour", 3),
            ("weekly", "eggs", 6),
        }
        for name in ("flour", "eggs"):
            await press(page.locator("ht-pantry"), f"Remove: {name}").click()
        await expect(eggs).to_have_count(0)
    await env.home.action("hearthtech", "remove_from_pantry", {"item": "milk"}, response=False)
    await env.home.action("hearthtech", "remove_shop", {"shop": "Market"}, response=False)


async def _is_bought(env: BrowserEnvironment, name: str) -> bool:
    return (await bought(env))[name]

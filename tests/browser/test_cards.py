"""Cards of a dashboard: meals, shopping and suggestion, as a household uses them."""

from datetime import date, timedelta

from playwright.async_api import expect

from .environment import OFFLINE, BrowserEnvironment, Wire, in_environment, until
from .kitchen_data import add_recipe, clear_plan, clear_shopping, plan_meal
from .test_quality import needs_node, scrolls_sideways, violations

PATH = "meal-cards"
CARDS = "hearthtech-meals-card-content, hearthtech-shopping-card-content, hearthtech-suggestion-card-content"


@needs_node
@in_environment
async def test_meals_are_seen_things_are_ticked_and_suggestions_turn(env: BrowserEnvironment) -> None:
    today = date.today()
    await clear_plan(env, today - timedelta(days=1), 9)
    await clear_shopping(env)
    pie = await add_recipe(env, "Leek <b>pie</b>", ["3 leeks", "4 eggs"], ["Bake for 40 minutes."])
    await add_recipe(env, "Radish salad", ["1 radish"], ["Slice."])
    await plan_meal(env, today + timedelta(days=2), recipe=pie, servings=3)
    await env.home.action("hearthtech", "add_to_shopping", {"name": "leeks"})
    cards = [
        {"type": "custom:hearthtech-meals-card", "days": 7},
        {"type": "custom:hearthtech-shopping-card", "name": "To buy"},
        {"type": "custom:hearthtech-suggestion-card", "count": "1"},
    ]
    await env.home.command(
        "lovelace/dashboards/create", url_path=PATH, title="Meals", icon="mdi:food", mode="storage"
    )
    config = {"views": [{"type": "sections", "sections": [{"type": "grid", "cards": cards}]}]}
    await env.home.command("lovelace/config/save", url_path=PATH, config=config)
    wire = Wire()
    async with env.page(
        f"/{PATH}/0", width=390, height=844, before=wire.attach, allowed_errors=OFFLINE
    ) as page:
        meals, shopping, suggestion = (page.locator(one) for one in CARDS.split(", "))
        await expect(meals).to_contain_text("Nothing is planned.")
        await expect(meals.get_by_role("listitem")).to_contain_text(["Leek <b>pie</b>"])
        await expect(meals).to_contain_text("For 3")
        # What another one plans appears by itself.
        soon = await plan_meal(env, today + timedelta(days=1), name="Leftovers")
        await expect(meals.get_by_role("listitem")).to_have_count(2)
        await env.home.action("hearthtech", "remove_meal", {"meal": soon})
        await expect(meals.get_by_role("listitem")).to_have_count(1)

        leeks = shopping.get_by_role("checkbox", name="leeks")
        await leeks.click()
        await until(lambda: _bought(env, "leeks", wanted=True), "the leeks are bought")
        await shopping.get_by_role("button", name="Undo: leeks").click()
        await expect(leeks).to_have_attribute("aria-checked", "false")
        await until(lambda: _bought(env, "leeks", wanted=False), "the leeks are open again")
        # Without network the card works on, and sends what waits.
        await wire.break_connection()
        await expect(shopping.get_by_role("status").first).to_contain_text("No connection")
        await shopping.locator(".add input").fill("salt")
        await shopping.locator(".add input").press("Enter")
        await expect(shopping.get_by_role("status").first).to_contain_text("1 not sent")
        await leeks.click()
        wire.cut = False
        await until(lambda: _bought(env, "leeks", wanted=True), "what waited has arrived")
        await until(lambda: _bought(env, "salt", wanted=False), "the salt is on the list")

        name = suggestion.get_by_role("heading", level=3)
        first = await name.inner_text()
        await suggestion.get_by_role("button", name="Others").click()
        await expect(name).not_to_have_text(first)
        await expect(suggestion.get_by_role("listitem").first).to_be_visible()
        assert await scrolls_sideways(page) == []
        assert await violations(page, CARDS) == []
        await meals.get_by_role("button", name="Cook: Leek").click()
        await expect(page.locator("ht-cook-start")).to_contain_text("Leek <b>pie</b>")
        assert page.url.endswith(f"/{pie}/3")


async def _bought(env: BrowserEnvironment, name: str, *, wanted: bool) -> bool:
    told = await env.home.action("hearthtech", "get_shopping_list", {})
    return any(item["name"] == name and item["bought"] is wanted for item in told["items"])

"""The plan in a real browser: moved by drag, by keys and by tap, checked before the drop, proposed and taken."""

from datetime import date, timedelta
import re

from playwright.async_api import Locator, Page, expect

from .environment import BrowserEnvironment, Wire, in_environment, until
from .kitchen_data import add_person, add_recipe, clear_plan, next_monday, plan_meal
from .test_kitchen import press

_LOCKED = re.compile("locked")


def monday() -> date:
    return next_monday(date.today())


def card(page: Page, name: str) -> Locator:
    return page.locator("ht-meal-card:not([proposed])", has_text=name)


def cell(page: Page, day: date, slot: str) -> Locator:
    return page.locator(f'ht-week-board [data-cell="{day} {slot}"]')


def said(page: Page) -> Locator:
    return page.locator("ht-plan [aria-live]")


async def planned(env: BrowserEnvironment) -> dict[str, tuple[str, str]]:
    told = await env.home.action(
        "hearthtech", "get_meals", {"start": str(monday() - timedelta(days=1)), "days": 8}
    )
    return {meal["name"]: (meal["starts_at"][:10], meal["slot"]) for meal in told["meals"]}


async def household(env: BrowserEnvironment) -> None:
    # A week begins on Sunday in English.
    await clear_plan(env, monday() - timedelta(days=1))
    await add_person(env, "Ada")
    await add_person(env, "Gina", needs={"severe_allergens": ["milk"]}, guest=True)
    await add_recipe(
        env, "Pizza bianca", ["500 g flour", "300 g mozzarella"], ["Let the dough rise overnight.", "Bake."]
    )
    await add_recipe(env, "Lemon rice", ["300 g rice", "1 lemon"], ["Cook the rice for 18 minutes."])


@in_environment
async def test_a_meal_moves_by_drag_by_keys_and_by_tap_and_back(env: BrowserEnvironment) -> None:
    await household(env)
    day = monday()
    await plan_meal(env, day, recipe="Lemon rice")
    address = f"/hearthtech/plan/{day}"
    async with env.page(address) as page, env.page(address, width=390, height=844) as phone:
        rice = card(page, "Lemon rice")
        await expect(rice).to_be_visible()
        await expect(card(phone, "Lemon rice")).to_be_visible()
        # By drag. The other page shows it without a reload.
        await rice.hover()
        await page.mouse.down()
        target = await cell(page, day + timedelta(days=2), "dinner").bounding_box()
        assert target is not None
        await page.mouse.move(target["x"] + 40, target["y"] + 40, steps=6)
        await expect(said(page)).to_contain_text("Dinner, Wednesday")
        await page.mouse.up()
        await expect(cell(page, day + timedelta(days=2), "dinner").locator("ht-meal-card")).to_be_visible()
        await expect(cell(phone, day + timedelta(days=2), "dinner").locator("ht-meal-card")).to_be_visible()
        assert (await planned(env))["Lemon rice"] == (str(day + timedelta(days=2)), "dinner")
        await expect(said(page)).to_have_text("Lemon rice moved to Dinner, Wednesday.")
        toast = page.locator("ha-toast").get_by_text("Undo")
        await toast.click()
        await expect(cell(page, day, "dinner").locator("ht-meal-card")).to_be_visible()
        # By keys.
        await rice.locator("button").focus()
        await page.keyboard.press("Space")
        await expect(said(page)).to_contain_text("Lemon rice picked up")
        await page.keyboard.press("ArrowRight")
        await page.keyboard.press("ArrowUp")
        await expect(said(page)).to_have_text("Lunch, Tuesday")
        await page.keyboard.press("Enter")
        await expect(cell(page, day + timedelta(days=1), "lunch").locator("ht-meal-card")).to_be_visible()
        await until(lambda: _is_at(env, day + timedelta(days=1), "lunch"), "the meal at lunch")
        focused = "() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return (e?.textContent ?? '').trim(); }"
        await until(lambda: _starts(page, focused, "Lemon rice"), "the focus stays on the meal")
        await page.keyboard.press("Space")
        await page.keyboard.press("Escape")
        await expect(said(page)).to_have_text("Lemon rice stays where it was.")
        # By pick up and tap, on the phone.
        await card(phone, "Lemon rice").click()
        await phone.locator("ht-meal-details").get_by_role("button", name="Move", exact=True).click()
        await cell(phone, day + timedelta(days=4), "dinner").locator(".put").click()
        await expect(cell(page, day + timedelta(days=4), "dinner").locator("ht-meal-card")).to_be_visible()


async def _is_at(env: BrowserEnvironment, day: date, slot: str) -> bool:
    return (await planned(env))["Lemon rice"] == (str(day), slot)


async def _starts(page: Page, script: str, words: str) -> bool:
    return str(await page.evaluate(script)).startswith(words)


@in_environment
async def test_what_somebody_cant_eat_is_said_before_the_drop_and_asked(env: BrowserEnvironment) -> None:
    await household(env)
    day = monday()
    await plan_meal(env, day, recipe="Pizza bianca", people=["Ada", "Gina"])
    async with env.page(f"/hearthtech/plan/{day}", language="de") as page:
        pizza = card(page, "Pizza bianca")
        await expect(pizza).to_contain_text("Gina: enthält Milch")
        await pizza.hover()
        await page.mouse.down()
        target = await cell(page, day + timedelta(days=1), "dinner").bounding_box()
        assert target is not None
        await page.mouse.move(target["x"] + 40, target["y"] + 40, steps=6)
        await expect(page.locator("ht-week-board .ghost")).to_contain_text("Gina: enthält Milch")
        await expect(said(page)).to_contain_text("Gina: enthält Milch")
        await page.mouse.up()
        sheet = page.locator("ht-plan ht-sheet").filter(has_text="Nicht für alle am Tisch")
        await expect(sheet).to_contain_text("Gina: enthält Milch")
        assert (await planned(env))["Pizza bianca"][0] == str(day)
        await press(sheet, "Trotzdem planen").click()
        await expect(cell(page, day + timedelta(days=1), "dinner").locator("ht-meal-card")).to_be_visible()
        # A new meal for her: the reason stands beside the recipe, and the first tap only asks.
        await cell(page, day + timedelta(days=3), "lunch").locator(".add").click()
        adding = page.locator("ht-add-meal")
        await adding.locator("ht-chip", has_text="Gina").click()
        await adding.locator("ht-field input").fill("Pizza bianca")
        row = adding.locator("ht-row", has_text="Pizza bianca")
        await expect(row).to_contain_text("Gina: enthält Milch")
        await row.locator("ht-button").click()
        assert (await planned(env))["Pizza bianca"][0] == str(day + timedelta(days=1))
        await press(row, "Trotzdem planen").click()
        await expect(cell(page, day + timedelta(days=3), "lunch").locator("ht-meal-card")).to_be_visible()


@in_environment
async def test_a_proposed_week_is_swapped_and_taken_and_a_refusal_puts_the_old_back(
    env: BrowserEnvironment,
) -> None:
    await household(env)
    day = monday()
    for days in range(5):
        await plan_meal(env, day + timedelta(days=days), name="Out")
    wire = Wire()

    async with env.page(f"/hearthtech/plan/{day}", before=wire.attach) as page:
        await page.locator("ht-plan").get_by_role("button", name="Propose", exact=True).click()
        await press(page.locator("ht-plan"), "Propose these days").click()
        offers = page.locator("ht-meal-card[proposed]")
        await expect(offers.first).to_be_visible()
        count = await offers.count()
        assert set(await planned(env)) == {"Out"}
        before = await offers.first.locator(".name").inner_text()
        await page.locator("ht-week-board .offer").first.locator("ht-button").nth(1).click()
        await expect(offers.first.locator(".name")).not_to_have_text(before)
        swapped = await offers.first.locator(".name").inner_text()
        await page.locator("ht-week-board .offer").first.locator("ht-button").first.click()
        await expect(card(page, swapped)).to_be_visible()
        await until(lambda: _has(env, swapped), "the swapped meal is planned")
        await press(page.locator("ht-plan"), f"Take all {count - 1}").click()
        await expect(offers).to_have_count(0)
        await until(lambda: _counts(env, count + 5), "the week is planned")
        # Refused: the meal is back where it was, the reason stands there, and it can be tried again.
        wire.answers = lambda message: (
            {"id": message["id"], "type": "result", "success": False, "error": {"code": "x", "message": "no"}}
            if message.get("service") == "lock_meal"
            else None
        )
        await card(page, "Out").first.click()
        lock = page.locator("ht-meal-details ht-button").filter(has_text="Lock")
        await lock.click()
        await expect(page.locator("ht-plan ht-failure")).to_contain_text("That did not work: no")
        await expect(lock).to_have_text("Lock")
        wire.answers = lambda message: None
        await page.keyboard.press("Escape")
        await press(page.locator("ht-plan"), "Retry").click()
        await expect(card(page, "Out").first.locator("button")).to_have_accessible_name(_LOCKED)


@in_environment
async def test_a_weekly_meal_is_planned_undone_ended_and_brought_back(env: BrowserEnvironment) -> None:
    await household(env)
    day = monday() + timedelta(days=4)
    async with env.page(f"/hearthtech/plan/{monday()}") as page:
        adding = page.locator("ht-add-meal")
        details = page.locator("ht-meal-details")
        toast = page.locator("ha-toast")
        undo = toast.get_by_text("Undo").last

        async def plan_weekly() -> None:
            await cell(page, day, "dinner").locator(".add").click()
            await press(adding, "Every week").click()
            await adding.locator("ht-field input").fill("Lemon rice")
            await adding.locator("ht-row", has_text="Lemon rice").locator("ht-button").click()
            await expect(cell(page, day, "dinner").locator("ht-meal-card")).to_be_visible()

        await plan_weekly()
        assert await _fridays(env, day) == 3
        # Undo takes back all of them, not the first alone.
        await undo.click()
        await expect(cell(page, day, "dinner").locator("ht-meal-card")).to_have_count(0)
        assert await _fridays(env, day) == 0
        await plan_weekly()
        # From the second week on.
        await page.get_by_role("button", name="After", exact=True).click()
        second = day + timedelta(days=7)
        meal = cell(page, second, "dinner").locator("ht-meal-card")
        await expect(meal.locator("button")).to_have_accessible_name(re.compile("repeats"))
        await meal.click()
        # The day as people write it, not as it is stored.
        await expect(details).to_contain_text(f"Friday, {second:%b} {second.day} ")
        await press(details, "Remove this and all later ones").click()
        await expect(meal).to_have_count(0)
        await expect(toast.locator(".message", has_text="Lemon rice removed.")).to_be_visible()
        assert await _fridays(env, day) == 1
        await undo.click()
        await expect(meal).to_be_visible()
        assert await _fridays(env, day) == 3
        # A single meal has no later ones.
        await plan_meal(env, second - timedelta(days=1), name="Soup")
        await card(page, "Soup").click()
        await expect(details.get_by_role("button", name="Remove", exact=True)).to_be_visible()
        await expect(press(details, "Remove this and all later ones")).to_have_count(0)
    await clear_plan(env, monday() - timedelta(days=1))


async def _fridays(env: BrowserEnvironment, day: date) -> int:
    told = await env.home.action("hearthtech", "get_meals", {"start": str(day), "days": 21})
    return sum(meal["name"] == "Lemon rice" for meal in told["meals"])


@in_environment
async def test_the_month_the_totals_and_the_cook(env: BrowserEnvironment) -> None:
    await household(env)
    day = monday()
    await plan_meal(env, day, recipe="Lemon rice", servings=2, people=["Ada"], cook="Gina")
    await plan_meal(
        env, day, recipe="Pizza bianca", slot="lunch", starts_at=f"{day} 12:00:00", people=["Ada"]
    )
    async with env.page(f"/hearthtech/plan/{day}") as page:
        rice = card(page, "Lemon rice")
        await expect(rice.locator("button")).to_have_accessible_name(re.compile("Gina cooks"))
        await expect(rice.locator(".cook")).to_be_visible()
        # The totals of the day count the portions of both meals, for her who eats them.
        told = await env.home.command("hearthtech/plan", start=str(day), days=1)
        assert all(meal["kcal"] for meal in told["meals"])
        share = next(person["share"] for person in told["people"] if person["name"] == "Ada")
        kcal = round(sum(meal["kcal"] for meal in told["meals"]) * share)
        totals = page.locator("ht-week-board .day", has=page.locator(f'[data-cell="{day} dinner"]')).locator(
            ".total"
        )
        await expect(totals).to_have_count(1)
        await expect(totals).to_contain_text("Ada")
        await expect(totals).to_contain_text(f"{kcal:,}")
        # The month shows both, and a day leads back to its week.
        await page.locator("ht-plan ht-chip", has_text="Month").click()
        shown = page.locator("ht-plan-month button", has_text="Pizza bianca")
        await expect(shown).to_have_count(1)
        await expect(shown).to_contain_text("Lemon rice")
        assert f"/plan/month/{day:%Y-%m}" in page.url
        # A change of somebody else is seen there too.
        await plan_meal(env, day, slot="snack", starts_at=f"{day} 16:00:00", name="Cake")
        await expect(shown).to_contain_text("Cake")
        await page.reload()
        await shown.click()
        await expect(card(page, "Cake")).to_be_visible()


async def _has(env: BrowserEnvironment, name: str) -> bool:
    return name in await planned(env)


async def _counts(env: BrowserEnvironment, count: int) -> bool:
    told = await env.home.action(
        "hearthtech", "get_meals", {"start": str(monday() - timedelta(days=1)), "days": 8}
    )
    return len(told["meals"]) == count

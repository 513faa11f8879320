"""Timers, the panel and the dashboard, used as a household uses them."""

from typing import Any

from playwright.async_api import Locator, Page, expect
import pytest

from .environment import BrowserEnvironment, Wire, in_environment, until

PANEL = "/hearthtech"
CARD = "hearthtech-timers-card-content"


def row(page: Page, name: str) -> Locator:
    return page.locator(f"{CARD} ht-row").filter(has=page.locator(".name", has_text=name))


def press(place: Locator, words: str) -> Locator:
    return place.get_by_role("button", name=words)


async def timers(env: BrowserEnvironment) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await env.home.command("hearthtech/timers"))["timers"]
    return found


async def seconds_of(place: Locator) -> int:
    text = await place.locator("ht-timer-ring .time").inner_text()
    total = 0
    for part in text.split(":"):
        total = total * 60 + int(part)
    return total


@in_environment
async def test_a_timer_is_set_lengthened_paused_and_stopped_on_every_page(env: BrowserEnvironment) -> None:
    async with env.page(PANEL) as page, env.page(PANEL, width=390, height=844) as phone:
        card = page.locator(CARD)
        await expect(card).to_contain_text("No timer is running")
        await card.get_by_label("Name").fill("Eggs")
        await press(card, "5 min").click()
        eggs, there = row(page, "Eggs"), row(phone, "Eggs")
        await expect(eggs).to_be_visible()
        await expect(there).to_be_visible()
        assert 120 <= await seconds_of(eggs) <= 300
        # Both count by the server's clock; one is read after the other.
        await until(lambda: _equal(eggs, there), "both pages show the same time")
        await press(eggs, "+1 minute").click()
        await until(lambda: _length(env, 360), "a minute more")
        await press(there, "Pause: Eggs").click()
        await expect(eggs).to_contain_text("Paused")
        await expect(there).to_contain_text("Paused")
        held = await seconds_of(eggs)
        assert held == await seconds_of(there)
        await press(eggs, "Resume: Eggs").click()
        await expect(there).not_to_contain_text("Paused")
        await press(eggs, "Stop timer: Eggs").click()
        await expect(eggs).to_have_count(0)
        await expect(there).to_have_count(0)
        assert await timers(env) == []


async def _equal(one: Locator, other: Locator) -> bool:
    return abs(await seconds_of(one) - await seconds_of(other)) <= 1


async def _length(env: BrowserEnvironment, seconds: int) -> bool:
    (timer,) = await timers(env)
    return bool(abs(timer["ends_at"] - timer["set_at"] - seconds) < 1)


@in_environment
async def test_a_timer_survives_a_reload_and_is_in_the_header(env: BrowserEnvironment) -> None:
    await env.home.command("hearthtech/timer/set", name="Dough", seconds=3600)
    async with env.page(PANEL) as page:
        pill = page.locator("hearthtech-panel-content header .timers")
        await expect(pill).to_contain_text("Dough")
        before = await seconds_of(row(page, "Dough"))
        await page.reload()
        await expect(row(page, "Dough")).to_be_visible()
        assert 0 <= before - await seconds_of(row(page, "Dough")) < 60
        await pill.click()
        sheet = page.locator("hearthtech-panel-content > ht-sheet, hearthtech-panel-content ht-sheet").filter(
            has=page.locator("ht-timer-list")
        )
        await expect(sheet.locator("dialog")).to_be_visible()
        await press(sheet, "Stop timer: Dough").click()
        await expect(sheet).to_contain_text("No timer is running")
        await page.keyboard.press("Escape")
        await expect(sheet.locator("dialog")).to_be_hidden()


@in_environment
async def test_one_tap_silences_a_timer_everywhere(env: BrowserEnvironment) -> None:
    async with env.page(PANEL) as page, env.page(PANEL) as other:
        await expect(other.locator(CARD)).to_contain_text("No timer is running")
        await env.home.command("hearthtech/timer/set", name="Tea", seconds=1)
        for one in (page, other):
            await expect(row(one, "Tea")).to_contain_text("Time is up")
            await expect(one.locator("header .timers")).to_have_attribute("data-ringing", "")
        await press(row(page, "Tea"), "Silence").click()
        for one in (page, other):
            await expect(row(one, "Tea")).to_have_count(0)


@in_environment
async def test_a_burner_that_turns_itself_off_is_among_the_timers(env: BrowserEnvironment) -> None:
    await env.hands("arm")
    order = {"burner": [env.burner_id(1)], "power": 40, "start": True, "duration": {"minutes": 10}}
    await env.home.action("hearthtech", "set_burner", order, response=False)
    async with env.page(PANEL) as page, env.page(PANEL, user="Kim") as other:
        mine, theirs = row(page, "Front left turns off"), row(other, "Front left turns off")
        await expect(mine).to_be_visible()
        await expect(theirs).to_be_visible()
        # A minute more leaves heat for longer, so it takes the right to raise heat.
        await expect(press(theirs, "+1 minute")).to_have_count(0)
        before = await seconds_of(mine)
        await press(mine, "+1 minute").click()
        await until(lambda: _longer(mine, before), "a minute more")
        await theirs.locator("ht-stop-button button").click()
        await expect(mine).to_have_count(0)


async def _longer(place: Locator, before: int) -> bool:
    return await seconds_of(place) > before + 30


@in_environment
async def test_a_refused_change_says_why_beside_the_timer_and_can_be_tried_again(
    env: BrowserEnvironment,
) -> None:
    await env.home.command("hearthtech/timer/set", name="Rice", seconds=600)
    wire = Wire()

    def refuse(message: dict[str, Any]) -> dict[str, Any] | None:
        if message.get("type") != "hearthtech/timer/change":
            return None
        error = {"code": "x", "message": "no", "translation_key": "kitchen_timer_not_found"}
        return {"id": message["id"], "type": "result", "success": False, "error": error}

    async with env.page(PANEL, before=wire.attach, language="de") as page:
        rice = row(page, "Rice")
        await expect(rice).to_be_visible()
        wire.answers = refuse
        await press(rice, "+1 Minute").click()
        await expect(rice.locator(".failed")).to_contain_text("Das ging nicht")
        assert await _length(env, 600)
        wire.answers = lambda message: None
        await press(rice, "Erneut versuchen").click()
        await until(lambda: _length(env, 660), "a minute more")
        await expect(rice.locator(".failed")).to_have_count(0)


@in_environment
async def test_what_people_write_stays_text(env: BrowserEnvironment) -> None:
    planted = "<img src=x onerror='window.planted=1'><b>${1}</b>"
    await env.home.command("hearthtech/timer/set", name=planted, seconds=600)
    device = env.burners[3].device_id
    await env.home.command("config/device_registry/update", device_id=device, name_by_user=planted)
    try:
        async with env.page(PANEL) as page:
            await expect(row(page, planted).locator(".name")).to_have_text(planted)
            tile = page.locator("ht-burner-tile .name", has_text="onerror")
            await expect(tile).to_have_text(planted)
            await tile.click()
            await expect(page.locator("hearthtech-stove-card-content ht-sheet h2")).to_have_text(planted)
            assert await page.locator("hearthtech-panel-content img, hearthtech-panel-content b").count() == 0
            assert await page.evaluate("() => window.planted") is None
    finally:
        await env.home.command("config/device_registry/update", device_id=device, name_by_user=None)


@in_environment
async def test_addresses_back_and_reload(env: BrowserEnvironment) -> None:
    async with env.page(PANEL) as page:
        today = page.locator("ht-today")
        await expect(today).to_be_visible()
        await page.goto(f"{env.home.url}{PANEL}/no/such%20view/%E0%A4%A")
        await expect(page.locator("hearthtech-panel-content")).to_contain_text(
            "There is nothing at this address"
        )
        await page.reload()
        await page.get_by_role("button", name="Go to Today").click()
        await expect(today).to_be_visible()
        assert page.url.endswith("/hearthtech/today")
        await page.go_back()
        await expect(page.locator("hearthtech-panel-content")).to_contain_text(
            "There is nothing at this address"
        )
        await page.go_forward()
        await expect(today).to_be_visible()


@in_environment
async def test_a_narrow_page_has_a_menu_button_and_a_wide_one_its_sidebar(env: BrowserEnvironment) -> None:
    async with env.page(PANEL, width=390, height=844) as page:
        menu = page.locator("hearthtech-panel-content").get_by_role("button", name="Menu")
        await menu.click()
        await expect(page.locator("ha-sidebar").get_by_text("Settings").first).to_be_visible()
    async with env.page(PANEL, width=1440, height=900) as page:
        await expect(page.locator("ht-today")).to_be_visible()
        await expect(
            page.locator("hearthtech-panel-content").get_by_role("button", name="Menu")
        ).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@in_environment
async def test_each_place_of_the_panel_is_in_reach_of_a_phone(env: BrowserEnvironment, language: str) -> None:
    async with env.page(PANEL, width=360, height=640, language=language) as page:
        await expect(page.locator("ht-today")).to_be_visible()
        bar = page.locator("ht-navigation nav").first
        places = bar.locator("a, button")
        await expect(places).to_have_count(5)
        for at in range(5):
            place = await box(places.nth(at))
            assert place["x"] >= 0
            assert place["x"] + place["width"] <= 360
            assert place["y"] + place["height"] <= 640
            assert place["height"] >= 48
            inside = await places.nth(at).evaluate("one => one.scrollWidth <= one.clientWidth")
            assert inside, await places.nth(at).inner_text()
        # The others are behind "More", which says where somebody is.
        await places.nth(4).click()
        sheet = page.locator("ht-navigation ht-sheet")
        await expect(sheet.get_by_role("link")).to_have_count(2)
        await sheet.get_by_role("link").first.click()
        await expect(page.locator("ht-people")).to_be_visible()
        await expect(sheet.locator("dialog")).to_be_hidden()
        assert page.url.endswith("/hearthtech/people")
        await expect(places.nth(4)).to_have_attribute("data-current", "")
        await places.nth(1).click()
        await expect(page.locator("ht-shelf")).to_be_visible()
        await expect(places.nth(1)).to_have_attribute("aria-current", "page")


async def box(place: Locator) -> dict[str, float]:
    found = await place.bounding_box()
    assert found is not None
    return {name: found[name] for name in ("x", "y", "width", "height")}


@in_environment
async def test_one_press_makes_the_dashboard_and_it_shows_the_kitchen(env: BrowserEnvironment) -> None:
    async with env.page(PANEL, user="Kim") as page:
        await expect(page.locator("ht-today")).to_be_visible()
        await expect(page.locator(CARD)).to_contain_text("Timers")
        await expect(page.get_by_role("button", name="Make a kitchen dashboard")).to_have_count(0)
    async with env.page(PANEL) as page:
        await page.get_by_role("button", name="Make a kitchen dashboard").click()
        await page.get_by_role("button", name="Open").click()
        await expect(page.locator("hearthtech-stove-card-content ht-burner-tile")).to_have_count(4)
        await expect(page.locator(CARD)).to_be_visible()
        for name in ("meals", "shopping", "suggestion"):
            await expect(page.locator(f"hearthtech-{name}-card-content section").first).to_be_visible()
        for words in (
            "Tonight",
            "Cooking now",
            "Suggestion",
            "Stove",
            "Timers",
            "Shopping list",
            "Use up soon",
        ):
            await expect(page.locator("hui-heading-card", has_text=words).first).to_be_visible()
        assert "/hearthtech-kitchen" in page.url
        assert await page.locator("hui-error-card").count() == 0
    async with env.page("/hearthtech-kitchen", user="Kim", width=390, height=844) as page:
        await expect(page.locator("hearthtech-stove-card-content ht-burner-tile")).to_have_count(4)


@in_environment
async def test_a_missing_chunk_reloads_the_page_once(env: BrowserEnvironment) -> None:
    missing: list[str] = []

    async def block_first(page: Page) -> None:
        async def handle(route: Any) -> None:
            if not missing:
                missing.append(route.request.url)
                await route.fulfill(status=404, body="gone")
            else:
                await route.continue_()

        await page.route("**/hearthtech_static/chunks/panel-*.js", handle)

    allowed = ("404", "Failed to fetch dynamically imported module", "Failed to load")
    async with env.page(PANEL, before=block_first, allowed_errors=allowed) as page:
        await expect(page.locator("ht-today")).to_be_visible()
        assert len(missing) == 1


@in_environment
async def test_a_strict_policy_of_the_page_is_not_violated(env: BrowserEnvironment) -> None:
    # The address of the WebSocket is of the same place; its scheme is named for browsers that ask for it.
    socket = f"ws://127.0.0.1:{env.home.port}"
    policy = f"connect-src 'self' {socket}; img-src 'self' data: blob:; font-src 'self'"

    async def add_policy(page: Page) -> None:
        async def handle(route: Any) -> None:
            answer = await route.fetch()
            await route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": policy})

        await page.route(f"{env.home.url}{PANEL}", handle)
        await page.add_init_script(
            "window.violations = [];"
            "addEventListener('securitypolicyviolation', event => window.violations.push(event.blockedURI));"
        )

    async with env.page(PANEL, before=add_policy) as page:
        await expect(page.locator("ht-today")).to_be_visible()
        await expect(page.locator("ht-burner-tile")).to_have_count(4)
        assert await page.evaluate("() => window.violations") == []

"""Cook mode in a real browser, with a real kitchen and a real stove: the sentences of daily use at the hob."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from time import time
from typing import Any

from playwright.async_api import Locator, Page, expect
import pytest

from .environment import OFFLINE, BrowserEnvironment, Wire, in_environment, until
from .test_quality import VARIANTS, needs_node, scrolls_sideways, violations

DIALOG = "hearthtech-cook dialog"
LONG = (
    "Stir in the rice and toast it, stirring all the time, until the grains look glassy at their edges"
    " and smell of nuts. Do not let them take any color, and do not leave the pan alone, for it burns."
)
"""A step of 200 characters."""
RISOTTO = {
    "name": "Tomato risotto",
    "yield": "2 servings",
    "author": "Nonna",
    "ingredients": ["60 g butter", "1 onion, finely chopped", "200 g risotto rice", "400 ml passata"],
    "steps": [
        "Melt half of the butter in a wide pan over medium heat. Add the onion and cook it gently for 5 minutes.",
        LONG,
        "Pour in the passata and let it stand.",
        "Beat in the remaining butter, and serve at once.",
    ],
}
BEANS = {
    "name": "Green beans",
    "yield": "4 servings",
    "ingredients": ["500 g green beans"],
    "steps": ["Boil the green beans for 6 minutes.", "Drain and serve."],
}
WATCH = """
() => {
    window.lights = [];
    const lock = () => {
        const listeners = [];
        return {
            release: async () => listeners.forEach((one) => one()),
            addEventListener: (_, one) => listeners.push(one),
        };
    };
    window.locks = [];
    Object.defineProperty(navigator, "wakeLock", {
        configurable: true,
        value: {
            request: async (kind) => {
                window.lights.push([kind, navigator.userActivation.isActive]);
                const made = lock();
                window.locks.push(made);
                return made;
            },
        },
    });
}
"""


async def recipe(env: BrowserEnvironment, fields: dict[str, Any]) -> str:
    """Return the id of a recipe of the book, adding it on first use."""
    found = await env.home.action("hearthtech", "search_recipes", {"query": fields["name"]})
    for hit in found["recipes"]:
        if hit["name"] == fields["name"]:
            return str(hit["id"])
    added = await env.home.action("hearthtech", "add_recipe", fields)
    return str(added["recipe"]["id"])


@asynccontextmanager
async def cooking(env: BrowserEnvironment, *dishes: dict[str, Any], heat: bool = False) -> AsyncIterator[str]:
    """A session with these dishes, which is ended afterwards."""
    chosen = [one | {"recipe": await recipe(env, one["recipe"])} for one in dishes]
    told = await env.home.command("hearthtech/cook/start", dishes=chosen, heat=heat, sent_at=time())
    try:
        yield told["session"]
    finally:
        await env.home.command("hearthtech/cook/stop", session=told["session"])


async def order(env: BrowserEnvironment, session: str, name: str, **fields: Any) -> None:
    await env.home.command("hearthtech/cook/order", session=session, order=name, sent_at=time(), **fields)


async def dish_of(env: BrowserEnvironment, session: str, number: int = 0) -> dict[str, Any]:
    told = await env.home.action("hearthtech", "get_session", {"session": session})
    found: dict[str, Any] = told["session"]["dishes"][number]
    return found


def address(session: str) -> str:
    return f"/hearthtech/cook/{session}"


def words(page: Page, number: int = 0) -> Locator:
    return page.locator("ht-cook-dish .text").nth(number)


def next_button(page: Page, number: int = 0) -> Locator:
    return page.locator("ht-cook-dish .next button").nth(number)


def stop_button(page: Page) -> Locator:
    return page.locator("hearthtech-cook .bar ht-stop-button button")


async def px(place: Locator, name: str = "font-size") -> float:
    return float(
        await place.evaluate("(one, name) => parseFloat(getComputedStyle(one).getPropertyValue(name))", name)
    )


async def box(place: Locator) -> dict[str, float]:
    found = await place.bounding_box()
    assert found is not None
    return {name: found[name] for name in ("x", "y", "width", "height")}


async def corner(place: Locator) -> tuple[float, float]:
    """Return the upper right corner of an element."""
    found = await box(place)
    return found["x"] + found["width"], found["y"]


@in_environment
async def test_a_whole_dish_is_cooked_with_pedal_and_keys(env: BrowserEnvironment) -> None:
    async with (
        cooking(env, {"recipe": RISOTTO, "servings": 4}) as session,
        env.page(address(session)) as page,
    ):
        await expect(words(page)).to_contain_text("Melt half of the butter")
        # In the amounts of tonight, with the words of a part.
        first = page.get_by_role("checkbox").first
        await expect(first).to_have_text("60 g butterhalf of the butter")
        await expect(page.locator("ht-cook-dish .then")).to_contain_text("Stir in the rice")
        await page.keyboard.press("PageDown")
        await expect(words(page)).to_contain_text("Stir in the rice")
        # A bouncing pedal does nothing.
        await page.keyboard.press("PageUp")
        await expect(words(page)).to_contain_text("Stir in the rice")
        await page.wait_for_timeout(450)
        await page.keyboard.press("PageUp")
        await expect(words(page)).to_contain_text("Melt half of the butter")
        for key, shown in (
            ("ArrowRight", "Stir in the rice"),
            ("PageDown", "Pour in the passata"),
            ("ArrowRight", "Beat in the remaining butter"),
        ):
            await page.wait_for_timeout(450)
            await page.keyboard.press(key)
            await expect(words(page)).to_contain_text(shown)
        await expect(next_button(page)).to_contain_text("Finish")
        await page.wait_for_timeout(450)
        await page.keyboard.press("Escape")
        await expect(page.locator(DIALOG)).to_have_count(0)
        assert (await dish_of(env, session))["step"] == 3
        await page.go_back()
        await page.wait_for_timeout(450)
        await expect(words(page)).to_contain_text("Beat in the remaining butter")
        await page.keyboard.press("PageDown")
        await until(lambda: _phase(env, session, "done"), "the dish is done")


async def _phase(env: BrowserEnvironment, session: str, phase: str) -> bool:
    return bool((await dish_of(env, session))["phase"] == phase)


async def _source(env: BrowserEnvironment, n: int, source: str) -> bool:
    return bool((await env.heat(n))["source"] == source)


@in_environment
async def test_heat_rises_only_by_a_hold_that_names_burner_and_level(env: BrowserEnvironment) -> None:
    await env.hands("arm")
    dish = {"recipe": BEANS, "burner": env.burner_id(1), "level": "assist"}
    steps = ["Warm the beans at low heat.", "Boil the beans at high heat.", "Serve the beans."]
    dish["recipe"] = {**BEANS, "name": "Hot beans", "steps": steps}
    async with (
        cooking(env, dish, heat=True) as session,
        env.page(address(session)) as page,
        env.page(address(session), user="Child") as child,
    ):
        button = next_button(page)
        await expect(button).to_have_accessible_name("Next Set Front left to 90%")
        # Neither a pedal nor a short touch raises it.
        await page.keyboard.press("PageDown")
        await button.click()
        await expect(page.locator("ht-cook-dish .next .note")).to_contain_text("Hold it")
        assert (await dish_of(env, session))["step"] == 0
        await expect(next_button(child)).to_be_disabled()
        await expect(child.locator("ht-cook-dish .then")).to_contain_text("somebody who may raise heat")
        await button.hover()
        await page.mouse.down()
        await expect(words(page)).to_contain_text("Boil the beans")
        await page.mouse.up()
        assert (await dish_of(env, session))["step"] == 1
        # What lowers heat needs no hold, and anybody may.
        await expect(next_button(child)).to_have_accessible_name("Next")
        await expect(page.locator("ht-cook-dish .help")).to_contain_text("Front left: Set by the kitchen")
        await env.hands("turn", n=1, level=0.3)
        await expect(page.locator("ht-cook-dish .help")).to_contain_text("Front left: Set by hand")
        await expect(page.locator("ht-cook-dish .help")).to_contain_text("Help: Assist")


@in_environment
async def test_stop_is_one_tap_in_the_same_corner_also_above_a_sheet_and_says_when_it_fails(
    env: BrowserEnvironment,
) -> None:
    wire = Wire()
    async with (
        cooking(env, {"recipe": RISOTTO, "burner": env.burner_id(1)}) as session,
        env.page(address(session), before=wire.attach, allowed_errors=OFFLINE) as page,
    ):
        await expect(words(page)).to_contain_text("Melt")
        place = await corner(stop_button(page))
        await order(env, session, "confirm", dish="1", from_step=0)
        await expect(words(page)).to_contain_text("Stir")
        assert await corner(stop_button(page)) == place
        await env.hands("turn", n=1, level=0.5)
        await expect(page.locator("hearthtech-cook .bar ht-stop-button[on]")).to_be_visible()
        await page.locator("ht-cook-dish .help").click()
        await expect(page.get_by_role("dialog", name="Tomato risotto").last).to_be_visible()
        assert await corner(stop_button(page)) == place
        took = await stop_button(page).evaluate(
            """button => {
                const begun = performance.now();
                button.click();
                return performance.getEntriesByName("hearthtech-stop-sent").at(-1).startTime - begun;
            }"""
        )
        assert took < 50
        await until(lambda: _source(env, 1, "idle"), "the burner is off")
        await page.keyboard.press("Escape")
        # Unconfirmed: what was asked did not arrive.
        wire.drops = lambda message: message.get("type") == "hearthtech/burner/off"
        await env.hands("turn", n=1, level=0.5)
        await expect(page.locator("hearthtech-cook .bar ht-stop-button[on]")).to_be_visible()
        await stop_button(page).click()
        await expect(stop_button(page)).to_have_text("Not confirmed: turn the knob")
        wire.drops = lambda message: False
        sent = len(wire.sent_of("hearthtech/burner/off"))
        await wire.break_connection()
        await expect(stop_button(page)).to_have_text("No connection: use the knob")
        await expect(page.locator("hearthtech-cook .offline")).to_contain_text("The words stay")
        await expect(words(page)).to_contain_text("Stir in the rice")
        await expect(next_button(page)).to_be_disabled()
        await page.keyboard.press("PageDown")
        await stop_button(page).click(force=True)
        wire.cut = False
        await expect(page.locator("hearthtech-cook .offline")).to_have_count(0)
        await expect(next_button(page)).to_be_enabled()
        assert len(wire.sent_of("hearthtech/burner/off")) == sent
        assert (await dish_of(env, session))["step"] == 1


@in_environment
async def test_two_devices_show_the_same_in_each_step_also_after_a_reload_and_a_new_one(
    env: BrowserEnvironment,
) -> None:
    async with (
        cooking(env, {"recipe": RISOTTO}, {"recipe": BEANS}) as session,
        env.page(address(session)) as tablet,
    ):
        for step in range(4):
            shown = RISOTTO["steps"][step][:20]
            async with env.page(address(session), width=390, height=844) as phone:
                # This one is killed in each step: the next one knows nothing but the address.
                await expect(words(phone)).to_contain_text(shown)
                await expect(words(tablet)).to_contain_text(shown)
                marks = tablet.locator("ht-cook-dish").first.get_by_role("checkbox")
                if await marks.count() > 0:
                    await marks.first.click()
                    await expect(phone.get_by_role("checkbox").first).to_be_checked()
                await tablet.reload()
                await expect(words(tablet)).to_contain_text(shown)
                if await marks.count() > 0:
                    await expect(marks.first).to_be_checked()
                if step < 3:
                    # Both go on from the same step: it advances by one.
                    await next_button(tablet).click()
                    await next_button(phone).click(force=True)
        await until(lambda: _step(env, session, 3), "the last step of the first dish")


async def _step(env: BrowserEnvironment, session: str, step: int) -> bool:
    return bool((await dish_of(env, session))["step"] == step)


@in_environment
async def test_hands_needed_is_loud_until_somebody_answers_and_the_screen_stays_on(
    env: BrowserEnvironment,
) -> None:
    await env.hands("arm")
    gate = {
        "name": "Careful rice",
        "steps": ["Bring the water to a boil at high heat.", "Cook until it smells right to you.", "Serve."],
    }
    dish = {"recipe": gate, "burner": env.burner_id(1), "level": "assist"}

    async def prepare(page: Page) -> None:
        await page.add_init_script(f"({WATCH})()")

    async with cooking(env, dish, heat=True) as session:
        await until(lambda: _heats(env, session), "the kitchen heats")
        async with (
            env.page(address(session), before=prepare) as page,
            env.page(address(session), width=390, height=844) as phone,
        ):
            await expect(words(page)).to_contain_text("Bring the water")
            # After a reload no tap has unlocked the sound yet.
            await expect(page.get_by_role("button", name="Sound is blocked")).to_be_visible()
            await page.locator("ht-cook-dish div.words").click()
            await expect(page.get_by_role("button", name="Sound is on")).to_be_visible()
            assert await page.evaluate("() => window.lights") == [["screen", True]]
            await page.evaluate(
                """() => {
                    let state = "hidden";
                    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
                    window.locks.at(-1).release();
                    document.dispatchEvent(new Event("visibilitychange"));
                    state = "visible";
                    document.dispatchEvent(new Event("visibilitychange"));
                }"""
            )
            await page.wait_for_function("() => window.lights.length === 2")
            # The knob takes the heat away; asked to go on, the stove refuses it and the cook has to come.
            await env.hands("lift", n=1)
            band = page.locator("ht-hands-band")
            await expect(band).to_contain_text("Hands needed: Careful rice, Front left")
            await expect(phone.locator("ht-hands-band")).to_contain_text("Careful rice, Front left")
            assert await px(band.locator(".words")) >= 28
            await page.wait_for_function(
                "() => performance.getEntriesByName('hearthtech-sound').length === 1"
            )
            await band.get_by_role("button", name="I’m here").click()
            await expect(phone.locator("ht-hands-band .answered")).to_be_visible()
            await expect(band.get_by_role("button")).to_have_count(0)
    async with env.page("/hearthtech/cook/nothing-here") as page:
        await expect(page.locator(DIALOG)).to_contain_text("This cooking is not there")


async def _heats(env: BrowserEnvironment, session: str) -> bool:
    return bool((await dish_of(env, session))["heat_taken"])


@in_environment
async def test_a_time_in_a_step_starts_a_timer_that_one_tap_silences_everywhere(
    env: BrowserEnvironment,
) -> None:
    quick = {**BEANS, "name": "Quick beans", "steps": ["Blanch the green beans for 2 seconds.", "Serve."]}
    async with (
        cooking(env, {"recipe": quick}) as session,
        env.page(address(session)) as page,
        env.page("/hearthtech", width=390, height=844) as phone,
    ):
        await page.locator("ht-cook-dish .text button.time", has_text="2 seconds").click()
        timer = page.locator("ht-cook-dish ht-timer-list ht-row")
        await expect(timer).to_contain_text("Quick beans: 2 seconds")
        await expect(timer).to_contain_text("Time is up")
        await expect(phone.locator(".timers[data-ringing]")).to_be_visible()
        await timer.get_by_role("button", name="Silence").click()
        await expect(phone.locator(".timers[data-ringing]")).to_have_count(0)
        await expect(timer).to_have_count(0)


SIZES = [
    pytest.param(1280, 800, False, 44, id="1280x800"),
    pytest.param(1440, 900, True, 44, id="1440x900-dark"),
    pytest.param(390, 844, True, 28, id="390x844-dark"),
    pytest.param(360, 640, False, 28, id="360x640"),
]


@pytest.mark.parametrize(("width", "height", "dark", "least"), SIZES)
def test_words_digits_and_buttons_have_their_sizes(
    env: BrowserEnvironment, width: int, height: int, dark: bool, least: int
) -> None:
    env.run(_sizes(env, width, height, dark, least))


async def _sizes(env: BrowserEnvironment, width: int, height: int, dark: bool, least: int) -> None:
    dish = {"recipe": RISOTTO, "burner": env.burner_id(1)}
    async with cooking(env, dish) as session:
        await order(env, session, "confirm", dish="1", from_step=0)
        await env.hands("turn", n=1, level=0.5)
        async with env.page(address(session), width=width, height=height, dark=dark) as page:
            await expect(words(page)).to_contain_text("Stir in the rice")
            assert len(RISOTTO["steps"][1]) >= 190
            tablet = width >= 1000
            assert await px(words(page)) >= least
            scrolls = await page.locator("ht-cook-dish div.words").evaluate(
                "one => one.scrollHeight > one.clientHeight + 1"
            )
            assert not (tablet and scrolls)
            degrees = page.locator("ht-cook-dish .big").first
            assert await px(degrees) >= (96 if tablet else 44)
            for button in (next_button(page), page.locator("ht-cook-dish .back button")):
                found = await box(button)
                assert found["width"] >= 72
                assert found["height"] >= 72
            back, following = await box(page.locator("ht-cook-dish .back")), await box(next_button(page))
            apart = following["x"] - back["x"] - back["width"]
            assert apart >= 16
            if not tablet:
                # The name of the dish has the width of the phone, and is whole.
                title = page.locator("hearthtech-cook .bar h1")
                assert (await box(title))["width"] >= width * 0.9
                assert await title.evaluate("one => one.scrollHeight <= one.clientHeight")
                assert (await box(title))["height"] <= 30
                # One hand reaches what is used in each step.
                assert following["y"] > height * 0.55
                assert (await box(page.get_by_role("checkbox").first))["y"] > height * 0.55
                await page.get_by_role("button", name="Reading and hands").click()
                await page.get_by_role("button", name="Left hand").click()
                await page.keyboard.press("Escape")
                assert (await box(page.locator("ht-cook-dish .back")))["x"] > (await box(next_button(page)))[
                    "x"
                ]
                await page.evaluate("() => localStorage.removeItem('hearthtech-cook')")
            else:
                # Words left; digits and ingredients right.
                side = await box(page.locator("ht-cook-dish .side"))
                assert side["x"] > (await box(words(page)))["x"] + (await box(words(page)))["width"] - 1
            if dark:
                assert await light_share(page) < 0.1
            sideways = await page.locator(DIALOG).evaluate("one => one.scrollWidth - one.clientWidth")
            assert sideways == 0


async def light_share(page: Page) -> float:
    """Return the share of the screen that is lighter than #9b9b9b."""
    picture = await page.screenshot(type="png")
    share = await page.evaluate(
        """async (bytes) => {
            const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
            const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
            const context = canvas.getContext("2d");
            context.drawImage(bitmap, 0, 0);
            const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
            let light = 0;
            for (let at = 0; at < data.length; at += 4) {
                const shade = 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2];
                if (shade > 0x9b) light += 1;
            }
            return light / (data.length / 4);
        }""",
        list(picture),
    )
    return float(share)


STEW = {
    "name": "Long stew",
    "yield": "4 servings",
    "ingredients": ["1 kg beef"],
    "steps": ["Simmer the beef over low heat for 2 hours."],
}


@in_environment
async def test_a_meal_is_started_by_touching_burners_and_shows_when_each_dish_begins(
    env: BrowserEnvironment,
) -> None:
    stew = await recipe(env, STEW)
    await recipe(env, BEANS)
    await env.hands("arm")
    path = f"/hearthtech/cook/recipe/{stew}/8"
    async with env.page(path, width=390, height=844) as page, env.page(path, user="Child") as child:
        start = page.locator("ht-cook-start")
        await expect(start.get_by_role("heading", name="Long stew")).to_be_visible()
        await expect(start.locator("output")).to_have_text("8")
        await start.get_by_role("button", name="Add a dish").click()
        await start.get_by_label("Add a dish").fill("green beans")
        await start.get_by_role("button", name="Green beans", exact=True).click()
        dishes = start.locator("section.dish")
        await expect(dishes).to_have_count(2)
        await expect(dishes.nth(0)).to_contain_text("Begins now · about 2 hours")
        await dishes.nth(0).get_by_role("button", name="Assist").click()
        hob = start.locator("ht-hob-picker")
        await hob.get_by_role("button", name="Front left").click()
        await expect(start.locator(".ask")).to_have_text("Tap the burner for Green beans")
        await hob.get_by_role("button", name="Back right").click()
        await expect(hob.get_by_role("button", name="Back right")).to_contain_text("Green beans")
        await dishes.nth(0).get_by_role("button", name="Fewer servings").click()
        # The child may not raise heat, and sees what that means; cooking at the stove is open to everybody.
        await child.locator("ht-hob-picker").get_by_role("button", name="Front right").click()
        await child.locator("ht-cook-start").get_by_role("button", name="Assist").click()
        await expect(child.locator("ht-cook-start .foot")).to_contain_text("you set the heat at the stove")
        cook = start.locator(".foot ht-hold-button button")
        await expect(cook).to_have_accessible_name("Cook Front left up to 20%")
        await cook.click()
        await expect(words(page)).to_contain_text("Simmer the beef")
        session = page.url.rpartition("/")[2]
        try:
            told = await env.home.action("hearthtech", "get_session", {"session": session})
            stewed, boiled = told["session"]["dishes"]
            assert (stewed["burner_id"], stewed["level"]) == (env.burner_id(1), "assist")
            assert (boiled["burner_id"], boiled["level"]) == (env.burner_id(3), "guide")
            plan = await env.home.command("hearthtech/cook/plan", session=session)
            assert [one["servings"] for one in plan["dishes"]] == [7, 4]
            assert plan["dishes"][0]["steps"][0]["amounts"][0]["text"] == "1.75 kg beef"
            await until(lambda: _source(env, 1, "remote"), "the kitchen heats")
            await expect(page.get_by_role("button", name="Sound is on")).to_be_visible()
        finally:
            await env.home.command("hearthtech/cook/stop", session=session)


@in_environment
async def test_the_last_screen_rates_notes_takes_and_keeps_and_today_forgets_it(
    env: BrowserEnvironment,
) -> None:
    quick = {
        "name": "Toast",
        "yield": "2 servings",
        "ingredients": ["40 g rye flour"],
        "steps": ["Toast it."],
    }
    await env.home.action("hearthtech", "add_to_pantry", {"name": "rye flour", "amount": 500, "unit": "g"})
    async with (
        cooking(env, {"recipe": quick, "servings": 4}) as session,
        env.page(address(session)) as page,
        env.page("/hearthtech", width=390, height=844) as today,
    ):
        await expect(today.locator("ht-today")).to_contain_text("Toast it.")
        await next_button(page).click()
        finish = page.locator("ht-cook-finish")
        await expect(finish).to_contain_text("Enjoy your meal")
        waiting = today.get_by_role("region", name="Waits for somebody")
        await expect(waiting).to_contain_text("Toast: how was it?")
        await expect(waiting).to_contain_text("Toast: take its ingredients out of the pantry")
        await finish.get_by_label("A note, and what to change").fill("Butter it sooner.")
        # A draft outlives the page.
        await page.reload()
        await expect(finish.get_by_label("A note, and what to change")).to_have_value("Butter it sooner.")
        await finish.get_by_role("button", name="Keep the note").click()
        await expect(finish.get_by_label("A note, and what to change")).to_have_value("")
        await finish.get_by_role("radio", name="4 of 5 stars").click()
        await expect(finish).to_contain_text("Your rating is kept.")
        await expect(finish.get_by_role("radio", name="4 of 5 stars")).to_be_checked()
        await expect(finish).to_contain_text("80 g rye flour")
        await finish.get_by_role("button", name="Take it out").click()
        await expect(finish.get_by_role("button", name="Take it out")).to_have_count(0)
        await finish.get_by_role("button", name="Keep as a new version").click()
        await expect(finish).to_contain_text("It is a new version")
        await expect(waiting.filter(has_text="Toast")).to_have_count(0)
        details = {"recipe": "Toast", "details": ["notes", "ratings"]}
        told = await env.home.action("hearthtech", "get_recipe", details)
        assert told["recipe"]["ingredients"][0]["text"] == "80 g rye flour"
        assert [note["words"] for note in told["notes"]] == ["Butter it sooner."]
        assert [rating["stars"] for rating in told["ratings"]] == [4]


@in_environment
async def test_today_shows_the_meal_what_to_do_before_tomorrow_and_a_suggestion(
    env: BrowserEnvironment,
) -> None:
    stew = {
        **STEW,
        "name": "Black bean stew",
        "steps": ["Soak the beans overnight.", "Cook them for 2 hours."],
    }
    now = datetime.now(UTC)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    tonight = min(now + timedelta(hours=1), midnight - timedelta(seconds=1))
    meals = [
        await env.home.action("hearthtech", "plan_meal", {"starts_at": at.isoformat(), **fields})
        for at, fields in (
            (tonight, {"recipe": await recipe(env, RISOTTO), "servings": 4}),
            (midnight + timedelta(hours=13), {"recipe": await recipe(env, stew)}),
        )
    ]
    tomorrow = (now + timedelta(days=1)).date().isoformat()
    await env.home.action("hearthtech", "add_to_pantry", {"name": "sour cream", "use_by": tomorrow})
    try:
        async with env.page("/hearthtech") as page, env.page("/hearthtech", language="de") as other:
            meal = page.get_by_role("region", name="Today’s meals")
            await expect(meal).to_contain_text("Tomato risotto")
            await expect(meal).to_contain_text("For 4")
            await expect(page.get_by_role("region", name="Use up soon")).to_contain_text(
                "sour cream · tomorrow"
            )
            suggestion = page.get_by_role("region", name="A suggestion")
            await expect(suggestion.get_by_role("listitem").first).to_be_visible()
            soak = page.get_by_role("checkbox", name="Black bean stew")
            await expect(soak).to_contain_text("Soak the beans overnight.")
            await soak.click()
            await expect(soak).to_be_checked()
            await expect(other.get_by_role("checkbox", name="Black bean stew")).to_be_checked()
            await meal.get_by_role("button", name="Cook").click()
            await expect(page.locator("ht-cook-start output")).to_have_text("4")
            await expect(page.locator("ht-cook-start")).to_contain_text("Tomato risotto")
    finally:
        for planned in meals:
            await env.home.action("hearthtech", "remove_meal", {"meal": planned["meal"]["id"]})


@in_environment
async def test_cards_of_a_dashboard_open_cook_mode_and_start_a_recipe(env: BrowserEnvironment) -> None:
    stew = await recipe(env, STEW)
    cards = [
        {"type": "custom:hearthtech-cooking-card"},
        {"type": "custom:hearthtech-recipe-card", "recipe": stew},
        {"type": "custom:hearthtech-recipe-card", "recipe": "no such recipe"},
        {"type": "custom:hearthtech-recipe-card"},
    ]
    path = "cooking-board"
    await env.home.command(
        "lovelace/dashboards/create", url_path=path, title="Cooking", icon="mdi:stove", mode="storage"
    )
    config = {"views": [{"type": "sections", "sections": [{"type": "grid", "cards": cards}]}]}
    await env.home.command("lovelace/config/save", url_path=path, config=config)
    async with env.page(f"/{path}/0") as page:
        cooking_card = page.locator("hearthtech-cooking-card-content")
        await expect(cooking_card).to_contain_text("Nothing is being cooked")
        known, unknown, suggested = (page.locator("hearthtech-recipe-card-content").nth(n) for n in range(3))
        await expect(known).to_contain_text("Long stew")
        await expect(known).to_contain_text("For 4")
        await expect(unknown).to_contain_text("No such recipe")
        await expect(suggested.get_by_role("listitem").first).to_be_visible()
        async with cooking(env, {"recipe": RISOTTO, "burner": env.burner_id(1)}) as session:
            await expect(cooking_card).to_contain_text("Melt half of the butter")
            await env.hands("turn", n=1, level=0.5)
            stop = cooking_card.locator("ht-stop-button button")
            await expect(stop).to_have_accessible_name("Stop: Tomato risotto")
            await expect(cooking_card.locator("ht-stop-button[on]")).to_be_visible()
            await stop.click()
            await until(lambda: _source(env, 1, "idle"), "the burner is off")
            await cooking_card.get_by_role("button", name="Open cook mode").click()
            await expect(words(page)).to_contain_text("Melt half of the butter")
            assert page.url.endswith(address(session))
        await page.goto(f"{env.home.url}/{path}/0")
        await known.get_by_role("button", name="Cook", exact=True).click()
        await expect(page.locator("ht-cook-start")).to_contain_text("Long stew")


@needs_node
@pytest.mark.parametrize(
    ("width", "height", "dark", "language"),
    VARIANTS,
    ids=[f"{width}-{'dark' if dark else 'light'}-{language}" for width, _, dark, language in VARIANTS],
)
def test_cook_mode_and_today_are_accessible_in_all_sizes(
    env: BrowserEnvironment, width: int, height: int, dark: bool, language: str
) -> None:
    env.run(_accessible(env, width, height, dark, language))


async def no_violations(page: Page, include: str) -> None:
    told = await violations(page, include)
    assert told == [], "\n".join(told)


async def _accessible(env: BrowserEnvironment, width: int, height: int, dark: bool, language: str) -> None:
    planted = {
        "name": "<b>שקשוקה</b>",
        "yield": "2 servings",
        "ingredients": ["4 <script>alert(1)</script> eggs"],
        "steps": ["<img src=x onerror=alert(1)> Fry the eggs for 5 minutes.", "Serve."],
    }
    gate = {**planted, "name": "Gate", "steps": ["Boil at high heat.", "Cook until it smells right to you."]}
    await env.hands("arm")
    hot = {"recipe": gate, "burner": env.burner_id(2), "level": "assist"}
    show = partial(env.page, width=width, height=height, dark=dark, language=language)
    async with cooking(env, {"recipe": planted, "burner": env.burner_id(1)}, hot, heat=True) as session:
        async with show(address(session)) as page:
            await expect(page.locator("ht-cook-dish").first).to_be_visible()
            await page.locator("ht-cook-timeline button").first.click()
            await expect(page.locator("ht-cook-dish .text").first).to_contain_text(
                "<img src=x onerror=alert(1)>"
            )
            await env.hands("lift", n=2)
            await expect(page.locator("ht-hands-band button")).to_be_visible()
            await no_violations(page, "hearthtech-cook")
            await page.locator("ht-cook-dish .help").first.click()
            await expect(page.locator("ht-cook-help")).to_be_visible()
            await no_violations(page, "hearthtech-cook")
            await page.keyboard.press("Escape")
            # Twice as large: nothing is cut at the sides.
            await page.evaluate(
                "() => document.documentElement.style.setProperty('--ha-font-size-scale', '2')"
            )
            wide = await page.locator(DIALOG).evaluate("one => one.scrollWidth - one.clientWidth")
            assert wide <= 0
        async with show("/hearthtech") as page:
            await expect(page.locator("ht-today ht-session-tile")).to_be_visible()
            await expect(page.locator("ht-today .part").nth(1)).to_be_visible()
            await no_violations(page, "ht-today")
            assert await scrolls_sideways(page) == []
        async with show(f"/hearthtech/cook/recipe/{await recipe(env, planted)}/3") as page:
            await expect(page.locator("ht-cook-start output")).to_have_text("3")
            await no_violations(page, "hearthtech-cook")
    async with show(address(session)) as page:
        await expect(page.locator("ht-cook-finish section, ht-cook-finish .quiet").first).to_be_visible()
        await no_violations(page, "hearthtech-cook")


@in_environment
async def test_what_a_screen_reader_finds_in_cook_mode(env: BrowserEnvironment) -> None:
    async with (
        cooking(env, {"recipe": RISOTTO, "servings": 4}) as session,
        env.page(address(session)) as page,
    ):
        await expect(words(page)).to_contain_text("Melt half of the butter")
        await expect(page.locator(DIALOG)).to_match_aria_snapshot(
            """
            - 'dialog "Cook mode: Tomato risotto"':
              - button "Leave cook mode"
              - heading "Tomato risotto" [level=1]
              - button /Sound is/
              - button "Reading and hands"
              - region "Tomato risotto":
                - heading "Tomato risotto" [level=2]
                - status: Step 1 of 4
                - button /Without a burner · Help. Guide/
                - timer
                - paragraph: /Melt half of the butter .* medium heat/
                - list "This step uses":
                  - listitem:
                    - checkbox "60 g butter half of the butter"
                  - listitem:
                    - checkbox "2 onions, finely chopped"
                - button "Back" [disabled]
                - paragraph: /Then:/
                - button "Next"
            """
        )

"""Sentences of daily use that the frontend keeps, and the tests that show each of them.

`SENTENCES` names the tests of every sentence, and a test checks that all of them exist. The tests in this file show what no
other one does.
"""

import ast
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

from playwright.async_api import Page, expect
import pytest

from .environment import BrowserEnvironment, in_environment, until
from .recipe_data import PLUM_CAKE, SHELF, SOUP, kept
from .test_cook import BEANS, address, cooking, next_button, words

TESTS = Path(__file__).resolve().parents[1]
SENTENCES: dict[str, tuple[str, ...]] = {
    "1 step text takes the largest size that fits": (
        "browser/test_cook.py::test_words_digits_and_buttons_have_their_sizes",
        "browser/test_sentences.py::test_the_distance_of_the_reader_is_chosen_for_a_device",
    ),
    "2 time left and temperature are large and move nothing": (
        "browser/test_cook.py::test_words_digits_and_buttons_have_their_sizes",
        "browser/test_sentences.py::test_digits_that_change_move_nothing",
    ),
    "3 Next and Back are large, apart, and bounce once": (
        "browser/test_cook.py::test_words_digits_and_buttons_have_their_sizes",
        "browser/test_cook.py::test_a_whole_dish_is_cooked_with_pedal_and_keys",
        "browser/test_sentences.py::test_back_restarts_no_timer",
    ),
    "4 Stop heat is one tap in the same corner": (
        "browser/test_cook.py::test_stop_is_one_tap_in_the_same_corner_also_above_a_sheet_and_says_when_it_fails",
        "browser/test_stove.py::test_an_unconfirmed_stop_says_to_turn_the_knob",
    ),
    "5 without connection nothing about heat is sent later": (
        "browser/test_cook.py::test_stop_is_one_tap_in_the_same_corner_also_above_a_sheet_and_says_when_it_fails",
        "browser/test_stove.py::test_without_connection_stop_says_to_use_the_knob_and_nothing_is_sent_later",
    ),
    "6 hands needed sounds until answered": (
        "browser/test_cook.py::test_hands_needed_is_loud_until_somebody_answers_and_the_screen_stays_on",
        "browser/test_sentences.py::test_a_call_sounds_again_every_half_minute_until_it_is_answered",
    ),
    "7 the screen stays on": (
        "browser/test_cook.py::test_hands_needed_is_loud_until_somebody_answers_and_the_screen_stays_on",
        "browser/test_plain_http.py::test_one_line_says_what_is_missing",
    ),
    "8 reload, second tablet and sleep lose nothing": (
        "browser/test_cook.py::test_two_devices_show_the_same_in_each_step_also_after_a_reload_and_a_new_one",
        "browser/test_kitchen.py::test_a_timer_survives_a_reload_and_is_in_the_header",
        "browser/test_sentences.py::test_a_page_that_slept_shows_step_ticks_and_timers",
    ),
    "9 a step shows what it uses now": (
        "browser/test_cook.py::test_a_whole_dish_is_cooked_with_pedal_and_keys",
        "browser/test_cook.py::test_two_devices_show_the_same_in_each_step_also_after_a_reload_and_a_new_one",
    ),
    "10 a time in a step is a button": (
        "browser/test_cook.py::test_a_time_in_a_step_starts_a_timer_that_one_tap_silences_everywhere",
        "browser/test_kitchen.py::test_one_tap_silences_a_timer_everywhere",
        "integration/test_phone_messages.py::",
    ),
    "11 sound is unlocked by a tap": (
        "browser/test_cook.py::test_hands_needed_is_loud_until_somebody_answers_and_the_screen_stays_on",
    ),
    "12 a tablet shows the step left and the rest right": (
        "browser/test_cook.py::test_words_digits_and_buttons_have_their_sizes",
        "browser/test_cook.py::test_a_whole_dish_is_cooked_with_pedal_and_keys",
    ),
    "13 pedal and keys": (
        "browser/test_cook.py::test_a_whole_dish_is_cooked_with_pedal_and_keys",
        "browser/test_cook.py::test_heat_rises_only_by_a_hold_that_names_burner_and_level",
    ),
    "14 dark mode is dark": (
        "browser/test_cook.py::test_words_digits_and_buttons_have_their_sizes",
        "browser/test_dark_pictures.py::test_a_white_picture_behind_a_step_leaves_the_dark_cook_screen_dark",
        "browser/test_dark_pictures.py::test_pictures_of_recipes_are_dimmed_in_dark_mode_only",
    ),
    "15 a phone in one hand": (
        "browser/test_cook.py::test_words_digits_and_buttons_have_their_sizes",
        "browser/test_sentences.py::test_cook_and_servings_are_where_a_thumb_reaches",
    ),
    "16 other servings repaint at once and move nothing": (
        "browser/test_recipe_amounts.py::test_other_servings_are_painted_in_the_frame_of_the_answer_and_move_nothing",
        "browser/test_recipes.py::test_a_recipe_for_other_amounts_and_units",
    ),
    "17 verdicts are icon and words on the first screen": (
        "browser/test_recipes.py::test_verdicts_say_whom_it_harms_and_why",
        "browser/test_sentences.py::test_verdicts_are_on_the_first_screen_and_not_checked_is_never_green",
    ),
    "18 an empty book": (
        "browser/test_recipe_intake.py::test_an_empty_book_has_samples_that_leave_with_one_tap_and_takes_the_first_recipe",
        "browser/test_recipes.py::test_pasted_words_are_looked_at_corrected_kept_and_undone",
    ),
    "19 Back returns to the same pixel": (
        "browser/test_recipes.py::test_back_returns_to_the_same_pixel_and_focus",
        "browser/test_recipes.py::test_the_shelf_is_searched_as_one_types_and_late_answers_never_win",
    ),
    "20 a draft survives": (
        "browser/test_recipes.py::test_a_draft_survives_and_the_second_editor_sees_the_first",
        "browser/test_sentences.py::test_a_draft_survives_a_lost_login_and_a_page_that_slept",
    ),
    "21 a failed change puts the old value back": (
        "browser/test_stove.py::test_a_failed_change_keeps_the_old_value_and_offers_to_retry",
        "browser/test_kitchen.py::test_a_refused_change_says_why_beside_the_timer_and_can_be_tried_again",
    ),
    "22 a meal moves by drag, keys and tap": (
        "browser/test_plan.py::test_a_meal_moves_by_drag_by_keys_and_by_tap_and_back",
    ),
    "23 planning what somebody can't eat is asked": (
        "browser/test_plan.py::test_what_somebody_cant_eat_is_said_before_the_drop_and_asked",
    ),
    "24 shopping without network": (
        "browser/test_shopping.py::test_two_people_shop_without_network_and_nothing_is_lost_or_doubled",
    ),
    "25 a screen reader hears a row": (
        "browser/test_shopping.py::test_a_row_is_spoken_and_the_aisles_follow_the_shop",
    ),
}  # fmt: skip


def test_all_25_sentences_have_tests() -> None:
    assert [int(sentence.split()[0]) for sentence in SENTENCES] == list(range(1, 26))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_tests_of_a_sentence_exist(sentence: str) -> None:
    for one in SENTENCES[sentence]:
        file, _, name = one.partition("::")
        tree = ast.parse((TESTS / file).read_text("utf-8"))
        functions = {
            node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        }
        assert name in functions if name else any(one.startswith("test_") for one in functions), one


TONES_OF_A_CALL = 4
TEXT = """row => {
    const text = root => [...root.childNodes].map(one => one.nodeType === Node.TEXT_NODE ? one.data
        : text(one.shadowRoot ?? one)).join(" ");
    return text(row.shadowRoot ?? row) + text(row);
}"""
SHIFTS = """() => {
    window.shifts = [];
    new PerformanceObserver(list => {
        for (const { sources } of list.getEntries()) for (const { node, previousRect, currentRect } of sources)
            window.shifts.push([node?.localName ?? "", previousRect.toJSON(), currentRect.toJSON()]);
    }).observe({ type: "layout-shift" });
}"""


@in_environment
async def test_digits_that_change_move_nothing(env: BrowserEnvironment) -> None:
    waiting = {**BEANS, "name": "Slow beans", "steps": ["Simmer the beans for 12 minutes.", "Serve."]}
    dish = {"recipe": waiting, "burner": env.burner_id(1)}
    async with cooking(env, dish) as session, env.page(address(session)) as page:
        await page.locator("ht-cook-dish .text button.time").click()
        timer = page.locator("ht-cook-dish ht-timer-list ht-row")
        await expect(timer).to_be_visible()
        await page.wait_for_load_state("networkidle")
        await page.evaluate(SHIFTS)
        seen: set[str] = set()

        async def changed() -> bool:
            seen.add(await timer.evaluate(TEXT))
            return len(seen) >= 4

        await until(changed, "the digits change")
        assert await page.evaluate("() => window.shifts") == []
        spacing = await page.locator("ht-cook-dish .big").first.evaluate(
            "one => getComputedStyle(one).fontVariantNumeric"
        )
        assert "tabular-nums" in spacing


@in_environment
async def test_a_call_sounds_again_every_half_minute_until_it_is_answered(env: BrowserEnvironment) -> None:
    await env.hands("arm")
    dish = {"recipe": {**BEANS, "name": "Loud beans", "steps": ["Boil the beans at high heat.", "Serve."]}, "burner": env.burner_id(1), "level": "assist"}  # fmt: skip

    async def prepare(page: Page) -> None:
        await page.add_init_script(
            "window.tones = 0; const { start } = OscillatorNode.prototype;"
            "OscillatorNode.prototype.start = function (at) { window.tones += 1; return start.call(this, at); };"
        )
        await page.clock.install()

    sounds = f"() => window.tones / {TONES_OF_A_CALL}"

    async def count(page: Page, wanted: int) -> bool:
        return bool(await page.evaluate(sounds) == wanted)

    async with (
        cooking(env, dish, heat=True) as session,
        env.page(address(session), before=prepare, own_clock=True) as page,
    ):
        await expect(words(page)).to_contain_text("Boil the beans")
        await page.locator("ht-cook-dish div.words").click()
        await expect(page.get_by_role("button", name="Sound is on")).to_be_visible()
        await env.hands("lift", n=1)
        band = page.locator("ht-hands-band")
        await expect(band).to_contain_text("Hands needed: Loud beans")
        await until(lambda: count(page, 1), "it sounds")
        await page.clock.fast_forward(20_000)
        assert await page.evaluate(sounds) == 1
        await page.clock.fast_forward(12_000)
        await until(lambda: count(page, 2), "it sounds again")
        await band.get_by_role("button", name="I’m here").click()
        await expect(band.get_by_role("button")).to_have_count(0)
        await page.clock.fast_forward(65_000)
        assert await page.evaluate(sounds) == 2


HIDE = """() => {
    window.shownState = "hidden";
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => window.shownState });
    Object.defineProperty(document, "hidden", { configurable: true, get: () => window.shownState === "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
}"""
SHOW = """() => {
    window.shownState = "visible";
    document.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new Event("focus"));
}"""


async def sleep(page: Page, minutes: int) -> None:
    """Hide the page for some minutes: Home Assistant closes the connection, and takes our element away."""
    await page.evaluate(HIDE)
    await page.clock.fast_forward(minutes * 60_000)
    await page.evaluate(SHOW)


async def clocked(page: Page) -> None:
    await page.clock.install()


@in_environment
async def test_a_page_that_slept_shows_step_ticks_and_timers(env: BrowserEnvironment) -> None:
    slow = {
        **BEANS,
        "name": "Patient beans",
        "steps": ["Simmer the beans for 12 minutes.", "Serve the beans."],
    }
    async with (
        cooking(env, {"recipe": slow}) as session,
        env.page(address(session), before=clocked, own_clock=True) as page,
    ):
        await page.locator("ht-cook-dish .text button.time").click()
        await expect(page.locator("ht-cook-dish ht-timer-list ht-row")).to_be_visible()
        await page.get_by_role("checkbox").first.click()
        await expect(page.get_by_role("checkbox").first).to_be_checked()
        await sleep(page, 10)
        await expect(words(page)).to_contain_text("Simmer the beans")
        await expect(page.get_by_role("checkbox").first).to_be_checked()
        await expect(page.locator("ht-cook-dish ht-timer-list ht-row")).to_be_visible()
        await next_button(page).click()
        await expect(words(page)).to_contain_text("Serve the beans")


@in_environment
async def test_a_draft_survives_a_lost_login_and_a_page_that_slept(env: BrowserEnvironment) -> None:
    story = "Klara told it only once."

    async def prepare(page: Page) -> None:
        await page.clock.install()
        await page.add_init_script("if (localStorage.getItem('lost')) localStorage.removeItem('hassTokens');")

    async with (
        kept(env, PLUM_CAKE) as (cake,),
        env.page(f"{SHELF}/{cake}/edit", before=prepare, own_clock=True) as page,
    ):
        field = page.locator("ht-editor ht-recipe-form").get_by_label("Story")
        await field.fill(story)
        await page.locator("ht-editor ht-recipe-form").get_by_label("Name").focus()
        await sleep(page, 6)
        await expect(field).to_have_value(story)
        # Somebody logs this browser out.
        await page.evaluate("() => localStorage.setItem('lost', '1')")
        await page.goto(f"{env.home.url}{SHELF}/{cake}/edit")
        await expect(page.locator("ha-authorize")).to_be_visible()
        await page.evaluate("() => localStorage.removeItem('lost')")
        await page.goto(f"{env.home.url}{SHELF}/{cake}/edit")
        await expect(page.locator("ht-editor")).to_contain_text("This is what you had not saved.")
        await expect(field).to_have_value(story)


@in_environment
async def test_cook_and_servings_are_where_a_thumb_reaches(env: BrowserEnvironment) -> None:
    for width, height in ((390, 844), (360, 640)):
        async with env.page(f"{SHELF}/{SOUP}", width=width, height=height) as page:
            bar = page.locator("ht-recipe-page .bar")
            for place in (bar.get_by_role("button", name="Cook"), bar.get_by_label("servings")):
                await expect(place).to_be_visible()
                found = await place.bounding_box()
                assert found is not None
                assert found["y"] >= height * 0.55
                assert found["y"] + found["height"] <= height


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)], ids=["phone", "desk"])
@in_environment
async def test_verdicts_are_on_the_first_screen_and_not_checked_is_never_green(
    env: BrowserEnvironment, width: int, height: int
) -> None:
    await env.remove_everybody()
    needs: dict[str, dict[str, Any]] = {"Anna": {"severe_allergens": ["eggs"]}, "Ben": {"diets": ["halal"]}}
    people = [await env.add_person(name, **fields) for name, fields in needs.items()]
    strange: dict[str, object] = {**PLUM_CAKE, "recipeIngredient": ["1 glug of xyzzy", "3 eggs"]}
    try:
        async with (
            kept(env, strange) as (cake,),
            env.page(f"{SHELF}/{cake}", width=width, height=height) as page,
        ):
            verdicts = page.locator("ht-verdicts button[data-tone]")
            await expect(verdicts).to_have_count(2)
            good = await page.locator("ht-recipe-page").evaluate(
                "one => getComputedStyle(one).getPropertyValue('--ht-good').trim()"
            )
            for at in range(2):
                one = verdicts.nth(at)
                found = await one.bounding_box()
                assert found is not None
                assert found["y"] + found["height"] <= height
                await expect(one.locator("ht-icon")).to_be_visible()
                assert len((await one.inner_text()).split(":")[1].strip()) > 3
                # Neither of them is known to be safe.
                assert await one.get_attribute("data-tone") != "good"
                color = await one.locator("ht-icon").evaluate("icon => getComputedStyle(icon).color")
                probe = await page.evaluate(
                    "good => { const one = document.body.appendChild(document.createElement('i')); one.style.color = good;"
                    " const { color } = getComputedStyle(one); one.remove(); return color; }",
                    good,
                )
                assert color != probe
    finally:
        for person in people:
            await env.remove_person(person)


@in_environment
async def test_back_restarts_no_timer(env: BrowserEnvironment) -> None:
    slow = {**BEANS, "name": "Calm beans", "steps": ["Simmer the beans for 12 minutes.", "Serve the beans."]}

    async def ends() -> list[float]:
        return [one["ends_at"] for one in (await env.home.command("hearthtech/timers"))["timers"]]

    async with cooking(env, {"recipe": slow}) as session, env.page(address(session)) as page:
        await page.locator("ht-cook-dish .text button.time").click()
        await expect(page.locator("ht-cook-dish ht-timer-list ht-row")).to_have_count(1)
        before = await ends()
        await next_button(page).click()
        await expect(words(page)).to_contain_text("Serve the beans")
        await page.wait_for_timeout(450)
        await page.locator("ht-cook-dish .back button").click()
        await expect(words(page)).to_contain_text("Simmer the beans")
        await expect(page.locator("ht-cook-dish ht-timer-list ht-row")).to_have_count(1)
        assert await ends() == before


@in_environment
async def test_the_distance_of_the_reader_is_chosen_for_a_device(env: BrowserEnvironment) -> None:
    short = {**BEANS, "name": "Near beans", "steps": ["Boil the beans.", "Serve the beans."]}

    async def size(page: Page) -> float:
        return float(await words(page).evaluate("one => parseFloat(getComputedStyle(one).fontSize)"))

    async with cooking(env, {"recipe": short}) as session, env.page(address(session)) as page:
        await expect(words(page)).to_contain_text("Boil the beans")
        assert await size(page) == 64
        for name, wanted in (("Arm’s length", 44.0), ("Across the kitchen", 64.0)):
            await page.get_by_role("button", name="Reading and hands").click()
            await page.get_by_role("button", name=name).click()
            await page.keyboard.press("Escape")
            await until(lambda wanted=wanted: _is(size(page), wanted), f"the words have {wanted} px")  # type: ignore[misc]
        await page.reload()
        await expect(words(page)).to_contain_text("Boil the beans")
        await page.get_by_role("button", name="Reading and hands").click()
        chosen = page.get_by_role("button", name="Across the kitchen")
        await expect(chosen).to_have_attribute("aria-pressed", "true")


async def _is(value: Awaitable[float], wanted: float) -> bool:
    return await value == wanted

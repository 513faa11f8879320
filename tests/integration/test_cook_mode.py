"""The WebSocket commands of cook mode, with a real stove: rights, late commands, two devices, and hostile input."""

from datetime import timedelta
import time
from typing import Any

from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.meal import Meal, MealSlot
from custom_components.hearthtech.kitchen.pantry.pantry_item import PantryItem
from custom_components.hearthtech.kitchen.recipes.cooking_log import Cooking
from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Heat,
    HumanGate,
    Ingredient,
    Recipe,
    Step,
    Yield,
)
from custom_components.hearthtech.kitchen.recipes.notes import Note, NotePart
from custom_components.hearthtech.kitchen.recipes.step_extraction import with_guesses

from .helpers import until
from .test_frontend_feed import Page


@pytest.fixture
async def page(hass: HomeAssistant, stove_entry: MockConfigEntry, hass_ws_client: WebSocketGenerator) -> Page:
    return Page(await hass_ws_client(hass))


@pytest.fixture
async def child_page(
    hass: HomeAssistant,
    hass_admin_user: User,
    stove_entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> Page:
    child = await hass.auth.async_create_user("Child", group_ids=["system-users"])
    refresh = await hass.auth.async_create_refresh_token(child, "https://example.org/app")
    return Page(await hass_ws_client(hass, hass.auth.async_create_access_token(refresh)))


@pytest.fixture
def kitchen(kitchen_entry: MockConfigEntry) -> Kitchen:
    kitchen: Kitchen = kitchen_entry.runtime_data
    return kitchen


@pytest.fixture
async def soup(kitchen: Kitchen) -> Recipe:
    return await kitchen.recipes.add(
        with_guesses(
            Recipe(
                id="",
                name="Soup",
                author="Grandma",
                yields=Yield(amount=2),
                ingredients=tuple(
                    Ingredient(text=line) for line in ("60 g butter", "1 l water", "200 g noodles")
                ),
                steps=(
                    Step(text="Melt half of the butter gently.", heat=Heat(power=0.3)),
                    Step(text="Add the water and boil for 10 minutes.", heat=Heat(power=0.8)),
                    Step(text="Stir in the remaining butter.", goal=HumanGate(words="until it shines")),
                ),
            )
        )
    )


@pytest.fixture
async def pudding(kitchen: Kitchen) -> Recipe:
    return await kitchen.recipes.add(
        Recipe(
            id="",
            name="Pudding",
            ingredients=(Ingredient(text="500 ml milk"),),
            steps=(Step(text="Simmer.", goal=DurationGoal(seconds=300.0), needs_hands=False),),
        )
    )


def burner(stove: VirtualStove, n: int) -> str:
    return f"{stove.stove_id}/{n}"


def dish(recipe: Recipe, stove: VirtualStove | None = None, n: int = 1, **more: Any) -> dict[str, Any]:
    return {"recipe": recipe.id} | ({} if stove is None else {"burner": burner(stove, n)}) | more


async def start(page: Page, *dishes: dict[str, Any], **more: Any) -> str:
    told = await page.result("cook/start", dishes=list(dishes), sent_at=time.time(), **more)
    return str(told["session"])


async def order(page: Page, session: str, name: str, /, **more: Any) -> dict[str, Any]:
    return await page.command("cook/order", session=session, order=name, sent_at=time.time(), **more)


async def shown(page: Page, session: str) -> dict[str, Any]:
    """Return the first dish of a session as a page that is opened now sees it."""
    feed = await page.subscribe("sessions")
    told = await page.event(feed)
    await page.unsubscribe(feed)
    found: dict[str, Any] = told["sessions"][session]["dishes"][0]
    return found


async def test_the_words_of_a_session_are_in_the_amounts_of_tonight(
    page: Page, kitchen: Kitchen, soup: Recipe, stove: VirtualStove
) -> None:
    note = Note(recipe_id=soup.id, version=1, part=NotePart.STEP, line=1, words="Salt it.", author="Papa")
    await kitchen.notes.add_note(note)
    session = await start(page, dish(soup, stove, servings=4))
    (told,) = (await page.result("cook/plan", session=session))["dishes"]
    assert (told["name"], told["servings"], told["factor"]) == ("Soup", 4, 2.0)
    assert told["ingredients"] == ["120 g butter", "2 l water", "400 g noodles"]
    first, second, third = told["steps"]
    assert [(one["text"], one["words"]) for one in first["amounts"]] == [
        ("60 g butter", "half of the butter")
    ]
    assert [one["text"] for one in second["amounts"]] == ["2 l water"]
    assert [(one["text"], one["words"]) for one in third["amounts"]] == [("60 g butter", "remaining butter")]
    assert [second["text"][one["start"] : one["end"]] for one in second["times"]] == ["10 minutes"]
    assert second["notes"] == [{"words": "Salt it.", "author": "Papa", "media": None}]
    assert third["goal"] == {"kind": "HumanGate", "words": "until it shines"}
    assert told["trace"] is None


async def test_the_trace_is_that_of_the_cook_who_gave_the_recipe(
    page: Page, kitchen: Kitchen, soup: Recipe
) -> None:
    now = kitchen.clock.now()
    for cook, session_id in (("Papa", "aaa"), ("Grandma", "bbb"), ("Anna", "ccc")):
        await kitchen.notes.write_cooking(
            Cooking(recipe_id=soup.id, version=1, cooked_at=now, session_id=session_id, cook=cook)
        )
    session = await start(page, dish(soup))
    (told,) = (await page.result("cook/plan", session=session))["dishes"]
    assert told["trace"]["session"] == "bbb"


async def test_a_session_that_ended_and_an_erased_recipe_keep_their_words(
    page: Page, kitchen: Kitchen, soup: Recipe
) -> None:
    session = await start(page, dish(soup))
    await kitchen.recipes.erase(soup.id)
    await page.result("cook/stop", session=session)
    told = await page.result("cook/plan", session=session)
    assert (told["phase"], told["phases"]) == ("stopped", {"1": "stopped"})
    assert told["dishes"][0]["steps"][0]["text"] == "Melt half of the butter gently."
    assert told["dishes"][0]["pictures"] == []


async def test_several_dishes_show_when_each_begins_and_the_highest_heat(
    page: Page, kitchen: Kitchen, soup: Recipe, pudding: Recipe, stove: VirtualStove
) -> None:
    roast = await kitchen.recipes.add(
        Recipe(id="", name="Roast", steps=(Step(text="Roast.", goal=DurationGoal(seconds=3600.0)),))
    )
    told = await page.result("cook/prepare", dishes=[dish(roast), dish(pudding, stove, 2, level="assist")])
    assert told["ready_in_s"] == pytest.approx(3600, abs=1)
    assert [(one["name"], round(one["begins_in_s"])) for one in told["dishes"]] == [
        ("Roast", 0),
        ("Pudding", 3300),
    ]
    assert told["heats"] == []
    alone = await page.result("cook/prepare", dishes=[dish(soup, stove, 1, level="assist")])
    assert alone["heats"][0] == {"burner": burner(stove, 1), "power": 0.8, "temperature_c": None}
    at = time.time() + 7200
    later = await page.result("cook/prepare", dishes=[dish(pudding)], ready_at=at)
    assert later["ready_in_s"] == pytest.approx(7200, abs=5)
    assert kitchen.sessions.active == ()


async def test_a_further_dish_is_found_by_what_is_typed(page: Page, soup: Recipe, pudding: Recipe) -> None:
    assert {"id": pudding.id, "name": "Pudding"} in await page.result("cook/find", query="puding")
    assert len(await page.result("cook/find")) >= 2
    assert await page.refusal("cook/find", query="x" * 201) == "invalid_format"


async def test_next_heats_only_when_it_was_held_and_the_user_may(
    page: Page, child_page: Page, soup: Recipe, stove: VirtualStove
) -> None:
    stove.controls.arm()
    session = await start(page, dish(soup, stove, level="assist"), heat=True)
    assert (await shown(page, session))["next_heat"] == {"power": 0.8, "temperature_c": None}
    pressed = await order(page, session, "confirm", dish="1", from_step=0)
    assert pressed["error"]["code"] == "kitchen_heat_not_permitted"
    by_child = await order(child_page, session, "confirm", dish="1", from_step=0, heat=True)
    assert by_child["error"]["code"] == "heat_not_allowed"
    assert (await shown(page, session))["step"] == 0
    assert (await order(page, session, "confirm", dish="1", from_step=0, heat=True))["success"]
    assert (await shown(page, session))["step"] == 1


async def test_two_devices_together_go_on_by_one_step(page: Page, child_page: Page, soup: Recipe) -> None:
    session = await start(page, dish(soup))
    assert (await order(page, session, "confirm", dish="1", from_step=0))["success"]
    assert (await order(child_page, session, "confirm", dish="1", from_step=0))["success"]
    assert (await shown(page, session))["step"] == 1


async def test_back_and_a_pause_need_no_heat_at_guide(page: Page, soup: Recipe, stove: VirtualStove) -> None:
    session = await start(page, dish(soup, stove))
    await order(page, session, "confirm", dish="1", from_step=0)
    assert (await shown(page, session))["back_heat"] is None
    assert (await order(page, session, "previous", dish="1", from_step=1))["success"]
    assert (await order(page, session, "pause"))["success"]
    paused = await shown(page, session)
    assert (paused["step"], paused["pause"], paused["resume_heat"]) == (0, "cook", None)
    assert (await order(page, session, "resume"))["success"]
    assert (await shown(page, session))["pause"] is None


async def test_what_a_sleeping_page_sends_late_changes_nothing(page: Page, soup: Recipe) -> None:
    session = await start(page, dish(soup))
    late = await page.command(
        "cook/order", session=session, order="confirm", dish="1", from_step=0, sent_at=time.time() - 60
    )
    assert late["error"]["code"] == "heat_command_late"
    assert (await shown(page, session))["step"] == 0
    assert (
        await page.refusal("cook/start", dishes=[dish(soup)], sent_at=time.time() - 60) == "heat_command_late"
    )
    stopped = await page.command("cook/stop", session=session)
    assert stopped["success"], "stopping is never refused"


async def test_marks_and_answers_are_the_same_on_all_devices_and_after_a_restart(
    hass: HomeAssistant,
    page: Page,
    child_page: Page,
    soup: Recipe,
    kitchen: Kitchen,
    kitchen_entry: MockConfigEntry,
) -> None:
    session = await start(page, dish(soup))
    feed = await child_page.subscribe("sessions")
    await child_page.event(feed)
    await page.result("cook/strike", session=session, dish="1", step=0, line=0)
    await page.result("cook/answer", session=session, dish="1", step=0)
    seen = await child_page.event_with(
        feed, lambda event: event["sessions"][session]["dishes"][0]["answered"]
    )
    assert seen["sessions"][session]["dishes"][0]["struck"] == [[0, 0]]
    assert await hass.config_entries.async_reload(kitchen_entry.entry_id)
    again: Kitchen = kitchen_entry.runtime_data
    await until(hass, lambda: again.sessions.active)
    assert again.sessions.find(session).state.dishes[0].struck == ((0, 0),)
    await page.result("cook/strike", session=session, dish="1", step=0, line=0, struck=False)
    assert again.sessions.find(session).state.dishes[0].struck == ()
    # The restart paused it, which calls the cook again.
    assert not again.sessions.find(session).state.dishes[0].answered


async def test_a_timer_of_a_step_belongs_to_its_session(page: Page, soup: Recipe) -> None:
    session = await start(page, dish(soup))
    timer = await page.result("timer/set", name="Eggs", seconds=180, session=session)
    assert timer["session_id"] == session


@pytest.mark.parametrize(
    ("command", "fields", "code"),
    [
        pytest.param("cook/plan", {"session": "nothing"}, "kitchen_session_not_found", id="plan-unknown"),
        pytest.param("cook/plan", {"session": ""}, "invalid_format", id="plan-empty"),
        pytest.param("cook/start", {"dishes": [], "sent_at": 0}, "invalid_format", id="start-nothing"),
        pytest.param(
            "cook/start",
            {"dishes": [{"recipe": "x", "servings": -1}], "sent_at": 0},
            "invalid_format",
            id="start-negative-servings",
        ),
        pytest.param("cook/prepare", {"dishes": [{"recipe": "x"}] * 13}, "invalid_format", id="prepare-many"),
        pytest.param(
            "cook/prepare",
            {"dishes": [{"recipe": "no such dish"}]},
            "kitchen_recipe_not_found",
            id="prepare-unknown",
        ),
        pytest.param(
            "cook/prepare",
            {"dishes": [{"recipe": "x", "level": "full power"}]},
            "invalid_format",
            id="prepare-level",
        ),
        pytest.param(
            "cook/order",
            {"session": "x", "order": "explode", "sent_at": 0},
            "invalid_format",
            id="order-unknown",
        ),
        pytest.param(
            "cook/strike",
            {"session": "nothing", "dish": "1", "step": 0, "line": 0},
            "kitchen_session_not_found",
            id="strike-unknown",
        ),
        pytest.param(
            "cook/strike",
            {"session": "x", "dish": "1", "step": -1, "line": 0},
            "invalid_format",
            id="strike-negative",
        ),
    ],
)
async def test_hostile_commands_are_refused(
    page: Page, kitchen: Kitchen, command: str, fields: dict[str, Any], code: str
) -> None:
    assert await page.refusal(command, **fields) == code


async def test_a_step_or_a_line_that_is_not_there_is_refused(page: Page, soup: Recipe) -> None:
    session = await start(page, dish(soup))
    fields = {"session": session, "dish": "1"}
    assert await page.refusal("cook/strike", **fields, step=99, line=0) == "kitchen_no_such_step"
    assert await page.refusal("cook/strike", **fields, step=0, line=99) == "kitchen_invalid"
    unknown = await order(page, session, "confirm", dish="9")
    assert not unknown["success"]


async def cooked(page: Page, recipe: Recipe, **more: Any) -> str:
    """Cook a recipe to its end; return the session."""
    session = await start(page, dish(recipe, **more))
    for step in range(len(recipe.steps)):
        assert (await order(page, session, "confirm", dish="1", from_step=step))["success"]
    return session


async def test_after_cooking_it_is_rated_noted_taken_and_kept(
    page: Page, child_page: Page, kitchen: Kitchen, soup: Recipe
) -> None:
    await kitchen.pantry.add(PantryItem(name="butter", amount=250.0, unit="g"))
    session = await cooked(page, soup, servings=4)
    at = {"session": session, "dish": "1"}
    day = await page.result("today")
    assert [(one["kind"], one["name"]) for one in day["waiting"]] == [("take", "Soup"), ("rate", "Soup")]
    (told,) = (await page.result("cook/result", session=session))["dishes"]
    assert (told["takes"], told["stars"], told["scaled"]) == (["120 g butter"], None, True)
    await page.result("cook/rate", **at, stars=4.5, words="Warm.")
    await child_page.result("cook/rate", **at, stars=2)
    await page.result("cook/note", **at, words=" Less salt next time. ")
    assert await page.result("cook/take", **at) == ["120 g butter"]
    assert await page.result("cook/take", **at) == [], "only once"
    assert {rating.stars for rating in await kitchen.notes.ratings(soup.id)} == {4.5, 2}
    assert [note.words for note in await kitchen.notes.notes(soup.id)] == ["Less salt next time."]
    assert (await page.result("cook/result", session=session))["dishes"][0]["stars"] == 4.5
    kept = await page.result("cook/keep", **at, reason="for four")
    recipe = await kitchen.recipes.get(soup.id)
    assert (kept["version"], recipe.version, recipe.servings) == (2, 2, 4)
    assert recipe.ingredients[0].text == "120 g butter"
    assert await page.refusal("cook/keep", **at) == "kitchen_invalid", "it is of an older version"
    assert (await page.result("today"))["waiting"] == []


async def test_the_day_shows_meals_preparations_and_what_to_use_up(
    page: Page, child_page: Page, kitchen: Kitchen, soup: Recipe
) -> None:
    now = kitchen.clock.now()
    beans = await kitchen.recipes.add(
        Recipe(id="", name="Bean stew", steps=(Step(text="Soak the beans overnight."), Step(text="Cook.")))
    )
    _, midnight = kitchen.locale.bounds(kitchen.locale.day(now))
    tomorrow = midnight + timedelta(hours=13)
    await kitchen.meal_plan.plan(Meal(starts_at=tomorrow, recipe_id=beans.id, words="Bean stew"))
    tonight = min(now + timedelta(minutes=30), midnight - timedelta(seconds=1))
    await kitchen.meal_plan.plan(
        Meal(starts_at=tonight, recipe_id=soup.id, words="Soup", servings=3, slot=MealSlot.DINNER)
    )
    day = kitchen.locale.day(now)
    await kitchen.pantry.add(PantryItem(name="cream", use_by=day + timedelta(days=1)))
    told = await child_page.result("today")
    assert [(meal["name"], meal["recipe"], meal["servings"]) for meal in told["meals"]] == [
        ("Soup", soup.id, 3)
    ]
    (soak,) = told["prepare"]
    assert soak["title"].endswith("Bean stew")
    assert (soak["words"], soak["done"]) == ("Soak the beans overnight.", False)
    assert told["use_up"] == [{"name": "cream", "days": 1}]
    await child_page.result("today/prepared", preparation=soak["id"])
    assert (await page.result("today"))["prepare"][0]["done"] is True
    await page.result("today/prepared", preparation=soak["id"], done=False)
    assert await page.refusal("today/prepared", preparation="nothing#0") == "kitchen_meal_not_found"
    suggested = await page.result("today/suggestion")
    assert suggested["name"]
    assert 1 <= len(suggested["reasons"]) <= 3


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        pytest.param("cook/rate", {"stars": 6}, id="too-many-stars"),
        pytest.param("cook/rate", {"stars": -1}, id="negative-stars"),
        pytest.param("cook/note", {"words": "  "}, id="empty-note"),
        pytest.param("cook/note", {"words": "x" * 2001}, id="long-note"),
    ],
)
async def test_hostile_words_of_the_last_screen_are_refused(
    page: Page, kitchen: Kitchen, command: str, fields: dict[str, Any]
) -> None:
    assert await page.refusal(command, session="x", dish="1", **fields) == "invalid_format"


async def test_a_session_without_a_recipe_has_nothing_to_rate(
    page: Page, kitchen: Kitchen, stove: VirtualStove
) -> None:
    watched = await kitchen.sessions.watch("By hand", burner(stove, 1))
    await watched.stop()
    assert (await page.result("cook/result", session=watched.id))["dishes"] == []
    at = {"session": watched.id, "dish": "1"}
    assert await page.refusal("cook/rate", **at, stars=3) == "kitchen_recipe_not_found"
    assert (
        await page.refusal("cook/note", session=watched.id, dish="9", words="x")
        == "kitchen_session_not_found"
    )


async def test_a_card_shows_a_recipe_or_what_is_suggested(page: Page, kitchen: Kitchen, soup: Recipe) -> None:
    told = await page.result("cook/card", recipe="Soup")
    assert (told["id"], told["name"], told["servings"], told["cover"]) == (soup.id, "Soup", 2, None)
    suggested = await page.result("cook/card")
    assert suggested["reasons"]
    assert await page.refusal("cook/card", recipe="no such dish") == "kitchen_recipe_not_found"

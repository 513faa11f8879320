"""Voice requests beside the stove: list, pantry, plan, suggestions, dietary suitability, food log, notes."""

import asyncio
from datetime import timedelta

from homeassistant.core import Context, HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hearthtech.assist.agent import assistant
from custom_components.hearthtech.assist.handlers.cold_storage import keeps
from custom_components.hearthtech.burners.model import HeatSource
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.pantry.pantry_item import PantryItem
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet, Person, Severity
from custom_components.hearthtech.kitchen.recipes.model import HelpLevel, Ingredient, Recipe, Step, Yield
from custom_components.hearthtech.models import loaded_kitchen
from custom_components.hearthtech.voice.reply import Reply

from .helpers import until

SOUP = "grandma's chicken soup"


@pytest.fixture
async def kitchen(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> Kitchen:
    """A kitchen with Anna, who can't eat milk, and Tom, who eats no meat."""
    assert await async_setup_component(hass, "conversation", {})
    found = loaded_kitchen(hass)
    await found.people.add(Person(name="Anna", allergens={Allergen.MILK: Severity.MILD}, dislikes=("dill",)))
    await found.people.add(Person(name="Tom", diets=frozenset({Diet.VEGETARIAN})))
    await found.recipes.add(
        Recipe(
            id="cheese-toast",
            name="Cheese toast",
            yields=Yield(amount=1),
            ingredients=(Ingredient(text="2 slices white bread"), Ingredient(text="60 g cheddar cheese")),
            steps=(Step(text="Toast it."),),
        )
    )
    await found.profiles.make()  # They are made beside; until then a recipe is "not checked".
    recognizer = assistant(hass).recognizer
    await until(
        hass,
        lambda: recognizer.exact_name("recipe", "cheese toast") and recognizer.exact_name("person", "anna"),
    )
    return found


async def ask(hass: HomeAssistant, text: str, user: str | None = None, site: str = "kitchen") -> Reply:
    return await assistant(hass).ask(text=text, site=site, session="s", context=Context(user_id=user))


async def say(hass: HomeAssistant, text: str) -> str:
    return (await ask(hass, text)).say


async def test_the_shopping_list_is_written_read_and_crossed_off(
    hass: HomeAssistant, kitchen: Kitchen
) -> None:
    assert await say(hass, "what's on the shopping list") == "The shopping list is empty."
    added = await say(hass, "add milk, eggs and two pounds of flour to the shopping list")
    assert added.startswith("On the list: ")
    assert [item.name.lower() for item in await kitchen.shopping.items()].count("milk") == 1
    assert len(await kitchen.shopping.items()) == 3
    assert (await say(hass, "put milk on the list")).startswith("On the list already: milk")
    assert len(await kitchen.shopping.items()) == 3
    assert "milk" in (await say(hass, "what is on the shopping list")).lower()
    assert (await say(hass, "is milk on the shopping list")).startswith("Yes, on the list")
    assert (await say(hass, "are bananas on the list")).startswith("Not on the list")
    assert (await say(hass, "remove the eggs from the shopping list")).lower() == "off the list: eggs."
    assert len(await kitchen.shopping.items()) == 2


async def test_a_list_that_is_partly_there_is_answered_item_by_item_and_undone_as_one(
    hass: HomeAssistant, kitchen: Kitchen
) -> None:
    for name in ("milk", "coconut oil", "500 g flour"):
        await kitchen.shopping.add(name)
    assert await say(hass, "put oil, milk, eggs and two pounds of flour on the shopping list") == (
        "On the list: oil, eggs and flour (1.41 kg). On the list already: milk."
    )
    assert await say(hass, "undo") == "Off the list: oil, eggs and flour (1.41 kg)."
    assert {item.words for item in await kitchen.shopping.items()} == {"milk", "coconut oil", "flour (500 g)"}


async def test_a_name_means_the_item_of_just_this_name_if_there_is_one(
    hass: HomeAssistant, kitchen: Kitchen
) -> None:
    for name in ("coconut milk", "milk", "peanut butter"):
        await kitchen.shopping.add(name)
    assert await say(hass, "is milk on the shopping list") == "Yes, on the list: milk."
    assert await say(hass, "tick off the milk") == "Bought: milk."
    assert await say(hass, "take the butter off the shopping list") == "Off the list: peanut butter."
    assert {(item.name, item.bought) for item in await kitchen.shopping.items()} == {
        ("coconut milk", False),
        ("milk", True),
    }


async def test_the_pantry_is_told_with_its_dates(hass: HomeAssistant, kitchen: Kitchen) -> None:
    assert "don't know yet what is in the house" in await say(hass, "what's in the pantry")
    today = kitchen.locale.day(kitchen.clock.now())
    await kitchen.pantry.add(PantryItem(name="milk", amount=500, unit="ml", use_by=today + timedelta(days=1)))
    await kitchen.pantry.add(PantryItem(name="rice", amount=2, unit="kg", place="pantry"))
    assert await say(hass, "do we have any milk left") == "There is 500 ml of milk, until tomorrow."
    assert await say(hass, "do we have any caviar") == "I know of no caviar in the house."
    assert await say(hass, "what expires soon") == "To be used soon: 500 ml of milk, until tomorrow."
    assert "rice" in await say(hass, "what is in the pantry")
    assert "milk" not in await say(hass, "what is in the pantry")


async def test_a_meal_is_planned_and_its_day_asked_for(hass: HomeAssistant, kitchen: Kitchen) -> None:
    assert (await say(hass, f"plan {SOUP} for tomorrow")).startswith(
        "Grandma's Chicken Soup is planned for tomorrow"
    )
    assert (await say(hass, "what's for dinner tomorrow")).endswith("Grandma's Chicken Soup.")
    assert await say(hass, "what is planned for today") == "Nothing is planned for today."
    asked = await ask(hass, f"put {SOUP} on the menu")
    assert asked.say == "For which day?"
    assert not asked.ends
    assert "is planned for today" in await say(hass, "today please")
    assert len(await kitchen.meal_plan.on_day(kitchen.locale.day(kitchen.clock.now()))) == 1


async def test_what_would_harm_somebody_is_planned_only_on_a_yes(
    hass: HomeAssistant, kitchen: Kitchen
) -> None:
    asked = await ask(hass, "plan cheese toast for tomorrow")
    assert asked.say == "Cheese toast may not be safe for Anna. Shall I plan it anyway?"
    tomorrow = kitchen.locale.day(kitchen.clock.now()) + timedelta(days=1)
    assert await kitchen.meal_plan.on_day(tomorrow) == []
    assert (await say(hass, "no")).startswith("All right")
    assert await kitchen.meal_plan.on_day(tomorrow) == []
    await say(hass, "plan cheese toast for tomorrow")
    assert (await say(hass, "yes")).startswith("Cheese toast is planned for tomorrow")


async def test_a_week_is_proposed_and_planned_on_a_yes(hass: HomeAssistant, kitchen: Kitchen) -> None:
    for person in await kitchen.people.all():
        await kitchen.people.remove(person.id)
    proposed = await ask(hass, "plan the week")
    assert proposed.say.startswith("I propose ")
    assert not proposed.ends
    assert (await say(hass, "yes")).startswith("Planned: ")


async def test_suggestions_harm_nobody_and_give_a_reason(hass: HomeAssistant, kitchen: Kitchen) -> None:
    told = await ask(hass, "suggest something for dinner")
    assert "Cheese toast" not in f"{told.say} {told.show}"
    for person in await kitchen.people.all():
        await kitchen.people.remove(person.id)
    told = await ask(hass, "suggest something for dinner")
    assert told.say.startswith("How about ")
    assert told.show is not None
    assert told.show.count("\n") >= 1
    assert "." in told.say.partition("?")[2], "a reason is said"
    assert "could be checked" not in f"{told.say} {told.show}", "nobody has an allergy"


async def test_the_pantry_gives_a_dish(hass: HomeAssistant, kitchen: Kitchen) -> None:
    assert "don't know yet" in await say(hass, "what can i make with what we have")
    for person in await kitchen.people.all():
        await kitchen.people.remove(person.id)
    for name in ("white bread", "cheddar cheese"):
        await kitchen.pantry.add(PantryItem(name=name))
    assert (await say(hass, "what can i make with what we have")).startswith("How about Cheese toast?")


async def test_allergies_come_from_profiles_and_what_is_unsure_is_said(
    hass: HomeAssistant, kitchen: Kitchen
) -> None:
    assert await say(hass, "can anna eat cheese toast") == (
        "Better not: Cheese toast is not safe for Anna: 60 g cheddar cheese."
    )
    assert await say(hass, "can tom eat cheese toast") != ""
    assert (await say(hass, f"can tom eat {SOUP}")).startswith("It does not keep to what Tom eats")
    assert await say(hass, "can anna eat cheddar cheese") != await say(hass, "can tom eat cheddar cheese")
    assert "may not be safe for Anna" in await say(hass, "who can eat cheese toast")
    assert (await say(hass, f"is {SOUP} vegan")).startswith("No, Grandma's Chicken Soup is not vegan")
    assert await say(hass, "does cheese toast contain milk") == "Cheese toast has it: 60 g cheddar cheese."
    assert "can't check for analogy" in await say(hass, "does cheese toast contain analogy")
    assert "nobody called" not in await say(hass, "can anna eat this")


async def test_what_was_eaten_is_written_down_and_told_of_those_who_are_meant(
    hass: HomeAssistant, kitchen: Kitchen, hass_admin_user: MockUser
) -> None:
    assert await say(hass, "what have i eaten today") == "Who is meant: Anna or Tom?"
    assert await say(hass, "what has anna eaten today") == "Nothing is written down for Anna today."
    logged = await say(hass, "anna had cheese toast")
    assert logged.startswith("Written down for Anna: Cheese toast, about ")
    told = await ask(hass, "what has anna eaten today")
    assert told.say.startswith("Anna had ")
    assert "kilocalories today" in told.say
    assert told.show == "Cheese toast"
    assert "protein" in await say(hass, "how much protein did anna have today")
    assert await say(hass, "what has tom eaten today") == "Nothing is written down for Tom today."
    await kitchen.people.add(Person(name=hass_admin_user.name or "Admin"))
    own = await ask(hass, "what have i eaten today", hass_admin_user.id)
    assert own.say == f"Nothing is written down for {hass_admin_user.name} today."


async def test_what_stands_in_is_checked_for_everybody(hass: HomeAssistant, kitchen: Kitchen) -> None:
    for person in await kitchen.people.all():
        if person.name == "Tom":
            await kitchen.people.remove(person.id)
    told = await ask(hass, "what can i use instead of mayonnaise")
    assert told.say.startswith("Instead of 100 grams mayonnaise: 100 grams avocado")
    assert "yogurt" not in f"{told.say} {told.show}", "Anna can't have milk"
    refused = await say(hass, "can i use yogurt instead of mayonnaise")
    assert refused == "Better not: yogurt is not for everybody here."
    assert (await say(hass, "can i use olive oil instead of butter")).startswith(
        "Yes. Instead of 100 grams butter"
    )
    assert (await say(hass, "can i use sawdust instead of butter")).startswith("For sawdust I have no rule.")
    assert "know nothing" in await say(hass, "what can i use instead of saffron")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "how long does raw chicken keep",
            "one to two days in the fridge and nine to twelve months in the freezer",
        ),
        ("how long can i keep cooked chicken in the fridge", "three to four days in the fridge"),
        ("how long do eggs last", "three to five weeks in the fridge"),
        ("how long does bacon keep", "one week in the fridge"),
        ("how long does truffle butter keep", "no sound figure"),
    ],
)
async def test_how_long_food_keeps_is_told_from_the_chart_only(
    hass: HomeAssistant, kitchen: Kitchen, question: str, told: str
) -> None:
    assert told in await say(hass, question)


def test_the_chart_knows_raw_from_cooked() -> None:
    raw, cooked = keeps("chicken", "en"), keeps("cooked chicken", "en")
    assert raw is not None
    assert cooked is not None
    assert raw != cooked
    assert keeps("truffle", "en") is None


async def test_a_meal_is_watched_and_the_heat_stays_the_cooks(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry, kitchen: Kitchen
) -> None:
    assert (await say(hass, "start recording")).startswith("Which burner shall I watch?")
    stove.controls.pan(1, water_l=1.0)
    stove.controls.turn(1, 0.5)
    burner = next(iter(kitchen.burners))
    await until(hass, lambda: burner.state.source is HeatSource.MANUAL)
    assert await say(hass, "start recording") == "I am watching the front left burner."
    [dish] = kitchen.cooking.get().state.dishes
    assert dish.plan.level is HelpLevel.OBSERVE
    assert (await say(hass, "stop recording")).startswith("I have stopped watching")
    assert burner.state.source is HeatSource.MANUAL
    assert await say(hass, "stop recording") == "I am not watching anything."


async def test_a_note_goes_into_the_margin_and_stars_to_the_recipe(
    hass: HomeAssistant, kitchen: Kitchen
) -> None:
    await say(hass, f"how many ingredients are in {SOUP}")
    assert await say(hass, "note that it needs more dill") == "Noted beside Grandma's Chicken Soup."
    recipe = await kitchen.recipes.find(SOUP)
    assert "it needs more dill" in [note.words for note in await kitchen.notes.notes(recipe.id)]
    assert (await say(hass, f"give {SOUP} four stars")).startswith("Four stars for Grandma's Chicken Soup")
    assert [rating.stars for rating in await kitchen.notes.ratings(recipe.id)] == [4]


async def cook_pudding(hass: HomeAssistant, kitchen: Kitchen) -> None:
    """A dish of one step, and what it needs in the house."""
    pudding = Recipe(
        id="pudding",
        name="Pudding",
        yields=Yield(amount=2),
        ingredients=tuple(Ingredient(text=line) for line in ("300 g flour", "2 eggs", "1 pinch salt")),
        steps=(Step(text="Stir it."),),
    )
    await kitchen.recipes.add(pudding)
    await kitchen.pantry.add(PantryItem(name="flour", amount=1.0, unit="kg"))
    await kitchen.pantry.add(PantryItem(name="eggs", amount=2))
    await kitchen.pantry.add(PantryItem(name="salt"))
    await kitchen.cooking.start("pudding", None)


async def test_the_last_step_asks_whether_to_take_from_the_pantry(
    hass: HomeAssistant, kitchen: Kitchen
) -> None:
    await cook_pudding(hass, kitchen)
    asked = await ask(hass, "next step")
    assert asked.say == (
        "That was the last step. Enjoy your meal! Shall I take 2 eggs and 0.3 kg flour off the pantry?"
    )
    assert not asked.ends
    assert {item.name: item.amount for item in await kitchen.pantry.items()}["eggs"] == 2, (
        "nothing before the yes"
    )
    assert await say(hass, "yes") == "Taken off the pantry: 2 eggs and 0.3 kg flour."
    assert {item.name: item.amount for item in await kitchen.pantry.items()} == {"flour": 0.7, "salt": None}
    last = kitchen.sessions.last
    assert last is not None
    assert await kitchen.cooked_dishes.withdrawals(last.id, "1") == []
    assert await kitchen.cooked_dishes.take(last.id, "1") == [], "a dish takes once"
    assert {item.name: item.amount for item in await kitchen.pantry.items()} == {"flour": 0.7, "salt": None}


async def test_a_no_leaves_the_pantry_as_it_is(hass: HomeAssistant, kitchen: Kitchen) -> None:
    await cook_pudding(hass, kitchen)
    before = await kitchen.pantry.items()
    await ask(hass, "next step")
    assert await say(hass, "no") == "All right, I leave it."
    assert await say(hass, "yes") == "There is nothing to say yes to."
    assert await kitchen.pantry.items() == before


async def test_two_at_once_take_once(hass: HomeAssistant, kitchen: Kitchen) -> None:
    await cook_pudding(hass, kitchen)
    session = kitchen.cooking.get()
    assert await kitchen.cooked_dishes.take(session.id, "1") == [], "it is not cooked yet"
    await session.confirm("1")
    took = await asyncio.gather(*(kitchen.cooked_dishes.take(session.id, "1") for _ in range(4)))
    assert sorted(map(len, took)) == [0, 0, 0, 2]
    assert {item.name: item.amount for item in await kitchen.pantry.items()} == {"flour": 0.7, "salt": None}


@pytest.mark.parametrize(
    ("language", "yes", "taken"),
    [
        ("de", "ja", "Vom Vorrat abgezogen: 2 eggs und 0.3 kg flour."),
        ("fr", "oui", "Retiré du garde-manger : 2 eggs et 0.3 kg flour."),
        ("es", "sí", "Quitado de la despensa: 2 eggs y 0.3 kg flour."),
        ("it", "sì", "Tolto dalla dispensa: 2 eggs e 0.3 kg flour."),
    ],
)
async def test_the_pantry_is_asked_about_in_every_language(
    hass: HomeAssistant, kitchen: Kitchen, language: str, yes: str, taken: str
) -> None:
    await cook_pudding(hass, kitchen)

    async def heard(kind: str | None, text: str | None) -> str:
        reply = await assistant(hass).ask(
            text=text, kind=kind, site="kitchen", session="s", language=language, context=Context()
        )
        return reply.say

    assert "0.3 kg flour" in await heard("next_step", None)
    assert await heard(None, yes) == taken


@pytest.mark.parametrize("kind", ["person", "recipe"])
async def test_names_that_are_added_while_others_are_read_are_known(
    hass: HomeAssistant, kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """The slower of two readings began earlier, so that it must not be the last to be applied."""
    service, name = (kitchen.people, "all") if kind == "person" else (kitchen.recipes, "names")
    read = getattr(service, name)
    reads = 0
    goes_on = asyncio.Event()

    async def reads_slowly() -> object:
        nonlocal reads
        found = await read()
        task = asyncio.current_task()
        if task is not None and "names" in task.get_name():
            reads += 1
            if reads == 1:
                await goes_on.wait()
        return found

    async def add(new: str) -> None:
        if kind == "person":
            await kitchen.people.add(Person(name=new))
        else:
            await kitchen.recipes.add(Recipe(id="", name=new, steps=(Step(text="Boil it."),)))

    monkeypatch.setattr(service, name, reads_slowly)
    await add("Zelda")
    await until(hass, lambda: reads == 1)
    await add("Quentin")
    for _ in range(20):
        await asyncio.sleep(0.01)
    goes_on.set()
    await hass.async_block_till_done(wait_background_tasks=True)
    recognizer = assistant(hass).recognizer
    assert recognizer.exact_name(kind, "zelda")
    assert recognizer.exact_name(kind, "quentin")

"""A kitchen that has something of everything, and all places of the frontend that show it.

`fill` writes the texts that `say` makes of plain words: the words themselves, or words with planted markup. So a place
that is added here is seen by the test of accessible trees and by the test of planted markup.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import time
from typing import Any

from PIL import Image

from ..kitchen.sessions.recorded_cookings import archive_of, soup
from .environment import BrowserEnvironment
from .kitchen_data import add_person, next_monday, plan_meal
from .recipe_data import act

type Say = Callable[[str], str]
PANEL = "hearthtech-panel-content main"
BOARD = "every-card"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A view or a card: its address, what is opened there by clicks, and what is there once it shows everything.

    `{recipe}` and others stand for what `fill` returns.
    """

    name: str
    path: str
    shows: tuple[str, ...]
    opens: tuple[str, ...] = ()
    """Elements that are clicked one after the other."""
    root: str = PANEL
    """The element whose accessible tree is compared; empty where it is another in each month."""


PLACES = (
    Place(name="today", path="today", shows=("ht-session-tile", "ht-today .thing", "ht-burner-tile", "hearthtech-timers-card-content ht-row")),
    Place(name="timers sheet", path="today", shows=("ht-today .thing",), opens=("hearthtech-panel-content header .timers",), root="hearthtech-panel-content > ht-sheet"),
    Place(name="burner sheet", path="today", shows=("ht-burner-tile",), opens=("ht-burner-tile >> nth=3 >> button.open",), root="hearthtech-stove-card-content ht-sheet"),
    Place(name="shelf", path="recipes", shows=("ht-shelf ht-recipe-tile a >> nth=1",)),
    Place(name="filters", path="recipes", shows=("ht-shelf ht-recipe-tile a",), opens=("ht-shelf >> role=button[name=/^Filters/]",), root="ht-filter-sheet"),
    Place(name="book", path="recipes", shows=("ht-shelf ht-recipe-tile a",), opens=("ht-shelf >> role=button[name='The book']",), root="ht-book-sheet"),
    Place(name="recipe", path="recipes/{recipe}", shows=("ht-recipe-page h1", "ht-verdicts button", "ht-past section", "ht-nutrition")),
    Place(name="recipe as cooked", path="recipes/{recipe}/as/1", shows=("ht-recipe-page .old",)),
    Place(name="verdict", path="recipes/{recipe}", shows=("ht-verdicts button",), opens=("ht-verdicts button >> nth=0",), root="ht-verdicts ht-sheet"),
    Place(name="line", path="recipes/{recipe}", shows=("ht-recipe-lines .text",), opens=("ht-recipe-lines >> role=button[name=/^More about/] >> nth=0",), root="ht-line-sheet"),
    Place(name="collections", path="recipes/{recipe}", shows=("ht-recipe-page h1",), opens=("ht-recipe-page >> role=button[name='More about the recipe']",), root="ht-actions-sheet"),
    Place(name="difference", path="recipes/{recipe}", shows=("ht-past section",), opens=("ht-past >> role=button[name='What changed']",), root="ht-difference"),
    Place(name="editor", path="recipes/{recipe}/edit", shows=("ht-editor pre:not(:empty)",)),
    Place(name="step sheet", path="recipes/{recipe}/edit", shows=("ht-editor pre:not(:empty)",), opens=("ht-editor ol li .facts ht-button >> nth=0",), root="ht-step-sheet"),
    Place(name="import", path="recipes/import", shows=("ht-import form",)),
    Place(name="plan", path="plan/{monday}", shows=("ht-plan ht-meal-card",)),
    Place(name="meal", path="plan/{monday}", shows=("ht-plan ht-meal-card",), opens=("ht-plan ht-meal-card >> nth=0",), root="ht-plan ht-sheet dialog[open]"),
    Place(name="month", path="plan/month/{month}", shows=("ht-plan-month",), root=""),
    Place(name="shopping", path="shopping", shows=("ht-shopping li button",)),
    Place(name="pantry", path="shopping/pantry", shows=("ht-pantry ht-row",)),
    Place(name="people", path="people", shows=("ht-people article svg",)),
    Place(name="household", path="people/household", shows=("ht-household ht-row >> nth=3",)),
    Place(name="gatherings", path="gatherings", shows=("ht-gatherings ht-row",)),
    Place(name="gathering", path="gatherings/{gathering}", shows=("ht-gathering ht-guests-section", "ht-afterwards-section")),
    Place(name="recordings", path="recordings", shows=("ht-recording-list ht-row",)),
    Place(name="recording", path="recordings/{recording}", shows=("ht-recording-page li",)),
    Place(name="cook start", path="cook/recipe/{recipe}/3", shows=("ht-cook-start output",), root="hearthtech-cook dialog"),
    Place(name="cook", path="cook/{session}", shows=("ht-cook-dish .text",), root="hearthtech-cook dialog"),
    Place(name="behind this step", path="cook/{session}", shows=("ht-cook-dish .text",), opens=("ht-cook-dish >> role=button[name='Behind this step']",), root="ht-cook-sheet"),
    Place(name="cook finish", path="cook/{finished}", shows=("ht-cook-finish section",), root="hearthtech-cook dialog"),
    Place(name="nothing", path="nothing-here", shows=("hearthtech-panel-content ht-empty-state",)),
)  # fmt: skip
"""Views of the panel with their sheets."""

CARDS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("stove-card", "ht-burner-tile", {}),
    ("timers-card", "ht-row", {}),
    ("cooking-card", "ht-session-tile", {}),
    ("meals-card", "li", {"days": 7}),
    ("shopping-card", "li", {}),
    ("recipe-card", "h3", {"recipe": "{recipe}"}),
    ("suggestion-card", "article", {}),
)
"""Cards, what each shows once it has read, and their options."""


async def fill(env: BrowserEnvironment, folder: Path, say: Say, *, more: int = 0) -> dict[str, str]:
    """Add records of every kind to a new kitchen. Returns the ids that addresses of views contain.

    Args:
        env: the environment, whose kitchen is new.
        folder: an empty folder for files that are imported.
        say: makes the text of a field from plain words.
        more: how many further lines and steps the recipe has.
    """
    values = await _fill_book(env, say, more)
    recipe = values["recipe"]
    values |= await _fill_people(env, say, recipe)
    await _fill_house(env, say)
    values |= await _fill_plan(env, say, recipe)
    values["gathering"] = await _fill_gathering(env, say)
    values |= await _cook(env, say, recipe)
    values["recording"] = await _record(env, folder, say)
    await _fill_stove(env, say)
    await _make_board(env, say, recipe)
    return values


async def _fill_book(env: BrowserEnvironment, say: Say, more: int) -> dict[str, str]:
    parent = await act(
        env, "add_recipe", name=say("Plain cake"), ingredients=["200 g flour"], steps=["Bake."]
    )
    lines = ["500 g plums", "200 g flour", "3 eggs", *[f"{n + 2} apples" for n in range(more)]]
    steps = ["Mix flour and eggs.", "Bake for 45 minutes.", *[f"Turn it {n + 2} times." for n in range(more)]]
    document = {
        "id": "",
        "name": say("Plum cake"),
        "description": say("Best on the second day."),
        "story": say("Klara told it only once."),
        "author": say("Klara"),
        "language": "en",
        "yields": {"amount": 8, "unit": say("pieces")},
        "equipment": [say("a tin")],
        "keywords": [say("sweet")],
        "cuisines": [say("Bohemian")],
        "notes": [say("Ask before you bake.")],
        "ingredients": [{"text": say(line), "section": say("Dough")} for line in lines],
        "steps": [
            {
                "text": say(step),
                "section": say("Baking"),
                "goal": {"type": "human", "words": say("it smells of plums")},
            }
            for step in steps
        ],
    }
    made = (await env.home.command("hearthtech/recipe/save", document=document))["recipe"]
    recipe = str(made["id"])
    await act(
        env,
        "set_descent",
        recipe=recipe,
        parent=parent["recipe"]["id"],
        person=say("Aunt Rosa"),
        place=say("Brno"),
        reason=say("more plums"),
    )
    for part, line in (("recipe", None), ("ingredient", 1), ("step", 1), ("story", None)):
        place = {} if line is None else {"line": line}
        await act(
            env, "add_note", recipe=recipe, part=part, words=say("Less sugar."), author=say("Ben"), **place
        )
    await act(env, "log_cooking", recipe=recipe, words=say("For a birthday."), person=say("Lena"))
    await act(env, "rate_recipe", recipe=recipe, stars=4, words=say("Very good."), person=say("Otto"))
    picture = env.home.folder / "www" / "cake.png"
    picture.parent.mkdir(exist_ok=True)
    Image.new("RGB", (64, 48), "#a05020").save(picture)
    await act(env, "add_picture", recipe=recipe, path=str(picture), caption=say("The whole cake"))
    changed = {**made, "description": say("Best on the third day."), "version": 1}
    await env.home.command("hearthtech/recipe/save", document=changed, reason=say("one day more"))
    collection = await env.home.command("hearthtech/collection/make", name=say("Sundays"))
    await env.home.command("hearthtech/collection/put", collection=collection["id"], recipe=recipe, add=True)
    await env.home.command("hearthtech/collection/make", name=say("Soon"), search="plum")
    return {"recipe": recipe}


async def _fill_people(env: BrowserEnvironment, say: Say, recipe: str) -> dict[str, str]:
    needs = {
        "severe_allergens": ["eggs"],
        "avoids": [say("moonshine")],
        "dislikes": [say("raisins")],
        "diets": ["vegetarian"],
    }
    anna = await add_person(env, say("Anna"), needs=needs)
    await add_person(env, say("Little Tom"), needs={}, guest=True)
    await act(
        env, "log_eaten", person=anna, name=say("Porridge"), ingredients=[say("100 g oats")], portions=1
    )
    await act(env, "weigh_measure", person=say("Grandma"), measure=say("cup"), food=say("flour"), grams=140)
    await act(env, "correct_food", name=say("quark"), food="butter")
    await act(env, "state_product", name=say("crumble mix"), contains=["milk"])
    await act(env, "save_barcode", barcode="4006381333931", name=say("oat milk"), amount=1, unit="l")
    return {"anna": anna}


async def _fill_house(env: BrowserEnvironment, say: Say) -> None:
    soon = str(datetime.now(UTC).date() + timedelta(days=2))
    await act(env, "add_to_pantry", name=say("sour cream"), amount=2, use_by=soon, place=say("fridge"))
    await act(env, "add_to_pantry", name=say("rice"), amount=500, unit="g", place=say("cellar"))
    await act(env, "freeze_portions", name=say("bean soup"), portions=3, place=say("drawer"))
    await act(env, "set_standing_item", kind="minimum", name=say("coffee"), amount=1)
    await act(env, "save_shop", name=say("Corner shop"))
    await act(env, "add_to_shopping", name=say("leeks"), note=say("thin ones"))
    await act(env, "add_to_shopping", name="milk", amount=2, unit="l", note=say("for pancakes"))


async def _fill_plan(env: BrowserEnvironment, say: Say, recipe: str) -> dict[str, str]:
    # Next week: its days are shown by their date, never as "today" or "tomorrow".
    monday = next_monday(datetime.now(UTC).date()) + timedelta(days=7)
    await plan_meal(env, monday, recipe=recipe, servings=4)
    await plan_meal(env, monday + timedelta(days=1), name=say("Pizza at the lake"))
    now = datetime.now(UTC)
    end = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1, seconds=-1)
    tonight = min(now + timedelta(hours=1), end)
    await act(env, "plan_meal", starts_at=tonight.isoformat(), slot="dinner", recipe=recipe, servings=2)
    return {"monday": str(monday), "month": f"{monday:%Y-%m}"}


async def _fill_gathering(env: BrowserEnvironment, say: Say) -> str:
    at = (datetime.now(UTC) + timedelta(days=3)).replace(microsecond=0)
    made = await act(
        env, "create_gathering", name=say("Summer party"), starts_at=at.isoformat(), place=say("Garden"), words=say("Bring chairs.")
    )  # fmt: skip
    gathering = str(made["gathering"]["id"])
    await act(env, "request_dish", gathering=gathering, name=say("something green"))
    dish = await act(env, "add_dish", gathering=gathering, name=say("Potato salad"), cook=say("Paul"))
    await act(
        env,
        "add_review",
        gathering=gathering,
        dish=dish["dish"]["id"],
        critic=say("Ida"),
        words=say("Fine."),
        taste=4,
    )
    return gathering


async def _cook(env: BrowserEnvironment, say: Say, recipe: str) -> dict[str, str]:
    toast = await act(
        env, "add_recipe", name=say("Toast"), ingredients=[say("1 slice")], steps=[say("Toast it.")]
    )
    ended = await env.home.command(
        "hearthtech/cook/start", dishes=[{"recipe": toast["recipe"]["id"]}], sent_at=time()
    )
    await env.home.command(
        "hearthtech/cook/order", session=ended["session"], order="confirm", dish="1", from_step=0, sent_at=time()
    )  # fmt: skip
    running = await env.home.command("hearthtech/cook/start", dishes=[{"recipe": recipe}], sent_at=time())
    await env.home.command("hearthtech/timer/set", name=say("Dumplings"), seconds=3000)
    return {"session": str(running["session"]), "finished": str(ended["session"])}


async def _record(env: BrowserEnvironment, folder: Path, say: Say) -> str:
    remarks = [(300.0, say("smells of thyme"))]
    made = await archive_of(folder, {"recorded1": (say("Nonna soup"), soup(minutes=8), remarks)})
    archive = env.home.folder / "www" / "recorded.zip"
    archive.write_bytes(made.read_bytes())
    await act(env, "import_book", path=str(archive))
    return "recorded1"


async def _fill_stove(env: BrowserEnvironment, say: Say) -> None:
    names = {env.burners[3].device_id: say("Front right")}
    for device, name in names.items():
        await env.home.command("config/device_registry/update", device_id=device, name_by_user=name)


async def _make_board(env: BrowserEnvironment, say: Say, recipe: str) -> None:
    """Make a dashboard with every card."""
    cards: list[dict[str, Any]] = []
    for card, _, options in CARDS:
        filled = {key: recipe if value == "{recipe}" else value for key, value in options.items()}
        named = {} if card == "recipe-card" else {"name": say(card)}
        cards.append({"type": f"custom:hearthtech-{card}", **named, **filled})
    config = {"views": [{"type": "sections", "sections": [{"type": "grid", "cards": cards}]}]}
    await env.home.command(
        "lovelace/dashboards/create", url_path=BOARD, title="Cards", icon="mdi:food", mode="storage"
    )
    await env.home.command("lovelace/config/save", url_path=BOARD, config=config)

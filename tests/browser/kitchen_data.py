"""People, recipes and meals for browser tests, put into the kitchen as a household does it."""

from datetime import date, timedelta
from typing import Any

from .environment import BrowserEnvironment

SUBENTRIES = "/api/config/config_entries/subentries/flow"


async def add_person(
    env: BrowserEnvironment,
    name: str,
    *,
    needs: dict[str, Any] | None = None,
    body: dict[str, Any] | None = None,
    guest: bool = False,
) -> str:
    """Add a person if there is none of that name. Returns the id."""
    told = await env.home.action("hearthtech", "list_people", {})
    for person in told["people"]:
        if person["name"] == name:
            return str(person["id"])
    flow = await env.home.rest("POST", SUBENTRIES, {"handler": [env.kitchen_id, "person"]})
    answer = {"name": name, "guest": guest, "needs": needs or {}, "body": body or {}}
    await env.home.rest("POST", f"{SUBENTRIES}/{flow['flow_id']}", answer)
    told = await env.home.action("hearthtech", "list_people", {})
    return next(str(person["id"]) for person in told["people"] if person["name"] == name)


async def add_recipe(env: BrowserEnvironment, name: str, lines: list[str], steps: list[str]) -> str:
    """Add a recipe if there is none of that name. Returns the id."""
    found = await env.home.action("hearthtech", "search_recipes", {"query": name})
    for recipe in found["recipes"]:
        if recipe["name"] == name:
            return str(recipe["id"])
    data = {"name": name, "ingredients": lines, "steps": steps, "yield": "4 servings"}
    added = await env.home.action("hearthtech", "add_recipe", data)
    return str(added["recipe"]["id"])


async def clear_plan(env: BrowserEnvironment, first: date, days: int = 21) -> None:
    """Remove all planned meals of some days, and the rules of those that repeat."""
    span = {"start": str(first), "days": days}
    while meals := (await env.home.action("hearthtech", "get_meals", span))["meals"]:
        await env.home.action("hearthtech", "remove_meal", {"meal": meals[0]["id"], "following": True})


async def plan_meal(env: BrowserEnvironment, day: date, **data: Any) -> str:
    """Plan a dinner. Returns the id."""
    meal = {"starts_at": f"{day} 18:30:00", "slot": "dinner", **data}
    return str((await env.home.action("hearthtech", "plan_meal", meal))["meal"]["id"])


async def clear_shopping(env: BrowserEnvironment) -> None:
    """Empty the shopping list."""
    told = await env.home.action("hearthtech", "get_shopping_list", {})
    names = [item["id"] for item in told["items"]]
    if names:
        target = {"entity_id": "todo.kitchen_shopping_list", "item": names}
        await env.home.action("todo", "remove_item", target, response=False)


def next_monday(today: date) -> date:
    """The Monday of the next week: all of its days are still to come."""
    return today + timedelta(days=7 - today.weekday())

"""Recipes for browser tests, and places of the shelf and the page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import json
from typing import Any

from playwright.async_api import Locator, Page

from .environment import BrowserEnvironment

SHELF = "/hearthtech/recipes"
SOUP = "grandmas-chicken-soup"


async def act(env: BrowserEnvironment, action: str, **data: object) -> Any:
    return await env.home.action("hearthtech", action, data)


async def add(env: BrowserEnvironment, *recipes: dict[str, object]) -> list[str]:
    """Import recipes; returns their ids."""
    text = json.dumps([{"@context": "https://schema.org", "@type": "Recipe"} | one for one in recipes])
    told = await act(env, "import_recipe", text=text)
    return [item["recipe"]["id"] for item in told["recipes"]]


@asynccontextmanager
async def kept(env: BrowserEnvironment, *recipes: dict[str, object]) -> AsyncIterator[list[str]]:
    """Recipes that are in the book for the time of a test."""
    ids = await add(env, *recipes)
    try:
        yield ids
    finally:
        for recipe_id in ids:
            await act(env, "erase_recipe", recipe=recipe_id)


SAMPLES = {"Grandma's Chicken Soup", "Papa's Semolina Pudding", "Uncle Tomas's White Bean Stew"}


async def only_samples(env: BrowserEnvironment) -> None:
    """Erase what other tests left in the book, which all browser tests share."""
    while others := [
        item["id"]
        for item in (await env.home.command("hearthtech/recipes", text="", offset=0, limit=60))["items"]
        if item["name"] not in SAMPLES
    ]:
        for recipe in others:
            await act(env, "erase_recipe", recipe=recipe)


PLUM_CAKE: dict[str, object] = {
    "name": "Plum Cake of Aunt Klara",
    "recipeYield": "8 servings",
    "recipeIngredient": ["500 g plums", "200 g flour", "3 eggs", "120 ml milk", "a pinch of salt"],
    "recipeInstructions": [
        {"@type": "HowToStep", "text": "Mix flour, eggs and 120 ml milk."},
        {"@type": "HowToStep", "text": "Put the plums on it in a 26 cm tin and bake for 45 minutes."},
    ],
    "description": "Best on the second day.",
}


def tiles(page: Page) -> Locator:
    return page.locator("ht-shelf ht-recipe-tile a")


def lines(page: Page) -> Locator:
    return page.locator("ht-recipe-lines .text")

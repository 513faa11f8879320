"""Fixtures: a recognizer that knows a small household."""

import pytest

from custom_components.hearthtech.voice.names import Named
from custom_components.hearthtech.voice.recognizer import Recognizer

RECIPES = (
    "Grandma's Chicken Soup",
    "Beef stew",
    "Crème brûlée",
    "White Bean Stew",
    "Pancakes",
    "Mac & Cheese",
)
BURNERS = ("Front left", "Front right", "Back left", "Back right")


@pytest.fixture(scope="session")
def recognizer() -> Recognizer:
    made = Recognizer(preload=["en"])
    made.update("recipe", [Named(f"r{n}", name) for n, name in enumerate(RECIPES)])
    made.update("burner", [Named(f"stove/{n}", name) for n, name in enumerate(BURNERS, 1)])
    made.update("person", [Named("p1", "Anna"), Named("p2", "Tom")])
    return made

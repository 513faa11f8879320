"""Demo data for trying the demo and for screenshots."""

import asyncio
from datetime import UTC, datetime, timedelta

from .environment import DemoEnvironment
from .recorded_dish import record_dish
from .scenario import SOUP


async def seed_demo(house: DemoEnvironment) -> dict[str, str]:
    """Create demo data: a soup on one burner, a pan heated by hand on another, a meal in the calendar, a recording.

    Returns the ids of the soup's `recipe` and `session`, and of the `recording`.
    """
    recording = await record_dish(house, "Ada's evening tea", liters=0.2)
    await house.stove.hands("arm")
    home = house.home
    call = {"recipe": SOUP, "burner": house.burners[0].id, "level": "assist", "heat": True}
    started = await home.action("hearthtech", "start_cooking", call)
    recipe = await home.action("hearthtech", "get_recipe", {"recipe": SOUP})
    await house.stove.hands("turn", "2", "0.5")
    tomorrow = datetime.now(UTC).replace(hour=18, minute=30, second=0, microsecond=0) + timedelta(days=1)
    for days, name in enumerate(("Uncle Tomas's White Bean Stew", SOUP)):
        meal = {"recipe": name, "starts_at": (tomorrow + timedelta(days=days)).isoformat(), "slot": "dinner"}
        await home.action("hearthtech", "plan_meal", meal)
    await home.command("hearthtech/timer/set", name="Dumplings", seconds=720)
    await asyncio.sleep(20)
    return {
        "recipe": recipe["recipe"]["id"],
        "session": started["session"]["id"],
        "recording": recording,
    }

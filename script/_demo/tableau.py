"""Something to look at, for whoever opens the demo or takes a picture of it."""

import asyncio
from datetime import UTC, datetime, timedelta

from .house import House
from .scene import SOUP


async def set_the_scene(house: House) -> None:
    """Something to look at: a soup on one burner, a pan heated by hand on another, a meal on the calendar."""
    await house.stove.hands("arm")
    home = house.home
    call = {"recipe": SOUP, "burner": house.burners[0].id, "level": "assist", "heat": True}
    await home.action("hearthtech", "start_cooking", call)
    await house.stove.hands("turn", "2", "0.5")
    tomorrow = datetime.now(UTC).replace(hour=18, minute=30, second=0, microsecond=0) + timedelta(days=1)
    for days, name in enumerate(("Uncle Tomas's White Bean Stew", SOUP)):
        meal = {"recipe": name, "starts_at": (tomorrow + timedelta(days=days)).isoformat(), "slot": "dinner"}
        await home.action("hearthtech", "plan_meal", meal)
    await asyncio.sleep(20)

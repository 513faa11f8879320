"""Record a dish that is cooked by hand on the virtual stove."""

import asyncio

from .checks import until
from .environment import DemoEnvironment

BOILING_C = 97.0
BOIL_S = 240.0
REST_S = 60.0


async def record_dish(house: DemoEnvironment, name: str, *, number: int = 1, liters: float = 0.4) -> str:
    """Bring water to a boil by hand, let it boil and rest, while the kitchen records it.

    Args:
        house: the running demo.
        name: the name of the dish.
        number: the burner of the virtual stove, counted from 1.
        liters: how much water.

    Returns:
        The id of the recording.
    """
    home, burner = house.home, house.virtual_burners[number - 1]
    pan = burner.entity("pan_temperature")

    async def celsius() -> float:
        return float(await home.state(pan) or "nan")

    await house.virtual_hands("place_pan", number, water=liters)
    watched = await home.action("hearthtech", "watch_cooking", {"name": name, "burner": burner.id})
    session = str(watched["session"]["id"])
    await house.virtual_hands("turn_knob", number, power_level=100)
    await until(celsius, lambda shown: shown >= BOILING_C, within_s=90)
    await house.virtual_hands("turn_knob", number, power_level=60)
    remark = {"order": "remark", "session": session, "words": "the good leaves"}
    await home.action("hearthtech", "tell_session", remark)
    await asyncio.sleep(BOIL_S / house.rate)
    await house.virtual_hands("turn_knob", number, power_level=0)
    await asyncio.sleep(REST_S / house.rate)
    await home.action("hearthtech", "stop_cooking", {"session": session})
    return session

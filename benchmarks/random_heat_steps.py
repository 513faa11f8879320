"""Random steps for the home of the heat gate's test: sentences, orders, taps, manual operation and time."""

import random
from typing import Final

from benchmarks.heat_home import OFF, PEOPLE, HeatHome
from benchmarks.heat_oracle import LOOSE, YES
from custom_components.hearthtech.kitchen.recipes.model import HelpLevel
from custom_components.hearthtech.kitchen.sessions.heat_orders import SessionOrder

SITES: Final = ("kitchen", "bath")
ASKING: Final = (
    "set the front left burner to nine",
    "set front left to 50 percent",
    "turn the front left burner up",
    "start pot on the front left burner",
    "start pot on the front left burner on autopilot",
    "next step",
    "go back",
    "skip this step",
    "resume",
    "go to step two",
    "turn on the front left",
    "set the front left to five and the front right to six",
    "turn off the front left and set the front right to eight",
    "turn both up",
)
OTHER: Final = (
    "what time is it",
    "banana telephone",
    "actually six",
    "i mean the back left",
    "what step is this",
    "no",
    "cancel",
    "repeat that",
    "how hot is the front left burner",
)
HINTS: Final = ("next_step", "previous_step", "skip_step", "yes", "set_heat", "start_recipe", "repeat")
ORDERS: Final = (
    SessionOrder.NEXT,
    SessionOrder.CONFIRM,
    SessionOrder.SKIP,
    SessionOrder.PREVIOUS,
    SessionOrder.REPEAT,
    SessionOrder.RESUME,
    SessionOrder.HOLD,
    SessionOrder.LEVEL,
)


async def random_step(home: HeatHome, chance: random.Random) -> None:
    """Run one random step."""
    user = chance.choice(tuple(PEOPLE))
    tapper = chance.choice(("cook", "child", None))
    site, conversation = chance.choice(SITES), chance.choice(("a", "b"))
    level = chance.choice((HelpLevel.GUIDE, HelpLevel.ASSIST, HelpLevel.AUTOPILOT))
    power = chance.choice((0.1, 0.3, 0.5, 0.9))
    match chance.randrange(24):
        case 0 | 1 | 2:
            await home.say(user, site, conversation, chance.choice(ASKING))
        case 3 | 4 | 5:
            await home.say(user, site, conversation, chance.choice(YES))
        case 6:
            await home.say(user, site, conversation, chance.choice(LOOSE))
        case 7:
            await home.say(user, site, conversation, chance.choice(OTHER))
        case 8:
            await home.say("cook", "kitchen", "a", chance.choice(ASKING))
            await home.say("cook", "kitchen", "a", chance.choice(YES))
        case 9:
            await home.say(user, site, conversation, chance.choice(OFF))
        case 10:
            await home.hint(user, site, conversation, chance.choice(HINTS))
        case 11:
            start, timer = chance.random() < 0.7, chance.choice((None, 30.0, 3600.0))
            await home.set(tapper, chance.choice((1, 2)), {"power": power, "start": start, "timer_s": timer})
        case 12:
            await home.set(tapper, chance.choice((1, 2)), {"temperature_c": chance.choice((50.0, 90.0))})
        case 13:
            await home.steal(chance.choice((1, 2)), {"power": power, "start": chance.random() < 0.5})
        case 14:
            await home.off(chance.choice((1, 2)))
        case 15:
            await home.start(tapper, level, heat=chance.random() < 0.8)
        case 16 | 17:
            await home.order(tapper, chance.choice(ORDERS), level)
        case 18:
            await chance.choice((home.pause, home.stop, home.edit))()
        case 19:
            await home.hand(chance.choice((1, 2)), chance.choice((0.0, 0.0, 0.4)))
        case 20:
            await chance.choice((home.arm, home.arm, home.disarm))()
        case 21:
            await home.lift(chance.choice((5, 70)))
        case _:
            await home.wait(chance.choice((1, 3, 16, 25)))

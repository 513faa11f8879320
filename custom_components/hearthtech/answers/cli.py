"""A dialogue in the terminal, with a book of its own and a virtual stove: `script/hearth voice talk`.

Lines that begin with `!` are the cook's hands at the stove: `!arm`, `!pan 1`, `!knob 1 0.5`, `!off 1`, `!quit`.
"""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime
import logging
from pathlib import Path
import sys
from tempfile import TemporaryDirectory
import time

from aiohttp import ClientSession

from custom_components.hearthtech.kitchen.directory import BurnerDirectory
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.link import LinkBurner
from custom_components.hearthtech.stove.client import LinkClient
from custom_components.hearthtech.stove.errors import LinkError
from custom_components.hearthtech.stove.messages import LinkChange
from custom_components.hearthtech.stove.simulator.virtual import VirtualStove
from custom_components.hearthtech.voice.names import Named

from .desk import Desk

_CLIENT = "terminal"
_HELP = "Say something, or be the hands: !arm, !pan 1, !knob 1 0.5, !off 1, !quit."


class _Terminal:
    """The home around a terminal: who sits here may heat, after arming the stove by hand."""

    def __init__(self, client: LinkClient) -> None:
        self._client = client

    async def may_raise_heat(self) -> bool:
        return True

    def armed(self, burner_id: str) -> bool | None:
        return self._client.state.armed

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone()


def main() -> int:
    """Talk until the input ends."""
    logging.disable(logging.WARNING)
    try:
        asyncio.run(_talk(sys.stdin.readline))
    except KeyboardInterrupt:
        print()
    return 0


async def _talk(read: Callable[[], str]) -> None:
    async with AsyncExitStack() as open_things:
        folder = Path(open_things.enter_context(TemporaryDirectory(prefix="hearthtech-talk-")))
        stove = VirtualStove(folder / "stove", name="Stove")
        await stove.start()
        open_things.push_async_callback(stove.stop)
        web = await open_things.enter_async_context(ClientSession())
        key = await asyncio.to_thread(stove.provision, _CLIENT)
        client = LinkClient(
            web, "127.0.0.1", stove.port, client_id=_CLIENT, key=key, fingerprint=stove.fingerprint
        )
        await client.start()
        open_things.push_async_callback(client.close)
        burners = _burners(client)
        kitchen = await Kitchen.open(folder / "book.db", directory=burners)
        open_things.push_async_callback(kitchen.close)
        desk = Desk(time.monotonic)
        desk.recognizer.prepare("en")
        desk.recognizer.update("burner", [Named(burner.id, burner.name) for burner in burners])
        names = await kitchen.recipe_names()
        desk.recognizer.update("recipe", [Named(recipe_id, name) for recipe_id, name in names.items()])
        home = _Terminal(client)
        print(f"The book holds {', '.join(names.values())}.\n{_HELP}")
        while line := await asyncio.to_thread(read):
            said = line.strip()
            if said == "!quit":
                return
            if said.startswith("!"):
                print(f"  [{_hands(stove, said[1:].split())}]")
                await asyncio.sleep(0.3)
                continue
            reply = await desk.ask(kitchen, home, text=said, site="terminal", session="terminal", who="cook")
            print(f"  {reply.say or '(silence: this is not for the kitchen)'}", flush=True)


def _burners(client: LinkClient) -> BurnerDirectory:
    """The stove's burners, told of every change."""
    burners = BurnerDirectory()
    by_number = {
        n: LinkBurner(client.info.id, info, client, remote=True) for n, info in client.info.burners.items()
    }
    for burner in by_number.values():
        burners.add(burner)

    def changed(change: LinkChange) -> None:
        for n, burner in by_number.items():
            if change.burner in {None, n}:
                burner.tell(change.event)

    client.subscribe(changed)
    return burners


def _hands(stove: VirtualStove, words: list[str]) -> str:
    """Do what hands do, and say what they did."""
    try:
        match words:
            case ["arm"]:
                stove.hands.arm()
                return "armed"
            case ["pan", n]:
                stove.hands.pan(int(n), water_l=1.5)
                return f"a pan with water on burner {n}"
            case ["knob", n, power]:
                stove.hands.turn(int(n), float(power))
                return f"burner {n} at {float(power):.0%} by hand"
            case ["off", n]:
                stove.hands.turn(int(n), 0.0)
                return f"burner {n} off by hand"
    except (ValueError, LinkError) as error:
        return f"that can't be done: {error}"
    return _HELP

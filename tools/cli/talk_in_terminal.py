"""A dialogue in the terminal, with a book of its own and a virtual stove: `script/hearth voice talk`.

Lines that begin with `!` operate the stove by hand: `!arm`, `!pan 1`, `!knob 1 0.5`, `!off 1`, `!quit`.
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

from custom_components.hearthtech.adapters.link_stove.burner import LinkStoveBurner
from custom_components.hearthtech.assist.dialogue import DialogueManager
from custom_components.hearthtech.assist.turn import named_burners
from custom_components.hearthtech.burners.heat_gate import Actor, BurnerFacts, Origin
from custom_components.hearthtech.burners.registry import BurnerRegistry
from custom_components.hearthtech.hearth_link.client import LinkClient
from custom_components.hearthtech.hearth_link.errors import LinkError
from custom_components.hearthtech.hearth_link.messages import LinkChange
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.people.model import Person
from custom_components.hearthtech.voice.names import Named

_CLIENT = "terminal"
_HELP = "Say something, or be the hands: !arm, !pan 1, !knob 1 0.5, !off 1, !quit."


class _Terminal:
    """The home of the terminal: its user may heat, after arming the stove by hand."""

    temperature_unit = "C"

    def __init__(self, client: LinkClient, burners: BurnerRegistry) -> None:
        self._client = client
        self._burners = burners

    async def speaker(self, *, site: str, conversation: str, spoken: bool) -> Actor:
        origin = Origin.VOICE if spoken else Origin.HINT
        return Actor(origin=origin, user_id="cook", site=site, conversation=conversation, stoves=None)

    async def may_read_health(self, person: Person) -> bool:
        return True

    def facts(self, burner_id: str) -> BurnerFacts | None:
        burner = self._burners.get(burner_id)
        return None if burner is None else BurnerFacts(state=burner.state, armed=self._client.state.armed)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone()


def main() -> int:
    """Run the dialogue until the input ends."""
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
        desk = DialogueManager(time.monotonic)
        desk.recognizer.prepare("en")
        desk.recognizer.update("burner", named_burners(burners))
        names = await kitchen.recipes.names()
        desk.recognizer.update("recipe", [Named(recipe_id, name) for recipe_id, name in names.items()])
        home = _Terminal(client, burners)
        print(f"The book holds {', '.join(names.values())}.\n{_HELP}")
        while line := await asyncio.to_thread(read):
            said = line.strip()
            if said == "!quit":
                return
            if said.startswith("!"):
                print(f"  [{_hands(stove, said[1:].split())}]")
                await asyncio.sleep(0.3)
                continue
            reply = await desk.ask(
                kitchen, home, text=said, site="terminal", session="terminal", actor_name="cook"
            )
            print(f"  {reply.say or '(silence: this is not for the kitchen)'}", flush=True)


def _burners(client: LinkClient) -> BurnerRegistry:
    """Burners of the stove, which receive every change."""
    burners = BurnerRegistry()
    by_number = {
        n: LinkStoveBurner(client.info.id, info, client, remote=True)
        for n, info in client.info.burners.items()
    }
    for burner in by_number.values():
        burners.add(burner)

    def changed(change: LinkChange) -> None:
        for n, burner in by_number.items():
            if change.burner in {None, n}:
                burner.publish(change.event)

    client.subscribe(changed)
    return burners


def _hands(stove: VirtualStove, words: list[str]) -> str:
    """Run a manual operation, and print it."""
    try:
        match words:
            case ["arm"]:
                stove.controls.arm()
                return "armed"
            case ["pan", n]:
                stove.controls.pan(int(n), water_l=1.5)
                return f"a pan with water on burner {n}"
            case ["knob", n, power]:
                stove.controls.turn(int(n), float(power))
                return f"burner {n} at {float(power):.0%} by hand"
            case ["off", n]:
                stove.controls.turn(int(n), 0.0)
                return f"burner {n} off by hand"
    except (ValueError, LinkError) as error:
        return f"that can't be done: {error}"
    return _HELP

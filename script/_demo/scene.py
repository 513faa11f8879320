"""What the scenes share: a house, two satellites, and ways to look at what is really so."""

from collections.abc import Awaitable, Callable
from typing import Any

from .checks import expect, until
from .dashboard import Burner
from .house import House
from .processes import DemoError
from .satellite import Heard, Satellite

SOUP = "Grandma's Chicken Soup"
START = "start grandma's chicken soup on the front left burner"

type Check = tuple[str, Callable[[], Awaitable[None]]]


class Scene:
    """A few checks that belong together, in order. Each scene begins with everything off and nothing being cooked."""

    name = ""

    def __init__(self, house: House, kitchen: Satellite, bedroom: Satellite) -> None:
        self.house = house
        self.home = house.home
        self.stove = house.stove
        self.kitchen = kitchen
        self.bedroom = bedroom

    def checks(self) -> tuple[Check, ...]:
        """What is to hold, and how to see it."""
        raise NotImplementedError

    async def prepare(self) -> None:
        """Leave nothing of the scene before."""
        await self.forget_conversation()
        await self.stop_sessions()
        await self.home.action("hearthtech", "everything_off", {}, response=False)

    async def clear(self) -> None:
        """Put away what only this scene needed."""

    # --- the burner that most of it is about -----------------------------------------------------------

    @property
    def front_left(self) -> Burner:
        """The first burner of the stove."""
        return self.house.burners[0]

    async def source(self, burner: Burner | None = None) -> str | None:
        """Who heats a burner (the first, when none is named), as Home Assistant shows it."""
        return await self.home.state((burner or self.front_left).entity("state"))

    async def truth(self, number: int = 1) -> dict[str, Any]:
        """How a burner really is, asked of the stove's own hands and not of Home Assistant."""
        return await self.stove.burner(number)

    async def number_of(self, entity_id: str) -> float:
        """A state as a number; 0 while it is unknown."""
        value = await self.home.state(entity_id)
        return float(value) if value not in {None, "unknown", "unavailable"} else 0.0

    async def pan_c(self) -> float:
        """What the first burner's pan has, in °C."""
        return await self.number_of(self.front_left.entity("pan_temperature"))

    async def until_source(self, wanted: str, burner: Burner | None = None, *, within_s: float = 5.0) -> None:
        """Wait until Home Assistant shows who is to heat a burner (the first, when none is named)."""
        await until(lambda: self.source(burner), lambda source: source == wanted, within_s=within_s)

    async def until_heating(self, number: int) -> None:
        """Wait until a burner of the stove really heats."""
        await until(lambda: self.truth(number), lambda truth: bool(truth["heating"]), within_s=3)

    async def attributes(self, entity_id: str) -> dict[str, Any]:
        """The attributes of an entity."""
        for state in await self.home.command("get_states"):
            if state["entity_id"] == entity_id:
                return dict(state["attributes"])
        return {}

    async def expect_cold(self) -> None:
        """Nothing heats the first burner, whoever is asked."""
        truth = await self.truth()
        expect(not truth["heating"], truth)
        expect(await self.source() == "idle", await self.source())

    # --- sessions ----------------------------------------------------------------------------------------

    async def session(self, session_id: str | None = None) -> dict[str, Any]:
        """A cooking session as its action tells of it."""
        named = {} if session_id is None else {"session": session_id}
        answer = await self.home.action("hearthtech", "get_session", named)
        return dict(answer["session"])

    async def tell(self, order: str, **data: object) -> dict[str, Any]:
        """Give the session in hand an order."""
        answer = await self.home.action("hearthtech", "tell_session", {"order": order, **data})
        return dict(answer["session"])

    async def stop_sessions(self) -> None:
        """End whatever is being cooked."""
        for _ in range(10):
            try:
                await self.home.action("hearthtech", "stop_cooking", {})
            except DemoError:
                return  # there is none left

    # --- voice -------------------------------------------------------------------------------------------

    async def forget_conversation(self) -> None:
        """Give up what was being talked about in the kitchen."""
        if self.kitchen.session is not None:
            await self.kitchen.say("cancel")

    async def ask_step(self) -> Heard:
        """Ask for the step in hand."""
        return await self.kitchen.say("which step are we on")

    async def heat_by_voice(self) -> None:
        """A new soup: the one before is given up, and the cook says yes again."""
        await self.prepare()
        await self.stove.hands("arm")
        heard = await self.kitchen.say(START)
        expect(heard.listening, heard)
        await self.kitchen.say("yes")
        await self.until_source("remote")
        await self.until_heating(1)

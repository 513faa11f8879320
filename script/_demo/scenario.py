"""Base class of scenarios: an environment, two satellites, and methods to read the real state."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import Any

from .checks import expect, until
from .dashboard import Burner
from .environment import DemoEnvironment
from .processes import DemoError
from .satellite import Heard, Satellite

SOUP = "Grandma's Chicken Soup"
START = "start grandma's chicken soup on the front left burner"

type Check = tuple[str, Callable[[], Awaitable[None]]]


class Scenario(ABC):
    """A sequence of related checks. Each scenario begins with all burners off and no session."""

    name = ""

    def __init__(self, house: DemoEnvironment, kitchen: Satellite, bedroom: Satellite) -> None:
        self.house = house
        self.home = house.home
        self.stove = house.stove
        self.kitchen = kitchen
        self.bedroom = bedroom

    @abstractmethod
    def checks(self) -> tuple[Check, ...]:
        """Return the checks: descriptions and functions."""

    async def prepare(self) -> None:
        """Reset the state left by the scenario before."""
        await self.forget_conversation()
        await self.stop_sessions()
        await self.home.action("hearthtech", "everything_off", {}, response=False)

    async def clear(self) -> None:  # noqa: B027 - most scenarios leave nothing behind
        """Remove what only this scenario needed."""

    # --- the main burner -------------------------------------------------------------------------------

    @property
    def front_left(self) -> Burner:
        """The first burner of the stove."""
        return self.house.burners[0]

    async def source(self, burner: Burner | None = None) -> str | None:
        """Return who heats a burner (default: the first), according to Home Assistant."""
        return await self.home.state((burner or self.front_left).entity("state"))

    async def truth(self, number: int = 1) -> dict[str, Any]:
        """Return the real state of a burner, from the stove's control panel and not from Home Assistant."""
        return await self.stove.burner(number)

    async def number_of(self, entity_id: str) -> float:
        """Return a state as a number; 0 while it is unknown."""
        value = await self.home.state(entity_id)
        return float(value) if value not in {None, "unknown", "unavailable"} else 0.0

    async def pan_c(self) -> float:
        """The temperature of the first burner's pan (°C)."""
        return await self.number_of(self.front_left.entity("pan_temperature"))

    async def until_source(self, wanted: str, burner: Burner | None = None, *, within_s: float = 5.0) -> None:
        """Wait until Home Assistant shows the expected heat source of a burner (default: the first)."""
        await until(lambda: self.source(burner), lambda source: source == wanted, within_s=within_s)

    async def until_heating(self, number: int) -> None:
        """Wait until a burner of the stove heats."""
        await until(lambda: self.truth(number), lambda truth: bool(truth["heating"]), within_s=3)

    async def attributes(self, entity_id: str) -> dict[str, Any]:
        """Return the attributes of an entity."""
        for state in await self.home.command("get_states"):
            if state["entity_id"] == entity_id:
                return dict(state["attributes"])
        return {}

    async def expect_cold(self) -> None:
        """Check that the first burner is off, according to the stove and to Home Assistant."""
        truth = await self.truth()
        expect(not truth["heating"], truth)
        expect(await self.source() == "idle", await self.source())

    # --- sessions ----------------------------------------------------------------------------------------

    async def session(self, session_id: str | None = None) -> dict[str, Any]:
        """Return a cooking session as returned by its action."""
        named = {} if session_id is None else {"session": session_id}
        answer = await self.home.action("hearthtech", "get_session", named)
        return dict(answer["session"])

    async def tell(self, order: str, **data: object) -> dict[str, Any]:
        """Give the current session an order."""
        answer = await self.home.action("hearthtech", "tell_session", {"order": order, **data})
        return dict(answer["session"])

    async def stop_sessions(self) -> None:
        """Stop all sessions."""
        for _ in range(10):
            try:
                await self.home.action("hearthtech", "stop_cooking", {})
            except DemoError:
                return  # there is none left

    # --- voice -------------------------------------------------------------------------------------------

    async def forget_conversation(self) -> None:
        """End the conversation of the kitchen."""
        if self.kitchen.session is not None:
            await self.kitchen.say("cancel")

    async def ask_step(self) -> Heard:
        """Ask for the current step."""
        return await self.kitchen.say("which step are we on")

    async def heat_by_voice(self) -> None:
        """Start a new soup by voice and confirm it; the session before is ended."""
        await self.prepare()
        await self.stove.hands("arm")
        heard = await self.kitchen.say(START)
        expect(heard.listening, heard)
        await self.kitchen.say("yes")
        await self.until_source("remote")
        await self.until_heating(1)

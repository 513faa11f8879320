"""A home for random requests to raise heat, for the state machine test of the heat gate and its benchmark.

Real parts: the simulated stove, the adapter of Hearth Link stoves, the kitchen with its sessions, the dialogue. Not
included are the network and Home Assistant. The oracle (`benchmarks/heat_oracle.py`) reads only the simulated stove.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from benchmarks.heat_home_parts import DirectLinkClient, DirectSpeaker
from benchmarks.heat_oracle import HeatOracle, Limits, Place, Shown
from custom_components.hearthtech.adapters.link_stove.burner import LinkStoveBurner
from custom_components.hearthtech.assist.dialogue import DialogueManager
from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.burners.heat_gate import (
    Actor,
    BurnerFacts,
    HeatChange,
    HeatPermit,
    HeatRequestRefused,
    Origin,
    raises_heat,
)
from custom_components.hearthtech.burners.model import BurnerRefused
from custom_components.hearthtech.burners.registry import BurnerRegistry
from custom_components.hearthtech.hearth_link.client import LinkClient
from custom_components.hearthtech.hearth_link.decoding import burner_info
from custom_components.hearthtech.hearth_link.errors import LinkRefused
from custom_components.hearthtech.hearth_link.simulator.manual_controls import PANS
from custom_components.hearthtech.hearth_link.simulator.stove import Stove
from custom_components.hearthtech.hearth_link.simulator.stove_options import StoveOptions
from custom_components.hearthtech.hearth_link.simulator.virtual import usual_burners
from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Heat,
    HelpLevel,
    Ingredient,
    Recipe,
    Step,
)
from custom_components.hearthtech.kitchen.sessions.heat_orders import SessionOrder
from custom_components.hearthtech.kitchen.sessions.service import DishOrder
from custom_components.hearthtech.voice.names import Named
from custom_components.hearthtech.voice.reply import Reply

STOVE: Final = "stove"
STEPS: Final = (
    Step(text="Warm.", heat=Heat(power=0.3), goal=DurationGoal(seconds=20), needs_hands=False),
    Step(text="Boil.", heat=Heat(power=0.8), goal=DurationGoal(seconds=20), needs_hands=False),
    Step(text="Simmer.", heat=Heat(power=0.2), goal=DurationGoal(seconds=30), needs_hands=False),
    Step(text="Brown.", heat=Heat(power=0.6)),
    Step(text="Serve.", heat=Heat(power=0.0)),
)
HIGHEST: Final = (0.8, 68.0)
"""The highest power of the recipe, and the temperature at which a dish waits: the limit of an allowance for it."""
ANYTHING: Final = (2.0, 400.0)
PEOPLE: Final = {"cook": True, "child": False, "": False}
"""Speakers, and whether they may raise heat. The empty one is a satellite without a user and without the right."""
OFF: Final = ("turn everything off", "turn off the stove", "everything off")


@dataclass(slots=True)
class HeatHome:
    """One home with a stove of two burners. Each method is one step, which the oracle judges."""

    kitchen: Kitchen
    clock: ManualClock
    stove: Stove
    desk: DialogueManager
    client: DirectLinkClient
    burners: dict[int, LinkStoveBurner]
    recipe_id: str
    oracle: HeatOracle
    automations: bool = True

    @classmethod
    async def open(cls, folder: Path) -> HeatHome:
        """Create the home, with a book in `folder`."""
        clock = ManualClock()
        options = StoveOptions(seed=1, names={1: "Front left", 2: "Front right"})
        stove = Stove(usual_burners(2), options, clock=clock.time, wall=lambda: 1.7e9 + clock.time())
        client = DirectLinkClient(stove)
        client.look()
        registry = BurnerRegistry()
        burners = {}
        for n, burner in stove.burners.items():
            info = burner_info(
                {
                    "n": n,
                    "name": burner.name,
                    "kind": burner.spec.kind.value,
                    "rated_w": burner.spec.rated_w,
                    "diameter_m": burner.spec.diameter_m,
                    "capabilities": burner.spec.capabilities(),
                }
            )
            burners[n] = LinkStoveBurner(STOVE, info, cast("LinkClient", client), remote=True)
            registry.add(burners[n])
            burner.place_pan(PANS["pot"])
            burner.physics.add_water(2.0)
        kitchen = await Kitchen.open(folder / "book.db", clock=clock, directory=registry)
        recipe = await kitchen.recipes.add(
            Recipe(id="", name="Pot", ingredients=(Ingredient(text="1 l water"),), steps=STEPS)
        )
        desk = DialogueManager(clock.time)
        desk.recognizer.prepare("en")
        desk.recognizer.update("burner", [Named(burner.id, burner.name) for burner in burners.values()])
        desk.recognizer.update("recipe", [Named(recipe.id, recipe.name)])
        return cls(kitchen, clock, stove, desk, client, burners, recipe.id, HeatOracle(stove, HIGHEST))

    async def close(self) -> None:
        """Close the book."""
        await self.kitchen.close()

    # Steps. Each states its actor; `check` compares the stove before and after.

    async def say(self, user: str, site: str, conversation: str, words: str) -> None:
        """A speaker says something."""
        await self.say_and_hear(user, site, conversation, words)

    async def say_and_hear(self, user: str, site: str, conversation: str, words: str) -> str:
        """A speaker says something. Returns the answer."""
        said = ""
        place = (user, site, conversation)
        confirmed = self.oracle.confirmed_limits(self.clock.time(), place, words)
        limits = confirmed if PEOPLE[user] else {}

        async def step() -> None:
            nonlocal said
            reply = await self._ask(place, text=words)
            said = reply.say
            self.oracle.note_reply(self.clock.time(), place, words, reply.say)

        raised = await self.check(f"{place} says {words!r}", step, limits)
        if words in OFF:
            self.oracle.must_be_off(f"{place} says {words!r}")
        if raised:
            self.oracle.confirmed += 1
            self.oracle.autopilot = True
        return said

    async def hint(self, user: str, site: str, conversation: str, kind: str) -> None:
        """A hint, intent or tool without text."""
        place = (user, site, conversation)
        slots = {"burner_id": self.burners[1].id, "burner": "Front left", "level": 1.0, "recipe": "Pot"}

        async def step() -> None:
            reply = await self._ask(place, kind=kind, slots=slots)
            self.oracle.note_reply(self.clock.time(), place, "", reply.say)

        await self.check(f"hint {kind} of {place}", step, {})

    async def set(self, user: str | None, n: int, change: dict[str, Any]) -> None:
        """A tap or an action on a burner; without a user an automation."""
        burner = self.burners[n]
        wanted = HeatChange(burner_id=burner.id, **change)

        async def step() -> None:
            permit = None
            if raises_heat(burner.state, wanted):
                permit = self._permit(user, [wanted])
            await burner.set(
                power=wanted.power,
                temperature_c=wanted.temperature_c,
                start=wanted.start,
                timer_s=wanted.timer_s,
                permit=permit,
            )

        limits = dict.fromkeys(self.burners, ANYTHING) if self._may(user) else {}
        await self.check(f"{user} sets {n} to {change}", step, limits)

    async def steal(self, n: int, change: dict[str, Any]) -> None:
        """Code that calls a burner without a permit."""
        await self.check(f"no permit: {n} {change}", lambda: self.burners[n].set(**change), {})

    async def off(self, n: int) -> None:
        """A turn-off by anybody."""

        async def step() -> None:
            await self.burners[n].off()

        await self.check(f"off {n}", step, {})
        self.oracle.must_be_off(f"off {n}", [n])

    async def start(self, user: str | None, level: HelpLevel, *, heat: bool) -> None:
        """A tap that starts a session."""

        async def step() -> None:
            order = DishOrder(recipe_id=self.recipe_id, burner_id=self.burners[1].id, level=level)
            changes = await self.kitchen.cooking.heat_of([order]) if heat else ()
            permit = self._permit(user, changes) if changes else None
            await self.kitchen.cooking.start_meal([order], heat=permit, actor=user or "")

        allowed = heat and self._may(user)
        limits = {1: HIGHEST} if allowed else {}
        await self.check(f"{user} starts at {level} with heat={heat}", step, limits)
        self.oracle.autopilot = self.oracle.autopilot or allowed

    async def order(self, user: str | None, order: SessionOrder, level: HelpLevel) -> None:
        """A tap or an action on the session."""
        if (session := self.kitchen.sessions.current) is None:
            return

        async def step() -> None:
            changes = session.changes_of(order, level=level)
            heat = self._permit(user, changes) if changes and self._may(user) else None
            actor, machine = user or "", user is None
            match order:
                case SessionOrder.NEXT:
                    await session.next_step(actor=actor, machine=machine, heat=heat)
                case SessionOrder.CONFIRM:
                    await session.confirm(actor=actor, machine=machine, heat=heat)
                case SessionOrder.SKIP:
                    await session.skip_step(actor=actor, machine=machine, heat=heat)
                case SessionOrder.PREVIOUS:
                    await session.previous_step(actor=actor, heat=heat)
                case SessionOrder.REPEAT:
                    await session.redo_step(actor=actor, heat=heat)
                case SessionOrder.RESUME:
                    await session.resume(actor=actor, heat=heat)
                case SessionOrder.HOLD:
                    await session.hold(60.0, actor=actor, heat=heat)
                case _:
                    await session.set_level(level, actor=actor, heat=heat)

        limits = {1: HIGHEST} if self._may(user) else self._by_itself()
        await self.check(f"{user} orders {order} {level}", step, limits)
        self.oracle.autopilot = self.oracle.autopilot or self._may(user)

    async def pause(self) -> None:
        """Pause the session, which ends its allowance and turns its heat off."""
        if (session := self.kitchen.sessions.current) is None:
            return
        await self.check("pause", session.pause, {})
        self.oracle.autopilot = False

    async def stop(self) -> None:
        """Stop all sessions."""

        async def step() -> None:
            for session in self.kitchen.sessions.active:
                await session.stop()

        await self.check("stop", step, {})
        self.oracle.autopilot = False

    async def edit(self) -> None:
        """An edit of the recipe by a user without the right."""
        await self.check("edit", lambda: self.kitchen.sessions.end_allowances(self.recipe_id), {})
        self.oracle.autopilot = False

    async def hand(self, n: int, level: float) -> None:
        """A manual operation: turn the knob, arm, or acknowledge; always allowed by the stove."""
        before = self.oracle.begin(f"hand {n} {level}")
        self.stove.turn(n, level)
        self.stove.arm()
        self.stove.acknowledge(n)
        await self._settle()
        self.oracle.turned_by_hand(n, before[n])

    async def disarm(self) -> None:
        """Disarm by hand: starts from cold are refused."""
        self.oracle.begin("disarm")
        self.stove.disarm()

    async def lift(self, seconds: int) -> None:
        """Lift the pan of the first burner and replace it after a while."""

        async def step() -> None:
            self.stove.burners[1].lift_pan()
            for _ in range(seconds):
                self.clock.advance(1.0)
                self.stove.advance()
                self.client.renew()
                await self._settle()
            self.stove.burners[1].place_pan(PANS["pot"])
            self.stove.burners[1].physics.add_water(2.0)

        # A stove that has waited for its pan continues with the heat that it had.
        before = Shown.of(self.stove.burners[1])
        waited = (before.power, before.target_c or 0.0)
        await self.check(f"pan lifted for {seconds} s", step, {1: waited, **self._by_itself()})

    async def arm(self) -> None:
        """Arm the stove by hand."""
        self.oracle.begin("arm")
        self.stove.arm()

    async def wait(self, seconds: int) -> None:
        """Let time pass: only autopilot may heat, within its allowance."""

        async def step() -> None:
            for _ in range(seconds):
                self.clock.advance(1.0)
                self.stove.advance()
                self.client.renew()
                await self._settle()

        await self.check(f"{seconds} s", step, self._by_itself())

    async def check(self, what: str, step: Callable[[], Awaitable[object]], limits: Limits) -> bool:
        """Run a step. Any raise of a burner that is not in `limits`, or above its limit, is a fault."""
        await self._settle()
        before = self.oracle.begin(what)
        with contextlib.suppress(BurnerRefused, HeatRequestRefused, KitchenError, LinkRefused):
            await step()
        await self._settle()
        return self.oracle.compare(what, before, limits)

    # Internal

    def _may(self, user: str | None) -> bool:
        return self.automations if user is None else PEOPLE[user]

    def _by_itself(self) -> Limits:
        """Return what sessions may do without a person: only autopilot, within its allowance."""
        levels = {dish.level for session in self.kitchen.sessions.active for dish in session.state.dishes}
        return {1: HIGHEST} if self.oracle.autopilot and HelpLevel.AUTOPILOT in levels else {}

    def _permit(self, user: str | None, changes: Sequence[HeatChange]) -> HeatPermit:
        origin = Origin.AUTOMATION if user is None else Origin.USER
        stoves = None if self._may(user) else frozenset[str]()
        actor = Actor(origin=origin, user_id=user or "", stoves=stoves)
        return self.desk.gate.permit(actor, changes, self.facts)

    async def _ask(self, place: Place, **request: Any) -> Reply:
        user, site, conversation = place
        speaker = DirectSpeaker(user, PEOPLE[user], self.facts)
        return await self.desk.ask(
            self.kitchen, speaker, site=site, session=conversation, language="en", actor_name=user, **request
        )

    def facts(self, burner_id: str) -> BurnerFacts | None:
        """Return the state of a burner for the gate."""
        burner = self.kitchen.burners.get(burner_id)
        return None if burner is None else BurnerFacts(state=burner.state, armed=True)

    async def _settle(self) -> None:
        self.client.look()
        for burner in self.burners.values():
            burner.publish()
        for session in self.kitchen.sessions.active:
            await session.settle()
        await asyncio.sleep(0)
        self.client.look()

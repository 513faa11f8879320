"""A whole recipe as text through an Assist pipeline, as used by the app and Home Assistant's satellites."""

import asyncio
from typing import override

from _demo.assistant import Pipeline
from _demo.checks import expect, until
from _demo.scenario import SOUP, START, Check, Scenario

TOO_LATE_S = 16.0
"""Longer than the 15 s in which a yes is accepted."""
GATE = "Sunday"


class Assist(Scenario):
    """Grandma's soup from the first question to the end, with the agent of the kitchen."""

    name = "assist"
    pipeline: Pipeline
    stranger: Pipeline

    @override
    async def prepare(self) -> None:
        await super().prepare()
        self.pipeline = await Pipeline.of_the_kitchen(self.home)
        bedside = self.house.virtual_burners[0].device_id
        self.stranger = self.pipeline.elsewhere(bedside)
        await self.stove.hands("disarm")

    @override
    def checks(self) -> tuple[Check, ...]:
        return (
            ("Assist refuses to start while the stove is not armed", self.refused),
            ("a burner that was misheard is not guessed: even a yes heats nothing", self.misheard),
            ("asked back with recipe, burner and level", self.asked_back),
            ("a yes of another device, or in another conversation, heats nothing", self.strangers),
            ("a yes that comes too late heats nothing", self.late),
            ("a yes here and in time heats", self.yes),
            ("questions in mid-step are answered, and the step stays", self.questions),
            ("every step to the end, the gate only by the cook's word", self.to_the_end),
        )

    async def refused(self) -> None:
        """Refused, because the stove is not armed."""
        heard = await self.pipeline.say(START)
        expect("arm" in heard.text.lower() and not heard.listening, heard)
        await self.expect_cold()

    async def misheard(self) -> None:
        """A burner name that does not exist."""
        await self.stove.hands("arm")
        heard = await self.pipeline.say("start grandma's chicken soup on the font loft boner")
        expect(heard.text and "front left" not in heard.text.lower(), heard)
        await self.pipeline.say("yes")
        await asyncio.sleep(0.5)
        await self.expect_cold()
        await self.stop_sessions()
        await self.pipeline.say("cancel")

    async def asked_back(self) -> None:
        """Armed: the kitchen asks before it heats, and Assist listens for the answer."""
        heard = await self.pipeline.say(START)
        expect(heard.listening and "front left" in heard.text.lower(), heard)
        expect("percent" in heard.text or "degrees" in heard.text, heard)
        await self.expect_cold()

    async def strangers(self) -> None:
        """A yes of another device, in its own conversation and in this one, and of this device in a new one."""
        for heard in (
            await self.stranger.say("yes"),
            await self.stranger.say("yes", conversation=self.pipeline.conversation),
            await self.pipeline.elsewhere(None).say("yes"),
        ):
            expect(heard.text, heard)
            await asyncio.sleep(0.2)
            await self.expect_cold()

    async def late(self) -> None:
        """A yes after the question has expired."""
        heard = await self.pipeline.say(START)
        expect(heard.listening, heard)
        await asyncio.sleep(TOO_LATE_S)
        heard = await self.pipeline.say("yes")
        expect(not heard.listening or "again" in heard.text.lower(), heard)
        await self.expect_cold()

    async def yes(self) -> None:
        """A yes of the cook at once."""
        heard = await self.pipeline.say(START)
        expect(heard.listening, heard)
        heard = await self.pipeline.say("yes")
        expect("Step 1" in heard.text, heard)
        await self.until_source("remote")

    async def questions(self) -> None:
        """Questions about amounts, tools and temperature do not change the step."""
        before = (await self.session())["dishes"][0]
        salt = await self.pipeline.say("how much salt do I need")
        expect("salt" in salt.text.lower(), salt)
        all_of_it = await self.pipeline.say("what does it contain")
        expect("chicken" in all_of_it.text.lower(), all_of_it)
        warm = await self.pipeline.say("how hot is it")
        expect("degrees" in warm.text or "°" in warm.text, warm)
        after = (await self.session())["dishes"][0]
        expect((before["step"], before["recipe_id"]) == (after["step"], after["recipe_id"]), after)
        expect(await self.source() == "remote", "the heat went off")

    async def to_the_end(self) -> None:
        """All remaining steps and the gate; a confirmation if a step needs more heat."""
        steps = len((await self.home.action("hearthtech", "get_recipe", {"recipe": SOUP}))["recipe"]["steps"])
        session = await self.session()
        told: list[str] = []
        for _ in range(steps + 4):
            now = await self.session(session["id"])
            if now["phase"] == "done":
                break
            at_gate = now["dishes"][0]["waiting"] == "gate"
            heard = await self.pipeline.say("done" if at_gate else "next step")
            if heard.listening and "front left" in heard.text.lower():
                told.append(heard.text)
                heard = await self.pipeline.say("yes")
            told.append(heard.text)
        expect(any(GATE in text for text in told), told)
        ended = await until(
            lambda: self.session(session["id"]), lambda one: one["phase"] == "done", within_s=10
        )
        expect(ended["dishes"][0]["phase"] == "done", ended)
        await self.until_source("idle")

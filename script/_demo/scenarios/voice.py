"""A meal by voice over Hermes: questions, other speakers, steps, gates, manual changes."""

import asyncio
from typing import override

from _demo.checks import expect, until
from _demo.scenario import SOUP, START, Check, Scenario

GATE = "Sunday"
"""A word of the text of the gate, "until it smells like Sunday"."""


class Voice(Scenario):
    """Grandma's soup on the front left burner."""

    name = "voice"
    began_at_c = 0.0

    @override
    def checks(self) -> tuple[Check, ...]:
        return (
            ("the skill answers on MQTT: an unknown recipe is one sentence", self.unknown_recipe),
            ("a spoken start is refused while the stove is not armed", self.refused),
            ("armed by hand, the same words are asked back with burner and level", self.asked_back),
            ('"yes" from another room does nothing', self.yes_from_elsewhere),
            ('"yes" in the same session heats that burner', self.yes),
            ("the water in the pot gets warmer", self.water_warms),
            ('"what does it contain" is answered from the recipe', self.contents),
            ('"how many calories are in it" gives the figure of the action', self.calories),
            ("the next step is told, and the human gate waits for the cook", self.gate),
            ("a knob turned by hand ends remote heat at once", self.knob),
            ('"turn everything off" needs no confirmation', self.everything_off),
        )

    # --- questions -------------------------------------------------------------------------------------

    async def unknown_recipe(self) -> None:
        """An unknown recipe."""
        heard = await self.kitchen.say("start the moon dust casserole on the front left burner")
        expect(heard.text and not heard.listening, heard)
        await self.expect_cold()

    async def refused(self) -> None:
        """Not armed: no heat, and the answer states what to do."""
        await self.stove.hands("disarm")
        heard = await self.kitchen.say(START)
        expect("arm" in heard.text.lower() and not heard.listening, heard)
        await self.expect_cold()

    async def asked_back(self) -> None:
        """Armed: the kitchen asks before it heats."""
        await self.stove.hands("arm")
        heard = await self.kitchen.say(START)
        expect(heard.listening and "front left" in heard.text.lower(), heard)
        expect(any("yes" in intent for intent in heard.expects), heard)
        await self.expect_cold()

    async def yes_from_elsewhere(self) -> None:
        """A yes of another satellite, in its own session and in the open one of the kitchen."""
        await self.bedroom.say("yes")
        await self.expect_cold()
        session = self.kitchen.session
        expect(session is not None, "the kitchen's session has ended")
        with_stolen_session = await self.bedroom.say("yes", session=session)
        expect(with_stolen_session.text, with_stolen_session)
        await asyncio.sleep(0.5)
        await self.expect_cold()

    async def yes(self) -> None:
        """The cook confirms on the satellite of the question; if the question was ended, it is asked again."""
        self.began_at_c = await self.pan_c()
        if self.kitchen.session is None or not await self._still_asked():
            await self.forget_conversation()
            heard = await self.kitchen.say(START)
            expect(heard.listening, heard)
            await self.kitchen.say("yes")
        await self.until_source("remote")
        power = await self.number_of(self.front_left.entity("power_level"))
        expect(power > 0, power)

    async def _still_asked(self) -> bool:
        heard = await self.kitchen.say("yes")
        return bool(heard.text) and await self.source() == "remote"

    async def water_warms(self) -> None:
        """The simulator heats the water, and Home Assistant shows its temperature."""
        await until(self.pan_c, lambda celsius: celsius > self.began_at_c + 10, within_s=30)

    async def contents(self) -> None:
        """The ingredients of the soup."""
        heard = await self.kitchen.say("what does it contain")
        expect("chicken" in heard.text.lower(), heard)

    async def calories(self) -> None:
        """The spoken value equals the value of the action."""
        heard = await self.kitchen.say("how many calories are in it")
        response = await self.home.action("hearthtech", "analyze_recipe", {"recipe": SOUP})
        energy = response["nutrition"]["per_serving"]["ENERC_KCAL"]["amount"]
        expect(str(round(energy)) in heard.text.replace(",", ""), (heard.text, energy))

    # --- cooking ---------------------------------------------------------------------------------------

    async def gate(self) -> None:
        """A human gate by voice: an automation may not pass it, the cook may."""
        for _ in range(8):
            if GATE in (heard := await self.kitchen.say("next step")).text:
                break
        expect(GATE in heard.text, heard)
        # A minute of stove time, in which an automation could pass the gate.
        await asyncio.sleep(60 / self.house.rate)
        still = await self.ask_step()
        expect(GATE in still.text, still)
        passed = await self.kitchen.say("done")
        expect(passed.text and GATE not in passed.text, passed)

    async def knob(self) -> None:
        """A manual change always has priority."""
        expect(await self.source() == "remote", "no remote heat to end")
        await self.stove.hands("turn", "1", "0.3")
        await self.until_source("manual", within_s=2)
        power = await self.number_of(self.front_left.entity("power_level"))
        expect(abs(power - 30) <= 1, power)

    async def everything_off(self) -> None:
        """Off is immediate, also for heat that was set by hand."""
        expect(await self.source() == "manual", "nothing is on")
        heard = await self.kitchen.say("turn everything off")
        expect(heard.text, heard)
        await self.until_source("idle", within_s=2)

"""Heat only after a confirmation: two satellites, a user without the right, a correction, and an alarm."""

import asyncio
from typing import Any, override
from uuid import uuid4

from _demo.checks import expect, until
from _demo.home_assistant_client import Socket
from _demo.scenario import Check, Scenario

SET = "set the front left burner to five"
SET_LEVEL = 56
CORRECTED = "actually three"
CORRECTED_LEVEL = 33


class Heat(Scenario):
    """Requests to heat the front left burner."""

    name = "heat only with a yes"
    child: Socket | None = None

    @override
    async def prepare(self) -> None:
        await super().prepare()
        await self.stove.hands("arm")

    @override
    async def clear(self) -> None:
        if self.child is not None:
            await self.child.close()
            self.child = None
        await self.home.action("hearthtech", "everything_off", {}, response=False)

    @override
    def checks(self) -> tuple[Check, ...]:
        return (
            ("a request for heat is a question that names burner and level", self.asked),
            ('"yes" at the other satellite does nothing, and the question stays', self.elsewhere),
            ('"ok" is no yes, and ends the question', self.no_yes),
            ("a correction becomes the question, and its yes sets what it said", self.corrected),
            ('"a little less" lowers at once', self.less),
            ("a user without the right is refused in words, and may lower", self.without_right),
            ('the action "set_burner" of that user is refused', self.action_without_right),
            ("an alarm at the other satellite turns everything off at once", self.alarm),
        )

    async def asked(self) -> None:
        """No heat before the answer."""
        heard = await self.kitchen.say(SET)
        expect(heard.listening and "front left" in heard.text.lower(), heard)
        expect(str(SET_LEVEL) in heard.text, heard)
        await self.expect_cold()

    async def elsewhere(self) -> None:
        """The satellite in the bedroom says yes to a question of the kitchen."""
        await self.bedroom.say("yes")
        await asyncio.sleep(0.3)
        await self.expect_cold()

    async def no_yes(self) -> None:
        """Agreement is not a confirmation, and a yes after it has no open question."""
        heard = await self.kitchen.say("okay")
        expect(heard.text, heard)
        await self.kitchen.say("yes")
        await asyncio.sleep(0.3)
        await self.expect_cold()

    async def corrected(self) -> None:
        """A correction replaces the level."""
        await self.forget_conversation()
        await self.kitchen.say(SET)
        heard = await self.kitchen.say(CORRECTED)
        expect(heard.listening and str(CORRECTED_LEVEL) in heard.text, heard)
        await self.expect_cold()
        await self.kitchen.say("yes")
        await self.until_source("remote")
        await self._until_level(CORRECTED_LEVEL)

    async def less(self) -> None:
        """Lowering needs no confirmation."""
        heard = await self.kitchen.say("a little less")
        expect(not heard.listening, heard)
        await self._until_level(CORRECTED_LEVEL - 11)

    async def without_right(self) -> None:
        """A user without the right asks through the API of a satellite."""
        self.child = await self.home.log_in_another("Child")
        before = await self._level()
        for said in ("turn it up", SET, "yes"):
            heard = await self._child_says(said)
            expect(heard["say"] and heard["ends"], heard)
        expect(await self._level() == before, await self._level())
        heard = await self._child_says("turn the front left down to one")
        await self._until_level(11)

    async def action_without_right(self) -> None:
        """The same user calls an action."""
        assert self.child is not None
        data = {"burner": self.front_left.device_id, "power": 90}
        try:
            await self.child.command(
                "call_service", domain="hearthtech", service="set_burner", service_data=data
            )
        except Exception as refused:  # noqa: BLE001 - any refusal will do, the power is what counts
            expect(str(refused), refused)
        await asyncio.sleep(0.3)
        await self._until_level(11)

    async def alarm(self) -> None:
        """An alarm turns everything off without a question."""
        await self.forget_conversation()
        heard = await self.bedroom.say("the pan is on fire")
        expect(heard.text and not heard.listening, heard)
        await self.until_source("idle", within_s=2)

    async def _child_says(self, text: str) -> dict[str, Any]:
        assert self.child is not None
        told: dict[str, Any] = await self.child.command(
            "hearthtech/voice/ask", text=text, site="kitchen", session="child", request=uuid4().hex
        )
        return told

    async def _level(self) -> int:
        return round(await self.number_of(self.front_left.entity("power_level")))

    async def _until_level(self, percent: int) -> None:
        await until(self._level, lambda level: abs(level - percent) <= 1, within_s=5)

"""Power failures: of the stove, and of Home Assistant while two dishes are cooked. Nothing heats by itself."""

import asyncio
from typing import Any, override

from _demo.checks import expect, until
from _demo.scenario import SOUP, Check, Scenario

LEASE_S = 10.0
"""The default lease of Home Assistant; heat may not continue longer without it."""
PUDDING = "Papa's Semolina Pudding"
REMARK = "the big pot this time"


class Faults(Scenario):
    """The last scenario, since all programs have been restarted after it."""

    name = "faults"
    before: dict[str, Any]

    @override
    def checks(self) -> tuple[Check, ...]:
        return (
            ("a stove that vanishes is unavailable, and comes back cold", self.stove_vanishes),
            ("two dishes on two burners, with a remark and a hand's correction", self.two_dishes),
            ("Home Assistant killed: the heat of both ends within the lease", self.host_killed),
            ("while it is away, the satellite is told so within 2 s", self.host_away),
            ("back again: the session is paused and nothing heats", self.host_back),
            ("its journal is whole: steps, remarks and corrections as they were", self.journal),
            ("and it goes on when the cook says so", self.goes_on),
        )

    @override
    async def prepare(self) -> None:
        await super().prepare()
        await self._cold_pots()

    async def _cold_pots(self) -> None:
        for number in (1, 2):
            await self.stove.hands("pan", str(number), "pot", "1.5")

    async def stove_vanishes(self) -> None:
        """The stove loses power during the meal."""
        await self.heat_by_voice()
        await self.stove.kill()
        state = self.front_left.entity("state")
        await until(lambda: self.home.state(state), lambda value: value == "unavailable", within_s=30)
        await self.stove.start()
        await self.until_source("idle", within_s=40)
        expect(not (await self.truth())["heating"], "heat resumed by itself")

    async def two_dishes(self) -> None:
        """Both dishes are heated by the kitchen."""
        await self.prepare()
        await self.stove.hands("arm")
        dishes = [
            {"recipe": name, "burner": burner.id, "level": "assist"}
            for name, burner in zip((SOUP, PUDDING), self.house.burners, strict=False)
        ]
        call = {"dishes": dishes, "heat": True, "together": False}
        await self.home.action("hearthtech", "start_cooking", call)
        for burner in self.house.burners[:2]:
            await self.until_source("remote", burner)
        await self.tell("remark", words=REMARK)
        await self.tell("repeat", dish="2")
        for burner in self.house.burners[:2]:
            await self.until_source("remote", burner)
            await self.until_heating(int(burner.id.rpartition("/")[2]))
        self.before = await self.session()
        expect([dish["heat_taken"] for dish in self.before["dishes"]] == [True, True], self.before)

    async def host_killed(self) -> None:
        """Home Assistant is killed; the stove turns off at the end of the lease."""
        await self.home.kill()
        for number in (1, 2):
            burner = await until(
                lambda number=number: self.truth(number),  # type: ignore[misc]
                lambda truth: truth["source"] == "latched",
                within_s=LEASE_S + 1.5,
            )
            expect(not burner["heating"], burner)

    async def host_away(self) -> None:
        """The skill answers while the kitchen is unavailable."""
        heard = await self.kitchen.say("what's the next step", within_s=2.0)
        expect(heard.text and not heard.listening, heard)

    async def host_back(self) -> None:
        """No heat is resumed after a restart."""
        await self.home.start()
        await self.home.log_in_again()
        await self.home.wait_until_running()
        await self.until_source("latched", within_s=30)
        heard = await until(self.ask_step, lambda heard: "paused" in heard.text.lower(), within_s=20)
        expect(heard.text, heard)
        await asyncio.sleep(0.5)
        for number in (1, 2):
            truth = await self.truth(number)
            expect(not truth["heating"], truth)

    async def journal(self) -> None:
        """The same session is returned by the same action."""
        after = await self.session()
        expect(after["id"] == self.before["id"] and after["paused"], after)
        expect([dish["pause"] for dish in after["dishes"]] == ["restart", "restart"], after)
        expect(after["revision"] >= self.before["revision"], after)
        for key in ("name", "remarks", "opened_at"):
            expect(after[key] == self.before[key], after)
        for before, now in zip(self.before["dishes"], after["dishes"], strict=True):
            for key in ("id", "recipe_id", "burner_id", "step", "steps", "corrections"):
                expect(now[key] == before[key], (key, before, now))
            expect(now["heat"] is None, now)

    async def goes_on(self) -> None:
        """The latch is acknowledged and the stove armed by hand, and a person requests the heat."""
        for number in (1, 2):
            await self.stove.hands("acknowledge", str(number))
        await self.stove.hands("arm")
        for burner in self.house.burners[:2]:
            await self.until_source("idle", burner)
        await self.tell("resume", heat=True)
        for burner in self.house.burners[:2]:
            await self.until_source("remote", burner)
        await self.stop_sessions()
        for burner in self.house.burners[:2]:
            await self.until_source("idle", burner)

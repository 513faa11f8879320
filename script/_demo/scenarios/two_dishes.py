"""Two dishes ready at the same time, with manual intervention; uses the recipes of the recording scenario."""

import asyncio
from typing import Any, override

from _demo.checks import expect, until
from _demo.scenario import Check, Scenario

from .recording import POTS

MINUTE_S = 60.0
KEPT_WARM_S = 180.0
"""Recordings on another stove and manual intervention may let a dish wait at most this long (s)."""


class Together(Scenario):
    """Recorded on a radiant stove, cooked on an induction stove, with more water."""

    name = "together"
    session_id = ""

    @override
    def checks(self) -> tuple[Check, ...]:
        return (
            ("one action starts both; the shorter one waits for its time", self.begin),
            ("a hand on one knob takes that heat at once; the other dish goes on", self.hand),
            ("asked back by the cook, the machine takes over again", self.asked_back),
            ("both are ready at the same minute, and the heat is off", self.ready),
            ("the dishes have left their places, and the picture shows the hand", self.remembered),
        )

    @override
    async def prepare(self) -> None:
        await super().prepare()
        for number, liters in ((1, 0.6), (2, 0.4)):
            await self.stove.hands("pan", str(number), "pot", str(liters))
        await self.stove.hands("arm")

    async def begin(self) -> None:
        """Autopilot on two burners."""
        names = list(POTS)
        dishes = [
            {"recipe": name, "burner": burner.id, "level": "autopilot"}
            for name, burner in zip(names, self.house.burners, strict=False)
        ]
        session = (await self.home.action("hearthtech", "start_cooking", {"dishes": dishes, "heat": True}))[
            "session"
        ]
        self.session_id = session["id"]
        long, short = session["dishes"]
        expect(long["phase"] == "cooking" and short["phase"] == "planned", session)
        expect(short["begins_in_s"] > 30, short)
        await self.until_source("remote")
        expect(not (await self.truth(2))["heating"], "the second burner heats too early")
        expect(
            await self.home.state("sensor.dish_1_step") == long["step_text"], "no device of the first dish"
        )
        expect(await self.home.state("sensor.dish_2_waiting") == "time", "the second dish does not wait")

    async def hand(self) -> None:
        """A burner is lowered by hand during the session."""
        await self._dish(0, lambda dish: bool(dish["heat_taken"]))
        await self.stove.hands("turn", "1", "0.2")
        dish = await self._dish(0, lambda dish: bool(dish["by_hand"]), within_s=2)
        expect(dish["heat"] is None and dish["corrections"] >= 1, dish)
        await asyncio.sleep(0.5)
        truth = await self.truth(1)
        expect(truth["source"] == "manual", truth)
        other = (await self._now())["dishes"][1]
        expect(not other["by_hand"] and other["corrections"] == 0, other)

    async def asked_back(self) -> None:
        """The cook confirms to continue."""
        await self.stove.hands("turn", "1", "0")
        await self.stove.hands("arm")
        await self.tell("resume", session=self.session_id, dish="1", heat=True)
        await self.until_source("remote")

    async def ready(self) -> None:
        """Both are ready: checked in session time, when each was cooked, and when keeping warm ended."""
        cooked: dict[str, float] = {}
        done: dict[str, float] = {}

        async def look() -> dict[str, Any]:
            now = await self._now()
            for dish in now["dishes"]:
                if dish["phase"] in {"warming", "done"}:
                    cooked.setdefault(dish["id"], now["elapsed_s"])
                if dish["phase"] == "done":
                    done.setdefault(dish["id"], now["elapsed_s"])
            return now

        session = await until(look, lambda now: now["phase"] in {"done", "stopped"}, within_s=90)
        expect(session["phase"] == "done", session)
        expect(len(done) == 2 and _spread(done) <= MINUTE_S, done)
        expect(_spread(cooked) <= KEPT_WARM_S, f"one was kept warm for {_spread(cooked):.0f} s")
        for number, burner in enumerate(self.house.burners[:2], start=1):
            await self.until_source("idle", burner)
            expect(not (await self.truth(number))["heating"], burner.name)

    async def remembered(self) -> None:
        """The entities of the dishes are removed, the plot remains."""
        for number in (1, 2):
            expect(
                await self.home.state(f"sensor.dish_{number}_step") is None, f"dish {number} is still there"
            )
        picture = await self.home.text(f"/api/hearthtech/session/{self.session_id}/plot.svg?dish=1")
        expect("turned_off" in picture or "knob" in picture, picture[-500:])

    async def _now(self) -> dict[str, Any]:
        return await self.session(self.session_id)

    async def _dish(self, number: int, wanted: Any, *, within_s: float = 10.0) -> dict[str, Any]:
        async def look() -> dict[str, Any]:
            return dict((await self._now())["dishes"][number])

        return await until(look, wanted, within_s=within_s)


def _spread(moments: dict[str, float]) -> float:
    return max(moments.values()) - min(moments.values())

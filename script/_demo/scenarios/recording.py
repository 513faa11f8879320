"""Recording: two dishes are recorded on the virtual stove, and their recipes signed and saved."""

import asyncio
from typing import Any, override

from _demo.checks import expect, until
from _demo.scenario import Check, Scenario

COOK = "Nonna"
POTS = {"Nonna's pasta water": (1, 0.5, 210.0), "Nonna's eggs": (2, 0.3, 120.0)}
"""Dishes: burner of the virtual stove, liters of water, and how long it boils (s of stove time)."""
BOILING_C = 97.0


class Keep(Scenario):
    """Two dishes cooked by hand on a radiant stove; the kitchen only records."""

    name = "keep"

    @override
    def checks(self) -> tuple[Check, ...]:
        return (
            ("two cookings by hand are watched at the same time, and not interfered with", self.watched),
            ("each becomes steps with goals, and the remark stands at its step", self.proposed),
            ("signed by the cook, they are recipes of the book", self.signed),
            ("the trace is a picture, for who is logged in", self.drawn),
        )

    @override
    async def prepare(self) -> None:
        await super().prepare()
        self.house.recorded.clear()

    async def watched(self) -> None:
        """Both pots are recorded at the same time."""
        await asyncio.gather(*(self._cook(name, *pot) for name, pot in POTS.items()))

    async def _cook(self, name: str, number: int, liters: float, boil_s: float) -> None:
        burner = self.house.virtual_burners[number - 1]
        await self.house.virtual_hands("place_pan", number, water=liters)
        call = {"name": name, "burner": burner.id}
        session = (await self.home.action("hearthtech", "watch_cooking", call))["session"]
        await self.house.virtual_hands("turn_knob", number, power_level=100)
        pan = burner.entity("pan_temperature")
        await until(lambda: self.number_of(pan), lambda shown: shown >= BOILING_C, within_s=40)
        await self.house.virtual_hands("turn_knob", number, power_level=60)
        remark = {"order": "remark", "session": session["id"], "words": f"a good pinch of salt, {number}"}
        await self.home.action("hearthtech", "tell_session", remark)
        await asyncio.sleep(boil_s / self.house.rate)
        expect(await self.source(burner) == "manual", "a watched hand lost its heat")
        await self.house.virtual_hands("turn_knob", number, power_level=0)
        await asyncio.sleep(20 / self.house.rate)
        stopped = {"session": session["id"]}
        ended = (await self.home.action("hearthtech", "stop_cooking", stopped))["session"]
        expect(ended["dishes"][0]["level"] == "observe", ended)
        self.house.recorded[name] = session["id"]

    async def proposed(self) -> None:
        """Drafts of both recipes."""
        for name, (number, _, boil_s) in POTS.items():
            draft = (await self._propose(name))["draft"]
            goals = [step["goal"]["kind"] for step in draft["steps"] if step["goal"]]
            expect("PhenomenonGoal" in goals and "DurationGoal" in goals, draft["steps"])
            lasts = max(
                step["goal"]["seconds"]
                for step in draft["steps"]
                if step["goal"] and step["goal"]["kind"] == "DurationGoal"
            )
            expect(abs(lasts - boil_s) <= 45, (lasts, boil_s))
            remarks = [remark for step in draft["steps"] for remark in step["remarks"]]
            expect(remarks == [f"a good pinch of salt, {number}"], remarks)

    async def signed(self) -> None:
        """Signed recipes are saved under the cook's name."""
        for name in POTS:
            made = await self._propose(name, by=COOK)
            recipe = (await self.home.action("hearthtech", "get_recipe", {"recipe": made["recipe_id"]}))[
                "recipe"
            ]
            expect((recipe["name"], recipe["author"]) == (name, COOK), recipe)

    async def drawn(self) -> None:
        """The plot is served over HTTP, only to logged-in users."""
        for session in self.house.recorded.values():
            path = f"/api/hearthtech/session/{session}/plot.svg"
            expect(await self.home.status(path, logged_in=False) == 401, "a stranger can look")
            picture = await self.home.text(path)
            expect(picture.startswith("<svg") and "polyline" in picture, picture[:200])

    async def _propose(self, name: str, **more: object) -> dict[str, Any]:
        call = {"sessions": [self.house.recorded[name]], "name": name, **more}
        return dict(await self.home.action("hearthtech", "propose_recipe", call))

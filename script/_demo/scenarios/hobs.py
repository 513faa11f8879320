"""Hobs built from entities: a hob of helper entities, and a thermometer in a pot."""

import asyncio
from typing import Any, override

from _demo.checks import expect, until
from _demo.scenario import SOUP, Check, Scenario

PLATE = "input_number.plate_level"
SOUP_TEMPERATURE = "input_number.soup_temperature"
NAME = "Old hob"


class Hobs(Scenario):
    """Grandma's soup on burners without Hearth Link."""

    name = "hobs"
    plate = ""
    thermometer = ""

    @override
    def checks(self) -> tuple[Check, ...]:
        return (
            ("a hob is made out of entities, and a bare thermometer is a burner too", self.made),
            ("guided on the thermometer alone, the goal of the step is noticed", self.guided),
            ("assisted on the hob of entities, its level is set", self.assisted),
            ("a hand at that level wins, and is kept as a correction", self.hand),
        )

    async def made(self) -> None:
        """Two burners are created by one flow."""
        entry_id = await self.home.configure(
            [
                {"next_step_id": "hob"},
                {"name": NAME},
                {
                    "name": "Old plate",
                    "level": PLATE,
                    "probe": "sensor.plate_probe",
                    "more": {"control": "start", "answers_within": 1},
                },
                {"next_step_id": "hob_burner"},
                {"name": "Soup thermometer", "probe": "sensor.soup_probe", "more": {}},
                {"next_step_id": "hob_finish"},
                {"understood": True},
            ]
        )
        burners = await until(lambda: self.home.burners(entry_id), lambda found: len(found) == 2, within_s=10)
        self.plate, self.thermometer = (burners[name] for name in ("Old plate", "Soup thermometer"))

    async def guided(self) -> None:
        """A person heats a pot; the kitchen only reads the thermometer."""
        await self.house.virtual_hands("place_pan", 1, water=0.4)
        following = asyncio.create_task(self._follow_the_pot())
        try:
            await self._guided()
        finally:
            following.cancel()

    async def _follow_the_pot(self) -> None:
        """Let a thermometer that is no part of a stove show the temperature of the pot on the virtual stove."""
        pan = self.house.virtual_burners[0].entity("pan_temperature")
        while True:
            shown = await self.home.state(pan)
            if shown not in {None, "unknown", "unavailable"}:
                reading = {"entity_id": SOUP_TEMPERATURE, "value": float(str(shown))}
                await self.home.action("input_number", "set_value", reading, response=False)
            await asyncio.sleep(0.5)

    async def _guided(self) -> None:
        call = {"recipe": SOUP, "burner": self.thermometer, "level": "guide"}
        session = (await self.home.action("hearthtech", "start_cooking", call))["session"]
        expect(session["dishes"][0]["waiting"] == "goal", session)
        await self.house.virtual_hands("turn_knob", 1, power_level=100)
        dish = await self._dish(lambda dish: dish["waiting"] == "confirm", within_s=40)
        expect(dish["step"] == 0 and dish["heat"] is None, dish)
        await self.house.virtual_hands("turn_knob", 1, power_level=0)
        await self.home.action("hearthtech", "next_step", {})
        await self._dish(lambda dish: dish["step"] == 1, within_s=2)
        await self.stop_sessions()

    async def assisted(self) -> None:
        """The first step requires full power."""
        call = {"recipe": SOUP, "burner": self.plate, "level": "assist", "heat": True}
        await self.home.action("hearthtech", "start_cooking", call)
        await until(lambda: self.number_of(PLATE), lambda level: level == 9, within_s=5)
        await self._dish(lambda dish: bool(dish["heat_taken"]), within_s=5)

    async def hand(self) -> None:
        """The level is lowered at the helper entity itself."""
        await asyncio.sleep(1.5)  # while a level is changing, a manual change can't be distinguished
        turned = {"entity_id": PLATE, "value": 3}
        await self.home.action("input_number", "set_value", turned, response=False)
        dish = await self._dish(lambda dish: bool(dish["by_hand"]), within_s=5)
        expect(dish["heat"] is None and dish["corrections"] == 1, dish)
        await asyncio.sleep(1)
        expect(await self.number_of(PLATE) == 3, await self.number_of(PLATE))

    async def _dish(self, wanted: Any, *, within_s: float) -> dict[str, Any]:
        async def look() -> dict[str, Any]:
            return dict((await self.session())["dishes"][0])

        return await until(look, wanted, within_s=within_s)

"""Two stoves of different types: their capabilities decide which entities exist."""

from typing import override

from _demo.checks import expect
from _demo.environment import VIRTUAL_BURNERS
from _demo.scenario import Check, Scenario

ONLY_INDUCTION = {"pan_state", "boost"}
"""Keys of entities that need a burner with pan detection."""


class Stoves(Scenario):
    """An induction stove over Hearth Link, a radiant one inside Home Assistant."""

    name = "stoves"

    @override
    def checks(self) -> tuple[Check, ...]:
        return (
            ("each burner is a child device of its stove, as many as the stove has", self.devices),
            ("an induction burner has what a radiant one lacks, and both what both have", self.capabilities),
            ("what both are asked for is done by both, each in its way", self.both_heat),
        )

    async def devices(self) -> None:
        """The registry of devices."""
        devices = await self.home.command("config/device_registry/list")
        for burners, count in (
            (self.house.burners, self.stove.burners),
            (self.house.virtual_burners, VIRTUAL_BURNERS),
        ):
            ids = {("hearthtech", burner.id) for burner in burners}
            children = [one for one in devices if ids & {tuple(pair) for pair in one["identifiers"]}]
            expect(len(children) == count, children)
            expect(all(device.get("parent_device_id") for device in children), children)
            expect(len({device["parent_device_id"] for device in children}) == 1, children)
            for burner in burners:
                expect(await self.home.state(burner.entity("state")) == "idle", burner.name)

    async def capabilities(self) -> None:
        """Return the keys of the entities of one burner each."""
        induction, radiant = set(self.front_left.entities), set(self.house.virtual_burners[0].entities)
        expect({"pan_state"} <= induction, sorted(induction))
        expect(not radiant & ONLY_INDUCTION, sorted(radiant))
        expect({"state", "power_level", "pan_temperature", "stop"} <= induction & radiant, sorted(radiant))
        expect(await self.home.state(self.front_left.entity("pan_state")) == "placed", "no pan is seen")

    async def both_heat(self) -> None:
        """Both are turned on by hand and shown in Home Assistant."""
        radiant = self.house.virtual_burners[0]
        await self.stove.hands("turn", "1", "0.5")
        await self.house.virtual_hands("turn_knob", 1, power_level=50)
        for burner in (self.front_left, radiant):
            await self.until_source("manual", burner)
        await self.home.action("hearthtech", "everything_off", {}, response=False)
        for burner in (self.front_left, radiant):
            await self.until_source("idle", burner)

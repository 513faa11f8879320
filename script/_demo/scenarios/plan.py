"""Meal plan: a calendar that starts automations, and a shopping list that is copied to another to-do list."""

from datetime import UTC, datetime, timedelta
from typing import Any, override

from _demo.checks import expect, until
from _demo.dashboard import calendar_of
from _demo.scenario import SOUP, Check, Scenario

AUTOMATION = "dinner_is_on"
LIST = "todo.shopping_list"
PUDDING = "Papa's Semolina Pudding"


class Plan(Scenario):
    """A dinner two seconds from now, and one in the week."""

    name = "plan"

    @override
    def checks(self) -> tuple[Check, ...]:
        return (
            ("a planned meal starts its automation, to the second", self.meal_starts),
            ("which begins to heat the burner that was armed by hand", self.preheats),
            ("and the satellite is told once it is hot", self.announced),
            ("what the week needs lands in Home Assistant's own shopping list", self.shopping),
        )

    @override
    async def prepare(self) -> None:
        await super().prepare()
        await self.stove.hands("pan", "1", "pot", "0.4")
        await self.stove.hands("arm")
        self.kitchen.notices.clear()

    async def meal_starts(self) -> None:
        """An automation from our blueprint runs."""
        copied = await self.home.action("hearthtech", "copy_blueprints", {})
        names = [name for group in copied.values() for name in group]
        expect(any("meal_starts" in name for name in names), names)
        path = next(name for name in names if "meal_starts" in name).removeprefix("automation/")
        cook = {
            "recipe": "{{ trigger.meal.name }}",
            "burner": self.front_left.id,
            "level": "assist",
            "heat": True,
        }
        actions = [{"action": "hearthtech.start_cooking", "data": cook}]
        await self.home.add_automation(AUTOMATION, path, {"actions": actions})
        starts_at = datetime.now(UTC) + timedelta(seconds=2)
        call = {"recipe": SOUP, "starts_at": starts_at.isoformat(), "slot": "dinner"}
        await self.home.action("hearthtech", "plan_meal", call)
        entity = f"automation.{AUTOMATION}"
        attributes = await until(
            lambda: self.attributes(entity), lambda a: bool(a.get("last_triggered")), within_s=8
        )
        late = (datetime.fromisoformat(attributes["last_triggered"]) - starts_at).total_seconds()
        expect(-0.5 <= late <= 1.5, f"{late:.1f} s late")
        calendar = await self.attributes(await calendar_of(self.home))
        expect(SOUP in calendar.get("message", ""), calendar)

    async def preheats(self) -> None:
        """Nobody is at home, but the stove was armed by hand."""
        await self.until_source("remote")
        await self.until_heating(1)
        expect((await self.session())["dishes"][0]["name"] == SOUP, await self.session())

    async def announced(self) -> None:
        """An announcement over MQTT."""

        async def notices() -> list[str]:
            return self.kitchen.notices

        await until(notices, lambda told: any(SOUP in text for text in told), within_s=30)
        expect(await self.pan_c() > 80, await self.pan_c())

    async def shopping(self) -> None:
        """Ingredients of the plan, each on one line."""
        await self.home.configure([{}], handler="shopping_list")
        await until(lambda: self.home.state(LIST), lambda state: state is not None, within_s=10)
        when = datetime.now(UTC) + timedelta(days=2)
        call = {"recipe": PUDDING, "starts_at": when.isoformat(), "slot": "dinner", "servings": 8}
        await self.home.action("hearthtech", "plan_meal", call)
        await self.home.action("hearthtech", "make_shopping_list", {"days": 7})
        for _ in range(2):  # copied twice, it must be there once
            await self.home.action("hearthtech", "push_shopping_list", {"list": LIST})
        bought = await self._list()
        milk = [words for words in bought if "milk" in words.lower()]
        expect(len(milk) == 1 and "2" in milk[0], bought)
        expect(sum("semolina" in words.lower() for words in bought) == 1, bought)

    async def _list(self) -> list[str]:
        answer: dict[str, Any] = await self.home.action("todo", "get_items", {"entity_id": LIST})
        return [item["summary"] for item in answer[LIST]["items"]]

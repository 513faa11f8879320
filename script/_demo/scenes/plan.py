"""The plan of meals as a calendar that starts automations."""

from datetime import UTC, datetime, timedelta
from typing import override

from _demo.checks import expect, until
from _demo.dashboard import calendar_of
from _demo.scene import SOUP, Check, Scene

AUTOMATION = "dinner_is_on"


class Plan(Scene):
    """A dinner two seconds from now."""

    name = "plan"

    @override
    def checks(self) -> tuple[Check, ...]:
        return (("a planned meal starts its automation, to the second", self.meal_starts),)

    async def meal_starts(self) -> None:
        """Its automation is made from our blueprint."""
        copied = await self.home.action("hearthtech", "copy_blueprints", {})
        names = [name for group in copied.values() for name in group]
        expect(any("meal_starts" in name for name in names), names)
        path = next(name for name in names if "meal_starts" in name).removeprefix("automation/")
        actions = [
            {"action": "persistent_notification.create", "data": {"message": "{{ trigger.meal.name }}"}}
        ]
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

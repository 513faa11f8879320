"""Possible temperatures of food, water and pans: a proposal outside of them is refused."""

from typing import Final

from ...recipes.model import Goal, Heat, TemperatureGoal

COLDEST_C: Final = -30.0
"""A household freezer reaches -24 °C (IEC 62552), with a margin."""
HOTTEST_C: Final = 300.0
"""Above 250 to 300 °C oil burns and coatings decompose; no pan is used at that temperature."""
COLDEST_HEAT_C: Final = 25.0
"""Lowest hold temperature: heat below room temperature is meaningless."""


def check_step(goal: Goal | None, heat: Heat | None) -> None:
    """Refuse an impossible goal or heat.

    Raises:
        ValueError: with the temperature.
    """
    if isinstance(goal, TemperatureGoal) and not COLDEST_C <= goal.celsius <= HOTTEST_C:
        raise ValueError(f"nothing in a kitchen is cooked to {goal.celsius:.0f} °C")
    kept = None if heat is None else heat.temperature_c
    if kept is not None and not COLDEST_HEAT_C <= kept <= HOTTEST_C:
        raise ValueError(f"no heat keeps {kept:.0f} °C")

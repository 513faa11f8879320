"""What is in season: fruit and vegetables by meteorological season.

Source: U.S. Department of Agriculture, SNAP-Ed Connection, "Seasonal Produce Guide" (public domain): for the temperate
north; south of the equator half a year later. Within the tropics nothing is said. What the guide lists for all four
seasons is always to be had and counts for none.
"""

from datetime import datetime
from enum import IntFlag

TROPIC = 23.44
"""Degrees of latitude."""


class Season(IntFlag):
    """Of the year."""

    SPRING = 1
    SUMMER = 2
    FALL = 4
    WINTER = 8


_SP, _SU, _FA, _WI = Season.SPRING, Season.SUMMER, Season.FALL, Season.WINTER
PRODUCE: dict[str, Season] = {
    "apricot": _SP | _SU,
    "asparagus": _SP,
    "avocado": _SP | _SU | _WI,
    "beet": _SU | _FA | _WI,
    "bell pepper": _SU | _FA,
    "blackberry": _SU,
    "blueberry": _SU,
    "broccoli": _SP | _FA,
    "brussels sprout": _FA | _WI,
    "cabbage": _SP | _FA | _WI,
    "cauliflower": _FA,
    "cherry": _SU,
    "collard greens": _SP | _FA | _WI,
    "corn": _SU,
    "cranberry": _FA,
    "cucumber": _SU,
    "eggplant": _SU,
    "grape": _FA,
    "grapefruit": _WI,
    "green bean": _SU | _FA,
    "kale": _SP | _FA | _WI,
    "kiwi": _SP | _FA | _WI,
    "leek": _WI,
    "lettuce": _SP | _FA,
    "lima bean": _SU,
    "mango": _SU | _FA,
    "melon": _SU,
    "mushroom": _SP | _FA,
    "okra": _SU,
    "orange": _WI,
    "parsnip": _FA | _WI,
    "pea": _SP | _FA,
    "peach": _SU,
    "pear": _FA | _WI,
    "pineapple": _SP | _FA | _WI,
    "plum": _SU,
    "pumpkin": _FA | _WI,
    "radish": _SP | _FA,
    "raspberry": _SU | _FA,
    "rhubarb": _SP,
    "rutabaga": _FA | _WI,
    "spinach": _SP | _FA,
    "strawberry": _SP | _SU,
    "sweet potato": _FA | _WI,
    "chard": _SP | _FA | _WI,
    "tomatillo": _SU,
    "tomato": _SU,
    "turnip": _SP | _FA | _WI,
    "watermelon": _SU,
    "squash": _FA | _WI,
    "zucchini": _SU,
}
"""By entry of the food database."""


def season_of(when: datetime, latitude: float | None) -> Season | None:
    """The season of a moment at a latitude; `None` in the tropics and where the latitude is not known."""
    if latitude is None or abs(latitude) < TROPIC:
        return None
    month = when.month if latitude > 0 else (when.month + 5) % 12 + 1
    return (Season.WINTER, Season.SPRING, Season.SUMMER, Season.FALL)[month % 12 // 3]

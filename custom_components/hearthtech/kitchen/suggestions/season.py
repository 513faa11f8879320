"""Seasons of fruit and vegetables, by meteorological season.

`data/seasons.yaml` lists them for the temperate north; south of the equator they are half a year later. There are no
seasons within the tropics. Produce of all four seasons is always available and is not listed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import IntFlag
from functools import cache, reduce
from operator import or_

from .word_files import read_words

TROPIC = 23.44
"""Degrees of latitude."""


class Season(IntFlag):
    """Season of the year."""

    SPRING = 1
    SUMMER = 2
    FALL = 4
    WINTER = 8


@cache
def produce() -> Mapping[str, Season]:
    """The seasons of fruit and vegetables by entry of the food database. The first call reads a file."""
    listed: Mapping[str, Sequence[str]] = read_words("seasons")
    return {name: reduce(or_, (Season[one.upper()] for one in seasons)) for name, seasons in listed.items()}


def season_of(when: datetime, latitude: float | None) -> Season | None:
    """The season of a moment at a latitude; `None` in the tropics and for an unknown latitude."""
    if latitude is None or abs(latitude) < TROPIC:
        return None
    month = when.month if latitude > 0 else (when.month + 5) % 12 + 1
    return (Season.WINTER, Season.SPRING, Season.SUMMER, Season.FALL)[month % 12 // 3]

"""What a cook does with heat, in six words."""

from enum import StrEnum


class Activity(StrEnum):
    """What happens in a phase of cooking."""

    WARM = "warm"
    """Getting hotter, towards something."""
    BOIL = "boil"
    SIMMER = "simmer"
    """At or just below the boil, on little heat."""
    HOLD = "hold"
    """A temperature kept, below a simmer."""
    FRY = "fry"
    """In fat or a dry pan, well above the boil."""
    REST = "rest"
    """Without heat."""

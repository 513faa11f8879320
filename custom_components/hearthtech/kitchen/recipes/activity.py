"""Activities of a cook with heat, in six classes."""

from enum import StrEnum


class Activity(StrEnum):
    """Activity of a phase of cooking."""

    WARM = "warm"
    """Heating towards a temperature."""
    BOIL = "boil"
    SIMMER = "simmer"
    """At or just below the boil, with low heat."""
    HOLD = "hold"
    """A constant temperature, below a simmer."""
    FRY = "fry"
    """In fat or a dry pan, far above the boil."""
    REST = "rest"
    """Preparation without heat."""

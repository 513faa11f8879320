"""Boiling point of water by elevation."""

import math
from typing import Final

LOWEST_M: Final = -430.0
"""Shore of the Dead Sea, the lowest elevation of a home (m)."""
HIGHEST_M: Final = 6000.0
"""Above the highest town, La Rinconada at 5,100 m (m)."""


def pressure_hpa(elevation_m: float) -> float:
    """Air pressure (hPa) at an elevation (m), by the ISO 2533 standard atmosphere."""
    return float(1013.25 * (1.0 - 2.25577e-5 * elevation_m) ** 5.25588)


def boiling_point_c(elevation_m: float | None) -> float:
    """Boiling point of water (°C) at an elevation (m).

    By the Antoine equation for water between 1 and 100 °C (A = 8.07131, B = 1730.63, C = 233.426, pressure in mmHg).
    An unknown or non-finite elevation counts as sea level; elevations are clamped to those at which people live.
    """
    if elevation_m is None or not math.isfinite(elevation_m):
        return 100.0
    pressure_mmhg = pressure_hpa(min(max(elevation_m, LOWEST_M), HIGHEST_M)) * 760.0 / 1013.25
    return 1730.63 / (8.07131 - math.log10(pressure_mmhg)) - 233.426

"""Boiling point by elevation, compared with published tables (USDA, Engineering ToolBox)."""

import math

from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.burners.boiling import boiling_point_c


@pytest.mark.parametrize(
    ("elevation_m", "boils_c"),
    [
        (0.0, 100.0),
        (-430.0, 101.4),
        (152.4, 99.5),
        (520.0, 98.3),  # Munich
        (1000.0, 96.7),
        (1609.0, 94.7),  # Denver
        (2240.0, 92.5),  # Mexico City
        (2850.0, 90.4),  # Quito
        (3640.0, 87.6),  # La Paz
        (5100.0, 82.6),  # La Rinconada
    ],
)
def test_published_boiling_points(elevation_m: float, boils_c: float) -> None:
    assert boiling_point_c(elevation_m) == pytest.approx(boils_c, abs=0.5)


@pytest.mark.parametrize("elevation_m", [None, math.nan, math.inf, -math.inf])
def test_an_unknown_elevation_is_sea_level(elevation_m: float | None) -> None:
    assert boiling_point_c(elevation_m) == 100.0


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_falls_with_elevation_and_stays_in_range(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 75.0 < boiling_point_c(high) <= boiling_point_c(low) < 103.0

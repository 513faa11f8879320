"""Heat against the thermometer: lost, frozen, stuck, not warming, and real pots that pass."""

import random

import pytest

from custom_components.hearthtech.burners.boiling import boiling_point_c
from custom_components.hearthtech.burners.heating_check import HeatingCheck, HeatingFault


class Water:
    """Water of so many liters on a burner, with a thermometer of a resolution and a noise."""

    def __init__(
        self, liters: float, watts: float, *, celsius: float = 20.0, resolution: float = 0.1
    ) -> None:
        self.liters, self.watts, self.celsius, self.resolution = liters, watts, celsius, resolution
        self._noise = random.Random(1)
        self._lag_c = celsius

    def second(self, power: float) -> None:
        gain = self.watts * 0.8 * power - 6.0 * (self.celsius - 20.0)
        self.celsius = min(self.celsius + gain / (4186.0 * self.liters), 100.0)
        self._lag_c += (self.celsius - self._lag_c) / 8.0

    @property
    def shown(self) -> float:
        noisy = self._lag_c + self._noise.uniform(-0.3, 0.3) * self.resolution
        return round(noisy / self.resolution) * self.resolution


@pytest.mark.parametrize("power", [1.0, 0.7, 0.5])
@pytest.mark.parametrize(("liters", "watts"), [(0.5, 1500.0), (2.0, 2000.0), (5.0, 2000.0), (6.0, 3000.0)])
@pytest.mark.parametrize("resolution", [0.1, 0.5, 5 / 9, 1.0])
@pytest.mark.parametrize("every_s", [1, 5, 10])
def test_a_pot_that_warms_passes(
    power: float, liters: float, watts: float, resolution: float, every_s: int
) -> None:
    check, water = HeatingCheck(rated_w=watts), Water(liters, watts, resolution=resolution)
    for second in range(2400):
        water.second(power)
        if second % every_s == 0:
            assert check.update(float(second), water.shown, power) is None, (second, water.celsius)


def test_boiling_holds_the_temperature_also_in_the_mountains() -> None:
    for elevation_m in (0.0, 1609.0, 2240.0):
        boils_c = boiling_point_c(elevation_m)
        check = HeatingCheck(boiling_point_c=boils_c)
        assert not any(check.update(float(second), boils_c, 1.0) for second in range(1800))
        assert not any(
            check.update(2000.0 + second, boils_c + ahead, 1.0, probe=False)
            for ahead in (12.0, 35.0)
            for second in range(1800)
        )
        assert not any(check.update(9000.0 + second, boils_c + 5.0, 1.0) for second in range(900))  # jam


@pytest.mark.parametrize("power", [1.0, 0.6, 0.3])
@pytest.mark.parametrize("every_s", [1, 5, 20])
def test_a_frozen_reading_is_found_within_a_minute(power: float, every_s: int) -> None:
    check, water = HeatingCheck(), Water(1.0, 2000.0)
    for second in range(60):
        water.second(power)
        assert check.update(float(second), water.shown, power) is None
    frozen, found = water.shown, None
    for second in range(60, 130, every_s):
        found = found or check.update(float(second), frozen, power)
        if found is not None:
            break
    assert found is HeatingFault.STUCK
    assert second <= 60 + 60


def test_a_frozen_reading_from_the_start() -> None:
    check = HeatingCheck()
    found = [check.update(float(second), 20.0, 1.0) for second in range(61)]
    assert HeatingFault.STUCK in found
    assert found[:45] == [None] * 45


def test_a_lost_reading_is_found_within_a_minute() -> None:
    check = HeatingCheck()
    check.update(0.0, 40.0, 1.0)
    assert check.update(1.0, None, 1.0) is None
    assert check.due == 31.0
    assert check.update(31.0, None, 1.0) is HeatingFault.LOST
    assert check.update(32.0, 41.0, 1.0) is None


@pytest.mark.parametrize(("power", "within_s"), [(1.0, 75), (0.7, 100), (0.5, 130)])
def test_a_probe_on_the_table_is_found_by_the_energy(power: float, within_s: int) -> None:
    check, noise = HeatingCheck(), random.Random(3)
    found_at = None
    for second in range(600):
        if check.update(float(second), round(21.0 + noise.uniform(-0.2, 0.2), 1), power):
            found_at = second
            break
    assert found_at is not None
    assert found_at <= within_s


def test_a_stronger_burner_is_judged_sooner() -> None:
    def found_at(rated_w: float) -> int:
        check, noise = HeatingCheck(rated_w=rated_w), random.Random(3)
        return next(
            second
            for second in range(900)
            if check.update(float(second), round(21.0 + noise.uniform(-0.2, 0.2), 2), 1.0)
        )

    assert found_at(3700.0) < found_at(2000.0) < found_at(1000.0)


def test_cold_food_is_no_fault() -> None:
    check, water = HeatingCheck(), Water(3.0, 2000.0, celsius=90.0)
    for second in range(900):
        if second in {100, 300}:
            water.celsius -= 25.0
        water.second(1.0)
        assert check.update(float(second), water.shown, 1.0) is None


@pytest.mark.parametrize("power", [0.0, 0.1, 0.2, None])
def test_little_heat_may_just_keep_a_pot(power: float | None) -> None:
    check = HeatingCheck()
    assert not any(check.update(float(second), 70.0, power) for second in range(3600))


def test_a_pan_held_hot_on_a_middle_level_passes_and_full_power_does_not() -> None:
    check = HeatingCheck()
    assert not any(check.update(float(second), 180.0, 0.4, probe=False) for second in range(600))
    assert any(check.update(600.0 + second, 180.0, 1.0, probe=False) for second in range(60))


@pytest.mark.parametrize("every_s", [30, 60])
def test_a_thermometer_that_reports_seldom_is_given_time(every_s: int) -> None:
    check, water, shown = HeatingCheck(), Water(3.0, 2000.0), 20.0
    for second in range(-300, 900):
        if second >= 0:
            water.second(1.0)
        if second % every_s == 0:
            shown = water.shown
            check.report(float(second))
        if second >= 0:
            assert check.update(float(second), shown, 1.0) is None
    found = [check.update(900.0 + second, 60.0, 1.0) for second in range(200)]
    assert HeatingFault.STUCK in found


def test_meat_keeps_a_pan_from_warming_for_a_while() -> None:
    check, noise, shown = HeatingCheck(), random.Random(5), 210.0
    for second in range(300):
        if (
            second > 30
        ):  # the meat lies in it: the pan falls to 156 °C, and warms again when its water is gone
            shown += (156.0 - shown) / 25.0 if second < 200 else 0.4
        assert check.update(float(second), shown + noise.uniform(-0.3, 0.3), 0.9, probe=False) is None


def test_a_pan_that_never_warms_again_is_found() -> None:
    check, noise, shown, found = HeatingCheck(), random.Random(5), 210.0, None
    for second in range(600):
        if second > 30:
            shown += (156.0 - shown) / 10.0
        found = found or check.update(float(second), shown + noise.uniform(-0.3, 0.3), 1.0, probe=False)
    assert found is HeatingFault.NOT_WARMING


@pytest.mark.parametrize("celsius", [70.0, 82.0, 94.5])
def test_an_open_pot_may_stay_below_the_boil_on_a_middle_level(celsius: float) -> None:
    check, noise = HeatingCheck(rated_w=2900.0), random.Random(7)
    for second in range(1800):
        assert check.update(float(second), round(celsius + noise.uniform(-0.5, 0.5), 1), 0.4) is None


@pytest.mark.parametrize("seed", range(12))
def test_a_large_pot_on_gas_passes_with_a_noisy_probe(seed: int) -> None:
    """A gas flame delivers 40 % of its power; the probe errs by 0.2 K at each reading."""
    check, noise, water, lagged = HeatingCheck(rated_w=2900.0), random.Random(seed), 19.0, 19.0
    for second in range(600):
        water += 0.4 * 2900.0 / 30_000.0 * min(second / 20.0, 1.0)
        lagged += (water - lagged) / 8.0
        assert check.update(float(second), round(lagged + noise.gauss(0.0, 0.2), 1), 1.0) is None

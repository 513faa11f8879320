"""Lumped thermal model of one burner and its pan: element, glass, pan, liquid, solid food.

Units are SI: K differences in °C, W, J, J/K, W/K, kg, m, s. Independent of commands, clocks and networks.

The equations and their sources:

- Heat balance of lumped nodes with linear conductances (Incropera, DeWitt: Fundamentals of Heat and Mass
  Transfer, chapter 5), explicit steps short against the fastest time constant.
- Pan to liquid: turbulent natural convection above a heated plate, Nu = 0.15 Ra^(1/3) (Lloyd & Moran 1974),
  which for water is h = (215 + 3.05 T) ΔT^(1/3); nucleate boiling above saturation with the cubic law of
  Rohsenow (1952), here q = 60 ΔT³ W/m².
- Free surface: h = 1.52 ΔT^(1/3) for a warm plate facing up in air (McAdams 1954), with the virtual temperature
  for ΔT, since vapor is lighter than air; evaporation by the Chilton-Colburn analogy (1934) with Le = 0.87.
- Saturation pressure of water: Magnus form with the coefficients of Alduchov & Eskridge (1996).
- Latent heat 2 256.5 kJ/kg at 100 °C (IAPWS), falling by 2.4 kJ/kg per K from 2 501 kJ/kg at 0 °C.
- Radiation by Stefan-Boltzmann with the emissivity of the pan's wall.
"""

from dataclasses import dataclass
import math
from typing import Final

STEP_S: Final = 0.25
"""Longest step. The fastest node, a pan whose water boils, has a time constant of about 1 s."""
BOIL_C: Final = 100.0
SIGMA: Final = 5.670e-8
WATER_CP: Final = 4186.0
WATER_DENSITY: Final = 0.998
"""kg per liter at 20 °C."""
OIL_CP: Final = 2150.0
OIL_DENSITY: Final = 0.91
SOLID_CP: Final = 3500.0
LATENT_BOIL: Final = 2_256_500.0
_LEWIS: Final = 0.87 ** (-2 / 3) / 1150.0
"""Factor from heat transfer to mass transfer coefficient, m/s per W/(m² K): Le^(-2/3) / (ρ c_p)."""
_VAPOR_R: Final = 461.5
_AIR_PA: Final = 101_325.0
_MAX_C: Final = 1200.0
SHELTER: Final = 0.6
"""Remaining share of the free-surface exchange when the surface is deep between a pot's walls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heater:
    """How a kind of burner converts its input into heat: shares of the input, and the heated nodes."""

    to_pan: float
    """Share of the input that arises in the pan (induction) or is transferred to it by the flame (gas)."""
    to_element: float
    """Share that heats the element. The rest goes into electronics or the flue gas."""
    element_j_k: float
    element_pan_w_m2k: float
    element_glass_w_k: float
    element_loss_w_k: float
    glass_j_k: float
    glass_pan_w_m2k: float
    glass_loss_w_k: float
    start_s: float
    """Time from switching on to full power: pan detection, ramp, ignition."""
    hold_efficiency: float
    """Share of the input that reaches a pan at cooking temperatures, as known to the maker."""
    hold_lag_s: float
    """How long heat takes from the input to the pan, as known to the maker."""
    needs_magnetic: bool = False


HEATERS: Final = {
    "induction": Heater(
        to_pan=0.834, to_element=0.0, element_j_k=1.0, element_pan_w_m2k=0.0, element_glass_w_k=0.0,
        element_loss_w_k=0.0, glass_j_k=330.0, glass_pan_w_m2k=80.0, glass_loss_w_k=0.87, start_s=5.0,
        hold_efficiency=0.82, hold_lag_s=2.0, needs_magnetic=True,
    ),
    "radiant": Heater(
        to_pan=0.0, to_element=1.0, element_j_k=120.0, element_pan_w_m2k=0.0, element_glass_w_k=8.0,
        element_loss_w_k=0.25, glass_j_k=330.0, glass_pan_w_m2k=260.0, glass_loss_w_k=0.9, start_s=0.5,
        hold_efficiency=0.7, hold_lag_s=45.0,
    ),
    "coil": Heater(
        to_pan=0.0, to_element=1.0, element_j_k=320.0, element_pan_w_m2k=225.0, element_glass_w_k=0.05,
        element_loss_w_k=1.05, glass_j_k=500.0, glass_pan_w_m2k=0.0, glass_loss_w_k=0.8, start_s=0.5,
        hold_efficiency=0.75, hold_lag_s=45.0,
    ),
    "plate": Heater(
        to_pan=0.0, to_element=1.0, element_j_k=800.0, element_pan_w_m2k=260.0, element_glass_w_k=0.05,
        element_loss_w_k=0.7, glass_j_k=500.0, glass_pan_w_m2k=0.0, glass_loss_w_k=0.8, start_s=0.5,
        hold_efficiency=0.8, hold_lag_s=90.0,
    ),
    "gas": Heater(
        to_pan=0.40, to_element=0.04, element_j_k=350.0, element_pan_w_m2k=10.0, element_glass_w_k=0.1,
        element_loss_w_k=0.9, glass_j_k=900.0, glass_pan_w_m2k=0.0, glass_loss_w_k=1.5, start_s=1.5,
        hold_efficiency=0.4, hold_lag_s=2.0,
    ),
}  # fmt: skip
"""Fitted by hand to published times to boil (`script/bench thermal`) within what the literature allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanSpec:
    """A pan: base diameter and wall height in m, mass in kg, c_p in J/(kg K), emissivity of the outside."""

    diameter_m: float = 0.20
    height_m: float = 0.12
    mass_kg: float = 1.0
    cp: float = 480.0
    emissivity: float = 0.25
    magnetic: bool = True

    @property
    def area_m2(self) -> float:
        """Area of the base, and of the liquid's surface."""
        return math.pi * self.diameter_m**2 / 4


def saturation_pa(temperature_c: float) -> float:
    """Saturation pressure of water vapor over water, Pa (Magnus; Alduchov & Eskridge 1996)."""
    return 610.94 * math.exp(17.625 * temperature_c / (temperature_c + 243.04))


@dataclass(slots=True)
class Ledger:
    """Energy balance since the ledger was opened, J. Closed when input = stored + all losses."""

    input: float = 0.0
    conversion: float = 0.0
    """Lost in electronics, or in the flue gas."""
    surroundings: float = 0.0
    """By convection and radiation of element, glass, pan and liquid."""
    evaporation: float = 0.0
    moved: float = 0.0
    """Carried in (positive) or out with pans and food, relative to the ambient temperature."""


class Physics:
    """The nodes of one burner.

    Change `power_w`, `lid` and the like at any time; call `advance` to move time on.
    """

    __slots__ = (
        "ambient_c",
        "element_c",
        "glass_c",
        "heater",
        "ledger",
        "lid",
        "liquid_c",
        "oil_kg",
        "on_s",
        "pan",
        "pan_c",
        "power_w",
        "solid_c",
        "solid_kg",
        "water_kg",
    )  # fmt: skip

    def __init__(self, heater: Heater, *, ambient_c: float = 22.0) -> None:
        self.heater = heater
        self.ambient_c = ambient_c
        self.element_c = self.glass_c = self.pan_c = self.liquid_c = self.solid_c = ambient_c
        self.pan: PanSpec | None = None
        self.lid = False
        self.water_kg = self.oil_kg = self.solid_kg = 0.0
        self.power_w = 0.0
        self.on_s = 0.0
        self.ledger = Ledger()

    @property
    def liquid_j_k(self) -> float:
        """Heat capacity of the liquid."""
        return self.water_kg * WATER_CP + self.oil_kg * OIL_CP

    @property
    def stored_j(self) -> float:
        """Energy stored in all nodes, against the ambient temperature."""
        ambient = self.ambient_c
        stored = self.heater.element_j_k * (self.element_c - ambient)
        stored += self.heater.glass_j_k * (self.glass_c - ambient)
        return stored + self._on_top_j()

    def _on_top_j(self) -> float:
        if self.pan is None:
            return 0.0
        ambient = self.ambient_c
        stored = self.pan.mass_kg * self.pan.cp * (self.pan_c - ambient)
        stored += self.liquid_j_k * (self.liquid_c - ambient)
        return stored + self.solid_kg * SOLID_CP * (self.solid_c - ambient)

    @property
    def food_c(self) -> float:
        """The temperature that a probe in the pot shows: liquid, else solid food, else the pan."""
        if self.water_kg + self.oil_kg > 0.005:
            return self.liquid_c
        return self.solid_c if self.solid_kg > 0.005 else self.pan_c

    @property
    def couples(self) -> bool:
        """Whether the pan takes up heat from this burner."""
        return self.pan is not None and (self.pan.magnetic or not self.heater.needs_magnetic)

    @property
    def settled(self) -> bool:
        """Whether nothing is on and nothing is warm: then time can advance without computing."""
        ambient = self.ambient_c
        warmest = max(self.element_c, self.glass_c, self.pan_c, self.liquid_c, self.solid_c)
        coldest = min(self.element_c, self.glass_c, self.pan_c, self.liquid_c, self.solid_c)
        return self.power_w == 0.0 and warmest - ambient < 0.3 and ambient - coldest < 0.3

    def place(self, pan: PanSpec, *, temperature_c: float | None = None, lid: bool = False) -> None:
        """Put an empty pan on, replacing the old one."""
        self.remove()
        self.pan = pan
        self.lid = lid
        self.pan_c = self.liquid_c = self.solid_c = self.ambient_c if temperature_c is None else temperature_c
        self.ledger.moved += self._on_top_j()

    def remove(self) -> None:
        """Remove the pan with its contents."""
        self.ledger.moved -= self._on_top_j()
        self.pan = None
        self.lid = False
        self.water_kg = self.oil_kg = self.solid_kg = 0.0
        self.pan_c = self.liquid_c = self.solid_c = self.ambient_c

    def add_water(self, liters: float, temperature_c: float = 18.0) -> None:
        """Pour water into the pan, mixing it with the contents."""
        self._add_liquid(liters * WATER_DENSITY, WATER_CP, temperature_c)
        self.water_kg += liters * WATER_DENSITY

    def add_oil(self, liters: float, temperature_c: float = 20.0) -> None:
        """Pour oil into the pan, mixing it with the contents."""
        self._add_liquid(liters * OIL_DENSITY, OIL_CP, temperature_c)
        self.oil_kg += liters * OIL_DENSITY

    def _add_liquid(self, kg: float, cp: float, temperature_c: float) -> None:
        before = self.liquid_j_k
        self.liquid_c = (self.liquid_c * before + kg * cp * temperature_c) / (before + kg * cp)
        self.ledger.moved += kg * cp * (temperature_c - self.ambient_c)

    def add_food(self, kg: float, temperature_c: float = 8.0) -> None:
        """Add solid food, c_p 3.5 kJ/(kg K) as of vegetables and meat."""
        self.solid_c = (self.solid_c * self.solid_kg + kg * temperature_c) / (self.solid_kg + kg)
        self.solid_kg += kg
        self.ledger.moved += kg * SOLID_CP * (temperature_c - self.ambient_c)

    def advance(self, seconds: float) -> None:
        """Advance time, in steps of at most `STEP_S`."""
        steps = max(math.ceil(seconds / STEP_S - 1e-9), 1)
        step = seconds / steps
        for _ in range(steps):
            self._step(step)

    def _step(self, dt: float) -> None:
        heater = self.heater
        ledger = self.ledger
        ambient = self.ambient_c
        pan = self.pan
        power = self.power_w
        couples = pan is not None and (pan.magnetic or not heater.needs_magnetic)
        if power > 0.0:
            self.on_s += dt
            if self.on_s < heater.start_s:
                power *= self.on_s / heater.start_s
            if heater.to_element == 0.0 and not couples:
                power = 0.0
        else:
            self.on_s = 0.0
        # Sums of the flows into each node, W.
        to_pan = power * heater.to_pan if couples else 0.0
        to_element = power * heater.to_element
        lost = power - to_pan - to_element
        element, glass = self.element_c, self.glass_c
        flow = heater.element_glass_w_k * (element - glass)
        element_loss = heater.element_loss_w_k * (element - ambient)
        if element > 150.0:
            kelvin = element + 273.15
            element_loss += 0.01 * SIGMA * (kelvin * kelvin * kelvin * kelvin - 7.6e9)
        glass_loss = heater.glass_loss_w_k * (glass - ambient)
        to_glass = flow - glass_loss
        to_element_net = to_element - flow - element_loss
        surroundings = element_loss + glass_loss
        if pan is not None:
            area = pan.area_m2
            wall = self.pan_c
            flow = area * heater.element_pan_w_m2k * (element - wall)
            to_element_net -= flow
            to_pan += flow
            flow = area * heater.glass_pan_w_m2k * (glass - wall)
            to_glass -= flow
            to_pan += flow
            to_pan, outside = self._above(pan, area, to_pan, dt)
            surroundings += outside
            self.pan_c = min(wall + to_pan * dt / (pan.mass_kg * pan.cp), _MAX_C)
        self.element_c = min(element + to_element_net * dt / heater.element_j_k, _MAX_C)
        self.glass_c = glass + to_glass * dt / heater.glass_j_k
        ledger.input += power * dt
        ledger.conversion += lost * dt
        ledger.surroundings += surroundings * dt

    def _above(self, pan: PanSpec, area: float, to_pan: float, dt: float) -> tuple[float, float]:
        """Flows between the pan, its contents and the air. Returns the pan's net inflow and the losses, W."""
        ambient = self.ambient_c
        wall = self.pan_c
        kelvin = wall + 273.15
        side = math.pi * pan.diameter_m * pan.height_m
        cool = ambient + 273.15
        radiated = (
            pan.emissivity * SIGMA * side * (kelvin * kelvin * kelvin * kelvin - cool * cool * cool * cool)
        )
        loss = 6.0 * side * (wall - ambient) + radiated
        capacity = self.water_kg * WATER_CP + self.oil_kg * OIL_CP
        solid_capacity = self.solid_kg * SOLID_CP
        if capacity > 20.0:
            liquid = self.liquid_c
            difference = wall - liquid
            watery = self.water_kg > 0.3 * self.oil_kg
            free = (215.0 + 3.05 * min(liquid, BOIL_C) if watery else 90.0) * abs(difference) ** (1 / 3)
            if watery and wall > BOIL_C:
                superheat = wall - BOIL_C
                free = max(free, 60.0 * superheat * superheat)
            # Limited to the flow that equalizes both within the step.
            pan_capacity = pan.mass_kg * pan.cp
            limit = 0.8 / dt * pan_capacity * capacity / (pan_capacity + capacity)
            # The wetted part of the wall transfers heat too: 4 depth / diameter = perimeter times depth over
            # base area.
            depth = min((self.water_kg + self.oil_kg) / (1000.0 * area), pan.height_m)
            wet = area * (1.0 + 4.0 * depth / pan.diameter_m)
            flow = min(wet * free, limit) * difference
            to_pan -= flow
            into = flow
            if solid_capacity > 0.0:
                flow = min(25.0 * math.sqrt(self.solid_kg), 0.5 * solid_capacity / dt) * (
                    liquid - self.solid_c
                )
                self.solid_c += flow * dt / solid_capacity
                into -= flow
            surface, steam = self._surface(area, liquid)
            loss_liquid = surface
            liquid += (into - surface - steam) * dt / capacity
            evaporated = steam * dt
            if self.water_kg > 0.0 and liquid > BOIL_C:
                evaporated += (liquid - BOIL_C) * capacity
                liquid = BOIL_C
            if evaporated > 0.0:
                latent = 2_501_000.0 - 2_445.0 * liquid
                self.water_kg = max(self.water_kg - evaporated / latent, 0.0)
                self.ledger.evaporation += evaporated
                # Vapor carries away the sensible heat of its water.
                self.ledger.moved -= evaporated / latent * WATER_CP * (liquid - ambient)
            self.liquid_c = liquid
            return to_pan - loss, loss + loss_liquid
        if capacity > 0.0:
            self.ledger.moved -= capacity * (self.liquid_c - ambient)
            self.water_kg = self.oil_kg = 0.0
        if solid_capacity > 0.0:
            flow = min(300.0 * area, 0.5 * solid_capacity / dt) * (wall - self.solid_c)
            self.solid_c += flow * dt / solid_capacity
            to_pan -= flow
        inside = 8.0 * area * (wall - ambient)
        return to_pan - loss - inside, loss + inside

    def _surface(self, area: float, liquid: float) -> tuple[float, float]:
        """Dry loss and evaporation from the liquid's surface, W."""
        ambient = self.ambient_c
        warmer = liquid - ambient
        if warmer <= 0.0:
            return 8.0 * area * warmer, 0.0
        # The wall shelters the surface, and condensate runs back.
        area *= SHELTER
        radiation = 5.5 * area * warmer
        if self.lid:
            return 7.0 * area * warmer, 0.0
        if self.water_kg <= 0.0:
            return 1.52 * warmer ** (1 / 3) * area * warmer + radiation, 0.0
        pressure = saturation_pa(liquid)
        virtual = warmer + 0.378 * pressure / _AIR_PA * (liquid + 273.15)
        convection = 1.52 * virtual ** (1 / 3)
        density = (pressure / (liquid + 273.15) - 0.5 * 2_640.0 / (ambient + 273.15)) / _VAPOR_R
        steam = convection * _LEWIS * area * max(density, 0.0) * (2_501_000.0 - 2_445.0 * liquid)
        return convection * area * warmer + radiation, steam

"""Generator of simulated cooking traces: twelve kinds of dish cooked by hand on the thermal model, with human errors.

Each trace is drawn from a seed: burner, pan, amounts, reaction time, accuracy of the knob, accidental changes, and a
sensor with delay, noise and gaps. The ground truth (phases, and where they begin) comes from the actions of the cook
and from the true temperature of the food, neither of which is in the recording.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
import random

from custom_components.hearthtech.hearth_link.simulator.sensor import SensorSpec, SimSensor
from custom_components.hearthtech.hearth_link.simulator.thermal import HEATERS, PanSpec, Physics
from custom_components.hearthtech.kitchen.recipes.activity import Activity

SHORTEST_S = 30.0
"""Shorter intervals are no phases (s)."""


PROBED = {"pasta", "soup", "rice", "chips", "custard", "poached_eggs", "boiled_eggs", "yogurt"}
"""Dishes whose pot can contain a thermometer; a pancake can't."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A true phase: its start (s) and its activity."""

    start: float
    activity: Activity
    added: bool = False
    """Whether it began with an addition that cooled the contents."""


@dataclass(frozen=True, slots=True)
class Addition:
    """An addition: water or oil (liters), or food (kg), at its temperature (°C)."""

    what: str
    amount: float
    celsius: float
    at: float = 0.0


@dataclass(slots=True)
class Setup:
    """The pan on the burner, for amounts of `scale` times the recipe's."""

    heater: str = "induction"
    rated_w: float = 2000.0
    pan: PanSpec = field(default_factory=PanSpec)
    probe: bool = False
    sensor: SensorSpec = field(default_factory=SensorSpec)
    scale: float = 1.0


@dataclass(slots=True)
class Cooking:
    """A recording and its ground truth:

    `food` is the true temperature, `felt` that of the part which additions cool (°C).
    """

    archetype: str
    seed: int
    setup: Setup
    times: list[float] = field(default_factory=list)
    celsius: list[float | None] = field(default_factory=list)
    power: list[float] = field(default_factory=list)
    food: list[float] = field(default_factory=list)
    felt: list[float] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    begin: list[Addition] = field(default_factory=list)

    @property
    def boundaries(self) -> list[float]:
        """Return the times at which phases change, without the start."""
        return [phase.start for phase in self.phases[1:]]

    def activity_at(self, at: float) -> Activity:
        """Return the true activity at a time."""
        return next(phase.activity for phase in reversed(self.phases) if phase.start <= at)


class Cook:
    """A simulated person at a burner. All actions take realistic time."""

    def __init__(self, archetype: str, seed: int) -> None:
        self.random = random.Random(f"{archetype}/{seed}")
        heater = self.random.choice(["induction", "induction", "radiant", "gas", "coil"])
        rated_w = self.random.choice([1800.0, 2000.0, 2300.0])
        setup = Setup(
            heater=heater,
            # A gas burner is rated by its input; less than half of that heats the pan.
            rated_w=rated_w * 1.6 if heater == "gas" else rated_w,
            pan=PanSpec(diameter_m=self.random.uniform(0.18, 0.24), mass_kg=self.random.uniform(0.9, 1.6)),
            probe=archetype in PROBED and self.random.random() < 0.5,
        )
        setup.sensor = SensorSpec(
            lag_s=self.random.uniform(2.0, 6.0), noise_k=self.random.uniform(0.08, 0.25), resolution_k=0.1
        )
        self.cooking = Cooking(archetype, seed, setup)
        self.physics = Physics(HEATERS[setup.heater], ambient_c=self.random.uniform(18.0, 26.0))
        self.physics.place(setup.pan)
        self.sensor = SimSensor(setup.sensor, self.random, self.physics.ambient_c)
        self.now = 0
        self.level = 0.0
        self._begun = False

    def near(self, value: float, share: float = 0.15) -> float:
        """Return a person's approximation of `value`."""
        return value * self.random.uniform(1.0 - share, 1.0 + share)

    def put(self, what: str, amount: float, celsius: float = 18.0) -> None:
        """Add something."""
        addition = Addition(what, self.near(amount), celsius, self.now)
        if self._begun:
            self.cooking.additions.append(addition)
            self.cooking.phases.append(Phase(self.now, self.cooking.phases[-1].activity, added=True))
        else:
            self.cooking.begin.append(addition)
        put_in(self.physics, addition)

    def turn(self, level: float) -> None:
        """Turn the knob to about this level, sometimes in two steps."""
        wanted = min(max(round(self.near(level, 0.1) * 20) / 20, 0.0 if level == 0 else 0.05), 1.0)
        if self._begun and level > 0 and self.random.random() < 0.3:
            self.level = round((self.level + wanted) / 2, 2)
            self.wait(self.random.uniform(2, 6))
        self.level = wanted
        self._begun = True

    def phase(self, activity: Activity) -> None:
        """Begin a phase now."""
        self.cooking.phases.append(Phase(self.now, activity))

    def react(self) -> None:
        """Wait for the reaction time."""
        self.wait(min(self.random.lognormvariate(2.5, 0.7), 90.0))

    def wait(self, seconds: float) -> None:
        """Simulate this time."""
        for _ in range(max(round(seconds), 1)):
            self._second()

    def stay(self, seconds: float) -> None:
        """Simulate approximately this time."""
        self.wait(self.near(seconds))

    def until(self, reached: Callable[[Physics], bool], *, at_most: float = 3600.0) -> None:
        """Simulate until a condition of the food is true."""
        end = self.now + at_most
        while not reached(self.physics) and self.now < end:
            self._second()

    def steer(self, seconds: float, celsius: float, *, wet: bool = True) -> None:
        """Keep about this temperature by hand: look occasionally, turn the knob a little."""
        end = self.now + self.near(seconds)
        while self.now < end:
            self.wait(min(self.random.uniform(25, 50), max(end - self.now, 1)))
            found = self.physics.liquid_c if wet else self.physics.pan_c
            off_by = celsius - found + self.random.gauss(0, 0.7)
            if abs(off_by) > (1.2 if wet else 10.0):
                change = 0.05 if off_by > 0 else -0.05
                self.level = min(max(round(self.level + change, 2), 0.05), 0.6)

    def mind(self, seconds: float, *, touches: float = 0.15) -> None:
        """Keep a simmer: look every minute or two, turn the knob when it boils or becomes still.

        `touches`: how often a minute the knob is touched for no reason.
        """
        end = self.now + self.near(seconds)
        while self.now < end:
            look = self.now + round(min(self.random.uniform(50, 130), max(end - self.now, 1)))
            while self.now < look:
                self._second()
                if self.random.random() < touches / 60.0:
                    self.level = max(round(self.level + self.random.choice((-0.05, 0.05)), 2), 0.05)
            if self.physics.liquid_c < 96.0:
                self.level = min(round(self.level + 0.05, 2), 0.35)
            elif self.physics.liquid_c > 99.8 and self.level > 0.12 and self.random.random() < 0.5:
                self.level = round(self.level - 0.05, 2)

    def _second(self) -> None:
        physics = self.physics
        physics.power_w = self.level * self.cooking.setup.rated_w
        for _ in range(4):
            physics.advance(0.25)
            self.sensor.update(physics.food_c if self.cooking.setup.probe else physics.pan_c, 0.25)
        cooking = self.cooking
        cooking.times.append(float(self.now))
        cooking.celsius.append(None if self.random.random() < 0.003 else self.sensor.reading)
        cooking.power.append(self.level)
        cooking.food.append(physics.food_c)
        cooking.felt.append(felt_c(physics))
        self.now += 1


def put_in(physics: Physics, addition: Addition, scale: float = 1.0) -> None:
    """Put an addition in, for `scale` times the amounts."""
    match addition.what:
        case "water":
            physics.add_water(addition.amount * scale, addition.celsius)
        case "oil":
            physics.add_oil(addition.amount * scale)
        case _:
            physics.add_food(addition.amount * scale, addition.celsius)


def felt_c(physics: Physics) -> float:
    """Return the temperature of the part which additions cool: the liquid, or a nearly empty pan (°C)."""
    return physics.liquid_c if physics.water_kg + physics.oil_kg > 0.2 else physics.pan_c


def boils(physics: Physics) -> bool:
    """Whether the liquid boils."""
    return physics.liquid_c >= 99.5


def _to_a_boil(cook: Cook, level: float = 1.0) -> None:
    cook.phase(Activity.WARM)
    cook.turn(level)
    cook.until(boils)
    cook.phase(Activity.BOIL)


def _simmer(cook: Cook, seconds: float, level: float = 0.18) -> None:
    cook.react()
    cook.turn(level)
    cook.phase(Activity.SIMMER)
    cook.mind(seconds)


def _off(cook: Cook, seconds: float = 150.0) -> None:
    cook.turn(0.0)
    cook.phase(Activity.REST)
    cook.stay(seconds)


def _warm_to(cook: Cook, celsius: float, level: float) -> None:
    cook.phase(Activity.WARM)
    cook.turn(level)
    cook.until(lambda physics: physics.liquid_c >= celsius)


def _preheat(cook: Cook, celsius: float, level: float) -> None:
    cook.phase(Activity.WARM)
    cook.turn(level)
    cook.until(lambda physics: physics.pan_c >= celsius)
    cook.react()


def pasta(cook: Cook) -> None:
    """Water to a rolling boil, pasta in, kept boiling."""
    cook.put("water", 2.5)
    _to_a_boil(cook)
    cook.stay(60)
    cook.put("food", 0.4, 20)
    cook.turn(0.65)
    cook.phase(Activity.BOIL)
    cook.stay(540)
    _off(cook)


def soup(cook: Cook) -> None:
    """Cold start, boil, then a long simmer."""
    cook.put("water", 2.0)
    cook.put("food", 0.8, 10)
    _to_a_boil(cook)
    _simmer(cook, 900)
    cook.put("water", 0.25, 15)
    cook.mind(700, touches=0.1)
    _off(cook)


def rice(cook: Cook) -> None:
    """Boil, rice in, low heat, rest."""
    cook.put("water", 0.9)
    _to_a_boil(cook)
    cook.react()
    cook.put("food", 0.35, 20)
    cook.turn(0.2)
    cook.physics.lid = True
    cook.phase(Activity.SIMMER)
    cook.stay(720)
    _off(cook, 480)


def pancakes(cook: Cook) -> None:
    """A hot pan, batter after batter."""
    cook.put("oil", 0.02)
    _preheat(cook, 190, 0.5)
    cook.phase(Activity.FRY)
    cook.turn(0.4)
    for _ in range(3):
        cook.put("food", 0.10, 20)
        cook.stay(150)
        cook.physics.solid_kg = 0.0
        cook.wait(5)
    _off(cook)


def steak(cook: Cook) -> None:
    """Very hot, short."""
    cook.put("oil", 0.015)
    _preheat(cook, 215, 0.7)
    cook.put("food", 0.35, 12)
    cook.phase(Activity.FRY)
    cook.steer(240, 190, wet=False)
    _off(cook, 240)


def chips(cook: Cook) -> None:
    """Deep fat, two batches."""
    cook.put("oil", 1.2)
    _warm_to(cook, 175, 0.9)
    cook.react()
    cook.turn(0.45)
    cook.put("food", 0.25, 5)
    cook.phase(Activity.FRY)
    cook.steer(300, 180, wet=False)
    cook.physics.solid_kg = 0.0
    cook.put("food", 0.25, 5)
    cook.steer(280, 180, wet=False)
    _off(cook)


def onions(cook: Cook) -> None:
    """Slowly, in a little fat."""
    cook.put("oil", 0.04)
    _preheat(cook, 150, 0.45)
    cook.put("food", 0.4, 18)
    cook.turn(0.3)
    cook.phase(Activity.FRY)
    cook.steer(900, 145, wet=False)
    _off(cook)


def stew(cook: Cook) -> None:
    """Brown the meat, pour the stock on, simmer long."""
    cook.put("oil", 0.03)
    _preheat(cook, 200, 0.7)
    cook.put("food", 0.5, 10)
    cook.phase(Activity.FRY)
    cook.steer(300, 180, wet=False)
    cook.put("water", 1.2)
    _to_a_boil(cook)
    _simmer(cook, 1800, 0.2)
    _off(cook)


def custard(cook: Cook) -> None:
    """Kept just below where the eggs would set."""
    cook.put("water", 0.8)
    _warm_to(cook, 80, 0.5)
    cook.turn(0.12)
    cook.phase(Activity.HOLD)
    cook.steer(480, 82)
    _off(cook)


def poached_eggs(cook: Cook) -> None:
    """Water that trembles and never boils."""
    cook.put("water", 1.5)
    _warm_to(cook, 88, 0.8)
    cook.turn(0.15)
    cook.phase(Activity.HOLD)
    cook.steer(180, 88)
    cook.put("food", 0.3, 8)
    cook.steer(240, 88)
    _off(cook)


def boiled_eggs(cook: Cook) -> None:
    """Eggs in cold water, a short boil, a rest."""
    cook.put("water", 1.2)
    cook.put("food", 0.35, 8)
    _to_a_boil(cook)
    cook.react()
    cook.stay(120)
    _off(cook, 540)


def yogurt(cook: Cook) -> None:
    """Milk scalded, kept, and left to cool."""
    cook.put("water", 1.0)
    _warm_to(cook, 85, 0.4)
    cook.turn(0.12)
    cook.phase(Activity.HOLD)
    cook.steer(360, 86)
    _off(cook, 900)


ARCHETYPES = {
    make.__name__: make
    for make in (
        pasta, soup, rice, pancakes, steak, chips, onions, stew, custard, poached_eggs, boiled_eggs, yogurt,
    )
}  # fmt: skip


def cook_by_hand(archetype: str, seed: int) -> Cooking:
    """Simulate one cooking; the result is determined by the seed."""
    cook = Cook(archetype, seed)
    ARCHETYPES[archetype](cook)
    cooking = cook.cooking
    cooking.phases = told(cooking)
    return cooking


def told(cooking: Cooking) -> list[Phase]:
    """Return the phases as a cook describes them.

    Short ones are merged with the one before, equal neighbors are merged; but an addition that cooled the contents
    begins a phase.
    """
    kept: list[Phase] = []
    begun = None
    for number, phase in enumerate(cooking.phases):
        following = cooking.phases[number + 1 :]
        stop = following[0].start if following else cooking.times[-1]
        felt = phase.added and _felt(cooking, phase.start)
        begun = phase.start if felt else begun
        if kept and stop - phase.start < SHORTEST_S:
            continue
        if begun is not None and phase.start - begun < SHORTEST_S:
            kept.append(Phase(begun, phase.activity, added=True))
        elif not kept or kept[-1].activity is not phase.activity:
            kept.append(Phase(phase.start, phase.activity))
        begun = None
    return kept


def _felt(cooking: Cooking, at: float) -> bool:
    before, after = cooking.felt[int(at) - 1], min(cooking.felt[int(at) : int(at) + 60])
    return before - after >= (1.5 if before < 118.0 else 5.0)

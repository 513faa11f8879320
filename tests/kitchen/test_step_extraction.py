"""Facts extracted from the text of a step, each with the position of its words."""

from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Goal,
    GoalSensor,
    Heat,
    HumanGate,
    Ingredient,
    Phenomenon,
    PhenomenonGoal,
    Recipe,
    Step,
    TemperatureGoal,
)
from custom_components.hearthtech.kitchen.recipes.step_extraction import guessed, with_guesses
from custom_components.hearthtech.kitchen.recipes.step_extraction.mentions import Mentions
from custom_components.hearthtech.kitchen.recipes.step_extraction.temperatures import gas_mark_c
from custom_components.hearthtech.kitchen.recipes.step_extraction.times import times_in


def words_for(step: Step, field: str) -> list[str]:
    return [step.text[guess.start : guess.end] for guess in step.guesses if guess.field == field]


@pytest.mark.parametrize(
    ("text", "seconds", "longest", "words"),
    [
        ("Fry for 5 minutes.", 300, None, "5 minutes"),
        ("Fry for 5 min.", 300, None, "5 min"),
        ("Fry for 20-25 minutes.", 1200, 1500, "20-25 minutes"),
        ("Fry for 20 to 25 minutes.", 1200, 1500, "20 to 25 minutes"),
        ("Fry for 1 hour and 20 minutes.", 4800, None, "1 hour and 20 minutes"),
        ("Fry for 1 hr 15 mins", 4500, None, "1 hr 15 mins"),
        ("Fry 1½ hours", 5400, None, "1½ hours"),
        ("Fry for two and a half hours", 9000, None, "two and a half hours"),
        ("Fry for an hour and a half", 5400, None, "an hour and a half"),
        ("Rest half an hour", 1800, None, "half an hour"),
        ("Rest a quarter of an hour", 900, None, "a quarter of an hour"),
        ("Rest three-quarters of an hour", 2700, None, "three-quarters of an hour"),
        ("Rest overnight", 28800, None, "overnight"),
        ("Rest for ten minutes", 600, None, "ten minutes"),
        ("Rest for another 2-3 mins", 120, 180, "2-3 mins"),
        ("Rest for 30 seconds", 30, None, "30 seconds"),
        ("Eine halbe Stunde, dann 10 Minuten", 600, None, "10 Minuten"),
        ("Cuire 10 minutes", 600, None, "10 minutes"),
    ],
)
def test_times(text: str, seconds: float, longest: float | None, words: str) -> None:
    found = times_in(text)[-1]
    assert found.value == DurationGoal(seconds=seconds, maximum_s=longest)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text", ["Stir every 5 minutes.", "Turn it each 10 minutes", "Add 3 m of string", "Bake at 180", "1/2 inch thick", "Made 2 days ago", "Serve 4 s"]
)  # fmt: skip
def test_no_times(text: str) -> None:
    assert times_in(text) == []


@pytest.mark.parametrize(
    ("text", "celsius", "words"),
    [
        ("Preheat the oven to 180°C.", 180, ["180°C"]),
        ("Preheat the oven to 180C/160C fan/gas 4.", 180, ["180C", "160C fan", "gas 4"]),
        ("Preheat the oven to 160C fan.", 180, ["160C fan"]),
        ("Preheat oven to 350 degrees F.", 180, ["350 degrees F"]),
        ("Bake at 400°F for 10 minutes", 200, ["400°F"]),
        ("Bake at 425 degrees", 220, ["425 degrees"]),
        ("Set to 180 fan and bake", 200, ["180 fan"]),
        ("Bake at Gas 4", 180, ["Gas 4"]),
        ("Bake at gas mark 7", 220, ["gas mark 7"]),
        ("Den Backofen auf 200 Grad vorheizen", 200, ["200 Grad"]),
        ("Im Ofen bei 160 °C Umluft backen", 180, ["160 °C Umluft"]),
        ("Préchauffer le four à 210 °C", 210, ["210 °C"]),
        ("Im Umluftofen bei 150 °C garen", 170, ["150 °C"]),
        ("Süßkartoffeln mit Öl bei 220 °C im Ofen backen", 220, ["220 °C"]),
        ("Enfourner les carottes à l'huile à 190 °C", 190, ["190 °C"]),
        ("Chaleur tournante : 170 °C, au four", 190, ["170 °C"]),
        ("Hornear las patatas con aceite a 210 °C", 210, ["210 °C"]),
        ("Precalentar el horno a 170 grados centígrados", 170, ["170 grados centígrados"]),
        ("Infornare le patate con l'olio a 200 °C", 200, ["200 °C"]),
        ("Cuocere in forno ventilato a 160 °C", 180, ["160 °C"]),
        ("Backen: Gas Stufe 3", 160, ["Gas Stufe 3"]),
    ],
)
def test_ovens(text: str, celsius: float, words: list[str]) -> None:
    step = guessed(Step(text=text))
    assert step.oven_c == celsius
    assert words_for(step, "oven_c") == words
    # An oven is never a burner.
    assert step.heat is None
    assert not isinstance(step.goal, TemperatureGoal)


@pytest.mark.parametrize(
    ("mark", "celsius"), [("1/4", 110), ("½", 120), ("1", 140), ("4", 180), ("6", 200), ("9", 250)]
)
def test_gas_marks(mark: str, celsius: float) -> None:
    value = gas_mark_c(mark)
    assert value is not None
    assert abs(value - celsius) <= 10
    assert gas_mark_c("11") is None
    assert gas_mark_c("0") is None


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        (
            "Cook until the internal temperature reaches 165°F (74°C).",
            TemperatureGoal(celsius=73.9, sensor=GoalSensor.PROBE),
        ),
        (
            "Roast until a thermometer reads 75 C in the thickest part.",
            TemperatureGoal(celsius=75.0, sensor=GoalSensor.PROBE),
        ),
        ("Heat the oil to 180°C.", TemperatureGoal(celsius=180.0)),
        ("Sirup auf 118 °C erhitzen, Ofen ausschalten.", TemperatureGoal(celsius=118.0)),
        (
            "Lamm im Ofen garen, bis es im Kern 62 °C hat.",
            TemperatureGoal(celsius=62.0, sensor=GoalSensor.PROBE),
        ),
        (
            "Rôtir au four jusqu'à 58 °C à cœur.",
            TemperatureGoal(celsius=58.0, sensor=GoalSensor.PROBE),
        ),
        (
            "Asar en el horno hasta que el interior llegue a 72 °C.",
            TemperatureGoal(celsius=72.0, sensor=GoalSensor.PROBE),
        ),
        (
            "Arrostire in forno finché la sonda segna 63 °C.",
            TemperatureGoal(celsius=63.0, sensor=GoalSensor.PROBE),
        ),
        ("Faire chauffer le lait à 82 °C, four éteint.", TemperatureGoal(celsius=82.0)),
        ("Calentar el aceite a 175 °C y encender el horno.", TemperatureGoal(celsius=175.0)),
        ("Portare il latte a 82 °C; scaldare il forno.", TemperatureGoal(celsius=82.0)),
        ("Auf 32 °C abgekühlte Masse rühren.", TemperatureGoal(celsius=32.0, falling=True)),
        ("Laisser refroidir à 30 °C.", TemperatureGoal(celsius=30.0, falling=True)),
        ("Dejar enfriar a 38 °C.", TemperatureGoal(celsius=38.0, falling=True)),
        ("Lasciare raffreddare a 37 °C.", TemperatureGoal(celsius=37.0, falling=True)),
        ("Cool to 40°C, then add the yeast.", TemperatureGoal(celsius=40.0, falling=True)),
        ("Simmer for 20 minutes, stirring every 5 minutes.", DurationGoal(seconds=1200.0)),
        ("Simmer until thickened, about 15 minutes.", PhenomenonGoal(phenomenon=Phenomenon.THICKENS)),
        ("Fry for 5 minutes until golden.", PhenomenonGoal(phenomenon=Phenomenon.BROWNS)),
        ("Bring to the boil.", PhenomenonGoal(phenomenon=Phenomenon.BOILS)),
        ("Bring the milk to a gentle simmer.", PhenomenonGoal(phenomenon=Phenomenon.SIMMERS)),
        ("Bring to the boil, then cook for 10 minutes.", DurationGoal(seconds=600.0)),
        ("Cook until the onion is soft.", PhenomenonGoal(phenomenon=Phenomenon.SOFTENS)),
        ("Stir until the sugar has dissolved.", PhenomenonGoal(phenomenon=Phenomenon.MELTS)),
        ("Boil until reduced by half.", PhenomenonGoal(phenomenon=Phenomenon.REDUCES)),
        ("Cook gently until just set.", PhenomenonGoal(phenomenon=Phenomenon.SETS)),
        ("Köcheln lassen, bis die Sauce eindickt.", PhenomenonGoal(phenomenon=Phenomenon.THICKENS)),
        ("Stir until it smells like Sunday.", HumanGate(words="until it smells like Sunday")),
        ("Cook for 10 minutes until it tastes right.", HumanGate(words="until it tastes right")),
        ("Season to taste with salt.", HumanGate(words="Season to taste")),
        ("Knead until it feels like an earlobe.", HumanGate(words="until it feels like an earlobe")),
        ("Set aside until needed.", None),
        ("Chop the onion.", None),
    ],
)
def test_goals(text: str, goal: Goal | None) -> None:
    step = guessed(Step(text=text))
    assert step.goal == goal
    assert len(words_for(step, "goal")) == (goal is not None)


@pytest.mark.parametrize(
    ("text", "power", "words"),
    [
        ("Fry over medium-low heat.", 0.35, "over medium-low heat"),
        ("Fry over a medium to high heat.", 0.7, "over a medium to high heat"),
        ("Fry on a high heat.", 0.9, "on a high heat"),
        ("Reduce the heat to low and wait.", 0.2, "Reduce the heat to low"),
        ("Turn down to very low.", 0.2, "Turn down to very low"),
        ("Turn off the heat.", 0.0, "Turn off the heat"),
        ("Remove from the heat.", 0.0, "Remove from the heat"),
        ("Bei mittlerer Hitze braten.", 0.5, "Bei mittlerer Hitze"),
        ("Cuire à feu doux.", 0.2, "à feu doux"),
        ("Cocer a fuego lento.", 0.2, "a fuego lento"),
        ("Cuocere a fuoco basso.", 0.2, "a fuoco basso"),
        ("Sweat over med-low heat.", 0.35, "over med-low heat"),
        ("Sweat over a med. heat.", 0.5, "over a med. heat"),
        ("Bei kleiner bis mittlerer Hitze dünsten.", 0.35, "Bei kleiner bis mittlerer Hitze"),
        ("Auf höchster Stufe anbraten.", 1.0, "Auf höchster Stufe"),
        ("Dorer à feu moyen-vif.", 0.7, "à feu moyen-vif"),
        ("Mijoter à feu très doux.", 0.1, "à feu très doux"),
        ("Pochar a fuego medio bajo.", 0.35, "a fuego medio bajo"),
        ("Saltear a fuego medio-alto.", 0.7, "a fuego medio-alto"),
        ("Rosolare a fiamma alta.", 0.9, "a fiamma alta"),
        ("Stufare a fuoco medio-basso.", 0.35, "a fuoco medio-basso"),
        ("Dann den Herd ausschalten.", 0.0, "Herd ausschalten"),
        ("Couper le feu.", 0.0, "Couper le feu"),
        ("Apagar el fuego.", 0.0, "Apagar el fuego"),
        ("Spegnere la fiamma.", 0.0, "Spegnere la fiamma"),
    ],
)
def test_heat_words(text: str, power: float, words: str) -> None:
    step = guessed(Step(text=text))
    assert step.heat == Heat(power=power)
    assert words_for(step, "heat") == [words]


@pytest.mark.parametrize(
    "text", ["Microwave on high heat.", "Mix on high speed.", "Grill on a high heat.", "Cook in the slow cooker on low heat", "A high cake.", "Im Ofen bei mittlerer Hitze backen.", "Nel forno a fuoco medio.", "Im Mixer auf hoher Stufe pürieren."]
)  # fmt: skip
def test_no_heat_of_the_hob(text: str) -> None:
    assert guessed(Step(text=text)).heat is None


def test_a_temperature_to_hold() -> None:
    step = guessed(Step(text="Keep the water at 56 °C for 2 hours."))
    assert (step.heat, step.goal) == (Heat(temperature_c=56.0), DurationGoal(seconds=7200.0))


LINES = tuple(
    Ingredient(text=line)
    for line in (
        "2 red onions, chopped", "1 tbsp olive oil", "1 (400 g) tin chopped tomatoes", "salt and pepper", "4 chicken breasts",
        "200 g plain flour", "1 tsp sesame oil", "2 cloves garlic",
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("Fry the onions.", (0,)),
        ("Fry the onion in olive oil.", (0, 1)),
        ("Add the sesame oil.", (6,)),
        ("Season with salt and pepper.", (3,)),
        ("Brown the chicken.", (4,)),
        ("Dust with flour and add the tomatoes.", (2, 5)),
        ("Mix all the ingredients.", tuple(range(8))),
        ("Mix the dry ingredients.", ()),
        ("Wash the chopped red plate.", ()),
        ("Wait.", ()),
    ],
)
def test_ingredients_a_step_uses(text: str, used: tuple[int, ...]) -> None:
    step = guessed(Step(text=text), Mentions(LINES))
    assert step.ingredients == used
    assert len(words_for(step, "ingredients")) == len(used)


def test_the_line_of_the_own_section_is_meant() -> None:
    lines = (Ingredient(text="1 cup sugar", section="Base"), Ingredient(text="2 tbsp sugar", section="Top"))
    mentions = Mentions(lines)
    assert guessed(Step(text="Add the sugar.", section="Top"), mentions).ingredients == (1,)
    assert guessed(Step(text="Add the sugar.", section="Base"), mentions).ingredients == (0,)


@pytest.mark.parametrize(
    ("text", "hands"),
    [
        ("Bake for 20 minutes.", False),
        ("Let rest for half an hour.", False),
        ("Simmer for 20 minutes, stirring often.", True),
        ("Cook 2 minutes per side.", True),
        ("Bake.", True),
        ("Chop for 2 minutes.", True),
    ],
)
def test_whether_hands_are_needed(text: str, hands: bool) -> None:
    assert guessed(Step(text=text)).needs_hands is hands


def test_what_a_recipe_states_is_never_touched() -> None:
    step = Step(
        text="Fry over high heat for 5 minutes until golden.",
        timer_s=60.0,
        goal=DurationGoal(seconds=60.0),
        heat=Heat(power=0.4),
    )
    after = guessed(step)
    assert (after.timer_s, after.goal, after.heat) == (60.0, DurationGoal(seconds=60.0), Heat(power=0.4))
    assert guessed(guessed(Step(text="Fry for 5 minutes."))) == guessed(Step(text="Fry for 5 minutes."))


PIECES = st.lists(
    st.sampled_from(
        ["for 5 minutes", "until golden", "180°C", "oven", "over medium heat", "1½", "gas 4", "fan", "until it smells", ".", ",", "(", "–", "½",
         "flour", "salt", "all the ingredients", "an hour and a half", "bring to the boil", "🧂", "to taste", "hold at 60 °C", "\n", "350 F", "'"]
    ) | st.text(max_size=4),
    max_size=12,
)  # fmt: skip


@given(PIECES.map(" ".join))
def test_every_guess_points_at_words(text: str) -> None:
    step = guessed(Step(text=text), Mentions(LINES))
    assert step.text == text
    for guess in step.guesses:
        assert 0 <= guess.start < guess.end <= len(text)
        words = text[guess.start : guess.end]
        assert words == words.strip()
        assert 0 < guess.confidence <= 1
        assert getattr(step, guess.field) not in (None, ())
    assert (step.goal is not None) == bool(words_for(step, "goal"))


@pytest.mark.parametrize(
    "piece", ["1 hour ", "until ", "1", "180°", "bring ", "for 1-", "season ", "a ", "½", "heat "]
)
@pytest.mark.timeout(30)
def test_hostile_repetition_ends(piece: str) -> None:
    guessed(Step(text=(piece * 20_000)[:20_000]), Mentions(LINES))


def test_ten_thousand_steps() -> None:
    recipe = Recipe(
        id="",
        name="Big",
        ingredients=tuple(Ingredient(text=f"{n} g flour") for n in range(5000)),
        steps=tuple(Step(text="Mix the flour for 5 minutes until golden.") for _ in range(5000)),
    )
    assert all(step.timer_s == 300.0 for step in with_guesses(recipe).steps)

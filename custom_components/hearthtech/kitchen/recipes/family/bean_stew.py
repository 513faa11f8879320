"""Uncle Tomas's White Bean Stew."""

from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Heat,
    HumanGate,
    Ingredient,
    Phenomenon,
    PhenomenonGoal,
    Recipe,
    Sensor,
    Step,
    TemperatureGoal,
    Yield,
)

BEAN_STEW = Recipe(
    id="uncle-tomas-white-bean-stew",
    name="Uncle Tomas's White Bean Stew",
    description="White beans in tomato and smoked paprika, thick enough to hold a spoon upright.",
    story=(
        "Uncle Tomas cooked this in a field kitchen for forty people and never learned to make less. For years the"
        " whole house ate beans for three days after his visits. The quarter amounts are from his daughter Lena,"
        " who weighed what he threw in while he told her about the river. He read her sheet, added 'and patience'"
        " in pencil, and signed it."
    ),
    author="Uncle Tomas",
    yields=Yield(amount=4),
    ingredients=(
        Ingredient(text="3 tablespoons olive oil"),
        Ingredient(text="1 onion, finely chopped"),
        Ingredient(text="3 cloves garlic, sliced"),
        Ingredient(text="2 teaspoons smoked paprika"),
        Ingredient(text="800 g canned white beans, drained"),
        Ingredient(text="400 g canned chopped tomatoes"),
        Ingredient(text="200 ml vegetable broth"),
        Ingredient(text="salt and black pepper to taste"),
        Ingredient(text="1 tablespoon parsley, chopped", section="To serve"),
    ),
    steps=(
        Step(
            text="Warm the oil in a heavy pot over medium heat.",
            heat=Heat(power=0.5),
            goal=TemperatureGoal(celsius=120.0, tolerance_c=5.0, sensor=Sensor.PAN),
            needs_hands=False,
            ingredients=(0,),
        ),
        Step(
            text="Cook the onion until soft and golden at the edges, then the garlic for one minute more.",
            heat=Heat(power=0.45),
            goal=PhenomenonGoal(phenomenon=Phenomenon.SOFTENS),
            ingredients=(1, 2),
        ),
        Step(
            text="Take the pot aside, stir in the paprika and count to ten. Burnt paprika is bitter.",
            heat=Heat(power=0.0),
            goal=DurationGoal(seconds=10),
            ingredients=(3,),
        ),
        Step(
            text="Add beans, tomatoes and broth and bring to a simmer.",
            heat=Heat(power=0.7),
            goal=PhenomenonGoal(phenomenon=Phenomenon.SIMMERS),
            ingredients=(4, 5, 6),
        ),
        Step(
            text="Simmer without a lid for 25 minutes, stirring now and then.",
            heat=Heat(temperature_c=94.0),
            goal=DurationGoal(seconds=25 * 60, maximum_s=35 * 60),
            timer_s=25 * 60,
        ),
        Step(
            text="Season. It is done when the spoon stands.",
            heat=Heat(temperature_c=85.0),
            goal=HumanGate(words="when the spoon stands"),
            ingredients=(7,),
        ),
        Step(
            text="Turn off the heat and scatter the parsley over it.", heat=Heat(power=0.0), ingredients=(8,)
        ),
    ),
    prep_time_s=15 * 60,
    cook_time_s=40 * 60,
    total_time_s=55 * 60,
    equipment=("heavy pot",),
    categories=("stew", "main course"),
    cuisines=("family",),
    keywords=("vegan", "beans", "leftovers"),
)

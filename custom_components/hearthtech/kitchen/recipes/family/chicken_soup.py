"""Grandma's Chicken Soup."""

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

CHICKEN_SOUP = Recipe(
    id="grandmas-chicken-soup",
    name="Grandma's Chicken Soup",
    description="A clear soup with soft carrots and tender meat, for Sundays and for colds.",
    story=(
        "Grandma Ida put the pot on before church and took it off when the stairwell smelled of it. She never"
        " owned a timer. 'The soup knows,' she said, and lifted the lid an inch to listen. The dill is from her"
        " sister Marta, who said that a soup without dill is hot water with regrets. When one of us is ill, the"
        " others cook it, and nobody is allowed to ask whether it helps."
    ),
    author="Grandma Ida",
    yields=Yield(amount=6),
    ingredients=(
        Ingredient(text="2 liters water"),
        Ingredient(text="1.2 kg chicken legs, skin on"),
        Ingredient(text="3 carrots, sliced"),
        Ingredient(text="2 stalks celery, sliced"),
        Ingredient(text="1 large onion, halved"),
        Ingredient(text="2 bay leaves"),
        Ingredient(text="2 teaspoons salt"),
        Ingredient(text="150 g egg noodles"),
        Ingredient(text="a handful of fresh dill, chopped"),
    ),
    steps=(
        Step(
            text="Bring the water to a boil in the big pot.",
            heat=Heat(power=1.0),
            goal=TemperatureGoal(celsius=95.0, tolerance_c=2.0, sensor=Sensor.FOOD),
            needs_hands=False,
            ingredients=(0,),
        ),
        Step(
            text="Lay in the chicken legs and the salt. Skim the foam while it comes back to a simmer.",
            heat=Heat(temperature_c=96.0),
            goal=PhenomenonGoal(phenomenon=Phenomenon.SIMMERS),
            ingredients=(1, 6),
        ),
        Step(
            text="Add carrots, celery, onion and bay leaves. Let it simmer gently, the lid ajar, for 75 minutes.",
            heat=Heat(temperature_c=93.0),
            goal=DurationGoal(seconds=75 * 60, maximum_s=100 * 60),
            timer_s=75 * 60,
            ingredients=(2, 3, 4, 5),
        ),
        Step(
            text="Wait until it smells like Sunday. Taste it, and give it more salt if it asks for some.",
            heat=Heat(temperature_c=88.0),
            goal=HumanGate(words="until it smells like Sunday"),
        ),
        Step(
            text="Lift out the legs, pull the meat off the bones and put it back. Cook the noodles in the soup for 6 minutes.",
            heat=Heat(temperature_c=97.0),
            goal=DurationGoal(seconds=6 * 60, maximum_s=8 * 60),
            timer_s=6 * 60,
            ingredients=(1, 7),
        ),
        Step(
            text="Turn off the heat, stir in the dill and carry the pot to the table.",
            heat=Heat(power=0.0),
            ingredients=(8,),
        ),
    ),
    prep_time_s=20 * 60,
    cook_time_s=110 * 60,
    total_time_s=130 * 60,
    equipment=("large pot with lid", "skimmer"),
    categories=("soup", "main course"),
    cuisines=("family",),
    keywords=("Sunday", "winter", "for colds"),
)

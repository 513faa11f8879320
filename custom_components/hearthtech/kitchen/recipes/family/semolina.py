"""Papa's Semolina Pudding."""

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

SEMOLINA = Recipe(
    id="papas-semolina-pudding",
    name="Papa's Semolina Pudding",
    description="Warm semolina with vanilla and a lake of melted butter and cinnamon in the middle.",
    story=(
        "The only thing Papa could cook, and he cooked it on the evenings when Mama sang in the choir. We were told"
        " to stir 'until the spoon draws a road and the road stays'. Whoever saw the road first got the lake. The"
        " lumps of the early years are part of the tradition, but nobody insists on them."
    ),
    author="Papa",
    yields=Yield(amount=4),
    ingredients=(
        Ingredient(text="1 liter whole milk"),
        Ingredient(text="50 g sugar"),
        Ingredient(text="1 pinch salt"),
        Ingredient(text="1 teaspoon vanilla extract"),
        Ingredient(text="120 g semolina"),
        Ingredient(text="40 g butter", section="The lake"),
        Ingredient(text="1 teaspoon ground cinnamon", section="The lake"),
    ),
    steps=(
        Step(
            text="Warm the milk with sugar, salt and vanilla to 90 °C. Stir now and then so that it does not catch.",
            heat=Heat(power=0.6),
            goal=TemperatureGoal(celsius=90.0, tolerance_c=3.0, sensor=Sensor.FOOD),
            ingredients=(0, 1, 2, 3),
        ),
        Step(
            text="Let the semolina rain in while you whisk, and keep whisking until it thickens.",
            heat=Heat(temperature_c=92.0),
            goal=PhenomenonGoal(phenomenon=Phenomenon.THICKENS),
            ingredients=(4,),
        ),
        Step(
            text="Stir over low heat until the spoon draws a road and the road stays.",
            heat=Heat(power=0.2),
            goal=HumanGate(words="until the spoon draws a road and the road stays"),
        ),
        Step(
            text="Turn off the heat and let it rest with a lid for 5 minutes.",
            heat=Heat(power=0.0),
            goal=DurationGoal(seconds=5 * 60),
            timer_s=5 * 60,
            needs_hands=False,
        ),
        Step(
            text="Fill four bowls, press a hollow into each, and fill it with butter and cinnamon.",
            ingredients=(5, 6),
        ),
    ),
    prep_time_s=5 * 60,
    cook_time_s=20 * 60,
    total_time_s=25 * 60,
    equipment=("saucepan", "whisk"),
    categories=("dessert",),
    cuisines=("family",),
    keywords=("vegetarian", "children", "quick"),
)

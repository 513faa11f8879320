"""Tools of language models that ask what a person asks by voice. They only hint, so that none can raise heat."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from homeassistant.helpers.llm import ToolAnnotations

from ..voice.intents import CONFIRMING, RAISES_HEAT, SILENT, STEPS, Kind

_READS = ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False)
_ACTS = ToolAnnotations(read_only=False, destructive=False, idempotent=False, open_world=False)
_SETS = ToolAnnotations(read_only=False, destructive=False, idempotent=True, open_world=False)
_REMOVES = ToolAnnotations(read_only=False, destructive=True, idempotent=True, open_world=False)
_TURNS_OFF = ToolAnnotations(read_only=False, destructive=False, idempotent=True, open_world=False)

OF_HEALTH = frozenset({
    Kind.EATEN_TODAY, Kind.LOG_EATEN, Kind.FITS_PERSON, Kind.SUBSTITUTE, Kind.POTLUCK_QUERY,
})  # fmt: skip
"""Requests whose answers depend on what persons or guests must not or did eat: no tool asks them."""
OF_THE_COOK = RAISES_HEAT | STEPS | frozenset(CONFIRMING) | SILENT
"""Requests that raise heat, move a dish to another step, answer a question or repeat the last answer, which may concern
health: only the cook says them.
"""
OTHER_TOOLS = frozenset({
    Kind.WHAT_CAN_I_MAKE, Kind.SUGGEST_MEAL, Kind.SHOPPING_QUERY, Kind.NOTE,
})  # fmt: skip
"""Requests that tools with data answer: `suggest_meals`, `shopping_list`, `add_recipe_note`."""
OF_THE_CONVERSATION = frozenset({Kind.IS_THAT_ALL, Kind.USE_ALL, Kind.HEAT_OFF, Kind.STOP})
"""Requests that refer to what was said before, or turn off what `turn_heat_off` turns off as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolDescription:
    """Describes a tool: its intent type and its arguments with descriptions."""

    name: str
    title: str
    description: str
    kind: Kind
    annotations: ToolAnnotations = _READS
    required: Mapping[str, str] = field(default_factory=dict)
    optional: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)


_RECIPE = {"recipe": "Name of the recipe. Left out: the one being cooked."}

_TIMER = {"name": "What the timer is for. Left out: the only one."}

_DISH = {"dish": "Which of the dishes being cooked. Left out: the current one."}
_DAY = "today, tomorrow, day_after_tomorrow, a weekday in English, or a date as MM-DD"
_MEAL = "breakfast, lunch, dinner or snack"

TOOLS: tuple[ToolDescription, ...] = (
    ToolDescription(
        name="find_recipe",
        title="Find recipes",
        description="Search the family's recipe book by words, names or ingredients.",
        kind=Kind.FIND_RECIPE,
        required={"query": "What to look for"},
    ),
    ToolDescription(
        name="list_ingredients",
        title="List ingredients",
        description="Tell what a recipe contains.",
        kind=Kind.LIST_INGREDIENTS,
        optional=_RECIPE,
    ),
    ToolDescription(
        name="nutrition",
        title="Nutrition of a recipe",
        description="Tell the energy of a recipe, and how many of its ingredients could be counted.",
        kind=Kind.NUTRITION,
        optional=_RECIPE,
    ),
    ToolDescription(
        name="tell_story",
        title="Tell a recipe's story",
        description="Tell where a recipe comes from.",
        kind=Kind.TELL_STORY,
        optional=_RECIPE,
    ),
    ToolDescription(
        name="current_step",
        title="Current step",
        description="Tell what is being cooked and which step it is at.",
        kind=Kind.CURRENT_STEP,
        optional=_DISH,
    ),
    ToolDescription(
        name="ask_heat",
        title="Which burners are on",
        description="Tell which burners are on and how hot they are.",
        kind=Kind.ASK_HEAT,
    ),
    ToolDescription(
        name="plan_query",
        title="Next planned meal",
        description="Tell which meal is planned next.",
        kind=Kind.PLAN_QUERY,
    ),
    ToolDescription(
        name="set_timer",
        title="Set a kitchen timer",
        description="Set a timer of the kitchen.",
        kind=Kind.TIMER,
        annotations=_ACTS,
        required={"duration": "Length in seconds"},
        optional={"name": "What the timer is for"},
        fixed={"action": "set"},
    ),
    ToolDescription(
        name="timers",
        title="Kitchen timers",
        description="Tell how long the kitchen's timers still run.",
        kind=Kind.TIMER,
        optional={"name": "What the timer is for. Left out: all."},
        fixed={"action": "left"},
    ),
    ToolDescription(
        name="pause_timer",
        title="Pause a kitchen timer",
        description="Let a timer of the kitchen stand still.",
        kind=Kind.TIMER,
        annotations=_ACTS,
        optional=_TIMER,
        fixed={"action": "pause"},
    ),
    ToolDescription(
        name="resume_timer",
        title="Resume a kitchen timer",
        description="Let a paused timer of the kitchen run on.",
        kind=Kind.TIMER,
        annotations=_ACTS,
        optional=_TIMER,
        fixed={"action": "resume"},
    ),
    ToolDescription(
        name="add_to_timer",
        title="Give a kitchen timer more time",
        description="Add time to a running timer of the kitchen.",
        kind=Kind.TIMER,
        annotations=_ACTS,
        required={"duration": "Length in seconds"},
        optional=_TIMER,
        fixed={"action": "add"},
    ),
    ToolDescription(
        name="cancel_timer",
        title="Cancel a kitchen timer",
        description="Stop a timer of the kitchen before it rings.",
        kind=Kind.TIMER,
        annotations=_ACTS,
        optional=_TIMER,
        fixed={"action": "cancel"},
    ),
    ToolDescription(
        name="shelf_life",
        title="How long food keeps",
        description="Tell how long a food keeps in the fridge and the freezer, by the official chart only.",
        kind=Kind.SHELF_LIFE,
        required={"food": "The food, and whether it is cooked"},
    ),
    ToolDescription(
        name="shorten_timer",
        title="Give a kitchen timer less time",
        description="Take time off a running timer of the kitchen.",
        kind=Kind.TIMER,
        annotations=_ACTS,
        required={"duration": "Length in seconds"},
        optional=_TIMER,
        fixed={"action": "subtract"},
    ),
    ToolDescription(
        name="change_timer",
        title="Change a kitchen timer",
        description="Let a timer of the kitchen ring in so much time from now.",
        kind=Kind.TIMER,
        annotations=_SETS,
        required={"duration": "Length in seconds"},
        optional=_TIMER,
        fixed={"action": "change"},
    ),
    ToolDescription(
        name="cancel_all_timers",
        title="Cancel all kitchen timers",
        description="Stop all timers of the kitchen before they ring.",
        kind=Kind.TIMER,
        annotations=_REMOVES,
        fixed={"action": "cancel", "all": "yes"},
    ),
    ToolDescription(
        name="remove_from_shopping",
        title="Take off the shopping list",
        description="Take things off the shopping list.",
        kind=Kind.SHOPPING_ADD,
        annotations=_REMOVES,
        required={"item": "What to take off: milk and eggs"},
        fixed={"action": "remove"},
    ),
    ToolDescription(
        name="tick_shopping",
        title="Tick off the shopping list",
        description="Mark things of the shopping list as bought.",
        kind=Kind.SHOPPING_ADD,
        annotations=_SETS,
        required={"item": "What was bought: milk and eggs"},
        fixed={"action": "tick"},
    ),
    ToolDescription(
        name="clear_shopping",
        title="Clear the shopping list",
        description="Remove everything from the shopping list. Only if the person asked for it.",
        kind=Kind.SHOPPING_ADD,
        annotations=_REMOVES,
        fixed={"all": "yes"},
    ),
    ToolDescription(
        name="shop_for_recipe",
        title="Shop for a recipe",
        description="Put what a recipe needs and the house does not have on the shopping list.",
        kind=Kind.SHOPPING_ADD,
        annotations=_ACTS,
        required={"recipe": "Name of the recipe"},
        fixed={"of": "recipe"},
    ),
    ToolDescription(
        name="add_to_pantry",
        title="Add to the pantry",
        description="Write down that food came into the house.",
        kind=Kind.PANTRY_QUERY,
        annotations=_ACTS,
        required={"item": "The food, without its amount"},
        optional={
            "amount": "How much, as a number",
            "unit": "Unit of the amount: g, ml. Left out: pieces.",
            "place": "fridge, freezer or pantry",
        },
        fixed={"action": "stock"},
    ),
    ToolDescription(
        name="use_from_pantry",
        title="Take from the pantry",
        description="Write down that some of a food of the pantry was used.",
        kind=Kind.PANTRY_QUERY,
        annotations=_ACTS,
        required={"item": "The food", "amount": "How much was used, in the unit of the pantry"},
        fixed={"action": "take"},
    ),
    ToolDescription(
        name="used_up",
        title="Used up",
        description="Write down that a food of the pantry is used up.",
        kind=Kind.PANTRY_QUERY,
        annotations=_REMOVES,
        required={"item": "The food"},
        fixed={"action": "gone"},
    ),
    ToolDescription(
        name="move_meal",
        title="Move a planned meal",
        description="Move a planned meal to another day or meal of the day.",
        kind=Kind.PLAN_MEAL,
        annotations=_SETS,
        required={"what": "What is planned", "day": f"The new day: {_DAY}"},
        optional={"meal": f"The new meal: {_MEAL}", "from": f"The old day, if there are several: {_DAY}"},
        fixed={"action": "move"},
    ),
    ToolDescription(
        name="cancel_meal",
        title="Take a meal off the plan",
        description="Take a planned meal off the plan.",
        kind=Kind.PLAN_MEAL,
        annotations=_REMOVES,
        required={"what": "What is planned"},
        optional={"day": f"Its day, if there are several: {_DAY}", "meal": _MEAL},
        fixed={"action": "cancel"},
    ),
    ToolDescription(
        name="scale_servings",
        title="Scale a recipe",
        description="Scale a recipe to a number of people; amounts that are asked afterwards are for so many.",
        kind=Kind.SCALE_SERVINGS,
        annotations=_SETS,
        required={"servings": "For how many people"},
        optional=_RECIPE,
    ),
    ToolDescription(
        name="ask_amount",
        title="Amount of an ingredient",
        description="Tell how much of an ingredient a recipe needs.",
        kind=Kind.ASK_AMOUNT,
        required={"food": "The ingredient"},
        optional=_RECIPE,
    ),
    ToolDescription(
        name="ingredient_count",
        title="Number of ingredients",
        description="Tell how many ingredients a recipe has.",
        kind=Kind.INGREDIENT_COUNT,
        optional=_RECIPE,
    ),
    ToolDescription(
        name="tools_needed",
        title="Kitchen tools",
        description="Tell which kitchen tools a recipe needs.",
        kind=Kind.ASK_TOOL,
        optional=_RECIPE,
    ),
    ToolDescription(
        name="step_ingredients",
        title="Ingredients of the step",
        description="Tell what the current step needs.",
        kind=Kind.INGREDIENT_OF_STEP,
    ),
    ToolDescription(
        name="current_recipe",
        title="What is being cooked",
        description="Tell which recipe is being cooked.",
        kind=Kind.CURRENT_RECIPE,
        optional=_DISH,
    ),
    ToolDescription(
        name="is_finished",
        title="Whether the step is done",
        description="Tell whether the current step, or the dish, is done.",
        kind=Kind.IS_FINISHED,
        optional=_DISH,
    ),
    ToolDescription(
        name="time_left",
        title="How long it takes",
        description="Tell how long the current step still takes, or how long a recipe or a food takes.",
        kind=Kind.ASK_DURATION,
        optional={**_DISH, **_RECIPE, "food": "A food to boil: eggs"},
    ),
    ToolDescription(
        name="step_doneness",
        title="How it should look",
        description="Tell how the cook recognizes that the current step is done.",
        kind=Kind.ASK_DONENESS,
        optional=_DISH,
    ),
    ToolDescription(
        name="step_temperature",
        title="Temperature of the step",
        description="Tell which heat or temperature the current step requires.",
        kind=Kind.ASK_TEMPERATURE,
        optional=_DISH,
    ),
    ToolDescription(
        name="meanwhile",
        title="What to do meanwhile",
        description="Tell what can be prepared while the current step runs.",
        kind=Kind.MEANWHILE,
        optional=_DISH,
    ),
    ToolDescription(
        name="convert_units",
        title="Convert units",
        description="Convert an amount into another unit; between volume and weight for a food.",
        kind=Kind.CONVERT_UNITS,
        required={"from": "Unit: cup, g, F", "to": "Unit: ml, oz, C"},
        optional={"amount": "How much", "food": "The food, to convert between volume and weight"},
    ),
    ToolDescription(
        name="rate_recipe",
        title="Rate a recipe",
        description="Write down how many stars the person gives a recipe.",
        kind=Kind.REVIEW,
        annotations=_SETS,
        required={"stars": "0 to 5"},
        optional=_RECIPE,
    ),
    ToolDescription(
        name="start_recording",
        title="Record what is cooked",
        description="Begin to write down what is cooked by hand on a burner. It sets no heat.",
        kind=Kind.START_RECORDING,
        annotations=_ACTS,
        optional={"name": "Name of the dish"},
    ),
    ToolDescription(
        name="stop_recording",
        title="Stop recording",
        description="End the recording of what is cooked by hand. The heat stays as it is.",
        kind=Kind.STOP_RECORDING,
        annotations=_SETS,
    ),
    ToolDescription(
        name="turn_heat_off",
        title="Turn all heat off",
        description="Turn every burner of the stove off at once.",
        kind=Kind.ALL_OFF,
        annotations=_TURNS_OFF,
    ),
)

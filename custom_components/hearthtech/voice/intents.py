"""The closed list of intents (`Kind`), and the safety class of each group of them."""

from enum import StrEnum


class Kind(StrEnum):
    """The intent of an utterance. The values are the names used in data, in Hermes intents and in replies."""

    # Heat and steps.
    HEAT_OFF = "heat_off"
    ALL_OFF = "all_off"
    STOP = "stop"
    START_RECIPE = "start_recipe"
    NEXT_STEP = "next_step"
    PREVIOUS_STEP = "previous_step"
    REPEAT = "repeat"
    SKIP_STEP = "skip_step"
    SET_HEAT = "set_heat"
    ASK_HEAT = "ask_heat"
    YES = "yes"
    NO = "no"
    CANCEL = "cancel"
    # In a step.
    CURRENT_RECIPE = "current_recipe"
    CURRENT_STEP = "current_step"
    IS_FINISHED = "is_finished"
    INGREDIENT_OF_STEP = "ingredient_of_step"
    LIST_INGREDIENTS = "list_ingredients"
    INGREDIENT_COUNT = "ingredient_count"
    IS_THAT_ALL = "is_that_all"
    ASK_AMOUNT = "ask_amount"
    USE_ALL = "use_all"
    ASK_DURATION = "ask_duration"
    ASK_DONENESS = "ask_doneness"
    ASK_TEMPERATURE = "ask_temperature"
    ASK_TOOL = "ask_tool"
    MEANWHILE = "meanwhile"
    SUBSTITUTE = "substitute"
    # Recipes and food.
    FIND_RECIPE = "find_recipe"
    WHAT_CAN_I_MAKE = "what_can_i_make"
    SUGGEST_MEAL = "suggest_meal"
    SCALE_SERVINGS = "scale_servings"
    CONVERT_UNITS = "convert_units"
    NUTRITION = "nutrition"
    EATEN_TODAY = "eaten_today"
    LOG_EATEN = "log_eaten"
    FITS_PERSON = "fits_person"
    SHELF_LIFE = "shelf_life"
    TELL_STORY = "tell_story"
    # Home.
    TIMER = "timer"
    SHOPPING_ADD = "shopping_add"
    SHOPPING_QUERY = "shopping_query"
    PLAN_QUERY = "plan_query"
    PLAN_MEAL = "plan_meal"
    PANTRY_QUERY = "pantry_query"
    # Recording and notes.
    START_RECORDING = "start_recording"
    STOP_RECORDING = "stop_recording"
    NOTE = "note"
    REVIEW = "review"
    POTLUCK_QUERY = "potluck_query"
    # Other.
    THANKS = "thanks"
    NONE = "none"


RAISES_HEAT = frozenset({Kind.START_RECIPE, Kind.SET_HEAT})
"""Kinds that can lead to more heat. They act only when recognized by the grammar (layer 1), and ask first."""

STEPS = frozenset({Kind.NEXT_STEP, Kind.PREVIOUS_STEP, Kind.REPEAT, Kind.SKIP_STEP})
"""Kinds that move in a recipe; the step that they reach may heat."""

LOWERS_HEAT = frozenset({Kind.HEAT_OFF, Kind.ALL_OFF, Kind.STOP})
"""Kinds that act at once, tolerate recognition errors, and are never confirmed."""

SILENT = frozenset({Kind.THANKS, Kind.NONE})
"""Kinds without a reply."""

CONFIRMING = (Kind.YES, Kind.NO, Kind.CANCEL)
"""Kinds expected after a yes-or-no question."""

EVERY_LANGUAGE = tuple(kind for kind in Kind if kind is not Kind.NONE)
"""The kinds that every language has."""

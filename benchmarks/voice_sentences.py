"""Sentences of a cook spoken in `bench_voice_audio`, and what each of them asks for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence. `burner` and `level` are what it asks to heat, if it does."""

    text: str
    kind: str
    burner: str = ""
    level: str = ""


SENTENCES = (
    Spoken("turn the front left burner off", "heat_off"),
    Spoken("switch off the back right burner", "heat_off"),
    Spoken("turn the heat off", "heat_off"),
    Spoken("turn everything off", "all_off"),
    Spoken("switch off the stove", "all_off"),
    Spoken("stop", "stop"),
    Spoken("stop cooking", "stop"),
    Spoken("set the front left burner to five", "set_heat", "front left", "5"),
    Spoken("turn the back right burner to three", "set_heat", "back right", "3"),
    Spoken("put the front right burner on four", "set_heat", "front right", "4"),
    Spoken("turn on the back left burner", "set_heat", "back left"),
    Spoken("set the back left burner to eight", "set_heat", "back left", "8"),
    Spoken("start grandma's chicken soup on the front left burner", "start_recipe", "front left"),
    Spoken("cook grandma's chicken soup on the back right burner", "start_recipe", "back right"),
    Spoken("is the stove still on", "ask_heat"),
    Spoken("which burners are on", "ask_heat"),
    Spoken("what is the next step", "next_step"),
    Spoken("i'm done", "next_step"),
    Spoken("what do i do next", "next_step"),
    Spoken("go back to the previous step", "previous_step"),
    Spoken("go back one step", "previous_step"),
    Spoken("repeat that please", "repeat"),
    Spoken("say that again", "repeat"),
    Spoken("skip this step", "skip_step"),
    Spoken("what are we cooking", "current_recipe"),
    Spoken("which step are we on", "current_step"),
    Spoken("how many steps are left", "current_step"),
    Spoken("is it ready yet", "is_finished"),
    Spoken("can we eat now", "is_finished"),
    Spoken("what ingredients do i need", "list_ingredients"),
    Spoken("list all the ingredients please", "list_ingredients"),
    Spoken("what goes into grandma's chicken soup", "list_ingredients"),
    Spoken("how many ingredients are there", "ingredient_count"),
    Spoken("is that all", "is_that_all"),
    Spoken("how much salt do i need", "ask_amount"),
    Spoken("how many carrots do i need", "ask_amount"),
    Spoken("should i use all of it", "use_all"),
    Spoken("how long does it take", "ask_duration"),
    Spoken("how long should i cook it", "ask_duration"),
    Spoken("what should it look like", "ask_doneness"),
    Spoken("how hot should the oil be", "ask_temperature"),
    Spoken("which pan should i use", "ask_tool"),
    Spoken("what can i do in the meantime", "meanwhile"),
    Spoken("what can i use instead of butter", "substitute"),
    Spoken("do we have a recipe for pancakes", "find_recipe"),
    Spoken("which recipes do we have", "find_recipe"),
    Spoken("what can i make with potatoes and cheese", "what_can_i_make"),
    Spoken("suggest something for dinner", "suggest_meal"),
    Spoken("what should we eat tonight", "suggest_meal"),
    Spoken("make it for six people", "scale_servings"),
    Spoken("double the recipe", "scale_servings"),
    Spoken("how many milliliters are in two cups", "convert_units"),
    Spoken("convert three ounces to grams", "convert_units"),
    Spoken("how many calories are in it", "nutrition"),
    Spoken("how much protein is in the soup", "nutrition"),
    Spoken("what have i eaten today", "eaten_today"),
    Spoken("set a timer for five minutes", "timer"),
    Spoken("how much time is left on the timer", "timer"),
    Spoken("cancel the timer", "timer"),
    Spoken("add milk to the shopping list", "shopping_add"),
    Spoken("what is on the shopping list", "shopping_query"),
    Spoken("what is for dinner tomorrow", "plan_query"),
    Spoken("do we have any eggs left", "pantry_query"),
    Spoken("start recording", "start_recording"),
    Spoken("thank you", "thanks"),
    Spoken("what is the capital of portugal", "none"),
    Spoken("turn on the radio in the bathroom", "none"),
)
"""More than sixty sentences."""

"""How steps cook each ingredient, in five languages."""

from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.kitchen.nutrition import Analyzer
from custom_components.hearthtech.kitchen.nutrition.cooking import Method, alcohol_left
from custom_components.hearthtech.kitchen.nutrition.methods import method_of, methods_of, minutes_of

STEPS = {
    "Boil the potatoes for 20 minutes, then drain.": Method.BOILED,
    "Simmer the soup for an hour.": Method.STEWED,
    "Bring to a boil and cook for 10 minutes.": Method.STEWED,
    "Bake for 30 minutes until golden.": Method.BAKED,
    "Roast the carrots at 200 °C.": Method.BAKED,
    "Fry the onions in the oil.": Method.FRIED,
    "Sauté the garlic.": Method.FRIED,
    "Steam the broccoli for 5 minutes.": Method.STEAMED,
    "Toss the salad and serve.": None,
    "Preheat the oven to 180 °C.": None,
    "Stir in the baking powder and the stew meat's marinade.": Method.STEWED,
    "Mix flour and baking powder.": None,
    "Line a baking sheet with paper.": None,
    "Die Kartoffeln in Salzwasser kochen und abgießen.": Method.BOILED,
    "Den Backofen auf 180 °C vorheizen.": None,
    "Im Ofen 30 Minuten backen.": Method.BAKED,
    "Die Zwiebeln anbraten.": Method.FRIED,
    "Faites revenir les oignons.": Method.FRIED,
    "Laisser mijoter une heure.": Method.STEWED,
    "Préchauffez le four à 180 °C.": None,
    "Enfourner 30 minutes.": Method.BAKED,
    "Cuire les pâtes dans l'eau salée puis égoutter.": Method.BOILED,
    "Sofreír la cebolla.": Method.FRIED,
    "Hornear 30 minutos.": Method.BAKED,
    "Hervir las patatas y escurrir.": Method.BOILED,
    "Soffriggere la cipolla.": Method.FRIED,
    "Cuocere la pasta in acqua salata e scolare.": Method.BOILED,
    "Infornate per 30 minuti.": Method.BAKED,
}


@pytest.mark.parametrize("step", STEPS)
def test_how_a_step_cooks(step: str) -> None:
    assert method_of(step) is STEPS[step]


def test_each_ingredient_from_the_step_that_names_it_on() -> None:
    lines = ["1 onion", "500 g beef", "2 carrots", "1 bunch parsley", "1 tsp salt"]
    steps = ["Fry the onion.", "Add beef and carrots and simmer for two hours.", "Sprinkle with parsley."]
    assert methods_of(lines, steps) == (
        Method.STEWED,
        Method.STEWED,
        Method.STEWED,
        Method.RAW,
        Method.STEWED,
    )


def test_a_salad_with_boiled_eggs_keeps_its_leaves_raw() -> None:
    lines = ["4 eggs", "1 head lettuce", "1 red bell pepper"]
    steps = [
        "Boil the eggs for 8 minutes.",
        "Tear the lettuce and slice the bell pepper.",
        "Serve with the eggs.",
    ]
    assert methods_of(lines, steps) == (Method.STEWED, Method.RAW, Method.RAW)


def test_without_steps_nothing_is_told() -> None:
    assert methods_of(["1 egg"], []) is None
    assert methods_of(["1 egg"], ["  "]) is None


def test_german_lines_are_found_by_their_head() -> None:
    steps = ["Die Möhren schälen und in Salzwasser kochen, abgießen.", "Mit Petersilie bestreuen."]
    assert methods_of(["500 g Möhren", "1 Bund Petersilie"], steps, "de") == (Method.BOILED, Method.RAW)


@given(st.lists(st.text(max_size=80), max_size=6), st.lists(st.text(max_size=200), max_size=6))
def test_any_words_give_one_method_a_line(lines: list[str], steps: list[str]) -> None:
    found = methods_of(lines, steps)
    assert found is None or len(found) == len(lines)


def test_how_long_each_ingredient_is_cooked() -> None:
    lines = ["500 g beef", "1 cup red wine", "1 bunch parsley", "2 tbsp brandy"]
    steps = [
        "Brown the beef for 10 minutes. Let it rest for 5 minutes.",
        "Add the red wine and simmer for 1 1/2 to 2 hours.",
        "Sprinkle with parsley.",
    ]
    assert minutes_of(lines, steps) == (130, 120, None, None)


@pytest.mark.parametrize(
    ("minutes", "left"),
    [(0, 0.85), (15, 0.4), (22.5, 0.375), (30, 0.35), (60, 0.25), (120, 0.1), (150, 0.05), (900, 0.05)],
)
def test_alcohol_by_the_table_of_nutrient_retention_factors(minutes: float, left: float) -> None:
    assert alcohol_left(minutes) == pytest.approx(left)


def test_a_stew_burns_off_more_alcohol_than_a_splash_at_the_end() -> None:
    lines = ["500 g beef", "1 cup red wine"]
    stew = Analyzer().analyze(lines, 4, minutes=[120, 120]).total["ALC"].amount
    splash = Analyzer().analyze(lines, 4, minutes=[120, 1]).total["ALC"].amount
    raw = Analyzer().analyze(["1 cup red wine"], 4).total["ALC"].amount
    assert stew == pytest.approx(0.1 * raw)
    assert 0.8 * raw < splash < 0.85 * raw


IMPLICIT = {
    "en": (["500 g beef", "1 tsp cumin"], ["Season it with cumin.", "Fry it for 10 minutes.", "Simmer everything for 60 minutes."]),
    "de": (["500 g Rindfleisch", "1 TL Kreuzkümmel"], ["Mit Kreuzkümmel würzen.", "10 Minuten anbraten.", "Alles 60 Minuten schmoren."]),
    "fr": (["500 g de bœuf", "1 c. à café de cumin"], ["Assaisonner de cumin.", "Faites-le revenir 10 minutes.", "Laissez mijoter le tout 60 minutes."]),
    "es": (["500 g de ternera", "1 cucharadita de comino"], ["Sazonar con comino.", "Freír 10 minutos.", "Estofar todo 60 minutos."]),
    "it": (["500 g di manzo", "1 cucchiaino di cumino"], ["Insaporire con il cumino.", "Rosolare per 10 minuti.", "Stufare il tutto per 60 minuti."]),
}  # fmt: skip


@pytest.mark.parametrize("language", IMPLICIT)
def test_steps_that_name_no_food_are_about_the_one_that_is_not_named(language: str) -> None:
    lines, steps = IMPLICIT[language]
    assert minutes_of(lines, steps, language) == (70, 70)
    assert methods_of(lines, steps, language) == (Method.STEWED, Method.STEWED)


MIXED = {
    "en": (["200 g rice", "2 onions", "1 tsp salt"], ["Boil the rice for 15 minutes and drain it.", "Fry the onions for 5 minutes.", "Bake all of it for 20 minutes."]),
    "de": (["200 g Reis", "2 Zwiebeln", "1 TL Salz"], ["Den Reis 15 Minuten kochen und abgießen.", "Die Zwiebeln 5 Minuten anbraten.", "Alles im Ofen 20 Minuten backen."]),
    "fr": (["200 g de riz", "2 oignons", "1 pincée de sel"], ["Faire bouillir le riz 15 minutes, égoutter.", "Faire revenir les oignons 5 minutes.", "Enfourner le tout 20 minutes."]),
    "es": (["200 g de arroz", "2 cebollas", "1 pizca de sal"], ["Hervir el arroz 15 minutos y escurrir.", "Sofreír las cebollas 5 minutos.", "Hornear todo 20 minutos."]),
    "it": (["200 g di riso", "2 cipolle", "1 pizzico di sale"], ["Lessare il riso 15 minuti e scolare.", "Soffriggere le cipolle 5 minuti.", "Infornare il tutto 20 minuti."]),
}  # fmt: skip


@pytest.mark.parametrize("language", MIXED)
def test_what_no_step_names_gets_only_the_steps_about_everything(language: str) -> None:
    lines, steps = MIXED[language]
    assert minutes_of(lines, steps, language)[2] == 20
    assert methods_of(lines, steps, language) == (Method.BOILED, Method.BAKED, Method.BAKED)


def test_without_a_step_about_everything_the_minutes_stay_unknown() -> None:
    lines = ["200 g rice", "2 onions", "1 tsp salt"]
    steps = ["Boil the rice for 15 minutes and drain it.", "Fry the onions for 5 minutes."]
    assert minutes_of(lines, steps)[2] is None

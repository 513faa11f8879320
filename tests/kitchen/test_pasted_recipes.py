"""Recipes as people paste them: chats, mails, tables, captions, notes without headings, in five languages."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.importers import read_file
from custom_components.hearthtech.kitchen.recipes.ingredient_lists import is_seasoning, listed_ingredients
from custom_components.hearthtech.kitchen.recipes.model import Recipe
from custom_components.hearthtech.kitchen.recipes.text import recipe_of_text
from custom_components.hearthtech.kitchen.recipes.yields import words_of


def imported(text: str) -> Recipe:
    """The recipe of a text file, by the reader that its content asks for."""
    return read_file(File(name="pasted.txt", content=text.encode()))[0].recipe


def ingredients(recipe: Recipe) -> list[str]:
    return [line.text for line in recipe.ingredients]


def steps(recipe: Recipe) -> list[str]:
    return [step.text for step in recipe.steps]


# Without any heading


@pytest.mark.parametrize(
    ("text", "listed", "first_step", "count"),
    [
        (
            "Pfannkuchen\n250 g Mehl\n500 ml Milch\n3 Eier\n1 Prise Salz\nAlles verrühren und 20 Minuten quellen lassen.\nPortionsweise in Butter ausbacken.",
            4,
            "Alles verrühren und 20 Minuten quellen lassen.",
            2,
        ),
        (
            "Gaufres de Liège\n375g farine\n2 œufs\n200 g de beurre mou\nun sachet de levure\nMélanger la farine et la levure.\nAjouter les œufs puis le beurre.\nLaisser lever 1h et cuire au gaufrier.",
            4,
            "Mélanger la farine et la levure.",
            3,
        ),
        (
            "Pisto\n2 calabacines\n1 berenjena\n4 tomates maduros\naceite y sal\nPicamos las verduras en dados.\nSofreímos la cebolla 10 minutos.\nAñadimos el tomate y cocinamos media hora",
            4,
            "Picamos las verduras en dados.",
            3,
        ),
        (
            "Peperonata\npeperoni 4\ncipolla 1\npassata 200 ml\nolio, sale q.b.\nTaglia i peperoni a falde.\nFai appassire la cipolla e unisci i peperoni.\nCopri e cuoci 25 minuti.",
            4,
            "Taglia i peperoni a falde.",
            3,
        ),
        (
            "shakshuka\n1 tin tomatoes\n1 onion\n4 eggs\npinch cumin\n\nfry the onion till soft\nadd tomatoes and cumin, simmer 10 min\ncrack in eggs, lid on 5 min",
            4,
            "fry the onion till soft",
            3,
        ),
    ],
)
def test_lines_without_headings(text: str, listed: int, first_step: str, count: int) -> None:
    recipe = imported(text)
    assert len(recipe.ingredients) == listed
    assert steps(recipe)[0] == first_step
    assert len(recipe.steps) == count


def test_an_introduction_stays_apart() -> None:
    recipe = imported(
        "Rye bread\n\nMy father baked this every Saturday when we were small. It keeps for a week.\n\n"
        "500 g rye flour\n400 ml water\n10 g salt\n\nMix everything. Leave for 12 hours.\nBake 50 minutes at 220 °C."
    )
    assert recipe.description.startswith("My father")
    assert len(recipe.ingredients) == 3
    assert len(recipe.steps) == 2


@pytest.mark.parametrize("title", ["7-Up Cake", "3 Ingredient Cookies", "5-Minuten-Brot"])
def test_a_name_may_begin_with_a_number(title: str) -> None:
    recipe = imported(
        f"{title}\n\n200 g flour\n100 g butter\n80 g sugar\n\nMix the dough.\nBake it 12 minutes."
    )
    assert recipe.name == title
    assert len(recipe.ingredients) == 3


def test_lines_that_are_no_recipe_are_refused() -> None:
    for text in (
        "Our trains\nThey run on time. Most of them.",
        "Dear all,\nsee you on Friday at 8.\nBest, Kim",
    ):
        with pytest.raises(KitchenError):
            recipe_of_text(text)


# Lists in one line


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("1 cup (2 sticks; 226 g) butter, softened", 1),
        ("1 onion, peeled, halved, finely chopped", 1),
        ("4 chicken thighs, bone in, skin on", 1),
        ("1,2 kg de pommes ; 100 g de sucre ; 1 gousse de vanille ; beurre", 4),
        ("600g Mehl, 350ml Wasser, 1 Würfel Hefe, 2TL Salz", 4),
        ("500 g beef, 1 onion, diced, 2 carrots, sliced, salt and pepper", 4),
        ("1 zanahoria - 1 patata - 2 dientes de ajo", 3),
        ("2 - 3 eggs", 1),
        ("1 tbsp each: paprika, brown sugar, salt", 1),
        ("je 1 TL Kümmel, Paprika, Salz", 1),
        ("1 hoja de laurel, pimentón, aceite, sal", 4),
        ("Salt, pepper", 1),
    ],
)
def test_several_ingredients_in_a_line(line: str, count: int) -> None:
    assert len(listed_ingredients(line)) == count


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(["200 g Mehl", "3 Eier", "1 EL Öl", "2 carrots", "½ cup milk", "10 ml eau"]),
        min_size=3,
        max_size=9,
    ),
    st.sampled_from(["; ", ", ", " ; "]),
)
def test_joined_ingredients_come_apart_again(items: list[str], separator: str) -> None:
    assert listed_ingredients(separator.join(items)) == items


@pytest.mark.parametrize(
    "text",
    [
        "olio, sale, pepe q.b.",
        "Salz und Pfeffer",
        "freshly ground black pepper",
        "sal al gusto",
        "sel, poivre",
    ],
)
def test_seasonings(text: str) -> None:
    assert is_seasoning(text)


@pytest.mark.parametrize(
    "text", ["shrimp", "peeled and chopped", "butter chicken with rice and naan bread", "", "---"]
)
def test_others_are_no_seasonings(text: str) -> None:
    assert not is_seasoning(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "Soup\nIngredients: 2 leeks, 500 g potatoes, 1 l stock, salt\nMethod: Boil all for 20 minutes. Blend.",
            4,
        ),
        (
            "Sugo\nIngredienti: pomodori, basilico, aglio, olio\nProcedimento:\nCuocete tutto per 30 minuti.\nFrullate.",
            4,
        ),
        (
            "Kuchen\nZutaten\n200 g Mehl\n100 g Zucker\nAußerdem: Butter für die Form, Puderzucker\nZubereitung\nAlles verrühren.\n30 Min. backen.",
            4,
        ),
    ],
)
def test_a_list_after_its_heading(text: str, count: int) -> None:
    assert len(imported(text).ingredients) == count


# What programs put around a recipe

PLAIN = [
    "Lemon cake",
    "225 g butter",
    "225 g sugar",
    "4 eggs",
    "Beat butter and sugar.",
    "Add eggs and bake for 45 minutes.",
]
WRAPPED = {
    "quoted": "\n".join(f"> {line}" for line in PLAIN),
    "quoted twice": "\n".join(f">> {line}" for line in PLAIN),
    "chat of a phone": "\n".join(f"[12/04/24, 18:02:{at:02}] Mum: {line}" for at, line in enumerate(PLAIN)),
    "chat of another": "\n".join(f"12.04.24, 18:02 - Mum: {line}" for line in PLAIN),
    "mail": "From: Carol <carol@example.com>\nTo: me\nSubject: Fwd: Re: Lemon cake\n\n"
    + "\n".join(PLAIN[1:]),
    "mail in German": "Von: Carol <carol@example.com>\nGesendet: Montag, 3. Mai\nBetreff: WG: Lemon cake\n\n"
    + "\n".join(PLAIN[1:]),
    "bullets": "\n".join([PLAIN[0], *(f"▢ {line}" for line in PLAIN[1:4]), "", *PLAIN[4:]]),
    "caption": "\n".join(["🍋 Lemon cake 🍋", *PLAIN[1:], "#lemon #cake @baker Follow me!"]),
    "windows": "\r\n".join(PLAIN),
    "rules": "\n".join([PLAIN[0], "-----", *PLAIN[1:4], "*****", *PLAIN[4:]]),
}


@pytest.mark.parametrize("text", WRAPPED.values(), ids=WRAPPED)
def test_the_marks_of_other_programs_are_removed(text: str) -> None:
    recipe = imported(text)
    assert recipe.name == "Lemon cake"
    assert ingredients(recipe) == PLAIN[1:4]
    assert steps(recipe) == PLAIN[4:]


def test_a_table_and_rows_of_dots() -> None:
    table = imported(
        "| Menge | Zutat |\n|---|:--|\n| 500 g | Hack |\n| 2 | Eier |\n| | Salz |\n\nFleischküchle\n1. Alles verkneten.\n2. In Butter braten."
    )
    assert table.name == "Fleischküchle"
    assert ingredients(table) == ["500 g Hack", "2 Eier", "Salz"]
    dots = imported(
        "Brisket\n\nBrisket ......... 5 lb\nOnions ....... 3 large\nKetchup ..... 1 cup\n\nBrown the brisket. Cover with the rest and roast for 3 hours."
    )
    assert ingredients(dots) == ["Brisket: 5 lb", "Onions: 3 large", "Ketchup: 1 cup"]


def test_hashtags_are_keywords_and_a_link_is_the_source() -> None:
    recipe = imported("\n".join([*PLAIN, "#lemon #cake", "https://example.com/lemon"]))
    assert recipe.keywords == ("lemon", "cake")
    assert recipe.source_url == "https://example.com/lemon"


def test_a_json_list_is_not_taken_for_a_chat() -> None:
    with pytest.raises(KitchenError):
        read_file(File(name="list.txt", content=b'[{"@type": "Article"}]'))


# Sections, notes, counted steps


def test_sections_without_a_colon() -> None:
    recipe = imported(
        "Cookies\nIngredients\nDry\n200 g flour\n1 tsp soda\nWet\n100 g butter\n2 eggs\nMix-ins\n100 g chocolate\nMethod\nMix all.\nBake 10 minutes."
    )
    assert [line.section for line in recipe.ingredients] == ["Dry", "Dry", "Wet", "Wet", "Mix-ins"]
    recipe = imported(
        "Lasagne\n\nper la besciamella\n50 g burro\n500 ml latte\n\nper il ragù\n300 g carne\n\nPrepara la salsa.\nInforna per 40 minuti."
    )
    assert [line.section for line in recipe.ingredients] == ["per la besciamella"] * 2 + ["per il ragù"]
    assert [step.section for step in recipe.steps] == [None, None]


def test_salt_alone_is_no_section() -> None:
    assert ingredients(imported("Eggs\nIngredients\nSalt\n2 eggs\nMethod\nBoil the eggs for 8 minutes.")) == [
        "Salt",
        "2 eggs",
    ]


@pytest.mark.parametrize("label", ["Tip:", "Tipp:", "Astuce :", "Consejo:", "Truco:", "Note:", "NB."])
def test_a_remark_between_steps_is_a_note(label: str) -> None:
    recipe = imported(
        f"Eggs\nIngredients\n2 eggs\nsalt\nMethod\nBoil the eggs.\n{label} Use old eggs.\nPeel them under water."
    )
    assert steps(recipe) == ["Boil the eggs.", "Peel them under water."]
    assert any("Use old eggs." in note for note in recipe.notes)


def test_steps_counted_without_a_point() -> None:
    recipe = imported(
        "Quiche\n\n1 pâte\n3 œufs\n20 cl de lait\n\n1 Préchauffer le four.\n2 Étaler la pâte.\n3 Cuire 45 min."
    )
    assert len(recipe.ingredients) == 3
    assert steps(recipe) == ["Préchauffer le four.", "Étaler la pâte.", "Cuire 45 min."]


# Names, yields and times


@pytest.mark.parametrize(
    ("title", "name", "servings"),
    [
        ("🍝 Pasta 🍝 (serves 4-5)", "Pasta", "4–5 servings"),
        ("Boeuf bourguignon – 6 pers.", "Boeuf bourguignon", "6 servings"),
        ("TORTILLA (4 raciones)", "TORTILLA", "4 servings"),
        ("Chicken (spicy)", "Chicken (spicy)", None),
        ("Kartoffelsuppe – wie bei Muttern", "Kartoffelsuppe – wie bei Muttern", None),
    ],
)
def test_servings_in_the_name(title: str, name: str, servings: str | None) -> None:
    recipe = imported(f"{title}\n\n200 g flour\n1 egg\n50 ml milk\n\nMix it all.\nBake it 10 minutes.")
    assert recipe.name == name
    assert (recipe.yields and words_of(recipe.yields)) == servings


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Dosi per 6/8 persone", "6–8 servings"),
        ("Pour une quinzaine de crêpes", "15 crêpes"),
        ("Für 1 Strudel", "1 Strudel"),
        ("For 24 cookies", "24 cookies"),
        ("(x4)", "4 servings"),
        ("Für 4 Portionen, Zubereitungszeit 40 Min.", "4 servings"),
        ("For 4", "4 servings"),
    ],
)
def test_yields(line: str, words: str) -> None:
    recipe = imported(f"Cake\n{line}\n200 g flour\n1 egg\n50 ml milk\nMix it all.\nBake it 10 minutes.")
    assert recipe.yields is not None
    assert words_of(recipe.yields) == words
    assert len(recipe.ingredients) == 3


@pytest.mark.parametrize(
    ("line", "prep_min", "cook_min"),
    [
        ("Préparation : 25 mn – Cuisson : 3h30 – Repos: 1 nuit", 25, 210),
        ("Prep 10m | Cook 8h (low) or 4h (high) | Serves 8", 10, 480),
        ("Prep: 15 min | Bake 20 min @ 350F", 15, 20),
    ],
)
def test_times_in_one_line(line: str, prep_min: int, cook_min: int) -> None:
    recipe = imported(f"Stew\n{line}\n200 g beef\n1 onion\n50 ml wine\nBrown the beef.\nSimmer it.")
    assert (recipe.prep_time_s, recipe.cook_time_s) == (prep_min * 60, cook_min * 60)


def test_a_step_is_no_fact() -> None:
    recipe = imported("Eggs\n2 eggs\n1 l water\nsalt\nBoil the water.\nCook 8 minutes.\nPeel the eggs.")
    assert "Cook 8 minutes." in steps(recipe)


@pytest.mark.parametrize(
    "text",
    [
        "Gazpacho. Para 6 personas necesitas: 1 kg de tomates, 1 pepino, 2 dientes de ajo, sal. Lava las verduras. Tritura todo durante 3 minutos.",
        "Salade. Il vous faut 2 tomates, 1 concombre, 100 g de feta, sel. Coupez les légumes. Mélangez le tout.",
        "Rührei. Man braucht 4 Eier, 50 ml Milch, 1 Prise Salz. Eier verquirlen. In der Pfanne stocken lassen.",
        "Frittata. Servono 6 uova, 2 zucchine, 50 g di parmigiano. Sbattete le uova. Cuocete tutto per 10 minuti.",
    ],
)
def test_running_text(text: str) -> None:
    recipe = imported(text)
    assert len(recipe.ingredients) >= 3
    assert len(recipe.steps) == 2


def test_the_buttons_of_a_page_are_no_part_of_a_recipe() -> None:
    recipe = imported(
        "Easy Chili\nJump to Recipe Print Recipe\n★★★★★ 4.8 from 213 votes\nIngredients\nUS Customary – Metric\n1x 2x 3x\n"
        "▢ 1 lb ground beef\n▢ 1 onion diced\nFor serving (optional)\n▢ sour cream\n\nInstructions\n"
        "Cook Mode Prevent your screen from going dark\nBrown beef with onion, 8 minutes. Simmer on low 45 minutes.\n"
    )
    assert recipe.description == ""
    assert ingredients(recipe) == ["1 lb ground beef", "1 onion diced", "sour cream"]
    assert [line.section for line in recipe.ingredients][-1] == "For serving (optional)"
    assert steps(recipe) == ["Brown beef with onion, 8 minutes. Simmer on low 45 minutes."]


@pytest.mark.parametrize(
    "line",
    ["Zum Rezept springen", "Rezept drucken", "Imprimer la recette", "Saltar a la receta", "Vai alla ricetta", "4,7 von 5 Sternen"],
)  # fmt: skip
def test_the_buttons_of_a_page_in_other_languages(line: str) -> None:
    recipe = imported(
        f"Crêpes\n{line}\n250 g flour\n500 ml milk\n3 eggs\nMix everything.\nBake in butter for 2 minutes."
    )
    assert line not in {*ingredients(recipe), *steps(recipe), recipe.description, recipe.story}


@pytest.mark.parametrize(
    "heading",
    ["For serving", "To serve", "Zum Bestreuen", "Pour servir", "Para decorar", "Per guarnire"],
)
def test_what_ingredients_are_for_is_a_heading(heading: str) -> None:
    recipe = imported(
        f"Cake\n\nIngredients\n200 g flour\n2 eggs\n{heading}\nicing sugar\nberries\n\nSteps\nMix everything. Bake 20 minutes."
    )
    assert [(line.text, line.section) for line in recipe.ingredients][2:] == [
        ("icing sugar", heading),
        ("berries", heading),
    ]


@pytest.mark.parametrize(
    ("line", "amount"),
    [
        ("Salen unas 30 galletas.", 30),
        ("Salen 12 magdalenas.", 12),
        ("Rinde 6 porciones.", 6),
        ("Pour environ 25 sablés.", 25),
        ("Donne 6 crêpes", 6),
        ("Für etwa 40 Plätzchen", 40),
    ],
)
def test_a_yield_at_the_end(line: str, amount: float) -> None:
    recipe = imported(f"Cake\n\n200 g flour\n2 eggs\n\nMix everything. Bake 20 minutes.\n{line}\n")
    assert recipe.yields is not None
    assert recipe.yields.amount == amount
    assert steps(recipe) == ["Mix everything. Bake 20 minutes."]

"""What stands around a name makes no allergen disappear, and what only looks like a name makes none."""

from hypothesis import assume, given, settings, strategies as st
import pytest

from custom_components.hearthtech.kitchen.nutrition.text import words
from custom_components.hearthtech.kitchen.people.check import Standing, allergen_standing
from custom_components.hearthtech.kitchen.people.lexicon import WITHOUT, Lexicon, entries, lexicon
from custom_components.hearthtech.kitchen.people.model import Allergen
from custom_components.hearthtech.kitchen.people.profile_builder import Profiler
from custom_components.hearthtech.kitchen.people.word_tables import FOOD_TABLES
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step

PROFILER = Profiler()
FOUND = {Standing.CONTAINS, Standing.MAY_CONTAIN}

NAMES = {
    "en": {
        "flour": "gluten", "spaghetti": "gluten", "couscous": "gluten", "shrimp": "crustaceans", "crab": "crustaceans", "egg": "eggs",
        "mayonnaise": "eggs", "salmon": "fish", "tuna": "fish", "peanuts": "peanuts", "peanut butter": "peanuts", "tofu": "soybeans",
        "soy sauce": "soybeans", "milk": "milk", "butter": "milk", "cheddar": "milk", "almonds": "nuts", "walnuts": "nuts",
        "celery": "celery", "mustard": "mustard", "tahini": "sesame", "sesame oil": "sesame", "white wine": "sulphites",
        "lupin flour": "lupin", "mussels": "molluscs", "squid": "molluscs",
    },
    "de": {
        "Mehl": "gluten", "Nudeln": "gluten", "Garnelen": "crustaceans", "Eier": "eggs", "Lachs": "fish", "Erdnüsse": "peanuts",
        "Sojasoße": "soybeans", "Sahne": "milk", "Butter": "milk", "Haselnüsse": "nuts", "Sellerie": "celery", "Senf": "mustard",
        "Sesam": "sesame", "Weißwein": "sulphites", "Lupinenmehl": "lupin", "Muscheln": "molluscs",
    },
    "fr": {
        "farine": "gluten", "pâtes": "gluten", "crevettes": "crustaceans", "œufs": "eggs", "saumon": "fish", "cacahuètes": "peanuts",
        "sauce soja": "soybeans", "lait": "milk", "beurre": "milk", "noisettes": "nuts", "céleri": "celery", "moutarde": "mustard",
        "graines de sésame": "sesame", "vin blanc": "sulphites", "farine de lupin": "lupin", "moules": "molluscs",
    },
    "es": {
        "harina": "gluten", "macarrones": "gluten", "gambas": "crustaceans", "huevos": "eggs", "atún": "fish", "cacahuetes": "peanuts",
        "salsa de soja": "soybeans", "leche": "milk", "mantequilla": "milk", "avellanas": "nuts", "apio": "celery", "mostaza": "mustard",
        "sésamo": "sesame", "vino blanco": "sulphites", "harina de altramuz": "lupin", "mejillones": "molluscs",
    },
    "it": {
        "farina": "gluten", "spaghetti": "gluten", "gamberi": "crustaceans", "uova": "eggs", "tonno": "fish", "arachidi": "peanuts",
        "salsa di soia": "soybeans", "latte": "milk", "burro": "milk", "nocciole": "nuts", "sedano": "celery", "senape": "mustard",
        "sesamo": "sesame", "vino bianco": "sulphites", "farina di lupini": "lupin", "cozze": "molluscs",
    },
}  # fmt: skip
AMOUNTS = {
    "en": ["500 grams", "1 gram", "2 lb", "1 1/2 cups", "½ cup", "a few ounces of", "1 (14 oz) can", "3-4", "one heaping tablespoon", "2 x 400 g tins",
           "1 knob", "a stick of", "1 quart", "8 fl oz", "1 dash of", "a pound of", "two", "half a cup", "1 8-ounce package", "750ml"],
    "de": ["500 Gramm", "1 kg", "2 EL", "1/2 TL", "eine Prise", "1 Päckchen", "2 Dosen à 400 g", "ca. 200 g", "1 Becher (200 g)", "½ Glas", "3-4 EL"],
    "fr": ["500 grammes de", "2 c. à soupe de", "1 pincée de", "une noix de", "20 cl de", "1 boîte de", "1/2 verre de", "250 g de"],
    "es": ["500 gramos de", "2 cdas de", "1 pizca de", "un vaso de", "200 ml de", "1 lata de", "½ taza de", "una nuez de"],
    "it": ["500 grammi di", "2 cucchiai di", "1 pizzico di", "una noce di", "200 ml di", "1 scatola di", "½ bicchiere di", "q.b. di"],
}  # fmt: skip
BEFORE = {
    "en": ["", "large", "frozen", "fresh", "finely chopped", "organic", "Trader Joe's", "King Arthur", "store-bought", "good-quality", "raw", "cooked",
           "smoked", "peeled", "free-range", "toasted", "canned", "jumbo", "my favorite", "BRANDNAME"],
    "de": ["", "große", "frische", "TK", "gehackte", "Bio", "gute", "geröstete", "MILBONA", "weiche"],
    "fr": ["", "grosses", "bonne", "bio", "petites"],
    "es": ["", "buena", "grandes", "frescos"],
    "it": ["", "buona", "grandi", "freschi"],
}  # fmt: skip
AFTER = [
    "",
    ", chopped",
    ", divided",
    " (optional)",
    " (see note)",
    ", plus more to taste",
    " or more",
    " - 200 g",
    ", at room temperature",
]
BESIDE = {
    "en": ["salt", "rice", "coconut", "corn", "potatoes", "apple cider", "butternut squash", "olive oil", "beans", "cocoa", "chestnut mushrooms"],
    "de": ["Salz", "Reis", "Kokos", "Kartoffeln", "Kürbis", "Olivenöl"],
    "fr": ["sel", "riz", "coco", "pommes de terre", "courge"],
    "es": ["sal", "arroz", "coco", "patatas", "calabaza"],
    "it": ["sale", "riso", "cocco", "patate", "zucca"],
}  # fmt: skip
JOINED = {
    "en": ["and", "with", "plus", "&", ",", "+", "–", "-", "/", "*", "~", ">"],
    "de": ["und", "mit", ","],
    "fr": ["et", "avec", ","],
    "es": ["y", "con", ","],
    "it": ["e", "con", ","],
}


def standing(line: str, allergen: str, language: str) -> Standing:
    return allergen_standing(PROFILER.profile_of_lines([line], language), Allergen(allergen))


@st.composite
def framed(draw: st.DrawFn) -> tuple[str, str, str]:
    language = draw(st.sampled_from(sorted(NAMES)))
    name, allergen = draw(st.sampled_from(sorted(NAMES[language].items())))
    amount, before = draw(st.sampled_from(AMOUNTS[language])), draw(st.sampled_from(BEFORE[language]))
    line = f"{amount} {before} {name}{draw(st.sampled_from(AFTER))}"
    if draw(st.booleans()):
        line = line.upper()
    return line, allergen, language


@settings(max_examples=1500, deadline=None)
@given(framed())
def test_no_amount_size_preparation_brand_or_packaging_makes_it_disappear(case: tuple[str, str, str]) -> None:
    line, allergen, language = case
    assert standing(line, allergen, language) in FOUND, line


@settings(max_examples=1000, deadline=None)
@given(st.data())
def test_no_neighbor_in_the_line_makes_it_disappear(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(sorted(NAMES)))
    name, allergen = data.draw(st.sampled_from(sorted(NAMES[language].items())))
    beside, joined = (
        data.draw(st.sampled_from(BESIDE[language])),
        data.draw(st.sampled_from(JOINED[language])),
    )
    first, second = data.draw(st.sampled_from([(name, beside), (beside, name)]))
    line = f"{first} {joined} {second}"
    assert standing(line, allergen, language) in FOUND, line


@settings(max_examples=500, deadline=None)
@given(st.data(), st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=9))
def test_no_unknown_word_beside_it_makes_it_disappear(data: st.DataObject, word: str) -> None:
    language = data.draw(st.sampled_from(sorted(NAMES)))
    name, allergen = data.draw(st.sampled_from(sorted(NAMES[language].items())))
    # Words that say that it is not in there, or that make another food of it, are known to the tables.
    assume(
        lexicon().find((word,), language) is None
        and word not in {"free", "frei", "less", "sans", "sin", "senza", "ohne", "non", "kein", "zero"}
    )
    line = data.draw(st.sampled_from([f"200 g {name} {word}", f"200 g {word} {name}"]))
    assert standing(line, allergen, language) is not Standing.FREE_OF, line


LOOKALIKES = [
    ("en", "milk", "1 leg of lamb, butterflied"), ("en", "milk", "2 butternut squashes"), ("en", "milk", "1 tin butter beans"),
    ("en", "milk", "1 head butter lettuce"), ("en", "milk", "1 tbsp cocoa butter"), ("en", "milk", "1/2 tsp cream of tartar"),
    ("en", "milk", "250 ml rice milk"), ("en", "milk", "1 can coconut cream"), ("en", "nuts", "200 g chestnut mushrooms"),
    ("en", "nuts", "1 walnut-sized piece of ginger"), ("en", "nuts", "1 tin water chestnuts"), ("en", "nuts", "1 tsp nutmeg"),
    ("en", "nuts", "1 coconut"), ("en", "nuts", "100 g peanuts"), ("en", "nuts", "50 g tiger nuts"), ("en", "eggs", "2 eggplants"),
    ("en", "eggs", "1 flax egg"), ("en", "molluscs", "300 g oyster mushrooms"), ("en", "gluten", "100 g buckwheat"),
    ("en", "gluten", "200 g glutinous rice"), ("en", "gluten", "1 cup gram flour"), ("en", "gluten", "100 g gram flour"),
    ("en", "crustaceans", "2 crab apples"), ("en", "fish", "1 tbsp chopped fresh dill"), ("en", "soybeans", "1 tsp sunflower lecithin"),
    ("de", "nuts", "1 walnussgroßes Stück Ingwer"), ("de", "nuts", "1 Muskatnuss"), ("de", "milk", "1 Kopf Buttersalat"),
    ("de", "eggs", "1 Eisbergsalat"), ("de", "gluten", "1 TL Johannisbrotkernmehl"), ("de", "molluscs", "200 g Austernpilze"),
    ("de", "milk", "200 ml Kokosmilch"), ("de", "milk", "250 ml Reisdrink"), ("de", "gluten", "200 g Buchweizen"),
    ("fr", "nuts", "600 g de noix de veau"), ("fr", "nuts", "1 noix de beurre"), ("fr", "nuts", "1 noix de muscade"),
    ("fr", "milk", "300 g de haricots beurre"), ("fr", "milk", "2 cl de crème de cassis"), ("fr", "molluscs", "200 g de pleurotes"),
    ("fr", "gluten", "200 g de farine de sarrasin"), ("fr", "fish", "1 citron caviar"),
    ("es", "nuts", "1 nuez moscada"), ("es", "milk", "200 ml de leche de coco"), ("es", "gluten", "1 coliflor"),
    ("es", "gluten", "200 g de harina de garbanzo"), ("es", "eggs", "1 berenjena"),
    ("it", "nuts", "800 g di noce di vitello"), ("it", "nuts", "1 noce di burro"), ("it", "milk", "200 ml di latte di riso"),
    ("it", "gluten", "8 fiori di zucca"), ("it", "gluten", "100 g di grano saraceno"), ("it", "molluscs", "300 g di funghi geloni"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "allergen", "line"), LOOKALIKES)
def test_no_lookalike_is_taken_for_it(language: str, allergen: str, line: str) -> None:
    assert standing(line, allergen, language) is Standing.FREE_OF


VERBS = {
    "en": "saute grill spray shake whisk cling roast carve chill swirl skim temper mash pour grate drain stir many platter mallet toast season flour",
    "de": "schneiden stellen schwenken reiben braten kochen rühren lassen warm servieren schälen waschen unterheben abschmecken köcheln",
    "fr": "laver cuire mélanger ajouter couper rôtir verser tremper remuer laisser chauffer éplucher saler poivrer servir moule",
    "es": "decora corta añade mezcla templa pela sirve calienta resto pica vierte remueve sofríe deja hornea",
    "it": "tagliate mescolate unite cuocete versate lasciate servite stampo tutti scolate aggiungete coprite mettete",
}


@pytest.mark.parametrize(
    ("language", "verb"), [(language, verb) for language, said in VERBS.items() for verb in said.split()]
)
def test_no_cooking_verb_makes_an_allergen(language: str, verb: str) -> None:
    recipe = Recipe(
        id="r",
        name="Dish",
        language=language,
        ingredients=(Ingredient(text="1 kg rice"),),
        steps=(Step(text=f"Now {verb}, 10 minutes."),),
    )
    profile = PROFILER.profile_of(recipe)
    assert not profile.contains
    assert not profile.may_contain


def test_a_step_that_repeats_a_food_of_the_lines_adds_nothing() -> None:
    lines = (Ingredient(text="200 g rice flour"), Ingredient(text="300 ml almond milk"))
    steps = (Step(text="Whisk the flour into the milk."),)
    profile = PROFILER.profile_of(Recipe(id="r", name="Crepes", ingredients=lines, steps=steps))
    assert allergen_standing(profile, Allergen.GLUTEN) is Standing.FREE_OF
    assert allergen_standing(profile, Allergen.MILK) is Standing.FREE_OF
    assert allergen_standing(profile, Allergen.NUTS) is Standing.CONTAINS


def own_parts(known: Lexicon, tokens: tuple[str, ...]) -> list[tuple[str, ...]]:
    runs = [tokens[start:end] for start in range(len(tokens)) for end in range(start + 1, len(tokens) + 1)]
    return [run for run in runs if run != tokens and run in known.phrases]


def test_a_listed_phrase_contains_what_its_words_contain() -> None:
    known = lexicon()
    for table in FOOD_TABLES:
        for _, phrase in entries(table):
            tokens = words(phrase)
            facets = known.phrases.get(tokens)
            if facets is None or facets.own or len(tokens) < 2 or WITHOUT & set(tokens):
                continue
            for part in own_parts(known, tokens):
                around = [
                    run for run in own_parts(known, tokens) if len(run) > len(part) and set(part) <= set(run)
                ]
                if around:
                    continue
                assert known.phrases[part].contains & set(Allergen) <= facets.contains, (phrase, part)


@pytest.mark.parametrize(
    ("line", "allergen"),
    [
        ("4 cups penne (gluten-free if preferred)", "gluten"),
        ("200 g spaghetti, gluten-free if needed", "gluten"),
        ("200 g flour (or gluten-free)", "gluten"),
        ("200 g flour or gluten-free flour", "gluten"),
        ("200 g gluten-free flour or plain flour", "gluten"),
        ("1 cup milk (dairy-free if you prefer)", "milk"),
        ("100 g butter (vegan if desired)", "milk"),
        ("200 g flour, not gluten-free", "gluten"),
    ],
)
def test_a_claim_that_is_only_offered_takes_nothing_away(line: str, allergen: str) -> None:
    assert standing(line, allergen, "en") in FOUND


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "200 g gluten-free flour"),
        ("en", "1 tbsp tamari (gluten-free)"),
        ("en", "1 tbsp soy sauce, gluten free"),
        ("de", "250 g glutenfreie Nudeln"),
        ("fr", "200 g de pâtes sans gluten"),
        ("es", "100 g de pan sin gluten"),
        ("it", "200 g di pasta senza glutine"),
    ],
)
def test_gluten_free_is_taken_at_its_word(language: str, line: str) -> None:
    assert standing(line, "gluten", language) is Standing.FREE_OF


@pytest.mark.parametrize(
    "line", ["200 g vegan mince", "100 g vegan butter", "1 cup dairy-free yogurt", "4 slices vegan cheese"]
)
def test_vegan_and_dairy_free_are_at_best_not_checked_for_milk(line: str) -> None:
    assert standing(line, "milk", "en") in {Standing.NOT_CHECKED, Standing.MAY_CONTAIN}

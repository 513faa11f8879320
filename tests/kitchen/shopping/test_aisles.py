"""Foods lie where shops have them: rules over all foods of the database, and names of lists in five languages."""

import re

import pytest

from custom_components.hearthtech.kitchen.nutrition.analyze import Analyzer
from custom_components.hearthtech.kitchen.shopping.aisle_rules import AISLES, entry_aisle
from custom_components.hearthtech.kitchen.shopping.requirements import RequirementReader
from custom_components.hearthtech.kitchen.shopping.shop_data import entry_aisles

ANALYZER = Analyzer()
ENTRIES = {entry.name: entry_aisle(entry.name, entry.aisle) for entry in ANALYZER.database.entries()}

RULES: tuple[tuple[str, str, str], ...] = (
    # A pattern of names of entries, the aisles where they may lie, and the names that the pattern does not mean.
    (r"\boil$", "flavor", "tuna in oil"),
    (r"\b(vinegar|salt|pepper|seasoning|masala)$", "flavor world vegetables", "roasted red pepper"),
    (r"^dried (basil|parsley|dill|mint|chive)$|^(thyme|oregano|sage|cumin|paprika|cinnamon|nutmeg)$", "flavor", ""),
    (r"^fresh (thyme|rosemary|oregano)$|^(parsley|cilantro|basil|mint|dill|chive)$", "vegetables", ""),
    (r"\b(flour|sugar|baking powder|baking soda|yeast)$", "baking dairy flavor", ""),
    (r"\b(cheese|yogurt|sour cream|kefir|ricotta|mozzarella|feta|parmesan)$", "dairy frozen", "nacho cheese"),
    (r"\bmilk$", "dairy baking world", ""),
    (r"\bcoconut (milk|cream)$", "world", ""),
    (r"\b(peanut|almond|cashew|nut|apple|seed) butter$|^(honey|jam|marmalade|nutella)$", "breakfast", ""),
    (r"^(peanut|almond|walnut|pecan|cashew|pistachio|hazelnut|pine nut|brazil nut)$|\bseed$", "baking flavor", ""),
    (r"^(tomato (paste|puree|sauce)|canned .*|crushed tomato)$", "canned", ""),
    (r"\b(broth|stock|bouillon cube|bouillon powder|soup)$", "canned", ""),
    (r"\b(bean|chickpea|lentil|pea)$", "canned grains vegetables baking world dairy", "vanilla bean"),
    (r"^(ice cream|sorbet)$|\bice cream$|^(french fry|tater tot|hash brown)$|^frozen", "frozen", ""),
    (r"\b(wine|beer|juice|vermouth|sherry|rum|liqueur|tea|coffee|cola)$", "drinks flavor world canned", ""),
    (r"\b(bread|bun|bagel|baguette|croissant|tortilla|pita|naan|roll)$", "bread dairy protein", ""),
    (r"\b(beef|pork|veal|lamb|chicken|turkey|steak|chop|roast|salmon|shrimp|fish|bacon|ham)$", "protein canned dairy", "dried shrimp"),
    (r"\b(rice|pasta|noodle|couscous|quinoa|bulgur)$", "grains world dairy vegetables", ""),
    (r"^(apple|banana|lemon|lime|orange|pear|peach|plum|mango|grape|strawberry|blueberry)$", "fruit", ""),
    (r"^dried (apple|apricot|blueberry|cranberry|fig|mango|fruit)$|^(raisin|prune|date)$", "baking", ""),
    (r"^(carrot|onion|garlic|potato|tomato|leek|celery|cucumber|spinach|lettuce|mushroom|ginger)$", "vegetables", ""),
    (r"^(egg|egg white|butter|cream|tofu|margarine)$", "dairy", ""),
    (r"\b(cookie|candy|chip|cracker|pretzel)$", "sweets baking frozen", ""),
)  # fmt: skip


def test_every_food_has_an_aisle() -> None:
    assert set(ENTRIES.values()) <= set(AISLES)
    assert entry_aisles().keys() <= ENTRIES.keys()
    assert sum(aisle == "other" for aisle in ENTRIES.values()) == 0


@pytest.mark.parametrize(("pattern", "aisles", "besides"), RULES)
def test_foods_of_a_kind_lie_together(pattern: str, aisles: str, besides: str) -> None:
    meant = {
        name: aisle
        for name, aisle in ENTRIES.items()
        if re.search(pattern, name) and name not in besides.split(", ")
    }
    assert meant
    assert {name: aisle for name, aisle in meant.items() if aisle not in aisles.split()} == {}


NAMES: dict[str, dict[str, str]] = {
    "en": {
        "flavor": "olive oil, canola oil, white vinegar, salt, mustard, ketchup, lemon juice, ground cumin, lemon vinaigrette",
        "world": "coconut milk, soy sauce, miso, curry paste, nori, rice noodles", "breakfast": "peanut butter, honey, berry jam of choice, rolled oats",
        "canned": "tomato paste, chicken stock cubes, canned chickpeas, capers, chicken broth, canned tomatoes, tuna",
        "dairy": "butter, eggs, tofu, greek yogurt, Lurpak butter, quesadilla cheese", "bread": "pita bread, Hawaiian dinner rolls",
        "baking": "flour, walnuts, raisins, holiday sprinkles, pink candy melts, vanilla syrup", "frozen": "frozen peas, vanilla ice cream, frozen blueberries",
        "vegetables": "fresh thyme, carrots, baby spinach, pickling cucumbers", "fruit": "lemons, cherry plums", "grains": "dried chickpeas, basmati rice, red lentils",
        "drinks": "dry white wine, orange juice, Irish cream liqueur", "protein": "ground beef, cod, whole roaster chicken", "sweets": "corn tortilla chips, chocolate truffles",
        "other": "aluminum foil, wooden skewers",
    },
    "de": {
        "flavor": "Olivenöl, Rapsöl, Weißweinessig, Salz, Senf, Kreuzkümmel", "world": "Kokosmilch, Sojasauce, Reisnudeln",
        "breakfast": "Erdnussbutter, Honig, Haferflocken, Himbeerkonfitüre", "canned": "Tomatenmark, Gemüsebrühe, Kapern, Dosentomaten, Brühwürfel",
        "dairy": "Butter, Eier, Sahne, Quark, Ziegenfrischkäse", "bread": "Fladenbrot, Brötchen", "baking": "Mehl, Walnüsse, Rosinen, Lebensmittelfarbpaste, Vanillezucker",
        "frozen": "TK-Erbsen, Vanilleeis", "vegetables": "Möhren, Petersilie, Strauchtomaten", "fruit": "Zitronen, Heidelbeeren", "grains": "Nudeln, Basmatireis, rote Linsen, Kritharaki-Nudeln",
        "drinks": "Weißwein, Orangensaft, Kräuterlikör", "protein": "Hackfleisch, Putenfleisch, Lachsfilet", "sweets": "Butterkekse, Kartoffelchips",
    },
    "fr": {
        "flavor": "huile d'olive, huile de tournesol, vinaigre de vin blanc, sel, moutarde, vinaigrette citron", "world": "lait de coco, sauce soja",
        "breakfast": "beurre de cacahuète, miel, confiture de figues", "canned": "concentré de tomates, bouillon de volaille, câpres, fond de légumes",
        "dairy": "beurre, œufs, crème fraîche, fromage double crème, pâte feuilletée", "bread": "baguette, pain de mie", "baking": "farine, noix, raisins secs, sucre vanillé",
        "frozen": "petits pois surgelés, myrtilles surgelées", "vegetables": "carottes, persil, botte de coriandre", "fruit": "citrons, pommes", "grains": "riz, pâtes, lentilles",
        "drinks": "vin blanc, jus d'orange, liqueur au cassis", "protein": "bœuf haché, saumon, lardons",
    },
    "es": {
        "flavor": "aceite de oliva, aceite de girasol, vinagre, sal, mostaza, escamas de sal", "world": "leche de coco, salsa de soja", "breakfast": "miel, mermelada de higos",
        "canned": "concentrado de tomate, caldo de pollo, alcaparras", "dairy": "mantequilla, huevos, nata, queso fresco", "bread": "pan de molde", "baking": "harina, nueces, pasas",
        "frozen": "guisantes congelados", "vegetables": "zanahorias, perejil, dientes de ajo", "fruit": "limones, manzanas", "grains": "arroz, pasta, lentejas",
        "drinks": "vino blanco, zumo de naranja, licor de café", "protein": "carne picada, salmón, pollo", "sweets": "turrón de Jijona",
    },
    "it": {
        "flavor": "olio d'oliva, olio di semi, aceto, sale, senape", "world": "latte di cocco, salsa di soia", "breakfast": "miele, marmellata di fichi",
        "canned": "concentrato di pomodoro, brodo di pollo, capperi", "dairy": "burro, uova, panna, formaggio fresco, yogurt al limone", "bread": "pane",
        "baking": "farina, noci, uvetta, colorante giallo", "frozen": "piselli surgelati", "vegetables": "carote, prezzemolo", "fruit": "limoni, mele",
        "grains": "riso, pasta, lenticchie", "drinks": "vino bianco, succo d'arancia, limoncino", "protein": "carne macinata, salmone, pollo",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", NAMES)
def test_names_of_lists_lie_where_shops_have_them(language: str) -> None:
    reader = RequirementReader(ANALYZER, language)
    wrong = {
        name: reader.named(name, None, "").aisle
        for aisle, listed in NAMES[language].items()
        for name in (one.strip() for one in listed.split(","))
        if reader.named(name, None, "").aisle != aisle
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("language", "line", "aisle"),
    [
        ("en", "1 can corn", "canned"), ("en", "200 g corn", "vegetables"), ("en", "1 cup frozen corn", "frozen"), ("en", "200 g dried black beans", "grains"),
        ("en", "1 (15 oz) can black beans, drained", "canned"), ("de", "1 Dose Mais", "canned"), ("de", "200 g Kichererbsen, getrocknet", "grains"),
        ("fr", "1 boîte de maïs", "canned"), ("es", "1 lata de atún", "canned"), ("it", "1 lattina di mais", "canned"),
    ],
)  # fmt: skip
def test_the_unit_and_the_state_tell_the_aisle(language: str, line: str, aisle: str) -> None:
    need = RequirementReader(ANALYZER, language).line(line)
    assert need is not None
    assert need.aisle == aisle

"""Names of foods that are near each other must not stand for one another, in five languages."""

import pytest

from custom_components.hearthtech.kitchen.nutrition import Analyzer

ANALYZER = Analyzer()

TABLE: dict[str, dict[str, str]] = {
    "rutabaga": {
        "en": "swede, rutabaga",
        "de": "Steckrübe, Steckrüben, Kohlrübe, Kohlrüben, Wruke, Bodenrübe",
        "fr": "rutabaga, rutabagas, chou-navet",
        "es": "colinabo, colinabos, nabo sueco, rutabaga",
        "it": "navone, rutabaga, rapa svedese",
    },
    "turnip": {
        "en": "turnip",
        "de": "Mairübchen, Speiserübe, weiße Rübe, Navetten",
        "fr": "navet, navets",
        "es": "nabo, nabos",
        "it": "rapa, rape, rapa bianca",
    },
    "kohlrabi": {
        "en": "kohlrabi",
        "de": "Kohlrabi",
        "fr": "chou-rave",
        "es": "colirrábano",
        "it": "cavolo rapa",
    },
    "celeriac": {
        "en": "celeriac, celery root",
        "de": "Knollensellerie, Sellerieknolle",
        "fr": "céleri-rave, céleri rave",
        "es": "apionabo, apio nabo",
        "it": "sedano rapa",
    },
    "celery": {
        "en": "celery",
        "de": "Staudensellerie, Stangensellerie",
        "fr": "céleri branche, branche de céleri, céleri",
        "es": "apio",
        "it": "sedano, costa di sedano",
    },
    "zucchini": {
        "en": "courgette, zucchini",
        "de": "Zucchini, Zucchetti",
        "fr": "courgette, courgettes",
        "es": "calabacín, calabacines",
        "it": "zucchina, zucchine",
    },
    "pumpkin": {
        "de": "Kürbis, Hokkaido",
        "fr": "potiron, citrouille",
        "es": "calabaza",
        "it": "zucca",
    },
    "lime": {
        "en": "lime",
        "de": "Limette, Limetten",
        "fr": "citron vert, citrons verts, lime",
        "es": "lima, limas",
        "it": "lime",
    },
    "lemon": {
        "en": "lemon",
        "de": "Zitrone",
        "fr": "citron, citron jaune",
        "es": "limón, limones",
        "it": "limone, limoni",
    },
    "green onion": {
        "en": "spring onion, scallion",
        "de": "Frühlingszwiebel, Lauchzwiebel, Schlotte",
        "fr": "cébette, ciboule, oignon nouveau, oignons nouveaux, oignon vert",
        "es": "cebolleta, cebolletas, cebolla tierna, cebollín",
        "it": "cipollotto, cipollotti, cipolla fresca",
    },
    "onion": {
        "de": "Zwiebel",
        "fr": "oignon",
        "es": "cebolla",
        "it": "cipolla",
    },
    "shallot": {
        "de": "Schalotte",
        "fr": "échalote",
        "es": "chalota",
        "it": "scalogno",
    },
    "chive": {
        "de": "Schnittlauch",
        "fr": "ciboulette",
        "es": "cebollino",
        "it": "erba cipollina",
    },
    "leek": {
        "de": "Lauch, Porree",
        "fr": "poireau, poireaux",
        "es": "puerro",
        "it": "porro, porri",
    },
    "sour cream": {
        "en": "sour cream",
        "de": "saure Sahne, Sauerrahm",
        "fr": "crème aigre",
        "es": "crema agria, nata agria",
        "it": "panna acida",
    },
    "creme fraiche": {
        "de": "Crème fraîche, Schmand",
        "fr": "crème fraîche",
        "es": "crème fraîche",
        "it": "crème fraîche",
    },
    "heavy cream": {
        "de": "Sahne, Schlagsahne",
        "fr": "crème liquide entière, crème fleurette",
        "es": "nata para montar, nata líquida",
        "it": "panna fresca, panna liquida",
    },
    "cream cheese": {
        "de": "Frischkäse, Doppelrahmfrischkäse",
        "fr": "fromage frais à tartiner, fromage frais double crème, fromage à la crème",
        "es": "queso crema, queso de untar, queso philadelphia",
        "it": "formaggio spalmabile, formaggio cremoso",
    },
    "cottage cheese": {
        "de": "Hüttenkäse, körniger Frischkäse, Quark, Topfen",
        "fr": "cottage, séré",
        "es": "queso cottage, requesón cottage, queso quark",
        "it": "fiocchi di latte, quark",
    },
    "ricotta": {
        "de": "Ricotta",
        "fr": "ricotta",
        "es": "requesón, ricotta",
        "it": "ricotta",
    },
    "mascarpone": {
        "de": "Mascarpone",
        "fr": "mascarpone",
        "es": "mascarpone",
        "it": "mascarpone",
    },
    "buttermilk": {
        "de": "Buttermilch",
        "fr": "babeurre, lait ribot",
        "es": "suero de mantequilla",
        "it": "latticello",
    },
    "sweet potato": {
        "de": "Süßkartoffel",
        "fr": "patate douce",
        "es": "boniato, batata",
        "it": "patata dolce",
    },
    "potato": {
        "fr": "pomme de terre",
        "es": "patata, papa",
        "it": "patata",
        "de": "Kartoffel, Erdäpfel",
    },
    "parsnip": {
        "de": "Pastinake",
        "fr": "panais",
        "es": "chirivía",
        "it": "pastinaca",
    },
    "fennel": {
        "de": "Fenchel",
        "fr": "fenouil",
        "es": "hinojo",
        "it": "finocchio",
    },
    "caraway seed": {
        "de": "Kümmel",
        "fr": "carvi",
        "es": "alcaravea",
        "it": "cumino dei prati, carvi",
    },
    "cumin": {
        "de": "Kreuzkümmel",
        "fr": "cumin",
        "es": "comino",
        "it": "cumino",
    },
    "bell pepper": {
        "de": "Paprika, Paprikaschote",
        "fr": "poivron",
        "es": "pimiento rojo",
        "it": "peperone, peperoni",
    },
    "chili": {
        "de": "Peperoni, Chilischote",
        "fr": "piment",
        "es": "guindilla",
        "it": "peperoncino",
    },
    "paprika": {
        "de": "Paprikapulver",
        "fr": "paprika",
        "es": "pimentón",
        "it": "paprica",
    },
    "corn": {
        "de": "Mais",
        "fr": "maïs",
        "es": "maíz",
        "it": "mais",
    },
    "cornstarch": {
        "de": "Speisestärke, Maisstärke",
        "fr": "maïzena, fécule de maïs",
        "es": "maicena, almidón de maíz",
        "it": "maizena, amido di mais",
    },
    "chickpea": {
        "fr": "pois chiches",
        "es": "garbanzos",
        "it": "ceci",
        "de": "Kichererbsen",
    },
    "pea": {
        "fr": "petits pois",
        "es": "guisantes",
        "it": "piselli",
        "de": "Erbsen",
    },
    "blackberry": {
        "de": "Brombeeren",
        "fr": "mûres",
        "es": "moras, zarzamoras",
        "it": "more",
    },
    "blueberry": {
        "de": "Heidelbeeren",
        "fr": "myrtilles",
        "es": "arándanos",
        "it": "mirtilli",
    },
    "cranberry": {
        "de": "Preiselbeeren",
        "fr": "canneberges, airelles",
        "es": "arándanos rojos",
        "it": "mirtilli rossi",
    },
    "prune": {
        "de": "Backpflaumen",
        "fr": "pruneaux",
        "es": "ciruelas pasas",
        "it": "prugne secche",
    },
    "plum": {
        "fr": "prunes",
        "es": "ciruelas",
        "it": "prugne, susine",
        "de": "Pflaumen",
    },
    "raisin": {
        "fr": "raisins secs",
        "es": "pasas",
        "it": "uvetta, uva passa",
        "de": "Rosinen",
    },
    "grape": {
        "fr": "raisin, raisins",
        "es": "uvas",
        "it": "uva",
        "de": "Trauben",
    },
    "lean cooked ham": {
        "de": "Kochschinken",
        "fr": "jambon blanc, jambon cuit",
        "es": "jamón cocido, jamón york",
        "it": "prosciutto cotto",
    },
    "prosciutto": {
        "de": "Rohschinken",
        "fr": "jambon cru, jambon de Bayonne",
        "es": "jamón serrano, jamón ibérico",
        "it": "prosciutto crudo",
    },
    "brown rice": {
        "de": "Naturreis, Vollkornreis",
        "fr": "riz complet",
        "es": "arroz integral",
        "it": "riso integrale",
    },
    "whole wheat pasta": {
        "de": "Vollkornnudeln",
        "fr": "pâtes complètes",
        "es": "pasta integral",
        "it": "pasta integrale",
    },
    "arugula": {
        "de": "Rucola",
        "fr": "roquette",
        "es": "rúcula",
        "it": "rucola",
    },
    "cilantro": {
        "fr": "coriandre fraîche",
        "es": "cilantro",
        "it": "coriandolo fresco",
        "de": "frischer Koriander",
    },
    "pomegranate": {
        "de": "Granatapfel, Granatapfelkerne",
        "fr": "grenade",
        "es": "granada",
        "it": "melagrana, melograno",
    },
    "chard": {
        "de": "Mangold",
        "fr": "blettes",
        "es": "acelgas",
        "it": "bietole, coste",
    },
    "beet": {
        "de": "Rote Bete",
        "fr": "betterave",
        "es": "remolacha",
        "it": "barbabietola",
    },
    "cabbage": {
        "de": "Weißkohl",
        "fr": "chou blanc",
        "es": "repollo, col",
        "it": "cavolo cappuccio, verza",
    },
    "cauliflower": {
        "de": "Blumenkohl",
        "fr": "chou-fleur",
        "es": "coliflor",
        "it": "cavolfiore",
    },
    "brussels sprout": {
        "de": "Rosenkohl",
        "fr": "choux de Bruxelles",
        "es": "coles de Bruselas",
        "it": "cavoletti di Bruxelles",
    },
    "fresh yeast": {
        "de": "Hefe",
        "fr": "levure de boulanger",
        "es": "levadura fresca",
        "it": "lievito di birra",
    },
    "squid": {
        "de": "Tintenfisch",
        "fr": "calamar",
        "es": "calamar",
        "it": "calamari",
    },
    "mussel": {
        "de": "Miesmuscheln",
        "fr": "moules",
        "es": "mejillones",
        "it": "cozze",
    },
    "clam": {
        "de": "Venusmuscheln",
        "fr": "palourdes",
        "es": "almejas",
        "it": "vongole",
    },
    "trout": {
        "de": "Forelle",
        "fr": "truite",
        "es": "trucha",
        "it": "trota",
    },
    "peach": {
        "fr": "pêche, pêches",
        "es": "melocotón",
        "it": "pesca, pesche",
        "de": "Pfirsich",
    },
    "squash": {
        "en": "butternut squash",
        "de": "Butternutkürbis",
        "fr": "courge butternut, butternut",
        "es": "calabaza cacahuete",
        "it": "zucca butternut",
    },
}
"""The pantry entry and its names by language."""

CASES = [
    (entry, language, name)
    for entry, names in TABLE.items()
    for language, said in names.items()
    for name in said.split(", ")
]


@pytest.mark.parametrize(("entry", "language", "name"), CASES, ids=[f"{case[1]} {case[2]}" for case in CASES])
def test_a_name_stands_for_its_food(entry: str, language: str, name: str) -> None:
    """As a weighed line, as in a recipe."""
    matches = ANALYZER.line(f"100 g {name}", language)[1]
    assert matches
    assert matches[0].entry is not None
    assert ANALYZER.database.entry(matches[0].entry).name == entry


def test_the_table_has_all_languages_and_many_foods() -> None:
    """The rutabaga that was a turnip was missing in three languages."""
    assert len(CASES) > 330
    assert {language for _, language, _ in CASES} == {"en", "de", "fr", "es", "it"}
    assert {"rutabaga", "turnip", "kohlrabi", "celeriac", "celery"} <= TABLE.keys()

"""What the numbers of a line mean: counts, sizes of one, totals, tins, jars, and the amounts of further foods."""

import pytest

from custom_components.hearthtech.kitchen.nutrition.analyze import Analyzer
from custom_components.hearthtech.kitchen.nutrition.model import LineKind
from custom_components.hearthtech.kitchen.nutrition.parse import parse_line
from custom_components.hearthtech.kitchen.recipes.model import Yield
from custom_components.hearthtech.kitchen.recipes.pans import is_pan
from custom_components.hearthtech.kitchen.recipes.portions import recipe_portions, stated_portions
from custom_components.hearthtech.kitchen.recipes.scale import can_scale, scaled_line
from custom_components.hearthtech.kitchen.recipes.text import recipe_of_text
from custom_components.hearthtech.kitchen.recipes.yields import yield_of

ANALYZER = Analyzer()


@pytest.mark.parametrize(
    ("language", "line", "low", "high"),
    [
        # An approximate total of several pieces.
        ("en", "3 beef fillets (about 450 g)", 450, 450),
        ("en", "3 lamb steaks (450 g or so)", 440, 460),
        ("de", "3 Rinderfilets (ca. 480 g)", 480, 480),
        ("fr", "3 filets de bœuf (environ 450 g)", 450, 450),
        ("es", "3 filetes de cerdo (unos 400 g)", 400, 400),
        ("es", "6 filetes de ternera (unos 700 g)", 700, 700),
        ("it", "3 fette di manzo (circa 360 g)", 360, 360),
        # … and the weight or volume of one.
        ("es", "3 filetes de cerdo (unos 130 g cada uno)", 390, 390),
        ("it", "3 fette di manzo (circa 120 g ciascuna)", 360, 360),
        ("de", "3 Rinderfilets (je ca. 160 g)", 480, 480),
        ("fr", "3 filets de bœuf (environ 150 g chacun)", 450, 450),
        ("en", "4 tubs yogurt (125 ml each)", 480, 540),
        ("de", "2 Dosen Mais (insgesamt 300 g)", 300, 300),
        # Pieces that are cut from a large one.
        ("es", "2 filetes de ternera", 200, 400),
        ("it", "2 fette di manzo", 40, 240),
        # Bones are not eaten, unless they are gone already.
        ("en", "1 kg chicken thighs", 500, 950),
        ("de", "1 kg Hähnchenschenkel", 500, 950),
        ("de", "1 kg Hähnchenschenkel, entbeint", 1000, 1000),
        ("fr", "1 kg de cuisses de poulet sans os", 1000, 1000),
        ("es", "1 kg de muslos de pollo sin hueso", 1000, 1000),
        ("it", "1 kg di cosce di pollo senza osso", 1000, 1000),
        # Cartons: small ones of cream, large ones of milk and stock.
        ("es", "2 bricks de nata", 380, 420),
        ("es", "1 brik de leche", 1000, 1060),
        ("fr", "1 briquette de crème", 190, 210),
        ("fr", "1 brique de lait", 1000, 1060),
        ("it", "1 brik di panna", 190, 210),
        ("de", "1 Tetrapak Milch", 1000, 1060),
        ("es", "1 brick de nata (500 ml)", 490, 510),
    ],
)
def test_grams(language: str, line: str, low: float, high: float) -> None:
    grams = ANALYZER.analyze([line], None, language=language).lines[0].grams
    assert grams is not None
    assert low <= grams <= high


@pytest.mark.parametrize(
    ("language", "line", "foods"),
    [
        ("en", "two leeks and half a lime", ("two leeks", "half a lime")),
        ("de", "2 Gurken und eine halbe Zwiebel", ("2 Gurken", "eine halbe Zwiebel")),
        ("fr", "2 poireaux et un demi-citron", ("2 poireaux", "un demi-citron")),
        ("es", "4 zanahorias y media cebolla", ("4 zanahorias", "media cebolla")),
        ("it", "2 carote e mezza cipolla", ("2 carote", "mezza cipolla")),
    ],
)
def test_the_second_food_with_a_number_in_words(language: str, line: str, foods: tuple[str, ...]) -> None:
    assert ANALYZER.foods_in(line, language) == foods


@pytest.mark.parametrize(
    ("language", "line", "name", "low", "high"),
    [
        ("en", "2 gills of cream", "cream", 220, 250),
        ("en", "5 eggs, size M", "eggs", 230, 270),
        ("de", "2 Stk. Eier (Größe L)", "Eier", 90, 130),
        ("de", "300 g Hackfleisch halb u. halb", "Hackfleisch", 300, 300),
        ("de", "50 g Schmalz od. Butter", "Schmalz", 50, 50),
        ("fr", "5 œufs (calibre M)", "œufs", 230, 270),
        ("fr", "1 sachet de levure Alsa Bio", "levure Alsa Bio", 5, 15),
        ("es", "2 cdas. soperas de harina", "harina", 12, 20),
        ("es", "5 huevos talla L", "huevos", 230, 320),
        ("es", "3 cebollas cortaditas", "cebollas", 250, 480),
        ("it", "250 g di passata Casa Del Pomodoro", "passata Casa Del Pomodoro", 250, 250),
        ("it", "5 uova (taglia M)", "uova", 230, 270),
    ],
)
def test_words_beside_a_food(language: str, line: str, name: str, low: float, high: float) -> None:
    grams = ANALYZER.analyze([line], None, language=language).lines[0].grams
    assert grams is not None
    assert low <= grams <= high
    assert parse_line(line, language).name == name


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Für eine 24er Springform", None),
        ("Pour un moule de 22 cm", None),
        ("for an 8-inch springform", None),
        ("para un molde de 20 cm", None),
        ("per una teglia da 20x30 cm", None),
        ("Für 16 Stücke (28er Springform)", (16, "Stücke", None)),
        ("makes 18 3-inch scones", (18, "3-inch scones", None)),
        ("Ergibt 8 Stück à 12 cm", (8, "Stück à 12 cm", None)),
        ("serves 6 – 45 mins", (6, "servings", None)),
        ("Serves 2 - 3", (2, "servings", 3)),
    ],
)
def test_sizes_and_times_are_no_yields(text: str, made: tuple[float, str, float | None] | None) -> None:
    found = yield_of(text)
    assert (None if found is None else (found.amount, found.unit, found.maximum)) == made


def test_ordinal_numbers_of_steps() -> None:
    text = (
        "Gazpacho\nIngredientes\n- 1 kg de tomates\n- 1 pepino\n- 1 diente de ajo\nElaboración\n"
        "1º Lavar los tomates.\n2º Triturar todo.\n3ª Enfriar 2 horas."
    )
    steps = [step.text for step in recipe_of_text(text).steps]
    assert steps == ["Lavar los tomates.", "Triturar todo.", "Enfriar 2 horas."]


def test_half_a_lemon_in_french() -> None:
    parsed = parse_line("un demi-citron vert", "fr")
    assert (parsed.amount and parsed.amount.low, parsed.name) == (0.5, "citron vert")


@pytest.mark.parametrize(
    ("language", "line", "factor", "scaled"),
    [
        ("en", "4 leeks and half a lime", 2, "8 leeks and 1 lime"),
        ("en", "one onion and two parsnips", 3, "3 onions and 6 parsnips"),
        ("de", "4 Gurken und eine halbe Zwiebel", 2, "8 Gurken und 1 Zwiebel"),
        ("de", "300 g Mehl und ein Ei", 2, "600 g Mehl und 2 Eier"),
        ("fr", "2 œufs et un demi-citron", 4, "8 œufs et 2 citrons"),
        ("es", "4 zanahorias y media cebolla", 2, "8 zanahorias y 1 cebolla"),
        ("it", "2 carote e mezza cipolla", 2, "4 carote e 1 cipolla"),
        # Parts of one amount, small amounts, and descriptions stay together.
        ("es", "1 taza y media de arroz", 2, "3 tazas de arroz"),
        ("de", "200 g Mehl und eine Prise Salz", 2, "400 g Mehl und eine Prise Salz"),
        ("en", "2 lemons, one juiced and one sliced", 2, "4 lemons, one juiced and one sliced"),
        # A size in brackets behind a can is that of one; a total is that of all.
        ("en", "3 tins of lentils (390 g)", 2, "6 tins of lentils (390 g)"),
        ("de", "4 Dosen Kichererbsen (je 240 g)", 0.5, "2 Dosen Kichererbsen (je 240 g)"),
        ("fr", "2 boîtes de maïs (285 g)", 2, "4 boîtes de maïs (285 g)"),
        ("es", "2 latas de maíz (150 g en total)", 2, "4 latas de maíz (300 g en total)"),
        ("it", "4 scatole di lenticchie (240 g)", 0.5, "2 scatole di lenticchie (240 g)"),
        ("de", "2 Dosen Tomaten", 0.5, "1 Dose Tomaten"),
        ("es", "1 brick de nata", 2, "2 bricks de nata"),
        # Shares, not a fraction.
        ("en", "2 lb ground pork (70/30)", 2, "4 lb ground pork (70/30)"),
        ("en", "15/16 cup oats", 2, "1⅞ cups oats"),
        # The words that are counted agree.
        ("en", "2 sm leeks", 0.5, "1 sm leek"),
        ("en", "1 gill of rum", 2, "2 gills of rum"),
        ("fr", "1 livre de cerises", 3, "3 livres de cerises"),
        ("es", "1 cucharada colmada de cacao", 2, "2 cucharadas colmadas de cacao"),
        ("it", "1 noce di margarina", 2, "2 noci di margarina"),
        # Eggs stay whole.
        ("de", "3 Eigelb", 0.5, "2 Eigelb"),
        ("fr", "3 jaunes d’oeufs", 0.5, "2 jaunes d’oeufs"),
        ("es", "3 claras", 0.5, "2 claras"),
        ("it", "3 tuorli", 0.5, "2 tuorli"),
        ("fr", "3 blancs de poulet", 0.5, "1½ blanc de poulet"),
    ],
)
def test_scaling(language: str, line: str, factor: float, scaled: str) -> None:
    assert scaled_line(line, factor, language) == scaled


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "8-inch springform tin"),
        ("en", "a 9 x 13 inch baking dish"),
        ("en", '1 round cake tin (8")'),
        ("de", "28er Springform"),
        ("de", "1 Kastenform (30 cm Durchmesser)"),
        ("de", "Tarteform Ø 24 cm"),
        ("fr", "1 moule à charnière de 24 cm"),
        ("fr", "moule rond 22 cm de diamètre"),
        ("es", "1 molde desmontable de 22 cm"),
        ("es", "fuente de horno de 20 x 30 cm"),
        ("it", "uno stampo a cerniera da 26 cm"),
        ("it", "1 teglia da 20x30 cm"),
    ],
)
def test_tins_have_no_amounts(language: str, line: str) -> None:
    assert parse_line(line, language).kind is LineKind.NOTE
    assert not can_scale(line, language)
    assert scaled_line(line, 2, language) == line


@pytest.mark.parametrize(
    "line",
    ["1 kg moules", "2 tins tomatoes", "3 cm Ingwer", "1 tin (400 g) beans", "200 g Formaggio", "26 Oliven", "1 pan", "5 cm piece of ginger"],
)  # fmt: skip
def test_foods_are_no_tins(line: str) -> None:
    assert not is_pan(line)


@pytest.mark.parametrize(
    ("text", "portions", "count"),
    [
        ("Ergibt 3 Gläser à 400 ml", None, 3),
        ("5 Gläser Konfitüre", None, 4),
        ("4 Gläser", 4, 4),
        ("2 Gläser Smoothie", 2, 2),
        ("4 pots de 200 g", None, 2),
        ("4 vasetti da 300 ml", None, 3),
        ("4 botes de 100 ml", None, 1),
        ("makes 2 jars of 400 g", None, 2),
        ("2 glasses of 250 ml", 2, 2),
        ("4 Portionen à 300 g", 4, 4),
    ],
)
def test_jars_are_no_portions(text: str, portions: float | None, count: float) -> None:
    made = yield_of(text)
    assert isinstance(made, Yield)
    assert (stated_portions(made), recipe_portions(made).count) == (portions, count)

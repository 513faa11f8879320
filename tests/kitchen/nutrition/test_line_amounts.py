"""Amounts of ingredient lines as people write them, in five languages: grams within limits, and what is left as name."""

import pytest

from custom_components.hearthtech.kitchen.nutrition.analyze import Analyzer
from custom_components.hearthtech.kitchen.nutrition.parse import parse_line

ANALYZER = Analyzer()

CASES = [
    # A weight in brackets behind several pieces is that of all of them …
    ("en", "3 slices ham (about 4 oz)", "ham", 110, 117),
    ("en", "5 carrots (300 g)", "carrots", 300, 300),
    ("en", "4 chicken breasts (about 2 lb)", "chicken breasts", 900, 915),
    ("de", "2 Stangen Lauch (ca. 400 g)", "Lauch", 400, 400),
    ("de", "2 Kugeln Mozzarella (250 g)", "Mozzarella", 250, 250),
    ("fr", "4 tranches de jambon (160 g)", "jambon", 160, 160),
    ("fr", "2 boîtes de thon (280 g en tout)", "thon", 280, 280),
    ("es", "6 lonchas de jamón (120 g)", "jamón", 120, 120),
    ("es", "2 latas de atún (160 g en total)", "atún", 160, 160),
    ("it", "4 fette di pancetta (100 g)", "pancetta", 100, 100),
    # … unless it says "each", stands before the name, or is far too little for all.
    ("en", "6 salmon fillets (6 oz each)", "salmon fillets", 1000, 1040),
    ("en", "6 salmon fillets (6 oz)", "salmon fillets", 1000, 1040),
    ("en", "2 (6-ounce) tuna steaks", "tuna steaks", 335, 345),
    ("en", "2 packages cream cheese (8 oz)", "cream cheese", 450, 457),
    ("en", "2 packages cream cheese (16 oz total)", "cream cheese", 450, 457),
    ("de", "4 Hähnchenbrustfilets (à 150 g)", "Hähnchenbrustfilets", 600, 600),
    ("fr", "4 pavés de saumon (150 g chacun)", "pavés de saumon", 600, 600),
    # Two amounts side by side are one.
    ("en", "1 lb 2 oz lamb", "lamb", 508, 512),
    ("en", "3 pounds 8 ounces apples", "apples", 1580, 1590),
    ("en", "1 cup 2 tbsp sugar", "sugar", 220, 230),
    ("en", "1 quart 1 cup chicken stock", "chicken stock", 1150, 1220),
    ("de", "1 kg 250 g Kartoffeln", "Kartoffeln", 1250, 1250),
    ("fr", "1 kg 500 g de pommes de terre", "pommes de terre", 1500, 1500),
    ("es", "1 kg 300 g de patatas", "patatas", 1300, 1300),
    ("it", "1 kg 200 g di patate", "patate", 1200, 1200),
    # A count, then the size of one.
    ("en", "1 5-lb turkey", "turkey", 2260, 2275),
    ("en", "2 4-oz salmon fillets", "salmon fillets", 225, 228),
    ("fr", "2 boîtes de 400 g de tomates pelées", "tomates", 780, 820),
    ("es", "4 filetes de ternera de 150 g cada uno", "ternera", 600, 600),
    ("it", "2 mozzarelle da 125 g", "mozzarelle", 250, 250),
    ("it", "2 scatole da 400 g di pomodori pelati", "pomodori pelati", 780, 820),
    # Measures of other countries, and parts in words.
    ("en", "2 imperial pints milk", "milk", 1150, 1185),
    ("en", "1 Australian tablespoon oil", "oil", 17, 19),
    ("en", "1 pint (500 ml) cream", "cream", 490, 510),
    ("en", "three-quarters cup sugar", "sugar", 145, 155),
    ("en", "0.33333334326744 cup milk", "milk", 78, 84),
    # Small amounts.
    ("en", "a touch of honey", "honey", 1, 15),
    ("de", "ein wenig Butter", "Butter", 1, 15),
    ("de", "etwas Salz", "Salz", 0.1, 4),
    ("fr", "un peu d'huile d'olive", "huile d'olive", 1, 15),
    ("es", "un poco de mantequilla", "mantequilla", 1, 15),
    ("it", "un po' di burro", "burro", 1, 15),
    # Short forms and units of each language.
    ("de", "2 gestr. EL Kakao", "Kakao", 8, 16),
    ("de", "2 gr. Zwiebel(n)", "Zwiebel", 220, 400),
    ("de", "500 gr. Mehl", "Mehl", 500, 500),
    ("de", "1 Bd. Petersilie", "Petersilie", 20, 100),
    ("de", "2 Bio-Zitronen", "Zitronen", 80, 200),
    ("de", "Saft einer halben Zitrone", "Zitrone", 15, 30),
    ("de", "Saft und Schale einer Bio-Zitrone", "Zitrone", 30, 90),
    ("fr", "1/2 livre de beurre", "beurre", 250, 250),
    ("fr", "1 cuillerée à café de sel", "sel", 4, 7),
    ("fr", "2 cuillerées à soupe de farine", "farine", 14, 20),
    ("fr", "1 filet de saumon", "saumon", 100, 250),
    ("fr", "un filet d'huile d'olive", "huile d'olive", 2, 15),
    ("es", "2 cucharas de azúcar", "azúcar", 20, 32),
    ("es", "1 cucharilla de sal", "sal", 4, 7),
    ("es", "cuarto de kilo de gambas", "gambas", 250, 250),
    ("it", "3 etti di farina", "farina", 300, 300),
    ("it", "2 hg di zucchero", "zucchero", 200, 200),
    ("it", "2 cucchiai da tavola di olio", "olio", 24, 30),
    ("it", "una noce di burro", "burro", 5, 25),
]


@pytest.mark.parametrize(("language", "line", "name", "low", "high"), CASES, ids=[case[1] for case in CASES])
def test_amounts_as_people_write_them(language: str, line: str, name: str, low: float, high: float) -> None:
    parsed, _, weighed = ANALYZER.line(line, language)
    assert parsed.name == name
    assert weighed is not None
    assert low <= round(weighed.grams, 6) <= high


@pytest.mark.parametrize(
    ("language", "line", "name"),
    [
        ("en", "1 little gem lettuce", "little gem lettuce"),
        ("fr", "3 noix de coco", "noix de coco"),
        ("it", "2 noci", "noci"),
        ("en", "1 cup 8 oz cream cheese", "8 oz cream cheese"),
    ],
)
def test_words_that_only_look_like_an_amount(language: str, line: str, name: str) -> None:
    assert parse_line(line, language).name == name

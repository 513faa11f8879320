"""Words round a food: claims that it is not in there, choices, examples, signs."""

from collections.abc import Iterable, Mapping

from custom_components.hearthtech.kitchen.food.text import key


def _keys(said: Iterable[str]) -> frozenset[str]:
    """In comparable form, as they stand among the words of a line."""
    return frozenset(map(key, said))


CLAIM_AFTER = frozenset({"free", "frei", "less"})
"""`peanut-free`; `free-range eggs` are no claim."""
CLAIM_BEFORE = _keys({
    "without", "free of", "free from", "free of any", "free from any", "no", "non", "zero", "ohne", "kein", "keine", "frei von",
    "sans", "sin", "senza", "libre de", "libre d", "exempt de", "exempt d", "privo di", "senza alcun", "without any", "no added",
    "contain no", "contains no", "ningun", "aucun", "aucune",
})  # fmt: skip
NOT_A_CLAIM = _keys({"not", "nicht", "pas", "isnt"})
"""`not gluten-free`."""
NO_CLAIM_AFTER = _keys({"range", "of", "from", "flowing", "form", "run", "von", "de", "da", "di"})
"""`eggs, free range` and `milk free of additives` say nothing of eggs and milk."""
CLAIMS_BY_LAW = frozenset({"gluten", "lactose"})
"""Regulation (EU) 828/2014 and 21 CFR 101.91 for gluten; national rules for lactose (10 mg in 100 g, mostly)."""
LACTOSE_WORDS = _keys(
    {"lactose", "laktose", "lactosa", "lattosio", "lactoses", "laktosefrei", "laktosefreie", "laktosefreier"}
)
"""Milk without lactose is milk."""
SUFFIX_CLAIMS = ("freie", "freien", "freier", "freies", "freiem", "frei", "less", "los", "lose", "losen")
"""`glutenfreies`, `eggless`."""

ALTERNATIVES: Mapping[str, frozenset[str]] = {
    "en": _keys({"or", "alternatively", "instead"}),
    "de": _keys({"oder", "bzw", "beziehungsweise", "statt", "anstatt", "ersatzweise", "alternativ"}),
    "fr": _keys({"ou", "sinon"}),
    "es": _keys({"o", "u"}),
    "it": _keys({"o", "oppure", "ovvero"}),
}
"""Words between two choices, in comparable form."""
EXAMPLES = _keys({"eg", "zb", "sub", "substitute", "substituted"})
"""What follows is one of several."""

_OPTIONAL = (
    " optional ", " optionally ", " if desired ", " if you like ", " if using ", " opt ", " nach belieben ", " nach wunsch ",
    " wer mag ", " evtl ", " eventuell ", " wahlweise ", " facultatif ", " facultative ", " facultatifs ", " optionnel ",
    " optionnelle ", " opcional ", " opcionale ", " al gusto ", " si se desea ", " facoltativo ", " facoltativa ", " facoltativi ",
    " a piacere ", " opzionale ", " si vous voulez ", " selon gout ",
)  # fmt: skip
OPTIONAL = tuple(f" {key(said)} " for said in _OPTIONAL)
"""As they stand among the comparable words of a line."""

FOOD_SIGNS: Mapping[str, str] = {
    "🥜": "peanuts", "🌰": "nuts", "🥚": "eggs", "🍳": "eggs", "🥛": "milk", "🧀": "milk", "🧈": "milk", "🐟": "fish", "🍣": "fish",
    "🦐": "crustaceans", "🍤": "crustaceans", "🦀": "crustaceans", "🦞": "crustaceans", "🦪": "molluscs", "🦑": "molluscs",
    "🐙": "molluscs", "🐌": "molluscs", "🍞": "gluten", "🥖": "gluten", "🥐": "gluten milk", "🌾": "gluten", "🥨": "gluten",
    "🥯": "gluten", "🍝": "gluten", "🍺": "gluten", "🍦": "milk", "🍨": "milk", "🍷": "sulphites", "🥓": "pork", "🍖": "meat",
    "🍗": "poultry", "🥩": "beef", "🍯": "honey", "🍎": "", "🍏": "", "🍐": "", "🍊": "", "🍋": "", "🍌": "", "🍉": "", "🍇": "",
    "🍓": "", "🫐": "", "🍒": "", "🍑": "", "🥭": "", "🍍": "", "🥥": "", "🥝": "", "🍅": "", "🥑": "", "🥦": "", "🥬": "", "🥒": "",
    "🌶": "", "🫑": "", "🌽": "", "🥕": "", "🧄": "", "🧅": "", "🥔": "", "🍠": "", "🍚": "", "🌿": "", "🍄": "", "🧂": "",
}  # fmt: skip
"""Pictures of foods, with what they stand for."""

NO_MISSPELLING = _keys({
    "summer", "polish", "break", "garden", "birria", "savori", "savory", "shaving", "winter", "better", "batter", "bitter", "litter", "matter",
    "warm", "whole", "white", "while", "where", "wheel", "there", "three", "these", "other", "another", "after", "about", "water", "layer",
    "plate", "place", "spoon", "stick", "thick", "think", "small", "smell", "stand", "start", "stuff", "rolling", "cooked", "should", "would",
    "minute", "minutes", "little", "middle", "handle", "bottle", "bottom", "simmer", "medium", "making", "mixing", "taking", "turning",
    "danach", "dabei", "dazu", "unter", "immer", "ubrig", "schon", "kochen", "machen", "lassen", "backen", "ruhren", "warten", "masse",
    "apres", "avant", "faire", "faites", "mettre", "mettez", "laisser", "laissez", "couper", "poser", "tasse", "grasse", "passe",
    "hasta", "luego", "sobre", "poner", "hacer", "dejar", "mezcla", "tapar", "parte", "antes", "despues", "dopo", "prima", "fino", "sopra", "sotto", "forno", "mettere", "fare", "lasciare", "unire", "pasto",
})  # fmt: skip
"""Words of the kitchen that are near the name of an allergen and are themselves."""

DISHES_AND_DEEDS = _keys({
    "toast", "cream", "char", "spread", "batter", "rub", "perch", "skate", "smelt", "ling", "dab", "sole", "bar", "bran", "roe", "snapper",
    "roll", "wrap", "bun", "cone", "cake", "bread", "cooki", "cookie", "biscuit", "muffin", "pancake", "waffle", "pie", "tart", "pastri",
    "pizza", "crepe", "browni", "brownie", "scone", "cheesecake", "noodle", "pudding", "frosting", "icing", "custard", "curd", "flan",
    "omelet", "quiche", "souffle", "pita", "stuffing", "cracker", "flatbread", "baguette", "dumpling", "pasta", "spaghetti", "seafood",
    "kuchen", "brot", "waffeln", "pfannkuchen", "keks", "kekse", "nudeln", "knodel", "biskuit", "glace", "gateau", "pain", "galette",
    "nouille", "pate", "brick", "pan", "galleta", "bizcocho", "empanada", "fideo", "pane", "panino", "biscotti", "gelato", "grano",
    "curri", "fond", "mole", "roux",
})  # fmt: skip
"""In a title or a step these are what the dish is called, or what is done. What goes in stands in the lines."""

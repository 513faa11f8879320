"""What a line of a recipe looks like when nothing heads it: an ingredient, a step, or neither."""

from dataclasses import dataclass
from enum import StrEnum
import re

from .numerals import NUMBER, WORD_NUMBER


class Role(StrEnum):
    """What a page says of a line; pasted text only knows what its marks tell."""

    PLAIN = "plain"
    ITEM = "item"
    NUMBERED = "numbered"
    HEADING = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line, its marks taken off. `gap` says that an empty line stood before it."""

    text: str
    role: Role = Role.PLAIN
    gap: bool = False
    level: int = 0
    """Of a heading: 1 for the highest, as on pages; 0 where nobody says."""


_UNITS = (
    r"(?:g|gr|gm|kg|mg|ml|cl|dl|l|litres?|liters?|grams?|grammes?|kilos?|oz|ounces?|lbs?|pounds?|cups?|c\.|tsps?|teaspoons?|tbsps?|tbs|tablespoons?"
    r"|pints?|quarts?|gallons?|fl|stone|sticks?|knobs?|cloves?|cans?|tins?|jars?|packs?|packets?|packages?|pkgs?|bunch(?:es)?|sprigs?|slices?|pieces?"
    r"|heads?|stalks?|ribs?|pinch(?:es)?|dash(?:es)?|handfuls?|drops?|splash(?:es)?|bottles?|leaves|sheets?|inch|cm|large|small|medium|whole|ripe|fresh"
    r"|EL|TL|Prise|Bund|Stück|Päckchen|Pck\.?|Becher|Tasse|Zehen?|cuill[èe]res?|c\.\s?à|gousses?|pincée|cucharadas?|cucharaditas?|dientes?|pizca|cucchiai[oni]*|spicchi[o]?|pizzico)"
)
_AMOUNT_FIRST = re.compile(
    rf"(?:about |approx\.? |ca\.? |scant |heaped |heaping |generous )?(?:{NUMBER}(?:\s*[x×]\s*{NUMBER})?\s*(?:-|–|to\s)?\s*(?:{NUMBER})?\s*(?:{_UNITS}(?![^\W\d_])|[^\W\d_(]|\()"
    rf"|(?:{WORD_NUMBER}|an?|some|few|several|eine?|un[ea]?|une|einige|etwas)\s+(?:\w+\s+)?)",
    re.IGNORECASE,
)
_SEASONING = re.compile(
    r"(?:(?:sea |kosher |table )?salt\b|(?:freshly )?(?:ground |cracked )?(?:black |white )?pepper\b|juice of|zest of|oil for|butter for|a? ?(?:pinch|handful|splash|dash|drizzle|knob) of|salz|pfeffer|sel\b|poivre)",
    re.IGNORECASE,
)
_LATE_AMOUNT = re.compile(rf".{{2,40}}?(?:,|:|–|-|\t)\s*{NUMBER}\s*{_UNITS}(?![^\W\d_]).*", re.IGNORECASE)
_TO_TASTE = re.compile(
    r"\b(?:to taste|for (?:serving|garnish|frying|greasing|dusting)|to serve|as needed|optional|nach geschmack|zum garnieren)\b",
    re.IGNORECASE,
)
VERBS = frozenset(
    [
        "add",
        "allow",
        "arrange",
        "assemble",
        "bake",
        "baste",
        "beat",
        "blanch",
        "blend",
        "boil",
        "braise",
        "bring",
        "broil",
        "brown",
        "brush",
        "butter",
        "carefully",
        "carve",
        "check",
        "chill",
        "chop",
        "coat",
        "combine",
        "continue",
        "cook",
        "cool",
        "core",
        "cover",
        "cream",
        "crumble",
        "crush",
        "cube",
        "cut",
        "dab",
        "deglaze",
        "dice",
        "dip",
        "discard",
        "dissolve",
        "divide",
        "drain",
        "dredge",
        "drizzle",
        "drop",
        "dry",
        "dust",
        "enjoy",
        "finish",
        "finely",
        "first",
        "flip",
        "fold",
        "form",
        "freeze",
        "fry",
        "fill",
        "garnish",
        "gently",
        "grate",
        "grease",
        "grill",
        "grind",
        "heat",
        "in",
        "knead",
        "ladle",
        "lay",
        "layer",
        "leave",
        "let",
        "line",
        "lower",
        "make",
        "marinate",
        "mash",
        "massage",
        "measure",
        "meanwhile",
        "melt",
        "microwave",
        "mince",
        "mix",
        "move",
        "next",
        "once",
        "open",
        "pan",
        "pat",
        "peel",
        "pick",
        "pierce",
        "pinch",
        "place",
        "plate",
        "poach",
        "pour",
        "prebake",
        "preheat",
        "prepare",
        "press",
        "process",
        "puree",
        "purée",
        "put",
        "quarter",
        "reduce",
        "refrigerate",
        "remove",
        "repeat",
        "reserve",
        "rest",
        "return",
        "rinse",
        "roast",
        "roll",
        "rub",
        "saute",
        "sauté",
        "scatter",
        "scoop",
        "scrape",
        "sear",
        "season",
        "separate",
        "serve",
        "set",
        "shape",
        "shred",
        "sift",
        "simmer",
        "skim",
        "slice",
        "slowly",
        "smash",
        "soak",
        "soften",
        "spoon",
        "spray",
        "spread",
        "sprinkle",
        "squeeze",
        "start",
        "steam",
        "stir",
        "store",
        "strain",
        "stuff",
        "take",
        "taste",
        "tear",
        "then",
        "thinly",
        "tie",
        "tip",
        "toast",
        "top",
        "toss",
        "transfer",
        "trim",
        "turn",
        "turn",
        "use",
        "warm",
        "wash",
        "when",
        "whip",
        "whisk",
        "while",
        "wipe",
        "with",
        "wrap",
        "work",
    ]
)
"""Words that steps begin with."""


def begins_with_amount(text: str) -> bool:
    """Whether a line begins like most lines of an ingredient list do."""
    return _AMOUNT_FIRST.match(text) is not None


def looks_like_ingredient(line: Line) -> bool:
    """Whether the line reads like one of an ingredient list."""
    text = line.text
    if len(text) > 140 or text.endswith(("!", "?")):
        return False
    if _AMOUNT_FIRST.match(text):
        return not (text.endswith(".") and len(text.split()) > 12)
    if _SEASONING.match(text) and len(text.split()) < 12:
        return True
    if len(text.split()) <= 10 and (_TO_TASTE.search(text) or _LATE_AMOUNT.fullmatch(text)):
        return True
    return line.role is Role.ITEM and len(text.split()) <= 8 and not looks_like_step(text)


def looks_like_step(text: str) -> bool:
    """Whether the text tells somebody to do something in a kitchen."""
    first = re.match(r"[^\W\d_]+", text)
    if first is None or len(text.split()) < 3:
        return False
    if first[0].lower() in VERBS:
        return True
    words = {word.lower() for word in re.findall(r"[^\W\d_]+", text)}
    return len(text) > 50 and text.rstrip().endswith((".", "!")) and len(words & VERBS) >= 2

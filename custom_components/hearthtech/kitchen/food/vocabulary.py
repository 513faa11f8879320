"""The words of ingredient lines, by language. English here; the others in `vocabulary_<language>`."""

from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the parser has to know of a language. All words in lower case, without accents."""

    language: str
    units: dict[str, str]
    """Spelling to canonical unit."""
    containers: frozenset[str]
    """Canonical units that hold a stated amount: can, package …"""
    sizes: dict[str, str]
    numbers: dict[str, float]
    about: frozenset[str]
    """Words before an amount that change nothing: about, heaping …"""
    to: frozenset[str]
    """Words between the ends of a range."""
    plus: frozenset[str]
    of: frozenset[str]
    alternatives: frozenset[str]
    """Words for `or`."""
    optional: tuple[str, ...]
    to_taste: tuple[str, ...]
    purposes: tuple[str, ...]
    """Openings of a purpose: `for`, `to serve`."""
    extra: tuple[str, ...]
    divided: tuple[str, ...]
    each: frozenset[str]
    preparation: frozenset[str]
    """Participles and adverbs that say what is done to the food."""
    breaks: frozenset[str] = frozenset()
    """Words that end the name."""
    compounds: frozenset[str] = frozenset()
    """Names that begin with a participle: `rolled oats`."""
    named_with: tuple[str, ...] = ()
    """Phrases whose words belong to the name all the same."""
    juice: dict[str, str] = field(default_factory=dict)
    """Openings such as `juice of`, and what they take of the fruit."""
    headings: tuple[str, ...] = ()
    """Openings of a heading: `for the`."""
    phrases: dict[str, str] = field(default_factory=dict)
    """Units of several words, and the one word they are read as."""
    yields: tuple[str, ...] = ()
    """Openings of a line that says how much the recipe makes."""
    notes: tuple[str, ...] = ()
    """Openings of lines that are no ingredient."""

    def alternatives_openings(self) -> tuple[str, ...]:
        """Return the openings of an alternative."""
        return tuple(f"{word} " for word in self.alternatives)


def spellings(units: dict[str, str]) -> dict[str, str]:
    """Return canonical units by spelling from spellings by canonical unit."""
    return {spelling: unit for unit, listed in units.items() for spelling in listed.split()}


_UNITS = {
    "g": "g gr gm gms grm gram grams gramme grammes",
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes",
    "mg": "mg milligram milligrams",
    "oz": "oz ozs ounce ounces ounze",
    "lb": "lb lbs pound pounds pd",
    "ml": "ml mls mil milliliter milliliters millilitre millilitres cc",
    "cl": "cl centiliter centiliters centilitre centilitres",
    "dl": "dl deciliter deciliters decilitre decilitres",
    "l": "l lt ltr liter liters litre litres",
    "tsp": "tsp tsps tspn teaspoon teaspoons teaspoonful teaspoonfuls ts",
    "tbsp": "tbsp tbsps tbs tbl tbls tblsp tblsps tbspn tablespoon tablespoons tablespoonful tablespoonfuls tb tablepoon",
    "dessertspoon": "dessertspoon dessertspoons dsp",
    "cup": "cup cups cupful cupfuls",
    "floz": "floz",
    "pint": "pint pints pt pts",
    "quart": "quart quarts qt qts",
    "gallon": "gallon gallons gal",
    "jigger": "jigger jiggers",
    "pinch": "pinch pinches",
    "dash": "dash dashes",
    "splash": "splash splashes",
    "drizzle": "drizzle drizzles",
    "glug": "glug glugs",
    "drop": "drop drops",
    "squeeze": "squeeze squeezes",
    "sprinkle": "sprinkle sprinkling sprinkles",
    "dollop": "dollop dollops",
    "knob": "knob knobs",
    "pat": "pat pats",
    "handful": "handful handfuls handfull",
    "smidgen": "smidgen",
    "grind": "grind grinds grinding twist twists crack cracks grating",
    "can": "can cans",
    "tin": "tin tins",
    "jar": "jar jars",
    "bottle": "bottle bottles",
    "package": "package packages pkg pkgs pack packs",
    "packet": "packet packets pkt pkts",
    "pouch": "pouch pouches",
    "sachet": "sachet sachets",
    "envelope": "envelope envelopes",
    "bag": "bag bags",
    "box": "box boxes",
    "carton": "carton cartons",
    "container": "container containers",
    "tub": "tub tubs",
    "tube": "tube tubes",
    "punnet": "punnet punnets",
    "block": "block blocks",
    "sleeve": "sleeve sleeves",
    "bar": "bar bars",
    "stick": "stick sticks",
    "clove": "clove cloves",
    "head": "head heads",
    "bulb": "bulb bulbs",
    "bunch": "bunch bunches",
    "sprig": "sprig sprigs",
    "stalk": "stalk stalks stem stems",
    "rib": "rib ribs",
    "leaf": "leaf leaves",
    "slice": "slice slices",
    "rasher": "rasher rashers",
    "strip": "strip strips",
    "piece": "piece pieces pc pcs",
    "sheet": "sheet sheets",
    "cube": "cube cubes",
    "ball": "ball balls",
    "wedge": "wedge wedges",
    "scoop": "scoop scoops",
    "fillet": "fillet fillets filet filets",
    "loaf": "loaf loaves",
    "ear": "ear ears",
    "spear": "spear spears",
    "square": "square squares",
    "inch": "inch inches",
    "cm": "cm cms centimeter centimeters centimetre centimetres",
    "shot": "shot shots",
    "part": "part parts",
    "serving": "serving servings",
    "batch": "batch batches",
    "recipe": "recipe",
    "rack": "rack racks",
    "wheel": "wheel wheels",
    "floret": "floret florets",
    "ring": "ring rings",
    "log": "log logs",
    "thumb": "thumb thumb-sized thumb-size",
    "segment": "segment segments",
    "round": "round rounds",
    "glass": "glass glasses",
    "bundle": "bundle bundles",
    "nest": "nest nests",
    "link": "link links",
    "scraping": "scraping",
    "crown": "crown crowns",
    "heart": "heart",
    "pod": "pod pods",
    "dozen": "dozen",
}

_PREPARATION = """
chopped minced diced sliced grated shredded crushed peeled melted softened beaten sifted cubed halved quartered
crumbled drained rinsed pitted seeded deseeded cored trimmed julienned mashed pureed toasted roasted cooked uncooked
thawed defrosted chilled packed divided separated cut torn zested juiced squeezed pressed cracked crisped whisked
blanched steamed boiled poached deveined shelled shucked stemmed destemmed scrubbed washed cleaned patted dried
slivered shaved flaked hulled husked pounded flattened butterflied warmed cooled heated browned sauteed caramelized
fried grilled smashed bruised snipped picked strained soaked reserved broken split spiralized sieved scored rubbed
finely coarsely roughly thinly thickly lightly freshly firmly loosely tightly very well gently diagonally crosswise
lengthwise lengthways loosened spooned leveled levelled lukewarm deboned scalded whipped tied rolled unpeeled unwrapped
dissolved weighed undrained chunked rough hard-boiled bite-size bite-sized separately optional sectioned segmented
skinned filleted drizzled scooped frothed crumbed brewed prepared tempered room-temperature
"""

_BREAKS = """
cut at in from with without into torn sliced chopped peeled diced broken mixed halved drained melted softened sifted such
like about plus + see using i you on until as finely thinly roughly zested crushed packed minced cubed room add adjust
roughly measured preferably depending that which when if reserved left plus any
"""

_COMPOUNDS = """minced beef|minced lamb|minced pork|minced meat|rolled oats|whipped cream|whipped topping|brewed coffee|
brewed espresso|brewed tea|crushed red|cracked wheat|dried fruit|shaved ice|roasted peanuts|split peas|pressed cider|
prepared horseradish|prepared mustard|prepared pesto|flaked sea|flaked salt|cooked ham|sliced bread|hulled barley|
rolled fondant|dried porcini|pulled pork|crumbed chicken|popped corn|toasted sesame oil"""

_NAMED_WITH = """
in adobo|bone in|skin on|tuna in|in oil|in water|in juice|sugar in the raw|salmon in|tomatoes with|tomato with|on the vine|
on the cob|with green chil|in tomato sauce|with juice|in syrup|packed in|without skin|with skin|with their juice
"""

_ENGLISH = Vocabulary(
    language="en",
    units=spellings(_UNITS),
    containers=frozenset(
        [
            "can",
            "tin",
            "jar",
            "bottle",
            "package",
            "packet",
            "pouch",
            "sachet",
            "envelope",
            "bag",
            "box",
            "carton",
            "container",
            "tub",
            "tube",
            "punnet",
            "block",
            "sleeve",
            "bar",
            "stick",
            "piece",
            "slice",
            "fillet",
            "loaf",
            "ball",
            "log",
            "square",
            "recipe",
            "sheet",
            "wheel",
            "round",
            "head",
            "bunch",
            "link",
            "strip",
        ]
    ),
    sizes={
        "large": "large",
        "lg": "large",
        "lrg": "large",
        "big": "large",
        "medium": "medium",
        "med": "medium",
        "md": "medium",
        "medium-sized": "medium",
        "medium-size": "medium",
        "mid-sized": "medium",
        "small": "small",
        "sm": "small",
        "tiny": "small",
        "extra-large": "xl",
        "jumbo": "jumbo",
        "mini": "mini",
        "baby": "baby",
        "thick": "thick",
        "thin": "thin",
        "heaping": "",
        "heaped": "",
        "average": "medium",
        "giant": "xl",
        "good-sized": "medium",
        "small-medium": "small",
        "medium-large": "large",
        "xl": "xl",
        "whole": "",
        "large-sized": "large",
        "fat": "large",
        "generous-sized": "large",
    },
    numbers={
        "a": 1,
        "an": 1,
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
        "fifteen": 15,
        "sixteen": 16,
        "twenty": 20,
        "thirty": 30,
        "half": 0.5,
        "quarter": 0.25,
        "third": 1 / 3,
        "thirds": 1 / 3,
        "quarters": 0.25,
        "couple": 2,
        "few": 3,
        "several": 4,
        "fourteen": 14,
        "thirteen": 13,
        "eighteen": 18,
        "fifty": 50,
        "hundred": 100,
    },
    about=frozenset(
        [
            "about",
            "approximately",
            "approx",
            "approx.",
            "around",
            "roughly",
            "scant",
            "heaping",
            "heaped",
            "generous",
            "level",
            "rounded",
            "good",
            "~",
            "circa",
            "ca",
            "ca.",
            "packed",
            "nearly",
            "almost",
            "just",
            "only",
            "firmly",
            "lightly",
            "loosely",
            "big",
            "overflowing",
            "at",
            "least",
            "up",
            "to",
        ]
    ),
    to=frozenset({"-", "to", "or"}),
    plus=frozenset({"+", "plus", "and", "&"}),
    of=frozenset({"of"}),
    alternatives=frozenset({"or", "and/or"}),
    optional=(
        "optional",
        "if desired",
        "if you like",
        "if using",
        "if wanted",
        "if needed",
        "if you want",
        "if you have it",
    ),
    to_taste=(
        "to taste",
        "to your taste",
        "to your liking",
        "as needed",
        "as required",
        "to season",
        "as desired",
        "or to taste",
    ),
    purposes=(
        "for",
        "to serve",
        "to garnish",
        "to finish",
        "to top",
        "to grease",
        "to coat",
        "to cover",
        "to dust",
        "to drizzle",
        "to decorate",
        "to fry",
        "to brush",
        "to thin",
        "to deglaze",
        "to bind",
        "as garnish",
        "as topping",
        "to sprinkle",
        "to glaze",
        "to thicken",
        "to assemble",
        "to accompany",
        "to go",
    ),
    extra=(
        "plus more",
        "plus extra",
        "plus additional",
        "and more",
        "and extra",
        "or more",
        "plus a little",
        "plus some",
        "+ more",
        "+ extra",
        "with extra",
        "with more",
        "more",
        "extra for",
        "or less",
        "plus an extra",
        "or as needed",
        "or so",
        "+ additional",
    ),
    divided=("divided",),
    each=frozenset({"each", "apiece", "ea", "per"}),
    preparation=frozenset(_PREPARATION.split()),
    breaks=frozenset(_BREAKS.split()),
    compounds=frozenset(phrase.strip() for phrase in _COMPOUNDS.split("|")),
    named_with=tuple(phrase.strip() for phrase in _NAMED_WITH.split("|")),
    juice={
        "juice of": "juice",
        "juice from": "juice",
        "zest of": "zest",
        "zest from": "zest",
        "rind of": "zest",
        "grated zest of": "zest",
        "juice and zest of": "both",
        "zest and juice of": "both",
        "finely grated zest of": "zest",
        "grated rind of": "zest",
        "peel of": "zest",
        "grated peel of": "zest",
        "the juice of": "juice",
        "juice &amp; zest of": "both",
        "zest & juice of": "both",
        "juice & zest of": "both",
        "fresh juice of": "juice",
        "freshly squeezed juice of": "juice",
        "the zest of": "zest",
        "juice and zest from": "both",
        "zest and juice from": "both",
        "freshly grated zest of": "zest",
        "freshly grated zest from": "zest",
        "finely grated zest and juice of": "both",
        "grated zest and juice of": "both",
        "the zest and juice of": "both",
        "strips of zest from": "zest",
    },
    headings=("for the ", "for ", "to make the ", "to serve", "after cooking"),
    yields=("serves ", "makes ", "yields ", "servings"),
    notes=(
        "note",
        "see ",
        "click",
        "http",
        "www.",
        "optional toppings",
        "equipment",
        "you will need",
        "special equipment",
        "*",
        "tip",
        "photo",
        "print",
        "recipe by",
        "or make ",
        "or use ",
        "reduce ",
        "serve with your",
        "serves ",
        "makes ",
        "add to cart",
        "toppings",
        "adapted from",
    ),
)

LANGUAGES = ("en", "de", "fr", "es", "it")


@lru_cache(maxsize=8)
def vocabulary(language: str) -> Vocabulary:
    """Return the words of a language (`en`, `de-AT` …); English where there is no list."""
    short = language[:2].lower()
    if short == "en" or short not in LANGUAGES:
        return _ENGLISH
    module = import_module(f"custom_components.hearthtech.kitchen.food.vocabulary_{short}")
    found = module.VOCABULARY
    assert isinstance(found, Vocabulary)
    return found

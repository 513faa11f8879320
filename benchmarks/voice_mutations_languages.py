"""Sentences that ask for heat in German, French, Spanish, Italian and Dutch, misrecognized in many ways.

As in `voice_mutations`, hassil decides with the same templates and names whether a sentence is exact. Only an exact one
may lead to a question about heat.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
import random
from typing import Any

from custom_components.hearthtech.language.fold import fold
from custom_components.hearthtech.voice.burner_words import burner_words
from custom_components.hearthtech.voice.intents import RAISES_HEAT
from custom_components.hearthtech.voice.names import Named
from custom_components.hearthtech.voice.recognizer import Recognizer
from custom_components.hearthtech.voice.sentences import sentences_of
from custom_components.hearthtech.voice.text import tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatWords:
    """What the sentences of a language are made of."""

    recipes: tuple[str, ...]
    others: tuple[str, ...]
    """Foods and dishes that are no recipes."""
    shapes: tuple[str, ...]
    heard: Mapping[str, str]
    """Words and what a recognizer of speech hears instead."""
    fillers: tuple[str, ...]
    levels: tuple[str, ...]


WORDS: Mapping[str, HeatWords] = {
    "de": HeatWords(
        recipes=("Kartoffelsuppe", "Omas Linsensuppe", "Chili con Carne", "Pfannkuchen", "Milchreis"),
        others=("gulasch", "tomatensuppe", "omas kuchen", "reis", "chili"),
        shapes=(
            "starte {recipe} auf {burner}", "koche {recipe}", "mach {recipe} auf {burner}", "stell {burner} auf {level}",
            "schalte {burner} ein", "dreh {burner} höher", "mehr hitze", "stell {burner} auf stufe {level}",
            "ich möchte {recipe} kochen", "stell {burner} auf {level} grad",
        ),
        heard={"stell": "stall", "auf": "auch", "links": "linz", "koche": "woche", "hitze": "witze", "vorne": "ohne", "fünf": "fünfte"},
        fillers=("nicht", "kein", "licht", "timer", "ofen", "vielleicht", "morgen", "lied", "aus", "ohne", "bitte", "das"),
        levels=("fünf", "9", "60", "120", "drei"),
    ),
    "fr": HeatWords(
        recipes=("Soupe à l'oignon", "Gratin dauphinois", "Crêpes", "Riz au lait", "Ratatouille de mamie"),
        others=("blanquette", "soupe de tomates", "gratin de courgettes", "riz", "mamie"),
        shapes=(
            "commence {recipe} sur {burner}", "prépare {recipe}", "fais {recipe} sur {burner}", "mets {burner} sur {level}",
            "allume {burner}", "augmente {burner}", "plus fort", "mets {burner} à {level} degrés", "je veux préparer {recipe}",
        ),
        heard={"mets": "mes", "sur": "sûr", "gauche": "gouache", "feu": "peu", "allume": "à lune", "avant": "avent", "cinq": "saint"},
        fillers=("ne", "pas", "lumière", "minuteur", "four", "peut-être", "demain", "chanson", "sans", "jamais", "le", "s'il te plaît"),
        levels=("cinq", "9", "60", "120", "trois"),
    ),
    "es": HeatWords(
        recipes=("Tortilla de patatas", "Gazpacho", "Arroz con leche", "Sopa de la abuela", "Paella"),
        others=("cocido", "sopa de tomate", "tortilla francesa", "arroz", "abuela"),
        shapes=(
            "empieza {recipe} en {burner}", "prepara {recipe}", "haz {recipe} en {burner}", "pon {burner} al {level}",
            "enciende {burner}", "sube {burner}", "más fuego", "pon {burner} a {level} grados", "quiero preparar {recipe}",
        ),
        heard={"pon": "pan", "fuego": "juego", "sube": "nube", "haz": "has", "izquierdo": "izquierda", "delantero": "dinero", "cinco": "circo"},
        fillers=("no", "nunca", "luz", "temporizador", "horno", "quizás", "mañana", "canción", "sin", "apaga", "el", "por favor"),
        levels=("cinco", "9", "60", "120", "tres"),
    ),
    "it": HeatWords(
        recipes=("Minestrone", "Gnocchi al pesto", "Zuppa della nonna", "Polenta", "Pasta e fagioli"),
        others=("risotto", "zuppa di ceci", "gnocchi al burro", "pasta", "nonna"),
        shapes=(
            "inizia {recipe} su {burner}", "prepara {recipe}", "fai {recipe} su {burner}", "metti {burner} a {level}",
            "accendi {burner}", "alza {burner}", "più fuoco", "metti {burner} a {level} gradi", "voglio preparare {recipe}",
        ),
        heard={"metti": "netti", "fuoco": "gioco", "alza": "calza", "fai": "sai", "sinistra": "minestra", "davanti": "avanti", "cinque": "dunque"},
        fillers=("non", "mai", "luce", "timer", "forno", "forse", "domani", "canzone", "senza", "spegni", "il", "per favore"),
        levels=("cinque", "9", "60", "120", "tre"),
    ),
    "nl": HeatWords(
        recipes=("Tomatensoep", "Oma's erwtensoep", "Chili sin carne", "Pannenkoeken", "Rijstepap"),
        others=("goulash", "groentesoep", "oma's taart", "rijst", "chili"),
        shapes=(
            "start {recipe} op {burner}", "kook {recipe}", "maak {recipe} op {burner}", "zet {burner} op {level}",
            "zet {burner} aan", "zet {burner} hoger", "meer vuur", "zet {burner} op stand {level}",
            "ik wil {recipe} koken", "verwarm {burner} tot {level} graden", "hou {burner} warm",
        ),
        heard={"zet": "het", "op": "ob", "links": "linnen", "kook": "boek", "vuur": "uur", "voor": "door", "vijf": "lijf"},
        fillers=("niet", "geen", "licht", "timer", "oven", "misschien", "morgen", "liedje", "uit", "zonder", "alsjeblieft", "het"),
        levels=("vijf", "9", "60", "120", "drie"),
    ),
}  # fmt: skip
PLACES = {"front": ("left", "right"), "back": ("left", "right")}
HOUSEHOLD = ("Front left", "Front right", "Back left", "Back right")


def heat_raised_in(code: str, count: int) -> tuple[int, int, int]:
    """Return how many of `count` inexact sentences of a language raise heat, how many were tried, and how many were exact."""
    words = WORDS[code]
    recognizer = Recognizer(preload=[code])
    recognizer.update("recipe", [Named(str(n), name) for n, name in enumerate(words.recipes)])
    recognizer.update("burner", [Named(f"stove/{n}", name) for n, name in enumerate(HOUSEHOLD, 1)])
    chance = random.Random(4711)
    oracle = ExactHeatOf(code, recognizer)
    raised = exact = 0
    for number in range(count):
        sentence = mutated_in(code, chance)
        if recognizer.recognize(sentence, language=code, session=number % 2 == 0).may_raise_heat:
            if oracle.is_exact(sentence):
                exact += 1
            else:
                raised += 1
    return raised, count, exact


def mutated_in(code: str, chance: random.Random) -> str:
    """Return a sentence of a language that asks for heat, with one to three errors."""
    words = WORDS[code]
    positions = sentences_of(code).positions
    burner = f"{chance.choice(positions[chance.choice(tuple(PLACES))])} {chance.choice(positions[chance.choice(('left', 'right'))])}"
    text = chance.choice(words.shapes).format(
        recipe=chance.choice((*words.recipes, *words.others)).lower(),
        burner=burner,
        level=chance.choice(words.levels),
    )
    said = text.split()
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(said))
        match chance.randrange(8):
            case 0 if len(said) > 1:
                del said[at]
            case 1:
                said.insert(at, said[at])
            case 2 | 3:
                said[at] = words.heard.get(said[at], said[at])
            case 4:
                said.insert(at, chance.choice(words.fillers))
            case 5:
                other = chance.randrange(len(said))
                said[at], said[other] = said[other], said[at]
            case 6 if len(said[at]) > 2:
                letter = chance.randrange(len(said[at]))
                said[at] = said[at][:letter] + said[at][letter + 1 :]
            case _:
                said[at] = chance.choice(chance.choice(words.others).split())
    return " ".join(said)


_BURNER = "namedburner"


class ExactHeatOf:
    """Decides with hassil whether a sentence is one of the templates of a language that raise heat, with these names.

    A description of one burner is replaced by one word: which words describe a burner is not a question of the templates.
    """

    def __init__(self, code: str, recognizer: Recognizer) -> None:
        from hassil import Intents
        from hassil.intents import SlotList, TextSlotList

        self._code = code
        self._burners = recognizer.lists(code)["burner"]
        sentences = sentences_of(code)
        rules = {name: _plain(rule, code) for name, rule in sentences.rules.items()}
        before, after = _plain(sentences.before, code), _plain(sentences.after, code)
        blocks: dict[str, Any] = {}
        for phrases in sentences.phrases:
            if phrases.kind in RAISES_HEAT:
                blocks.setdefault(phrases.kind.value, {"data": []})["data"].append(
                    {
                        "sentences": [
                            f"[{before}] [{before}] {_plain(one, code)} [{after}] [{after}]"
                            for one in phrases.templates
                        ]
                    }
                )
        numbers = [str(number) for number in range(251)]
        spoken = [_plain(one, code) for one in WORDS[code].levels]
        degrees = "|".join(sorted(burner_words(code).degrees - {"°"}))
        values = {
            "recipe": sorted(
                {
                    " ".join(order)
                    for name in WORDS[code].recipes
                    for order in permutations(tokens(name, code))
                }
            ),
            "burner": [_BURNER],
            "level": [*(_plain(one, code) for one in sentences.lists["level"]), *numbers, *spoken],
            "temperature": [
                *numbers,
                *(f"{one} ({degrees})" for one in (*numbers, *spoken)),
                *spoken,
            ],
            "number": [*numbers, *spoken],
            "duration": [f"{one} minute" for one in numbers],
            "text": [],
        }
        lists: dict[str, SlotList] = {
            name: TextSlotList.from_strings(texts, name=name, allow_template=True)
            for name, texts in values.items()
        }
        intents = Intents.from_dict({"language": code, "intents": blocks, "expansion_rules": rules})

        def is_exact(sentence: str) -> bool:
            from hassil import recognize

            return any(
                recognize(said, intents, slot_lists=lists) is not None for said in self._readings(sentence)
            )

        self.is_exact = lru_cache(maxsize=100_000)(is_exact)

    def _readings(self, sentence: str) -> list[str]:
        """The sentence with each description of a burner replaced by one word, at each place where one may begin."""
        words = tokens(sentence, self._code)
        found = [
            " ".join((*words[:start], _BURNER, *words[value.end :]))
            for start in range(len(words))
            for value in self._burners(words, start)
        ]
        return list(dict.fromkeys((" ".join(words), *found)))


def _plain(template: str, code: str) -> str:
    """A template folded as the recognizer folds words."""
    folded = fold(template).replace("'", " " if code in {"fr", "it"} else "")
    return folded.replace("-", " ")

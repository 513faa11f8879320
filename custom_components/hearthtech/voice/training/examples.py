"""The sentences to learn from, drawn from the templates by chance with a fixed seed: the same ones every time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
import hashlib
import random
from typing import TYPE_CHECKING

from custom_components.hearthtech.voice.kinds import Kind
from custom_components.hearthtech.voice.lexicon import LISTS
from custom_components.hearthtech.voice.sentences import language
from custom_components.hearthtech.voice.template import (
    Choice,
    Node,
    Sequence as InOrder,
    Slot,
    Word,
    parse,
    sample,
)

from .asking import ASKING, ASKS, REQUESTS
from .cooking import COOKING, DONE_REPORTS, HAVE_REPORTS, OPENERS
from .elsewhere import ELSEWHERE
from .saying import SAYING
from .telling import TELLING

if TYPE_CHECKING:
    from _typeshed import SupportsLenAndGetItem

DRAWS = 3
"""How often all of it is drawn, each time by other chances."""
PER_KIND = 750
"""Sentences drawn for each kind and way of asking."""
ELSEWHERE_EACH = 1300
"""Sentences drawn for each field that is not the kitchen's."""
EACH_WORDING = 4
"""How often at least each wording within a template is drawn: a word seen once or twice is as good as unknown."""
EACH_TOLD = 320
"""Sentences drawn for each thing told before a question."""
MOST_OF_ONE = 260
"""How many sentences at most one template gives for that."""
ODD = "blorp"
"""A word that nobody knows; stands for any such word."""

_REPORTED = {
    Kind.NEXT_STEP,
    Kind.IS_FINISHED,
    Kind.MEANWHILE,
    Kind.ASK_DURATION,
    Kind.ASK_TOOL,
    Kind.ASK_TEMPERATURE,
    Kind.USE_ALL,
    Kind.REPEAT,
    Kind.ASK_DONENESS,
}
"""Kinds asked after a report of something done."""
_HAD = {
    Kind.INGREDIENT_OF_STEP,
    Kind.IS_THAT_ALL,
    Kind.SUBSTITUTE,
    Kind.ASK_AMOUNT,
    Kind.LIST_INGREDIENTS,
    Kind.INGREDIENT_COUNT,
}
"""Kinds asked after a report of something had."""
_NO_REQUEST = {Kind.YES, Kind.NO, Kind.THANKS, Kind.STOP, Kind.CANCEL}
_IN_SESSION_ONLY = {Kind.YES, Kind.NO, Kind.CANCEL, Kind.REPEAT}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, what it asks, and whether something was being cooked."""

    text: str
    kind: Kind
    session: bool


def examples(seed: int = 20261122) -> list[Example]:
    """All of them."""
    found: dict[Example, None] = {}
    for draw in range(DRAWS):
        chance = random.Random(seed + draw)
        for draws in (_cooking, _asking, _telling, _templates, _elsewhere):
            found |= dict.fromkeys(draws(chance))
    return list(found)


def fingerprint(found: Sequence[Example]) -> str:
    """A short name for exactly these examples."""
    told = hashlib.blake2b(digest_size=8)
    for example in found:
        told.update(f"{example.kind}\t{example.session}\t{example.text}\n".encode())
    return told.hexdigest()


def _fill(parts: list[Word | Slot], chance: random.Random) -> str:
    said = []
    for part in parts:
        if isinstance(part, Word):
            said.append(part.text)
        elif part.list == "odd":
            said.append(ODD)
        else:
            said.append(
                chance.choice(LISTS[part.list]) if chance.random() > 0.12 or part.list not in _OPEN else ODD
            )
    return " ".join(said)


_OPEN = {"fooditem", "dish", "ingredient"}
"""Lists that are never complete: now and then the word is one that nobody knows."""


class _Evenly(random.Random):
    """Chooses by chance among what it has chosen least, so that every word of a long choice is learned."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__(chance.random())
        self._used: dict[tuple[int, int], int] = {}

    def choice[T](self, seq: SupportsLenAndGetItem[T]) -> T:
        least = min(self._used.get((id(seq), i), 0) for i in range(len(seq)))
        rare = [i for i in range(len(seq)) if self._used.get((id(seq), i), 0) == least]
        picked = rare[int(self.random() * len(rare))]
        self._used[id(seq), picked] = least + 1
        return seq[picked]


def _draw(nodes: list[Node], count: int, chance: random.Random) -> Iterator[str]:
    evenly = _Evenly(chance)
    share = count // len(nodes)
    for node in nodes:
        for _ in range(max(share, min(EACH_WORDING * _wordings(node), MOST_OF_ONE))):
            yield _fill(sample(node, evenly), chance)


def _wordings(node: Node) -> int:
    """How many sentences a template has to give until each of its alternatives was said."""
    if isinstance(node, Choice):
        return len(node.items) * max(map(_wordings, node.items))
    if isinstance(node, InOrder):
        return max(map(_wordings, node.items), default=1)
    return 1


def _parsed(templates: tuple[str, ...]) -> list[Node]:
    return [parse(template) for template in templates]


def _cooking(chance: random.Random) -> Iterator[Example]:
    done, had = _parsed(DONE_REPORTS), _parsed(HAVE_REPORTS)
    for kind, templates in COOKING.items():
        count = PER_KIND * 2 if kind in {Kind.NEXT_STEP, Kind.INGREDIENT_OF_STEP} else PER_KIND
        for text in _draw(_parsed(templates), count, chance):
            reports = done if kind in _REPORTED else had if kind in _HAD else None
            yield Example(_reported(text, reports, chance), kind, session=True)
    for reports, kind in ((done, Kind.NEXT_STEP),):
        for text in _draw(reports, 500, chance):
            yield Example(_reported(text, None, chance), kind, session=True)
    for text in _draw(done, 400, chance):
        for ending in chance.sample(_BARE_ENDINGS, 2):
            yield Example(_join(chance, text, ending), Kind.NEXT_STEP, session=True)
    for text in _draw(done, 500, chance):
        question = _fill(sample(chance.choice(_parsed(_NEXT_INGREDIENTS)), chance), chance)
        yield Example(_join(chance, text, question), Kind.NEXT_STEP, session=True)
    for opener in OPENERS:
        for ending in _BARE_ENDINGS[:5]:
            yield Example(_join(chance, opener, ending), Kind.NEXT_STEP, session=True)
    for ending in (*_BARE_ENDINGS[:5], *_BARE_ENDINGS[:5]):
        for heard in (
            "i got it",
            "ok i got it",
            "i have got it",
            "got it",
            "ok i have got it",
            "all right i got it",
            "i understand",
            "thanks for the clarification",
        ):
            yield Example(_join(chance, heard, ending), Kind.NEXT_STEP, session=True)
    starts = _parsed(_STARTS)
    for text in _draw(had, 400, chance):
        yield Example(
            _join(chance, text, _fill(sample(chance.choice(starts), chance), chance)),
            Kind.NEXT_STEP,
            session=True,
        )
    for text in _draw(_parsed(_HOW_TO_START), 300, chance):
        opener = chance.choice(
            ("everything is ready", "all is ready", "ok everything is ready", "i have everything", "i have them", "i got everything ready", "i have all the ingredients", "ok i have all of them")
        )  # fmt: skip
        yield Example(_join(chance, opener, text), Kind.NEXT_STEP, session=True)
    for text in _draw(starts, 400, chance):
        opener = chance.choice(
            ("ok good", "great", "perfect", "everything is ready", "ok no problem", "all is ready", "ok")
        )
        yield Example(_join(chance, opener, text), Kind.NEXT_STEP, session=True)
    for text in _draw(_parsed(_WISHES), 500, chance):
        greeting = chance.choice(("hi", "hello", "hi there", "good morning", "hey", "hello there", "hi bot"))
        question = chance.choice(_WISH_ENDINGS)
        yield Example(
            f"{greeting}{chance.choice((' ', '. ', '! '))}{_join(chance, text, question)}",
            Kind.CURRENT_RECIPE,
            session=True,
        )
    for text in _draw(had, 500, chance):
        for ending in chance.sample(_BARE_ENDINGS, 2):
            yield Example(_join(chance, text, ending), Kind.INGREDIENT_OF_STEP, session=True)


_NEXT_INGREDIENTS = (
    "(what|which) (is|are) the (next|other|remaining|following) [two|three|one|few] (ingredient|ingredients|ones) [please|to add]",
    "(what|which) (other|more|further|next) ingredients (do i add|should i add|are there)",
    "(should|do) i add (more|anything else|something else|more ingredients)",
)
"""After something done, the next ingredients are the next step."""
_HOW_TO_START = (
    "(how|where) (do|should|can|shall) (i|we) (start|begin) [with|preparing|to prepare|making|cooking|to cook] [the recipe|it|the dish|the cake] [now]",
    "(can|should|shall) we (start|begin) [preparing|making|cooking] [the {dish}|it] [now]",
)
"""With everything at hand, how to start is the next step too; else it asks for the recipe's beginning."""
_STARTS = (
    "(can|could|should|shall|may) (i|we) (start|begin) [with|making|cooking|to make|to prepare|baking] [the recipe|it|the dish|the cake|the {dish}] [now|then]",
    "what is the (first|very first|next) step [now|i need to take|to take] [to cook the dish|in order to cook it]",
    "what should i do (first|now|next)",
    "is it time to (bake|cook|start|fry it|mix it)",
)
"""With everything at hand, to start is the next step."""
_WISHES = (
    "i (would like|would love|want|like|would like you to help me) to (make|cook|eat|bake|prepare|have) [a|an|some] ({dish}|something|{ingredient}|something sweet|{cuisine} food) [today|tonight|again|for dinner]",
    "i (have|got) [some] {ingredient} and [some] {ingredient} [in my kitchen|at home]",
    "i do not know what to (cook|eat|make) [today|tonight|for dinner]",
    "i need a recipe [for {dish}|for tonight|with {ingredient}]",
    "what (can|could|shall|are we going to) (i|we)? (cook|make|eat) [today|for breakfast|for dinner]".replace(
        "(i|we)? ", "[i|we] "
    ),
)
_WISH_ENDINGS = (
    "do you know how?", "do you have a recipe for me?", "do you have a recipe?", "can you help me out?", "do you have ideas for me?",
    "do you have an idea?", "any ideas?", "can you help me?", "do you have proposals?", "what can i make?", "could you help me with that?",
    "do you have a recipe that i can use?", "do you know a recipe?", "what do you suggest?",
)  # fmt: skip
"""While no dish is chosen, a wish and a request for help ask what is to be cooked."""
_BARE_ENDINGS = [
    "what is next?",
    "what next?",
    "what now?",
    "next?",
    "anything else?",
    "what else?",
    "what is the next one?",
    "what comes next?",
]
"""Questions that only the report before them makes clear: the next step after something done, the next ingredient
after something had."""


def _reported(text: str, reports: list[Node] | None, chance: random.Random) -> str:
    roll = chance.random()
    question = text + chance.choice(("", "", "?", "?", "."))
    if roll < 0.35:
        return question
    opener = chance.choice(OPENERS)
    if roll < 0.6 or reports is None:
        return f"{opener}{chance.choice(('. ', ', ', '! ', ' '))}{question}"
    report = _fill(sample(chance.choice(reports), chance), chance)
    if roll < 0.7:
        return _join(chance, report, question)
    return f"{opener}{chance.choice(('. ', ', ', '! ', ' '))}{_join(chance, report, question)}"


def _join(chance: random.Random, report: str, question: str) -> str:
    return f"{report}{chance.choice(('. ', '. ', ', ', '! '))}{question}"


def _asking(chance: random.Random) -> Iterator[Example]:
    for kind, templates in (*ASKING.items(), *SAYING.items()):
        for text in _draw(_parsed(templates), PER_KIND, chance):
            session = True if kind in _IN_SESSION_ONLY else chance.random() < 0.12
            yield Example(_wrapped(text, kind, chance), kind, session=session)


def _telling(chance: random.Random) -> Iterator[Example]:
    """What people tell before they ask, in a sentence of its own."""
    for told in TELLING:
        questions = list(_draw(_parsed(told.asked), EACH_TOLD, chance))
        reports = list(_draw(_parsed(told.told), len(questions) + len(told.told), chance))
        for report, question in zip(chance.sample(reports, len(questions)), questions, strict=True):
            session = chance.random() < (0.5 if told.kind is Kind.NONE else 0.12)
            yield Example(_told(report, question, chance), told.kind, session=session)


def _told(report: str, question: str, chance: random.Random) -> str:
    opener = chance.choice(("", "", "", "so ", "ok ", "it turns out ", "well ", "it seems "))
    joint = chance.choice((", ", ", ", ", ", ". ", " ", ", so ", " so ", " and "))
    return f"{opener}{report}{joint}{question}{chance.choice(('', '?'))}"


def _wrapped(text: str, kind: Kind, chance: random.Random) -> str:
    roll = chance.random()
    if roll < 0.5 or kind in {Kind.YES, Kind.NO, Kind.THANKS}:
        return text
    if roll < 0.58:
        return f"{text} please"
    asks = text.split(" ", 1)[0] in {
        "what",
        "how",
        "when",
        "which",
        "is",
        "are",
        "where",
        "who",
        "do",
        "does",
        "can",
        "for",
    }
    if roll < 0.9 and kind not in _NO_REQUEST:
        return f"{chance.choice(ASKS if asks else REQUESTS)} {text}"
    if roll < 0.95:
        return f"{chance.choice(('hey', 'ok', 'so', 'well', 'hi', 'ai', 'um', 'please', 'now'))} {text}"
    return f"{text} {chance.choice(('please', 'for me', 'now', 'thanks', 'today', 'then'))}"


_TEMPLATE_LISTS = {
    "recipe": "dish", "burner": "burner", "food": "ingredient", "text": "ingredient", "duration": "time", "level": "number",
    "temperature": "number", "number": "number", "unit": "unit", "nutrient": "nutrient", "person": "person", "weekday": "day",
    "day": "when", "meal": "meal", "place": "place", "diet": "diet",
}  # fmt: skip
_BURNERS = ("front left", "front right", "back left", "back right", "left", "right", "front", "rear left")


def _templates(chance: random.Random) -> Iterator[Example]:
    """The exact layer's own sentences, a few of each template."""
    english = language("en")
    for phrases in english.phrases:
        for template in phrases.templates:
            node = parse(template, english.rules)
            for _ in range(6):
                parts = [
                    Slot(_TEMPLATE_LISTS[part.list], part.name) if isinstance(part, Slot) else part
                    for part in sample(node, chance)
                ]
                said = [
                    Word(chance.choice(_BURNERS))
                    if isinstance(part, Slot) and part.list == "burner"
                    else part
                    for part in parts
                ]
                yield Example(_fill(said, chance), phrases.kind, session=chance.random() < 0.5)


def _elsewhere(chance: random.Random) -> Iterator[Example]:
    for field, templates in ELSEWHERE.items():
        count = ELSEWHERE_EACH * (2 if field in {"frames", "talk"} else 1)
        for text in _draw(_parsed(templates), count, chance):
            said = text
            if field not in {"frames", "talk"} and chance.random() < 0.15:
                said = _forgetting(said, chance)
            yield Example(_wrapped(said, Kind.NONE, chance), Kind.NONE, session=chance.random() < 0.5)


def _forgetting(text: str, chance: random.Random) -> str:
    """Some longer words made unknown, so that their company counts too."""
    return " ".join(ODD if len(word) > 4 and chance.random() < 0.3 else word for word in text.split())

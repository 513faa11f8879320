"""Generate the training sentences from the templates of `data` at random with a fixed seed: always the same ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
import hashlib
import random
from typing import TYPE_CHECKING

from custom_components.hearthtech.voice.intents import Kind
from custom_components.hearthtech.voice.sentences import sentences_of
from custom_components.hearthtech.voice.template import (
    Choice,
    Sequence as InOrder,
    Slot,
    TemplateNode,
    Word,
    parse,
    sample,
)
from custom_components.hearthtech.voice.word_classes import LISTS
from tools.voice_training.held_out import is_held_out
from tools.voice_training.training_data import context_questions, listed, out_of_domain, templates_by_kind

if TYPE_CHECKING:
    from _typeshed import SupportsLenAndGetItem

DRAWS = 3
"""How often everything is drawn, each time with other random choices."""
PER_KIND = 750
"""Sentences drawn for each kind and way of asking."""
OUT_OF_DOMAIN_EACH = 1300
"""Sentences drawn for each out-of-domain field."""
EACH_WORDING = 4
"""Least number of draws of each wording within a template: a word seen once or twice counts as unknown."""
EACH_STATEMENT = 320
"""Sentences drawn for each statement before a question."""
MOST_OF_ONE = 260
"""Greatest number of sentences that one template gives for that."""
ODD = "blorp"
"""Placeholder for any unknown word."""
ODD_WORDS = (ODD, "zwirk", "quandel", "trebbo", "fluvia", "mantor", "gelbig", "sorpa")
"""Placeholders in languages whose classifier also sees parts of words."""

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
"""Kinds asked after a report that something is present."""
_NO_REQUEST = {Kind.YES, Kind.NO, Kind.THANKS, Kind.STOP, Kind.CANCEL}
_IN_SESSION_ONLY = {Kind.YES, Kind.NO, Kind.CANCEL, Kind.REPEAT}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, its kind, and whether something was being cooked."""

    text: str
    kind: Kind
    session: bool


def examples(seed: int = 20261122) -> list[Example]:
    """All training sentences, without those that the classifier is measured with."""
    found: dict[Example, None] = {}
    for draw in range(DRAWS):
        chance = random.Random(seed + draw)
        for draws in (_cooking, _asking, _context_then_question, _templates, _out_of_domain):
            found |= dict.fromkeys(draws(chance))
    return [example for example in found if not is_held_out(example.text)]


def fingerprint(found: Sequence[Example]) -> str:
    """A short hash of exactly these examples."""
    digest = hashlib.blake2b(digest_size=8)
    for example in found:
        digest.update(f"{example.kind}\t{example.session}\t{example.text}\n".encode())
    return digest.hexdigest()


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
"""Lists that are never complete: sometimes the word is an unknown one."""


class _Evenly(random.Random):
    """Random choice among the least chosen items, so that every word of a long choice is learned."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__(chance.random())
        self._used: dict[tuple[int, int], int] = {}

    def choice[T](self, seq: SupportsLenAndGetItem[T]) -> T:
        least = min(self._used.get((id(seq), i), 0) for i in range(len(seq)))
        rare = [i for i in range(len(seq)) if self._used.get((id(seq), i), 0) == least]
        picked = rare[int(self.random() * len(rare))]
        self._used[id(seq), picked] = least + 1
        return seq[picked]


def _draw(nodes: list[TemplateNode], count: int, chance: random.Random) -> Iterator[str]:
    evenly = _Evenly(chance)
    share = count // len(nodes)
    for node in nodes:
        for _ in range(max(share, min(EACH_WORDING * _wordings(node), MOST_OF_ONE))):
            yield _fill(sample(node, evenly), chance)


def _wordings(node: TemplateNode) -> int:
    """Number of sentences that a template must give to contain each of its alternatives."""
    if isinstance(node, Choice):
        return len(node.items) * max(map(_wordings, node.items))
    if isinstance(node, InOrder):
        return max(map(_wordings, node.items), default=1)
    return 1


def _in_session(key: str) -> Sequence[str]:
    return listed("in_session", key)


def _parsed(templates: Sequence[str]) -> list[TemplateNode]:
    return [parse(template) for template in templates]


def _cooking(chance: random.Random) -> Iterator[Example]:
    done, had = _parsed(_in_session("done_reports")), _parsed(_in_session("have_reports"))
    for kind, templates in templates_by_kind("in_session").items():
        count = PER_KIND * 2 if kind in {Kind.NEXT_STEP, Kind.INGREDIENT_OF_STEP} else PER_KIND
        for text in _draw(_parsed(templates), count, chance):
            reports = done if kind in _REPORTED else had if kind in _HAD else None
            yield Example(_reported(text, reports, chance), kind, session=True)
    for reports, kind in ((done, Kind.NEXT_STEP),):
        for text in _draw(reports, 500, chance):
            yield Example(_reported(text, None, chance), kind, session=True)
    for text in _draw(done, 400, chance):
        for ending in chance.sample(_in_session("bare_endings"), 2):
            yield Example(_join(chance, text, ending), Kind.NEXT_STEP, session=True)
    for text in _draw(done, 500, chance):
        question = _fill(sample(chance.choice(_parsed(_in_session("next_ingredients"))), chance), chance)
        yield Example(_join(chance, text, question), Kind.NEXT_STEP, session=True)
    for opener in _in_session("openers"):
        for ending in _in_session("bare_endings")[:5]:
            yield Example(_join(chance, opener, ending), Kind.NEXT_STEP, session=True)
    for ending in (*_in_session("bare_endings")[:5], *_in_session("bare_endings")[:5]):
        for heard in _in_session("understood"):
            yield Example(_join(chance, heard, ending), Kind.NEXT_STEP, session=True)
    starts = _parsed(_in_session("starts"))
    for text in _draw(had, 400, chance):
        yield Example(
            _join(chance, text, _fill(sample(chance.choice(starts), chance), chance)),
            Kind.NEXT_STEP,
            session=True,
        )
    for text in _draw(_parsed(_in_session("how_to_start")), 300, chance):
        opener = chance.choice(_in_session("everything_ready"))
        yield Example(_join(chance, opener, text), Kind.NEXT_STEP, session=True)
    for text in _draw(starts, 400, chance):
        opener = chance.choice(
            ("ok good", "great", "perfect", "everything is ready", "ok no problem", "all is ready", "ok")
        )
        yield Example(_join(chance, opener, text), Kind.NEXT_STEP, session=True)
    for text in _draw(_parsed(_in_session("wishes")), 500, chance):
        greeting = chance.choice(("hi", "hello", "hi there", "good morning", "hey", "hello there", "hi bot"))
        question = chance.choice(_in_session("wish_endings"))
        yield Example(
            f"{greeting}{chance.choice((' ', '. ', '! '))}{_join(chance, text, question)}",
            Kind.CURRENT_RECIPE,
            session=True,
        )
    for text in _draw(had, 500, chance):
        for ending in chance.sample(_in_session("bare_endings"), 2):
            yield Example(_join(chance, text, ending), Kind.INGREDIENT_OF_STEP, session=True)


def _reported(text: str, reports: list[TemplateNode] | None, chance: random.Random) -> str:
    roll = chance.random()
    question = text + chance.choice(("", "", "?", "?", "."))
    if roll < 0.35:
        return question
    opener = chance.choice(_in_session("openers"))
    if roll < 0.6 or reports is None:
        return f"{opener}{chance.choice(('. ', ', ', '! ', ' '))}{question}"
    report = _fill(sample(chance.choice(reports), chance), chance)
    if roll < 0.7:
        return _join(chance, report, question)
    return f"{opener}{chance.choice(('. ', ', ', '! ', ' '))}{_join(chance, report, question)}"


def _join(chance: random.Random, report: str, question: str) -> str:
    return f"{report}{chance.choice(('. ', '. ', ', ', '! '))}{question}"


def _asking(chance: random.Random) -> Iterator[Example]:
    for kind, templates in (
        *templates_by_kind("food_questions").items(),
        *templates_by_kind("dialogue_and_heat").items(),
    ):
        for text in _draw(_parsed(templates), PER_KIND, chance):
            session = True if kind in _IN_SESSION_ONLY else chance.random() < 0.12
            yield Example(_wrapped(text, kind, chance), kind, session=session)


def _context_then_question(chance: random.Random) -> Iterator[Example]:
    """Statements before a question, in a separate sentence."""
    for context in context_questions():
        questions = list(_draw(_parsed(context.questions), EACH_STATEMENT, chance))
        reports = list(_draw(_parsed(context.statements), len(questions) + len(context.statements), chance))
        for report, question in zip(chance.sample(reports, len(questions)), questions, strict=True):
            session = chance.random() < (0.5 if context.kind is Kind.NONE else 0.12)
            yield Example(_joined(report, question, chance), context.kind, session=session)


def _joined(report: str, question: str, chance: random.Random) -> str:
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
        return f"{chance.choice(listed('food_questions', 'asks' if asks else 'requests'))} {text}"
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
    """Sentences of the grammar, a few of each template."""
    english = sentences_of("en")
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


def _out_of_domain(chance: random.Random) -> Iterator[Example]:
    for field, templates in out_of_domain().items():
        count = OUT_OF_DOMAIN_EACH * (2 if field in {"frames", "talk"} else 1)
        for text in _draw(_parsed(templates), count, chance):
            said = text
            if field not in {"frames", "talk"} and chance.random() < 0.15:
                said = _forgetting(said, chance)
            yield Example(_wrapped(said, Kind.NONE, chance), Kind.NONE, session=chance.random() < 0.5)


def _forgetting(text: str, chance: random.Random) -> str:
    """Replace some longer words by unknown ones, so that their neighbors count too."""
    return " ".join(ODD if len(word) > 4 and chance.random() < 0.3 else word for word in text.split())

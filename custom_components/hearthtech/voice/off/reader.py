"""Read requests to turn heat off in five languages. The reader is tuned to miss none of them.

The reader judges each clause of an utterance by classes of words, not by templates, so that polite phrases, other
words and misheard words do not hide a request. Questions, negations, reports of what other people said, and
requests that concern no hob are recognized as such and never turn heat off.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from ..intents import Kind
from ..names import Named
from .clause import Clause
from .request import OffRequest, Reason, Which
from .targets import Names
from .times import NOW
from .vocabulary import VocabularyItem, has_class, vocabulary

LONGEST_CLAUSE = 100
"""A longer clause is divided, so that the time grows linearly with the length of an utterance."""

_VERBS = frozenset({
    "off_verb", "turn", "off", "state_off", "cut", "take", "from_heat", "set", "cease", "stop", "keep", "ask", "ask_any", "neg",
    "report", "done", "polite", "alarm", "alarm_alone", "boil", "zero", "homophone",
})  # fmt: skip
_ENDS = frozenset({"mark", "comma", "and", "split"})
_NO_NOISE = frozenset({"fill", "polite", "mark", "comma", "and", "split", "no"})


def read_off(
    text: str,
    *,
    language: str = "en",
    burners: Sequence[Named] = (),
    dishes: Sequence[str] = (),
    expects: Collection[Kind] = (),
    is_dish: Callable[[str], bool] | None = None,
) -> OffRequest:
    """Read one utterance. Never raises; the time grows linearly with the length of `text`.

    Args:
        text: The typed or recognized text.
        language: A tag such as `en` or `de-CH`.
        burners: The burners of the household, in the order of the stove.
        dishes: The names of the dishes being cooked, which a request may name.
        expects: The kinds that the last question of the kitchen expects.
        is_dish: Whether a folded word belongs to the name of a recipe of the household.
    """
    words = vocabulary(language)
    names = Names(words, tuple(burners), tuple(dishes), is_dish)
    clauses = _clauses(words.items(text))
    read = [Clause(clause, names, words.language, frozenset(expects)).request() for clause in clauses]
    return _combined(read, clauses)


def _clauses(items: Sequence[VocabularyItem]) -> list[list[VocabularyItem]]:
    """Divide an utterance at punctuation and conjunctions; names of burners stay with their verb."""
    pieces: list[list[VocabularyItem]] = [[]]
    commas: list[bool] = [False]
    for index, item in enumerate(items):
        if "and" in item and _begins_denial(items, index + 1) and has_class(pieces[-1], *_VERBS):
            pieces.append([])
            commas.append(False)
        elif "mark" in item or "comma" in item or ("split" in item and "except" not in item):
            if pieces[-1]:
                pieces.append([])
                commas.append("comma" in item)
            if "comma" in item and pieces[-1]:
                continue
        else:
            if len(pieces[-1]) == LONGEST_CLAUSE:
                pieces.append([])
                commas.append(False)
            pieces[-1].append(item)
    clauses: list[list[VocabularyItem]] = []
    has_verb = False
    for piece, after_comma in zip(pieces, commas, strict=True):
        verb = any(item.any(_VERBS) for item in piece)
        if clauses and after_comma and not (verb and has_verb) and len(clauses[-1]) < LONGEST_CLAUSE:
            clauses[-1] += [_COMMA, *piece]
            has_verb = has_verb or verb
        elif piece:
            clauses.append(list(piece))
            has_verb = verb
    return clauses


def _begins_denial(items: Sequence[VocabularyItem], index: int) -> bool:
    """Whether a negation of its own follows "and": "… and don't touch the right one", "… und die rechte nicht"."""
    rest = items[index:]
    end = next((n for n, item in enumerate(rest) if item.any(_ENDS)), len(rest))
    denials = [n for n, item in enumerate(rest[:end]) if "neg" in item and "except" not in item]
    if not denials:
        return False
    return denials[0] == 0 or not any(item.any(_VERBS - {"neg"}) for item in rest[:end])


_COMMA = VocabularyItem((",",), frozenset({"comma"}))


def _combined(read: Sequence[OffRequest], clauses: Sequence[Sequence[VocabularyItem]]) -> OffRequest:
    """One request from those of all clauses: an alarm wins; a negation of its own withdraws a request."""
    for reason in (Reason.ALARM, Reason.BOILING_OVER):
        for request in read:
            if request.reason is reason:
                return request
    orders = [request for request in read if request.reason in {Reason.OFF, Reason.STOP}]
    denials = [
        request
        for request, clause in zip(read, clauses, strict=True)
        if request.reason is Reason.NEGATION and not _is_interjection(clause)
    ]
    if orders:
        whole = orders[0]
        for order in orders[1:]:
            whole = _joined(whole, order)
        for denial in denials:
            kept = denial.burners
            if not kept and not denial.dishes:
                return denial
            whole = replace(
                whole,
                burners=tuple(one for one in whole.burners if one not in kept),
                except_burners=(*whole.except_burners, *kept),
                except_dishes=(*whole.except_dishes, *denial.dishes),
            )
            if whole.which is Which.NAMED and not whole.burners and not whole.dishes:
                return denial
        return whole
    for reason in (Reason.NEGATION, Reason.QUESTION, Reason.REPORT, Reason.FOREIGN):
        for request in read:
            if request.reason is reason:
                return request
    return OffRequest()


def _is_interjection(clause: Sequence[VocabularyItem]) -> bool:
    return has_class(clause, "no") and all(item.any(_NO_NOISE) for item in clause)


def _joined(first: OffRequest, second: OffRequest) -> OffRequest:
    """Two requests of one utterance as one."""
    if first.reason is Reason.STOP:
        return second
    if second.reason is Reason.STOP or (second.which is Which.THIS and second.when == NOW):
        return first
    if first.which is Which.THIS and first.when == NOW:
        return second
    if Which.ALL in {first.which, second.which}:
        return first if first.which is Which.ALL else second
    return replace(
        first,
        burners=tuple(dict.fromkeys((*first.burners, *second.burners))),
        dishes=tuple(dict.fromkeys((*first.dishes, *second.dishes))),
        when=first.when if first.when != NOW else second.when,
    )

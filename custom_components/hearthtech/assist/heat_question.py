"""Questions about heat: requested from the heat gate, worded here, with their answers, corrections and expiry."""

from collections.abc import Iterable, Mapping

from ..burners.heat_gate import HeatChange, HeatQuestion, HeatRequestRefused
from ..kitchen.recipes.model import HelpLevel
from ..voice.data_files import supported
from ..voice.intents import CONFIRMING, Kind
from ..voice.reply import Reply
from ..voice.sentences import sentences_of
from ..voice.text import tokens
from .turn import TurnContext

WITHOUT_HEAT = frozenset({HelpLevel.OBSERVE, HelpLevel.GUIDE})
"""Levels of help at which the kitchen sets no heat, so that no confirmation is needed."""


def ask_to_heat(
    turn: TurnContext,
    changes: Iterable[HeatChange],
    action: str,
    details: Mapping[str, object],
    key: str,
    **fields: object,
) -> Reply:
    """Ask whether to raise heat. The sentence `key` names every burner and level of `changes`.

    `action` with `details` is carried out on a yes. The reply is a refusal if the heat gate does not allow the
    question.
    """
    wanted = tuple(changes)
    try:
        decision = turn.gate.decide(turn.actor, wanted, turn.home.facts)
    except HeatRequestRefused as refused:
        return heat_refused(turn, refused)
    if not isinstance(decision, HeatQuestion):
        raise TypeError("words only ask: the actor of a turn is never given a permit at once")
    asked = Reply(say=turn.words(key, **fields), expects=CONFIRMING, ends=False, kind=turn.kind)
    turn.dialogue.ask(turn.conversation, action, details, raises_heat=True, question=asked, changes=wanted)
    return asked


def ask_again(
    turn: TurnContext, asked: Reply, action: str, details: Mapping[str, object], changes: object
) -> Reply:
    """Repeat the question as a new one, after "what did you say?"."""
    wanted = changes if isinstance(changes, tuple) else ()
    try:
        turn.gate.decide(turn.actor, wanted, turn.home.facts)
    except HeatRequestRefused as refused:
        return heat_refused(turn, refused)
    turn.dialogue.ask(turn.conversation, action, details, raises_heat=True, question=asked, changes=wanted)
    return Reply(say=asked.say, show=asked.show, expects=asked.expects, ends=False, kind=Kind.REPEAT)


def heat_refused(turn: TurnContext, refused: HeatRequestRefused) -> Reply:
    """Return the reason why heat is not raised in words."""
    return turn.reply(refused.code.words_key, burner=turn.burner_name(refused.burner_id or None))


def agrees_only(text: str, language: str) -> bool:
    """Whether an utterance contains only words of agreement that do not confirm heat: "ok", "right", "done"."""
    code = supported(language)
    words = tokens(text, code)
    return bool(words) and sentences_of(code).weak.issuperset(words)

"""Our reading of sentence templates, beside hassil's."""

import random

from hassil import Intents, recognize
from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.voice.automaton import Automaton
from custom_components.hearthtech.voice.data_files import LANGUAGES
from custom_components.hearthtech.voice.intents import EVERY_LANGUAGE, Kind
from custom_components.hearthtech.voice.sentences import sentences_of
from custom_components.hearthtech.voice.template import NOTHING, TemplateError, Word, expand, parse, sample


def _said(template: str) -> set[str]:
    return {
        " ".join(part.text for part in words if isinstance(part, Word)) for words in expand(parse(template))
    }


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("turn [it] off", {"turn off", "turn it off"}),
        ("(a|b) c", {"a c", "b c"}),
        ("(a;b)", {"a b", "b a"}),
        ("a|b", {"a", "b"}),
        ("what's up", {"what is up"}),
        ("[a [b]] c", {"c", "a c", "a b c"}),
    ],
)
def test_what_a_template_says(template: str, said: set[str]) -> None:
    assert _said(template) == said


@pytest.mark.parametrize("template", ["a (b", "a ] b", "[a)", "<nobody>", "{open", "a)"])
def test_a_broken_template_is_refused(template: str) -> None:
    with pytest.raises(TemplateError):
        parse(template)


_WORDS = st.sampled_from(["heat", "stove", "turn", "off", "soup", "next"])
_TEMPLATES = st.recursive(
    _WORDS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda items: f"({'|'.join(items)})"),
        inner.map(lambda item: f"[{item}]"),
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(_TEMPLATES, st.lists(_WORDS, min_size=1, max_size=5).map(" ".join))
def test_the_automaton_agrees_with_hassil(template: str, other: str) -> None:
    node = parse(template)
    automaton = Automaton([(Kind.NEXT_STEP, node, {})], polite_before=NOTHING, polite_after=NOTHING)
    intents = Intents.from_dict({"language": "en", "intents": {"it": {"data": [{"sentences": [template]}]}}})
    drawn = " ".join(part.text for part in sample(node, random.Random(1)) if isinstance(part, Word))
    for text in {drawn, other} - {""}:
        ours = automaton.match(text.split(), {}) is not None
        assert ours == (recognize(text, intents) is not None), text


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_template_of_a_language_can_be_read(code: str) -> None:
    sentences = sentences_of(code)
    for phrases in sentences.phrases:
        for template in phrases.templates:
            assert parse(template, sentences.rules, code)
    kinds = {phrases.kind for phrases in sentences.phrases}
    assert set(EVERY_LANGUAGE) <= kinds


def test_english_is_complete() -> None:
    assert {phrases.kind for phrases in sentences_of("en").phrases} == set(Kind) - {Kind.NONE}

"""Questions that wait for a yes, and replies."""

from string import Formatter

import pytest

from custom_components.hearthtech.burners.model import RefusalCode
from custom_components.hearthtech.voice import replies
from custom_components.hearthtech.voice.dialogue import CONFIRM_WITHIN_S, FORGET_AFTER_S, KEPT, Dialogue
from custom_components.hearthtech.voice.intents import Kind
from custom_components.hearthtech.voice.replies import words
from custom_components.hearthtech.voice.reply import Reply, speakable


class _Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_yes_belongs_to_its_site_and_session_and_time() -> None:
    clock = _Clock()
    dialogue = Dialogue(clock)
    kitchen = dialogue.at("kitchen", "1")
    dialogue.ask(kitchen, "start", {"recipe": "soup"}, raises_heat=True)
    assert dialogue.take(dialogue.at("bath", "1")) == (None, False)
    assert dialogue.take(dialogue.at("kitchen", "2")) == (None, False)
    clock.now += CONFIRM_WITHIN_S
    pending, in_time = dialogue.take(dialogue.at("kitchen", "1"))
    assert pending is not None
    assert in_time
    assert dialogue.take(kitchen) == (None, False), "a question is answered once"
    dialogue.ask(kitchen, "start", {}, raises_heat=True)
    clock.now += CONFIRM_WITHIN_S + 0.01
    assert dialogue.take(kitchen)[1] is False


def test_conversations_are_bounded_and_forgotten() -> None:
    clock = _Clock()
    dialogue = Dialogue(clock)
    dialogue.at("a", "1").recipe_id = "soup"
    assert dialogue.at("a", "1").recipe_id == "soup"
    clock.now += FORGET_AFTER_S + 1
    assert dialogue.at("a", "1").recipe_id is None
    for number in range(KEPT + 50):
        dialogue.at("b", str(number))
    assert len(dialogue) == KEPT


def test_names_are_made_speakable() -> None:
    said = words("unknown_recipe", name="<speak>{{ evil }}</speak> [soup|stew] {text}")
    assert not set("<>{}[]|") & set(said)
    assert len(speakable("word " * 100)) <= 80
    assert speakable("x" * 500) == "x" * 80


def test_a_language_without_words_of_its_own_gets_english() -> None:
    assert words("nothing_cooking", "pt") == words("nothing_cooking", "en")


def test_a_reply_as_data() -> None:
    reply = Reply(say="Shall I?", expects=(Kind.YES, Kind.NO), ends=False, kind=Kind.START_RECIPE)
    assert reply.as_dict() == {
        "say": "Shall I?",
        "show": None,
        "expects": ["yes", "no"],
        "ends": False,
        "kind": "start_recipe",
    }
    assert reply.ours
    assert Reply(kind=Kind.THANKS).silent
    assert not Reply(kind=Kind.NONE).ours


@pytest.mark.parametrize("code", ["de", "fr", "es", "it"])
def test_every_language_fills_in_what_english_does(code: str) -> None:
    english, texts = (
        replies.catalog("en"),
        replies.catalog(code),
    )
    assert len(texts) > 40
    for key, text in texts.items():
        fields = {name for _, name, _, _ in Formatter().parse(text) if name}
        assert fields == {name for _, name, _, _ in Formatter().parse(english[key]) if name}, key


@pytest.mark.parametrize("code", ["de", "fr", "es", "it"])
def test_why_a_stove_refused_and_what_is_announced_is_said_in_every_language(code: str) -> None:
    english, texts = (
        replies.catalog("en"),
        replies.catalog(code),
    )
    codes = [f"refusal_{refusal.value}" for refusal in RefusalCode]
    assert [key for key in codes if key not in english] == []
    announced = [key for key in english if key.startswith(("dish_", "left_on_"))]
    assert [key for key in (*codes, *announced, "timer_done", "refused") if key not in texts] == []

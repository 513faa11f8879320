"""Follow-ups: their data, whom and how long they are remembered for, and that none of them raises heat."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import random
import re

import pytest

from custom_components.hearthtech.assist.dialogue import ECHO_S
from custom_components.hearthtech.voice.asr_export import vocabulary
from custom_components.hearthtech.voice.data_files import LANGUAGES, read_data
from custom_components.hearthtech.voice.dialogue import KEPT, TOPIC_FOR_S, Dialogue
from custom_components.hearthtech.voice.follow_ups import FollowUp
from custom_components.hearthtech.voice.intents import Kind
from custom_components.hearthtech.voice.recognizer import Recognizer
from custom_components.hearthtech.voice.sentences import sentences_of
from custom_components.hearthtech.voice.text import as_said
from tests.voice.talk_scripts import household
from tools.cli.talk import Talk, opened

ACTIONS = {"stock", "take", "gone", "move", "cancel", "subtract", "count", "remove"}


@asynccontextmanager
async def kitchen(language: str) -> AsyncIterator[Talk]:
    async with opened(language, (), None) as (talk, _):
        await household(talk.kitchen, language)
        await talk.prepare()
        yield talk


async def said(talk: Talk, text: str) -> str:
    return str((await talk.line(text))[-1]["answer"])


def heat(talk: Talk) -> float:
    """The sum of the powers of all burners."""
    powers: list[float] = [float(str(one["power"])) for one in talk.stove.report().values()]
    return sum(powers)


async def heard(talk: Talk, text: str, channel: str = "hermes") -> str:
    """Say a sentence to the satellite of the present place."""
    reply = await talk._desk.ask(
        talk.kitchen,
        talk.home,
        text=text,
        site=talk.home.site,
        session="talk",
        language=talk._language,
        channel=channel,
    )
    return reply.say


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_follow_ups(language: str) -> None:
    content = read_data(language, "follow_ups.yaml")
    assert set(content["follow_ups"]) == {kind.value for kind in FollowUp}
    assert set(content["nth"]) == {"1", "2", "3", "4", "5", "-1"}
    assert len(content["retractions"].split(",")) > 5
    changes = sentences_of(language).changes
    assert {Kind.PLAN_MEAL, Kind.PANTRY_QUERY, Kind.TIMER, Kind.SHOPPING_ADD} <= {one.kind for one in changes}
    assert {one.slots.get("action") for one in changes} >= ACTIONS
    foods = read_data(language, "boiling_times.yaml")["foods"]
    assert len(foods) == len(read_data("en", "boiling_times.yaml")["foods"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_follow_up_raises_heat(language: str) -> None:
    """After talk about a recipe, a timer, a meal and heat, with a burner at 30 %: only a clear yes could raise it."""
    chance = random.Random(31)
    templates = [
        template for one in read_data(language, "follow_ups.yaml")["follow_ups"].values() for template in one
    ]
    async with kitchen(language) as talk:
        for line in ("!arm", "!pan 1", "!tap 1 0.3"):
            await talk.line(line)
        names = await talk.kitchen.recipes.names()
        recognizer = Recognizer(preload=[language])
        made = [_sentence(template, language, list(names.values()), chance) for template in templates]
        understood = [text for text in made if recognizer.follow_ups(text, language=language)]
        assert len(understood) > len(made) / 3
        before = 0.3
        for text in made:
            await talk.line(text)
            power = heat(talk)
            assert power <= before + 1e-6, text
            before = power


def _sentence(template: str, language: str, recipes: list[str], chance: random.Random) -> str:
    """One sentence of a template, with its longest choices and values in place of the lists."""
    content = read_data(language, "follow_ups.yaml")
    rules = {**sentences_of(language).rules, **content["expansion_rules"]}
    text = template
    while "<" in text:
        name = text[text.index("<") + 1 : text.index(">")]
        text = text.replace(f"<{name}>", rules[name], 1)
    values = {
        "nth": content["nth"]["1"].strip("()").split("|")[0],
        "recipe": chance.choice(recipes),
        "number": "5",
        "duration": {"en": "5 minutes", "de": "5 minuten", "fr": "5 minutes", "es": "5 minutos", "it": "5 minuti"}[language],
        "food": "butter",
        "person": "Anna",
    }  # fmt: skip
    while "{" in text:
        inner = text[text.index("{") + 1 : text.index("}")]
        name = inner.split(":")[0]
        listed = sentences_of(language).lists.get(name)
        value = values.get(name) or (chance.choice(sorted(listed)) if listed else "butter")
        text = text.replace("{" + inner + "}", value, 1)
    while "(" in text or "[" in text:
        end = min(text.index(mark) for mark in ")]" if mark in text)
        start = max(text.rfind("(", 0, end), text.rfind("[", 0, end))
        options = text[start + 1 : end].split("|") + ([""] if text[start] == "[" else [])
        text = f"{text[:start]}{chance.choice(options)}{text[end + 1 :]}"
    return " ".join(text.split())


async def test_follow_ups_belong_to_one_user_at_one_place() -> None:
    async with kitchen("en") as talk:
        await said(talk, "set a timer for five minutes")
        for line in ("!site bedroom", "!user stranger may"):
            await talk.line(line)
            assert "cancelled" not in await said(talk, "cancel it"), line
        assert [timer.left_s(talk.kitchen.clock.now()) for timer in await talk.kitchen.timers.running()] == [
            300
        ]


async def test_an_old_request_is_not_followed_up() -> None:
    async with kitchen("en") as talk:
        await said(talk, "how many calories are in the pancakes")
        await talk.line(f"!wait {TOPIC_FOR_S + 1:.0f}")
        assert await said(talk, "what about fat") == ""


async def test_what_a_new_request_names_replaces_what_was_named() -> None:
    async with kitchen("en") as talk:
        await said(talk, "add flour to the shopping list")
        await said(talk, "what is on the shopping list")
        assert await said(talk, "undo that") != "Off the list: flour."
        assert [item.name for item in await talk.kitchen.shopping.items()] == ["flour"]


async def test_cancel_after_heat_still_means_the_heat() -> None:
    async with kitchen("en") as talk:
        for line in ("!arm", "!pan 1"):
            await talk.line(line)
        await said(talk, "set a timer for five minutes")
        await said(talk, "set the front left to three")
        await said(talk, "yes")
        assert "off" in await said(talk, "cancel that")
        assert len(await talk.kitchen.timers.running()) == 1


@pytest.mark.parametrize(
    "text",
    ["never mind, turn off the front left", "turn everything off, never mind", "stop, forget it"],
)
async def test_words_that_take_back_never_keep_heat_on(text: str) -> None:
    async with kitchen("en") as talk:
        for line in ("!arm", "!pan 1", "!tap 1 0.3", text):
            await talk.line(line)
        assert heat(talk) == 0


@pytest.mark.parametrize(
    "text",
    [
        "make it 99999999 minutes", "no, -4", "the 10000000000000000000th one", "number 1e400", "call it \x00{slots}<b>", "and " + "x" * 390,
        "no, nan", "what about {recipe}", "and for 0 people", "move it to the 99th of May", "make that 0 minutes", "undo " * 60,
    ],
    ids=range(12),
)  # fmt: skip
async def test_hostile_follow_ups(text: str) -> None:
    async with kitchen("en") as talk:
        for first in (
            "set a timer for five minutes", "plan the pancakes for friday", "six eggs into the fridge", "how much flour is in the pancakes",
        ):  # fmt: skip
            await said(talk, first)
            answer = await said(talk, text)
            assert "failed" not in answer
            assert "{" not in answer
            assert "<" not in answer
        [timer] = await talk.kitchen.timers.running()
        assert 0 < timer.left_s(talk.kitchen.clock.now()) <= 24 * 3600


def test_focus_is_bounded() -> None:
    now = 0.0
    dialogue = Dialogue(lambda: now)
    for number in range(KEPT * 2):
        dialogue.at(f"site {number}", "one").focus.recipe_id = str(number)
    assert dialogue.at("site 0", "one").focus.recipe_id is None
    last = KEPT * 2 - 1
    assert dialogue.at(f"site {last}", "another").focus.recipe_id == str(last)
    assert dialogue.at(f"site {last}", "another", "somebody").focus.recipe_id is None
    now = 3600.0
    assert dialogue.at(f"site {last}", "one").focus.recipe_id is None


@pytest.mark.parametrize(
    ("utterance", "slot", "language", "words"),
    [
        ("Setz Crème fraîche, bitte, auf die Liste", "creme fraiche", "de", "Crème fraîche"),
        ("ajoute de l'eau !", "l eau", "fr", "l'eau"),
        ("add milk", "butter", "en", "butter"),
        ("", "milk", "en", "milk"),
        ("Stell einen Nudeltimer auf zehn Minuten", "nudel", "de", "Nudel"),
        ("stell einen süßkartoffeltimer auf zehn Minuten", "susskartoffel", "de", "Süßkartoffel"),
        ("Eier-Timer, fünf Minuten", "eier", "de", "Eier"),
        ("add buttermilk", "butter", "en", "butter"),
    ],
    ids=[
        "accents",
        "elision",
        "missing",
        "empty",
        "compound",
        "compound in small letters",
        "hyphen",
        "no compound",
    ],
)
def test_words_keep_their_accents(utterance: str, slot: str, language: str, words: str) -> None:
    assert as_said(utterance, slot, language) == words


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "okay"), ("en", "thanks"), ("en", "done"), ("en", "cancel"), ("en", "stop the timer"), ("en", "stop"), ("de", "danke"),
        ("de", "stopp den Timer"), ("fr", "merci"), ("es", "gracias"), ("it", "grazie"),
    ],
)  # fmt: skip
async def test_a_ringing_timer_is_answered(language: str, answer: str) -> None:
    async with kitchen(language) as talk:
        for line in ("!arm", "!pan 1", "!tap 1 0.3"):
            await talk.line(line)
        await talk.kitchen.timers.add("rice", seconds=60, site="kitchen")
        await talk.line("!wait 61")
        assert talk.kitchen.timers.ringing()
        assert await said(talk, answer)
        assert not talk.kitchen.timers.ringing()
        assert heat(talk) == 0.3


async def test_any_request_at_its_place_answers_a_timer_and_none_elsewhere() -> None:
    async with kitchen("en") as talk:
        await talk.kitchen.timers.add("rice", seconds=60, site="kitchen")
        await talk.line("!wait 61")
        await talk.line("!site bedroom")
        await said(talk, "how many calories are in the pancakes")
        assert talk.kitchen.timers.ringing()
        await talk.line("!site kitchen")
        assert await said(talk, "gurgle blah") == ""
        assert talk.kitchen.timers.ringing()
        assert "kilocalories" in await said(talk, "how many calories are in the pancakes")
        assert not talk.kitchen.timers.ringing()


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "add milk to the shopping list"), ("de", "setz Milch auf die Einkaufsliste"), ("fr", "ajoute du lait à la liste")],
    ids=["en", "de", "fr"],
)  # fmt: skip
async def test_two_satellites_hear_one_sentence_and_the_kitchen_acts_once(language: str, text: str) -> None:
    async with kitchen(language) as talk:
        assert await heard(talk, text)
        await talk.line("!site porch")
        assert await heard(talk, text) == ""
        [item] = await talk.kitchen.shopping.items()
        assert not item.amounts or item.words.lower() in text.lower()
        await talk.line(f"!wait {ECHO_S + 0.5}")
        assert await heard(talk, text)  # later it is a request of its own


async def test_next_heard_twice_is_one_step() -> None:
    async with kitchen("en") as talk:
        await said(talk, "guide me through the beef stew")
        assert "Step 2" in await heard(talk, "next")
        await talk.line("!site porch")
        assert await heard(talk, "next") == ""
        await talk.line("!site kitchen")
        assert "Step 2" in await said(talk, "where are we")


@pytest.mark.parametrize(
    "text", ["turn off the front left", "turn everything off", "how many calories are in the pancakes", "yes"]
)
async def test_off_questions_and_answers_are_never_taken_for_an_echo(text: str) -> None:
    async with kitchen("en") as talk:
        assert await heard(talk, text)
        await talk.line("!site porch")
        assert await heard(talk, text)


@pytest.mark.parametrize(
    ("language", "place", "burner"),
    [("en", "fridge", "front left"), ("de", "kuhlschrank", "vorne links"), ("fr", "frigo", "avant gauche"), ("es", "nevera", ""), ("it", "frigo", "")],
)  # fmt: skip
def test_closed_recognizers_are_trained_on_what_answers_and_follows(
    language: str, place: str, burner: str
) -> None:
    told = vocabulary(language, {"burner": ["Front left"], "food": ["leeks"], "recipe": ["Pancakes"]})
    assert {"follow_up", "answer", "timer"} <= set(told.kinds)
    assert "{burner}" in told.kinds["answer"]
    assert place in told.slots["place"]
    assert not burner or burner in {name.lower() for name in told.slots["burner"]}
    assert told.slots["text"] == told.slots["food"] == ["leeks"]
    lists = {name for kind in told.kinds.values() for text in kind for name in re.findall(r"\{(\w+)", text)}
    assert lists <= {*told.slots, *told.ranges, "person", "timer_ending"}
    assert not any("<" in sentence for kind in told.kinds.values() for sentence in kind)


@pytest.mark.parametrize(
    ("language", "word"), [("en", "and"), ("de", "und"), ("fr", "et"), ("es", "y"), ("it", "e")]
)
def test_names_with_signs_are_trained_as_they_are_said(language: str, word: str) -> None:
    names = {"recipe": ["Mac & Cheese"], "food": ["salt & pepper"]}
    told = vocabulary(language, names)
    assert told.slots["recipe"] == [f"Mac {word} Cheese"]
    assert told.slots["food"] == [f"salt {word} pepper"]


async def test_satellites_of_two_systems_are_no_echo() -> None:
    async with kitchen("en") as talk:
        assert await heard(talk, "add milk to the shopping list", "hermes")
        await talk.line("!site porch")
        assert await heard(talk, "add milk to the shopping list", "assist")

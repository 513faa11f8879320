"""Answers to questions, corrections, and burners by a part of their name."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.assist.heat_question import agrees_only
from custom_components.hearthtech.voice.answer_reader import read_answer
from custom_components.hearthtech.voice.intents import Kind
from custom_components.hearthtech.voice.names import Named
from custom_components.hearthtech.voice.recognizer import Recognizer
from custom_components.hearthtech.voice.text import tokens

LANGUAGES = ("en", "de", "fr", "es", "it")
BURNERS = (
    Named("stove/1", "Front left", size=1800.0),
    Named("stove/2", "Front right", size=2300.0),
    Named("stove/3", "Back left", size=1400.0),
    Named("stove/4", "Back right", size=1800.0),
)


@pytest.fixture(scope="module")
def hob() -> Recognizer:
    made = Recognizer(preload=LANGUAGES)
    made.update("burner", BURNERS)
    return made


@pytest.mark.parametrize(
    ("language", "text", "burner", "level"),
    [
        ("en", "front left", 1, None), ("en", "the front left one", 1, None), ("en", "on the left back burner please", 3, None), ("en", "rear right", 4, None),
        ("en", "the big one", 2, None), ("en", "the smallest", 3, None), ("en", "burner two", 2, None), ("en", "actually six", None, 6 / 9),
        ("en", "I mean the back left", 3, None), ("en", "no, medium", None, 0.5), ("en", "back left at medium", 3, 0.5), ("en", "to level five", None, 5 / 9),
        ("en", "not the front left, the back right", 4, None), ("en", "make it full power", None, 1.0), ("en", "sixty percent", None, 0.6),
        ("de", "vorne links", 1, None), ("de", "die Platte vorne rechts bitte", 2, None), ("de", "die linke vordere", 1, None), ("de", "die große", 2, None),
        ("de", "ich meine hinten links", 3, None), ("de", "nein, mittlere Stufe", None, 0.5), ("de", "auf fünf", None, 5 / 9), ("de", "nein, hinten rechts auf drei", 4, 3 / 9),
        ("fr", "devant à gauche", 1, None), ("fr", "l'avant droit", 2, None), ("fr", "celui de derrière à gauche", 3, None), ("fr", "le petit", 3, None),
        ("fr", "je veux dire l'arrière droit", 4, None), ("fr", "plutôt feu moyen", None, 0.5), ("fr", "à cinq", None, 5 / 9),
        ("es", "delante a la izquierda", 1, None), ("es", "el delantero derecho", 2, None), ("es", "el pequeño", 3, None), ("es", "no, el trasero derecho", 4, None),
        ("es", "mejor a fuego medio", None, 0.5), ("es", "a cinco", None, 5 / 9),
        ("it", "davanti a sinistra", 1, None), ("it", "l'anteriore destro", 2, None), ("it", "quello piccolo", 3, None), ("it", "anzi dietro a destra", 4, None),
        ("it", "meglio fuoco medio", None, 0.5), ("it", "a cinque", None, 5 / 9),
    ],
)  # fmt: skip
def test_answers(hob: Recognizer, language: str, text: str, burner: int | None, level: float | None) -> None:
    found = read_answer(text, language, hob.lists(language))
    assert found is not None
    assert found.burner_id == (None if burner is None else f"stove/{burner}")
    assert found.power == (None if level is None else pytest.approx(level, abs=0.001))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "turn off the front left"), ("en", "the front left is off"), ("en", "is the front left hot"), ("en", "the one by the window"), ("en", ""),
        ("en", "front left and back right"), ("en", "yes"), ("en", "five carrots"), ("de", "mach vorne links aus"), ("de", "vorne links ist heiß"),
        ("fr", "éteins l'avant gauche"), ("es", "apaga el trasero"), ("it", "spegni davanti a sinistra"),
    ],
)  # fmt: skip
def test_what_is_no_answer(hob: Recognizer, language: str, text: str) -> None:
    assert read_answer(text, language, hob.lists(language)) is None


@pytest.mark.parametrize(
    ("language", "text", "ids"),
    [
        ("en", "left", {1, 3}), ("en", "back", {3, 4}), ("en", "left back", {3}), ("en", "middle", set()), ("de", "rechte", {2, 4}), ("de", "hintere", {3, 4}),
        ("fr", "gauche", {1, 3}), ("es", "trasero", {3, 4}), ("it", "davanti", {1, 2}),
    ],
)  # fmt: skip
def test_a_part_of_a_place_fits_several_burners(
    hob: Recognizer, language: str, text: str, ids: set[int]
) -> None:
    found = {named.id for named in hob.meant_burners(text, language=language)}
    assert found == {f"stove/{one}" for one in ids}


def test_of_two_burners_with_the_same_name_the_first_is_meant() -> None:
    made = Recognizer(preload=["en"])
    made.update(
        "burner", [*BURNERS, Named("second/1", "Front left", size=1800.0), Named("second/2", "Back left")]
    )
    for text in (
        "set the front left burner to five",
        "set the front left to five",
        "set the left front one to five",
    ):
        assert made.recognize(text).slots["burner_id"] == "stove/1", text
    assert [named.id for named in made.meant_burners("the left one")] == ["stove/1", "stove/3"]


@settings(deadline=None)  # the first example loads five languages
@given(st.sampled_from(LANGUAGES), st.text(max_size=60))
def test_any_text_is_read_without_error(language: str, text: str) -> None:
    if "made" not in _SHARED:
        _SHARED["made"] = _recognizer()
    made = _SHARED["made"]
    read_answer(text, language, made.lists(language))
    made.meant_burners(text, language=language)
    agrees_only(text, language)


_SHARED: dict[str, Recognizer] = {}


def _recognizer() -> Recognizer:
    made = Recognizer(preload=LANGUAGES)
    made.update("burner", BURNERS)
    return made


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "ok"), ("en", "okay"), ("en", "done"), ("en", "right"), ("en", "fine"), ("en", "all right"), ("en", "OK, good"), ("en", "that's right"),
        ("de", "ok"), ("de", "richtig"), ("de", "fertig"), ("de", "in Ordnung"), ("de", "alles gut"), ("fr", "d'accord"), ("fr", "ok"), ("fr", "c'est bon"),
        ("es", "vale"), ("es", "de acuerdo"), ("es", "listo"), ("it", "va bene"), ("it", "d'accordo"), ("it", "fatto"),
    ],
)  # fmt: skip
def test_agreement_is_no_yes_to_heat(language: str, text: str) -> None:
    assert agrees_only(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "yes"), ("en", "yes please"), ("en", "yeah"), ("en", "ok yes"), ("en", "go ahead"), ("en", "sure"), ("en", "yes do it"), ("de", "ja"), ("de", "ja bitte"),
        ("de", "ja mach das"), ("de", "natürlich"), ("fr", "oui"), ("fr", "oui vas-y"), ("fr", "bien sûr"), ("es", "sí"), ("es", "sí claro"), ("es", "adelante"),
        ("it", "sì"), ("it", "sì certo"), ("it", "certo"),
    ],
)  # fmt: skip
def test_a_yes_is_read_exactly(hob: Recognizer, language: str, text: str) -> None:
    found = hob.recognize(text, language=language)
    assert (found.kind, found.layer) == (Kind.YES, 1)
    assert not agrees_only(text, language)


@pytest.mark.parametrize(
    "text", ["I said no", "yes but no", "not yes", "yesterday", "nein ja", "oui mais non"]
)
def test_what_only_holds_a_yes_is_no_exact_one(hob: Recognizer, text: str) -> None:
    found = hob.recognize(text)
    assert (found.kind, found.layer) != (Kind.YES, 1)
    assert tokens(text)

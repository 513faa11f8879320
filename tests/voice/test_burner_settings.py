"""Requests to set several burners at once, and to turn some off and set others, in five languages."""

from pathlib import Path

import pytest
import yaml

from custom_components.hearthtech.voice.burner_settings import THOSE_ON, BurnerSetting
from custom_components.hearthtech.voice.intents import Kind
from custom_components.hearthtech.voice.names import Named
from custom_components.hearthtech.voice.recognizer import Recognition, Recognizer

NAMES = ("Front left", "Front right", "Back left", "Back right")


def sentences() -> list[tuple[str, str, str]]:
    loaded = yaml.safe_load(Path(__file__).with_name("burner_settings.yaml").read_text(encoding="utf-8"))
    return [(language, text, wanted) for language, of in loaded.items() for text, wanted in of.items()]


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    made = Recognizer()
    made.update("burner", [Named(f"stove/{n}", name) for n, name in enumerate(NAMES, 1)])
    return made


def shown(setting: BurnerSetting) -> tuple[str, float | None, float | None, str | None, float | None]:
    power = None if setting.power is None else round(setting.power, 2)
    return setting.burner_id[-1:], power, setting.temperature_c, setting.change, setting.for_s


def parsed(one: str) -> tuple[str, float | None, float | None, str | None, float | None]:
    number, _, level = one.partition("=")
    level, _, seconds = level.partition("/")
    power = celsius = None
    if level.endswith("%"):
        power = float(level[:-1]) / 100
    elif level.endswith("C"):
        celsius = float(level[:-1])
    elif level.isdigit():
        power = round(int(level) / 9, 2)
    change = level if level in {"up", "down"} else None
    return number, power, celsius, change, float(seconds) if seconds else None


def recognized(recognizer: Recognizer, text: str, language: str) -> Recognition:
    return recognizer.recognize(text, language=language)


@pytest.mark.parametrize(("language", "text", "wanted"), sentences())
def test_each_burner_gets_its_level(recognizer: Recognizer, language: str, text: str, wanted: str) -> None:
    found = recognized(recognizer, text, language)
    assert [shown(one) for one in found.settings] == [parsed(one) for one in wanted.split()]
    if wanted:
        assert (found.kind, found.layer) == (Kind.SET_HEAT, 1)
        assert found.slots["burner_ids"] == tuple(one.burner_id for one in found.settings)


OFF_AND_SET = [
    ("en", "turn off the front left and set the back left to 4", "1", "3=4"),
    ("en", "set the back left to 4 and turn off the front left", "1", "3=4"),
    ("en", "turn off the front left and the back left to 4", "1", "3=4"),
    ("en", "turn off the front left and the front right and the back left to 4", "1 2", "3=4"),
    ("en", "turn off the front left, the front right and set the back left to 4", "1 2", "3=4"),
    ("en", "turn off the front left, set the front right to 3 and the back left to 4", "1", "2=3 3=4"),
    ("en", "could you turn off the front left and then turn the back left up", "1", "3=up"),
    ("en", "the front left off and the back left on", "1", "3=on"),
    ("en", "set the front left to zero and the back left to five", "1", "3=5"),
    ("de", "mach vorne links aus und stell hinten links auf 4", "1", "3=4"),
    ("de", "schalte vorne links aus und hinten links auf mittlere Stufe", "1", "3=50%"),
    ("de", "stell hinten links auf 4 und mach vorne links aus", "1", "3=4"),
    ("fr", "éteins l'avant gauche et mets l'arrière gauche à 4", "1", "3=4"),
    ("fr", "éteins l'avant gauche puis mets l'arrière gauche à feu doux", "1", "3=30%"),
    ("es", "apaga el delantero izquierdo y pon el trasero izquierdo al 4", "1", "3=4"),
    ("es", "pon el trasero izquierdo al 4 y apaga el delantero izquierdo", "1", "3=4"),
    ("it", "spegni l'anteriore sinistro e metti il posteriore sinistro a 4", "1", "3=4"),
    ("it", "metti il posteriore sinistro a 4 e spegni l'anteriore sinistro", "1", "3=4"),
]


@pytest.mark.parametrize(("language", "text", "off", "wanted"), OFF_AND_SET)
def test_off_and_set_in_one_request(
    recognizer: Recognizer, language: str, text: str, off: str, wanted: str
) -> None:
    found = recognized(recognizer, text, language)
    assert found.kind is Kind.HEAT_OFF
    ids = found.slots["burner_ids"]
    assert isinstance(ids, tuple)
    assert [one[-1] for one in ids] == off.split()
    assert [shown(one) for one in found.settings] == [parsed(one) for one in wanted.split()]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "turn off the front left and set the front left to nine"),
        ("en", "turn off the front left and the back left"),
        ("en", "turn off the front left and set a timer for five minutes"),
        ("en", "turn off the front left and leave the back left at four"),
        ("de", "mach vorne links und hinten links aus"),
        ("de", "mach vorne links aus und lass hinten links auf vier"),
        ("fr", "éteins l'avant gauche et l'arrière gauche"),
        ("es", "apaga el delantero izquierdo y el trasero izquierdo"),
        ("it", "spegni l'anteriore sinistro e il posteriore sinistro"),
    ],
)
def test_off_alone_sets_nothing(recognizer: Recognizer, language: str, text: str) -> None:
    found = recognized(recognizer, text, language)
    assert found.kind is Kind.HEAT_OFF
    assert found.settings == ()


def test_an_alarm_sets_nothing(recognizer: Recognizer) -> None:
    found = recognized(recognizer, "the pan is on fire and set the back left to four", "en")
    assert (found.kind, found.settings) == (Kind.ALL_OFF, ())


@pytest.mark.parametrize(
    ("language", "text", "change"),
    [
        ("en", "turn both up", "up"),
        ("en", "turn the burners down", "down"),
        ("de", "dreh beide hoch", "up"),
        ("de", "dreh alle Platten runter", "down"),
        ("fr", "monte les deux", "up"),
        ("es", "baja los dos", "down"),
        ("it", "alza tutti e due", "up"),
    ],
)
def test_both_means_those_that_are_on(recognizer: Recognizer, language: str, text: str, change: str) -> None:
    (setting,) = recognized(recognizer, text, language).settings
    assert (setting.burner_id, setting.change) == (THOSE_ON, change)


@pytest.mark.parametrize("joiner", [" and ", ", ", " und "])
def test_long_utterances_are_read_in_bounded_time(recognizer: Recognizer, joiner: str) -> None:
    text = joiner.join(["turn off the front left"] + ["set the back left to four"] * 400)
    assert recognized(recognizer, text, "en").kind is not Kind.SET_HEAT


@pytest.mark.parametrize(
    "text",
    [
        "don't turn the front left up and the back left too",
        "i never said to turn up the front left",
        "mom told me to turn up the front left a lot more",
        "did somebody crank the front left way up just now",
    ],
)
def test_a_denied_request_that_is_only_nearly_recognized_asks_for_no_heat(
    recognizer: Recognizer, text: str
) -> None:
    assert recognized(recognizer, text, "en").kind is not Kind.SET_HEAT

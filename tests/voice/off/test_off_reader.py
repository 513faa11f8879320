"""The reader of requests to turn heat off: sentences in six languages, what they name, and hostile input."""

from functools import cache
import json
from pathlib import Path
import sys

from hypothesis import given, settings, strategies as st
import pytest
import yaml

from custom_components.hearthtech.voice.intents import Kind
from custom_components.hearthtech.voice.names import Named
from custom_components.hearthtech.voice.off import OffRequest, Reason, Which, read_off, vocabulary
from custom_components.hearthtech.voice.recognizer import Recognizer

LANGUAGES = ("en", "de", "fr", "es", "it", "nl")
BURNERS = tuple(
    Named(f"stove/{n}", name)
    for n, name in enumerate(("Front left", "Front right", "Back left", "Back right"), 1)
)
DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
OFF_KINDS = {"heat_off", "all_off", "stop", "cancel"}
FEWEST_READ = 0.98
SIMPLE = {
    "en": "turn off the stove",
    "de": "mach den Herd aus",
    "fr": "éteins la plaque",
    "es": "apaga la placa",
    "it": "spegni il fornello",
    "nl": "zet het fornuis uit",
}
NEGATIONS = {
    "en": ("not", "never", "don't"),
    "de": ("nicht", "nie", "niemals"),
    "fr": ("pas", "jamais", "ne"),
    "es": ("nunca", "jamás"),
    "it": ("non", "mai"),
    "nl": ("niet", "nooit"),
}


def own(name: str, language: str) -> tuple[str, ...]:
    """The sentences of a list in this folder, in one language."""
    lists = _lists(language)
    return (*lists[name], *lists[f"{name}_more"], *lists[f"{name}_unseen"])


@cache
def _lists(language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load(
        (Path(__file__).parent / f"{language}.yaml").read_text(encoding="utf-8")
    )
    return found


def given_rows(path: str) -> list[dict[str, object]]:
    """The rows of a shared file; the test is skipped where it is not there."""
    file = DATA / path
    if not file.exists():
        pytest.skip(f"shared data are not here: {path}")
    rows: list[dict[str, object]] = json.loads(file.read_text(encoding="utf-8"))
    return rows


def read(text: str, language: str = "en", **more: object) -> OffRequest:
    return read_off(text, language=language, burners=BURNERS, **more)  # type: ignore[arg-type]


def ids(*numbers: int) -> tuple[str, ...]:
    return tuple(f"stove/{n}" for n in numbers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_turn_off(language: str) -> None:
    """All sentences of a language in one test: the failure lists every one that is read wrongly."""
    sentences = own("turns_off", language)
    assert len(sentences) > 100
    assert [sentence for sentence in sentences if not read(sentence, language).turns_off] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_turn_nothing_off(language: str) -> None:
    sentences = own("leaves_on", language)
    assert len(sentences) > 100
    assert [sentence for sentence in sentences if read(sentence, language).turns_off] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_layer_turns_off_what_the_reader_leaves_on(recognizer: Recognizer, language: str) -> None:
    wrong = [
        sentence
        for sentence in own("leaves_on", language)
        if recognizer.recognize(sentence, language=language, session=True).kind
        in {Kind.HEAT_OFF, Kind.ALL_OFF, Kind.STOP}
    ]
    assert wrong == []


def test_the_field_sentences(recognizer: Recognizer) -> None:
    rows = given_rows("field/voice-off.json")
    kinds = [
        recognizer.recognize(str(row["text"]), language=str(row["language"]), session=True).kind
        for row in rows
    ]
    done = sum(kind in {Kind.HEAT_OFF, Kind.ALL_OFF, Kind.STOP} for kind in kinds)
    print(f"{done} of {len(rows)} field sentences are read as off")
    assert done >= FEWEST_READ * len(rows)


def test_the_field_sentences_that_leave_heat_on(recognizer: Recognizer) -> None:
    wrong = [
        row["text"]
        for row in given_rows("field/voice-not-off.json")
        if recognizer.recognize(str(row["text"]), language=str(row["language"]), session=True).kind
        in {Kind.HEAT_OFF, Kind.ALL_OFF, Kind.STOP}
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "path",
    ["utterances-dev.json", "dialogues-dev.json", *(f"field/voice-{code}.json" for code in LANGUAGES[:5])],
)
def test_other_utterances_are_not_read_as_off(path: str) -> None:
    language = path[-7:-5] if path.startswith("field/") else "en"
    rows = given_rows(path)
    wrong = []
    for row in rows:
        kinds = {row["kind"]} if isinstance(row["kind"], str) else set(row["kind"])  # type: ignore[call-overload]
        if not kinds & OFF_KINDS and read(str(row["text"]), language).turns_off:
            wrong.append(row["text"])
    print(f"{len(wrong)} of {len(rows)} utterances of {path} are wrongly read as off")
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "sentence", "burners"),
    [
        ("en", "turn off the front left and the back left", (1, 3)),
        ("en", "turn off the front left, the back left and the back right", (1, 3, 4)),
        ("en", "front left and right off", (1, 2)),
        ("en", "turn off the left and right front burners", (1, 2)),
        ("en", "turn off both front burners", (1, 2)),
        ("en", "shut off the two at the back", (3, 4)),
        ("en", "the ones on the right off please", (2, 4)),
        ("en", "turn off burner two", (2,)),
        ("en", "turn off burner 3", (3,)),
        ("de", "schalte vorne links und hinten rechts aus", (1, 4)),
        ("de", "mach die beiden hinteren aus", (3, 4)),
        ("de", "Platte vorne rechts ausmachen", (2,)),
        ("fr", "éteins la plaque de devant à gauche", (1,)),
        ("fr", "éteins l'avant gauche et l'arrière droite", (1, 4)),
        ("fr", "éteins les deux plaques de derrière", (3, 4)),
        ("es", "apaga el delantero izquierdo y el derecho", (1, 2)),
        ("es", "apaga los de la izquierda", (1, 3)),
        ("es", "apaga el de atrás a la derecha", (4,)),
        ("it", "spegni entrambi i fornelli davanti", (1, 2)),
        ("it", "spegni il fornello dietro a sinistra", (3,)),
        ("it", "spegni l'anteriore sinistro e il posteriore destro", (1, 4)),
    ],
)
def test_several_burners(language: str, sentence: str, burners: tuple[int, ...]) -> None:
    assert read(sentence, language).burners == ids(*burners)


@pytest.mark.parametrize(
    ("language", "sentence", "excepted"),
    [
        ("en", "everything off except the front left", (1,)),
        ("en", "turn off everything but the back right", (4,)),
        ("en", "all off apart from the front two", (1, 2)),
        ("en", "turn everything except the front left off", (1,)),
        ("en", "turn it all off, but leave the back left on", (3,)),
        ("de", "alles aus außer vorne links", (1,)),
        ("de", "schalte alles bis auf hinten rechts aus", (4,)),
        ("de", "mach alles aus, aber lass vorne links an", (1,)),
        ("fr", "éteins tout sauf l'avant gauche", (1,)),
        ("fr", "éteins toutes les plaques sauf celle de derrière à droite", (4,)),
        ("es", "apaga todo menos el delantero izquierdo", (1,)),
        ("es", "apaga todo excepto los traseros", (3, 4)),
        ("it", "spegni tutto tranne il davanti a sinistra", (1,)),
        ("it", "spegni tutti i fornelli eccetto quelli dietro", (3, 4)),
    ],
)
def test_exceptions(language: str, sentence: str, excepted: tuple[int, ...]) -> None:
    found = read(sentence, language)
    assert (found.kind, found.except_burners) == (Kind.ALL_OFF, ids(*excepted))


@pytest.mark.parametrize(
    ("language", "sentence", "which"),
    [
        ("en", "turn them off", Which.THEM),
        ("en", "turn off the other one", Which.OTHER),
        ("en", "turn off the last one", Which.LAST),
        ("en", "turn both off", Which.BOTH),
        ("en", "turn it off", Which.IT),
        ("en", "turn off the heat", Which.THIS),
        ("fr", "éteins-la", Which.IT),
        ("fr", "éteins-les s'il te plaît", Which.THEM),
        ("es", "apágalo", Which.IT),
        ("it", "spegnila", Which.IT),
        ("en", "turn off the stove", Which.ALL),
        ("en", "turn off that burner", Which.IT),
        ("de", "mach die andere aus", Which.OTHER),
        ("de", "mach beide aus", Which.BOTH),
        ("de", "Herd aus", Which.ALL),
        ("de", "mach die Platte aus", Which.THIS),
        ("fr", "éteins l'autre", Which.OTHER),
        ("fr", "éteins les deux", Which.BOTH),
        ("fr", "coupe le feu", Which.THIS),
        ("fr", "éteins la gazinière", Which.ALL),
        ("es", "apaga el otro", Which.OTHER),
        ("es", "apágalos", Which.THEM),
        ("es", "apaga los fuegos", Which.ALL),
        ("it", "spegni l'altro", Which.OTHER),
        ("it", "spegnili", Which.THEM),
        ("it", "spegni i fuochi", Which.ALL),
        ("it", "spegni il fuoco", Which.THIS),
    ],
)
def test_words_instead_of_names(language: str, sentence: str, which: Which) -> None:
    assert read(sentence, language).which is which


@pytest.mark.parametrize(
    ("language", "sentence", "dish"),
    [
        ("en", "turn off under the soup", "soup"),
        ("en", "turn off the golden dream", "Golden Dream"),
        ("de", "mach die Kartoffeln aus", "kartoffeln"),
        ("fr", "éteins sous les pommes de terre", "pommes de terre"),
        ("es", "apaga la sopa", "sopa"),
        ("it", "spegni sotto le patate", "patate"),
    ],
)
def test_dishes(language: str, sentence: str, dish: str) -> None:
    assert read(sentence, language, dishes=("Golden Dream",)).dishes == (dish,)


@pytest.mark.parametrize(
    ("language", "sentence", "delay_s"),
    [
        ("en", "turn it off in ten minutes", 600),
        ("en", "turn the soup off in half an hour", 1800),
        ("en", "in an hour and a half turn off the front left", 5400),
        ("en", "switch it off after 90 seconds", 90),
        ("en", "turn it off ten minutes from now", 600),
        ("de", "in einer halben Stunde ausschalten", 1800),
        ("de", "mach den Herd in fünfundzwanzig Minuten aus", 1500),
        ("de", "schalte vorne links in anderthalb Stunden ab", 5400),
        ("fr", "éteins dans dix minutes", 600),
        ("fr", "éteins le feu dans trois quarts d'heure", 2700),
        ("fr", "dans vingt-cinq minutes éteins la plaque", 1500),
        ("es", "apágalo en diez minutos", 600),
        ("es", "apaga el fuego dentro de treinta y cinco minutos", 2100),
        ("it", "spegnilo tra dieci minuti", 600),
        ("it", "spegni il fuoco fra mezz'ora", 1800),
        ("it", "spegni il fornello tra un'ora e mezza", 5400),
    ],
)
def test_delays(language: str, sentence: str, delay_s: float) -> None:
    found = read(sentence, language)
    assert found.turns_off
    assert found.when.delay_s == delay_s


@pytest.mark.parametrize(
    ("language", "sentence", "until"),
    [
        ("en", "turn it off at half past six", "18:30"),
        ("en", "turn off the stove at 6:45", "18:45"),
        ("en", "turn off the soup at 19:05", "19:05"),
        ("en", "switch it off at seven in the morning", "07:00"),
        ("en", "turn it off at quarter to eight", "19:45"),
        ("en", "turn it off at noon", "12:00"),
        ("de", "um halb sieben ausschalten", "18:30"),
        ("de", "mach den Herd um 18 Uhr 30 aus", "18:30"),
        ("de", "schalte um Viertel nach sieben aus", "19:15"),
        ("fr", "éteins la plaque à six heures et demie", "18:30"),
        ("fr", "éteins le feu à 18h30", "18:30"),
        ("es", "apaga la placa a las seis y media", "18:30"),
        ("es", "apágalo a las siete menos cuarto", "18:45"),
        ("it", "spegni la piastra alle sei e mezza", "18:30"),
        ("it", "spegnilo alle 18:30", "18:30"),
    ],
)
def test_times_of_day(language: str, sentence: str, until: str) -> None:
    found = read(sentence, language)
    assert found.turns_off
    assert found.when.until == until


def test_for_some_time_is_no_delay() -> None:
    assert read("turn it off for ten minutes").when.delay_s is None


@pytest.mark.parametrize(
    ("language", "sentence", "reason"),
    [
        ("en", "help it's burning", Reason.ALARM),
        ("en", "it's boiling over", Reason.BOILING_OVER),
        ("en", "is the stove off", Reason.QUESTION),
        ("en", "don't turn it off", Reason.NEGATION),
        ("en", "just not turn off the stove", Reason.NEGATION),
        ("en", "leave the front left on", Reason.NEGATION),
        ("en", "she told me to turn off the stove", Reason.REPORT),
        ("en", "turn off the lights", Reason.FOREIGN),
        ("de", "mach den Backofen aus", Reason.FOREIGN),
        ("fr", "n'éteins pas la plaque", Reason.NEGATION),
        ("es", "apaga la luz de la cocina", Reason.FOREIGN),
        ("it", "non spegnere", Reason.NEGATION),
        ("it", "il latte trabocca", Reason.BOILING_OVER),
    ],
)
def test_reasons(language: str, sentence: str, reason: Reason) -> None:
    assert read(sentence, language).reason is reason


@pytest.mark.parametrize(
    ("sentence", "burners"),
    [
        ("turn off the lights and the front left", (1,)),
        ("turn off the front left but not the back left", (1,)),
        ("turn off the front left, don't turn off the back left", (1,)),
    ],
)
def test_mixed_requests(sentence: str, burners: tuple[int, ...]) -> None:
    found = read(sentence)
    assert found.turns_off
    assert found.burners == ids(*burners)


def test_a_withdrawn_request_turns_nothing_off() -> None:
    assert read("turn it off. No, don't turn it off").reason is Reason.NEGATION


def test_zero_answers_another_question() -> None:
    assert read("zero").turns_off
    assert not read("zero", expects=(Kind.TIMER,)).turns_off


def test_slots_are_plain_values() -> None:
    slots = read("turn off the front left and the back left in ten minutes").slots(BURNERS)
    assert slots == {
        "burner": "Front left",
        "burner_id": "stove/1",
        "burner_ids": ("stove/1", "stove/3"),
        "delay": 600.0,
    }


def test_a_recipe_that_no_list_of_foods_holds(recognizer: Recognizer) -> None:
    assert read_off("turn off the shakshuka", is_dish="shakshuka".__eq__).dishes == ("shakshuka",)
    assert not read_off("turn off the shakshuka").turns_off
    assert recognizer.recognize("turn off the brulee").kind is Kind.HEAT_OFF


def test_burners_with_names_of_their_own() -> None:
    burners = (Named("hob/1", "Wok zone"), Named("hob/2", "Big one"))
    assert read_off("turn off the wok zone", burners=burners).burners == ("hob/1",)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_is_read(language: str, text: str) -> None:
    read(text, language)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(data=st.data())
def test_polite_and_empty_words_lose_no_request(language: str, data: st.DataObject) -> None:
    words = vocabulary(language)
    polite = st.sampled_from(sorted({*words.entries("polite")}))
    empty = st.lists(st.sampled_from(sorted(_NOISE[language])), max_size=4)
    before = [*data.draw(empty), data.draw(polite) if data.draw(st.booleans()) else ""]
    after = data.draw(empty)
    sentence = " ".join([*before, SIMPLE[language], *after])
    assert read(sentence, language).turns_off, sentence


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(data=st.data())
def test_a_negation_never_turns_off(language: str, data: st.DataObject) -> None:
    words = SIMPLE[language].split()
    words.insert(data.draw(st.integers(0, len(words))), data.draw(st.sampled_from(NEGATIONS[language])))
    words = [*data.draw(st.lists(st.sampled_from(sorted(_NOISE[language])), max_size=3)), *words]
    assert not read(" ".join(words), language).turns_off


_NOISE = {
    "en": {
        "please",
        "now",
        "ok",
        "hey kitchen",
        "quickly",
        "um",
        "uh",
        "right now",
        "thanks",
        "so",
        "just",
        "oh god",
    },
    "de": {"bitte", "jetzt", "ok", "schnell", "sofort", "mal", "ähm", "danke", "also", "gleich", "oh Gott"},
    "fr": {"s'il te plaît", "maintenant", "vite", "tout de suite", "euh", "merci", "alors", "bon", "ok"},
    "es": {"por favor", "ahora", "ya", "rápido", "eh", "gracias", "vale", "enseguida", "bueno"},
    "it": {"per favore", "adesso", "subito", "presto", "allora", "grazie", "ok", "dai", "ehi"},
    "nl": {"alsjeblieft", "nu", "snel", "hé keuken", "eens", "bedankt", "goed", "maar"},
}


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "off ",
        "turn off the ",
        "and ",
        ", ",
        "front left ",
        "left and ",
        "of ",
        "in the ",
        "ten minutes ",
        "at 7 ",
        "except ",
        "in ten minutes ",
        ". ",
        "a" * 50 + " ",
        "o",
        "no ",
        "à l'",
        "1 ",
    ],
)
def test_the_time_grows_linearly(piece: str) -> None:
    few, many = (_calls(piece * (size // len(piece))) for size in (4_000, 32_000))
    assert many <= 12 * few


def _calls(text: str) -> int:
    """How many Python functions are called to read a text."""
    count = 0

    def count_call(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count_call)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return count

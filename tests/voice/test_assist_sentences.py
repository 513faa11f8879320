"""Home Assistant's own sentences for timers and lists, drawn from the installed package, in five languages."""

from collections import Counter

import pytest

pytest.importorskip("home_assistant_intents", reason="home-assistant-intents is not installed")

from benchmarks.assist_sentences import AssistSentence, assist_sentences, is_understood
from benchmarks.voice_languages import recognizer_for

LEAST_RIGHT = {"en": 0.99, "de": 0.98, "fr": 0.94, "es": 0.92, "it": 0.98}
"""The Spanish templates also give sentences that nobody says ("mi la cuenta atrás", "una minutos")."""


@pytest.mark.parametrize("code", sorted(LEAST_RIGHT))
def test_timers_and_lists(code: str) -> None:
    recognizer = recognizer_for(())
    said: Counter[str] = Counter()
    wrong: list[str] = []
    for sentence in dict.fromkeys(assist_sentences(code, each=1)):
        heard = recognizer.recognize(sentence.text, language=code)
        said[sentence.intent] += 1
        if not is_understood(sentence, heard.kind.value, heard.slots):
            wrong.append(f"{sentence.text}: {heard.kind} {dict(heard.slots)}")
    assert len(said) >= 12, "the package has other intents"
    assert 1 - len(wrong) / said.total() >= LEAST_RIGHT[code], "\n".join(wrong)


@pytest.mark.parametrize(
    ("code", "text", "action", "seconds"),
    [
        ("en", "increase my 5 minute timer by 10 minutes", "add", 600.0),
        ("de", "verlängere den Timer für die Pizza um zwölf Minuten", "add", 720.0),
        ("de", "stell einen Timer für sechseinhalb Minuten", "set", 390.0),
        ("fr", "remets le décompte du riz", "resume", None),
        ("fr", "combien de temps reste-t-il", "left", None),
        ("es", "quita un minuto y medio al temporizador del arroz", "subtract", 90.0),
        ("es", "pon cinco minutos más al temporizador", "add", 300.0),
        ("it", "togli due minuti dal timer della pasta", "subtract", 120.0),
    ],
)
def test_orders_of_words(code: str, text: str, action: str, seconds: float | None) -> None:
    heard = recognizer_for(()).recognize(text, language=code)
    assert is_understood(
        AssistSentence(code, "", text, "timer", action, seconds), heard.kind.value, heard.slots
    ), dict(heard.slots)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "do not cancel the timer"),
        ("de", "brich den Timer nicht ab"),
        ("de", "mach das Licht aus wenn der Timer endet"),
        ("fr", "n'annule pas le minuteur"),
        ("es", "no canceles el temporizador"),
        ("it", "non annullare il timer"),
        ("it", "apri il garage tra cinque minuti"),
        ("es", "abre el garaje dentro de cinco minutos"),
        ("fr", "ouvre les volets dans cinq minutes"),
        ("de", "öffne die Garage in fünf Minuten"),
        ("en", "turn off the light in 5 minutes"),
        ("en", "open the garage door in 5 minutes"),
    ],
)
def test_what_is_no_request_about_timers(code: str, text: str) -> None:
    heard = recognizer_for(()).recognize(text, language=code)
    assert heard.kind not in {"timer", "shopping_add"}, (heard.kind, dict(heard.slots))

"""The classifiers of German, French, Spanish and Italian, measured with sentences that they were not trained on."""

import pytest

from benchmarks.voice_languages import recognizer_for
from benchmarks.voice_mutations_languages import ExactHeatOf, heat_raised_in
from custom_components.hearthtech.voice.classifier import classifier_file, load_model
from custom_components.hearthtech.voice.data_files import LANGUAGES
from custom_components.hearthtech.voice.intents import LOWERS_HEAT, Kind
from custom_components.hearthtech.voice.recognizer import Recognizer
from tools.voice_training import languages
from tools.voice_training.examples import fingerprint

MOST_BYTES = 3_000_000
LEAST_RIGHT, MOST_WRONG = 0.82, 0.06
ALIKE = [{Kind.CURRENT_STEP, Kind.NEXT_STEP}, {Kind.IS_FINISHED, Kind.IS_THAT_ALL, Kind.NEXT_STEP}, {Kind.CANCEL, Kind.NO},
         {Kind.PLAN_QUERY, Kind.SUGGEST_MEAL}, {Kind.LIST_INGREDIENTS, Kind.INGREDIENT_OF_STEP}]  # fmt: skip
"""Kinds that some sentences ask for alike."""
RECIPES = {
    "de": ["Kartoffelsuppe", "Chili con Carne"],
    "fr": ["Soupe à l'oignon", "Gratin dauphinois"],
    "es": ["Tortilla de patatas", "Gazpacho"],
    "it": ["Minestrone", "Gnocchi al pesto"],
}


def test_all_classifiers_together_are_small() -> None:
    assert sum(classifier_file(code).stat().st_size for code in LANGUAGES) < MOST_BYTES


@pytest.mark.parametrize("code", languages.LANGUAGES)
def test_the_weights_belong_to_the_examples(code: str) -> None:
    made_of = load_model(code).made_of
    assert made_of == fingerprint(languages.examples(code)), (
        f"train again: python -m tools.voice_training {code}"
    )


@pytest.mark.parametrize("code", languages.LANGUAGES)
def test_held_out_sentences(code: str) -> None:
    recognizer = recognizer_for(RECIPES[code])
    trained = {example.text for example in languages.examples(code)}
    right, wrong, total = 0, [], 0
    for kind, texts in languages.spoken(code).items():
        for text in filter(lambda one: languages.is_measured(one, code), texts):
            assert text not in trained
            heard = recognizer.recognize(text, language=code, session=True).kind
            total += 1
            if heard is kind or any({heard, kind} <= alike for alike in ALIKE):
                right += 1
            elif heard is not Kind.NONE:
                wrong.append(f"{text}: {heard}, not {kind}")
    assert total > 100
    assert right / total >= LEAST_RIGHT
    assert len(wrong) / total <= MOST_WRONG, "\n".join(wrong)


OTHERS = {
    "de": ["schalte die Ventilatoren ab", "ist das Garagentor offen", "stell die Heizung höher", "dimm die Stehlampe",
           "heiz den Backofen auf 180 Grad vor", "wie warm ist es im Wohnzimmer", "wer hat gestern gewonnen",
           "spiel das nächste Lied", "schließ die Haustür ab", "ruf meine Schwester an"],
    "fr": ["éteins les ventilateurs", "le portail est ouvert", "monte le chauffage", "baisse le lampadaire",
           "préchauffe le four à 180 degrés", "il fait combien dans le salon", "qui a gagné hier",
           "mets la chanson suivante", "verrouille la porte", "appelle ma sœur"],
    "es": ["apaga los ventiladores", "está abierto el portón", "sube la calefacción", "atenúa la lámpara de pie",
           "precalienta el horno a 180 grados", "qué temperatura hace en el salón", "quién ganó ayer",
           "pon la siguiente canción", "cierra la puerta con llave", "llama a mi hermana"],
    "it": ["spegni i ventilatori", "è aperto il cancello", "alza il riscaldamento", "abbassa la lampada da terra",
           "preriscalda il forno a 180 gradi", "che temperatura c'è in salotto", "chi ha vinto ieri",
           "metti la prossima canzone", "chiudi a chiave la porta", "chiama mia sorella"],
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(OTHERS))
@pytest.mark.parametrize("session", [False, True])
def test_what_is_not_for_the_kitchen(code: str, session: bool) -> None:
    recognizer = recognizer_for(RECIPES[code])
    accepted = {
        text: heard.kind
        for text in OTHERS[code]
        if (heard := recognizer.recognize(text, language=code, session=session)).kind is not Kind.NONE
    }
    assert not accepted


@pytest.mark.parametrize("code", languages.LANGUAGES)
def test_the_classifier_alone_never_reads_heat(code: str) -> None:
    recognizer = recognizer_for(RECIPES[code])
    for example in languages.examples(code)[::40]:
        heard = recognizer.recognize(example.text, language=code, session=example.session)
        if heard.layer != 1:
            assert not heard.may_raise_heat
            assert heard.kind not in LOWERS_HEAT - {Kind.HEAT_OFF}


@pytest.mark.parametrize("code", languages.LANGUAGES)
def test_mutated_sentences_raise_no_heat(code: str) -> None:
    raised, tried, exact = heat_raised_in(code, 400)
    assert tried == 400
    assert exact > 10, "nothing is recognized at all"
    assert raised == 0


def test_the_judge_of_mutated_sentences_refuses() -> None:
    recognizer = Recognizer(preload=["de"])
    judge = ExactHeatOf("de", recognizer)
    assert judge.is_exact("koche Kartoffelsuppe")
    assert not judge.is_exact("koche nicht Kartoffelsuppe")
    assert not judge.is_exact("koche Tomatensuppe")

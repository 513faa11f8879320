"""Dutch, a language of which only a part is there: it is a folder of data, answers what it has, and passes the rest on."""

import ast
import json
import os
from pathlib import Path
import subprocess
import sys

import pytest
import yaml

from custom_components.hearthtech.language.languages import SPOKEN_LANGUAGES as NUMBER_LANGUAGES
from custom_components.hearthtech.voice.data_files import (
    FOLDER,
    LANGUAGES,
    SPOKEN_LANGUAGES,
    read_data,
    supported,
)
from custom_components.hearthtech.voice.intents import RAISES_HEAT, Kind
from custom_components.hearthtech.voice.names import Named
from custom_components.hearthtech.voice.recognizer import Recognizer
from custom_components.hearthtech.voice.replies import words

ROOT = Path(__file__).resolve().parents[2]
CASES = yaml.safe_load((Path(__file__).parent / "dutch.yaml").read_text(encoding="utf-8"))
SOUP = {
    "@context": "https://schema.org",
    "@type": "Recipe",
    "name": "Tomatensoep",
    "recipeIngredient": ["1 l water"],
    "recipeInstructions": [
        {"@type": "HowToStep", "text": "Breng het water aan de kook op hoog vuur."},
        {"@type": "HowToStep", "text": "Laat 20 minuten sudderen op laag vuur."},
    ],
}


@pytest.fixture(scope="module", params=["English names", "Dutch names"])
def recognizer(request: pytest.FixtureRequest) -> Recognizer:
    """With the names of burners of a household in either language."""
    made = Recognizer(preload=["nl"])
    places = {
        "English names": ("Front left", "Front right", "Back left", "Back right"),
        "Dutch names": ("Linksvoor", "Rechtsvoor", "Linksachter", "Rechtsachter"),
    }[request.param]
    made.update("burner", [Named(f"stove/{n}", name) for n, name in enumerate(places, 1)])
    made.update("recipe", [Named("r1", "Tomatensoep")])
    return made


def test_it_is_a_folder_of_data() -> None:
    assert "nl" in SPOKEN_LANGUAGES
    assert "nl" in NUMBER_LANGUAGES
    assert "nl" not in LANGUAGES
    assert supported("nl-BE") == "nl"
    assert not (FOLDER / "nl" / "classifier.bin").exists()
    for path in FOLDER.parent.parent.rglob("*.py"):
        constants = (
            node.value
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Constant)
        )
        assert "nl" not in constants, f"{path.name} names the language"


def test_sentences(recognizer: Recognizer) -> None:
    wrong = []
    for kind, sentences in CASES["understood"].items():
        for text, slots in sentences.items():
            found = recognizer.recognize(text, language="nl", session=True)
            heard = {name: _plain(found.slots.get(name)) for name in slots or {}}
            if found.kind != kind or found.layer != 1 or heard != (slots or {}):
                wrong.append(f"{text!r}: {found.kind} {found.slots}")
    assert not wrong, "\n".join(wrong)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("part", ["passed_on", "no_heat"])
def test_the_rest_is_passed_on(recognizer: Recognizer, part: str) -> None:
    heard = {text: recognizer.recognize(text, language="nl", session=True) for text in CASES[part]}
    assert {text: found.kind for text, found in heard.items() if found.kind is not Kind.NONE} == {}


def test_only_exact_sentences_raise_heat(recognizer: Recognizer) -> None:
    """A word that is added to a sentence for heat leaves nothing that may raise heat."""
    heating = [*CASES["understood"]["set_heat"], *CASES["understood"]["start_recipe"]]
    for text in heating:
        for word in ("niet", "nooit", "gisteren", "lamp", "misschien"):
            changed = text.split()
            changed.insert(len(changed) // 2, word)
            found = recognizer.recognize(" ".join(changed), language="nl", session=True)
            assert not (found.may_raise_heat and found.kind in RAISES_HEAT), " ".join(changed)


def test_a_missing_reply_is_english_and_missing_requests_are_none() -> None:
    assert words("stopped", "nl") == "Gestopt. De warmte is uit."
    assert words("plan_none", "nl") == words("plan_none", "en")
    assert read_data("nl", "changes.yaml") == {"lists": {}, "intents": {}}
    assert read_data("nl", "substitutes.yaml") == read_data("en", "substitutes.yaml")


def test_a_conversation(tmp_path: Path) -> None:
    """Heat needs a question and a clear yes, as in every language; the replies are Dutch."""
    recipe = tmp_path / "soep.json"
    recipe.write_text(json.dumps(SOUP), encoding="utf-8")
    turns = [line.partition(" => ") for line in CASES["conversation"].splitlines() if line]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(
        [
            sys.executable,
            ROOT / "script" / "_hearth.py",
            "voice",
            "talk",
            "--json",
            "--language",
            "nl",
            "--import",
            recipe,
        ],
        input="\n".join(said for said, _, _ in turns),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env=environment,
    )
    made = [one for one in map(json.loads, done.stdout.splitlines()) if "event" not in one]
    assert len(made) == len(turns)
    for (said, _, wanted), one in zip(turns, made, strict=True):
        reply, _, power = wanted.partition(" @ ")
        assert one["answer"] == reply, said
        if power:
            assert one["burners"]["virtual/1"]["power"] == pytest.approx(float(power), abs=0.01), said

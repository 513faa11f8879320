"""`script/hearth voice talk --json` and `voice recognize --json` as programs: one object for each line."""

import json
import os
from pathlib import Path
import resource
import subprocess
import sys
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT_S = 0.5
SOUP = {
    "@context": "https://schema.org",
    "@type": "Recipe",
    "name": "Paper Soup",
    "recipeIngredient": ["1 l water"],
    "recipeInstructions": [{"@type": "HowToStep", "text": "Bring to a boil over high heat."}],
}
FIELDS = {"said", "kind", "answer", "expects", "ends", "burners"}


def run(*words: str, lines: bytes, check: bool = True) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return subprocess.run(
        [sys.executable, ROOT / "script" / "_hearth.py", "voice", *words],
        input=lines,
        capture_output=True,
        check=check,
        timeout=120,
        env=environment,
    )


def talk(
    *lines: str | bytes, words: tuple[str, ...] = ()
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The objects of the lines, and the announcements."""
    raw = b"\n".join(line.encode() if isinstance(line, str) else line for line in lines)
    done = run("talk", "--json", *words, lines=raw)
    made = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return [one for one in made if "event" not in one], [one for one in made if "event" in one]


def test_every_line_gives_one_object_and_nothing_ends_it() -> None:
    lines: list[str | bytes] = [
        "set the front left to five", "!arm", "!pan 1", "set the front left to five", "yes", "!state", "", "   ", "!", "!nonsense", "!pan", "!pan 99",
        "!pan one", "!knob 1 5", "!knob 1 nan", "!wait -1", "!wait inf", "!wait many", "!tap", "!tap 9 0.5", "!tap 1 2", "!tap next", "!user", "!user a b",
        "!site", "!lock", "!tap 1 0.9", "!pan 1 off", b"\xff\xfe not text", "x" * 5000, "{}", "turn everything off", "!knob 2 0.5", "!tap 2 0",
    ]  # fmt: skip
    made, _ = talk(*lines)
    assert len(made) == len(lines)
    for line, one in zip(lines, made, strict=True):
        assert FIELDS <= one.keys() <= FIELDS | {"error"}
        assert len(one["burners"]) == 4
        if isinstance(line, str):
            assert one["said"] == line
    by_line = dict(zip((str(line) for line in lines), made, strict=True))
    assert made[0]["answer"]
    assert made[0]["burners"]["virtual/1"] == {"power": 0.0, "target_c": None, "source": "idle"}
    assert made[3]["ends"] is False
    assert "yes" in made[3]["expects"]
    assert made[4]["burners"]["virtual/1"] == {"power": 0.556, "target_c": None, "source": "remote"}
    for bad in (
        "!",
        "!nonsense",
        "!pan 99",
        "!pan one",
        "!knob 1 5",
        "!knob 1 nan",
        "!wait -1",
        "!wait inf",
        "!wait many",
        "!tap 9 0.5",
        "!tap 1 2",
        "!user a b",
    ):
        assert by_line[bad]["error"], bad
    assert by_line["!tap next"]["error"], "nothing is being cooked"
    assert "error" not in by_line["!lock"]
    assert by_line["!tap 1 0.9"]["error"], "the stove is locked"
    assert by_line["turn everything off"]["burners"]["virtual/1"]["power"] == 0.0
    assert by_line["!knob 2 0.5"]["burners"]["virtual/2"]["source"] in {"idle", "manual"}


def test_recipes_people_and_a_language_are_given_on_the_command_line(tmp_path: Path) -> None:
    recipe, people = tmp_path / "soup.json", tmp_path / "people.json"
    recipe.write_text(json.dumps([SOUP]))
    people.write_text(json.dumps([{"name": "Anna", "allergens": {"nuts": "severe"}}, {"name": 5}, 3]))
    words = (
        "--language",
        "de",
        "--import",
        str(recipe),
        "--import",
        str(tmp_path / "missing"),
        "--people",
        str(people),
    )
    made, announced = talk(
        "!arm", "!pan 1", "starte Paper Soup auf vorne links", "ja", "stell einen Timer auf zehn Minuten", "!wait 700", "!state", words=words
    )  # fmt: skip
    assert "Paper Soup" in made[2]["answer"]
    assert made[3]["burners"]["virtual/1"]["power"] > 0
    assert {"event", "site", "answer"} == announced[0].keys()
    assert any(one["event"] == "timer_done" and one["site"] == "kitchen" for one in announced)
    assert len(made) == 7


def test_time_passes_only_with_wait() -> None:
    made, _ = talk(
        "!arm",
        "!pan 1",
        "set the front left to five",
        "!wait 16",
        "yes",
        "set the front left to five",
        "!wait 14",
        "yes",
        "!wait 3600",
    )
    assert made[4]["burners"]["virtual/1"]["source"] == "idle"
    assert made[7]["burners"]["virtual/1"]["power"] == 0.556
    assert "error" not in made[8]


def test_it_starts_quickly_and_without_home_assistant() -> None:
    begun = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = run("talk", "--json", lines=b"")
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.stdout == b""
    # Processor time, so that a busy machine does not decide.
    assert ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime < START_LIMIT_S


def test_talking_loads_no_home_assistant() -> None:
    program = (
        "import sys; sys.path.insert(0, 'script'); from standalone_import import prepare_standalone_import; prepare_standalone_import(); "
        "import tools.cli.talk; "
        "sys.exit(any(name.split('.')[0] == 'homeassistant' for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_recognize_takes_what_was_asked_before_and_the_unit_of_the_home() -> None:
    asked = [
        {"text": "set the front left to 185", "temperature_unit": "F"},
        {"text": "set the front left to 185"},
        {"text": "ok", "session": True, "said": "Shall I?", "before": ["told", "set_heat"]},
        {"text": "ok", "session": True, "before": "nonsense", "said": None},
        {"text": "stell vorne links auf fünf", "language": "de"},
    ]
    done = run("recognize", "--json", lines="\n".join(map(json.dumps, asked)).encode())
    made = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert all({"kind", "slots", "confidence", "layer"} == one.keys() for one in made)
    assert [one["slots"].get("temperature") for one in made[:2]] == [85.0, 185.0]
    assert [one["kind"] for one in made[2:]] == ["yes", "next_step", "set_heat"]
    bad = run("recognize", "--json", lines=b'[1]\n{"text": "next"}', check=False)
    assert bad.returncode == 1
    assert len(bad.stdout.decode().splitlines()) == 2

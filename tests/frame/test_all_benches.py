"""`script/bench all`: what a benchmark does that fails, and what is said of all of them."""

from collections.abc import Callable, Sequence
import json
from pathlib import Path
import re
import sys
import time
from typing import Any

import pytest

from benchmarks.all_benches import ENDS, bench_names, command_of, run_all, run_one

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "bench": "good",
    "fitted": "Fitted: nothing.",
    "goals": [{"name": "p99", "value": 1, "unit": "ms", "goal": "<= 5", "met": True}],
}
MISSED = {
    "bench": "missed",
    "fitted": "Fitted: nothing.",
    "goals": [{"name": "p99", "value": 9, "unit": "ms", "goal": "<= 5", "met": False}],
}
PROGRAMS = {
    "good": f"print('something first'); print({json.dumps(GOOD)!r})",
    "missed": f"print({json.dumps(MISSED)!r}); raise SystemExit(1)",
    "crash": "raise RuntimeError('no broker here')",
    "late-crash": f"print({json.dumps(GOOD)!r}, flush=True); raise SystemExit(7)",
    "silent": "pass",
    "table": "print('goal  value')",
    "empty": 'print(\'{"bench": "empty", "goals": []}\')',
    "killed": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
}


def program(name: str) -> list[str]:
    return [sys.executable, "-c", PROGRAMS[name]]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[[Sequence[str]], tuple[int, dict[str, Any]]]:
    """Run these programs as benchmarks. Returns the exit code and the JSON object."""

    def run(names: Sequence[str]) -> tuple[int, dict[str, Any]]:
        code = run_all(["--json"], names=names, command=program)
        printed: dict[str, Any] = json.loads(capsys.readouterr().out)
        return code, printed

    return run


type Told = Callable[[Sequence[str]], tuple[int, dict[str, Any]]]


def test_all_goals_met_is_success(told: Told) -> None:
    code, printed = told(["good"])
    assert code == 0
    (bench,) = printed["benches"]
    assert bench["bench"] == "good"
    assert bench["goals"] == GOOD["goals"]
    assert bench["fitted"] == "Fitted: nothing."


def test_a_missed_goal_is_no_success(told: Told) -> None:
    code, printed = told(["good", "missed"])
    assert code == 1
    assert [bench["bench"] for bench in printed["benches"]] == ["good", "missed"]


@pytest.mark.parametrize("name", ["crash", "late-crash", "silent", "table", "empty", "killed"])
def test_a_benchmark_that_fails_is_reported_and_the_others_run(told: Told, name: str) -> None:
    code, printed = told([name, "good"])
    assert code == 1
    failed, good = printed["benches"]
    assert failed["bench"] == name
    assert failed["goals"][-1] == {"name": ENDS, "value": 0, "unit": "", "goal": ">= 1", "met": False}
    assert all(goal["met"] for goal in good["goals"])


def test_the_reason_of_a_crash_is_told() -> None:
    result = run_one("crash", program("crash"))
    assert result.error == "exit code 1 without a result: RuntimeError: no broker here"
    assert not result.met


def test_a_benchmark_that_does_not_end_is_ended(tmp_path: Path) -> None:
    mark = tmp_path / "child.pid"
    result = run_one("endless", ["bash", "-c", f"sleep 600 & echo $! >{mark}; wait"], within_s=5.0)
    assert result.error == "did not end within 5 s"
    assert not result.met
    state = Path(f"/proc/{mark.read_text(encoding='ascii').strip()}/stat")

    def ended() -> bool:
        try:
            return state.read_text(encoding="ascii").rpartition(")")[2].split()[0] in {"Z", "X"}
        except FileNotFoundError, ProcessLookupError:
            return True

    # On a busy machine a process that was killed may still take a while to end.
    until = time.monotonic() + 30
    while not ended() and time.monotonic() < until:
        time.sleep(0.05)
    assert ended()


def test_a_benchmark_that_is_ended_may_tidy_up(tmp_path: Path) -> None:
    mark = tmp_path / "tidied"
    command = ["bash", "-c", f"trap 'touch {mark}; exit 0' INT; sleep 600 & wait"]
    assert run_one("endless", command, within_s=5.0).error == "did not end within 5 s"
    assert mark.exists()


def test_no_benchmark_is_no_success(told: Told) -> None:
    assert told([]) == (1, {"benches": []})


def test_every_benchmark_is_run_and_says_what_was_fitted() -> None:
    names = bench_names()
    assert {"voice", "voice-audio", "heat-gate", "link"} <= set(names)
    assert "all" not in names
    for name in names:
        assert "--json" in command_of(name)
        file = ROOT / "benchmarks" / f"bench_{name.replace('-', '_')}.py"
        source = file.read_text(encoding="utf-8")
        run = ROOT / "benchmarks" / f"{name}_run.py"
        source += run.read_text(encoding="utf-8") if run.exists() else ""
        assert re.search(r"^FITTED = ", source, re.MULTILINE), name
        assert "fitted=FITTED" in source, name

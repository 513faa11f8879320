"""Replaying logs: reading them, delivering them as thermometers do, and the command `trace`."""

from contextlib import suppress
import json
import os
from pathlib import Path
import subprocess
import sys

from hypothesis import given, settings, strategies as st
import pytest

from tools.cli.trace import main
from tools.cli.trace_log import LogError, LogReading, deliver, parse_log

from .curves import Thermometer, water

ROOT = Path(__file__).resolve().parents[3]
TRACES = ROOT.parent / "shared" / "data" / "traces"


def log_file(tmp_path: Path, *, power: bool = False) -> Path:
    """A pot that comes to the boil in 6 minutes, as a file."""
    curve, boiled = water(1800.0, 1.8, boil_s=400)
    assert boiled is not None
    lines = ["seconds,temperature_c" + (",power" if power else "")]
    lines += [
        f"{at},{celsius:.2f}" + (",0.9" if power else "")
        for at, celsius in Thermometer().read(curve)
        if celsius is not None
    ]
    path = tmp_path / "pot.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    assert main(["trace", "--json", *words]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    "words", [(), ("--every", "10"), ("--every", "30"), ("--whole", "c"), ("--whole", "f"), ("--power",)]
)
def test_one_object_per_event_then_the_steps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    *events, last = run(capsys, *words, str(log_file(tmp_path, power="--power" in words)))
    assert all(set(event) == {"seconds", "event", "said"} for event in events)
    said = {event["event"]: event["said"] for event in events}
    assert said["boil"] == "It boils."
    assert set(last) == {"steps"}
    steps = last["steps"]
    assert isinstance(steps, list)
    assert [step["activity"] for step in steps] == ["warm", "boil"]
    assert all(set(step) == {"activity", "text", "celsius", "seconds"} for step in steps)
    if "--power" in words:
        assert said["boil_over_risk"] == "It is about to boil over."
    else:
        assert "boil_over_risk" not in said


def test_only_changes_are_delivered_and_a_silence_is_a_value() -> None:
    log = [LogReading(seconds=float(second), celsius=20.0 + 0.1 * min(second, 100)) for second in range(300)]
    shown = list(deliver(log, on_change_k=1.0))
    assert [reading.seconds for reading in shown[:10]] == [10.0 * index for index in range(10)]
    assert shown[-1].celsius == pytest.approx(30.0)
    assert shown[-1].seconds == 299.0


def test_a_reading_every_so_many_seconds_and_whole_degrees() -> None:
    log = [LogReading(seconds=second * 1.02, celsius=20.4, power=0.5) for second in range(100)]
    shown = list(deliver(log, every_s=10.0, whole="c"))
    assert len(shown) == 11
    assert {reading.celsius for reading in shown} == {20.0}
    assert {reading.power for reading in shown} == {None}
    assert {reading.power for reading in deliver(log, power=True)} == {0.5}
    assert next(deliver(log, whole="f")).celsius == pytest.approx(20.56, abs=0.01)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the column seconds is missing"),
        ("seconds,celsius\n0,1", "the column temperature_c is missing"),
        ("seconds,temperature_c", "no temperature"),
        ("seconds,temperature_c\n0,", "no temperature"),
        ("seconds,temperature_c\n0,warm", "line 2: temperature_c 'warm' is not a number"),
        ("seconds,temperature_c\n0,nan", "line 2: temperature_c 'nan' is not a number"),
        ("seconds,temperature_c\n,20", "line 2: seconds is empty"),
        ("seconds,temperature_c\n5,20\n3,21", "line 3: the time runs backwards"),
        ("seconds,temperature_c\n5,20,7", "line 2: 3 cells instead of 2"),
        ("seconds,temperature_c\n5", "line 2: 1 cells instead of 2"),
        ("seconds,temperature_c,power\n5,20,250", "line 2: power 250 is not between 0 and 1"),
        ('seconds,temperature_c\n5,"20', "line 2"),
    ],
)
def test_a_damaged_log_is_refused_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, reason: str
) -> None:
    path = tmp_path / "log.csv"
    path.write_text(text, encoding="utf-8")
    assert main(["trace", "--json", str(path)]) == 1
    captured = capsys.readouterr()
    assert reason in captured.err
    assert captured.out == ""


def test_what_is_no_text_or_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(b"\xff\xfe\x00seconds")
    assert main(["trace", "--json", str(path)]) == 1
    assert main(["trace", "--json", str(tmp_path / "none.csv")]) == 1
    assert main(["trace", "--json", str(tmp_path)]) == 1
    with pytest.raises(SystemExit) as stopped:
        main(["trace", "--every", "-3", str(path)])
    assert stopped.value.code == 2
    assert capsys.readouterr().out == ""


def test_at_the_elevation_of_the_home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    curve, _ = water(1500.0, 1.5, boiling_c=92.6)
    path = tmp_path / "pot.csv"
    lines = [f"{at},{celsius}" for at, celsius in Thermometer().read(curve)]
    path.write_text("seconds,temperature_c\n" + "\n".join(lines), encoding="utf-8")
    assert "boil" in {event.get("event") for event in run(capsys, "--elevation", "2240", str(path))}
    assert "boil" not in {event.get("event") for event in run(capsys, str(path))}


def test_nothing_heated_has_no_steps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "room.csv"
    path.write_text("seconds,temperature_c\n" + "\n".join(f"{n},20.5" for n in range(200)), encoding="utf-8")
    assert run(capsys, str(path)) == [{"steps": []}]


def test_it_loads_no_home_assistant_and_starts_quickly(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, 'script'); from standalone_import import prepare_standalone_import; prepare_standalone_import(); "
        "from tools.cli.trace import main; "
        "sys.exit(main(['trace', '--json', sys.argv[1]]) or "
        "any(name.split('.')[0] in {'homeassistant', 'sqlalchemy'} for name in sys.modules))"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-c", program, str(log_file(tmp_path))],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env=environment,
    )
    assert done.returncode == 0, done.stderr.decode()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet='0123456789.,-eE" nasec\x00', max_size=12), max_size=12))
def test_any_lines_are_read_or_refused(lines: list[str]) -> None:
    with suppress(LogError):
        assert parse_log(["seconds,temperature_c", *lines])


@pytest.mark.skipif(not TRACES.is_dir(), reason="the real logs are not here")
def test_real_logs_never_boil_where_no_water_boils(capsys: pytest.CaptureFixture[str]) -> None:
    for label_file in sorted(TRACES.glob("*.json")):
        label = json.loads(label_file.read_text(encoding="utf-8"))
        *events, last = run(capsys, str(label_file.with_suffix(".csv")))
        assert not {event["event"] for event in events} & set(label["must_never_be_said"]), label["name"]
        steps = last["steps"]
        assert isinstance(steps, list)
        assert len(steps) <= 1.5 * len(label["steps_a_cook_would_write"]) + 1


def test_replaying_a_log_loads_no_sessions() -> None:
    code = (
        "import sys; sys.path.insert(0, 'script'); from standalone_import import prepare_standalone_import; prepare_standalone_import(); "
        "import tools.cli.trace_log; "
        "sys.exit('custom_components.hearthtech.kitchen.sessions.engine' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0

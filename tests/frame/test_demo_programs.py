"""The demo's programs: real processes, and what is said when one does not work."""

import asyncio
import os
from pathlib import Path
import sys

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "script"))

from _demo.checks import Checks, expect, until
from _demo.environment import DemoEnvironment
from _demo.processes import DemoError, Program, free_port, wait_for_port
from _demo.satellite import Satellite
from _demo.scenarios import SCENARIOS

pytestmark = pytest.mark.usefixtures("socket_enabled")

LISTEN = "import socket, sys, time; s = socket.create_server(('127.0.0.1', int(sys.argv[1]))); time.sleep(60)"


async def test_a_program_is_waited_for_and_ended(tmp_path: Path) -> None:
    port = free_port()
    program = await Program.start("listener", [sys.executable, "-c", LISTEN, str(port)], tmp_path)
    await wait_for_port(port, program)
    await program.stop()
    assert not program.running
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", port)


async def test_the_children_of_a_program_end_with_it(tmp_path: Path) -> None:
    script = "sleep 60 & echo $! ; wait"
    program = await Program.start("parent", ["bash", "-c", script], tmp_path)
    while not (said := program.log_tail()):
        await asyncio.sleep(0.01)
    await program.kill()
    child = int(said)
    for _ in range(100):
        if not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]:
            break
        await asyncio.sleep(0.02)
    else:
        os.kill(child, 9)
        pytest.fail("a child outlived its program")


async def test_a_program_that_ends_by_itself_is_told_with_its_last_words(tmp_path: Path) -> None:
    program = await Program.start("stove", ["bash", "-c", "echo the pan is gone; exit 3"], tmp_path)
    with pytest.raises(DemoError, match=r"stove ended by itself \(3\): the pan is gone"):
        await wait_for_port(free_port(), program)


async def test_a_program_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="broker could not be started"):
        await Program.start("broker", ["/nowhere/mosquitto"], tmp_path)


async def test_checks_go_on_after_a_failure_and_count_it(capsys: pytest.CaptureFixture[str]) -> None:
    checks = Checks()

    async def holds() -> None:
        expect(True, "nothing")

    async def fails() -> None:
        expect(False, {"found": 3})

    async def never() -> None:
        async def look() -> int:
            return 1

        await until(look, lambda seen: seen == 2, within_s=0.0)

    checks.begin("kitchen")
    assert await checks.run("prepared", holds, quiet=True)
    assert await checks.run("what holds", holds)
    assert not await checks.run("what fails", fails)
    assert not await checks.run("what never comes", never)
    assert not await checks.run("what can't be prepared", fails, quiet=True)
    assert checks.close() == 1
    told = capsys.readouterr().out
    assert "prepared\n" not in told.replace("can't be prepared\n", "")
    assert "found: {'found': 3}" in told
    assert "still 1" in told
    assert told.endswith("demo: 1 of 4 checks passed\n")
    assert Checks().close() == 1, "nothing tried is nothing shown"


async def test_every_scene_has_a_name_and_checks_of_its_own() -> None:
    names = [scene.name for scene in SCENARIOS]
    assert all(names)
    assert len(set(names)) == len(names)
    house = DemoEnvironment(Path("/nowhere"), 1.0)
    told: list[str] = []
    for make in SCENARIOS:
        scene = make(house, Satellite("kitchen", 1), Satellite("bedroom", 1))
        told += [what for what, _ in scene.checks()]
        assert scene.checks(), make.name
    assert len(set(told)) == len(told)

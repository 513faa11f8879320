"""The demo's programs: real processes, and what is said when one does not work."""

import asyncio
import os
from pathlib import Path
import sys

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "script"))

from _demo.processes import DemoError, Program, free_port, wait_for_port

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

"""The stove as a process, and its hands over HTTP and from the command line."""

import asyncio
from collections.abc import AsyncIterator
import json
from pathlib import Path
import signal
import socket
import subprocess
import sys
from typing import Any

from aiohttp import ClientSession
import pytest

from custom_components.hearthtech.burners.model import HeatSource
from custom_components.hearthtech.hearth_link.client import LinkClient
from custom_components.hearthtech.hearth_link.simulator.control_panel_server import ControlPanelServer
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from tools.cli.commands import main
from tools.cli.stove_hands import hands_request

ROOT = Path(__file__).resolve().parents[2]
HEARTH = (sys.executable, str(ROOT / "script" / "_hearth.py"))


@pytest.fixture
async def hands(stove: VirtualStove) -> AsyncIterator[ControlPanelServer]:
    made = ControlPanelServer(stove)
    await made.start()
    yield made
    await made.stop()


async def test_a_process_serves_and_ends_when_told(session: ClientSession, tmp_path: Path) -> None:
    words = ("stove", "run", "--provision", "house", "--json", "--pan", "1:pot:1", "--arm", "--rate", "20",
             "--folder", str(tmp_path / "stove"), "--burners", "2")  # fmt: skip
    process = await asyncio.create_subprocess_exec(*HEARTH, *words, stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(30):
            ready = json.loads(await process.stdout.readline())
        client = LinkClient(
            session,
            ready["host"],
            ready["port"],
            client_id="house",
            key=bytes.fromhex(ready["keys"]["house"]),
            fingerprint=ready["fingerprint"],
        )
        await client.start()
        assert len(client.burners) == 2
        await client.set_burner(1, power=0.5, start=True)
        turned = await asyncio.to_thread(
            subprocess.run,
            [*HEARTH, "stove", "hands", ready["hands"], "turn", "1", "0.2"],
            capture_output=True,
        )
        assert turned.returncode == 0, turned.stderr
        async with asyncio.timeout(5):
            while client.burners[1].source is not HeatSource.MANUAL:
                await asyncio.sleep(0.02)
        await client.close()
    finally:
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(15):
            assert await process.wait() == 0


def test_a_taken_port_is_one_clear_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = subprocess.run(
            [*HEARTH, "stove", "run", "--port", str(taken.getsockname()[1])],
            check=False,
            capture_output=True,
            timeout=30,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("the stove can't start: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["stove", "run", "--pan", "x"], "BURNER:KIND:LITERS"),
        (["stove", "hands", "nowhere", "arm"], "looks like"),
        (["stove", "hands", "http://127.0.0.1:1/?token=x", "bridge", "1", "maybe"], "can't be 'maybe'"),
        (["stove", "hands", "http://127.0.0.1:1/?token=x", "turn", "one", "1"], "can't be 'one'"),
        (["stove", "hands", "http://127.0.0.1:1/?token=x", "arm", "now"], "takes 0 words"),
        (["stove", "fly"], "invalid choice"),
        (["link", "check", "http://x"], "looks like wss"),
        (["link", "check", "wss://h:1/link", "--key", "zz"], "non-hexadecimal"),
        (["link", "check", "wss://h:1/link", "--key", "aa"], "go together"),
    ],
)
def test_words_that_make_no_sense_are_told(
    capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert main(words) == 2
    assert says in capsys.readouterr().err


def test_nobody_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stove", "hands", "http://127.0.0.1:1/?token=x", "arm"]) == 1
    assert "can't be reached" in capsys.readouterr().err
    assert main(["link", "check", "wss://127.0.0.1:1/link"]) == 1
    assert "can't be checked" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "verb", "arguments"),
    [
        (["turn", "1", "0.5"], "turn", {"n": 1, "level": 0.5}),
        (["arm"], "arm", {}),
        (["pan", "2", "frying", "0"], "pan", {"n": 2, "kind": "frying", "water_l": 0.0}),
        (["lid", "1", "off"], "lid", {"n": 1, "on": False}),
        (["unlock"], "lock", {"locked": False}),
        (["cap", "3600"], "cap", {"watts": 3600.0}),
        (["bridge", "1", "off"], "bridge", {"n": 1, "joined": False}),
        (["sensor", "1", "frozen"], "sensor", {"n": 1, "fault": "frozen"}),
    ],
)
def test_words_become_a_request(words: list[str], verb: str, arguments: dict[str, Any]) -> None:
    assert hands_request(words) == (verb, arguments)


async def test_the_page_and_its_verbs_work(
    stove: VirtualStove, hands: ControlPanelServer, session: ClientSession
) -> None:
    async with session.get(hands.url) as answer:
        assert answer.status == 200
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    for name in ("control_panel.js", "control_panel.css"):
        async with session.get(f"http://127.0.0.1:{hands.port}/{name}") as answer:
            assert answer.status == 200
    token = {"X-Token": hands._token}
    base = f"http://127.0.0.1:{hands.port}"

    async def do(verb: str, **arguments: object) -> tuple[int, dict[str, Any]]:
        async with session.post(f"{base}/do/{verb}", json=arguments, headers=token) as answer:
            return answer.status, await answer.json()

    assert (await do("pan", n=1, kind="pot", water_l=1.5)) == (200, {"result": None})
    for verb, arguments in (
        ("food", {"n": 1, "kg": 0.2}), ("oil", {"n": 1, "liters": 0.1}), ("water", {"n": 1, "liters": 0.1}),
        ("lid", {"n": 1, "on": True}), ("probe", {"n": 1, "inside": True}), ("move", {"n": 1, "moved": True}),
        ("arm", {}), ("confirm", {}), ("lock", {"locked": True}), ("lock", {"locked": False}),
        ("remote", {"enabled": False}), ("remote", {"enabled": True}), ("sensor", {"n": 1, "fault": "frozen"}),
        ("acknowledge", {"n": 1}), ("turn", {"n": 1, "level": 0.5, "boost": True}), ("lift", {"n": 2}),
        ("cap", {"watts": 3600.0}), ("turn", {"n": 1, "level": 0.0}), ("bridge", {"n": 1}),
        ("turn", {"n": 2, "level": 0.5}),
    ):  # fmt: skip
        assert (await do(verb, **arguments))[0] == 200, verb
    status, answered = await do("pair")
    assert status == 200
    async with session.get(f"{base}/state", headers=token) as response:
        state = await response.json()
    assert state["code"] == answered["result"]
    assert state["burners"]["1"]["source"] == "manual"
    assert state["stove"]["power_cap_w"] == 3_600
    assert state["bridges"] == [[1, 2]]
    assert state["stove"]["bridged"] == [1]
    assert state["pots"]["1"]["water_l"] == pytest.approx(1.6, abs=0.01)
    assert (await do("power_cut"))[0] == 200
    assert stove.stove.burners[1].source is HeatSource.IDLE
    for verb, arguments, code in (
        ("fly", {}, 400), ("turn", {"n": 1}, 400), ("turn", {"n": 1, "level": "x"}, 400),
        ("turn", {"n": True, "level": 1.0}, 400), ("turn", {"n": 9, "level": 1.0}, 409),
        ("pan", {"n": 1, "kind": "hat"}, 400), ("food", {"n": 3, "kg": 1.0}, 400), ("sensor", {"n": 1, "fault": "x"}, 400),
        ("cap", {"watts": 1.0}, 409), ("bridge", {"n": 3}, 409),
    ):  # fmt: skip
        status, answered = await do(verb, **arguments)
        assert status == code, verb
        assert answered["error"]
    async with session.post(f"{base}/do/turn", data=b"{", headers=token) as response:
        assert response.status == 400


async def test_without_token_or_from_another_name_nothing_is_done(
    stove: VirtualStove, hands: ControlPanelServer, session: ClientSession
) -> None:
    base = f"http://127.0.0.1:{hands.port}"
    for headers, url in (
        ({}, f"{base}/do/arm"),
        ({"X-Token": "wrong"}, f"{base}/do/arm"),
        ({"X-Token": hands._token, "Host": "evil.example"}, f"{base}/do/arm"),
    ):
        async with session.post(url, json={}, headers=headers) as answer:
            assert answer.status == 403
    assert not stove.reported.stove["armed"]


def test_a_folder_that_is_not_a_stoves_is_told(tmp_path: Path) -> None:
    (tmp_path / "stove.json").write_text("{}")
    with pytest.raises(ValueError, match="not a stove's memory"):
        VirtualStove(tmp_path).open()


@pytest.mark.parametrize(("burners", "rate"), [(0, 1.0), (13, 1.0), (4, 0.0), (4, 1e9)])
def test_a_stove_that_can_not_be_is_refused(tmp_path: Path, burners: int, rate: float) -> None:
    with pytest.raises(ValueError, match=r"burners|speed"):
        VirtualStove(tmp_path, burners=burners, rate=rate)

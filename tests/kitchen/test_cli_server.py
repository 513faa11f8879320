"""The command `recipe import-server`, against a fake Mealie."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp.test_utils import TestServer
import pytest

from tools.cli import recipe_server

from .recipe_servers import TOKEN, FakeServer, mealie, mealie_recipe


@pytest.fixture
async def server(socket_enabled: None) -> AsyncIterator[tuple[FakeServer, str]]:
    fake = mealie([mealie_recipe(1, "Loaf", image="x"), mealie_recipe(2, "Bun")])
    running = TestServer(fake.app)
    await running.start_server()
    yield fake, str(running.make_url("/"))
    await running.close()


async def _run(*words: str) -> int:
    return await asyncio.to_thread(recipe_server.main, ["recipe", "import-server", *words])


async def test_recipes_of_a_server(
    server: tuple[FakeServer, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    token, book = tmp_path / "token", str(tmp_path / "book.db")
    token.write_text(f"{TOKEN}\n", encoding="utf-8")
    words = ("mealie", server[1], "--token-file", str(token), "--book", book)
    assert await _run(*words) == 0
    out = capsys.readouterr().out
    assert "Loaf" in out
    assert "Bun" in out
    assert out.splitlines()[-1].startswith("2 recipes, ")
    assert "0 could not be read" in out
    assert await _run(*words) == 0
    assert "0 recipes, 0 pictures; 0 could not be read; 2 are in the book already" in capsys.readouterr().out


async def test_a_wrong_token_is_not_repeated(
    server: tuple[FakeServer, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    token = tmp_path / "token"
    token.write_text("secret-wrong", encoding="utf-8")
    assert (
        await _run("mealie", server[1], "--token-file", str(token), "--book", str(tmp_path / "book.db")) == 1
    )
    err = capsys.readouterr().err
    assert "token refused" in err
    assert "secret-wrong" not in err

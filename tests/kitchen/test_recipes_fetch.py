"""Fetching pages: the public web and nothing else, bounded in size and time. Against a real server on loopback."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
import gzip

from aiohttp import ClientSession, web
import pytest

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.recipes import fetch as fetching
from custom_components.hearthtech.kitchen.recipes.fetch import Page, fetch, is_public

type Fetcher = Callable[..., Awaitable[Page]]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("127.9.9.9", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("255.255.255.255", False),
        ("224.0.0.1", False),
        ("198.18.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
        ("2002:c0a8:101::1", False),
        ("not an address", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.fixture
async def server(socket_enabled: None) -> AsyncIterator[str]:
    async def page(request: web.Request) -> web.Response:
        return web.Response(
            text=f"<html>{request.host}</html>", content_type="text/html", charset="iso-8859-1"
        )

    async def hop(request: web.Request) -> web.Response:
        raise web.HTTPFound(request.query["to"])

    async def slow(request: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    async def bomb(request: web.Request) -> web.Response:
        return web.Response(body=gzip.compress(b"a" * 30_000_000), headers={"Content-Encoding": "gzip"})

    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(1000):
            await response.write(b"a" * 65536)
        return response

    app = web.Application()
    for path, handler in (
        ("/page", page),
        ("/hop", hop),
        ("/slow", slow),
        ("/bomb", bomb),
        ("/endless", endless),
    ):
        app.router.add_get(path, handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.fixture
async def session(socket_enabled: None) -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


async def refused(session: ClientSession, address: str, **more: object) -> str:
    with pytest.raises(KitchenError) as raised:
        await fetch(session, address, **more)  # type: ignore[arg-type]
    assert raised.value.code is ErrorCode.INVALID
    assert raised.value.data["part"] == "address"
    return str(raised.value.data["reason"])


async def to_loopback(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


async def test_a_page_comes_with_where_it_came_from(
    session: ClientSession, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Only for this test loopback stands for the public web: names, ports and headers are as out there.
    monkeypatch.setattr(fetching, "is_public", lambda address: True)
    port = server.rpartition(":")[2]
    page = await fetch(session, f"http://kitchen.example:{port}/hop?to=/page%23x", resolve=to_loopback)
    assert page.content == f"<html>kitchen.example:{port}</html>".encode()
    assert page.url == f"http://kitchen.example:{port}/page"
    assert (page.media_type, page.charset) == ("text/html", "iso-8859-1")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"])
async def test_the_local_network_is_refused(session: ClientSession, server: str, host: str) -> None:
    port = server.rpartition(":")[2]
    assert await refused(session, f"http://{host}:{port}/page") in {"local", "unreachable"}


async def test_a_name_that_points_home_is_refused(session: ClientSession, server: str) -> None:
    async def both(host: str, port: int) -> list[str]:
        return ["93.184.216.34", "192.168.1.1"]

    assert (
        await refused(
            session, f"http://kitchen.example:{server.rpartition(':')[2]}/page", resolve=to_loopback
        )
        == "local"
    )
    assert await refused(session, "http://kitchen.example/page", resolve=both) == "local"


async def test_a_redirect_into_the_local_network_is_refused(
    session: ClientSession, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The first host counts as public, the address it sends us to does not.
    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == "kitchen.example" else [host]

    seen: list[str] = []

    def first_only(address: str) -> bool:
        seen.append(address)
        return len(seen) == 1

    monkeypatch.setattr(fetching, "is_public", first_only)
    port = server.rpartition(":")[2]
    address = f"http://kitchen.example:{port}/hop?to=http://127.0.0.1:{port}/page"
    assert await refused(session, address, resolve=resolve) == "local"
    assert seen == ["127.0.0.1", "127.0.0.1"]


async def test_a_server_of_ones_own_may_be_local_but_not_send_us_on(
    session: ClientSession, server: str
) -> None:
    page = await fetch(session, f"http://{server}/page", local_host="127.0.0.1")
    assert page.content.startswith(b"<html>")
    elsewhere = f"http://{server}/hop?to=http://localhost:{server.rpartition(':')[2]}/page"
    assert await refused(session, elsewhere, local_host="127.0.0.1") == "local"
    assert (
        await refused(session, f"http://localhost:{server.rpartition(':')[2]}/page", local_host="127.0.0.1")
        == "local"
    )


async def test_a_rebound_name_gains_nothing(session: ClientSession, server: str) -> None:
    """The name is asked for once a hop; the connection goes to the address that was judged."""
    asked: list[str] = []

    async def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["192.0.2.1"] if len(asked) > 1 else ["127.0.0.1"]

    port = server.rpartition(":")[2]
    page = await fetch(
        session, f"http://kitchen.example:{port}/page", local_host="kitchen.example", resolve=resolve
    )
    assert page.content
    assert asked == ["kitchen.example"]


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/x", "file:///etc/passwd", "javascript:alert(1)", "example.org", "", "http://", "http://user:pw@example.org/", "http://[::1"],
)  # fmt: skip
async def test_what_is_no_web_address(session: ClientSession, address: str) -> None:
    assert await refused(session, address) == "not a web address"


async def test_bounds(session: ClientSession, server: str) -> None:
    home = {"local_host": "127.0.0.1"}
    assert await refused(session, f"http://{server}/slow", longest_s=0.3, **home) == "too slow"
    assert await refused(session, f"http://{server}/bomb", largest_bytes=1_000_000, **home) == "too large"
    assert await refused(session, f"http://{server}/endless", largest_bytes=1_000_000, **home) == "too large"
    assert await refused(session, f"http://{server}/none", **home) == "404"
    loop = f"http://{server}/hop?to=/hop"
    assert await refused(session, f"{loop}%3Fto=/hop", **home) in {"500", "too many redirects"}


async def test_endless_redirects(
    session: ClientSession, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MOST_REDIRECTS", 0)
    assert (
        await refused(session, f"http://{server}/hop?to=/page", local_host="127.0.0.1")
        == "too many redirects"
    )


async def test_a_host_that_is_not_there(session: ClientSession) -> None:
    async def nowhere(host: str, port: int) -> list[str]:
        raise OSError(host)

    assert await refused(session, "http://kitchen.example/", resolve=nowhere) == "unreachable"
    assert await refused(session, "http://127.0.0.1:1/", local_host="127.0.0.1") == "unreachable"

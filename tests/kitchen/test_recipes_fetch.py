"""Fetching pages: the public web and nothing else, bounded in size and time. Against a real server on loopback."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
import gzip
from typing import cast
from unittest.mock import Mock

from aiohttp import ClientConnectorError, ClientSession, web
import pytest
from pytest_socket import socket_allow_hosts

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


@pytest.mark.parametrize(
    "address",
    [
        "64:ff9b::a00:1", "64:ff9b:1::808:808", "::ffff:0:127.0.0.1", "::127.0.0.1", "::8.8.8.8", "fec0::1", "fd12::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2%eth0", "2606:4700::1%1", "2001:db8::1", "2002:a00:1::1", "192.88.99.1",
        "2606:4700::5efe:10.0.0.1", "2606:4700::200:5efe:127.0.0.1", "240.0.0.1", "192.0.2.1", "100::1", "5f00::1",
        "3fff::1", "127.1", "0x7f000001", "2130706433", "", "::ffff:169.254.169.254", "2002:a9fe:a9fe::",
    ],
)  # fmt: skip
def test_local_addresses_in_disguise(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["2a00:1450:4001:81b::200e", "2620:fe::fe", "1.1.1.1", "2002:808:808::1"])
def test_public_addresses_of_both_families(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://xn--a.example/", "http://xn--.example/", "http://.example/", "http://a..example/", "http://-a.example/",
        "http://a-.example/", f"http://{'a' * 64}.example/", f"http://{'a.' * 200}example/", "http://a b.example/",
        "http://exa\x00mple/", "http://exa\nmple/", "http://\ud800.example/", "http://[fe80::1%25eth0]/", "http://[v1.a]/",
        "http://[::1%]/", "http://[1:2:3:4:5:6:7:8:9]/", "http://example.org:99999/", "http://example.org:-1/",
        "http://example.org:0/", "http://example.org:x/", "http://%/", "http://%00/", "http://a%2fb/", "http://①②.example/",
        "http://faß.example:٣/", "http:///x", "http:example.org", "http://ex*mple/", "http://a_b.example/", "http://_/",
        "http://example.org./", "http://example.org../", "http://\u202eexample.org/", "http://0x7f.1/", "http://2130706433/",
        "http://user@/", "http://@example.org/", "http://[::ffff:10.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://١٢٧.0.0.1/",
        "http://" + "a" * 5000, "http://example.org/" + "\udcff", "https://", "//example.org", "http://\u3002/", "http://a\u3002b/",
    ],
)  # fmt: skip
async def test_odd_addresses_are_refused_in_words(session: ClientSession, address: str) -> None:
    """Whatever is typed or linked ends in a declared error: no name is resolved to anything public here."""

    async def nowhere(host: str, port: int) -> list[str]:
        host.encode("idna")
        raise OSError(host)

    reason = await refused(session, address, resolve=nowhere)
    assert reason in {"not a web address", "unreachable", "local"}


async def test_a_name_whose_first_address_is_ipv6(
    session: ClientSession, monkeypatch: pytest.MonkeyPatch, server: str
) -> None:
    """The first address may be IPv6, and may lead nowhere: the next one is tried."""
    socket_allow_hosts(["127.0.0.1", "127.0.0.2", "::1"], allow_unix_socket=True)
    monkeypatch.setattr(fetching, "is_public", lambda address: True)
    port = server.rpartition(":")[2]
    for addresses in (["::1", "127.0.0.1"], ["127.0.0.2", "127.0.0.1"]):

        async def resolve(host: str, port: int, found: list[str] = addresses) -> list[str]:
            return found

        page = await fetch(session, f"http://kitchen.example:{port}/page", resolve=resolve)
        assert page.content == f"<html>kitchen.example:{port}</html>".encode()


async def test_a_public_ipv6_address_is_connected_to() -> None:
    seen: list[str] = []

    class Recording:
        async def get(self, url: object, **more: object) -> object:
            seen.append(str(url))
            raise ClientConnectorError(Mock(), OSError("recorded"))

    async def resolve(host: str, port: int) -> list[str]:
        return ["2606:4700:4700::1111", "1.1.1.1"]

    recording = cast("ClientSession", Recording())
    assert await refused(recording, "https://kitchen.example/soup", resolve=resolve) == "unreachable"
    assert seen == ["https://[2606:4700:4700::1111]/soup", "https://1.1.1.1/soup"]


@pytest.mark.parametrize(
    ("head", "reasons"),
    [
        (b"302 Found\r\n", {"302"}),
        (b"302 Found\r\nLocation:\r\n", {"too many redirects"}),
        (b"302 Found\r\nLocation: ///\r\n", {"not a web address", "too many redirects"}),
        (b"302 Found\r\nLocation: http://\r\n", {"not a web address", "too many redirects"}),
        (b"302 Found\r\nLocation: http://[\r\n", {"not a web address"}),
        (b"302 Found\r\nLocation: http://[::1\r\n", {"not a web address"}),
        (b"302 Found\r\nLocation: http://a..b/\r\n", {"not a web address"}),
        (b"302 Found\r\nLocation: http://x:99999/\r\n", {"not a web address"}),
        (b"302 Found\r\nLocation: \xff\xfe\x80\r\n", {"not a web address", "too many redirects", "unreachable"}),
        (b"302 Found\r\nLocation: file:///etc/passwd\r\n", {"not a web address"}),
        (b"302 Found\r\nLocation: data:text/html,x\r\n", {"not a web address"}),
        (b"302 Found\r\nLocation: ftp://kitchen.example/x\r\n", {"not a web address"}),
        (b"302 Found\r\nLocation: http://user:pw@kitchen.example/\r\n", {"not a web address"}),
        (b"302 Found\r\nLocation: /again\r\n", {"too many redirects"}),
        (b"302 Found\r\nLocation: ?a\r\n", {"too many redirects"}),
        (b"301 Moved\r\nLocation: http://xn--a.example/\r\n", {"not a web address", "unreachable", "too many redirects"}),
        (b"304 Not Modified\r\n", {"304", "unreachable"}),
        (b"300 Choices\r\n", {"300"}),
        (b"999 What\r\n", {"999"}),
        (b"200 OK\r\nContent-Encoding: gzip\r\n", {"unreachable"}),
        (b"200 OK\r\nContent-Encoding: deflate\r\n", {"unreachable"}),
        (b"200 OK\r\nContent-Length: -1\r\n", {"unreachable"}),
        (b"200 OK\r\nContent-Length: x\r\n", {"unreachable"}),
        (b"200 OK\r\nTransfer-Encoding: chunked\r\n", {"unreachable"}),
        (b"200 OK\r\n" + b"A: " + b"x" * 100_000 + b"\r\n", {"unreachable"}),
        (b"\x00\xff\r\n", {"unreachable"}),
        (b"", {"unreachable"}),
    ],
)  # fmt: skip
async def test_answers_that_are_wrong(
    session: ClientSession, monkeypatch: pytest.MonkeyPatch, head: bytes, reasons: set[str]
) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 " + head + b"Connection: close\r\n\r\nno such body")
        writer.close()

    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    monkeypatch.setattr(fetching, "is_public", lambda address: True)
    broken = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with broken:
        port = broken.sockets[0].getsockname()[1]
        reason = await refused(session, f"http://kitchen.example:{port}/", resolve=resolve, longest_s=5.0)
    assert reason in reasons

"""Fetch a page of the public web: no address of the local network, bounded in size and time.

The name is resolved here, each of its addresses is checked, and the connection goes to a checked address, so that a
name that changes its address after the check (DNS rebinding) has no effect. Redirects are followed here and checked
the same way.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
import re
import socket

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError
from yarl import URL

from ..errors import ErrorCode, KitchenError
from .file_formats import File

LARGEST_BYTES = 16 * 1024 * 1024
LONGEST_S = 20.0
LARGEST_PICTURE = 8 * 1024 * 1024
LONGEST_PICTURE_S = 10.0
MOST_REDIRECTS = 5
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/ld+json;q=0.9,text/*;q=0.8,*/*;q=0.1",
    "Accept-Language": "en,*;q=0.5",
    "User-Agent": "Mozilla/5.0 (compatible; HearthTech; a family's recipe book)",
}
_TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=5.0)
"""Time limit for each address of a host, s; the whole fetch has a separate limit."""
_MOST_ADDRESSES = 6
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LABEL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""NAT64 (RFC 6052): the last 32 bits are an IPv4 address."""
_RELAYS = IPv4Network("192.88.99.0/24")
"""Relays of 6to4, deprecated (RFC 7526)."""

type Resolver = Callable[[str, int], Awaitable[list[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A fetched page and its final address."""

    content: bytes
    url: str
    media_type: str
    charset: str | None


async def fetch_file(session: aiohttp.ClientSession, address: str) -> File:
    """Fetch a page of the public web to be imported. Raises as `fetch`."""
    page = await fetch(session, address)
    return File(content=page.content, url=page.url, charset=page.charset)


async def fetch_picture(session: aiohttp.ClientSession, address: str) -> bytes | None:
    """Fetch a picture of the public web; `None` when that is not possible."""
    try:
        page = await fetch(session, address, largest_bytes=LARGEST_PICTURE, longest_s=LONGEST_PICTURE_S)
    except KitchenError:
        return None
    return page.content


async def fetch(
    session: aiohttp.ClientSession,
    address: str,
    *,
    local_host: str | None = None,
    largest_bytes: int = LARGEST_BYTES,
    longest_s: float = LONGEST_S,
    resolve: Resolver | None = None,
    headers: Mapping[str, str] | None = None,
) -> Page:
    """Fetch a page. `local_host` is a host that the user typed as their own server: only it may be local.

    `headers` are sent, too. They may contain a secret: with them only redirects inside the same origin are followed.

    Raises:
        KitchenError: `invalid` with `part="address"` and a `reason`: `not a web address`, `local`, `unreachable`,
            `too slow`, `too large`, `too many redirects`, `another server`, or the status the server answered.
    """
    try:
        async with asyncio.timeout(longest_s):
            return await _follow(session, address, local_host, largest_bytes, resolve or _resolve, headers)
    except TimeoutError as error:
        raise _refusal(address, "too slow") from error
    except (
        aiohttp.ClientError, HttpProcessingError, OSError, ValueError, EOFError, RuntimeError
    ) as error:  # fmt: skip
        # ValueError: a host or header that the HTTP library refuses only when it writes the request. RuntimeError: the
        # session was closed meanwhile.
        raise _refusal(address, "unreachable") from error


async def _follow(
    session: aiohttp.ClientSession,
    address: str,
    local_host: str | None,
    largest: int,
    resolve: Resolver,
    headers: Mapping[str, str] | None,
) -> Page:
    url = _checked(address)
    for _ in range(MOST_REDIRECTS + 1):
        addresses = await _addresses_of(url, url.host == local_host, resolve)
        async with await _get(session, url, addresses, headers or {}) as response:
            if response.status in _REDIRECTS and "Location" in response.headers:
                origin = url.origin()
                url = _redirected(url, response.headers["Location"])
                if headers and url.origin() != origin:
                    raise _refusal(str(url), "another server")
                if local_host is not None and url.host != local_host:
                    # The user's own server may be local; redirects to other local hosts are refused.
                    raise _refusal(str(url), "local")
                continue
            if response.status >= 300:
                raise _refusal(str(url), str(response.status))
            return Page(
                content=await _read(response, largest, str(url)),
                url=str(url),
                media_type=response.content_type,
                charset=response.charset,
            )
    raise _refusal(address, "too many redirects")


async def _get(
    session: aiohttp.ClientSession, url: URL, addresses: list[str], more_headers: Mapping[str, str]
) -> aiohttp.ClientResponse:
    """The answer of the first address that accepts a connection."""
    host = url.raw_host or ""
    last: aiohttp.ClientConnectorError | None = None
    for address in addresses[:_MOST_ADDRESSES]:
        try:
            return await session.get(
                url.with_host(address),
                headers={**_HEADERS, **more_headers, "Host": _host_header(url)},
                # A certificate never names the final dot of a fully qualified name.
                server_hostname=host.rstrip(".") if url.scheme == "https" else None,
                allow_redirects=False,
                timeout=_TIMEOUT,
            )
        except aiohttp.ClientConnectorCertificateError:
            raise
        except aiohttp.ClientConnectorError as error:
            last = error
    raise last or _refusal(str(url), "unreachable")


def _redirected(url: URL, location: str) -> URL:
    try:
        target = url.join(URL(location.strip()))
    except (ValueError, UnicodeError) as error:
        raise _refusal(str(url), "not a web address") from error
    return _checked(str(target))


def _checked(address: str) -> URL:
    try:
        url = URL(address.strip())
        # Each of these calls decodes or checks a part of the address and may refuse it.
        host, ascii_host, port = url.host, url.raw_host, url.port
    except (ValueError, UnicodeError) as error:
        raise _refusal(address, "not a web address") from error
    if (
        url.scheme not in {"http", "https"}
        or not host
        or not ascii_host
        or not _is_host(ascii_host)
        or not port
        or url.user is not None
        or url.password is not None
    ):
        raise _refusal(address, "not a web address")
    return url.with_fragment(None)


def _is_host(host: str) -> bool:
    """Whether a host is an address or a name of valid labels (RFC 1035; underscores occur in practice)."""
    if ":" in host:
        try:
            ip_address(host.partition("%")[0])
        except ValueError:
            return False
        return True
    labels = host.removesuffix(".").split(".")
    return len(host) <= 254 and host.isascii() and all(_LABEL.fullmatch(label) for label in labels)


async def _addresses_of(url: URL, own: bool, resolve: Resolver) -> list[str]:
    """Addresses of the host to which connections are allowed; one local address refuses all of them."""
    try:
        addresses = await resolve(url.raw_host or "", url.port or 443)
    except (OSError, UnicodeError) as error:
        raise _refusal(str(url), "unreachable") from error
    if not addresses:
        raise _refusal(str(url), "unreachable")
    if not own and not all(is_public(address) for address in addresses):
        raise _refusal(str(url), "local")
    return addresses


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet.

    An IPv6 address counts only inside 2000::/3, the global unicast space that is assigned (RFC 4291), or as
    NAT64 (RFC 6052). An IPv4 address inside an IPv6 address (mapped, NAT64, 6to4, Teredo, ISATAP) is checked
    itself. An address with a zone id belongs to one link of this machine.
    """
    try:
        found: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.scope_id is not None:
            return False
        inner = _ipv4_inside(found)
        if inner is None:
            return found in _GLOBAL_UNICAST and found.is_global
        found = inner
    return found.is_global and not found.is_multicast and found not in _RELAYS


def _ipv4_inside(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address inside an IPv6 address; `None` if it is an ordinary one."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    is_isatap = (int(address) >> 32) & 0xFDFFFFFF == 0x00005EFE
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _TRANSLATED or is_isatap else None


async def _resolve(host: str, port: int) -> list[str]:
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _host_header(url: URL) -> str:
    host = url.raw_host or ""
    host = f"[{host}]" if ":" in host else host
    return host if url.is_default_port() else f"{host}:{url.port}"


async def _read(response: aiohttp.ClientResponse, largest: int, address: str) -> bytes:
    if (response.content_length or 0) > largest:
        raise _refusal(address, "too large")
    content = bytearray()
    # Chunks are already unpacked, so a small answer with a large unpacked size is refused, too.
    async for chunk in response.content.iter_chunked(65536):
        content += chunk
        if len(content) > largest:
            raise _refusal(address, "too large")
    return bytes(content)


def _refusal(address: str, reason: str) -> KitchenError:
    return KitchenError(ErrorCode.INVALID, part="address", reason=reason, address=address)

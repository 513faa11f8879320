"""Fetches a page from the web and from nowhere else: no address of the local network, bounded in size and time.

The name is resolved here, every address it has is judged, and the connection goes to one that was judged, so that a
name which changes its address between the look and the leap (DNS rebinding) gains nothing. Redirects are followed
by hand and judged the same way.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
import socket

import aiohttp
from yarl import URL

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError

LARGEST_BYTES = 16 * 1024 * 1024
LONGEST_S = 20.0
MOST_REDIRECTS = 5
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/ld+json;q=0.9,text/*;q=0.8,*/*;q=0.1",
    "Accept-Language": "en,*;q=0.5",
    "User-Agent": "Mozilla/5.0 (compatible; HearthTech; a family's recipe book)",
}
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""NAT64 (RFC 6052): an IPv4 address in the clothes of a global IPv6 one."""

type Resolver = Callable[[str, int], Awaitable[list[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was fetched, and where it came from at last."""

    content: bytes
    url: str
    media_type: str
    charset: str | None


async def fetch(
    session: aiohttp.ClientSession,
    address: str,
    *,
    local_host: str | None = None,
    largest_bytes: int = LARGEST_BYTES,
    longest_s: float = LONGEST_S,
    resolve: Resolver | None = None,
) -> Page:
    """Fetch a page. `local_host` is a host the user typed in as their own server: it alone may be local.

    Raises:
        KitchenError: `invalid` with `part="address"` and a `reason`: `not a web address`, `local`, `unreachable`,
            `too slow`, `too large`, `too many redirects`, or the status the server answered.
    """
    try:
        async with asyncio.timeout(longest_s):
            return await _follow(session, address, local_host, largest_bytes, resolve or _resolve)
    except TimeoutError as error:
        raise _refusal(address, "too slow") from error
    except (aiohttp.ClientError, OSError) as error:
        raise _refusal(address, "unreachable") from error


async def _follow(
    session: aiohttp.ClientSession, address: str, local_host: str | None, largest: int, resolve: Resolver
) -> Page:
    url = _checked(address)
    for _ in range(MOST_REDIRECTS + 1):
        host = url.host or ""
        found = await _address_of(url, host == local_host, resolve)
        target = url.with_host(f"[{found}]" if ":" in found else found)
        async with session.get(
            target,
            headers={**_HEADERS, "Host": _host_header(url)},
            server_hostname=host if url.scheme == "https" else None,
            allow_redirects=False,
        ) as response:
            if response.status in {301, 302, 303, 307, 308} and "Location" in response.headers:
                url = _checked(str(url.join(URL(response.headers["Location"]))))
                if local_host is not None and url.host != local_host:
                    # A server of one's own may be local; where it sends us must then be it, too.
                    raise _refusal(str(url), "local")
                continue
            if response.status >= 400:
                raise _refusal(str(url), str(response.status))
            return Page(
                content=await _read(response, largest, str(url)),
                url=str(url),
                media_type=response.content_type,
                charset=response.charset,
            )
    raise _refusal(address, "too many redirects")


def _checked(address: str) -> URL:
    try:
        url = URL(address)
    except ValueError as error:
        raise _refusal(address, "not a web address") from error
    if (
        url.scheme not in {"http", "https"}
        or not url.host
        or url.user is not None
        or url.password is not None
    ):
        raise _refusal(address, "not a web address")
    return url.with_fragment(None)


async def _address_of(url: URL, own: bool, resolve: Resolver) -> str:
    """An address of the host that may be connected to; one local address among many refuses them all."""
    try:
        addresses = await resolve(url.host or "", url.port or 443)
    except OSError as error:
        raise _refusal(str(url), "unreachable") from error
    if not addresses:
        raise _refusal(str(url), "unreachable")
    if not own and not all(is_public(address) for address in addresses):
        raise _refusal(str(url), "local")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an address lies in the public internet, whatever it is dressed up as."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in _TRANSLATED:
            inner = IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            found = inner
    return found.is_global and not found.is_multicast


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
    # Chunks are already unpacked, so a small answer that swells is caught, too.
    async for chunk in response.content.iter_chunked(65536):
        content += chunk
        if len(content) > largest:
            raise _refusal(address, "too large")
    return bytes(content)


def _refusal(address: str, reason: str) -> KitchenError:
    return KitchenError(ErrorCode.INVALID, part="address", reason=reason, address=address)

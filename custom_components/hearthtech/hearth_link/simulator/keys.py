"""Persistent data of a stove: its identity, certificate, client keys and names.

All files are in one folder, readable by its owner only; every write is atomic. The certificate and its
private key are one file, so that no crash leaves a certificate without its key.
"""

from dataclasses import dataclass, field
import json
import logging
import os
from pathlib import Path
import ssl
import tempfile
import threading
import time
from typing import Any, Final

from ..auth import fingerprint_of, new_key
from ..certificate import make_certificate

_LOGGER = logging.getLogger(__name__)

TLS_FILE: Final = "tls.pem"
"""Certificate, then private key."""
FORMER_FILES: Final = ("certificate.pem", "private-key.pem")
"""The two files of earlier versions."""


class Interrupted(OSError):
    """Writing ended before it was complete, as by a power cut."""


@dataclass(slots=True)
class ClientKey:
    """A key given to one client."""

    client_id: str
    key: bytes
    name: str
    created_ms: int


@dataclass(slots=True)
class Keys:
    """The persistent data of one stove.

    Create it with `Keys.open`, which reads and writes files: not in an event loop.
    """

    folder: Path
    stove_id: str
    fingerprint: str
    clients: dict[str, ClientKey] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    name: str | None = None
    power_cap_w: float | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @classmethod
    def open(cls, folder: Path) -> Keys:
        """Read a stove's data, or create a new stove in an empty folder.

        Raises:
            OSError: when the folder can't be used.
            ValueError: when its content is not that of a stove.
        """
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fingerprint = _usable_certificate(folder) or _new_certificate(folder)
        memory = folder / "stove.json"
        if not memory.exists():
            # The identity comes from the first certificate and stays the same when the certificate is
            # renewed.
            keys = cls(folder, f"hl-{fingerprint[:12]}", fingerprint)
            keys.save()
            return keys
        try:
            values: dict[str, Any] = json.loads(memory.read_text("utf-8"))
            return cls(
                folder,
                str(values["id"]),
                fingerprint,
                {
                    one["client_id"]: ClientKey(
                        one["client_id"], bytes.fromhex(one["key"]), one["name"], one["created_ms"]
                    )
                    for one in values["clients"]
                },
                {int(n): str(name) for n, name in values["names"].items()},
                values["name"],
                None if values.get("power_cap_w") is None else float(values["power_cap_w"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{memory} is not a stove's memory: {error}") from None

    def save(self) -> None:
        """Write the data to the disk and sync it."""
        with self._lock:
            values = {
                "id": self.stove_id,
                "name": self.name,
                "power_cap_w": self.power_cap_w,
                "names": {str(n): name for n, name in self.names.items()},
                "clients": [
                    {
                        "client_id": one.client_id,
                        "key": one.key.hex(),
                        "name": one.name,
                        "created_ms": one.created_ms,
                    }
                    for one in tuple(self.clients.values())
                ],
            }
            _write(self.folder / "stove.json", json.dumps(values, indent=1).encode())

    def provision(self, client_id: str, *, name: str = "", key: bytes | None = None) -> bytes:
        """Give a client a new key, replacing an old one, and save it."""
        made = key if key is not None else new_key()
        self.clients[client_id] = ClientKey(client_id, made, name or client_id, int(time.time() * 1000))
        self.save()
        return made

    def forget(self, client_id: str) -> bool:
        """Make a client's key invalid from now on, in memory only. Returns whether it had one."""
        return self.clients.pop(client_id, None) is not None

    def revoke(self, client_id: str) -> bool:
        """Revoke a client's key. Returns whether it had one."""
        found = self.forget(client_id)
        if found:
            self.save()
        return found

    def renew_certificate(self, *, interrupted: bool = False) -> str:
        """Make a new certificate (as a repair of the stove would). Returns its fingerprint.

        A stove that runs shows it from its next start on.

        Raises:
            Interrupted: with `interrupted`, which stops at the last moment before the new file is in place.
        """
        self.fingerprint = _new_certificate(self.folder, interrupted=interrupted)
        return self.fingerprint

    def server_context(self) -> ssl.SSLContext:
        """TLS 1.3 with the stove's own certificate. Reads files."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.load_cert_chain(self.folder / TLS_FILE)
        return context


def _usable_certificate(folder: Path) -> str | None:
    """The fingerprint of the folder's certificate, `None` when there is none or its private key does not fit.

    The two files of earlier versions are merged into one; after a crash they may not fit each other.
    """
    found = _load_certificate(folder / TLS_FILE, folder / TLS_FILE)
    if found is None:
        certificate, key = (folder / name for name in FORMER_FILES)
        found = _load_certificate(certificate, key)
        if found is not None:
            _write(folder / TLS_FILE, certificate.read_bytes() + key.read_bytes())
    if found is not None:
        for name in FORMER_FILES:
            (folder / name).unlink(missing_ok=True)
    elif any((folder / name).exists() for name in (TLS_FILE, *FORMER_FILES)):
        _LOGGER.warning("the certificate in %s is damaged or has no fitting key; it is renewed", folder)
    return found


def _load_certificate(certificate: Path, key: Path) -> str | None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(certificate, key)
        pem = certificate.read_text("ascii")
        end = pem.index(ssl.PEM_FOOTER) + len(ssl.PEM_FOOTER)
        return fingerprint_of(ssl.PEM_cert_to_DER_cert(pem[pem.index(ssl.PEM_HEADER) : end]))
    except FileNotFoundError, ssl.SSLError, ValueError:
        return None


def _new_certificate(folder: Path, *, interrupted: bool = False) -> str:
    certificate_pem, key_pem = make_certificate("Hearth Link stove")
    _write(folder / TLS_FILE, certificate_pem + key_pem, interrupted=interrupted)
    for name in FORMER_FILES:
        (folder / name).unlink(missing_ok=True)
    return fingerprint_of(ssl.PEM_cert_to_DER_cert(certificate_pem.decode()))


def _put_in_place(draft: Path, path: Path, *, interrupted: bool) -> None:
    if interrupted:
        raise Interrupted(f"{path} was not replaced")
    draft.replace(path)


def _write(path: Path, content: bytes, *, interrupted: bool = False) -> None:
    """Replace a file atomically and sync it to the disk."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(Path(name), path, interrupted=interrupted)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    if os.name == "posix":
        directory = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)

"""What a stove keeps over a restart: its identity, its certificate, the keys it has given out, its names.

All of it lies in one folder, readable by its owner only; every write is atomic.
"""

from dataclasses import dataclass, field
import json
import os
from pathlib import Path
import ssl
import tempfile
import threading
import time
from typing import Any

from custom_components.hearthtech.stove.auth import fingerprint_of, new_key
from custom_components.hearthtech.stove.certificate import make_certificate


@dataclass(slots=True)
class ClientKey:
    """A key given to one client."""

    client_id: str
    key: bytes
    name: str
    created_ms: int


@dataclass(slots=True)
class Keys:
    """The memory of one stove. Make it with `Keys.open`, which reads and writes files: not in an event loop."""

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
        """Read a stove's memory, or make a new stove of an empty folder.

        Raises:
            OSError: when the folder can't be used.
            ValueError: when what lies in it is not a stove's.
        """
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        certificate = folder / "certificate.pem"
        if not certificate.exists() or not (folder / "private-key.pem").exists():
            certificate_pem, key_pem = make_certificate("Hearth Link stove")
            _write(folder / "private-key.pem", key_pem)
            _write(certificate, certificate_pem)
        fingerprint = fingerprint_of(ssl.PEM_cert_to_DER_cert(certificate.read_text("ascii")))
        memory = folder / "stove.json"
        if not memory.exists():
            # The identity comes from the first certificate and then stays, whatever becomes of that.
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
        """Write it down, durably."""
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
        """Give a client a key, in place of one it may have had, and write it down."""
        made = key if key is not None else new_key()
        self.clients[client_id] = ClientKey(client_id, made, name or client_id, int(time.time() * 1000))
        self.save()
        return made

    def revoke(self, client_id: str) -> bool:
        """Take a client's key back. Returns whether it had one."""
        if self.clients.pop(client_id, None) is None:
            return False
        self.save()
        return True

    def renew_certificate(self) -> str:
        """Make a new certificate (as a repair of the stove would). Returns its fingerprint."""
        certificate_pem, key_pem = make_certificate("Hearth Link stove")
        _write(self.folder / "private-key.pem", key_pem)
        _write(self.folder / "certificate.pem", certificate_pem)
        self.fingerprint = fingerprint_of(ssl.PEM_cert_to_DER_cert(certificate_pem.decode()))
        return self.fingerprint

    def server_context(self) -> ssl.SSLContext:
        """TLS 1.3 with the stove's own certificate. Reads files."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.load_cert_chain(self.folder / "certificate.pem", self.folder / "private-key.pem")
        return context


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)

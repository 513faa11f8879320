"""Configuration of the skill: one YAML file, and environment variables that override it.

Every error names the setting and is one sentence. The configuration contains no secrets: it names files that contain
them, and those must be readable by their owner only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
import socket
from typing import Any
from urllib.parse import urlsplit

import voluptuous as vol
import yaml

from .errors import ConfigError

ENVIRONMENT_PREFIX = "HEARTHTECH_SKILL_"
# Environment variable (without the prefix) to the setting that it overrides.
ENVIRONMENT = {
    "MQTT_HOST": "mqtt.host",
    "MQTT_PORT": "mqtt.port",
    "MQTT_USERNAME": "mqtt.username",
    "MQTT_PASSWORD_FILE": "mqtt.password_file",
    "MQTT_TLS_CA": "mqtt.tls.ca",
    "MQTT_TLS_CERTIFICATE": "mqtt.tls.certificate",
    "MQTT_TLS_KEY": "mqtt.tls.key",
    "HOME_ASSISTANT_URL": "home_assistant.url",
    "HOME_ASSISTANT_TOKEN_FILE": "home_assistant.token_file",
    "SITES": "sites",
    "LANGUAGE": "language",
    "NLU_SITES": "nlu_sites",
    "FOREIGN_INTENTS": "foreign_intents",
    "PHRASES": "phrases",
    "WORKER": "worker",
    "SHARE": "share",
    "LOG_LEVEL": "log.level",
    "LOG_FORMAT": "log.format",
}
ALL_SITES = "all"


@dataclass(frozen=True, kw_only=True, slots=True)
class Tls:
    """TLS settings of the broker: certificate authority (default: that of the system) and client certificate."""

    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Mqtt:
    """Connection settings of the broker."""

    host: str = "localhost"
    port: int = 1883
    username: str | None = None
    password_file: Path | None = None
    tls: Tls | None = None

    @property
    def address(self) -> str:
        """`host:port`, for log messages."""
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, kw_only=True, slots=True)
class HomeAssistant:
    """Address of Home Assistant, and the file with the long-lived access token of the skill's user."""

    url: str
    token_file: Path

    @property
    def websocket_url(self) -> str:
        """URL of the WebSocket API of that Home Assistant."""
        return f"ws{self.url.removeprefix('http').rstrip('/')}/api/websocket"


@dataclass(frozen=True, kw_only=True, slots=True)
class Training:
    """Folder of a Rhasspy profile, and how to request a new training."""

    profile: Path
    language: str
    retrain_url: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Log:
    """Log level and format."""

    level: str = "info"
    format: str = "text"


@dataclass(frozen=True, kw_only=True, slots=True)
class SkillConfig:
    """All settings, validated."""

    home_assistant: HomeAssistant
    mqtt: Mqtt = field(default_factory=Mqtt)
    sites: Mapping[str, str | None] = field(default_factory=dict)
    """Hermes site to Home Assistant area; a site that is not listed is served, but has no area."""
    language: str = "en"
    """Language of messages that do not state theirs."""
    nlu_sites: frozenset[str] = frozenset()
    """Sites whose `hermes/nlu/query` is answered; `all` means every site."""
    intent_prefix: str = "hearthtech_"
    """Prefix of the names of our intents, before the intent type, e.g. `hearthtech_next_step`."""
    foreign_intents: str = "answer"
    """`answer`: answer every intent; `leave`: leave intents with other names to other skills."""
    phrases: Path | None = None
    """File of custom phrases."""
    training: Training | None = None
    worker: str = ""
    """Name of this worker, unique among the workers that share the work."""
    share: str | None = None
    """Name of the MQTT 5 shared subscription by which several workers share the work."""
    log: Log = field(default_factory=Log)

    def recognizes_for(self, site: str) -> bool:
        """Whether the skill is the recognizer of this site."""
        return ALL_SITES in self.nlu_sites or site in self.nlu_sites


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise vol.Invalid("must be a text that is not empty")
    return value.strip()


def _name(value: object) -> str:
    """Validate a text that is used in a topic."""
    text = _text(value)
    if any(character in "+#/$" or not character.isprintable() for character in text):
        raise vol.Invalid("must not contain + # / $ or control characters")
    return text


def _port(value: object) -> int:
    try:
        port = int(str(value))
    except ValueError:
        port = 0
    if not 1 <= port <= 65535:
        raise vol.Invalid("must be a port number from 1 to 65535")
    return port


def _url(value: object) -> str:
    text = _text(value)
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable:
        raise vol.Invalid("must be an address such as http://homeassistant.local:8123")
    return text


def _path(value: object) -> Path:
    return Path(_text(value)).expanduser()


def _sites(value: object) -> dict[str, str | None]:
    """Accept a mapping, or `site=area, site=area` from an environment variable."""
    if isinstance(value, str):
        pairs = [part.partition("=") for part in value.split(",") if part.strip()]
        value = {site.strip(): area.strip() or None for site, _, area in pairs}
    if not isinstance(value, dict):
        raise vol.Invalid("must be a mapping of site to area")
    sites: dict[str, str | None] = {}
    for site, area in value.items():
        if not isinstance(site, str) or not site or len(site) > 200:
            raise vol.Invalid("has a site that is not a text")
        if area is not None and not isinstance(area, str):
            raise vol.Invalid(f"has an area for {site!r} that is not a text")
        sites[site] = area
    return sites


def _site_set(value: object) -> frozenset[str]:
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",") if part.strip()]
    if not isinstance(value, list) or not all(isinstance(site, str) and site for site in value):
        raise vol.Invalid("must be a list of sites, or all")
    return frozenset(value)


def _one_of(*choices: str) -> Any:
    def check(value: object) -> str:
        if value not in choices:
            raise vol.Invalid(f"must be one of {', '.join(choices)}")
        return str(value)

    return check


def _language(value: object) -> str:
    text = _text(value)
    if not text.replace("-", "").replace("_", "").isalnum() or len(text) > 16:
        raise vol.Invalid("must be a language such as en or de")
    return text.replace("_", "-")


SCHEMA = vol.Schema(
    {
        vol.Optional("mqtt"): {
            vol.Optional("host"): _text,
            vol.Optional("port"): _port,
            vol.Optional("username"): _text,
            vol.Optional("password_file"): _path,
            vol.Optional("tls"): {
                vol.Optional("ca"): _path,
                vol.Optional("certificate"): _path,
                vol.Optional("key"): _path,
            },
        },
        vol.Required("home_assistant"): {
            vol.Required("url"): _url,
            vol.Required("token_file"): _path,
        },
        vol.Optional("sites"): _sites,
        vol.Optional("language"): _language,
        vol.Optional("nlu_sites"): _site_set,
        vol.Optional("intent_prefix"): _name,
        vol.Optional("foreign_intents"): _one_of("answer", "leave"),
        vol.Optional("phrases"): _path,
        vol.Optional("training"): {
            vol.Required("profile"): _path,
            vol.Optional("language"): _language,
            vol.Optional("retrain_url"): _url,
        },
        vol.Optional("worker"): _name,
        vol.Optional("share"): _name,
        vol.Optional("log"): {
            vol.Optional("level"): _one_of("debug", "info", "warning", "error"),
            vol.Optional("format"): _one_of("text", "json"),
        },
    }
)


def load(path: Path | None, environment: Mapping[str, str]) -> SkillConfig:
    """Read and validate the configuration. Raises `ConfigError` with one sentence."""
    settings = _read(path) if path else {}
    _overlay(settings, environment)
    return parse(settings)


def parse(settings: dict[str, Any]) -> SkillConfig:
    """Validate settings in the form of the YAML file. Raises `ConfigError` with one sentence."""
    for section in ("mqtt", "log"):
        if settings.get(section, ...) is None:  # a section with all lines commented out
            settings = {key: value for key, value in settings.items() if key != section}
    try:
        checked = SCHEMA(settings)
    except vol.MultipleInvalid as error:
        raise ConfigError(_sentence(error.errors[0])) from None
    except vol.Invalid as error:
        raise ConfigError(_sentence(error)) from None
    mqtt = checked.get("mqtt", {})
    tls = mqtt.get("tls")
    if tls is not None and (tls.get("key") is None) != (tls.get("certificate") is None):
        raise ConfigError("The settings mqtt.tls.certificate and mqtt.tls.key need each other.")
    if "password_file" in mqtt and "username" not in mqtt:
        raise ConfigError("The setting mqtt.password_file needs mqtt.username.")
    port = mqtt.get("port", 8883 if tls is not None else 1883)
    language = checked.get("language", "en")
    training = checked.get("training")
    built: dict[str, Any] = checked | {
        "mqtt": Mqtt(**mqtt | {"port": port, "tls": None if tls is None else Tls(**tls)}),
        "home_assistant": HomeAssistant(**checked["home_assistant"]),
        "log": Log(**checked.get("log", {})),
        "worker": checked.get("worker") or _default_worker(),
        "training": None if training is None else Training(**{"language": language} | training),
    }
    return SkillConfig(**built)


def read_secret(path: Path, what: str) -> str:
    """Read a secret from a file that only its owner may read. Raises `ConfigError`."""
    try:
        mode = path.stat().st_mode
        secret = path.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError:
        raise ConfigError(f"The {what} file {path} is not text.") from None
    except OSError as error:
        raise ConfigError(f"The {what} file {path} can't be read: {error.strerror}.") from None
    if mode & 0o077:
        raise ConfigError(f"The {what} file {path} can be read by others: run chmod 600 on it.")
    if not secret or any(not character.isprintable() for character in secret):
        raise ConfigError(f"The {what} file {path} does not hold one line with the {what}.")
    return secret


def _read(path: Path) -> dict[str, Any]:
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"The configuration {path} can't be read: {error.strerror}.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        raise ConfigError(f"The configuration {path} is not YAML{where}.") from None
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise ConfigError(f"The configuration {path} must be a mapping of settings.")
    return loaded


def _overlay(settings: dict[str, Any], environment: Mapping[str, str]) -> None:
    for variable, value in environment.items():
        if not variable.startswith(ENVIRONMENT_PREFIX) or not value:
            continue
        name = variable.removeprefix(ENVIRONMENT_PREFIX)
        if name == "CONFIG":
            continue
        if name not in ENVIRONMENT:
            raise ConfigError(f"The environment variable {variable} is not a setting of this skill.")
        *sections, last = ENVIRONMENT[name].split(".")
        place = settings
        for section in sections:
            inner = place.get(section)
            if inner is None:
                inner = place[section] = {}
            if not isinstance(inner, dict):
                raise ConfigError(f"The setting {section} must be a mapping.")
            place = inner
        place[last] = value


def _sentence(error: vol.Invalid) -> str:
    path = ".".join(str(part) for part in error.path)
    kind = type(error).__name__
    if kind == "RequiredFieldInvalid":
        return f"The setting {path} is missing."
    if "extra keys" in error.error_message or kind == "ExtraKeysInvalid":
        return f"The setting {path} is not known."
    if "expected a dict" in error.error_message or "expected a mapping" in error.error_message:
        return f"The setting {path or 'configuration'} must be a mapping."
    return f"The setting {path} {error.error_message}."


def _default_worker() -> str:
    host = "".join(
        character for character in socket.gethostname() if character.isalnum() or character in "-_."
    )
    return host or "skill"

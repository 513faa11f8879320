"""Settings: what is taken, and the one sentence for what is not."""

from pathlib import Path
from typing import Any

import pytest

from hearthtech_skill.config import ENVIRONMENT, ENVIRONMENT_PREFIX, load, parse, read_secret
from hearthtech_skill.errors import ConfigError

HOME = {"url": "http://homeassistant.local:8123", "token_file": "/run/token"}


def test_defaults() -> None:
    config = parse({"home_assistant": HOME})
    assert config.mqtt.address == "localhost:1883"
    assert config.home_assistant.websocket_url == "ws://homeassistant.local:8123/api/websocket"
    assert config.language == "en"
    assert config.worker
    assert not config.recognizes_for("kitchen")


def test_everything_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "skill.yaml"
    path.write_text(
        """
mqtt:
  host: broker.local
  username: skill
  password_file: /run/mqtt
  tls: {ca: /etc/ca.pem}
home_assistant: {url: "https://home.example/", token_file: ~/token}
sites: {kitchen: kitchen, porch:}
nlu_sites: [porch]
training: {profile: /profiles/en, retrain_url: "http://rhasspy:12101/api/train"}
language: de
share: crew
log: {level: debug, format: json}
"""
    )
    config = load(path, {})
    assert config.mqtt.address == "broker.local:8883"
    assert config.home_assistant.websocket_url == "wss://home.example/api/websocket"
    assert config.home_assistant.token_file == Path.home() / "token"
    assert config.sites == {"kitchen": "kitchen", "porch": None}
    assert config.recognizes_for("porch")
    assert config.training is not None
    assert config.training.language == "de"


def test_environment_wins_over_the_file(tmp_path: Path) -> None:
    path = tmp_path / "skill.yaml"
    path.write_text("home_assistant: {url: http://a:1, token_file: /t}\nmqtt: {host: b, port: 1}\n")
    config = load(
        path,
        {
            f"{ENVIRONMENT_PREFIX}MQTT_PORT": "2",
            f"{ENVIRONMENT_PREFIX}SITES": "kitchen=cooking area, porch",
            f"{ENVIRONMENT_PREFIX}NLU_SITES": "all",
            f"{ENVIRONMENT_PREFIX}LANGUAGE": "",
            "UNRELATED": "x",
        },
    )
    assert config.mqtt.address == "b:2"
    assert config.sites == {"kitchen": "cooking area", "porch": None}
    assert config.recognizes_for("anywhere")


def test_environment_alone_is_enough() -> None:
    environment = {
        f"{ENVIRONMENT_PREFIX}HOME_ASSISTANT_URL": "http://a:1",
        f"{ENVIRONMENT_PREFIX}HOME_ASSISTANT_TOKEN_FILE": "/t",
        f"{ENVIRONMENT_PREFIX}MQTT_TLS_CA": "/ca",
    }
    assert load(None, environment).mqtt.tls is not None


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_every_variable_is_a_setting_of_the_schema(name: str) -> None:
    environment = {
        f"{ENVIRONMENT_PREFIX}HOME_ASSISTANT_URL": "http://a:1",
        f"{ENVIRONMENT_PREFIX}HOME_ASSISTANT_TOKEN_FILE": "/t",
        f"{ENVIRONMENT_PREFIX}MQTT_USERNAME": "user",
        f"{ENVIRONMENT_PREFIX}MQTT_TLS_CERTIFICATE": "/c",
        f"{ENVIRONMENT_PREFIX}MQTT_TLS_KEY": "/k",
    }
    good = {"MQTT_PORT": "1", "FOREIGN_INTENTS": "leave", "LOG_LEVEL": "info", "LOG_FORMAT": "json"}
    value = good.get(name, "http://word:1" if name.endswith("URL") else "word")
    assert load(None, environment | {f"{ENVIRONMENT_PREFIX}{name}": value})


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({}, "The setting home_assistant is missing."),
        ({"home_assistant": {"url": "http://a:1"}}, "The setting home_assistant.token_file is missing."),
        ({"home_assistant": HOME | {"url": "ftp://x"}}, "The setting home_assistant.url must be an address"),
        (
            {"home_assistant": HOME | {"url": "http://[::1"}},
            "The setting home_assistant.url must be an address",
        ),
        ({"home_assistant": HOME, "mqt": {}}, "The setting mqt is not known."),
        ({"home_assistant": HOME, "mqtt": {"port": 0}}, "The setting mqtt.port must be a port number"),
        ({"home_assistant": HOME, "mqtt": 3}, "The setting mqtt must be a mapping."),
        ({"home_assistant": HOME, "mqtt": {"password_file": "/p"}}, "needs mqtt.username"),
        ({"home_assistant": HOME, "mqtt": {"tls": {"key": "/k"}}}, "need each other"),
        ({"home_assistant": HOME, "sites": ["a"]}, "The setting sites must be a mapping"),
        ({"home_assistant": HOME, "sites": {"a": 3}}, "The setting sites has an area"),
        ({"home_assistant": HOME, "worker": "a/b"}, "The setting worker must not contain"),
        ({"home_assistant": HOME, "share": "#"}, "The setting share must not contain"),
        ({"home_assistant": HOME, "language": "klingon!"}, "The setting language must be a language"),
        ({"home_assistant": HOME, "foreign_intents": "eat"}, "must be one of answer, leave"),
        ({"home_assistant": HOME, "log": {"level": "loud"}}, "The setting log.level must be one of"),
    ],
)
def test_what_is_wrong_is_one_sentence(settings: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(settings)
    assert sentence in str(caught.value)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("a: [", "is not YAML in line"), ("- a", "must be a mapping"), ("", "home_assistant is missing")],
)
def test_files_that_are_no_settings(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "skill.yaml"
    path.write_text(content)
    with pytest.raises(ConfigError, match=sentence):
        load(path, {})
    with pytest.raises(ConfigError, match="can't be read"):
        load(tmp_path / "nothing", {})


def test_unknown_variable_is_told() -> None:
    with pytest.raises(ConfigError, match="HEARTHTECH_SKILL_MQTT_HOTS is not a setting"):
        load(None, {"HEARTHTECH_SKILL_MQTT_HOTS": "x"})


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o666])
def test_secret_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "token"
    path.write_text("paprika")
    path.chmod(mode)
    with pytest.raises(ConfigError, match="can be read by others") as caught:
        read_secret(path, "token")
    assert "paprika" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"  \n", b"two\nlines", b"\xff\xfe"])
def test_secret_file_must_hold_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "token"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(ConfigError):
        read_secret(path, "token")
    with pytest.raises(ConfigError, match="can't be read"):
        read_secret(tmp_path / "nothing", "token")

"""The MQTT broker: one connection, kept up, with TLS and login where the household wants them."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
import logging
import math
import ssl

import aiomqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from .config import Mqtt, Tls, read_secret
from .errors import ConfigError

LOGGER = logging.getLogger(__name__)
KEEPALIVE_S = 10
CONNECT_TIMEOUT_S = 10.0
FIRST_PAUSE_S = 0.25
LONGEST_PAUSE_S = 30.0
ANSWER_IS_WORTH_S = 5.0
"""An answer that could not be published for so long is of no use to anyone."""
MAX_WAITING = 20_000
MAX_PACKET = 16 * 1024 * 1024
REFUSED_LOGIN = (134, 135)
"""Reason codes: bad user name or password, not authorized; those of MQTT 3 are translated to them."""

type Receive = Callable[[aiomqtt.Message], None]
type Connected = Callable[[], Awaitable[None]]


class Broker:
    """Publishes and receives; `run` reconnects until it is cancelled."""

    def __init__(self, config: Mqtt, identifier: str, will: aiomqtt.Will, *, shares: bool = False) -> None:
        """Make the client; `shares` asks for MQTT 5, which only sharing the work with others needs."""
        self._config = config
        self._shares = shares
        self._identifier = identifier
        self._will = will
        self._client: aiomqtt.Client | None = None
        self._is_up = asyncio.Event()
        self._told: str | None = None

    @property
    def is_connected(self) -> bool:
        """Whether messages come and go now."""
        return self._is_up.is_set()

    async def run(self, subscriptions: list[str], receive: Receive, connected: Connected) -> None:
        """Stay connected and subscribed, handing each message to `receive`.

        Raises `ConfigError` at the start when certificates or the password can't be read.
        """
        context = tls_context(self._config.tls) if self._config.tls else None
        password = read_secret(self._config.password_file, "password") if self._config.password_file else None
        pause = FIRST_PAUSE_S
        while True:
            try:
                client = self._make_client(context, password)
                async with client:
                    await client.subscribe([(topic, 1) for topic in subscriptions])
                    self._client = client
                    self._is_up.set()
                    pause = FIRST_PAUSE_S
                    self._tell(f"Connected to the MQTT broker at {self._config.address}.", logging.INFO)
                    await connected()
                    async for message in client.messages:
                        receive(message)
            except aiomqtt.MqttError as error:
                self._tell(self._sentence(error))
            except (OSError, ValueError) as error:  # paho lets a TLS handshake's end through as it is
                self._tell(self._sentence(error))
            finally:
                self._client = None
                self._is_up.clear()
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)

    async def publish(self, topic: str, payload: str | bytes, *, retain: bool = False) -> bool:
        """Publish, waiting for the broker to come back if need be. Returns whether the broker took it."""
        with suppress(TimeoutError):
            async with asyncio.timeout(ANSWER_IS_WORTH_S):
                while True:
                    await self._is_up.wait()
                    client = self._client
                    if client is None:
                        continue
                    try:
                        await client.publish(topic, payload, qos=1, retain=retain, timeout=math.inf)
                    except aiomqtt.MqttError as error:
                        LOGGER.debug("Publishing again: %s", error)
                        await asyncio.sleep(FIRST_PAUSE_S / 5)
                    else:
                        return True
        LOGGER.warning("The MQTT broker did not take a message on %s.", topic)
        return False

    def _make_client(self, context: ssl.SSLContext | None, password: str | None) -> aiomqtt.Client:
        properties = None
        if self._shares:
            properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
            properties.MaximumPacketSize = MAX_PACKET
        client = aiomqtt.Client(
            self._config.host,
            self._config.port,
            username=self._config.username,
            password=password,
            identifier=self._identifier,
            protocol=aiomqtt.ProtocolVersion.V5 if self._shares else aiomqtt.ProtocolVersion.V311,
            will=self._will,
            timeout=CONNECT_TIMEOUT_S,
            keepalive=KEEPALIVE_S,
            max_queued_incoming_messages=MAX_WAITING,
            max_inflight_messages=1000,
            properties=properties,
            tls_context=context,
        )
        client.pending_calls_threshold = MAX_WAITING
        return client

    def _sentence(self, error: Exception) -> str:
        where = f"The MQTT broker at {self._config.address}"
        code = getattr(getattr(error, "rc", None), "value", None)
        if code in REFUSED_LOGIN:
            who = f"user {self._config.username!r}" if self._config.username else "a user without name"
            return f"{where} refuses {who}: check mqtt.username and mqtt.password_file."
        cause = error.__cause__ or error
        text = str(cause)
        if "CERTIFICATE" in text.upper() or isinstance(cause, ssl.SSLCertVerificationError):
            return f"{where} shows a certificate that is not trusted: check mqtt.tls.ca and the host's name."
        if isinstance(cause, ssl.SSLError) or "SSL" in text:
            return f"{where} does not speak the TLS that is configured."
        if "refused" in text.lower() and "111" in text:
            return f"{where} does not answer: nothing listens there."
        if "not known" in text or "No address" in text or "name resolution" in text:
            return f"{where} does not answer: there is no such host."
        return f"{where} does not answer or went away."

    def _tell(self, sentence: str, level: int = logging.WARNING) -> None:
        """Say what changed, once."""
        if sentence != self._told:
            self._told = sentence
            LOGGER.log(level, "%s", sentence)


def tls_context(config: Tls) -> ssl.SSLContext:
    """Make the context for the broker. Reads files; raises `ConfigError`."""
    try:
        context = ssl.create_default_context(cafile=config.ca)
    except (OSError, ssl.SSLError) as error:
        raise ConfigError(
            f"The file {config.ca} of mqtt.tls.ca is not a certificate: {error.strerror}."
        ) from None
    if config.certificate and config.key:
        try:
            context.load_cert_chain(config.certificate, config.key)
        except (OSError, ssl.SSLError) as error:
            raise ConfigError(
                f"The certificate {config.certificate} and key {config.key} can't be used: {error.strerror}."
            ) from None
    return context

"""Connection to the MQTT broker with reconnection, TLS and login."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
import logging
import math
import socket
import ssl

import aiomqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.subscribeoptions import SubscribeOptions

from .config import Mqtt, Tls, read_secret
from .errors import ConfigError

LOGGER = logging.getLogger(__name__)
KEEPALIVE_S = 10
CONNECT_TIMEOUT_S = 10.0
FIRST_PAUSE_S = 0.25
LONGEST_PAUSE_S = 30.0
ANSWER_IS_WORTH_S = 5.0
"""An answer that could not be published for this long is discarded (s)."""
MAX_WAITING = 20_000
MAX_PACKET = 16 * 1024 * 1024
REFUSED_LOGIN = (134, 135)
"""Reason codes: bad user name or password, not authorized. Codes of MQTT 3 are converted to them."""

type Receive = Callable[[aiomqtt.Message], None]
type Connected = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Subscription:
    """Topics of one subscription. With a share, the broker sends each message to only one of its members."""

    topics: Sequence[str]
    share: str | None = None
    identifier: int | None = None
    """Sent back with each message (MQTT 5), to identify the subscription."""
    qos: int = 1


class Broker:
    """Publishes and receives; `run` reconnects until it is cancelled."""

    def __init__(self, config: Mqtt, identifier: str, will: aiomqtt.Will, *, shares: bool = False) -> None:
        """Create the client; `shares` requires MQTT 5, which is only needed to share work with other workers."""
        self._config = config
        self._shares = shares
        self._identifier = identifier
        self._will = will
        self._client: aiomqtt.Client | None = None
        self._is_up = asyncio.Event()
        self._is_down = asyncio.Event()
        self._told: str | None = None

    @property
    def is_connected(self) -> bool:
        """Whether the broker is connected."""
        return self._is_up.is_set()

    async def run(
        self, subscriptions: Sequence[Subscription], receive: Receive, connected: Connected
    ) -> None:
        """Stay connected and subscribed.

        Each message is passed to `receive`; `connected` runs before the first message.

        Raises `ConfigError` at the start if certificates or the password can't be read.
        """
        context = tls_context(self._config.tls) if self._config.tls else None
        password = read_secret(self._config.password_file, "password") if self._config.password_file else None
        pause = FIRST_PAUSE_S
        while True:
            try:
                client = self._make_client(context, password)
                async with client:
                    connected()
                    for subscription in subscriptions:
                        await self._subscribe(client, subscription)
                    self._client = client
                    self._is_down.clear()
                    self._is_up.set()
                    pause = FIRST_PAUSE_S
                    self._tell(f"Connected to the MQTT broker at {self._config.address}.", logging.INFO)
                    async for message in client.messages:
                        _acknowledge_at_once(client)
                        receive(message)
            except aiomqtt.MqttError as error:
                self._tell(self._sentence(error))
            except (OSError, ValueError) as error:  # paho does not convert the error of a TLS handshake
                self._tell(self._sentence(error))
            finally:
                self._client = None
                self._is_up.clear()
                self._is_down.set()
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)

    async def publish(
        self,
        topic: str,
        payload: str | bytes,
        *,
        qos: int = 1,
        retain: bool = False,
        now_or_never: bool = False,
    ) -> bool:
        """Publish a message, by default waiting for a reconnection. Returns whether the broker accepted it."""
        with suppress(TimeoutError):
            async with asyncio.timeout(ANSWER_IS_WORTH_S):
                while self._client is not None or not now_or_never:
                    await self._is_up.wait()
                    client = self._client
                    if client is None:
                        continue
                    if await self._publish_once(client, topic, payload, qos=qos, retain=retain):
                        return True
                    if now_or_never:
                        break
                    await asyncio.sleep(FIRST_PAUSE_S / 5)
        LOGGER.warning("The MQTT broker did not take a message on %s.", topic)
        return False

    async def _publish_once(
        self, client: aiomqtt.Client, topic: str, payload: str | bytes, *, qos: int, retain: bool
    ) -> bool:
        """Publish and wait until the broker has acknowledged, or the connection is lost."""
        sending = asyncio.ensure_future(
            client.publish(topic, payload, qos=qos, retain=retain, timeout=math.inf)
        )
        # Sending has reset the option, and the broker's acknowledgment comes next.
        asyncio.get_running_loop().call_soon(_acknowledge_at_once, client)
        loss = asyncio.ensure_future(self._is_down.wait())
        try:
            await asyncio.wait({sending, loss}, return_when=asyncio.FIRST_COMPLETED)
            if not sending.done():
                return False
            sending.result()
        except aiomqtt.MqttError as error:
            LOGGER.debug("Not published: %s", error)
            return False
        finally:
            sending.cancel()
            loss.cancel()
        return True

    async def leave(self, subscription: Subscription) -> None:
        """Unsubscribe, for example before stopping, so that the broker sends the work to others."""
        if self._client is not None:
            with suppress(aiomqtt.MqttError):
                await self._client.unsubscribe(_filters(subscription), timeout=1.0)

    async def _subscribe(self, client: aiomqtt.Client, subscription: Subscription) -> None:
        topics = _filters(subscription)
        if subscription.identifier is None:
            await client.subscribe([(topic, subscription.qos) for topic in topics])
            return
        properties = Properties(PacketTypes.SUBSCRIBE)  # type: ignore[no-untyped-call]
        properties.SubscriptionIdentifier = subscription.identifier
        options = SubscribeOptions(qos=subscription.qos)
        await client.subscribe([(topic, options) for topic in topics], properties=properties)

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
        """Log a change of the connection once."""
        if sentence != self._told:
            self._told = sentence
            LOGGER.log(level, "%s", sentence)


def _acknowledge_at_once(client: aiomqtt.Client) -> None:
    """Prevent the kernel from delaying TCP acknowledgments.

    Mosquitto does not disable Nagle's algorithm: until the last small packet is acknowledged, which takes 40 ms, it
    does not send the next message. Linux resets the option, so it is set again and again.
    """
    if hasattr(socket, "TCP_QUICKACK"):
        connection = client._client.socket()  # noqa: SLF001 - there is no public way to it
        with suppress(OSError, AttributeError):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)  # type: ignore[union-attr]


def _filters(subscription: Subscription) -> list[str]:
    if subscription.share is None:
        return list(subscription.topics)
    return [f"$share/{subscription.share}/{topic}" for topic in subscription.topics]


def tls_context(config: Tls) -> ssl.SSLContext:
    """Create the TLS context for the broker. Reads files; raises `ConfigError`."""
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

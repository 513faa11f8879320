"""Flow steps of a Hearth Link stove: address or discovery, pairing, reauthentication, and a changed certificate."""

from collections.abc import Mapping
from typing import Any, Final, override

from homeassistant.config_entries import (
    SOURCE_REAUTH,
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
)
from homeassistant.const import CONF_CODE, CONF_HOST, CONF_PORT
from homeassistant.helpers import config_validation as cv, instance_id
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.selector import TextSelectorConfig, TextSelectorType
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
import voluptuous as vol

from ..burners.model import RefusalCode
from ..const import CONF_FINGERPRINT, CONF_KEY, CONF_KEY_ID, CONF_KIND, DEFAULT_PORT, EntryKind
from ..hearth_link.client import LinkClient
from ..hearth_link.errors import (
    CertificateChanged,
    LinkAuthError,
    LinkError,
    LinkProtocolError,
    LinkRefused,
    LinkUnavailable,
    ProtocolCode,
)
from ..hearth_link.messages import PublicIdentity
from ..hearth_link.pairing_client import identify, pair
from .links import LINKS
from .selectors import PlainTextSelector

ADDRESS_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_HOST): PlainTextSelector(),
        vol.Required(CONF_PORT, default=DEFAULT_PORT): cv.port,
    }
)
CODE_SCHEMA: Final = vol.Schema({vol.Required(CONF_CODE): PlainTextSelector()})
KEY_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_KEY_ID): PlainTextSelector(),
        vol.Required(CONF_KEY): PlainTextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD)),
    }
)


def link_error(error: LinkError) -> str:
    """Return the translation key for an error of the link."""
    match error:
        case LinkRefused(code=ProtocolCode.PAIRING_CLOSED):
            return "pairing_closed"
        case LinkRefused(code=ProtocolCode.WRONG_CODE):
            return "wrong_code"
        case LinkRefused(code=ProtocolCode.RATE_LIMITED):
            return "rate_limited"
        case LinkRefused(code=RefusalCode.VERSION):
            return "version"
        case LinkUnavailable():
            return "cannot_connect"
        case CertificateChanged():
            return "certificate_changed"
        case LinkAuthError():
            return "invalid_auth"
        case LinkProtocolError() | LinkRefused():
            return "not_a_stove"
    return "unknown"


class LinkStoveSteps(ConfigFlow):
    """Flow steps of a Hearth Link stove; a mixin of the config flow."""

    def __init__(self) -> None:
        """Initialize an empty flow."""
        self._address: dict[str, Any] = {}
        self._identity: PublicIdentity | None = None

    async def async_step_link(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the address of the stove and read its identity."""
        errors: dict[str, str] = {}
        if user_input is not None:
            identity = await self._identify(user_input, errors)
            if identity is not None:
                await self.async_set_unique_id(identity.id, raise_on_progress=False)
                self._abort_if_unique_id_configured(updates=self._address)
                return await self.async_step_authorize()
        schema = self.add_suggested_values_to_schema(ADDRESS_SCHEMA, user_input or {})
        return self.async_show_form(step_id="link", data_schema=schema, errors=errors)

    @override
    async def async_step_zeroconf(self, discovery_info: ZeroconfServiceInfo) -> ConfigFlowResult:
        """Called when zeroconf discovers a stove.

        Announcements are not authenticated; nothing in them is used before the stove has proved its identity.
        """
        self._address = {CONF_HOST: discovery_info.host, CONF_PORT: discovery_info.port}
        if not (stove_id := discovery_info.properties.get("id")):
            return self.async_abort(reason="not_a_stove")
        entry = await self.async_set_unique_id(stove_id)
        if entry is not None:
            moved = await self._is_stove_of(entry, self._address)
            self._abort_if_unique_id_configured(updates=self._address if moved else None)
        model = discovery_info.properties.get("model") or "Hearth Link"
        self.context["title_placeholders"] = {"name": f"{model} {stove_id}"}
        return await self.async_step_discovered()

    async def _is_stove_of(self, entry: ConfigEntry, address: Mapping[str, Any]) -> bool:
        """Whether the stove at another address proves with its pinned certificate that it is the stove of this entry.

        Announcements are not authenticated. The address of a paired stove changes only after a TLS handshake in which
        the announced stove used the private key of the certificate that was pinned when it was paired.
        """
        if all(entry.data.get(key) == value for key, value in address.items()):
            return False
        identity = await self._identify(address, {})
        return (
            identity is not None
            and identity.id == entry.unique_id
            and identity.fingerprint == entry.data.get(CONF_FINGERPRINT)
        )

    async def async_step_discovered(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whether to add the discovered stove."""
        errors: dict[str, str] = {}
        if user_input is not None:
            identity = await self._identify(self._address, errors)
            if identity is not None:
                if identity.id != self.unique_id:
                    return self.async_abort(reason="wrong_stove")
                return await self.async_step_authorize()
        self._set_confirm_only()
        placeholders = {**self.context["title_placeholders"], "host": self._address[CONF_HOST]}
        return self.async_show_form(
            step_id="discovered", errors=errors, description_placeholders=placeholders
        )

    async def async_step_authorize(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask how to authorize: pair with a code, or enter a key."""
        return self.async_show_menu(step_id="authorize", menu_options=["pair", "key"])

    async def async_step_pair(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Pair with the code that the stove displays."""
        errors: dict[str, str] = {}
        if user_input is not None:
            client_id = f"home-assistant-{(await instance_id.async_get(self.hass))[:12]}"
            try:
                identity, key = await pair(
                    async_get_clientsession(self.hass, verify_ssl=False),
                    self._address[CONF_HOST],
                    self._address[CONF_PORT],
                    client_id=client_id,
                    code=user_input[CONF_CODE],
                    name=self.hass.config.location_name,
                    fingerprint=self._fingerprint,
                )
            except LinkError as error:
                errors["base"] = link_error(error)
            else:
                return await self._finish(identity, client_id, key.hex())
        return self.async_show_form(step_id="pair", data_schema=CODE_SCHEMA, errors=errors)

    async def async_step_key(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for a key that was created on the stove."""
        errors: dict[str, str] = {}
        if user_input is not None:
            if not _is_key(user_input[CONF_KEY]):
                errors[CONF_KEY] = "malformed_key"
            elif (error := await self._try(user_input[CONF_KEY_ID], user_input[CONF_KEY])) is not None:
                errors["base"] = error
            else:
                assert self._identity is not None
                return await self._finish(self._identity, user_input[CONF_KEY_ID], user_input[CONF_KEY])
        schema = self.add_suggested_values_to_schema(KEY_SCHEMA, user_input or {})
        return self.async_show_form(step_id="key", data_schema=schema, errors=errors)

    # Reauthentication and reconfiguration

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Called when the stove rejects the key or presents another certificate."""
        self._address = {CONF_HOST: entry_data[CONF_HOST], CONF_PORT: entry_data[CONF_PORT]}
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Connect to the stove and choose the next step: a new key, or confirmation of the new certificate."""
        errors: dict[str, str] = {}
        if user_input is not None:
            identity = await self._identify(self._address, errors)
            if identity is not None:
                return await self._trust_again(identity, self._get_reauth_entry())
        return self.async_show_form(
            step_id="reauth_confirm",
            errors=errors,
            description_placeholders={"stove": self._get_reauth_entry().title},
        )

    async def _reconfigure_link(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Ask for the address at which the stove is now."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            identity = await self._identify(user_input, errors)
            if identity is not None:
                return await self._trust_again(identity, entry)
        schema = self.add_suggested_values_to_schema(ADDRESS_SCHEMA, user_input or entry.data)
        return self.async_show_form(step_id="reconfigure", data_schema=schema, errors=errors)

    async def _trust_again(self, identity: PublicIdentity, entry: ConfigEntry) -> ConfigFlowResult:
        """Continue with the known key if it is still valid. A changed certificate requires confirmation by a person."""
        if identity.id != entry.unique_id:
            return self.async_abort(reason="wrong_stove")
        if identity.fingerprint != entry.data[CONF_FINGERPRINT]:
            return await self.async_step_certificate()
        if await self._try(entry.data[CONF_KEY_ID], entry.data[CONF_KEY]) is None:
            return await self._finish(identity, entry.data[CONF_KEY_ID], entry.data[CONF_KEY])
        return await self.async_step_authorize()

    async def async_step_certificate(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show both certificates. The new one is accepted only if the stove also proves that it knows the key."""
        entry = self._own_entry
        assert self._identity is not None
        if user_input is not None:
            if await self._try(entry.data[CONF_KEY_ID], entry.data[CONF_KEY]) is None:
                return await self._finish(self._identity, entry.data[CONF_KEY_ID], entry.data[CONF_KEY])
            return await self.async_step_authorize()
        return self.async_show_form(
            step_id="certificate",
            description_placeholders={
                "stove": entry.title,
                "expected": _groups(entry.data[CONF_FINGERPRINT]),
                "found": _groups(self._identity.fingerprint),
            },
        )

    # Helpers

    @property
    def _own_entry(self) -> ConfigEntry:
        return self._get_reauth_entry() if self.source == SOURCE_REAUTH else self._get_reconfigure_entry()

    @property
    def _fingerprint(self) -> str | None:
        return None if self._identity is None else self._identity.fingerprint

    async def _identify(self, address: Mapping[str, Any], errors: dict[str, str]) -> PublicIdentity | None:
        session = async_get_clientsession(self.hass, verify_ssl=False)
        try:
            identity = await identify(session, address[CONF_HOST].strip(), address[CONF_PORT])
        except LinkError as error:
            errors["base"] = link_error(error)
            return None
        self._identity = identity
        self._address = {CONF_HOST: address[CONF_HOST].strip(), CONF_PORT: address[CONF_PORT]}
        return identity

    async def _try(self, key_id: str, key: str) -> str | None:
        """Try to connect with this key. Returns the translation key of the error, or `None` on success."""
        client = LinkClient(
            async_get_clientsession(self.hass, verify_ssl=False),
            self._address[CONF_HOST],
            self._address[CONF_PORT],
            client_id=key_id,
            key=bytes.fromhex(key),
            fingerprint=self._fingerprint or "",
        )
        try:
            await client.start()
        except LinkError as error:
            return link_error(error)
        await client.close()
        return None

    async def _finish(self, identity: PublicIdentity, key_id: str, key: str) -> ConfigFlowResult:
        data = {
            CONF_KIND: EntryKind.LINK_STOVE.value,
            **self._address,
            CONF_KEY_ID: key_id,
            CONF_KEY: key,
            CONF_FINGERPRINT: identity.fingerprint,
        }
        if self.source in {SOURCE_REAUTH, SOURCE_RECONFIGURE}:
            return self.async_update_reload_and_abort(self._own_entry, data=data)
        # The name that the household gave the stove becomes the title when the stove has told it.
        return self.async_create_entry(
            title=identity.model, data=data, description="stove", description_placeholders=dict(LINKS)
        )


def _is_key(text: str) -> bool:
    try:
        return len(bytes.fromhex(text)) == 32
    except ValueError:
        return False


def _groups(fingerprint: str) -> str:
    """Return the first groups of a fingerprint, in the form that people compare."""
    return ":".join(fingerprint[place : place + 4] for place in range(0, 32, 4))

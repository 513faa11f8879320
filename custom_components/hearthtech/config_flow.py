"""Adding a kitchen, a virtual stove, or a stove that speaks Hearth Link."""

from collections.abc import Mapping
from typing import Any, Final, override
from uuid import uuid4

from homeassistant.config_entries import (
    SOURCE_REAUTH,
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigFlowResult,
    ConfigSubentryFlow,
    OptionsFlow,
)
from homeassistant.const import CONF_CODE, CONF_HOST, CONF_PORT
from homeassistant.core import callback
from homeassistant.helpers import config_validation as cv, instance_id
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
import voluptuous as vol

from .const import (
    CONF_BOOK,
    CONF_BURNER_COUNT,
    CONF_BURNER_KIND,
    CONF_CLOCK_RATE,
    CONF_FINGERPRINT,
    CONF_KEY,
    CONF_KEY_ID,
    CONF_KIND,
    DEFAULT_PORT,
    DOMAIN,
    KITCHEN_UNIQUE_ID,
    EntryKind,
)
from .hob_flow import HobFlow
from .kitchen.errors import KitchenError
from .kitchen.kitchen import Kitchen
from .kitchen_entry import book_address
from .options_flow import KitchenOptionsFlow, StoveOptionsFlow
from .person_flow import SUBENTRY_FLOWS
from .stove.client import LinkClient
from .stove.enroll import identify, pair
from .stove.errors import (
    CertificateChanged,
    LinkAuthError,
    LinkCode,
    LinkError,
    LinkProtocolError,
    LinkRefused,
    LinkUnavailable,
)
from .stove.messages import BurnerKind, PublicIdentity

ADDRESS_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_HOST): TextSelector(),
        vol.Required(CONF_PORT, default=DEFAULT_PORT): cv.port,
    }
)
CODE_SCHEMA: Final = vol.Schema({vol.Required(CONF_CODE): TextSelector()})
KEY_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_KEY_ID): TextSelector(),
        vol.Required(CONF_KEY): TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD)),
    }
)
BOOK_SCHEMA: Final = vol.Schema({vol.Optional(CONF_BOOK): TextSelector()})
VIRTUAL_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_BURNER_COUNT, default=4): vol.All(
            NumberSelector(NumberSelectorConfig(min=1, max=12, mode=NumberSelectorMode.BOX)), vol.Coerce(int)
        ),
        vol.Required(CONF_BURNER_KIND, default=BurnerKind.INDUCTION.value): SelectSelector(
            SelectSelectorConfig(options=["induction", "radiant", "gas"], translation_key="burner_kind")
        ),
        vol.Required(CONF_CLOCK_RATE, default=1.0): NumberSelector(
            NumberSelectorConfig(min=1, max=100, step=1, mode=NumberSelectorMode.BOX)
        ),
    }
)


def link_error(error: LinkError) -> str:
    """Which sentence tells this error."""
    match error:
        case LinkRefused(code=LinkCode.PAIRING_CLOSED):
            return "pairing_closed"
        case LinkRefused(code=LinkCode.WRONG_CODE):
            return "wrong_code"
        case LinkRefused(code=LinkCode.RATE_LIMITED):
            return "rate_limited"
        case LinkRefused(code=LinkCode.VERSION):
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


class HearthTechConfigFlow(HobFlow, domain=DOMAIN):
    """One flow for all kinds of entry."""

    VERSION = 1
    """Home Assistant refuses entries of a newer major version; those of a newer minor one it leaves as they are."""
    MINOR_VERSION = 1

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._address: dict[str, Any] = {}
        self._identity: PublicIdentity | None = None

    @classmethod
    @callback
    @override
    def async_supports_options_flow(cls, config_entry: ConfigEntry) -> bool:
        """All there is to say of a hob out of entities is said of its burners, by reconfiguring."""
        return bool(config_entry.data[CONF_KIND] != EntryKind.EXISTING_HOB)

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> OptionsFlow:
        """Kitchens and stoves have different options."""
        if config_entry.data[CONF_KIND] == EntryKind.KITCHEN:
            return KitchenOptionsFlow()
        return StoveOptionsFlow()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """The people of a kitchen."""
        if config_entry.data[CONF_KIND] == EntryKind.KITCHEN:
            return dict(SUBENTRY_FLOWS)
        return {}

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what to add."""
        kitchen_here = any(
            entry.unique_id == KITCHEN_UNIQUE_ID
            for entry in self._async_current_entries(include_ignore=False)
        )
        return self.async_show_menu(
            step_id="user",
            menu_options=[*([] if kitchen_here else ["kitchen"]), "virtual", "link", "hob"],
        )

    # The kitchen

    async def async_step_kitchen(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Add the kitchen, with its book in a file; `reconfigure` moves it into a database."""
        await self.async_set_unique_id(KITCHEN_UNIQUE_ID)
        self._abort_if_unique_id_configured()
        data = {CONF_KIND: EntryKind.KITCHEN.value}
        if not await self._can_open(data):
            return self.async_abort(reason="book_unavailable")
        return self.async_create_entry(title="Kitchen", data=data)

    async def async_step_book(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say where the family's book is."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            data = {CONF_KIND: EntryKind.KITCHEN.value, **user_input}
            if await self._can_open(data):
                return self.async_update_reload_and_abort(entry, data=data)
            errors["base"] = "book_unavailable"
        schema = self.add_suggested_values_to_schema(BOOK_SCHEMA, user_input or entry.data)
        return self.async_show_form(step_id="book", data_schema=schema, errors=errors)

    async def _can_open(self, data: dict[str, str]) -> bool:
        try:
            kitchen = await Kitchen.open(book_address(self.hass, data))
        except KitchenError:
            return False
        await kitchen.close()
        return True

    # A virtual stove

    async def async_step_virtual(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Add a virtual stove, at once."""
        await self.async_set_unique_id(f"virtual-{uuid4().hex[:12]}")
        others = sum(
            entry.data.get(CONF_KIND) == EntryKind.VIRTUAL_STOVE
            for entry in self._async_current_entries(include_ignore=False)
        )
        return self.async_create_entry(
            title=f"Virtual stove {others + 1}" if others else "Virtual stove",
            data={CONF_KIND: EntryKind.VIRTUAL_STOVE.value},
        )

    async def async_step_virtual_kind(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say what kind of stove the virtual one is."""
        entry = self._get_reconfigure_entry()
        if user_input is not None:
            return self.async_update_reload_and_abort(entry, data_updates=user_input)
        schema = self.add_suggested_values_to_schema(VIRTUAL_SCHEMA, entry.data)
        return self.async_show_form(step_id="virtual_kind", data_schema=schema)

    # A stove that speaks Hearth Link

    async def async_step_link(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask where the stove is, and ask the stove who it is."""
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
        """A stove was announced. That is a hint: nothing in it is trusted before the stove has proved itself."""
        self._address = {CONF_HOST: discovery_info.host, CONF_PORT: discovery_info.port}
        if not (stove_id := discovery_info.properties.get("id")):
            return self.async_abort(reason="not_a_stove")
        await self.async_set_unique_id(stove_id)
        self._abort_if_unique_id_configured(updates=self._address)
        model = discovery_info.properties.get("model") or "Hearth Link"
        self.context["title_placeholders"] = {"name": f"{model} {stove_id}"}
        return await self.async_step_discovered()

    async def async_step_discovered(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whether the announced stove is wanted."""
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
        """Ask how this Home Assistant gets its key."""
        return self.async_show_menu(step_id="authorize", menu_options=["pair", "key"])

    async def async_step_pair(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Pair by the code that the stove shows."""
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
        """Take a key that was provisioned on the stove."""
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

    # When something has changed

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """The stove no longer takes the key, or shows another certificate."""
        self._address = {CONF_HOST: entry_data[CONF_HOST], CONF_PORT: entry_data[CONF_PORT]}
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask the stove who it is, and see what it takes to trust it again."""
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

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Change what was set up, by kind of entry."""
        entry = self._get_reconfigure_entry()
        match entry.data[CONF_KIND]:
            case EntryKind.KITCHEN:
                return await self.async_step_book()
            case EntryKind.VIRTUAL_STOVE:
                return await self.async_step_virtual_kind()
            case EntryKind.EXISTING_HOB:
                return await self._change_hob()
        errors: dict[str, str] = {}
        if user_input is not None:
            identity = await self._identify(user_input, errors)
            if identity is not None:
                return await self._trust_again(identity, entry)
        schema = self.add_suggested_values_to_schema(ADDRESS_SCHEMA, user_input or entry.data)
        return self.async_show_form(step_id="reconfigure", data_schema=schema, errors=errors)

    async def _trust_again(self, identity: PublicIdentity, entry: ConfigEntry) -> ConfigFlowResult:
        """Go on with the known key where it still serves; a changed certificate is confirmed by a person."""
        if identity.id != entry.unique_id:
            return self.async_abort(reason="wrong_stove")
        if identity.fingerprint != entry.data[CONF_FINGERPRINT]:
            return await self.async_step_certificate()
        if await self._try(entry.data[CONF_KEY_ID], entry.data[CONF_KEY]) is None:
            return await self._finish(identity, entry.data[CONF_KEY_ID], entry.data[CONF_KEY])
        return await self.async_step_authorize()

    async def async_step_certificate(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show both certificates. The new one counts only if the stove also proves that it knows the key."""
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
        """Connect with this key. Returns which error tells why it does not serve."""
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
        return self.async_create_entry(title=identity.model, data=data)


def _is_key(text: str) -> bool:
    try:
        return len(bytes.fromhex(text)) == 32
    except ValueError:
        return False


def _groups(fingerprint: str) -> str:
    """The beginning of a fingerprint as people compare it."""
    return ":".join(fingerprint[place : place + 4] for place in range(0, 32, 4))

"""What an action takes from outside the book, or writes there: files that Home Assistant allows, media, uploads."""

from pathlib import Path
from typing import Any, Final

from homeassistant.components.file_upload import process_uploaded_file
from homeassistant.components.media_source import Unresolvable, async_resolve_media
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from custom_components.hearthtech.errors import user_error
from custom_components.hearthtech.kitchen.recipes.readers import LARGEST_BYTES, File

ATTR_FILE: Final = "file"
ATTR_MEDIA: Final = "media"
ATTR_PATH: Final = "path"
SOURCE: Final = (ATTR_MEDIA, ATTR_FILE, ATTR_PATH)
"""The fields that name a content; one of them is given."""


def _media_id(value: Any) -> str:
    """What a media selector gives, or only its id."""
    if isinstance(value, dict):
        value = value.get("media_content_id")
    return str(cv.string(value))


SOURCES: Final[dict[Any, Any]] = {
    vol.Exclusive(ATTR_MEDIA, "source"): _media_id,
    vol.Exclusive(ATTR_FILE, "source"): cv.string,
    vol.Exclusive(ATTR_PATH, "source"): cv.string,
}


async def content_of(call: ServiceCall) -> File:
    """The content that the call names.

    Raises:
        ServiceValidationError: when it is not there, too large, or not allowed.
    """
    hass = call.hass
    if ATTR_FILE in call.data:
        return await hass.async_add_executor_job(_uploaded, hass, call.data[ATTR_FILE])
    if ATTR_MEDIA in call.data:
        path = await _media_path(hass, call.data[ATTR_MEDIA])
    else:
        path = await allowed_path(hass, call.data[ATTR_PATH])
    return await hass.async_add_executor_job(_read, path)


async def camera_picture(hass: HomeAssistant, entity_id: str) -> bytes:
    """What a camera sees now.

    Raises:
        HomeAssistantError: when it shows nothing.
    """
    # Loaded by those who have cameras.
    from homeassistant.components.camera import async_get_image

    return (await async_get_image(hass, entity_id)).content


async def allowed_path(hass: HomeAssistant, path: str) -> Path:
    """The path, which may be told from the configuration folder, when Home Assistant's allowlist has it.

    Raises:
        ServiceValidationError: when it has not.
    """
    full = Path(hass.config.path(path))
    if not await hass.async_add_executor_job(_is_allowed, hass, full):
        raise user_error("path_not_allowed", path=path)
    return full


async def require_admin(call: ServiceCall) -> None:
    """Files of the machine are an administrator's; an automation is one's work, too.

    Raises:
        Unauthorized: when a user calls who is none.
    """
    if call.context.user_id is None:
        return
    user = await call.hass.auth.async_get_user(call.context.user_id)
    if user is None or not user.is_admin:
        raise Unauthorized(context=call.context)


def _is_allowed(hass: HomeAssistant, path: Path) -> bool:
    # A name that is not there yet is judged by its folder, and must be a plain name in it.
    return path.name not in {"", ".", ".."} and hass.config.is_allowed_path(str(path))


async def _media_path(hass: HomeAssistant, media_id: str) -> Path:
    try:
        media = await async_resolve_media(hass, media_id, None)
    except Unresolvable as error:
        raise user_error("media_not_found", media=media_id) from error
    if media.path is None:
        raise user_error("media_not_found", media=media_id)
    return media.path


def _uploaded(hass: HomeAssistant, file_id: str) -> File:
    try:
        with process_uploaded_file(hass, file_id) as path:
            return _read(path)
    except ValueError as error:
        raise user_error("upload_not_found") from error


def _read(path: Path) -> File:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise user_error("file_too_large", path=path.name)
        return File(content=path.read_bytes(), name=path.name)
    except OSError as error:
        raise user_error("file_not_read", path=path.name, reason=error.strerror or error) from error

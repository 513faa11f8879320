"""Files that an action reads or writes outside the database: allowed paths, media, uploads."""

from pathlib import Path
from typing import Any, Final

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.components.file_upload import process_uploaded_file
from homeassistant.components.media_source import Unresolvable, async_resolve_media
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers import config_validation as cv
from homeassistant.loader import async_get_integration
import voluptuous as vol

from ..errors import user_error
from ..kitchen.recipes.file_formats import LARGEST_BYTES, File

CAMERA: Final = "camera"
ATTR_FILE: Final = "file"
ATTR_MEDIA: Final = "media"
ATTR_PATH: Final = "path"
SOURCE: Final = (ATTR_MEDIA, ATTR_FILE, ATTR_PATH)
"""Fields of the call that specify a file; exactly one is used."""


def _media_id(value: Any) -> str:
    """Return the id of a media selector's value, or of a plain id."""
    if isinstance(value, dict):
        value = value.get("media_content_id")
    return str(cv.string(value))


SOURCES: Final[dict[Any, Any]] = {
    vol.Exclusive(ATTR_MEDIA, "source"): _media_id,
    vol.Exclusive(ATTR_FILE, "source"): cv.string,
    vol.Exclusive(ATTR_PATH, "source"): cv.string,
}


async def content_of(call: ServiceCall) -> File:
    """Return the content of the file that the call specifies.

    Raises:
        ServiceValidationError: when it is not there, too large, or not allowed.
    """
    hass = call.hass
    if ATTR_FILE in call.data:
        return await uploaded_file(hass, call.data[ATTR_FILE])
    if ATTR_MEDIA in call.data:
        path = await _media_path(hass, call.data[ATTR_MEDIA])
    else:
        path = await allowed_path(hass, call.data[ATTR_PATH])
    return await hass.async_add_executor_job(read_file, path)


async def camera_picture(call: ServiceCall, entity_id: str) -> bytes:
    """Take a picture with a camera that the caller may read.

    Raises:
        Unauthorized: when the caller may not read this camera.
        ServiceValidationError: when there are no cameras.
        HomeAssistantError: when it shows nothing.
    """
    user_id = call.context.user_id
    user = None if user_id is None else await call.hass.auth.async_get_user(user_id)
    if user_id is not None and (user is None or not user.permissions.check_entity(entity_id, POLICY_READ)):
        raise Unauthorized(context=call.context, entity_id=entity_id, permission=POLICY_READ)
    if CAMERA not in call.hass.config.components:
        raise user_error("media_not_found", media=entity_id)
    # Not imported at the top: homes without cameras do not have the packages of this integration.
    camera: Any = await (await async_get_integration(call.hass, CAMERA)).async_get_component()
    picture: bytes = (await camera.async_get_image(call.hass, entity_id)).content
    return picture


async def allowed_path(hass: HomeAssistant, path: str) -> Path:
    """Return a path, also relative to the configuration folder, if Home Assistant's allowlist permits it.

    Raises:
        ServiceValidationError: when it has not.
    """
    full = Path(hass.config.path(path))
    if not await hass.async_add_executor_job(_is_allowed, hass, full):
        raise user_error("path_not_allowed", path=path)
    return full


def _is_allowed(hass: HomeAssistant, path: Path) -> bool:
    # A new file is checked by its folder, and must be a plain name in it.
    return path.name not in {"", ".", ".."} and hass.config.is_allowed_path(str(path))


async def _media_path(hass: HomeAssistant, media_id: str) -> Path:
    try:
        media = await async_resolve_media(hass, media_id, None)
    except Unresolvable as error:
        raise user_error("media_not_found", media=media_id) from error
    if media.path is None:
        raise user_error("media_not_found", media=media_id)
    return media.path


async def uploaded_file(hass: HomeAssistant, file_id: str) -> File:
    """Return an uploaded file by its id, once: it is deleted.

    Raises:
        ServiceValidationError: when it is not there, or too large.
    """
    return await hass.async_add_executor_job(_uploaded, hass, file_id)


def _uploaded(hass: HomeAssistant, file_id: str) -> File:
    try:
        with process_uploaded_file(hass, file_id) as path:
            return read_file(path)
    except ValueError as error:
        raise user_error("upload_not_found") from error


def read_file(path: Path, largest: int = LARGEST_BYTES) -> File:
    """Read a file of at most `largest` bytes. Blocking.

    Raises:
        ServiceValidationError: when it is too large or can't be read.
    """
    try:
        if path.stat().st_size > largest:
            raise user_error("file_too_large", path=path.name)
        return File(content=path.read_bytes(), name=path.name)
    except OSError as error:
        raise user_error("file_not_read", path=path.name, reason=error.strerror or error) from error
